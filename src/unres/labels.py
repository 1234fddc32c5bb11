"""The labels of clauses and sub-paragraphs: "12.", "(a)", "(iv)", "aa)", "(أ)", "㈠", "•".

How a label is printed, its style, and what it counts, in every script the Organization writes in (FORMAT.md 5.2). Which
of two readings holds for a letter ("i" after "h", or the roman one) the lines around it tell: levels.py.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from .grammar import sign
from .symbols import roman_numeral

_LABEL = sign("LABEL")
_DIGITS = re.compile(r"\d+")
_MISREAD = str.maketrans("lI|S", "1115")  # what recognition makes of the labels 1. and 5.
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


class Label(NamedTuple):
    """A label without its punctuation.

    Styles: "1" a number with a stop, "(a)" and "(1)" in brackets, "a)" and "a." likewise, "•" a bullet, "" none.
    """

    printed: str
    style: str
    end: int
    """Where the text behind it begins, in characters of the line."""


def label_of(line: str) -> Label:
    """The label that a line begins with."""
    match = _LABEL.match(line)
    if match is None:
        return Label("", "", 0)
    number, letter, sign, bullet = match.groups()
    if number is not None:
        return Label(number if number.isdigit() else number.translate(_MISREAD), "1", match.end())
    if bullet is not None:
        return Label(bullet, "•", match.end())
    if sign is not None:
        return Label(sign, "㈠" if sign in _SIGNS else "’1‘", match.end())
    if letter[0] in NUMERALS:
        return Label(letter, "㈠", match.end())
    frame = match[0].strip().replace(letter, "a" if letter[0].isalpha() else "1", 1).replace(" ", "")
    return Label(letter, frame, match.end())


_SIGNS = "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
NUMERALS = "一二三四五六七八九十"
_ALPHABETS = (
    "abcdefghijklmnopqrstuvwxyz",
    "аbсdеfghijklmnopqrstuvwxyz",
    "أبجدهوزحطيكلمنسعفصقرشتثخذض",
    "甲乙丙丁戊己庚辛壬癸",
    "子丑寅卯辰巳午未申酉戌亥",
)
# The order of labels: Latin; Latin with the Cyrillic letters of the same shape; Arabic; the Chinese stems and branches.


def value_of(label: str) -> int | None:
    """What a label counts, however it is written: 2 for "b", "ب", "㈡", "二" and "’2‘"; None for Roman above i."""
    digits = _DIGITS.search(label)
    if digits:
        return int(digits[0])
    if label[:1] in _SIGNS:
        return _SIGNS.index(label[0]) + 1
    if label[:1] in NUMERALS:
        tens, _, ones = label.rpartition("十")
        if "十" not in label:
            return NUMERALS.index(label[0]) + 1
        return (NUMERALS.index(tens) + 1 if tens else 1) * 10 + (NUMERALS.index(ones) + 1 if ones else 0)
    return alphabetic(label)


def roman(letters: str) -> int | None:
    """The value of a lower-case Roman numeral below 100, or None."""
    total = 0
    values = [_ROMAN.get(c, 0) for c in letters.lower()]
    if not all(values):
        return None
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += -value if value < following else value
    return total if total < 100 and roman_numeral(total).lower() == letters.lower() else None


def alphabetic(letters: str) -> int | None:
    """1 for "a", 26 for "z", 27 for "aa", 28 for "bb" (FORMAT.md 5.2), or None."""
    letters = unicodedata.normalize("NFKC", letters).replace("\u0640", "").replace(" ", "").lower()
    if len(set(letters)) != 1:
        return None
    for alphabet in _ALPHABETS:
        place = alphabet.find(letters[0])
        if place >= 0:
            return place + 1 + len(alphabet) * (len(letters) - 1)
    return None

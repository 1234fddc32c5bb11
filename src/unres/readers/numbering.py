"""Automatic numbers, counted and printed as Word prints them.

A list has up to nine levels, each with a number format and a pattern ("%1.", "(%2)") in which %n stands for the
current number of level n. Counting a level starts the deeper ones again. The pattern is data of the file; nothing here
knows what a resolution is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
_ARABIC_ALPHABET = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_HAN = "零一二三四五六七八九"
_PLACE = re.compile(r"%([1-9])")
_BULLETS = dict.fromkeys(map(chr, range(0xF000, 0xF100)), "•") | {"o": "o", "\uf0d8": "➢", "\uf02d": "–", "\uf0be": "–"}


@dataclass(frozen=True, slots=True)
class Level:
    """One level of a list: `form` and `pattern` as the file names them; `follow` is what parts number and text."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    follow: str = "\t"
    style: str = ""
    """The paragraph style that is tied to this level, if any."""
    restart: int | None = None
    """Counting this level (from 1) or a higher one starts this one again; None for the level above, 0 for never."""


class Counter:
    """The running numbers of one list."""

    def __init__(self, levels: dict[int, Level]) -> None:
        self._levels = levels
        self._now: dict[int, int] = {}

    def next(self, at: int, start: int | None = None) -> tuple[str, str]:
        """Count level `at` (from 0): the number as printed, and what follows it; "" where nothing is printed.

        `start` is the number that a list which restarts this level begins with.
        """
        level = self._levels.get(at)
        if level is None:
            return "", ""
        now = self._now
        for deeper in [other for other in now if other > at]:
            restart = self._levels[deeper].restart if deeper in self._levels else None
            if restart is None or at < restart:
                del now[deeper]
        first = level.start if start is None else start
        now[at] = now[at] + 1 if at in now else first
        if level.form == "none" and not _PLACE.search(level.pattern):
            return level.pattern, level.follow if level.pattern else ""
        if level.form == "bullet":
            return _BULLETS.get(level.pattern, level.pattern), level.follow

        def printed(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            other = self._levels.get(place, level)
            return number(now.get(place, other.start), other.form)

        text = _PLACE.sub(printed, level.pattern)
        return text, level.follow if text else ""


def number(value: int, form: str) -> str:
    """`value` in a number format of WordprocessingML (ST_NumberFormat); formats unknown here print as decimal."""
    if value < 1 or value > 32767:
        return str(value)
    match form:
        case "none":
            return ""
        case "lowerLetter":
            return _letters(value, _LATIN)
        case "upperLetter":
            return _letters(value, _LATIN).upper()
        case "lowerRoman":
            return _roman(value)
        case "upperRoman":
            return _roman(value).upper()
        case "russianLower":
            return _letters(value, _RUSSIAN)
        case "russianUpper":
            return _letters(value, _RUSSIAN).upper()
        case "arabicAlpha":
            return _letters(value, _ARABIC_ALPHABET)
        case "arabicAbjad":
            return _letters(value, _ABJAD)
        case "decimalZero":
            return f"{value:02}"
        case "ordinal":
            return f"{value}{_ordinal(value)}"
        case "chineseCounting" | "chineseCountingThousand" | "ideographDigital" | "taiwaneseCountingThousand":
            return _han(value)
        case _:
            return str(value)


def _letters(value: int, alphabet: str) -> str:
    """Word repeats the letter: 27 is "aa", 28 "bb"."""
    times, place = divmod(value - 1, len(alphabet))
    return alphabet[place] * (times + 1)


def _roman(value: int) -> str:
    out = ""
    for worth, letters in _ROMAN:
        times, value = divmod(value, worth)
        out += letters * times
    return out


def _ordinal(value: int) -> str:
    return "th" if value // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")


def _han(value: int) -> str:
    """Counting numerals up to 99 (十一, 二十三); above that, digit by digit."""
    if value > 99:
        return "".join(_HAN[int(digit)] for digit in str(value))
    tens, ones = divmod(value, 10)
    return (("" if tens == 1 else _HAN[tens]) + "十" if tens else "") + (_HAN[ones] if ones else "")

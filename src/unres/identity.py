"""What a document is: resolution or decision, of which symbol and session, where its masthead does not say."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from .citations import english_number
from .models import Formula, Heading, Part, Session, TextBlock
from .symbols import Symbol, roman_numeral
from .wording import Wording, one_spaced, wording

MISREAD_SESSION = re.compile(r"\((1{1,3}|l{1,3})\)|^(E?S)/(\d+)-")
_FLIPPED = re.compile(r"\)([^()]*)\(")
_FIGURES = re.compile(r"\d+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")
_RECORD = 120  # characters within which the record of a decision names its meeting and date


def lettered(number: str, letter: str) -> str:
    """A part's number: "76/84 A", and of the old scheme "169 A (II)" (FORMAT.md 1.2)."""
    numbered: str = re.sub(r"(?=[ ]?\()|$", f" {letter}", number, count=1)
    return numbered


def own_number(printed: str, language: str) -> tuple[str, bool]:
    """A title's number in Western figures, with Roman session and Latin letters; and whether its figures were turned
    round.

    "٣٣٨٠ (د-٣٠)" is 3380 (XXX) and "二一五九(二十一)、" 2159 (XXI). Where an extraction has turned the figures of each
    number round, it has flipped the brackets too, which tells: "٠٨٣٣ )د - ٠٣(".
    """
    words = wording(language)
    text = words.plain(printed)
    turned = _FLIPPED.search(text) is not None
    if turned:
        text = _FLIPPED.sub(r"(\1)", _FIGURES.sub(lambda figures: figures[0][::-1], text))
    text = "".join(str(unicodedata.decimal(sign)) if sign.isdecimal() else sign for sign in text)
    text = english_number(text, language)
    number, bracket, rest = text.partition("(")
    session, closing, letter = rest.partition(")")
    if not number.isascii():
        number = "".join(sign if sign.isascii() else _figure(sign, words) for sign in number)
    if not session.isascii():
        prefix, dash, figures = session.rpartition("-")
        session = prefix + dash + roman_numeral(words.ordinal(figures) or 0)
    letter = _NOT_ASCII.sub("", letter)
    return one_spaced(f"{number.strip()} {bracket}{session}{closing}{letter}"), turned


def _figure(sign: str, words: Wording) -> str:
    value = words.ordinal(sign)
    return "" if value is None else str(value)


def is_decision(parts: Sequence[Part], words: Wording) -> bool:
    """Whether the text is the record of a decision, which has no formula (FORMAT.md 7.4)."""
    if not parts:
        return False
    record = words.pattern("DECISION_WORDS")
    for block in (block for part in parts for block in part.blocks):
        if isinstance(block, Formula):
            return False
        if not isinstance(block, Heading):
            return bool(record.match(block.text)) if isinstance(block, TextBlock) else False
    return False


def decided(parts: Sequence[Part], words: Wording) -> datetime.date | None:
    """When a decision was taken: the first date of its record."""
    record = next((block for part in parts for block in part.blocks if not isinstance(block, Heading)), None)
    printed = words.pattern("DATE_WORDS").search(getattr(record, "text", "")[:_RECORD])
    return words.date(printed[0]) if printed else None


def symbol_of(values: dict[str, Any], parts: Sequence[Part]) -> str | None:
    """The document's own symbol: the masthead's, else the title's number.

    A bare number ("925.") takes its session from the masthead or the running head; a number whose session was misread
    in figures ("11(1).") is read as Roman, and "S/19-2" as S-19/2.
    """
    if values["symbols"]:
        return str(values["symbols"][0])
    number = next((part.number for part in parts if part.number), None)
    if number is None:
        return None
    letters = [part.letter for part in parts if part.letter]
    series = "A/DEC/" if values.get("kind") == "decision" else "A/RES/"
    if letters:
        number = re.sub(rf" {letters[0]}(?= \(|$)", "", number)
    session = values.get("session")
    if number.isdigit() and session is not None:
        prefix = {"regular": "", "special": "S-", "emergency special": "ES-"}[session.kind]
        number = f"{number} ({prefix}{roman_numeral(session.number)})"
    number = MISREAD_SESSION.sub(
        lambda found: f"({'I' * len(found[1])})" if found[1] else f"{found[2]}-{found[3]}/", number
    )
    base = Symbol.parse(series + number)
    if not letters or len(letters) < len(parts):
        return base.text
    return lettered(base.text, letters[0] if len(letters) == 1 else f"{letters[0]}-{letters[-1]}")


def session_of(symbol: str | None) -> Session | None:
    """The session that a resolution's symbol names, where the masthead names none."""
    if symbol is None:
        return None
    parsed = Symbol.parse(symbol)
    return Session(number=parsed.session, kind=parsed.session_kind) if parsed.session else None

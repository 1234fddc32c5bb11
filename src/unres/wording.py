"""Dates, ordinals and numbers as a language words them, read with that language's grammar file.

`wording(language)` gives a reader whose patterns are the terminals of `<language>.lark`: month names, ordinals (`ORD_n`
is worth n), and the words that tell one masthead field from another. Nothing here knows a language.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from . import grammar

_MONTHS = (
    "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER",
    "NOVEMBER", "DECEMBER",
)  # fmt: skip
_DIGITS = re.compile(r"(?<!\d)\d{1,4}(?!\d)")  # of days, years, meetings and sessions


@dataclass(frozen=True, slots=True)
class Folded:
    """A text of which characters were passed over; offsets are characters."""

    text: str
    places: tuple[tuple[int, int], ...] = ((0, 0),)
    """(offset in `text`, character of the whole text) after each gap, in order."""

    def source(self, offset: int) -> int:
        """Where in the whole text what ends at `offset` of `text` ends."""
        at, character = self.places[bisect_left(self.places, (offset,)) - 1] if offset else (0, 0)
        return character + offset - at


class Wording:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.terminals = grammar.terminals(language, language)
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._dates: dict[str, datetime.date | None] = {}
        months = "|".join(f"(?P<{name}>{self.terminals[name]})" for name in _MONTHS)
        self._month = re.compile(months, re.IGNORECASE)
        ordinals = sorted((n for n in self.terminals if n.startswith("ORD_")), key=lambda n: -int(n.split("_")[-1]))
        self._ordinal = grammar.compiled("|".join(f"(?P<{n}>{self.terminals[n]})" for n in ordinals))
        self.multiplies = any("_TIMES_" in name for name in ordinals)
        self.dropped = grammar.compiled(self.terminals["DROPPED"]) if "DROPPED" in self.terminals else None

    def pattern(self, name: str) -> re.Pattern[str]:
        """The compiled terminal of that name.

        Raises:
            KeyError: the language's grammar has none.
        """
        if name not in self._patterns:
            self._patterns[name] = grammar.compiled(self.terminals[name])
        return self._patterns[name]

    def plain(self, text: str) -> str:
        """`text` without what the language's DROPPED passes over (kashida, vowel signs, directional marks)."""
        return self.dropped.sub("", text) if self.dropped is not None else text

    def fold(self, text: str) -> Folded:
        """`text` without what DROPPED passes over, and the way back to it."""
        if self.dropped is None:
            return Folded(text)
        pieces: list[str] = []
        places: list[tuple[int, int]] = [(0, 0)]
        at = length = 0
        for match in self.dropped.finditer(text):
            pieces.append(text[at : match.start()])
            length += match.start() - at
            at = match.end()
            places.append((length, at))
        pieces.append(text[at:])
        return Folded("".join(pieces), tuple(places))

    def date(self, text: str) -> datetime.date | None:
        """The one date in `text`: day, month and year in any order the language has; None where it is no date."""
        if text not in self._dates:
            if len(self._dates) > 20_000:
                self._dates.clear()
            self._dates[text] = self._read_date(text)
        return self._dates[text]

    def _read_date(self, text: str) -> datetime.date | None:
        text = self.plain(text)
        month = self._month.search(text)
        numbers = [int(n) for n in _DIGITS.findall(text.replace(month[0], " ") if month else text)]
        years = [n for n in numbers if n > 1900]
        days = [n for n in numbers if n <= 31]
        if month is not None and not numbers:  # in characters, the year first
            years = [year for year in (self.ordinal(text[: month.start()]),) if year is not None]
            days = [day for day in (self.ordinal(text[month.end() :]),) if day is not None]
        if month is None or month.lastgroup is None or not years or not days:
            return None
        try:
            return datetime.date(years[0], _MONTHS.index(month.lastgroup) + 1, days[-1])
        except ValueError:
            return None

    def ordinal(self, text: str) -> int | None:
        """The number that figures or ordinal words give: "64th", "Sixty-fifth", "第七十六届".

        Words add up; those named ORD_TIMES_n multiply what stands before them, and where a language has such words,
        digits behind each other are figures: "一四八一" is 1481.
        """
        figures = _DIGITS.search(text)
        if figures:
            return int(figures[0])
        total = current = 0
        for match in self._ordinal.finditer(self.plain(text)):
            name = match.lastgroup or ""
            value = int(name.split("_")[-1])
            if "_TIMES_" in name:
                total, current = total + (current or 1) * value, 0
            else:
                current = current * 10 + value if self.multiplies else current + value
        return total + current or None


def one_spaced(text: str) -> str:
    """`text` with one space for every run of white space within it, and none around it."""
    return " ".join(text.split())


@cache
def wording(language: str) -> Wording:
    """The words of a language, loaded once.

    Raises:
        FileNotFoundError: there is no grammar for it.
    """
    return Wording(language)

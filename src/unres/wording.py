"""Dates, ordinals and numbers as a language words them, read with that language's grammar file.

`wording(language)` gives a reader whose patterns are the terminals of `<language>.lark`: month names, ordinals (`ORD_n` is
worth n), and the words that tell one masthead field from another. Nothing here knows a language.
"""

from __future__ import annotations

import datetime
from functools import cache

import regex

from . import grammar

_MONTHS = (
    "JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER",
)  # fmt: skip
_DIGITS = regex.compile(r"\d+")


class Wording:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.terminals = grammar.terminals(language, language)
        self._patterns: dict[str, regex.Pattern[str]] = {}
        self._dates: dict[str, datetime.date | None] = {}
        self._month = regex.compile("|".join(f"(?P<{name}>{self.terminals[name]})" for name in _MONTHS), regex.IGNORECASE)
        ordinals = sorted((int(n[4:]) for n in self.terminals if n.startswith("ORD_")), reverse=True)
        self._ordinal = regex.compile("|".join(f"(?P<N{n}>{self.terminals[f'ORD_{n}']})" for n in ordinals))

    def pattern(self, name: str) -> regex.Pattern[str]:
        """The compiled terminal of that name.

        Raises:
            KeyError: the language's grammar has none.
        """
        if name not in self._patterns:
            self._patterns[name] = regex.compile(self.terminals[name])
        return self._patterns[name]

    def date(self, text: str) -> datetime.date | None:
        """The one date in `text`: day, month and year in any order the language has; None where it is no date."""
        if text not in self._dates:
            if len(self._dates) > 20_000:
                self._dates.clear()
            self._dates[text] = self._read_date(text)
        return self._dates[text]

    def _read_date(self, text: str) -> datetime.date | None:
        month = self._month.search(text)
        numbers = [int(n) for n in _DIGITS.findall(text.replace(month[0], " ") if month else text)]
        years = [n for n in numbers if n > 1900]
        days = [n for n in numbers if n <= 31]
        if month is None or month.lastgroup is None or not years or not days:
            return None
        try:
            return datetime.date(years[0], _MONTHS.index(month.lastgroup) + 1, days[-1])
        except ValueError:
            return None

    def ordinal(self, text: str) -> int | None:
        """The number that figures or ordinal words give: "64th", "Sixty-fifth", "Hundred and eighty-third"."""
        figures = _DIGITS.search(text)
        if figures:
            return int(figures[0])
        values = [int((match.lastgroup or "N0")[1:]) for match in self._ordinal.finditer(text)]
        return sum(values) or None


@cache
def wording(language: str) -> Wording:
    """The words of a language, loaded once.

    Raises:
        FileNotFoundError: there is no grammar for it.
    """
    return Wording(language)

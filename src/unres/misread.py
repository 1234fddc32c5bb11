"""Reads framing lines that recognition of a scanned page has damaged: "84th plena r y meeting", "JO December 1984".

Recognition parts letters by spaces and takes letters for figures (FORMAT.md 10.2). The formula and the closing are
short and have one shape, so both can be undone there, and much hangs on them: where a resolution begins, where it ends,
and what follows it. Elsewhere nothing is mended. The text stays as printed; a diagnostic says how figures were read.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from functools import cache

from .grammar import compiled
from .lines import Line
from .wording import Wording, wording

_FIGURES = str.maketrans(
    {"I": "1", "l": "1", "!": "1", "|": "1", "J": "1", "O": "0", "o": "0", "S": "5", "Z": "2", "B": "8"}
)
_LONGEST = 90  # characters of a closing line, spaces within its words included
_KINDS = frozenset({"LINE", "INDENTED", "CENTRED", "NOTE", "NUMBERED", "LETTERED"})
_SPACES = re.compile(r"\s+")


def tell_frames(lines: Sequence[Line], language: str) -> None:
    """Give damaged framing lines their kinds, in place: a formula, a meeting, and a date directly below one."""
    words = wording(language)
    formula, longest = _formula(language), _LONGEST
    meeting, date = words.pattern("MISREAD_MEETING"), words.pattern("MISREAD_DATE")
    before = ""
    for line in lines:
        if len(line) < longest and line.type in _KINDS:
            squeezed = _SPACES.sub("", line)
            found = meeting.match(squeezed)
            if found is not None and (found.end() == len(squeezed) or date.fullmatch(squeezed, found.end())):
                line.type = "MEETING"
            elif before == "MEETING" and date.fullmatch(squeezed):
                line.type = "DATE"
            elif formula.fullmatch(squeezed):
                line.type = "FORMULA"
        before = line.type


@cache
def _formula(language: str) -> re.Pattern[str]:
    """The enacting formula with all spaces taken out."""
    return compiled(wording(language).terminals["FORMULA_WORDS"].replace("\\s+", ""))


def meeting_of(line: str, words: Wording) -> int | None:
    """The number of a meeting whose figures were misread: 101 for "l01st plenary meeting"."""
    found = words.pattern("MISREAD_MEETING").match(_SPACES.sub("", line))
    figures = found["meeting"].translate(_FIGURES) if found else ""
    return int(figures) if figures.isdigit() else None


def date_of(text: str, words: Wording) -> datetime.date | None:
    """The date of a closing whose figures or letters were misread: 10 December 1984 for "JO December 1984"."""
    found = words.pattern("MISREAD_DATE").search(_SPACES.sub("", text))
    if found is None:
        return None
    return words.date(f"{found['day'].translate(_FIGURES)} {found['month']} {found['year'].translate(_FIGURES)}")

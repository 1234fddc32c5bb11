"""A paragraph as the model holds it: without note marks, line breaks made spaces, and the way back to the source."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from .footnotes import Placed

_BREAK = re.compile(r"(?<![^\S\n])[^\S\n]*+\n\s*|\t\s*")
_LISTS = re.compile(r"[^\W\d_]{1,3}\s")  # "and", "or", "et", "y", "и"
_WITHIN_WORD = re.compile(r"[^\W\d_][-‑]|\d[-‑–/]")  # two characters, behind which a word or number goes on


@dataclass(slots=True)
class Clean:
    """A stretch of source without its note marks, and the way back to the source."""

    text: str
    marks: list[tuple[int, Placed]] = field(default_factory=list)  # (offset in text, mark)
    breaks: list[tuple[int, int]] = field(default_factory=list)  # (offset in text, character of the source)

    def source(self, offset: int) -> int:
        """The source's character for one of `text`."""
        place = bisect_left(self.breaks, (offset + 1,)) - 1
        at, character = self.breaks[place]
        return character + offset - at


def _goes_on(text: str, stop: int, begin: int) -> bool:
    """Whether a line that ends at `stop` breaks within a word, as behind a hyphen, that goes on at `begin`: but
    "medium- and long-term" keeps its space."""
    return (
        _WITHIN_WORD.fullmatch(text, max(0, stop - 2), stop) is not None
        and text[begin : begin + 1].isalnum()
        and _LISTS.match(text, begin) is None
    )


def clean(text: str, start: int, end: int, placed: Sequence[Placed], starts: Sequence[int]) -> Clean:
    """Characters `start` to `end` of `text` with note marks taken out and line breaks made spaces.

    `placed` are the marks of the whole text in order, `starts` their first characters.
    """
    first = bisect_left(starts, start)
    raw = text[start:end]
    broken = "\n" in raw
    if not broken and (first == len(placed) or starts[first] >= end):
        lead = len(raw) - len(raw.lstrip())
        return Clean(raw.strip(), [], [(0, start + lead)])
    broken = broken or "\t" in raw
    runs: list[tuple[int, int, Placed | None]] = []  # characters, and the mark behind them; None for a break
    at = start
    for mark in (*placed[first : bisect_left(starts, end, first)], None):
        stop = end if mark is None else mark.start
        for gap in _BREAK.finditer(text, at, stop) if broken else ():
            runs.append((at, gap.start(), None))
            at = gap.end()
        runs.append((at, max(at, stop), mark))
        at = max(at, stop if mark is None else mark.end)
    pieces: list[str] = []
    marks: list[tuple[int, Placed]] = []
    breaks: list[tuple[int, int]] = []
    length = 0
    last = len(runs) - 1
    for place, (begin, stop, mark) in enumerate(runs):
        printed = text[begin:stop] if length else text[begin:stop].lstrip()
        if printed:
            breaks.append((length, stop - len(printed)))
            pieces.append(printed)
            length += len(printed)
        if mark is not None:
            marks.append((length, mark))
        elif length and place != last:
            breaks.append((length, stop))
            if _goes_on(text, stop, runs[place + 1][0]):
                continue
            pieces.append(" ")
            length += 1
    joined = "".join(pieces)
    stripped = joined.rstrip()
    return Clean(stripped, [(min(o, len(stripped)), m) for o, m in marks], breaks or [(0, start)])

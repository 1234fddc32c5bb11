"""A paragraph as the model holds it: without note marks, line breaks made spaces, and the way back to the source."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from .footnotes import Placed

_BREAK = re.compile(r"(?<![^\S\n])[^\S\n]*+\n\s*|\t\s*")


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


def clean(text: str, start: int, end: int, placed: Sequence[Placed], starts: Sequence[int]) -> Clean:
    """Characters `start` to `end` of `text` with note marks taken out and line breaks made spaces.

    `placed` are the marks of the whole text in order, `starts` their first characters.
    """
    first = bisect_left(starts, start)
    raw = text[start:end]
    broken = "\n" in raw
    if not broken and (first == len(placed) or placed[first].start >= end):
        lead = len(raw) - len(raw.lstrip())
        return Clean(raw.strip(), [], [(0, start + lead)])
    pieces: list[str] = []
    marks: list[tuple[int, Placed]] = []
    breaks: list[tuple[int, int]] = []
    length = 0
    at = start

    def put(stop: int) -> None:
        nonlocal length, at
        for gap in _BREAK.finditer(text, at, stop) if broken or "\t" in raw else ():
            piece(at, gap.start())
            at = gap.end()
            if length:
                breaks.append((length, gap.start()))
                pieces.append(" ")
                length += 1
        piece(at, stop)

    def piece(begin: int, stop: int) -> None:
        nonlocal length
        printed = text[begin:stop]
        if not length:
            stripped = printed.lstrip()
            begin, printed = begin + len(printed) - len(stripped), stripped
        if printed:
            breaks.append((length, begin))
            pieces.append(printed)
            length += len(printed)

    while first < len(placed) and placed[first].start < end:
        mark = placed[first]
        put(mark.start)
        marks.append((length, mark))
        at = max(at, mark.end)
        first += 1
    put(end)
    joined = "".join(pieces)
    stripped = joined.rstrip()
    return Clean(stripped, [(min(o, len(stripped)), m) for o, m in marks], breaks or [(0, start)])

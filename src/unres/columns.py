"""Puts the two columns of a printed page one after the other, where an extraction has run them together.

The volumes are set in two columns (FORMAT.md 10.2). An extraction that reads a page line by line gives sentences that
exist nowhere: either a line holds both halves with a gutter of spaces between them, or the lines of the left and the
right column take turns. `untangle` works on the lines that lines.lark has read, page by page: it cuts lines at a
gutter that most lines of a page share, or takes every other line first where that mends most of the breaks that no
sentence can have. The text is never changed: a line keeps its offsets, and only the order of lines is new, and where
they are cut. A page whose lines take turns in no steady order stays as it is, and this is said.

Tables have gutters too, but figures beyond them; so both halves must be words. Mastheads have gutters in few lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Literal

import regex

from .lines import Line, read
from .wording import wording

Columns = Literal["", "untangled", "mixed"]

_GAP = regex.compile(r"(?<=\S)[ \xa0]{3,}(?=\S)")
_WORDS = regex.compile(r"\p{L}{2,}[^\d\n]{0,3}\p{L}{2,}")
_STOPS = regex.compile(r"[.;]\s*+\Z|(?<=\p{Ll})-\s*+\Z")  # a sentence ends, or a word is divided
_FEWEST = 10  # lines: fewer that share a gutter are a masthead or a table
_BREAKS = 5  # breaks that no sentence can have; an abbreviation at a line's end makes one by chance
_NARROWEST = 20  # characters: a gutter further left is an indent behind a label


def untangle(lines: list[Line], text: str, language: str) -> tuple[list[Line], Columns]:
    """The lines in the order of reading, and what was found: nothing, columns put in order, or columns left mixed.

    `lines` are the tokens of lines.lark for `text`.
    """
    gutters = text.count("   ") >= _FEWEST
    if not gutters and "\t" in text:
        return lines, ""  # text that was set with tabs
    out: list[Line] = []
    found: Columns = ""
    before = 0  # the gutter of the page before
    for page in _pages(lines):
        gutter = _gutter(page) if gutters and len(page) >= _FEWEST else 0
        if not gutter and before and _parts(page, before):
            gutter = before  # the last page of a print holds few lines
        if gutter:
            before = gutter
            out += _halves(page, gutter, language)
            found = found or "untangled"
            continue
        head = _head(page, language)
        body = page[head:]
        turns = _take_turns(body)
        if turns:
            out += [*page[:head], *body[::2], *body[1::2]]
            found = found or "untangled"
        else:
            out += page
            found = "mixed" if turns is None else found
    return (out, found) if found else (lines, "")


def _head(page: list[Line], language: str) -> int:
    """How many lines at the top of a page stand over both columns: its page break, number and running head."""
    head = wording(language).pattern("RUNNING_HEAD")
    return next(
        (
            place
            for place, line in enumerate(page)
            if line.type not in ("PAGE_BREAK", "PAGE", "RULE") and not head.match(line) and not line.strip().isdigit()
        ),
        len(page),
    )


def _pages(lines: list[Line]) -> Iterator[list[Line]]:
    """The lines of each page, its page break first."""
    page: list[Line] = []
    for line in lines:
        if line.type == "PAGE_BREAK" and page:
            yield page
            page = []
        page.append(line)
    yield page


# ---- a gutter within the lines -------------------------------------------------------------------------------------


def _gutter(page: list[Line]) -> int:
    """The column in which most lines of a page have a gap between words; 0 where they share none."""
    gaps: Counter[int] = Counter()
    for line in page:
        for gap in _GAP.finditer(line):
            gaps.update(range(gap.start(), gap.end()))
    if not gaps:
        return 0
    column, shared = max(gaps.items(), key=lambda entry: (entry[1], -entry[0]))
    return column if shared >= _FEWEST and column >= _NARROWEST and _parts(page, column) else 0


def _parts(page: list[Line], column: int) -> bool:
    """Whether a gap in that column parts most of the lines that are so long, with words on either side."""
    long = sum(len(line) > column for line in page)
    halves = [(line[: cut[0]], line[cut[1] :]) for line in page if (cut := _cut(line, column)) is not None]
    worded = sum(_WORDS.search(left) is not None and _WORDS.search(right) is not None for left, right in halves)
    return len(halves) > 1 and len(halves) * 2 > long and worded * 10 >= len(halves) * 7


def _cut(line: Line, column: int) -> tuple[int, int] | None:
    """Where the gap that lies across a column begins and ends."""
    return next(((gap.start(), gap.end()) for gap in _GAP.finditer(line) if gap.start() <= column < gap.end()), None)


def _halves(page: list[Line], gutter: int, language: str) -> Iterator[Line]:
    """The left halves of a page's lines, then the right ones; a line that crosses the gutter closes both columns."""
    left: list[Line] = []
    right: list[Line] = []
    for line in page:
        cut = _cut(line, gutter)
        if cut is not None:
            left += _again(line, 0, cut[0], language)
            right += _again(line, cut[1], len(line), language)
        elif not line[:gutter].strip():
            right.append(line)
        elif len(line) <= gutter + 2:
            left.append(line)
        else:
            yield from (*left, *right, line)
            left, right = [], []
    yield from (*left, *right)


def _again(line: Line, start: int, end: int, language: str) -> Iterator[Line]:
    """Characters `start` to `end` of a line as lines of their own kinds, at their places in the text."""
    base = line.start_pos + start
    for piece in read(line[start:end], language):
        yield Line(piece.type, str(piece), base + piece.start_pos, base + piece.end_pos)


# ---- lines that take turns -----------------------------------------------------------------------------------------


def _take_turns(body: list[Line]) -> bool | None:
    """Whether the lines of two columns take turns; None where they do, but in no steady order."""
    stops = sum(_STOPS.search(line) is not None for line in body)
    here = _breaks(body, 1)
    if here < _BREAKS or here * 3 < stops:
        return False
    return True if _breaks(body, 2) * 3 <= here else None


def _breaks(lines: list[Line], step: int) -> int:
    """How many lines stop in a way that the line `step` below cannot go on with: a sentence that has ended goes on in
    lower case, or a word that was divided does not. A meeting without its date, which stands below, counts twice."""
    broken = 0
    for line, following in zip(lines, lines[step:], strict=False):
        if line.type == "MEETING":
            broken += 2 * (following.type != "DATE" and line.rstrip().endswith(","))
            continue
        stop = _STOPS.search(line)
        if stop is not None:
            broken += following.lstrip()[:1].islower() == (stop[0][0] != "-")
    return broken

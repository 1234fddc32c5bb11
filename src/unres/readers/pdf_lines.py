"""Glyph runs to lines: which runs share a baseline, where a space or a tab parts them, what is raised.

A line is a list of `Piece`s, the text of one run each, with the white space that the gaps between runs show. Thresholds
are in ems (the type size of the line), as the file's own measure. A run that is smaller than its neighbours and raised
above their baseline is a superscript and belongs to the line it is raised from, although PDFium gives it a line of its
own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from .pdf_glyphs import PdfPage, Run

BlockKind = Literal["adoption", "basis", "title", "heading", "text", "closing", "table"]

SAME_SIZE = 0.05  # type sizes that differ by less than this part are one
SPACE_GAP = 0.18  # ems; inside words gaps are smaller, between words larger
TAB_GAP = 0.95  # ems; a wider gap is no space between words, however the line is justified
_SAME_BASELINE = 0.2  # ems that the runs of one line may differ by
_SUPERSCRIPT_SIZE = 0.82  # a superscript is at most this part of its neighbours' size
_SUPERSCRIPT_RISE = (0.1, 0.75)  # ems that it stands above their baseline

LABEL = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,2})*\.|\(?[a-z]{1,5}\)|\(?\d{1,2}\)|\([A-Z]{1,3}\)|[a-z]\.|[•·▪●○◦–—])(?=[ \t])"
)  # of a paragraph, where it stands at the start of one
HEADING_LABEL = re.compile(r"(?:[IVXLC]{1,7}|[A-Z]|\d{1,2})(?:\.(?=[ \t]|$)|(?=\t|$))")
TITLE_NUMBER = re.compile(r"(?:E?S-)?\d+(?:/\d+)?(?: ?[A-Z](?:-[A-Z])?)?(?: \([A-Z\-]+\))?(?:\.| [-–—])(?=[ \t])")
NOTE_NUMBERS = re.compile(r"\d{1,3}(?:\s?[-–]\s?\d{1,3})?")
SEPARATOR = re.compile(r"[_–—\-]{5,}")  # above footnotes
_LETTER_LABEL = re.compile(r"\([a-z]{1,5}\)")


@dataclass(slots=True)
class Piece:
    """A run as part of a line: `text` starts with the space or tab that parts it from the piece before."""

    x0: float
    x1: float
    style: int
    text: str
    raised: bool = False


@dataclass(slots=True)
class Line:
    """What stands on one baseline of a page."""

    page: int
    x0: float
    x1: float
    y: float
    size: float
    """Type size that most of its characters have."""
    pieces: list[Piece] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The line as printed, tabs where the gaps are wide."""
        return "".join(piece.text for piece in self.pieces)

    def all_in(self, style: int) -> bool:
        """Whether every letter of the line has all bits of `style`."""
        return all(piece.style & style == style or not piece.text.strip() for piece in self.pieces if not piece.raised)


@dataclass(slots=True)
class Block:
    """Lines that are one paragraph, heading, closing line or table."""

    kind: BlockKind
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Measure:
    """What this document's body text measures: type size, line pitch in ems, margins in points."""

    size: float
    pitch: float
    left: float
    right: float


def lines(page: PdfPage) -> list[Line]:
    """The page's lines from top to bottom, those of one height from left to right (columns are not parted here)."""
    groups = _by_baseline([run for run in page.runs if run.text])
    groups = _superscripts_home(groups)
    return [_line(page.number, group) for group in groups]


def body_size(pages: Sequence[Sequence[Line]]) -> float:
    """The type size that most characters of the document have, in points."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page:
            sizes[round(line.size, 1)] += sum(len(piece.text) for piece in line.pieces)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _by_baseline(runs: list[Run]) -> list[list[Run]]:
    groups: list[list[Run]] = []
    base = 0.0
    for run in sorted(runs, key=lambda run: (-run.y, run.x0)):
        if groups and base - run.y <= _SAME_BASELINE * run.size:
            groups[-1].append(run)
        else:
            groups.append([run])
            base = run.y
    return groups


def _superscripts_home(groups: list[list[Run]]) -> list[list[Run]]:
    """Move each raised small run from its own group into the group just below it that has its neighbours."""
    for at in range(len(groups) - 1):
        stay = []
        for run in groups[at]:
            for below in groups[at + 1 : at + 3]:
                if _raised_from(run, below):
                    below.append(run)
                    break
            else:
                stay.append(run)
        groups[at] = stay
    return [group for group in groups if group]


def _raised_from(run: Run, below: list[Run]) -> bool:
    low, high = _SUPERSCRIPT_RISE
    for other in below:
        if (
            run.size <= _SUPERSCRIPT_SIZE * other.size
            and low * other.size < run.y - other.y < high * other.size
            and other.x0 - 2 * other.size < run.x1
            and run.x0 < other.x1 + other.size
        ):
            return True
    return False


def _is_label(line: Line) -> bool:
    """Whether all of the line so far is a label like "(mm)", which fills its tab so that no gap is left."""
    return len(line.pieces) == 1 and bool(_LETTER_LABEL.fullmatch(line.pieces[0].text))


def _line(page: int, runs: list[Run]) -> Line:
    runs.sort(key=lambda run: run.x0)
    sizes: Counter[float] = Counter()
    for run in runs:
        sizes[run.size] += len(run.text)
    size = sizes.most_common(1)[0][0]
    baseline = next(run.y for run in runs if run.size == size)
    line = Line(page, runs[0].x0, max(run.x1 for run in runs), baseline, size)
    end = runs[0].x0
    low = _SUPERSCRIPT_RISE[0] * size
    for run in runs:
        gap = (run.x0 - end) / size
        if not line.pieces:
            white = ""
        elif gap >= TAB_GAP:
            white = "\t"
        else:
            white = " " if gap >= SPACE_GAP or _is_label(line) else ""
        raised = run.y - baseline > low and run.size <= _SUPERSCRIPT_SIZE * size
        line.pieces.append(Piece(run.x0, run.x1, run.style, white + run.text, raised))
        end = max(end, run.x1)
    return line


def cells_of(line: Line) -> list[Line]:
    """The line parted at its wide gaps."""
    cells: list[list[Piece]] = [[]]
    for piece in line.pieces:
        if piece.text.startswith("\t") and cells[-1]:
            cells.append([])
            piece = Piece(piece.x0, piece.x1, piece.style, piece.text[1:], piece.raised)
        cells[-1].append(piece)
    return [Line(line.page, cell[0].x0, cell[-1].x1, line.y, line.size, cell) for cell in cells]


def parted(line: Line, at: int) -> tuple[Line, Line]:
    """The line's first `at` characters, and what follows the white space there."""
    before: list[Piece] = []
    after: list[Piece] = []
    for piece in line.pieces:
        length = len(piece.text)
        if at >= length:
            before.append(piece)
        elif at <= 0:
            after.append(piece)
        else:
            before.append(Piece(piece.x0, piece.x1, piece.style, piece.text[:at], piece.raised))
            after.append(Piece(piece.x0, piece.x1, piece.style, piece.text[at:], piece.raised))
        at -= length
    first = after[0]
    after[0] = Piece(first.x0, first.x1, first.style, first.text.lstrip(), first.raised)
    return (
        Line(line.page, line.x0, before[-1].x1, line.y, line.size, before),
        Line(line.page, after[0].x0, line.x1, line.y, line.size, after),
    )

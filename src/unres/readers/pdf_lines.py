"""Glyph runs to lines: which runs share a baseline, where a space or a tab parts them, what is raised.

A line is a list of `Piece`s, the text of one run each, with the white space that the gaps between runs show. Thresholds
are in ems (the type size of the line), as the file's own measure. A run that is smaller than its neighbours and raised
above their baseline is a superscript and belongs to the line it is raised from, although PDFium gives it a line of its
own; likewise a subscript.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from .pdf_glyphs import BOLD, PdfPage, Run

BlockKind = Literal["adoption", "basis", "title", "heading", "text", "closing", "table"]

SAME_SIZE = 0.05  # type sizes that differ by less than this part are one
SPACE_GAP = 0.18  # ems; inside words gaps are smaller, between words larger
_RAISED_GAP = 0.12  # ems; the same behind a superscript, where no word goes on
TAB_GAP = 0.95  # ems; a wider gap is no space between words, however the line is justified
_LABEL_GAP = 0.5  # ems; the same behind a heading's number, as headings are not justified
_SAME_BASELINE = 0.2  # ems that the runs of one line may differ by
_SMALL = 0.82  # a superscript or subscript is at most this part of its neighbours' size
_RAISED = (0.1, 0.75)  # ems that a superscript stands above their baseline
_LOWERED = 0.4  # ems that a subscript may stand below it
_CHAIN = 12  # as many small runs stand between a superscript and the words that it is raised from
_BEFORE = 12.0  # ems that a note's number may stand before its line, where a tab follows it
_STRETCH = 30  # characters, beyond which what stands between wide gaps is running text
_TEXT_SHARE = 0.15  # part of such characters that is set in the size of the text, at least

LABEL = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,2})*\.|\(?[a-z]{1,5}\)|\(?\d{1,2}\)|\([A-Z]{1,3}\)|[a-z]\.|[•·▪●○◦–—])(?=[ \t])"
    r"|\d{1,2}\.(?:\d{1,2}|[a-z])(?=\t| [A-Z])"
)  # of a paragraph, where it stands at the start of one
HEADING_LABEL = re.compile(r"(?:[IVXLC]{1,7}|[A-Z]|\d{1,2})(?:\.(?=[ \t]|$)|(?=\t|$))")
TITLE_NUMBER = re.compile(r"(?:E?S-)?\d+(?:/\d+)?(?: ?[A-Z](?:-[A-Z])?)?(?: \([A-Z\-]+\))?(?:\.| [-–—])(?=[ \t])")
NOTE_NUMBERS = re.compile(r"\d{1,3}(?:\s?[-–]\s?\d{1,3})?")
SEPARATOR = re.compile(r"[_–—\-]{5,}")  # above footnotes
_LETTER_LABEL = re.compile(r"\([a-z]{1,5}\)")
HAN = "\u3000-\u303f\u3200-\u9fff\uf900-\ufaff\uff00-\uffef"  # and the marks and signs that stand between Han
_HAN = re.compile(f"[{HAN}]")
_HAN_SPACE = re.compile(rf"(?<=[{HAN}]) (?=[{HAN}\w(\[])|(?<=[\w)\]]) (?=[{HAN}])")


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
    pieces: list[Piece]
    text: str = ""
    """The line as printed, tabs where the gaps are wide."""
    style: int = 0
    """`BOLD` and `ITALIC` where all of the line is so, superscripts aside."""
    spaced: bool = False
    """Whether the file sets a space at its end."""
    mirror: float = 0.0
    """The page's width where the line is read from right to left and `x0` and `x1` count from the right, else 0."""
    moved: float = 0.0
    """By how many points it stands further right on the page: lines of a right column are moved to the left one's."""

    def unraised(self) -> str:
        """The text without superscripts."""
        return "".join([piece.text for piece in self.pieces if not piece.raised])

    def __post_init__(self) -> None:
        if len(self.pieces) == 1:
            self.text, self.style = self.pieces[0].text, self.pieces[0].style
            return
        self.text = "".join([piece.text for piece in self.pieces])
        style = -1
        for piece in self.pieces:
            if not piece.raised:
                style &= piece.style
        self.style = max(style, 0)


_ASCENT, _DESCENT = 0.78, 0.22  # ems that letters reach above and below the baseline


def box(line: Line) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of the line on its page, in points."""
    left, right = line.x0 + line.moved, line.x1 + line.moved
    if line.mirror:
        left, right = line.mirror - right, line.mirror - left
    return (
        round(left, 1),
        round(line.y - _DESCENT * line.size, 1),
        round(right, 1),
        round(line.y + _ASCENT * line.size, 1),
    )


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
    starts: frozenset[int]
    """Where several lines start, to the point: at the margin, or set in."""
    bold: bool
    """Whether any line is bold."""


def lines(page: PdfPage) -> list[Line]:
    """The page's lines from top to bottom, those of one height from left to right (columns are not parted here)."""
    groups = _by_baseline([run for run in page.runs if run.text])
    groups = _small_runs_home(groups)
    if page.mirrored:
        return [_line_from_right(page, group) for group in groups if any(run.text != " " for run in group)]
    return [_line(page.number, group) for group in groups]


def body_size(pages: Sequence[Sequence[Line]]) -> float:
    """The type size of the running text, in points: the largest that a fair part of the long stretches has.

    Long tables and notes are set smaller and may hold more characters than the text. Short stretches between wide gaps
    may be table cells, and bold ones titles. The first pages are asked, as larger type may follow in an annex.
    """
    sizes: Counter[float] = Counter()
    first: set[float] = set()
    for page in pages[:3]:
        for line in page:
            longest = max(map(len, line.text.split("\t")))
            if (longest > _STRETCH or longest == len(line.text)) and not line.style & BOLD:
                sizes[round(line.size, 1)] += longest
        first = first or set(sizes)
    least = _TEXT_SHARE * sizes.total()
    return max((size for size in first if sizes[size] >= least), default=10.0)


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


def _small_runs_home(groups: list[list[Run]]) -> list[list[Run]]:
    """Move each superscript and subscript from its own group into that of the line it belongs to.

    Of the two groups below a superscript one may hold others of its kind; a subscript's line is the group just above.
    """
    for at, group in enumerate(groups):
        if not group:
            continue
        smallest = min([run.size for run in group])
        near = groups[at + 1 : at + 3] + groups[max(0, at - 1) : at]
        homes = [other for other in near if other and smallest <= _SMALL * other[0].size]
        if not homes:
            continue
        for other in homes:
            other.sort(key=_left)
        stay = []
        for run in group:
            home = next((other for other in homes if _belongs(run, other)), None)
            if home is None:
                stay.append(run)
            else:
                insort(home, run, key=_left)
        groups[at] = stay
    return [group for group in groups if group]


def _left(run: Run) -> float:
    return run.x0


def _belongs(run: Run, line: list[Run]) -> bool:
    """Whether the run is raised or lowered beside a larger one of `line`, which is ordered from left to right.

    Other small runs may stand between the two, as in "3, 4". A note's number may stand far before its line, at a tab.
    """
    place = bisect_left(line, run.x0, key=_left)
    for step, beside in ((-1, place - 1), (1, place)):
        at = beside
        while 0 <= at < len(line) and abs(at - beside) < _CHAIN and run.size > _SMALL * line[at].size:
            at += step
        if not (0 <= at < len(line) and run.size <= _SMALL * line[at].size):
            continue
        size = line[at].size
        rise = (run.y - line[at].y) / size
        if not (_RAISED[0] < rise < _RAISED[1] or -_LOWERED < rise <= 0):
            continue
        if step < 0:
            gap, most = run.x0 - line[beside].x1, 1.0
        else:
            opens = place == 0 or line[place - 1].size <= _SMALL * size
            gap, most = line[beside].x0 - run.x1, _BEFORE if opens and NOTE_NUMBERS.fullmatch(run.text) else 2.0
        if gap < most * size:
            return True
    return False


def _line(page: int, runs: list[Run]) -> Line:
    if len(runs) == 1:
        (run,) = runs
        text = _HAN_SPACE.sub("", run.text) if _HAN.search(run.text) else run.text
        return Line(page, run.x0, run.x1, run.y, run.size, [Piece(run.x0, run.x1, run.style, text)], spaced=run.spaced)
    runs.sort(key=_left)
    sizes: dict[float, int] = {}
    for run in runs:
        sizes[run.size] = sizes.get(run.size, 0) + len(run.text)
    size = max(sizes, key=lambda one: sizes[one])
    baseline = next(run.y for run in runs if run.size == size)
    pieces: list[Piece] = []
    end = runs[0].x0
    han = any(_HAN.search(run.text) for run in runs)
    low = baseline + _RAISED[0] * size
    for run in runs:
        gap = (run.x0 - end) / size
        text = _HAN_SPACE.sub("", run.text) if han else run.text
        if pieces and gap >= (_LABEL_GAP if len(pieces) == 1 and _opens_heading(pieces[0]) else TAB_GAP):
            text = "\t" + text
        elif (
            pieces
            and (
                gap >= (_RAISED_GAP if pieces[-1].raised else SPACE_GAP)
                or (len(pieces) == 1 and _LETTER_LABEL.fullmatch(pieces[0].text))
            )
            and not (han and _HAN_SPACE.search(f"{pieces[-1].text[-1]} {text[0]}"))
        ):
            # A label like "(mm)" fills its tab so that no gap is left. Between Han and figures the gap is no space.
            text = " " + text
        pieces.append(Piece(run.x0, run.x1, run.style, text, run.y > low and run.size <= _SMALL * size))
        if run.x1 > end:
            end = run.x1
    return Line(page, runs[0].x0, end, baseline, size, pieces, spaced=runs[-1].spaced)


# ---- lines from right to left -------------------------------------------------------------------------------------


def _line_from_right(page: PdfPage, runs: list[Run]) -> Line:
    """A line of glyphs, as it is read: figures and Latin words in it run from left to right (Unicode annex 9)."""
    size = Counter(run.size for run in runs).most_common(1)[0][0]
    baseline = next(run.y for run in runs if run.size == size)
    low = baseline + _RAISED[0] * size
    printed: list[Run] = []
    between: list[str] = []  # what parts each glyph from the one before it in print, which stands to the right of it
    spaced, end = False, 0.0
    for run in sorted(runs, key=_left):
        if run.text == " ":
            spaced = True
            continue
        gap = (run.x0 - end) / size if printed else 0.0
        between.append("\t" if gap >= TAB_GAP else " " if printed and (spaced or gap >= SPACE_GAP) else "")
        printed.append(run)
        end, spaced = max(end, run.x1), False
        if len(printed) > 1 and run.text == "ل" and _is_ligature(printed[-2], run):
            printed[-2:] = run, printed[-2]
    runs = printed
    pieces: list[Piece] = []
    for run, gap_text in _reading_order(runs, between):
        raised = run.y > low and run.size <= _SMALL * size
        last = pieces[-1] if pieces else None
        if last is not None and gap_text != "\t" and (last.style, last.raised) == (run.style, raised):
            last.text += gap_text + run.text
            last.x0, last.x1 = min(last.x0, run.x0), max(last.x1, run.x1)
        else:
            pieces.append(Piece(run.x0, run.x1, run.style, gap_text + run.text, raised))
    _turn_brackets(pieces)
    return Line(page.number, runs[0].x0, end, baseline, size, pieces, mirror=page.width)


def _is_ligature(alef: Run, lam: Run) -> bool:
    """Whether two glyphs are one in print, of lam and then alef, and so stand in one place."""
    overlap = min(alef.x1, lam.x1) - max(alef.x0, lam.x0)
    return alef.text in "اأإآ" and overlap > 0.6 * min(alef.x1 - alef.x0, lam.x1 - lam.x0)


def _reading_order(runs: list[Run], between: list[str]) -> Iterator[tuple[Run, str]]:
    """Glyphs with what stands before each, in the order of reading, from their order in print, right to left."""
    classes = [_class(run.text) for run in runs]
    at = 0
    while at < len(runs):
        # A stretch that runs from left to right ends, in print, with its first glyph.
        end = _stretch(classes, between, at) if classes[at] in "LNB" else at
        yield runs[end], between[at]
        for place in range(end - 1, at - 1, -1):
            yield runs[place], between[place + 1]
        at = end + 1


def _stretch(classes: list[str], between: list[str], at: int) -> int:
    """The last glyph in print, from the right, of the stretch from left to right that begins at `at`.

    It holds figures with the signs that join them ("88/114"), and from a Latin letter on, all up to the last one. Of
    figures that open a line or cell, as a note's number does, or stand before a bracket, none belongs to the words
    behind them. A pair of brackets is in it where Latin letters or figures stand before both and in between.
    """
    end, latin = at, classes[at] == "L"
    first = not at or between[at] == "\t"
    inside = classes[at] == "B"
    for place in range(at + 1, min(len(classes), at + _LONGEST_STRETCH)):
        kind, gap = classes[place], between[place]
        if kind == "R" or gap == "\t" or (gap and not latin and (first or kind == "B")):
            break
        if inside:
            if kind == "B":  # the pair's other one: behind it the words before must go on
                inside = False
                if classes[place + 1 : place + 2] not in (["L"], ["N"]):
                    break
        elif kind == "L" or (latin and kind == "N"):
            end = place
        elif kind == "N" and not gap:
            joined = place == end + 2 and classes[place - 1] == "S" and not between[place - 1]
            end = place if place == end + 1 or joined else end
        latin = latin or kind == "L"
    return end


_LONGEST_STRETCH = 200  # glyphs


def _class(text: str) -> str:
    """L for Latin and the like, N for figures, S for signs that join figures, B for brackets, R for Arabic, or O."""
    if text in "()[]":
        return "B"
    kind = unicodedata.bidirectional(text[0])
    return {"L": "L", "EN": "N", "AN": "N", "CS": "S", "ES": "O", "R": "R", "AL": "R"}.get(kind, "O")


def _turn_brackets(pieces: list[Piece]) -> None:
    """Make each round or square bracket open or close as its neighbours ask: files tell its shape or its sense."""
    text = "".join(piece.text for piece in pieces)
    out = list(text)
    depth = {"()": 0, "[]": 0}
    for at, sign in enumerate(text):
        if sign not in "()[]":
            continue
        kind = "()" if sign in "()" else "[]"
        before, after = text[max(0, at - 1) : at] or " ", text[at + 1 : at + 2] or " "
        if before.isspace() and not after.isspace():
            opens = True
        elif not before.isspace() and (after.isspace() or after in _CLOSING_SIGNS):
            opens = False
        else:
            opens = not depth[kind]
        depth[kind] = max(0, depth[kind] + (1 if opens else -1))
        out[at] = kind[0] if opens else kind[1]
    at = 0
    for piece in pieces:
        length = len(piece.text)
        piece.text = "".join(out[at : at + length])
        at += length


_CLOSING_SIGNS = ".,;:،؛؟!)]"


def _opens_heading(piece: Piece) -> bool:
    return bool(piece.style & BOLD and HEADING_LABEL.fullmatch(piece.text))


def cells_of(line: Line) -> list[Line]:
    """The line parted at its wide gaps."""
    cells: list[list[Piece]] = [[]]
    for piece in line.pieces:
        if piece.text.startswith("\t") and cells[-1]:
            cells.append([])
            piece = Piece(piece.x0, piece.x1, piece.style, piece.text[1:], piece.raised)
        cells[-1].append(piece)
    return [
        Line(line.page, cell[0].x0, cell[-1].x1, line.y, line.size, cell, mirror=line.mirror, moved=line.moved)
        for cell in cells
    ]


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
        Line(line.page, line.x0, before[-1].x1, line.y, line.size, before, mirror=line.mirror, moved=line.moved),
        Line(line.page, after[0].x0, line.x1, line.y, line.size, after, mirror=line.mirror, moved=line.moved),
    )

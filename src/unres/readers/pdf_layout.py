"""Lines of a PDF to canonical text with marks: the order of reading, and what each line is.

The page tells what a line is; the words are asked only where the page is silent. In this order:

1. Every page is cut into running head (above the wide rule at the top, or repeated from page to page), body, footnotes
   (below the short separator, smaller than the body) and foot (page number, job number, bar code); a page in columns
   is read column after column (`pdf_columns`).
2. The first page's body is cut into masthead, adoption line, basis and title, at the title line and the
   bracket above it.
3. The bodies of all pages run on as one sequence of lines, which becomes blocks: a new one begins after a gap wider
   than the document's own line pitch; at a change between bold and plain; at the top of a page where the indent, or
   the end of the sentence, says so. Lines far to the right are closing lines, one block each. Aligned columns are
   a table.
4. The footnotes of all pages run on likewise; a line without a raised number continues the note before, also over a
   page.
5. All is printed in the order that `Source` prescribes, and marks are made while printing.

All measures are in ems of the line concerned or relative to what most lines of this document do. Nothing is dropped:
each run is printed once. A hyphen at a line's end is the only character that may go (see `Hyphens`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from ..source import Mark
from .pdf_columns import columns
from .pdf_glyphs import BOLD, ITALIC, PdfPage
from .pdf_lines import (
    HEADING_LABEL,
    LABEL,
    NOTE_NUMBERS,
    SAME_SIZE,
    SEPARATOR,
    TITLE_NUMBER,
    Block,
    BlockKind,
    Line,
    Measure,
    body_size,
    lines,
)
from .pdf_print import Hyphens, Printer
from .pdf_tables import table_lines

_CLOSEST = 0.8  # ems from line to line, below which two lines are of one height
_ROOM = 4.0  # ems left on a line, with which a paragraph goes on in it: quotations are set in less on the right
_STRETCH = 40  # characters, beyond which a line is running text and no field of the masthead
_PITCH = 1.3  # ems from line to line at most, where no paragraph of a document has two lines
_LINE_GAP = 1.22  # a gap of this many line pitches parts paragraphs (UN setting: 1.5)
_INDENT = 0.8  # ems that a first line must be set in, to be told from an uneven margin
_RAGGED = 3.0  # ems that a line must stop short of the right margin, to end its paragraph
_HEAD_ZONE, _FOOT_ZONE = 0.85, 0.15  # parts of the page's height where running heads and page feet can stand
_MASTHEAD_STEP = 1.05  # a title line is set larger than the text by this factor

_FOOT = re.compile(
    r"(?:\d{1,4}(?:\s?/\s?\d{1,4})?|[-–] ?\d{1,4} ?[-–]|\d\d-\d{5}\*?(?: ?\([A-Z]\))?(?:[ \d]*)|[\d ]{5,}"
    r"|\*[A-Z]*\d+[A-Z]?\*|\*\d+|[Pp]age \d+|/ ?\.\.\.|…|Please recycle.*)"
)
_SYMBOL = re.compile(r"\b[AES]/(?:[A-Z]+[.\d]*/)*(?:E?S-)?\d+(?:/[\w.]+)*")
_NOTE_SIGN = re.compile(r"[*†‡]+\s?[^\W\d_]|\d{1,3}/\s")
_PLAIN_NOTE = re.compile(r"\d{1,3}(?=[ \t]\S)")
_DIGITS = re.compile(r"\d{1,3}")
_ROMAN = re.compile(r"\(?[ivxl]+\)")
_LETTER = re.compile(r"[^\W\d_]")
_LABEL_LINE = (
    re.compile(  # what stands on a line of its own above a heading's words: "II", "A.", "Section 29C", "Annex"
        rf"{HEADING_LABEL.pattern}|[^\W\d_]+(?: (?:\d{{1,3}}[A-Z]?|[IVXLC]{{1,7}}|[A-Z]))?\.?"
    )
)
_ENDS_SENTENCE = re.compile(r"[.;:,!?。；：，،؛][\"”’»)]?(?:\s?\d{1,3}/?(?:,\s?\d{1,3}/?)*)?$")


@dataclass(slots=True)
class _Parts:
    """A page or one of its columns, cut by region; lines from top to bottom."""

    head: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    foot: list[Line] = field(default_factory=list)


def layout(pages: Sequence[PdfPage]) -> tuple[str, list[Mark]]:
    """Canonical text of the pages, and its marks in order of `start`."""
    by_page = [lines(page) for page in pages]
    size = body_size(by_page)
    repeated = _repeated(by_page)
    parts = [part for page, found in zip(pages, by_page, strict=True) for part in _cut(page, found, size, repeated)]
    title = _title(parts[0].body, size)
    measure = _measure(parts, size, 0 if title is None else title + 1)
    masthead, front, rest = _front(parts[0].body, title, measure)
    parts[0].body = rest
    blocks = front + _blocks(parts, measure)
    notes = _notes([line for part in parts for line in part.notes if not SEPARATOR.fullmatch(line.text)])
    hyphens = Hyphens(part.body + part.notes for part in parts)
    printer = Printer(hyphens, {number for note in notes for number in note.numbers})
    for block in blocks:
        printer.block(block)
    numbers = [number for note in notes for number in note.numbers]
    sequence = len(set(numbers)) == len(numbers)  # else each page numbers its notes anew
    for note in notes:
        printer.note(note.lines, note.numbers[0] if sequence and note.numbers else "")
    printer.masthead(masthead)
    for part in parts:
        printer.running_head(part.head)
        printer.foot([line for line in part.notes if SEPARATOR.fullmatch(line.text)])
        printer.foot(part.foot)
    return printer.result(pages)


# ---- regions of a page --------------------------------------------------------------------------------------------


def _repeated(by_page: Sequence[Sequence[Line]]) -> set[tuple[int, str]]:
    """(height in points, text without digits) of the top lines that stand on two pages at least."""
    seen = Counter((round(line.y), re.sub(r"\d+", "", line.text)) for found in by_page for line in found[:3])
    return {key for key, count in seen.items() if count > 1}


def _cut(page: PdfPage, found: list[Line], size: float, repeated: set[tuple[int, str]]) -> list[_Parts]:
    """The page by regions; a page in columns gives several parts, in reading order."""
    head = _head_end(page, found, size, repeated) if page.number > 1 else 0
    foot = len(found)
    while foot > head and found[foot - 1].y < _FOOT_ZONE * page.height and _is_foot(found[foot - 1]):
        foot -= 1
    parts = []
    for group in columns(found[head:foot], page.width):
        notes = _notes_start(page, group, size)
        parts.append(_Parts([], group[:notes], group[notes:], []))
    parts[0].head, parts[-1].foot = found[:head], found[foot:]
    return parts


def _head_end(page: PdfPage, found: list[Line], size: float, repeated: set[tuple[int, str]]) -> int:
    """How many lines from the top are running heads."""
    width: dict[int, float] = {}
    for left, right, height in page.rules:
        if height > _HEAD_ZONE * page.height:
            width[round(height)] = width.get(round(height), 0) + right - left
    wide = [height for height, total in width.items() if total > 0.4 * page.width]
    ruled = sum(line.y > max(wide) for line in found) if wide else 0
    small = (1 - SAME_SIZE) * size
    if ruled and all(line.size < small or _is_head(line, repeated) for line in found[:ruled]):
        return ruled
    end = 0
    while end < min(len(found), 4) and found[end].y > _HEAD_ZONE * page.height:
        if not (_is_head(found[end], repeated) or (end and found[end].size < small)):
            break
        end += 1
    return end


def _is_head(line: Line, repeated: set[tuple[int, str]]) -> bool:
    """Whether the line is a page number, mostly a symbol (in bold: holds one), or stands so on other pages."""
    text = line.text
    if (round(line.y), re.sub(r"\d+", "", text)) in repeated or _FOOT.fullmatch(text):
        return True
    symbol = _SYMBOL.search(text) if len(text) < 200 else None
    return symbol is not None and bool(line.style & BOLD or symbol.end() - symbol.start() > len(text) / 2)


def _is_foot(line: Line) -> bool:
    cells = [cell.strip() for cell in line.text.split("\t")]
    return all(
        _FOOT.fullmatch(cell) or (_SYMBOL.fullmatch(cell) and cell[-1] != ".")  # with a stop, a note's last line
        for cell in cells
        if cell
    )


def _notes_start(page: PdfPage, found: list[Line], size: float) -> int:
    """Index of the footnote separator, or of the first note where there is no separator; else the number of lines.

    A note that goes on from the page before opens with no mark: then the lines are notes that stand small to the page's
    end, below a short stroke at the left margin that has its height to itself.
    """
    small = len(found)
    while small and found[small - 1].size < (1 - SAME_SIZE) * size:
        small -= 1
    margin = min((line.x0 for line in found), default=0.0) + size
    beside = Counter(round(y) for _, _, y in page.rules)
    short = sorted((y, left) for left, right, y in page.rules if 0.05 * page.width < right - left < 0.45 * page.width)
    for at, line in enumerate(found):
        below = found[at + 1] if at + 1 < len(found) else None
        if SEPARATOR.fullmatch(line.text) and (at + 1 >= small or (below is not None and _note_mark(below))):
            return at
        marked = _note_mark(line)
        if marked or at >= small:
            rule = bisect_right(short, (line.y, 0.0))
            ruled = rule < len(short) and short[rule][0] < (found[at - 1].y if at else page.height)
            if marked and (ruled or at == small):
                return at
            if ruled and beside[round(short[rule][0])] == 1 and (page.mirrored or short[rule][1] < margin):
                return at
    return len(found)


def _note_mark(line: Line) -> bool:
    """Whether the line opens as a footnote does: with a raised number, "1/" or a sign."""
    first = line.pieces[0]
    if first.raised:
        return bool(NOTE_NUMBERS.fullmatch(first.text))
    return bool(_NOTE_SIGN.match(line.text))


def _measure(parts: Sequence[_Parts], size: float, first: int) -> Measure:
    """What the text measures from line `first` of the first page on, below the title."""
    lefts: Counter[int] = Counter()
    starts: Counter[int] = Counter()
    steps: set[float] = set()
    inner: Counter[float] = Counter()  # steps below a line that ends no sentence, which are within paragraphs
    rights: list[float] = []
    bold = any(line.style & BOLD for part in parts for line in part.body)
    for at, part in enumerate(parts):
        above: Line | None = None
        for line in part.body if at else part.body[first:]:
            if abs(line.size - size) > SAME_SIZE * size:
                above = None
                continue
            if above is not None:
                step = round((above.y - line.y) / size, 2)
                if step > _CLOSEST:
                    steps.add(step)
                    plain = not (above.style | line.style) & BOLD
                    if plain and len(above.text) > _STRETCH and not _ends_sentence(above):
                        inner[step] += 1
            lefts[round(line.x0)] += 1
            starts[round(line.x0)] += not line.style & BOLD
            rights.append(line.x1)
            above = line
    rights.sort()
    common = [step for step, count in inner.items() if count >= 0.1 * inner.total()]
    pitch = min(common or (*steps, _PITCH))
    common_starts = frozenset(start for start, count in starts.items() if count > 2)
    edges = [edge for edge, count in lefts.items() if count > 2] or lefts
    right = rights[len(rights) * 9 // 10] if rights else 0.0
    return Measure(size, pitch, float(min(edges, default=0.0)), right, common_starts, bold)


# ---- masthead, adoption line, basis, title ------------------------------------------------------------------------


def _title(body: list[Line], size: float) -> int | None:
    """Where the title begins among the first page's lines, by the size of the text."""
    return next((at for at in range(len(body)) if _is_title(body, at, _MASTHEAD_STEP * size)), None)


def _front(body: list[Line], title: int | None, measure: Measure) -> tuple[list[Line], list[Block], list[Line]]:
    """The first page's masthead lines, its blocks down to the title, and the lines below."""
    large = _MASTHEAD_STEP * measure.size
    if title is None:
        return [], [], body
    end = title + 1
    while end < len(body) and _continues_heading(body[end - 1], body[end], measure):
        end += 1
    basis = title
    while basis and not body[basis].text.startswith("["):
        basis -= 1
    if not body[basis].text.startswith("["):
        basis = title
    start = basis
    if start and (basis < title or body[basis - 1].size > large):
        start -= 1
    while 0 < start < basis and _continues_heading(body[start - 1], body[start], measure):
        start -= 1
    front = [
        Block("adoption", body[start:basis]),
        Block("basis", body[basis:title]),
        Block("title", body[title:end]),
    ]
    return body[:start], [block for block in front if block.lines], body[end:]


def _is_title(body: list[Line], at: int, large: float) -> bool:
    """Whether the line opens with the number of a resolution, session included; "1. Lamps" may be any heading.

    It is set in bold or larger than the text, or stands below the basis.
    """
    line = body[at]
    number = TITLE_NUMBER.match(line.text)
    if number is None or ("/" not in number[0] and "(" not in number[0]):
        return False
    return bool(line.style & BOLD) or line.size > large or (at > 0 and body[at - 1].text.endswith("]"))


# ---- blocks of the body -------------------------------------------------------------------------------------------


def _blocks(parts: Sequence[_Parts], measure: Measure) -> list[Block]:
    blocks: list[Block] = []
    hanging = _hanging(parts, measure)
    for part in parts:
        tables = table_lines(part.body, measure)
        above: Line | None = None
        for at, line in enumerate(part.body):
            kind = _kind(line, measure)
            if at in tables:
                if blocks and blocks[-1].kind == "table" and (not at or at - 1 in tables):
                    blocks[-1].lines.append(line)
                else:
                    blocks.append(Block("table", [line]))
            elif above is not None and at - 1 in tables:
                blocks.append(Block(kind, [line]))
            elif blocks and _continues(blocks[-1], above, line, kind, measure, hanging):
                blocks[-1].lines.append(line)
                if above is not None and len(blocks[-1].lines) == 2:
                    hanging[_shape(above)] = line.x0 - above.x0
            else:
                blocks.append(Block(kind, [line]))
            above = line
    return blocks


def _hanging(parts: Sequence[_Parts], measure: Measure) -> dict[tuple[str, int], float]:
    """How far second lines of paragraphs of one shape stand to the right, from first lines that end no sentence."""
    hanging: dict[tuple[str, int], float] = {}
    for part in parts:
        for above, line in pairwise(part.body):
            set_in = above.x0 > measure.left + _INDENT * measure.size
            alike = abs(above.size - measure.size) + abs(line.size - measure.size) < SAME_SIZE * measure.size
            if set_in and alike and len(above.text) > _STRETCH and not _ends_sentence(above):
                hanging.setdefault(_shape(above), line.x0 - above.x0)
    return hanging


def _kind(line: Line, measure: Measure) -> BlockKind:
    middle = (measure.left + measure.right) / 2
    if line.x0 > middle and abs(line.x1 - measure.right) < 2 * measure.size:
        return "closing"
    if not _LETTER.search(line.text):  # "* * *"
        return "text"
    if line.style & BOLD or line.size > (1 + 2 * SAME_SIZE) * measure.size:
        return "heading"
    centred = abs((line.x0 + line.x1) / 2 - middle) < 0.5 * measure.size and line.x0 > measure.left + 4 * measure.size
    centred = centred and round(line.x0) not in measure.starts
    flush = line.x0 < measure.left + 0.5 * measure.size
    # Of one face, a heading is told by standing at the margin where paragraphs are set in.
    one_face = not measure.bold and any(start > line.x0 + _INDENT * measure.size for start in measure.starts)
    unlike_text = centred or (flush and (one_face or line.style & ITALIC) and not _runs_on(line, measure))
    if unlike_text and not _ends_sentence(line) and not LABEL.match(line.text):
        return "heading"
    return "text"


def _continues(
    block: Block,
    above: Line | None,
    line: Line,
    kind: BlockKind,
    measure: Measure,
    hanging: dict[tuple[str, int], float],
) -> bool:
    """Whether `line`, of itself a `kind`, goes on with the last block; `above` is the line over it on its page."""
    last = block.lines[-1]
    if block.kind in ("closing", "table", "adoption", "basis", "title"):
        return False
    if kind == "closing":
        return False
    if line.pieces[0].raised and line.size < (1 - SAME_SIZE) * measure.size:  # a table's note
        return False
    if block.kind == "heading":
        return above is not None and _continues_heading(last, line, measure)
    if above is None:
        told = kind == "heading" and (line.style & BOLD or _ends_sentence(last))
        return not told and _continues_over_page(block, line, measure, hanging)
    if line.style & BOLD and not last.style & BOLD and not _runs_on(last, measure):
        return False
    gap = (above.y - line.y) / max(above.size, line.size)
    if gap > _LINE_GAP * measure.pitch:
        return False
    # Paragraphs set without space between them: told after a line that ends a sentence, by a left edge that is not the
    # paragraph's own, or else by a label or indent where the line above stops short.
    if not _ends_sentence(last):
        return True
    reach = _INDENT * measure.size
    label, set_in = LABEL.match(line.text), False
    if label and line.text[label.end()] == "\t":
        return False
    if len(block.lines) > 1:
        moved = abs(line.x0 - last.x0) > reach
    elif (hang := hanging.get(_shape(last))) is not None:
        hangs = not label and abs(line.x0 - _words_start(last)) < 0.5 * reach < _words_start(last) - last.x0
        moved = abs(line.x0 - last.x0 - hang) > reach and not hangs
    else:
        moved = line.x0 > _words_start(last) + reach
        set_in = line.x0 > measure.left + reach and abs(line.x0 - last.x0) < 0.5 * reach
    below = label and last.text[-1] == ":" and line.x0 > measure.left + reach
    if moved or below or (set_in and label) or _would_fit(line, last, measure):
        return False
    return _runs_on(last, measure) or not (label or set_in)


def _would_fit(line: Line, last: Line, measure: Measure) -> bool:
    """Whether the line's first word had room enough on the line above, which ends in more than a comma."""
    if last.unraised().rstrip()[-1:] in ",，،、":
        return False
    words = line.text.split(None, 1)
    width = (line.x1 - line.x0) * len(words[0]) / len(line.text) if words else 0.0
    return measure.right - last.x1 > max(1.5 * width, _ROOM * measure.size)


def _ends_sentence(line: Line) -> bool:
    """Whether the line's last sign ends a clause or sentence; note marks may follow it."""
    return bool(_ENDS_SENTENCE.search(line.unraised() if line.pieces[-1].raised else line.text))


def _words_start(line: Line) -> float:
    """Where the words begin that follow the line's label; its left end where it has none."""
    label = LABEL.match(line.text)
    return line.pieces[1].x0 if label and len(line.pieces[0].text) == label.end() else line.x0


def _runs_on(line: Line, measure: Measure) -> bool:
    return line.x1 > measure.right - _RAGGED * measure.size


def _shape(line: Line) -> tuple[str, int]:
    """What paragraphs that are set alike have in common: the sort of their label, and where they begin."""
    label = LABEL.match(line.text)
    if label is None:
        sort = ""
    elif _ROMAN.fullmatch(label[0]):
        sort = "i"
    else:
        sort = re.sub(r"\d+", "1", re.sub(r"[a-z]+", "a", label[0]))
    return sort, round(line.x0)


def _continues_over_page(block: Block, line: Line, measure: Measure, hanging: dict[tuple[str, int], float]) -> bool:
    first, last = block.lines[0], block.lines[-1]
    if abs(line.size - last.size) > SAME_SIZE * measure.size:
        return False
    ended = _ends_sentence(last)
    short = not _runs_on(last, measure)
    if LABEL.match(line.text) and (ended or short):
        return False
    if len(block.lines) > 1:
        margin = block.lines[1].x0
    else:
        margin = first.x0 + hanging.get(_shape(first), min(0.0, measure.left - first.x0))
    if line.x0 > margin + _INDENT * measure.size:  # set in like a first line
        return not ended and not short
    if last.text[-1] == "," and line.text[:1].islower():  # however short a ragged line is
        return True
    return not (ended and (short or (line.text[:1].isupper() and line.x0 < margin - _INDENT * measure.size)))


def _continues_heading(last: Line, line: Line, measure: Measure) -> bool:
    """Whether a heading's line runs on in the next: one style, one pitch, no number of its own."""
    if last.page != line.page or abs(last.size - line.size) > SAME_SIZE * last.size:
        return False
    if last.style != line.style:
        return False
    if (last.y - line.y) / last.size > _LINE_GAP * measure.pitch:
        return False
    if _LABEL_LINE.fullmatch(last.unraised()) and not _runs_on(last, measure):
        return False
    return not HEADING_LABEL.match(line.text)


# ---- footnotes ----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Note:
    """One footnote; `numbers` is empty where it is marked by a sign."""

    numbers: tuple[str, ...]
    lines: list[Line]


def _notes(found: Sequence[Line]) -> list[_Note]:
    """Footnotes in order of number, those without one last; a line that opens no note continues the one before.

    A number that is not raised opens a note where it is the next one due.
    """
    notes: list[_Note] = []
    due = 1
    for line in found:
        first = line.pieces[0]
        plain = _PLAIN_NOTE.match(line.text) or (
            _DIGITS.fullmatch(first.text) if len(line.pieces) > 1 and not first.raised else None
        )
        if first.raised and _note_mark(line):
            numbers = tuple(re.findall(r"\d+", first.text))
        elif plain and int(plain[0]) == due:
            numbers = (plain[0],)
        elif notes and not _note_mark(line):
            notes[-1].lines.append(line)
            continue
        else:
            numbers = tuple(re.findall(r"^\d+", line.text))
        notes.append(_Note(numbers, [line]))
        due = int(numbers[-1]) + 1 if numbers else due
    return sorted(notes, key=lambda note: int(note.numbers[0]) if note.numbers else 10_000)

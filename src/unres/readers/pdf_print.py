"""Blocks of a PDF to canonical text: lines put together again, and the marks that are made while printing.

`Printer` is given the document's pieces in the order that `Source` prescribes. It joins the lines of a block, decides
on hyphens at line ends (`Hyphens`), sets the tabs of the canonical text after labels, and states as marks what the type
says: italics, raised figures, headings, tables, pages. Lengths are counted as text is made, so every mark is exact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal

from ..source import Cell, Mark
from .pdf_glyphs import BOLD, ITALIC, PdfPage
from .pdf_lines import HAN, HEADING_LABEL, LABEL, NOTE_NUMBERS, TITLE_NUMBER, Block, Line, box, cells_of, parted
from .pdf_tables import table_rows

_HAN = re.compile(f"[{HAN}]")
_SLASHED_NOTE = re.compile(r"(?:^|[\s,])\d{1,3}/$")  # of the 1990s: "Register, 1/"
_RAISED_NOTES = re.compile(r"\d{1,3}(?:\s?[,–-]\s?\d{1,3})*,?")


class Hyphens:
    """Decides whether a hyphen at a line's end belongs to the word, from the document's own spelling.

    (Where the file sets a space after it, there is nothing to decide.)
    Kept: where the word stands elsewhere with it; where capital or digit follows; where both halves are words of the
    document; where the next word is a conjunction ("short- and long-term"). Dropped: where the word stands elsewhere in
    one piece, unless the document is seen to divide no words. What is left follows what the document does elsewhere:
    one that divides words does so often.
    """

    _WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
    _BEFORE = re.compile(r"([^\W_]+(?:[-‑][^\W_]+)*)[-‑]$")
    _AFTER = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*")
    _JOINING = frozenset(("and", "or", "to", "nor", "et", "ou", "y", "o", "u", "e", "и", "или"))

    def __init__(self, parts: Iterable[list[Line]]) -> None:
        found = [line for part in parts for line in part]
        texts = [line.text for line in found]
        ends = [(a.text, b.text) for a, b in pairwise(found) if a.text.endswith(("-", "‑")) and not a.spaced]
        self.words: set[str] = set()
        self.drop = False  # whether a hyphen of which nothing is known goes
        self.never = False  # whether all go with their words
        if ends:
            self.words = set(self._WORD.findall("\n".join(texts).replace("‑", "-").lower()))
            told = [self._told(one, two) for one, two in ends]
            dropped, kept = told.count(""), told.count("-")
            self.never = kept > 1 and kept > 2 * dropped
            self.drop = dropped > kept or (dropped == 0 and len(ends) > 0.03 * len(texts) and len(ends) > 5)

    def joint(self, before: str, after: str) -> str:
        """What stands between a line that ends in a hyphen and the next: "-", "- " or "" in the hyphen's place."""
        told = self._told(before, after)
        if told is None:
            told = "" if self.drop else "-"
        return "-" if told == "" and self.never else told

    def _told(self, before: str, after: str) -> str | None:
        left, right = self._BEFORE.search(before), self._AFTER.match(after)
        if not left or not right:
            return "-"
        one, two = left[1].lower().replace("‑", "-"), right[0].lower().replace("‑", "-")
        if two in self._JOINING:
            return "- "
        if not right[0][0].islower() or one[-1].isdigit():
            return "-"
        if f"{one}-{two}" in self.words:
            return "-"
        if one.rsplit("-", 1)[-1] + two.split("-", 1)[0] in self.words:
            return ""
        return "-" if one in self.words and two in self.words else None


class Printer:
    """Collects canonical text and its marks."""

    def __init__(self, hyphens: Hyphens, notes: set[str]) -> None:
        self.hyphens = hyphens
        self.notes = notes
        self.out: list[str] = []
        self.at = 0
        self.marks: list[Mark] = []
        self.page_spans: list[list[int]] = []  # page, start, end
        self.line_spans: list[tuple[int, int, Line]] = []
        self.closed = False  # whether the line before was a closing line

    # -- kinds of block

    def block(self, block: Block) -> None:
        """Print one block of the body."""
        if block.kind == "table":
            self.table(block.lines)
        elif block.kind == "closing":
            if not self.closed:
                self.plain("\n")
            self.paragraph(block.lines, prefix="")
        elif block.kind == "heading":
            self.heading(block.lines)
        elif block.kind == "title":
            self.title(block.lines)
        else:
            self.paragraph(block.lines, prefix="\t" if block.kind == "text" else "", label=block.kind == "text")
        self.closed = block.kind == "closing"

    def title(self, found: list[Line]) -> None:
        """The title line: its number, a tab, the title, and the blank lines that follow it."""
        start = self.at
        self.paragraph(found, prefix="", label_pattern=TITLE_NUMBER)
        self.marks.append(Mark("title", start, self.at - 1))
        self.plain("\n\n")

    def heading(self, found: list[Line]) -> None:
        """A heading; its number and its words, where a tab parts them, on lines of their own."""
        first, *more = found
        match = HEADING_LABEL.match(first.text)
        level = "" if not match else "2" if len(match[0].rstrip(".")) == 1 and match[0][0] not in "IVX" else "1"
        groups = [[first, *more]]
        if match and first.text[match.end() :][:1] == "\t":
            number, words = parted(first, match.end())
            groups = [[number], [words, *more]]
        for group in groups:
            start = self.at
            self.paragraph(group, prefix="")
            self.marks.append(Mark("heading", start, self.at - 1, level))

    def table(self, found: list[Line]) -> None:
        """A table, one row a line, tabs between cells."""
        start = self.at
        rows = []
        for row in table_rows(found):
            cells = []
            for at, cell in enumerate(row):
                if at:
                    self.plain("\t")
                begin = self.at
                if cell.lines:
                    self.text(cell.lines)
                cells.append(Cell(begin, self.at, columns=cell.columns, header=cell.header))
            rows.append(tuple(cells))
            self.plain("\n")
        self.marks.append(Mark("table", start, self.at - 1, rows=tuple(rows)))

    def note(self, found: list[Line], number: str = "") -> None:
        """A footnote of that number in the document's one sequence; what it opens with is no mark, though raised."""
        count = len(self.marks)
        begin = self.at
        pieces = found[0].pieces
        if number and pieces[0].text == number and len(pieces) > 1 and pieces[1].text[0] not in " \t":
            pieces[1].text = " " + pieces[1].text  # as canonical text has it, however narrow the gap is
        self.paragraph(found, prefix="")
        if number:
            self.marks.append(Mark("footnote", begin, self.at - 1, number))
        if len(self.marks) > count:
            self.marks[count:] = [mark for mark in self.marks[count:] if mark.start > begin or mark.kind != "note"]

    def masthead(self, found: list[Line]) -> None:
        """The masthead, one field a line: cells parted, the lines of one bold field joined."""
        fields: list[list[Line]] = []
        for line in found:
            for cell in cells_of(line):
                above = fields[-1][-1] if fields else None
                if (
                    above is not None
                    and cell.style & BOLD
                    and above.style & BOLD
                    and abs(cell.x0 - above.x0) < cell.size
                    and abs(cell.size - above.size) < 0.1
                ):
                    fields[-1].append(cell)
                else:
                    fields.append([cell])
        for one in fields:
            start = self.at
            self.paragraph(one, prefix="")
            self.marks.append(Mark("masthead", start, self.at - 1))

    def running_head(self, found: list[Line]) -> None:
        """A running head: its left and its right half, each of whose lines run on."""
        cells = [cell for line in found for cell in cells_of(line)]
        if not cells:
            return
        middle = (min(cell.x0 for cell in cells) + max(cell.x1 for cell in cells)) / 2
        left = [cell for cell in cells if cell.x0 < middle]
        for half in (left, [cell for cell in cells if cell.x0 >= middle]):
            if half:
                self.furniture_line(half)

    def foot(self, found: list[Line]) -> None:
        """A page's foot, one cell a line."""
        for line in found:
            for cell in cells_of(line):
                self.furniture_line([cell])

    def furniture_line(self, found: list[Line]) -> None:
        """One line of furniture."""
        start = self.at
        self.paragraph(found, prefix="")
        self.marks.append(Mark("furniture", start, self.at - 1))

    # -- text

    def plain(self, text: str) -> None:
        self.out.append(text)
        self.at += len(text)

    def paragraph(
        self, found: list[Line], prefix: str, label: bool = False, label_pattern: re.Pattern[str] | None = None
    ) -> None:
        """One canonical line; a label is followed by a tab."""
        self.plain(prefix)
        self.text(found, LABEL if label else label_pattern)
        self.plain("\n")

    def text(self, found: list[Line], label_pattern: re.Pattern[str] | None = None) -> None:
        """Print lines run together, white space within them as single spaces, and mark what is in them."""
        base = self.at
        texts: list[str] = []
        length = 0
        italic: list[list[int]] = []
        bold: list[list[int]] = []
        for index, line in enumerate(found):
            begin = length
            if index:
                joint = None if found[index - 1].spaced else self.joint(texts, line)
                if joint is None:
                    joint = " "
                    texts.append(joint)
                    length += len(joint)
                else:  # replaces the hyphen that the text ends with
                    texts[-1] = texts[-1][:-1] + joint
                    length += len(joint) - 1
                    begin = length
                    for spans in (italic, bold):
                        if spans and spans[-1][1] > length:
                            spans[-1][1] = length
                    above, over, before = self.line_spans[-1]
                    self.line_spans[-1] = above, min(over, base + length), before
            first = length
            for at, piece in enumerate(line.pieces):
                text = piece.text
                if text[0] == "\t":
                    text = " " + text[1:]
                if piece.raised and _RAISED_NOTES.fullmatch(text.strip()):
                    text = text.strip()
                    if texts and texts[-1] == " " and at == 0:
                        texts.pop()
                        length -= 1
                        first = length
                    self.superscript(base + length, text)
                elif piece.raised:
                    self.marks.append(Mark("superscript", base + length, base + length + len(text)))
                here = length + (text[0] == " ")
                texts.append(text)
                length += len(text)
                if piece.style & ITALIC:
                    _extend(italic, here, length)
                if piece.style & BOLD:
                    _extend(bold, here, length)
            self.on_page(line.page, base + min(begin, length), base + length)
            self.line_spans.append((base + first, base + length, line))
        whole = "".join(texts)
        if label_pattern is not None and (match := label_pattern.match(found[0].text)):
            whole = whole[: match.end()] + "\t" + whole[match.end() + 1 :]
            italic, bold = (_outside(spans, match.end()) for spans in (italic, bold))
        self.marks += [Mark("italic", base + start, base + end) for start, end in italic]
        self.marks += [Mark("bold", base + start, base + end) for start, end in bold]
        self.plain(whole)

    def joint(self, texts: list[str], line: Line) -> str | None:
        """What takes the place of the text's last sign, of a hyphen, say; None where a space is to be added."""
        last = texts[-1]
        if last[-1] in "([" or _HAN.match(last[-1]) or _HAN.match(line.text[0]):  # Chinese breaks between any two signs
            return last[-1]
        before = last if len(last) > 30 else "".join(texts[-4:])
        word = before.rsplit(" ", 1)[-1]
        address = "://" in word or "www." in word
        if last[-1] in "-‑":
            if len(before) > 1 and before[-2] == " ":
                return None
            if address:
                return last[-1]
            told = self.hyphens.joint(before, line.text)
            return last[-1] + told[1:] if told else ""
        if len(before) > 1 and last[-1] in "–—" and before[-2] != " ":  # a range's dash
            return last[-1]
        if (last[-1] == "/" and not _SLASHED_NOTE.search(before)) or (
            address and (last[-1] in "_?&=.%" or line.text[0] in "%/?&=#_")
        ):
            return last[-1]
        return None

    def superscript(self, start: int, text: str) -> None:
        """Mark raised digits: each number that has its note, or a range, as a note mark."""
        for match in NOTE_NUMBERS.finditer(text):
            numbers = re.findall(r"\d+", match[0])
            kind: Literal["note", "superscript"] = "note" if numbers[0] in self.notes else "superscript"
            value = "-".join(numbers) if kind == "note" else ""
            self.marks.append(Mark(kind, start + match.start(), start + match.end(), value))

    def on_page(self, page: int, start: int, end: int) -> None:
        if self.page_spans and self.page_spans[-1][0] == page:
            self.page_spans[-1][2] = end
        else:
            self.page_spans.append([page, start, end])

    def result(self, pages: Sequence[PdfPage]) -> tuple[str, list[Mark]]:
        """The text and all marks, in order of start."""
        boxes = {page.number: (0.0, 0.0, page.width, page.height) for page in pages}
        marks = self.marks + [
            Mark("page", start, end, str(page), box=boxes[page]) for page, start, end in self.page_spans if end > start
        ]
        marks += [
            Mark("line", start, end, str(line.page), box=box(line))
            for start, end, line in self.line_spans
            if end > start
        ]
        marks.sort(key=lambda mark: (mark.start, -mark.end))
        return "".join(self.out), marks


def _extend(spans: list[list[int]], start: int, end: int) -> None:
    """Add a span, joined to the last one where only white space parts them."""
    if spans and start - spans[-1][1] <= 1:
        spans[-1][1] = end
    else:
        spans.append([start, end])


def _outside(spans: list[list[int]], at: int) -> list[list[int]]:
    """The spans, parted by the white space at `at` where one of them runs over it."""
    parted = [[[start, end]] if end <= at or start > at else [[start, at], [at + 1, end]] for start, end in spans]
    return [span for pair in parted for span in pair if span[0] < span[1]]

"""Sets a resolution as the United Nations does, as a Word file and as a PDF: what the agreement of readers is tried on.

`word_file` and `pdf_file` take a `Resolution` (of whatever origin) and print it in the layout of the Official Document
System's own files: the same words in the same order, and of the type only what they show (italic lead phrases, raised
note marks, bold headings, notes at the foot of their page). Lines are broken, justified and hyphenated nowhere, pages
filled, and notes moved to the page of their first mark, as a typesetter would. Nothing here is shared with the readers.

The PDF has the standard fonts, so only Windows-1252. A `Template` says how it is set: as today, as it was, or as others
would.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, Literal

import make_pdf
import make_word
from make_pdf import Page
from unres.exports.inline import Words, annex_head, pieces, printed_label
from unres.exports.text import agenda_line, closing_lines, date_in_words, distribution_line
from unres.models import Resolution


@dataclass(frozen=True)
class Template:
    """How a PDF is set; measures in points."""

    width: int = 612
    height: int = 792
    left: float = 123.0
    right: float = 488.0
    indent: float = 24.0
    """How far first lines are set in."""
    size: float = 10.0
    step: float = 12.0
    """From line to line."""
    space: float = 6.0
    """Added between paragraphs."""
    note_size: float = 8.5
    small: float = 0.65
    """Size of raised note marks, in parts of the line's."""
    justified: bool = True
    separator: Literal["underscores", "rule", "none"] = "underscores"
    slashed: bool = False
    """Whether note marks are "1/" on the line."""
    paged: bool = False
    """Whether later pages are headed by symbol and "Page 2", and end in "/..."."""
    fonts: Literal["Times", "typewriter", "one face", "nameless"] = "Times"
    """One face: a typewriter's, without italics or bold. Nameless fonts are such by their descriptors alone."""
    smallest_head: bool = False
    """Whether the masthead is no larger than the text, as typewriters set it."""

    @property
    def top(self) -> float:
        """Where the first line of later pages stands."""
        return self.height - 82

    @property
    def faces(self) -> dict[str, str]:
        if self.fonts == "one face":
            return dict.fromkeys(make_pdf.FACES, "Courier")
        return make_pdf.TYPEWRITER if self.fonts == "typewriter" else make_pdf.FACES

    def file(self, pages: Sequence[Page]) -> bytes:
        if self.fonts != "nameless":
            return make_pdf.pdf(*pages, fonts=make_pdf.fonts(self.faces))
        nameless = []
        for at, style in enumerate(("", "i", "b", "bi")):
            widths = [
                _widths("Times").get((style[:1], bytes([code]).decode("cp1252", "ignore")), 0.5)
                for code in range(32, 256)
            ]
            nameless.append(
                f"<< /Type /Font /Subtype /TrueType /BaseFont /AAAAA{'ABCD'[at]}+F{at} /Encoding /WinAnsiEncoding"
                f" /FirstChar 32 /LastChar 255 /Widths [{' '.join(f'{1000 * width:.0f}' for width in widths)}]"
                f" /FontDescriptor << /Type /FontDescriptor /FontName /AAAAA{'ABCD'[at]}+F{at} /Flags 34"
                f" /FontBBox [-200 -220 1000 900] /ItalicAngle {-15 if 'i' in style else 0} /Ascent 890 /Descent -216"
                f" /CapHeight 660 /StemV {140 if 'b' in style else 80} >> >>"
            )
        return make_pdf.pdf(*pages, fonts=tuple(nameless))


MODERN = Template()
FOOT = 66.0  # points: where the last line of a page stands at the lowest
_BREAKS = re.compile(r"[ \t\n]")
_PLAIN = str.maketrans({"\u2011": "-", "\u2010": "-", "\u2212": "–", "\u202f": "\xa0", "\u200e": "", "\u200b": ""})


@dataclass(frozen=True)
class Bit:
    """Words set alike, or a note mark."""

    text: str
    italic: bool = False
    bold: bool = False
    mark: bool = False
    note: int = 0
    """The note that is marked here, if its mark is one number."""


@dataclass
class Item:
    """A paragraph, heading, closing line or table, in the order of print. Only items of lists have a `depth`."""

    kind: str
    bits: list[Bit] = field(default_factory=list)
    label: str = ""
    depth: int = 0
    level: int = 1
    rows: tuple[tuple[str, ...], ...] = ()


def fits_fonts(resolution: Resolution) -> bool:
    """Whether the text is in the letters of the standard fonts, so that `pdf_file` can set it."""
    try:
        resolution.source_text.translate(_PLAIN).encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def notes_in_order(resolution: Resolution) -> bool:
    """Whether every note is marked, in order, as Word and typesetters number them."""
    first = [mark.number for mark in _all_marks(resolution) if not mark.repeat]
    return first == [note.number for note in resolution.footnotes] == list(range(1, len(first) + 1))


def _all_marks(resolution: Resolution) -> Iterator[Any]:
    yield from resolution.title_marks
    for part in resolution.parts:
        yield from part.title_marks if part.title_marks != resolution.title_marks else ()
        for node in itertools.chain(_walk(part.blocks), *(_walk(annex.blocks) for annex in part.annexes)):
            cells = [cell for row in node.rows for cell in row] if node.kind == "table" else [node]
            for one in cells:
                yield from getattr(one, "note_marks", ())


def _walk(blocks: Sequence[Any]) -> Iterator[Any]:
    for block in blocks:
        yield block
        yield from _walk(getattr(block, "children", ()))


def _bits(block: Any, *, bold: bool = False, italic: bool = False) -> list[Bit]:
    out: list[Bit] = []
    for piece in pieces(block.text, getattr(block, "note_marks", ()), (), getattr(block, "opening", None)):
        if isinstance(piece, Words):
            out.append(Bit(piece.text, italic or piece.opening, bold))
        else:
            if out and out[-1].mark:
                out.append(Bit(",", mark=True))
            printed = piece.printed.rstrip(",")
            out.append(Bit(printed, mark=True, note=int(printed) if printed.isdigit() else 0))
    return out


@dataclass
class _Titled:
    text: str
    note_marks: Any


def items(resolution: Resolution) -> Iterator[Item]:
    """Everything below the basis, as it is set."""
    first = resolution.parts[0]
    lettered = bool(first.letter)
    number = (first.number or "").removesuffix(first.letter or "").rstrip()
    title = (resolution.title if lettered else first.title) or ""
    marks = resolution.title_marks if lettered else first.title_marks
    yield Item("title", _bits(_Titled(title, marks), bold=True), f"{number}.")
    for part in resolution.parts:
        if part.letter:
            yield Item("heading", [Bit(part.letter, bold=True)])
            if part.title:
                yield Item("heading", _bits(_Titled(part.title, part.title_marks), bold=True))
        yield from _blocks(part.blocks, resolution)
        if part.closing:
            for line in closing_lines(part.closing, resolution.language):
                yield Item("closing", [Bit(line, italic=True)])
        for annex in part.annexes:
            head, blocks = annex_head(annex)
            yield Item("annex", _bits(head, bold=True) if head else [Bit(annex.label, bold=True)])
            yield from _blocks(blocks, resolution)


def _blocks(blocks: Sequence[Any], resolution: Resolution, depth: int = 0) -> Iterator[Item]:
    for block in blocks:
        if block.kind == "table":
            yield Item("table", rows=tuple(tuple(cell.text for cell in row) for row in block.rows))
            continue
        label = "" if block.kind == "unparsed" else printed_label(block, resolution)
        if block.kind == "heading":
            yield Item("heading", _bits(block, bold=True), label, level=block.level)
            continue
        here = getattr(block, "depth", depth) if block.kind == "subparagraph" else depth
        bits = _bits(block, italic=False)
        if block.kind == "formula":
            words = block.text.rstrip(" ,:")
            bits = [Bit(words, italic=True), Bit(block.text[len(words) :])]
        yield Item("text", bits, label, here)
        yield from _blocks(getattr(block, "children", ()), resolution, here)


def masthead(resolution: Resolution) -> dict[str, str]:
    """The masthead's fields, as printed."""
    return {
        "session": resolution.session.text or "" if resolution.session else "",
        "agenda": agenda_line(resolution),
        "agenda title": resolution.agenda_title or "",
        "organization": resolution.organization or "",
        "organ": resolution.organ or "",
        "distribution": distribution_line(resolution),
        "issued": date_in_words(resolution.issued, resolution.language) if resolution.issued else "",
        "job": (resolution.job_number or "").lstrip("N"),
    }


# ---- Word ---------------------------------------------------------------------------------------------------------

_STYLES = {1: "_ H_1", 2: "_ H_2/3", 3: "_ H_4", 4: "_ H_5/6"}


def word_file(resolution: Resolution) -> bytes:
    """The resolution as a .docx in the UN's styles: notes by reference, repeats as typed superscripts."""
    notes = {note.number: note.text for note in resolution.footnotes}
    referred: set[int] = set()

    def runs(bits: Sequence[Bit]) -> list[make_word.Run]:
        out = []
        for bit in bits:
            if bit.mark and bit.note not in referred and bit.note in notes:
                referred.add(bit.note)
                out.append(make_word.Run("", note=notes[bit.note]))
            else:
                out.append(make_word.Run(bit.text, italic=bit.italic, superscript=bit.mark))
        return out

    head = masthead(resolution)
    body: list[make_word.Paragraph | make_word.Table] = []

    def put(style: str, *parts: make_word.Run | str) -> None:
        body.append(make_word.line(*parts, style=style))

    put("Session", head["session"])
    put("Agenda_Item_Normal", head["agenda"])
    if head["agenda title"]:
        put("Agenda_Title_H2", head["agenda title"])
    put("Title_H_CH", resolution.adoption_text or "")
    if resolution.basis:
        put("_ H_4", f"[{resolution.basis.text}]")
    for item in items(resolution):
        if item.kind == "title":
            put("Title_H1", f"\t{item.label}\t", *runs(item.bits))
        elif item.kind == "heading":
            label = [f"{item.label}\v" if item.bits else item.label] if item.label else []
            put(_STYLES.get(item.level, "_ H_5/6"), *label, *runs(item.bits))
        elif item.kind == "annex":
            put("_ H_CH", *runs(item.bits))
        elif item.kind == "closing":
            put("__Single Txt", *runs(item.bits))
        elif item.kind == "table":
            body.append(make_word.Table(item.rows))
        else:
            put("__Single Txt", f"\t{item.label}\t" if item.label else "\t", *runs(item.bits))
    symbol = resolution.symbol or ""
    return make_word.docx(
        make_word.Document(
            tuple(body),
            comment=(
                f"<<ODS JOB NO>>N{head['job']}E<<ODS JOB NO>>" if head["job"] else "<<ODS JOB NO>><<ODS JOB NO>>",
                f"<<ODS DOC SYMBOL1>>{symbol}<<ODS DOC SYMBOL1>>",
            ),
            first_header=(head["organization"], symbol, head["organ"], head["distribution"], head["issued"]),
            header=(symbol,),
            first_footer=(f"{head['job'][:2]}-{head['job'][2:]} (E)",) if head["job"] else (),
        )
    )


# ---- PDF ----------------------------------------------------------------------------------------------------------


@cache
def _widths(fonts: str) -> dict[tuple[str, str], float]:
    """What each character of each font takes, in ems, as PDFium sets it."""
    if fonts in ("typewriter", "one face"):
        return {(style, chr(code)): 0.6 for style in ("", "i", "b") for code in range(32, 0x2123)}
    import ctypes

    import pypdfium2
    import pypdfium2.raw as raw

    characters = [bytes([code]).decode("cp1252", "ignore") for code in range(33, 256)]
    characters = [one for one in characters if one and one not in "\xad\xa0"]
    found = {}
    for style, (opening, closing) in {"": ("", ""), "i": ("<i>", "</i>"), "b": ("<b>", "</b>")}.items():
        page = Page(width=4000)
        for at, one in enumerate(characters):
            page.line(15 * at + 10, 400, f"{opening}{one}|{closing}", 10)
        document = pypdfium2.PdfDocument(make_pdf.pdf(page))
        text_page = document[0].get_textpage()
        shown = {}
        for at in range(raw.FPDFText_CountChars(text_page)):
            x, y = ctypes.c_double(), ctypes.c_double()
            raw.FPDFText_GetCharOrigin(text_page, at, x, y)
            shown[round(x.value, 2)] = chr(raw.FPDFText_GetUnicode(text_page, at))
        places = sorted(shown)
        for at, one in enumerate(characters):
            start = 15.0 * at + 10
            bar = next(place for place in places if place > start + 0.5 and shown[place] == "|")
            found[style, one] = (bar - start) / 10
        found[style, " "] = found[style, "\xa0"] = 0.25
        document.close()
    return found


@dataclass
class _Word:
    """What stands between two spaces."""

    bits: list[Bit]
    width: float

    def tagged(self) -> str:
        out = ""
        for bit in self.bits:
            tag = "sup" if bit.mark else "i" if bit.italic else "b" if bit.bold else ""
            out += f"<{tag}>{bit.text}</{tag}>" if tag else bit.text
        return out


@dataclass
class _Line:
    """A line to be set: tagged text at a place, with what the spaces are widened by, and the notes it marks."""

    x: float
    text: str
    wider: float = 0.0
    size: float = 10.0
    notes: list[int] = field(default_factory=list)
    above: float = 0.0
    """Space above it, in points, unless it is the first on its page."""


@dataclass(frozen=True)
class _Setter:
    """Sets words in lines, as a template has it."""

    template: Template

    def text_width(self, text: str, style: str = "") -> float:
        """What a text takes, in ems."""
        widths = _widths(self.template.fonts)
        return sum(widths[style, one] for one in text)

    def width(self, bit: Bit, size: float) -> float:
        style = "i" if bit.italic else "b" if bit.bold else ""
        return self.text_width(bit.text, style) * size * (self.template.small if bit.mark else 1)

    def words(self, bits: Sequence[Bit], size: float) -> list[_Word]:
        words: list[list[Bit]] = [[]]
        for bit in bits:
            for at, text in enumerate(_BREAKS.split(bit.text.translate(_PLAIN))):
                if at:
                    words.append([])
                if text:
                    words[-1].append(replace(bit, text=text))
        return [_Word(word, sum(self.width(bit, size) for bit in word)) for word in words if word]

    def label_width(self, label: str, size: float) -> float:
        """A label fills a tab of 24 points, or as many as it takes."""
        width = self.text_width(label) * size
        return max(24.0, (int(width + 0.3 * size) // 24 + 1) * 24.0)

    def lines(
        self,
        bits: Sequence[Bit],
        first_x: float,
        x: float,
        right: float,
        size: float,
        label: str = "",
        *,
        justified: bool = True,
    ) -> list[_Line]:
        justified = justified and self.template.justified
        lines: list[_Line] = []
        space = self.text_width(" ") * size
        row: list[_Word] = []
        used, start = 0.0, first_x + (self.label_width(label, size) if label else 0.0)

        def end(last: bool) -> None:
            nonlocal row, used, start
            text = " ".join(word.tagged() for word in row)
            wider = (right - start - used) / (len(row) - 1) if justified and not last and len(row) > 1 else 0.0
            before = ""
            place = start
            if label and not lines:
                gap = (start - first_x) / size - self.text_width(label)
                before, place = f"{label}<gap {gap:.3f}>", first_x
            numbers = [bit.note for word in row for bit in word.bits if bit.note]
            lines.append(_Line(place, before + text + ("" if last else " "), min(wider, 6.0), size, numbers))
            row, used, start = [], 0.0, x

        for word in self.words(bits, size):
            if row and start + used + space + word.width > right:
                end(False)
            used += word.width + (space if row else 0.0)
            row.append(word)
        end(True)
        return lines


class _Pages:
    """Fills pages with lines, each page's notes at its foot."""

    def __init__(self, resolution: Resolution, template: Template) -> None:
        self.resolution, self.template = resolution, template
        self.setter = _Setter(template)
        self.head = masthead(resolution)
        left, note_size = template.left - 6, template.note_size
        self.notes = {}
        for note in resolution.footnotes:
            number = Bit(f"{note.number}/") if template.slashed else Bit(str(note.number), mark=True)
            self.notes[note.number] = self.setter.lines(
                [number, Bit(f" {note.text}")], left, left, template.right, note_size
            )
        self.placed: set[int] = set()
        self.pages: list[Page] = []
        self.y = 0.0
        self.room = 0.0
        self.waiting: list[_Line] = []
        self.fresh = True

    def page(self) -> Page:
        self.pages.append(Page(self.template.width, self.template.height, small=self.template.small))
        return self.pages[-1]

    def first(self) -> None:
        """The first page's masthead, adoption line and basis."""
        page, head, resolution, t = self.page(), self.head, self.resolution, self.template
        top, left, right = t.height - 58, t.left, t.right
        small = t.smallest_head
        page.line(left, top, head["organization"], t.size if small else 14)
        page.line(right - 6, top, resolution.symbol or "", t.size)
        page.rule(60, t.width - 60, top - 7)
        page.line(left, top - 29, f"<b>{head['organ']}</b>", t.size if small else 20)
        page.line(right - 91, top - 29, head["distribution"], t.size).line(right - 91, top - 41, head["issued"], t.size)
        page.rule(60, t.width - 60, top - 152)
        page.line(60, top - 164, f"<b>{head['session']}</b>", t.size).line(60, top - 176, head["agenda"], t.size)
        y = top - 188
        for line in self.setter.lines([Bit(head["agenda title"], bold=True)], 60, 60, 340, t.size, justified=False):
            if line.text:
                page.line(60, y, line.text, t.size)
                y -= t.step
        y -= 22
        adoption, _, on = (resolution.adoption_text or "").partition(" on ")
        large = t.size if small else 14.0
        page.line(left, y, f"<b>{adoption}</b>", large)
        if on:
            y -= 1.1 * large
            page.line(left, y, f"<b>on {on}</b>", large)
        y -= 24
        if resolution.basis:
            for line in self.setter.lines([Bit(f"[{resolution.basis.text}]")], left, left, right, t.size):
                page.content.append(f"{line.wider:.4f} Tw")
                page.line(line.x, y, line.text, t.size)
                y -= t.step
        page.content.append("0 Tw")
        if head["job"]:
            page.line(65, 44, f"{head['job'][:2]}-{head['job'][2:]} (E)", t.size)
            page.line(65, 30, f"*{head['job']}*", t.size if small else 12)
        self.y, self.room, self.fresh = y - 13, 104.0, False

    def turn(self) -> None:
        """End the page: its notes, then a new page with a running head."""
        self.notes_out()
        if self.template.paged:
            self.pages[-1].line(self.template.right - 20, 56, "/...", self.template.size)
        page, number, symbol = self.page(), len(self.pages), self.resolution.symbol
        if self.template.paged:
            page.line(60, self.template.height - 47, f"{symbol}", self.template.size)
            page.line(60, self.template.height - 59, f"Page {number}", self.template.size)
        else:
            page.line(60, self.template.height - 59, f"<b>{symbol}</b>", 8.5)
            page.rule(60, self.template.width - 60, self.template.height - 65)
            page.line(60, 38, f"<b>{number}</b>", 8.5)
        self.y, self.room, self.fresh = self.template.top, FOOT, True

    def note_step(self) -> float:
        return 1.235 * self.template.note_size

    def notes_room(self, count: int) -> float:
        return self.note_step() * count + 16 if count else 0.0

    def notes_out(self) -> None:
        page, t = self.pages[-1], self.template
        if self.waiting:
            y = self.room + self.note_step() * (len(self.waiting) - 1)
            page.content.append("0 Tw")
            if t.separator == "underscores":
                page.line(t.left - 24, y + 14, "_" * 18, 8)
            elif t.separator == "rule":
                page.rule(t.left, t.left + 120, y + 12)
            for line in self.waiting:
                page.content.append(f"{line.wider:.4f} Tw")
                page.line(line.x, y, line.text, line.size)
                y -= self.note_step()
            page.content.append("0 Tw")
        self.waiting = []

    def keep(self, height: float) -> None:
        """Turn the page where less than `height` is left on it: a heading stands with what it heads."""
        if self.y - height < self.room + self.notes_room(len(self.waiting)) and not self.fresh:
            self.turn()

    def put(self, line: _Line) -> None:
        new = [one for one in dict.fromkeys(line.notes) if one in self.notes and one not in self.placed]
        for number in new:
            self.placed.add(number)
        more = [one for number in new for one in self.notes[number]]
        above = 0.0 if self.fresh else line.above
        if self.y - above < self.room + self.notes_room(len(self.waiting) + len(more)) and not self.fresh:
            self.turn()
            above = 0.0
        self.waiting += more
        self.y -= above
        self.pages[-1].content.append(f"{line.wider:.4f} Tw")
        self.pages[-1].line(line.x, self.y, line.text, line.size)
        self.pages[-1].content.append("0 Tw")
        self.y -= self.template.step if line.size <= self.template.size else 1.2 * line.size
        self.fresh = False


def pdf_file(resolution: Resolution, template: Template = MODERN) -> bytes:
    """The resolution as a PDF: one column, notes at the foot of the page they belong to."""
    t, setter = template, _Setter(template)
    pages = _Pages(resolution, template)
    pages.first()
    before = "title"
    for item in items(resolution):
        gap = t.space
        bits = [_slashed(bit) for bit in item.bits] if t.slashed else item.bits
        if item.kind == "title":
            size = t.size if t.smallest_head else 12.0
            label = f"<b>{item.label}</b>"
            lines = setter.lines(bits, t.left, t.left, t.right, size, justified=False)
            gap_after = 51 / size - setter.text_width(item.label, "b")
            lines[0].text, lines[0].x = f"{label}<gap {gap_after:.3f}>{lines[0].text}", t.left - 51
            gap = 0.0
        elif item.kind in ("heading", "annex"):
            lines = [
                line
                for these in ([Bit(item.label, bold=True)], bits)
                for line in setter.lines(these, t.left, t.left, t.right - 40, t.size, justified=False)
                if line.text
            ]
            gap = 12.0
        elif item.kind == "closing":
            width = sum(setter.width(bit, t.size) for bit in bits)
            lines = setter.lines(bits, t.right - width - 0.1, t.left, t.right, t.size)
            gap = 0.0 if before == "closing" else 12.0
        elif item.kind == "table":
            lines, gap = list(_table_lines(item.rows, setter)), 12.0
        else:
            shift = 24.0 * max(0, item.depth - 1)
            lines = setter.lines(bits, t.left + t.indent + shift, t.left + shift, t.right, t.size, item.label)
        lines[0].above = max(lines[0].above, gap)
        if item.kind in ("heading", "annex"):
            pages.keep(t.step * (len(lines) + 2))
        for line in lines:
            pages.put(line)
        before = item.kind
    pages.notes_out()
    return template.file(pages.pages)


def _slashed(bit: Bit) -> Bit:
    return replace(bit, text=f" {bit.text}/", mark=False) if bit.mark and bit.text != "," else bit


def _table_lines(rows: Sequence[Sequence[str]], setter: _Setter) -> Iterator[_Line]:
    """A row a line, cells in columns of one width; the first row in smaller type."""
    t = setter.template
    columns = max(map(len, rows))
    step = (t.right - t.left) / columns
    for at, row in enumerate(rows):
        size, place = t.size * (0.7 if not at else 0.85), t.left
        text, pen = "", 0.0
        for column, cell in enumerate(row):
            if not cell:
                continue
            target = column * step
            if text:
                text += f"<gap {(target - pen) / size:.3f}>"
            else:
                place = t.left + target
            text += cell.translate(_PLAIN)
            pen = target + setter.width(Bit(cell.translate(_PLAIN)), size)
        yield _Line(place, text, size=size, above=9.0)

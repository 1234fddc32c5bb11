"""Writes small Word files, .docx and binary .doc, from one description: the fixtures of the Word readers.

`python tests/make_word.py FOLDER` writes the example resolution in both forms. The tests call `docx`, `doc` and
`package` instead, so that no binary file is kept in the repository. Everything is written from the published formats
with the standard library alone; nothing here is shared with the readers.
"""

from __future__ import annotations

import io
import struct
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import escape

# ---- what a document is, for either form --------------------------------------------------------------------------


@dataclass(frozen=True)
class Run:
    """Text set alike. `note` is the text of a footnote that is marked after it, by a number or by a mark of its own.

    `field` is an instruction whose result the text is; `font` makes it a character of a symbol font.
    """

    text: str
    italic: bool = False
    superscript: bool = False
    note: str | None = None
    own_mark: str = ""
    hidden: bool = False
    deleted: bool = False
    field: str = ""
    font: str = ""


@dataclass(frozen=True)
class Paragraph:
    runs: tuple[Run, ...]
    style: str = "__Single Txt"
    level: int | None = None
    """The level of an automatic number before it: 0 prints "1.", 1 prints "(a)"."""


@dataclass(frozen=True)
class Table:
    rows: tuple[tuple[str, ...], ...]
    """The first row heads the columns."""


@dataclass(frozen=True)
class Document:
    body: tuple[Paragraph | Table, ...]
    comment: tuple[str, ...] = ()
    first_header: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    first_footer: tuple[str, ...] = ()


def line(*runs: Run | str, style: str = "__Single Txt", level: int | None = None) -> Paragraph:
    return Paragraph(tuple(Run(run) if isinstance(run, str) else run for run in runs), style, level)


PONDS = Document(
    body=(
        line("Ninetieth session", style="Session"),
        line("Agenda item 7 (b)", style="Agenda_Item_Normal"),
        line("Resolution adopted by the General Assembly on 3 March 2035", style="Title_H_CH"),
        line("[", Run("without reference to a Main Committee (A/90/L.3)", italic=True), "]", style="_ H_4"),
        line("90/12.\tCare of garden ponds", style="Title_H1"),
        line("\t", Run("The General Assembly", italic=True), ","),
        line(
            "\t", Run("Recalling", italic=True), " ", Run("with appreciation", italic=True), " its resolution 89/4",
            Run("", note="Resolution 89/4, annex."), " and the Pond Compact,", Run("", note="See A/89/51."),
        ),
        line("I\vWater", style="_ H_2/3"),
        line("\t1.\t", Run("Urges", italic=True), " Member States to clean their ponds, as the Compact",
             Run("2", superscript=True), " says, on the 5", Run("th", superscript=True), " of May;"),
        line("\t2.\t", Run("Decides", italic=True), " on the shares below, in the light of both,",
             Run("1,2", superscript=True), " as follows:"),
        Table((("Region", "Ponds"), ("North", "12"), ("South", "7"))),
        line("Frogs and newts", style="_ H_2/3"),
        line("\t3.\t", Run("Requests", italic=True), " a report on well\u2011kept ponds."),
        line("8th plenary meeting"),
        line("3 March 2035"),
    ),
    comment=(
        "<<ODS JOB NO>>N3500012E<<ODS JOB NO>>",
        "<<ODS DOC SYMBOL1>>A/RES/90/12<<ODS DOC SYMBOL1>>",
        "<<ODS DOC SYMBOL2>><<ODS DOC SYMBOL2>>",
    ),
    first_header=("United Nations", "A/RES/90/12", "General Assembly", "Distr.: General", "9 March 2035"),
    header=("A/RES/90/12", "Care of garden ponds"),
    first_footer=("35-00012 (E)", "*3500012*"),
)  # fmt: skip
"""The example: an invented resolution with every kind of mark."""

FROGS = Document(
    body=(
        line("90/13.\tFrogs", style="Title_H1"),
        line("Urges all States to count", Run(" no", hidden=True), Run(" few", deleted=True), " frogs;", level=0),
        line("green ones", Run("", note="A/90/8."), ";", level=1),
        line("brown ones", Run("", note="Also toads.", own_mark="*"), ";", level=1),
        line(
            "Asks for ",
            Run("12", field='DOCVARIABLE "count"'),
            " ponds at 4",
            Run("\u00b0", font="Symbol"),
            ".",
            level=0,
        ),
        line("See pond \U0001f438."),
    )
)
"""A second example: automatic numbers, hidden and deleted text, a field, a symbol, a note with a mark of its own."""

# ---- .docx --------------------------------------------------------------------------------------------------------

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
_PARTS = {  # part → (root element, relation)
    "footnotes": ("footnotes", "footnotes"),
    "endnotes": ("endnotes", "endnotes"),
    "comments": ("comments", "comments"),
    "numbering": ("numbering", "numbering"),
    "styles": ("styles", "styles"),
    "header1": ("hdr", "header"),
    "header2": ("hdr", "header"),
    "footer1": ("ftr", "footer"),
}
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{"".join(filter(str.isalnum, name))}"><w:name w:val="{name}"/></w:style>'
    for name in ("__Single Txt", "Session", "Agenda_Item_Normal", "Title_H_CH", "_ H_4", "Title_H1", "_ H_2/3", "_ H_1")
) + (
    '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
)


def package(body: str, parts: dict[str, str] | None = None, *, extra: dict[str, bytes] | None = None) -> bytes:
    """A .docx whose body is the given markup (prefixes w, r, mc, m, v, wps), with parts by name ("footnotes")."""
    parts = {"styles": STYLES} | (parts or {})
    relations = "".join(
        f'<Relationship Id="{name}" Type="{R}/{_PARTS[name][1]}" Target="{name}.xml"/>' for name in parts
    )
    files = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
        'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.'
        'document.main+xml"/></Types>',
        "_rels/.rels": _relationships(
            f'<Relationship Id="r1" Type="{R}/officeDocument" Target="word/document.xml"/>'
            f'<Relationship Id="r2" Type="{R}/custom-properties" Target="docProps/custom.xml"/>'
        ),
        "docProps/custom.xml": '<Properties xmlns="x" xmlns:vt="y"><property name="Symbol1"><vt:lpwstr>A/RES/90/12'
        "</vt:lpwstr></property></Properties>",
        "word/_rels/document.xml.rels": _relationships(relations),
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}</w:body></w:document>",
    }
    for name, content in parts.items():
        root = _PARTS[name][0]
        files[f"word/{name}.xml"] = f"<w:{root} {_NAMESPACES}>{content}</w:{root}>"
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in files.items():
            archive.writestr(path, text)
        for path, data in (extra or {}).items():
            archive.writestr(path, data)
    return written.getvalue()


def _relationships(inner: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def run(text: str, properties: str = "") -> str:
    """A run's markup; tabs, vertical tabs (soft breaks) and non-breaking hyphens become elements."""
    out = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    piece = ""
    for character in text + "\0":
        if character in "\t\v\u2011\0":
            out += f'<w:t xml:space="preserve">{escape(piece)}</w:t>' if piece else ""
            piece = ""
            out += {"\t": "<w:tab/>", "\v": "<w:br/>", "\u2011": "<w:noBreakHyphen/>", "\0": ""}[character]
        else:
            piece += character
    return f"<w:r>{out}</w:r>"


def paragraph(inner: str, properties: str = "") -> str:
    """A paragraph's markup around that of its runs."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>" if properties else f"<w:p>{inner}</w:p>"


_BEGIN, _SEPARATE, _END = (f'<w:r><w:fldChar w:fldCharType="{bound}"/></w:r>' for bound in ("begin", "separate", "end"))
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)


def docx(document: Document) -> bytes:
    """The document as .docx."""
    notes: list[str] = []

    def markup(block: Paragraph) -> str:
        inner = ""
        for piece in block.runs:
            if piece.text:
                properties = "<w:i/>" if piece.italic else ""
                properties += '<w:vertAlign w:val="superscript"/>' if piece.superscript else ""
                properties += "<w:vanish/>" if piece.hidden else ""
                made = run(piece.text, properties)
                if piece.font:
                    made = f'<w:r><w:sym w:font="{piece.font}" w:char="F0{ord(piece.text):02X}"/></w:r>'
                elif piece.field:
                    made = f"{_BEGIN}<w:r><w:instrText>{piece.field}</w:instrText></w:r>{_SEPARATE}{made}{_END}"
                inner += f"<w:del>{made.replace('w:t', 'w:delText')}</w:del>" if piece.deleted else made
            if piece.note is not None and piece.own_mark:
                notes.append(piece.note)
                own = f'<w:footnoteReference w:customMarkFollows="1" w:id="{len(notes)}"/><w:t>{piece.own_mark}</w:t>'
                inner += f"<w:r>{own}</w:r>"
            elif piece.note is not None:
                notes.append(piece.note)
                properties = '<w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
                inner += f'<w:r>{properties}<w:footnoteReference w:id="{len(notes)}"/></w:r>'
        style = "".join(filter(str.isalnum, block.style))
        number = ""
        if block.level is not None:
            number = f'<w:numPr><w:ilvl w:val="{block.level}"/><w:numId w:val="1"/></w:numPr>'
        return paragraph(inner, f'<w:pStyle w:val="{style}"/>{number}')

    body = ""
    for block in document.body:
        if isinstance(block, Paragraph):
            body += markup(block)
            continue
        rows = ""
        for index, row in enumerate(block.rows):
            cells = "".join(f"<w:tc>{paragraph(run(cell))}</w:tc>" for cell in row)
            rows += f"<w:tr>{'<w:trPr><w:tblHeader/></w:trPr>' if not index else ''}{cells}</w:tr>"
        body += f"<w:tbl>{rows}</w:tbl>"
    body += (
        '<w:sectPr><w:headerReference w:type="first" r:id="header2"/>'
        '<w:headerReference w:type="default" r:id="header1"/><w:titlePg/></w:sectPr>'
    )
    number_sign = "<w:r><w:tab/><w:footnoteRef/></w:r>"
    footnotes = "".join(
        f'<w:footnote w:id="{number}">{paragraph(number_sign + run(chr(9) + note))}</w:footnote>'
        for number, note in enumerate(notes, 1)
    )
    lines = {"header1": document.header, "header2": document.first_header, "footer1": document.first_footer}
    parts = {name: "".join(paragraph(run(text)) for text in texts) for name, texts in lines.items()}
    parts["footnotes"] = footnotes
    parts["numbering"] = _NUMBERING
    if document.comment:
        inside = "".join(paragraph(run(text)) for text in document.comment)
        parts["comments"] = f'<w:comment w:id="0" w:initials="DU">{inside}</w:comment>'
    return package(body, parts)


# ---- .doc ---------------------------------------------------------------------------------------------------------

_SYMBOL_FONT = "Symbol\0".encode("utf-16-le")
_FIRST_STYLE = 10  # below stand Word's built-in ones


@dataclass
class _Story:
    """One stretch of a .doc's text, with how its characters and paragraphs are set."""

    text: str = ""
    runs: list[tuple[int, bytes]] = field(default_factory=list)  # (characters, property changes)
    paragraphs: list[tuple[int, int, bytes]] = field(default_factory=list)  # (characters, style, property changes)

    def add(self, text: str, changes: bytes = b"") -> None:
        """Write text; its characters are UTF-16's units, as everything in such a file counts them."""
        encoded = text.encode("utf-16-le")
        text = "".join(map(chr, struct.unpack(f"<{len(encoded) // 2}H", encoded)))
        self.text += text
        self.runs.append((len(text), changes))

    def end(self, mark: str = "\r", style: int = 0, changes: bytes = b"") -> None:
        self.add(mark)
        self.paragraphs.append((len(self.text) - sum(p[0] for p in self.paragraphs), style, changes))


def doc(document: Document, *, compressed: bool = False, far: bytearray | None = None) -> bytes:
    """The document as a binary Word 97 file; `compressed` stores the text in one byte a character (Windows-1252).

    With `far`, what table rows are set in is written there, as Word does where it is long.
    """
    names = sorted({block.style for block in document.body if isinstance(block, Paragraph)})
    styles = {name: _FIRST_STYLE + index for index, name in enumerate(names)}
    body, notes, headers, comments = _Story(), _Story(), _Story(), _Story()
    marks: list[int] = []
    automatic: list[bool] = []
    note_starts: list[int] = []
    for block in document.body:
        if isinstance(block, Table):
            _table(body, block, far)
            continue
        for piece in block.runs:
            if piece.text:
                changes = struct.pack("<HB", 0x0836, 1) if piece.italic else b""
                changes += struct.pack("<HB", 0x2A48, 1) if piece.superscript else b""
                changes += struct.pack("<HB", 0x083C, 1) if piece.hidden else b""
                changes += struct.pack("<HB", 0x0800, 1) if piece.deleted else b""
                if piece.font:
                    symbol = struct.pack("<HBHHH", 0x0855, 1, 0x6A09, 0, 0xF000 + ord(piece.text))
                    body.add("(", symbol)
                else:
                    text = piece.text.replace("\v", "\x0b").replace("\u2011", "\x1e")
                    body.add(f"\x13{piece.field}\x14{text}\x15" if piece.field else text, changes)
            if piece.note is not None:
                marks.append(len(body.text))
                automatic.append(not piece.own_mark)
                if piece.own_mark:
                    body.add(piece.own_mark)
                else:
                    body.add("\x02", struct.pack("<HB", 0x0855, 1) + struct.pack("<HB", 0x2A48, 1))
                note_starts.append(len(notes.text))
                if not piece.own_mark:
                    notes.add("\x02", struct.pack("<HB", 0x0855, 1))
                notes.add(f"\t{piece.note}")
                notes.end()
        number = b"" if block.level is None else struct.pack("<HBHH", 0x260A, block.level, 0x460B, 1)
        body.end("\r", styles[block.style], number)
    if document.comment:
        for index, text in enumerate(document.comment):
            comments.add(("\x05" if not index else "") + text)
            comments.end()
    header_bounds = [0] * 7  # six separators, which are empty here
    for texts in ((), document.header, (), (), document.first_header, document.first_footer):
        for text in texts:
            headers.add(text)
            headers.end()
        if texts:
            headers.end()
        header_bounds.append(len(headers.text))
    ends = [len(notes.text)]
    for story in (notes, headers, comments):
        if story.text:
            story.end()  # every story but the body ends in a mark of its own
    stories = (body, notes, headers, comments)
    total = "".join(story.text for story in stories) + "\r"
    raw = total.encode("cp1252") if compressed else total.encode("utf-16-le", "surrogatepass")
    width = 1 if compressed else 2
    start = 1024
    main = bytearray(start) + raw
    main += bytes(-len(main) % 512)
    runs = [part for story in stories for part in story.runs]
    paragraphs = [part for story in stories for part in story.paragraphs]
    tables = []
    for items, size, make in ((runs, 30, _character_page), (paragraphs, 16, _paragraph_page)):
        at, bounds, numbers = start, [start], []
        for index in range(0, len(items), size):
            some = items[index : index + size]
            numbers.append(len(main) // 512)
            main += make(some, at, width)
            at += width * sum(item[0] for item in some)
            bounds.append(at)
        tables.append(struct.pack(f"<{len(bounds) + len(numbers)}I", *bounds, *numbers))
    ccp = [len(story.text) for story in stories]

    fc = start * 2 | 0x40000000 if compressed else start
    pieces = struct.pack("<IIHIH", 0, len(total), 0, fc, 0)
    table = bytearray(8)
    places: dict[int, tuple[int, int]] = {}

    def put(place: int, data: bytes) -> None:
        places[place] = len(table), len(data)
        table.extend(data)

    put(1, _style_sheet(names))
    put(
        2,
        struct.pack(f"<{len(marks) + 1}I", *marks, ccp[0]) + struct.pack(f"<{len(marks)}H", *automatic),
    )
    put(3, struct.pack(f"<{len(note_starts) + 2}I", *note_starts, *ends, ccp[1]))
    if document.comment:
        put(4, struct.pack("<II", 0, ccp[0]) + b"\x02\0D\0U\0" + bytes(24))
        put(5, struct.pack("<III", 0, ccp[3] - 1, ccp[3]))
    put(11, struct.pack(f"<{len(header_bounds) + 1}I", *header_bounds, ccp[2]))
    put(12, tables[0])
    put(13, tables[1])
    put(15, struct.pack("<HH", 1, 0) + bytes([39 + len(_SYMBOL_FONT)]) + bytes(39) + _SYMBOL_FONT)
    put(73, struct.pack("<h", 1) + struct.pack("<i", 7) + bytes(24))
    for form, pattern in ((0, "\0."), (4, "(\x01)"), *[(0, "")] * 7):  # the levels stand behind the lists
        table.extend(
            struct.pack("<iB", 1, form) + bytes(23) + struct.pack("<H", len(pattern)) + pattern.encode("utf-16-le")
        )
    put(74, struct.pack("<i", 1) + struct.pack("<i", 7) + bytes(12) + b"\xff\xff\xff\xff")
    put(33, b"\x02" + struct.pack("<I", len(pieces)) + pieces)

    struct.pack_into("<HH", main, 0, 0xA5EC, 0xC1)
    struct.pack_into("<H", main, 10, 0x0200)  # the table stream is 1Table
    struct.pack_into("<H", main, 32, 14)
    struct.pack_into("<H", main, 62, 22)
    struct.pack_into("<8i", main, 64 + 12, ccp[0], ccp[1], ccp[2], 0, ccp[3], 0, 0, 0)
    struct.pack_into("<H", main, 152, 93)
    for place, (offset, length) in places.items():
        struct.pack_into("<II", main, 154 + 8 * place, offset, length)
    streams = {"WordDocument": bytes(main), "1Table": bytes(table), "\x05SummaryInformation": _summary()}
    return compound_file(streams if far is None else streams | {"Data": bytes(far)})


def _summary() -> bytes:
    """A property set with a title and a time of creation."""
    title = b"Ponds\0\0\0"
    time = struct.pack("<IQ", 64, (131 * 365 + 31) * 864 * 10**9)  # 1 January 1732 in steps of 100 ns since 1601
    values = struct.pack("<II", 30, 6) + title + time
    section = struct.pack("<II", 24 + len(values), 2) + struct.pack("<4I", 2, 24, 12, 24 + 16) + values
    return (
        struct.pack("<HHI", 0xFFFE, 0, 2)
        + bytes(16)
        + struct.pack("<I", 1)
        + bytes(16)
        + struct.pack("<I", 48)
        + section
    )


def _table(body: _Story, table: Table, far: bytearray | None) -> None:
    for index, row in enumerate(table.rows):
        for cell in row:
            body.add(cell)
            body.end("\x07", 0, struct.pack("<HB", 0x2416, 1))
        count = len(row)
        definition = bytes([count]) + struct.pack(f"<{count + 1}h", *(2000 * at for at in range(count + 1)))
        definition += bytes(20 * count)
        changes = struct.pack("<HBHB", 0x2416, 1, 0x2417, 1)
        changes += struct.pack("<HB", 0x3404, 1) if not index else b""
        changes += struct.pack("<HH", 0xD608, len(definition) + 1) + definition
        if far is not None:
            place = len(far)
            far += struct.pack("<H", len(changes)) + changes
            changes = struct.pack("<HI", 0x6646, place)
        body.end("\x07", 0, changes)


def _character_page(runs: list[tuple[int, bytes]], start: int, width: int) -> bytes:
    """One formatted page (FKP) of character runs."""
    page = bytearray(512)
    page[511] = len(runs)
    at, free = start, 510
    for index, (length, changes) in enumerate(runs):
        struct.pack_into("<I", page, 4 * index, at)
        at += width * length
        if changes:
            free = (free - len(changes) - 1) // 2 * 2
            page[free : free + 1 + len(changes)] = bytes([len(changes)]) + changes
            page[4 * (len(runs) + 1) + index] = free // 2
    struct.pack_into("<I", page, 4 * len(runs), at)
    assert free > 5 * len(runs) + 4, "the example is too long for one page"
    return bytes(page)


def _paragraph_page(paragraphs: list[tuple[int, int, bytes]], start: int, width: int) -> bytes:
    """One formatted page (FKP) of paragraphs."""
    page = bytearray(512)
    page[511] = len(paragraphs)
    at, free = start, 510
    kept: dict[bytes, int] = {}
    for index, (length, style, changes) in enumerate(paragraphs):
        struct.pack_into("<I", page, 4 * index, at)
        at += width * length
        data = struct.pack("<H", style) + changes
        stored = bytes([(len(data) + 1) // 2]) + data if len(data) % 2 else bytes([0, len(data) // 2]) + data
        if stored not in kept:
            free = (free - len(stored)) // 2 * 2
            page[free : free + len(stored)] = stored
            kept[stored] = free // 2
        page[4 * (len(paragraphs) + 1) + 13 * index] = kept[stored]
    struct.pack_into("<I", page, 4 * len(paragraphs), at)
    assert free > 17 * len(paragraphs) + 4, "the example is too long for one page"
    return bytes(page)


def _style_sheet(names: list[str]) -> bytes:
    sheet = struct.pack("<H", 18) + struct.pack("<HH", _FIRST_STYLE + len(names), 10) + bytes(14)
    sheet += struct.pack("<H", 0) * _FIRST_STYLE
    for name in names:
        style = struct.pack("<5H", 0x0FFE, 0xFFF << 4 | 1, 2, 0, 0)
        style += struct.pack("<H", len(name)) + name.encode("utf-16-le") + b"\0\0"
        style += struct.pack("<HHH", 2, 0, 0)  # a paragraph part that changes nothing, and an empty character part
        sheet += struct.pack("<H", len(style)) + style
    return sheet


def compound_file(streams: dict[str, bytes]) -> bytes:
    """An OLE compound file with these streams, each padded to 4,096 bytes so that none goes to the mini stream."""
    sectors: list[bytes] = []
    chains: list[int] = []
    entries = [_entry("Root Entry", 5, 1, 0xFFFFFFFE, 0)]
    names = sorted(streams, key=lambda name: (len(name), name.upper()))
    for index, name in enumerate(names):
        data = streams[name].ljust(4096, b"\0")
        first = len(sectors)
        for at in range(0, len(data), 512):
            sectors.append(data[at : at + 512].ljust(512, b"\0"))
            chains.append(len(sectors))
        chains[-1] = 0xFFFFFFFE
        right = index + 2 if index + 1 < len(names) else 0xFFFFFFFF
        entries.append(_entry(name, 2, 0xFFFFFFFF, first, len(data), right))
    while len(entries) % 4:
        entries.append(bytes(128))
    directory = len(sectors)
    for at in range(0, len(entries), 4):
        sectors.append(b"".join(entries[at : at + 4]))
        chains.append(len(sectors))
    chains[-1] = 0xFFFFFFFE
    fat_count = (len(sectors) + 127) // 127
    fat_at = len(sectors)
    chains += [0xFFFFFFFD] * fat_count
    fat = struct.pack(f"<{len(chains)}I", *chains).ljust(512 * fat_count, b"\xff")
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<5H", 0x3E, 3, 0xFFFE, 9, 6) + bytes(6)
    header += struct.pack("<IIIIIIIII", 0, fat_count, directory, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    header += struct.pack(f"<{fat_count}I", *range(fat_at, fat_at + fat_count)).ljust(436, b"\xff")
    return header + b"".join(sectors) + fat


def _entry(name: str, kind: int, child: int, first: int, size: int, right: int = 0xFFFFFFFF) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0"
    entry = encoded.ljust(64, b"\0") + struct.pack("<HBB", len(encoded), kind, 1)
    entry += struct.pack("<III", 0xFFFFFFFF, right, child if kind == 5 else 0xFFFFFFFF)
    return entry + bytes(36) + struct.pack("<III", first, size, 0)


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "A_RES_90_12.docx").write_bytes(docx(PONDS))
    (folder / "A_RES_90_12.doc").write_bytes(doc(PONDS))

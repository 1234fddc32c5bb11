"""Word files (.docx): the printed text in the order an ODS extraction gives it, and what Word knows of it.

The order is FORMAT.md 10.1's: body, notes ("1 Resolution 70/1."), comments (the ODS block), the note separator and a
rule, then footers and headers by their names in the file. What Word says beyond plain text becomes marks.

The strategy is one walk over each part's tree, straight into a `Transcript`, dispatching on tag names:

* Only final text is read: insertions and moves are kept at their new place, deletions and old places are dropped, and
  a deleted paragraph mark joins two paragraphs. Hidden text is dropped.
* Of a field, the result is text, its instruction is not. Of alternative contents, the first is read.
* Automatic numbers are printed as if typed: TAB number TAB.
* A text box is printed after the paragraph that it is anchored in.

What was tried and dropped: `python-docx` (an object for each run; an order slower, and blind to notes, comments, text
boxes and tracked changes) and `iterparse` (no faster here, since a part is small beside its tree's cost).

Nothing in the file is trusted: see the limits of word_package.py. No entity is expanded, no DTD accepted, nothing
fetched.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ..source import Cell, Source, UnreadableDocument
from .fonts import symbol
from .numbering import Counter, Level
from .transcript import BOLD, ITALIC, SUPERSCRIPT, LineKind, Transcript, ods_fields, style_kind
from .word_package import Package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

_VAL, _ID, _TYPE, _STYLE_ID = f"{_W}val", f"{_W}id", f"{_W}type", f"{_W}styleId"
_P, _TBL, _TR, _TC, _RUN = f"{_W}p", f"{_W}tbl", f"{_W}tr", f"{_W}tc", f"{_W}r"
_PPR, _RPR, _TEXT, _TAB, _BR, _CR = f"{_W}pPr", f"{_W}rPr", f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr"
_RSTYLE, _ITALIC, _BOLD, _VERTICAL, _VANISH = f"{_W}rStyle", f"{_W}i", f"{_W}b", f"{_W}vertAlign", f"{_W}vanish"
_FIELD, _FIELD_TYPE, _NO_BREAK_HYPHEN = f"{_W}fldChar", f"{_W}fldCharType", f"{_W}noBreakHyphen"
_FOOTNOTE, _ENDNOTE = f"{_W}footnoteReference", f"{_W}endnoteReference"
_PSTYLE, _NUMPR, _OUTLINE, _DEL, _SECT = f"{_W}pStyle", f"{_W}numPr", f"{_W}outlineLvl", f"{_W}del", f"{_W}sectPr"
_PTAB, _SYMBOL, _MOVED, _NAME, _BASED_ON = f"{_W}ptab", f"{_W}sym", f"{_W}moveFrom", f"{_W}name", f"{_W}basedOn"
_CHAR, _FONT = f"{_W}char", f"{_W}font"
_TEXT_BOX, _ALTERNATE = f"{_W}txbxContent", f"{_MC}AlternateContent"
_PASSED_THROUGH = {
    f"{_W}{tag}"
    for tag in ("hyperlink", "ins", "moveTo", "smartTag", "sdt", "sdtContent", "fldSimple", "customXml", "dir", "bdo",
                "ruby", "rubyBase", "subDoc")
} | {f"{_M}{tag}" for tag in ("oMath", "oMathPara")}  # fmt: skip
_DRAWN = {f"{_W}drawing", f"{_W}pict", f"{_W}object"}
_ROWS = {_TR, _TC}
"""Met as blocks only in headers, whose tables set lines side by side and are no tables."""
_OFF = {"0", "false", "off"}
_HEX = re.compile(r"[0-9A-Fa-f]{1,6}")


def read_docx(data: bytes, name: str = "") -> Source:
    """The text and marks of a .docx file.

    Raises:
        UnreadableDocument: `unknown-zip` for a zip that is no Word file, `truncated` where it is cut off or damaged,
            `encrypted`, `too-large` (the limits of word_package.py), `missing-extra` without lxml.
    """
    package = Package(data, name)
    return _Document(package).read()


# ---- styles -------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Style:
    """What a style sets, with what it inherits filled in; None where no style of its line sets it."""

    name: str = ""
    italic: bool | None = None
    bold: bool | None = None
    superscript: bool | None = None
    hidden: bool | None = None
    outline: int | None = None
    number: tuple[str, int] | None = None
    lines: tuple[LineKind, int] | None = None
    setting: int = 0


class _Styles:
    """A document's styles. Templates bring some hundred, of which a text uses ten: each is read when first used."""

    def __init__(self, root: Any) -> None:
        self._elements: dict[str, Any] = {}
        self._read: dict[str, _Style] = {}
        self.default = ""
        for element in root:
            identity = element.get(_STYLE_ID)
            if identity is not None:
                self._elements[identity] = element
                if element.get(f"{_W}default") in ("1", "true", "on") and element.get(_TYPE) == "paragraph":
                    self.default = identity

    def get(self, identity: str) -> _Style:
        """The style of that id; one that sets nothing where the file has none such."""
        style = self._read.get(identity)
        if style is None:
            style = self._read[identity] = self._resolved(identity)
        return style

    def _resolved(self, identity: str) -> _Style:
        style, steps = _Style(name=identity), 0
        element = self._elements.get(identity)
        while element is not None and steps < 20:  # a chain that bites its own tail ends here
            base = ""
            for child in element:
                tag = child.tag
                if tag == _NAME and not steps:
                    style.name = child.get(_VAL, "")
                elif tag == _BASED_ON:
                    base = child.get(_VAL, "")
                elif tag == _RPR:
                    _fill_set(style, child)
                elif tag == _PPR:
                    for inner in child:
                        if inner.tag == _OUTLINE and style.outline is None:
                            style.outline = _integer(inner.get(_VAL), 9)
                        elif inner.tag == _NUMPR and style.number is None:
                            style.number = _number_of(inner)
            element, steps = self._elements.get(base), steps + 1
        style.lines = style_kind(style.name)
        if style.lines is None and style.outline is not None and style.outline < 9:
            style.lines = "heading", style.outline + 2
        style.setting = ITALIC * bool(style.italic) + BOLD * bool(style.bold)
        return style


def _on(element: Any) -> bool:
    return element.get(_VAL) not in _OFF


def _fill_set(style: _Style, properties: Any) -> None:
    for child in properties:
        tag = child.tag
        if tag == _ITALIC and style.italic is None:
            style.italic = _on(child)
        elif tag == _BOLD and style.bold is None:
            style.bold = _on(child)
        elif tag == _VERTICAL and style.superscript is None:
            style.superscript = child.get(_VAL) == "superscript"
        elif tag == _VANISH and style.hidden is None:
            style.hidden = _on(child)


def _integer(value: str | None, default: int = 0) -> int:
    """A file's number, or `default` where it is none; files write "1.0" and worse."""
    return (
        int(value)
        if value and value.lstrip("-").isascii() and value.lstrip("-").isdigit() and len(value) < 9
        else default
    )


def _number_of(properties: Any) -> tuple[str, int]:
    """(list id, level) of a w:numPr; level -1 where it is left to the style's own."""
    identity, level = "", -1
    for child in properties:
        if child.tag == f"{_W}numId":
            identity = child.get(_VAL, "")
        elif child.tag == f"{_W}ilvl":
            level = _integer(child.get(_VAL))
    return identity, level


# ---- automatic numbers --------------------------------------------------------------------------------------------

_FOLLOW = {"space": " ", "nothing": ""}


class _Lists:
    """The lists that numbering.xml defines. Lists that share an abstract one go on counting together."""

    def __init__(self, root: Any) -> None:
        abstract: dict[str, dict[int, Level]] = {}
        linked: dict[str, str] = {}
        by_style: dict[str, str] = {}
        for element in root:
            if element.tag != f"{_W}abstractNum":
                continue
            identity = element.get(f"{_W}abstractNumId", "")
            abstract[identity] = {}
            for child in element:
                if child.tag == f"{_W}lvl":
                    abstract[identity][_integer(child.get(f"{_W}ilvl"))] = _level(child)
                elif child.tag == f"{_W}numStyleLink":
                    linked[identity] = child.get(_VAL, "")
                elif child.tag == f"{_W}styleLink":
                    by_style[child.get(_VAL, "")] = identity
        self._levels: dict[str, dict[int, Level]] = {}
        self._starts: dict[str, dict[int, int]] = {}
        self._counter: dict[str, Counter] = {}
        shared: dict[str, Counter] = {}
        for element in root:
            if element.tag != f"{_W}num":
                continue
            identity, of = element.get(f"{_W}numId", ""), ""
            own: dict[int, Level] = {}
            for child in element:
                if child.tag == f"{_W}abstractNumId":
                    of = child.get(_VAL, "")
                elif child.tag == f"{_W}lvlOverride":
                    at = _integer(child.get(f"{_W}ilvl"))
                    for inner in child:
                        if inner.tag == f"{_W}startOverride":
                            self._starts.setdefault(identity, {})[at] = _integer(inner.get(_VAL), 1)
                        elif inner.tag == f"{_W}lvl":
                            own[at] = _level(inner)
            of = by_style.get(linked.get(of, ""), of)
            levels = abstract.get(of, {}) | own
            self._levels[identity] = levels
            if own or identity in self._starts:
                self._counter[identity] = Counter(levels)
            else:
                self._counter[identity] = shared.setdefault(of, Counter(levels))

    def next(self, identity: str, at: int, style: str) -> tuple[str, str]:
        """The next number of a list, and what follows it."""
        counter = self._counter.get(identity)
        if counter is None:
            return "", ""
        if at < 0:
            at = next((place for place, level in self._levels[identity].items() if level.style == style), 0)
        return counter.next(at, self._starts.get(identity, {}).get(at))


def _level(element: Any) -> Level:
    read: dict[str, str] = {}
    for child in element:
        read[child.tag.rpartition("}")[2]] = child.get(_VAL, "")
    return Level(
        start=_integer(read.get("start"), 1),
        form=read.get("numFmt", "decimal"),
        pattern=read.get("lvlText", ""),
        follow=_FOLLOW.get(read.get("suff", ""), "\t"),
        style=read.get("pStyle", ""),
        restart=_integer(read["lvlRestart"]) if "lvlRestart" in read else None,
    )


# ---- the walk -----------------------------------------------------------------------------------------------------


class _Document:
    """One reading of one document."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._out = Transcript()
        self._write: Callable[..., None] = self._out.write
        self._relations = package.relations(package.main)
        self._styles = _Styles(self._style_tree())
        self._lists: _Lists | None = None
        self._notes: list[tuple[str, str, str]] = []
        self._first_header = ""
        self._default_header = ""
        self._title_page = False
        self._results: list[bool] = []
        self._instruction = False
        self._joins_next = False
        self._boxes: list[Any] = []
        self._depth = 0
        self._tables = True
        self._numbers = True
        self._in_note = False

    def _style_tree(self) -> Any:
        """The style sheet's root, without the list of styles that Word might show: half of the part, and no style."""
        paths = self._related("styles")
        data = self._package.part(paths[0]) if paths else None
        if data is None:
            return ()
        start, end = data.find(b"<w:latentStyles"), data.find(b"</w:latentStyles>")
        if 0 < start < end:
            data = data[:start] + data[end + len(b"</w:latentStyles>") :]
        root = self._package.optional(paths[0], data)
        return () if root is None else root

    def _related(self, kind: str) -> list[str]:
        """Paths of the related parts of one kind, in the order of their names."""
        return sorted({path for related, path in self._relations.values() if related == kind})

    def read(self) -> Source:
        package, out = self._package, self._out
        root = package.tree(package.main)
        body = root.find(f"{_W}body")
        if body is None:
            raise UnreadableDocument("unknown-zip", "the package's main part is no Word document", name=package.name)
        self._blocks(body)
        self._end_story()
        self._print_notes()
        properties = self._read_properties()
        self._print_comments(properties)
        start = out.at
        out.write(f"_______________\n\n{'-' * 60}\n")
        out.styled("furniture", start)
        self._tables = self._numbers = False
        first = self._first_header if self._title_page or not self._default_header else self._default_header
        for path in self._related("footer") + self._related("header"):
            story = package.optional(path)
            if story is not None:
                start = out.at
                self._blocks(story)
                self._end_story()
                out.styled("masthead" if path == first else "furniture", start)
        if package.damaged:
            properties["damaged-parts"] = ", ".join(package.damaged)
        return out.source(package.name, properties)

    def _end_story(self) -> None:
        """Close what a damaged story leaves open: a field without end, a last paragraph that joins no other."""
        self._results.clear()
        self._instruction = False
        self._end_line()

    def _end_line(self) -> None:
        """End the line of a paragraph that joins the next one, where no next one came."""
        if self._joins_next:
            self._joins_next = False
            self._write("\n")

    # -- blocks

    def _blocks(self, parent: Any) -> None:
        for child in parent:
            tag = child.tag
            if tag == _P:
                self._paragraph(child)
            elif tag == _TBL:
                if self._tables:
                    self._table(child)
                else:
                    self._blocks(child)
            elif tag in _PASSED_THROUGH or tag in _ROWS:
                self._blocks(child)
            elif tag == _SECT:
                self._section(child)
            elif tag == _ALTERNATE:
                self._blocks(_chosen(child))

    def _paragraph(self, paragraph: Any) -> None:
        out, styles = self._out, self._styles
        start = out.at
        style_id, number, outline, joins_next = "", None, None, False
        properties = paragraph[0] if len(paragraph) else None
        if properties is not None and properties.tag == _PPR:
            for child in properties:
                tag = child.tag
                if tag == _PSTYLE:
                    style_id = child.get(_VAL, "")
                elif tag == _NUMPR:
                    number = _number_of(child)
                elif tag == _RPR:
                    joins_next = child.find(_DEL) is not None or child.find(_MOVED) is not None
                elif tag == _OUTLINE:
                    outline = _integer(child.get(_VAL), 9)
                elif tag == _SECT:
                    self._section(child)
        style = styles.get(style_id or styles.default)
        lines = style.lines
        if lines is None and outline is not None and outline < 9:
            lines = "heading", outline + 2
        if style.number:
            number = (number[0] or style.number[0], number[1]) if number else style.number
        if number and self._numbers and not self._joins_next:
            self._number(number, style_id, lines is not None)
        self._inline(paragraph, style.setting)
        self._joins_next = joins_next
        if lines is not None and out.at > start and self._numbers:
            out.styled(lines[0], start, lines[1])
        if not joins_next:
            self._write("\n")
        if self._boxes:
            boxes, self._boxes = self._boxes, []
            for box in boxes:
                self._blocks(box)

    def _number(self, number: tuple[str, int], style: str, heading: bool) -> None:
        """Print an automatic number as a typist sets it: a tab for each level before it, unless it heads a section."""
        if number[0] in ("", "0"):
            return
        if self._lists is None:
            path = self._related("numbering")
            root = self._package.optional(path[0]) if path else None
            self._lists = _Lists(root if root is not None else ())
        printed, follow = self._lists.next(number[0], number[1], style)
        if printed:
            self._write(printed + follow if heading else "\t" * (1 + max(0, number[1])) + printed + follow)

    def _section(self, properties: Any) -> None:
        """Note the header that the first page bears: that of the first section that has one."""
        if self._first_header or self._default_header:
            return
        for child in properties:
            if child.tag == f"{_W}headerReference":
                path = self._relations.get(child.get(f"{_R}id", ""), ("", ""))[1]
                if child.get(_TYPE) == "first":
                    self._first_header = path
                elif child.get(_TYPE, "default") == "default":
                    self._default_header = path
            elif child.tag == f"{_W}titlePg":
                self._title_page = _on(child)

    # -- tables

    def _table(self, table: Any) -> None:
        out, start = self._out, self._out.at
        self._depth += 1
        rows: list[list[_Spanning]] = []
        self._rows(table, rows)
        self._depth -= 1
        if self._depth == 0 and not self._in_note:
            out.table(start, tuple(tuple(cell.model() for cell in row) for row in rows))

    def _rows(self, parent: Any, rows: list[list[_Spanning]]) -> None:
        above: dict[int, _Spanning] = {}
        pending = list(reversed(parent))
        while pending:
            row = pending.pop()
            if row.tag in _PASSED_THROUGH:
                pending += reversed(row)
            elif row.tag == _TR:
                self._row(row, rows, above)

    def _row(self, row: Any, rows: list[list[_Spanning]], above: dict[int, _Spanning]) -> None:
        header, column = False, 0
        properties = row.find(f"{_W}trPr")
        for child in properties if properties is not None else ():
            if child.tag == _DEL:
                return
            if child.tag == f"{_W}tblHeader":
                header = _on(child)
            elif child.tag == f"{_W}gridBefore":
                column = _integer(child.get(_VAL))
        cells: list[_Spanning] = []
        pending = list(reversed(row))
        while pending:
            child = pending.pop()
            if child.tag in _PASSED_THROUGH:
                pending += reversed(child)
            elif child.tag == _TC:
                columns, merged = 1, ""
                properties = child.find(f"{_W}tcPr")
                for inner in properties if properties is not None else ():
                    if inner.tag == f"{_W}gridSpan":
                        columns = max(1, _integer(inner.get(_VAL), 1))
                    elif inner.tag == f"{_W}vMerge":
                        merged = inner.get(_VAL, "continue")
                start = self._out.at
                self._blocks(child)
                self._end_line()
                if self._out.at == start:
                    self._write("\n")
                if merged == "continue" and column in above:
                    above[column].rows += 1
                else:
                    cell = _Spanning(start, self._out.at - 1, columns, 1, header)
                    cells.append(cell)
                    if merged:
                        above[column] = cell
                    else:
                        above.pop(column, None)
                column += columns
        rows.append(cells)

    # -- inside a paragraph

    def _inline(self, parent: Any, setting: int) -> None:
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._run(child, setting)
            elif tag in _PASSED_THROUGH:
                self._inline(child, setting)
            elif tag == _ALTERNATE:
                self._inline(_chosen(child), setting)
            elif tag[: len(_M)] == _M:
                self._mathematics(child)

    def _run(self, run: Any, setting: int) -> None:
        """Print a run of text set alike, its parts in order."""
        write = self._write
        for child in run:
            tag = child.tag
            if tag == _RPR:
                setting = self._setting(child, setting)
                if setting < 0:  # hidden; a field's bounds count all the same
                    for bound in run.iterchildren(_FIELD):
                        self._field(bound.get(_FIELD_TYPE))
                    return
            elif tag == _FIELD:
                self._field(child.get(_FIELD_TYPE))
            elif self._instruction:
                continue
            elif tag == _TEXT:
                if text := child.text:
                    if "\n" in text or "\xad" in text:
                        text = text.replace("\xad", "").replace("\n", " ")
                    write(text, setting)
            elif tag in (_TAB, _PTAB):
                write("\t")
            elif tag in (_BR, _CR):
                write("\n")
            elif tag in (_FOOTNOTE, _ENDNOTE):
                self._reference(child, "footnotes" if tag == _FOOTNOTE else "endnotes")
            elif tag == _NO_BREAK_HYPHEN:
                write("\u2011", setting)
            elif tag == _SYMBOL:
                code = child.get(_CHAR, "")
                write(symbol(child.get(_FONT, ""), int(code, 16) if _HEX.fullmatch(code) else 0), setting)
            elif tag in _DRAWN:
                self._boxes += _text_boxes(child)
            elif tag == _ALTERNATE:
                self._run(_chosen(child), setting)
            elif tag in _PASSED_THROUGH:
                self._inline(child, setting)

    def _setting(self, properties: Any, setting: int) -> int:
        """How a run is set: italic and bold of paragraph and character style cancel out, direct settings decide."""
        italic: bool | None = None
        bold: bool | None = None
        superscript: bool | None = None
        hidden: bool | None = None
        for child in properties:
            tag = child.tag
            if tag == _ITALIC:
                italic = _on(child)
            elif tag == _RSTYLE:
                style = self._styles.get(child.get(_VAL, ""))
                setting ^= style.setting
                superscript = style.superscript
                hidden = style.hidden
            elif tag == _BOLD:
                bold = _on(child)
            elif tag == _VERTICAL:
                superscript = child.get(_VAL) == "superscript"
            elif tag == _VANISH:
                hidden = _on(child)
        if hidden:
            return -1
        if italic is not None:
            setting = setting | ITALIC if italic else setting & ~ITALIC
        if bold is not None:
            setting = setting | BOLD if bold else setting & ~BOLD
        return setting | SUPERSCRIPT if superscript else setting

    def _field(self, bound: str | None) -> None:
        """Follow a field's bounds: between begin and separate stands its instruction, which is not text."""
        if bound == "begin":
            self._results.append(False)
        elif bound == "separate" and self._results:
            self._results[-1] = True
        elif bound == "end" and self._results:
            self._results.pop()
        self._instruction = not all(self._results)

    def _reference(self, reference: Any, story: str) -> None:
        """Print a note's mark. A mark of the author's own ("*") is the text that follows, and is not counted."""
        if self._in_note:
            return
        identity = reference.get(_ID, "")
        if reference.get(f"{_W}customMarkFollows") in (None, *_OFF):
            self._notes.append((story, identity, str(self._out.note())))
        else:
            own = reference.getnext()
            self._notes.append((story, identity, (own.text or "").strip() if own is not None else ""))

    def _mathematics(self, element: Any) -> None:
        for text in element.iter(f"{_M}t"):
            if text.text and not self._instruction:
                self._write(text.text.replace("\n", " "))

    # -- the other stories

    def _print_notes(self) -> None:
        """Each note in a line of its own, "1 Resolution 70/1."; its paragraphs are joined by a space."""
        stories: dict[str, dict[str, Any]] = {}
        out = self._out
        for story, identity, printed in self._notes:
            if story not in stories:
                paths = self._related(story)
                root = self._package.tree(paths[0]) if paths else None
                stories[story] = {note.get(_ID, ""): note for note in root} if root is not None else {}
            out.begin_note(printed)
            note = stories[story].get(identity)
            if note is not None:
                self._in_note, self._numbers, self._write = True, False, out.write_note
                self._blocks(note)
                self._end_story()
                self._in_note, self._numbers, self._write = False, True, out.write
            out.end_note()

    def _print_comments(self, properties: dict[str, str]) -> None:
        """Every comment's lines. The UN keeps its metadata in one; other people's comments are no part of the text."""
        paths = self._related("comments")
        root = self._package.optional(paths[0]) if paths else None
        self._numbers = False
        for comment in root if root is not None else ():
            said = "".join(text.text or "" for text in comment.iter(_TEXT))
            fields = ods_fields(said)
            properties.update(fields)
            start = self._out.at
            self._blocks(comment)
            self._end_story()
            if not fields:
                self._out.styled("furniture", start)

    def _read_properties(self) -> dict[str, str]:
        """The document properties: Word's own by their element names ("creator"), others by the names given to them."""
        found: dict[str, str] = {}
        for kind, path in self._package.own.values():
            if kind in ("core-properties", "custom-properties") and (root := self._package.optional(path)) is not None:
                for element in root:
                    value = "".join(element.itertext()).strip()
                    if value:
                        found[element.get("name") or element.tag.rpartition("}")[2]] = value
        return found


@dataclass(slots=True)
class _Spanning:
    """A cell while its table is read: cells merged into it from below still lengthen it."""

    start: int
    end: int
    columns: int
    rows: int
    header: bool

    def model(self) -> Cell:
        return Cell(self.start, self.end, self.columns, self.rows, self.header)


def _text_boxes(drawing: Any) -> list[Any]:
    """The outermost text boxes of a drawing, those of older markup for the same drawing left out."""
    found = []
    for box in drawing.iter(_TEXT_BOX):
        above = box.getparent()
        while above is not drawing and above.tag not in (_TEXT_BOX, f"{_MC}Fallback"):
            above = above.getparent()
        if above is drawing:
            found.append(box)
    return found


def _chosen(alternatives: Any) -> Any:
    """The first of alternative contents; they say the same in newer and older markup."""
    return alternatives[0] if len(alternatives) else ()

"""Akoma Ntoso resolutions, the UN's own and ours, straight to the document model.

AKN states what the parser has to infer from other forms (numbers, nesting, notes in place, lead phrases, dates), so
what a file states is taken as it stands; only what AKN has no words for is asked of the pure functions of the text:
which verbs a lead phrase has, and what is cited without a link. The work is in two passes.

1. **Reading.** The XML becomes drafts: paragraphs with their label, their text, and the marks, links and italics at
   offsets into that text. Nesting comes from the elements where they nest; where the UN leaves the items of a list as
   paragraphs of their own, with "(a)" typed into the text, it comes from the labels.
2. **Printing.** The drafts are printed in the dialect of an ODS text extraction (`source` says which), and the models
   are made while printing. So `source_text` is the document as text, and every span is exact by construction.

Two invariants: every paragraph of the file is in exactly one block, and every offset counts in the printed text.
White space that holds a line break or a tab is the markup's own indentation and counts as one space; all other
characters are kept as they are. AKN has no place for what only a print has (page furniture, the ODS comment), so a
`Resolution` from AKN has such fields only where our own export kept them under `meta/proprietary`.
"""

from __future__ import annotations

import datetime
import itertools
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar, cast

from .. import checks, citations, openings
from ..akn import (
    AKN,
    HEADING_STYLES,
    LANGUAGES,
    NO_PLACE,
    OWN,
    document_link,
    linked_symbol,
    number_letter,
    stated_by_symbol,
)
from ..build import _resolve
from ..citations import Citation
from ..labels import alphabetic, roman
from ..models import (
    AgendaItem,
    Annex,
    Basis,
    Closing,
    Footnote,
    Formula,
    Heading,
    Language,
    MarkPlace,
    MastheadField,
    NoteMark,
    Ods,
    Operative,
    Organ,
    Paragraph,
    Part,
    Preambular,
    Quotation,
    Reference,
    Resolution,
    Session,
    Subparagraph,
    Table,
    TableCell,
    Unparsed,
    Verb,
    Vote,
    VoteGroup,
)
from ..source import UnreadableDocument
from ..symbols import Symbol
from ..wording import wording

_T = TypeVar("_T")

_A = f"{{{AKN}}}"
_LANGUAGES: dict[str, Language] = {code: language for language, code in LANGUAGES.items()}
_LANGUAGES |= {"chi": "zh", "fre": "fr"}
_LEVELS = {"HCh": 1, "HCH": 1, "TitleHCH": 1, "TitleH1": 1, "TitleH2": 2}
_LEVELS |= {style: level for level, style in HEADING_STYLES.items()}
_HEADING_CLASS = re.compile(r"(?:^|\s)(H(?:\d+|Ch|CH)|TitleH\w*)(?:\s|$)")
_LEVEL_CLASS = re.compile(r"(?:^|\s)level(\d+)(?:\s|$)")

# White space of the markup: a run of it that holds a line break or a tab.
_INDENTATION = re.compile(r"[ \t\r\n]*[\t\r\n][ \t\r\n]*")
_OWN_INDENTATION = re.compile(r"[ \t\r\n]*[\r\n][ \t\r\n]*")  # our export's text may hold a tab
_NOTE_RANGE = re.compile(r"(\d{1,4})(?:\s*[–‑-]\s*(\d{1,4}))?")
_NOTE_NUMBERS = re.compile(r"\s*\d{1,3}(?:\s*[,–‑-]\s*\d{1,3})*\s*")
# A label that the UN's markup leaves in the text: "(a)", "a)", "12.", "1 -", "•".
_LONGEST_OPENING = 120  # characters; a longer paragraph wholly in bold is set so by a slip of the markup
_TYPED_LABEL = re.compile(r"(\([^\W_]{1,4}\)|[a-z]{1,4}\)|\d{1,3}\.|\d{1,3} ?[-–]|[•·])\s+(?=\S)")
_PUNCTUATION = "().،,:-–—‑[] \t\u00a0\u200e\u200f"
_HEADING_LABEL = re.compile(r"(?:[IVXLC]+|[A-Z]|\d{1,2})\.?(?=[\s\d]|$)")
_OWN_BULLET = re.compile(r"([•·])\t")
_OPENING_QUOTE = re.compile(r"[“«„\"]")
_BLOCKS_INSIDE = frozenset(
    {"list", "sublist", "blockList", "table", "img", "num", "subheading", "heading", "docType", "docTitle"}
)

_SYMBOL = re.compile(
    r"\b[A-Z]{1,4}/(?:[A-Z0-9][\w.\-]*/)*[\w.\-]*\d(?:/(?:Add|Corr|Rev|Amend)\.\d+)*(?: \((?:Part|Vol\.) [IVX]+\))?"
)
_TAIL = re.compile(r"\s*(?:,|and|et|y|и|و|和|、)\s*((?:Add|Corr|Rev|Amend)\.\d+)")
_PARAGRAPH = re.compile(r"(?:paras?|pars?|párrs?|п|пп)\.\s*(\d+)|(?:пункты?|الفقرات|الفقرة)\s*(\d+)|第\s*(\d+)\s*段")
_COMMITTEE = (  # the committee of the bracketed basis, by language
    re.compile(r"on the report of the (.+?)\s*\((?=[A-Z]/)"),
    re.compile(r"sur (?:la base du |le )?rapport de la (.+?)\s*\((?=[A-Z]/)"),
    re.compile(r"informe de la (.+?)\s*\((?=[A-Z]/)"),
    re.compile(r"по докладу (.+?)\s*\((?=[A-Z]/)"),
    re.compile(r"根据(.+?)的报告"),
    re.compile(r"بناء على تقرير (.+?)\s*\((?=[A-Z]/)"),
)
_RESUMED = re.compile(r"resumed|reprise|continuación|возобновл|续会|المستأنف")
_AGENDA = re.compile(r"(\d{1,3})|\(\s*([^\W\d_]{1,3})\s*\)|(?<=\s)([a-z]{1,3})\)")
_SPECIAL = re.compile(r"A/RES/(?:\d+ \()?(ES|S)-")


def from_akn(data: str | bytes) -> Resolution:
    """Read a resolution, or a collection of lettered parts, in Akoma Ntoso 3.0.

    Raises:
        UnreadableDocument: `reason` is "missing-extra" without lxml, "empty", "malformed-xml" where the XML is not
            well-formed, or "not-akn" where it holds no resolution in Akoma Ntoso.
    """
    try:
        from lxml import etree
    except ImportError:
        raise UnreadableDocument(
            "missing-extra", 'reading Akoma Ntoso needs lxml: install "unres[xml]"', extra="xml"
        ) from None
    raw = data.encode("utf-8", "replace") if isinstance(data, str) else data
    if not raw.strip():
        raise UnreadableDocument("empty", "there is no text in it")
    parser = etree.XMLParser(
        encoding="utf-8" if isinstance(data, str) else None,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument("malformed-xml", f"the XML is not well-formed: {error.msg}") from None
    if root.getroottree().docinfo.doctype:
        raise UnreadableDocument("malformed-xml", "document type declarations, which may define entities, are not read")
    if root.tag != f"{_A}akomaNtoso" or root.find(f".//{_A}statement") is None:
        raise UnreadableDocument("not-akn", "the XML holds no resolution in Akoma Ntoso 3.0")
    return _Document(root).resolution()


# ---- pass 1: what the file states -----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Mark:
    """A footnote mark; `printed` is what stands for it in the print, shared by the marks of one range."""

    offset: int
    number: int
    repeat: bool
    printed: str


@dataclass(slots=True)
class _Link:
    """A marked citation: characters of the text, and the element's attributes."""

    start: int
    end: int
    kind: Literal["a", "ref"]
    attributes: dict[str, str]


@dataclass(slots=True)
class _Text:
    """A paragraph's text with all that is marked in it, at offsets into the text."""

    text: str = ""
    marks: list[_Mark] = field(default_factory=list)
    links: list[_Link] = field(default_factory=list)
    styled: list[tuple[int, int, str]] = field(default_factory=list)

    def without(self, length: int) -> _Text:
        """This text without its first `length` characters, which hold nothing marked but style."""
        return _Text(
            self.text[length:],
            [_Mark(max(0, m.offset - length), m.number, m.repeat, m.printed) for m in self.marks],
            [
                _Link(max(0, k.start - length), k.end - length, k.kind, k.attributes)
                for k in self.links
                if k.end > length
            ],
            [(max(0, a - length), b - length, c) for a, b, c in self.styled if b > length],
        )


@dataclass(slots=True)
class _Cell:
    text: _Text
    columns: int
    rows: int
    header: bool


@dataclass(slots=True)
class _Draft:
    """A block before it is printed. `printed` is its label as it stands in the file."""

    kind: str
    text: _Text = field(default_factory=_Text)
    printed: str = ""
    opening: str | None = None
    level: int = 1
    depth: int | None = None
    id: str | None = None
    children: list[_Draft] = field(default_factory=list)
    rows: list[list[_Cell]] = field(default_factory=list)

    @property
    def label(self) -> str | None:
        return _bare_label(self.printed)


def _bare_label(printed: str) -> str | None:
    """ "(a)" is "a", "12." is "12"; a label of punctuation alone ("•") stays."""
    return printed.strip(_PUNCTUATION) or printed.strip() or None


def _tag(element: Any) -> str:
    return cast(str, element.tag).rsplit("}", 1)[-1]


def _plain(element: Any | None) -> str:
    """All text of an element in one line, "" for no element."""
    return (
        ""
        if element is None
        else " ".join("".join(element.itertext()).replace("\u00a0", "\0").split()).replace("\0", "\u00a0")
    )


def _number(printed: str) -> int:
    """A number in figures of at most six digits; 0 for anything else."""
    printed = printed.strip()
    return int(printed) if printed.isdecimal() and len(printed) < 7 else 0


def _date(value: str | None) -> datetime.date | None:
    """An ISO date; None for the UN's placeholder 0001-01-01 and for anything else."""
    try:
        date = datetime.date.fromisoformat((value or "")[:10])
    except ValueError:
        return None
    return date if date.year > 1 else None


class _Inlines:
    """Reads mixed content; knows the document's notes, to tell a repeated mark from another superscript."""

    def __init__(self, markers: set[int], *, exact: bool) -> None:
        self.markers = markers
        self.exact = exact
        self.notes: list[tuple[int, Any]] = []  # (number, authorialNote) in the order of the text

    def read(self, element: Any, *, skipped: frozenset[str] = _BLOCKS_INSIDE, breaks: str = " ") -> _Text:
        """The element's text; block-level children are left out, each `eol` is one `breaks`."""
        raw: list[str] = []
        at = 0
        marks: list[_Mark] = []
        links: list[_Link] = []
        styled: list[tuple[int, int, str]] = []

        def put(text: str | None) -> None:
            nonlocal at
            if text:
                raw.append(text)
                at += len(text)

        def walk(node: Any) -> None:
            put(node.text)
            for child in node:
                tag = _tag(child)
                if tag == "authorialNote":
                    marker = (child.get("marker") or "").strip()
                    number = _number(marker)
                    self.notes.append((number, child))
                    if child.get("status") != NO_PLACE:
                        marks.append(_Mark(at, number, False, marker))
                elif tag == "sup" and (numbers := self.repeated("".join(child.itertext()), raw)):
                    printed = "".join(child.itertext())
                    printed = printed if self.exact else printed.strip()
                    repeat = child.get(f"{{{OWN}}}first") is None
                    marks.extend(_Mark(at, number, repeat, printed) for number in numbers)
                elif tag in ("eol", "br"):
                    put("\0")
                elif tag not in skipped:
                    start = at
                    walk(child)
                    if (
                        tag in ("a", "ref") and links and start == at and self.exact
                    ):  # another citation in the same words
                        links.append(_Link(links[-1].start, links[-1].end, links[-1].kind, dict(child.attrib)))
                        links[-1].kind = cast(Literal["a", "ref"], tag)
                    elif tag in ("a", "ref"):
                        links.append(_Link(start, at, cast(Literal["a", "ref"], tag), dict(child.attrib)))
                    elif tag in ("span", "i", "b"):
                        styled.append((start, at, {"i": "italic", "b": "bold"}.get(tag, child.get("class") or "")))
                put(child.tail)

        walk(element)
        indentation = _OWN_INDENTATION if self.exact else _INDENTATION
        return _squeezed("".join(raw), indentation, "\n" if self.exact else breaks, marks, links, styled)

    def repeated(self, text: str, before: list[str]) -> list[int]:
        """The notes that a superscript marks once more; none where it is another superscript ("m²")."""
        if not self.exact and (not _NOTE_NUMBERS.fullmatch(text) or (before and before[-1][-1:].isdigit())):
            return []
        numbers: list[int] = []
        for first, last in _NOTE_RANGE.findall(text):
            numbers += range(int(first), int(last or first) + 1)
        return numbers if self.exact or all(number in self.markers for number in numbers) else []


def _squeezed(
    raw: str,
    indentation: re.Pattern[str],
    breaks: str,
    marks: list[_Mark],
    links: list[_Link],
    styled: list[tuple[int, int, str]],
) -> _Text:
    """The raw text without the markup's indentation, and every offset moved with it."""
    cuts: list[tuple[int, int, str]] = [(m.start(), m.end(), " ") for m in indentation.finditer(raw)]
    for before, after in itertools.pairwise(sorted({mark.offset for mark in marks})):
        if (
            indentation is _INDENTATION and raw[before:after].strip() == ","
        ):  # a comma between two marks belongs to the marks
            cuts = [cut for cut in cuts if cut[1] <= before or cut[0] >= after]
            cuts.append((before, after, ""))
    cuts.sort()
    out: list[str] = []
    ends: list[int] = []  # of each cut, in the raw text
    moves: list[int] = []  # what the offset behind it loses
    at = lost = 0
    for start, end, instead in cuts:
        out += [raw[at:start], instead]
        at, lost = end, lost + (end - start) - len(instead)
        ends.append(end)
        moves.append(lost)
    out.append(raw[at:])
    text = "".join(out).replace("\0", "\n")
    if breaks == " ":
        text = text.replace("\n", " ")
    lead, whole = len(text) - len(text.lstrip()), text.strip()

    def moved(offset: int) -> int:
        index = bisect_right(ends, offset) - 1
        place = offset - (moves[index] if index >= 0 else 0)
        if index + 1 < len(cuts) and offset > cuts[index + 1][0]:  # inside the next cut
            place -= offset - cuts[index + 1][0]
        return min(max(0, place - lead), len(whole))

    return _Text(
        whole,
        [_Mark(moved(m.offset), m.number, m.repeat, m.printed) for m in marks],
        [_Link(moved(k.start), moved(k.end), k.kind, k.attributes) for k in links],
        [(moved(a), moved(b), c) for a, b, c in styled],
    )


def _opening(text: _Text, bold_too: bool) -> str | None:
    """The phrase at the start of a paragraph that is set in italics (in Chinese and Arabic: in bold)."""
    end = 0
    for start, stop, style in sorted(text.styled):
        if not ("italic" in style or (bold_too and "bold" in style)) or text.text[end:start].strip():
            break
        end = max(end, stop)
    if end == len(text.text) and end > _LONGEST_OPENING:  # a paragraph set in bold as a whole: the markup's slip
        return None
    return text.text[:end].strip(" ,:;،：，\u00a0") or None


def _style(printed: str, follows: Sequence[tuple[str, str]]) -> str:
    """What kind of label it is: "1", "a", "i" or "A" with its bracket, or another; `follows` are the labels now open.

    A letter that is also a roman number is a letter where the open letters go on to it, else a roman number.
    """
    label = (_bare_label(printed) or "").strip("’‘'")
    bracket = ")" if ")" in printed else "."
    if label.isdecimal():
        return "1" + bracket + ("'" if label not in printed.strip(_PUNCTUATION).split() else "")
    if value := roman(label) if label.islower() else None:
        opened = dict(follows)
        before, letter = opened.get("i" + bracket), opened.get("a" + bracket)
        if value > 1 and before and roman(before) == value - 1:
            return "i" + bracket
        return ("a" if letter and alphabetic(label) == (alphabetic(letter) or 0) + 1 else "i") + bracket
    return ("A" if label.isupper() and label.isascii() else "a" if label.isalpha() else "•") + bracket


@dataclass(slots=True)
class _Open:
    """The clause that is open and the labels open below it, outermost first; where the next item belongs."""

    clause: _Draft | None = None
    items: list[tuple[str, _Draft]] = field(default_factory=list)

    def start(self, clause: _Draft | None) -> None:
        self.clause, self.items = clause, []
        while clause is not None and clause.children:  # the items that the element itself nests stay open
            clause = clause.children[-1]
            if clause.kind != "subparagraph":
                break
            self.items.append((_style(clause.printed, self.labels()), clause))

    def labels(self) -> list[tuple[str, str]]:
        return [(style, draft.label or "") for style, draft in self.items]

    def innermost(self) -> _Draft | None:
        return self.items[-1][1] if self.items else self.clause

    def add(self, item: _Draft) -> bool:
        """Put a labelled item where its label says; False where no clause is open."""
        if self.clause is None:
            return False
        style = _style(item.printed, self.labels())
        for index, (opened, _) in enumerate(self.items):
            if opened == style:
                del self.items[index:]
                break
        cast(_Draft, self.innermost()).children.append(item)
        self.items.append((style, item))
        return True


class _Body:
    """Reads preambles and bodies into drafts."""

    def __init__(self, inlines: _Inlines, *, bold_too: bool, annex: bool = False) -> None:
        self.inlines = inlines
        self.bold_too = bold_too
        self.exact = inlines.exact  # our own export states every kind and place: nothing is inferred
        self.annex = annex
        self.declaration = annex  # under a title of its own, numbered paragraphs are no operative ones
        self.blocks: list[_Draft] = []
        self.open = _Open()

    # -- finding a place --------------------------------------------------------------------------------------------

    def top(self, draft: _Draft, *, closes: bool = False) -> None:
        self.blocks.append(draft)
        self.open.start(None if closes else draft)

    def heading(self, text: _Text, level: int, label: str | None = None, own_id: str | None = None) -> None:
        """A heading; its text holds its label, as it is printed."""
        if not self.exact and label is None and (found := _HEADING_LABEL.match(text.text)):
            label = found[0].rstrip(".") if found.end() == len(text.text) or found[0].endswith(".") else None
        if text.text:
            self.declaration = self.declaration or (level == 1 and not label)
            self.top(_Draft("heading", text, label or "", level=level, id=own_id), closes=True)

    # -- preamble ---------------------------------------------------------------------------------------------------

    def preamble(self, element: Any) -> None:
        for child in element:
            tag = _tag(child)
            if tag == "formula":
                for p in child.iterfind(f"{_A}p"):
                    text = self.inlines.read(p)
                    if text.text or self.exact:
                        self.top(_Draft("formula", text, id=_id(child)), closes=True)
            elif tag == "p":
                self.preambular(child, element)
            elif tag == "blockList":
                self.preambular_list(child, element)
            elif tag == "table":
                self.table(child)
            else:
                self.preamble(child)

    def preambular(self, p: Any, container: Any, kind: str = "preambular") -> None:
        text = self.inlines.read(p)
        if not text.text and not self.exact:
            return
        name = (container.get("name") or "").strip() if _tag(container) == "container" else None
        opening = _opening(text, self.bold_too)
        if opening is None and name and text.text.startswith(name):
            opening = name
        wholly_bold = any("bold" in style and text.text[a:b].strip() == text.text for a, b, style in text.styled)
        if not self.exact and name == "" and wholly_bold and text.text[-1:] not in ",;:，；":
            self.heading(text, 3, own_id=_id(p) or _id(container))
            return
        self.top(_Draft(kind, text, opening=opening, id=_id(p) or _id(container)))

    def preambular_list(self, element: Any, container: Any) -> None:
        for child in element:
            tag = _tag(child)
            if tag == "listIntroduction":
                inner = child.find(f"{_A}p")
                self.preambular(inner if inner is not None else child, container)
            elif tag in ("item", "listWrapUp"):
                if self.open.clause is None:
                    self.top(_Draft("paragraph"))
                cast(_Draft, self.open.clause).children += self.items(element, started=child)
                self.open.start(self.open.clause)
                return

    # -- body -------------------------------------------------------------------------------------------------------

    def body(self, element: Any) -> None:
        """Everything in a main body, a section or any other element that holds blocks, in order."""
        for child in element:
            tag = _tag(child)
            if tag in ("paragraph", "point"):
                self.paragraph(child)
            elif tag == "crossHeading" and child.get("refersTo") == "#preamble":
                self.preambular(child, child)
            elif tag in ("crossHeading", "subheading", "heading"):
                self.heading(self.inlines.read(child), self.section_level(child), _own_label(child), _id(child))
            elif tag == "num":
                text = self.inlines.read(child)
                self.heading(text, self.section_level(child), _bare_label(text.text), _id(child))
            elif tag == "p":
                number = child.find(f"{_A}num")
                if number is not None:
                    self.heading(self.inlines.read(number), self.section_level(child))
                self.plain(self.inlines.read(child), _id(child))
            elif tag == "table":
                self.table(child)
            elif tag in ("list", "sublist", "blockList"):
                found = self.items(element, started=child) if tag == "blockList" else self.items(child)
                if self.open.clause is not None:
                    self.open.clause.children += found
                    self.open.start(self.open.clause)
                else:
                    self.blocks += found
            else:
                self.body(child)

    @staticmethod
    def section_level(element: Any) -> int:
        if match := _LEVEL_CLASS.search(element.get("class") or ""):
            return int(match[1])
        return 1 if _tag(element.getparent()) in ("section", "mainBody", "p") else 2

    def paragraph(self, element: Any) -> None:
        """One `paragraph`: a heading, a numbered paragraph with what it nests, an item, or bare text."""
        style = element.get("class") or ""
        if (level := _heading_level(element)) is not None:
            self.headings(element, level)
            return
        for sub in element.findall(f"{_A}subheading") + element.findall(f"{_A}heading"):
            self.heading(self.inlines.read(sub), 2, own_id=_id(element))
        drafts = self.clause(element)
        if not drafts:
            return
        draft, rest = drafts[0], drafts[1:]
        stated = _stated_kind(style)
        if self.exact and stated is None:
            stated = "subparagraph" if _tag(element) == "point" else "operative"
        if draft.kind == "table":
            self.place_table(draft)
        elif stated:
            draft.kind = stated
            if stated == "subparagraph":
                self.lift_label(draft)
            self.top(draft)
        else:
            self.unstated(draft)
        for more in rest:  # further paragraphs of the same content
            (self.place_table if more.kind == "table" else self.unstated)(more)

    def headings(self, element: Any, level: int) -> None:
        """The headings of one paragraph in a heading's style: a number, a title, or an annex's label with its title."""
        own_id = _id(element)
        label = _own_label(element)
        for part in _outside_notes(element, {"num", "subheading", "heading", "docType", "docTitle", "p"}):
            text = self.inlines.read(part)
            self.heading(text, level, label, own_id)
            if text.text:
                own_id = label = None

    def clause(self, element: Any) -> list[_Draft]:
        """The element's own paragraphs, the first with its label and with all the element nests below it."""
        printed = _plain(element.find(f"{_A}num"))
        own: list[_Draft] = []
        below: list[_Draft] = []

        def text(p: Any) -> None:
            if _tag(p) == "table":
                own.append(self.table_draft(p))
                return
            read = self.inlines.read(p)
            if read.text:
                own.append(_Draft("", read, opening=_opening(read, self.bold_too)))
            for inner in p:
                if _tag(inner) in ("list", "sublist", "blockList"):
                    below.extend(self.items(inner))

        for child in element:
            tag = _tag(child)
            if tag in ("content", "intro"):
                for p in child:
                    if _tag(p) == "blockList":
                        below += self.items(p)
                    else:
                        text(p)
            elif tag == "p" or tag == "table":
                text(child)
            elif tag in ("list", "sublist", "blockList"):
                introduction = child.find(f"{_A}intro")
                if introduction is None:
                    introduction = child.find(f"{_A}listIntroduction")
                if introduction is not None and not own:
                    for p in introduction.findall(f"{_A}p") or [introduction]:
                        text(p)
                below += self.items(child)
            elif tag in ("point", "item", "paragraph", "wrapUp"):
                below += self.item(child)
        if not own and (printed or below):
            own.append(_Draft(""))
        if own:
            if (
                printed and not self.exact and own[0].text.text.startswith(". ")
            ):  # the number's full stop, left in the text
                printed, own[0].text = f"{printed}.", own[0].text.without(2)
            if own[0].kind == "table":
                return own + below
            own[0].printed, own[0].id = printed, _id(element)
            own[0].children += below
            if depth := re.search(r"(?:^|\s)depth(\d+)", element.get("class") or ""):
                own[0].depth = int(depth[1])
        return own

    def items(self, element: Any, started: Any = None) -> list[_Draft]:
        """The items of a list as drafts; `started` is the first child to read, what stands before it being read."""
        drafts: list[_Draft] = []
        for child in element:
            if started is not None and child is not started:
                continue
            started = None
            tag = _tag(child)
            if tag in ("sublist", "list", "blockList"):
                # The UN writes the list below an item beside the item.
                (drafts[-1].children if drafts and drafts[-1].kind == "subparagraph" else drafts).extend(
                    self.items(child)
                )
            elif tag not in ("intro", "listIntroduction", "num"):
                drafts += self.item(child)
        return drafts

    def item(self, element: Any) -> list[_Draft]:
        """One item, or the text after the items, with what it nests."""
        tag = _tag(element)
        stated = _stated_kind(element.get("class") or "")
        if tag in ("wrapUp", "listWrapUp"):
            found: list[_Draft] = []
            for p in element.findall(f"{_A}p") or [element]:
                if (read := self.inlines.read(p)).text:
                    found.append(_Draft("paragraph", read, opening=_opening(read, self.bold_too), id=_id(p)))
            return found
        if (level := _heading_level(element)) is not None:
            inner = _Body(self.inlines, bold_too=self.bold_too, annex=self.annex)
            inner.headings(element, level)
            return inner.blocks
        drafts = self.clause(element)
        for draft in drafts:
            if draft.kind == "table":
                continue
            if stated in (None, "subparagraph"):
                self.lift_label(draft)
            draft.kind = stated or ("subparagraph" if draft.printed else "paragraph")
            draft.opening = draft.opening if draft.kind != "quotation" else None
        return drafts

    def lift_label(self, draft: _Draft) -> None:
        """Take a label that stands in the text out of it."""
        typed = None if draft.printed else (_OWN_BULLET if self.exact else _TYPED_LABEL).match(draft.text.text)
        if typed:
            draft.printed, draft.text = typed[1], draft.text.without(typed.end())
            draft.opening = _opening(draft.text, self.bold_too)

    def plain(self, text: _Text, own_id: str | None) -> None:
        if text.text:
            self.unstated(_Draft("", text, opening=_opening(text, self.bold_too), id=own_id))

    def unstated(self, draft: _Draft) -> None:
        """Put a paragraph whose kind no class states, by its label and its lead phrase."""
        self.lift_label(draft)
        text = draft.text.text
        if draft.printed and not (draft.label or "").isdecimal():
            draft.kind = "subparagraph"
            if not self.open.add(draft):
                self.top(draft)
        elif draft.printed:
            draft.kind = "paragraph" if self.annex or (self.declaration and not draft.opening) else "operative"
            self.top(draft)
        elif draft.opening and not self.declaration:
            draft.kind = "operative"
            self.top(draft)
        elif self.open.clause is not None and _OPENING_QUOTE.match(text):
            draft.kind, draft.opening = "quotation", None
            cast(_Draft, self.open.innermost()).children.append(draft)
        elif self.open.items and text[:1].islower():  # the sentence of the clause goes on
            draft.kind = "paragraph"
            cast(_Draft, self.open.clause).children.append(draft)
            self.open.items = []
        else:
            draft.kind = "paragraph"
            self.top(draft)

    # -- tables -----------------------------------------------------------------------------------------------------

    def table(self, element: Any) -> None:
        self.place_table(self.table_draft(element))

    def place_table(self, draft: _Draft) -> None:
        opened = self.open.innermost() if not self.exact else None
        if opened is None or opened.kind == "formula":
            self.blocks.append(draft)
        else:
            opened.children.append(draft)

    def table_draft(self, element: Any) -> _Draft:
        draft = _Draft("table", id=_id(element))
        for row in element.iter(f"{_A}tr"):
            cells: list[_Cell] = []
            for cell in row:
                if _tag(cell) not in ("td", "th"):
                    continue
                texts = [self.inlines.read(p, breaks="\n") for p in (cell.findall(f"{_A}p") or [cell])]
                cells.append(
                    _Cell(_joined(texts), _count(cell, "colspan"), _count(cell, "rowspan"), _tag(cell) == "th")
                )
            draft.rows.append(cells)
        return draft


def _joined(texts: list[_Text]) -> _Text:
    """Several paragraphs as one text, a line break between them."""
    whole = _Text()
    for index, text in enumerate(texts):
        by = len(whole.text) + (1 if index else 0)
        whole.text += ("\n" if index else "") + text.text
        whole.marks += [_Mark(m.offset + by, m.number, m.repeat, m.printed) for m in text.marks]
        whole.links += [_Link(k.start + by, k.end + by, k.kind, k.attributes) for k in text.links]
    return whole


def _outside_notes(element: Any, names: set[str]) -> Iterator[Any]:
    """The elements of those names below `element`, in order, those inside a footnote left out."""
    for child in element:
        if _tag(child) in names:
            yield child
        if _tag(child) != "authorialNote":
            yield from _outside_notes(child, names)


def _count(cell: Any, name: str) -> int:
    value = cell.get(name) or ""
    return max(1, _number(value))


def _id(element: Any) -> str | None:
    """The id that our export gave the block; the UN's files have none."""
    return cast("str | None", element.get("wId"))


def _own_label(element: Any) -> str | None:
    """The label of a heading, which our export states where it is not the whole heading."""
    return cast("str | None", element.get(f"{{{OWN}}}label"))


def _heading_level(element: Any) -> int | None:
    """The level that an element's class states; None where it is no heading."""
    style = element.get("class") or ""
    if level := _LEVEL_CLASS.search(style):
        return int(level[1])
    heading = _HEADING_CLASS.search(style)
    return _LEVELS.get(heading[1], 4) if heading else None


def _stated_kind(style: str) -> str | None:
    """The kind of block that our export states as a class, where the element alone does not tell it."""
    for name in style.split():
        if name in ("operative", "paragraph", "quotation", "unparsed", "subparagraph", "formula", "preambular"):
            return name
    return None


@dataclass(slots=True)
class _Annexed:
    kind: Literal["annex", "appendix", "enclosure"]
    label: str
    title: str | None
    apart: bool  # whether the label stands apart from the blocks
    blocks: list[_Draft]
    id: str | None


@dataclass(slots=True)
class _Statement:
    """One part before it is printed. `printed` is the number as the preface prints it."""

    printed: str
    number: str | None
    letter: str | None
    title: _Text | None
    letter_marks: list[_Mark]
    blocks: list[_Draft]
    meeting: str
    date: str
    closing: tuple[int | None, datetime.date | None] | None
    vote: Vote | None
    annexes: list[_Annexed]


class _Document:
    """One file: reads its parts, then prints them."""

    def __init__(self, root: Any) -> None:
        self.root = root
        language = root.find(f".//{_A}FRBRlanguage")
        self.language = _LANGUAGES.get(language.get("language") if language is not None else "", "en")
        self.bold_too = self.language in ("zh", "ar")
        markers = {note.get("marker", "").strip() for note in root.iter(f"{_A}authorialNote")}
        self.exact = self.proprietary("version") is not None
        self.inlines = _Inlines({_number(marker) for marker in markers}, exact=self.exact)
        self.cover = root.find(f".//{_A}coverPage")
        self.collection = root.find(f"{_A}documentCollection")
        self.common = ""
        self.shared_title = _Text()
        self.lettered = self.collection is not None  # whether parts stand below their letters, under one title
        if self.collection is not None and (preface := self.collection.find(f"{_A}preface")) is not None:
            self.common = _plain(preface.find(f".//{_A}docNumber"))
            title = preface.find(f".//{_A}docTitle")
            self.shared_title = self.inlines.read(title) if title is not None else _Text()
            self.shared_title.marks += self.letter_marks(preface, len(self.shared_title.text))
        self.parts = [self.statement(each) for each in root.iter(f"{_A}statement")]

    # -- parts ------------------------------------------------------------------------------------------------------

    def letter_marks(self, preface: Any, at: int) -> list[_Mark]:
        """The notes marked in a preface beside its title: at the number or at the letter of a part."""
        marks: list[_Mark] = []
        for note in preface.iterfind(f"{_A}p/{_A}authorialNote"):
            marker = (note.get("marker") or "").strip()
            number = _number(marker)
            self.inlines.notes.append((number, note))
            marks.append(_Mark(at, number, False, marker))
        return marks

    def statement(self, element: Any) -> _Statement:
        printed, letter, number = "", None, None
        title: _Text | None = None
        marks: list[_Mark] = []
        preface = element.find(f"{_A}preface")
        if preface is not None:
            numbers = list(preface.iter(f"{_A}docNumber"))
            titles = list(preface.iter(f"{_A}docTitle"))
            printed = _plain(numbers[0]) if numbers else ""
            number = printed.rstrip(". -") or None
            if self.collection is not None:
                letter, number = number, f"{self.common.rstrip('. -')} {number or ''}".strip() or None
                if numbers and (own := numbers[0].get(f"{{{OWN}}}number")) is not None:
                    number = own or None
            elif len(numbers) > 1:  # one part of a resolution in parts: the title that the parts share, then the letter
                letter, self.common, self.lettered = _plain(numbers[1]), printed, True
                number = f"{number or ''} {letter}".strip()
                if (own := numbers[1].get(f"{{{OWN}}}number")) is not None:
                    number = own or None
                if titles and titles[0].get("refersTo") != "#partTitle":
                    self.shared_title = self.inlines.read(titles.pop(0))
            else:
                own = numbers[0].get(f"{{{OWN}}}letter") if numbers else None
                letter = number_letter(number) if own is None else own or None
            if titles and (self.exact or letter or _plain(titles[0])):
                title = self.inlines.read(titles[0])
            elif letter and not self.exact:
                title = _Text()
            marks = self.letter_marks(preface, len(title.text) if title is not None else 0)
        blocks = _Body(self.inlines, bold_too=self.bold_too)
        for tag, read in (("preamble", blocks.preamble), ("mainBody", blocks.body)):
            if (found := element.find(f"{_A}{tag}")) is not None:
                read(found)
        meeting, date, closing = self.closing(element.find(f"{_A}conclusions"))
        annexes = [self.annex(doc) for doc in element.iterfind(f"{_A}attachments/{_A}attachment/{_A}doc")]
        return _Statement(
            printed,
            number,
            letter,
            title,
            marks,
            blocks.blocks,
            meeting,
            date,
            closing,
            self.vote(element),
            annexes,
        )

    def closing(self, conclusions: Any | None) -> tuple[str, str, tuple[int | None, datetime.date | None] | None]:
        """The meeting's line, the date's line, and what the two state."""
        if conclusions is None:
            return "", "", None
        lines = [p for p in conclusions.iter(f"{_A}p") if p.get("class") != "vote"]
        dates = [date for p in lines for date in p.iter(f"{_A}docDate")]
        date = _plain(dates[0]) if dates else ""
        whole = " ".join(_plain_lines(p) for p in lines).strip()
        meeting = whole.removesuffix(date).strip() if date else whole
        if not whole and not dates:
            return "", "", None
        title = next((e.get("title") for p in lines for e in p.iter() if e.get("title")), "")
        digits = re.sub(r"\D", "", title) or (found[0] if (found := re.search(r"\d+", meeting)) else "")
        when = _date(dates[0].get("date")) if dates else None
        return meeting, date, (_number(digits) or None, when)

    def words(self, place: Any | None, name: str) -> str:
        """The text of the first element of that name, its notes left to whoever reads it as a block."""
        found = None if place is None else place.find(f".//{_A}{name}")
        if found is None:
            return ""
        return _Inlines(self.inlines.markers, exact=self.exact).read(found, skipped=frozenset()).text

    def annex(self, doc: Any) -> _Annexed:
        blocks = _Body(self.inlines, bold_too=self.bold_too, annex=True)
        for tag, read in (("preamble", blocks.preamble), ("mainBody", blocks.body)):
            if (found := doc.find(f"{_A}{tag}")) is not None:
                read(found)
        name = doc.get("name") or "annex"
        kind = name if name in ("appendix", "enclosure") else "annex"
        preface = doc.find(f"{_A}preface")
        apart = preface is not None and preface.find(f".//{_A}docType") is not None
        place = preface if apart else doc.find(f"{_A}mainBody")
        label = self.words(place, "docType")
        title: str | None = self.words(place, "docTitle")
        if not self.exact:
            heads = [b.text.text for b in itertools.takewhile(lambda b: b.kind == "heading", blocks.blocks)]
            label = label or (heads[0] if heads else "")
            title = title or (heads[1] if len(heads) > 1 and heads[0] == label else None)
        return _Annexed(cast(Any, kind), label, title or None, apart, blocks.blocks, _id(doc.getparent()))

    def vote(self, statement: Any) -> Vote | None:
        """The vote of the metadata, with its text where the conclusions print one (the UN's never do)."""
        voting = statement.find(f"{_A}meta/{_A}analysis/{_A}parliamentary/{_A}voting")
        if voting is None:
            return None
        groups: dict[str, VoteGroup] = {}
        for count in voting.iter(f"{_A}count"):
            value = count.get("value") or ""
            states = tuple(text for e in count.iter() if _tag(e) == "organization" and (text := _plain(e)))
            name = (count.get("refersTo") or "").lstrip("#")
            groups[name] = VoteGroup(count=_number(value) if value else None, states=states)
        text = _plain(statement.find(f"{_A}conclusions/{_A}p[@class='vote']"))
        return Vote(
            start=0,
            end=0,
            text=text,
            recorded=(voting.get("outcome") or "") != "adoptedWithoutVote",
            in_favour=groups.get("inFavour", VoteGroup()),
            against=groups.get("against", VoteGroup()),
            abstaining=groups.get("abstaining", VoteGroup()),
        )

    # -- cover page and metadata ------------------------------------------------------------------------------------

    def first(self, path: str, **attributes: str) -> Any | None:
        """The first element of the cover page with that tag and those attributes."""
        if self.cover is None:
            return None
        for element in self.cover.iter(f"{_A}{path}"):
            if all(value in (element.get(name) or "") for name, value in attributes.items()):
                return element
        return None

    def job_number(self) -> tuple[str | None, str]:
        """ "N2114660" and "21-14660" of "21-14660 (E)"."""
        docket = next(self.root.iter(f"{_A}docketNumber"), None)
        printed = re.sub(r"\s*\([A-Z]\)$", "", _plain(docket))
        match = re.fullmatch(r"([A-Z]{0,2})(\d\d)-?(\d{4,})", printed)
        return (f"{match[1] or 'N'}{match[2]}{match[3]}" if match else None), printed

    def session(self, symbol: str | None) -> Session | None:
        element = self.first("session")
        if element is None:
            return None
        text = _plain(element)
        value = re.sub(r"\D", "", element.get("value") or "")
        special = _SPECIAL.match(symbol or "")
        kind = element.get(f"{{{OWN}}}kind")
        if kind is None:
            kind = {"ES": "emergency special", "S": "special"}[special[1]] if special else "regular"
        if not value and (match := re.match(r"A/RES/(?:E?S-)?(\d+)", symbol or "")):
            value = match[1]
        return Session(number=_number(value), kind=cast(Any, kind), text=text or None) if value else None

    def agenda_items(self) -> tuple[AgendaItem, ...]:
        element = self.first("inline", name="agenda item")
        if element is None:
            return ()
        items: list[AgendaItem] = []
        for number, bracketed, bare in _AGENDA.findall(element.get("title") or _plain(element)):
            if number:
                items.append(AgendaItem(number=int(number)))
            elif items:
                item = AgendaItem(number=items[-1].number, sub=bracketed or bare)
                items = [*items[:-1], item] if items[-1].sub is None else [*items, item]
        return tuple(items)

    def first_exact(self, name: str) -> Any | None:
        """The cover page's `inline` of exactly that name."""
        if self.cover is None:
            return None
        return next((each for each in self.cover.iter(f"{_A}inline") if each.get("name") == name), None)

    def symbols(self) -> list[Any]:
        return [] if self.cover is None else list(self.cover.iter(f"{_A}docNumber"))

    def proprietary(self, name: str) -> str | None:
        """What our export keeps under `meta/proprietary` because AKN has no place for it."""
        found = self.root.find(f".//{_A}meta/{_A}proprietary/{{{OWN}}}document")
        return cast("str | None", found.get(name)) if found is not None else None

    def ods(self) -> Ods:
        kept: dict[str, list[str]] = {"symbol": [], "jobNumber": [], "barCode": [], "anchor": []}
        fields: dict[str, str] = {}
        for element in self.root.iterfind(f".//{_A}meta/{_A}proprietary/{{{OWN}}}document/*"):
            name = _tag(element)
            if name == "field":
                fields[element.get("name")] = element.get("value")
            elif name in kept:
                kept[name].append(element.get("value"))
        return Ods(
            symbols=tuple(kept["symbol"]),
            job_numbers=tuple(kept["jobNumber"]),
            bar_codes=tuple(kept["barCode"]),
            anchors=tuple(kept["anchor"]),
            fields=fields,
        )

    def resolution(self) -> Resolution:
        """Print the document and build the models on the way."""
        return _Printer(self).resolution()


def _plain_lines(p: Any) -> str:
    """The text of closing lines in one line: each `eol` is a space."""
    pieces = [p.text or ""]
    for child in p:
        pieces += [" " if _tag(child) in ("eol", "br") else _plain_lines(child), child.tail or ""]
    return " ".join("".join(pieces).replace("\u00a0", "\0").split()).replace("\0", "\u00a0")


# ---- pass 2: printing -----------------------------------------------------------------------------------------------

_STEMS = {
    "formula": "formula",
    "preambular": "pre",
    "operative": "op{}",
    "subparagraph": "{}",
    "paragraph": "p{}",
    "heading": "h",
    "quotation": "q",
    "table": "t",
    "unparsed": "u",
}


class _Ids:
    """Block ids as `build` gives them: "op2-a-ii", "B-op1", "annex1-p4", a repeated one "op1.2"."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()

    def new(self, draft: _Draft, prefix: str) -> str:
        label = "" if draft.kind == "heading" else re.sub(r"\s+", "", draft.label or "")
        return self.unique(draft.id or prefix + _STEMS[draft.kind].format(label))

    def unique(self, wanted: str) -> str:
        self.taken[wanted] += 1
        return wanted if self.taken[wanted] == 1 else f"{wanted}.{self.taken[wanted]}"


_BLOCKS: dict[str, Any] = {
    "formula": Formula,
    "preambular": Preambular,
    "operative": Operative,
    "subparagraph": Subparagraph,
    "paragraph": Paragraph,
    "heading": Heading,
    "quotation": Quotation,
}


class _Printer:
    """Prints drafts in order and builds the models; `length` is where the next character goes."""

    def __init__(self, document: _Document) -> None:
        self.document = document
        self.out: list[str] = []
        self.length = 0
        self.language = document.language
        self.ids = _Ids()
        self.order: dict[str, int] = {}  # a block's id → its place in the order of print
        self.clauses: dict[str, list[str]] = {}  # "paragraph 5" → ids of the clauses of that number
        self.places: dict[int, list[MarkPlace]] = {}
        self.fields: list[MastheadField] = []

    def write(self, text: str) -> int:
        """Append `text`; where it starts."""
        start = self.length
        self.out.append(text)
        self.length += len(text)
        return start

    def field(self, name: str, text: str) -> tuple[int, int]:
        """Append a masthead field without a line break behind it; its span."""
        start = self.write(text)
        if text:
            self.fields.append(MastheadField(start=start, end=self.length, name=cast(Any, name), text=text))
        return start, self.length

    # -- texts ------------------------------------------------------------------------------------------------------

    def text(self, text: _Text, block: str) -> tuple[str, tuple[NoteMark, ...], tuple[Reference, ...]]:
        """Print a text with its marks as bare digits; the text, its marks and its references."""
        whole, at, began = text.text, 0, self.length
        printed: list[int] = []  # offset of each printed mark
        widths: list[int] = [0]  # characters of marks printed before it
        marks: list[NoteMark] = []
        last: tuple[int, str] | None = None
        span = (began, began)
        for mark in sorted(text.marks, key=lambda m: m.offset):
            if not (mark.repeat and last == (mark.offset, mark.printed)):  # a range is printed once
                self.write(whole[at : mark.offset])
                at = mark.offset
                start = self.write(mark.printed)
                span = (start, self.length)
                printed.append(mark.offset)
                widths.append(widths[-1] + len(mark.printed))
            last = (mark.offset, mark.printed) if mark.repeat else None
            alone = mark.printed == str(mark.number)
            marks.append(
                NoteMark(
                    start=span[0],
                    end=span[1],
                    number=mark.number,
                    offset=mark.offset,
                    repeat=mark.repeat,
                    printed=None if alone or not mark.repeat else mark.printed,
                )
            )
            self.places.setdefault(mark.number, []).append(MarkPlace(block=block, offset=mark.offset))
        self.write(whole[at:])

        def source(offset: int, *, end: bool = False) -> int:
            return began + offset + widths[bisect_left(printed, offset) if end else bisect_right(printed, offset)]

        joined = text.links if self.document.exact else _joined_links(text.links)
        links = [(k.start, k.end, _reference(k, whole[k.start : k.end])) for k in joined]
        stated = [(start, end, cited) for start, end, cited in links if cited is not None and start < end]
        if not self.document.exact:
            stated = self.cited(whole, stated, block)
        references = tuple(
            cited.model_copy(update={"start": source(start), "end": source(end, end=True)})
            for start, end, cited in stated
        )
        return whole, tuple(marks), references

    def cited(
        self, text: str, linked: list[tuple[int, int, Reference]], block: str
    ) -> list[tuple[int, int, Reference]]:
        """All citations of a text: those the grammar finds, and of each document what its link says."""
        found: list[tuple[int, int, Reference]] = []
        left = list(linked)
        none: list[Citation] = []
        for citation in _in_language(none, lambda: citations.read(text, self.language, note=not block)):
            symbol, kind, organ = citation.symbol, citation.kind, citation.organ
            for link in left:
                if link[0] < citation.end and citation.start < link[1] and link[2].symbol:
                    left.remove(link)
                    if symbol is None or _document(symbol) != _document(link[2].symbol):
                        symbol, kind, organ = link[2].symbol, cast(Any, link[2].kind), link[2].organ
                    break
            reference = Reference(
                start=0,
                end=0,
                kind=kind,
                text=text[citation.start : citation.end],
                symbol=symbol,
                organ=cast("Organ | None", organ),
                letter=citation.letter if symbol == citation.symbol else None,
                date=citation.date,
                pinpoint=citation.pinpoint,
                target=self.target(citation, text, block) if citation.which else None,
                url=document_link(symbol, self.language) if symbol else None,
            )
            found.append((citation.start, citation.end, reference))
        return sorted(found + left, key=lambda each: each[0])

    def target(self, citation: Citation, text: str, block: str) -> str | None:
        """The id of what "paragraph 5 above" means: the nearest of that number on the side named."""
        places = self.clauses.get(citation.which or "")
        if not places:
            return None
        here = self.order.get(block, 0)
        if wording(self.language).pattern("BELOW_WORD").search(text, citation.start, citation.end):
            return next((name for name in places if self.order[name] > here), None)
        before = [name for name in places if self.order[name] <= here]
        return before[-1] if before else places[0]

    # -- blocks -----------------------------------------------------------------------------------------------------

    def name(self, drafts: Iterable[_Draft], prefix: str) -> None:
        """Give every block its id, in order, before anything is printed: a citation may point ahead."""
        for draft in drafts:
            draft.id = self.ids.new(draft, prefix)
            self.order[draft.id] = len(self.order)
            if draft.kind == "operative" and draft.label:
                self.clauses.setdefault(f"paragraph {draft.label}", []).append(draft.id)
            self.name(draft.children, f"{draft.id}-")

    def blocks(self, drafts: Iterable[_Draft], depth: int = 0) -> tuple[Any, ...]:
        return tuple(self.block(draft, depth) for draft in drafts)

    def block(self, draft: _Draft, depth: int) -> Any:
        name = draft.id or ""
        if draft.kind == "table":
            return self.table(draft, name)
        self.write("" if draft.kind == "heading" else "\t")
        start = self.write("" if draft.kind == "heading" else draft.printed)
        if self.length > start and draft.text.text:
            self.write("\t")
        text, marks, references = self.text(draft.text, name)
        common: dict[str, Any] = {"id": name, "start": start, "end": self.length, "text": text}
        self.write("\n")
        if draft.kind == "unparsed":
            return Unparsed(**common)
        common |= {"label": draft.label, "note_marks": marks, "references": references}
        if draft.kind == "heading":
            return Heading(**common, level=draft.level)
        if draft.kind == "formula":
            return Formula(**common)
        children = self.blocks(draft.children, depth + 1)
        if draft.kind == "quotation":
            return Quotation(**common, children=children)
        opening = draft.opening
        if opening is None and not self.document.exact and draft.kind in ("preambular", "operative"):
            opening = _in_language(
                None, lambda: found.phrase if (found := openings.read(text, self.language)) else None
            )
        no_verbs: tuple[Verb, ...] = ()
        verbs = (
            _in_language(no_verbs, lambda: openings.of_phrase(opening or "", self.language)) if opening else no_verbs
        )
        common |= {"opening": opening, "verbs": verbs, "children": children}
        if draft.kind == "subparagraph":
            common["depth"] = draft.depth or max(1, depth)
        return _BLOCKS[draft.kind](**common)

    def table(self, draft: _Draft, name: str) -> Table:
        start, end = self.length, self.length
        rows: list[tuple[TableCell, ...]] = []
        for row in draft.rows:
            cells: list[TableCell] = []
            for cell in row:
                began = self.length
                text, marks, _ = self.text(cell.text, name)
                cells.append(
                    TableCell(
                        start=began,
                        end=self.length,
                        text=text,
                        columns=cell.columns,
                        rows=cell.rows,
                        header=cell.header,
                        note_marks=marks,
                    )
                )
                if self.length > began:
                    end = self.length
                    self.write("\n")
            rows.append(tuple(cells))
        return Table(start=start, end=max(start, end), id=name, rows=tuple(rows))

    # -- parts ------------------------------------------------------------------------------------------------------

    def title(self, printed: str, title: _Text, block: str) -> tuple[int, tuple[NoteMark, ...], tuple[Reference, ...]]:
        start = self.write(printed)
        self.write("\t" if printed and title.text else "")
        _, marks, references = self.text(title, block)
        if self.length > start:
            text = f"{printed}\t{title.text}".strip()
            self.fields.append(MastheadField(start=start, end=self.length, name="title", text=text))
        self.write("\n")
        return start, marks, references

    def part(self, statement: _Statement) -> Part:
        document = self.document
        started = self.length
        title = statement.title or _Text()
        marks: tuple[NoteMark, ...] = ()
        references: tuple[Reference, ...] = ()
        if document.lettered:
            self.write("\n")
            started = self.length
            self.field("letter", statement.letter or "")
            beside = [_Mark(0, mark.number, mark.repeat, mark.printed) for mark in statement.letter_marks]
            _, letter_marks, _ = self.text(_Text(marks=beside), "title")
            for mark in statement.letter_marks:  # in the model they stand at the end of the title
                self.places[mark.number][-1] = MarkPlace(block="title", offset=mark.offset)
            self.write("\n")
            if title.text or title.marks:
                _, marks, references = self.title("", title, "title")
            marks += tuple(mark.model_copy(update={"offset": len(title.text)}) for mark in letter_marks)
        else:
            title.marks += statement.letter_marks
            _, marks, references = self.title(statement.printed, title, "title")
        self.write("\n")
        blocks = self.blocks(statement.blocks)
        closing = None
        if statement.closing is not None:
            self.write("\n")
            start = self.write("\n".join(line for line in (statement.meeting, statement.date) if line))
            closing = Closing(
                start=start,
                end=self.length,
                text=" ".join(line for line in (statement.meeting, statement.date) if line),
                meeting=statement.closing[0],
                resumed=bool(_RESUMED.search(statement.meeting)),
                date=statement.closing[1],
            )
            self.write("\n")
        vote = statement.vote
        if vote is not None:
            start = self.write(vote.text)
            vote = vote.model_copy(update={"start": start, "end": self.length})
            self.write("\n" if vote.text else "")
        annexes = tuple(self.annex(annex) for annex in statement.annexes)
        return Part(
            start=started,
            end=self.end(started),
            number=statement.number,
            letter=statement.letter,
            title=title.text if statement.title is not None else None,
            title_marks=marks,
            title_references=references,
            blocks=blocks,
            closing=closing,
            vote=vote,
            annexes=annexes,
        )

    def end(self, started: int) -> int:
        """Where the text printed last ends, white space left out."""
        back = 0
        for piece in reversed(self.out):
            kept = piece.rstrip()
            back += len(piece) - len(kept)
            if kept:
                break
        return max(started, self.length - back)

    def annex(self, annex: _Annexed) -> Annex:
        self.write("\n")
        start = self.length
        if annex.apart:
            self.field("annex", annex.label)
            self.write("\n")
        blocks = self.blocks(annex.blocks)
        numbered = re.search(r"\s([IVXLC]+|\d+|[A-Z])$", annex.label)
        return Annex(
            start=start,
            end=self.end(start),
            kind=annex.kind,
            id=annex.id or "",
            label=annex.label,
            number=numbered[1] if numbered else None,
            title=annex.title,
            blocks=blocks,
        )

    def repeats_source(self, note: str) -> bool:
        """Whether a note begins with "Ibid."."""
        return bool(_in_language(None, lambda: wording(self.language).pattern("IBID").match(note)))

    def footnotes(self) -> tuple[Footnote, ...]:
        document = self.document
        notes: list[Footnote] = []
        elements = list(document.inlines.notes)
        for note in document.root.iterfind(f".//{_A}meta/{_A}notes/{_A}note"):  # notes whose mark was not found
            marker = note.get("marker") or ""
            elements.append((_number(marker), note))
        taken: set[int] = set()
        for number, element in sorted(elements, key=lambda each: each[0]):
            inlines = _Inlines(set(), exact=document.exact)
            text = _joined([inlines.read(p) for p in element.iter(f"{_A}p")])
            text.text = text.text if document.exact else text.text.replace("\n", " ")
            if text.text.startswith("()") and not document.exact:  # of the Arabic markup
                text = text.without(len(text.text) - len(text.text[2:].lstrip()))
            start = self.write(f"{number} ")
            whole, _, references = self.text(text, "")
            before = notes[-1] if notes and self.repeats_source(whole) else None
            notes.append(
                Footnote(
                    start=start,
                    end=self.end(start),
                    number=number,
                    printed=element.get(f"{{{OWN}}}printed"),
                    text=whole,
                    references=references,
                    ibid=before.number if before else None,
                    resolved=_resolve(whole, before, wording(self.language)) if before else None,
                    marks=() if number in taken else tuple(self.places.get(number, ())),
                )
            )
            taken.add(number)
            self.write("\n")
        return tuple(notes)

    # -- the document -----------------------------------------------------------------------------------------------

    def resolution(self) -> Resolution:
        document = self.document
        adoption = _plain(document.first("docTitle"))
        if adoption:
            self.field("adoption", adoption)
            self.write("\n")
        basis = self.basis(document.first("docProponent"))
        title_marks: tuple[NoteMark, ...] = ()
        if document.lettered:
            _, title_marks, _ = self.title(document.common, document.shared_title, "title")
        for each in document.parts:
            prefix = f"{each.letter}-" if each.letter else ""
            self.name(each.blocks, prefix)
            for number, annexed in enumerate(each.annexes, 1):
                annexed.id = self.ids.unique(annexed.id or f"{prefix}annex{number}")
                self.clauses.setdefault("annex", []).append(annexed.id)
                self.order[annexed.id] = len(self.order)
                self.name(annexed.blocks, f"{annexed.id}-")
        parts = tuple(self.part(each) for each in document.parts)
        if document.proprietary("parts") == "none":
            parts = ()
        notes = self.footnotes()
        printed_symbols = [_plain(each) for each in document.symbols()]
        symbols = printed_symbols if document.exact else [_normalised(each) for each in printed_symbols]
        job, printed_job = document.job_number()
        texts = {
            "organization": _plain(document.first("docAuthority", refersTo="publisher")),
            "organ": _plain(document.first("docAuthority", refersTo="issuingBody")),
            "distribution": _plain(document.first("docStatus")),
            "issued": _plain(document.first("docDate")),
            "session": _plain(document.first("session")),
            "agenda": _plain(document.first("inline", name="agenda item")),
            "agenda_title": _plain(document.first_exact("agenda item name")),
        }
        self.write("_______________\n\n")
        self.field("organization", texts["organization"])
        self.field("symbol", printed_symbols[0] if symbols else "")
        self.field("organ", texts["organ"])
        self.field("distribution", texts["distribution"])
        self.write("\n")
        self.field("issued", texts["issued"])
        self.field("session", texts["session"])
        for name, text in (
            ("agenda", texts["agenda"]),
            ("agenda_title", texts["agenda_title"]),
            ("job_number", printed_job),
        ):
            self.write("\n")
            self.field(name, text)
        self.write("\n")
        issued = document.first("docDate")
        identified = {each.get("name"): _date(each.get("date")) for each in document.root.iter(f"{_A}FRBRdate")}
        distribution = re.sub(r"^Distr\.?\s*:?\s*", "", texts["distribution"])
        first_title = document.parts[0].title if document.parts else None
        title = document.shared_title if document.lettered else first_title or _Text()
        adopted = identified.get("adoption")
        if not document.exact and parts and parts[0].closing is not None:
            adopted = parts[0].closing.date or adopted  # the UN's metadata has slips that its text has not
        values: dict[str, Any] = {
            "kind": "decision"
            if next(document.root.iter(f"{_A}statement")).get("name") == "decision"
            else "resolution",
            "symbol": symbols[0] if symbols else None,
            "symbols": tuple(symbols) if document.proprietary("symbol") != "inferred" else (),
            "language": document.language,
            "organization": texts["organization"] or None,
            "organ": texts["organ"] or None,
            "distribution": distribution or None,
            "title": title.text or None,
            "title_marks": title_marks,
            "session": document.session(symbols[0] if symbols else None),
            "agenda_items": document.agenda_items(),
            "agenda_title": texts["agenda_title"] or None,
            "adopted": adopted,
            "adoption_text": adoption or None,
            "issued": _date(issued.get("date")) if issued is not None else identified.get("publication"),
            "basis": basis,
            "job_number": job,
            "ods": document.ods(),
            "parts": parts,
            "footnotes": notes,
            "fields": tuple(self.fields),
            "complete": document.proprietary("complete") != "false",
            "source_text": "".join(self.out),
        }
        return Resolution(**values, diagnostics=checks.check(values))

    def basis(self, element: Any | None) -> Basis | None:
        printed = _plain(element)
        if element is None or not printed:
            return None
        start, end = self.field("basis", printed)
        self.write("\n")
        text = printed.removeprefix("[").removesuffix("]")
        stated = (element.get("refersTo") or "").lstrip("#")
        committee = next((_plain(e) for e in element.iter(f"{_A}inline") if e.get("name") == "committee"), None)
        if self.document.exact:
            committee = committee or element.get(f"{{{OWN}}}committee")
        elif committee is None and stated != "noMainCommittee":
            committee = next((match[1].strip() for pattern in _COMMITTEE if (match := pattern.search(text))), None)
        documents: list[str] = []
        for inline in element.iter(f"{_A}inline"):
            if inline.get("name") == "originating document":
                documents += [inline.get("title")] if inline.get("title") else _documents(_plain(inline))
        paragraph = next((_plain(e) for e in element.iter(f"{_A}inline") if e.get("name") == "paragraph"), None)
        if self.document.exact:
            paragraph = paragraph or element.get(f"{{{OWN}}}paragraph")
        elif paragraph is None and (match := _PARAGRAPH.search(text)):
            paragraph = match[1] or match[2] or match[3]
        kind: Literal["plenary", "committee", "other"] = "other"
        if stated == "noMainCommittee":
            kind = "plenary"
        elif stated.endswith("ommittee"):
            kind = "committee"
        return Basis(
            start=start,
            end=end,
            text=text,
            kind=kind,
            committee=committee,
            documents=tuple(dict.fromkeys(documents)),
            paragraph=paragraph,
        )


def _normalised(symbol: str) -> str:
    try:
        return Symbol.parse(symbol).text
    except ValueError:
        return symbol


def _documents(text: str) -> Iterator[str]:
    """The symbols of a list, "A/65/L.11 and Add.1" as both."""
    for match in _SYMBOL.finditer(text):
        yield match[0]
        at = match.end()
        while tail := _TAIL.match(text, at):
            yield f"{match[0]}/{tail[1]}"
            at = tail.end()


# ---- citations ------------------------------------------------------------------------------------------------------


def _joined_links(links: list[_Link]) -> list[_Link]:
    """Links in order; neighbours to one document are one (the Chinese files link each character group)."""
    joined: list[_Link] = []
    for link in sorted(links, key=lambda k: (k.start, -k.end)):
        if joined and joined[-1].end == link.start and joined[-1].attributes == link.attributes and link.kind == "a":
            joined[-1] = _Link(joined[-1].start, link.end, "a", link.attributes)
        elif not joined or link.start >= joined[-1].end:
            joined.append(link)
    return joined


def _document(symbol: str) -> str:
    """A symbol without the letters of its parts, spaces and case: which document it names."""
    return re.sub(r"(?<=[\d)])\[?[A-Z](?:-[A-Z])?\]?(?=\(|$)", "", symbol.replace(" ", "").upper())


def _reference(link: _Link, text: str) -> Reference | None:
    """The citation that a link states, its place still open; None for a link to something else."""
    own = {name.removeprefix(f"{{{OWN}}}"): value for name, value in link.attributes.items() if OWN in name}
    href = link.attributes.get("href") or ""
    symbol = own["symbol"] or None if "symbol" in own else linked_symbol(href)
    if symbol is None and "kind" not in own:
        return None
    kind, organ = stated_by_symbol(symbol) if symbol else ("internal", None)
    return Reference(
        start=0,
        end=0,
        kind=cast(Any, own.get("kind", kind)),
        text=text,
        symbol=symbol,
        organ=cast("Organ | None", own["organ"] or None if "organ" in own else organ),
        letter=own.get("letter"),
        date=_date(own.get("date")),
        pinpoint=own.get("pinpoint"),
        target=own.get("target"),
        url=own["url"] or None if "url" in own else href if link.kind == "a" else None,
    )


def _in_language(otherwise: _T, read: Callable[[], _T]) -> _T:
    """What a pure function of the language's grammar reads; `otherwise` where there is no grammar of the language."""
    try:
        return read()
    except FileNotFoundError:
        return otherwise

"""A `Resolution` in Akoma Ntoso as the UN writes it (AKN4UN), valid against the OASIS schema of version 3.0.

What the UN's published files do is the model, not the guidelines of 2018. Two things are ours:

* **Ids.** `eId` follows the naming convention of Akoma Ntoso ("para_2__point_a"), unique in the whole file; `wId` holds
  the model's own id of a block, so that notes and cross-references keep their targets.
* **Classes and own attributes.** Where AKN has no word for a distinction that the model makes, a `class` states it (an
  unnumbered "paragraph" beside an "operative"), or an attribute in a namespace of our own (the date of a citation).
  A reader that knows neither loses nothing of the text.

Invariants: the same model gives the same bytes (no clock, no random ids); everything in the file is stated by the
document; every character of every block is in the file once. What AKN cannot hold is left out: offsets into the source
text, pages, diagnostics and page furniture.
"""

from __future__ import annotations

import datetime
import re
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, cast

from ..akn import (
    AKN,
    AKN4UN,
    EMPHASIS,
    HEADING_STYLES,
    LANGUAGES,
    NO_PLACE,
    OWN,
    document_link,
    linked_symbol,
    number_letter,
    stated_by_symbol,
)
from ..models import (
    AgendaItem,
    Annex,
    Basis,
    Closing,
    Footnote,
    Heading,
    NoteMark,
    Paragraph,
    Part,
    Preambular,
    Reference,
    Resolution,
    Subparagraph,
    Table,
    Unparsed,
    Vote,
    VoteGroup,
)
from ..source import UnreadableDocument

_SCHEMA = f"{AKN} http://docs.oasis-open.org/legaldocml/akn-core/v1.0/os/part2-specs/schemas/akomantoso30.xsd"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"

_NO_DATE = "0001-01-01"
"""What the UN writes where a date is required and unknown."""

# Everything XML 1.0 forbids in a document, surrogates left over from broken text included.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

_MONTHS = {
    "en": "January|February|March|April|May|June|July|August|September|October|November|December",
    "fr": "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre",
    "es": "enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre",
}
_AGENDA = {
    "en": ("Agenda item {}", "Agenda items {}", "{} ({})", "and"),
    "fr": ("Point {} de l’ordre du jour", "Points {} de l’ordre du jour", "{} {})", "et"),
    "es": ("Tema {} del programa", "Temas {} del programa", "{} {})", "y"),
    "ru": ("Пункт {} повестки дня", "Пункты {} повестки дня", "{} {})", "и"),
    "zh": ("议程项目{}", "议程项目{}", "{} ({})", "和"),
    "ar": ("البند {} من جدول الأعمال", "البنود {} من جدول الأعمال", "{} ({})", "و"),
}
_DISTRIBUTION = {"fr": "Distr. {}", "es": "Distr. {}"}
_COMMITTEES = (
    ("fourthCommittee", re.compile(r"Fourth|Quatrième|Cuarta|Четверт|第四|الرابعة")),
    ("firstCommittee", re.compile(r"First|Première|Primera|Перв|第一|الأولى")),
    ("secondCommittee", re.compile(r"Second|Deuxième|Segunda|Втор|第二|الثانية")),
    ("thirdCommittee", re.compile(r"Third|Troisième|Tercera|Треть|第三|الثالثة")),
    ("fifthCommittee", re.compile(r"Fifth|Cinquième|Quinta|Пят|第五|الخامسة")),
    ("sixthCommittee", re.compile(r"Sixth|Sixième|Sexta|Шест|第六|السادسة")),
)
_PUNCTUATION = "().،,:-–—‑[] ’‘'\u00a0"
_COMMITTEE_NAMES = {
    "firstCommittee": "First Committee",
    "secondCommittee": "Second Committee",
    "thirdCommittee": "Third Committee",
    "fourthCommittee": "Special Political and Decolonization Committee (Fourth Committee)",
    "fifthCommittee": "Fifth Committee",
    "sixthCommittee": "Sixth Committee",
    "mainCommittee": "Main Committee",
    "noMainCommittee": "Without reference to a Main Committee",
}
# A date that ends the closing lines, as the six languages print it.
_CLOSING_DATE = re.compile(
    r"(?:(?:le |el |от )?\d{1,2}(?:er|º)?\s+(?:de\s+)?[^\W\d]+(?:\s[^\W\d]+)?(?:/[^\W\d]+)?,?\s+"
    r"(?:del?\s+)?\d{4}(?:\s+года?)?"
    r"|[A-Z][a-z]+ \d{1,2}, \d{4}|\d{4}年\d{1,2}月\d{1,2}日)\.?$"
)


def to_akn(resolution: Resolution, *, marked_up: datetime.date | None = None) -> str:
    """The resolution as an Akoma Ntoso document, UTF-8 text with its XML declaration.

    `marked_up` is the date of the markup that the manifestation states; by default the date of issue, so that the
    same resolution gives the same bytes. Characters that XML cannot hold become U+FFFD.

    Raises:
        UnreadableDocument: lxml is missing (`reason` "missing-extra", `extra` "xml").
    """
    try:
        from lxml import etree
    except ImportError:
        raise UnreadableDocument(
            "missing-extra", 'writing Akoma Ntoso needs lxml: install "unres[xml]"', extra="xml"
        ) from None
    root = _Writer(etree, resolution, marked_up).document()
    return cast(str, etree.tostring(root, encoding="unicode", xml_declaration=False)).join(
        ('<?xml version="1.0" encoding="UTF-8"?>\n', "\n")
    )


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("\ufffd", text)


def _printed_date(date: datetime.date, language: str) -> str:
    """The date of issue as the masthead prints it; Russian, Chinese and Arabic mastheads print it in English."""
    name = _MONTHS.get(language, _MONTHS["en"]).split("|")[date.month - 1]
    if language == "fr":
        return f"{'1er' if date.day == 1 else date.day} {name} {date.year}"
    return f"{date.day} de {name} de {date.year}" if language == "es" else f"{date.day} {name} {date.year}"


def _printed_agenda(items: Sequence[AgendaItem], language: str) -> str:
    """ "Agenda items 13 and 117 (a)"."""
    one, several, with_sub, joint = _AGENDA[language]
    names = [with_sub.format(item.number, item.sub) if item.sub else str(item.number) for item in items]
    space = "" if language == "zh" else " "
    listed = f"{space}{joint}{' ' if language != 'ar' and space else ''}".join(
        [", ".join(names[:-1]), names[-1]] if len(names) > 1 else names
    )
    return (several if len(names) > 1 else one).format(listed)


class _Writer:
    """Writes one document; `taken` holds every eId given so far."""

    def __init__(self, etree: Any, resolution: Resolution, marked_up: datetime.date | None) -> None:
        self.etree = etree
        self.resolution = resolution
        self.language = resolution.language
        self.marked_up = marked_up or resolution.issued or resolution.adopted
        self.taken: dict[str, int] = {}
        self.eids: dict[str, str] = {}  # a block's id → its eId
        self.notes: dict[int, list[Footnote]] = {}  # not yet placed, by number
        for note in resolution.footnotes:
            self.notes.setdefault(note.number, []).append(note)
        self.committees: set[str] = set()
        self.marked: tuple[set[str], set[str]] = (set(), set())  # annexes whose title, whose label is written
        self.whole_meta: Any = None
        self.formula: Any = None  # the first enacting formula
        self.printed = {field.name: field.text for field in reversed(resolution.fields)}
        for number, part in enumerate(resolution.parts, 1):
            scope = "" if len(resolution.parts) == 1 else f"part_{self.slug(part.letter or str(number))}"
            self.name_blocks(part.blocks, scope)
            for index, annex in enumerate(part.annexes, 1):
                self.eids[annex.id] = self.unique(scope, "att", str(index))
                self.name_blocks(annex.blocks, self.eids[annex.id])

    # -- ids --------------------------------------------------------------------------------------------------------

    @staticmethod
    def slug(label: str) -> str:
        return re.sub(r"[^\w.-]+", "", label) or "1"

    def unique(self, parent: str, name: str, number: str = "") -> str:
        wanted = "__".join(each for each in (parent, f"{name}_{number}" if number else name) if each)
        found = wanted
        while found in self.taken:
            self.taken[wanted] += 1
            found = f"{wanted}-{self.taken[wanted]}"
        self.taken[found] = 1
        return found

    def name_blocks(self, blocks: Iterable[Any], scope: str) -> None:
        """Give every block its eId, before anything is written, so that a reference may point ahead."""
        counts: dict[str, int] = {}
        names = {"preambular": "recital", "operative": "para", "paragraph": "para", "subparagraph": "point"}
        for block in blocks:
            name = names.get(block.kind, block.kind)
            label = getattr(block, "label", None)
            counts[name] = counts.get(name, 0) + 1
            number = (
                self.slug(label)
                if label and name in ("para", "point")
                else f"p{counts[name]}"
                if name == "para"
                else str(counts[name])
            )
            self.eids[block.id] = self.unique(scope, name, number)
            if children := getattr(block, "children", ()):
                self.name_blocks(children, self.eids[block.id])

    # -- elements ---------------------------------------------------------------------------------------------------

    def element(self, parent: Any | None, name: str, text: str | None = None, /, **attributes: str | None) -> Any:
        """An AKN element; attributes that are None are left out, `class_` is `class`."""
        tag = f"{{{AKN}}}{name}"
        if parent is None:
            namespaces = {None: AKN, "xsi": _XSI, "akn4un": AKN4UN, "unres": OWN}
            element = self.etree.Element(tag, nsmap=namespaces)
        else:
            element = self.etree.SubElement(parent, tag)
        for key, value in attributes.items():
            if value is not None:
                element.set(key.rstrip("_"), _clean(value))
        if text:
            element.text = _clean(text)
        return element

    def block(self, parent: Any, name: str, block: Any, class_: str | None = None) -> Any:
        """An element for a model's block, with both its ids."""
        own_id = block.id if block.id and not re.search(r"\s", block.id) else None
        return self.element(parent, name, eId=self.eids[block.id], wId=own_id, class_=class_)

    def own(self, element: Any, **attributes: str | None) -> None:
        """Attributes in our own namespace."""
        for key, value in attributes.items():
            if value is not None:
                element.set(f"{{{OWN}}}{key}", _clean(value))

    # -- text -------------------------------------------------------------------------------------------------------

    def text(
        self,
        element: Any,
        text: str,
        *,
        marks: Sequence[NoteMark] = (),
        references: Sequence[Reference] = (),
        opening: str | None = None,
        printed: tuple[int, int] | None = None,
    ) -> None:
        """Write a text into an element: its lead phrase in italics, its citations as links, its notes in place.

        `printed` is the span of the text in the source, by which a citation that is printed twice is told apart.
        """
        ordered = sorted(marks, key=lambda mark: mark.offset)
        spans: list[_Span] = []  # None is the lead phrase, else all that is cited in the same words
        cited: dict[tuple[int, int], list[Reference]] = {}
        for start, stop, reference in _places(text, references, ordered, printed):
            cited.setdefault((start, stop), []).append(reference)
        if end := _opening_end(text, opening):
            cuts = {mark.offset for mark in ordered if 0 < mark.offset < end}  # marks are not in italics,
            cuts = {cut for cut in cuts if not any(start < cut < stop for start, stop in cited)}  # but in a citation
            spans += [(start, stop, None) for start, stop in pairwise([0, *sorted(cuts), end])]
        spans += [(start, stop, group) for (start, stop), group in cited.items()]
        spans = _nested(sorted(spans, key=lambda span: (span[0], -span[1], span[2] is not None)))
        waiting = deque(ordered)
        last: tuple[int, str] | None = None  # the range of repeated marks written last

        def write(into: Any, start: int, end: int, *, inclusive: bool) -> None:
            """Text up to `end` with the marks in it; a mark at `end` only if `inclusive`."""
            nonlocal last
            while waiting and (waiting[0].offset < end or (inclusive and waiting[0].offset == end)):
                mark = waiting.popleft()
                offset = max(start, mark.offset)
                self.append(into, text[start:offset])
                start = offset
                if not (mark.repeat and last == (mark.offset, mark.printed or "")):
                    into.append(self.mark(mark))
                last = (mark.offset, mark.printed) if mark.repeat and mark.printed else None
            self.append(into, text[start:end])

        def fill(into: Any, start: int, end: int, inside: Sequence[_Span], *, inner: bool) -> None:
            at, index = start, 0
            while index < len(inside):
                first, stop, group = inside[index]
                below = index + 1
                while below < len(inside) and inside[below][0] < stop:
                    below += 1
                write(into, at, first, inclusive=True)
                child = self.phrase() if group is None else self.citation(group[0])
                outer = into if group is None or len(group) == 1 else self.element(into, "mref")
                outer.append(child)
                fill(child, first, stop, inside[index + 1 : below], inner=True)
                for also in (group or ())[1:]:
                    outer.append(self.citation(also))
                at, index = stop, below
            write(into, at, end, inclusive=not inner)

        fill(element, 0, len(text), spans, inner=False)

    def append(self, element: Any, text: str) -> None:
        """Add text behind what the element holds; a line break becomes `eol`."""
        for index, line in enumerate(_clean(text).split("\n")):
            if index:
                self.element(element, "eol")
            if not line:
                continue
            if len(element):
                element[-1].tail = (element[-1].tail or "") + line
            else:
                element.text = (element.text or "") + line

    def phrase(self) -> Any:
        """A detached element for a lead phrase."""
        return self.etree.Element(f"{{{AKN}}}span", {"class": EMPHASIS.get(self.language, "italic")})

    def citation(self, reference: Reference) -> Any:
        """A detached element for a citation."""
        link = reference.url
        if link is None and reference.symbol and reference.kind != "decision":
            link = document_link(reference.symbol, self.language)
        symbol = linked_symbol(link) if link else None
        kind, organ = stated_by_symbol(reference.symbol) if reference.symbol else (None, None)
        target = self.eids.get(reference.target or "")
        element = self.etree.Element(f"{{{AKN}}}{'a' if link else 'ref'}")
        element.set("href", _clean(link or f"#{target or ''}"))
        self.own(
            element,
            kind=reference.kind if reference.kind != kind else None,
            symbol=(reference.symbol or "") if reference.symbol != symbol else None,
            organ=(reference.organ or "") if reference.organ != organ else None,
            letter=reference.letter,
            date=reference.date.isoformat() if reference.date else None,
            pinpoint=reference.pinpoint,
            target=reference.target,
            url=(reference.url or "") if reference.url != link else None,
        )
        return element

    def mark(self, mark: NoteMark) -> Any:
        """A detached element for a footnote mark: the note itself at its first mark, else the digits raised."""
        waiting = self.notes.get(mark.number)
        if not mark.repeat and waiting:
            return self.note(waiting.pop(0))
        element = self.etree.Element(f"{{{AKN}}}sup")
        element.text = _clean(mark.printed or str(mark.number))
        self.own(element, first=None if mark.repeat else "true")
        return element

    def note(self, note: Footnote, name: str = "authorialNote") -> Any:
        element = self.etree.Element(f"{{{AKN}}}{name}")
        element.set("marker", str(note.number))
        element.set("placement", "bottom")
        self.own(element, printed=note.printed)
        element.set("eId", self.unique("", "authorialNote", str(note.number)))
        self.text(self.element(element, "p"), note.text, references=note.references, printed=(note.start, note.end))
        return element

    def paragraph(self, parent: Any, block: Any, name: str = "p", **attributes: str | None) -> Any:
        """A block's text as a `p`, or as another element of mixed content."""
        element = self.element(parent, name, **attributes)
        if _bulleted(block):  # the UN's files have bullets in the text
            element.text = f"{block.label}\t"
        if isinstance(block, Unparsed):
            self.text(element, block.text)
        else:
            self.text(
                element,
                block.text,
                marks=block.note_marks,
                references=block.references,
                opening=block.text.rstrip(" ,،，\u00a0")
                if block.kind == "formula"
                else getattr(block, "opening", None),
                printed=(block.start, block.end),
            )
        return element

    def num(self, parent: Any, block: Any) -> None:
        if (label := self.printed_label(block)) and not _bulleted(block):
            self.element(parent, "num", label)

    def printed_label(self, block: Any) -> str | None:
        """The label with its punctuation: as the source prints it, else as the UN does in the language."""
        label: str | None = getattr(block, "label", None)
        if not label:
            return None
        source = self.resolution.source_text[block.start : min(block.end, block.start + 40)]
        printed = re.match(r"\S+(?: ?[-–](?=\s))?", source)
        if printed and label.strip(_PUNCTUATION) and printed[0].strip(_PUNCTUATION) == label.strip(_PUNCTUATION):
            return printed[0]
        if not re.search(r"\w", label) or block.kind == "quotation":
            return label
        if block.kind == "subparagraph":
            return f"{label})" if self.language in ("fr", "es", "ru") else f"({label})"
        return f"{label} -" if self.language == "ar" else f"{label}."

    # -- blocks -----------------------------------------------------------------------------------------------------

    def preamble(self, statement: Any, blocks: Sequence[Any]) -> int:
        """Write the formula and the clauses that follow it; how many blocks that took."""
        taken = 0
        while taken < len(blocks) and blocks[taken].kind in ("formula", "preambular"):
            taken += 1
        if not taken:
            return 0
        preamble = self.element(statement, "preamble")
        for block in blocks[:taken]:
            if block.kind == "formula":
                formula = self.block(preamble, "formula", block)
                formula.set("name", "enactingFormula")
                words = self.paragraph(formula, block)
                self.formula = words if self.formula is None else self.formula
                continue
            container = self.block(preamble, "container", block)
            container.set("name", _clean(block.opening or ""))
            if block.children:
                items = self.element(container, "blockList", eId=f"{self.eids[block.id]}__list_1")
                self.paragraph(items, block, "listIntroduction")
                self.block_items(items, block.children)
            else:
                self.paragraph(container, block)
        return taken

    def block_items(self, items: Any, children: Sequence[Any]) -> None:
        """Sub-items of a preambular clause, which AKN holds as block lists."""
        for index, child in enumerate(children):
            if index and index == len(children) - 1 and _continues(child):
                self.paragraph(items, child, "listWrapUp", wId=self.wid(child))
            elif isinstance(child, Table):
                self.table(self.element(items, "item", eId=f"{self.eids[child.id]}__item", class_="table"), child)
            elif isinstance(child, Heading):
                item = self.block(items, "item", child)
                self.heading_texts(item, child)
                self.element(item, "p")
            else:
                item = self.block(items, "item", child, self.kind_class(child, "item"))
                self.num(item, child)
                self.paragraph(item, child)
                if below := getattr(child, "children", ()):
                    self.block_items(self.element(item, "blockList", eId=f"{self.eids[child.id]}__list_1"), below)
        if len(items) == 1 and items[0].tag.endswith("listIntroduction"):
            self.element(self.element(items, "item"), "p")

    def body(self, parent: Any, blocks: Sequence[Any], scope: str, *, annex: Annex | None = None) -> None:
        """Write blocks in order; a heading over preambular clauses, or a section's number, opens a `section`."""
        main = target = self.element(parent, "mainBody")
        index = 0
        while index < len(blocks):
            block = blocks[index]
            if target is main and annex is not None and isinstance(block, Heading):
                first = block.text == annex.label
                if (first or block.text == annex.title) and annex.id not in self.marked[first]:
                    self.heading(target, block, annex)  # an annex's label and title stand over all its sections
                    index += 1
                    continue
            run = index
            while run < len(blocks) and isinstance(blocks[run], Heading):
                run += 1
            over_preamble = run < len(blocks) and isinstance(blocks[run], Preambular)
            numbered = annex is None and isinstance(block, Heading) and _label_alone(block)
            if (run > index or target is main) and (over_preamble or numbered):
                number = self.slug(block.label) if isinstance(block, Heading) and block.label else ""
                target = self.element(main, "section", eId=self.unique(scope, "sec", number or "1"))
                while index < run:
                    self.section_heading(target, blocks[index])
                    index += 1
                continue
            index += 1
            if isinstance(block, Preambular):
                self.paragraph(
                    target, block, "crossHeading", refersTo="#preamble", eId=self.eids[block.id], wId=self.wid(block)
                )
                if block.children:
                    self.items(self.element(target, "list", eId=f"{self.eids[block.id]}__list_1"), block.children)
            elif isinstance(block, Heading):
                self.heading(target, block, annex)
            elif isinstance(block, Table):
                place = self.element(
                    target, "container" if target is main else "paragraph", eId=f"{self.eids[block.id]}__place"
                )
                if target is main:
                    place.set("name", "table")
                else:
                    place.set("class", "table")
                    place = self.element(place, "content", eId=f"{self.eids[block.id]}__content")
                self.table(place, block)
            else:
                self.clause(target, "point" if isinstance(block, Subparagraph) else "paragraph", block)
        if not len(main):
            self.element(main, "p")

    def section_heading(self, section: Any, block: Heading) -> None:
        """A heading that opens a section: its number or its title, at the level the model gives it."""
        alone = _label_alone(block) and not block.note_marks
        element = self.paragraph(
            section,
            block,
            "num" if alone else "subheading",
            eId=self.eids[block.id],
            wId=self.wid(block),
            class_=f"level{block.level}" if block.level != 1 else None,
        )
        if not alone:
            self.own(element, label=block.label)

    def heading(self, parent: Any, block: Heading, annex: Annex | None = None) -> None:
        """A heading as a paragraph of the UN's style; an annex's label and title are marked as such."""
        element = self.block(parent, "paragraph", block)
        first = annex is not None and block.text == annex.label
        second = annex is not None and block.text == annex.title
        if annex is not None and (first or second) and annex.id not in self.marked[first]:
            self.marked[first].add(annex.id)
            element.set("class", HEADING_STYLES.get(block.level, f"level{block.level}"))
            self.own(element, label=block.label)
            content = self.element(element, "content", eId=f"{self.eids[block.id]}__content")
            self.paragraph(self.element(content, "p"), block, "docType" if first else "docTitle")
        else:
            self.heading_texts(element, block)

    def heading_texts(self, element: Any, block: Heading) -> None:
        element.set("class", HEADING_STYLES.get(block.level, f"level{block.level}"))
        self.own(element, label=block.label)
        self.paragraph(element, block, "subheading")

    def clause(self, parent: Any, name: str, block: Any, nesting: int = 0) -> None:
        """A numbered or unnumbered paragraph, or an item, with all that stands below it."""
        element = self.block(parent, name, block, self.kind_class(block, name, nesting))
        self.num(element, block)
        eid = self.eids[block.id]
        children = getattr(block, "children", ())
        if not children:
            self.paragraph(self.element(element, "content", eId=f"{eid}__content"), block)
        elif name == "paragraph":
            items = self.element(element, "list", eId=f"{eid}__list_1")
            self.paragraph(self.element(items, "intro", eId=f"{eid}__list_1__intro"), block)
            self.items(items, children, nesting + 1)
        else:
            self.paragraph(self.element(element, "intro", eId=f"{eid}__intro"), block)
            self.items(self.element(element, "sublist", eId=f"{eid}__list_1"), children, nesting + 1)

    def items(self, items: Any, children: Sequence[Any], nesting: int = 1) -> None:
        for index, child in enumerate(children):
            if index and index == len(children) - 1 and _continues(child):
                self.paragraph(self.element(items, "wrapUp", eId=self.eids[child.id]), child, wId=self.wid(child))
            elif isinstance(child, Table):
                point = self.element(items, "point", eId=f"{self.eids[child.id]}__place", class_="table")
                self.table(self.element(point, "content", eId=f"{self.eids[child.id]}__content"), child)
            elif isinstance(child, Heading):
                self.heading_texts(self.block(items, "point", child), child)
            else:
                self.clause(items, "point", child, nesting)

    @staticmethod
    def kind_class(block: Any, name: str, nesting: int = 0) -> str | None:
        """The class that states a block's kind where the element and its label do not."""
        if isinstance(block, Subparagraph):
            depth = f"depth{block.depth}" if block.depth != max(1, nesting) else None
            return (
                " ".join(
                    filter(
                        None,
                        ("subparagraph" if name == "paragraph" or not block.label or _bulleted(block) else None, depth),
                    )
                )
                or None
            )
        return f"SingleTxt {block.kind}" if name == "paragraph" else str(block.kind)

    @staticmethod
    def wid(block: Any) -> str | None:
        return None if not block.id or re.search(r"\s", block.id) else str(block.id)

    def table(self, parent: Any, table: Table) -> None:
        element = self.block(parent, "table", table)
        for row in table.rows:
            tr = self.element(element, "tr")
            for cell in row:
                td = self.element(
                    tr,
                    "th" if cell.header else "td",
                    colspan=str(cell.columns) if cell.columns != 1 else None,
                    rowspan=str(cell.rows) if cell.rows != 1 else None,
                )
                if cell.text or cell.note_marks:
                    self.text(self.element(td, "p"), cell.text, marks=cell.note_marks)
            if not row:
                self.element(tr, "td")
        if not table.rows:
            self.element(self.element(element, "tr"), "td")

    # -- metadata ---------------------------------------------------------------------------------------------------

    def meta(self, parent: Any, *, part: Part | None, component: str = "", whole: bool = False) -> None:
        """The metadata of the document, of one part, or of an annex (`component` "/annex"); only `whole` has it all."""
        resolution = self.resolution
        meta = self.element(parent, "meta")
        identification = self.element(meta, "identification", source="#unres")
        adopted = _iso(resolution.adopted or (part.closing.date if part is not None and part.closing else None))
        stated = _iso(resolution.adopted)
        work = f"/akn/un/statement/deliberation/unga/{adopted}/{self.work_number(part)}/"
        expression = f"{work}{LANGUAGES[self.language]}@"
        author = self.element(identification, "FRBRWork")
        self.identify(author, f"{work}!main{component or '/'}", work, stated, "adoption")
        self.element(author, "FRBRauthor", href="ga", as_="author")
        self.element(author, "FRBRcountry", value="un")
        issuer = self.element(identification, "FRBRExpression")
        self.identify(
            issuer, f"{expression}!main{component or '/'}", f"{expression}/", _iso(resolution.issued), "publication"
        )
        self.element(issuer, "FRBRauthor", href="ga", as_="issuer")
        self.element(issuer, "FRBRlanguage", language=LANGUAGES[self.language])
        editor = self.element(identification, "FRBRManifestation")
        self.identify(editor, f"{expression}/!main{component}.xml", f"{expression}.xml", _iso(self.marked_up), "markup")
        self.element(editor, "FRBRauthor", href="unres", as_="editor")
        if whole:
            self.workflow(meta)
        if part is not None and part.vote is not None and not component:
            self.vote(meta, part.vote)
        if whole:
            self.whole_meta = meta  # references, notes without mark and the rest are known when all is written

    def identify(self, level: Any, this: str, uri: str, date: str, name: str) -> None:
        self.element(level, "FRBRthis", value=this)
        self.element(level, "FRBRuri", value=uri)
        self.element(level, "FRBRdate", date=date, name=name)

    def work_number(self, part: Part | None) -> str:
        """ "74-102" of A/RES/74/102; "74-250A" for its part A; "217A(III)" of an old number."""
        number = part.number if part is not None else None
        if number is None:
            number = re.sub(r"^A/(?:RES|DEC)/", "", self.resolution.symbol or "")
            number = re.sub(r" [A-Z](?:-[A-Z])?$", "", number) if len(self.resolution.parts) > 1 else number
            number += part.letter or "" if part is not None else ""
        return re.sub(r"[^\w().-]+", "", number.replace("/", "-")) or "unnumbered"

    def workflow(self, meta: Any) -> None:
        """Drafts, the committee's report and the adoption, as the basis and the adoption line state them."""
        resolution = self.resolution
        steps: list[dict[str, str | None]] = []
        basis = resolution.basis
        for symbol in basis.documents if basis is not None else ():
            if "/L." in symbol:
                steps.append({"outcome": "draftResolution", "as_": symbol})
            elif basis is not None and basis.kind == "committee":
                steps.append({"outcome": "recommendedForAdoption", "as_": symbol, "refersTo": basis.paragraph})
        steps = [{"date": _NO_DATE, **step, "by": ""} for step in steps]
        if resolution.adopted is not None:
            steps.append({"date": _iso(resolution.adopted), "outcome": "adopted", "by": ""})
        if steps:
            workflow = self.element(meta, "workflow", source="#unres")
            for step in steps:
                self.element(workflow, "step", **step)

    def vote(self, meta: Any, vote: Vote) -> None:
        parliamentary = self.element(self.element(meta, "analysis", source="#unres"), "parliamentary")
        outcome = "adoptedRecordedVote" if vote.recorded else "adoptedWithoutVote"
        voting = self.element(parliamentary, "voting", outcome=outcome)
        groups: tuple[tuple[str, VoteGroup], ...] = (
            ("inFavour", vote.in_favour),
            ("against", vote.against),
            ("abstaining", vote.abstaining),
        )
        for name, group in groups:
            if group.count is None and not group.states:
                continue
            count = self.element(
                voting, "count", value="" if group.count is None else str(group.count), refersTo=f"#{name}"
            )
            voters = self.etree.SubElement(count, f"{{{AKN4UN}}}voters") if group.states else None
            for state in group.states:
                self.element(voters, "organization", state, refersTo="#memberState")
        if not len(voting):
            self.element(voting, "quorum", value="")

    def finish_meta(self) -> None:
        """References, notes whose mark was not found, and what AKN has no place for."""
        meta, resolution = self.whole_meta, self.resolution
        references = self.element(meta, "references", source="#unres")
        committees = [
            ("TLCOrganization", eid, "organization", _COMMITTEE_NAMES[eid]) for eid in sorted(self.committees)
        ]
        for name, eid, kind, shown in (*_REFERENCES, *committees):
            self.element(references, name, eId=eid, href=f"/akn/ontology/{kind}/un/{eid}", showAs=shown)
        left = [note for number in sorted(self.notes) for note in self.notes[number]]
        if left and self.formula is not None:
            for note in left:
                element = self.note(note)
                element.set("status", NO_PLACE)
                self.formula.append(element)
        elif left:
            notes = self.element(meta, "notes", source="#unres")
            for note in left:
                notes.append(self.note(note, "note"))
        proprietary = self.element(meta, "proprietary", source="#unres")
        own = self.etree.SubElement(proprietary, f"{{{OWN}}}document", {"version": resolution.schema_version})
        if not resolution.complete:
            own.set("complete", "false")
        if not resolution.parts:
            own.set("parts", "none")
        if resolution.symbol and not resolution.symbols:
            own.set("symbol", "inferred")
        ods = resolution.ods
        kept = (
            ("symbol", ods.symbols),
            ("jobNumber", ods.job_numbers),
            ("barCode", ods.bar_codes),
            ("anchor", ods.anchors),
        )
        for name, values in kept:
            for value in values:
                self.etree.SubElement(own, f"{{{OWN}}}{name}", {"value": _clean(value)})
        for name, value in sorted(ods.fields.items()):
            self.etree.SubElement(own, f"{{{OWN}}}field", {"name": _clean(name), "value": _clean(value)})
        if resolution.job_number:
            match = re.fullmatch(r"([A-Z]{1,2})(\d\d)(\d{4,})", resolution.job_number)
            letter = _LANGUAGE_LETTERS[self.language]
            office = "" if match is None or match[1] == "N" else match[1]
            printed = f"{office}{match[2]}-{match[3]} ({letter})" if match else resolution.job_number
            presentation = self.element(meta, "presentation", source="#unres")
            code = presentation
            for name in ("footerFirstPage", "footerFirstPageLeft", "internalCode"):
                code = self.etree.SubElement(code, f"{{{AKN4UN}}}{name}")
            self.element(code, "docketNumber", printed, refersTo="#publicationJobNumber")

    # -- cover page -------------------------------------------------------------------------------------------------

    def cover(self, parent: Any) -> None:
        resolution, language = self.resolution, self.language
        cover = self.element(parent, "coverPage", eId=self.unique("", "coverPage", "1"))
        if resolution.organization:
            publisher = self.element(self.element(cover, "p"), "span", refersTo="#publisher", class_="upperLeft")
            self.element(publisher, "docAuthority", resolution.organization, refersTo="#publisher")
        symbols = resolution.symbols or ((resolution.symbol,) if resolution.symbol else ())
        for symbol in symbols:
            self.element(self.element(cover, "p", class_="upperRight"), "docNumber", symbol, refersTo="#symbol")
        if resolution.organ:
            issuing = self.element(cover, "p", class_="upperLeft")
            self.element(issuing, "docAuthority", resolution.organ, refersTo="#issuingBody", class_="rightBig")
        if resolution.distribution:
            text = _DISTRIBUTION.get(language, "Distr.: {}").format(resolution.distribution)
            self.element(
                self.element(cover, "p"), "docStatus", text, refersTo="#generalDistribution", class_="rightSmall"
            )
        if resolution.issued:
            text = self.printed.get("issued") or _printed_date(resolution.issued, language)
            issued = self.element(self.element(cover, "p"), "docDate", text, date=_iso(resolution.issued))
            issued.set("class", "rightSmall")
            issued.set("refersTo", "#dateOfIssuance")
        if session := resolution.session:
            element = self.element(
                self.element(cover, "p"),
                "session",
                session.text,
                refersTo="#generalAssembly",
                value=str(session.number),
                eId="coverPage_1__session_1",
            )
            self.own(element, kind=session.kind)
        if resolution.agenda_items:
            names = [
                f"{item.number} ({item.sub})" if item.sub else str(item.number) for item in resolution.agenda_items
            ]
            text = self.printed.get("agenda") or _printed_agenda(resolution.agenda_items, language)
            self.element(self.element(cover, "p"), "inline", text, title=", ".join(names), name="agenda item")
        if resolution.agenda_title:
            self.element(self.element(cover, "p"), "inline", resolution.agenda_title, name="agenda item name")
        if resolution.adoption_text:
            self.element(self.element(cover, "p"), "docTitle", resolution.adoption_text)
        if resolution.basis:
            self.basis(self.element(cover, "p"), resolution.basis)
        if not len(cover):
            self.element(cover, "p")

    def basis(self, parent: Any, basis: Basis) -> None:
        """The bracketed line, each document it names in an `inline` whose title is the whole symbol."""
        organ = None
        if basis.kind == "plenary":
            organ = "noMainCommittee"
        elif basis.kind == "committee":
            found = (name for name, pattern in _COMMITTEES if pattern.search(basis.committee or ""))
            organ = next(found, "mainCommittee")
        if organ:
            self.committees.add(organ)
        proponent = self.element(parent, "docProponent", refersTo=f"#{organ}" if organ else None)
        text = basis.text
        found_at: list[tuple[int, int, str, str | None]] = []
        missing: list[str] = []
        at = text.find(basis.committee) if basis.committee else -1
        if basis.committee and at >= 0:
            found_at.append((at, at + len(basis.committee), "committee", None))
        else:
            self.own(proponent, committee=basis.committee)
        cursor, before = 0, ""
        for symbol in basis.documents:
            tail = symbol[len(before) + 1 :] if before and symbol.startswith(f"{before}/") else ""
            place = next(((p, s) for s in (symbol, tail) if s and (p := text.find(s, cursor)) >= 0), None)
            if place is None:
                missing.append(symbol)
                continue
            cursor = place[0] + len(place[1])
            found_at.append((place[0], cursor, "originating document", symbol))
            before = symbol if place[1] == symbol else before
        if basis.paragraph and (
            places := list(re.finditer(rf"(?<!\w){re.escape(basis.paragraph)}(?!\w)", text[cursor:]))
        ):
            found_at.append((cursor + places[0].start(), cursor + places[0].end(), "paragraph", None))
        else:
            self.own(proponent, paragraph=basis.paragraph)
        self.append(proponent, "[")
        at = 0
        for start, end, name, title in sorted(found_at, key=lambda each: each[0]):
            if start < at:
                continue
            self.append(proponent, text[at:start])
            self.append(self.element(proponent, "inline", name=name, title=title), text[start:end])
            at = end
        self.append(proponent, text[at:])
        for symbol in missing:
            self.element(proponent, "inline", name="originating document", title=symbol)
        self.append(proponent, "]")

    # -- document ---------------------------------------------------------------------------------------------------

    def document(self) -> Any:
        root = self.element(None, "akomaNtoso")
        root.set(f"{{{_XSI}}}schemaLocation", _SCHEMA)
        parts = self.resolution.parts
        if len(parts) > 1:
            self.document_collection(root)
        else:
            self.statement(root, parts[0] if parts else None)
        self.finish_meta()
        _indent(root, "\n")
        return root

    def document_collection(self, root: Any) -> None:
        """Lettered parts: the masthead and the shared title in a collection, each part a component."""
        resolution = self.resolution
        collection = self.element(root, "documentCollection", name="publication")
        self.meta(collection, part=None, whole=True)
        self.cover(collection)
        first = resolution.parts[0]
        common = (first.number or "").removesuffix(f" {first.letter}") if first.letter else first.number or ""
        common = common or re.sub(r"^A/(?:RES|DEC)/| [A-Z](?:-[A-Z])?$", "", resolution.symbol or "")
        preface = self.element(self.element(collection, "preface"), "p")
        self.element(preface, "docNumber", f"{common}." if common else None)
        self.titled(preface, resolution.title, resolution.title_marks, ())
        body = self.element(collection, "collectionBody")
        components = self.element(root, "components")
        for index, part in enumerate(resolution.parts):
            definition = self.element(body, "component", eId=f"comp_def_{index}")
            shown = f"Resolution {part.letter or index + 1}"
            self.element(definition, "documentRef", eId=f"compRef_{index}", href=f"comp_{index}", showAs=shown)
            component = self.element(components, "component", eId=f"comp_{index}")
            self.statement(component, part, common=common, index=index)

    def titled(
        self,
        p: Any,
        title: str | None,
        marks: Sequence[NoteMark],
        references: Sequence[Reference],
        refers_to: str = "#resolutionTitle",
    ) -> None:
        """The title, and behind it the notes marked at its end."""
        text = title or ""
        inside = [mark for mark in marks if mark.offset < len(text) or mark.repeat]
        if title is not None or inside:
            element = self.element(p, "docTitle", refersTo=refers_to)
            self.text(element, text, marks=inside, references=references)
        for mark in marks:
            if mark not in inside:
                p.append(self.mark(mark))

    def statement(self, parent: Any, part: Part | None, *, common: str | None = None, index: int = 0) -> None:
        resolution = self.resolution
        statement = self.element(parent, "statement", name=resolution.kind)
        self.meta(statement, part=part, whole=common is None)
        if common is None:
            self.cover(statement)
        if part is None:
            self.element(self.element(statement, "mainBody"), "p")
            return
        scope = "" if common is None else f"part_{self.slug(part.letter or str(index + 1))}"
        self.preface(statement, part, common)
        taken = self.preamble(statement, part.blocks)
        self.body(statement, part.blocks[taken:], scope)
        if part.closing is not None or (part.vote is not None and part.vote.text):
            conclusions = self.element(statement, "conclusions", eId=self.unique(scope, "conclusions"))
            if part.closing is not None:
                self.closing(self.element(conclusions, "p"), part.closing)
            if part.vote is not None and part.vote.text:
                self.text(self.element(conclusions, "p", class_="vote"), part.vote.text)
        if part.annexes:
            attachments = self.element(statement, "attachments")
            for number, annex in enumerate(part.annexes, 1):
                self.annex(attachments, part, annex, number)

    def preface(self, statement: Any, part: Part, common: str | None) -> None:
        resolution = self.resolution
        preface = self.element(statement, "preface")
        p = self.element(preface, "p")
        if common is not None:
            number = self.element(p, "docNumber", part.letter)
            if part.number != f"{common} {part.letter or ''}".strip():
                self.own(number, number=part.number or "")
            if part.letter is None:
                self.own(number, letter="")
        elif part.letter and resolution.title != part.title:  # the title that the parts share, then the letter
            shared = (part.number or "").removesuffix(f" {part.letter}")
            self.element(p, "docNumber", f"{shared}." if shared else None)
            self.titled(p, resolution.title, resolution.title_marks, ())
            p = self.element(preface, "p")
            letter = self.element(p, "docNumber", part.letter, refersTo="#letter")
            if part.number != f"{shared} {part.letter}":
                self.own(letter, number=part.number or "")
            self.titled(p, part.title, part.title_marks, part.title_references, "#partTitle")
            return
        else:
            number = self.element(p, "docNumber", f"{part.number}." if part.number else None)
            if part.letter != number_letter(part.number):
                self.own(number, letter=part.letter or "")
        self.titled(p, part.title, part.title_marks, part.title_references)

    def closing(self, p: Any, closing: Closing) -> None:
        event = self.element(p, "event", refersTo="#adoption")
        text = closing.text
        date = _CLOSING_DATE.search(text) if closing.date is not None else None
        meeting = text[: date.start()].rstrip() if date else text
        ordinal = next((each for each in re.findall(r"\d+[^\s\d]*", meeting) if str(closing.meeting) in each), None)
        title = None if closing.meeting is None else ordinal or str(closing.meeting)
        location = self.element(event, "location", title=title, refersTo="#adoptionMeeting")
        self.append(location, meeting)
        if closing.date is not None:
            if date:
                self.element(event, "eol")
            printed = self.element(event, "docDate", date=_iso(closing.date), refersTo="#adoptionDate")
            self.append(printed, date[0] if date else "")

    def annex(self, attachments: Any, part: Part, annex: Annex, number: int) -> None:
        eid = self.eids[annex.id]
        attachment = self.element(attachments, "attachment", eId=eid, wId=self.wid(annex))
        doc = self.element(attachment, "doc", name=annex.kind)
        self.meta(doc, part=part, component="/annex" if number == 1 else f"/annex_{number}")
        heads = [block.text for block in annex.blocks if isinstance(block, Heading)]
        if annex.label not in heads:
            p = self.element(self.element(doc, "preface"), "p")
            self.append(self.element(p, "docType"), annex.label)
            if annex.title is not None and annex.title not in heads:
                self.append(p, " ")
                self.append(self.element(p, "docTitle"), annex.title)
        self.body(doc, annex.blocks, eid, annex=annex)


def _iso(date: datetime.date | None) -> str:
    return date.isoformat() if date is not None else _NO_DATE


def _bulleted(block: Any) -> bool:
    return isinstance(block, Subparagraph) and block.label in ("•", "·")


def _label_alone(block: Heading) -> bool:
    """Whether the heading is its number or letter and nothing else."""
    return bool(block.label) and block.text.strip(_PUNCTUATION) == block.label


def _continues(block: Any) -> bool:
    """Whether a child is text that goes on after the items, which AKN calls wrap-up."""
    return isinstance(block, Paragraph) and not block.label and not block.children and bool(block.text)


def _opening_end(text: str, opening: str | None) -> int:
    """Where the lead phrase ends in the text, 0 where it is not at the text's start."""
    if not opening or not opening.strip():
        return 0
    if text.startswith(opening):
        return len(opening)
    match = re.match(r"\s+".join(map(re.escape, opening.split())), text)
    return match.end() if match else 0


_Span = tuple[int, int, "list[Reference] | None"]


def _nested(spans: list[_Span]) -> list[_Span]:
    """The spans that stand in or beside those before them; one that crosses another is left out."""
    kept: list[_Span] = []
    opened: list[int] = []
    for span in spans:
        while opened and opened[-1] <= span[0]:
            opened.pop()
        if not opened or span[1] <= opened[-1]:
            kept.append(span)
            opened.append(span[1])
    return kept


def _places(
    text: str, references: Sequence[Reference], marks: Sequence[NoteMark], printed: tuple[int, int] | None
) -> Iterator[tuple[int, int, Reference]]:
    """Where each citation stands in the text, which is free of label and marks.

    Its place in the source, less the label and the marks printed before it, says about where; the citation's own words
    there say exactly where.
    """
    widths = {(mark.start, mark.end) for mark in marks}
    label = 0
    if printed is not None:
        label = max(0, printed[1] - printed[0] - len(text) - sum(end - start for start, end in widths))
    done = 0
    last: tuple[int, int, int, int] | None = None  # span in the source and place in the text of the one before
    for reference in sorted(references, key=lambda each: (each.start, -each.end)):
        if last is not None and last[:2] == (reference.start, reference.end):
            yield last[2], last[3], reference
            continue
        expected = done
        if printed is not None:
            before = sum(end - start for start, end in widths if end <= reference.start)
            expected = max(0, reference.start - printed[0] - label - before)
        if reference.text and text.startswith(reference.text, expected):
            at = expected
        else:
            at = text.find(reference.text, max(0, expected - 2)) if reference.text else -1
        if at < 0 and reference.text:
            at = text.find(reference.text, 0 if printed is not None else done)
        if at >= 0:
            done = at + len(reference.text)
            last = (reference.start, reference.end, at, done)
            yield at, done, reference


_MIXED = frozenset(
    f"{{{AKN}}}{name}"
    for name in ("p", "num", "subheading", "crossHeading", "listIntroduction", "listWrapUp", "organization")
)


def _indent(element: Any, margin: str) -> None:
    """Indent what holds elements only; mixed content stays on one line, so that no white space is added to text."""
    if element.tag in _MIXED or not len(element):
        return
    element.text = f"{margin}  "
    for child in element:
        _indent(child, f"{margin}  ")
        child.tail = f"{margin}  "
    element[-1].tail = margin


_LANGUAGE_LETTERS = {"ar": "A", "zh": "C", "en": "E", "fr": "F", "ru": "R", "es": "S"}
_REFERENCES = (  # (element, eId, kind, shown): everything that a `refersTo` or `source` of ours points at
    ("TLCOrganization", "unres", "organization", "unres"),
    ("TLCOrganization", "ga", "organization", "General Assembly"),
    ("TLCOrganization", "generalAssembly", "organization", "General Assembly"),
    ("TLCConcept", "dateOfIssuance", "concept", "Date of issuance"),
    ("TLCConcept", "adoptionDate", "concept", "Date of adoption"),
    ("TLCEvent", "adoption", "event", "Adoption"),
    ("TLCConcept", "adoptionMeeting", "concept", "Meeting of adoption"),
    ("TLCConcept", "symbol", "concept", "Symbol"),
    ("TLCConcept", "letter", "concept", "Letter of the part"),
    ("TLCConcept", "publicationJobNumber", "concept", "Job number"),
    ("TLCConcept", "generalDistribution", "concept", "General distribution"),
    ("TLCConcept", "preamble", "concept", "Preamble"),
    ("TLCRole", "publisher", "role", "Publisher"),
    ("TLCRole", "issuingBody", "role", "Issuing body"),
    ("TLCRole", "author", "role", "Author"),
    ("TLCRole", "issuer", "role", "Issuer"),
    ("TLCRole", "editor", "role", "Editor"),
    ("TLCTerm", "resolutionTitle", "term", "Resolution title"),
    ("TLCTerm", "partTitle", "term", "Title of the part"),
    ("TLCTerm", "memberState", "term", "Member State"),
    ("TLCTerm", "inFavour", "term", "In favour"),
    ("TLCTerm", "against", "term", "Against"),
    ("TLCTerm", "abstaining", "term", "Abstaining"),
)

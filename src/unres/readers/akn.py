"""Akoma Ntoso resolutions, the UN's own and ours, straight to the document model.

AKN states what the parser has to infer from other forms (numbers, nesting, notes in place, lead phrases, dates), so
what a file states is taken as it stands; only what AKN has no words for is asked of the pure functions of the text:
which verbs a lead phrase has, and what is cited without a link. The work is in two passes.

1. **Reading.** The XML becomes drafts: paragraphs with their label, their text, and the marks, links and italics at
   offsets into that text. `akn_inline` reads what is inside a paragraph, `akn_blocks` which paragraphs there are and
   what stands below what, `akn_cover` what the file says of the whole document.
2. **Printing.** The drafts are printed in the dialect of an ODS text extraction (`source` says which), and the models
   are made while printing (`akn_print`, `akn_citations`). So `source_text` is the document as text, and every span is
   exact by construction.

Two invariants: every paragraph of the file is in exactly one block, and every offset counts in the printed text.
AKN has no place for what only a print has (page furniture, the ODS comment), so a `Resolution` from AKN has such fields
only where our own export kept them under `meta/proprietary`.
"""

from __future__ import annotations

import datetime
import itertools
import re
from dataclasses import dataclass
from typing import Any, Literal, cast

from .. import checks
from ..akn import OURS, A, number_letter
from ..citations import place_key
from ..grammar_files import emphasis
from ..masthead import distribution
from ..models import Annex, Closing, Footnote, MarkPlace, NoteMark, Part, Reference, Resolution, Vote, VoteGroup
from ..notes import repeated, resolved
from ..source import UnreadableDocument
from ..wording import wording
from .akn_blocks import Body, Draft, id_of
from .akn_cover import Cover, normalised
from .akn_inline import Inlines, Mark, Text, date_of, joined, lines_of, number_of, plain, tag_of
from .akn_print import Print

MAX_AKN_BYTES = 32 * 2**20
"""No Akoma Ntoso larger than this is read; the longest resolution takes 1 MiB."""

_ANNEX_NUMBER = re.compile(r"\s([IVXLC]+|\d+|[A-Z])$")


def from_akn(data: str | bytes) -> Resolution:
    """Read a resolution, or a collection of lettered parts, in Akoma Ntoso 3.0.

    Raises:
        UnreadableDocument: `reason` is "missing-extra" without lxml, "empty", "malformed-xml" where the XML is not
            well-formed, "not-akn" where it holds no resolution in Akoma Ntoso, or "too-large".
    """
    try:
        from lxml import etree
    except ImportError:
        raise UnreadableDocument(
            "missing-extra", "reading Akoma Ntoso needs the extra unres[xml]", extra="xml"
        ) from None
    raw = data.encode("utf-8", "replace") if isinstance(data, str) else data
    if len(raw) > MAX_AKN_BYTES:
        raise UnreadableDocument("too-large", f"XML of {len(raw):,} bytes; the limit is {MAX_AKN_BYTES:,}")
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
    if root.tag != f"{A}akomaNtoso" or root.find(f".//{A}statement") is None:
        raise UnreadableDocument("not-akn", "the XML holds no resolution in Akoma Ntoso 3.0")
    return _Printer(_Document(root)).resolution()


# ---- pass 1: what the file states -----------------------------------------------------------------------------------


@dataclass(slots=True)
class _Annexed:
    kind: Literal["annex", "appendix", "enclosure"]
    label: str
    title: str | None
    apart: bool  # whether the label stands apart from the blocks
    blocks: list[Draft]
    id: str | None


@dataclass(slots=True)
class _Statement:
    """One part before it is printed. `printed` is the number as the preface prints it."""

    printed: str
    number: str | None
    letter: str | None
    title: Text | None
    letter_marks: list[Mark]
    blocks: list[Draft]
    meeting: str
    date: str
    closing: tuple[int | None, datetime.date | None] | None
    vote: Vote | None
    annexes: list[_Annexed]


class _Document:
    """One file: its parts, read before anything is printed."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.cover = Cover(root)
        self.language = self.cover.language
        self.exact = self.cover.exact
        self.bold_too = "bold" in emphasis(self.language)
        markers = {note.get("marker", "").strip() for note in root.iter(f"{A}authorialNote")}
        self.inlines = Inlines({number_of(marker) for marker in markers}, exact=self.exact)
        self.collection = root.find(f"{A}documentCollection")
        self.common = ""
        self.shared_title = Text()
        self.lettered = self.collection is not None  # whether parts stand below their letters, under one title
        if self.collection is not None and (preface := self.collection.find(f"{A}preface")) is not None:
            self.common = plain(preface.find(f".//{A}docNumber"))
            title = preface.find(f".//{A}docTitle")
            self.shared_title = self.inlines.read(title) if title is not None else Text()
            self.shared_title.marks += self.letter_marks(preface, len(self.shared_title.text))
        self.parts = [self.statement(each) for each in root.iter(f"{A}statement")]

    # -- parts ------------------------------------------------------------------------------------------------------

    def letter_marks(self, preface: Any, at: int) -> list[Mark]:
        """The notes marked in a preface beside its title: at the number or at the letter of a part."""
        marks: list[Mark] = []
        for note in preface.iterfind(f"{A}p/{A}authorialNote"):
            marker = (note.get("marker") or "").strip()
            number = number_of(marker)
            self.inlines.notes.append((number, note))
            marks.append(Mark(at, number, False, marker))
        return marks

    def statement(self, element: Any) -> _Statement:
        printed, letter, number = "", None, None
        title: Text | None = None
        marks: list[Mark] = []
        preface = element.find(f"{A}preface")
        if preface is not None:
            numbers = list(preface.iter(f"{A}docNumber"))
            titles = list(preface.iter(f"{A}docTitle"))
            printed = plain(numbers[0]) if numbers else ""
            number = printed.rstrip(". -") or None
            if self.collection is not None:
                letter, number = number, f"{self.common.rstrip('. -')} {number or ''}".strip() or None
                if numbers and (own := numbers[0].get(f"{OURS}number")) is not None:
                    number = own or None
            elif len(numbers) > 1:  # one part of a resolution in parts: the title that the parts share, then the letter
                letter, self.common, self.lettered = plain(numbers[1]), printed, True
                number = f"{number or ''} {letter}".strip()
                if (own := numbers[1].get(f"{OURS}number")) is not None:
                    number = own or None
                if titles and titles[0].get("refersTo") != "#partTitle":
                    self.shared_title = self.inlines.read(titles.pop(0))
            else:
                own = numbers[0].get(f"{OURS}letter") if numbers else None
                letter = number_letter(number) if own is None else own or None
            if titles and (self.exact or letter or plain(titles[0])):
                title = self.inlines.read(titles[0])
            elif letter and not self.exact:
                title = Text()
            marks = self.letter_marks(preface, len(title.text) if title is not None else 0)
        blocks = Body(self.inlines, bold_too=self.bold_too)
        for tag, read in (("preamble", blocks.preamble), ("mainBody", blocks.body)):
            if (found := element.find(f"{A}{tag}")) is not None:
                read(found)
        meeting, date, closing = self.closing(element.find(f"{A}conclusions"))
        annexes = [self.annex(doc) for doc in element.iterfind(f"{A}attachments/{A}attachment/{A}doc")]
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
        lines = [p for p in conclusions.iter(f"{A}p") if p.get("class") != "vote"]
        dates = [date for p in lines for date in p.iter(f"{A}docDate")]
        date = plain(dates[0]) if dates else ""
        whole = " ".join(lines_of(p) for p in lines).strip()
        meeting = whole.removesuffix(date).strip() if date else whole
        if not whole and not dates:
            return "", "", None
        title = next((e.get("title") for p in lines for e in p.iter() if e.get("title")), "")
        digits = re.sub(r"\D", "", title) or (found[0] if (found := re.search(r"\d+", meeting)) else "")
        when = date_of(dates[0].get("date")) if dates else None
        return meeting, date, (number_of(digits) or None, when)

    def words(self, place: Any | None, name: str) -> str:
        """The text of the first element of that name, its notes left to whoever reads it as a block."""
        found = None if place is None else place.find(f".//{A}{name}")
        if found is None:
            return ""
        return Inlines(self.inlines.markers, exact=self.exact).read(found, skipped=frozenset()).text

    def annex(self, doc: Any) -> _Annexed:
        blocks = Body(self.inlines, bold_too=self.bold_too, annex=True)
        for tag, read in (("preamble", blocks.preamble), ("mainBody", blocks.body)):
            if (found := doc.find(f"{A}{tag}")) is not None:
                read(found)
        name = doc.get("name") or "annex"
        kind = name if name in ("appendix", "enclosure") else "annex"
        preface = doc.find(f"{A}preface")
        apart = preface is not None and preface.find(f".//{A}docType") is not None
        place = preface if apart else doc.find(f"{A}mainBody")
        label = self.words(place, "docType")
        title: str | None = self.words(place, "docTitle")
        if not self.exact:
            heads = [b.text.text for b in itertools.takewhile(lambda b: b.kind == "heading", blocks.blocks)]
            label = label or (heads[0] if heads else "")
            title = title or (heads[1] if len(heads) > 1 and heads[0] == label else None)
        return _Annexed(cast(Any, kind), label, title or None, apart, blocks.blocks, id_of(doc.getparent()))

    def vote(self, statement: Any) -> Vote | None:
        """The vote of the metadata, with its text where the conclusions print one (the UN's never do)."""
        voting = statement.find(f"{A}meta/{A}analysis/{A}parliamentary/{A}voting")
        if voting is None:
            return None
        groups: dict[str, VoteGroup] = {}
        for count in voting.iter(f"{A}count"):
            value = count.get("value") or ""
            states = tuple(text for e in count.iter() if tag_of(e) == "organization" and (text := plain(e)))
            name = (count.get("refersTo") or "").lstrip("#")
            groups[name] = VoteGroup(count=number_of(value) if value else None, states=states)
        text = plain(statement.find(f"{A}conclusions/{A}p[@class='vote']"))
        return Vote(
            start=0,
            end=0,
            text=text,
            recorded=(voting.get("outcome") or "") != "adoptedWithoutVote",
            in_favour=groups.get("inFavour", VoteGroup()),
            against=groups.get("against", VoteGroup()),
            abstaining=groups.get("abstaining", VoteGroup()),
        )


# ---- pass 2: printing -----------------------------------------------------------------------------------------------


class _Printer:
    """Prints one document part by part and builds the models on the way."""

    def __init__(self, document: _Document) -> None:
        self.document = document
        self.out = Print(document.language, exact=document.exact)
        self.words = wording(document.language)

    def part(self, statement: _Statement) -> Part:
        document = self.document
        started = self.out.length
        title = statement.title or Text()
        marks: tuple[NoteMark, ...] = ()
        references: tuple[Reference, ...] = ()
        if document.lettered:
            self.out.write("\n")
            started = self.out.length
            letter = Text(statement.letter or "")
            letter.marks = [Mark(len(letter.text), m.number, m.repeat, m.printed) for m in statement.letter_marks]
            letter_marks = self.out.field_with_marks("letter", letter, "title")
            for mark in statement.letter_marks:  # in the model they stand at the end of the title
                self.out.places[mark.number][-1] = MarkPlace(block="title", offset=mark.offset)
            self.out.write("\n")
            if title.text or title.marks:
                _, marks, references = self.out.title("", title, "title")
            marks += tuple(mark.model_copy(update={"offset": len(title.text)}) for mark in letter_marks)
        else:
            title.marks += statement.letter_marks
            _, marks, references = self.out.title(statement.printed, title, "title")
        self.out.write("\n")
        blocks = self.out.blocks(statement.blocks)
        closing = None
        if statement.closing is not None:
            self.out.write("\n")
            start = self.out.write("\n".join(line for line in (statement.meeting, statement.date) if line))
            closing = Closing(
                start=start,
                end=self.out.length,
                text=" ".join(line for line in (statement.meeting, statement.date) if line),
                meeting=statement.closing[0],
                resumed=bool(self.words.pattern("RESUMED").search(statement.meeting)),
                date=statement.closing[1],
            )
            self.out.write("\n")
        vote = statement.vote
        if vote is not None:
            start = self.out.write(vote.text)
            vote = vote.model_copy(update={"start": start, "end": self.out.length})
            self.out.write("\n" if vote.text else "")
        annexes = tuple(self.annex(annex) for annex in statement.annexes)
        return Part(
            start=started,
            end=self.out.end(started),
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

    def annex(self, annex: _Annexed) -> Annex:
        self.out.write("\n")
        start = self.out.length
        if annex.apart:
            self.out.field("annex", annex.label)
            self.out.write("\n")
        blocks = self.out.blocks(annex.blocks)
        numbered = _ANNEX_NUMBER.search(annex.label)
        return Annex(
            start=start,
            end=self.out.end(start),
            kind=annex.kind,
            id=annex.id or "",
            label=annex.label,
            number=numbered[1] if numbered else None,
            title=annex.title,
            blocks=blocks,
        )

    def repeats_source(self, note: str) -> bool:
        """Whether a note begins with "Ibid."."""
        return bool(self.words.pattern("IBID").match(note))

    def footnotes(self) -> tuple[Footnote, ...]:
        document = self.document
        notes: list[Footnote] = []
        elements = list(document.inlines.notes)
        for note in document.root.iterfind(f".//{A}meta/{A}notes/{A}note"):  # notes whose mark was not found
            marker = note.get("marker") or ""
            elements.append((number_of(marker), note))
        taken: set[int] = set()
        for number, element in sorted(elements, key=lambda each: each[0]):
            inlines = Inlines(set(), exact=document.exact)
            text = joined([inlines.read(p) for p in element.iter(f"{A}p")])
            text.text = text.text if document.exact else text.text.replace("\n", " ")
            if text.text.startswith("()") and not document.exact:  # of the Arabic markup
                text = text.without(len(text.text) - len(text.text[2:].lstrip()))
            start = self.out.write(f"{number} ")
            whole, _, references = self.out.text(text, "")
            before = notes[-1] if notes and self.repeats_source(whole) else None
            found = repeated(whole, before, self.words) if before and not references and not document.exact else None
            if found is not None:
                at = self.out.end(start) - len(whole)
                references = (found[0].model_copy(update={"start": at, "end": at + found[1]}),)
            notes.append(
                Footnote(
                    start=start,
                    end=self.out.end(start),
                    number=number,
                    printed=element.get(f"{OURS}printed"),
                    text=whole,
                    references=references,
                    ibid=before.number if before else None,
                    resolved=resolved(whole, before, self.words) if before else None,
                    marks=() if number in taken else tuple(self.out.places.get(number, ())),
                )
            )
            taken.add(number)
            self.out.write("\n")
        return tuple(notes)

    def resolution(self) -> Resolution:
        document, cover = self.document, self.document.cover
        adoption = plain(cover.first("docTitle"))
        if adoption:
            self.out.field("adoption", adoption)
            self.out.write("\n")
        basis = cover.basis(*self.out.field("basis", plain(cover.first("docProponent"))))
        self.out.write("\n" if basis else "")
        title_marks: tuple[NoteMark, ...] = ()
        if document.lettered:
            _, title_marks, _ = self.out.title(document.common, document.shared_title, "title")
        for each in document.parts:
            prefix = f"{each.letter}-" if each.letter else ""
            self.out.name(each.blocks, prefix)
            for number, annexed in enumerate(each.annexes, 1):
                annexed.id = self.out.ids.unique(annexed.id or f"{prefix}annex{number}")
                numbered = _ANNEX_NUMBER.search(annexed.label)
                for which in {"annex", place_key("annex", numbered[1] if numbered else "")}:
                    self.out.clauses.setdefault(which, []).append(annexed.id)
                self.out.order[annexed.id] = len(self.out.order)
                self.out.name(annexed.blocks, f"{annexed.id}-")
        parts = tuple(self.part(each) for each in document.parts)
        if cover.kept("parts") == "none":
            parts = ()
        notes = self.footnotes()
        printed_symbols = [plain(each) for each in cover.symbols()]
        symbols = printed_symbols if document.exact else [normalised(each) for each in printed_symbols]
        job, printed_job = cover.job_number()
        texts = {
            "organization": plain(cover.first("docAuthority", refersTo="publisher")),
            "organ": plain(cover.first("docAuthority", refersTo="issuingBody")),
            "distribution": plain(cover.first("docStatus")),
            "issued": plain(cover.first("docDate")),
            "session": plain(cover.first("session")),
            "agenda": plain(cover.first("inline", name="agenda item")),
            "agenda_title": plain(cover.first_exact("agenda item name")),
        }
        self.out.write("_______________\n\n")
        self.out.field("organization", texts["organization"])
        self.out.field("symbol", printed_symbols[0] if symbols else "")
        self.out.field("organ", texts["organ"])
        self.out.field("distribution", texts["distribution"])
        self.out.write("\n")
        self.out.field("issued", texts["issued"])
        self.out.field("session", texts["session"])
        for name, text in (
            ("agenda", texts["agenda"]),
            ("agenda_title", texts["agenda_title"]),
            ("job_number", printed_job),
        ):
            self.out.write("\n")
            self.out.field(name, text)
        self.out.write("\n")
        issued = cover.first("docDate")
        identified = {each.get("name"): date_of(each.get("date")) for each in document.root.iter(f"{A}FRBRdate")}
        first_title = document.parts[0].title if document.parts else None
        title = document.shared_title.text or None
        if not document.lettered and first_title is not None:
            title = first_title.text or ("" if document.exact else None)
        adopted = identified.get("adoption")
        if not document.exact and parts and parts[0].closing is not None:
            adopted = parts[0].closing.date or adopted  # the UN's metadata has slips that its text has not
        values: dict[str, Any] = {
            "kind": "decision" if next(document.root.iter(f"{A}statement")).get("name") == "decision" else "resolution",
            "symbol": symbols[0] if symbols else None,
            "symbols": tuple(symbols) if cover.kept("symbol") != "inferred" else (),
            "language": document.language,
            "organization": texts["organization"] or None,
            "organ": texts["organ"] or None,
            "distribution": distribution(texts["distribution"]),
            "title": title,
            "title_marks": title_marks,
            "session": cover.session(symbols[0] if symbols else None),
            "agenda_items": cover.agenda_items(),
            "agenda_title": texts["agenda_title"] or None,
            "adopted": adopted,
            "adoption_text": adoption or None,
            "issued": date_of(issued.get("date")) if issued is not None else identified.get("publication"),
            "basis": basis,
            "job_number": job,
            "ods": cover.ods(),
            "parts": parts,
            "footnotes": notes,
            "fields": tuple(self.out.fields),
            "complete": cover.kept("complete") != "false",
            "source_text": "".join(self.out.pieces),
        }
        return Resolution(**values, diagnostics=checks.check(values))

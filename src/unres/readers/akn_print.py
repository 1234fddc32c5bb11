"""Prints drafts in the dialect of an ODS text extraction, and makes the models while printing.

So every span counts in the printed text by construction, and the leaves tile it: what is written stands in a block, a
field or a note, or is white space.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from typing import Any, cast

from .. import citations, openings
from ..akn import document_link
from ..citations import Citation, place_key
from ..models import (
    Formula,
    Heading,
    Language,
    MarkPlace,
    MastheadField,
    NoteMark,
    Operative,
    Organ,
    Paragraph,
    Preambular,
    Quotation,
    Reference,
    Subparagraph,
    Table,
    TableCell,
    Unparsed,
)
from ..wording import wording
from .akn_blocks import Draft
from .akn_citations import document_named, joined_links, stated_citation
from .akn_inline import Text

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


class Ids:
    """Block ids as `build` gives them: "op2-a-ii", "B-op1", "annex1-p4", a repeated one "op1.2"."""

    def __init__(self) -> None:
        self.taken: Counter[str] = Counter()

    def new(self, draft: Draft, prefix: str) -> str:
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


class Print:
    """The text printed so far, and the models made of it; `length` is where the next character goes.

    `exact` is of our own export, whose links state every citation and whose phrases are the lead phrases.
    """

    def __init__(self, language: Language, *, exact: bool) -> None:
        self.language = language
        self.exact = exact
        self.pieces: list[str] = []
        self.length = 0
        self.ids = Ids()
        self.order: dict[str, int] = {}  # a block's id → its place in the order of print
        self.clauses: dict[str, list[str]] = {}  # place_key, "paragraph 5" → ids of what bears that number
        self.places: dict[int, list[MarkPlace]] = {}
        self.fields: list[MastheadField] = []

    def write(self, text: str) -> int:
        """Append `text`; where it starts."""
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        return start

    def field(self, name: str, text: str) -> tuple[int, int]:
        """Append a masthead field without a line break behind it; its span."""
        start = self.write(text)
        if text:
            self.fields.append(MastheadField(start=start, end=self.length, name=cast(Any, name), text=text))
        return start, self.length

    def field_with_marks(self, name: str, text: Text, block: str) -> tuple[NoteMark, ...]:
        """Append a masthead field with the note marks of its text, which are `block`'s."""
        start, first = self.length, len(self.pieces)
        _, marks, _ = self.text(text, block)
        if self.length > start:
            printed = "".join(self.pieces[first:])
            self.fields.append(MastheadField(start=start, end=self.length, name=cast(Any, name), text=printed))
        return marks

    def text(self, text: Text, block: str) -> tuple[str, tuple[NoteMark, ...], tuple[Reference, ...]]:
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

        joined = text.links if self.exact else joined_links(text.links)
        links = [(k.start, k.end, stated_citation(k, whole[k.start : k.end])) for k in joined]
        stated = [(start, end, cited) for start, end, cited in links if cited is not None and start < end]
        if not self.exact:
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
        for citation in citations.read(text, self.language, note=not block):
            symbol, kind, organ = citation.symbol, citation.kind, citation.organ
            for link in left:
                if link[0] < citation.end and citation.start < link[1] and link[2].symbol:
                    left.remove(link)
                    if symbol is None or document_named(symbol) != document_named(link[2].symbol):
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

    def name(self, drafts: Iterable[Draft], prefix: str, printed: str = "") -> None:
        """Give every block its id, in order, before anything is printed: a citation may point ahead. `printed` are the
        labels of the clauses that the blocks stand below."""
        for draft in drafts:
            draft.id = self.ids.new(draft, prefix)
            self.order[draft.id] = len(self.order)
            labels = ""
            if draft.label and (draft.kind == "operative" or (printed and draft.kind == "subparagraph")):
                labels = f"{printed} {draft.label}"
                self.clauses.setdefault(place_key("paragraph", labels), []).append(draft.id)
            elif draft.label and draft.kind == "heading":
                self.clauses.setdefault(place_key("section", draft.label), []).append(draft.id)
            self.name(draft.children, f"{draft.id}-", labels)

    def blocks(self, drafts: Iterable[Draft], depth: int = 0) -> tuple[Any, ...]:
        return tuple(self.block(draft, depth) for draft in drafts)

    def block(self, draft: Draft, depth: int) -> Any:
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
        if opening is None and not self.exact and draft.kind in ("preambular", "operative"):
            found = openings.read(text, self.language)
            opening = found.phrase if found else None
        verbs = openings.of_phrase(opening, self.language) if opening else ()
        common |= {"opening": opening, "verbs": verbs, "children": children}
        if draft.kind == "subparagraph":
            common["depth"] = draft.depth or max(1, depth)
        return _BLOCKS[draft.kind](**common)

    def table(self, draft: Draft, name: str) -> Table:
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

    def title(self, printed: str, title: Text, block: str) -> tuple[int, tuple[NoteMark, ...], tuple[Reference, ...]]:
        start = self.write(printed)
        self.write("\t" if printed and title.text else "")
        _, marks, references = self.text(title, block)
        if self.length > start:
            text = f"{printed}\t{title.text}".strip()
            self.fields.append(MastheadField(start=start, end=self.length, name="title", text=text))
        self.write("\n")
        return start, marks, references

    def end(self, started: int) -> int:
        """Where the text printed last ends, white space left out."""
        back = 0
        for piece in reversed(self.pieces):
            kept = piece.rstrip()
            back += len(piece) - len(kept)
            if kept:
                break
        return max(started, self.length - back)

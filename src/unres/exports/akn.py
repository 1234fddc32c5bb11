"""A `Resolution` in Akoma Ntoso as the UN writes it (AKN4UN), valid against the OASIS schema of version 3.0.

What the UN's published files do is the model, not the guidelines of 2018. Two things are ours:

* **Ids.** `eId` follows the naming convention of Akoma Ntoso, unique in the whole file (`akn_elements`); `wId` holds
  the model's own id of a block.
* **Classes and own attributes.** Where AKN has no word for a distinction that the model makes, a `class` states it, or
  an attribute in a namespace of our own (the date of a citation). A reader that knows neither loses nothing of the
  text.

`akn_text` writes what is inside a paragraph, `akn_blocks` the paragraphs, `akn_cover` and `akn_meta` what is said of
the document; this module puts them together.

Invariants: the same model gives the same bytes (no clock, no random ids); everything in the file is stated by the
document; every character of every block is in the file once. What AKN cannot hold is left out: offsets into the source
text, pages, diagnostics and page furniture.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Any, cast

from ..akn import AKN, number_letter
from ..models import Annex, Closing, Heading, NoteMark, Part, Reference, Resolution
from ..source import UnreadableDocument
from .akn_blocks import Blocks
from .akn_cover import write_cover
from .akn_elements import XSI, Elements, indent, iso, slug
from .akn_meta import Meta
from .masthead import closing_lines

_SCHEMA = f"{AKN} http://docs.oasis-open.org/legaldocml/akn-core/v1.0/os/part2-specs/schemas/akomantoso30.xsd"


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
            "missing-extra", "writing Akoma Ntoso needs the extra unres[xml]", extra="xml"
        ) from None
    root = _Writer(etree, resolution, marked_up).document()
    return cast(str, etree.tostring(root, encoding="unicode", xml_declaration=False)).join(
        ('<?xml version="1.0" encoding="UTF-8"?>\n', "\n")
    )


class _Writer:
    """Writes one document: its parts, each with preface, text, closing lines and annexes."""

    def __init__(self, etree: Any, resolution: Resolution, marked_up: datetime.date | None) -> None:
        self.resolution = resolution
        self.out = Elements(etree)
        self.blocks = Blocks(self.out, resolution)
        self.meta = Meta(self.blocks.texts, resolution, marked_up)

    def document(self) -> Any:
        root = self.out.element(None, "akomaNtoso")
        root.set(f"{{{XSI}}}schemaLocation", _SCHEMA)
        parts = self.resolution.parts
        if len(parts) > 1:
            self.document_collection(root)
        else:
            self.statement(root, parts[0] if parts else None)
        self.meta.finish(self.blocks.formula)
        indent(root, "\n")
        return root

    def document_collection(self, root: Any) -> None:
        """Lettered parts: the masthead and the shared title in a collection, each part a component."""
        resolution = self.resolution
        collection = self.out.element(root, "documentCollection", name="publication")
        self.meta.write(collection, part=None, whole=True)
        write_cover(self.out, collection, self.resolution)
        first = resolution.parts[0]
        common = (first.number or "").removesuffix(f" {first.letter}") if first.letter else first.number or ""
        common = common or re.sub(r"^A/(?:RES|DEC)/| [A-Z](?:-[A-Z])?$", "", resolution.symbol or "")
        preface = self.out.element(self.out.element(collection, "preface"), "p")
        self.out.element(preface, "docNumber", f"{common}." if common else None)
        self.titled(preface, resolution.title, resolution.title_marks, ())
        body = self.out.element(collection, "collectionBody")
        components = self.out.element(root, "components")
        for index, part in enumerate(resolution.parts):
            definition = self.out.element(body, "component", eId=f"comp_def_{index}")
            shown = f"Resolution {part.letter or index + 1}"
            self.out.element(definition, "documentRef", eId=f"compRef_{index}", href=f"comp_{index}", showAs=shown)
            component = self.out.element(components, "component", eId=f"comp_{index}")
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
            element = self.out.element(p, "docTitle", refersTo=refers_to)
            self.blocks.texts.text(element, text, marks=inside, references=references)
        for mark in marks:
            if mark not in inside:
                p.append(self.blocks.texts.mark(mark))

    def statement(self, parent: Any, part: Part | None, *, common: str | None = None, index: int = 0) -> None:
        resolution = self.resolution
        statement = self.out.element(parent, "statement", name=resolution.kind)
        self.meta.write(statement, part=part, whole=common is None)
        if common is None:
            write_cover(self.out, statement, self.resolution)
        if part is None:
            self.out.element(self.out.element(statement, "mainBody"), "p")
            return
        scope = "" if common is None else f"part_{slug(part.letter or str(index + 1))}"
        self.preface(statement, part, common)
        taken = self.blocks.preamble(statement, part.blocks)
        self.blocks.body(statement, part.blocks[taken:], scope)
        if part.closing is not None or (part.vote is not None and part.vote.text):
            conclusions = self.out.element(statement, "conclusions", eId=self.out.unique(scope, "conclusions"))
            if part.closing is not None:
                self.closing(self.out.element(conclusions, "p"), part.closing)
            if part.vote is not None and part.vote.text:
                self.blocks.texts.text(self.out.element(conclusions, "p", class_="vote"), part.vote.text)
        if part.annexes:
            attachments = self.out.element(statement, "attachments")
            for number, annex in enumerate(part.annexes, 1):
                self.annex(attachments, part, annex, number)

    def preface(self, statement: Any, part: Part, common: str | None) -> None:
        resolution = self.resolution
        preface = self.out.element(statement, "preface")
        p = self.out.element(preface, "p")
        if common is not None:
            number = self.out.element(p, "docNumber", part.letter)
            if part.number != f"{common} {part.letter or ''}".strip():
                self.out.own(number, number=part.number or "")
            if part.letter is None:
                self.out.own(number, letter="")
        elif part.letter and resolution.title != part.title:  # the title that the parts share, then the letter
            shared = (part.number or "").removesuffix(f" {part.letter}")
            self.out.element(p, "docNumber", f"{shared}." if shared else None)
            self.titled(p, resolution.title, resolution.title_marks, ())
            p = self.out.element(preface, "p")
            letter = self.out.element(p, "docNumber", part.letter, refersTo="#letter")
            if part.number != f"{shared} {part.letter}":
                self.out.own(letter, number=part.number or "")
            self.titled(p, part.title, part.title_marks, part.title_references, "#partTitle")
            return
        else:
            number = self.out.element(p, "docNumber", f"{part.number}." if part.number else None)
            if part.letter != number_letter(part.number):
                self.out.own(number, letter=part.letter or "")
        self.titled(p, part.title, part.title_marks, part.title_references)

    def closing(self, p: Any, closing: Closing) -> None:
        event = self.out.element(p, "event", refersTo="#adoption")
        meeting, date = (
            closing_lines(closing, self.resolution.language) if closing.date is not None else (closing.text, "")
        )
        ordinal = next((each for each in re.findall(r"\d+[^\s\d]*", meeting) if str(closing.meeting) in each), None)
        title = None if closing.meeting is None else ordinal or str(closing.meeting)
        location = self.out.element(event, "location", title=title, refersTo="#adoptionMeeting")
        self.out.append(location, meeting)
        if closing.date is not None:
            if date:
                self.out.element(event, "eol")
            printed = self.out.element(event, "docDate", date=iso(closing.date), refersTo="#adoptionDate")
            self.out.append(printed, date)

    def annex(self, attachments: Any, part: Part, annex: Annex, number: int) -> None:
        eid = self.blocks.eids[annex.id]
        attachment = self.out.element(attachments, "attachment", eId=eid, wId=self.blocks.wid(annex))
        doc = self.out.element(attachment, "doc", name=annex.kind)
        self.meta.write(doc, part=part, component="/annex" if number == 1 else f"/annex_{number}")
        heads = [block.text for block in annex.blocks if isinstance(block, Heading)]
        if annex.label not in heads:
            p = self.out.element(self.out.element(doc, "preface"), "p")
            self.out.append(self.out.element(p, "docType"), annex.label)
            if annex.title is not None and annex.title not in heads:
                self.out.append(p, " ")
                self.out.append(self.out.element(p, "docTitle"), annex.title)
        self.blocks.body(doc, annex.blocks, eid, annex=annex)

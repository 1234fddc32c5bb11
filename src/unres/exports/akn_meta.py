"""The metadata of a resolution in Akoma Ntoso: identification, workflow, vote, references.

IRIs and dates are those that the document states; there is no clock in them. What AKN has no place for (the ODS
comment, whether a print shows the whole) is kept under `proprietary`.
"""

from __future__ import annotations

import datetime
import re
from typing import Any

from ..akn import AKN4UN, NO_PLACE, OURS, language_code
from ..models import Part, Resolution, Vote, VoteGroup
from .akn_cover import COMMITTEE_NAMES, committee_id
from .akn_elements import NO_DATE, clean, iso
from .akn_text import Texts
from .masthead import job_letter

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


class Meta:
    """Writes the metadata of one document, of its parts and annexes; `whole` is the document's own."""

    def __init__(self, texts: Texts, resolution: Resolution, marked_up: datetime.date | None) -> None:
        self.out = texts.out
        self.texts = texts
        self.resolution = resolution
        self.language = resolution.language
        self.marked_up = marked_up or resolution.issued or resolution.adopted
        self.whole: Any = None

    def write(self, parent: Any, *, part: Part | None, component: str = "", whole: bool = False) -> None:
        """The metadata of the document, of one part, or of an annex (`component` "/annex"); only `whole` has it all."""
        resolution = self.resolution
        meta = self.out.element(parent, "meta")
        identification = self.out.element(meta, "identification", source="#unres")
        adopted = iso(resolution.adopted or (part.closing.date if part is not None and part.closing else None))
        stated = iso(resolution.adopted)
        work = f"/akn/un/statement/deliberation/unga/{adopted}/{self.work_number(part)}/"
        expression = f"{work}{language_code(self.language)}@"
        author = self.out.element(identification, "FRBRWork")
        self.identify(author, f"{work}!main{component or '/'}", work, stated, "adoption")
        self.out.element(author, "FRBRauthor", href="ga", as_="author")
        self.out.element(author, "FRBRcountry", value="un")
        issuer = self.out.element(identification, "FRBRExpression")
        self.identify(
            issuer, f"{expression}!main{component or '/'}", f"{expression}/", iso(resolution.issued), "publication"
        )
        self.out.element(issuer, "FRBRauthor", href="ga", as_="issuer")
        self.out.element(issuer, "FRBRlanguage", language=language_code(self.language))
        editor = self.out.element(identification, "FRBRManifestation")
        self.identify(editor, f"{expression}/!main{component}.xml", f"{expression}.xml", iso(self.marked_up), "markup")
        self.out.element(editor, "FRBRauthor", href="unres", as_="editor")
        if whole:
            self.workflow(meta)
        if part is not None and part.vote is not None and not component:
            self.vote(meta, part.vote)
        if whole:
            self.whole = meta  # references, notes without mark and the rest are known when all is written

    def identify(self, level: Any, this: str, uri: str, date: str, name: str) -> None:
        self.out.element(level, "FRBRthis", value=this)
        self.out.element(level, "FRBRuri", value=uri)
        self.out.element(level, "FRBRdate", date=date, name=name)

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
        steps = [{"date": NO_DATE, **step, "by": ""} for step in steps]
        if resolution.adopted is not None:
            steps.append({"date": iso(resolution.adopted), "outcome": "adopted", "by": ""})
        if steps:
            workflow = self.out.element(meta, "workflow", source="#unres")
            for step in steps:
                self.out.element(workflow, "step", **step)

    def vote(self, meta: Any, vote: Vote) -> None:
        parliamentary = self.out.element(self.out.element(meta, "analysis", source="#unres"), "parliamentary")
        outcome = "adoptedRecordedVote" if vote.recorded else "adoptedWithoutVote"
        voting = self.out.element(parliamentary, "voting", outcome=outcome)
        groups: tuple[tuple[str, VoteGroup], ...] = (
            ("inFavour", vote.in_favour),
            ("against", vote.against),
            ("abstaining", vote.abstaining),
        )
        for name, group in groups:
            if group.count is None and not group.states:
                continue
            count = self.out.element(
                voting, "count", value="" if group.count is None else str(group.count), refersTo=f"#{name}"
            )
            voters = self.out.etree.SubElement(count, f"{{{AKN4UN}}}voters") if group.states else None
            for state in group.states:
                self.out.element(voters, "organization", state, refersTo="#memberState")
        if not len(voting):
            self.out.element(voting, "quorum", value="")

    def finish(self, formula: Any | None) -> None:
        """References, notes whose mark was not found, and what AKN has no place for."""
        meta, resolution = self.whole, self.resolution
        references = self.out.element(meta, "references", source="#unres")
        organ = committee_id(resolution.basis, self.language)
        committees = [("TLCOrganization", organ, "organization", COMMITTEE_NAMES[organ])] if organ else []
        for name, eid, kind, shown in (*_REFERENCES, *committees):
            self.out.element(references, name, eId=eid, href=f"/akn/ontology/{kind}/un/{eid}", showAs=shown)
        left = self.texts.left()
        if left and formula is not None:
            for note in left:
                element = self.texts.note(note)
                element.set("status", NO_PLACE)
                formula.append(element)
        elif left:
            notes = self.out.element(meta, "notes", source="#unres")
            for note in left:
                notes.append(self.texts.note(note, "note"))
        proprietary = self.out.element(meta, "proprietary", source="#unres")
        own = self.out.etree.SubElement(proprietary, f"{OURS}document", {"version": resolution.schema_version})
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
                self.out.etree.SubElement(own, f"{OURS}{name}", {"value": clean(value)})
        for name, value in sorted(ods.fields.items()):
            self.out.etree.SubElement(own, f"{OURS}field", {"name": clean(name), "value": clean(value)})
        if resolution.job_number:
            match = re.fullmatch(r"([A-Z]{1,2})(\d\d)(\d{4,})", resolution.job_number)
            letter = job_letter(self.language)
            office = "" if match is None or match[1] == "N" else match[1]
            printed = f"{office}{match[2]}-{match[3]} ({letter})" if match else resolution.job_number
            presentation = self.out.element(meta, "presentation", source="#unres")
            code = presentation
            for name in ("footerFirstPage", "footerFirstPageLeft", "internalCode"):
                code = self.out.etree.SubElement(code, f"{{{AKN4UN}}}{name}")
            self.out.element(code, "docketNumber", printed, refersTo="#publicationJobNumber")

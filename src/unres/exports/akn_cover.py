"""The cover page in Akoma Ntoso: what the masthead states, with what the bracketed basis names marked in it."""

from __future__ import annotations

import re
from typing import Any

from ..models import Basis, Language, Resolution
from ..wording import one_spaced, wording
from .akn_elements import Elements, iso
from .masthead import agenda_in_words, date_in_words, distribution_line

COMMITTEE_NAMES = {
    "firstCommittee": "First Committee",
    "secondCommittee": "Second Committee",
    "thirdCommittee": "Third Committee",
    "fourthCommittee": "Special Political and Decolonization Committee (Fourth Committee)",
    "fifthCommittee": "Fifth Committee",
    "sixthCommittee": "Sixth Committee",
    "mainCommittee": "Main Committee",
    "noMainCommittee": "Without reference to a Main Committee",
}


_NUMBERED = tuple(COMMITTEE_NAMES)[:6]


def committee_id(basis: Basis | None, language: Language) -> str | None:
    """The id of the organ that the basis names; None where it names none."""
    if basis is None or basis.kind == "other":
        return None
    if basis.kind == "plenary":
        return "noMainCommittee"
    number = wording(language).ordinal(basis.committee or "") or 0
    return _NUMBERED[number - 1] if 1 <= number <= len(_NUMBERED) else "mainCommittee"


def write_cover(out: Elements, parent: Any, resolution: Resolution) -> None:
    """The cover page of a document, each field where the UN sets it."""
    language = resolution.language
    printed = {field.name: one_spaced(field.text) for field in reversed(resolution.fields)}
    cover = out.element(parent, "coverPage", eId=out.unique("", "coverPage", "1"))
    if resolution.organization:
        publisher = out.element(out.element(cover, "p"), "span", refersTo="#publisher", class_="upperLeft")
        out.element(publisher, "docAuthority", resolution.organization, refersTo="#publisher")
    symbols = resolution.symbols or ((resolution.symbol,) if resolution.symbol else ())
    for symbol in symbols:
        out.element(out.element(cover, "p", class_="upperRight"), "docNumber", symbol, refersTo="#symbol")
    if resolution.organ:
        issuing = out.element(cover, "p", class_="upperLeft")
        out.element(issuing, "docAuthority", resolution.organ, refersTo="#issuingBody", class_="rightBig")
    if resolution.distribution:
        text = distribution_line(resolution)
        out.element(out.element(cover, "p"), "docStatus", text, refersTo="#generalDistribution", class_="rightSmall")
    if resolution.issued:
        text = printed.get("issued") or date_in_words(resolution.issued, language)
        issued = out.element(out.element(cover, "p"), "docDate", text, date=iso(resolution.issued))
        issued.set("class", "rightSmall")
        issued.set("refersTo", "#dateOfIssuance")
    if session := resolution.session:
        element = out.element(
            out.element(cover, "p"),
            "session",
            session.text,
            refersTo="#generalAssembly",
            value=str(session.number),
            eId="coverPage_1__session_1",
        )
        out.own(element, kind=session.kind)
    if resolution.agenda_items:
        names = [f"{item.number} ({item.sub})" if item.sub else str(item.number) for item in resolution.agenda_items]
        text = printed.get("agenda") or agenda_in_words(resolution.agenda_items, language)
        out.element(out.element(cover, "p"), "inline", text, title=", ".join(names), name="agenda item")
    if resolution.agenda_title:
        out.element(out.element(cover, "p"), "inline", resolution.agenda_title, name="agenda item name")
    if resolution.adoption_text:
        out.element(out.element(cover, "p"), "docTitle", resolution.adoption_text)
    if resolution.basis:
        _write_basis(out, out.element(cover, "p"), resolution.basis, language)
    if not len(cover):
        out.element(cover, "p")


def _write_basis(out: Elements, parent: Any, basis: Basis, language: Language) -> None:
    """The bracketed line, each document it names in an `inline` whose title is the whole symbol."""
    organ = committee_id(basis, language)
    proponent = out.element(parent, "docProponent", refersTo=f"#{organ}" if organ else None)
    text = basis.text
    found_at: list[tuple[int, int, str, str | None]] = []
    missing: list[str] = []
    at = text.find(basis.committee) if basis.committee else -1
    if basis.committee and at >= 0:
        found_at.append((at, at + len(basis.committee), "committee", None))
    else:
        out.own(proponent, committee=basis.committee)
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
    if basis.paragraph and (places := list(re.finditer(rf"(?<!\w){re.escape(basis.paragraph)}(?!\w)", text[cursor:]))):
        found_at.append((cursor + places[0].start(), cursor + places[0].end(), "paragraph", None))
    else:
        out.own(proponent, paragraph=basis.paragraph)
    out.append(proponent, "[")
    at = 0
    for start, end, name, title in sorted(found_at, key=lambda each: each[0]):
        if start < at:  # amid another: it has no element of its own
            if title is not None:
                missing.append(title)
            else:
                out.own(proponent, **{name: text[start:end]})
            continue
        out.append(proponent, text[at:start])
        out.append(out.element(proponent, "inline", name=name, title=title), text[start:end])
        at = end
    out.append(proponent, text[at:])
    for symbol in missing:
        out.element(proponent, "inline", name="originating document", title=symbol)
    out.append(proponent, "]")

"""What an Akoma Ntoso file says of the document as a whole: its cover page and its metadata.

What the UN's files have in words only (an agenda item, the committee and the paragraph of the bracketed basis) is read
by the grammar of the file's language, as in any other form; our own export states it.
"""

from __future__ import annotations

import re
from typing import Any, Literal, cast

from .. import citations
from ..akn import OURS, A, language_of
from ..models import AgendaItem, Basis, Ods, Session
from ..symbols import Symbol
from ..wording import wording
from .akn_inline import number_of, plain, tag_of

_AGENDA = re.compile(r"(\d{1,3})|\(\s*([^\W\d_]{1,3})\s*\)|(?<=\s)([a-z]{1,3})\)")
_SPECIAL = re.compile(r"A/RES/(?:\d+ \()?(ES|S)-")


class Cover:
    """The cover page of one file, and what its metadata says of the whole document."""

    def __init__(self, root: Any) -> None:
        self.root = root
        self.page = root.find(f".//{A}coverPage")
        self.exact = self.kept("version") is not None  # our own export
        language = root.find(f".//{A}FRBRlanguage")
        self.language = (language_of(language.get("language")) if language is not None else None) or "en"

    def first(self, path: str, **attributes: str) -> Any | None:
        """The first element of the cover page with that tag and those attributes."""
        if self.page is None:
            return None
        for element in self.page.iter(f"{A}{path}"):
            if all(value in (element.get(name) or "") for name, value in attributes.items()):
                return element
        return None

    def first_exact(self, name: str) -> Any | None:
        """The cover page's `inline` of exactly that name."""
        if self.page is None:
            return None
        return next((each for each in self.page.iter(f"{A}inline") if each.get("name") == name), None)

    def symbols(self) -> list[Any]:
        return [] if self.page is None else list(self.page.iter(f"{A}docNumber"))

    def job_number(self) -> tuple[str | None, str]:
        """ "N2114660" and "21-14660" of "21-14660 (E)"."""
        docket = next(self.root.iter(f"{A}docketNumber"), None)
        printed = re.sub(r"\s*\([A-Z]\)$", "", plain(docket))
        match = re.fullmatch(r"([A-Z]{0,2})(\d\d)-?(\d{4,})", printed)
        return (f"{match[1] or 'N'}{match[2]}{match[3]}" if match else None), printed

    def session(self, symbol: str | None) -> Session | None:
        element = self.first("session")
        if element is None:
            return None
        text = plain(element)
        value = re.sub(r"\D", "", element.get("value") or "")
        special = _SPECIAL.match(symbol or "")
        kind = element.get(f"{OURS}kind")
        if kind is None:
            kind = {"ES": "emergency special", "S": "special"}[special[1]] if special else "regular"
        if not value and (match := re.match(r"A/RES/(?:E?S-)?(\d+)", symbol or "")):
            value = match[1]
        return Session(number=number_of(value), kind=cast(Any, kind), text=text or None) if value else None

    def agenda_items(self) -> tuple[AgendaItem, ...]:
        element = self.first("inline", name="agenda item")
        if element is None:
            return ()
        items: list[AgendaItem] = []
        for number, bracketed, bare in _AGENDA.findall(element.get("title") or plain(element)):
            if number:
                items.append(AgendaItem(number=int(number)))
            elif items:
                item = AgendaItem(number=items[-1].number, sub=bracketed or bare)
                items = [*items[:-1], item] if items[-1].sub is None else [*items, item]
        return tuple(items)

    def basis(self, start: int, end: int) -> Basis | None:
        """The bracketed line, which stands at those characters of the print."""
        element = self.first("docProponent")
        printed = plain(element)
        if element is None or not printed:
            return None
        text = printed.removeprefix("[").removesuffix("]")
        stated = (element.get("refersTo") or "").lstrip("#")
        words = wording(self.language)
        committee = next((plain(e) for e in element.iter(f"{A}inline") if e.get("name") == "committee"), None)
        if self.exact:
            committee = committee or element.get(f"{OURS}committee")
        elif committee is None and stated != "noMainCommittee":
            named = words.pattern("COMMITTEE_NAME").search(text)
            committee = named[1] if named else None
        documents: list[str] = []
        for inline in element.iter(f"{A}inline"):
            if inline.get("name") == "originating document":
                whole = inline.get("title")
                documents += [whole] if whole else citations.documents(plain(inline), self.language)
        paragraph = next((plain(e) for e in element.iter(f"{A}inline") if e.get("name") == "paragraph"), None)
        if self.exact:
            paragraph = paragraph or element.get(f"{OURS}paragraph")
        elif paragraph is None and (match := words.pattern("PARAGRAPH_OF").search(text)):
            paragraph = match[1]
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

    def kept(self, name: str) -> str | None:
        """What our export keeps under `meta/proprietary` because AKN has no place for it."""
        found = self.root.find(f".//{A}meta/{A}proprietary/{OURS}document")
        return cast("str | None", found.get(name)) if found is not None else None

    def ods(self) -> Ods:
        kept: dict[str, list[str]] = {"symbol": [], "jobNumber": [], "barCode": [], "anchor": []}
        fields: dict[str, str] = {}
        for element in self.root.iterfind(f".//{A}meta/{A}proprietary/{OURS}document/*"):
            name = tag_of(element)
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


def normalised(symbol: str) -> str:
    """The symbol as `Symbol` writes it; what is none stays as it is."""
    try:
        return Symbol.parse(symbol).text
    except ValueError:
        return symbol

"""What reading and writing Akoma Ntoso share: the names the UN uses, and what a link to a UN document says.

Nothing here touches XML, so neither direction depends on the other.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote

from .grammar_files import languages, printed
from .models import Language, Organ

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
"""Akoma Ntoso 3.0."""
AKN4UN = "http://un.org/akn4un"
"""The UN's own elements, under `meta`."""
OWN = "urn:x-unres:akn:1.0"
"""Ours: the few attributes our export adds where AKN has no word for what the model states."""

A = f"{{{AKN}}}"
OURS = f"{{{OWN}}}"
"""The two namespaces as lxml writes them before a name."""

NO_PLACE = "unknown"
"""`status` of a footnote whose mark was not found: it stands at the enacting formula, where nothing marks it."""

HEADING_STYLES = {1: "H1", 2: "H23", 3: "H4", 4: "H56"}
"""The UN's style names by level of heading, which its files use as classes."""

_HREF = re.compile(r"(?:undocs\.org|docs\.un\.org)/(?:[a-z]{2}/)?(.+)$")
_ORGANS: tuple[tuple[str, Organ], ...] = (
    ("A/RES/", "General Assembly"),
    ("A/DEC/", "General Assembly"),
    ("S/RES/", "Security Council"),
    ("E/RES/", "Economic and Social Council"),
    ("A/HRC/RES/", "Human Rights Council"),
)


def language_code(language: Language) -> str:
    """The language as `FRBRlanguage` has it, in ISO 639-3: "fra"."""
    return printed(language)["CODES"].split()[0]


def language_of(code: str | None) -> Language | None:
    """The language that a file names by any of its codes; None where it is none that there are grammars for."""
    return next((language for language in languages() if code in printed(language)["CODES"].split()), None)


def number_letter(number: str | None) -> str | None:
    """The part's letter that a number ends with: "A" of "76/84 A"."""
    found = re.search(r"\d ([A-Z])$", number or "")
    return found[1] if found else None


def document_link(symbol: str, language: str) -> str:
    """The document's address on docs.un.org; symbols stand there without spaces (FORMAT.md 1.7)."""
    return f"https://docs.un.org/{language}/{quote(symbol.replace(' ', ''), safe='/().-')}"


def linked_symbol(href: str) -> str | None:
    """The symbol that a link to the UN's documents names; None for any other link.

    The UN's links write symbols in several ways ("e/res/2017/18", "S/RES/2626(2022)", "A/RES/54/237a-c"). Letters of
    a resolution's parts are left out: the text of the link states the part, the link the document.
    """
    match = _HREF.search(href)
    if match is None:
        return None
    symbol = unquote(match[1]).strip().rstrip("/")
    if re.match(r"[a-z]+/", symbol):
        symbol = symbol.upper()
    if "/RES/" in symbol.upper():
        symbol = re.sub(r"(?<=\d)\s*\[?[A-Za-z](?:\s*-\s*[A-Za-z])?\]?$", "", symbol)
    return re.sub(r"(?<=[^\s(/])\s*\((?!\s)", " (", symbol)


def stated_by_symbol(symbol: str) -> tuple[str, Organ | None]:
    """The kind and the organ of a reference of which only the symbol is known."""
    organ = next((organ for prefix, organ in _ORGANS if symbol.startswith(prefix)), None)
    return ("decision" if "/DEC/" in symbol else "resolution" if organ else "document"), organ

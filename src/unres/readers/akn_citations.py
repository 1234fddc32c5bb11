"""What a paragraph of an Akoma Ntoso file cites: what its links state, and what the grammar finds without a link.

The UN links unevenly and its links name documents only, so a citation that both know is the grammar's, with the
document that the link names where the two differ. Our own export states the whole citation, and is not asked again.
"""

from __future__ import annotations

import re
from typing import Any, cast

from ..akn import OURS, linked_symbol, stated_by_symbol
from ..models import Organ, Reference
from .akn_inline import Link, date_of


def joined_links(links: list[Link]) -> list[Link]:
    """Links in order; neighbours to one document are one (the Chinese files link each character group)."""
    joined: list[Link] = []
    for link in sorted(links, key=lambda k: (k.start, -k.end)):
        if joined and joined[-1].end == link.start and joined[-1].attributes == link.attributes and link.kind == "a":
            joined[-1] = Link(joined[-1].start, link.end, "a", link.attributes)
        elif not joined or link.start >= joined[-1].end:
            joined.append(link)
    return joined


def document_named(symbol: str) -> str:
    """Which document a symbol names: the symbol without the letters of its parts, spaces and case."""
    return re.sub(r"(?<=[\d)])\[?[A-Z](?:-[A-Z])?\]?(?=\(|$)", "", symbol.replace(" ", "").upper())


def stated_citation(link: Link, text: str) -> Reference | None:
    """The citation that a link states, its place still open; None for a link to something else."""
    own = {name.removeprefix(OURS): value for name, value in link.attributes.items() if name.startswith(OURS)}
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
        date=date_of(own.get("date")),
        pinpoint=own.get("pinpoint"),
        target=own.get("target"),
        url=own["url"] or None if "url" in own else href if link.kind == "a" else None,
    )

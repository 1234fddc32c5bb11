"""Citations: which documents and places a text names.

A citation is found by its number or symbol (`ATOM` in `citations_*.lark`), then read outwards: the words before say whose
it is, the words after give its date and place. A list ("resolutions 57/47 of 21 November 2002, 59/19 and 61/6 of …") is
read as one, so that the organ named at its head holds for all of it, and one date at its end for all that have none of
their own. What a number alone cannot tell is settled by the organ named nearest before, else it is the General Assembly's
(FORMAT.md 1.5). Pure functions of text; offsets are characters of the text that was read.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

import regex

from . import grammar
from .symbols import Symbol
from .wording import wording

Kind = Literal["resolution", "decision", "document", "charter", "treaty", "internal", "self"]

_ORGANS = {"General Assembly": "GA", "Security Council": "SC", "Economic and Social Council": "ECOSOC", "Human Rights Council": "HRC"}
_NAMES = {short: name for name, short in _ORGANS.items()}
_RESOLUTIONS = {"GA": "A/RES/", "SC": "S/RES/", "ECOSOC": "E/RES/", "HRC": "A/HRC/RES/"}
_DECISIONS = {"GA": "A/DEC/", "ECOSOC": "E/DEC/", "HRC": "A/HRC/DEC/"}
_SPACES = regex.compile(r"\s+")
_HAS = regex.compile(r"\d[/ \xa0(]|/|[Pp]resent|this resolution|above|below|Article")


@dataclass(frozen=True, slots=True)
class Citation:
    """One document or place cited; `start` and `end` are characters of the text that was read."""

    kind: Kind
    start: int
    end: int
    symbol: str | None = None
    letter: str | None = None
    organ: str | None = None
    date: datetime.date | None = None
    pinpoint: str | None = None
    which: str | None = None
    """For `internal`, the number meant: "5", "18", "II"."""


@dataclass(frozen=True, slots=True)
class _Words:
    atom: regex.Pattern[str]
    cited_as: regex.Pattern[str]
    gap: regex.Pattern[str]
    date_after: regex.Pattern[str]
    place_after: regex.Pattern[str]
    place_before: regex.Pattern[str]
    places: regex.Pattern[str]
    treaty: regex.Pattern[str]
    tail: regex.Pattern[str]


@cache
def _words(language: str) -> _Words:
    found = grammar.terminals(f"citations_{language}", language)
    named = [f"(?P<{name}>{found[name]})" for name in ("SYMBOL", "NUMBER_OLD", "NUMBER_YEAR", "NUMBER_NEW")]
    places = [f"(?P<{name}>{found[name]})" for name in ("INTERNAL", "SELF", "CHARTER")]
    return _Words(
        atom=regex.compile("|".join(named)),
        cited_as=regex.compile(f"(?r)(?<!\\w)(?:{found['CITED_AS']})"),
        gap=regex.compile(found["LIST_GAP"]),
        date_after=regex.compile(found["DATE_AFTER"]),
        place_after=regex.compile(found["PLACE_AFTER"]),
        place_before=regex.compile(f"(?r)(?<!\\w)(?:{found['PLACE_BEFORE']})(?:its[ \xa0]+|the[ \xa0]+|General[ \xa0]Assembly[ \xa0]+)?"),
        places=regex.compile("|".join(places)),
        treaty=regex.compile(found["TREATY"]),
        tail=regex.compile(found["TAIL"]),
    )


def read(text: str, language: str = "en", *, note: bool = False) -> list[Citation]:
    """Every citation of `text`, in order. `note` says that it is a footnote, where bare symbols and volumes stand."""
    if not note and not _HAS.search(text):
        return []
    words = _words(language)
    found: list[Citation] = []
    group: list[int] = []  # places in `found` of the running list
    kind: Kind = "resolution"
    organ: str | None = None
    reached = 0
    for match in words.atom.finditer(text):
        start, end = match.span()
        shape = match.lastgroup
        if shape == "SYMBOL":
            group = []
            end = start + len(match[0].rstrip(".*"))
            found.extend(_documents(text, start, end, words))
            reached = end
            continue
        in_list = bool(group) and words.gap.fullmatch(text, reached, start) is not None
        head = words.cited_as.match(text, max(0, start - 130), start)
        if head is None and not in_list:
            group = []
            continue
        if head is not None:
            _share_date(found, group)
            new_list = not in_list or head["organ"]
            kind = "decision" if head["what"][0] in "dD" else "resolution"
            if new_list or organ is None:
                organ = _organ(head["organ"], text, head.start())
            group = []
        number = _SPACES.sub(" ", match[0])
        symbol, real = _symbol(number, shape or "", kind, organ)
        if symbol is None:
            continue
        date, after = _date(text, end, language, words)
        pinpoint = _pinpoint(text, start if head is None else head.start("what"), end, words)
        base = Citation(kind, start, end, symbol.text, None, _NAMES.get(real, "other"), date, pinpoint)
        parts = symbol.expanded()
        group.extend(range(len(found), len(found) + len(parts)))
        if shape == "NUMBER_OLD":  # the parts of an old resolution were published under one symbol
            whole = symbol.with_letter(None).text
            found.extend(replace(base, symbol=whole, letter=part.letters[0] if part.letters else None) for part in parts)
        else:
            found.extend(replace(base, symbol=part.text) for part in parts)
        reached = max(after, end)
    _share_date(found, group)
    for match in words.places.finditer(text):
        found.extend(_place(match))
    if note:
        found.extend(
            Citation("treaty", m.start(), m.end(), pinpoint=m["volume"]) for m in words.treaty.finditer(text)
        )
    if len(found) > 1:
        found.sort(key=lambda c: c.start)
    return found


def _symbol(number: str, shape: str, kind: Kind, organ: str | None) -> tuple[Symbol | None, str]:
    """The symbol of a bare number, and the organ it turns out to be of: its shape tells more than the words."""
    if shape == "NUMBER_YEAR":
        return (Symbol.parse(f"S/RES/{number}"), "SC") if kind == "resolution" else (None, "")
    special = number[:1] in "ES"
    session = int(regex.search(r"\d+", number)[0])  # type: ignore[index]
    real = organ or "GA"
    if shape == "NUMBER_OLD":
        real = "GA" if real in ("SC", "HRC") else real
    elif not special and 1946 <= session <= 2100:
        real = "ECOSOC"
    elif real == "ECOSOC" and (special or session < 1946) or real == "SC":
        real = "GA" if session > 60 else "HRC" if organ == "Council" else "GA"
    elif real == "Council":
        real = "HRC"
    elif real == "other":
        return None, ""
    if real == "HRC" and not special and (session > 62 or number[-1:].isalpha()):
        real = "GA"
    series = (_DECISIONS if kind == "decision" else _RESOLUTIONS).get(real)
    return (Symbol.parse(series + number), real) if series else (None, "")


def _organ(named: str | None, text: str, before: int) -> str | None:
    """Short name of the organ; a bare "Council" is the one named in full nearest before."""
    if named is None:
        return None
    name = _SPACES.sub(" ", named)
    if name in _ORGANS:
        return _ORGANS[name]
    if name == "Assembly":
        return "GA"
    if name == "Council":
        nearest = max(((text.rfind(full, 0, before), short) for full, short in _ORGANS.items()), default=(-1, ""))
        return nearest[1] if nearest[0] >= 0 and nearest[1] != "GA" else "Council"
    return "other"


def _documents(text: str, start: int, end: int, words: _Words) -> list[Citation]:
    """A document symbol, its double ("-S/2010/490") and the bare tails behind it ("and Corr.1")."""
    out: list[Citation] = []
    at = start
    pieces = regex.split(r"-(?=(?:[AES]|E/CN|GC)[(/])", text[start:end])
    symbols = []
    for piece in pieces:
        symbols.append(piece)
        symbol = Symbol.parse(piece)
        kind: Kind = "resolution" if symbol.series.endswith("RES/") else "decision" if symbol.series else "document"
        out.append(Citation(kind, at, at + len(piece), symbol.text))
        at += len(piece) + 1
    last = symbols[-1]
    while match := words.tail.match(text, end):
        tail = match["tail"]
        stem = last.rsplit("/", 1)[0]
        if tail[0].isdigit():
            if not regex.fullmatch(r".*/\d+", last):
                break
            last = f"{stem}/{tail}"
            full = last
        else:
            while regex.search(r"/(?:Add|Corr|Amend)\.\d+\Z", last) and not regex.match(r"Corr", tail):
                last = last.rsplit("/", 1)[0]
            full = f"{last}/{tail}"
        out.append(Citation("document", match.start("tail"), match.end("tail"), full))
        end = match.end()
    return out


def documents(text: str, language: str = "en") -> tuple[str, ...]:
    """The symbols of documents that a text lists, tails expanded, each once: for the bracketed basis."""
    words = _words(language)
    found: dict[str, None] = {}
    for match in words.atom.finditer(text):
        if match.lastgroup == "SYMBOL":
            end = match.start() + len(match[0].rstrip(".*"))
            found.update((c.symbol, None) for c in _documents(text, match.start(), end, words) if c.symbol)
    return tuple(found)


def _date(text: str, end: int, language: str, words: _Words) -> tuple[datetime.date | None, int]:
    match = words.date_after.match(text, end)
    if match is None:
        return None, end
    return wording(language).date(match[0]), match.end()


def _share_date(found: list[Citation], group: list[int]) -> None:
    """One date at the end of a list holds for all of it, unless another member has a date (FORMAT.md section 9)."""
    if len(group) > 1:
        dates = [found[place].date for place in group]
        if dates[-1] is not None and not any(dates[:-1]):
            for place in group[:-1]:
                found[place] = replace(found[place], date=dates[-1])


def _pinpoint(text: str, start: int, end: int, words: _Words) -> str | None:
    """The part of the document that is cited: "paragraph 42", "annex II"."""
    before = words.place_before.match(text, max(0, start - 120), start)
    after = words.place_after.match(text, end)
    pieces = []
    if before is not None:
        pieces.append(regex.sub(r",?\s+(?:of|to)\s+.*\Z", "", before[0], flags=regex.DOTALL))
    if after is not None:
        pieces.append(regex.sub(r"^.*?[,(]\s*(?:see\s+)?(?=[a-z])", "", after[0]).rstrip(")"))
    return _SPACES.sub(" ", ", ".join(pieces)) or None


def _place(match: regex.Match[str]) -> list[Citation]:
    """A place of this document, the document itself, or Articles of the Charter."""
    start, end = match.span()
    if match.lastgroup == "SELF" or match["SELF"]:
        return [Citation("self", start, end)]
    if match["CHARTER"]:
        return [Citation("charter", start, end, pinpoint=_SPACES.sub(" ", match[0].rstrip(",")))]
    which, what = match["which"], match["what"]
    if which is None:
        return [Citation("internal", start, end, pinpoint=_SPACES.sub(" ", match[0]), which=what)]
    numbers = regex.findall(r"\d+(?:\s*\([a-z]+\))*|[IVX]+", which)
    return [Citation("internal", start, end, pinpoint=f"{what.rstrip('s')} {n}", which=f"{what.rstrip('s')} {n}") for n in numbers]


def link(citation: Citation, places: Mapping[str, str]) -> str | None:
    """The id of the clause or annex that an internal citation means, if `places` has it."""
    return places.get(citation.which or "")

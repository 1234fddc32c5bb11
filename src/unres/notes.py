"""The notes below the text, as they are printed: their numbers, how they set them, and what "Ibid." repeats.

Where the marks stand in the text that these notes belong to is footnotes.py's business.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .grammar import sign
from .lines import Line
from .models import Footnote, Reference
from .source import Mark, Source
from .wording import Wording, wording

NOTE_NUMBER = sign("NOTE_NUMBER")
_LOOSE = re.compile(
    r"[ \t\xa0]*(?:\[\^?|[(^])?(\d{1,3})(?:\]:?|[.:)]{1,2})?(?:[ \t\xa0]+(?=\S)|(?=[^\W\d_])|[ \t\xa0]*\Z)"
)
_NO_NOTE = frozenset({"ANNEX", "FORMULA", "TITLE", "MEETING", "ODS", "ANCHOR", "PAGE_BREAK", "CELLS"})
_BELOW_CLOSING = frozenset({"DATE", "RULE", "PAGE", "SYMBOL"})
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_BRACKETED = re.compile(r"\s*\([0-9]{1,3}\)\s*")
_NOTE_JOIN = re.compile(r"[,，،]\s*")


def note_number(line: str) -> int:
    """The number printed before a note, in figures, raised characters or hooks."""
    match = NOTE_NUMBER.match(line)
    return int((match[1] or match[2] or match[3] or match[4]).translate(_RAISED)) if match else 0


def note_style(line: str) -> str:
    """How a note sets its number, and so the text its marks: "/" for "1/", "[" for "[1]", "(" for "(1)", "^" for raised
    characters, "" for digits."""
    match = NOTE_NUMBER.match(line)
    if match is None or match[1]:
        return "/" if match is not None and "/" in match[0] else ""
    return "^" if match[2] else "[" if match[3] else "("


def retype(lines: list[Line], words: Wording) -> None:
    """Make notes of the lines right below the last closing that are numbered from 1 in a form that lines.lark cannot
    tell from a clause's, in place: "1. See resolution 55/2.", "[^1]: …", "(1) …", "1Ibid." or a number on a line of its
    own. One of them at least says what notes say."""
    closing = max((at for at, line in enumerate(lines) if line.type == "MEETING"), default=None)
    if closing is None:
        return
    at = closing + 1
    while at < len(lines) and lines[at].type in _BELOW_CLOSING:
        at += 1
    if at == len(lines) or (lines[at].type == "NOTE" and lines[at].lstrip()[:1] != "^"):
        return
    found: list[Line] = []
    said = False
    opening = words.pattern("NOTE_OPENING")
    for place in range(at, len(lines)):
        line = lines[place]
        if line.type in _NO_NOTE:
            break
        match = _LOOSE.match(line)
        if match is not None and int(match[1]) == len(found) + 1:
            found.append(line)
            below = lines[place + 1] if place + 1 < len(lines) else None
            alone = match.end() == len(line)
            said = (
                said
                or opening.match(below if alone and below is not None else line, 0 if alone else match.end())
                is not None
            )
        elif not found:
            return
    for line in found if said else ():
        line.type = "NOTE"


def tell_bracketed(lines: Sequence[Line], language: str) -> None:
    """Give the notes of a language whose marks stand in round brackets their kind, in place: "(1) القرار 70/1." is none
    of a clause's items where it says what notes say."""
    words = wording(language)
    if "MARK_BRACKET" not in words.terminals:
        return
    says_note = words.pattern("NOTE_OPENING")
    for line in lines:
        if line.type == "LETTERED":
            bracketed = _BRACKETED.match(line)
            if bracketed is not None and says_note.match(line, bracketed.end()):
                line.type = "NOTE"


def given_numbers(source: Source) -> dict[int, int]:
    """The numbers that the source's marks give to notes, by the note's first character."""
    return {mark.start: int(mark.value) for mark in source.marks if mark.kind == "footnote"}


def known_marks(source: Source) -> list[Mark]:
    """Footnote marks that the reader knows."""
    return [mark for mark in source.marks if mark.kind == "note"]


def _part_of(match: re.Match[str]) -> str:
    """What part of a source a NOTE_PART names: its group where words of several forms name one, else its stem."""
    return match.lastgroup or match[0].strip(", ，،")[:3]


def resolved(text: str, before: Footnote | str, words: Wording) -> str | None:
    """An "Ibid." in full: what the note before states, up to where this one states anew (FORMAT.md 6.1).

    `before` is that note, or what it states in full where it is none of this text. None where it is an "Ibid." itself
    that repeats what no one knows, as the first of a page may be.
    """
    if isinstance(before, Footnote):
        if before.resolved is None and words.pattern("IBID").match(before.text):
            return None
        before = before.resolved or before.text
    source = before.rstrip(".。 ")
    ibid = words.pattern("IBID").match(text)
    rest = text[ibid.end() :] if ibid is not None else text
    join = _NOTE_JOIN.match(rest)
    stop = text[-1:] if text[-1:] in ".。" else "."
    rest = rest.strip(" ,.，。،")
    if not rest:
        return source + stop
    part = words.pattern("NOTE_PART")
    word = part.match(" " + rest) or part.match(rest)
    cut = None
    if word is not None:
        kind = _part_of(word)
        cut = next((found.start() for found in part.finditer(source) if _part_of(found) == kind), None)
    return f"{source[:cut] if cut is not None else source}{join[0] if join else ', '}{rest}{stop}"


def repeated(text: str, before: Footnote, words: Wording) -> tuple[Reference, int] | None:
    """The citation that an "Ibid." makes, and how many characters of `text` it takes; its place is still open.

    It cites the document of the note before, where that is one document: among several it would be a guess.
    """
    ibid = words.pattern("IBID").match(text)
    cited = {one.symbol: one for one in before.references if one.symbol is not None}
    if ibid is None or len(cited) != 1:
        return None
    (source,) = cited.values()
    pinpoint = text[ibid.end() :].strip(" ,.，。،\xa0") or None
    values = {"start": 0, "end": 0, "text": ibid[0], "pinpoint": pinpoint, "date": None}
    return source.model_copy(update=values), ibid.end()

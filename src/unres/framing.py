"""Gives the framing lines of prints their kinds: titles without session or behind other signs, tables of contents, and
the formulas and closings that a copy sets in italics.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import regex

from .grammar import sign
from .identity import own_number
from .lines import Line, read
from .wording import wording

_NUMBER = regex.compile(
    r"[ \t\xa0]*(?P<number>E?S/\d{1,2}-\d{1,2}|(?:(?:ES|S)-\d{1,3}/\d{1,3}|\d{1,3}/\d{1,4})(?:[ \xa0][A-Z](?![a-z]))?"
    r"|\d{1,4}\.?\s?(?:[A-Z]\s?)?\((?:(?:ES|S)-)?[IVXLC1l]+\)(?:\s?[A-Z](?![a-z]))?|\d{1,4}(?=\.))"
)
_LEADERS = regex.compile(r"\.{4}|(?:\. ){4}")
_BARE_TITLE = regex.compile(r"[ \t\xa0]*\d{1,4}\.[ \t\xa0]+\p{Lu}[^\n]*")
_MISREAD_TITLE = regex.compile(r"[ \t\xa0]*\d{1,4}\s?\([1l]{1,3}\)\.[ \t\xa0]+\p{Lu}[^\n]*")
_STRAY_PAGE = regex.compile(r"[ \t\xa0]*\d{1,4}\.?[ \t\xa0]+(?=(?:ES-|S-)?\d{1,3}/\d{1,4}\.[ \t\xa0]+\p{Lu})")
_HEADING_SIGNS = regex.compile(r"#{1,6}[ \t]+(?=\S)")
_WRAPPED = re.compile(r"(?P<signs>[*_]{1,3})(?P<title>[^\n]+)(?P=signs)[ \t]*+")  # `regex` takes its square for it
NUMBER_ALONE = regex.compile(r"[ \t\xa0]*(?:ES-|S-)?\d{1,3}/\d{1,4}\.[ \t\xa0]*")
_ENDED = sign("ENDED", ends=True)
_NUMBER_ENDS = 24  # characters within which a title's number ends
_BELOW_TITLE = frozenset({"FORMULA", "LINE", "LETTER"})
_ABOVE_TITLE = frozenset({"MEETING", "DATE", "PAGE_BREAK", "RULE", "NOTE", "LINE", "MASTHEAD", "SYMBOL"})


def number_of(title: str, language: str) -> str:
    """The number in a title line, in Western figures and spaces taken out: "217A(III)"."""
    match = title_number(title, language)
    if match is None:
        return ""
    printed = match[0].strip() if match[0].isascii() else own_number(match[0], language)[0]
    return str(regex.sub(r"[\s.]", "", printed))


def title_number(title: str, language: str) -> regex.Match[str] | re.Match[str] | None:
    """Where a title line's number stands in it."""
    indent = len(title) - len(title.lstrip())
    own = None if title[:_NUMBER_ENDS].isascii() else wording(language).pattern("OWN_NUMBER").match(title, indent)
    return own or _NUMBER.match(title)


def retype(lines: list[Line], language: str) -> None:
    """Give the lines of prints that lines.lark cannot tell their kinds, in place.

    These are lines of a table of contents, whose dots lead to a page; titles without session ("925. Report of …") or
    with a misread one ("11(1)."), lines without end sign below which a formula or a part's letter stands; and
    formulas and closings that a copy sets in italics by marks ("_841st plenary meeting,_"). A title's number may stand
    behind a stray page number ("156. 74/418. Election of …") or the signs of a heading ("### 47/69. Lamps"), which
    become a line of their own, or alone on its line.
    """
    for place, line in enumerate(lines):
        if line.type == "TITLE" and _LEADERS.search(line):
            line.type = "CONTENTS"
        if line.type not in ("NUMBERED", "LINE", "NOTE"):
            continue
        before = _HEADING_SIGNS.match(line) or ("/" in line[:20] and _STRAY_PAGE.match(line))
        wrapped = _WRAPPED.fullmatch(line) if line[0] in "_*" else None
        if before:
            lines[place : place + 1] = _apart(line, before.end(), len(line), language)
        elif wrapped is not None and _NUMBER.match(wrapped["title"]):
            lines[place : place + 1] = _apart(line, wrapped.start("title"), wrapped.end("title"), language)
        elif "/" in line[:8] and NUMBER_ALONE.fullmatch(line) and place + 1 < len(lines):
            if lines[place + 1].type == "LINE" and not _ENDED.match(lines[place + 1]):
                line.type = "TITLE"
        elif line[0] in "_*":
            line.type = _emphasised(line, language) or line.type
        elif ("(" in line[:8] and _MISREAD_TITLE.fullmatch(line)) or (
            place + 1 < len(lines) and lines[place + 1].type in _BELOW_TITLE and _is_bare_title(lines, place)
        ):
            line.type = "TITLE"


def _apart(line: Line, start: int, end: int, language: str) -> list[Line]:
    """Characters `start` to `end` of a line as lines of their own kinds, and the signs around them as rules."""
    base = line.start_pos
    inner = [
        Line(one.type, one, base + start + one.start_pos, base + start + one.end_pos)
        for one in read(line[start:end], language)
    ]
    signs = Line("RULE", line[:start], base, base + start)
    return [signs, *inner] if end == len(line) else [signs, *inner, Line("RULE", line[end:], base + end, line.end_pos)]


def _emphasised(line: str, language: str) -> str | None:
    """The kind of a framing line between marks of italics or bold."""
    words = wording(language)
    bare = line.strip("_* ")
    for kind in ("FORMULA", "MEETING", "DATE"):
        match = words.pattern(f"{kind}_WORDS").match(bare)
        if match is not None and bare[match.end() :].strip(" .,") == "":
            return kind
    return None


def _is_bare_title(lines: Sequence[Line], place: int) -> bool:
    """Whether a number and text without end sign is a title: a formula stands below, and no text directly above."""
    line = lines[place]
    if len(line) > 400 or not _BARE_TITLE.fullmatch(line) or _ENDED.match(line):
        return False
    for following in lines[place + 1 : place + 4]:
        if following.type == "FORMULA":
            return not place or lines[place - 1].type in _ABOVE_TITLE
        if following.type not in ("LINE", "LETTER") or _ENDED.match(following):
            return False
    return False

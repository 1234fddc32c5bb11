"""Text, and what is known about it, by offset.

A `Source` is the one input of the layout stage. Its text is what a plain extraction of the Official Document System's
Word file would print (FORMAT.md section 10.1): one line a paragraph, a leading tab for an indented paragraph,
`TAB number TAB text` for a numbered one, note marks run into the words as bare digits, the notes after the closing
lines as `1 Resolution 70/1.`, masthead stories last. A form that knows more than plain text (Word, PDF, a web page,
Markdown) says so in `marks`, which are intervals over that text, and never by changing the text. So every reader feeds
one parser, and every offset in a `Resolution` means the same thing whatever file it came from: it counts in this text,
and not in the file's bytes, tags or signs. Of plain text this is the text itself.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

MarkKind = Literal[
    "italic",
    "bold",
    "superscript",
    "note",
    "heading",
    "title",
    "masthead",
    "furniture",
    "footnote",
    "ibid",
    "table",
    "page",
    "line",
]
"""What an interval of the text is known to be.

* `italic`, `bold`, `superscript`: the type it is set in.
* `note`: the digits of a footnote mark, first or repeated, known as such (a Word reference, a PDF superscript that
  has its note). `value` is the number as printed, "3" or "1-21".
* `heading`: a whole line that the form styles as a heading. `value` is its level from "1", or "" where unknown.
* `title`: a whole line styled as the resolution's title; `value` is "decision" for one that bears no number.
* `masthead`: a line of the first page's masthead. `furniture`: a running header, footer, page number or rule;
  `value` may say which line kind it is ("TRANSLATION", "CONTENTS").
* `footnote`: a footnote, from its number on; `value` is its number in the document's one sequence, where prints number
  notes anew on each page.
* `ibid`: a footnote that begins with "Ibid." and repeats one of another text of the same print; `value` is that one in
  full.
* `table`: the lines of one table; `rows` holds its cells.
* `page`: everything printed on one page; `value` is the page's number from "1", `box` its size in points.
* `line`: what one printed line of a page holds, or one cell of it; `value` is the page's number, `box` where it stands:
  left, bottom, right, top in points from the page's lower left corner.
"""


@dataclass(frozen=True, slots=True)
class Cell:
    """One table cell: `start` and `end` are characters of `Source.text`; spans count grid rows and columns."""

    start: int
    end: int
    columns: int = 1
    rows: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """Something known about `Source.text[start:end]`; offsets are characters, the end excluded."""

    kind: MarkKind
    start: int
    end: int
    value: str = ""
    rows: tuple[tuple[Cell, ...], ...] = ()
    box: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Canonical text with its marks in order of `start`.

    `name` is for messages only. `form` says what the text was read from. `properties` holds what the file states
    about itself outside its text (Word document properties, PDF info), as strings, and what the reader did:
    "encoding", "characters-replaced" (a sentence; the places are U+FFFD in the text), "damaged-parts".
    """

    text: str
    marks: Sequence[Mark] = ()
    name: str = ""
    form: Literal["text", "word", "pdf", "akn"] = "text"
    properties: dict[str, str] = field(default_factory=dict)


_LINE_ENDS = ("\r", "\v", "\x85", "\u2028", "\u2029")
"""What ends a line elsewhere: on old systems and Windows, and where a program writes down Word's soft line breaks."""


_WIDE_SPACES = ("\u2001", "\u2002", "\u2003")
"""Spaces as wide as a letter, which some programs write for tabs."""


def with_newlines(text: str) -> str:
    """`text` with a newline for every line end and a space for every wide one, and as long as before: of a pair of line
    ends, the first becomes a space.

    The same object is given back where there is nothing to replace.
    """
    if text.isascii() and "\r" not in text and "\v" not in text:
        return text
    if not any(sign in text for sign in _LINE_ENDS + _WIDE_SPACES):
        return text
    text = text.replace("\r\n", " \n")
    for sign in _LINE_ENDS:
        text = text.replace(sign, "\n")
    for sign in _WIDE_SPACES:
        text = text.replace(sign, " ")
    return text


# Signs of no width, and of direction.
_SIGNS = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
_SIGNS_FIRST = re.compile(rf"(?:\n|\A)[ \t\xa0]*+[{_SIGNS}][ \t\xa0{_SIGNS}]*+")
_SIGN_BELOW = re.compile(rf"\n[ \t\xa0]*+[{_SIGNS}]")  # looked for by its first character, so in little time
_SIGN = re.compile(f"[{_SIGNS}]")


def with_bare_lines(source: Source) -> Source:
    """The source without signs of no width or of direction at the beginning of its lines, and as long as before: as
    many spaces stand at the end of the line before, or empty lines at the beginning of the text.

    The same object is given back where there are none.
    """
    if not (_SIGNS_FIRST.match(source.text) or _SIGN_BELOW.search(source.text)):
        return source
    starts: list[int] = []
    places: list[list[int]] = []  # of each stretch that is put in order: where each of its characters stands now

    def bare(match: re.Match[str]) -> str:
        broken = match[0].startswith("\n")
        blanks, count = _SIGN.subn("", match[0].removeprefix("\n"))
        if source.marks:
            starts.append(match.start() + broken)
            at, moved = match.start() + broken + count, []
            for character in match[0][broken:]:
                moved.append(at)
                at += _SIGN.match(character) is None
            places.append(moved)
        return f"{' ' * count}\n{blanks}" if broken else "\n" * count + blanks

    text, found = _SIGNS_FIRST.subn(bare, source.text)
    if not found:
        return source

    def moved(offset: int) -> int:
        at = bisect_right(starts, offset) - 1
        within = offset - starts[at] if at >= 0 else -1
        return places[at][within] if at >= 0 and within < len(places[at]) else offset

    marks = [
        replace(
            mark,
            start=moved(mark.start),
            end=moved(mark.end),
            rows=tuple(
                tuple(replace(cell, start=moved(cell.start), end=moved(cell.end)) for cell in row) for row in mark.rows
            ),
        )
        for mark in source.marks
    ]
    return replace(source, text=text, marks=tuple(marks))


class UnreadableDocument(ValueError):
    """The bytes hold no text that can be read.

    `reason` is a stable code ("empty", "html-error-page", "binary", "wordperfect", "missing-extra", "encrypted",
    "no-text-layer", "truncated" (cut off or damaged), "too-large", "unknown-zip", "unknown-format" (known, and not read
    here: RTF, pictures, other XML), "malformed-xml", "not-akn", "folder", "not-found"); `extra` names the optional
    dependency that would read it ("word", "pdf", "xml"), where that is what is missing.
    """

    def __init__(self, reason: str, message: str, *, name: str = "", extra: str | None = None) -> None:
        self.reason, self.name, self.extra = reason, name, extra
        super().__init__(f"{name}: {message}" if name else message)

"""The text of one paragraph of an Akoma Ntoso file, with all that is marked in it at offsets into that text.

Marks, links and italics are elements amid the words. `Inlines.read` takes the words out of them and keeps where each
stood. White space that holds a line break or a tab is the markup's own indentation and counts as one space (in our own
export only line breaks are, since a text may hold a tab); all other characters are kept as they are.

The UN's files leave a repeated mark as raised digits, as they do the 2 of "m²": `Inlines` knows which notes there are.
"""

from __future__ import annotations

import datetime
import itertools
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any, Literal, cast

from ..akn import NO_PLACE, OURS

# White space of the markup: a run of it that holds a line break or a tab.
# White space of the markup: a run of it that holds a line break or a tab.
_INDENTATION = re.compile(r"[ \t\r\n]*[\t\r\n][ \t\r\n]*")
_OWN_INDENTATION = re.compile(r"[ \t\r\n]*[\r\n][ \t\r\n]*")  # our export's text may hold a tab
_NOTE_RANGE = re.compile(r"(\d{1,4})(?:\s*[–‑-]\s*(\d{1,4}))?")
_NOTE_NUMBERS = re.compile(r"\s*\d{1,3}(?:\s*[,–‑-]\s*\d{1,3})*\s*")
# LBL's markup leaves in the text: "(a)", "a)", "12.", "1 -", "•".
_LONGEST_OPENING = 120  # characters; a longer paragraph wholly in bold is set so by a slip of the markup
_BLOCKS_INSIDE = frozenset(
    {"list", "sublist", "blockList", "table", "img", "num", "subheading", "heading", "docType", "docTitle"}
)


@dataclass(slots=True)
class Mark:
    """A footnote mark; `printed` is what stands for it in the print, shared by the marks of one range."""

    offset: int
    number: int
    repeat: bool
    printed: str


@dataclass(slots=True)
class Link:
    """A marked citation: characters of the text, and the element's attributes."""

    start: int
    end: int
    kind: Literal["a", "ref"]
    attributes: dict[str, str]


@dataclass(slots=True)
class Text:
    """A paragraph's text with all that is marked in it, at offsets into the text."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    styled: list[tuple[int, int, str]] = field(default_factory=list)

    def without(self, length: int) -> Text:
        """This text without its first `length` characters, which hold nothing marked but style."""
        return Text(
            self.text[length:],
            [Mark(max(0, m.offset - length), m.number, m.repeat, m.printed) for m in self.marks],
            [
                Link(max(0, k.start - length), k.end - length, k.kind, k.attributes)
                for k in self.links
                if k.end > length
            ],
            [(max(0, a - length), b - length, c) for a, b, c in self.styled if b > length],
        )


def joined(texts: list[Text]) -> Text:
    """Several paragraphs as one text, a line break between them."""
    whole = Text()
    for index, text in enumerate(texts):
        by = len(whole.text) + (1 if index else 0)
        whole.text += ("\n" if index else "") + text.text
        whole.marks += [Mark(m.offset + by, m.number, m.repeat, m.printed) for m in text.marks]
        whole.links += [Link(k.start + by, k.end + by, k.kind, k.attributes) for k in text.links]
    return whole


def tag_of(element: Any) -> str:
    return cast(str, element.tag).rsplit("}", 1)[-1]


def plain(element: Any | None) -> str:
    """All text of an element in one line, "" for no element."""
    return (
        ""
        if element is None
        else " ".join("".join(element.itertext()).replace("\u00a0", "\0").split()).replace("\0", "\u00a0")
    )


def lines_of(p: Any) -> str:
    """The text of closing lines in one line: each `eol` is a space."""
    pieces = [p.text or ""]
    for child in p:
        pieces += [" " if tag_of(child) in ("eol", "br") else lines_of(child), child.tail or ""]
    return " ".join("".join(pieces).replace("\u00a0", "\0").split()).replace("\0", "\u00a0")


def number_of(printed: str) -> int:
    """A number in figures of at most six digits; 0 for anything else."""
    printed = printed.strip()
    return int(printed) if printed.isdecimal() and len(printed) < 7 else 0


def date_of(value: str | None) -> datetime.date | None:
    """An ISO date; None for the UN's placeholder 0001-01-01 and for anything else."""
    try:
        date = datetime.date.fromisoformat((value or "")[:10])
    except ValueError:
        return None
    return date if date.year > 1 else None


class Inlines:
    """Reads mixed content; knows the document's notes, to tell a repeated mark from another superscript."""

    def __init__(self, markers: set[int], *, exact: bool) -> None:
        self.markers = markers
        self.exact = exact
        self.notes: list[tuple[int, Any]] = []  # (number, authorialNote) in the order of the text

    def read(self, element: Any, *, skipped: frozenset[str] = _BLOCKS_INSIDE, breaks: str = " ") -> Text:
        """The element's text; block-level children are left out, each `eol` is one `breaks`."""
        raw: list[str] = []
        at = 0
        marks: list[Mark] = []
        links: list[Link] = []
        styled: list[tuple[int, int, str]] = []

        def put(text: str | None) -> None:
            nonlocal at
            if text:
                raw.append(text)
                at += len(text)

        def walk(node: Any) -> None:
            put(node.text)
            for child in node:
                tag = tag_of(child)
                if tag == "authorialNote":
                    marker = (child.get("marker") or "").strip()
                    number = number_of(marker)
                    self.notes.append((number, child))
                    if child.get("status") != NO_PLACE:
                        marks.append(Mark(at, number, False, marker))
                elif tag == "sup" and (numbers := self.repeated("".join(child.itertext()), raw)):
                    printed = "".join(child.itertext())
                    printed = printed if self.exact else printed.strip()
                    repeat = child.get(f"{OURS}first") is None
                    marks.extend(Mark(at, number, repeat, printed) for number in numbers)
                elif tag in ("eol", "br"):
                    put("\0")
                elif tag not in skipped:
                    start = at
                    walk(child)
                    if (
                        tag in ("a", "ref") and links and start == at and self.exact
                    ):  # another citation in the same words
                        links.append(Link(links[-1].start, links[-1].end, links[-1].kind, dict(child.attrib)))
                        links[-1].kind = cast(Literal["a", "ref"], tag)
                    elif tag in ("a", "ref"):
                        links.append(Link(start, at, cast(Literal["a", "ref"], tag), dict(child.attrib)))
                    elif tag in ("span", "i", "b"):
                        styled.append((start, at, {"i": "italic", "b": "bold"}.get(tag, child.get("class") or "")))
                put(child.tail)

        walk(element)
        indentation = _OWN_INDENTATION if self.exact else _INDENTATION
        return _squeezed("".join(raw), indentation, "\n" if self.exact else breaks, marks, links, styled)

    def repeated(self, text: str, before: list[str]) -> list[int]:
        """The notes that a superscript marks once more; none where it is another superscript ("m²")."""
        if not self.exact and (not _NOTE_NUMBERS.fullmatch(text) or (before and before[-1][-1:].isdigit())):
            return []
        numbers: list[int] = []
        for first, last in _NOTE_RANGE.findall(text):
            numbers += range(int(first), int(last or first) + 1)
        return numbers if self.exact or all(number in self.markers for number in numbers) else []


def _squeezed(
    raw: str,
    indentation: re.Pattern[str],
    breaks: str,
    marks: list[Mark],
    links: list[Link],
    styled: list[tuple[int, int, str]],
) -> Text:
    """The raw text without the markup's indentation, and every offset moved with it."""
    cuts: list[tuple[int, int, str]] = [(m.start(), m.end(), " ") for m in indentation.finditer(raw)]
    for before, after in itertools.pairwise(sorted({mark.offset for mark in marks})):
        if (
            indentation is _INDENTATION and raw[before:after].strip() == ","
        ):  # a comma between two marks belongs to the marks
            cuts = [cut for cut in cuts if cut[1] <= before or cut[0] >= after]
            cuts.append((before, after, ""))
    cuts.sort()
    out: list[str] = []
    ends: list[int] = []  # of each cut, in the raw text
    moves: list[int] = []  # what the offset behind it loses
    at = lost = 0
    for start, end, instead in cuts:
        out += [raw[at:start], instead]
        at, lost = end, lost + (end - start) - len(instead)
        ends.append(end)
        moves.append(lost)
    out.append(raw[at:])
    text = "".join(out).replace("\0", "\n")
    if breaks == " ":
        text = text.replace("\n", " ")
    lead, whole = len(text) - len(text.lstrip()), text.strip()

    def moved(offset: int) -> int:
        index = bisect_right(ends, offset) - 1
        place = offset - (moves[index] if index >= 0 else 0)
        if index + 1 < len(cuts) and offset > cuts[index + 1][0]:  # inside the next cut
            place -= offset - cuts[index + 1][0]
        return min(max(0, place - lead), len(whole))

    return Text(
        whole,
        [Mark(moved(m.offset), m.number, m.repeat, m.printed) for m in marks],
        [Link(moved(k.start), moved(k.end), k.kind, k.attributes) for k in links],
        [(moved(a), moved(b), c) for a, b, c in styled],
    )


def opening_of(text: Text, bold_too: bool) -> str | None:
    """The phrase at the start of a paragraph that is set in italics (in Chinese and Arabic: in bold)."""
    end = 0
    for start, stop, style in sorted(text.styled):
        if not ("italic" in style or (bold_too and "bold" in style)) or text.text[end:start].strip():
            break
        end = max(end, stop)
    if end == len(text.text) and end > _LONGEST_OPENING:  # a paragraph set in bold as a whole: the markup's slip
        return None
    return text.text[:end].strip(" ,:;،：，\u00a0") or None

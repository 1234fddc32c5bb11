"""What a reader of Word or HTML writes down while it walks a file: plain text, and what each stretch of it is set in.

They all print the same dialect (FORMAT.md 10.1) into a `Transcript`, and `source` turns it into a `Source`.
Writing is cheap, for it happens a hundred times a paragraph: pieces of text, and an interval for each piece that is
not plain. What needs the whole text or the whole document is settled once, at the end:

* Word cuts one phrase into many runs. Runs set alike that touch, or that only spaces part, become one mark, without the
  spaces at its ends; tabs and line breaks always end one.
* A superscript number is a repeated note mark if the document has that many notes, and `superscript` otherwise: an
  ordinal's "th", the exponent of "km2" or of a negative power are no notes. "3,4" gives two note marks, and its comma
  is `superscript`; a range, "1–21", is one note mark whose value is written with a hyphen.
* A line styled as a heading that stands before the resolution's title is part of the masthead: the UN sets its
  adoption line and basis in heading styles (FORMAT.md 5.4). Ranks become levels counted from 1, without gaps.

Invariants: the text is never changed afterwards, so an offset taken while writing stays true; all is linear in it.
"""

from __future__ import annotations

import re
import sys
from typing import Literal

from ..source import Cell, Mark, MarkKind, Source

ITALIC, BOLD, SUPERSCRIPT = 1, 2, 4
"""How a piece of text is set; values may be added together."""

LineKind = Literal["heading", "title", "masthead", "furniture"]

_TITLE = re.compile(r"\s*(?:(?:E?S-)?\d{1,3}/\d{1,4}(?: [A-Z](?:-[A-Z])?)?|\d{1,4}(?: [A-Z])? \([A-Z-]+\))\.\s*\S")
_GAPS = re.compile(r"[ \t\n]+")
_BETWEEN_TABS = re.compile(r"[^\t\n]+")
_SPACES = re.compile(r"[ \u00a0]*")
_NOTE_NUMBERS = re.compile(r"[\d\s,;/()\[\]‑–—-]+")
_NOTE_NUMBER = re.compile(r"(?<!\d)(\d{1,3})(?!\d)(?:\s?[-‑–—]\s?(\d{1,3})(?!\d))?")
_ODS = re.compile(r"<<(ODS [^<>\n]{1,40})>>([^<>\n]*)<<\1>>")
_UNIT = re.compile(r"(?:^|[^A-Za-z])[kcdm]?m$")


class Transcript:
    """Text as it is written down, with intervals (in characters from the start of the text) of what is known of it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self.at = 0
        """Characters written so far: the offset of the next one."""
        self.notes = 0
        """How many numbered notes have been referred to so far."""
        self._italic: list[tuple[int, int]] = []
        self._bold: list[tuple[int, int]] = []
        self._superscript: list[tuple[int, int]] = []
        self._gap = self._fresh = False
        self._body_end = sys.maxsize
        self._note = 0, ""
        self._marks: list[Mark] = []
        self._paragraphs: list[tuple[LineKind, int, int, int]] = []

    def write(self, text: str, setting: int = 0) -> None:
        """Write `text`, set as `setting` says (a sum of `ITALIC`, `BOLD`, `SUPERSCRIPT`)."""
        start = self.at
        self.at = end = start + len(text)
        self._pieces.append(text)
        if setting:
            if setting & ITALIC:
                self._italic.append((start, end))
            if setting & BOLD:
                self._bold.append((start, end))
            if setting & SUPERSCRIPT:
                self._superscript.append((start, end))

    def note(self) -> int:
        """Write the mark of the next note, and return its number."""
        self.notes += 1
        printed = str(self.notes)
        self._marks.append(Mark("note", self.at, self.at + len(printed), printed))
        self.write(printed)
        return self.notes

    def begin_note(self, printed: str) -> None:
        """Begin a note's line with its number, or its own mark. Until `end_note`, `write_note` writes it."""
        self._body_end = min(self._body_end, self.at)
        self._note = self.at, printed
        self.write(printed)
        self._gap = self._fresh = True

    def write_note(self, text: str, setting: int = 0) -> None:
        """Write a piece of a note: tabs, line ends and runs of spaces become one space, and none stands last."""
        text = _GAPS.sub(" ", text)
        if self._fresh:
            text = text.lstrip()
        words = text.strip(" ")
        if words:
            if self._gap or text[0] == " ":
                self.write(" ")
            self.write(words, setting)
            self._gap, self._fresh = text[-1] == " ", False
        elif text:
            self._gap = True

    def end_note(self) -> None:
        """End a note's line. One that bears a number is a `footnote`; one with a mark of its own is only text."""
        start, printed = self._note
        if printed.isdecimal():
            self._marks.append(Mark("footnote", start, self.at, printed))
        self.write("\n")

    def styled(self, kind: LineKind, start: int, rank: int = 0) -> None:
        """State what the lines from offset `start` up to here are; `rank` orders headings, the smaller the higher."""
        self._paragraphs.append((kind, start, self.at, rank))

    def table(self, start: int, rows: tuple[tuple[Cell, ...], ...]) -> None:
        """State that the lines from offset `start` up to here are a table."""
        self._marks.append(Mark("table", start, max(start, self.at - 1), rows=rows))

    def source(self, name: str, properties: dict[str, str], form: Literal["text", "word"] = "word") -> Source:
        """What was written, with its marks in order."""
        text = "".join(self._pieces)
        marks = self._marks
        marks += _stretches(text, "italic", self._italic)
        marks += _stretches(text, "bold", self._bold)
        if form == "text":  # a web page, which does not say what its superscripts are
            marks += _superscripts(text, self._superscript, _counted(text, self._superscript), self._body_end)
        else:
            marks += _superscripts(text, self._superscript, self.notes, self._body_end)
        marks += _line_marks(text, self._paragraphs)
        marks.sort(key=lambda mark: (mark.start, -mark.end))
        if form == "word" and (replaced := text.count("\ufffd")):
            properties["characters-replaced"] = (
                f"{replaced} characters of symbol fonts became U+FFFD, not known in Unicode"
            )
        return Source(text, tuple(marks), name, form, properties)


def _stretches(text: str, kind: MarkKind, spans: list[tuple[int, int]]) -> list[Mark]:
    """One mark for each stretch of text set alike, whatever number of runs it came in."""
    joined: list[list[int]] = []
    for start, end in spans:
        if joined and (joined[-1][1] == start or _SPACES.fullmatch(text, joined[-1][1], start)):
            joined[-1][1] = end
        else:
            joined.append([start, end])
    marks = []
    for start, end in joined:
        for found in _BETWEEN_TABS.finditer(text, start, end):
            printed = found[0]
            words = printed.strip()
            if words:
                first = found.start() + len(printed) - len(printed.lstrip())
                marks.append(Mark(kind, first, first + len(words)))
    return marks


def _counted(text: str, spans: list[tuple[int, int]]) -> int:
    """How many notes superscript figures count: 1, 2, 3, … in this order, whatever stands between them, as far as lines
    below begin with these numbers."""
    counted = below = 0
    for start, end in spans:
        if text[start:end].strip() == str(counted + 1) and not _begins_line(text, start):
            counted += 1
            line = re.compile(rf"\n\W?{counted}[ \t\xa0\]/]").search(text, max(below, end))
            if line is None:
                return counted - 1
            below = line.start()
    return counted


def _begins_line(text: str, start: int) -> bool:
    """Whether figures begin a line, as a note's own number does."""
    return text[start - 1 : start] in ("", "\n")


def _superscripts(text: str, spans: list[tuple[int, int]], notes: int, body_end: int) -> list[Mark]:
    """Typed superscripts, told into repeated marks of the document's `notes` notes and all others.

    After `body_end` none is a mark: some notes begin with their own number, typed.
    """
    joined: list[list[int]] = []
    for start, end in spans:
        if joined and joined[-1][1] == start:
            joined[-1][1] = end
        else:
            joined.append([start, end])
    marks: list[Mark] = []
    for start, end in joined:
        printed = text[start:end]
        exponent = printed[:1] in "-‑–—−" or (
            printed.strip() in ("2", "3") and _UNIT.search(text, max(0, start - 4), start) is not None
        )
        if (
            not notes
            or start >= body_end
            or exponent
            or _begins_line(text, start)
            or not _NOTE_NUMBERS.fullmatch(printed)
        ):
            marks += _stretches(text, "superscript", [(start, end)])
            continue
        at = start
        for number in _NOTE_NUMBER.finditer(printed):
            first, last = int(number[1]), int(number[2] or number[1])
            if 1 <= first <= last <= notes:
                marks += _stretches(text, "superscript", [(at, start + number.start())])
                at = start + number.end()
                value = f"{first}-{last}" if number[2] else str(first)
                marks.append(Mark("note", start + number.start(), at, value))
        marks += _stretches(text, "superscript", [(at, end)])
    return marks


def _line_marks(text: str, paragraphs: list[tuple[LineKind, int, int, int]]) -> list[Mark]:
    """One mark for each printed line of the paragraphs whose kind is known."""
    lines: list[tuple[LineKind, int, int, int]] = []
    title = title_end = -1
    for kind, start, end, rank in paragraphs:
        if title < 0 and kind != "furniture" and (kind == "title" or _TITLE.match(text, start, end)):
            kind, title, title_end = "title", start, end
        elif kind == "title" and start == title_end + 1:
            title_end = end
        elif kind == "title":  # a lettered part's own line, "A", set in the same style
            kind = "heading"
        while start < end:
            stop = text.find("\n", start, end)
            stop = end if stop < 0 else stop
            if text[start:stop].strip():
                lines.append((kind, start, stop, rank))
            start = stop + 1
    ranks = sorted({rank for kind, start, _, rank in lines if kind == "heading" and start >= title})
    levels = {rank: str(level) for level, rank in enumerate(ranks, 1)}
    marks = []
    for kind, start, stop, rank in lines:
        if kind == "heading" and start < title:
            marks.append(Mark("masthead", start, stop))
        else:
            marks.append(Mark(kind, start, stop, levels[rank] if kind == "heading" else ""))
    return marks


_STYLES: dict[str, tuple[LineKind, int]] = {
    # The UN's own templates (FORMAT.md 5.4), here without the spaces, underscores and strokes of their names.
    "hm": ("heading", 0),
    "hch": ("heading", 1),
    "h1": ("heading", 2),
    "titleh2": ("heading", 2),
    "h23": ("heading", 3),
    "h2": ("heading", 3),
    "h3": ("heading", 3),
    "h4": ("heading", 4),
    "h5": ("heading", 5),
    "h6": ("heading", 5),
    "h56": ("heading", 5),
    "titleh1": ("title", 0),
    "titlehch": ("masthead", 0),
    "session": ("masthead", 0),
    "agendaitemnormal": ("masthead", 0),
    "agendatitleh2": ("masthead", 0),
    # Word's own, under their English names in every language version.
    "title": ("title", 0),
    **{f"heading{level}": ("heading", level + 1) for level in range(1, 10)},
}


def style_kind(name: str) -> tuple[LineKind, int] | None:
    """What a paragraph style's name says of its lines, with a heading's rank; None for body text.

    Geneva's templates end the same names in G ("_ H_2/3_G").
    """
    key = "".join(filter(str.isalnum, name)).lower()
    return _STYLES.get(key) or _STYLES.get(key.removesuffix("g"))


def ods_fields(comment: str) -> dict[str, str]:
    """The UN's metadata in a comment, "<<ODS JOB NO>>N1051992E<<ODS JOB NO>>", by name; empty for other comments."""
    return {key: value.strip() for key, value in _ODS.findall(comment)}

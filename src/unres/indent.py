"""Gives the lines of older prints the kinds that their tabs would have told.

A text extraction of a modern file indents every paragraph with a tab. Page copies of the printed volumes, HTML copies
and WordPerfect texts have lost them (FORMAT.md 6.1, 10.2): paragraphs begin at the margin, sentences are broken where
the printed line ended, or a whole text stands on one line. This pass stands between lines.lark and settle.py and
works on tokens alone: it retypes lines, lets a paragraph run over its broken lines, and cuts a line where a formula,
a clause or the closing begins within it. The text is never touched, and text that has its tabs passes through
unchanged.

A label that was misread ("I." or "l." for "1.", "S." for "5.") is taken for a number only where a lead phrase follows
it and the number is the next one; it is reported, and stays as printed in the text.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise

import regex

from . import openings
from .diagnostics import Diagnostic, diagnostic
from .grammar import sign
from .lines import Line
from .notes import note_number
from .wording import wording

_ENDED, _STOPPED = sign("ENDED", ends=True), sign("STOPPED", ends=True)
_MARK_ALONE = regex.compile(r"\s*\d{1,3}/\s*")
_NUMBER_LAST = regex.compile(r"(?r)(?:[ \xa0]\d{1,4})?\s*+\Z")
_MISREAD = regex.compile(r"[ \t\xa0]*([IlS|])[.,][ \xa0\t]+(?=\p{Lu})")
_NUMBER = regex.compile(r"[ \t\xa0]*(\d{1,3})(?:[.,．、]|[ \xa0]?[-–](?=[ \xa0]))")
_LED = regex.compile(
    r"(?:(?<!\.)\.{4,}+|(?<!\. )(?:\. ){4,}+|(?<!\s)\s{3,}+|[\p{L})])\s*+-?\(?(?:\$\s?)?\d{1,3}(?:[, ]\d{3})+\)?[\s\d,]*\Z"
    r"|(?<!\.)\.{5,}+\s*+[\d,.–-]*+\s*+\Z"
)
_ALONE = regex.compile(r"[ \t\xa0]*(?:\d{1,3}\.|\((?:[a-z]{1,5}|\d{1,2}|[\u0621-\u064a])\)|[a-z]{1,4}\))[ \t\xa0]*")
_FIGURES = regex.compile(r"[\s\d.,()%–—$*-]{1,40}")
_LISTED = regex.compile(r"(?r)[;,:；，：؛،][ \xa0]++\p{L}{1,3}\s*+\Z")  # "…; and", behind which the last item stands
_ITEM = regex.compile(r"(?:\([a-z]\)|[a-z]\)|\([\u0621-\u064a]\))\s")
_CONTINUES = frozenset({"INDENTED", "NUMBERED", "LETTERED", "BULLET", "QUOTED", "NOTE"})
_LOOSE = frozenset({"LINE", "CENTRED"})
_TEXT = _LOOSE | _CONTINUES
_RUN_ON = frozenset(
    {"LINE", "DATE", "NOTE", "INDENTED", "LETTERED", "QUOTED", "NUMBERED"}
)  # "(X) of 21 November 1955" may begin a line
_WIDE = 110  # characters of a printed line, at most
_LONG = 40  # characters: a shorter line that just stops is a heading or an item, not a broken sentence
_CENTRED = " " * 8  # a paragraph's first line begins further left
_FULL = 0.9  # of the width of most full lines: letters are not all as wide
_BEFORE = 12  # characters at a line's end within which an abbreviation stands
_ONE_LINE = 80  # characters: a line as long, which holds a formula and a lead phrase, is a text that lost its breaks
_MAY_BE_NUMBERED = frozenset({"LINE", "INDENTED", "HEADED"})
_STOPS = frozenset({".", ","})
_READINGS = {"I": 1, "l": 1, "|": 1, "S": 5}


def restore(
    lines: list[Line], text: str, language: str, *, of_print: bool = False
) -> tuple[list[Line], list[Diagnostic]]:
    """The lines with the kinds they would have with their tabs, and what had to be guessed.

    `lines` are the tokens of lines.lark in order; tokens are changed in place, and new ones stand for cut lines. Where
    every formula is indented, the lines are returned as they are, but for headings that a print indents like text.
    """
    tabbed = set_with_tabs(lines)
    if not tabbed:
        lines = list(_cut(lines, text, language))
    noticed = _misread(lines, language)
    if tabbed and not of_print:
        return lines, noticed
    if of_print:
        _centred(lines, language)
        _leaders(lines)
    if not _flush(lines, of_print):
        return lines, noticed
    lines = list(_labelled(lines, text, language))
    return _Pass(text, language).over(lines), noticed


def set_with_tabs(lines: Sequence[Line]) -> bool:
    """Whether the text has its tabs: there is a formula, and a tab before every one."""
    formulas = [line for line in lines if line.type == "FORMULA"]
    return bool(formulas) and all(line[0] == "\t" for line in formulas)


def _misread(lines: list[Line], language: str) -> list[Diagnostic]:
    """Retype lines whose number was misread, where it is the next one and a lead phrase follows; what was found."""
    found: list[Diagnostic] = []
    number = 0
    for line in lines:
        if line.type == "NUMBERED":
            printed = _NUMBER.match(line)
            number = int(printed[1]) if printed else number
        elif line.type in ("FORMULA", "LETTER", "ROMAN", "ANNEX"):
            number = 0
        elif line.type in _MAY_BE_NUMBERED and (line[1:3] if line[0] == "\t" else line.lstrip()[:2])[1:] in _STOPS:
            misread = _MISREAD.match(line)
            if misread is None or _READINGS[misread[1]] != number + 1:
                continue
            if openings.read(line, language, misread.end()) is not None:
                line.type, number = "NUMBERED", number + 1
                start = (line.start_pos) + misread.start(1)
                message = f'"{misread[1]}." was read as {number}.'
                found.append(diagnostic("label-misread", start, start + 2, message))
    return found


def _centred(lines: list[Line], language: str) -> None:
    """Take the indent from headings: "Part One", "ARTICLE IV", and short lines in capitals."""
    words = wording(language)
    division = words.pattern("DIVISION")
    for line in lines:
        if line.type != "INDENTED" or len(line) > 120 or _ENDED.match(line):
            continue
        printed = line.strip()
        if (printed.isupper() and len(printed) > 3) or division.fullmatch(printed):
            line.type = "CENTRED"


def _labelled(lines: list[Line], text: str, language: str) -> Iterator[Line]:
    """The lines, with a label that stands alone on its line joined to the clause below it: "5." and "Requests …"."""
    before: Line | None = None
    for place, line in enumerate(lines):
        label = before
        before = None
        if label is not None:
            kind = "NUMBERED" if label.strip()[0].isdigit() else "LETTERED"
            yield Line(kind, text[label.start_pos : line.end_pos], label.start_pos, line.end_pos)
        elif (
            line.type == "LINE"
            and place + 1 < len(lines)
            and _ALONE.fullmatch(line)
            and _labels(lines, place + 1, language)
        ):
            before = line
        else:
            yield line


def _labels(lines: list[Line], place: int, language: str) -> bool:
    """Whether the line at `place` is what a label above it stands for: text, and no cell of a table."""
    line = lines[place]
    if line.type not in ("LINE", "INDENTED", "QUOTED"):
        return False
    if openings.read(line, language, len(line) - len(line.lstrip())) is not None:
        return True
    below = lines[place + 1] if place + 1 < len(lines) else None
    figures = below is not None and _FIGURES.fullmatch(below) is not None and _ALONE.fullmatch(below) is None
    return not figures and (len(line) >= _LONG or _ENDED.match(line) is not None)


def _leaders(lines: list[Line]) -> None:
    """Take runs of short lines that lead to figures, by dots or by a wide space, for rows of a table."""
    run: list[Line] = []
    figures = 0
    for line in [*lines, None]:
        if line is not None and line.type in _TEXT and len(line) < 100:
            led = bool(_LED.search(line))
            if led or (run and not line.rstrip().endswith((".", ";", ":"))):
                run.append(line)
                figures += led
                continue
        if figures >= 3:
            for row in run:
                row.type = "CELLS"
        run, figures = [], 0


def _flush(lines: list[Line], of_print: bool) -> bool:
    """Whether some text may begin at the margin: in prints it may; else a formula does, or nothing is indented at
    all."""
    if of_print:
        return True
    formulas = [line for line in lines if line.type == "FORMULA"]
    if formulas:
        return any(line[0] != "\t" for line in formulas)
    return not any(line[:1] == "\t" for line in lines) and any(line.type in ("TITLE", "MEETING") for line in lines)


# ---- cutting lines -------------------------------------------------------------------------------------------------


def _cut(lines: list[Line], text: str, language: str) -> Iterator[Line]:
    """The lines, cut where one holds a formula and what follows it, or a text without line breaks."""
    pattern = wording(language).pattern("FORMULA_AND_MORE")
    headed = True  # a formula may stand here: at the beginning, or below a title
    for line in lines:
        kind = line.type
        if headed and kind in ("LINE", "INDENTED"):
            match = pattern.match(line)
            if match:
                headed = False
                yield _piece(line, 0, match.end(), "FORMULA")
                yield from _clauses(line, match.end(), language)
                continue
        if kind in ("TITLE", "LINE") and len(line) > _ONE_LINE:
            found = pattern.search(line, 1)
            if found and openings.read(line, language, _text_at(line, found.end())):
                yield _piece(line, 0, found.start(), kind)
                yield _piece(line, found.start(), found.end(), "FORMULA")
                yield from _clauses(line, found.end(), language)
                headed = False
                continue
        headed = kind in ("TITLE", "LETTER", "ROMAN", "PAGE_BREAK") or (
            headed and kind not in ("FORMULA", "MEETING", "NOTE", "NUMBERED")
        )
        yield line


def _clauses(line: Line, start: int, language: str) -> Iterator[Line]:
    """The clauses of a line from character `start` on: cut before a number with a lead phrase, before a capital lead
    phrase that follows a comma or semicolon, and before the meeting."""
    words = wording(language)
    meeting = words.pattern("MEETING_WORDS")
    cuts = [start]
    kinds = ["INDENTED"]
    for match in _BOUNDARY.finditer(line, start):
        at = match.end()
        if at <= cuts[-1] + 1:
            continue
        number = _NUMBER.match(line, at)
        if number:
            if openings.read(line, language, _text_at(line, number.end())) is not None:
                cuts.append(at)
                kinds.append("NUMBERED")
        elif _ITEM.match(line, at):
            if kinds[-1] in ("NUMBERED", "LETTERED") and match[0].strip()[:1] in (*":;：；؛",):
                cuts.append(at)
                kinds.append("LETTERED")
        elif match[0].strip() in ("]", ")") or match[0].strip()[:1] in ".。":
            if meeting.match(line, at):
                cuts.append(at)
                kinds.append("MEETING")
        elif openings.read(line, language, at) is not None and kinds[-1] == "INDENTED":
            cuts.append(at)
            kinds.append("INDENTED")
    for index, (at, kind) in enumerate(zip(cuts, kinds, strict=True)):
        stop = cuts[index + 1] if index + 1 < len(cuts) else len(line)
        if line[at:stop].strip():
            yield _piece(line, at, stop, kind)


_BOUNDARY = regex.compile(
    r"(?:[,;:.،؛](?:\d{1,3}|\[\d{1,3}\]|[¹²³⁰⁴-⁹]+)?[ \t\xa0]+|[，；：。](?:\[\d{1,3}\]|[¹²³⁰⁴-⁹]+)?[ \t\xa0\u3000]*+)"
    r"(?=[\p{Lu}\p{Lo}\d(]|[a-z]\)\s)"
)


def _text_at(line: str, at: int) -> int:
    """The first character from `at` on that is not white space."""
    return len(line) - len(line[at:].lstrip())


def _piece(line: Line, start: int, stop: int, kind: str) -> Line:
    """Characters `start` to `stop` of a line as a line of their own, without the spaces around them."""
    while start < stop and line[start].isspace():
        start += 1
    while stop > start and line[stop - 1].isspace():
        stop -= 1
    base = line.start_pos
    return Line(kind, line[start:stop], base + start, base + stop)


# ---- paragraphs ----------------------------------------------------------------------------------------------------


class _Pass:
    """One pass over the lines of a text without tabs."""

    def __init__(self, text: str, language: str) -> None:
        self.text, self.language = text, language
        words = wording(language)
        self.out: list[Line] = []
        self.last: Line | None = None  # the paragraph that may run on
        self.ending: Line | None = None  # its last line so far
        self.joined = False
        self.below: Line | None = None  # the line below the one that is read
        self.number = 0  # of the last clause that bears one
        self.inside = False  # in the text: below a formula, or in an annex
        self.broken = False  # sentences are broken where the printed line ended
        self.long = _LONG
        self.full = sys.maxsize  # characters: a line as long goes on, whatever stands below
        self.continues = wording(language).pattern("CONTINUES")
        self.spaced = False  # an empty line stands between paragraphs
        self.width = 0  # characters that a printed line holds
        self.no_end = words.pattern("NOT_AN_END")
        self.division = words.pattern("DIVISION")

    def over(self, lines: list[Line]) -> list[Line]:
        self.broken = _broken(lines, self.text)
        if self.broken:
            lengths = sorted(len(line) for line in lines if line.type in _TEXT)
            wide = lengths[len(lengths) * 3 // 4]
            self.long, self.full = min(_LONG, wide * 3 // 4), wide * 4 // 5  # of a narrow column, most of its width
            self.width = lengths[len(lengths) * 9 // 10]
            self.spaced = spaced(lines, self.text)
        headless = not any(line.type == "FORMULA" for line in lines)
        for place, line in enumerate(lines):
            kind = line.type
            self.below = lines[place + 1] if place + 1 < len(lines) else None
            if self.inside and (kind in _TEXT or (kind == "DATE" and self.last is not None and self.runs_on(line))):
                self.text_line(line)
                continue
            self.rest()
            if kind in ("FORMULA", "ANNEX") or (headless and kind == "TITLE"):
                self.inside = True
            elif kind == "TITLE":
                self.inside = False
            self.out.append(line)
        self.rest()
        return self.out

    def text_line(self, line: Line) -> None:
        """A line of text: the rest of a sentence, a paragraph, or a heading."""
        kind = line.type
        if kind in _RUN_ON and self.last is not None and self.runs_on(line):
            self.last.end_pos = line.end_pos
            self.ending = line
            self.joined = True
            if self.last.type == "LINE" and _ENDED.match(line):
                self.last.type = "INDENTED"  # no heading: it ends as a sentence does
            return
        self.rest()
        at = len(line) - len(line.lstrip())
        if kind == "LINE" and (
            self.opens(line, at) or _ENDED.match(line) or line.rstrip().endswith(("-", "\xad"))  # within a word
        ):
            line.type = "INDENTED"
        elif kind == "NUMBERED" and line.isupper() and not _ENDED.match(line):
            line.type = "HEADED"  # "1. SALARIES"
        if kind == "NUMBERED" and (printed := _NUMBER.match(line)):
            self.number = int(printed[1])
        self.out.append(line)
        self.last = self.ending = line if line.type in _CONTINUES or line.type == "LINE" else None

    def rest(self) -> None:
        """The paragraph before is complete: its token gets all its lines."""
        if self.joined and self.last is not None:
            line = self.last
            whole = self.text[line.start_pos : line.end_pos]
            self.out[-1] = Line(line.type, whole, line.start_pos, line.end_pos)
        self.joined, self.last, self.ending = False, None, None

    def opens(self, line: Line, at: int) -> bool:
        return openings.read(line, self.language, at) is not None

    def is_cut(self) -> bool:
        """Whether the line before ends with an abbreviation: "Sales No." and "E.93.I.8" below it, "No. 26" and "(2008)"."""
        assert self.ending is not None
        return self.broken and self.no_end.search(_NUMBER_LAST.sub("", self.ending)[-_BEFORE:]) is not None

    def numbers_on(self, line: Line) -> bool:
        """Whether a line's number may be a clause's: the first, or one that goes on with a number before."""
        printed = _NUMBER.match(line)
        return printed is None or int(printed[1]) == 1 or int(printed[1]) - self.number in (0, 1, 2)

    def is_centred(self, line: Line) -> bool:
        """Whether two lines are a heading that is set in the middle of its lines, and not at their margin."""
        assert self.ending is not None
        return (
            self.broken
            and line.startswith(_CENTRED)
            and self.ending.startswith(_CENTRED)
            and line.type == "LINE"
            and self.division.fullmatch(self.ending.strip()) is None
        )

    def fills(self, line: Line, at: int, sign: str = "") -> bool:
        """Whether the line before is full: the first word of this one had no place on it. So a sentence goes on even
        with a word that may open a clause."""
        assert self.ending is not None
        printed = self.ending.rstrip()
        word = line.find(" ", at)
        return (
            self.broken
            and (printed[-1:].isalnum() or printed[-1:] == sign)
            and len(printed) + 1 + (len(line) if word < 0 else word) - at > self.width * (1 if sign else _FULL)
        )

    def runs_on(self, line: Line) -> bool:
        """Whether the line goes on with the paragraph before it."""
        assert self.last is not None and self.ending is not None
        if self.text.count("\n", self.last.end_pos, line.start_pos) > 1:
            return False
        if line.type in ("NOTE", "LETTERED", "QUOTED", "NUMBERED") and not self.broken:
            return False
        if self.broken and _MARK_ALONE.fullmatch(line):
            return True
        if line.type == "LETTERED" and _LISTED.match(self.ending):
            return False
        if line.type in ("LETTERED", "QUOTED") and _ENDED.match(self.ending):
            return False
        if (
            line.type == "NOTE"
            and not self.is_cut()
            and (
                _STOPPED.match(self.ending)
                or (self.last.type == "NOTE" and note_number(line) == note_number(self.last) + 1)
            )
        ):
            return False
        if line.type == "NUMBERED":
            return not self.numbers_on(line) and len(self.ending) >= self.long and not _ENDED.match(self.ending)
        at = len(line) - len(line.lstrip())
        first = line[at : at + 1]
        if self.last.type == "LINE":
            return not _ENDED.match(self.ending) and (
                first.islower() or self.is_centred(line) or (self.fills(line, at) and not self.opens(line, at))
            )
        if not first.islower() and self.division.fullmatch(line[at:].rstrip()):
            return False
        if line.type == "INDENTED" and not self.broken:
            return first.islower() and not _ENDED.match(self.ending) and len(self.ending) >= self.long
        if not _ENDED.match(self.ending):
            return (
                first.islower()
                or ((len(self.ending) >= self.long or self.ending[0].islower()) and not self.opens(line, at))
                or (len(self.ending) >= self.full and line.type == "LINE")
                or self.fills(line, at)
                or first.isdigit()
                or first in '(“"«'
            )
        if self.broken and self.ending.rstrip().endswith(":") and self.fills(line, at, ":"):
            return not self.opens(line, at)
        if self.is_cut():
            return True
        if self.broken:
            full, stopped = len(self.ending) >= self.full, _STOPPED.match(self.ending) is not None
            joins = self.is_text(line) if full == stopped else full
            joins = joins or (self.spaced and line.type not in ("NOTE", "QUOTED"))
            return first.islower() or (first.isdigit() and not stopped) or (joins and not self.opens(line, at))
        return (
            line.type == "LINE" and self.continues.match(line, at) is not None and _STOPPED.match(self.ending) is None
        )

    def is_text(self, line: Line) -> bool:
        """Whether a line is no heading: it ends as a sentence does, or is as long as the lines of text are and no clause
        begins below it."""
        if _ENDED.match(line):
            return True
        below = self.below
        return (
            len(line) >= self.full
            and below is not None
            and below.type == "LINE"
            and not self.opens(below, len(below) - len(below.lstrip()))
        )


def _even(lengths: list[int]) -> bool:
    """Whether lines, by their lengths in order, fill one width: paragraphs on one line each differ more."""
    count = len(lengths)
    longest = lengths[count * 49 // 50]
    return lengths[count * 9 // 10] <= _WIDE or (longest <= 2 * _WIDE and lengths[count * 2 // 3] >= longest * 4 // 5)


def spaced(lines: Sequence[Line], text: str) -> bool:
    """Whether an empty line stands between paragraphs, above nearly every number and sub-paragraph, and not within them."""
    above = labelled = within = 0
    for before, line in pairwise(lines):
        apart = text.count("\n", before.end_pos, line.start_pos) > 1
        within += line.type in _LOOSE and before.type in _TEXT and not apart
        if line.type in ("NUMBERED", "LETTERED"):
            labelled += 1
            above += apart
    return labelled > 1 and above * 10 >= labelled * 9 and within * 2 >= labelled


def _broken(lines: list[Line], text: str) -> bool:
    """Whether sentences are broken where the printed line ended: many loose lines stop in mid-sentence, or go on with the
    one above in lower case, and hardly any is long, or most are as long as the longest."""
    loose = [line for line in lines if line.type in _TEXT]
    if len(loose) < 6:
        return False
    stopped = [not _ENDED.match(line) for line in loose]
    small = [line.type in _LOOSE | {"INDENTED"} and line.lstrip()[:1].islower() for line in loose]
    carried = sum(before and here for before, here in zip(stopped, small[1:], strict=False))
    return (
        (sum(stopped) > 0.4 * len(loose) or carried * 5 >= len(loose))
        and any(small)
        and _even(sorted(len(line) for line in loose))
    )

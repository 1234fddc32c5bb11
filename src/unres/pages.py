"""Puts the pages of one resolution together, where a text was copied page by page from a print or a viewer.

A page has a running head (symbol and title), its own notes below a rule, and a foot (page number, job number), and cuts
sentences wherever it ends. `gather` gives the text as a single issue has it: the paragraphs, then all notes, then the
furniture of all pages, as volumes.py does for volumes. The parser reads on from there.

A line belongs to the furniture if it says so by its form (2/6, 23-12345, A/RES/78/133), or if it repeats the title
beside a symbol or at the top of a page. The notes of a page are what stands between its rule and its end, or, where a
copy has no rules, the last lines whose numbers go on with the notes before. Viewers copy a raised number as a line of
its own, above its note or apart from all of them; numbers and notes are then paired in order, if they are as many.

Notes that an extractor prints in hooks at the end of their paragraph, "[1: Resolution 70/1.]", are gathered alike, and
their marks, "[footnoteRef:1]", told by their form.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import regex

from . import openings
from .cuts import Cut, Text
from .framing import number_of, retype
from .lines import Line
from .note_candidates import Customs, candidates
from .notes import NOTE_NUMBER, note_number
from .source import Mark, Source
from .wording import wording

_SYMBOL = regex.compile(r"A ?/RES/[^\s]+(?: \([A-Z-]+\))?(?: [A-Z](?:-[A-Z])?(?![\w]))?\*{0,3}")
_OF_TOTAL = regex.compile(r"\s*(\d{1,3})/(\d{1,3})\s*")
_JOB = regex.compile(r"\s*(?:\d\d-\d{5,7}|\*\d{6,10}\*)")
_FOOT = regex.compile(
    r"\s*(?:\d\d-\d{5,7}(?: \([A-Z]\))?(?:[ \t]+[\d ]{5,8})?[ \t]+\d{1,3}/\d{1,3}|\d{1,3}/\d{1,3}[ \t]+\d\d-\d{5,7})\s*"
)
_PROCESSED = regex.compile(r"\s*\d{2} ?\d{2} ?\d{2}\s*")  # a date in six figures, beside the job number
_NUMBER = regex.compile(r"[ \t\xa0]*(\d{1,3})[ \t\xa0]*")
_ENDED = regex.compile(r"(?r)[.。][\"”’»')\]）]{0,3}\s*+\Z")
_HOOKED = regex.compile(r"\[(\d{1,4}):\s*+")
_REFERENCE = regex.compile(r"\[footnoteRef:(\d{1,4})\]")
_HEAD_LINES = 5  # lines that a running head takes at most
_SURE = 3.0  # what it costs to take digits for text that stand where marks do
_JUMP = 3  # numbers that may be missing between the notes of two pages
_FURNITURE = frozenset({"RULE", "PAGE", "PAGE_BREAK", "SYMBOL", "ANCHOR", "ODS"})
_TEXT = frozenset({"MEETING", "NUMBERED", "LETTERED", "ANNEX"})
_LOOSE = frozenset(
    {"LINE", "NOTE", "INDENTED", "CENTRED", "MASTHEAD", "NUMBERED", "QUOTED", "LETTERED", "DATE", "TITLE"}
)


class _Note(NamedTuple):
    """A note: its number as printed (characters of the text, or none), and what stands behind it."""

    number: int
    printed: tuple[int, int] | None
    lines: list[tuple[int, int]]


def gather(source: Source, lines: list[Line], language: str) -> Cut | None:
    """The resolution that the pages make up, or None for a text that has no pages.

    `lines` are the tokens of lines.lark for `source.text`.
    """
    text = source.text
    inline = "[footnoteRef:" in text
    if not inline and not _paged(lines):
        return None
    retype(lines, language)
    if len({number_of(line, language) for line in lines if line.type == "TITLE"}) > 1:
        return None
    return _Pages(source, lines, language).gathered(inline)


def _paged(lines: Sequence[Line]) -> bool:
    """Whether furniture of an issue's pages stands amid its text: below the title, and text below it."""
    inside = False
    found = totals = 0
    closing = False  # the closing is cut, and its date may stand on the next page
    for line in lines:
        kind = line.type
        if kind in ("FORMULA", "TITLE"):
            inside = True
        elif kind in _TEXT or (kind == "DATE" and closing):
            if found or totals > 1:
                return True
            closing = kind == "MEETING"
        elif inside and kind in ("PAGE", "SYMBOL", "LINE"):
            if kind == "SYMBOL" or (kind == "PAGE" and _JOB.match(line)) or (kind == "LINE" and _FOOT.fullmatch(line)):
                found += 1
            elif kind == "PAGE" and (match := _OF_TOTAL.fullmatch(line)) and int(match[1]) <= int(match[2]):
                totals += 1
    return False


def _bare(text: str) -> str:
    """What two prints of a title have in common: its characters without white space, case and a mark at the end."""
    return "".join(text.split()).casefold().rstrip("0123456789")


class _Pages:
    """The lines of one copy, sorted into text, notes and furniture."""

    def __init__(self, source: Source, lines: list[Line], language: str) -> None:
        self.source, self.text, self.lines = source, source.text, lines
        words = wording(language)
        self.head_words, self.dates = words.pattern("RUNNING_HEAD"), words.pattern("DATE_WORDS")
        self.customs = Customs.of(words)
        self.number = next((number_of(line, language) for line in lines if line.type == "TITLE"), None)
        self.formula, self.title = self.printed_title(language)
        self.broken = any(line.type == "PAGE_BREAK" for line in lines)
        self.roles = ["body"] * len(lines)  # "body", "note", "furniture"; "tail" from the first ODS field on
        self.page = [0] * len(lines)

    def printed_title(self, language: str) -> tuple[int, str]:
        """The place of the formula, or of the line before the first clause, and the title's characters, for
        comparison."""
        lines = self.lines
        formula = next((at for at, line in enumerate(lines) if line.type == "FORMULA"), None)
        place = next((at for at, line in enumerate(lines[:formula]) if line.type == "TITLE"), None)
        if place is None:
            return formula or 0, ""
        end = place + 1
        if formula is None:
            while (
                end < len(lines) and lines[end].type == "LINE" and openings.read(lines[end].strip(), language) is None
            ):
                end += 1
        else:
            end = next((at for at in range(place, formula) if lines[at].type == "LETTER"), formula)
        first = lines[place]
        whole = first[first.find(".") + 1 :] + "".join(lines[place + 1 : end])
        return end - 1 if formula is None else formula, _bare(whole)

    def gathered(self, inline: bool) -> Cut:
        self.furniture()
        self.pages()
        notes = self.notes() if not inline else []
        return self.put_together(notes, inline)

    # -- furniture

    def furniture(self) -> None:
        lines, roles = self.lines, self.roles
        tail = next((at for at, line in enumerate(lines) if line.type == "ODS" and at > self.formula), len(lines))
        roles[tail:] = ["tail"] * (len(lines) - tail)
        for place, line in enumerate(lines[:tail]):
            kind = line.type
            if kind in _FURNITURE:
                if (
                    place > self.formula
                    or kind in ("PAGE_BREAK", "RULE")
                    or (kind == "PAGE" and place + 1 < len(lines))
                ):
                    roles[place] = "furniture"
            elif _FOOT.fullmatch(line) or (
                place > self.formula and not line.lstrip()[:1].islower() and self.head_words.match(line)
            ):
                roles[place] = "furniture"
        for place, line in enumerate(lines):
            if roles[place] == "furniture" and _JOB.match(line):
                for near in (place - 1, place + 1):
                    if 0 <= near < len(lines) and _PROCESSED.fullmatch(lines[near]):
                        roles[near] = "furniture"
        if not self.title:
            return
        place = self.formula + 1
        while place < tail:
            count = self.head_at(place)
            for at in range(place, place + count):
                roles[at] = "furniture"
                if lines[at].type == "TITLE":
                    lines[at].type = "LINE"
            place += max(count, 1)

    def head_at(self, place: int) -> int:
        """How many lines from `place` on are a running head that repeats the title; 0 if none does."""
        lines, roles = self.lines, self.roles
        sure = place > 0 and lines[place - 1].type in ("PAGE_BREAK", "SYMBOL")
        whole = ""
        for count in range(1, _HEAD_LINES + 1):
            at = place + count - 1
            if at >= len(lines) or lines[at].type not in _LOOSE:
                return 0
            printed, replaced = _SYMBOL.subn(" ", lines[at])
            sure = sure or replaced > 0
            whole += _bare(printed)
            if not self.title.startswith(whole):
                return 0
            if whole == self.title:
                following = lines[at + 1].type if at + 1 < len(lines) else ""
                return count if sure or following in ("SYMBOL", "PAGE_BREAK") or roles[place - 1] == "furniture" else 0
        return 0

    def pages(self) -> None:
        """Number the pages: they end at page breaks or, where a copy has none, at their heads or feet."""
        heads = self.roles.count("furniture") and any(
            line.type == "SYMBOL" and at > self.formula for at, line in enumerate(self.lines)
        )
        page, inside = 0, True
        for place, line in enumerate(self.lines):
            if self.broken:
                page += line.type == "PAGE_BREAK"
            elif place > self.formula and self.roles[place] == "furniture" and line.type != "RULE":
                ends = line.type == "SYMBOL" or not heads
                page += inside and ends
                inside = inside and not ends
            else:
                inside = True
            self.page[place] = page

    # -- notes

    def notes(self) -> list[_Note]:
        """The notes of all pages, and those below the closing, in order; their lines become notes."""
        found: list[_Note] = []
        places: dict[int, list[int]] = {}
        for place, page in enumerate(self.page):
            places.setdefault(page, []).append(place)
        last = 0
        for page in sorted(places):
            here = places[page]
            zone = self.zone(here, last)
            if not zone:
                continue
            notes = self.paired(zone, last)
            if not notes:
                continue
            for place in zone:
                self.roles[place] = "note"
            found += notes
            last = max(last, max(note.number for note in notes))
        return found

    def zone(self, places: Sequence[int], last: int) -> list[int]:
        """The lines of a page that are notes: all behind its last rule, or the last that run on from note `last`."""
        lines, roles = self.lines, self.roles
        rule = max((at for at, place in enumerate(places) if lines[place].type == "RULE"), default=None)
        if rule is not None and places[rule] > self.formula:
            behind = [place for place in places[rule + 1 :] if roles[place] == "body"]
            if any(lines[place].type in ("MEETING", "FORMULA") for place in behind):
                behind = []
            if behind and self.expects(behind, last):
                return behind
        body = [place for place in places if roles[place] == "body" and place > self.formula]
        start = None
        expected = last + 1
        for at, place in enumerate(body):
            number = self.number_of(place)
            if lines[place].type in ("MEETING", "FORMULA") or (
                lines[place].type in ("NUMBERED", "LETTERED") and start is not None and _NUMBER.match(lines[place])
            ):
                start, expected = None, last + 1
            elif number and number == expected:
                start = at if start is None else start
                expected += 1
            elif number and number == last + 1:
                start, expected = at, last + 2
        return body[start:] if start is not None else []

    def expects(self, places: Iterable[int], last: int) -> bool:
        """Whether a number that goes on from note `last` stands among these lines."""
        return any(last < self.number_of(place) <= last + _JUMP for place in places)

    def number_of(self, place: int) -> int:
        """The number of a note that a line begins with, or that stands alone on it; 0 if none does."""
        line = self.lines[place]
        alone = _NUMBER.fullmatch(line)
        if alone is not None:
            return int(alone[1])
        return note_number(line) if line.type == "NOTE" and not self.dates.match(line.lstrip()) else 0

    def paired(self, zone: Sequence[int], last: int) -> list[_Note]:
        """The notes that lines hold: numbers with what stands behind them, or numbers and texts paired in order."""
        numbers: list[tuple[int, tuple[int, int]]] = []
        texts: list[list[tuple[int, int]]] = []
        regular = True  # every number stands right before its text
        ended = fresh = True
        expected = last + 1
        for place in zone:
            line = self.lines[place]
            start, end = line.start_pos, line.end_pos
            alone = _NUMBER.fullmatch(line)
            number = self.number_of(place)
            match = NOTE_NUMBER.match(line) if number else None
            if match and (alone or number == expected) and last < number <= last + len(zone) + _JUMP:
                if fresh and numbers:
                    regular = False
                numbers.append((number, (start + len(line) - len(line.lstrip()), start + len(match[0].rstrip()))))
                expected = number + 1
                fresh = True
                if alone:
                    continue
                start += match.end()
            elif not numbers:
                regular = False
            begins = fresh or (not regular and ended)
            if begins:
                texts.append([])
            texts[-1].append((start, end))
            ended, fresh = _ENDED.search(line) is not None, False
        if not numbers or not texts:
            return []
        if fresh:
            regular = False
        if not regular:
            texts = self.sentences(texts)
            numbers.sort()
        if len(numbers) != len(texts):
            texts = [*texts[: len(numbers) - 1], [span for rest in texts[len(numbers) - 1 :] for span in rest]]
        return [_Note(number, printed, spans) for (number, printed), spans in zip(numbers, texts, strict=False)]

    def sentences(self, texts: list[list[tuple[int, int]]]) -> list[list[tuple[int, int]]]:
        """Notes that lost their numbers, told by where their lines end."""
        out: list[list[tuple[int, int]]] = []
        for spans in texts:
            ended = True
            for start, end in spans:
                if ended:
                    out.append([])
                out[-1].append((start, end))
                ended = _ENDED.search(self.text[start:end]) is not None
        return out

    # -- putting it together

    def put_together(self, notes: list[_Note], inline: bool) -> Cut:
        text = Text(self.text)
        marks: list[Mark] = []
        hooked: list[tuple[int, tuple[int, int], tuple[int, int], list[tuple[int, int]]]] = []
        body: list[tuple[int, int]] = []
        end = None  # of the last line of text
        for place, line in enumerate(self.lines):
            if self.roles[place] != "body":
                end = None if end is None else -1
                continue
            gap = "\n\n" if end is not None and end >= 0 and self.text.count("\n", end, line.start_pos) > 1 else "\n"
            stop = line.end_pos
            if inline:
                stop = self.hooks(line, hooked)
            if stop > line.start_pos:
                text.add(line.start_pos, stop, gap)
                body.append((line.start_pos, stop))
            end = line.end_pos
        sequences: dict[int, list[tuple[int, int]]] = {}  # number → where its notes stand, and their place in the order
        for sequence, (number, printed, inner, _rest) in enumerate(hooked, 1):
            sequences.setdefault(number, []).append((printed[0], sequence))
            at = text.length + 1
            text.add(*printed, "\n")
            text.add(*inner, " ")
            marks.append(Mark("footnote", at, text.length, str(sequence)))
        for note in notes:
            at = text.length + 1
            separator = "\n"
            if note.printed is not None:
                text.add(*note.printed, separator)
                separator = " "
            for start, stop in note.lines:
                text.add(start, stop, separator, trim=True)
                separator = "\n"
            marks.append(Mark("footnote", at, text.length, str(note.number)))
        spans = [(line.start_pos, line.end_pos) for at, line in enumerate(self.lines) if self.roles[at] == "furniture"]
        spans += [span for *_, rest in hooked for span in rest]
        for start, stop in spans:
            at = text.length + 1
            text.add(start, stop, "\n")
            if text.length >= at:
                marks.append(Mark("furniture", at, text.length))
        for at, line in enumerate(self.lines):
            if self.roles[at] == "tail":
                text.add(line.start_pos, line.end_pos, "\n")
        if inline:
            for found in _REFERENCE.finditer(self.text):
                at_mark = text.at(found.start())
                if at_mark is not None:
                    number = int(found[1])
                    if notes_of := sequences.get(number):  # of several, the one at the end of its paragraph
                        below = min(bisect_right(notes_of, (found.start(), 0)), len(notes_of) - 1)
                        number = notes_of[below][1]
                    marks.append(Mark("note", at_mark, at_mark + len(found[0]), str(number)))
            marks += self.repeated(text, body, marks)
        marks += text.carried(self.source.marks)
        marks.sort(key=lambda mark: mark.start)
        closed = any(line.type == "MEETING" for line in self.lines)
        source = Source(text.done(), tuple(marks), self.source.name, self.source.form, dict(self.source.properties))
        return Cut(source, tuple(text.pieces), self.number, closed or not self.number)

    def repeated(self, text: Text, body: Sequence[tuple[int, int]], marks: Sequence[Mark]) -> list[Mark]:
        """The marks of notes cited again, which are typed and so stand among the words: "the Agenda,1 and"."""
        firsts = sorted((mark.start, int(mark.value)) for mark in marks if mark.kind == "note")
        out: list[Mark] = []
        highest = max((number for _, number in firsts), default=0)
        for one in candidates(self.text, body, highest, self.customs):
            at = text.at(one.start)
            if at is None or one.cost or one.text_cost < _SURE or len(one.numbers) > 1:
                continue
            if self.text.startswith("]", one.end):
                continue  # within a first mark
            if any(start < at and number == one.numbers[0] for start, number in firsts):
                out.append(Mark("note", at, at + one.end - one.start, str(one.numbers[0])))
        return out

    def hooks(self, line: Line, out: list[tuple[int, tuple[int, int], tuple[int, int], list[tuple[int, int]]]]) -> int:
        """Take the notes in hooks from the end of a line; where the rest of it ends."""
        base, stop = line.start_pos, len(line)
        first: int | None = None
        at = 0
        while (found := _HOOKED.search(line, at)) is not None:
            depth, close = 1, found.end()
            while close < stop and depth:
                depth += (line[close] == "[") - (line[close] == "]")
                close += 1
            first = found.start() if first is None else first
            inner = close - 1 if not depth else close
            number = (base + found.start(1), base + found.end(1))
            rest = [(base + line.index("[", found.start()), number[0]), (number[1], number[1] + 1)]
            if not depth:
                rest.append((base + inner, base + close))
            out.append((int(found[1]), number, (base + found.end(), base + inner), rest))
            at = close
        return line.end_pos if first is None else base + first

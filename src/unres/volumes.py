"""Cuts printed volumes and page copies into the resolutions that they hold.

A volume prints resolutions one after the other: a page shows the end of one, the next, and the start of a third, with
a running head, a page number, and at its foot the notes of them all (FORMAT.md 7.3, 10.2). `cut` gives each
resolution a `Source` of its own that looks like a single issue: its paragraphs, sentences joined again where a page
or its notes broke them, then its notes, then the furniture of its pages. So one parser reads every print.

Offsets. Such a Source's text is put together from pieces of the print. `Cut.pieces` says of each where it stands in
the text the caller gave; characters are never changed, and what joins two pieces is white space. A `Resolution`
counts in its own `source_text`, and `Resolution.origin` leads back to the print.

What begins a resolution is a title line with another number than the one before, below which a formula, a decision's
record or text of its own stands: so contents pages, which list titles below each other, begin none. Which notes
belong to which resolution is settled by their marks, page by page, because each page may number its notes from 1.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

import regex

from . import footnotes, votes
from .columns import Columns, untangle
from .grammar import sign
from .identity import own_number
from .indent import set_with_tabs, spaced
from .language import common_words, strange
from .lines import Line, read
from .notes import NOTE_NUMBER, note_style, resolved
from .source import Mark, Source
from .wording import one_spaced, wording

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
_NUMBER_ALONE = regex.compile(r"[ \t\xa0]*(?:ES-|S-)?\d{1,3}/\d{1,4}\.[ \t\xa0]*")
_BRACKETED = regex.compile(r"[ \t\xa0]*[(（][^()（）]{1,60}[)）][ \t\xa0]*")
_DASHES = regex.compile(r"\s*(?:-{3,}|_{3,}|\*{3,})\s*")
_PAGE_NUMBER = regex.compile(r"\s*+(?:[-–—]\s*+)?\d{1,4}\s*+(?:[-–—]\s*+)?")
_ENDED = sign("ENDED", ends=True)
_CLAUSE_NUMBER = regex.compile(r"\s*\d{1,3}(?:[.．]|[ \xa0]?[-–])\s")
_NOTE = regex.compile(
    r"[ \t\xa0]*\^?(?:(?P<raised>[¹²³⁴-⁹][⁰¹²³⁴-⁹]{0,2})[ \t\xa0]*(?=\S)|[\[(](?P<hooked>\d{1,3})[\])][ \t\xa0]*(?=\S)"
    r"|(?P<slashed>\d{1,3})/(?:[ \t\xa0]+(?=\S)|(?=[\p{Lu}\p{Lo}\"“«《(\[]))"
    r"|(?P<plain>\d{1,3})[ \t\xa0]+(?=[\p{Lu}\p{Lo}\"“«《(\[]|(?:19|20)\d\d\s))"
)
_LABEL = regex.compile(r"\s*\d{1,3}\.?\s*\Z|\s*\d{1,3}\.[ \t\xa0]")
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBER_ENDS = 24  # characters within which a title's number ends
_BEFORE = 12  # characters at a line's end within which an abbreviation stands
_PAGE = 12_000  # characters that a printed page holds at most
_LOOKS = 60  # notes looked up on one page
_VOTE_LINES = 60  # lines of print that a vote takes at most
_BROKEN = 40  # characters: a shorter line that just stops is a heading, and not a sentence that goes on
_FULL_LINE = 80  # characters: a shorter title line is not broken at its end
_HEAD_LINES = 8  # lines below a title within which its formula stands
_FACING = 5  # lines in another language that make a page one in two languages, and not a quotation
_TITLE_LINES = 4  # lines that the title of a decision without number takes at most


class Piece(NamedTuple):
    """Characters `start` to `end` of a cut's text stand at `origin` of the print."""

    start: int
    end: int
    origin: int


@dataclass(slots=True)
class Cut:
    """One resolution of a print: its text as a Source, where its pieces stand, the number in its title (None in a piece
    without title, "" of a decision without number), and whether it is all there (a title and a closing, or the record of
    a decision)."""

    source: Source
    pieces: tuple[Piece, ...]
    number: str | None
    complete: bool
    renumbered: bool = False
    columns: Columns = ""


@dataclass(slots=True)
class _Line:
    """A line of print: what it is, on which page, and of which resolution."""

    token: Line
    role: str  # "body", "note", "note-more", "furniture", "contents", "translation"
    page: int
    number: int = 0  # of a note
    owner: int = -1  # which resolution it belongs to


@dataclass(slots=True)
class _Note:
    """A note at the foot of a page."""

    lines: list[_Line]
    owners: list[int] = field(default_factory=list)
    full: str = ""  # what it states, "Ibid." in full
    before: _Note | None = None  # the one above it in the print


def cut(source: Source, lines: list[Line], language: str) -> list[Cut] | None:
    """The resolutions that a print holds, in order, or None for a text that is a single issue.

    `lines` are the tokens of lines.lark for `source.text`; titles without session are retyped in place.
    """
    if _is_single(lines):
        return None
    lines, columns = untangle(lines, source.text, language)
    retype(lines, language)
    if columns != "untangled" and not _printed(lines, language) and not _is_record(lines, language):
        return None
    cuts = _Print(source, lines, language).cuts()
    for one in cuts:
        one.columns = one.columns or columns
    return cuts


def _is_single(lines: Sequence[Line]) -> bool:
    """Whether the text is plainly a single issue, as nearly all modern ones are: one title, a tab before its formula,
    no page breaks, and no notes below a rule."""
    kinds = [line.type for line in lines]
    if kinds.count("TITLE") != 1 or "PAGE_BREAK" in kinds or ("RULE", "NOTE") in pairwise(kinds):
        return False
    return set_with_tabs(lines)


def _is_record(lines: Sequence[Line], language: str) -> bool:
    """Whether the text is a decision without number: no title and no formula, and a record below a few headlines."""
    if any(line.type in ("TITLE", "FORMULA") for line in lines):
        return False
    decision = wording(language).pattern("DECISION_WORDS")
    return any(line.type in _RECORD and decision.match(line) for line in lines[1 : _HEAD_LINES + 1])


def _printed(lines: Sequence[Line], language: str) -> bool:
    """Whether the text is a print: it has page breaks, titles of several numbers, or notes amid the text."""
    numbers = set()
    formula = closed = False
    blocks = 0  # of notes below a rule
    for place, line in enumerate(lines):
        kind = line.type
        if kind in ("PAGE_BREAK", "CONTENTS"):
            return True
        if kind == "TITLE":
            numbers.add(number_of(line, language))
            if len(numbers) > 1:
                return True
        elif kind == "FORMULA":
            formula = True
        elif kind == "MEETING":
            if blocks and not closed:
                return True  # the closing comes after the first notes
            closed = True
        elif kind == "NOTE" and formula and lines[place - 1].type == "RULE":
            blocks += 1
            if blocks > 1:
                return True
    return False


def number_of(title: str, language: str) -> str:
    """The number in a title line, in Western figures and spaces taken out: "217A(III)"."""
    match = _title_number(title, language)
    if match is None:
        return ""
    printed = match[0].strip() if match[0].isascii() else own_number(match[0], language)[0]
    return str(regex.sub(r"[\s.]", "", printed))


def _title_number(title: str, language: str) -> regex.Match[str] | re.Match[str] | None:
    own = None if title[:_NUMBER_ENDS].isascii() else wording(language).pattern("OWN_NUMBER").match(title.lstrip())
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
        elif "/" in line[:8] and _NUMBER_ALONE.fullmatch(line) and place + 1 < len(lines):
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


_RECORD = frozenset({"LINE", "INDENTED", "CENTRED"})
_NUMERALS = frozenset({"NUMBERED", "ROMAN", "LETTER", "HEADED"})
_NOTE_MORE = frozenset({"LINE", "INDENTED", "NOTE", "DATE"}) | _NUMERALS
_MAY_BE_NOTE = frozenset({"NOTE", "INDENTED", "LINE", "NUMBERED"})
_FRAMES = frozenset({"TITLE", "FORMULA", "MEETING", "ANNEX", "LETTER", "ROMAN"})
_CUT = _RECORD | {"NOTE", "NUMBERED", "LETTERED", "QUOTED"}
_BELOW_TITLE = frozenset({"FORMULA", "LINE", "LETTER"})


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


_ABOVE_TITLE = frozenset({"MEETING", "DATE", "PAGE_BREAK", "RULE", "NOTE", "LINE", "MASTHEAD", "SYMBOL"})


class _Print:
    """The lines of one print, sorted out step by step; each method is a step and adds to what the lines say."""

    def __init__(self, source: Source, lines: Sequence[Line], language: str) -> None:
        self.source, self.language = source, language
        self.words = wording(language)
        self.says_note = self.words.pattern("NOTE_OPENING")
        self.decision = self.words.pattern("DECISION_WORDS")
        self.customs = footnotes.Customs.of(self.words)
        self.month = self.words.pattern("MONTH")
        self.no_end = self.words.pattern("NOT_AN_END")
        self.looked: dict[int, int] = {}
        self.mixed: set[int] = set()  # where lines begin that hold words of two columns
        self.spaced = spaced(lines, source.text)
        self.paged = any(token.type == "PAGE_BREAK" for token in lines)
        self.lines = self.roles(lines)
        self.numbers: list[str | None] = []
        self.untitled: set[int] = set()  # where the titles of decisions without number begin, in the print
        self.ahead: bool | None = None  # whether votes stand above the titles

    # -- what each line is

    def roles(self, tokens: Sequence[Line]) -> list[_Line]:
        head = self.words.pattern("RUNNING_HEAD")
        out: list[_Line] = []
        page = 1
        inside = False  # below the first formula: a symbol that stands alone is a running head
        paged = self.paged
        for token in tokens:
            kind, role = token.type, "body"
            if kind == "PAGE_BREAK":
                page += bool(out)
                role = "furniture"
            elif kind in ("RULE", "PAGE", "ANCHOR", "ODS") or _DASHES.fullmatch(token) or (kind == "SYMBOL" and inside):
                role = "furniture"
            elif kind == "CONTENTS":
                role = "contents"
            elif (
                (kind == "LINE" and votes.is_head(token, self.language))
                or (kind in ("LINE", "INDENTED", "NUMBERED", "NOTE", "HEADED", "CENTRED") and head.match(token))
                or (kind == "LINE" and paged and _PAGE_NUMBER.fullmatch(token))
            ):
                role = "furniture"
            inside = inside or kind == "FORMULA"
            out.append(_Line(token, role, page))
        self.contents(out)
        self.headlines(out)
        self.notes_of(out, paged)
        self.translations(out)
        return out

    def contents(self, lines: list[_Line]) -> None:
        """Barred rows and title lines of a table of contents: titles directly below each other, and rows with
        titles."""
        for place, line in enumerate(lines):
            if line.token.type == "CELLS" and regex.match(
                r"\s*\|\s*(?:\d{1,4}\s?\(|(?:ES-|S-)?\d{1,3}/\d{1,4}\.)", line.token
            ):
                line.role = "contents"
                for near in (place - 1, place - 2, place + 1):
                    if 0 <= near < len(lines) and lines[near].token.type == "CELLS" and len(lines[near].token) < 40:
                        lines[near].role = "contents"
        titles = [line for line in lines if line.role == "body"]
        for this, following in pairwise(titles):
            if this.token.type == following.token.type == "TITLE" and number_of(this.token, self.language) != number_of(
                following.token, self.language
            ):
                this.role = "contents"

    def headlines(self, lines: list[_Line]) -> None:
        """The second line of a running head in capitals ("… ON THE REPORT OF THE / LEAGUE OF NATIONS COMMITTEE")."""
        for before, line in pairwise(lines):
            if (
                (
                    before.role == "furniture"
                    and before.token.type in ("LINE", "INDENTED", "HEADED")
                    and line.token.type == "LINE"
                    and line.role == "body"
                )
                and line.token.isupper()
                and before.token.rstrip().isupper()
                and len(line.token) < 80
            ):
                line.role = "furniture"

    def notes_of(self, lines: list[_Line], paged: bool) -> None:
        """Note lines: those that begin with a note's number and go on with their neighbours, or say what notes say.

        A volume's notes stand at the foot of the page, above its page break; copies sometimes print them amid the text.
        Where there are no page breaks, each block of notes ends a page.
        """
        last = 0  # the number of the note before, on this page
        page = shift = 0
        opened = False  # a rule stands before, and only notes since
        note: _Line | None = None
        for place, line in enumerate(lines):
            line.page += shift
            if line.page != page:
                page, last, opened, note = line.page, 0, False, None
            if (
                line.role == "furniture"
                and note is not None
                and line.token.type == "LINE"
                and self.is_cut(lines[place - 1], line)
            ):
                line.role = "note-more"  # "vol. I," and "Resolutions Adopted by the Conference" below it
                continue
            if line.role == "furniture":
                opened = opened or line.token.type == "RULE" or bool(_DASHES.fullmatch(line.token))
                note = note if line.token.type not in ("RULE", "PAGE_BREAK") else None
                continue
            if line.role != "body":
                continue
            token = line.token
            match = _NOTE.match(token) if token.type in _MAY_BE_NOTE else None
            number = _note_number(match) if match else 0
            if match and self.begins_note(lines, place, match, last, opened, note is not None):
                line.role, line.number, last, note = "note", number, number, line
                continue
            if note is not None and self.note_goes_on(lines[place - 1], line, opened):
                line.role = "note-more"
                continue
            if note is not None and not paged and opened:
                shift += 1
                line.page += 1
                page, last = line.page, 0
            note, opened = None, False

    def is_cut(self, before: _Line, line: _Line) -> bool:
        """Whether a line goes on with a note or a sentence of the text that stops in its middle directly above it."""
        printed = before.token.rstrip()
        return (
            before.role in ("body", "note", "note-more")
            and before.token.type in _CUT
            and len(before.token) >= _BROKEN
            and not printed.endswith((*'.;:)”"',))
            and self.source.text.count("\n", before.token.end_pos, line.token.start_pos) == 1
        )

    def marked_before(self, lines: list[_Line], place: int, number: int) -> bool:
        """Whether the page bears the mark of a note `number` not far above its line, run into a word or its stop."""
        line = lines[place]
        if self.looked.get(line.page, 0) > _LOOKS:
            return False
        self.looked[line.page] = self.looked.get(line.page, 0) + 1
        end = line.token.start_pos
        near = self.source.text[max(0, end - _PAGE) : end]
        return regex.search(rf"[\p{{Ll}}.,;:)\]”\"]{number}(?![\d.,]\d|\d|/)", near) is not None

    def begins_note(
        self, lines: list[_Line], place: int, match: regex.Match[str], last: int, opened: bool, below: bool
    ) -> bool:
        """Whether a line that begins with a number as notes bear begins a note; `below` says that one is open.

        The mark "1/" stands between spaces, so a line may begin with it where a sentence was broken: in the text ("… and
        Development," and "1/ Agenda 21" below it), and in a note ("decision" and "1/CP.21" below it).
        """
        if match["plain"]:
            return self.is_note(lines, place, _note_number(match), last, opened)
        if not match["slashed"] or not place:
            return True
        if not below and not opened and lines[place].token[match.end() : match.end() + 1].islower():
            return False
        if not self.is_cut(lines[place - 1], lines[place]):
            return True
        if below or opened:
            return _note_number(match) == last + 1
        return self.says_note.match(lines[place].token, match.end()) is not None

    def is_note(self, lines: list[_Line], place: int, number: int, last: int, opened: bool) -> bool:
        """Whether a plain number and text is a note: it says what notes say, or goes on with the note before or
        after."""
        token = lines[place].token
        match = _NOTE.match(token)
        if match and self.says_note.match(token, match.end()):
            return True
        if opened and (number == last + 1 or not last):
            return True
        if last and number == last + 1:
            return True
        return (
            self.paged
            and number > 9
            and not (match and self.month.match(token, match.end()))
            and self.marked_before(lines, place, number)
        )

    def note_goes_on(self, before: _Line, line: _Line, opened: bool) -> bool:
        """Whether a line goes on with the note above it; `opened` says that a rule stands above the notes."""
        if line.token.type not in _NOTE_MORE or before.role not in ("note", "note-more"):
            return False
        first = line.token.lstrip()[:1]
        printed = before.token.rstrip()
        if first.islower() and (not _ENDED.match(printed) or (opened and printed.endswith((";", ",", ":")))):
            return True
        if line.token.type in _NUMERALS and line.token.type != "NUMBERED" and not _ENDED.match(printed):
            return True  # "annexes I and" and "II." below it
        if printed.endswith((".", ";", '"', "”", ")")) or line.token.type in _NUMERALS:
            return bool(self.no_end.search(printed[-_BEFORE:]))  # "Sales No." and "E.93.I.8" below it
        return not first.isdigit() or not _LABEL.match(line.token)

    def translations(self, lines: list[_Line]) -> None:
        """Lines in another language: pages of the first sessions face the English with the French or the Spanish."""
        body = [line for line in lines if line.role in ("body", "note", "note-more")]
        verdicts = [self.foreign(line.token) for line in body]
        if not any(verdicts):
            return
        verdicts = [
            True if verdict is None and self.is_strange(line.token) else verdict
            for line, verdict in zip(body, verdicts, strict=True)
        ]
        if (
            verdicts.count(True) >= _FACING
        ):  # a page in two languages: a line that has no word of its own is the other's
            verdicts = [
                True if verdict is not True and self.other_alone(line.token) else verdict
                for line, verdict in zip(body, verdicts, strict=True)
            ]
            self.mixed = {line.token.start_pos for line in body if self.in_both(line.token)}
        known = [None] * len(body) if not body else verdicts[:]
        state: bool | None = None
        ahead: list[bool | None] = [None] * len(body)
        for place in range(len(body) - 1, -1, -1):
            state = known[place] if known[place] is not None else state
            ahead[place] = state
        behind: bool | None = None
        for place, line in enumerate(body):
            verdict = known[place]
            if verdict is None:  # a short line goes with what follows if it is a title, else with what stands before
                verdict = (
                    ahead[place]
                    if line.token.type in ("TITLE", "LETTER", "ROMAN")
                    else behind
                    if behind is not None
                    else ahead[place]
                )
            if verdict:
                line.role = "translation"
            behind = verdict
        numbered: set[tuple[int, int]] = set()
        doubled = False
        for line in lines:  # the other column's notes, where they read the same in both languages
            if line.role == "note":
                doubled = (line.page, line.number) in numbered
                numbered.add((line.page, line.number))
            if doubled and line.role in ("note", "note-more"):
                line.role = "translation"

    def is_strange(self, text: str) -> bool:
        """Whether a line of few words has signs of another language: where others are in one, it is too."""
        return not common_words(text[:600]).get(self.language, 0) and strange(self.language, text)

    def other_alone(self, text: str) -> bool:
        """Whether a line has words of another language and none of its own."""
        counts = common_words(text[:600])
        return not counts.pop(self.language, 0) and max(counts.values(), default=0) > 1

    def in_both(self, text: str) -> bool:
        """Whether a line begins in one language and ends in another, as where two columns are read as one."""
        counts = common_words(text[:600])
        own = counts.pop(self.language, 0)
        other = max(counts, key=lambda language: counts[language])
        return min(own, counts[other]) > 1 and strange(self.language, text) and strange(other, text)

    def foreign(self, text: str) -> bool | None:
        """Whether a line is in another language; None where it has too few words to say."""
        counts = common_words(text[:600])
        own = counts.pop(self.language, 0)
        other = max(counts.values(), default=0)
        if max(own, other) < 2:
            if not strange(self.language, text) and self.words.pattern("DIVISION").fullmatch(text.strip()):
                return False
            return False if own > other else None
        return other > own * 1.5 and (other > 4 or strange(self.language, text))

    # -- which resolution each line belongs to

    def own(self) -> int:
        """Number the resolutions and give each line its own; how many there are. 0 is what stands before the first
        title."""
        body = [line for line in self.lines if line.role == "body"]
        self.numbers = [None]
        current = ""
        # whether the text of a resolution has ended, or none has begun, and what follows may be a decision without number
        closed = not any(line.token.type in ("TITLE", "FORMULA") for line in body)
        for place, line in enumerate(body):
            if line.token.type == "TITLE":
                number = number_of(line.token, self.language)
                if number != current and self.begins(body, place):
                    self.numbers.append(number)
                    current, closed = number, False
                    for above in body[self.vote_above(body, place) : place]:
                        above.owner = len(self.numbers) - 1
            elif line.token.type == "MEETING":
                closed = True
            elif closed and line.token.type in _RECORD and self.decision.match(line.token):
                title = self.title_above(body, place)
                if title < place:
                    self.numbers.append("")
                    self.untitled.add(body[title].token.start_pos)
                    current = ""
                    for above in body[title:place]:
                        above.owner = len(self.numbers) - 1
            line.owner = len(self.numbers) - 1
        owner = 0
        for line in self.lines:
            if line.role == "body":
                owner = line.owner
            else:
                line.owner = owner
        for line in reversed(self.lines):  # "RESOLUTION 55/100" heads what follows
            if line.role == "body":
                owner = line.owner
            elif line.token.type == "LINE" and votes.is_head(line.token, self.language):
                line.owner = owner
        if not self.substance(0) and len(self.numbers) > 1:
            for line in self.lines:
                line.owner = max(line.owner, 1)
        return len(self.numbers)

    def title_above(self, body: list[_Line], place: int) -> int:
        """Where the title begins that stands directly above the record at `place`; `place` if none does.

        Before session 31 decisions bore no numbers: a title, the agenda item in brackets, and the record (FORMAT.md 1.4).
        """
        at = place
        while at and place - at < _TITLE_LINES:
            above = body[at - 1].token
            if above.type not in _RECORD or (_ENDED.match(above) and not _BRACKETED.fullmatch(above)):
                break
            at -= 1
        return at

    def vote_above(self, body: list[_Line], place: int) -> int:
        """Where the vote begins that stands directly above the title at `place` and is its own; `place` if none does.

        A volume prints all its votes above the titles or all below the texts: it is the first vote that tells.
        """
        if self.ahead is None:
            first = next((line for line in body if votes.is_lead(line.token, self.language)), None)
            title = next((line for line in body if line.token.type == "TITLE"), None)
            self.ahead = first is not None and title is not None and (first.token.start_pos) < (title.token.start_pos)
        if not self.ahead:
            return place
        tokens = [line.token for line in body[max(0, place - _VOTE_LINES) : place]]
        for at in range(len(tokens) - 1, -1, -1):
            if tokens[at].type in ("MEETING", "FORMULA", "TITLE"):
                break
            if votes.is_lead(tokens[at], self.language) and at + votes.extent(tokens, at, self.language) == len(tokens):
                return place - len(tokens) + at
        return place

    def begins(self, body: list[_Line], place: int) -> bool:
        """Whether the title at `place` begins a resolution: text of its own stands below it before another title."""
        for line in body[place + 1 : place + 1 + _HEAD_LINES]:
            if line.token.type == "FORMULA":
                return True
            if line.token.type == "TITLE":
                return False
            if self.decision.match(line.token):
                return True
            if line.token.type in ("NUMBERED", "LETTERED", "MEETING") or _ENDED.match(line.token):
                before = body[place - 1].token if place else None
                return before is None or before.type in ("MEETING", "DATE", "TITLE") or bool(_ENDED.match(before))
        return place + 1 == len(body)

    def substance(self, owner: int) -> bool:
        """Whether a resolution has text, and not only headlines above the first title."""
        lines = [line.token for line in self.lines if line.owner == owner and line.role == "body"]
        return any(_ENDED.match(line) or line.type in ("NUMBERED", "MEETING", "FORMULA") for line in lines)

    # -- notes and their marks

    def notes(self) -> list[_Note]:
        """The notes with the resolutions that mark them, page by page."""
        notes: list[_Note] = []
        pages: dict[int, list[_Note]] = {}
        for line in self.lines:
            if line.role == "note":
                notes.append(_Note([line]))
                pages.setdefault(line.page, []).append(notes[-1])
            elif line.role == "note-more" and notes:
                notes[-1].lines.append(line)
        bodies: dict[int, list[_Line]] = {}
        for line in self.lines:
            if line.role == "body" and line.page in pages:
                bodies.setdefault(line.page, []).append(line)
        for page, found in pages.items():
            self.marked(found, bodies.get(page, []))
        self.spell_out(notes)
        return notes

    def spell_out(self, notes: list[_Note]) -> None:
        """Give each note what it states in full, in the order of print: "Ibid." repeats the note above, whosever it is."""
        ibid = self.words.pattern("IBID")
        before: _Note | None = None
        for note in notes:
            printed = one_spaced(" ".join(line.token for line in note.lines))
            number = NOTE_NUMBER.match(printed)
            text = printed[number.end() :] if number else printed
            repeats = ibid.match(text) is not None
            note.full = (resolved(text, before.full, self.words) if repeats and before is not None else None) or text
            note.before = before if repeats else None
            before = note

    def marked(self, notes: list[_Note], body: list[_Line]) -> None:
        """Give the notes of a page to the resolutions whose lines mark them; one that none marks goes with its
        neighbour."""
        by_number = {note.lines[0].number: note for note in notes}
        regions = []
        for line in body:
            start = line.token.start_pos
            match = (
                _title_number(line.token, self.language)
                if line.token.type == "TITLE"
                else regex.match(r"\s*\d{1,3}[.,]\s", line.token)
            )
            regions.append((start + (match.end() if match else 0), line.token.end_pos))
        style = footnotes.style_of(self.source.text, regions, note_style(notes[0].lines[0].token))
        owners = {line.token.start_pos: line.owner for line in body}
        starts = sorted(owners)
        for placed in footnotes.assign(self.source.text, regions, list(by_number), (), style, self.customs):
            note = by_number.get(placed.number)
            place = bisect_right(starts, placed.start) - 1
            if note is not None and place >= 0 and owners[starts[place]] not in note.owners:
                note.owners.append(owners[starts[place]])
        before: int | None = None
        for note in notes:
            if note.owners:
                before = note.owners[-1]
            else:
                note.owners = [before if before is not None else note.lines[0].owner]

    # -- putting a resolution together

    def cuts(self) -> list[Cut]:
        count = self.own()
        notes = self.notes()
        lines: list[list[_Line]] = [[] for _ in range(count)]
        for line in self.lines:
            lines[line.owner].append(line)
        owned: list[list[_Note]] = [[] for _ in range(count)]
        for note in notes:
            for owner in note.owners:
                owned[owner].append(note)
        first = 0 if self.substance(0) or count == 1 else 1
        heads = self.running_heads()
        return [
            self.put_together(self.numbers[owner], lines[owner], owned[owner], heads) for owner in range(first, count)
        ]

    def running_heads(self) -> list[_Line]:
        """The running heads that give a session, for titles that lack it."""
        pattern = self.words.pattern("RUNNING_SESSION")
        return [line for line in self.lines if line.role == "furniture" and pattern.search(line.token)]

    def put_together(self, number: str | None, lines: list[_Line], notes: list[_Note], heads: list[_Line]) -> Cut:
        """One resolution's Source: its body, its notes, the furniture of its pages."""
        text = Text(self.source.text)
        marks: list[Mark] = []
        before: _Line | None = None
        broken = False
        untitled = bool(number) and not any(line.token.type == "FORMULA" for line in lines)
        for line in lines:
            if line.role != "body":
                broken = broken or before is not None
                continue
            joined = broken and before is not None and _sentence_goes_on(before.token, line.token)
            empty = self.spaced and before is not None and self.is_apart(before.token, line.token, broken)
            text.add(
                line.token.start_pos, line.token.end_pos, " " if joined else "\n\n" if empty else "\n", trim=joined
            )
            at = text.pieces[-1].start
            if line.token.start_pos in self.untitled:
                marks.append(Mark("title", at, text.length, "decision"))
            elif number == "" and _BRACKETED.fullmatch(line.token):
                marks.append(Mark("heading", at, text.length))
            if (
                untitled
                and before is not None
                and before.token.type == "TITLE"
                and len(before.token) < _FULL_LINE
                and not _NUMBER_ALONE.fullmatch(before.token)
            ):
                untitled = False  # a short title does not run on: the line below heads the text
                if line.token.type == "LINE" and not _ENDED.match(line.token):
                    marks.append(Mark("heading", at, text.length))
            before, broken = line, False
        numbers = [note.lines[0].number for note in notes]
        starts = [(note.lines[0].page, note.lines[0].number) for note in notes]
        restarts = any(page > before and number <= last for (before, last), (page, number) in pairwise(starts))
        renumbered = restarts or len(set(numbers)) < len(numbers)
        for sequence, note in enumerate(notes, 1):
            at = text.length + 1
            for line in note.lines:
                text.add(line.token.start_pos, line.token.end_pos, "\n", trim=line.role == "note")
            marks.append(Mark("footnote", at, text.length, str(sequence if renumbered else note.lines[0].number)))
            if note.before is not None and (sequence < 2 or notes[sequence - 2] is not note.before):
                marks.append(Mark("ibid", at, text.length, note.before.full))
        bare = number is not None and (not number or number.isdigit())  # its session stands in a running head alone
        for line in [line for line in lines if line.role in ("furniture", "contents", "translation")]:
            at = text.length + 1
            kind = {"contents": "CONTENTS", "translation": "TRANSLATION"}.get(
                line.role, "RUNNING_HEAD" if line in heads else ""
            )
            text.add(line.token.start_pos, line.token.end_pos, "\n")
            marks.append(Mark("furniture", at, text.length, kind))
        if bare and heads and not any(line.owner == heads[0].owner and line is heads[0] for line in lines):
            at = text.length + 1
            text.add(heads[0].token.start_pos, heads[0].token.end_pos, "\n")
            marks.append(Mark("furniture", at, text.length, "RUNNING_HEAD"))
        if renumbered:
            marks += self.page_marks(text, lines, notes)
        marks += text.carried(self.source.marks)
        marks.sort(key=lambda mark: mark.start)
        closed = any(line.token.type == "MEETING" for line in lines if line.role == "body")
        voted = any(votes.is_lead(line.token, self.language) for line in lines if line.role == "body")
        recorded = voted or any(self.decision.match(line.token) for line in lines if line.role == "body")
        source = Source(text.done(), tuple(marks), self.source.name, self.source.form, dict(self.source.properties))
        complete = number is not None and (closed or recorded)
        mixed = any(line.token.start_pos in self.mixed for line in lines if line.role == "body")
        return Cut(source, tuple(text.pieces), number, complete, renumbered, "mixed" if mixed else "")

    def is_apart(self, before: Line, line: Line, broken: bool) -> bool:
        """Whether an empty line stands between two lines; `broken` says that a page or its notes do, and then an ended
        sentence parts them."""
        if broken:
            return before.rstrip().endswith((*".;:",)) or line.type in _FRAMES
        return self.source.text.count("\n", before.end_pos, line.start_pos) > 1

    def page_marks(self, text: Text, lines: list[_Line], notes: list[_Note]) -> list[Mark]:
        """The note marks of a resolution whose pages number their notes anew, each with its note's number in one
        sequence."""
        marks: list[Mark] = []
        pages: dict[int, dict[int, int]] = {}
        styles: dict[int, str] = {}
        for sequence, note in enumerate(notes, 1):
            head = note.lines[0]
            pages.setdefault(head.page, {})[head.number] = sequence
            styles.setdefault(head.page, note_style(head.token))
        regions: dict[int, list[tuple[int, int]]] = {page: [] for page in pages}
        for line in lines:
            if line.role == "body" and line.page in pages:
                regions[line.page].append((line.token.start_pos, line.token.end_pos))
        for page, here in pages.items():
            style = footnotes.style_of(self.source.text, regions[page], styles[page])
            for placed in footnotes.assign(self.source.text, regions[page], list(here), (), style, self.customs):
                at = text.at(placed.start)
                if at is not None and placed.number in here:
                    marks.append(Mark("note", at, at + placed.end - placed.start, str(here[placed.number])))
        return marks


def _note_number(match: regex.Match[str]) -> int:
    return int((match["raised"] or "").translate(_SUPERSCRIPT) or match["hooked"] or match["slashed"] or match["plain"])


def _sentence_goes_on(before: Line, line: Line) -> bool:
    """Whether a line goes on with the sentence that a page break or notes have cut."""
    if line.type in _FRAMES:
        return False
    if _ENDED.match(before):
        return before.rstrip()[-1:] in ",;:،؛" and line.lstrip()[:1].islower() and not line.lstrip().startswith("(")
    first = line.lstrip()[:1]
    return (
        first.islower()
        or (first.isdigit() and not _CLAUSE_NUMBER.match(line))
        or (len(before) > 60 and first not in '("“«' and not _CLAUSE_NUMBER.match(line))
    )


class Text:
    """A text put together from pieces of a print."""

    def __init__(self, print_: str) -> None:
        self.print = print_
        self.out: list[str] = []
        self.length = 0
        self.pieces: list[Piece] = []
        self.order: list[Piece] | None = None
        self.origins: list[int] = []

    def add(self, start: int, end: int, separator: str, *, trim: bool = False) -> None:
        """Characters `start` to `end` of the print, behind a separator; `trim` leaves out white space before them."""
        if trim:
            while start < end and self.print[start].isspace():
                start += 1
        if start >= end:
            return
        if self.out:
            self.out.append(separator)
            self.length += len(separator)
        self.pieces.append(Piece(self.length, self.length + end - start, start))
        self.out.append(self.print[start:end])
        self.length += end - start

    def at(self, origin: int) -> int | None:
        """Where a character of the print stands in this text, the first time; None where it does not."""
        if self.order is None:
            self.order = sorted(self.pieces, key=lambda piece: piece.origin)
            self.origins = [piece.origin for piece in self.order]
        place = bisect_right(self.origins, origin) - 1
        if place < 0:
            return None
        piece = self.order[place]
        return piece.start + origin - piece.origin if origin < piece.origin + piece.end - piece.start else None

    def carried(self, marks: Sequence[Mark]) -> list[Mark]:
        """A reader's marks, where the characters they are about stand in this text."""
        out: list[Mark] = []
        for mark in marks:
            if mark.kind in ("page", "line"):
                out += self.clipped(mark)
                continue
            at = self.at(mark.start)
            last = self.at(mark.end - 1) if mark.end > mark.start else None
            if at is not None and last is not None and last - at == mark.end - 1 - mark.start and not mark.rows:
                out.append(Mark(mark.kind, at, last + 1, mark.value, (), mark.box))
        return out

    def clipped(self, mark: Mark) -> Iterator[Mark]:
        """What of a page or printed line stands in this text, piece by piece."""
        self.at(mark.start)  # puts the pieces in order
        assert self.order is not None
        place = max(bisect_right(self.origins, mark.start) - 1, 0)
        while place < len(self.order) and (piece := self.order[place]).origin < mark.end:
            start = max(piece.start, piece.start + mark.start - piece.origin)
            end = min(piece.end, piece.start + mark.end - piece.origin)
            if start < end:
                yield Mark(mark.kind, start, end, mark.value, (), mark.box)
            place += 1

    def done(self) -> str:
        return "".join(self.out)

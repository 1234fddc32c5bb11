"""Settles what one line alone cannot: the post-lexer between lines.lark and layout.lark.

A line's shape leaves questions open. Is "12." the next clause, or a number in a table? Is (i) the letter or the roman?
Is a short line a heading, or the rest of the line before? Is "3 A/76/209." a note? Each is settled here from the lines
before and after, in one pass, by retyping the line or by setting _INDENT and _DEDENT between lines; what the settled
lines amount to is layout.lark's business. Nothing is dropped: a line is a token of the text, a field (masthead and
furniture, handed on apart), or `UNPARSED`.

Lines that belong to one paragraph (a soft line break, FORMAT.md 10.1) become one token that ends where the last ends.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import dropwhile, takewhile

from . import openings, tables
from .grammar import sign
from .labels import label_of
from .levels import Level, level_of
from .lines import Line
from .source import Mark
from .wording import wording

_ENDED, _COLON, _COMMA, _ACTS = (sign(name, ends=True) for name in ("ENDED", "COLON", "COMMA", "ACTS"))
_CLOSING_QUOTE = sign("QUOTE_ENDS", ends=True)
_BARE_NUMBER = sign("BARE_NUMBER")
_BALANCED = re.compile(
    r"\s*(?:“[^“”]*”|«[^«»]*»)(?!\s*[.;,]?\d*\s*\Z)(?:[^“”«»]|“[^“”]*”|«[^«»]*»)*"
)  # a title, then words
_SHORT = 120  # characters; a preambular clause that lacks its sign is longer, or opens with a verb
_LETTER = re.compile(r"[A-Z]\d{0,3}")
_FRACTION = re.compile(r"\s*\d{1,4}/\d{1,4}\s*")  # in a broken note, a resolution's number and no page's
_NOTE = re.compile(r"\d+|[¹²³⁰⁴-⁹]+")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_TITLE = 4  # lines that a title takes at most, and its formula
_AHEAD = 60  # lines that are looked at to tell what one is; without an end, a text of short lines took their square
_SHORTEST_BROKEN_LINE = 40  # characters; a shorter line that just stops is a heading or an item, not a soft break
_OPENING_QUOTE = re.compile(r"\s*[\"“«]")

TEXT_KINDS = frozenset(
    {
        "DATE",
        "NUMBERED",
        "LETTERED",
        "BULLET",
        "QUOTED",
        "INDENTED",
        "LINE",
        "LETTER",
        "ROMAN",
        "HEADED",
        "CENTRED",
        "NOTE",
        "PAGE",
    }
)
_ENDS_QUOTATION = frozenset({"TITLE", "LETTER", "FORMULA", "MEETING", "ANNEX"})
"""Lines that no quotation runs on over, even where its closing mark is lost."""
_CLAUSES, _CLOSERS = frozenset({"NUMBERED", "INDENTED"}), frozenset({"MEETING", "TITLE", "ROMAN", "LETTER"})
_LABELLED = frozenset({"NUMBERED", "LETTERED", "BULLET"})
_FRAME = frozenset({"TITLE", "ADOPTION", "BASIS", "FORMULA"})
_FIELDS = frozenset(
    {"ANCHOR", "ODS", "RULE", "ADOPTION", "BASIS", "SYMBOL", "PAGE", "MASTHEAD", "PAGE_BREAK", "CONTENTS"}
)


@dataclass(slots=True)
class Settled:
    """Lines of the text for the layout parser, and the lines of the masthead and furniture, both in order of print."""

    lines: list[Line]
    fields: list[Line]
    body: tuple[int, int] = (0, 0)
    """Where the text is that may bear footnote marks, in characters."""


@dataclass(slots=True)
class Hints:
    """What a reader's marks say about whole lines, by the line's first character."""

    headings: dict[int, int] = field(default_factory=dict)
    titles: set[int] = field(default_factory=set)
    furniture: dict[int, str] = field(default_factory=dict)
    footnotes: set[int] = field(default_factory=set)
    rows: list[tuple[int, int]] = field(default_factory=list)

    @classmethod
    def of(cls, marks: tuple[Mark, ...]) -> Hints:
        """Sorts a source's marks into what settling asks for."""
        hints = cls()
        for mark in marks:
            if mark.kind == "heading":
                hints.headings[mark.start] = int(mark.value or 1)
            elif mark.kind == "title" and mark.value == "decision":
                hints.titles.add(mark.start)
            elif mark.kind in ("furniture", "masthead"):
                hints.furniture[mark.start] = mark.value
            elif mark.kind == "footnote":
                hints.footnotes.add(mark.start)
            elif mark.kind == "table":
                hints.rows.append((mark.start, mark.end))
        return hints

    def in_table(self, at: int) -> bool:
        """Whether the character stands in a table."""
        index = bisect_left(self.rows, (at + 1,)) - 1
        return index >= 0 and self.rows[index][0] <= at < self.rows[index][1]


# ---- zones ---------------------------------------------------------------------------------------------------------


def _notes(lines: list[Line], first: int, last: int) -> list[int]:
    """Places of the lines that begin notes: the longest run of numbers from 1 among note-like lines, the last if equal.
    Right behind the closing lines the run may begin with any number: a volume numbers the notes of many resolutions on.

    A number may be left out (4 of 1,002 documents do, FORMAT.md 6.1), and the notes of tables may stand elsewhere, so the run may step over some.
    """
    reach: dict[int, tuple[int, int]] = {}  # number → (how many notes follow from there, where)
    following: dict[int, int] = {}
    best, start = 0, -1
    for place in range(last - 1, first - 1, -1):
        line = lines[place]
        if line.type != "NOTE":
            continue
        printed = _NOTE.search(line)
        assert printed is not None  # so lines.lark has it
        number = int(printed[0].translate(_RAISED))
        step = (0, -1)
        for later in range(number + 1, number + 13):
            if later in reach and reach[later][0] > step[0]:
                step = reach[later]
        reach[number] = (step[0] + 1, place)
        following[place] = step[1]
        after_closing = place > first and lines[place - 1].type in ("MEETING", "DATE")  # a page's own, in a volume
        if (number <= 2 or after_closing) and step[0] + 1 > best:
            best, start = step[0] + 1, place
    places = []
    while start >= 0:
        places.append(start)
        start = following[start]
    return places


def _is_part_letter(lines: list[Line], place: int, record: re.Pattern[str]) -> bool:
    """Whether a lone letter begins a lettered part: only if an enacting formula, or the record of a decision, follows
    within a few lines."""
    for line in lines[place + 1 : place + 7]:
        if line.type == "FORMULA" or record.match(line):
            return True
        if line.type not in ("LINE", "INDENTED", "CENTRED", "LETTER", "ROMAN") or (
            line.type == "INDENTED" and _ENDED.match(line)
        ):
            return False
    return False


def _is_part(lines: list[Line], place: int, record: re.Pattern[str]) -> bool:
    """Whether a lone letter in an annex begins the next lettered part: only if what follows its formula is closed.

    A declaration in an annex has a formula too, and sections with letters, but no closing of its own.
    """
    near = range(place + 1, min(place + 7, len(lines)))
    formula = next((at for at in near if lines[at].type == "FORMULA"), None)
    return formula is not None and _is_part_letter(lines, place, record) and _is_closed(lines, formula)


# ---- the pass ------------------------------------------------------------------------------------------------------


class _Pass:
    """The state of one pass over the lines of the text. Methods are named after the kind of line they settle."""

    def __init__(self, text: str, language: str, hints: Hints) -> None:
        self.text, self.language, self.hints = text, language, hints
        self.continues = wording(language).pattern("CONTINUES")
        self.record = wording(language).pattern("DECISION_WORDS")
        self.division = wording(language).pattern("DIVISION")
        self.adopts = False  # the last clause adopts or proclaims a text, which may follow
        self.out: list[Line] = []
        self.mode = "none"  # none → head → preamble → operative → closed → annex; "declaration" after "Adopts …:"
        self.levels: list[Level] = []  # those that are open
        self.indents = 0
        self.floating = 0  # levels that opened below no clause, and so without indent
        self.can_indent = False
        self.number = 0  # of the last clause that bears one
        self.fresh = False  # a heading stands before, and no clause since
        self.quoting = False
        self.headless = False  # no formula stands anywhere
        self.last: Line | None = None
        self.numeral: Line | None = None  # of the section last begun, where it is set as text

    # -- putting tokens out

    def close(self, depth: int = 0) -> None:
        """Close sub-paragraph levels down to `depth`."""
        while self.indents > depth:
            self.out.append(Line("_DEDENT", ""))
            self.indents -= 1
        del self.levels[depth:]

    def put(self, line: Line, kind: str, *, clause: bool = False) -> None:
        """A line of the first level."""
        if self.indents or self.levels:
            self.close()
        self.floating = 0
        self.quoting = self.quoting and kind not in _ENDS_QUOTATION
        line.type = kind
        self.out.append(line)
        self.last = line
        self.can_indent = clause
        if clause:
            self.fresh = False

    def under(self, line: Line, kind: str, depth: int) -> None:
        """A line below the open clause (depth 1) or below one of its sub-paragraphs.

        Right below a heading or a table no clause is open: there the first level stands beside the clauses.
        """
        depth -= self.floating
        if depth > self.indents:
            if self.can_indent:
                self.out.append(Line("_INDENT", ""))
                self.indents += 1
            else:
                self.floating = 1
        else:
            while self.indents > depth:
                self.out.append(Line("_DEDENT", ""))
                self.indents -= 1
        line.type = kind
        self.out.append(line)
        self.last = line
        self.can_indent = True

    def join(self, line: Line) -> None:
        """The line goes on with the paragraph before it."""
        assert self.last is not None
        self.last.end_pos = line.end_pos

    def begin_part(self) -> None:
        """A title or the letter of a part was put: nothing of the clauses above counts below it."""
        self.mode, self.number, self.adopts, self.numeral = "head", 0, False, None

    # -- kinds of line

    def numbered(self, line: Line, lines: Sequence[Line] = (), place: int = 0) -> None:
        assert line.label is not None
        label, _, at = line.label
        if at >= len(line.rstrip()) and not line[at:].strip():
            self.put(line, "ROW" if not self.fresh else "HEADING")
            return
        if self.quoting:
            self.quoted(line)
            return
        if line.lstrip()[:1] == "l" and any(level[:2] == ("a.", "a") and level.value == 11 for level in self.levels):
            line.label = line.label._replace(printed="l", style="a.")  # the item behind "k.", and no misread 1
            self.item(line, None)
            return
        number = int(label) if label.isdigit() else 0
        if self.lists(line, number, lines, place):
            self.item(line, None)
            return
        self.number = number
        if self.mode in ("annex", "declaration", "closed"):
            self.put(line, "PARAGRAPH", clause=True)
            return
        self.mode = "operative"
        self.put(line, "OPERATIVE", clause=True)

    def lists(self, line: Line, number: int, lines: Sequence[Line], place: int) -> bool:
        """Whether a number belongs to a list below the open clause, as "1. Opening of the session" does below "11. Approves
        the following agenda:". The list goes on until the clause's own successor, here 12; which of two 2s succeeds a
        clause 1, its lead phrase tells, or that it is the last.
        """
        assert line.label is not None
        if self.levels and self.levels[0].style == "1":
            if number != self.levels[0].value + 1:
                return False
            if number != self.number + 1 or self.to_come(number, lines, place):
                return True
            return self.mode == "operative" and openings.read(line, self.language, line.label.end) is None
        return (
            number == 1
            and self.can_indent
            and not self.fresh
            and self.last is not None
            and self.last.type in ("OPERATIVE", "PARAGRAPH")
            and self.last.label is not None
            and _COLON.match(self.printed(self.last)) is not None
            and openings.read(line, self.language, line.label.end) is None
        )

    def to_come(self, number: int, lines: Sequence[Line], place: int) -> bool:
        """Whether a number follows once more before the text closes."""
        following = takewhile(lambda line: line.type not in _CLOSERS, lines[place + 1 : place + _AHEAD])
        return any(line.type == "NUMBERED" and label_of(line).printed == str(number) for line in following)

    def lettered(self, line: Line, following: Line | None) -> None:
        if (
            not line[0].isspace()
            and "\t" not in line
            and following is None
            and not _ENDED.match(line)
            and len(line) < 120
        ):
            self.heading(line)
            return
        self.item(line, following)

    def item(self, line: Line, following: Line | None) -> None:
        """A sub-paragraph, of the level that its label goes on with or begins."""
        assert line.label is not None
        depth, level = level_of(line.label, self.levels, following)
        del self.levels[depth - 1 :]
        self.levels.append(level)
        self.under(line, "ITEM", depth)

    def quoted(self, line: Line) -> None:
        """A paragraph of quoted text; it stays open until a line that ends with the closing quotation mark."""
        self.quoting = not _CLOSING_QUOTE.match(line)
        goes_on = self.indents > 0 and self.last is not None and self.last.type == "QUOTED"
        if self.last is not None and (self.can_indent or goes_on):
            self.under(line, "QUOTED", max(1, min(self.indents, 1)))
            self.can_indent = False if self.indents else self.can_indent
        else:
            self.put(line, "QUOTED")

    def acts(self, line: Line, lines: Sequence[Line], place: int) -> bool:
        """Whether a clause acts whose verb does not tell: it ends so, and no clause without number follows, nor amid a
        preamble one that bears a number.

        One that ends with a colon acts where nothing but what stands below it comes before the closing, or the next section.
        """
        if _COLON.match(line):
            kinds = (lines[at].type for at in range(place + 1, len(lines)))
            return next((kind for kind in kinds if kind in _CLOSERS or kind in _CLAUSES), "MEETING") in _CLOSERS
        following = lines[place + 1] if place + 1 < len(lines) else None
        grounds = ("INDENTED", "NUMBERED") if self.mode == "preamble" else ("INDENTED",)
        return _ACTS.match(line) is not None and (following is None or following.type not in grounds)

    def indented(self, line: Line, lines: Sequence[Line] = (), place: int = 0) -> None:
        """An indented paragraph without label: clause, continuation, or a declaration's paragraph."""
        at = len(line) - len(line.lstrip())
        if self.quoting:
            self.quoted(line)
            return
        below = self.indents > 0 or (self.last is not None and self.last.type != "PREAMBULAR")
        if below and self.can_indent and self.mode != "none" and self.continues.match(line, at):
            self.levels[1:] = []
            self.under(line, "PARAGRAPH", 1)
            return
        bare = _BARE_NUMBER.match(line) if self.mode in ("operative", "annex", "declaration") else None
        if (
            bare is not None
            and int(bare[1]) == self.number + 1 > 1
            and (self.mode != "operative" or openings.read(line, self.language, bare.end()))
        ):
            line.label = label_of(line)  # its stop is lost: "4 Calls upon …"
            self.numbered(line)
            return
        if self.mode in ("annex", "closed", "declaration"):
            if self.heads(line, at):
                self.heading(line)
            else:
                self.put(line, "PARAGRAPH", clause=True)
            return
        if self.adopts and self.mode == "operative" and self.heads(line, at):
            self.heading(line)
            return
        if self.last is not None and self.last is self.numeral and len(line) < _SHORT and not _ENDED.match(line):
            self.put(line, "PARAGRAPH", clause=True)  # a section's title that is set as text, as its numeral is
            self.fresh = True
            return
        opening = openings.read(line, self.language, at)
        acts = opening is not None and (
            opening.mood == "operative" if opening.mood else _adopts(opening, line) or self.acts(line, lines, place)
        )
        if self.mode == "preamble":
            if acts and _COMMA.match(line) and self.grounds(lines, place + 1):
                self.put(line, "PREAMBULAR", clause=True)  # a finite verb among the participles: a slip of the draft
            elif acts or (self.headless and self.acts_within(line)):
                self.unnumbered(line)
            elif opening is None and line.rstrip()[-1:] == "." and self.fresh and not self.headless:
                self.put(line, "PARAGRAPH", clause=True)  # a table's note below a section's heading
                self.fresh = True
            elif opening is None and len(line) < _SHORT and not self.headless and self.heads_acts(lines, place):
                self.put(line, "PARAGRAPH", clause=True)  # a heading that is set as text
                self.fresh = True
            else:
                self.put(line, "PREAMBULAR", clause=True)
        elif acts:
            self.unnumbered(line)
        elif opening is not None and self.fresh:
            self.fresh_preamble(line)
        elif self.headless and self.acts_within(line) and not (self.number and self.record.match(line)):
            self.unnumbered(line)  # below numbered clauses a record is of what was done in their pursuance
        elif self.headless and self.fresh and self.acts_below(lines, place):
            self.fresh_preamble(line)
        elif opening is not None and self.last is not None and self.last.type == "PREAMBULAR":
            self.put(line, "PREAMBULAR", clause=True)
        elif (
            opening is not None and self.last is not None and self.last.type == "OPERATIVE" and _COMMA.match(self.last)
        ):
            self.fresh_preamble(line)  # a finite verb stood among the participles: a slip of the draft
        elif self.indents or (self.can_indent and self.last is not None and _COLON.match(self.printed(self.last))):
            self.levels[1:] = []
            self.under(line, "PARAGRAPH", 1)
            self.can_indent = False
        else:
            self.put(line, "PARAGRAPH", clause=True)
            self.fresh = opening is None and self.mode == "operative" and not _ENDED.match(line)

    def grounds(self, lines: Sequence[Line], place: int) -> bool:
        """Whether the line at `place` is an unnumbered clause that opens with a participle."""
        if place >= len(lines) or lines[place].type != "INDENTED":
            return False
        line = lines[place]
        opening = openings.read(line, self.language, len(line) - len(line.lstrip()))
        return opening is not None and opening.mood == "preambular"

    def heads(self, line: Line, at: int) -> bool:
        """Whether an indented line of an instrument is a heading: "Article 1", or the title below it."""
        if len(line) > _LONGEST_HEADING or _ENDED.match(line):
            return False
        last = self.last
        return self.division.match(line, at) is not None or (
            last is not None and last.type == "HEADING" and self.division.fullmatch(last.strip()) is not None
        )

    def acts_within(self, line: Line) -> bool:
        """Whether the Assembly acts within the sentence: in decisions, and in texts of the first session without formula."""
        words = wording(self.language)
        return any(words.pattern(name).match(line) for name in ("FORMULA_WITHIN", "DECISION_WORDS"))

    def acts_below(self, lines: Sequence[Line], place: int) -> bool:
        """Whether the Assembly acts in a paragraph below, before any number or heading: what stands above is grounds."""
        below = takewhile(lambda line: line.type == "INDENTED", lines[place + 1 : place + _AHEAD])
        return any(self.acts_within(line) for line in below)

    def heads_acts(self, lines: Sequence[Line], place: int) -> bool:
        """Whether the line heads operative clauses: it lacks its sign, and so do all between it and their number. Such a
        line amid a preamble is one of its clauses, as the UN marks it."""
        for line in lines[place : place + _AHEAD]:
            if line.type == "NUMBERED" or _ENDED.match(line):
                return line.type == "NUMBERED"
        return False

    def fresh_preamble(self, line: Line) -> None:
        self.put(line, "PREAMBULAR", clause=True)
        self.mode = "preamble"

    def unnumbered(self, line: Line) -> None:
        """An operative clause without number: the only one, or one of a section or of an old text."""
        opening = openings.read(line, self.language, len(line) - len(line.lstrip()))
        self.adopts = opening is not None and any(verb.key in ("adopt", "proclaim") for verb in opening.verbs)
        self.mode = "declaration" if self.adopts and _COLON.match(line) else "operative"
        self.put(line, "OPERATIVE", clause=True)

    def printed(self, line: Line) -> str:
        """The line with those that were joined to it."""
        return self.text[line.start_pos : line.end_pos]

    def plain(self, line: Line) -> None:
        """A line that is not indented: a heading, a table's row, or the rest of the line before."""
        if self.goes_on(line):
            self.join(line)
        elif self.mode == "none":
            self.put(line, "PARAGRAPH" if _ENDED.match(line) else "HEADING")
        elif tables.FIGURES.fullmatch(line) and any(c.isdigit() for c in line):
            self.put(line, "ROW")
        elif (
            _ENDED.match(line)
            and not _COLON.match(line)
            and (
                len(line) > 60
                or self.last is None  # the end of a sentence that the page before began
                or line[0].islower()
            )
        ):
            self.indented(line)
        elif self.hints.headings and self.mode in ("annex", "closed"):  # the form marks headings, and this is none
            self.put(line, "PARAGRAPH", clause=True)
        else:
            self.heading(line)

    def goes_on(self, line: Line) -> bool:
        """Whether the line continues the paragraph before it, which a soft break has cut."""
        last = self.last
        if last is None or last.type in ("HEADING", "ROW", "FORMULA", "MEETING", "DATE", "ANNEX", "SUBTITLE", "LETTER"):
            return False
        if last.type == "TITLE" and self.headless and self.acts_within(line):
            return False  # the record of a decision, below a title that fills its line
        if self.text.count("\n", last.end_pos, line.start_pos) > 1:
            return False
        if _ENDED.match(self.text[max(last.start_pos, last.end_pos - 24) : last.end_pos]):
            return last.type == "OPERATIVE" and line[0].islower() and self.printed(last).rstrip().endswith(",")
        if line[0].islower() or self.text[last.end_pos - 1].isspace():
            return True
        before = self.text[max(last.start_pos, self.text.rfind("\n", 0, last.end_pos) + 1) : last.end_pos]
        if len(before) < _SHORTEST_BROKEN_LINE:
            return False
        return last.type in ("PREAMBULAR", "OPERATIVE", "NOTE", "TITLE") or line[0].isdigit() or line[0] == "("

    def heading(self, line: Line) -> None:
        if self.adopts and self.mode == "operative" and self.division.match(line.strip()):
            self.mode = "declaration"  # "Proclaims this Declaration …" and "Article 1"
        self.put(line, "HEADING")
        self.fresh = True


def _adopts(opening: openings.Opening, line: str) -> bool:
    """Whether a clause adopts the text that follows it: "Adopts the following political declaration:"."""
    return _COLON.match(line) is not None and any(verb.key in ("adopt", "proclaim") for verb in opening.verbs)


def settle(
    lines: list[Line], text: str, language: str = "en", marks: tuple[Mark, ...] = (), *, tables_known: bool = False
) -> Settled:
    """Give every line of a document its final kind.

    `lines` are the tokens of lines.lark in order; their types and ends are changed in place. `tables_known` says that
    every table of the text is among the marks, and none is to be guessed.
    """
    hints = Hints.of(marks)
    _date_below(lines, text, language)
    count = len(lines)
    first = next((i for i, line in enumerate(lines) if line.type in _FRAME), 0)
    if not any(line.type in ("TITLE", "FORMULA") for line in lines):
        first = 0 if not any(line.type in _FRAME for line in lines) else first
    last_meeting = max((i for i, line in enumerate(lines) if line.type == "MEETING"), default=first)
    tail = next((i for i in range(first, count) if lines[i].type == "ODS"), count)
    if tail == count:
        tail = next(
            (
                i
                for i in range(last_meeting, count)
                if lines[i].type == "RULE"
                and lines[i].lstrip()[:1] == "-"
                and not (i + 1 < count and lines[i + 1].type == "NOTE")  # some print a rule above the notes
            ),
            count,
        )
    closing = next((i for i in range(first, tail) if lines[i].type == "MEETING"), None)
    if closing is None:
        closing = next((i for i in range(tail - 1, first, -1) if lines[i].type == "DATE"), first)
    notes = (
        _notes(lines, closing, tail)
        if not hints.footnotes
        else [i for i in range(first, tail) if lines[i].start_pos in hints.footnotes]
    )
    note_places = set(notes)
    cells: set[int] = set()
    if not tables_known:
        cells = tables.cells(lines, text, first, notes[0] if notes else tail, wording(language).pattern("DIVISION"))

    fields: list[Line] = lines[:first]
    state = _Pass(text, language, hints)
    state.headless = not any(line.type == "FORMULA" for line in lines)
    if next((line.type for line in lines if line.type in ("TITLE", "FORMULA", "ADOPTION", "MEETING")), "") == "MEETING":
        state.mode = "preamble"  # the end of a resolution whose beginning is not in the text
        first, fields = 0, []
    out = state.out
    in_notes = False
    seen_title = ""
    for place in range(first, tail):
        line = lines[place]
        kind = line.type
        line.label = label_of(line) if kind in _LABELLED else None
        in_notes = in_notes and bool(out) and out[-1].type in ("NOTE", "NOTE_MORE")
        if hints.titles and line.start_pos in hints.titles:
            kind = "TITLE"
        if kind == "ADOPTION" and state.mode == "annex":
            kind = line.type = "LINE"  # an earlier resolution that is annexed
        if (
            kind in _FIELDS and not (kind == "PAGE" and in_notes and _FRACTION.fullmatch(line))
        ) or line.start_pos in hints.furniture:
            line.type = hints.furniture.get(line.start_pos) or kind
            if kind == "RULE" or kind not in ("SYMBOL",) or state.mode != "none":
                fields.append(line)
                in_notes = False  # a note does not run on below a running head or rule
                continue
        if place in note_places:
            state.put(line, "NOTE")
            in_notes = True
        elif in_notes and kind not in ("FORMULA", "TITLE", "ANNEX", "MEETING") and place < notes[-1]:
            state.put(line, "NOTE_MORE")
        elif kind == "TITLE" and (not seen_title or state.mode == "none"):
            state.put(line, "TITLE")
            seen_title = line
            state.begin_part()
        elif kind == "FORMULA" and state.mode == "annex" and not _is_closed(lines, place):
            state.put(line, "PARAGRAPH", clause=True)  # a declaration in an annex has a formula of its own
        elif kind == "FORMULA":
            state.put(line, "FORMULA")
            state.mode = "preamble" if line.rstrip()[-1:] in ",،，:" else "enacting"
            state.fresh = False
            in_notes = False
        elif (kind == "MEETING" and state.mode != "none") or (
            kind == "DATE" and _closes(state, lines, place, note_places, tail)
        ):
            state.put(line, kind)
            state.mode = "closed"
        elif kind == "ANNEX" and state.mode in ("closed", "annex", "operative", "declaration"):
            state.put(line, "ANNEX")
            state.mode = "annex"
            state.fresh = True
            in_notes = False
        elif in_notes and place > notes[-1] and state.mode != "head":
            if (
                kind in ("LETTER", "LINE")
                and _LETTER.fullmatch(line.strip())
                and _is_part_letter(lines, place, state.record)
            ):
                in_notes = False
                state.put(line, "LETTER")
                state.begin_part()
            else:
                state.put(line, "NOTE_MORE")
        elif state.mode == "head":
            _head(state, lines, place, cells)
        elif kind == "LETTER" and (
            (
                (state.mode == "closed" or (state.headless and state.mode == "operative"))
                and _is_part_letter(lines, place, state.record)
            )
            or (state.mode == "annex" and _is_part(lines, place, state.record))
        ):
            state.put(line, "LETTER")
            state.begin_part()
        else:
            _body(state, lines, place, cells)
    state.close()
    _make_legal(out)
    fields += lines[tail:]
    end = out[-1].end_pos if out else 0
    return Settled(out, fields, (lines[first].start_pos if count else 0, end))


def _date_below(lines: list[Line], text: str, language: str) -> None:
    """Join an adoption line with the line below it, where its date stands there or goes on there."""
    place = next((at for at, line in enumerate(lines) if line.type == "ADOPTION"), len(lines))
    if place + 1 >= len(lines):
        return
    words = wording(language)
    this, following = lines[place], lines[place + 1]
    if following.type in ("BASIS", "TITLE") or words.date(this) is not None or len(following) > _SHORTEST_BROKEN_LINE:
        return
    whole = text[this.start_pos : following.end_pos]
    if whole.count("\n") == 1 and words.date(whole) is not None:
        lines[place : place + 2] = [Line("ADOPTION", whole, this.start_pos, following.end_pos)]


_GOES_ON = {  # a line that goes on with another → (what may stand before it, what it is elsewhere)
    "TITLE_MORE": (("TITLE", "TITLE_MORE"), "HEADING"),
    "SUBTITLE": (("LETTER", "SUBTITLE"), "HEADING"),
    "NOTE_MORE": (("NOTE", "NOTE_MORE"), "PARAGRAPH"),
}


def _make_legal(lines: list[Line]) -> None:
    """Retype lines that go on with what does not stand before them, so that layout.lark takes every settled text."""
    before = ""
    for line in lines:
        after, otherwise = _GOES_ON.get(line.type, ((), ""))
        if after and before not in after:
            line.type = otherwise
        before = line.type


def _closes(state: _Pass, lines: list[Line], place: int, notes: set[int], tail: int) -> bool:
    """Whether a date stands as a closing line: under its meeting, or alone where the text ends (decisions taken without a
    meeting in 2020)."""
    if state.out and state.out[-1].type == "MEETING":
        return True
    if _ENDED.match(lines[place]) and state.goes_on(lines[place]):
        return False  # "… no later than" and "31 December 2005." below it: a sentence that a soft break has cut
    following = place + 1
    ends = following == tail or following in notes or lines[following].type in ("ANNEX", "RULE", "ANCHOR", "MEETING")
    ends = ends or lines[following].start_pos in state.hints.furniture
    return ends and state.mode in ("operative", "preamble", "declaration")


def _is_closed(lines: list[Line], place: int) -> bool:
    """Whether a closing follows the formula at `place`, before another formula."""
    for at in range(place + 1, len(lines)):
        if lines[at].type in ("FORMULA", "MEETING"):
            return lines[at].type == "MEETING"
    return False


def _head(state: _Pass, lines: list[Line], place: int, cells: set[int]) -> None:
    """Lines between the title's number and the enacting formula."""
    line, kind = lines[place], lines[place].type
    if kind == "LETTER" and _is_part_letter(lines, place, state.record):
        state.put(line, "LETTER")
    elif line.start_pos in state.hints.headings and not (state.out and state.out[-1].type in ("LETTER", "SUBTITLE")):
        state.heading(line)
    elif (
        kind in ("LINE", "INDENTED", "ROMAN", "CENTRED", "HEADED")
        and state.out
        and (not _ENDED.match(line) or _runs_on(lines, place, state.language))
    ):
        before = state.out[-1].type
        ended = state.out[-1].isupper() and not line.isupper()  # a title in capitals, and below it a heading
        state.put(
            line,
            "SUBTITLE"
            if before in ("LETTER", "SUBTITLE") and not (ended and before == "SUBTITLE")
            else "TITLE_MORE"
            if before in ("TITLE", "TITLE_MORE") and not ended
            else "HEADING",
        )
    else:
        state.mode = "preamble"
        _body(state, lines, place, cells)


def _runs_on(lines: list[Line], place: int, language: str) -> bool:
    """Whether a line with a comma at its end goes on with a title: it opens with no lead phrase, and begins in lower case
    or stands above the rest of the title and the formula."""
    line = lines[place]
    if not line.rstrip().endswith(",") or openings.read(line, language) is not None:
        return False
    below = dropwhile(lambda other: other.type == "LINE" and not _ENDED.match(other), lines[place + 1 : place + _TITLE])
    return line[0].islower() or next((other.type == "FORMULA" for other in below), False)


def _body(state: _Pass, lines: list[Line], place: int, cells: set[int]) -> None:
    """Lines of clauses, sub-paragraphs, headings and tables."""
    line, kind = lines[place], lines[place].type
    if state.mode == "enacting":
        state.mode = "operative"
        if kind == "INDENTED":
            state.unnumbered(line)
            return
    if line.start_pos in state.hints.headings:
        state.heading(line)
    elif kind == "CELLS" or place in cells or (state.hints.rows and state.hints.in_table(line.start_pos)):
        state.put(line, "ROW")
    elif kind == "NUMBERED":
        state.numbered(line, lines, place)
    elif kind in ("LETTERED", "BULLET"):
        following = next((other for other in lines[place + 1 : place + 4] if other.type == "LETTERED"), None)
        state.lettered(line, following)
    elif kind == "QUOTED" and (state.quoting or not _BALANCED.fullmatch(line)):
        state.quoted(line)
    elif kind == "INDENTED" or (kind == "QUOTED" and line[0].isspace()):
        state.indented(line, lines, place)
    elif kind in ("LETTER", "ROMAN") and line[0] == "\t" and not line[1].isspace():
        state.put(line, "PARAGRAPH", clause=True)  # set as text, so it is kept as text
        state.fresh = True
        state.numeral = line
    elif kind in ("LETTER", "ROMAN", "HEADED", "CENTRED") and not _ENDED.match(line):
        state.heading(line)
    elif kind in ("HEADED", "CENTRED"):
        state.indented(line)
    elif kind in TEXT_KINDS:
        state.plain(line)
    else:
        state.put(line, "UNPARSED")


_LONGEST_HEADING = 150  # characters

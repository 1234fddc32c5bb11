"""Builds the document model from the tree of settled lines.

One method a rule of layout.lark; each makes one kind of node, parents before children so that ids say where a node
stands. What a paragraph says (note marks, lead phrase, citations) is asked of the pure functions; nothing here looks at
the shape of a line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any

import regex

from . import citations, grammar, identity, masthead, misread, openings, votes
from .diagnostics import Diagnostic, diagnostic
from .footnotes import Placed
from .lines import Branch, Line
from .models import (
    Annex,
    Closing,
    Footnote,
    Formula,
    Heading,
    MarkPlace,
    MastheadField,
    NoteMark,
    Operative,
    Paragraph,
    Part,
    Preambular,
    Quotation,
    Reference,
    Subparagraph,
    Table,
    TableCell,
    Unparsed,
    unchecked,
)
from .notes import NOTE_NUMBER, given_numbers, note_number, repeated, resolved
from .paragraphs import Clean, clean
from .source import Cell, Source
from .symbols import Symbol
from .wording import one_spaced, wording

_TITLE_NUMBER = grammar.sign("TITLE_NUMBER")
_NUMBER_ENDS = 24  # characters within which a title's number ends
_BEHIND_NUMBER = " \t\xa0\u3000-–‑.:、．："
_IBID = 40  # characters of a note that a message gives
_ANNEX = regex.compile(r"(?P<kind>\p{L}+)[ \xa0]*(?P<number>.*)")
_BARRED = re.compile(r"[^|\s](?:[^|\n]*[^|\s])?")


_mark_place, _note_mark, _reference, _footnote = (
    unchecked(MarkPlace),
    unchecked(NoteMark),
    unchecked(Reference),
    unchecked(Footnote),
)
_preambular, _operative, _paragraph, _subparagraph, _heading = (
    unchecked(Preambular),
    unchecked(Operative),
    unchecked(Paragraph),
    unchecked(Subparagraph),
    unchecked(Heading),
)
_quotation, _table, _table_cell, _unparsed, _masthead_field = (
    unchecked(Quotation),
    unchecked(Table),
    unchecked(TableCell),
    unchecked(Unparsed),
    unchecked(MastheadField),
)
_part, _formula, _closing = unchecked(Part), unchecked(Formula), unchecked(Closing)


class Builder:
    """Holds what all nodes of one document need: its text, its marks, the ids given so far."""

    def __init__(self, source: Source, language: str, tree: Branch, placed: Sequence[Placed]) -> None:
        self.source, self.text, self.language, self.tree = source, source.text, language, tree
        self.words = wording(language)
        self.section = _section(language)
        self.division_words = self.words.pattern("DIVISION")
        self.placed = sorted(placed, key=lambda mark: mark.start)
        self.starts = [mark.start for mark in self.placed]
        self.italics = [mark for mark in source.marks if mark.kind == "italic"]
        self.italic_starts = [mark.start for mark in self.italics]
        self.tables = [mark for mark in source.marks if mark.kind == "table"]
        self.noticed: list[Diagnostic] = []
        self.scanned = False  # whether the text may have been read off a page by recognition
        self.given_numbers = given_numbers(source)
        self.ids: Counter[str] = Counter()
        self.mark_places: dict[int, list[MarkPlace]] = {}
        self.prefix = ""
        self.titles: list[MastheadField] = []
        self.ibids = {mark.start: mark.value for mark in source.marks if mark.kind == "ibid"}
        self.unnumbered = {mark.start for mark in source.marks if mark.kind == "title" and mark.value == "decision"}
        self.place_signs = citations.place_signs(source.text, language)

    # -- text -------------------------------------------------------------------------------------------------------

    def clean(self, start: int, end: int) -> Clean:
        """The text of characters `start` to `end` with note marks taken out and line breaks made spaces."""
        return clean(self.text, start, end, self.placed, self.starts)

    def note_marks(self, clean: Clean, owner: str) -> tuple[NoteMark, ...]:
        """The marks of a stretch, entered at their footnotes too."""
        if not clean.marks:
            return ()
        out = []
        for offset, mark in clean.marks:
            self.mark_places.setdefault(mark.number, []).append(_mark_place(block=owner, offset=offset))
            out.append(
                _note_mark(
                    number=mark.number,
                    offset=offset,
                    repeat=mark.repeat,
                    printed=mark.printed,
                    start=mark.start,
                    end=mark.end,
                )
            )
        return tuple(out)

    def references(self, clean: Clean, *, note: bool = False) -> tuple[Reference, ...]:
        """The citations of a stretch."""
        found = citations.read(clean.text, self.language, note=note, signs=self.place_signs)
        if not found:
            return ()
        out = []
        for cited in found:
            start = clean.source(cited.start)
            symbol = cited.symbol
            out.append(
                _reference(
                    kind=cited.kind,
                    text=clean.text[cited.start : cited.end],
                    symbol=symbol,
                    letter=cited.letter,
                    organ=cited.organ,
                    date=cited.date,
                    pinpoint=cited.pinpoint,
                    target=self.target(cited.which, start, clean.text[cited.start : cited.end])
                    if cited.which
                    else None,
                    url=url(symbol, self.language) if symbol else None,
                    start=start,
                    end=clean.source(cited.end - 1) + 1,
                )
            )
        return tuple(out)

    def repeated(self, clean: Clean, before: Footnote) -> tuple[Reference, ...]:
        """The document that an "Ibid." cites."""
        found = repeated(clean.text, before, self.words)
        if found is None:
            return ()
        cited, end = found
        return (cited.model_copy(update={"start": clean.source(0), "end": clean.source(end - 1) + 1}),)

    def target(self, which: str, start: int, printed: str) -> str | None:
        """The id of what "paragraph 5 above" means: the nearest of that number on the side named."""
        places = self.clauses.get(which)
        if not places:
            return None
        if self.words.pattern("BELOW_WORD").search(printed):
            return next((name for at, name in places if at > start), None)
        before = [name for at, name in places if at <= start]
        return before[-1] if before else places[0][1]

    @cached_property
    def clauses(self) -> dict[str, list[tuple[int, str]]]:
        """First character and id of every numbered clause, sub-paragraph, section and annex by its `place_key`, above and
        below what is being built. Few documents have a reference that asks for it."""
        found: dict[str, list[tuple[int, str]]] = {}
        ids: Counter[str] = Counter()
        prefix = ""
        annex = 0

        def enter(which: str, stem: str, line: Line) -> str:
            ids[stem] += 1
            name = stem if ids[stem] == 1 else f"{stem}.{ids[stem]}"
            found.setdefault(which, []).append((self.span(line)[0], name))
            return name

        def enter_clause(branch: Branch, printed: str, stem: str) -> None:
            if branch.line.label is None:
                return
            label = branch.line.label.printed
            printed = f"{printed} {label}"
            name = enter(citations.place_key("paragraph", printed), stem + "".join(label.split()), branch.line)
            for child in branch.branches:
                if child.data == "subparagraph":
                    enter_clause(child, printed, f"{name}-")

        for branch in (child for part in self.tree.branches for child in part.branches):
            if branch.data == "head":
                letter = next((line for line in branch.lines if line.type == "LETTER"), None)
                prefix = f"{str(letter).strip()[0]}-" if letter is not None else ""
                annex = 0
            elif branch.data == "annex":
                annex += 1
                name = enter("annex", f"{prefix}annex{annex}", branch.line)
                label = citations.place_key("annex", _ANNEX.sub(r"\g<number>", branch.line.strip(), 1))
                if label != "annex":
                    found.setdefault(label, []).append((self.span(branch.line)[0], name))
            elif branch.data == "operative":
                enter_clause(branch, "", f"{prefix}op")
            elif branch.data == "heading":
                start, end = self.span(branch.line)
                numbered = self.section.match(self.text, start, end)
                named = citations.place_key("section", numbered[0]) if numbered is not None else "heading"
                enter(named, f"{prefix}h", branch.line)
        return found

    def name(self, stem: str) -> str:
        """A unique id: the stem, or for a repeated one "op1.2"."""
        full = self.prefix + stem
        self.ids[full] += 1
        return full if self.ids[full] == 1 else f"{full}.{self.ids[full]}"

    def span(self, line: Line) -> tuple[int, int]:
        """First and last-plus-one character of a line that are not white space."""
        start, end = line.start_pos, line.end_pos
        text = self.text
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        return start, end

    # -- blocks -----------------------------------------------------------------------------------------------------

    def blocks(self, branches: Iterable[Branch]) -> tuple[Any, ...]:
        return tuple(getattr(self, branch.data)(branch) for branch in branches)

    def clause(self, model: Callable[..., Any], branch: Branch, stem: str, **more: Any) -> Any:
        """A paragraph with its lead phrase and what stands below it."""
        line = branch.line
        start, end = self.span(line)
        label, at = "", start
        if line.label is not None and line.type in ("OPERATIVE", "PARAGRAPH", "ITEM"):
            label, at = line.label.printed, line.start_pos + line.label.end
        owner = self.name(stem.format("".join(label.split())))  # an id has no space, "أ أ" has
        clean = self.clean(min(at, end), end)
        marks = self.note_marks(clean, owner)
        opening, verbs = self.opening(clean, "operative" if model is _operative else "preambular")
        if opening is None and self.scanned and model in (_preambular, _operative):
            opening, verbs = self.misprinted(clean, start)
        children: tuple[Any, ...] = ()
        if len(branch.children) > 1:
            kept, self.prefix = self.prefix, f"{owner}-"
            children = self.blocks(branch.branches)
            self.prefix = kept
        return model(
            start=start,
            end=end,
            id=owner,
            label=label or None,
            text=clean.text,
            note_marks=marks,
            references=self.references(clean),
            opening=opening,
            verbs=verbs,
            children=children,
            **more,
        )

    def opening(self, clean: Clean, acting: openings.Mood) -> tuple[str | None, tuple[Any, ...]]:
        """The lead phrase: as far as the italics go where they are known, else by the language's grammar."""
        if self.italics:
            start = clean.source(0)
            place = bisect_left(self.italic_starts, start)
            if place < len(self.italics) and self.italics[place].start <= start + 1:
                end = self.italics[place].end
                phrase = one_spaced(self.text[start:end]).strip(" ,:;")
                verbs = openings.of_phrase(phrase, self.language, acting)
                if verbs:
                    return phrase, verbs
        read = openings.read(clean.text, self.language, 0, acting)
        return (read.phrase, read.verbs) if read else (None, ())

    def misprinted(self, clean: Clean, start: int) -> tuple[str | None, tuple[Any, ...]]:
        """A lead phrase that is one letter off, as printed; a diagnostic says what it was read as."""
        found = openings.read_misprinted(clean.text, self.language)
        if found is None:
            return None, ()
        opening, mended = found
        at = clean.source(0)
        message = f'"{opening.phrase}" was read as "{mended}"'
        self.noticed.append(diagnostic("opening-misspelled", at, at + len(opening.phrase), message))
        return opening.phrase, opening.verbs

    def preambular(self, branch: Branch) -> Preambular:
        return self.clause(_preambular, branch, "pre")  # type: ignore[no-any-return]

    def operative(self, branch: Branch) -> Operative:
        return self.clause(_operative, branch, "op{}")  # type: ignore[no-any-return]

    def paragraph(self, branch: Branch) -> Paragraph:
        return self.clause(_paragraph, branch, "p{}")  # type: ignore[no-any-return]

    def subparagraph(self, branch: Branch) -> Subparagraph:
        depth = self.prefix.count("-") + 1 if self.prefix else 1
        return self.clause(_subparagraph, branch, "{}", depth=max(1, depth - self.prefix.startswith("annex")))  # type: ignore[no-any-return]

    def quotation(self, branch: Branch) -> Quotation:
        line = branch.line
        start, end = self.span(line)
        owner = self.name("q")
        clean = self.clean(start, end)
        children = self.blocks(branch.branches)
        return _quotation(
            start=start, end=end, id=owner, text=clean.text, note_marks=self.note_marks(clean, owner),
            references=self.references(clean), children=children,
        )  # fmt: skip

    def heading(self, branch: Branch) -> Heading:
        return self.headline(branch.line)

    def headline(self, line: Line) -> Heading:
        start, end = self.span(line)
        owner = self.name("h")
        clean = self.clean(start, end)
        label = self.section.match(clean.text)
        sole = label is not None and (label["open"] is None or label.end() == len(clean.text))
        return _heading(
            start=start,
            end=end,
            id=owner,
            label=label[0].rstrip(_STOPS) if label and sole else self.division(clean.text),
            text=clean.text,
            note_marks=self.note_marks(clean, owner),
            references=self.references(clean),
            level=1 if label and label["numeral"] else 2 if label and label["letter"] and sole else 3,
        )

    def division(self, text: str) -> str | None:
        """The number of an instrument's article, rule, part or chapter: "4" of "Article 4", "IV" of "CHAPTER IV"."""
        match = self.division_words.match(text)
        return match["division"] if match else None

    def table(self, branch: Branch) -> Table:
        lines = branch.lines
        start, end = self.span(lines[0])[0], self.span(lines[-1])[1]
        owner = self.name("t")
        known = next((mark for mark in self.tables if mark.start <= start < mark.end), None)
        if known is not None and known.rows:
            rows = tuple(tuple(self.cell(cell, owner) for cell in row) for row in known.rows)
        else:
            rows = tuple(tuple(self.cell(cell, owner) for cell in self.row(line)) for line in lines)
            rows = tuple(row for row in rows if row)
        return _table(start=start, end=end, id=owner, rows=rows)

    def row(self, line: Line) -> list[Cell]:
        """The cells of a printed line: one, or several between bars; the bars below a head row hold no text."""
        start, end = self.span(line)
        if self.text[start] != "|" or end - start < 2:
            return [Cell(start, end)]
        return [
            Cell(found.start(), found.end())
            for found in _BARRED.finditer(self.text, start + 1, end)
            if found[0].strip(" -:")
        ]

    def cell(self, cell: Cell, owner: str) -> TableCell:
        clean = self.clean(cell.start, cell.end)
        return _table_cell(
            start=cell.start, end=cell.end, text=clean.text, columns=cell.columns, rows=cell.rows, header=cell.header,
            note_marks=self.note_marks(clean, owner),
        )  # fmt: skip

    def unparsed(self, branch: Branch) -> Unparsed:
        start, end = self.span(branch.line)
        return _unparsed(start=start, end=end, id=self.name("u"), text=self.text[start:end])

    # -- parts ------------------------------------------------------------------------------------------------------

    def part(self, branch: Branch, common: _Head | None) -> tuple[Part, _Head]:
        rest = branch.branches
        head = _Head(start=len(self.text)) if branch.data == "fragment" else self.head(rest.pop(0))
        number = head.number or (common.number if common else None)
        if head.letter:
            self.prefix = f"{head.letter}-"
        blocks: list[Any] = [head.formula] if head.formula is not None else []
        closing: Closing | None = None
        annexes: list[Annex] = []
        start = head.start
        end = head.end
        for child in rest:
            if child.data == "closing":
                found = self.closing(child)
                start, end = min(start, found.start), found.end
                if closing is None:
                    closing = found
                else:  # a second one, as recognition leaves where it mixes columns
                    blocks.append(
                        _unparsed(
                            start=found.start, end=found.end, id=self.name("u"), text=self.text[found.start : found.end]
                        )
                    )
                    self.noticed.append(diagnostic("not-understood", found.start, found.end, "a second closing"))
            elif child.data == "annex":
                annexes.append(self.annex(child, len(annexes) + 1))
                start, end = min(start, annexes[-1].start), max(end, annexes[-1].end)
            elif child.data != "note":
                block = getattr(self, child.data)(child)
                if annexes:
                    annexes[-1] = annexes[-1].model_copy(update={"blocks": (*annexes[-1].blocks, block)})
                else:
                    blocks.append(block)
                start, end = min(start, block.start), max(end, block.end)
        self.prefix = ""
        full = identity.lettered(number, head.letter) if number and head.letter else number
        title, own = (head.subtitle, head.subtitle) if head.letter else (head.title, head.title)
        part = _part(
            start=start,
            end=end,
            number=full,
            letter=head.letter,
            title=title.text if title else ("" if head.letter else None),
            title_marks=(*self.letter_marks(head), *(self.note_marks(own, "title") if own else ())),
            title_references=self.references(own) if own else (),
            blocks=tuple(blocks),
            closing=closing,
            annexes=tuple(annexes),
        )
        return part, head

    def letter_marks(self, head: _Head) -> tuple[NoteMark, ...]:
        """The mark on a part's letter, "B1", whose note says that the first part is lettered anew (FORMAT.md 1.2). It
        stands before the title, so at its offset 0."""
        if head.letter_line is None or not head.letter_line.marks:
            return ()
        line = head.letter_line
        line.marks = [(0, mark) for _, mark in line.marks]
        return self.note_marks(line, "title")

    def number(self, head: _Head, start: int, end: int) -> int:
        """Enter the number of a title line, and where the title begins behind it."""
        printed, behind = title_number(self.text, start, end, self.language)
        western = not any(sign.isdecimal() and not sign.isascii() for sign in printed)
        if not printed.isascii() and not ("/" in printed and western):  # "د إ ط-11/1" is kept as printed
            head.number, turned = identity.own_number(printed, self.language)
            if turned:
                at = self.text.find(printed, start)
                message = f"{printed}, whose figures are turned round, was read as {head.number}"
                self.noticed.append(diagnostic("symbol-misread", at, at + len(printed), message))
        elif printed:
            head.number = one_spaced(printed.replace(".", ""))
        return behind

    def head(self, branch: Branch) -> _Head:
        head = _Head()
        lines = branch.lines
        head.start, head.end = self.span(lines[0])[0], self.span(lines[-1])[1]
        for line in lines:
            start, end = self.span(line)
            if line.type == "TITLE":
                behind = start if start in self.unnumbered else self.number(head, start, end)
                head.title_span = (behind, end)
                self.titles.append(_masthead_field(name="title", text=self.text[start:end], start=start, end=end))
            elif line.type == "TITLE_MORE":
                head.title_span = (head.title_span[0], end) if head.title_span else (start, end)
                self.titles.append(_masthead_field(name="title", text=self.text[start:end], start=start, end=end))
            elif line.type == "LETTER":
                head.letter = self.text[start]
                head.letter_line = self.clean(start, end)
                self.titles.append(_masthead_field(name="letter", text=self.text[start:end], start=start, end=end))
            elif line.type == "SUBTITLE":
                head.subtitle_span = (head.subtitle_span[0] if head.subtitle_span else start, end)
                self.titles.append(_masthead_field(name="title", text=self.text[start:end], start=start, end=end))
            elif line.type == "FORMULA":
                if head.letter:
                    self.prefix = f"{head.letter}-"
                clean = self.clean(start, end)
                head.formula = _formula(start=start, end=end, id=self.name("formula"), text=clean.text)
        head.title = self.clean(*head.title_span) if head.title_span else None
        head.subtitle = self.clean(*head.subtitle_span) if head.subtitle_span else None
        return head

    def closing(self, branch: Branch) -> Closing:
        lines = branch.lines
        start, end = self.span(lines[0])[0], self.span(lines[-1])[1]
        text = one_spaced(self.text[start:end])
        line = next((line for line in lines if line.type == "MEETING"), None)
        dates = self.words.pattern("DATE_WORDS")
        undamaged = line is None or self.words.pattern("MEETING_WORDS").match(line.lstrip())
        meeting = self.words.ordinal(dates.sub(" ", line)) if line is not None and undamaged else None
        dated = dates.search(text)
        whole = dated is None or not text[: dated.start()][-1:].isalnum()  # "I4 December" is no 4 December
        date = self.words.date(dated[0] if dated else text) if whole else None
        if line is not None and (meeting is None or date is None):
            read = misread.meeting_of(line, self.words), misread.date_of(text, self.words)
            if (meeting is None and read[0] is not None) or (date is None and read[1] is not None):
                meeting, date = meeting or read[0], date or read[1]
                message = f'"{text}" was read as meeting {meeting}, {date}'
                self.noticed.append(diagnostic("closing-misread", start, end, message))
        return _closing(
            start=start,
            end=end,
            text=text,
            meeting=meeting,
            resumed=bool(self.words.pattern("RESUMED").search(text)),
            date=date,
        )

    def annex(self, branch: Branch, index: int) -> Annex:
        line = branch.line
        start, end = self.span(line)
        name = self.name(f"annex{index}")
        kept, self.prefix = self.prefix, f"{name}-"
        printed = one_spaced(self.text[start:end])
        match = _ANNEX.match(printed)
        kind = self.annex_kind(printed)
        blocks = (self.headline(line), *self.blocks(branch.branches))
        self.prefix = kept
        titles = []
        for block in blocks[1:]:
            if not isinstance(block, Heading) or block.label:
                break
            titles.append(block.text)
        return Annex(
            kind=kind,
            id=name,
            label=printed,
            number=(match["number"] or None) if match else None,
            title=titles[0] if titles else None,
            blocks=blocks,
            start=start,
            end=max(end, blocks[-1].end),
        )

    def annex_kind(self, printed: str) -> str:
        for kind in ("appendix", "enclosure"):
            if self.words.pattern(kind.upper()).match(printed):
                return kind
        return "annex"

    # -- footnotes --------------------------------------------------------------------------------------------------

    def footnotes(self, tree: Branch) -> tuple[Footnote, ...]:
        notes: list[Footnote] = []
        for branch in (child for part in tree.branches for child in part.branches if child.data == "note"):
            lines = branch.lines
            start, end = self.span(lines[0])[0], self.span(lines[-1])[1]
            match = NOTE_NUMBER.match(self.text, start, end)  # none where only the form tells the number
            printed = note_number(match[0]) if match is not None else self.given_numbers[start]
            number = self.given_numbers.get(start, printed)
            clean = self.clean(match.end() if match is not None else start, end)
            repeats = self.words.pattern("IBID").match(clean.text) is not None
            elsewhere = self.ibids.get(start) if repeats else None
            ibid = notes[-1] if repeats and notes and elsewhere is None else None
            before = ibid or elsewhere
            full = resolved(clean.text, before, self.words) if before is not None else None
            if repeats and full is None:
                message = f'"{clean.text[:_IBID]}" repeats a note that is not in the text'
                self.noticed.append(diagnostic("unresolved-reference", start, end, message))
            cited = self.references(clean, note=True) or (self.repeated(clean, ibid) if ibid else ())
            notes.append(
                _footnote(
                    start=start,
                    end=end,
                    number=number,
                    printed=str(printed) if printed != number else None,
                    text=clean.text,
                    references=cited,
                    ibid=ibid.number if ibid else None,
                    resolved=full,
                    marks=tuple(self.mark_places.pop(number, ())),  # of two notes of one number, the first
                )
            )
        return tuple(sorted(notes, key=lambda note: note.number))


@dataclass(slots=True)
class _Head:
    """What stands before a part's first clause."""

    number: str | None = None
    letter: str | None = None
    letter_line: Clean | None = None
    title: Clean | None = None
    subtitle: Clean | None = None
    title_span: tuple[int, int] | None = None
    subtitle_span: tuple[int, int] | None = None
    formula: Formula | None = None
    start: int = 0
    end: int = 0


@cache
def _section(language: str) -> re.Pattern[str]:
    """The number that a section's heading begins with, with its stop: a numeral, a letter below it, or a figure."""
    words = wording(language).terminals
    numeral, letter = words["SECTION_NUMERAL"], words["SECTION_LETTER"]
    return grammar.compiled(
        rf"(?:(?P<numeral>{numeral}|[IVXLC]+)|(?P<letter>{letter})|\d{{1,2}})(?:、|(?:\.|(?P<open>))(?=[\s\d]|$))"
    )


_STOPS = ".、"


@lru_cache(maxsize=16_384)
def url(symbol: str, language: str) -> str:
    """The document on docs.un.org in a language."""
    return Symbol(symbol).url.replace("/en/", f"/{language}/", 1)


def build(
    source: Source,
    language: str,
    tree: Branch,
    fields: Sequence[Line],
    placed: Sequence[Placed],
    taken: Sequence[votes.Taken] = (),
) -> dict[str, Any]:
    """Keyword arguments of `Resolution`, all but its diagnostics."""
    builder = Builder(source, language, tree, placed)
    values = masthead.read(fields, language)
    builder.scanned = not values.get("adopted")  # adoption lines have dates since session 62, when all was typed
    parts: list[Part] = []
    common: _Head | None = None
    for child in tree.branches:
        part, head = builder.part(child, common)
        if head.number or head.title:
            common = head
        if part.end:
            parts.append(part)
    if taken:
        parts = votes.attach(parts, taken, source.text)
    if identity.is_decision(parts, builder.words):
        values["kind"] = "decision"
        values["adopted"] = values.get("adopted") or identity.decided(parts, builder.words)
    symbol = identity.symbol_of(values, parts)
    if symbol is not None and parts and parts[0].number and identity.MISREAD_SESSION.search(parts[0].number):
        message = f"{parts[0].number} was read as {symbol}"
        builder.noticed.append(
            diagnostic("symbol-misread", parts[0].start, parts[0].start + len(parts[0].number), message)
        )
    closed = [part.closing.date for part in parts if part.closing and part.closing.date]
    if closed and values.get("adopted") not in closed:
        values["adopted"] = closed[0]  # an adoption line that differs is left over from another text: `date-disagrees`
    values["symbol"] = symbol
    named = identity.session_of(symbol)
    if not values.get("session") or (
        named is not None
        and not values["symbols"]
        and (named.number, named.kind) != (values["session"].number, values["session"].kind)
    ):
        values["session"] = named
    if common is not None and common.title is not None:
        values["title"] = common.title.text
        if common.letter:
            values["title_marks"] = builder.note_marks(common.title, "title")
    builder.noticed += [diagnostic("mark-uncertain", mark.start, mark.end) for mark in builder.placed if mark.doubtful]
    values["footnotes"] = builder.footnotes(tree)
    values["fields"] = tuple(sorted([*values["fields"], *builder.titles], key=lambda node: node.start))
    values["parts"] = tuple(parts)
    values["language"] = language
    values["source_text"] = source.text
    values["diagnostics"] = tuple(builder.noticed)
    return values


def title_number(text: str, start: int, end: int, language: str) -> tuple[str, int]:
    """The number that a title line bears, as printed, and where the title begins behind it."""
    if not text[start : start + _NUMBER_ENDS].isascii():
        at = start
        while at < end and text[at].isspace():
            at += 1
        own = wording(language).pattern("OWN_NUMBER").match(text, at, end)
        if own is not None:
            behind = own.end()
            while behind < end and text[behind] in _BEHIND_NUMBER:
                behind += 1
            return own[0], behind
    match = _TITLE_NUMBER.match(text, start, end)
    return (match["number"], match.end()) if match else ("", start)


def region(text: str, line: Line, language: str) -> tuple[int, int]:
    """Where in a line marks may stand: behind its label."""
    start, end = line.start_pos, line.end_pos
    if line.type == "TITLE":
        return title_number(text, start, end, language)[1], end
    if line.label is not None:
        return min(start + line.label.end, end), end
    return start, end

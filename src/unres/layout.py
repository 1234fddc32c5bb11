"""Source → tree → models: the one way through the library.

The lines of the text get their kinds from lines.lark; misread.py knows framing lines that recognition has damaged.
pages.py puts the pages of one issue together, volumes.py cuts a print into its resolutions. votes.py takes the votes
out, notes.py knows notes that are numbered as clauses are, and indent.py gives lines that lost their tabs the kinds they
would have. settle.py settles what one line alone cannot, layout.lark nests them, the note marks are found over the whole
text (footnotes.py), and build.py makes the models; checks.py says what is odd.
"""

from __future__ import annotations

from collections.abc import Iterator

from . import build, checks, footnotes, framing, indent, pages, volumes, votes
from .cuts import Cut
from .diagnostics import Diagnostic, diagnostic
from .lines import Line, nest
from .lines import read as read_lines
from .misread import tell_frames
from .models import Page, Piece, PrintedLine, Resolution
from .note_candidates import Customs
from .notes import given_numbers, known_marks, note_number, note_style, tell_bracketed
from .notes import retype as retype_notes
from .settle import settle
from .source import Source
from .symbols import Symbol
from .wording import wording

_MARKED = frozenset(
    {
        "TITLE",
        "LETTER",
        "TITLE_MORE",
        "SUBTITLE",
        "PREAMBULAR",
        "OPERATIVE",
        "PARAGRAPH",
        "ITEM",
        "QUOTED",
        "HEADING",
        "ROW",
        "ANNEX",
    }
)


def parse(source: Source, language: str) -> Resolution:
    """The document that `source` holds, read as one in `language`.

    Of a print that holds several resolutions it is the first that is all there, and a diagnostic says so.
    """
    lines, cuts = _lines(source, language)
    if cuts is None:
        return _resolution(source, lines, language)
    chosen = next((one for one in cuts if one.complete), cuts[0])
    return _from_print(chosen, language, several=len(cuts))


def parse_all(source: Source, language: str) -> Iterator[Resolution]:
    """Every resolution and decision of a print, in order; of a single issue, that one."""
    lines, cuts = _lines(source, language)
    if cuts is None:
        yield _resolution(source, lines, language)
    for one in cuts or ():
        yield _from_print(one, language)


def parse_one(source: Source, language: str, symbol: str) -> Resolution:
    """The resolution or decision of that symbol.

    A title that differs in the session alone is taken for it where no other fits, with a `symbol-disagrees` diagnostic:
    the first volumes print "168 (III)" for 168 (II).

    Raises:
        ResolutionNotFound: the text holds none of that symbol.
    """
    asked = Symbol.parse(symbol)
    lines, cuts = _lines(source, language)
    if cuts is None:
        found = _resolution(source, lines, language)
        if found.symbol is not None and _same(asked, Symbol.parse(found.symbol)) > 1:
            return found
        raise ResolutionNotFound(asked.text, (found.symbol,) if found.symbol else ())
    ranked = [(_same(asked, _numbered(one)), one.complete, -place, one) for place, one in enumerate(cuts)]
    fit, _, _, best = max(ranked, key=lambda entry: entry[:3], default=(0, False, 0, None))
    if best is None or not fit:
        raise ResolutionNotFound(asked.text, tuple(one.number for one in cuts if one.number))
    return _from_print(best, language, asked=asked if fit < 3 else None)


class ResolutionNotFound(LookupError):
    """The text holds no resolution of that symbol. `candidates` are the numbers that its titles bear."""

    def __init__(self, symbol: str, candidates: tuple[str, ...]) -> None:
        self.symbol, self.candidates = symbol, candidates
        held = f"it holds {', '.join(candidates)}" if candidates else "no title line was found"
        super().__init__(f"{symbol} is not in the text: {held}")


def _numbered(one: Cut) -> Symbol | None:
    return Symbol.parse("A/RES/" + one.number) if one.number else None


def _same(asked: Symbol, found: Symbol | None) -> int:
    """How well a symbol fits the one asked for: 3 the same, 2 the same but for a part's letter or an unknown session,
    1 the same number of a session that reads alike, 0 another."""
    if found is None or asked.number is None:
        return 0
    if found.number is None:  # "925", its session in the running head
        return (
            2
            if found.text.removeprefix(found.series or "A/RES/") == str(asked.number) and "/" not in asked.text[6:]
            else 0
        )
    if asked.number != found.number:
        return 0
    if (asked.session, asked.session_kind) == (found.session, found.session_kind):
        return 3 if asked.letters == found.letters or not asked.letters or not found.letters else 0
    old = asked.text.endswith(")") and found.text.endswith(")")
    return 1 if old and asked.session_kind == found.session_kind else 0


def _lines(source: Source, language: str) -> tuple[list[Line], list[Cut] | None]:
    """The lines of a text by lines.lark, and the resolutions it holds where it is a print or has pages."""
    lines = read_lines(source.text, language)
    tell_bracketed(lines, language)
    tell_frames(lines, language)
    gathered = pages.gather(source, lines, language)
    return lines, [gathered] if gathered is not None else volumes.cut(source, lines, language)


def _from_print(one: Cut, language: str, *, several: int = 1, asked: Symbol | None = None) -> Resolution:
    """The resolution that was cut from a print."""
    lines = read_lines(one.source.text, language)
    tell_bracketed(lines, language)
    tell_frames(lines, language)
    framing.retype(lines, language)
    found = _resolution(one.source, lines, language, one)
    notes: list[Diagnostic] = []
    end = len(one.source.text)
    if several > 1:
        notes.append(
            diagnostic(
                "several-resolutions", 0, 0, f"the text prints {several} resolutions or pieces; this is one of them"
            )
        )
    if not one.complete:
        notes.append(diagnostic("incomplete", end, end))
    if one.renumbered:
        notes.append(diagnostic("notes-renumbered", 0, 0))
    if one.columns:
        notes.append(diagnostic(f"columns-{one.columns}", 0, 0))
    if asked is not None and found.symbol != asked.text:
        notes.append(
            diagnostic("symbol-disagrees", 0, 0, f"{asked.text} was asked for; the title reads {found.symbol}")
        )
    if not notes:
        return found
    return found.model_copy(update={"diagnostics": (*notes, *found.diagnostics)})


def _resolution(source: Source, lines: list[Line], language: str, one: Cut | None = None) -> Resolution:
    """The document that the lines are."""
    framed = {mark.start for mark in source.marks if mark.kind in ("masthead", "furniture")}
    for line in lines:
        if line.type == "FORMULA" and line.start_pos in framed:  # the organ's name, in a masthead in Russian or Chinese
            line.type = "MASTHEAD"
    lines, taken = votes.take(lines, source.text, language)
    retype_notes(lines, wording(language))
    lines, noticed = indent.restore(lines, source.text, language, of_print=one is not None)
    settled = settle(lines, source.text, language, tuple(source.marks), tables_known=source.form == "word")
    tree = nest(settled.lines)
    notes = [line for line in settled.lines if line.type == "NOTE"]
    given = given_numbers(source)
    numbers = [given.get(line.start_pos) or note_number(line) for line in notes]
    regions = [build.region(source.text, line, language) for line in settled.lines if line.type in _MARKED]
    style = note_style(notes[0]) if notes else ""
    if one is not None or not indent.set_with_tabs(lines):
        style = footnotes.style_of(source.text, regions, style)
    placed = footnotes.assign(source.text, regions, numbers, known_marks(source), style, Customs.of(wording(language)))
    values = build.build(source, language, tree, settled.fields, placed, taken)
    values["pages"] = tuple(
        Page(start=mark.start, end=mark.end, number=int(mark.value), width=mark.box[2], height=mark.box[3])
        for mark in source.marks
        if mark.kind == "page" and mark.box is not None
    )
    values["printed_lines"] = tuple(
        PrintedLine(mark.start, mark.end, int(mark.value), *mark.box)
        for mark in source.marks
        if mark.kind == "line" and mark.box is not None
    )
    noticed += [found for one in taken for found in one.diagnostics]
    if one is not None:
        values["complete"] = one.complete
        values["pieces"] = tuple(Piece(start=start, end=end, origin=origin) for start, end, origin in one.pieces)
    noticed += values["diagnostics"]
    values["diagnostics"] = tuple(noticed)
    values["diagnostics"] = tuple(sorted((*noticed, *checks.check(values)), key=lambda one: one.start))
    return Resolution(**values)

"""Source → tree → models: the one way through the library.

The lines of the text get their kinds from lines.lark, settle.py settles what one line alone cannot, layout.lark nests
them, the note marks are found over the whole text, and build.py makes the models.
"""

from __future__ import annotations

from . import build, checks, footnotes, grammar
from .models import Resolution
from .settle import settle
from .source import Source
from .wording import wording

_MARKED = frozenset(
    {"TITLE", "TITLE_MORE", "SUBTITLE", "PREAMBULAR", "OPERATIVE", "PARAGRAPH", "ITEM", "QUOTED", "HEADING", "ROW", "ANNEX"}
)


def parse(source: Source, language: str) -> Resolution:
    """The document that `source` holds, read as one in `language`."""
    lines = list(grammar.line_lexer(language).lex(source.text))
    settled = settle(lines, source.text, language, tuple(source.marks))
    tree = grammar.layout_parser().parse(settled.lines)  # type: ignore[arg-type]
    notes = [build.note_number(line) for line in settled.lines if line.type == "NOTE"]
    regions = [build.region(source.text, line) for line in settled.lines if line.type in _MARKED]
    placed = footnotes.assign(source.text, regions, notes, build.known_marks(source), footnotes.Customs.of(wording(language)))
    values = build.build(source, language, tree, settled.fields, placed)
    values["diagnostics"] = checks.check(values)
    return Resolution(**values)

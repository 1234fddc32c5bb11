"""Where the rules are that read a printed line: for those who write grammars, and for whoever asks why.

A line's kind is a terminal of lines.lark, which may take words from the language's own file; what the line became is
told by the finished document, whose leaves have the names of the rules of layout.lark. So nothing is parsed here again
but the lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from . import lines
from .grammar_files import read
from .models import Annex, Closing, Footnote, MastheadField, Resolution, Vote

_DEFINED = re.compile(r"^(\w+)(?:\.\d+)?\s*:")
_IMPORTED = re.compile(r"\b[A-Z]+_(?:WORDS|NUMERAL)\b")
_HEAD = ("formula", "title", "letter")
_LINES, _LAYOUT = "lines.lark", "layout.lark"


class Ruled(NamedTuple):
    """A printed line with its rules; places are a grammar file and the line of it, "lines.lark:63"."""

    line: int
    """Its number in the text, from 1."""
    text: str
    kind: str
    """The terminal of lines.lark that it fits first."""
    rule: str
    """Where that terminal is."""
    words: str | None
    """Where the words are that it takes from the language's file."""
    became: tuple[str, ...]
    """What the document has of it: "operative op1", "note 2", the names of masthead fields."""
    layout: str | None
    """Where the rule is that puts it into the document; None of masthead and furniture, which stand in no rule."""


def of_lines(resolution: Resolution) -> Iterator[Ruled]:
    """Every printed line of `resolution.source_text`, in order."""
    language = f"{resolution.language}.lark"
    leaves = list(resolution.leaves())
    starts = [start for start, _, _ in leaves]
    number, counted = 1, 0
    for line in lines.read(resolution.source_text, resolution.language):
        number += resolution.source_text.count("\n", counted, line.start_pos)
        counted = line.start_pos
        first = bisect_left(starts, line.start_pos)
        if first and leaves[first - 1][1] > line.start_pos:  # it goes on with what a line before began
            first -= 1
        held = [node for _, _, node in leaves[first : bisect_left(starts, line.end_pos)]]
        place, definition = _defined(_LINES)[line.type]
        imported = [_defined(language)[name][0] for name in _IMPORTED.findall(definition) if name in _defined(language)]
        rules = [rule for node in held if (rule := _rule(node)) in _defined(_LAYOUT)]
        yield Ruled(
            number,
            str(line),
            line.type,
            f"{_LINES}:{place}",
            f"{language}:{imported[0]}" if imported else None,
            tuple(dict.fromkeys(map(_name, held))),
            f"{_LAYOUT}:{_defined(_LAYOUT)[rules[0]][0]}" if rules else None,
        )


@cache
def _defined(file: str) -> dict[str, tuple[int, str]]:
    """The line that each name of a grammar file is defined at, and its definition's own line."""
    found: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(read(file).splitlines(), 1):
        if match := _DEFINED.match(line):
            found[match[1]] = number, line
    return found


def _rule(node: Any) -> str:
    """The rule of layout.lark that a leaf is of."""
    kind = _name(node).split()[0]
    return "head" if kind in _HEAD else "annex" if isinstance(node, Annex) else kind


def _name(node: Any) -> str:
    if isinstance(node, MastheadField):
        return node.name
    if isinstance(node, Footnote):
        return f"note {node.number}"
    if isinstance(node, Closing | Vote):
        return type(node).__name__.lower()
    return node.kind if node.id == node.kind else f"{node.kind} {node.id}"

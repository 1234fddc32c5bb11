"""The lines of a text, each with its kind (lines.lark), and the tree that settled lines make (layout.lark).

The terminals of the grammar make one pattern, in the order of their priorities, which goes over the text once. Lark's
own lexer reads the same lines (a test compares the two); it is built anew for every text and counts line and column
numbers that nobody asks for, which takes three times as long.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lark import Token

from . import grammar
from .labels import Label


class Line(Token):
    """A printed line: a lark token, as layout.lark's parser takes them, with its label.

    `start_pos` and `end_pos` are characters of the source, end excluded; the line itself is the text as printed.
    """

    __slots__ = ("label",)

    start_pos: int
    end_pos: int
    label: Label | None
    """What the text stands behind, where the kind of line has a label. Set by settle.py."""

    def __new__(cls, kind: str, text: str, start: int = 0, end: int = 0) -> Line:
        line = str.__new__(cls, text)
        line.type, line.value = kind, text
        line.start_pos, line.end_pos = start, end
        line.label = None
        return line

    line = column = end_line = end_column = None  # lark's, which are not counted
    __eq__ = str.__eq__
    __hash__ = str.__hash__


def read(text: str, language: str) -> list[Line]:
    """Every line of `text` in order; white space between lines is in none of them."""
    lines = []
    for match in grammar.line_pattern(language).finditer(text):
        kind = match.lastgroup
        if kind is not None:
            start, end = match.start(), match.end(kind)
            printed = text[start:end]
            if not printed.isspace():  # the first line of a text, or its last, which no break took
                lines.append(Line(kind, printed, start, end))
    return lines


class Branch:
    """A node of the tree: the rule of layout.lark, and what stands in it in order, lines and branches."""

    __slots__ = ("children", "data")

    def __init__(self, data: str, children: list[Any]) -> None:
        self.data, self.children = str(data), children

    @property
    def line(self) -> Line:
        """The line that it begins with."""
        first = self.children[0]
        assert isinstance(first, Line)  # so has every rule but `document`, `part` and `fragment`
        return first

    @property
    def lines(self) -> list[Line]:
        """The lines of its own."""
        return [child for child in self.children if isinstance(child, Line)]

    @property
    def branches(self) -> list[Branch]:
        """The branches below it."""
        return [child for child in self.children if isinstance(child, Branch)]


def nest(lines: Iterable[Line]) -> Branch:
    """The tree of a document's settled lines; there is one for any lines that settle.py gives."""
    tree = grammar.layout_parser(Branch).parse(lines)  # type: ignore[arg-type,unused-ignore]
    assert isinstance(tree, Branch)
    return tree

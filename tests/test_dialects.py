"""One resolution copied by many hands gives one tree: only the spans differ, and what a copy leaves out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import dialects
import unres
from dialects import Sheets

EXAMPLES = Path(__file__).parent.parent / "examples"
NAMES = ["plain", "sections", "lettered_parts", "single_operative", "lighthouses.en"]
DIALECTS = [
    dialects.other_line_ends,
    dialects.old_line_ends,
    dialects.soft_line_ends,
    dialects.spaces_for_tabs,
    dialects.no_indents,
    dialects.blank_lines_between,
    dialects.no_indents_but_blank_lines,
    dialects.masthead_first,
    dialects.broken_lines,
    dialects.broken_lines_with_indents,
    dialects.broken_lines_with_blank_ones,
    dialects.notes_with_stops,
    dialects.notes_behind_tabs,
    dialects.notes_below_their_numbers,
    dialects.hooks,
    dialects.hooks_in_the_text_alone,
    dialects.raised,
    dialects.markdown_marks,
    dialects.rule_above_notes,
    dialects.tika,
    dialects.pages,
    dialects.pages_without_breaks,
    dialects.pages_without_rules,
    dialects.pages_with_raised_figures_apart,
    dialects.labels_alone,
]


def tree(found: unres.Resolution) -> list[Any]:
    """What a resolution says, without spans: its parts, clauses, notes, and the marks in each clause."""

    def clause(block: Any) -> tuple[Any, ...]:
        marks = tuple((mark.number, mark.offset, mark.repeat) for mark in getattr(block, "note_marks", ()))
        text = " ".join(getattr(block, "text", "").split())
        below = tuple(clause(child) for child in getattr(block, "children", ()))
        return block.kind, getattr(block, "label", None), text, getattr(block, "opening", None), marks, below

    parts = [
        (part.number, part.title, [clause(block) for block in part.blocks], part.closing and part.closing.meeting)
        for part in found.parts
    ]
    annexes = [[clause(block) for block in annex.blocks] for part in found.parts for annex in part.annexes]
    return [found.symbol, found.title, found.adopted, parts, annexes, [(n.number, n.text) for n in found.footnotes]]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("printed", DIALECTS, ids=lambda printed: printed.__name__)
def test_a_copy_in_another_dialect_gives_the_same_tree(printed: Callable[[Sheets], str], name: str) -> None:
    text = (EXAMPLES / f"{name}.txt").read_text(encoding="utf-8")
    assert tree(unres.parse(printed(Sheets.of(text)))) == tree(unres.parse(text))


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("en", "utf-8-sig"),
        ("en", "utf-16"),
        ("fr", "cp1252"),
        ("fr", "mac-roman"),
        ("es", "mac-roman"),
        ("ru", "cp1251"),
        ("ru", "koi8-r"),
        ("ru", "cp866"),
        ("ru", "iso8859-5"),
        ("ru", "mac-cyrillic"),
        ("ar", "cp1256"),
        ("zh", "gb18030"),
        ("zh", "utf-16-be"),
    ],
)
def test_a_copy_in_another_encoding_gives_the_same_tree(language: str, encoding: str) -> None:
    text = (EXAMPLES / f"lighthouses.{language}.txt").read_text(encoding="utf-8")
    assert tree(unres.parse_bytes(text.encode(encoding, "replace"))) == tree(unres.parse(text))


def test_offsets_count_in_the_text_as_given_whatever_ends_its_lines() -> None:
    text = (EXAMPLES / "plain.txt").read_text(encoding="utf-8").replace("\n", "\r\n")
    clause = unres.parse(text).parts[0].blocks[1]
    assert text[clause.start : clause.end].startswith("Recalling its resolutions 70/311")


@pytest.mark.parametrize("printed", [dialects.no_indents, dialects.broken_lines], ids=lambda printed: printed.__name__)
def test_a_copy_without_notes_says_so(printed: Callable[[Sheets], str]) -> None:
    sheets = Sheets.of((EXAMPLES / "sections.txt").read_text(encoding="utf-8"))
    whole, sheets.notes = sheets.notes, []
    assert "mark-without-note" in {found.code for found in unres.parse(printed(sheets)).diagnostics}
    sheets.notes = whole
    assert "mark-without-note" not in {found.code for found in unres.parse(printed(sheets)).diagnostics}

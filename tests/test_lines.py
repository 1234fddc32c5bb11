"""The lines of a text and their kinds (lines.lark)."""

from __future__ import annotations

from pathlib import Path

import pytest
from lark import Lark

import unres
from unres import grammar, lines
from unres.grammar import sign

EXAMPLES = Path(__file__).parents[1] / "examples"


@pytest.mark.parametrize("example", sorted(EXAMPLES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_text_has_the_lines_that_larks_own_lexer_reads(example: Path) -> None:
    language = example.suffixes[0][1:] if len(example.suffixes) > 1 else "en"
    importer = grammar._importer(language)
    lark = Lark(grammar.read("lines.lark"), parser="lalr", lexer="basic", regex=True, import_paths=[importer])
    text = example.read_text(encoding="utf-8")
    read = [(line.type, line.start_pos, line.end_pos) for line in lines.read(text, language)]
    assert read == [(token.type, token.start_pos, token.end_pos) for token in lark.lex(text)]


def test_a_line_is_the_text_between_its_offsets() -> None:
    text = "\n \n\tThe General Assembly,\n\n\t1.\tDecides to meet;  \n"
    found = lines.read(text, "en")
    assert [(line.type, str(line)) for line in found] == [
        ("FORMULA", "\tThe General Assembly,"),
        ("NUMBERED", "\t1.\tDecides to meet;  "),
    ]
    assert all(text[line.start_pos : line.end_pos] == line for line in found)


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("*Resolution adopted by the General Assembly on 3 May 2031", "ADOPTION"),  # a document that was reissued
        ("* Reissued for technical reasons on 9 May 2031.", "LINE"),
        ("Distr. GENERAL", "MASTHEAD"),
        ("Distribution: General", "MASTHEAD"),
        ("Distribution of lamp oil", "LINE"),  # a heading
        ("Distribution facilities", "LINE"),
    ],
)
def test_a_line_is_of_the_kind_that_its_shape_tells(line: str, kind: str) -> None:
    assert [found.type for found in lines.read(line, "en")] == [kind]


@pytest.mark.parametrize(
    "ended", ["lamps;", "lamps,12", "lamps,3–5", "lamps.” 2/", "lamps,[4]", "lamps。³", "lamps:1, 2"]
)
def test_a_line_ends_with_its_sign_whatever_marks_stand_behind(ended: str) -> None:
    assert sign("ENDED", ends=True).match(ended)
    assert not sign("ENDED", ends=True).match(ended + " and oil")


@pytest.mark.parametrize("going_on", ["lamps", "lamps 12", "resolution 65/12", "lamps – 3", "(a)"])
def test_a_line_without_a_sign_goes_on(going_on: str) -> None:
    assert not sign("ENDED", ends=True).match(going_on)


@pytest.mark.parametrize("around", [" ", "    ", "\t", "\u3000"])
def test_a_line_of_white_space_is_no_line_where_a_text_begins_or_ends(around: str) -> None:
    found = unres.parse(f"{around}\nLamps\n\n\t1.\tA lamp is lit.\n{around}")
    assert [block.kind for block in found.blocks()] == ["heading", "operative"]

"""One resolution copied by many hands gives one tree: only the spans differ, and what a copy leaves out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import dialects
import unres
from dialects import Sheets
from unres.source import with_bare_lines

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


HEAD = "74/901. Lanterns\nThe General Assembly,\n"


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        ("Noting the self-\ndetermination of lamps,", "Noting the self-determination of lamps,"),
        ("Noting the short-\nand long-term care of lamps,", "Noting the short- and long-term care of lamps,"),
        ("Noting the years 2019–\n2024 of lamps,", "Noting the years 2019–2024 of lamps,"),
    ],
)
def test_a_line_that_ends_within_a_word_goes_on_without_a_space(lines: str, text: str) -> None:
    found = unres.parse(f"{HEAD}{lines}\n1. Decides to act.\n")
    assert found.parts[0].blocks[1].text == text


@pytest.mark.parametrize(
    ("below", "notes", "annexed"),
    [
        ("1. See resolution 70/1.\n2. Ibid., annex.", [1, 2], 0),
        ("Annex\n1. See that lamps burn.\n2. Clean them.", [], 3),
        ("1. Lamps shall burn.\n2. Lamps shall be cleaned.", [], 0),
    ],
)
def test_numbered_lines_below_the_closing_are_notes_if_they_say_what_notes_say(
    below: str, notes: list[int], annexed: int
) -> None:
    text = f"{HEAD}Noting the lamps,1 and the wicks,2\n1. Decides to act.\n4th plenary meeting\n1 May 2020\n{below}\n"
    found = unres.parse(text)
    assert [note.number for note in found.footnotes] == notes
    assert sum(len(annex.blocks) for part in found.parts for annex in part.annexes) == annexed


def test_a_clause_that_names_the_title_stays_in_the_text_and_a_running_head_does_not() -> None:
    clause = "1. Decides to include the item entitled\nLanterns\nin its agenda;\n"
    feet = "19-99901\n1/2\n\fLanterns\nA/RES/74/901\n"
    page = f"{HEAD}{clause}{feet}2. Requests a report.\n4th plenary meeting\n1 May 2020\n"
    found = unres.parse(page)
    texts = [block.text for block in found.parts[0].blocks]
    assert " ".join(texts).count("Lanterns") == 1
    assert texts[-1] == "Requests a report."
    assert found.origin(found.source_text.index("Requests")) == page.index("Requests")


def test_superscripts_of_a_web_page_are_marks_where_lines_below_bear_their_numbers() -> None:
    page = (
        "<html><body><p>74/901. Lanterns</p><p>The General Assembly,</p>"
        "<p>Noting 30 lamps<sup>1</sup> of 10 m<sup>2</sup></p>"
        f"<p>1. Decides to act{' on lamps' * 40}.</p><p>4th plenary meeting</p><p>1 May 2020</p>"
        "<p><sup>1</sup> A/74/1.</p></body></html>"
    )
    found = unres.parse_bytes(page.encode())
    assert [(mark.number, mark.offset) for mark in found.parts[0].blocks[1].note_marks] == [(1, 15)]


SIGNED = """{0}65/900.\tLamps
{0}\tThe General Assembly,
{0}\tNoting the lamps,1
{0}\t1.\tDecides to keep:
\t{0}(a)\tThe oil;
 {0}\t2.\tRequests all to go.
{0}64th plenary meeting
{0}4 May 2031
{0}1 A/65/1.
"""


@pytest.mark.parametrize("signs", ["\u200b", "\ufeff", "\u2060", "\u200e", "\u200f\u202b", "\u202a\u200b\u202c"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_signs_of_no_width_before_a_line_are_read_as_if_they_were_not_there(signs: str, end: str) -> None:
    text = SIGNED.format(signs).replace("\n", end)
    found = unres.parse(text)
    assert tree(found) == tree(unres.parse(SIGNED.format("")))
    assert len(found.source_text) == len(text)
    (decides,) = (block for block in found.parts[0].blocks if block.kind == "operative" and block.label == "1")
    assert text[decides.start :].lstrip().startswith("1.\tDecides")


def test_a_sign_of_no_width_within_a_line_stays() -> None:
    found = unres.parse(SIGNED.format("").replace("Noting the lamps", "Noting the\u200b lamps"))
    assert "the\u200b lamps" in found.source_text


def test_marks_follow_the_lines_that_signs_stood_before() -> None:
    text = "\u200bOf lamps\n\u200b\u200eOf oil\n"
    heading = unres.Mark("heading", text.index("\u200b\u200eOf"), len(text) - 1)
    source = with_bare_lines(unres.Source(text, (heading, unres.Mark("italic", 1, 3))))
    moved, italic = source.marks
    assert (source.text, len(source.text)) == ("\nOf lamps  \nOf oil\n", len(text))
    assert (source.text[moved.start : moved.end], source.text[italic.start : italic.end]) == ("Of oil", "Of")


def test_each_note_in_hooks_belongs_to_its_own_paragraph_where_two_bear_one_number() -> None:
    found = unres.parse(
        "65/900.\tLamps\n\tThe General Assembly,\n\tNoting the lamps,[footnoteRef:1] [1: A/65/1.]\n"
        "\tNoting the oil,[footnoteRef:1] [1: A/65/2.]\n\t1.\tDecides to go.\n64th plenary meeting\n4 May 2031\n"
    )
    noted = [
        (block.text, [mark.number for mark in block.note_marks])
        for block in found.parts[0].blocks
        if block.kind == "preambular"
    ]
    assert noted == [("Noting the lamps,", [1]), ("Noting the oil,", [2])]
    assert [note.text for note in found.footnotes] == ["A/65/1.", "A/65/2."]

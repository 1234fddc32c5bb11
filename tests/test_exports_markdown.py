"""Markdown says what the document says: numbers as printed, footnotes as footnotes, nothing read as markup."""

from __future__ import annotations

from pathlib import Path

import pytest

import unres
from handmade import Sheet, arabic, lettered, reading_rooms
from unres.exports.markdown import to_markdown
from unres.models import Footnote, Heading, Operative, Paragraph, Part, Resolution, Table, TableCell


def only(block: object) -> str:
    """The Markdown of a document that is one block."""
    part = Part(start=0, end=0, blocks=(block,))
    return to_markdown(Resolution(parts=(part,))).rstrip("\n")


def test_clauses_are_numbered_as_printed_and_not_by_the_renderer() -> None:
    text = to_markdown(reading_rooms())
    assert "\n1\\. *Requests* all keepers" in text
    assert "\n&emsp;&emsp;(a) To read;[^3]\n" in text
    assert "\n&emsp;&emsp;&emsp;&emsp;(i) Aloud;\n" in text


def test_footnotes_are_footnotes_and_a_repeated_mark_marks_again() -> None:
    text = to_markdown(reading_rooms())
    assert "of 19 November 2002,[^1]" in text
    assert "few,[^2] as said before,[^1]" in text
    assert ":[^1][^2]" in text
    assert text.count("\n[^1]: ") == text.count("\n[^3]: ") == 1
    assert "[^3]: Ibid., annex II. (A/85/77, annex II.)" in text


def test_citations_are_links_and_lead_phrases_italics() -> None:
    text = to_markdown(reading_rooms())
    assert "*Recalling* its [resolution 57/32](<https://docs.un.org/en/A/RES/57/32>) of" in text


def test_tables_headings_and_annexes_have_their_own_form() -> None:
    text = to_markdown(reading_rooms())
    assert "# 85/900. Reading rooms for lighthouse keepers" in text
    assert "\n## Lamps\n" in text
    assert "\n## Annex\n" in text
    assert "| Coast | Rooms |\n| --- | --- |\n| North \\| East | 1 200 |" in text


def test_lettered_parts_keep_letter_and_title() -> None:
    text = to_markdown(lettered())
    assert text.index("# 85/901. Questions relating to tides") < text.index("## A\n\n### High tide")
    assert text.index("### High tide") < text.index("*66th plenary meeting 5 May 2031*") < text.index("## B\n")


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("*lamps* & <books>", "\\*lamps\\* \\& \\<books\\>"),
        ("snake_case and `code`", "snake\\_case and \\`code\\`"),
        ("[see]", "\\[see\\]"),
        ("1945. A year", "1945\\. A year"),
        ("1) One", "1\\) One"),
        ("# no heading", "\\# no heading"),
        ("- no list", "\\- no list"),
        ("--- no rule", "\\--- no rule"),
        ("costs $5", "costs \\$5"),
    ],
)
def test_what_could_be_read_as_markup_is_escaped(printed: str, written: str) -> None:
    assert only(Paragraph(start=0, end=0, id="p", text=printed)) == written


def test_a_footnote_that_opens_with_a_number_does_not_become_a_list() -> None:
    note = Footnote(start=0, end=0, number=1, text="2. Second edition.")
    assert to_markdown(Resolution(footnotes=(note,))) == "[^1]: 2\\. Second edition.\n"


def test_an_empty_document_is_an_empty_page() -> None:
    assert to_markdown(Resolution()) == "\n"


def test_arabic_keeps_its_own_numbering() -> None:
    assert "\n1 - *تطلب* إلى" in to_markdown(arabic())


def test_a_clause_whose_opening_ends_in_space_keeps_its_emphasis_tight() -> None:
    block = Sheet().block(Operative, "op1", "_Requests _keepers;", label="1", printed="1.")
    assert only(block) == "1\\. *Requests* keepers;"


def test_a_cell_that_spans_rows_and_columns_keeps_the_others_in_their_columns() -> None:
    def cell(text: str, columns: int = 1, rows: int = 1) -> TableCell:
        return TableCell(start=0, end=0, text=text, columns=columns, rows=rows)

    rows = ((cell("Coast", rows=2), cell("Rooms", columns=2)), (cell("old"), cell("new")), (cell("North"), cell("1")))
    assert only(Table(start=0, end=0, id="t", rows=rows)) == (
        "|  |  |  |\n| --- | --- | --- |\n| Coast | Rooms |  |\n|  | old | new |\n| North | 1 |  |"
    )


def test_headings_leave_no_level_out() -> None:
    blocks = tuple(
        Heading(id=f"h{level}", start=0, end=0, text=text, level=level)
        for level, text in ((1, "Lamps"), (4, "Oil"), (1, "Tolls"), (6, "Bells"))
    )
    text = to_markdown(Resolution(title="Lights", parts=(Part(start=0, end=0, blocks=blocks),)))
    assert [line for line in text.splitlines() if line.startswith("#")] == [
        "# Lights",
        "## Lamps",
        "### Oil",
        "## Tolls",
        "#### Bells",
    ]


def test_a_vote_stands_whole_below_the_text_each_list_of_states_in_a_paragraph_of_its_own() -> None:
    volume = (Path(__file__).parents[1] / "examples" / "era_2000_volume_with_votes.txt").read_text(encoding="utf-8")
    lines = to_markdown(unres.parse_all(volume)[0]).split("\n\n")
    assert [line.split(":")[0] for line in lines[-3:]] == ["In favour", "Against", "Abstaining"]
    assert lines[-4].startswith("Adopted at the 81st plenary meeting, on 4 December 2000, ")
    assert lines[-4].endswith("as follows:")

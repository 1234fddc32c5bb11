"""What lines are that one line alone cannot tell: each rule beside its near twin."""

from __future__ import annotations

import pytest

import unres
from unres.source import Mark, Source

HEAD = "70/900.\tLighthouses\n\n\n\tThe General Assembly,\n\tAdopts the following goals:\n"


@pytest.mark.parametrize(
    ("line", "label", "text"),
    [
        ("\t1.a\tBuild lamps of all sizes", "1.a", "Build lamps of all sizes"),
        ("1.a\tBuild lamps of all sizes", "1.a", "Build lamps of all sizes"),
        ("17.12\tBuild lamps of all sizes", "17.12", "Build lamps of all sizes"),
        ("\tTarget 1.a is to be met;", None, "Target 1.a is to be met;"),
    ],
)
def test_a_targets_letter_is_part_of_its_label_where_a_tab_follows(line: str, label: str | None, text: str) -> None:
    (block,) = [block for block in unres.parse(f"{HEAD}{line}\n").blocks() if text in getattr(block, "text", "")]
    assert (block.label, block.text) == (label, text)


def marked(text: str, *headings: str) -> Source:
    """The text, with those lines known as headings."""
    return Source(text, [Mark("heading", text.index(line), text.index(line) + len(line), "1") for line in headings])


PARTS = "90/1.\tLamps\n\n\nA\nLamps of the north\n\tThe General Assembly,\n\t1.\tDecides to light them.\n"
PARTS += "8th plenary meeting\n1 May 2035\n\nB\nLamps of the south\n\tThe General Assembly,\n\t1.\tDecides to wait.\n"


@pytest.mark.parametrize("headings", [(), ("A", "Lamps of the north", "B", "Lamps of the south")])
def test_the_title_of_a_lettered_part_is_its_title_whether_or_not_it_is_known_as_a_heading(
    headings: tuple[str, ...],
) -> None:
    parts = unres.parse(marked(PARTS, *(f"{line}\n" for line in headings))).parts
    assert [(part.number, part.title) for part in parts] == [
        ("90/1 A", "Lamps of the north"),
        ("90/1 B", "Lamps of the south"),
    ]
    assert not any(block.kind == "heading" for part in parts for block in part.blocks)


LIST = "90/2.\tLamps\n\n\n\tThe General Assembly,\n\t1.\tDecides to light them.\n8th plenary meeting\n1 May 2035\n\n"
LIST += "Annex\nLamps that are meant\nThe lamp of the north (A/90/3)\nThe lamp of the south (A/90/4)\n"


@pytest.mark.parametrize(
    ("headings", "kinds"),
    [
        ((), ["heading", "heading", "heading", "heading"]),
        (("Lamps that are meant",), ["heading", "heading", "paragraph", "paragraph"]),
    ],
)
def test_where_headings_are_known_no_other_line_of_an_annex_is_one(headings: tuple[str, ...], kinds: list[str]) -> None:
    (part,) = unres.parse(marked(LIST, *headings)).parts
    (annex,) = part.annexes
    assert [block.kind for block in annex.blocks] == kinds


def test_the_organs_name_in_a_masthead_is_no_formula() -> None:
    text = "76/9. 灯塔\n\n\n\t大会，\n\t1.\t决定点灯；\n2020年7月1日的灯\n\t2.\t决定等待。\n\n大会\n"
    masthead = Mark("masthead", text.rindex("大会"), len(text) - 1)
    heading = Mark("heading", text.index("2020"), text.index("2020") + 9, "1")
    resolution = unres.parse(Source(text, [heading, masthead]), language="zh")
    assert [block.kind for block in resolution.blocks()] == ["formula", "operative", "heading", "operative"]
    assert resolution.organ == "大会"


@pytest.mark.parametrize(
    ("text", "offsets"),
    [
        ("\tRecalling both,1,2 and all,\n", [(1, 15), (2, 15)]),
        ("\tRecalling both,1 2 and all,\n", [(1, 15), (2, 16)]),  # two marks, each by itself
    ],
)
def test_known_marks_with_a_comma_between_them_are_one_run(text: str, offsets: list[tuple[int, int]]) -> None:
    whole = f"90/2.\tLamps\n\n\n\tThe General Assembly,\n{text}\n1 A/90/3.\n2 A/90/4.\n"
    places = [whole.index("both,") + 5, whole.index("both,") + 7]
    notes = [Mark("note", at, at + 1, str(number)) for number, at in enumerate(places, 1)]
    (clause,) = unres.parse(Source(whole, notes)).preamble
    assert [(mark.number, mark.offset) for mark in clause.note_marks] == offsets
    assert clause.text.split(",", 1)[0] == "Recalling both"


def test_a_date_alone_closes_the_text_where_only_a_masthead_follows() -> None:
    text = "74/9.\tLamps\n\n\n\tThe General Assembly,\n\t1.\tDecides to light them.\n\n11 August 2020\nUnited Nations\n"
    masthead = Mark("masthead", text.index("United"), len(text) - 1)
    closing = unres.parse(Source(text, [masthead])).parts[0].closing
    assert closing is not None and str(closing.date) == "2020-08-11"

"""Footnote marks that run into the words when superscripts are lost."""

from __future__ import annotations

import pytest

import unres
from unres import footnotes
from unres.note_candidates import Customs
from unres.wording import wording

FRAME = "65/900.\tLamps\n\tThe General Assembly,\n{}\n64th plenary meeting\n13 December 2010\n{}"


def marked(text: str, notes: int) -> list[tuple[int, str]]:
    """Each mark that is found, with the six characters before it."""
    customs = Customs.of(wording("en"))
    placed = footnotes.assign(text, [(0, len(text))], list(range(1, notes + 1)), customs=customs)
    return [(mark.number, text[mark.start - 6 : mark.start]) for mark in placed]


@pytest.mark.parametrize(
    ("printed", "notes", "marks"),
    [
        # behind a resolution's number that with the mark reads like a year; but a number of its own is left whole
        ("of lamps,1 pursuant to resolutions 73/1812 and 72/190,3", 3, [(1, "lamps,"), (2, "73/181"), (3, "2/190,")]),
        ("of lamps,1 as set forth in resolution 73/346 on lamps", 1, [(1, "lamps,")]),
        ("lamps,1 in the years 1990/1995,2 and 1991", 2, [(1, "lamps,"), (2, "/1995,")]),
        # behind a decimal
        ("Goals, including target 3.8,1", 1, [(1, "t 3.8,")]),
        # a space crept in before the mark
        ("peace and security, 1", 1, [(1, "rity, ")]),
        ("of 5 December 1994, 1in which all lamps", 1, [(1, "1994, ")]),
        ("lamps,1 and on the 2nd of May", 2, [(1, "lamps,")]),
        # a space crept in on either side: behind a name, and only where the note has no other place
        ("the Lamp Agenda for Light Development 1 through their work", 1, [(1, "opment")]),
        ("the Lamp Agenda for Light Development 1 through their work,1", 1, [(1, " work,")]),
        ("lamps under Goal 1 through their work", 1, []),
        ("lamps in some 1 through their work", 1, []),
        # before the number of a special session
        ("of 23 August 2011,1S-18/1 of 2 December 2011,2", 2, [(1, " 2011,"), (2, " 2011,")]),
    ],
)  # fmt: skip
def test_marks_are_found_where_digits_run_together(printed: str, notes: int, marks: list[tuple[int, str]]) -> None:
    assert marked(" " * 6 + printed, notes) == marks


@pytest.mark.parametrize(
    ("language", "printed", "notes", "marks"),
    [
        # a range's second number is none, whichever dash it is set with
        ("ru", "о маяках1 и с ВИЧ/СПИДом2 на встрече 1‒2 июня", 2, [(1, "маяках"), (2, "СПИДом")]),
        # run into the word behind, after a year
        ("fr", "de la session de 20191et qui les phares", 1, [(1, "e 2019")]),
        ("fr", "de la session de 2019 et les phares", 1, []),
        # before a sign that a space parts from its word
        ("fr", "à composition non limitée 40 ;", 40, [(40, "mitée ")]),
        ("fr", "au paragraphe 40 ;", 40, []),
        # behind the sign of a number
        ("fr", "au phare no°21, dans", 1, [(1, "e no°2")]),
        # a list of marks that goes on behind a space
        ("es", "actualizada en 20141, 2,", 2, [(1, "n 2014"), (2, "141, ")]),
        ("es", "actualizada en 20141, 5,", 5, [(1, " 2014")]),
        # a figure behind a figure, or behind an ordinal
        ("es", "sus períodos 31º 1 y 32º 2;", 2, [(1, " 31º "), (2, " 32º ")]),
        ("es", "sus períodos 31º y 32º", 2, []),
        ("zh", "实现灯塔发展目标2 2 的努力", 2, [(2, "展目标2 ")]),
        ("zh", "实现灯塔“模式2”的努力，2", 2, [(2, "”的努力，")]),
    ],
)  # fmt: skip
def test_marks_are_found_where_each_language_sets_them(
    language: str, printed: str, notes: int, marks: list[tuple[int, str]]
) -> None:
    text = " " * 6 + printed
    customs = Customs.of(wording(language))
    placed = footnotes.assign(text, [(0, len(text))], list(range(1, notes + 1)), customs=customs)
    assert len(placed) == len(marks)
    for mark, (number, before) in zip(placed, marks, strict=True):
        assert (mark.number, text[: mark.start][-len(before) :]) == (number, before)


def test_the_number_of_a_quoted_paragraph_is_no_mark() -> None:
    body = "\tNoting the lamps,1\n\t1.\tDecides that rule 5 reads as follows:\n\t“1. All lamps are lit.”1\n"
    found = unres.parse(FRAME.format(body, "1 A/65/1.\n"))
    assert found.operative[0].children[0].text == "“1. All lamps are lit.”"
    assert [place.block for place in found.footnotes[0].marks] == ["pre", "op1-q1"] or len(
        found.footnotes[0].marks
    ) == 2


def test_the_letter_of_a_part_may_bear_a_mark() -> None:
    text = (
        "65/900.\tLamps\n\t\tB1\n\tThe General Assembly,\n\tRecalling its resolution 71/261 B,\n\t1.\tDecides to go.\n"
        "64th plenary meeting\n13 December 2010\n1 Resolution 65/900 becomes resolution 65/900 A.\n"
    )
    found = unres.parse(text)
    assert found.preamble[0].text == "Recalling its resolution 71/261 B,"
    assert found.parts[0].letter == "B"


@pytest.mark.parametrize("note", ["1 ", "1   ", "1/ ", "[1]"])
def test_a_note_without_text_is_a_note(note: str) -> None:
    found = unres.parse(FRAME.format("\tNoting the lamps,1\n\t1.\tDecides to go.\n", note + "\n"))
    assert [(one.number, one.text) for one in found.footnotes] in ([(1, "")], [])


@pytest.mark.parametrize("unit", ["2-1/", "5" * 5000, "1," * 3000])
def test_digits_of_any_kind_are_read_without_an_exception(unit: str) -> None:
    body = f"\tNoting the lamps,1 {unit}\n\t1.\tDecides to go, as {unit} says.\n"
    assert unres.parse(FRAME.format(body, "1 A/65/1.\n2 A/65/2.\n")).parts
    assert unres.parse(f"Resolution adopted by the General Assembly {unit}\n" + FRAME.format(body, "")).parts


@pytest.mark.parametrize(
    ("before", "note", "cited"),
    [
        ("A/65/7.", "Ibid., annex II.", [("Ibid.", "A/65/7", "annex II")]),
        ("See resolution 57/32, annex.", "Ibid.", [("Ibid.", "A/RES/57/32", None)]),
        ("A/65/7.", "Ibid., Supplement No. 3 (A/65/3).", [("A/65/3", "A/65/3", None)]),
        ("See A/65/7 and A/65/9.", "Ibid., annex II.", []),  # of which of the two is not said
    ],
)
def test_an_ibid_cites_the_one_document_of_the_note_before(before: str, note: str, cited: list[object]) -> None:
    clauses = "\tThe General Assembly,\n\tNoting the lamps1 and tides,2\n\t1.\tDecides to go.\n"
    found = unres.parse(f"65/900.\tLamps\n{clauses}64th plenary meeting\n13 December 2010\n1 {before}\n2 {note}\n")
    references = found.footnote(2).references
    assert [(one.text, one.symbol, one.pinpoint) for one in references] == cited
    assert [found.source_text[one.start : one.end] for one in references] == [one.text for one in references]


def test_a_figure_of_a_list_is_no_mark_for_a_note_that_has_none() -> None:
    clauses = "\tThe General Assembly,\n\tNoting the lamps,1 as in paragraphs 5, 2, 7 and 9,\n\t1.\tDecides to go.\n"
    frame = "65/900.\tLamps\n{}64th plenary meeting\n13 December 2010\n1 A/65/7.\n2 A/65/8.\n"
    assert not unres.parse(frame.format(clauses)).footnote(2).marks
    apart = clauses.replace("as in paragraphs 5, 2, 7 and 9,", "as in the Charter of Lamps, 2 and now,")
    assert unres.parse(frame.format(apart)).footnote(2).marks

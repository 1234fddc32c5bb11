"""Resolutions of every era, as their prints and copies lay them out (examples/era_*.txt)."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import unres
from unres import openings
from unres.models import Heading, Resolution

EXAMPLES = Path(__file__).parent.parent / "examples"


def example(name: str) -> str:
    return (EXAMPLES / f"era_{name}.txt").read_text(encoding="utf-8")


def codes(resolution: Resolution) -> list[str]:
    return [found.code for found in resolution.diagnostics]


@pytest.mark.parametrize(
    ("title", "symbol", "session"),
    [
        ("217 A (III). Lamps", "A/RES/217 A (III)", (3, "regular")),
        ("2625 (XXV). Lamps", "A/RES/2625 (XXV)", (25, "regular")),
        ("1151. (XII). Lamps", "A/RES/1151 (XII)", (12, "regular")),
        ("3201 (S-VI). Lamps", "A/RES/3201 (S-VI)", (6, "special")),
        ("1004 (ES-II). Lamps", "A/RES/1004 (ES-II)", (2, "emergency special")),
        ("11(1). LAMPS", "A/RES/11 (I)", (1, "regular")),
        ("31/16. Lamps", "A/RES/31/16", (31, "regular")),
        ("S-10/2. Lamps", "A/RES/S-10/2", (10, "special")),
        ("ES-10/15. Lamps", "A/RES/ES-10/15", (10, "emergency special")),
    ],
)
def test_a_title_of_every_numbering_scheme_gives_symbol_and_session(
    title: str, symbol: str, session: tuple[int, str]
) -> None:
    found = unres.parse(f"{title}\n\nThe General Assembly,\n\nNoting the lamps,\n\nDecides to light them.\n")
    assert found.symbol == symbol
    assert found.session is not None
    assert (found.session.number, found.session.kind) == session


def test_a_bare_number_takes_its_session_from_the_running_head() -> None:
    found = unres.parse(example("1955_bare_number"))
    assert (found.symbol, found.title) == ("A/RES/985 (X)", "Report of the Office for Small Lighthouses")


def test_a_bare_number_without_running_head_stays_bare() -> None:
    text = example("1955_bare_number").split("\n", 1)[1]
    assert unres.parse(text).symbol == "A/RES/985"


def test_lines_without_tabs_are_clauses() -> None:
    found = unres.parse(example("1955_bare_number"))
    assert [clause.label for clause in found.operative] == ["1", "2", "3"]
    assert len(found.preamble) == 2
    closing = found.parts[0].closing
    assert closing is not None
    assert (closing.meeting, closing.date) == (537, date(1955, 10, 25))


def test_a_misread_number_is_reported_and_stays_in_the_text() -> None:
    found = unres.parse(example("1955_bare_number"))
    (misread,) = [one for one in found.diagnostics if one.code == "label-misread"]
    assert found.source_text[misread.start : misread.end] == "I."


@pytest.mark.parametrize("label", ["I. The", "S. Requests", "I. Persons"])
def test_a_letter_is_no_number_unless_it_is_the_next_and_a_lead_phrase_follows(label: str) -> None:
    text = f"985 (X). Lamps\n\nThe General Assembly,\n\nNoting the lamps,\n\n{label} keeper tends them.\n"
    assert "label-misread" not in codes(unres.parse(text))


def test_a_lead_verb_one_letter_off_is_read_reported_and_kept_as_printed() -> None:
    found = unres.parse(example("1955_bare_number"))
    clause = found.preamble[1]
    assert clause.opening == "Recallinx"
    assert [verb.key for verb in clause.verbs] == ["recall"]
    assert "opening-misspelled" in codes(found)


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Recallinx its resolution", "Recalling"),
        ("Gravelv concerned at the fog", "Gravely concerned"),
        ("Dec1des to light the lamp", "Decides"),
        ("Reca lling its resolution", "Recalling"),
        ("Persons who tend lamps", None),
        ("The lamps burn", None),
        ("Rccollinq the fog", None),
    ],
)
def test_a_misprinted_lead_phrase_is_read_where_one_letter_mends_it(printed: str, read: str | None) -> None:
    found = openings.read_misprinted(printed)
    assert (found[1] if found else None) == read


@pytest.mark.parametrize(
    ("language", "printed", "read"),
    [
        ("fr", "Rappelanl sa résolution", "Rappelant"),
        ("fr", "Décidc d’allumer la lampe", "Décide"),
        ("fr", "Personne ne garde la lampe", None),
        ("es", "Recordanao su resolución", "Recordando"),
        ("es", "Las lámparas arden", None),
        ("ru", "посгановляет зажечь лампу", "постановляет"),
        ("ru", "лампы горят", None),
        ("ar", "تعنرف بضرورة المصباح", "تعترف"),
        ("zh", "回頋其决议", None),
    ],
)
def test_a_misprinted_lead_phrase_is_read_in_every_language_whose_words_are_long_enough(
    language: str, printed: str, read: str | None
) -> None:
    found = openings.read_misprinted(printed, language)
    assert (found[1] if found else None) == read


def test_the_first_session_has_no_formula_and_words_for_ordinals() -> None:
    first, second = unres.parse_all(example("1946_no_formula"))
    assert (first.symbol, first.title) == ("A/RES/71 (I)", "TERMS OF APPOINTMENT OF THE LAMPLIGHTER")
    assert "symbol-misread" in codes(first)
    assert [clause.label for clause in first.operative] == [None, "1", "2"]
    assert first.parts[0].closing is not None and first.parts[0].closing.meeting == 17
    assert len(second.preamble) == len(second.operative) == 1
    assert second.adopted == date(1946, 2, 1)


def test_a_text_on_one_line_is_cut_into_its_clauses() -> None:
    found = unres.parse(example("copy_on_one_line"))
    assert found.title == "Rest for ferry masters"
    assert [clause.opening for clause in found.preamble] == ["Recalling", "Considering", "Noting with concern"]
    assert [clause.label for clause in found.operative] == ["1", "2"]
    assert [child.label for child in found.operative[1].children] == ["a", "b"]
    assert found.adopted == date(1970, 10, 24)
    assert [(mark.number, mark.offset) for mark in found.preamble[0].note_marks] == [(1, len(found.preamble[0].text))]


def test_a_sentence_with_its_formula_is_an_operative_clause() -> None:
    text = (
        "216 (III). Lamps\n\nThe General Assembly, Having considered resolution 155 (VII), Approves its provisions.\n"
    )
    found = unres.parse(text)
    assert [clause.opening for clause in found.preamble] == ["Having considered"]
    assert [clause.opening for clause in found.operative] == ["Approves"]


def test_wordperfect_lines_are_joined_and_their_notes_tied() -> None:
    found = unres.parse(example("1994_wordperfect"))
    assert found.symbol == "A/RES/49/981"
    assert [clause.text[-8:] for clause in found.preamble] == ["harbours,"[-8:], "harbours,"[-8:], "e lamps,"]
    assert [note.number for note in found.footnotes] == [1, 2]
    assert [len(note.marks) for note in found.footnotes] == [2, 2]
    assert "/..." not in "".join(block.text for block in found.blocks() if hasattr(block, "text"))
    assert found.operative[0].text == "Welcomes the Lantern Commitment;"


def test_articles_parts_and_testimonium_of_an_annexed_convention_are_told() -> None:
    found = unres.parse(example("1971_convention"))
    (annex,) = found.parts[0].annexes
    labels = [(block.text, block.label) for block in annex.blocks if isinstance(block, Heading) and block.label]
    assert labels == [
        ("PART I", "I"), ("ARTICLE I", "I"), ("ARTICLE II", "II"), ("PART II", "II"), ("ARTICLE III", "III"),
    ]  # fmt: skip
    assert annex.title == "Convention on the Keeping of Lights"
    assert [block.text[:10] for block in annex.blocks][-2:] == ["IN WITNESS", "DONE in th"]
    assert len(found.preamble) == 1  # the convention's own preamble is not the resolution's


def test_modern_text_passes_unchanged() -> None:
    text = "65/900.\tLamps\n\tThe General Assembly,\n\tNoting the lamps,\n\t1.\tDecides to light them.\n"
    found = unres.parse(text)
    assert found.source_text == text
    assert found.pieces == ()
    assert found.origin(5) == 5


def test_the_letter_of_a_later_part_bears_the_note_that_letters_the_first_anew() -> None:
    text = (
        "72/962.\tLamps\nB1\n\tThe General Assembly,\n\tNoting the lamps,\n\t1.\tDecides to light them.\n\n"
        "98th plenary meeting\n5 July 2018\n\n"
        "1 Resolution 72/962, in section VI of Supplement No. 49 (A/72/49), vol. I, becomes resolution 72/962 A.\n"
    )
    (part,) = unres.parse(text).parts
    assert (part.number, part.letter) == ("72/962 B", "B")
    assert [(mark.number, mark.offset) for mark in part.title_marks] == [(1, 0)]


def test_a_basis_without_its_closing_bracket_leaves_the_title_alone() -> None:
    text = (
        "Resolution adopted by the General Assembly on 22 December 2015\n"
        "[on the report of the Second Committee (A/70/1)\n"
        "70/900.\tLamps\n\tThe General Assembly,\n\tNoting the lamps,\n\t1.\tDecides to light them.\n"
    )
    found = unres.parse(text)
    assert (found.title, found.basis and found.basis.documents) == ("Lamps", ("A/70/1",))


@pytest.mark.parametrize(
    ("line", "closes"),
    [("64th plenary meeting", True), ("The plenary meetings of the Conference shall be held in public.", False)],
)
def test_what_is_said_of_plenary_meetings_is_no_closing(line: str, closes: bool) -> None:
    text = f"70/900.\tLamps\n\tThe General Assembly,\n\tNoting the lamps,\n\t1.\tDecides to light them.\n\t{line}\n"
    assert (unres.parse(text).parts[0].closing is not None) == closes

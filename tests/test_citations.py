"""Citations: which documents a text names, and whose they are."""

from __future__ import annotations

import pytest

import unres
from unres import citations


def cited(text: str, *, note: bool = False) -> list[str | None]:
    return [found.symbol for found in citations.read(text, note=note)]


@pytest.mark.parametrize(
    ("printed", "symbols"),
    [
        # a footnote mark stood between the comma and the number
        (
            "its resolutions 57/13 of 25 September 2002,60/4 of 1 October 2005 and 61/2",
            ["A/RES/57/13", "A/RES/60/4", "A/RES/61/2"],
        ),
        ("its resolution 57/13, on a sum of 1,200/4 francs", ["A/RES/57/13"]),
        # a date of the year in brackets makes it the Security Council's, whatever stands between
        (
            "Security Council resolutions 1809 (2008) of 16 April 2008 on tides, 1325 (2000) of 31 October 2000",
            ["S/RES/1809 (2008)", "S/RES/1325 (2000)"],
        ),
        ("the mandate, the latest of which was 2466 (2019) of 12 April 2019", ["S/RES/2466 (2019)"]),
        ("the review of 1325 (2000) copies, begun on 12 April 2019", []),
        # the words between a commission's name and "its" are no part of the name
        (
            "the rules of the Commission on Lamps and its resolution 65/22 of 6 December 2010",
            ["A/RES/65/22"],
        ),
        ("Commission on Lamps resolution 65/22", []),
    ],
)
def test_a_list_goes_on_over_marks_and_subjects(printed: str, symbols: list[str]) -> None:
    assert cited(printed) == symbols


@pytest.mark.parametrize(
    ("printed", "symbols"),
    [
        (
            "Human Rights Council resolutions, in particular resolutions 7/34 and 18/15",
            ["A/HRC/RES/7/34", "A/HRC/RES/18/15"],
        ),
        ("through its resolution 54/18 of 12 October 2023", ["A/HRC/RES/54/18"]),
        ("its resolution 54/18 of 29 October 1999", ["A/RES/54/18"]),
        (
            "Human Rights Council resolutions 54/9 of 11 October 2023, 54/18 and 54/22",
            ["A/HRC/RES/54/9", "A/HRC/RES/54/18", "A/HRC/RES/54/22"],
        ),
        (
            "Human Rights Council resolution 54/9 of 11 October 2023, and its resolution 54/18",
            ["A/HRC/RES/54/9", "A/RES/54/18"],
        ),
    ],
)
def test_session_and_date_tell_whose_a_number_is(printed: str, symbols: list[str]) -> None:
    assert cited(printed) == symbols


def test_a_resolution_in_the_councils_report_is_the_councils() -> None:
    assert cited("A/74/53/Add.1, chap. III, resolution 42/12.", note=True) == ["A/74/53/Add.1", "A/HRC/RES/42/12"]
    assert cited("A/74/54, chap. III, resolution 42/12.", note=True) == ["A/74/54", "A/RES/42/12"]


@pytest.mark.parametrize(
    ("printed", "symbols"),
    [
        ("A/C.6/56/SR.11–13", ["A/C.6/56/SR.11", "A/C.6/56/SR.12", "A/C.6/56/SR.13"]),
        ("A/C.6/64/SR.1–28/Corrigendum", ["A/C.6/64/SR.1-28/Corrigendum"]),
        ("A/C.6/64/SR.13–4", ["A/C.6/64/SR.13"]),
        ("A/69/53/Add.1 /Corr.1 and A/ES‑10/273", ["A/69/53/Add.1/Corr.1", "A/ES-10/273"]),
        ("A/74/6 (Income sect. 1) and A/74/6 (Sect. 3)", ["A/74/6 (Income sect. 1)", "A/74/6 (Sect. 3)"]),
        ("A/73/12 (part II) and A/73/12 (lamps)", ["A/73/12 (part II)", "A/73/12"]),
        ("WHA58/2005/REC/1, EC-86/DG.31 and GC.18/INF/4", ["WHA58/2005/REC/1", "EC-86/DG.31", "GC.18/INF/4"]),
        ("on COVID-19/70 lamps", []),
    ],
)
def test_symbols_as_notes_print_them(printed: str, symbols: list[str]) -> None:
    assert cited(printed, note=True) == symbols


def test_a_tail_behind_a_symbol_is_normalised_as_the_symbol_is() -> None:
    assert cited("see A/S‑15/3 and Corr.1") == ["A/S-15/3", "A/S-15/3/Corr.1"]


@pytest.mark.parametrize(
    ("printed", "pinpoints"),
    [
        ("paragraphs 1 to 5 of its resolution 65/22", ["paragraphs 1 to 5"]),
        ("section III, paragraph 5, of its resolution 72/262 C", ["section III, paragraph 5"]),
        ("resolution 46/182 of 19 December 1991, annex, paragraph 4 (a)", ["annex, paragraph 4 (a)"]),
        ("resolution 46/182 (see annex II)", ["annex II"]),
        # what "of" follows is a place of the next resolution
        (
            "paragraphs 80 to 90 of resolution 61/105, paragraphs 113 to 127 of resolution 64/72 and 65/38",
            ["paragraphs 80 to 90", "paragraphs 113 to 127", None],
        ),
        ("resolution 61/105, paragraph 5, of 8 December 2006", ["paragraph 5"]),
        ("See A/57/304, annex, and A/57/305.", ["annex", None]),
        ("Official Records, Supplement No. 53 (A/74/53), chap. V, sect. A.", ["chap. V, sect. A"]),
    ],
)
def test_the_place_cited_is_the_documents_own(printed: str, pinpoints: list[str | None]) -> None:
    assert [found.pinpoint for found in citations.read(printed, note=True)] == pinpoints


@pytest.mark.parametrize("hyphen", ["-", "\u2011"])
def test_a_symbol_is_whole_whichever_hyphen_its_first_part_is_set_with(hyphen: str) -> None:
    assert cited(f"documents EC{hyphen}M{hyphen}33/DEC.1 and A/65/382{hyphen}S/2010/490, and 33 lamps") == [
        "EC-M-33/DEC.1",
        "A/65/382",
        "S/2010/490",
    ]


def test_a_place_of_the_present_resolution_is_tied_to_what_bears_its_number() -> None:
    text = (
        "65/900.\tLamps\n\tThe General Assembly,\n\nI\nOil\n\n\t1.\tDecides:\n\t(a)\tTo buy oil;\n\t(b)\tTo burn it;\n"
        "\t2.\tRequests a report on paragraph 1 (b) above and section II below, as set out in annex II below;\n\nII\n"
        "Wicks\n\n\t3.\tRecalls section I above, and paragraph 1 (c) above.\n64th plenary meeting\n13 December 2010\n"
        "Annex I\nSums\n\tNone.\nAnnex II\nDates\n\tNone.\n"
    )
    found = unres.parse(text)
    targets = [(one.pinpoint, one.target) for block in found.operative for one in block.references]
    section_one, section_two = (block.id for block in found.blocks() if block.kind == "heading" and block.label)
    assert targets == [
        ("paragraph 1 (b)", "op1-b"),
        ("section II", section_two),
        ("annex II", "annex2"),
        ("section I", section_one),
        ("paragraph 1 (c)", None),
    ]
    ids = {block.id for block in found.blocks()} | {annex.id for annex in found.parts[0].annexes}
    assert {target for _, target in targets if target} <= ids


def test_the_words_of_a_place_are_looked_for_in_a_paragraph_only_where_the_document_has_them() -> None:
    document = "Decides that the present\nresolution holds for lamps;"
    signs = citations.place_signs(document, "en")
    assert "present resolution" in signs  # a line may break within the words
    assert "above" not in signs
    assert [c.kind for c in citations.read("the present resolution", signs=signs)] == ["self"]
    assert citations.read("paragraph 5 above", signs=citations.place_signs("lamps", "en")) == []

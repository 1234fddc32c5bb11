"""Plain text comes out in the dialect of the Official Document System, made from the models alone."""

from __future__ import annotations

import datetime
import os
from pathlib import Path
from typing import Any

import pytest

import unres
from handmade import arabic, lettered, reading_rooms
from unres.comparison import compare
from unres.exports.inline import shared_number
from unres.exports.masthead import agenda_line, closing_lines, date_in_words
from unres.exports.text import to_text
from unres.models import AgendaItem, Closing, Heading, Language, Part, Resolution


def test_paragraphs_are_indented_by_a_tab_and_numbers_stand_between_tabs() -> None:
    lines = to_text(reading_rooms()).split("\n")
    assert "85/900.\tReading rooms for lighthouse keepers" in lines
    assert "\tThe General Assembly," in lines
    assert "\t1.\tRequests all keepers, as in paragraph 2 below:1-2" in lines
    assert "\t(i)\tAloud;" in lines
    assert "Lamps" in lines


def test_note_marks_are_bare_digits_at_their_offsets_repeats_too() -> None:
    text = to_text(reading_rooms())
    assert "of 19 November 2002,1\n" in text
    assert "are few,2 as said before,1\n" in text
    assert "\n1 Resolution 70/1.\n2 A/85/77, annex.\n3 Ibid., annex II.\n" in text


def test_the_order_is_text_closing_annex_notes_comment_masthead() -> None:
    text = to_text(reading_rooms())
    places = [
        text.index(piece)
        for piece in (
            "Resolution adopted by",
            "[on the report of the Third Committee (A/85/410, para. 12)]",
            "85/900.\t",
            "\tThe General Assembly,",
            "\n71st plenary meeting\n4 May 2031\n",
            "\nAnnex\nRooms | by coast\n",
            "\n1 Resolution 70/1.",
            "<<ODS JOB NO>>N3112345E<<ODS JOB NO>>",
            "United NationsA/RES/85/900General AssemblyDistr.: General\n20 May 2031Eighty-fifth session\n",
            "Agenda item 21 (b)\nLighthouses\n",
            "\n31-12345\n*3112345*\n",
        )
    ]
    assert places == sorted(places)


def test_lettered_parts_stand_under_their_letters() -> None:
    text = to_text(lettered())
    assert text.startswith("85/901.\tQuestions relating to tides\n")
    assert "\nA\nHigh tide\n\n\tThe General Assembly,\n" in text
    assert "\n66th plenary meeting\n6 May 2031\n" in text


def test_the_source_text_is_not_copied() -> None:
    resolution = reading_rooms()
    assert to_text(resolution.model_copy(update={"source_text": ""})) == to_text(resolution)


def test_arabic_numbers_keep_their_dash() -> None:
    assert "\t1 -\tتطلب" in to_text(arabic())


@pytest.mark.parametrize(
    ("language", "printed", "lines"),
    [
        ("en", "64th plenary meeting 13 December 2010", ["64th plenary meeting", "13 December 2010"]),
        ("en", "56th (resumed) plenary meeting 1 May 2001", ["56th (resumed) plenary meeting", "1 May 2001"]),
        ("fr", "33e séance plénière 1er novembre 2022", ["33e séance plénière", "1er novembre 2022"]),
        ("es", "33a sesión plenaria 10 de noviembre de 2022", ["33a sesión plenaria", "10 de noviembre de 2022"]),
        ("ru", "33-е пленарное заседание 10 ноября 2022 года", ["33-е пленарное заседание", "10 ноября 2022 года"]),
        ("zh", "第33次全体会议 2022年11月10日", ["第33次全体会议", "2022年11月10日"]),
        (
            "ar",
            "الجلسة العامة 33 10 تشرين الثاني/نوفمبر 2022",
            ["الجلسة العامة 33", "10 تشرين الثاني/نوفمبر 2022"],
        ),
        ("en", "64th plenary meeting", ["64th plenary meeting", ""]),
    ],
)
def test_closing_lines_are_meeting_and_date(language: str, printed: str, lines: list[str]) -> None:
    assert list(closing_lines(Closing(start=0, end=0, text=printed), language)) == lines


@pytest.mark.parametrize(
    ("language", "printed"),
    [("en", "1 May 2031"), ("ru", "1 May 2031"), ("fr", "1er mai 2031"), ("es", "1 de mayo de 2031")],
)
def test_a_date_of_issue_is_in_the_words_a_masthead_has(language: Language, printed: str) -> None:
    assert date_in_words(datetime.date(2031, 5, 1), language) == printed


@pytest.mark.parametrize(
    ("language", "printed"),
    [
        ("en", "Agenda items 14, 15 and 21 (b)"),
        ("fr", "Points 14, 15 et 21 b) de l’ordre du jour"),
        ("ar", "البنود 14, 15 و 21 (b) من جدول الأعمال"),
    ],
)
def test_an_agenda_line_is_made_from_its_items_where_none_is_printed(language: Language, printed: str) -> None:
    items = (AgendaItem(number=14), AgendaItem(number=15), AgendaItem(number=21, sub="b"))
    assert agenda_line(Resolution(language=language, agenda_items=items)) == printed
    assert agenda_line(Resolution(language=language)) == ""


# ---- parse → to_text → parse --------------------------------------------------------------------------------------

_ASIDE = {"start", "end", "source_text", "pages"}
SAMPLES = sorted((Path(__file__).parent.parent / "docs" / "samples").glob("*.txt"))
SHARED = Path(os.environ.get("UNRES_SHARED", Path(__file__).parent.parent.parent / "shared"))
CORPUS = SHARED / "corpus" / "akn" / "en"


def without_spans(value: Any) -> Any:
    """The model's data without offsets into the source; a field's name and text stay."""
    if isinstance(value, dict):
        return {key: without_spans(member) for key, member in value.items() if key not in _ASIDE}
    return [without_spans(member) for member in value] if isinstance(value, list) else value


def same_again(resolution: Resolution) -> bool:
    again = unres.parse(to_text(resolution), language=resolution.language)
    left, right = (without_spans(r.model_dump(mode="json")) for r in (resolution, again))
    for page in (left, right):  # the furniture is printed in the dialect's own order
        page["fields"] = sorted(str(field) for field in page["fields"] if field["name"] not in ("rule", "page_number"))
    return left == right


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_a_resolution_printed_and_read_again_is_the_same(path: Path) -> None:
    assert same_again(unres.parse_file(path))


EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_page_of_any_era_and_language_printed_and_read_again_says_the_same(path: Path) -> None:
    for resolution in unres.parse_all(path.read_text(encoding="utf-8")):
        if resolution.kind == "decision" and resolution.parts[0].number is None:
            continue  # only the page it stood on tells that it is one
        again = unres.parse(to_text(resolution), language=resolution.language)
        differences = compare(resolution, again, typography=True)
        unprinted = {"complete"}  # that a page was cut
        if any(note.resolved and note.ibid is None for note in resolution.footnotes):
            unprinted.add("resolved")  # what another text's note states, which "Ibid." repeats
        assert [each for each in differences if each.field not in unprinted] == []


PAGE = """General Assembly—Twenty-first Session
2190 (XXI).\tLanterns in small harbours

\tThe General Assembly,
\tRecalling the Convention on Lanterns,16
\t1.\tDecides to light them.17
1390th plenary meeting,
7 December 1966.
16 Lantern Series, vol. 189 (1954), No. 2545.
17 Ibid., vol. 190.
"""


def test_a_page_of_a_volume_gets_no_masthead_and_keeps_its_running_head_and_its_notes_numbers() -> None:
    resolution = unres.parse(PAGE)
    assert [note.number for note in resolution.footnotes] == [16, 17]
    assert resolution.session is not None
    assert resolution.session.text == "Twenty-first Session"
    printed = to_text(resolution)
    assert "ODS" not in printed
    assert "A/RES" not in printed
    assert compare(resolution, unres.parse(printed), typography=True) == []


CUT_OFF = """
40\tGeneral Assembly—Forty-first Session

41/77.\tUpkeep of harbour lights

\tThe General Assembly,
\tRecalling its resolution on harbour lights,{mark}
\tMindful of the keepers of the lamps and of their families who
{note} A/9512 and Corr.1.
"""


@pytest.mark.parametrize("number", ["1", "9", "58"])
def test_notes_that_go_on_from_the_page_before_stand_below_a_page_break(number: str) -> None:
    page = CUT_OFF.format(mark=number, note=number)
    if number != "1":
        page = page.replace(f"\n{number} ", f"\n<!-- Page 41 -->\n{number} ")
    resolution = unres.parse(page)
    assert [note.number for note in resolution.footnotes] == [int(number)]
    printed = to_text(resolution)
    assert ("<!-- Page -->\n" in printed) == (number != "1")
    again = unres.parse(printed)
    assert [note.text for note in again.footnotes] == ["A/9512 and Corr.1."]
    assert to_text(again) == printed


def test_marks_of_an_older_text_keep_their_stroke_and_the_space_before_it() -> None:
    text = (
        "48/900.\tLanterns\n\tThe General Assembly,\n\tRecalling Agenda 5, 1/ the Lantern Plan 2/ and others,\n"
        "\tDecides to light them.\n\n85th plenary meeting\n21 December 1993\n1/\tA/48/5.\n2/\tA/48/6.\n"
    )
    resolution = unres.parse(text)
    assert [mark.number for mark in resolution.preamble[0].note_marks] == [1, 2]
    printed = to_text(resolution)
    assert "Agenda 5, 1/ the Lantern Plan 2/ and" in printed
    assert "\n1/ A/48/5.\n2/ A/48/6.\n" in printed
    assert compare(resolution, unres.parse(printed), typography=True) == []


def test_numbered_lines_that_do_not_follow_the_closing_lines_are_no_notes_from_16_on() -> None:
    without_closing = PAGE.replace("1390th plenary meeting,\n7 December 1966.\n", "")
    assert unres.parse(without_closing).footnotes == ()


@pytest.mark.parametrize(
    ("number", "letter", "shared"),
    [("76/84 A", "A", "76/84"), ("902 A (II)", "A", "902 (II)"), ("377 (V) A", "A", "377 (V)"), ("86/5", None, "86/5")],
)
def test_the_number_that_lettered_parts_share_stands_in_the_title_line(
    number: str, letter: str | None, shared: str
) -> None:
    assert shared_number(Part(start=0, end=0, number=number, letter=letter)) == shared


def test_a_heading_that_states_its_number_is_printed_once() -> None:
    block = Heading(start=0, end=0, id="h", label="IV", text="Article IV")
    part = Part(
        start=0, end=0, number="86/5", title="Lamps", blocks=(block, block.model_copy(update={"text": "Tolls"}))
    )
    lines = to_text(Resolution(title="Lamps", parts=(part,))).split("\n")
    assert "Article IV" in lines
    assert "IV Tolls" in lines


def test_the_comparison_would_see_a_lost_mark() -> None:
    resolution = unres.parse_file(SAMPLES[0])
    first, *rest = resolution.parts[0].blocks[1:]
    bare = first.model_copy(update={"note_marks": ()})
    part = resolution.parts[0].model_copy(update={"blocks": (resolution.parts[0].blocks[0], bare, *rest)})
    assert not same_again(resolution.model_copy(update={"parts": (part,)}))


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the shared corpus is not here: set UNRES_SHARED")
@pytest.mark.parametrize("session", ["74", "76", "78"])
def test_the_uns_own_resolutions_printed_and_read_again_are_the_same(
    session: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(str(SHARED / "score"))
    from gold import ods_text

    paths = sorted((CORPUS / session).glob("*.xml"))[::12]
    assert paths
    assert [path.name for path in paths if not same_again(unres.parse(ods_text(path)))] == []


def test_a_heading_below_a_clause_without_its_sign_reads_as_a_heading_again() -> None:
    clause = "\t1.\tDecides that every lamp of the coast is lit from the fall of night to the rise of the sun\n\n"
    text = f"65/900.\tLamps\n\tThe General Assembly,\n{clause}Part IV\n\t2.\tDecides to go.\n"
    first = unres.parse(text)
    again = unres.parse(unres.to_text(first))
    kinds = [block.kind for block in again.parts[0].blocks]
    assert kinds == ["formula", "operative", "heading", "operative"]
    assert unres.to_text(again) == unres.to_text(first)

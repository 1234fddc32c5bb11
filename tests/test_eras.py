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
        ("S/19-2. Lamps", "A/RES/S-19/2", (19, "special")),
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


FRAME = "65/900.\tLamps\n\tThe General Assembly,\n\tNoting the lamps,\n"


@pytest.mark.parametrize(
    ("lines", "texts"),
    [
        ("\t1.\tDecides that every lamp shall burn no later than\n31 December 2005.\n",
         ["Decides that every lamp shall burn no later than 31 December 2005."]),
        ("\t1.\tDecides to light the lamps of harbours, ferries,\nbridges and inns;\n\t2.\tRequests oil.\n",
         ["Decides to light the lamps of harbours, ferries, bridges and inns;", "Requests oil."]),
    ],
)  # fmt: skip
def test_a_sentence_that_a_soft_break_has_cut_goes_on(lines: str, texts: list[str]) -> None:
    found = unres.parse(FRAME + lines)
    assert [clause.text for clause in found.operative] == texts
    assert "not-understood" not in codes(found)


def test_a_date_below_an_ended_sentence_is_a_closing() -> None:
    found = unres.parse(FRAME + "\t1.\tDecides to light them.\n13 December 2010\n")
    assert found.parts[0].closing is not None and found.parts[0].closing.date == date(2010, 12, 13)


@pytest.mark.parametrize(
    ("second", "acts"),
    [
        ("Looks forward to the festival of lamps,", "Decides"),
        ("Looks forward to the festival of lamps;", "Looks forward"),
    ],
)
def test_a_finite_verb_among_participles_gives_a_ground_where_it_ends_as_one(second: str, acts: str) -> None:
    found = unres.parse(f"{FRAME}\t{second}\n\tHighlighting the oil,\n\t1.\tDecides to light them.\n")
    assert found.operative[0].opening == acts


def test_items_below_a_heading_stand_side_by_side() -> None:
    text = (
        "1541 (XV). Lamps\n\nThe General Assembly,\n\nNoting the lamps,\n\nApproves the annexed principles.\n\n"
        "948th plenary meeting,\n15 December 1960.\n\nANNEX\n\nPrinciple I\n\n(a) Lamps burn.\n\n(b) Oil is kept:\n\n"
        "(i) In jars;\n\n(ii) In barrels.\n\n(c) Wicks are cut.\n"
    )
    (annex,) = unres.parse(text).parts[0].annexes
    items = [block for block in annex.blocks if not isinstance(block, Heading)]
    assert [(item.label, len(item.children)) for item in items] == [("a", 0), ("b", 2), ("c", 0)]


def test_seven_paragraphs_at_the_margin_are_no_table() -> None:
    articles = "".join(
        f"ARTICLE {number}\nLamps\n1. Lamps that stand in harbours shall be lit at dusk.\n"
        "2. They burn all night long, as lamps do.\n"
        for number in ("I", "II", "III", "IV")
    )
    text = (
        "1145 (XII). Lamps\nThe General Assembly,\nNoting the lamps,\nApproves the annexed agreement.\n"
        f"715th plenary meeting,\n14 November 1957.\nANNEX\n{articles}"
    )
    (annex,) = unres.parse(text).parts[0].annexes
    assert [block.kind for block in annex.blocks].count("table") == 0
    assert [block.label for block in annex.blocks if isinstance(block, Heading) and block.label] == [
        "I",
        "II",
        "III",
        "IV",
    ]


def test_the_first_session_closes_each_section_with_therefore() -> None:
    text = (
        "13(1). ORGANIZATION OF THE LAMPS\nLamps and Oil\nLamps should be lit.\n"
        "Therefore, the General Assembly resolves that:\n1. Lamps shall be lit.\nII. OIL\nOil should be kept in jars.\n"
        "Therefore the General Assembly:\n2. Approves the jars.\nThirty-first plenary meeting, 13 February 1946.\n"
    )
    found = unres.parse(text)
    assert (found.symbol, found.title) == ("A/RES/13 (I)", "ORGANIZATION OF THE LAMPS")
    assert [clause.text[:10] for clause in found.preamble] == ["Lamps shou", "Oil should"]
    assert [clause.label for clause in found.operative] == [None, "1", None, "2"]


def test_numbered_headings_in_capitals_head_the_regulations_of_an_annex() -> None:
    text = (
        "13 (I). Lamps\nThe General Assembly\nAdopts the annexed regulations.\n"
        "Thirty-first plenary meeting, 13 February 1946.\nANNEX\nPROVISIONAL REGULATIONS\n1. DUTIES OF THE KEEPERS\n"
        "Regulation 1\nKeepers light the lamps.\n2. SALARIES\nRegulation 2\nKeepers are paid in oil.\n"
    )
    (annex,) = unres.parse(text).parts[0].annexes
    assert [block.label for block in annex.blocks if isinstance(block, Heading) and block.label] == ["1", "1", "2", "2"]


def test_an_annexed_resolution_of_earlier_does_not_date_the_one_that_annexes_it() -> None:
    text = (
        "97 (I). Lamps\nThe General Assembly,\nNoting the lamps,\nDecides to light them.\n"
        "Sixty-fifth plenary meeting,\n14 December 1946.\nAnnex\n"
        "Resolution adopted by the General Assembly on 10 February 1946 on lamps\nLamps should be lit by all Members.\n"
    )
    found = unres.parse(text)
    assert found.adopted == date(1946, 12, 14)
    assert "date-disagrees" not in codes(found)


@pytest.mark.parametrize(
    ("print_", "text"),
    [
        ("Principles of the Office\nof lamps\n", "Principles of the Office of lamps"),
        ("As a result, the Committee consists of Algeria and the LAMPLIGHTERS’ REPUB-\nLIC.\n", None),
    ],
)
def test_a_heading_broken_in_two_is_one_and_a_word_broken_in_two_is_text(print_: str, text: str | None) -> None:
    found = unres.parse(
        "217 (III). Lamps\nThe General Assembly,\nNoting the lamps,\n1. Decides to light them;\n"
        f"{print_}2. Requests oil.\nHundredth plenary meeting,\n13 February 1948.\n"
    )
    assert [block.text for block in found.blocks() if isinstance(block, Heading)] == ([text] if text else [])


@pytest.mark.parametrize(
    ("language", "text", "title", "grounds"),
    [
        ("fr", "2999 (XXV). Repos des capitaines L’Assemblée générale, Rappelant sa résolution 2542 (XXIV) du 11 "
         "décembre 1969[1], Considérant leurs nuits, 1. Prie les gouvernements de fournir des lits; 2. Invite le "
         "Secrétaire général à faire rapport sur : a) les lits; b) les nuits. 1883e séance plénière, 24 octobre 1970.\n"
         "[1] Déclaration sur les bacs.\n", "Repos des capitaines", 2),
        ("es", "2999 (XXV). Descanso de los capitanes La Asamblea General, Recordando su resolución 2542 (XXIV) de 11 "
         "de diciembre de 1969, 1. Pide a los gobiernos literas; 2. Invita al Secretario General a que informe sobre: "
         "a) las literas; b) las noches. 1883a. sesión plenaria, 24 de octubre de 1970.\n",
         "Descanso de los capitanes", 1),
        ("ru", "2999 (XXV). Отдых капитанов Генеральная Ассамблея, ссылаясь на свою резолюцию 2542 (XXIV), 1. просит "
         "правительства предоставить койки; 2. предлагает Генеральному секретарю представить доклад. "
         "1883-е пленарное заседание, 24 октября 1970 года.\n", "Отдых капитанов", 1),
        ("zh", "2999(XXV). 船长的休息 大会，回顾其1969年12月11日关于船长和渡轮的第2542(XXIV)号决议，"
         "考虑到船长在夜间工作而且很少休息，1. 请各国政府为船长提供铺位；2. 请秘书长就铺位的数目提出报告。"
         "第1883次全体会议\n1970年10月24日\n", "船长的休息", 2),
    ],
)  # fmt: skip
def test_a_copy_on_one_line_is_cut_into_its_clauses_in_every_language(
    language: str, text: str, title: str, grounds: int
) -> None:
    found = unres.parse(text)
    assert (found.language, found.title, len(found.preamble)) == (language, title, grounds)
    assert [clause.label for clause in found.operative] == ["1", "2"]
    assert [child.label for child in found.operative[1].children] == (["a", "b"] if language in ("fr", "es") else [])
    assert found.adopted == date(1970, 10, 24)


WORDPERFECT = (
    "49/981.   Lamps\n\n     The General Assembly,\n\n"
    "     Noting the work of the keepers of lamps in the harbours of all\n{broken}\n\n"
    "     1.   Welcomes the work of the keepers;\n\n"
    "     2.   Requests the masters of the harbours to light their lamps\n"
    "at dusk, and to keep them burning until the morning comes.\n\n"
    "                                                86th plenary meeting\n"
    "                                                21 December 1994\n"
    "__________\n\n1/   A/49/1.\n2/   A/49/2, chap.\nV, sect. A, and decision\n1/CP.4.\n"
)


@pytest.mark.parametrize(
    "broken",
    [
        "States Members of the United Nations, 1/ as their masters say, 2/",
        "“Small Lights”, 1/ as their masters have said in their report, 2/",
        "the islands, as it is said in their report, Lamps and Oil, and in\n1/ Agenda 4, 2/ which they have adopted,",
        "the islands, 1/ as in the report Lamps Burning: 2/ Oil and Wicks:\nKeepers of the Coast and what they say,",
        "the islands, 1/ as in their publication (Sales No.\nE.94.IV.5), 2/",
        "the islands, 1/ as in a publication of the harbours, Sales No.\n169), 2/ which the masters have adopted,",
    ],
)  # fmt: skip
def test_a_printed_line_goes_on_with_the_full_line_above_it(broken: str) -> None:
    found = unres.parse(WORDPERFECT.format(broken=broken))
    assert [clause.label for clause in found.operative] == ["1", "2"]
    assert len(found.preamble) == 1
    assert [(note.number, len(note.marks)) for note in found.footnotes] == [(1, 1), (2, 1)]
    assert found.footnotes[1].text == "A/49/2, chap. V, sect. A, and decision 1/CP.4."


def test_a_lead_phrase_below_an_ended_line_begins_a_clause() -> None:
    text = WORDPERFECT.format(broken="the islands, 1/\n\n     Recalling what their masters say of it, 2/")
    assert [clause.opening for clause in unres.parse(text).preamble] == ["Noting", "Recalling"]


def test_a_heading_in_the_middle_of_its_lines_may_take_two() -> None:
    text = WORDPERFECT.format(broken="the islands, 1/ as their masters say, 2/").replace(
        "     2.   Requests",
        f"{' ' * 14}The lamps of the outer islands and\n{' ' * 26}their keepers\n\n     2.   Requests",
    )
    (heading,) = [block for block in unres.parse(text).blocks() if isinstance(block, Heading)]
    assert heading.text == "The lamps of the outer islands and their keepers"


@pytest.mark.parametrize(("lead", "opening"), [("States that lamps burn;", "States"), ("States burn lamps;", None)])
def test_states_is_a_verb_only_before_what_it_states(lead: str, opening: str | None) -> None:
    found = openings.read(lead)
    assert (found.phrase if found else None) == opening


def test_raised_marks_belong_to_notes_with_bare_numbers() -> None:
    text = (
        "217 (III). Lamps\nThe General Assembly,\n"
        "Noting the lamps¹ of 12 harbours, 3 m³ of oil and resolution 67/12,²\n"
        "1. Decides to light them;\n2. Requests oil.¹\nHundredth plenary meeting,\n13 February 1948.\n"
        "1 A/603.\n2 A/604.\n"
    )
    found = unres.parse(text)
    assert [len(note.marks) for note in found.footnotes] == [2, 1]
    assert found.preamble[0].text == "Noting the lamps of 12 harbours, 3 m³ of oil and resolution 67/12,"


BELOW_TITLE = {
    "ar": "\n\nإن الجمعية العامة،\n\nوإذ تلاحظ المصابيح،\n\n1 - تقرر أن تضيئها.\n",
    "zh": "\n大会，\n注意到灯，\n1. 决定点亮它们。\n一九六六年十一月二十九日，\n第一四八一次全体会议\n",
}


@pytest.mark.parametrize(
    ("language", "title", "symbol"),
    [
        ("ar", "٣٣٨٠ (د-٣٠) - المصابيح", "A/RES/3380 (XXX)"),
        ("ar", "217 ألف (د-3) - المصابيح", "A/RES/217 A (III)"),
        ("ar", "٢٥٤٦ ألف وباء (د-٢٤): المصابيح", "A/RES/2546 A-B (XXIV)"),
        ("ar", "3201 (دإ-6) - المصابيح", "A/RES/3201 (S-VI)"),
        ("ar", "1004 (د إ ط-2) - المصابيح", "A/RES/1004 (ES-II)"),
        ("ar", "٥٥/٩٠٠ - المصابيح", "A/RES/55/900"),
        ("zh", "二一五九(二十一)、港口的灯", "A/RES/2159 (XXI)"),
        ("zh", "二0二五A(二十)、港口的灯", "A/RES/2025 A (XX)"),
        ("zh", "第1514(XV)号决议：港口的灯", "A/RES/1514 (XV)"),
        ("zh", "一五一四（十五）．港口的灯", "A/RES/1514 (XV)"),
    ],
)
def test_a_title_number_in_the_figures_of_its_language_gives_the_symbol(language: str, title: str, symbol: str) -> None:
    found = unres.parse(title + BELOW_TITLE[language])
    assert (found.language, found.symbol) == (language, symbol)
    assert found.title in ("المصابيح", "港口的灯")
    assert found.fields[0].text == title
    assert "symbol-misread" not in codes(found)


def test_figures_that_an_extraction_turned_round_are_read_back_and_reported() -> None:
    found = unres.parse("٠٨٣٣ )د - ٠٣( - المصابيح" + BELOW_TITLE["ar"])
    assert found.symbol == "A/RES/3380 (XXX)"
    (misread,) = [one for one in found.diagnostics if one.code == "symbol-misread"]
    assert found.source_text[misread.start : misread.end] == "٠٨٣٣ )د - ٠٣("


@pytest.mark.parametrize("line", ["二、港口的灯", "港口(二十一)、灯", "1514 港口的灯"])
def test_a_chinese_line_without_number_and_session_is_no_title(line: str) -> None:
    assert unres.parse(line + BELOW_TITLE["zh"]).symbol is None


def test_the_closing_of_an_old_chinese_text_puts_its_date_first_in_characters() -> None:
    closing = unres.parse("二一五九(二十一)、港口的灯" + BELOW_TITLE["zh"]).parts[0].closing
    assert closing is not None and (closing.meeting, closing.date) == (1481, date(1966, 11, 29))


CLOSED = "42/938. Lamps\nThe General Assembly,\nNoting the lamps,\n1. Decides to light them;\n2. Requests oil.\n"


@pytest.mark.parametrize(
    ("printed", "meeting", "day"),
    [
        ("84th plena r y meeting\n30 Novem b e r 1987", 84, date(1987, 11, 30)),
        ("8 4 th p len a ry meeting 30 No vember !987", 84, date(1987, 11, 30)),
        ("93rd plenary meeting\nJO December 1984", 93, date(1984, 12, 10)),
        ("l01st plenary meeting,\nI4 December 1976.", 101, date(1976, 12, 14)),
        ("84th plenary meetin g\n30 N o v ember 1987", 84, date(1987, 11, 30)),
    ],
)
def test_a_closing_that_recognition_damaged_is_read_and_reported(printed: str, meeting: int, day: date) -> None:
    found = unres.parse(f"{CLOSED}{printed}\n")
    closing = found.parts[0].closing
    assert closing is not None
    assert (closing.meeting, closing.date) == (meeting, day)
    (misread,) = [one for one in found.diagnostics if one.code == "closing-misread"]
    assert found.source_text[misread.start : misread.end] == printed


def test_a_sound_closing_is_not_reported_and_a_sentence_is_none() -> None:
    assert codes(unres.parse(f"{CLOSED}84th plenary meeting\n30 November 1987\n")) == []
    assert codes(unres.parse(f"{CLOSED}84 lamps burn at the plenary\n30 in the hall\n"))[-1] == "no-closing"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "42/938. Lampes\nL’Assemblée générale,\nNotant les lampes,\n1. Décide de les allumer.\n"
         "84e séan ce plénière\nJO décembre 1984\n"),
        ("es", "42/938. Lámparas\nLa Asamblea General,\nObservando las lámparas,\n1. Decide encenderlas.\n"
         "84a. sesión plen aria\nJO de diciembre de 1984\n"),
        ("ru", "42/938. Лампы\nГенеральная Ассамблея,\nотмечая лампы,\n1. постановляет зажечь их.\n"
         "84-е пленар ное заседание\nJO декабря 1984 года\n"),
    ],
)  # fmt: skip
def test_a_damaged_closing_is_read_in_other_languages(language: str, text: str) -> None:
    found = unres.parse(text)
    closing = found.parts[0].closing
    assert found.language == language and closing is not None
    assert (closing.meeting, closing.date) == (84, date(1984, 12, 10))


@pytest.mark.parametrize(("printed", "grounds"), [("The Gen eral Assem bly,", 1), ("The Gen eral Assembly hall,", 2)])
def test_a_formula_whose_letters_were_parted_begins_the_text(printed: str, grounds: int) -> None:
    found = unres.parse(CLOSED.replace("The General Assembly,", printed) + "84th plenary meeting\n30 November 1987\n")
    assert ("no-formula" in codes(found)) == (grounds == 2)

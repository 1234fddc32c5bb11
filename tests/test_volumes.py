"""Printed volumes and pages: which resolutions they hold, and where their pieces stand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import unres
from unres import Mark, ResolutionNotFound, Source
from unres.framing import title_number

EXAMPLES = Path(__file__).parent.parent / "examples"


def example(name: str) -> str:
    return (EXAMPLES / f"era_{name}.txt").read_text(encoding="utf-8")


def test_every_resolution_of_a_volume_is_read_in_the_order_of_print() -> None:
    found = unres.parse_all(example("1957_volume"))
    assert [one.symbol for one in found] == ["A/RES/1901 (XII)", "A/RES/1902 (XII)", "A/RES/1903 (XII)"]
    assert all(one.complete for one in found)


def test_a_table_of_contents_holds_no_title() -> None:
    first = unres.parse_all(example("1957_volume"))[0]
    assert first.title == "Admission of the Isle of Lamps to the Union of Lights"
    assert "contents" in {field.name for field in first.fields}


def test_a_sentence_goes_on_over_the_page_break() -> None:
    second = unres.parse_all(example("1957_volume"))[1]
    assert second.preamble[1].text.endswith("the best hour for the departure of ferries,")


def test_notes_numbered_anew_on_each_page_get_numbers_of_one_sequence() -> None:
    first, second, third = unres.parse_all(example("1957_volume"))
    assert [(note.number, note.printed) for note in second.footnotes] == [(1, "2"), (2, "1")]
    assert [mark.number for mark in second.preamble[1].note_marks] == [1]
    assert [mark.number for mark in second.operative[0].note_marks] == [2]
    assert "notes-renumbered" in {one.code for one in second.diagnostics}
    assert [(note.number, note.text) for note in third.footnotes] == [(2, "A/3701.")]
    assert [note.number for note in first.footnotes] == [1]


def test_a_resolution_leads_back_to_the_print() -> None:
    text = example("1957_volume")
    for one in unres.parse_all(text):
        for block in one.blocks():
            assert text[one.origin(block.start)] == one.source_text[block.start]
            assert text[one.origin(block.end - 1)] == one.source_text[block.end - 1]
        for piece in one.pieces:
            assert (
                one.source_text[piece.start : piece.end] == text[piece.origin : piece.origin + piece.end - piece.start]
            )


def test_the_other_column_in_french_is_set_aside() -> None:
    found = unres.parse_all(example("1947_page_two_languages"))
    assert [one.symbol for one in found] == ["A/RES/901 (II)", "A/RES/902 A (II)"]
    assert not any("Assemblée" in block.text for one in found for block in one.blocks())
    assert "translation" in {field.name for field in found[1].fields}


def test_the_notes_of_a_page_go_to_the_resolutions_that_mark_them() -> None:
    first, second = unres.parse_all(example("1947_page_two_languages"))
    assert [note.number for note in first.footnotes] == [1]
    assert [note.number for note in second.footnotes] == [2]


@pytest.mark.parametrize("symbol", ["A/RES/1902 (XII)", "1902 (XII)", "A/RES/1902(XII)"])
def test_the_resolution_asked_for_is_picked(symbol: str) -> None:
    assert unres.parse(example("1957_volume"), symbol=symbol).title == "Tides and timetables"


def test_a_title_with_a_misprinted_session_is_picked_and_reported() -> None:
    found = unres.parse(example("1957_volume").replace("1902 (XII)", "1902 (XIII)"), symbol="A/RES/1902 (XII)")
    assert found.title == "Tides and timetables"
    assert "symbol-disagrees" in {one.code for one in found.diagnostics}


def test_a_resolution_that_is_not_there_is_an_error_that_names_what_is() -> None:
    with pytest.raises(ResolutionNotFound, match="1902") as raised:
        unres.parse(example("1957_volume"), symbol="A/RES/1999 (XII)")
    assert raised.value.symbol == "A/RES/1999 (XII)"
    assert raised.value.candidates == ("1901(XII)", "1902(XII)", "1903(XII)")


def test_without_a_symbol_the_first_that_is_all_there_is_read_and_this_is_said() -> None:
    text = example("1957_volume")
    cut = text[text.index("Having received") :]
    found = unres.parse(cut)
    assert found.symbol == "A/RES/1902 (XII)"
    assert "several-resolutions" in {one.code for one in found.diagnostics}


def test_what_is_cut_off_at_either_end_is_incomplete() -> None:
    text = example("1957_volume")
    found = unres.parse_all(text[text.index("Having received") : text.index("Takes note of the report on fog")])
    assert [(one.symbol, one.complete) for one in found] == [
        (None, False), ("A/RES/1902 (XII)", True), ("A/RES/1903 (XII)", False),
    ]  # fmt: skip
    assert found[0].adopted == date(1957, 9, 17)


def test_a_title_printed_twice_begins_one_resolution() -> None:
    text = (
        "65/900.\tLamps\n65/900.\tLamps\n\tThe General Assembly,\n\tNoting the lamps,\n\t1.\tDecides to light them.\n"
    )
    assert len(unres.parse_all(text)) == 1


def test_decisions_are_told_from_resolutions() -> None:
    first, second = unres.parse_all(example("2022_decisions"))
    assert (first.kind, first.symbol, first.adopted) == ("decision", "A/DEC/77/908", date(2022, 11, 15))
    assert [child.label for child in first.operative[0].children][:2] == ["a", "b"]
    assert [note.number for note in first.footnotes] == [1]
    assert (second.kind, second.title) == ("decision", "Seating of the lamplighters")
    assert unres.parse(example("2022_decisions"), symbol="A/DEC/77/909").title == "Seating of the lamplighters"


def test_a_volume_is_read_in_time_that_grows_with_its_length() -> None:
    """A guard against work that grows with the square: forty copies of a volume make forty times its resolutions."""
    text = example("1957_volume")
    pages = "".join(text.replace("19", str(19 + number)) for number in range(40))
    assert len(unres.parse_all(pages)) == 120


@pytest.mark.parametrize("language", ["fr", "es", "ru", "zh", "ar"])
def test_a_volume_in_any_language_gives_resolutions_votes_and_decisions(language: str) -> None:
    first, second, third = unres.parse_all(example(f"2000_volume.{language}"))
    assert [one.symbol for one in (first, second, third)] == ["A/RES/55/900", "A/RES/55/901", "A/DEC/55/902"]
    assert {one.language for one in (first, second, third)} == {language}
    assert all(one.complete and not one.diagnostics for one in (first, second, third))
    vote = first.parts[0].vote
    assert vote is not None and vote.recorded
    assert (vote.in_favour.count, vote.against.count, vote.abstaining.count) == (2, 1, 2)
    assert [len(group.states) for group in (vote.in_favour, vote.against, vote.abstaining)] == [2, 1, 2]
    closing = first.parts[0].closing
    assert closing is not None and (closing.meeting, closing.date) == (81, date(2000, 12, 4))
    assert (len(first.preamble), [clause.label for clause in first.operative]) == (1, ["1", "2"])
    assert second.parts[0].vote is not None and not second.parts[0].vote.recorded
    assert (third.kind, third.adopted, len(third.operative[0].children)) == ("decision", date(2000, 11, 15), 2)
    heads = [field for field in first.fields if field.name in ("running_head", "session")]
    assert heads, "the running heads of the page are furniture"


def test_decisions_of_before_session_31_bear_a_title_and_no_number() -> None:
    piece, first, second = unres.parse_all(example("1974_other_decisions"))
    assert (piece.kind, piece.complete, len(piece.operative)) == ("resolution", False, 1)
    assert "appointed the members" in piece.parts[0].blocks[-1].text  # of its own, since it bears no title
    assert [(one.kind, one.symbol, one.title) for one in (first, second)] == [
        ("decision", None, "Policies of the lamplighters"), ("decision", None, "Question of the Isle of Lamps"),
    ]  # fmt: skip
    assert [(one.adopted, one.complete) for one in (first, second)] == [
        (date(1974, 10, 3), True), (date(1974, 11, 1), True),
    ]  # fmt: skip
    assert first.session is not None and first.session.number == 29
    assert [note.number for note in first.footnotes] == [20]
    assert not first.diagnostics and not second.diagnostics


def test_decisions_of_a_volume_have_parts_and_titles_however_their_numbers_are_set() -> None:
    found = unres.parse_all(example("2007_volume_of_decisions"))
    assert [(one.symbol, one.title) for one in found] == [
        ("A/DEC/61/951 B", "Lamps of the harbour"),
        ("A/DEC/61/952 A-B", "Bells of the harbour"),
        ("A/DEC/61/953", "Election of the keeper of the lamps"),
        ("A/DEC/61/954", "Seating of the lamplighters of the harbour and of the isle of lamps"),
        ("A/DEC/61/955", "Silence of the bells"),
    ]
    assert {one.kind for one in found} == {"decision"} and all(one.complete for one in found)
    assert [one.adopted for one in found][-1] == date(2007, 4, 3)
    assert [part.letter for part in found[1].parts] == ["A", "B"]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        (
            "72/962.\tLamps\nB1\n\tThe General Assembly,\n\tNoting the lamps,\n\t1.\tDecides to light them.\n\n"
            "98th plenary meeting\n5 July 2018\n\n1 Resolution 72/962, in section VI of Supplement No. 49 (A/72/49), "
            "vol. I, becomes resolution 72/962 A.\n",
            ["A/RES/72/962", "A/72/49", "A/RES/72/962 A"],
        ),
        (
            "61/951. Lamps\n\nB1\n\nAt its 98th plenary meeting, on 5 July 2007, the General Assembly decided to light "
            "the lamps.\n\n1 Decision 61/951, in section B.6 of Supplement No. 49 (A/61/49), vol. II, becomes decision "
            "61/951 A.\n",
            ["A/DEC/61/951", "A/61/49", "A/DEC/61/951 A"],
        ),
    ],
)
def test_a_note_that_letters_an_earlier_text_anew_cites_it_by_both_names(text: str, cited: list[str]) -> None:
    found = unres.parse(text)
    (note,) = found.footnotes
    assert [reference.symbol for reference in note.references] == cited
    assert found.symbol == cited[0] + " B"


def test_a_text_whose_letter_was_given_later_is_found_under_either_name() -> None:
    text = "72/962.\tLamps\n\tThe General Assembly,\n\tNoting the lamps,\n\t1.\tDecides to light them.\n"
    assert unres.parse(text, symbol="A/RES/72/962 A").title == "Lamps"
    with pytest.raises(ResolutionNotFound):
        unres.parse(text.replace("Lamps\n", "Lamps\nB\n"), symbol="A/RES/72/962 A")


@pytest.mark.parametrize(
    "title", ["### 47/969. Lamps of the isle", "**47/969. Lamps of the isle**", "12. 47/969. Lamps of the isle"]
)
def test_signs_around_a_title_do_not_hide_it(title: str) -> None:
    text = (
        "<!-- Page 1 -->\n47/968. Oil of the isle\n\tThe General Assembly,\n\tNoting the oil,\n"
        "\t1.\tDecides to store it.\n"
        f"85th plenary meeting\n14 December 1992\n---\n{title}\nThe General Assembly,\nNoting the lamps,\n"
        "1. Decides to light them.\n85th plenary meeting\n14 December 1992\n"
    )
    assert [(one.symbol, one.title) for one in unres.parse_all(text)] == [
        ("A/RES/47/968", "Oil of the isle"), ("A/RES/47/969", "Lamps of the isle"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("1957_volume", [("A/RES/1901 (XII)", 12, "regular"), ("A/RES/1902 (XII)", 12, "regular"),
                         ("A/RES/1903 (XII)", 12, "regular")]),
        ("1967_special_sessions", [("A/RES/1904 (ES-V)", 5, "emergency special"), ("A/RES/3901 (S-VI)", 6, "special")]),
        ("2000_volume_with_votes", [("A/RES/55/900", 55, "regular"), ("A/RES/55/901", 55, "regular")]),
        ("1982_emergency_session", [("A/RES/S-10/2", 10, "special"), ("A/RES/ES-7/2 A", 7, "emergency special")]),
    ],
)  # fmt: skip
def test_a_page_of_every_numbering_scheme_gives_its_resolutions(
    name: str, expected: list[tuple[str, int, str]]
) -> None:
    found = unres.parse_all(example(name))
    sessions = [(one.session.number, one.session.kind) for one in found if one.session is not None]
    assert [(one.symbol, *session) for one, session in zip(found, sessions, strict=True)] == expected
    assert all(one.complete for one in found)
    assert not [code for one in found for code in one.diagnostics if code.severity == "error"]


def test_a_declaration_on_a_volume_page_keeps_its_numbers_from_the_clauses() -> None:
    found = unres.parse(example("1967_special_sessions"), symbol="A/RES/3901 (S-VI)")
    assert [clause.opening for clause in found.operative] == ["Adopts"]
    assert [block.label for block in found.blocks() if block.kind == "paragraph"] == [None, None, "1", "2"]


def test_a_resolution_cut_from_a_printed_volume_keeps_the_pages_and_boxes_of_its_lines() -> None:
    text = example("1957_volume")
    marks, at = [], 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            marks.append(Mark("line", at, at + len(line), "3", box=(60.0, float(number), 300.0, number + 10.0)))
        at += len(line) + 1
    for one in unres.parse_all(Source(text, marks)):
        assert one.printed_lines
        for place in one.printed_lines:
            printed = text.split("\n")[int(place.bottom)]
            assert one.source_text[place.start : place.end].strip() in printed
        told = {at for place in one.printed_lines for at in range(place.start, place.end)}
        assert not [at for at, letter in enumerate(one.source_text) if not letter.isspace() and at not in told]


PAGE_WITH_IBID = (
    "<!-- Page 1 -->\nGeneral Assembly—Twenty-fourth Session\n2601 (XXIV). Lamps\nThe General Assembly,\n"
    "Noting the report of the keepers,1\nDecides to light them.\n1800th plenary meeting,\n1 December 1969.\n"
    "2602 (XXIV). Oil\nThe General Assembly,\nNoting the report of the jars,2\nRecalling the barrels,3\n"
    "Decides to fill them.\n1800th plenary meeting,\n1 December 1969.\n_______\n"
    "1 Official Records of the General Assembly, Twenty-fourth Session, Supplement No. 7 (A/7607).\n"
    "2 Ibid., Supplement No. 21 (A/7621).\n3 Ibid., Annexes, agenda item 8, document A/7700.\n"
)
SOURCE = "Official Records of the General Assembly, Twenty-fourth Session, "


def test_ibid_repeats_the_note_above_it_whosever_that_is() -> None:
    _, second = unres.parse_all(PAGE_WITH_IBID)
    assert [(note.number, note.ibid, note.resolved) for note in second.footnotes] == [
        (2, None, f"{SOURCE}Supplement No. 21 (A/7621)."),
        (3, 2, f"{SOURCE}Annexes, agenda item 8, document A/7700."),
    ]


def test_ibid_below_no_other_note_is_left_and_reported() -> None:
    text = "".join(line for line in PAGE_WITH_IBID.splitlines(True) if not line.startswith("1 Official"))
    _, second = unres.parse_all(text)
    assert second.footnotes[0].resolved is None
    assert "unresolved-reference" in [one.code for one in second.diagnostics]


DECISIONS = {
    "en": (
        "A. Elections and appointments\n\n"
        "77/908. Appointment of members of the Committee on Lamps\n\n"
        "At its 34th plenary meeting, on 15 November 2022, the General Assembly, on the recommendation of "
        "the Fifth Committee,1 appointed the following persons as members of the Committee on Lamps for a "
        "three-year term of office beginning on 1 January 2023:\n\n"
        "(a) Ms. Ada Wick;\n\n"
        "(b) Mr. Otto Glow.\n\n"
        "As a result, the Committee on Lamps is composed of Ms. Wick* and Mr. Glow**.\n\n"
        "* Term of office expires on 31 December 2024.\n\n"
        "** Term of office expires on 31 December 2025.\n\n"
        "B. Other decisions\n\n"
        "77/909. Seating of the lamplighters\n\n"
        "At its 35th plenary meeting, on 16 November 2022, the General Assembly decided that the "
        "lamplighters should be seated near the windows.\n\n"
        "1 A/77/990, para. 4.\n"
    ),
    "fr": (
        "A. Élections et nominations\n\n"
        "77/908. Nomination de membres du Comité des lampes\n\n"
        "À sa 34e séance plénière, le 15 novembre 2022, l’Assemblée générale, sur la recommandation de la "
        "Cinquième Commission1, a nommé les personnes ci-après membres du Comité des lampes pour un mandat "
        "de trois ans prenant effet le 1er janvier 2023 :\n\n"
        "a) Mme Ada Wick;\n\n"
        "b) M. Otto Glow.\n\n"
        "En conséquence, le Comité des lampes se compose de Mme Wick* et de M. Glow**.\n\n"
        "* Mandat expirant le 31 décembre 2024.\n\n"
        "** Mandat expirant le 31 décembre 2025.\n\n"
        "B. Autres décisions\n\n"
        "77/909. Sièges des gardiens\n\n"
        "À sa 35e séance plénière, le 16 novembre 2022, l’Assemblée générale a décidé que les gardiens "
        "seraient assis près des fenêtres.\n\n"
        "1 A/77/990, par. 4.\n"
    ),
    "es": (
        "A. Elecciones y nombramientos\n\n"
        "77/908. Nombramiento de miembros del Comité de Lámparas\n\n"
        "En su 34ª sesión plenaria, celebrada el 15 de noviembre de 2022, la Asamblea General, por "
        "recomendación de la Quinta Comisión1, nombró a las personas siguientes miembros del Comité de "
        "Lámparas por un mandato de tres años a partir del 1 de enero de 2023:\n\n"
        "a) Sra. Ada Wick;\n\n"
        "b) Sr. Otto Glow.\n\n"
        "Como resultado de ello, el Comité de Lámparas queda integrado por la Sra. Wick* y el Sr. Glow**.\n\n"
        "* Mandato que vence el 31 de diciembre de 2024.\n\n"
        "** Mandato que vence el 31 de diciembre de 2025.\n\n"
        "B. Otras decisiones\n\n"
        "77/909. Asientos de los guardianes\n\n"
        "En su 35ª sesión plenaria, celebrada el 16 de noviembre de 2022, la Asamblea General decidió que "
        "los guardianes se sentaran junto a las ventanas.\n\n"
        "1 A/77/990, párr. 4.\n"
    ),
    "ru": (
        "A. Выборы и назначения\n\n"
        "77/908. Назначение членов Комитета по лампам\n\n"
        "На своем 34-м пленарном заседании 15 ноября 2022 года Генеральная Ассамблея по рекомендации Пятого "
        "комитета1 назначила следующих лиц членами Комитета по лампам на трехлетний срок полномочий, "
        "начинающийся 1 января 2023 года:\n\n"
        "a) г-жу Аду Вик;\n\n"
        "b) г-на Отто Глоу.\n\n"
        "В результате в состав Комитета по лампам входят г-жа Вик* и г-н Глоу**.\n\n"
        "* Срок полномочий истекает 31 декабря 2024 года.\n\n"
        "** Срок полномочий истекает 31 декабря 2025 года.\n\n"
        "B. Прочие решения\n\n"
        "77/909. Места смотрителей\n\n"
        "На своем 35-м пленарном заседании 16 ноября 2022 года Генеральная Ассамблея постановила, что "
        "смотрители будут сидеть у окон.\n\n"
        "1 A/77/990, пункт 4.\n"
    ),
    "zh": (
        "A. 选举和任命\n\n"
        "77/908. 任命灯具委员会成员\n\n"
        "2022年11月15日，大会第34次全体会议根据第五委员会的建议，1 任命下列人士为灯具委员会成"
        "员，自2023年1月1日起任期三年：\n\n"
        "(a) 艾达·威克女士；\n\n"
        "(b) 奥托·格洛先生。\n\n"
        "因此，灯具委员会由威克女士*和格洛先生**组成。\n\n"
        "* 2024年12月31日任满。\n\n"
        "** 2025年12月31日任满。\n\n"
        "B. 其他决定\n\n"
        "77/909. 守灯人的座位\n\n"
        "2022年11月16日，大会第35次全体会议决定守灯人应坐在窗边。\n\n"
        "1 A/77/990，第4段。\n"
    ),
    "ar": (
        "ألف - الانتخابات والتعيينات\n\n"
        "77/908 - تعيين أعضاء لجنة المصابيح\n\n"
        "في جلستها العامة 34، المعقودة في 15 تشرين الثاني/نوفمبر 2022، قامت الجمعية العامة، بناء على توصية "
        "اللجنة الخامسة(1)، بتعيين الشخصين التاليين عضوين في لجنة المصابيح لفترة مدتها ثلاث سنوات تبدأ في 1 "
        "كانون الثاني/يناير 2023:\n\n"
        "(أ) السيدة آدا ويك؛\n\n"
        "(ب) السيد أوتو غلو.\n\n"
        "ونتيجة لذلك، أصبحت لجنة المصابيح تتألف من السيدة ويك* والسيد غلو**.\n\n"
        "* تنتهي مدة العضوية في 31 كانون الأول/ديسمبر 2024.\n\n"
        "** تنتهي مدة العضوية في 31 كانون الأول/ديسمبر 2025.\n\n"
        "باء - مقررات أخرى\n\n"
        "77/909 - مقاعد الحراس\n\n"
        "في جلستها العامة 35، المعقودة في 16 تشرين الثاني/نوفمبر 2022، قررت الجمعية العامة أن يجلس الحراس "
        "بجوار النوافذ.\n\n"
        "(1) A/77/990، الفقرة 4.\n"
    ),
}


@pytest.mark.parametrize("language", DECISIONS)
def test_decisions_of_a_volume_are_read_in_every_language(language: str) -> None:
    first, second = unres.parse_all(DECISIONS[language])
    assert [one.language for one in (first, second)] == [language, language]
    assert [(one.kind, one.symbol) for one in (first, second)] == [
        ("decision", "A/DEC/77/908"),
        ("decision", "A/DEC/77/909"),
    ]
    assert [one.adopted for one in (first, second)] == [date(2022, 11, 15), date(2022, 11, 16)]
    (record,) = first.operative
    assert [child.label for child in record.children][:2] == (["أ", "ب"] if language == "ar" else ["a", "b"])
    assert [len(note.marks) for note in first.footnotes] == [1]
    assert second.footnotes == ()


def test_a_numbered_item_in_arabic_is_no_note() -> None:
    text = DECISIONS["ar"].replace("(1) A/77/990، الفقرة 4.", "(1) المصابيح الصغيرة.")
    _, second = unres.parse_all(text)
    assert second.footnotes == ()
    assert [child.label for child in second.operative[0].children] == ["1"]


PAGED = (
    "<!-- Page 1 -->\nGeneral Assembly—Twenty-fourth Session\n"
    "2601 (XXIV). Lamps of the Islands, of the Capes and of all\n"
    "Harbours, Inns and Ferries of the North,\nEast and South\nThe General Assembly,\n"
    "Noting the report of the keepers of lamps,1 and also the\n{0}\n1. Decides to light them;\n2. Requests oil.\n"
    "1800th plenary meeting,\n1 December 1969.\n_______\n{1}\n<!-- Page 2 -->\n11\n2602 (XXIV). Oil\n"
    "The General Assembly,\nDecides to fill the jars.\n1800th plenary meeting,\n1 December 1969.\n"
)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("resolutions adopted by the masters of the harbours,", "A/7607."),
        ("views of the Café Lantern, as its masters have stated,", "A/7607."),
        ("views of the masters, adopted in their harbours on the\n21 September, as they say,", "A/7607."),
        (
            "views of the masters,",
            "Report of the Congress of Keepers, Port Lantern, vol. I,\nResolutions Adopted by it.",
        ),
        ("views of the masters,", "Report of the Council of the Keepers of Lamps,\n1968, Supplement No. 7."),
        ("views of the masters,", "Report of the Keepers, chap. I, resolution 1, annexes I and\nII."),
        ("views of the masters,", "These are the views of the keepers in 1967;\nthe views of the masters, 1968."),
        ("views of the masters,", "Report of the Keepers of Lamps and Oil, Sales No.\nE.69.IV.2."),
    ],
)
def test_what_a_printed_line_broke_stays_where_it_belongs(text: str, note: str) -> None:
    first, second = unres.parse_all(PAGED.format(text, f"1 {note}"))
    assert first.title == (
        "Lamps of the Islands, of the Capes and of all Harbours, Inns and Ferries of the North, East and South"
    )
    (ground,) = first.preamble
    assert ground.text == "Noting the report of the keepers of lamps, and also the " + text.replace("\n", " ")
    assert [one.text for one in first.footnotes] == [note.replace("\n", " ")]
    assert [clause.label for clause in first.operative] == ["1", "2"]
    assert second.symbol == "A/RES/2602 (XXIV)"


def test_a_running_head_in_capitals_or_with_a_capital_is_none_of_the_text() -> None:
    text = PAGED.format("views of the masters,", "1 A/7607.").replace(
        "11\n2602", "Resolutions adopted on reports\n2602"
    )
    assert all("adopted on" not in str(block) for one in unres.parse_all(text) for block in one.blocks())


def test_a_heading_that_fills_its_line_goes_on() -> None:
    heading = "Estimates of the oil for the harbours from 1 July 1968 to 30\nJune 1969"
    text = (
        "217 (III). Lamps\nThe General Assembly,\n"
        "1. Decides to light the lamps of all the harbours at dusk and\nto keep them burning, as the masters say;\n"
        f"{heading}\n2. Requests oil for them in the quantity that is stated in the\nbooks of the masters;\n"
        "3. Invites all the masters of the harbours and the inns of the\nNorth to their lamps.\n"
        "Hundredth plenary meeting,\n13 February 1948.\n"
    )
    found = unres.parse(text)
    assert [block.text for block in found.blocks() if block.kind == "heading"] == [heading.replace("\n", " ")]
    assert [clause.label for clause in found.operative] == ["1", "2", "3"]
    assert (
        found.operative[2].text == "Invites all the masters of the harbours and the inns of the North to their lamps."
    )


@pytest.mark.parametrize(
    ("resolution", "note", "heading"),
    [
        (
            "55/901. Lamps\n\nThe General Assembly,\n\nNoting the report,1\n\n1. Decides to light the lamps;\n\n"
            "1 See resolution 54/200{}\n\nLamps in the harbour\n\n2. Decides to wait.\n\n"
            "81st plenary meeting\n4 December 2000\n\n55/902. Bells\n\nThe General Assembly,\n\nDecides to wait.\n",
            "See resolution 54/200{}",
            "Lamps in the harbour",
        ),
        (
            "55/901. 灯笼\n\n大会，\n\n注意到报告，1\n\n1. 决定点燃灯笼；\n\n"
            "1 见第54/200号决议{}\n\n港口内的灯笼\n\n2. 决定等待。\n\n"
            "第81次全体会议\n2000年12月4日\n\n55/902. 钟\n\n大会，\n\n决定等待。\n",
            "见第54/200号决议{}",
            "港口内的灯笼",
        ),
    ],
    ids=["en", "zh"],
)
def test_a_note_ends_with_its_stop_in_every_script(resolution: str, note: str, heading: str) -> None:
    stop = "。" if "大会" in resolution else "."
    ended = unres.parse_all(resolution.format(stop))[0]
    assert [one.text for one in ended.footnotes] == [note.format(stop)]
    assert heading in [block.text for block in ended.blocks() if block.kind == "heading"]
    goes_on = unres.parse_all(resolution.format(""))[0]
    assert [one.text for one in goes_on.footnotes] == [f"{note.format('')} {heading}"]


@pytest.mark.parametrize("title", ["217 ألف (د-3) - المصابيح", "\t217 ألف (د-3) - المصابيح", "  217 (III). Lamps"])
def test_the_number_of_a_title_is_found_behind_its_indent(title: str) -> None:
    found = title_number(title, "ar")
    assert found is not None and title[found.start() : found.end()].strip().startswith("217")
    assert title[found.end() - 1] == ")"

"""Recorded votes as the volumes print them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import unres
from unres import votes

EXAMPLES = Path(__file__).parent.parent / "examples"
BODY = "55/900. Lamps\n\nThe General Assembly,\n\nNoting the lamps,\n\n1. Decides to light them.\n"


def counts(text: str) -> tuple[int | None, int | None, int | None]:
    vote = votes.read(text, 0, len(text), "en").vote
    return vote.in_favour.count, vote.against.count, vote.abstaining.count


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("by a recorded vote of 106 to 1, with 67 abstentions, as follows:", (106, 1, 67)),
        ("by a recorded vote of 142 to none, with 3 abstentions", (142, 0, 3)),
        ("by a recorded vote of 129 votes to none, with one abstention", (129, 0, 1)),
        ("by a roll-call vote of 89 to 0, with 9 abstentions", (89, 0, 9)),
        ("by a recorded vote of 150 to 2", (150, 2, None)),
        ("by 98 votes to 2 (Port Lantern, Wick Islands), with 12 abstentions", (98, 2, 12)),
        ("by 106 votes to 1", (106, 1, None)),
        ("by 106 votes to one, with 67 abstentions", (106, 1, 67)),
        ("by a recorded vote of 106 to 1, abstentions none", (106, 1, 0)),
        ("by a recorded vote of 120 votes in favour to none against, with no abstentions", (120, 0, 0)),
        ("106 in favour, 1 against and 67 abstentions", (106, 1, 67)),
        ("33 votes in favor, 13 against, 10 abstentions", (33, 13, 10)),
        ("33 votes in favour to 13 against and 10 abstentions", (33, 13, 10)),
        ("without a vote", (None, None, None)),
    ],
)
def test_the_counts_of_every_form_are_read(printed: str, expected: tuple[int | None, ...]) -> None:
    assert counts(printed) == expected


@pytest.mark.parametrize(
    ("language", "printed", "expected"),
    [
        ("fr", "par 106 voix contre une, avec 67 abstentions, à la suite d’un vote enregistré", (106, 1, 67)),
        ("fr", "par 142 voix contre zéro, avec 3 abstentions", (142, 0, 3)),
        ("fr", "par 106 voix pour, 1 contre et 67 abstentions", (106, 1, 67)),
        ("fr", "par 98 voix contre 2 (Lumière, Port-Lanterne), avec 12 abstentions", (98, 2, 12)),
        ("fr", "à l’issue d’un vote enregistré par 120 voix contre aucune et une abstention", (120, 0, 1)),
        ("fr", "sans être mise aux voix", (None, None, None)),
        ("fr", "sans qu’il soit procédé à un vote", (None, None, None)),
        ("es", "en votación registrada de 106 votos contra 1 y 67 abstenciones", (106, 1, 67)),
        ("es", "por 142 votos contra ninguno y 3 abstenciones", (142, 0, 3)),
        ("ru", "регистрируемым голосованием 106 голосами против 1 при 67 воздержавшихся", (106, 1, 67)),
        ("es", "en votación registrada por 98 votos a favor, 2 en contra (Luz, Puerto) y 12 abstenciones", (98, 2, 12)),
        ("ru", "106 голосами против одного при двух воздержавшихся", (106, 1, 2)),
        ("ru", "142 голосами, при этом никто не голосовал против, при 3 воздержавшихся", (142, 0, 3)),
        ("ru", "142 голосами при 3 воздержавшихся, причем никто не голосовал против", (142, 0, 3)),
        ("zh", "以106票对1票、67票弃权经记录表决通过", (106, 1, 67)),
        ("zh", "以142票对零票，3票弃权", (142, 0, 3)),
        ("ar", "بتصويت مسجل بأغلبية 106 أصوات مقابل صوت واحد وامتناع 67 عضوا عن التصويت", (106, 1, 67)),
        ("zh", "经记录表决，以142票赞成、0票反对、3票弃权通过", (142, 0, 3)),
        ("ar", "بأغلبية 140 صوتا مقابل صوتين، وامتناع عضو واحد عن التصويت", (140, 2, 1)),
        ("ar", "دون تصويت", (None, None, None)),
    ],
)  # fmt: skip
def test_every_language_states_the_counts_in_its_own_words(
    language: str, printed: str, expected: tuple[int | None, ...]
) -> None:
    vote = votes.read(printed, 0, len(printed), language).vote
    assert (vote.in_favour.count, vote.against.count, vote.abstaining.count) == expected


@pytest.mark.parametrize(
    ("printed", "recorded"),
    [
        ("Adopted without a vote.", False),
        ("Adopted by consensus.", False),
        ("Adopted unanimously.", False),
        ("Adopted by a roll-call vote of 89 to 0, with 9 abstentions.", True),
        ("Adopted by 89 votes to none.", True),
    ],
)
def test_what_was_adopted_without_a_vote_is_told_from_a_vote(printed: str, recorded: bool) -> None:
    vote = unres.parse(f"{BODY}\n{printed}\n").parts[0].vote
    assert vote is not None and vote.recorded is recorded


@pytest.mark.parametrize(
    ("language", "printed", "states"),
    [
        ("fr", "Corée, République de, Royaume-Uni de Grande-Bretagne et d’Irlande du Nord et Tchad", (
            "Corée, République de", "Royaume-Uni de Grande-Bretagne et d’Irlande du Nord", "Tchad")),
        ("fr", "Néant", ()),
        ("es", "Antigua y Barbuda, Bolivia (Estado Plurinacional de) y Chad", (
            "Antigua y Barbuda", "Bolivia (Estado Plurinacional de)", "Chad")),
        ("ru", "Босния и Герцеговина, Иран (Исламская Республика) и Чад", (
            "Босния и Герцеговина", "Иран (Исламская Республика)", "Чад")),
        ("zh", "玻利维亚（多民族国）、特立尼达和多巴哥、乍得", ("玻利维亚（多民族国）", "特立尼达和多巴哥", "乍得")),
        ("ar", "بوليفيا (دولة - المتعددة القوميات)، ترينيداد وتوباغو، تشاد", (
            "بوليفيا (دولة - المتعددة القوميات)", "ترينيداد وتوباغو", "تشاد")),
    ],
)  # fmt: skip
def test_names_of_states_are_kept_whole_in_every_language(language: str, printed: str, states: tuple[str, ...]) -> None:
    assert votes.names(printed, language) == states


@pytest.mark.parametrize(
    ("printed", "states"),
    [
        ("Algeria, Belgium, Chad", ("Algeria", "Belgium", "Chad")),
        ("Bolivia (Plurinational State of), Chad.", ("Bolivia (Plurinational State of)", "Chad")),
        ("Korea, Republic of, Latvia", ("Korea, Republic of", "Latvia")),
        ("Congo (Brazzaville, formerly), Chad", ("Congo (Brazzaville, formerly)", "Chad")),
        ("Antigua and Barbuda, Trinidad and Tobago", ("Antigua and Barbuda", "Trinidad and Tobago")),
        ("Chad, Fiji and Tonga", ("Chad", "Fiji", "Tonga")),
        ("Fiji, Trinidad and Tobago and Yemen", ("Fiji", "Trinidad and Tobago", "Yemen")),
        ("United Arab\nEmirates, Chad", ("United Arab Emirates", "Chad")),
        ("Republic of Korea, The former Republic of Wicks", ("Republic of Korea", "The former Republic of Wicks")),
        ("Macedonia, the former Yugoslav Republic of, Chad", ("Macedonia, the former Yugoslav Republic of", "Chad")),
        ("None.", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_names_of_states_are_kept_whole(printed: str, states: tuple[str, ...]) -> None:
    assert votes.names(printed) == states


def test_a_vote_above_its_resolution_gives_the_meeting_the_date_and_the_states() -> None:
    first, second = unres.parse_all((EXAMPLES / "era_2000_volume_with_votes.txt").read_text(encoding="utf-8"))
    vote = first.parts[0].vote
    assert vote is not None and vote.recorded
    assert (vote.in_favour.count, vote.against.states, vote.abstaining.states) == (6, ("Tuvalu",), ("Fiji", "Tonga"))
    assert vote.in_favour.states[-2:] == ("Korea, Republic of", "Micronesia (Federated States of)")
    assert first.parts[0].closing is not None
    assert (first.parts[0].closing.meeting, first.adopted) == (81, date(2000, 12, 4))
    assert first.complete and not [one for one in first.diagnostics if one.code == "vote-disagrees"]
    other = second.parts[0].vote
    assert other is not None and not other.recorded


def test_a_count_that_differs_from_the_list_is_reported_and_neither_is_changed() -> None:
    text = f"{BODY}\nAdopted by a recorded vote of 3 to 1, as follows:\nIn favour: Chad, Fiji.\nAgainst: Tonga.\n"
    found = unres.parse(text)
    vote = found.parts[0].vote
    assert vote is not None
    assert (vote.in_favour.count, vote.in_favour.states) == (3, ("Chad", "Fiji"))
    (said,) = [one for one in found.diagnostics if one.code == "vote-disagrees"]
    assert found.source_text[said.start : said.end].startswith("In favour: Chad, Fiji.")


def test_a_vote_within_one_paragraph_is_read() -> None:
    text = (
        f"{BODY}\n81st plenary meeting\n4 December 2000\n\n[Adopted by a recorded vote of 2 to 1, with 1 abstention, "
        "as follows: In favour: Chad, Fiji. Against: Tonga. Abstaining: Nauru]\n"
    )
    found = unres.parse(text)
    vote = found.parts[0].vote
    assert vote is not None
    assert (vote.in_favour.states, vote.against.states, vote.abstaining.states) == (
        ("Chad", "Fiji"),
        ("Tonga",),
        ("Nauru",),
    )
    assert not [one for one in found.diagnostics if one.code == "vote-disagrees"]


def test_a_clause_that_speaks_of_adopting_is_no_vote() -> None:
    text = f"{BODY}\nAdopted at the 3rd plenary meeting of the Conference, the Declaration calls for light.\n"
    assert unres.parse(text).parts[0].vote is None


VOTES = {
    "fr": "Adoptée à la 81e séance plénière, le 4 décembre 2000, par 2 voix contre une, avec {} abstentions, à "
    "la suite "
    "d’un vote enregistré, les voix s’étant réparties comme suit :\nVotent pour : Bolivie (État plurinational "
    "de), Tchad\n"
    "Votent contre : Tuvalu\nS’abstiennent : Fidji, Corée, République de",
    "es": "Aprobada en la 81ª sesión plenaria, celebrada el 4 de diciembre de 2000, en votación registrada de 2 "
    "votos contra "
    "1 y {} abstenciones, como sigue:\nVotos a favor: Bolivia (Estado Plurinacional de), Chad\nVotos en contra: "
    "Tuvalu\n"
    "Abstenciones: Fiji y Antigua y Barbuda",
    "ru": "Принята на 81-м пленарном заседании 4 декабря 2000 года заносимым в отчет о заседании голосованием 2 "
    "голосами "
    "против 1 при {} воздержавшихся, причем голоса распределились следующим образом:\nГолосовали за: Боливия "
    "(Многонациональное Государство), Чад\nГолосовали против: Тувалу\nВоздержались: Босния и Герцеговина, Фиджи",
    "zh": "2000年12月4日第81次全体会议根据委员会的建议以2票对1票、{}票弃权的记录表决结果通过，表决情况如下：\n"
    "赞成：玻利维亚（多民族国）、乍得\n反对：图瓦卢\n弃权：斐济、特立尼达和多巴哥",
    "ar": "اتخذ في الجلسة العامة 81، المعقودة في 4 كانون الأول/ديسمبر 2000، بتصويت مسجل بأغلبية صوتين مقابل صوت "
    "واحد وامتناع "
    "{} أعضاء عن التصويت، على النحو التالي:\nالمؤيدون: بوليفيا (دولة - المتعددة القوميات)، تشاد\nالمعارضون: "
    "توفالو\n"
    "الممتنعون عن التصويت: ترينيداد وتوباغو، فيجي",
}


@pytest.mark.parametrize("language", VOTES)
def test_lists_are_checked_against_counts_in_every_language(language: str) -> None:
    for count in (2, 3):
        printed = VOTES[language].format(count)
        taken = votes.read(printed, 0, len(printed), language)
        assert votes.is_lead(printed.split("\n")[0], language)
        assert taken.closing is not None
        assert (taken.closing.meeting, taken.closing.date) == (81, date(2000, 12, 4))
        vote = taken.vote
        groups = (vote.in_favour, vote.against, vote.abstaining)
        assert [(group.count, len(group.states)) for group in groups] == [(2, 2), (1, 1), (count, 2)]
        assert [one.code for one in taken.diagnostics] == ["vote-disagrees"] * (count - 2)

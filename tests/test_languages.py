"""Resolutions in the six official languages: one tree, the words of each."""

from __future__ import annotations

import datetime
import os
from pathlib import Path

import pytest

import unres
from unres import citations, footnotes, grammar, notes, openings
from unres.labels import label_of, value_of
from unres.language import recognise
from unres.models import Footnote, Resolution
from unres.note_candidates import Customs
from unres.wording import wording

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
OTHERS = LANGUAGES[1:]
ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("UNRES_SHARED", ROOT.parent / "shared"))


def lighthouses(language: str) -> str:
    """The invented resolution 91/47 in a language."""
    return (ROOT / "examples" / f"lighthouses.{language}.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def versions() -> dict[str, Resolution]:
    return {language: unres.parse(lighthouses(language)) for language in LANGUAGES}


# ---- recognition ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_language_is_told_from_the_document(language: str, versions: dict[str, Resolution]) -> None:
    assert versions[language].language == language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("\tL'Assemblée générale,\n\tRappelant sa résolution 70/1,", "fr"),
        ("RÉSOLUTION ADOPTÉE PAR L’ASSEMBLÉE GÉNÉRALE", "fr"),
        ("Distr.: General\n22 December 2036\n\tГенеральная Ассамблея,", "ru"),
        ("United Nations\n\t大会，\n", "zh"),
        ("إن الجمعيـة العامـة،\n", "ar"),
        ("\tLa Asamblea General\n", "es"),
        ("The keepers of the lamp and the coast", "en"),
        ("Los fareros de la costa y del puerto", "es"),
        ("Cuestión de los Faros", "es"),
        ("Protection de l’atmosphère", "fr"),
        ("\tAyant examiné la question de l’archipel,", "fr"),
        ("The Côte d’Azur and the keepers of the lamps by the sea, which are in the care of their harbours", "en"),
        ("Хранители огня и берега", "ru"),
        ("", "en"),
    ],
)
def test_a_frame_line_tells_the_language_and_else_the_script_and_the_commonest_words(text: str, language: str) -> None:
    assert recognise(text) == language


@pytest.mark.parametrize(
    "text",
    [
        "Die Generalversammlung, unter Hinweis auf ihre Resolution über Leuchttürme vom 9. Dezember 2036, in der sie "
        "des Dienstes der Wärter gedachte, beschließt, die Leuchttürme der Küste zu erhalten und die Lampen zu putzen ",
        "Η Γενική Συνέλευση, υπενθυμίζοντας το ψήφισμά της για τους φάρους, αποφασίζει να διατηρηθούν οι φάροι της "
        "ακτής και να καθαρίζονται οι λάμπες τους, και ζητεί από τον Γενικό Γραμματέα να υποβάλει έκθεση για αυτό, ",
    ],
)
def test_a_text_in_no_official_language_is_said_to_be_in_none(text: str) -> None:
    resolution = unres.parse(f"\t{text}\n\t1.\t{text}\n")
    assert {"language-unknown", "no-resolution"} <= {found.code for found in resolution.diagnostics}
    assert resolution.source_text.count(text.strip()) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_piece_of_a_resolution_is_in_its_language_without_the_frame(language: str) -> None:
    clauses = [line for line in lighthouses(language).splitlines() if line.startswith("\t")][1:]
    resolution = unres.parse("\n".join(clauses))
    assert resolution.language == language
    assert "language-unknown" not in {found.code for found in resolution.diagnostics}


def test_a_text_too_short_to_tell_is_not_complained_of() -> None:
    assert "language-unknown" not in {found.code for found in unres.parse("Leuchttürme").diagnostics}


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_english_masthead_above_does_not_tell_the_language(language: str) -> None:
    head = "United Nations\nA/RES/91/47\nGeneral Assembly\nDistr.: General\n22 December 2036\nNinety-first session\n"
    assert unres.parse(head + lighthouses(language)).language == language


def test_the_language_that_is_given_is_not_questioned() -> None:
    assert unres.parse(lighthouses("fr"), language="es").language == "es"


# ---- one tree ------------------------------------------------------------------------------------------------------


def outline(resolution: Resolution) -> list[tuple[str, int | None, tuple[int, ...]]]:
    """Kind, value of the label and note marks of every block."""

    def value(label: str | None) -> int | None:
        return {"i": 1, "ii": 2}.get(label or "", value_of(label) if label else None)

    return [
        (b.kind, value(getattr(b, "label", None)), tuple(m.number for m in b.note_marks)) for b in resolution.blocks()
    ]


@pytest.mark.parametrize("language", OTHERS)
def test_every_version_has_the_clauses_labels_and_marks_of_the_english_one(
    language: str, versions: dict[str, Resolution]
) -> None:
    assert outline(versions[language]) == outline(versions["en"])


@pytest.mark.parametrize("language", OTHERS)
def test_every_version_cites_what_the_english_one_cites(language: str, versions: dict[str, Resolution]) -> None:
    def cited(resolution: Resolution) -> list[tuple[object, ...]]:
        found = [r for block in resolution.blocks() for r in block.references]
        return sorted((r.symbol or "", r.letter or "", str(r.date), r.target or "", r.organ or "") for r in found)

    assert cited(versions[language]) == cited(versions["en"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_frame_states_the_same_in_every_language(language: str, versions: dict[str, Resolution]) -> None:
    resolution = versions[language]
    assert resolution.symbol == "A/RES/91/47"
    assert resolution.session is not None
    assert (resolution.session.number, resolution.session.kind) == (91, "regular")
    assert [item.number for item in resolution.agenda_items] == [74]
    assert resolution.agenda_items[0].sub in ("b", "ب")
    assert (resolution.adopted, resolution.issued) == (datetime.date(2036, 12, 9), datetime.date(2036, 12, 22))
    assert resolution.basis is not None
    assert (resolution.basis.kind, resolution.basis.paragraph) == ("committee", "14")
    assert resolution.basis.documents == ("A/91/533/Add.2",)
    closing = resolution.parts[0].closing
    assert closing is not None
    assert (closing.meeting, closing.date) == (64, datetime.date(2036, 12, 9))
    assert resolution.organization
    assert resolution.organ
    assert resolution.distribution
    assert resolution.agenda_title


@pytest.mark.parametrize("language", LANGUAGES)
def test_clauses_that_act_alike_bear_one_key_in_every_language(language: str, versions: dict[str, Resolution]) -> None:
    resolution = versions[language]
    keys = [[v.key for v in clause.verbs][-1] for clause in (*resolution.preamble, *resolution.operative)]
    assert keys == ["recall", "take_note", "convinced", "request", "request", "decide"]
    assert {v.mood for clause in resolution.preamble for v in clause.verbs} == {"preambular"}
    assert {v.mood for clause in resolution.operative for v in clause.verbs} == {"operative"}


@pytest.mark.parametrize(
    ("language", "resolved"),
    [
        ("fr", "A/91/302, annexe II."),
        ("es", "A/91/302, anexo II."),
        ("ru", "A/91/302, приложение II."),
        ("zh", "A/91/302，附件二。"),
        ("ar", "A/91/302، المرفق الثاني."),
    ],
)
def test_an_ibid_is_resolved_in_the_words_of_its_language(
    language: str, resolved: str, versions: dict[str, Resolution]
) -> None:
    note = versions[language].footnote(2)
    assert (note.ibid, note.resolved) == (1, resolved)


@pytest.mark.parametrize(
    ("language", "before", "ibid", "resolved"),
    [
        ("ar", "United Nations, Treaty Series, vol. 89, No. 1245.", "المرجع نفسه، المجلد 66، الرقم 58.",
         "United Nations, Treaty Series، المجلد 66، الرقم 58."),
        ("ru", "United Nations, Treaty Series, vol. 89, No. 1245.", "Там же, том 66, № 58.",
         "United Nations, Treaty Series, том 66, № 58."),
        ("zh", "联合国，《条约汇编》，第89卷，第1245号。", "同上，第66卷，第58号。",
         "联合国，《条约汇编》，第66卷，第58号。"),
    ],
)  # fmt: skip
def test_an_ibid_states_a_volume_anew_however_the_note_before_words_it(
    language: str, before: str, ibid: str, resolved: str
) -> None:
    note = Footnote(start=0, end=0, number=1, text=before)
    assert notes.resolved(ibid, note, wording(language)) == resolved


def test_an_ibid_that_repeats_an_unknown_one_is_not_resolved() -> None:
    unknown = Footnote(start=0, end=0, number=81, text="Ibid., document A/4514.")
    known = unknown.model_copy(update={"resolved": "Annals of the Light, document A/4514."})
    assert notes.resolved("Ibid., document A/4512.", unknown, wording("en")) is None
    assert notes.resolved("Ibid., document A/4512.", known, wording("en")) == "Annals of the Light, document A/4512."


@pytest.mark.parametrize("language", LANGUAGES)
def test_spans_cut_the_source_where_the_paragraph_stands(language: str, versions: dict[str, Resolution]) -> None:
    resolution = versions[language]
    for block in resolution.blocks():
        printed = resolution.source_text[block.start : block.end]
        for mark in block.note_marks:
            assert resolution.source_text[mark.start : mark.end] == str(mark.number)
        for reference in block.references:
            assert resolution.source_text[reference.start : reference.end] == reference.text
        assert printed == printed.strip()


# ---- words ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "printed", "number"),
    [
        ("fr", "Soixante-dixième session", 70),
        ("fr", "Soixante-dix-septième session", 77),
        ("fr", "Quatre-vingtième session", 80),
        ("fr", "Quatre-vingt-dix-neuvième session", 99),
        ("fr", "Vingt et unième session", 21),
        ("fr", "Trente-deuxième session extraordinaire", 32),
        ("fr", "Centième session", 100),
        ("es", "Septuagésimo primer período de sesiones", 71),
        ("es", "Decimonoveno período de sesiones", 19),
        ("es", "Duodécimo período de sesiones", 12),
        ("es", "Octogésimo período de sesiones", 80),
        ("es", "Centésimo período de sesiones", 100),
        ("ru", "Cемьдесят пятая сессия", 75),
        ("ru", "Шестьдесят шестая сессия", 66),
        ("ru", "Сороковая сессия", 40),
        ("ru", "Девятнадцатая сессия", 19),
        ("ru", "Одиннадцатая чрезвычайная специальная сессия", 11),
        ("ru", "Сотая сессия", 100),
        ("zh", "第十届会议", 10),
        ("zh", "第七十七届会议", 77),
        ("zh", "第二十届会议", 20),
        ("zh", "第一百届会议", 100),
        ("ar", "الدورة السابعة والسبعون", 77),
        ("ar", "الدورة الستون", 60),
        ("ar", "الدورة الحادية عشرة", 11),
        ("ar", "الدورة الثمانون", 80),
        ("ar", "الجلسة العامة الثالثة والثلاثون", 33),
        ("ar", "الدورة المائة", 100),
        ("en", "Hundred and eighty-third plenary meeting", 183),
    ],
)
def test_ordinals_in_words_are_read(language: str, printed: str, number: int) -> None:
    assert wording(language).ordinal(printed) == number


def in_words(language: str, number: int) -> str:
    """The feminine (in Spanish masculine) ordinal of a session, up to the hundredth."""
    words = ORDINALS[language]
    ones, tens, stems = words["ones"].split("|"), words["tens"].split("|"), words.get("stems", "").split("|")
    if number == 100:
        return words["hundred"]
    if number < len(ones):
        return ones[number]
    ten, one = divmod(number, 10)
    if language == "fr" and ten in (7, 9):
        ten, one = ten - 1, one + 10
    if not one:
        return tens[ten]
    if language == "ar":
        return f"{ones[one]} و{tens[ten]}".replace("الأولى ", "الحادية ")
    if language == "fr":
        last = {1: "unième"}.get(one, ones[one].lower())
        return f"{stems[ten]} et {last}" if one in (1, 11) and ten != 8 else f"{stems[ten]}-{last}"
    joint = {"en": "-", "zh": ""}.get(language, " ")
    return f"{(stems if stems != [''] else tens)[ten]}{joint}{ones[one].lower()}"


ORDINALS = {
    "en": {
        "ones": "|First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth|Thirteenth"
        "|Fourteenth|Fifteenth|Sixteenth|Seventeenth|Eighteenth|Nineteenth",
        "tens": "||Twentieth|Thirtieth|Fortieth|Fiftieth|Sixtieth|Seventieth|Eightieth|Ninetieth",
        "stems": "||Twenty|Thirty|Forty|Fifty|Sixty|Seventy|Eighty|Ninety",
        "hundred": "Hundredth",
        "line": "{} session",
    },
    "fr": {
        "ones": "|Première|Deuxième|Troisième|Quatrième|Cinquième|Sixième|Septième|Huitième|Neuvième|Dixième|Onzième"
        "|Douzième|Treizième|Quatorzième|Quinzième|Seizième|Dix-septième|Dix-huitième|Dix-neuvième",
        "tens": "||Vingtième|Trentième|Quarantième|Cinquantième|Soixantième||Quatre-vingtième|",
        "stems": "||Vingt|Trente|Quarante|Cinquante|Soixante||Quatre-vingt|",
        "hundred": "Centième",
        "line": "{} session",
    },
    "es": {
        "ones": "|Primer|Segundo|Tercer|Cuarto|Quinto|Sexto|Séptimo|Octavo|Noveno|Décimo|Undécimo|Duodécimo"
        "|Decimotercer|Decimocuarto|Decimoquinto|Decimosexto|Decimoséptimo|Decimoctavo|Decimonoveno",
        "tens": "||Vigésimo|Trigésimo|Cuadragésimo|Quincuagésimo|Sexagésimo|Septuagésimo|Octogésimo|Nonagésimo",
        "hundred": "Centésimo",
        "line": "{} período de sesiones",
    },
    "ru": {
        "ones": "|Первая|Вторая|Третья|Четвертая|Пятая|Шестая|Седьмая|Восьмая|Девятая|Десятая|Одиннадцатая|Двенадцатая"
        "|Тринадцатая|Четырнадцатая|Пятнадцатая|Шестнадцатая|Семнадцатая|Восемнадцатая|Девятнадцатая",
        "tens": "||Двадцатая|Тридцатая|Сороковая|Пятидесятая|Шестидесятая|Семидесятая|Восьмидесятая|Девяностая",
        "stems": "||Двадцать|Тридцать|Сорок|Пятьдесят|Шестьдесят|Семьдесят|Восемьдесят|Девяносто",
        "hundred": "Сотая",
        "line": "{} сессия",
    },
    "zh": {
        "ones": "|一|二|三|四|五|六|七|八|九|十|十一|十二|十三|十四|十五|十六|十七|十八|十九",
        "tens": "||二十|三十|四十|五十|六十|七十|八十|九十",
        "hundred": "一百",
        "line": "第{}届会议",
    },
    "ar": {
        "ones": "|الأولى|الثانية|الثالثة|الرابعة|الخامسة|السادسة|السابعة|الثامنة|التاسعة|العاشرة|الحادية عشرة"
        "|الثانية عشرة|الثالثة عشرة|الرابعة عشرة|الخامسة عشرة|السادسة عشرة|السابعة عشرة|الثامنة عشرة|التاسعة عشرة",
        "tens": "||العشرون|الثلاثون|الأربعون|الخمسون|الستون|السبعون|الثمانون|التسعون",
        "hundred": "المائة",
        "line": "الدورة {}",
    },
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_session_to_the_hundredth_is_read_from_its_words(language: str) -> None:
    lines = {n: ORDINALS[language]["line"].format(in_words(language, n)) for n in range(1, 101)}
    found = {n: wording(language).ordinal(line) for n, line in lines.items()}
    assert found == {n: n for n in lines}
    pattern = wording(language).pattern("SESSION_LINE")
    assert [line for line in lines.values() if not pattern.fullmatch(line)] == []


@pytest.mark.parametrize(
    ("language", "formula"),
    [
        ("en", "The General Assembly,"),
        ("en", "The General Assembly"),
        ("fr", "L’Assemblée générale,"),
        ("fr", "L'Assemblée générale"),
        ("fr", "L’ASSEMBLÉE GÉNÉRALE,"),
        ("es", "La Asamblea General,"),
        ("es", "La Asamblea General"),
        ("ru", "Генеральная Ассамблея,"),
        ("ru", "Генеральная Ассамблея"),
        ("zh", "大会，"),
        ("zh", "大　会，"),
        ("zh", "大会"),
        ("ar", "إن الجمعية العامة،"),
        ("ar", "إن الجمعية العامة ،"),
        ("ar", "إنّ الجمعيـة العامـة،"),
    ],
)
def test_the_enacting_formula_is_known_however_it_is_set(language: str, formula: str) -> None:
    printed = next(line for line in lighthouses(language).splitlines() if line.startswith("\t"))
    resolution = unres.parse(lighthouses(language).replace(printed, f"\t{formula}", 1))
    assert [block.text for block in resolution.parts[0].blocks if block.kind == "formula"] == [formula]
    assert resolution.language == language


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("en", "Annex II"),
        ("fr", "Annexe II"),
        ("es", "Anexo II"),
        ("ru", "Приложение II"),
        ("zh", "附件二"),
        ("zh", "附件十一"),
        ("ar", "المرفق الثاني"),
        ("ar", "المرفــق الثالث"),
    ],
)
def test_an_annex_bears_the_numeral_of_its_language(language: str, line: str) -> None:
    text = lighthouses(language)
    note = next(at for at in text.splitlines() if at.startswith("1 "))
    (annex,) = unres.parse(text.replace(f"\n{note}", f"\n{line}\nABC\n{note}", 1)).parts[0].annexes
    assert annex.label == line


@pytest.mark.parametrize(
    ("language", "committee"),
    [
        ("en", "Second Committee"),
        ("fr", "Deuxième Commission"),
        ("es", "Segunda Comisión"),
        ("ru", "Второго комитета"),
        ("zh", "第二委员会"),
        ("ar", "اللجنة الثانية"),
    ],
)
def test_the_committee_is_named_as_its_language_names_it(
    language: str, committee: str, versions: dict[str, Resolution]
) -> None:
    basis = versions[language].basis
    assert basis is not None
    assert basis.committee is not None
    assert committee.casefold() in basis.committee.casefold()


@pytest.mark.parametrize(
    ("language", "printed", "kind"),
    [
        ("fr", "Trente-deuxième session extraordinaire", "special"),
        ("fr", "Onzième session extraordinaire d’urgence", "emergency special"),
        ("es", "Trigésimo segundo período extraordinario de sesiones", "special"),
        ("ru", "Одиннадцатая чрезвычайная специальная сессия", "emergency special"),
        ("zh", "第十一届紧急特别会议", "emergency special"),
        ("zh", "第三十二届(特别)会议", "special"),
        ("ar", "الدورة الاستثنائية الثانية والثلاثون", "special"),
        ("ar", "الدورة الاستثنائية الطارئة الحادية عشرة", "emergency special"),
    ],
)
def test_special_sessions_are_told_from_regular_ones(language: str, printed: str, kind: str) -> None:
    text = lighthouses(language)
    regular = unres.parse(text).session
    assert regular is not None
    assert regular.text is not None
    special = unres.parse(text.replace(regular.text, printed)).session
    assert special is not None
    assert special.kind == kind


@pytest.mark.parametrize(
    ("language", "printed", "date"),
    [
        ("fr", "1er mars 2034", (2034, 3, 1)),
        ("es", "1 de marzo de 2034", (2034, 3, 1)),
        ("ru", "9 декабря 2036 года", (2036, 12, 9)),
        ("ru", "9 December 2036", (2036, 12, 9)),
        ("zh", "2036年12月9日", (2036, 12, 9)),
        ("zh", "2036年2月9日", (2036, 2, 9)),
        ("ar", "10 كانون الأول/ديسمبر 2036", (2036, 12, 10)),
        ("ar", "10 كـانون الثاني/ينايـر 2036", (2036, 1, 10)),
        ("ar", "2 تشرين الثاني/نوفمبر 2036", (2036, 11, 2)),
        ("ar", "6 أيار/مايو 2036", (2036, 5, 6)),
    ],
)
def test_dates_are_read_as_dates(language: str, printed: str, date: tuple[int, int, int]) -> None:
    assert wording(language).date(printed) == datetime.date(*date)


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_that_the_rules_ask_for_is_in_every_language(language: str) -> None:
    own = {"DROPPED", "NO_MARK_BEHIND", "MARK_BRACKET", "DECISION_STEM", "RESOLUTION_STEM", "UNSPACED"}
    own |= {"BEFORE_NUMBER", "COUNTED", "COUNTING", "PRINTED_DIRECTION", "PRINTED_EMPHASIS"}

    # Printed volumes, votes and decisions are read in English alone so far: their words are optional in a language.
    volumes = [
        "RUNNING_",
        "NOTE_OPENING",
        "DECISION_WORDS",
        "FORMULA_AND_MORE",
        "FORMULA_WITHIN",
        "DIVISION",
        "VOTE",
        "STATES_WITH_AND",
        "NO_STATES",
        "RESOLUTION_HEAD",
        "CARD_",
        "ORD_",
    ]

    def asked(code: str) -> set[str]:
        return {name for name in grammar.terminals(code, code) if not name.startswith(tuple(volumes))} - own

    assert asked(language) == asked("en")


@pytest.mark.parametrize("language", OTHERS)
def test_the_common_acts_have_a_verb_in_every_language(language: str) -> None:
    common = """RECALL REAFFIRM NOTE TAKE_NOTE WELCOME RECOGNIZE ENCOURAGE REQUEST CALL_UPON URGE INVITE DECIDE STRESS
        EMPHASIZE EXPRESS CONDEMN DEPLORE DEMAND APPROVE ENDORSE RECOMMEND COMMEND CONVINCED CONCERNED
        HAVE_CONSIDERED"""
    found = {openings._VARIANT.sub("", key) for key in grammar.terminals(f"openings_{language}", language)}
    shared = {"ru": {"DEPLORE", "RECOMMEND"}}  # one Russian verb serves regret and deplore, one encourage and recommend
    assert set(common.split()) - found == shared.get(language, set())


# ---- lead phrases --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "phrase", "keys", "mood"),
    [
        (
            "fr",
            "Se déclarant gravement préoccupée par l’état",
            "Se déclarant gravement préoccupée",
            ["express", "concerned"],
            "preambular",
        ),
        (
            "fr",
            "Exprimant sa profonde gratitude aux gardiens",
            "Exprimant sa profonde gratitude",
            ["express"],
            "preambular",
        ),
        ("fr", "Demande de nouveau instamment aux États", "Demande de nouveau instamment", ["reiterate"], "operative"),
        ("fr", "Demande instamment aux États", "Demande instamment", ["urge"], "operative"),
        ("fr", "Réaffirmant son attachement aux phares", "Réaffirmant son attachement", ["reaffirm"], "preambular"),
        ("fr", "Réaffirmant également son attachement aux", "Réaffirmant également", ["reaffirm"], "preambular"),
        ("fr", "Réaffirme également son engagement", "Réaffirme également son engagement", ["reaffirm"], "operative"),
        ("fr", "Constatant que les phares", "Constatant", ["recognize"], "preambular"),
        ("fr", "Constatant avec inquiétude que", "Constatant avec inquiétude", ["note"], "preambular"),
        ("fr", "Est également consciente de", "Est également consciente", ["recognize"], "operative"),
        ("fr", "Partage la conviction des gardiens", "Partage", ["share"], "operative"),
        ("fr", "Partageant la préoccupation des gardiens", "Partageant la préoccupation", ["share"], "preambular"),
        ("fr", "Exprime aux gardiens", "Exprime", ["express"], "operative"),
        ("fr", "Souhaite que les lampes", "Souhaite", ["encourage"], "operative"),
        ("fr", "Souhaitant que les lampes", "Souhaitant", ["wish"], "preambular"),
        ("fr", "Rappelant sa résolution 88/114", "Rappelant", ["recall"], "preambular"),
        ("fr", "S’inquiétant vivement des naufrages", "S’inquiétant vivement", ["concerned"], "preambular"),
        (
            "es",
            "Acogiendo con beneplácito también la carta",
            "Acogiendo con beneplácito también",
            ["welcome"],
            "preambular",
        ),
        (
            "fr",
            "Prenant note à cet égard avec un intérêt particulier du plan",
            "Prenant note à cet égard avec un intérêt particulier",
            ["take_note"],
            "preambular",
        ),
        ("fr", "Prenant note à cet égard du plan", "Prenant note", ["take_note"], "preambular"),
        ("fr", "Vivement préoccupée de constater que", "Vivement préoccupée", ["concerned"], "preambular"),
        (
            "fr",
            "Réaffirmant qu’elle condamne énergiquement le pillage",
            "Réaffirmant qu’elle condamne énergiquement",
            ["reaffirm", "condemn"],
            "preambular",
        ),
        ("es", "Hace suyas las conclusiones", "Hace suyas", ["endorse"], "operative"),
        ("es", "Reafirmando su compromiso con los faros", "Reafirmando su compromiso", ["reaffirm"], "preambular"),
        ("es", "Reafirmando también su compromiso con", "Reafirmando también", ["reaffirm"], "preambular"),
        ("es", "Reafirma también su solicitud", "Reafirma también su solicitud", ["reaffirm"], "operative"),
        ("es", "Reitera la solicitud que formuló", "Reitera la solicitud", ["reiterate"], "operative"),
        ("es", "Reitera la importancia de los faros", "Reitera", ["reiterate"], "operative"),
        (
            "es",
            "Acogiendo con beneplácito a este respecto la carta",
            "Acogiendo con beneplácito a este respecto",
            ["welcome"],
            "preambular",
        ),
        ("es", "Acoge con beneplácito, a este respecto, la carta", "Acoge con beneplácito", ["welcome"], "operative"),
        ("es", "Resaltando la carta", "Resaltando", ["highlight"], "preambular"),
        (
            "es",
            "Permanece profundamente preocupada",
            "Permanece profundamente preocupada",
            ["remain", "concerned"],
            "operative",
        ),
        ("es", "Está de acuerdo con los fareros", "Está de acuerdo", ["concur"], "operative"),
        ("es", "Observa a este respecto que", "Observa", ["note"], "operative"),
        (
            "es",
            "Condena, en los términos más enérgicos posibles, el pillaje",
            "Condena, en los términos más enérgicos posibles",
            ["condemn"],
            "operative",
        ),
        (
            "es",
            "Pone de relieve nuevamente su profunda preocupación por",
            "Pone de relieve nuevamente su profunda preocupación",
            ["re_emphasize"],
            "operative",
        ),
        ("es", "Continúa invitando a los Estados", "Continúa invitando", ["continue"], "operative"),
        (
            "es",
            "Sigue profundamente preocupada por la costa",
            "Sigue profundamente preocupada",
            ["remain", "concerned"],
            "operative",
        ),
        ("ru", "с удовлетворением отмечая также работу", "с удовлетворением отмечая также", ["welcome"], "preambular"),
        (
            "ru",
            "вновь заявляет о своей решительной поддержке маяков",
            "вновь заявляет о своей решительной поддержке",
            ["reiterate"],
            "operative",
        ),
        ("ru", "вновь заявляет о решимости государств", "вновь заявляет", ["reiterate"], "operative"),
        ("ru", "подтверждая свою приверженность маякам", "подтверждая свою приверженность", ["reaffirm"], "preambular"),
        ("ru", "подтверждая свою поддержку смотрителей", "подтверждая", ["reaffirm"], "preambular"),
        ("ru", "подтверждая также свою приверженность", "подтверждая также", ["reaffirm"], "preambular"),
        ("ru", "вновь просит смотрителей", "вновь просит", ["reiterate"], "operative"),
        ("ru", "вновь настоятельно призывает смотрителей", "вновь настоятельно призывает", ["urge"], "operative"),
        ("ru", "обращает особое внимание на маяки", "обращает особое внимание", ["underline"], "operative"),
        ("ru", "обращает внимание на маяки", "обращает внимание", ["draw_attention"], "operative"),
        ("ru", "считает, что маяки", "считает", ["recognize"], "operative"),
        ("ru", "рассматривает маяки", "рассматривает", ["consider"], "operative"),
        ("ru", "высказывается за", "высказывается", ["encourage"], "operative"),
        ("ru", "высказывается в поддержку маяков", "высказывается в поддержку", ["support"], "operative"),
        ("ru", "c озабоченностью отмечает, что", "c озабоченностью отмечает", ["note"], "operative"),
        ("ru", "выступает в поддержку смотрителей", "выступает в поддержку", ["support"], "operative"),
        ("ru", "выступает против сноса", "выступает против", ["object"], "operative"),
        ("zh", "又赞赏地注意到灯塔", "又赞赏地注意到", ["note"], None),
        ("zh", "深为关切2036年的海难", "深为关切", ["concerned"], None),
        ("zh", "再次请守塔人", "再次请", ["reiterate", "request"], None),
        ("zh", "再次强调灯塔", "再次强调", ["re_emphasize"], None),
        ("zh", "再次敦促守塔人", "再次敦促", ["urge"], None),
        ("zh", "高度赞扬守塔人", "高度赞扬", ["commend"], None),
        ("zh", "提请注意灯塔", "提请注意", ["draw_attention"], None),
        ("zh", "提请会员国注意灯塔", "提请", ["draw_attention"], None),
        ("zh", "核可报告", "核可", ["approve"], None),
        ("zh", "认可报告", "认可", ["endorse"], None),
        (
            "ar",
            "وإذ تؤكــد من جديد التزامها بحماية المنارات",
            "وإذ تؤكــد من جديد التزامها",
            ["reaffirm"],
            "preambular",
        ),
        ("ar", "تؤكد من جديد أن المنارات", "تؤكد من جديد", ["reaffirm"], "operative"),
        ("ar", "وإذ يساورها بالغ القلق إزاء", "وإذ يساورها بالغ القلق", ["concerned"], "preambular"),
        ("ar", "تلاحظ بقلق بالغ غرق السفن", "تلاحظ بقلق بالغ", ["note"], "operative"),
        ("ar", "ترحب بالاهتمام المتزايد بالمنارات", "ترحب", ["welcome"], "operative"),
        ("ar", "تؤكد مرة أخرى دعمها لحراس المنارات", "تؤكد مرة أخرى دعمها", ["reaffirm"], "operative"),
        ("ar", "تؤكد مجددا دعمها لحراس المنارات", "تؤكد مجددا", ["reaffirm"], "operative"),
        ("ar", "وإذ تؤكد من جديد أيضا التزامها", "وإذ تؤكد من جديد أيضا", ["reaffirm"], "preambular"),
        ("ar", "تكرر الإعراب عن قلقها إزاء", "تكرر الإعراب عن قلقها", ["reiterate"], "operative"),
        ("ar", "تكرر الإعراب عن تصميم الحراس", "تكرر الإعراب", ["reiterate"], "operative"),
        ("ar", "وإذ تشعر بالقلق المستمر", "وإذ تشعر بالقلق", ["concerned"], "preambular"),
        ("ar", "وتسليما منها بأهمية المنارات", "وتسليما منها", ["recognize"], "preambular"),
        ("ar", "وإيمانا منها بأن المنارات", "وإيمانا منها", ["believe"], "preambular"),
        ("ar", "لا تزال يساورها بالغ القلق", "لا تزال يساورها بالغ القلق", ["concerned"], "operative"),
        ("ar", "وقد عقدت العزم أيضا على صون المنارات", "وقد عقدت العزم أيضا", ["determined"], "preambular"),
    ],
)
def test_a_lead_phrase_is_read_with_its_act_and_mood(
    language: str, text: str, phrase: str, keys: list[str], mood: str | None
) -> None:
    found = openings.read(text, language)
    assert found is not None
    assert (found.phrase, [verb.key for verb in found.verbs], found.mood) == (phrase, keys, mood)


@pytest.mark.parametrize(
    ("language", "text", "base"),
    [
        ("fr", "Prie les États", "prier"),
        ("es", "Hace suyas", "hacer suyo"),
        ("ru", "просит", "просить"),
        ("zh", "又请", "请"),
    ],
)
def test_a_verb_bears_its_base_form_in_its_language(language: str, text: str, base: str) -> None:
    found = openings.read(text, language)
    assert found is not None
    assert found.verbs[0].base == base


def test_a_chinese_clause_that_ends_like_an_act_is_a_ground_where_numbered_clauses_follow() -> None:
    text = "\t大会，\n\t审议了灯塔的报告，\n\t考虑到守塔人开展的工作；\n\t1.\t核可报告；\n\t2.\t请守塔人继续。\n"
    assert [block.kind for block in unres.parse(text).blocks()][1:] == ["preambular"] * 2 + ["operative"] * 2
    unnumbered = text.replace("\t1.", "").replace("\t2.", "")
    assert [block.kind for block in unres.parse(unnumbered).blocks()][-1] == "operative"


def test_the_title_of_a_chinese_section_is_no_clause_though_it_opens_with_a_verb() -> None:
    text = (
        "\t大会，\n\t审议了灯塔的报告，\n\t1.\t核可报告；\n"
        "\t二\n\t纪念灯塔落成二十周年\n\t2.\t请守塔人继续；\n\t3.\t又请秘书长提出报告。\n"
    )
    title = next(block for block in unres.parse(text).blocks() if block.text == "纪念灯塔落成二十周年")
    assert title.kind == "paragraph"
    ground = next(b for b in unres.parse(text.replace("周年", "周年，")).blocks() if b.text == "纪念灯塔落成二十周年，")
    assert ground.kind == "preambular"


def test_a_chinese_clause_acts_where_the_next_section_follows_what_stands_below_it() -> None:
    text = "\t大会，\n\t一\n\t审议了灯塔的报告，\n\t核可费用，细目如下：\n\t(a)\t灯；\n\t(b)\t油；\n{}"
    section = unres.parse(text.format("\t二\n\t审议了报告，\n\t核可报告。\n"))
    assert [b.kind for b in section.blocks() if b.text == "核可费用，细目如下："] == ["operative"]
    clause = unres.parse(text.format("\t1.\t核可报告；\n\t2.\t请守塔人继续。\n"))
    assert [b.kind for b in clause.blocks() if b.text == "核可费用，细目如下："] == ["preambular"]


def test_a_chinese_clause_that_ends_with_a_stop_acts_where_no_clause_follows() -> None:
    text = "\t大会，\n\t审议了灯塔的报告，\n\t核可全权证书委员会的报告。\n\n第64次全体会议\n2036年12月9日\n"
    resolution = unres.parse(text)
    assert [clause.text for clause in resolution.operative] == ["核可全权证书委员会的报告。"]
    assert len(resolution.preamble) == 1


# ---- labels, citations, marks --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "label", "value"),
    [
        ("\t1 -\tتقرر", "1", 1),
        ("\t(هـ)\tأن", "هـ", 5),
        ("\t(أ أ)\tأن", "أ أ", 27),
        ("\t’2‘\tأن", "’2‘", 2),
        ("\t(c)\t清点", "c", 3),
        ("\t㈢\t清点", "㈢", 3),
        ("\t(十二)\t清点", "十二", 12),
        ("\t(丑)\t清点", "丑", 2),
        ("\tс)\tсосчитать", "с", 3),
        ("\tl)\tDe compter", "l", 12),
        ("\tbb)\tDe compter", "bb", 28),
    ],
)
def test_a_label_counts_however_it_is_written(line: str, label: str, value: int) -> None:
    assert label_of(line)[0] == label
    assert value_of(label) == value


@pytest.mark.parametrize(
    ("language", "line", "label", "level"),
    [
        ("en", "IV", "IV", 1),
        ("fr", "IV. Phares", "IV", 1),
        ("es", "B", "B", 2),
        ("zh", "十二", "十二", 1),
        ("zh", "二、灯塔", "二", 1),
        ("zh", "第二灯塔", None, 3),
        ("ar", "ثانيا", "ثانيا", 1),
        ("ar", "ثانياً", "ثانياً", 1),
        ("ar", "حادي عشر", "حادي عشر", 1),
        ("ar", "باء", "باء", 2),
        ("ar", "ثانيات", None, 3),
    ],
)
def test_a_section_bears_the_numeral_of_its_language(language: str, line: str, label: str | None, level: int) -> None:
    text = lighthouses(language)
    last = next(at for at in text.splitlines() if at.startswith(("\t3.", "\t3 -")))
    headings = [
        block for block in unres.parse(text.replace(last, f"{line}\n{last}")).parts[0].blocks if block.kind == "heading"
    ]
    assert [(heading.label, heading.level) for heading in headings][-1:] == [(label, level)]


def test_an_arabic_heading_that_names_a_session_is_not_the_masthead() -> None:
    text = lighthouses("ar").replace("\t3 -", "الدورة الثانية والتسعون للجمعية العامة\n\t3 -")
    resolution = unres.parse(text)
    assert resolution.session is not None
    assert resolution.session.number == 91


def test_an_indented_heading_between_the_preamble_and_the_clauses_is_no_preambular_clause() -> None:
    text = "\t大会，\n\t审议了灯塔的报告，\n\t灯塔的养护\n\t1.\t核可报告；\n\t2.\t决定纪念灯塔。\n\n第64次全体会议\n"
    resolution = unres.parse(text)
    assert [clause.text for clause in resolution.preamble] == ["审议了灯塔的报告，"]
    assert [block.text for block in resolution.parts[0].blocks if block.kind == "paragraph"] == ["灯塔的养护"]


def test_a_number_that_lost_its_stop_still_goes_on_with_the_numbering() -> None:
    text = lighthouses("es").replace("\t2.\tSolicita", "\t2 Solicita")
    assert [clause.label for clause in unres.parse(text).operative] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("language", "text", "cited"),
    [
        (
            "fr",
            "les résolutions du Conseil de sécurité 658 (1990) du 27 juin 1990 et 690 (1991)",
            ["S/RES/658 (1990)", "S/RES/690 (1991)"],
        ),
        ("fr", "sa résolution 53/243 A et B du 6 octobre 1999", ["A/RES/53/243 A", "A/RES/53/243 B"]),
        ("es", "la resolución 26/20 del Consejo de Derechos Humanos, de 27 de junio de 2014", ["A/HRC/RES/26/20"]),
        ("es", "su decisión 74/545, de 2 de abril de 2020", ["A/DEC/74/545"]),
        ("ru", "резолюцию 2018/18 Экономического и Социального Совета от 3 июля 2018 года", ["E/RES/2018/18"]),
        ("zh", "人权理事会2036年10月8日题为“灯塔”的第48/13号决议", ["A/HRC/RES/48/13"]),
        ("zh", "人权理事会2036年9月28日关于守塔人、灯和油的第36/7号决议", ["A/HRC/RES/36/7"]),
        ("zh", "人权理事会的报告，2036年10月8日题为“灯塔”的第91/13号决议", ["A/RES/91/13"]),
        (
            "zh",
            f"人权理事会2011年4月29日S-16/1号、{'2012年3月1日第19/1号、' * 30}2013年3月1日第22/1号决议",
            ["A/HRC/RES/S-16/1", *["A/HRC/RES/19/1"] * 30, "A/HRC/RES/22/1"],
        ),
        ("zh", "人权理事会2011年9月29日第18/6号、2016年9月29日第33/3号决议", ["A/HRC/RES/18/6", "A/HRC/RES/33/3"]),
        ("zh", "大会第1514(XV)号决议", ["A/RES/1514 (XV)"]),
        ("ar", "قرارها 3211 باء (د-29) المؤرخ 29 تشرين الثاني/نوفمبر 1974", ["A/RES/3211 (XXIX)"]),
        ("ar", "القرار دإط-11/1 المؤرخ 2 آذار/مارس 2022", ["A/RES/ES-11/1"]),
        ("ar", "بالمقرر 75/570 المؤرخ 28 حزيران/يونيه 2021", ["A/DEC/75/570"]),
        ("zh", "人权委员会2005年4月20日第2005/74号决议", []),
        ("zh", "回顾人权委员会在第2005/5号决议中请", []),
        ("zh", "经济及社会理事会2018年7月3日第2018/18号决议", ["E/RES/2018/18"]),
        ("en", "the Commission on Human Rights, in its resolution 2005/5 of 14 April 2005", []),
        ("en", "the Economic and Social Council, in its resolution 2010/5 of 5 July 2010", ["E/RES/2010/5"]),
        ("zh", "NPT/CONF.2000/28(Part I和II)", ["NPT/CONF.2000/28 (Parts I and II)"]),
        ("fr", "NPT/CONF.2000/28 (Parts I et II)", ["NPT/CONF.2000/28 (Parts I and II)"]),
        ("fr", "NPT/CONF.2000/28 (Parts I and II)", ["NPT/CONF.2000/28 (Parts I and II)"]),
        ("ru", "NPT/CONF.2000/28 (Parts I and II)", ["NPT/CONF.2000/28 (Parts I and II)"]),
        ("es", "NPT/CONF.2000/28 (Parts I and II)", ["NPT/CONF.2000/28 (Parts I and II)"]),
        ("zh", "NPT/CONF.2010/50(Vol.II)", ["NPT/CONF.2010/50 (Vol. II)"]),
        ("ru", "A/CONF.157/24 (Часть I)", ["A/CONF.157/24 (Part I)"]),
    ],
)
def test_citations_are_normalised_to_one_symbol(language: str, text: str, cited: list[str]) -> None:
    assert [c.symbol for c in citations.read(text, language)] == cited


@pytest.mark.parametrize(
    ("language", "text", "notes", "marked"),
    [
        ("fr", "10,4 millions de lampes1, 32/13 du 1er mars2,", [1, 2], ["1", "2"]),
        ("zh", "2030年议程1 和第88/114号决议，2 17个灯塔，3", [1, 2, 3], ["1", "2", "3"]),
        ("ar", "المنارات(1)، والمادة 2 (3) من الاتفاقية لعام 2030(2)،", [1, 2, 3], ["1", "2"]),
        ("zh", "实现可持续发展目标1 的进展，17个灯塔", [1], ["1"]),
        ("zh", "可持续发展目标1 的进展，1 灯塔(优先主题2)、港口", [1], ["1"]),
        ("zh", "根据第71/2051 和72/190号决议2 提交", [1, 2], ["1", "2"]),
        ("ar", "المنارات(1)، والحراس (2)، والمادة (3)", [1, 2], ["1", "2"]),
        ("ru", "0,5 маяков1 и ВИЧ/СПИДом2 и", [1, 2], ["1", "2"]),
        (
            "ru",
            "маяков1 и пандемии COVID‑192 и цели 143, смотрителей 4; и 5 портов",
            [1, 2, 3, 4],
            ["1", "2", "3", "4"],
        ),
        ("fr", "résolutions 75/1911 du 1er mars 2031, 74/168 du 2 mai 2029 et 75/1922,", [1, 2], ["1", "2"]),
        ("fr", "la décision 3/COP.141, le Programme 212, le 21 décembre 2031, 2", [1, 2], ["1", "2"]),
        ("es", "el Protocolo del Faro1y la Carta 2, de 3 páginas,3\n", [1, 2], ["1", "2"]),
        ("en", "its resolution 73/346, on 16 September 2019,1 and", [1, 6], ["1"]),
        ("en", "submitted pursuant to resolution 75/1911 and resolution 75/192 of 2 May 2029,2", [1, 2], ["1", "2"]),
    ],
)
def test_marks_stand_where_the_language_sets_them(
    language: str, text: str, notes: list[int], marked: list[str]
) -> None:
    placed = footnotes.assign(text, [(0, len(text))], notes, (), customs=Customs.of(wording(language)))
    assert [text[mark.start : mark.end] for mark in placed] == marked


# ---- real documents ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", OTHERS)
def test_real_documents_have_their_title_closing_and_lead_phrases(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = SHARED / "corpus" / "akn" / language / "76"
    if not folder.is_dir():
        pytest.skip(f"no real documents in {language} here: set UNRES_SHARED to the folder of corpus/ and score/")
    monkeypatch.syspath_prepend(str(SHARED / "score"))
    from gold import ods_text  # type: ignore[import-not-found]

    clauses = known = 0
    for path in sorted(folder.glob("*_76_1[0-4]*.xml"))[:12]:
        resolution = unres.parse(ods_text(path, language))
        assert resolution.title, path.name
        assert resolution.parts[0].closing is not None, path.name
        for clause in (*resolution.preamble, *resolution.operative):
            clauses += 1
            known += bool(clause.verbs)
    assert known / clauses > 0.98

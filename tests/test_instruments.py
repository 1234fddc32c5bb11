"""Conventions, statutes and rules of procedure, in bodies and annexes: their divisions bear their numbers as labels."""

from __future__ import annotations

import pytest

import unres
from unres.models import Heading, Paragraph, Resolution

STATUTE = """3902 (XXVI). Statute of the Office of the Lamplighter

The General Assembly,

Recalling its resolution 3900 (XXV) of 1 May 1970,

Adopts the following statute of the Office of the Lamplighter:

CHAPTER I

GENERAL PROVISIONS

Article 1

1. The Lamplighter shall light the lamps.

2. The Lamplighter shall report to the Assembly.

Article 2

The Office shall have:

(a) Lamps;

(b) Oil.

CHAPTER II

Article 3 bis

This statute enters into force at dusk.

1998th plenary meeting,
29 November 1971.
"""
DECLARATION = """217 A (III). Declaration of lamps

The General Assembly

Proclaims this Declaration of Lamps as a common standard of light for all peoples.

Article 1

All lamps are born free.

Article 2

1. Everyone has the right to a lamp.

2. No one shall be subjected to darkness.

Hundred and eighty-third plenary meeting,
10 December 1948.
"""
RULES = (
    "77/903.\tRules of procedure of the Conference on Lamps\n\tThe General Assembly,\n\tNoting the lamps,\n"
    "\tAdopts the rules of procedure annexed to the present resolution.\n\n64th plenary meeting\n13 December 2022\n\n"
    "Annex\nProvisional rules of procedure of the Conference on Lamps\n"
    "\tI.\tRepresentation and credentials\n\t\tRule 1\nComposition of delegations\n"
    "\tEach State participating in the Conference shall be represented by a head of delegation.\n"
    "\t\tRule 2\nSubmission of credentials\n\t1.\tThe credentials shall be submitted in good time.\n"
    "\t2.\tThe names shall be submitted too.\n\tII.\tOfficers\n\t\tRule 3\nElections\n"
    "\tThe Conference shall elect a President.\n"
)
CONVENTION = (
    "77/904.\tConvention on Lamps\n\tThe General Assembly,\n\tNoting the lamps,\n\t1.\tAdopts the Convention annexed "
    "hereto;\n\t2.\tInvites States to sign it.\n\n64th plenary meeting\n13 December 2022\n\nAnnex\n"
    "Convention on Lamps\n"
    "\tThe States Parties to this Convention,\n\tRecognizing the value of lamps,\n\tHave agreed as follows:\n"
    "\tPart I\n\tGeneral provisions\n\tArticle 1\n\tUse of terms\n\t1.\tFor the purposes of this Convention:\n"
    '\t(a)\t"Lamp" means a light;\n\t2.\tNothing else.\n\tArticle 2. Scope\n\tThis Convention applies to lamps.\n'
    "\tIn witness whereof the undersigned have signed this Convention.\n\tDone at Port Lantern, this day of March.\n"
)


def labels(found: Resolution) -> list[str]:
    return [block.label for block in found.blocks() if isinstance(block, Heading) and block.label]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (STATUTE, ["I", "1", "2", "II", "3 bis"]),
        (DECLARATION, ["1", "2"]),
        (RULES, ["I", "1", "2", "II", "3"]),
        (CONVENTION, ["I", "1", "2"]),
    ],
    ids=["statute in the body", "declaration in the body", "rules in an annex", "convention in an annex"],
)
def test_chapters_articles_and_rules_are_headings_that_bear_their_numbers(text: str, expected: list[str]) -> None:
    assert labels(unres.parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "operatives"), [(STATUTE, [None]), (DECLARATION, [None]), (RULES, [None]), (CONVENTION, ["1", "2"])]
)
def test_numbered_paragraphs_of_an_instrument_are_no_operative_clauses(text: str, operatives: list[str | None]) -> None:
    found = unres.parse(text)
    assert [clause.label for clause in found.operative] == operatives
    assert len(found.preamble) <= 1  # and an instrument's preamble is not the resolution's
    assert not found.diagnostics


def test_numbering_begins_anew_below_each_article() -> None:
    found = unres.parse(STATUTE)
    assert [block.label for block in found.blocks() if isinstance(block, Paragraph)] == ["1", "2", None, None]
    (listed,) = [block for block in found.blocks() if isinstance(block, Paragraph) and block.children]
    assert [child.label for child in listed.children if not isinstance(child, unres.models.Table)] == ["a", "b"]


def test_the_testimonium_stands_at_the_end_of_its_annex() -> None:
    (annex,) = unres.parse(CONVENTION).parts[0].annexes
    assert [block.text[:10] for block in annex.blocks if isinstance(block, Paragraph)][-2:] == [
        "In witness",
        "Done at Po",
    ]
    assert annex.title == "Convention on Lamps"


def test_principles_set_forth_below_the_clause_that_adopts_them_are_no_clauses() -> None:
    found = unres.parse(
        "47/968.\tLamps\n\tThe General Assembly,\n\tNoting the lamps,\n"
        "\tAdopts the Principles on Lamps as set forth below.\n"
        "\tPrinciple 1. Lamps\n\tLamps shall burn.\n\tPrinciple 2. Oil\n\t1.\tOil shall be stored.\n\t2.\tIt shall be "
        "clean.\n85th plenary meeting\n14 December 1992\n"
    )
    assert (labels(found), [clause.label for clause in found.operative]) == (["1", "2"], [None])
    assert [block.label for block in found.blocks() if isinstance(block, Paragraph)] == [None, "1", "2"]


@pytest.mark.parametrize(
    ("line", "heads"),
    [("Article 4", True), ("Article 4. Lamps", True), ("Article 4 of the Convention shall apply.", False)],
)
def test_a_sentence_about_an_article_is_no_heading(line: str, heads: bool) -> None:
    found = unres.parse(CONVENTION.replace("Article 2. Scope", line))
    assert (line in [block.text for block in found.blocks() if isinstance(block, Heading)]) is heads


@pytest.mark.parametrize(
    ("language", "formula", "adopts", "divisions"),
    [
        ("fr", "L’Assemblée générale", "Adopte le statut ci-après :",
         {"Première partie": "Première", "CHAPITRE II": "II", "Article premier": "premier", "Article 2": "2"}),
        ("es", "La Asamblea General", "Aprueba el siguiente estatuto:",
         {"Primera parte": "Primera", "CAPÍTULO II": "II", "Artículo 1": "1", "Artículo 2": "2"}),
        ("ru", "Генеральная Ассамблея", "принимает следующий статут:",
         {"Часть первая": "первая", "ГЛАВА II": "II", "Статья 1": "1", "Правило 2": "2"}),
        ("zh", "大会", "通过下列规约：", {"第一部分": "一", "第二章": "二", "第1条": "1", "第二条": "二"}),
        ("ar", "إن الجمعية العامة", "تعتمد النظام الأساسي التالي:",
         {"الجزء الأول": "الأول", "الفصل الثاني": "الثاني", "المادة 1": "1", "القاعدة 2": "2"}),
    ],
)  # fmt: skip
def test_divisions_are_labelled_in_every_language(
    language: str, formula: str, adopts: str, divisions: dict[str, str]
) -> None:
    body = "\n\n".join(divisions)
    text = f"3902 (XXVI). Lamps\n\n{formula}\n\n{adopts}\n\n{body}\n"
    found = unres.parse(text, language=language)
    assert {block.text: block.label for block in found.blocks() if isinstance(block, Heading)} == divisions

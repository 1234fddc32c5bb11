"""Two language versions of one resolution, paired: what differs is found, and nothing else."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

import unres
from unres.alignment import Alignment, Difference, align, render

LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("UNRES_SHARED", ROOT.parent / "shared"))


def lighthouses(language: str) -> str:
    return (ROOT / "examples" / f"lighthouses.{language}.txt").read_text(encoding="utf-8")


def aligned(language: str, edit: Callable[[str], str] = lambda text: text, against: str = "en") -> Alignment:
    """The English version (or another) against an edited version in `language`."""
    return align(unres.parse(lighthouses(against)), unres.parse(edit(lighthouses(language))))


def without(line: str) -> Callable[[str], str]:
    """Leaves out the one line that holds `line`."""

    def edit(text: str) -> str:
        lines = text.split("\n")
        (found,) = [i for i, printed in enumerate(lines) if line in printed]
        return "\n".join(lines[:found] + lines[found + 1 :])

    return edit


@pytest.mark.parametrize("against", LANGUAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_two_faithful_versions_do_not_differ(language: str, against: str) -> None:
    alignment = aligned(language, against=against)
    assert alignment.differences == ()
    assert alignment.same_numbers
    assert all(pair.a is not None and pair.b is not None for pair in alignment.pairs)


def test_pairs_stand_in_the_order_of_print_with_their_places() -> None:
    places = [(pair.place, pair.depth) for pair in aligned("ar").pairs]
    assert places == [
        ("formula", 0),
        ("preambular 1", 0),
        ("preambular 2", 0),
        ("preambular 3", 0),
        ("operative 1", 0),
        ("operative 1 (a)", 1),
        ("operative 1 (b)", 1),
        ("operative 1 (b) (i)", 2),
        ("operative 1 (b) (ii)", 2),
        ("operative 2", 0),
        ("operative 3", 0),
    ]


@pytest.mark.parametrize(
    ("language", "edit", "difference"),
    [
        ("fr", without("De compter"), Difference("structure", "operative 1 (a)", "subparagraph", None)),
        ("ru", without("просит также"), Difference("structure", "operative 2", "operative", None)),
        ("zh", without("深信"), Difference("structure", "preambular 3", "preambular", None)),
        ("es", lambda text: text.replace("faros1,", "faros,"), Difference("marks", "preambular 2", "1", None)),
        ("ar", lambda text: text.replace("1325 (2000)", "1352 (2000)"),
         Difference("symbols", "operative 2", "S/RES/1325 (2000)", "S/RES/1352 (2000)")),
        ("ru", lambda text: text.replace("1 A/91/302.", "1 A/91/320."),
         Difference("symbols", "footnote 1", "A/91/302", "A/91/320")),
        ("zh", lambda text: text.replace("第64次", "第46次"),
         Difference("header", "meetings", "64 on 2036-12-09", "46 on 2036-12-09")),
        ("fr", lambda text: text.replace("Add.2, par", "Add.3, par"),
         Difference("header", "basis", "A/91/533/Add.2", "A/91/533/Add.3")),
    ],
)  # fmt: skip
def test_what_differs_is_named_with_its_place(
    language: str, edit: Callable[[str], str], difference: Difference
) -> None:
    assert difference in aligned(language, edit).differences


@pytest.mark.parametrize(
    ("language", "line", "same"), [("ru", "просит также", False), ("fr", "De compter", False), ("zh", "深信", True)]
)
def test_only_a_numbered_paragraph_left_out_changes_the_numbers(language: str, line: str, same: bool) -> None:
    assert aligned(language, without(line)).same_numbers is same


def test_a_paragraph_left_out_costs_one_difference_and_the_rest_stays_paired() -> None:
    alignment = aligned("es", without("Solicita también"))
    assert [d.kind for d in alignment.differences] == ["structure"]
    assert [(pair.a.label, pair.b.label) for pair in alignment.pairs if pair.place == "operative 3"] == [("3", "3")]


def test_a_number_misprinted_is_a_difference_of_numbers() -> None:
    alignment = aligned("ru", lambda text: text.replace("\t3.\tпостановляет", "\t4.\tпостановляет"))
    assert not alignment.same_numbers


def test_a_difference_reads_as_a_sentence_would() -> None:
    assert str(Difference("marks", "operative 3", "2, 5", None)) == "operative 3: marks: 2, 5 ≠ —"


# ---- side by side --------------------------------------------------------------------------------------------------


def columns(text: str) -> int:
    """Terminal columns that a text takes."""
    wide = {"W": 2, "F": 2}
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) == "Cf"
        else wide.get(unicodedata.east_asian_width(c), 1)
        for c in text
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [60, 100])
def test_both_columns_keep_their_width(language: str, width: int) -> None:
    for line in render(aligned(language, against="zh"), width).splitlines()[2:-1]:
        left, bar, right = line.partition(" │ ")
        assert bar
        assert columns(left) == (width - 3) // 2
        assert columns(right) <= (width - 3) // 2


def test_a_right_to_left_version_stands_flush_right_and_cannot_turn_the_line() -> None:
    line = next(line for line in render(aligned("ar"), 80).splitlines() if "واقتناعا" in line)
    right = line.split(" │ ")[1]
    assert right.startswith(" ")
    assert "\u2067" in right
    assert right.endswith("\u2069")
    assert columns(right) == (80 - 3) // 2


def test_what_differs_stands_below_its_pair_and_can_stand_alone() -> None:
    alignment = aligned("es", lambda text: text.replace("faros1,", "faros,"))
    shown = render(alignment, 80)
    assert shown.index("preambular 2: marks") > shown.index("Taking note")
    short = render(alignment, 80, only_differences=True)
    assert "Taking note" in short
    assert "Requests" not in short
    assert short.rstrip().endswith(f"{len(alignment.differences)} difference" + "s" * (len(alignment.differences) != 1))


def test_long_clauses_are_cut_to_the_lines_asked_for() -> None:
    shown = render(aligned("fr"), 60, lines=1)
    assert " …" in shown
    assert len(shown.splitlines()) < len(render(aligned("fr"), 60, lines=None).splitlines())


# ---- real documents ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_real_versions_have_the_same_numbers_throughout(language: str, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = SHARED / "corpus" / "akn" / language / "76"
    if not folder.is_dir():
        pytest.skip(
            f"no real documents in {language} here: set UNRES_SHARED to the folder that holds corpus/ and score/"
        )
    monkeypatch.syspath_prepend(str(SHARED / "score"))
    from gold import ods_text  # type: ignore[import-not-found]

    for number in (10, 44, 124, 133, 142):
        (one,) = (SHARED / "corpus" / "akn" / "en" / "76").glob(f"A_RES_76_{number}-*.xml")
        found = list(folder.glob(f"A_RES_76_{number}-*.xml"))
        if not found:
            continue
        alignment = align(unres.parse(ods_text(one, "en")), unres.parse(ods_text(found[0], language)))
        assert alignment.same_numbers, (number, [str(d) for d in alignment.differences])

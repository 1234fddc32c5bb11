"""Every text is some document: nothing is refused, and the leaves tile whatever was read."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_generated import resolutions

import unres

EXAMPLES = {
    path.name: path.read_text(encoding="utf-8").splitlines(keepends=True)
    for path in sorted((Path(__file__).parents[2] / "examples").glob("*.txt"))
}
_CALM = settings(derandomize=True, deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))


def assert_told_once(text: str) -> None:
    """Every character that is not white space belongs to exactly one leaf."""
    found = unres.parse(text)
    told = found.source_text
    held = [0] * len(told)
    for start, end, _ in found.leaves():
        for at in range(start, end):
            held[at] += 1
    wrong = [(at, count, told[at : at + 30]) for at, count in enumerate(held) if count != 1 and not told[at].isspace()]
    assert wrong == []


@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_is_tiled(name: str) -> None:
    assert_told_once("".join(EXAMPLES[name]))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\0",
        "1 Resolution 70/1.",
        "65/900.\tLanterns\n64th plenary meeting\n1 Resolution 70/1.\n64th plenary meeting\n65/900.\tLanterns",
        "13 December 2010\n13 December 2010\nAnnex\nAnnex\n",
        "A\nB\n\tThe General Assembly,\nC\n",
    ],
)
def test_lines_without_their_head_are_told(text: str) -> None:
    assert_told_once(text)


@given(st.text())
@_CALM
def test_any_text_is_told(text: str) -> None:
    assert_told_once(text)


@st.composite
def jumbled(draw: st.DrawFn) -> str:
    """Lines of one example or two, in any order, doubled, left out, cut short."""
    lines = [*EXAMPLES[draw(st.sampled_from(sorted(EXAMPLES)))]]
    if draw(st.booleans()):
        lines += EXAMPLES[draw(st.sampled_from(sorted(EXAMPLES)))]
    chosen = draw(st.lists(st.sampled_from(lines), max_size=30))
    if draw(st.booleans()):  # in their order, some doubled
        chosen.sort(key=lines.index)
    cut = draw(st.integers(0, 60))
    if cut < len(chosen):
        chosen[cut] = chosen[cut][: draw(st.integers(0, len(chosen[cut])))]
    return "".join(chosen)


@given(jumbled())
@_CALM
def test_any_jumble_of_lines_is_told(text: str) -> None:
    assert_told_once(text)


_FEWER = settings(_CALM, max_examples=60)
_NUMBERED = re.compile(r"\t(\d+)\.\t")


def oddity(lines: list[str], at: int, *, doubled: bool) -> str | None:
    """The diagnostic that must be given where the line at `at` is lost or printed twice, if any."""
    number = _NUMBERED.match(lines[at])
    closing = next(place for place, line in enumerate(lines) if "plenary meeting" in line)
    if number is not None and at < closing:
        following = next((_NUMBERED.match(line) for line in lines[at + 1 : closing] if _NUMBERED.match(line)), None)
        if doubled:
            return "number-repeated"
        return "number-missing" if number[1] != "1" and following and following[1] != "1" else None
    if not doubled and lines[at].startswith("85/900."):
        return "no-title"
    if not doubled and lines[at] == "\tThe General Assembly,":
        return "no-formula"
    return None


@given(resolutions(), st.integers(0, 10_000), st.booleans())
@_FEWER
def test_a_line_lost_or_doubled_loses_nothing_else_and_is_told(
    drawn: tuple[str, Any], where: int, doubled: bool
) -> None:
    lines = drawn[0].splitlines()
    at = where % len(lines)
    kept = [*lines[:at], *([lines[at]] * 2 if doubled else []), *lines[at + 1 :]]
    assert_told_once("\n".join(kept))
    expected = oddity(lines, at, doubled=doubled) if "\nB\n" not in drawn[0] else None
    if expected is not None:
        codes = [found.code for found in unres.parse("\n".join(kept)).diagnostics]
        assert expected in codes, (expected, lines[at], codes)


@given(resolutions(), st.integers(0, 100_000))
@_FEWER
def test_a_resolution_cut_anywhere_loses_nothing_and_is_told(drawn: tuple[str, Any], where: int) -> None:
    printed = drawn[0]
    closing = printed.index("plenary meeting")
    cut = printed[: where % len(printed)]
    assert_told_once(cut)
    codes = {found.code for found in unres.parse(cut).diagnostics}
    if len(cut) < closing - 4:
        assert codes & {"no-closing", "no-resolution", "no-title"}, codes
    rest = printed[where % len(printed) :]
    assert_told_once(rest)
    if "\tThe General Assembly," not in rest:
        assert {found.code for found in unres.parse(rest).diagnostics} & {"no-resolution", "no-title", "no-formula"}

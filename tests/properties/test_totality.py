"""Every text is some document: nothing is refused, and the leaves tile whatever was read."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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

"""Where the rules of a printed line are."""

from __future__ import annotations

from pathlib import Path

import pytest

import unres
from unres.grammar_files import read
from unres.rules import of_lines

EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.txt"))


def test_a_line_is_told_with_its_kind_its_words_and_what_it_became() -> None:
    resolution = unres.parse_file(EXAMPLES[0].with_name("lighthouses.fr.txt"))
    found = {one.text.strip(): one for one in of_lines(resolution)}
    formula = found["L’Assemblée générale,"]
    assert (formula.line, formula.kind, formula.became) == (6, "FORMULA", ("formula",))
    assert defined(formula.rule).startswith("FORMULA.")
    assert defined(str(formula.words)).startswith("FORMULA_WORDS:")
    assert defined(str(formula.layout)).startswith("head:")
    item = found["ii)\tUne carte de leurs feux2 ;"]
    assert (item.kind, item.became, item.words) == ("LETTERED", ("subparagraph op1-b-ii",), None)
    assert defined(str(item.layout)).startswith("subparagraph:")


def test_masthead_and_furniture_stand_in_no_rule_of_the_layout() -> None:
    resolution = unres.parse_file(EXAMPLES[0].with_name("plain.txt"))
    fields = {name for one in of_lines(resolution) if one.layout is None for name in one.became}
    assert {"anchor", "adoption", "basis", "ods", "symbol", "job_number"} <= fields
    assert "formula" not in fields


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_every_printed_line_has_a_rule_and_became_something(example: Path) -> None:
    for resolution in unres.parse_all(example.read_text(encoding="utf-8")):
        ruled = list(of_lines(resolution))
        assert [one for one in ruled if not one.became] == []
        assert all(defined(one.rule).startswith(one.kind) for one in ruled)
        lines = resolution.source_text.split("\n")
        assert all(one.text.split("\n")[0] in lines[one.line - 1] for one in ruled)


def defined(place: str) -> str:
    """The line of a grammar file that a place names."""
    file, _, line = place.partition(":")
    return read(file).splitlines()[int(line) - 1]

"""The grammars as they are loaded."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from unres import grammar
from unres.lines import Branch, Line


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of its own for what is put together, and no memory of what was loaded."""
    monkeypatch.setattr(grammar, "KEPT", tmp_path)
    for cached in (grammar._kept, grammar._terminals, grammar.layout_parser):
        cached.cache_clear()
    yield tmp_path
    for cached in (grammar._kept, grammar._terminals, grammar.layout_parser):
        cached.cache_clear()


def test_every_language_is_put_together_when_the_package_is_built(kept: Path) -> None:
    assert [path.stem for path in grammar.keep(Branch)[1:]] == ["ar", "en", "es", "fr", "ru", "zh"]


def test_what_was_kept_is_what_lark_puts_together(kept: Path) -> None:
    assert grammar._kept("fr") == {}
    fresh = grammar._terminals("openings_fr", "fr")
    grammar.keep(Branch)
    for cached in (grammar._kept, grammar._terminals, grammar.layout_parser):
        cached.cache_clear()
    assert grammar._terminals("openings_fr", "fr") == fresh


def outline(branch: Branch) -> list[Any]:
    return [branch.data, *branch.lines, *map(outline, branch.branches)]


def test_the_parser_that_was_kept_gives_the_tree_that_a_fresh_one_gives(kept: Path) -> None:
    lines = [Line("FORMULA", "The General Assembly,"), Line("OPERATIVE", "1. Notes:"), Line("_INDENT", "")]
    lines += [Line("ITEM", "(a) Lamps;"), Line("_DEDENT", ""), Line("MEETING", "64th plenary meeting")]
    fresh = grammar.layout_parser(Branch).parse(lines)
    grammar.keep(Branch)
    grammar.layout_parser.cache_clear()
    loaded = grammar.layout_parser(Branch).parse(lines)
    assert isinstance(loaded, Branch) and isinstance(fresh, Branch)
    assert outline(loaded) == outline(fresh)
    assert [child.data for child in loaded.branches[0].branches] == ["head", "operative", "closing"]


def test_a_parser_that_was_kept_of_another_layout_is_not_used(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    grammar.keep(Branch)
    monkeypatch.setattr(grammar, "read", lambda name: "document: TITLE\n%declare TITLE\n")
    assert not grammar._kept_parser().exists()


def test_what_was_kept_of_an_older_grammar_is_not_used(kept: Path) -> None:
    stale = {"en": {"of": "another text", "terminals": [["YEAR", "x", 0, 1]]}}
    (kept / "en.json").write_text(json.dumps(stale), encoding="utf-8")
    assert grammar.terminals.__wrapped__("en", "en")["YEAR"] != "x"


@pytest.mark.parametrize("language", grammar.languages())
def test_an_indent_that_is_taken_once_for_several_kinds_stood_before_all_that_each_of_them_is(language: str) -> None:
    assert grammar.line_pattern(language).pattern.count(grammar._INDENT) < 8  # of some twenty
    for kind in grammar._terminals("lines", language):
        if kind.expression.startswith(grammar._INDENT):
            bare = re.sub(r"\[[^\]]*\]", "", re.sub(r"\\.", "", kind.expression))
            while (inner := re.sub(r"\([^()]*\)", "", bare)) != bare:
                bare = inner
            assert "|" not in bare, kind.name  # else only its first form might be indented


def test_an_expression_that_the_standard_library_lacks_is_compiled_by_regex() -> None:
    assert grammar.compiled(r"\p{Lu}+").fullmatch("ÉTÉ")
    assert grammar.compiled(r"[A-Z]+").fullmatch("UN")


@pytest.mark.parametrize("expression", [r"\p{Han}+", r"[\p{Han}x]+", r"(?<=\d+)\p{Han}+", r"\p{L}+", r"[^\p{Ll}]+"])
def test_letters_by_property_are_matched_in_and_out_of_classes(expression: str) -> None:
    found = grammar.compiled(expression).search("12国际")
    assert found is not None
    assert found[0] in ("国际", "12国际")

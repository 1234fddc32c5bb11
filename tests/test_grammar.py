"""The grammars as they are loaded."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from unres import grammar


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of its own for what is put together, and no memory of what was loaded."""
    monkeypatch.setattr(grammar, "KEPT", tmp_path)
    for cached in (grammar._kept, grammar._terminals):
        cached.cache_clear()
    yield tmp_path
    for cached in (grammar._kept, grammar._terminals):
        cached.cache_clear()


def test_every_language_is_put_together_when_the_package_is_built(kept: Path) -> None:
    assert [path.stem for path in grammar.keep()] == ["ar", "en", "es", "fr", "ru", "zh"]


def test_what_was_kept_is_what_lark_puts_together(kept: Path) -> None:
    assert grammar._kept("fr") == {}
    fresh = grammar._terminals("openings_fr", "fr")
    grammar.keep()
    for cached in (grammar._kept, grammar._terminals):
        cached.cache_clear()
    assert grammar._terminals("openings_fr", "fr") == fresh


def test_what_was_kept_of_an_older_grammar_is_not_used(kept: Path) -> None:
    stale = {"en": {"of": "another text", "terminals": [["YEAR", "x", 0, 1]]}}
    (kept / "en.json").write_text(json.dumps(stale), encoding="utf-8")
    assert grammar.terminals.__wrapped__("en", "en")["YEAR"] != "x"


def test_an_expression_that_the_standard_library_lacks_is_compiled_by_regex() -> None:
    assert grammar.compiled(r"\p{Lu}+").fullmatch("ÉTÉ")
    assert grammar.compiled(r"[A-Z]+").fullmatch("UN")


@pytest.mark.parametrize("expression", [r"\p{Han}+", r"[\p{Han}x]+", r"(?<=\d+)\p{Han}+", r"\p{L}+", r"[^\p{Ll}]+"])
def test_letters_by_property_are_matched_in_and_out_of_classes(expression: str) -> None:
    found = grammar.compiled(expression).search("12国际")
    assert found is not None
    assert found[0] in ("国际", "12国际")

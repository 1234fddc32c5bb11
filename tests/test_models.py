"""What the views of a resolution promise."""

from __future__ import annotations

import importlib
import pkgutil
from pathlib import Path
from types import ModuleType

import pytest

import unres
from unres.models import MastheadField, NoteMark, Part, Table, Vote, unchecked

LETTERED = """76/901.\tQuestions relating to lanterns
A
Lanterns of the coast
\tThe General Assembly,
\tRecalling its resolution 57/32,
\t1.\tRequests the Secretary-General:
\t(a)\tTo light every lantern, namely:
\t(i)\tThe red ones;
\t(ii)\tThe green ones;
\t(b)\tTo report;
\t2.\tDecides to adopt the rules in the annex.
64th plenary meeting
13 December 2021
B
Lanterns of the river
\tThe General Assembly,
\t1.\tCalls upon all river States to light lanterns;
\t2.\tDecides to remain seized of the matter.
64th plenary meeting
13 December 2021
Annex I
Rules for lanterns
\t1.\tA lantern is lit at dusk.
Annex II
Colours of lanterns
\t1.\tA lantern is red or green.
"""


@pytest.mark.parametrize(
    ("path", "opens"),
    [
        ("1", "Requests the"),
        ("1 (a)", "To light"),
        ("1 (a) (ii)", "The green"),
        ("1(b)", "To report"),
        ("B 1", "Calls upon"),
        ("B 2", "Decides to remain"),
        ("annex I 1", "A lantern is lit"),
        ("Annex II, 1", "A lantern is red"),
        ("B annex II", "Annex II"),
        ("annex", "Annex I"),
    ],
)
def test_a_clause_is_found_by_the_path_that_cites_it(path: str, opens: str) -> None:
    assert unres.parse(LETTERED).clause(path).text.startswith(opens)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("9", "no '9' in the text"),
        ("1 (c)", "no 'c' in '1'"),
        ("B 1 (a)", "no 'a' in 'B 1'"),
        ("annex IV 1", "no annex IV"),
        ("A annex", "no annex"),
        ("", "an empty path"),
        ("B", "names a part"),
    ],
)
def test_a_path_that_leads_nowhere_says_how_far_it_led(path: str, said: str) -> None:
    with pytest.raises(KeyError, match=said.replace("(", r"\(")):
        unres.parse(LETTERED).clause(path)


def test_leaves_stand_in_the_order_of_print() -> None:
    text = (Path(__file__).parents[1] / "examples" / "lighthouses.en.txt").read_text(encoding="utf-8")
    starts = [start for start, _, _ in unres.parse(text).leaves()]
    assert starts == sorted(starts)


def test_a_table_with_a_vote_amid_its_rows_is_in_pieces_around_the_vote() -> None:
    table = Table(start=0, end=30, id="t", rows=())
    vote = Vote(start=10, end=20, text="Adopted 2 to 1")
    field = MastheadField(start=12, end=14, name="page_number", text="17")
    part = Part(start=0, end=30, number=None, title="", blocks=(table,), vote=vote)
    found = unres.Resolution(title="", parts=(part,), fields=(field,), source_text="x" * 30)
    pieces = [(start, end, type(node).__name__) for start, end, node in found.leaves()]
    assert pieces == [
        (0, 10, "Table"), (10, 12, "Vote"), (12, 14, "MastheadField"), (14, 20, "Vote"), (20, 30, "Table"),
    ]  # fmt: skip


EXAMPLES = sorted((Path(__file__).parents[1] / "examples").glob("*.txt"))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_what_the_parser_builds_unchecked_stands_every_check(example: Path) -> None:
    resolution = unres.parse(example.read_text(encoding="utf-8"))
    values = resolution.model_dump()
    assert unres.Resolution.model_validate(values, strict=True) == resolution
    assert unres.Resolution.model_validate_json(resolution.model_dump_json(), strict=True) == resolution


def test_a_model_built_unchecked_is_the_same_as_one_that_was_checked() -> None:
    build = unchecked(NoteMark)
    mark, checked = build(number=3, offset=7, start=9, end=10), NoteMark(number=3, offset=7, start=9, end=10)
    assert mark == checked
    assert mark.model_dump_json() == checked.model_dump_json()
    assert mark.repeat is False


def test_every_public_name_is_what_it_is_called_whatever_was_imported_before() -> None:
    """A module named like a function would take the function's place in the package once it is imported."""
    for _, name, _ in pkgutil.walk_packages(unres.__path__, "unres."):
        if name not in ("unres.__main__",):
            importlib.import_module(name)
    assert [name for name in unres.__all__ if isinstance(getattr(unres, name), ModuleType)] == []

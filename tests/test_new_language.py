"""A language is what `grammars/` holds: German, by three files of its own and no new code.

German is no official language, and no resolution of it is measured; the files in `german/` are as small as a whole
language can be. They are put beside a copy of the six, and a Python of its own reads with them.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
GERMAN = Path(__file__).parent / "german"

PROGRAM = """
import json, sys
import unres
from unres.commands import app

text = open(sys.argv[1], encoding="utf-8").read()
resolution = unres.parse(text)
schema = unres.json_schema()["properties"]["language"]["enum"]
print(json.dumps({
    "resolution": resolution.model_dump(mode="json"),
    "akn": unres.to_akn(resolution),
    "again": unres.to_akn(unres.from_akn(unres.to_akn(resolution))),
    "html": unres.to_html(resolution),
    "text": unres.to_text(unres.parse(unres.to_text(resolution))) == unres.to_text(resolution),
    "schema": schema,
    "offered": [list(one.type.choices) for one in app.commands["parse"].params if one.name == "language"],
    "english": unres.parse(open(sys.argv[2], encoding="utf-8").read()).model_dump(mode="json"),
}))
"""


@pytest.fixture(scope="module")
def german(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a copy of the library says of a German resolution, once the three files are in its `grammars/`."""
    pytest.importorskip("lxml", reason="lxml is not installed")
    pytest.importorskip("click", reason="click is not installed")
    tree = tmp_path_factory.mktemp("tree")
    shutil.copytree(ROOT / "src" / "unres", tree / "src" / "unres", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(ROOT / "grammars", tree / "grammars")
    for path in GERMAN.glob("*.lark"):
        shutil.copy(path, tree / "grammars")
    documents = [GERMAN / "leuchttuerme.txt", ROOT / "examples" / "lighthouses.en.txt"]
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *map(str, documents)],
        env={**os.environ, "PYTHONPATH": str(tree / "src"), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_a_german_resolution_is_recognised_and_read(german: dict[str, Any]) -> None:
    found = german["resolution"]
    assert (found["language"], found["symbol"], found["title"]) == ("de", "A/RES/91/47", "Schutz der Leuchttürme")
    assert (found["adopted"], found["issued"], found["session"]["number"]) == ("2036-12-09", "2036-12-22", 91)
    assert found["parts"][0]["closing"]["meeting"] == 64
    assert (found["basis"]["documents"], found["basis"]["paragraph"]) == (["A/91/533/Add.2"], "14")
    assert [(item["number"], item["sub"]) for item in found["agenda_items"]] == [(74, "b")]
    assert found["diagnostics"] == []


def test_its_clauses_are_those_of_the_english_version(german: dict[str, Any]) -> None:
    def shape(blocks: list[dict[str, Any]]) -> list[Any]:
        return [(b["kind"], b["label"], b["id"], shape(b.get("children", []))) for b in blocks]

    ours, english = german["resolution"], german["english"]
    assert shape(ours["parts"][0]["blocks"]) == shape(english["parts"][0]["blocks"])
    clauses = [block for block in ours["parts"][0]["blocks"] if block["kind"] in ("preambular", "operative")]
    assert [(one["opening"], one["verbs"][0]["key"]) for one in clauses] == [
        ("unter Hinweis", "recall"),
        ("mit Dank Kenntnis nehmend", "take_note"),
        ("überzeugt", "convinced"),
        ("ersucht", "request"),
        ("ersucht außerdem", "request"),
        ("beschließt", "decide"),
    ]


def test_its_citations_and_marks_are_those_of_the_english_version(german: dict[str, Any]) -> None:
    def cited(resolution: dict[str, Any]) -> list[Any]:
        blocks = resolution["parts"][0]["blocks"][:6]
        return [(r["kind"], r["symbol"], r["date"], r["organ"], r["target"]) for b in blocks for r in b["references"]]

    assert cited(german["resolution"]) == cited(german["english"])
    assert [note["marks"] for note in german["resolution"]["footnotes"]] != [[], []]
    assert german["resolution"]["footnotes"][1]["resolved"] == "A/91/302, Anlage II."


def test_every_export_has_its_words(german: dict[str, Any]) -> None:
    assert german["text"]
    assert german["again"] == german["akn"]
    assert 'FRBRlanguage language="deu"' in german["akn"]
    assert '<html lang="de" dir="ltr">' in german["html"]
    assert "Gliederung" in german["html"]


def test_the_schema_and_the_commands_list_it_beside_the_six(german: dict[str, Any]) -> None:
    assert german["schema"] == ["ar", "de", "en", "es", "fr", "ru", "zh"]
    assert german["offered"] == [german["schema"]]


def test_without_the_files_there_is_no_such_language() -> None:
    from pydantic import ValidationError

    from unres import json_schema
    from unres.models import Resolution

    assert json_schema()["properties"]["language"]["enum"] == ["ar", "en", "es", "fr", "ru", "zh"]
    with pytest.raises(ValidationError, match="language"):
        Resolution(language="de")

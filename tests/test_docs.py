"""The documentation says what the library does: its sessions run, its generated parts are whole."""

from __future__ import annotations

import doctest
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import unres
from unres.exports.tables import write

DOCS = Path(__file__).parent.parent / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.md") if ">>> " in path.read_text(encoding="utf-8"))


def test_there_are_pages_with_sessions_to_run() -> None:
    assert DOCS / "tutorial.md" in PAGES


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_what_a_page_shows_is_what_the_library_answers(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for sample in (DOCS / "samples").iterdir():
        shutil.copy(sample, tmp_path)
    monkeypatch.chdir(tmp_path)
    session = doctest.testfile(str(page), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert (session.failed, session.attempted > 0) == (0, True)


def test_the_ten_lines_of_the_citation_graph_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("networkx", reason="networkx is not installed")
    code = (DOCS / "how-to" / "citation-graph.md").read_text(encoding="utf-8").split("```python\n")[1].split("```")[0]
    assert len([line for line in code.splitlines() if line]) <= 10
    (tmp_path / "resolutions").mkdir()
    shutil.copy(DOCS / "samples" / "reading-rooms.txt", tmp_path / "resolutions")
    monkeypatch.chdir(tmp_path)
    found: dict[str, object] = {}
    exec(code.replace("print(", "found.update(rank="), {"found": found})
    assert [name for name, _ in found["rank"]] == ["A/RES/57/32", "A/RES/70/1", "A/RES/85/900"]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("library", "shown"), [("pandas", "Requests the Secretary-General:"), ("polars", "A/RES/57/32")]
)
def test_pandas_and_polars_read_the_tables_as_shown(
    library: str, shown: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in (library, "pyarrow"):
        pytest.importorskip(name, reason=f"{name} is not installed")
    write([unres.parse_file(DOCS / "samples" / "reading-rooms.txt")], tmp_path / "tables", "parquet")
    monkeypatch.chdir(tmp_path)
    blocks = (DOCS / "how-to" / "parquet.md").read_text(encoding="utf-8").split("```python\n")[1:]
    (code,) = (block.split("```")[0] for block in blocks if f"import {library}" in block)
    if library == "pandas":
        code = "import pandas\npandas.set_option('display.max_colwidth', None, 'display.width', 500)\n" + code
    exec(code, {})
    assert shown in capsys.readouterr().out


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    pytest.importorskip("material", reason="mkdocs-material is not installed: the extra unres[docs]")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=DOCS.parent, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    loaded = re.findall(
        r'(?:src|href)="(https?://[^"]+\.(?:js|css|woff2?))"', (tmp_path / "index.html").read_text("utf-8")
    )
    assert loaded == []


def test_generated_parts_name_every_model_command_table_and_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(DOCS))
    monkeypatch.delitem(sys.modules, "generate", raising=False)
    import generate

    asked = "".join(
        f"<!-- generate: {part} -->\n\n" for part in ("models", "commands", "tables", "diagnostics", "grammars")
    )
    page = generate.on_page_markdown(asked)
    for wanted in (
        "## Operative",
        "| `note_marks` | `tuple[NoteMark, ...]` |",
        "## unres compare",
        "## citations",
        "| `mark-without-note` | warning |",
        "## layout.lark",
    ):
        assert wanted in page
    assert "None |\n" not in page


def test_a_page_of_figures_that_are_not_measured_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.syspath_prepend(str(DOCS))
    import generate

    monkeypatch.setattr(generate, "ROOT", tmp_path)
    (tmp_path / "docs").mkdir()
    assert "Not measured yet" in generate.on_page_markdown("<!-- measured: Speed -->")
    (tmp_path / "docs" / "measurements.md").write_text("## Accuracy\n\n99.8\n\n## Speed\n\n7 ms\n", encoding="utf-8")
    assert generate.on_page_markdown("<!-- measured: Accuracy -->").strip() == "99.8"
    assert generate.on_page_markdown("<!-- measured: Speed -->").strip() == "7 ms"

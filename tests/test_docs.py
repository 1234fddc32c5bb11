"""The documentation says what the library does: its sessions run, its generated parts are whole."""

from __future__ import annotations

import doctest
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

import unres
from unres.commands import app
from unres.exports.tables import write

DOCS = Path(__file__).parent.parent / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.md") if ">>> " in path.read_text(encoding="utf-8"))


def test_there_are_pages_with_sessions_to_run() -> None:
    assert DOCS / "tutorial.md" in PAGES


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_what_a_page_shows_is_what_the_library_answers(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    session = doctest.testfile(str(page), module_relative=False, optionflags=doctest.NORMALIZE_WHITESPACE)
    assert (session.failed, session.attempted > 0) == (0, True)


def lay_out(folder: Path) -> None:
    """The files that the pages speak of."""
    (folder / "resolutions").mkdir()
    for sample in (DOCS / "samples").iterdir():
        shutil.copy(sample, folder)
        shutil.copy(sample, folder / "resolutions")
    for example in (DOCS.parent / "examples").glob("*.txt"):
        shutil.copy(example, folder)
    shutil.copy(DOCS / "samples" / "reading-rooms.txt", folder / "A_RES_65_123.txt")


def blocks(kind: str) -> list[tuple[str, str]]:
    """(page, code) of each block of that kind on the pages and in the README."""
    pages = [*sorted(DOCS.rglob("*.md")), DOCS.parent / "README.md"]
    found = []
    for page in pages:
        text = page.read_text(encoding="utf-8")
        found += [(page.stem, code) for code in re.findall(rf"^```{kind}\n(.*?)^```", text, re.DOTALL | re.MULTILINE)]
    return found


def test_every_kind_of_block_is_one_that_is_tested() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in DOCS.rglob("*.md"))
    assert set(re.findall(r"^```(\w*)$", text, re.MULTILINE)) <= {"", "text", "console", "pycon", "python"}


def spoken(code: str) -> list[tuple[str, list[str]]]:
    """Each command of a console block with the lines shown below it."""
    found: list[tuple[str, list[str]]] = []
    for line in code.splitlines():
        if line.startswith("$ "):
            found.append((line[2:], []))
        elif line:
            found[-1][1].append(line)
    return found


@pytest.mark.parametrize(("page", "code"), blocks("console"))
def test_every_command_that_a_page_shows_runs_and_prints_what_is_shown(
    page: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("webbrowser.open", lambda url: True)
    for command, shown in spoken(code):
        program, *arguments = shlex.split(command)
        if program == "pip":
            continue
        assert program == "unres"
        result = CliRunner().invoke(app, arguments)
        assert result.exit_code == 0, result.output
        printed = result.stdout.splitlines()
        if shown and shown[-1] == "…":
            shown, printed = shown[:-1], printed[: len(shown) - 1]
        assert not shown or [line.rstrip() for line in printed] == shown


@pytest.mark.parametrize(("page", "code"), blocks("python"))
def test_every_program_that_a_page_shows_runs(
    page: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in re.findall(r"^import (\w+)", code, re.MULTILINE):
        pytest.importorskip(name, reason=f"{name} is not installed")
    lay_out(tmp_path)
    (tmp_path / "examples").mkdir()
    for example in (DOCS.parent / "examples").glob("*.txt"):
        shutil.copy(example, tmp_path / "examples")
    if "tables/" in code:
        pytest.importorskip("pyarrow", reason="pyarrow is not installed")
        write([unres.parse_file(DOCS / "samples" / "reading-rooms.txt")], tmp_path / "tables", "parquet")
    monkeypatch.chdir(tmp_path)
    exec(compile(code, f"{page}.md", "exec"), {})


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
        f"<!-- generate: {part} -->\n\n"
        for part in ("models", "commands", "tables", "diagnostics", "grammars", "lines")
    )
    page = generate.on_page_markdown(asked)
    for wanted in (
        "## Operative",
        "| `note_marks` | `tuple[NoteMark, ...]` |",
        "## unres compare",
        "## citations",
        "| `mark-without-note` | warning |",
        "## layout.lark",
        "| 7 | `The General Assembly,` | FORMULA `lines.lark:",
    ):
        assert wanted in page
    assert "None |\n" not in page


def test_the_rules_that_the_grammar_page_quotes_are_those_of_the_grammar() -> None:
    page = (DOCS / "grammar.md").read_text(encoding="utf-8")
    grammars = "".join(
        (DOCS.parent / "grammars" / name).read_text(encoding="utf-8") for name in ("lines.lark", "en.lark")
    )
    quoted = [
        line
        for block in re.findall(r"^```text\n(.*?)^```", page, re.DOTALL | re.MULTILINE)
        for line in block.splitlines()
    ]
    assert [line for line in quoted if line.removesuffix("…") not in grammars] == []
    for name in re.findall(r"`(_?[A-Z_]{4,})`", page):
        files = (*(DOCS.parent / "grammars").glob("*_en.lark"), *(DOCS.parent / "grammars").glob("l*.lark"))
        assert any(name in path.read_text(encoding="utf-8") for path in files) or name in grammars, name


def test_a_page_of_figures_that_are_not_measured_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.syspath_prepend(str(DOCS))
    import generate

    monkeypatch.setattr(generate, "ROOT", tmp_path)
    (tmp_path / "docs").mkdir()
    assert "Not measured yet" in generate.on_page_markdown("<!-- measured: Speed -->")
    (tmp_path / "docs" / "measurements.md").write_text("## Accuracy\n\n99.8\n\n## Speed\n\n7 ms\n", encoding="utf-8")
    assert generate.on_page_markdown("<!-- measured: Accuracy -->").strip() == "99.8"
    assert generate.on_page_markdown("<!-- measured: Speed -->").strip() == "7 ms"

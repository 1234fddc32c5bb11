"""The commands: what they print where, and with which exit status."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

import unres
from handmade import arabic, lettered, reading_rooms
from unres.commands import app
from unres.diagnostics import diagnostic
from unres.models import Resolution
from unres.source import UnreadableDocument

STORED = {"rooms": reading_rooms(), "lettered": lettered(), "arabic": arabic()}
STORED["bad"] = reading_rooms().model_copy(update={"diagnostics": (diagnostic("no-resolution", 0, 0),)})


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of documents whose content names a resolution built by hand; what else they hold is unreadable."""

    def parse_bytes(data: bytes, name: str = "", **_: Any) -> Resolution:
        if data.decode() not in STORED:
            raise UnreadableDocument("binary", "holds no text", name=name)
        return STORED[data.decode()]

    def parse_file(path: str | Path, **_: Any) -> Resolution:
        return parse_bytes(Path(path).read_bytes(), str(path))

    monkeypatch.setattr(unres, "parse_file", parse_file, raising=False)
    monkeypatch.setattr(unres, "parse_bytes", parse_bytes, raising=False)
    monkeypatch.setattr(unres, "UnreadableDocument", UnreadableDocument, raising=False)
    (tmp_path / "rooms.txt").write_text("rooms")
    (tmp_path / "broken.pdf").write_text("nonsense")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "tides.TXT").write_text("lettered")
    (tmp_path / "more" / "rooms.docx").write_text("arabic")
    (tmp_path / "more" / ".hidden.txt").write_text("nonsense")
    (tmp_path / "more" / "notes.py").write_text("nonsense")
    return tmp_path


def run(*arguments: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], input=stdin)


def test_one_document_prints_as_one_json_value(folder: Path) -> None:
    result = run("parse", folder / "rooms.txt")
    assert (result.exit_code, result.stderr) == (0, "")
    assert Resolution.model_validate_json(result.stdout) == reading_rooms()


def test_several_documents_print_as_a_json_array_and_a_folder_is_always_several(folder: Path) -> None:
    both = run("parse", folder / "rooms.txt", folder / "more" / "tides.TXT")
    assert [document["symbol"] for document in json.loads(both.stdout)] == ["A/RES/85/900", "A/RES/85/901 A-B"]
    (folder / "one").mkdir()
    (folder / "one" / "rooms.txt").write_text("rooms")
    assert [document["symbol"] for document in json.loads(run("parse", folder / "one").stdout)] == ["A/RES/85/900"]


def test_the_language_can_be_named(tmp_path: Path) -> None:
    (tmp_path / "short.txt").write_text("1.\tDécide de rester saisie de la question.\n", encoding="utf-8")
    for language in ("fr", "es"):
        result = run("parse", tmp_path / "short.txt", "--language", language)
        assert json.loads(result.stdout)["language"] == language
    assert run("check", tmp_path / "short.txt", "--language", "xx").exit_code == 2


def test_standard_input_is_a_document_named_by_a_dash(folder: Path) -> None:
    result = run("parse", "-", stdin="rooms")
    assert json.loads(result.stdout)["symbol"] == "A/RES/85/900"


def test_jsonl_is_one_document_a_line_and_an_unreadable_file_does_not_stop_the_rest(folder: Path) -> None:
    result = run("parse", folder, "--format", "jsonl")
    assert [json.loads(line)["symbol"] for line in result.stdout.splitlines()] == [
        "A/RES/85/902",
        "A/RES/85/901 A-B",
        "A/RES/85/900",
    ]
    assert result.stderr == f"unres: {folder / 'broken.pdf'}: holds no text\n"
    assert result.exit_code == 1


def test_hidden_files_and_other_kinds_of_files_in_a_folder_are_not_read(folder: Path) -> None:
    result = run("parse", folder / "more", "-f", "jsonl")
    assert (result.exit_code, result.stderr, len(result.stdout.splitlines())) == (0, "", 2)


def test_a_folder_without_documents_and_a_file_that_is_not_there_are_reported(folder: Path) -> None:
    (folder / "empty").mkdir()
    result = run("parse", folder / "empty", folder / "absent.txt")
    assert result.exit_code == 1
    assert "the folder holds no file that could be a document" in result.stderr
    assert f"unres: {folder / 'absent.txt'}: No such file or directory" in result.stderr


def test_nothing_readable_is_still_valid_json(folder: Path) -> None:
    result = run("parse", folder / "broken.pdf", folder / "broken.pdf")
    assert (json.loads(result.stdout), result.exit_code) == ([], 1)


def test_strict_refuses_a_document_with_an_error_and_says_which(folder: Path) -> None:
    (folder / "bad.txt").write_text("bad")
    assert run("parse", folder / "bad.txt").exit_code == 0
    result = run("parse", folder / "bad.txt", "--strict")
    assert (result.stdout, result.exit_code) == ("", 1)
    assert "no-resolution: the text holds no enacting formula" in result.stderr


def test_output_goes_to_the_file_that_is_named(folder: Path) -> None:
    result = run("parse", folder / "rooms.txt", "-o", folder / "out.json")
    assert result.stdout == ""
    assert json.loads((folder / "out.json").read_text(encoding="utf-8"))["session"]["number"] == 85


@pytest.mark.parametrize(
    "arguments",
    [
        ("parse", "-o", "absent/out.json"),
        ("parse", "-f", "csv", "-o", "rooms.txt"),
        ("convert", "--to", "json", "-o", "rooms.txt"),
        ("view", "--no-open", "-o", "absent/page.html"),
    ],
)
def test_what_cannot_be_written_is_told_in_one_line(
    folder: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.chdir(folder)
    result = run(arguments[0], "rooms.txt", *arguments[1:])
    assert (result.exit_code, result.stdout) == (2, "")
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("unres: ")


def test_a_tree_shows_every_block_with_its_id_and_printed_label(folder: Path) -> None:
    lines = run("parse", folder / "rooms.txt", "-f", "tree").stdout.splitlines()
    assert lines[0].startswith("A/RES/85/900 · Reading rooms for lighthouse keepers · en")
    assert "    operative op1  1. Requests all keepers, as in paragraph 2 below:" in lines
    assert "        subparagraph op1-a-i  (i) Aloud;" in lines
    assert "  info unknown-opening  6:2 the clause opens with no known lead phrase" in lines


def test_tables_need_a_folder_and_are_four_files(folder: Path) -> None:
    assert run("parse", folder / "rooms.txt", "-f", "csv").exit_code == 2
    result = run("parse", folder / "rooms.txt", "-f", "csv", "-o", folder / "tables")
    assert result.exit_code == 0
    assert sorted(path.name for path in (folder / "tables").iterdir()) == [
        "citations.csv",
        "clauses.csv",
        "footnotes.csv",
        "resolutions.csv",
    ]


def test_a_missing_extra_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    result = run("parse", folder / "rooms.txt", "-f", "parquet", "-o", folder / "tables")
    assert result.exit_code == 2
    assert "unres[tables]" in result.stderr


def test_check_prints_diagnostics_as_compilers_do(folder: Path) -> None:
    result = run("check", folder / "rooms.txt")
    assert (
        result.stdout
        == f"{folder / 'rooms.txt'}:6:2: unknown-opening: the clause opens with no known lead phrase [info]\n"
    )
    assert result.exit_code == 0


def test_check_fails_on_an_error(folder: Path) -> None:
    (folder / "bad.txt").write_text("bad")
    result = run("check", folder / "rooms.txt", folder / "bad.txt")
    assert result.exit_code == 1
    assert ":1:1: no-resolution: " in result.stdout
    assert result.stdout.endswith(" [error]\n")


def test_schema_prints_the_published_schema() -> None:
    published = Path(__file__).parent.parent / "docs" / "schema" / "resolution-1.0.json"
    assert run("schema").stdout == published.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("format", "name", "begins"),
    [
        ("json", "rooms.json", "{"),
        ("markdown", "rooms.md", "United Nations · "),
        ("html", "rooms.html", "<!doctype html>"),
        ("text", "rooms.txt", "Resolution adopted"),
    ],
)
def test_convert_names_files_after_their_sources(folder: Path, format: str, name: str, begins: str) -> None:
    result = run("convert", folder / "rooms.txt", "--to", format, "-o", folder / "out")
    assert (result.exit_code, result.output) == (0, "")
    assert (folder / "out" / name).read_text(encoding="utf-8").startswith(begins)


def test_convert_keeps_documents_of_one_name_apart(folder: Path) -> None:
    run("convert", folder / "rooms.txt", folder / "more", "--to", "markdown", "-o", folder / "out")
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["rooms-2.md", "rooms.md", "tides.md"]


def test_convert_to_tables_writes_four_files(folder: Path) -> None:
    assert run("convert", folder, "--to", "csv", "-o", folder / "out").exit_code == 1  # broken.pdf
    assert len(list((folder / "out").iterdir())) == 4


def test_view_writes_the_page_and_opens_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) or True)
    result = run("view", folder / "rooms.txt")
    page = Path(result.stdout.strip())
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert opened == [page.resolve().as_uri()]
    assert run("view", folder / "rooms.txt", "-o", folder / "p.html", "--no-open").stdout == f"{folder / 'p.html'}\n"
    assert len(opened) == 1
    assert run("view", folder).exit_code == 2


def test_compare_prints_what_differs_and_answers_by_status(folder: Path) -> None:
    same = run("compare", folder / "rooms.txt", folder / "rooms.txt")
    assert (same.exit_code, same.output) == (0, "")
    differs = run("compare", folder / "rooms.txt", folder / "more" / "tides.TXT")
    assert differs.exit_code == 1
    assert "document: symbol changed\n  - A/RES/85/900\n  + A/RES/85/901 A-B\n" in differs.stdout
    assert run("compare", folder / "rooms.txt", folder / "broken.pdf").exit_code == 2


def test_align_sets_two_versions_side_by_side_and_answers_by_status(folder: Path) -> None:
    same = run("align", folder / "rooms.txt", folder / "rooms.txt", "--width", 80)
    assert (same.exit_code, same.stderr) == (0, "")
    assert "│ (a)" not in same.stdout
    assert next(line for line in same.stdout.splitlines() if "(a)" in line).count("  (a)  ") == 2
    differs = run("align", folder / "rooms.txt", folder / "more" / "tides.TXT", "--differences")
    assert differs.exit_code == 1
    assert "≠ symbol: header: A/RES/85/900 ≠ A/RES/85/901 A-B" in differs.stdout
    assert run("align", folder / "rooms.txt", folder / "broken.pdf").exit_code == 2
    assert run("align", folder / "rooms.txt", folder / "more").exit_code == 2


def test_align_as_json_names_the_blocks_of_each_pair(folder: Path) -> None:
    result = run("align", folder / "rooms.txt", folder / "rooms.txt", "--format", "json")
    found = json.loads(result.stdout)
    assert (found["a"], found["same_numbers"]) == ({"symbol": "A/RES/85/900", "language": "en"}, True)
    assert [pair["place"] for pair in found["pairs"] if pair["a"]["id"] == "op1-a-i"] == ["operative 1 (a) (i)"]
    assert (
        json.loads(run("align", folder / "rooms.txt", folder / "rooms.txt", "-f", "json", "--differences").stdout)[
            "pairs"
        ]
        == []
    )


def test_a_progress_bar_is_shown_for_a_folder_on_a_terminal_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from unres.commands import Documents

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    for error, names, shown in (
        (Terminal(), (str(folder / "more"),), True),
        (io.StringIO(), (str(folder / "more"),), False),
        (Terminal(), (str(folder / "rooms.txt"),), False),
    ):
        monkeypatch.setattr(sys, "stderr", error)
        assert len(list(Documents(names))) == (2 if "more" in names[0] else 1)
        assert ("Reading" in error.getvalue()) is shown


def test_without_click_the_message_names_the_extra() -> None:
    code = "import sys; sys.modules['click'] = None; from unres.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert done.stderr == "unres: the command line needs the extra unres[cli]: pip install 'unres[cli]'\n"


def test_the_command_runs_as_a_process_and_loads_neither_rich_nor_lxml_nor_pyarrow() -> None:
    code = (
        "import sys; sys.argv = ['unres', 'schema']\n"
        "from unres.cli import main\n"
        "try:\n    main()\nfinally:\n"
        "    print(sorted({'rich', 'lxml', 'pyarrow'} & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "[]\n")
    assert json.loads(done.stdout)["title"] == "Resolution"


def test_a_real_file_is_parsed_by_a_real_process() -> None:
    sample = Path(__file__).parent.parent / "docs" / "samples" / "reading-rooms.txt"
    command = [sys.executable, "-m", "unres", "parse", str(sample)]
    done = subprocess.run(command, capture_output=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, b"")
    resolution = Resolution.model_validate_json(done.stdout)
    assert (resolution.symbol, len(resolution.preamble), len(resolution.operative)) == ("A/RES/85/900", 3, 3)


VOLUME = Path(__file__).parents[1] / "examples" / "era_1957_volume.txt"


def test_every_resolution_of_a_volume_is_printed_where_all_are_asked_for(tmp_path: Path) -> None:
    every = unres.parse_all(VOLUME.read_text(encoding="utf-8"))
    assert len(every) > 1
    one = json.loads(run("parse", VOLUME).stdout)
    assert one["symbol"] in {resolution.symbol for resolution in every}
    printed = json.loads(run("parse", VOLUME, "--all").stdout)
    assert [each["symbol"] for each in printed] == [resolution.symbol for resolution in every]
    assert run("convert", VOLUME, "--all", "--to", "text", "-o", tmp_path).exit_code == 0
    assert len(list(tmp_path.glob(f"{VOLUME.stem}*.txt"))) == len(every)


def test_a_document_that_is_no_volume_is_one_where_all_are_asked_for() -> None:
    plain = Path(__file__).parents[1] / "examples" / "plain.txt"
    alone = json.loads(run("parse", plain).stdout)
    assert json.loads(run("parse", plain, "--all").stdout) == [alone]
    no_resolution = json.loads(run("parse", "-", "--all", stdin="The lamp is lit.\n").stdout)
    assert [found["code"] for found in no_resolution[0]["diagnostics"]] == ["no-resolution"]


def test_what_is_missing_to_write_a_format_is_named_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(sys.modules, "lxml", None)
    result = run("convert", VOLUME, "--to", "akn", "-o", tmp_path)
    assert result.exit_code == 2
    needs = "writing Akoma Ntoso needs the extra unres[xml]"
    assert result.stderr == f"unres: {needs} (pip install 'unres[xml]')\n"


def test_the_rules_of_each_printed_line_are_listed() -> None:
    result = run("lines", Path(__file__).parents[1] / "examples" / "plain.txt")
    assert result.exit_code == 0
    formula = next(line for line in result.stdout.splitlines() if line.endswith("The General Assembly,"))
    assert "FORMULA lines.lark:" in formula
    assert "formula layout.lark:" in formula


def test_one_resolution_of_a_volume_is_picked_by_its_symbol() -> None:
    every = unres.parse_all(VOLUME.read_text(encoding="utf-8"))
    wanted = every[-1].symbol
    assert json.loads(run("parse", VOLUME, "--symbol", wanted).stdout)["symbol"] == wanted
    missing = run("parse", VOLUME, "--symbol", "A/RES/77/1")
    assert (missing.exit_code, missing.stdout) == (1, "")
    assert missing.stderr.startswith(f"unres: {VOLUME}: A/RES/77/1 is not in the text: it holds ")
    assert run("parse", VOLUME, "--symbol", wanted, "--all").exit_code == 2

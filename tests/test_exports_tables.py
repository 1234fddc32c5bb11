"""The four tables have the columns they say, and their keys join."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import pytest

from handmade import arabic, lettered, reading_rooms
from unres.exports.tables import COLUMNS, to_rows, write

DOCUMENTS = (reading_rooms(), lettered(), arabic(), reading_rooms())


def test_every_row_has_the_columns_of_its_table_in_their_order() -> None:
    for name, rows in to_rows(DOCUMENTS).items():
        assert rows
        assert all(list(row) == list(COLUMNS[name]) for row in rows)


def test_every_column_says_what_it_holds() -> None:
    assert [c for columns in COLUMNS.values() for c, column in columns.items() if not column.holds.endswith(".")] == [
        "kind"
    ]


def test_keys_are_unique_and_every_reference_to_them_holds() -> None:
    tables = to_rows(DOCUMENTS)
    documents = [row["document"] for row in tables["resolutions"]]
    assert documents == ["A/RES/85/900:en", "A/RES/85/901 A-B:en", "A/RES/85/902:ar", "A/RES/85/900:en#2"]
    clauses = {(row["document"], row["block"]) for row in tables["clauses"]}
    assert len(clauses) == len(tables["clauses"])
    notes = {(row["document"], row["number"]) for row in tables["footnotes"]}
    assert {row["document"] for rows in tables.values() for row in rows} == set(documents)
    assert {(row["document"], row["parent"]) for row in tables["clauses"] if row["parent"]} <= clauses
    assert {(row["document"], row["block"]) for row in tables["footnotes"] if row["block"]} <= clauses
    for row in tables["citations"]:
        assert (row["block"] is None) != (row["footnote"] is None)
        assert row["block"] is None or (row["document"], row["block"]) in clauses
        assert row["footnote"] is None or (row["document"], row["footnote"]) in notes


def test_a_subparagraph_knows_its_parent_depth_and_place() -> None:
    rows = {row["block"]: row for row in to_rows([reading_rooms()])["clauses"]}
    inner = rows["op1-a-i"]
    assert (inner["parent"], inner["depth"], inner["label"], inner["kind"]) == ("op1-a", 2, "i", "subparagraph")
    assert rows["op1"]["position"] < inner["position"] < rows["op1-b"]["position"]
    assert rows["annex1-t1"]["text"] == "Coast\tRooms\nNorth | East\t1 200"
    assert rows["annex1-p1"]["annex"] == "annex1"


def test_csv_files_read_back_as_the_rows_were(tmp_path: Path) -> None:
    paths = write(DOCUMENTS, tmp_path, "csv")
    assert [path.name for path in paths] == ["resolutions.csv", "clauses.csv", "footnotes.csv", "citations.csv"]
    rows = to_rows(DOCUMENTS)
    for path in paths:
        with path.open(encoding="utf-8", newline="") as file:
            read = list(csv.DictReader(file))
        assert len(read) == len(rows[path.stem])
        assert list(read[0]) == list(COLUMNS[path.stem])
    assert read[0]["symbol"] == "A/RES/57/32"


@pytest.mark.parametrize("format", ["parquet", "arrow"])
def test_parquet_and_arrow_keep_types_lists_and_descriptions(tmp_path: Path, format: str) -> None:
    pa = pytest.importorskip("pyarrow", reason="the extra unres[tables] is not installed")
    import pyarrow.parquet as pq

    tables = {}
    for path in write(DOCUMENTS, tmp_path, format):  # type: ignore[arg-type]
        tables[path.stem] = pq.read_table(path) if format == "parquet" else pa.ipc.open_file(path).read_all()
    rows = to_rows(DOCUMENTS)
    assert {name: table.to_pylist() for name, table in tables.items()} == rows
    field = tables["clauses"].schema.field("opening")
    assert field.metadata == {b"description": b"Lead phrase."}


@pytest.mark.parametrize("format", ["csv", "parquet", "arrow"])
def test_no_documents_give_tables_with_columns_and_no_rows(tmp_path: Path, format: str) -> None:
    if format != "csv":
        pytest.importorskip("pyarrow", reason="the extra unres[tables] is not installed")
    for path in write([], tmp_path, format):  # type: ignore[arg-type]
        assert path.stat().st_size > 0


def test_more_documents_than_a_batch_keep_their_order(tmp_path: Path) -> None:
    write((lettered() for _ in range(600)), tmp_path, "csv")
    with (tmp_path / "resolutions.csv").open(encoding="utf-8", newline="") as file:
        keys = [row["document"] for row in csv.DictReader(file)]
    assert keys == ["A/RES/85/901 A-B:en", *(f"A/RES/85/901 A-B:en#{n}" for n in range(2, 601))]


def test_without_pyarrow_the_message_names_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ImportError, match=r"unres\[tables\]"):
        write([], tmp_path, "parquet")

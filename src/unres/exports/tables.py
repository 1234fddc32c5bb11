"""Resolutions as four tables that join: resolutions, clauses, footnotes, citations.

`COLUMNS` is the whole vocabulary: for every table its columns in order, each with its type and what it holds. The keys:

* `document` names one resolution in all four tables: symbol and language ("A/RES/65/123:en"), with "#2", "#3" … where
  the same one comes again; it is the primary key of `resolutions`.
* (`document`, `block`) is the primary key of `clauses`; `parent` is another row's `block`. `footnotes.block` and
  `citations.block` point there ("title" for the title line).
* (`document`, `number`) is the primary key of `footnotes`; `citations.footnote` points there.

`to_rows` holds everything in memory and needs no extra. `write` streams: it takes any iterable of resolutions and keeps
at most `_BATCH` documents' rows, so a folder of any size becomes CSV, Parquet or Arrow files in bounded memory (what
grows is the set of document keys). Parquet and Arrow need the extra `unres[tables]`.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Literal, NamedTuple, TypeAlias

from ..grammar_files import languages
from ..models import Annex, Part, Reference, Resolution, walk

Row: TypeAlias = dict[str, Any]
TableFormat = Literal["csv", "parquet", "arrow"]
_BATCH = 256
_LIST_SEPARATOR = "|"


class Column(NamedTuple):
    """A column: its type ("string", "int", "bool", "date" or "strings" for a list) and what it holds."""

    type: Literal["string", "int", "bool", "date", "strings"]
    holds: str


_DOCUMENT = Column("string", "Key of the resolution, the same in all four tables: symbol and language.")

COLUMNS: Mapping[str, Mapping[str, Column]] = {
    "resolutions": {
        "document": _DOCUMENT,
        "symbol": Column("string", "Normalised symbol, A/RES/65/123."),
        "language": Column("string", f"Language of the text: {', '.join(languages())}."),
        "kind": Column("string", "resolution or decision."),
        "title": Column("string", "Title without note marks."),
        "session": Column("int", "Number of the session."),
        "session_kind": Column("string", "regular, special or emergency special."),
        "agenda_items": Column("strings", "Agenda items, each as 122 (m)."),
        "agenda_title": Column("string", "The agenda item's title, where printed."),
        "adopted": Column("date", "Date of adoption."),
        "issued": Column("date", "Date of issue."),
        "meeting": Column("int", "Plenary meeting of the first part's closing lines."),
        "basis": Column("string", "The bracketed basis as printed."),
        "committee": Column("string", "Main Committee on whose report the Assembly acted."),
        "documents": Column("strings", "Normalised symbols of the basis."),
        "job_number": Column("string", "Job number without its language letter."),
        "parts": Column("int", "How many parts: 1, or one for each letter."),
        "preambular": Column("int", "How many preambular clauses, over all parts."),
        "operative": Column("int", "How many operative clauses, over all parts."),
        "footnotes": Column("int", "How many footnotes."),
        "errors": Column("int", "How many diagnostics are errors."),
        "warnings": Column("int", "How many diagnostics are warnings."),
        "complete": Column("bool", "False where the print shows only a piece of the resolution."),
    },
    "clauses": {
        "document": _DOCUMENT,
        "block": Column("string", "Id of the block, unique in its document: op2-a-ii."),
        "position": Column("int", "Place in reading order, from 0, over the whole document."),
        "parent": Column("string", "Id of the block it is a child of."),
        "part": Column("string", "Number of its part: 65/123, or 76/84 A."),
        "annex": Column("string", "Id of the annex it stands in."),
        "kind": Column("string", "formula, preambular, operative, subparagraph, paragraph, heading, quotation, …"),
        "label": Column("string", "Number or letter, without its punctuation."),
        "depth": Column("int", "0 for a block of its part or annex, 1 for its children, and so on."),
        "opening": Column("string", "Lead phrase."),
        "verbs": Column("strings", "Base forms of the lead phrase's verbs."),
        "acts": Column("strings", "The verbs' keys, the same in every language."),
        "text": Column("string", "The paragraph without label and note marks; a table's cells by lines and tabs."),
        "start": Column("int", "First character in the source text, from 0."),
        "end": Column("int", "The character after the last one."),
    },
    "footnotes": {
        "document": _DOCUMENT,
        "number": Column("int", "The footnote's number."),
        "text": Column("string", "The note without its number."),
        "ibid": Column("int", "For Ibid., the number of the footnote it repeats."),
        "resolved": Column("string", "For Ibid., the source in full."),
        "block": Column("string", "Id of the block that bears its first mark."),
        "offset": Column("int", "Where the first mark stands, in characters of that block's text."),
        "marks": Column("int", "How many places bear its mark."),
        "start": Column("int", "First character in the source text, from 0."),
        "end": Column("int", "The character after the last one."),
    },
    "citations": {
        "document": _DOCUMENT,
        "position": Column("int", "Place among the document's citations, from 0: the text's first, then the notes'."),
        "block": Column("string", "Id of the citing block; empty for a footnote's citation."),
        "footnote": Column("int", "Number of the citing footnote."),
        "kind": Column("string", "resolution, decision, document, charter, treaty, internal or self."),
        "text": Column("string", "The citation as printed."),
        "symbol": Column("string", "Normalised symbol of what is cited: joins with resolutions.symbol."),
        "organ": Column("string", "Organ whose resolution or decision it is."),
        "date": Column("date", "Date printed for it."),
        "pinpoint": Column("string", "Sections, paragraphs, annexes, articles or volumes cited."),
        "target": Column("string", "For a place in this document, the id of the block meant."),
        "url": Column("string", "The cited document on docs.un.org."),
        "start": Column("int", "First character in the source text, from 0."),
        "end": Column("int", "The character after the last one."),
    },
}
"""Table → column → its type and what it holds. The order is the order of the columns in every format."""


def _resolution_row(key: str, resolution: Resolution) -> Row:
    r, basis = resolution, resolution.basis
    severities = Counter(diagnostic.severity for diagnostic in r.diagnostics)
    closings = [part.closing for part in r.parts if part.closing]
    return {
        "document": key,
        "symbol": r.symbol,
        "language": r.language,
        "kind": r.kind,
        "title": r.title or next((part.title for part in r.parts if part.title), None),
        "session": r.session.number if r.session else None,
        "session_kind": r.session.kind if r.session else None,
        "agenda_items": [f"{item.number} ({item.sub})" if item.sub else str(item.number) for item in r.agenda_items],
        "agenda_title": r.agenda_title,
        "adopted": r.adopted,
        "issued": r.issued,
        "meeting": closings[0].meeting if closings else None,
        "basis": basis.text if basis else None,
        "committee": basis.committee if basis else None,
        "documents": list(basis.documents) if basis else [],
        "job_number": r.job_number,
        "parts": len(r.parts),
        "preambular": len(r.preamble),
        "operative": len(r.operative),
        "footnotes": len(r.footnotes),
        "errors": severities["error"],
        "warnings": severities["warning"],
        "complete": r.complete,
    }


def _nested(blocks: Iterable[Any], parent: str | None, depth: int) -> Iterator[tuple[Any, str | None, int]]:
    for block in blocks:
        yield block, parent, depth
        yield from _nested(getattr(block, "children", ()), block.id, depth + 1)


def _clause_rows(key: str, resolution: Resolution) -> Iterator[Row]:
    position = 0
    places: list[tuple[Part, Annex | None]] = []
    for part in resolution.parts:
        places += [(part, None), *((part, annex) for annex in part.annexes)]
    for part, annex in places:
        for block, parent, depth in _nested((annex or part).blocks, None, 0):
            verbs = getattr(block, "verbs", ())
            if block.kind == "table":
                text = "\n".join("\t".join(cell.text for cell in row) for row in block.rows)
            else:
                text = block.text
            yield {
                "document": key,
                "block": block.id,
                "position": position,
                "parent": parent,
                "part": part.number,
                "annex": annex.id if annex else None,
                "kind": block.kind,
                "label": getattr(block, "label", None),
                "depth": depth,
                "opening": getattr(block, "opening", None),
                "verbs": [verb.base for verb in verbs],
                "acts": [verb.key for verb in verbs if verb.key],
                "text": text,
                "start": block.start,
                "end": block.end,
            }
            position += 1


def _footnote_rows(key: str, resolution: Resolution) -> Iterator[Row]:
    for note in resolution.footnotes:
        first = note.marks[0] if note.marks else None
        yield {
            "document": key,
            "number": note.number,
            "text": note.text,
            "ibid": note.ibid,
            "resolved": note.resolved,
            "block": first.block if first else None,
            "offset": first.offset if first else None,
            "marks": len(note.marks),
            "start": note.start,
            "end": note.end,
        }


def _citing(resolution: Resolution) -> Iterator[tuple[str | None, int | None, Reference]]:
    for part in resolution.parts:
        for reference in part.title_references:
            yield "title", None, reference
        for blocks in (part.blocks, *(annex.blocks for annex in part.annexes)):
            for block in walk(blocks):
                for reference in getattr(block, "references", ()):
                    yield block.id, None, reference
    for note in resolution.footnotes:
        for reference in note.references:
            yield None, note.number, reference


def _citation_rows(key: str, resolution: Resolution) -> Iterator[Row]:
    for position, (block, footnote, reference) in enumerate(_citing(resolution)):
        yield {
            "document": key,
            "position": position,
            "block": block,
            "footnote": footnote,
            "kind": reference.kind,
            "text": reference.text,
            "symbol": reference.symbol,
            "organ": reference.organ,
            "date": reference.date,
            "pinpoint": reference.pinpoint,
            "target": reference.target,
            "url": reference.url,
            "start": reference.start,
            "end": reference.end,
        }


def _keyed(resolutions: Iterable[Resolution]) -> Iterator[tuple[str, Resolution]]:
    seen: Counter[str] = Counter()
    for resolution in resolutions:
        key = f"{resolution.symbol or 'unknown'}:{resolution.language}"
        seen[key] += 1
        yield (key if seen[key] == 1 else f"{key}#{seen[key]}"), resolution


def _rows_of(key: str, resolution: Resolution) -> dict[str, list[Row]]:
    return {
        "resolutions": [_resolution_row(key, resolution)],
        "clauses": list(_clause_rows(key, resolution)),
        "footnotes": list(_footnote_rows(key, resolution)),
        "citations": list(_citation_rows(key, resolution)),
    }


def to_rows(resolutions: Iterable[Resolution]) -> dict[str, list[Row]]:
    """The four tables as lists of rows, each row a dict with the columns of `COLUMNS` in their order."""
    tables: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    for key, resolution in _keyed(resolutions):
        for name, rows in _rows_of(key, resolution).items():
            tables[name].extend(rows)
    return tables


def _batches(resolutions: Iterable[Resolution]) -> Iterator[dict[str, list[Row]]]:
    batch: dict[str, list[Row]] = {name: [] for name in COLUMNS}
    for count, (key, resolution) in enumerate(_keyed(resolutions), 1):
        for name, rows in _rows_of(key, resolution).items():
            batch[name].extend(rows)
        if count % _BATCH == 0:
            yield batch
            batch = {name: [] for name in COLUMNS}
    yield batch


def _csv_value(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return _LIST_SEPARATOR.join(value) if isinstance(value, list) else value


def _write_csv(resolutions: Iterable[Resolution], folder: Path) -> list[Path]:
    paths = [folder / f"{name}.csv" for name in COLUMNS]
    with ExitStack() as files:
        writers = {}
        for name, path in zip(COLUMNS, paths, strict=True):
            file = files.enter_context(path.open("w", encoding="utf-8", newline=""))
            writers[name] = csv.DictWriter(file, list(COLUMNS[name]), lineterminator="\n")
            writers[name].writeheader()
        for batch in _batches(resolutions):
            for name, rows in batch.items():
                writers[name].writerows({key: _csv_value(value) for key, value in row.items()} for row in rows)
    return paths


def _arrow_schemas(pa: Any) -> dict[str, Any]:
    types = {
        "string": pa.string(),
        "int": pa.int64(),
        "bool": pa.bool_(),
        "date": pa.date32(),
        "strings": pa.list_(pa.string()),
    }
    return {
        table: pa.schema([pa.field(n, types[c.type], metadata={"description": c.holds}) for n, c in columns.items()])
        for table, columns in COLUMNS.items()
    }


def _write_arrow(resolutions: Iterable[Resolution], folder: Path, format: Literal["parquet", "arrow"]) -> list[Path]:
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as missing:
        raise ImportError(
            f"writing {format} needs the extra unres[tables]: pip install 'unres[tables]'", name="pyarrow"
        ) from missing
    schemas = _arrow_schemas(pa)
    paths = [folder / f"{name}.{format}" for name in COLUMNS]
    with ExitStack() as files:
        writers: dict[str, Any] = {}
        for name, path in zip(COLUMNS, paths, strict=True):
            if format == "parquet":
                writer = pq.ParquetWriter(path, schemas[name], compression="zstd")
            else:
                writer = pa.ipc.new_file(files.enter_context(path.open("wb")), schemas[name])
            writers[name] = files.enter_context(writer)
        for batch in _batches(resolutions):
            for name, rows in batch.items():
                if rows or format == "parquet":
                    writers[name].write_table(pa.Table.from_pylist(rows, schema=schemas[name]))
    return paths


def write(resolutions: Iterable[Resolution], folder: Path | str, format: TableFormat) -> list[Path]:
    """Writes `resolutions.csv`, `clauses.csv`, `footnotes.csv` and `citations.csv` (or `.parquet`, `.arrow`).

    The folder is made where it is missing; files of those names are overwritten. In CSV a list's members are parted by
    "|", dates are ISO 8601, and what is absent is empty. Answers the files' paths.

    Raises:
        ImportError: Parquet or Arrow is asked for and pyarrow is not installed; it names the extra.
        OSError: the folder or a file cannot be written.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    return _write_csv(resolutions, folder) if format == "csv" else _write_arrow(resolutions, folder, format)

"""The commands of `unres`: each reads documents with the public API, hands them to an exporter, and reports.

Documents go to standard output or to `-o`, everything about them to standard error. A document that cannot be read is
reported there in one line and the rest go on; the exit status then is 1 at the end. Documents stream: but for the
formats that are one document by nature, only one is held at a time, so a folder of any size takes bounded memory.

Start-up decides the design of the imports: `unres parse` on one file answers within half a second, so exporters, rich
and everything else that one command needs is imported where it is used.
"""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import click

from .grammar_files import languages

if TYPE_CHECKING:
    from .models import Resolution

READ_IN_FOLDERS = (".txt", ".text", ".doc", ".docx", ".pdf", ".xml", ".akn", ".html", ".htm", ".wpd", ".wpf")
"""What is read of a folder, by the end of the name in any case; a file named on the command line is always read."""
TABLE_FORMATS = ("csv", "parquet", "arrow")
SUFFIXES = {"akn": ".xml", "json": ".json", "markdown": ".md", "html": ".html", "text": ".txt"}


# ---- reading ------------------------------------------------------------------------------------------------------


class Documents:
    """The documents that the command line names, read one by one; `failures` counts those that could not be."""

    def __init__(
        self,
        names: tuple[str, ...],
        strict: bool = False,
        language: str | None = None,
        every: bool = False,
        symbol: str | None = None,
    ) -> None:
        self.strict = strict
        self.language = language
        self.every = every
        self.symbol = symbol
        self.failures = 0
        self.paths: list[str] = []
        self.has_folder = False
        for name in names:
            path = Path(name)
            if name != "-" and path.is_dir():
                self.has_folder = True
                found = sorted(p for p in path.rglob("*") if p.suffix.lower() in READ_IN_FOLDERS and _visible(p, path))
                if not found:
                    self.fail(f"{name}: the folder holds no file that could be a document")
                self.paths.extend(map(str, found))
            else:
                self.paths.append(name)

    @property
    def one(self) -> bool:
        """Whether a single document was asked for: one file, no folder, and not every resolution it prints."""
        return len(self.paths) == 1 and not self.has_folder and not self.every

    def fail(self, message: str) -> None:
        self.failures += 1
        click.echo(f"unres: {message}", err=True)

    def __iter__(self) -> Iterator[tuple[str, Resolution]]:
        for path in self.progress():
            for resolution in self.read(path):
                errors = [found for found in resolution.diagnostics if found.severity == "error"]
                if self.strict and errors:
                    self.fail(f"{path}: {errors[0].code}: {errors[0].message}")
                else:
                    yield path, resolution

    def read(self, path: str) -> tuple[Resolution, ...]:
        """The document, or every resolution that it prints; none where it cannot be read, which is reported."""
        import unres

        try:
            if self.every or self.symbol:
                return self.printed(path)
            if path == "-":
                return (unres.parse_bytes(sys.stdin.buffer.read(), name="<stdin>", language=self.language),)
            return (unres.parse_file(path, language=self.language),)
        except unres.UnreadableDocument as error:
            self.fail(_with_hint(_named(path, str(error)), error.extra))
        except OSError as error:
            self.fail(f"{path}: {error.strerror or error}")
        except unres.ResolutionNotFound as missing:
            self.fail(f"{path}: {missing}")
        return ()

    def printed(self, path: str) -> tuple[Resolution, ...]:
        """Every resolution that a volume or page prints, or the one asked for; of any other document the one it is."""
        import unres

        from . import readers

        data = sys.stdin.buffer.read() if path == "-" else readers.load(path)
        name = "<stdin>" if path == "-" else path
        if readers.sniff(data, name) == "akn":
            return (unres.parse_bytes(data, name),)
        source = readers.read_bytes(data, name)
        if self.symbol:
            return (unres.parse(source, symbol=self.symbol, language=self.language),)
        return unres.parse_all(source, language=self.language) or (unres.parse(source, language=self.language),)

    def progress(self) -> Iterator[str]:
        """The paths, with a bar on standard error where a folder is read on a terminal and rich is there."""
        if self.has_folder and sys.stderr.isatty():
            try:
                from rich.console import Console
                from rich.progress import track
            except ImportError:
                pass
            else:
                yield from track(self.paths, "Reading", console=Console(stderr=True), transient=True)
                return
        yield from self.paths

    def finish(self) -> None:
        if self.failures:
            sys.exit(1)


def _visible(path: Path, folder: Path) -> bool:
    return path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts)


def _named(path: str, message: str) -> str:
    return message if Path(path).name in message or path == "-" else f"{path}: {message}"


def _with_hint(message: str, extra: str | None) -> str:
    """The message, and what to install where an extra is missing and the message does not say it."""
    return f"{message} (pip install 'unres[{extra}]')" if extra and "pip install" not in message else message


def _shortened(line: str, length: int = 60) -> str:
    words = " ".join(line.split())
    return words if len(words) <= length else words[: length - 1] + "…"


def _line_and_column(resolution: Resolution) -> Any:
    """A function from an offset into the source to its line and column, both from 1, columns in characters."""
    starts = [0]
    at = resolution.source_text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = resolution.source_text.find("\n", at + 1)

    def place(offset: int) -> tuple[int, int]:
        line = bisect_right(starts, offset)
        return line, offset - starts[line - 1] + 1

    return place


# ---- writing ------------------------------------------------------------------------------------------------------


def _write_json(documents: Documents, out: IO[str]) -> None:
    if documents.one:
        for _, resolution in documents:
            out.write(resolution.model_dump_json(indent=2) + "\n")
        return
    separator = "["
    for _, resolution in documents:
        out.write(f"{separator}\n{resolution.model_dump_json(indent=2)}")
        separator = ","
    out.write("[]\n" if separator == "[" else "\n]\n")


def _write_lines(documents: Documents, out: IO[str]) -> None:
    for _, resolution in documents:
        out.write(resolution.model_dump_json() + "\n")
        out.flush()


def _write_tree(documents: Documents, out: IO[str]) -> None:
    width = 100
    if out.isatty():
        import shutil

        width = shutil.get_terminal_size().columns
    for _, resolution in documents:
        for line in _tree(resolution):
            out.write((line if len(line) <= width else line[: width - 1] + "…") + "\n")


def _tree(resolution: Resolution) -> Iterator[str]:
    """The document's outline: one line a block, its id, its printed label, its text."""
    from .exports.inline import printed_label

    def branch(blocks: Iterable[Any], depth: int) -> Iterator[str]:
        for block in blocks:
            if block.kind == "table":
                words = f"{len(block.rows)} rows"
            else:
                label = printed_label(block, resolution) if hasattr(block, "label") else ""
                words = " ".join(filter(None, (label, block.text)))
            yield f"{'  ' * depth}{block.kind} {block.id}  {words}"
            yield from branch(getattr(block, "children", ()), depth + 1)

    r = resolution
    about = (r.symbol, r.title, r.language, f"adopted {r.adopted}" if r.adopted else None)
    yield " · ".join(filter(None, about)) or "no resolution"
    for part in r.parts:
        yield f"  part {' '.join(filter(None, (part.number, part.title if part.letter else None)))}"
        yield from branch(part.blocks, 2)
        if part.closing:
            yield f"    closing  {part.closing.text}"
        for annex in part.annexes:
            yield f"    {annex.kind} {annex.id}  {' '.join(filter(None, (annex.label, annex.title)))}"
            yield from branch(annex.blocks, 3)
    for note in r.footnotes:
        yield f"  footnote {note.number}  {note.text}"
    place = _line_and_column(r)
    for found in r.diagnostics:
        line, column = place(found.start)
        yield f"  {found.severity} {found.code}  {line}:{column} {found.message}"


def _write_tables(documents: Documents, out: str | None, format: Any) -> None:
    if not out or out == "-":
        raise click.UsageError(f"{format} is four files: name a folder for them with -o")
    from .exports.tables import write

    try:
        paths = write((resolution for _, resolution in documents), out, format)
    except ImportError as missing:
        click.echo(f"unres: {missing}", err=True)
        sys.exit(2)
    for path in paths:
        click.echo(str(path), err=True)


def _opened(out: str | None, stack: ExitStack) -> IO[str]:
    if not out or out == "-":
        return sys.stdout
    return stack.enter_context(open(out, "w", encoding="utf-8", newline="\n"))


def _as(format: str, resolution: Resolution) -> str:
    """One document in one of the text formats."""
    if format == "json":
        return resolution.model_dump_json(indent=2) + "\n"
    if format == "akn":
        from .exports.akn import to_akn

        return to_akn(resolution)
    if format == "markdown":
        from .exports.markdown import to_markdown

        return to_markdown(resolution)
    if format == "html":
        from .exports.html import to_html

        return to_html(resolution)
    from .exports.text import to_text

    return to_text(resolution)


# ---- commands -----------------------------------------------------------------------------------------------------

files = click.argument("files", nargs=-1, required=True, metavar="FILE...")
spoken = click.option(
    "--language",
    type=click.Choice(languages()),
    help="The documents' language; where not given, their own words tell.",
)
every = click.option("--all", "every", is_flag=True, help="Every resolution that a printed volume or page holds.")


class _Commands(click.Group):
    """The group of commands: what cannot be written where it was asked for is told in one line, exit status 2."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return super().invoke(context)
        except BrokenPipeError:
            raise  # click's own matter: whoever read the output has read enough
        except OSError as error:
            click.echo(f"unres: {error.filename or 'output'}: {error.strerror or error}", err=True)
            sys.exit(2)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="unres", prog_name="unres")
def app() -> None:
    """Read United Nations General Assembly resolutions as typed, exact data.

    FILE is a file, a folder (read with its sub-folders), or "-" for standard input.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace" if stream is sys.stderr else "strict")


@app.command()
@files
@click.option(
    "--format",
    "-f",
    "format",
    type=click.Choice(["json", "jsonl", "tree", *TABLE_FORMATS]),
    default="json",
    show_default=True,
    help="jsonl is one document a line; csv, parquet and arrow are four tables in a folder.",
)
@click.option("-o", "--output", "out", metavar="OUT", help="File to write; for tables, a folder.")
@click.option("--strict", is_flag=True, help="Refuse a document with error diagnostics.")
@every
@click.option("--symbol", metavar="SYMBOL", help="The resolution of that symbol, of those that a volume or page holds.")
@spoken
def parse(
    files: tuple[str, ...],
    format: str,
    out: str | None,
    strict: bool,
    every: bool,
    symbol: str | None,
    language: str | None,
) -> None:
    """Parse documents and print them as data.

    Several documents print as a JSON array; a file that cannot be read is reported, the rest go on, and the exit status
    is 1.
    """
    if every and symbol:
        raise click.UsageError("--all and --symbol exclude each other")
    documents = Documents(files, strict, language, every, symbol)
    if format in TABLE_FORMATS:
        _write_tables(documents, out, format)
    else:
        writer = {"json": _write_json, "jsonl": _write_lines, "tree": _write_tree}[format]
        with ExitStack() as stack:
            writer(documents, _opened(out, stack))
    documents.finish()


@app.command()
@files
@spoken
def check(files: tuple[str, ...], language: str | None) -> None:
    """Print diagnostics as compilers do: file:line:column: code: message [severity].

    Exit status 1 where there is an error or a document cannot be read.
    """
    documents = Documents(files, language=language)
    errors = False
    for path, resolution in documents:
        place = _line_and_column(resolution)
        for found in resolution.diagnostics:
            line, column = place(found.start)
            click.echo(f"{path}:{line}:{column}: {found.code}: {found.message} [{found.severity}]")
            errors = errors or found.severity == "error"
    documents.finish()
    if errors:
        sys.exit(1)


@app.command()
@files
@spoken
def lines(files: tuple[str, ...], language: str | None) -> None:
    """Print each line of a document with the grammar's rules for it.

    Its number; its kind, with the place of that rule and of the words it takes from the language's file; what it
    became, with the place of the rule that puts it there.
    """
    from .rules import of_lines

    documents = Documents(files, language=language)
    for _, resolution in documents:
        for one in of_lines(resolution):
            kind = f"{one.kind} {' '.join(filter(None, (one.rule, one.words)))}"
            became = f"{', '.join(one.became)}{f' {one.layout}' if one.layout else ''}"
            click.echo(f"{one.line:>4}  {kind:<38}  {became:<34}  {_shortened(one.text)}")
    documents.finish()


@app.command()
@click.option("-o", "--output", "out", metavar="OUT", help="File to write.")
def schema(out: str | None) -> None:
    """Print the JSON Schema of what `unres parse` prints."""
    from .exports.schema import schema_text

    with ExitStack() as stack:
        _opened(out, stack).write(schema_text())


@app.command()
@files
@click.option(
    "--to",
    "format",
    type=click.Choice([*SUFFIXES, *TABLE_FORMATS]),
    required=True,
    help="csv, parquet and arrow are four tables of all the documents.",
)
@click.option("-o", "--output", "folder", metavar="DIR", required=True, help="Folder to write to; made where missing.")
@every
@spoken
def convert(files: tuple[str, ...], format: str, folder: str, every: bool, language: str | None) -> None:
    """Write each document in another format, or all of them as tables.

    A file is named after the one it was read from; where two would have one name, the later gets a number.
    """
    documents = Documents(files, language=language, every=every)
    if format in TABLE_FORMATS:
        _write_tables(documents, folder, format)
        documents.finish()
        return
    from .source import UnreadableDocument

    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    taken: dict[str, int] = {}
    for path, resolution in documents:
        stem = "stdin" if path == "-" else Path(path).stem
        taken[stem] = taken.get(stem, 0) + 1
        name = stem if taken[stem] == 1 else f"{stem}-{taken[stem]}"
        try:
            text = _as(format, resolution)
        except UnreadableDocument as missing:  # the extra that writes the format
            click.echo(f"unres: {_with_hint(str(missing), missing.extra)}", err=True)
            sys.exit(2)
        (target / f"{name}{SUFFIXES[format]}").write_text(text, encoding="utf-8", newline="\n")
    documents.finish()


@app.command()
@click.argument("file", metavar="FILE")
@click.option("-o", "--output", "out", metavar="OUT", help="Where to write the page; else a temporary file.")
@click.option("--no-open", is_flag=True, help="Only write the page, and print where.")
def view(file: str, out: str | None, no_open: bool) -> None:
    """Write one document as a page that needs no network, and open it."""
    from .exports.html import to_html

    documents = Documents((file,))
    if not documents.one:
        raise click.UsageError("view shows one document: name a file")
    for path, resolution in documents:
        if out is None:
            import tempfile

            stem = "stdin" if path == "-" else Path(path).stem
            out = str(Path(tempfile.mkdtemp(prefix="unres-")) / f"{stem}.html")
        Path(out).write_text(to_html(resolution), encoding="utf-8", newline="\n")
        click.echo(out)
        if not no_open:
            import webbrowser

            if not webbrowser.open(Path(out).resolve().as_uri()):
                click.echo("unres: no browser was found; open the page yourself", err=True)
    documents.finish()


def _both(left: str, right: str) -> tuple[Resolution, Resolution]:
    """The two documents of a command that sets one against the other; exit status 2 where one cannot be read."""
    documents = Documents((left, right))
    if len(documents.paths) != 2 or documents.has_folder:
        raise click.UsageError("name two files")
    both = [resolution for _, resolution in documents]
    if len(both) != 2:
        sys.exit(2)
    return both[0], both[1]


@app.command()
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@click.option("--typography", is_flag=True, help="Let quotation marks, dashes and spaces count.")
def compare(left: str, right: str, typography: bool) -> None:
    """Print what differs between two documents, clause by clause.

    Spans and page furniture are left aside. Exit status 0 where both say the same, 1 where they differ, 2 where one of
    them cannot be read.
    """
    from .comparison import compare as differences

    found = differences(*_both(left, right), typography=typography)
    for difference in found:
        click.echo(f"{difference.place}: {difference.field} {difference.change}")
        if difference.left is not None:
            click.echo(f"  - {difference.left}")
        if difference.right is not None:
            click.echo(f"  + {difference.right}")
    if found:
        click.echo(f"{len(found)} difference{'s' if len(found) > 1 else ''}", err=True)
        sys.exit(1)


@app.command()
@click.argument("left", metavar="A")
@click.argument("right", metavar="B")
@click.option("--format", "-f", "format", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--width", type=click.IntRange(min=43), help="Columns of the text; the terminal's where not given.")
@click.option("--lines", type=click.IntRange(min=0), default=4, show_default=True, help="Of each clause; 0 for all.")
@click.option("--differences", is_flag=True, help="Leave out the clauses that agree.")
def align(left: str, right: str, format: str, width: int | None, lines: int, differences: bool) -> None:
    """Print two language versions of one resolution side by side, and what differs below each pair of clauses.

    What is compared is structure, numbers, note marks and cited symbols. Exit status 0 where all agree, 1 where
    something differs, 2 where one of the two cannot be read.
    """
    from .alignment import align as aligned
    from .alignment import as_data, render

    found = aligned(*_both(left, right))
    if format == "json":
        import json

        click.echo(json.dumps(as_data(found, only_differences=differences), ensure_ascii=False, indent=2))
    else:
        import shutil

        columns = width or shutil.get_terminal_size((100, 24)).columns
        click.echo(render(found, columns, lines=lines or None, only_differences=differences), nl=False)
    if found.differences:
        sys.exit(1)

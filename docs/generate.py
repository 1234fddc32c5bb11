"""Writes the generated parts of the documentation: a hook of mkdocs, named in `mkdocs.yml`.

A page asks for a part by a comment: `<!-- generate: models -->` (also `commands`, `tables`, `diagnostics`, `limits`,
`grammars`, `lines`) is replaced by what the code says of itself, so that the documentation cannot say anything else.
`<!-- measured: Speed -->` is replaced by the section of that name in `measurements.md`, and where there is none by a
note that says so.
"""

from __future__ import annotations

import ast
import inspect
import re
import typing
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from types import UnionType
from typing import Any

_UNMEASURED = {
    "Accuracy": (
        "| documents | header | preambular | numbered | heading | openings | note text | note marks | references |\n"
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n"
        "| text, session 74 | | | | | | | | |\n| text, session 76 | | | | | | | | |\n"
        "| text, session 78 | | | | | | | | |\n| Word, session 72 | | | | | | | | |\n"
        "| PDF, session 78 | | | | | | | | |\n"
    ),
    "Speed": (
        "| what | against | ratio |\n| --- | --- | --- |\n"
        "| text to Resolution, characters a second | bluebell-akn's parser | |\n"
        "| text to Resolution, seconds | `Resolution.model_validate_json` of the same documents | |\n"
        "| PDF to Resolution | pypdfium2's bare text | |\n| Word to Resolution | parsing the same text | |\n"
    ),
}
"""The tables that `measurements.md` is to fill, shown empty and marked so until it does."""

ROOT = Path(__file__).parent.parent
_ASKED = re.compile(r"<!-- (generate|measured): (\w+) -->")


def _type_name(annotation: Any) -> str:
    """An annotation as people write it: `tuple[Verb, ...]`, `str | None`."""
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return _type_name(arguments[0])
    if origin in (typing.Union, UnionType):
        names = [_type_name(argument) for argument in arguments]
        return "Block" if "Operative" in names else " | ".join(names)
    if origin is typing.Literal:
        return " | ".join(f'"{value}"' if isinstance(value, str) else str(value) for value in arguments)
    if annotation is type(None):
        return "None"
    if annotation is Ellipsis:
        return "..."
    if origin is not None:
        return f"{origin.__name__}[{', '.join(map(_type_name, arguments))}]"
    return getattr(annotation, "__name__", str(annotation))


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def models() -> Iterator[str]:
    from unres import diagnostics, models

    found = [
        value
        for module in (models, diagnostics)
        for name, value in vars(module).items()
        if not name.startswith("_")
        and inspect.isclass(value)
        and hasattr(value, "model_fields")
        and value.__module__ == module.__name__
    ]
    order = ["Resolution", "Part", "Annex", "Closing", "Footnote"]
    found.sort(key=lambda model: order.index(model.__name__) if model.__name__ in order else len(order))
    for model in found:
        if model.__name__ == "Model":
            continue
        bases = [base.__name__ for base in model.__bases__ if base.__name__ not in ("Model", "BaseModel")]
        yield f"## {model.__name__}\n"
        if bases:
            yield f"*Has all fields of {', '.join(f'[{base}](#{base.lower()})' for base in bases)}.*\n"
        yield inspect.getdoc(model) or ""
        inherited = {name for base in model.__bases__ for name in getattr(base, "model_fields", {})}
        own = {
            name: field
            for name, field in model.model_fields.items()
            if name not in inherited or name in inspect.get_annotations(model)
        }
        if own:
            yield "\n| field | type | |\n| --- | --- | --- |"
        for name, field in own.items():
            described = field.description or "Tells this model from the others."
            kind = _type_name(field.annotation)
            yield f"| `{name}` | `{kind}` | {_cell(described)} |"
        yield ""


def commands() -> Iterator[str]:
    import click

    from unres.commands import app

    for name, command in app.commands.items():
        context = click.Context(command, info_name=f"unres {name}")
        yield f"## unres {name}\n\n```text\n{command.get_help(context)}\n```\n"


def tables() -> Iterator[str]:
    from unres.exports.tables import COLUMNS

    for name, columns in COLUMNS.items():
        yield f"## {name}\n\n| column | type | |\n| --- | --- | --- |"
        for column, (kind, holds) in columns.items():
            yield f"| `{column}` | {'list of strings' if kind == 'strings' else kind} | {_cell(holds)} |"
        yield ""


def diagnostics() -> Iterator[str]:
    from unres.diagnostics import CODES

    yield "| code | severity | |\n| --- | --- | --- |"
    for code, (severity, meaning) in CODES.items():
        yield f"| `{code}` | {severity} | {_cell(meaning)} |"


def limits() -> Iterator[str]:
    """The readers' constants named MAX_…, with what is written below them."""
    yield "| limit | value | |\n| --- | --- | --- |"
    for path in sorted((ROOT / "src" / "unres" / "readers").glob("*.py")):
        module = ast.parse(path.read_text(encoding="utf-8")).body
        for statement, below in pairwise(module):
            if isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
                name = statement.targets[0].id
                if name.startswith("MAX_") and isinstance(below, ast.Expr):
                    value = eval(compile(ast.Expression(statement.value), path.name, "eval"))
                    shown = f"{value // 2**20} MiB" if value >= 2**20 and value % 2**20 == 0 else f"{value:,}"
                    said = ast.literal_eval(below.value)
                    where = "readers" if path.stem == "__init__" else path.stem
                    yield f"| `{where}.{name}` | {shown} | {_cell(said)} |"


def grammars() -> Iterator[str]:
    """Every grammar file, its opening comment as text and the file itself below; layout and lines first."""
    folder = ROOT / "grammars"
    first = ["layout.lark", "lines.lark", "en.lark"]
    files = sorted(
        folder.glob("*.lark"), key=lambda path: (first.index(path.name) if path.name in first else 9, path.name)
    )
    for path in files:
        text = path.read_text(encoding="utf-8").rstrip()
        yield f'## {path.name}\n\n```lark linenums="1"\n{text}\n```\n'


def lines() -> Iterator[str]:
    """Each printed line of the tutorial's resolution, and where its rules are."""
    import unres
    from unres.rules import of_lines

    yield "| line | printed | its kind, by its shape and words | what it becomes |\n| --- | --- | --- | --- |"
    for one in of_lines(unres.parse_file(ROOT / "docs" / "samples" / "reading-rooms.txt")):
        printed = " ".join(one.text.split())
        printed = f"`{printed if len(printed) < 48 else printed[:46] + '…'}`"
        places = " ".join(f"`{place}`" for place in (one.rule, one.words) if place)
        became = ", ".join(one.became) + (f" `{one.layout}`" if one.layout else "")
        yield f"| {one.line} | {printed} | {one.kind} {places} | {became} |"
    yield ""


def measured(section: str) -> str:
    """The section `## {section}` of measurements.md, without its heading."""
    path = ROOT / "docs" / "measurements.md"
    if path.exists():
        found = re.search(rf"^## {section}\s*\n(.*?)(?=^## |\Z)", path.read_text(encoding="utf-8"), re.S | re.M)
        if found:
            return found[1]
    warning = f'!!! warning "Not measured yet"\n\n    `docs/measurements.md` has no section "{section}".\n'
    return f"{warning}\n{_UNMEASURED.get(section, '')}"


def on_page_markdown(markdown: str, **_: Any) -> str:
    """Called by mkdocs for every page before it is rendered."""
    parts = {f.__name__: f for f in (models, commands, tables, diagnostics, limits, grammars, lines)}

    def part(asked: re.Match[str]) -> str:
        return measured(asked[2]) if asked[1] == "measured" else "\n".join(parts[asked[2]]())

    return _ASKED.sub(part, markdown)

"""The files of `grammars/` as they are written: which languages there are, and what each file says beside its patterns.

A language is what the folder holds: `xx.lark`, `openings_xx.lark` and `citations_xx.lark`, named after its code. This
module reads them as text, so that the model and the exports know a language without loading the parser's tools;
`grammar` puts their terminals together.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).parent
_OPENINGS = "openings_"


@cache
def folder() -> Path:
    """Where the grammar files are: inside the installed package, or at the top of a source tree."""
    packaged = _PACKAGE / "grammars"
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / "grammars"


@cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that there are grammars for, in alphabetical order."""
    return tuple(sorted(path.stem.removeprefix(_OPENINGS) for path in folder().glob(f"{_OPENINGS}*.lark")))


@cache
def read(name: str) -> str:
    """The text of one grammar file.

    Raises:
        FileNotFoundError: there is no such grammar.
    """
    return (folder() / name).read_text(encoding="utf-8")


@cache
def bases(language: str) -> dict[str, str]:
    """Base forms of the verbs of a language's lead phrases, by the verb's name.

    `RECALL: "rappeler" | …` names one before its pattern. No text is matched by a base form.
    """
    return dict(BASE.findall(read(f"{_OPENINGS}{language}.lark")))


@cache
def printed(language: str) -> dict[str, str]:
    """How a language prints what exports make up, by name: `PRINTED_DATE: "{day} {month} {year}"` is "DATE"."""
    return dict(_PRINTED.findall(read(f"{language}.lark")))


def emphasis(language: str) -> str:
    """How a language sets lead phrases: "italic", where it does not say "bold" or "bold italic"."""
    return printed(language).get("EMPHASIS", "italic")


BASE = re.compile(r'(?m)^([A-Z][A-Z0-9_]*): "([^"]*)" \|')
_PRINTED = re.compile(r'(?m)^PRINTED_([A-Z_]+): "([^"]*)"')

"""United Nations General Assembly resolutions as typed, exact, lossless data."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .alignment import Alignment, align
    from .comparison import Difference, compare
    from .diagnostics import CODES, Diagnostic
    from .exports.akn import to_akn
    from .exports.html import to_html
    from .exports.markdown import to_markdown
    from .exports.schema import json_schema
    from .exports.tables import to_rows
    from .exports.text import to_text
    from .language import recognise
    from .layout import ResolutionNotFound
    from .models import Resolution
    from .parsing import StrictError, parse, parse_all, parse_bytes, parse_file
    from .readers.akn import from_akn
    from .source import Mark, Source, UnreadableDocument
    from .symbols import Symbol

__all__ = [
    "CODES",
    "Alignment",
    "Diagnostic",
    "Difference",
    "Mark",
    "Resolution",
    "ResolutionNotFound",
    "Source",
    "StrictError",
    "Symbol",
    "UnreadableDocument",
    "align",
    "compare",
    "from_akn",
    "json_schema",
    "parse",
    "parse_all",
    "parse_bytes",
    "parse_file",
    "recognise",
    "to_akn",
    "to_html",
    "to_markdown",
    "to_rows",
    "to_text",
]

_FROM = {
    "CODES": "diagnostics",
    "Alignment": "alignment",
    "Diagnostic": "diagnostics",
    "Difference": "comparison",
    "Mark": "source",
    "Resolution": "models",
    "ResolutionNotFound": "layout",
    "Source": "source",
    "StrictError": "parsing",
    "Symbol": "symbols",
    "UnreadableDocument": "source",
    "align": "alignment",
    "compare": "comparison",
    "from_akn": "readers.akn",
    "json_schema": "exports.schema",
    "parse": "parsing",
    "parse_all": "parsing",
    "parse_bytes": "parsing",
    "parse_file": "parsing",
    "recognise": "language",
    "to_akn": "exports.akn",
    "to_html": "exports.html",
    "to_markdown": "exports.markdown",
    "to_rows": "exports.tables",
    "to_text": "exports.text",
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        """Loads a public name when it is first asked for, so that a program imports what it uses."""
        if name not in _FROM:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(f".{_FROM[name]}", __name__), name)
        globals()[name] = value
        return value

    def __dir__() -> list[str]:
        return sorted({*globals(), *_FROM})

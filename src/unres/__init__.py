"""United Nations General Assembly resolutions as typed, exact, lossless data."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import layout
from .models import Resolution
from .source import Source, UnreadableDocument
from .symbols import Symbol

if TYPE_CHECKING:
    from .exports.html import to_html
    from .exports.markdown import to_markdown
    from .exports.schema import json_schema
    from .exports.tables import to_rows
    from .exports.text import to_text

__all__ = [
    "Resolution",
    "Source",
    "Symbol",
    "UnreadableDocument",
    "json_schema",
    "parse",
    "parse_file",
    "to_html",
    "to_markdown",
    "to_rows",
    "to_text",
]

_EXPORTS = {
    "json_schema": "schema",
    "to_html": "html",
    "to_markdown": "markdown",
    "to_rows": "tables",
    "to_text": "text",
}


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        """Loads an exporter when it is first asked for: who only parses never pays for it."""
        if name not in _EXPORTS:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f".exports.{_EXPORTS[name]}", __name__), name)


def parse(text: str | Source, *, language: str | None = None) -> Resolution:
    """Read a resolution from text (or from a `Source`, text with marks)."""
    source = text if isinstance(text, Source) else Source(text)
    return layout.parse(source, language or "en")


def parse_file(path: str | Path) -> Resolution:
    """Read a resolution from a file."""
    return parse(Path(path).read_text(encoding="utf-8"))

"""United Nations General Assembly resolutions as typed, exact, lossless data."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from . import layout, readers
from .diagnostics import CODES, Diagnostic
from .language import recognise
from .layout import ResolutionNotFound
from .models import Resolution
from .source import Mark, Source, UnreadableDocument
from .symbols import Symbol

if TYPE_CHECKING:
    from .align import Alignment, align
    from .compare import Difference, compare
    from .exports.akn import to_akn
    from .exports.html import to_html
    from .exports.markdown import to_markdown
    from .exports.schema import json_schema
    from .exports.tables import to_rows
    from .exports.text import to_text
    from .readers.akn import from_akn

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

_LATER = {
    "Alignment": "align",
    "align": "align",
    "Difference": "compare",
    "compare": "compare",
    "from_akn": "readers.akn",
    "json_schema": "exports.schema",
    "to_akn": "exports.akn",
    "to_html": "exports.html",
    "to_markdown": "exports.markdown",
    "to_rows": "exports.tables",
    "to_text": "exports.text",
}


if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        """Loads what is not needed for parsing when it is first asked for."""
        if name not in _LATER:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        value = getattr(import_module(f".{_LATER[name]}", __name__), name)
        globals()[name] = value
        return value


class StrictError(ValueError):
    """A document has error diagnostics, and `strict` was asked for.

    `diagnostics` holds them, `resolution` the parse.
    """

    def __init__(self, resolution: Resolution, name: str = "") -> None:
        self.resolution = resolution
        self.diagnostics = tuple(found for found in resolution.diagnostics if found.severity == "error")
        said = "; ".join(f"{found.code}: {found.message}" for found in self.diagnostics)
        super().__init__(f"{name}: {said}" if name else said)


def _strictly(resolution: Resolution, strict: bool, name: str = "") -> Resolution:
    if strict and any(found.severity == "error" for found in resolution.diagnostics):
        raise StrictError(resolution, name)
    return resolution


def parse(
    text: str | Source, *, symbol: str | None = None, language: str | None = None, strict: bool = False
) -> Resolution:
    """Read a resolution from text (or from a `Source`, text with marks).

    Of a volume or page that prints several, `symbol` picks the one asked for; without it, the first that is all there
    is read, and a diagnostic says so. `language` is a code of `Language`; where it is not given, the document's own
    words tell.

    Raises:
        ResolutionNotFound: the text holds no resolution of that `symbol`.
        StrictError: `strict` is set and the document has error diagnostics.
    """
    source = text if isinstance(text, Source) else Source(text)
    spoken = language or recognise(source.text)
    if symbol is not None:
        return _strictly(layout.parse_one(source, spoken, symbol), strict, source.name)
    return _strictly(layout.parse(source, spoken), strict, source.name)


def parse_all(text: str | Source, *, language: str | None = None) -> tuple[Resolution, ...]:
    """Every resolution and decision that a volume or page prints, in order; one cut off has `complete` false.

    Each counts its offsets in a `source_text` of its own; `Resolution.origin` leads back to `text`.
    """
    source = text if isinstance(text, Source) else Source(text)
    return tuple(layout.parse_all(source, language or recognise(source.text)))


def parse_bytes(data: bytes, name: str = "", *, language: str | None = None, strict: bool = False) -> Resolution:
    """Read a resolution from a file's bytes: text, Word, PDF, a web page or Akoma Ntoso, told by their content.

    `name` is for messages only.

    Raises:
        UnreadableDocument: the bytes hold no text that can be read; `reason` says why, `extra` what would be needed.
        StrictError: `strict` is set and the document has error diagnostics.
    """
    if readers.sniff(data, name) == "akn":
        from .readers.akn import from_akn

        return _strictly(from_akn(data), strict, name)
    return parse(readers.read_bytes(data, name), language=language, strict=strict)


def parse_file(path: str | os.PathLike[str], *, language: str | None = None, strict: bool = False) -> Resolution:
    """Read a resolution from a file, whatever its name: see `parse_bytes`.

    Raises:
        UnreadableDocument: as `parse_bytes`; also where there is no such file.
        StrictError: `strict` is set and the document has error diagnostics.
    """
    return parse_bytes(readers.load(path), os.fspath(path), language=language, strict=strict)

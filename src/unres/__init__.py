"""United Nations General Assembly resolutions as typed, exact, lossless data."""

from __future__ import annotations

import os

from . import layout, readers
from .align import Alignment, align
from .language import recognise
from .layout import ResolutionNotFound
from .models import Resolution
from .source import Source, UnreadableDocument
from .symbols import Symbol

__all__ = [
    "Alignment",
    "Resolution",
    "ResolutionNotFound",
    "Source",
    "Symbol",
    "UnreadableDocument",
    "align",
    "parse",
    "parse_all",
    "parse_bytes",
    "parse_file",
]


def parse(text: str | Source, *, symbol: str | None = None, language: str | None = None) -> Resolution:
    """Read a resolution from text (or from a `Source`, text with marks).

    Of a volume or page that prints several, `symbol` picks the one asked for; without it, the first that is all there
    is read, and a diagnostic says so. `language` is a code of `Language`; where it is not given, the document's own words
    tell.

    Raises:
        ResolutionNotFound: the text holds no resolution of that `symbol`.
    """
    source = text if isinstance(text, Source) else Source(text)
    spoken = language or recognise(source.text)
    if symbol is not None:
        return layout.parse_one(source, spoken, symbol)
    return layout.parse(source, spoken)


def parse_all(text: str | Source, *, language: str | None = None) -> tuple[Resolution, ...]:
    """Every resolution and decision that a volume or page prints, in order; one cut off has `complete` false.

    Each counts its offsets in a `source_text` of its own; `Resolution.origin` leads back to `text`.
    """
    source = text if isinstance(text, Source) else Source(text)
    return tuple(layout.parse_all(source, language or recognise(source.text)))


def parse_bytes(data: bytes, name: str = "", *, language: str | None = None) -> Resolution:
    """Read a resolution from a file's bytes: text, Word, PDF, a web page or Akoma Ntoso, told by their content.

    `name` is for messages only.

    Raises:
        UnreadableDocument: the bytes hold no text that can be read; `reason` says why, `extra` what would be needed.
    """
    if readers.sniff(data, name) == "akn":
        from .readers.akn import from_akn

        return from_akn(data)
    return parse(readers.read_bytes(data, name), language=language)


def parse_file(path: str | os.PathLike[str], *, language: str | None = None) -> Resolution:
    """Read a resolution from a file, whatever its name: see `parse_bytes`.

    Raises:
        UnreadableDocument: as `parse_bytes`; also where there is no such file.
    """
    return parse_bytes(readers.load(path), os.fspath(path), language=language)

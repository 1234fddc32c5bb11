"""United Nations General Assembly resolutions as typed, exact, lossless data."""

from __future__ import annotations

import os

from . import layout, readers
from .models import Resolution
from .source import Source, UnreadableDocument
from .symbols import Symbol

__all__ = ["Resolution", "Source", "Symbol", "UnreadableDocument", "parse", "parse_bytes", "parse_file"]


def parse(text: str | Source, *, language: str | None = None) -> Resolution:
    """Read a resolution from text (or from a `Source`, text with marks)."""
    source = text if isinstance(text, Source) else Source(text)
    return layout.parse(source, language or "en")


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

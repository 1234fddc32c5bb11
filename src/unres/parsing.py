"""The verbs: a resolution from a text, a file's bytes, or a file."""

from __future__ import annotations

import os
from dataclasses import replace

from . import layout, readers
from .language import recognise
from .models import Resolution
from .readers.markdown import is_markdown, read_markdown
from .source import Source, with_bare_lines, with_newlines


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


def _source(text: str | Source) -> Source:
    """The text with newlines between its lines, whatever the system that wrote it, and no signs before their words."""
    given = text if isinstance(text, Source) else Source(text)
    if given is not text and is_markdown(given.text):
        given = read_markdown(given)
    lined = with_newlines(given.text)
    return with_bare_lines(given if lined is given.text else replace(given, text=lined))


def parse(
    text: str | Source, *, symbol: str | None = None, language: str | None = None, strict: bool = False
) -> Resolution:
    """Read a resolution from text (or from a `Source`, text with marks).

    Of a volume or page that prints several, `symbol` picks the one asked for; without it, the first that is all there
    is read, and a diagnostic says so. `language` is a code of `Language`; where it is not given, the document's own
    words tell. Offsets count in `text` as given; line ends of other systems are newlines in `Resolution.source_text`,
    and signs of direction or of no width at the beginning of lines are spaces before them. A copy in Markdown is read
    first: its offsets count in `Resolution.source_text`, its words without its signs.

    Raises:
        ResolutionNotFound: the text holds no resolution of that `symbol`.
        StrictError: `strict` is set and the document has error diagnostics.
    """
    source = _source(text)
    spoken = language or recognise(source.text)
    if symbol is not None:
        return _strictly(layout.parse_one(source, spoken, symbol), strict, source.name)
    return _strictly(layout.parse(source, spoken), strict, source.name)


def parse_all(text: str | Source, *, language: str | None = None) -> tuple[Resolution, ...]:
    """Every resolution and decision that a volume or page prints, in order; one cut off has `complete` false.

    Each counts its offsets in a `source_text` of its own; `Resolution.origin` leads back to `text`.
    """
    source = _source(text)
    return tuple(layout.parse_all(source, language or recognise(source.text)))


def parse_bytes(data: bytes, name: str = "", *, language: str | None = None, strict: bool = False) -> Resolution:
    """Read a resolution from a file's bytes: text, Markdown, Word, PDF, a web page or Akoma Ntoso, told by their
    content.

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

"""United Nations General Assembly resolutions as typed, exact, lossless data."""

from __future__ import annotations

from pathlib import Path

from . import layout
from .align import Alignment, align
from .language import recognise
from .models import Resolution
from .source import Source, UnreadableDocument
from .symbols import Symbol

__all__ = ["Alignment", "Resolution", "Source", "Symbol", "UnreadableDocument", "align", "parse", "parse_file"]


def parse(text: str | Source, *, language: str | None = None) -> Resolution:
    """Read a resolution from text (or from a `Source`, text with marks).

    `language` is a code of `Language`; where it is not given, the document's own words tell.
    """
    source = text if isinstance(text, Source) else Source(text)
    return layout.parse(source, language or recognise(source.text))


def parse_file(path: str | Path) -> Resolution:
    """Read a resolution from a file."""
    return parse(Path(path).read_text(encoding="utf-8"))

"""Read a PDF: bytes to a `Source`.

The way of the data: `pdf_glyphs` (runs of one font on one baseline) to `pdf_lines` (lines, with the spaces that gaps
show) to `pdf_layout` (regions of the page, blocks, footnotes; `pdf_tables` finds tables) to `pdf_print` (canonical text
and marks). Each knows the one before it by its output alone, and only the first calls PDFium.
"""

from __future__ import annotations

from ..source import Source
from .pdf_glyphs import read_pages
from .pdf_layout import layout


def read_pdf(data: bytes, name: str = "") -> Source:
    """The resolution that a PDF shows, as canonical text with marks.

    Raises:
        UnreadableDocument: "missing-extra" without pypdfium2; "empty"; "encrypted" where a password is asked for;
            "truncated" for what PDFium cannot open; "no-text-layer" where no page holds text; "too-large".
    """
    pages, properties = read_pages(data, name)
    text, marks = layout(pages)
    if replaced := text.count("\ufffd"):
        properties["characters-replaced"] = f"{replaced} glyphs that no font gives a character for became U+FFFD"
    return Source(text, marks, name=name, form="pdf", properties=properties)

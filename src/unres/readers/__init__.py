"""From a file to a `Source`: told by what is in it, never by its name.

The Official Document System serves Word files named .DOC that are .docx inside, error pages with a document's name,
and three generations of formats (FORMAT.md 10.2). `sniff` knows each by its first bytes; `read_bytes` hands the bytes
to the reader for that form, which is imported only then. What cannot be read is refused with one exception,
`UnreadableDocument`, which says why.

Limits, so that memory and time stay bounded whatever the file: `MAX_FILE_BYTES` here, and the constants named MAX_… of
each reader, which the documentation lists.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Literal

from ..source import Source, UnreadableDocument

Form = Literal["text", "html", "docx", "doc", "pdf", "akn"]
"""What a file is: `doc` is the binary Word file, `akn` the UN's Akoma Ntoso XML."""

MAX_FILE_BYTES = 256 * 2**20
"""No file larger than this is read."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WORDPERFECT = b"\xffWPC"
_OTHERS = (
    (b"{\\rtf", "unknown-format", "a Rich Text file; save it as .docx"),
    (b"\x1f\x8b", "unknown-format", "a gzip archive; unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "unknown-format", "a 7z archive; unpack it first"),
    (b"\x89PNG", "unknown-format", "a picture; a scan has to be read by character recognition first"),
    (b"\xff\xd8\xff", "unknown-format", "a picture; a scan has to be read by character recognition first"),
    (b"II*\0", "unknown-format", "a picture; a scan has to be read by character recognition first"),
    (b"MM\0*", "unknown-format", "a picture; a scan has to be read by character recognition first"),
)
_HEAD = 4096
_BLANK = b"\xef\xbb\xbf \t\r\n\f\v\x1a"
_PROLOGUE = re.compile(
    rb"(?:\s|<\?.{0,500}?\?>|<!--.{0,2000}?-->|<!doctype\s[^>\[]{0,500}(?:\[[^\]]*\]\s*)?>)*", re.IGNORECASE | re.DOTALL
)
_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,50}:)?([A-Za-z_][\w.-]{0,50})(?=[\s/>])")
_HTML_DOCTYPE = re.compile(rb"\s*(?:<!--.{0,2000}?-->\s*)?<!doctype\s+html", re.IGNORECASE | re.DOTALL)
_HTML_ROOTS = {
    b"html",
    b"head",
    b"body",
    b"title",
    b"meta",
    b"div",
    b"p",
    b"script",
    b"center",
    b"table",
    b"h1",
    b"font",
}


def sniff(data: bytes, name: str = "") -> Form:
    """What a file's bytes are. `name` is for messages only.

    Raises:
        UnreadableDocument: `empty`; `wordperfect`; `unknown-format` for others that are known but not read here. All
            else is taken for text, and the text reader refuses what is none.
    """
    if not data[:_HEAD].strip(_BLANK) and not data.strip(_BLANK):
        raise UnreadableDocument("empty", "there is nothing in it", name=name)
    if data.startswith(_ZIP):
        return "docx"
    if data.startswith(_OLE):
        return "doc"
    if data.startswith(_WORDPERFECT):
        raise UnreadableDocument(
            "wordperfect", "a WordPerfect file; open it in a word processor and save it as .docx", name=name
        )
    for magic, reason, message in _OTHERS:
        if data.startswith(magic):
            raise UnreadableDocument(reason, message, name=name)
    head = data[:_HEAD]
    if b"%PDF-" in head[:1024]:
        return "pdf"
    return _markup(head, name)


def _markup(head: bytes, name: str) -> Form:
    """Whether a file's beginning is that of a web page or of XML, in whatever encoding; "text" if of neither."""
    if head[:2] in (b"\xff\xfe", b"\xfe\xff") or head[:4:3] == b"<\0" or head[:2] == b"\0<":
        encoding = "utf-16-be" if head[:2] in (b"\xfe\xff", b"\0<") else "utf-16-le"
        head = head.decode(encoding, "replace").lstrip("\ufeff").encode()
    head = head.removeprefix(b"\xef\xbb\xbf")
    if head.lstrip()[:1] != b"<":
        return "text"
    if _HTML_DOCTYPE.match(head):
        return "html"
    prologue = _PROLOGUE.match(head)
    root = _ROOT.match(head, prologue.end() if prologue else 0)
    if root is None:
        return "text"
    tag = root[1]
    if tag.lower() in _HTML_ROOTS:
        return "html"
    if tag == b"akomaNtoso":
        return "akn"
    if b"xmlns" in head or head.lstrip().startswith(b"<?xml"):
        raise UnreadableDocument("unknown-format", f"XML, but no Akoma Ntoso: <{tag.decode()}>", name=name)
    return "text"


def read_bytes(data: bytes, name: str = "") -> Source:
    """The text and marks of a file's bytes. `name` is for messages only.

    Raises:
        UnreadableDocument: with the reason; see the readers.
        ValueError: for Akoma Ntoso, which holds a document that is parsed already: `unres.from_akn` reads it.
    """
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableDocument("too-large", f"{len(data):,} bytes; the limit is {MAX_FILE_BYTES:,}", name=name)
    form = sniff(data, name)
    if form == "docx":
        from .word import read_docx

        return read_docx(data, name)
    if form == "doc":
        from .doc import read_doc

        return read_doc(data, name)
    if form == "pdf":
        from .pdf import read_pdf

        return read_pdf(data, name)
    if form == "html":
        from .html import read_html

        return read_html(data, name)
    if form == "akn":
        raise ValueError(f"{name or 'the document'}: Akoma Ntoso is no text to parse; read it with unres.from_akn")
    from .text import read_text

    return read_text(data, name)


def load(path: str | os.PathLike[str]) -> bytes:
    """A file's bytes.

    Raises:
        UnreadableDocument: `not-found` (also where it may not be read), `folder`, `too-large`.
    """
    file, name = Path(path), os.fspath(path)
    try:
        if file.is_dir():
            raise UnreadableDocument("folder", "a folder, not a file", name=name)
        size = file.stat().st_size
        if size > MAX_FILE_BYTES:
            raise UnreadableDocument("too-large", f"{size:,} bytes; the limit is {MAX_FILE_BYTES:,}", name=name)
        with file.open("rb") as opened:
            data = opened.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise UnreadableDocument("not-found", error.strerror or str(error), name=name) from error
    except ValueError as error:  # a NUL in the path
        if isinstance(error, UnreadableDocument):
            raise
        raise UnreadableDocument("not-found", str(error), name=name) from error
    if len(data) > MAX_FILE_BYTES:
        raise UnreadableDocument("too-large", f"more than {MAX_FILE_BYTES:,} bytes", name=name)
    return data


def read_file(path: str | os.PathLike[str]) -> Source:
    """The text and marks of a file.

    Raises:
        UnreadableDocument: with the reason; see `load` and `read_bytes`.
        ValueError: for Akoma Ntoso, as `read_bytes`.
    """
    return read_bytes(load(path), os.fspath(path))

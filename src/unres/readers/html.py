"""Copies of resolutions as web pages, and the error pages that servers send in a document's place.

The Official Document System answers a request that fails with a short HTML page and status 200, which people then keep
as "A_RES_65_123.doc" (FORMAT.md 10.2). A page is read where it says the enacting formula of one of the languages, or is
long and does not call itself an error; all else is refused.

A page is printed as a browser would show it: a line a block, a cell or an item; scripts and styles left out; italics,
bold, superscripts and headings as marks. Nothing is fetched.
"""

from __future__ import annotations

import re
from functools import cache
from html import unescape

from .. import grammar
from ..grammar_files import languages
from ..source import Source, UnreadableDocument
from .text import decode
from .transcript import BOLD, ITALIC, SUPERSCRIPT, Transcript

MAX_PAGE_BYTES = 8 * 2**20
"""No page larger than this is read."""

_SILENT = {"template", "noscript", "svg", "object", "iframe", "select", "button"}
_BLOCKS = {
    "br",
    "address", "article", "aside", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre",
    "section", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_SET = {"i": ITALIC, "em": ITALIC, "b": BOLD, "strong": BOLD, "sup": SUPERSCRIPT}
_TOKEN = re.compile(
    r"""<!--.*?(?:-->|\Z)|<(script|style)\b[^>]*+>?.*?(?:</\1[^<>]*+>?|\Z)
    |</(?P<end>[a-z][^\s/<>]*+)[^<>]*+>
    |<(?P<start>[a-z][^\s/<>]*+)(?:[^<>"']|"[^"<]*+"|'[^'<]*+')*+>
    |<[!?/][^<>]*+>
    |(?P<text>[^<]++|<)""",
    re.IGNORECASE | re.DOTALL | re.VERBOSE,
)
"""One pass, no token twice: the standard library's parser takes minutes for a megabyte of unfinished comments."""
_SPACES = re.compile(r"[ \t\r\n\f]+")
_CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x1f]")  # no text in a web page; converters leave them around fields
_ERROR = re.compile(
    r"\b(?:40[0-9]|50[0-9]|error|not found|no document|denied|forbidden|unavailable|maintenance|just a moment)\b",
    re.IGNORECASE,
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,40})""", re.IGNORECASE)
_LONG, _SHORT = 4000, 300


@cache
def _formula() -> re.Pattern[str]:
    """The enacting formula of any language, in capitals or not."""
    formulas = (grammar.terminals(language, language)["FORMULA_WORDS"] for language in languages())
    return grammar.compiled(f"(?i:{'|'.join(formulas)})")


def read_html(data: bytes, name: str = "") -> Source:
    """The text of a web page that is a copy of a document.

    Raises:
        UnreadableDocument: `html-error-page` where it is not; `empty`, `too-large` and `binary` as for text.
    """
    if len(data) > MAX_PAGE_BYTES:
        raise UnreadableDocument("too-large", f"a web page of {len(data):,} bytes", name=name)
    text, encoding, replaced = _decode(data, name)
    page = _Page(text)
    source = page.out.source(name, {"encoding": encoding}, "text")
    printed = source.text.strip()
    if page.title.strip():
        source.properties["title"] = " ".join(page.title.split())
    if replaced:
        source.properties["characters-replaced"] = f"{replaced} places that are no {encoding} were replaced by U+FFFD"
    formula = _formula().search(printed) is not None and len(printed) >= _SHORT
    if not formula and (len(printed) < _LONG or _ERROR.search(f"{page.title} {printed[:200]}")):
        shown = " ".join(printed.split())[:80]
        raise UnreadableDocument("html-error-page", f"a web page, not a document: {shown!r}", name=name)
    if formula and len(printed) < _LONG and _ERROR.search(page.title):
        raise UnreadableDocument("html-error-page", f"a web page titled {page.title.strip()[:80]!r}", name=name)
    return source


def _decode(data: bytes, name: str) -> tuple[str, str, int]:
    """As `text.decode`, but the page's own word for its encoding is taken where the bytes bear it out."""
    stated = _CHARSET.search(data[:4096])
    if stated is not None and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        encoding = stated[1].decode("ascii")
        encoding = "cp1252" if encoding.lower() in ("iso-8859-1", "latin1", "us-ascii") else encoding
        try:
            return data.decode(encoding), encoding, 0
        except (LookupError, ValueError):
            pass
    return decode(data, name)


class _Page:
    """Prints a page's text into a `Transcript`, tag by tag."""

    def __init__(self, text: str) -> None:
        self.out = Transcript()
        self.title = ""
        self._in_title = False
        self._silent = 0
        self._open = dict.fromkeys(_SET, 0)
        self._line_start = 0
        self._gap = False
        self._heading = 0
        for token in _TOKEN.finditer(text):
            kind = token.lastgroup
            if kind == "text":
                self._text(unescape(token[0]))
            elif kind == "start":
                self._start(token["start"].lower())
            elif kind == "end":
                self._end(token["end"].lower())
        self._end_line()

    def _end_line(self) -> None:
        if self.out.at > self._line_start:
            if self._heading:
                self.out.styled("heading", self._line_start, self._heading)
            self.out.write("\n")
            self._line_start = self.out.at
        self._gap = False

    def _start(self, tag: str) -> None:
        if tag == "title":
            self._in_title = True
        elif tag in _SILENT:
            self._silent += 1
        elif tag in _BLOCKS:
            self._end_line()
            if tag in _HEADINGS:
                self._heading = int(tag[1])
        elif tag in _SET:
            self._open[tag] += 1

    def _end(self, tag: str) -> None:
        if tag == "title":
            self._in_title = False
        elif tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BLOCKS:
            self._end_line()
            if tag in _HEADINGS:
                self._heading = 0
        elif tag in _SET:
            self._open[tag] = max(0, self._open[tag] - 1)

    def _text(self, data: str) -> None:
        if self._in_title:
            self.title = (self.title + data)[:500]
        elif not self._silent:
            text = _SPACES.sub(" ", _CONTROL.sub("", data))
            words = text.strip(" ")
            if not words:
                self._gap = True
                return
            if (self._gap or text[0] == " ") and self.out.at > self._line_start:
                self.out.write(" ")
            setting = 0
            for tag, depth in self._open.items():
                setting |= _SET[tag] if depth else 0
            self.out.write(words, setting)
            self._gap = text[-1] == " "

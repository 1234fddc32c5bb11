"""A PDF's bytes to its runs of glyphs, page by page.

PDFium does the reading of the file. What is asked of it is chosen for cost, since every question is a call out of
Python: the text of a page comes in one piece, and only where one text object ends and another begins is asked for
position, size and font. These boundaries are found by halving each line until both its ends lie in one object, so a
line set in one piece costs two questions and a page some hundreds, where a box for each character would cost
thousands (the `FPDFTextObj_GetText` of each object would, too: it searches the whole page each time).

PDFium guesses at spaces between objects, and finds one inside a word where justified setting has widened it ("Unit ed
Nations"); and files set spaces that the next object is drawn over. So a run's own text is kept without the spaces at
its ends, and `pdf_lines` puts them back by the gap. A run ends where the pen stands after it, which the space after it
tells, as the box of an "f" does not.

A page in Arabic is asked for each glyph: there the order of print is the only one that can be trusted, and `pdf_lines`
makes the order of reading from it.

Coordinates are points from the lower left corner of the page. Text that is set upwards or downwards (a table on its
side) has them from the corner that it reads from, and so has a page whose text is mostly so.

Limits, each refused as "too-large": `MAX_BYTES`, `MAX_PAGES`, `MAX_CHARACTERS`, `MAX_RUNS`, `MAX_OBJECTS`.
PDFium itself bounds nesting and follows no reference in a circle. It is not safe for several threads at once; a lock
admits one document at a time.
"""

from __future__ import annotations

import ctypes
import re
import threading
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from ..source import UnreadableDocument
from . import pdf_bounds
from .fonts import symbol

MAX_BYTES = 256 * 1024 * 1024
"""Largest file that is opened."""
MAX_PAGES = 2000
"""Most pages that are read."""
MAX_CHARACTERS = 10_000_000
"""Most characters that are read, over all pages."""
MAX_RUNS = 1_000_000
"""Most runs of glyphs that are read, over all pages; a page of text has some hundreds."""
MAX_OBJECTS = 20_000
"""Most objects on one page. PDFium compares those near each other, so its time can grow with their square."""

ITALIC, BOLD = 1, 2  # bits of Run.style
_ITALIC_NAME = re.compile(r"ital|obli|kursiv", re.IGNORECASE)
_BOLD_NAME = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_FLAG_ITALIC, _FLAG_FORCE_BOLD = 1 << 6, 1 << 18  # font descriptor flags, ISO 32000-1 table 123
_BOLD_WEIGHT = 650  # PDFium tells it from the width of the stems; 400 is regular
_PDFIUM_PASSWORD, _PDFIUM_SECURITY = 4, 5  # FPDF_ERR_PASSWORD and FPDF_ERR_SECURITY
_PDFIUM_PATH = 2  # FPDF_PAGEOBJ_PATH
_RULE_HEIGHT = 2.5  # points; a thicker stroke is no rule
_LINE_END_HYPHENS = {0x02: "-", 0xFFFE: "-", 0x00: " "}  # what PDFium prints for a hyphen that ends a line
_NO_LETTERS = re.compile("[\\x00-\\x09\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\ue000-\\uf8ff\\ufffe\\uffff]")
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_SLANT = 0.1  # what type is pushed over for each point of its height, that is made italic without a font for it
_NEAR, _MOST_NEAR = 20.0, 200  # points of the squares that vowel signs are looked up in, and glyphs in one
_SMALLEST, _FARTHEST = 0.1, 1e5  # points: of type sizes, of coordinates
_PRINTED = re.compile(r"[^ \r\n](?:[^\r\n]*[^ \r\n])?")  # a line without outer spaces
_LOCK = threading.Lock()


@dataclass(slots=True)
class Run:
    """Glyphs of one font, size and baseline that the file sets in one go; no spaces at either end of `text`."""

    x0: float
    x1: float
    y: float
    """The baseline."""
    size: float
    """Type size in points as shown."""
    style: int
    """`ITALIC` and `BOLD` bits."""
    text: str
    spaced: bool = False
    """Whether it ends a line with a space."""


@dataclass(slots=True)
class PdfPage:
    """What is printed on one page."""

    number: int
    width: float
    height: float
    runs: list[Run] = field(default_factory=list)
    rules: list[tuple[float, float, float]] = field(default_factory=list)
    """Horizontal strokes: left, right, height above the page's foot."""
    mirrored: bool = False
    """Whether it is read from right to left: then a run is one glyph, and `x0`, `x1` and rules count from the right."""


def read_pages(data: bytes, name: str = "") -> tuple[list[PdfPage], dict[str, str]]:
    """The pages' glyph runs and the document's own properties ("Title", "Producer", …).

    Raises:
        UnreadableDocument: "missing-extra" without pypdfium2; "empty"; "encrypted" where a password is asked for;
            "truncated" for what PDFium cannot open; "no-text-layer" where no page holds text; "too-large".
    """
    try:
        import pypdfium2
        import pypdfium2.raw as pdfium

        pdfium.FPDFText_GetTextObject  # noqa: B018 - since pypdfium2 5
    except (ImportError, AttributeError):
        message = "reading PDF needs pypdfium2 5 or later: install the extra unres[pdf]"
        raise UnreadableDocument("missing-extra", message, name=name, extra="pdf") from None
    if not data.strip(b"\0 \t\r\n"):
        raise UnreadableDocument("empty", "the file is empty", name=name)
    if len(data) > MAX_BYTES:
        raise UnreadableDocument("too-large", f"the file has {len(data)} bytes; the limit is {MAX_BYTES}", name=name)
    pdf_bounds.check(data, name)
    with _LOCK:
        try:
            document = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError as error:
            raise _unreadable(error, data, name) from None
        try:
            return _pages(document, name), _properties(document)
        finally:
            document.close()


def _unreadable(error: Any, data: bytes, name: str) -> UnreadableDocument:
    # PDFium's error may be left over from the file before; the trailer's /Encrypt is never compressed.
    if getattr(error, "err_code", None) in (_PDFIUM_PASSWORD, _PDFIUM_SECURITY) and b"/Encrypt" in data:
        return UnreadableDocument("encrypted", "the PDF asks for a password", name=name)
    return UnreadableDocument("truncated", "the PDF is damaged or cut short", name=name)


def _properties(document: Any) -> dict[str, str]:
    """What the file says of itself; a value that is no text is left out."""
    found = {}
    for key in ("Title", "Author", "Subject", "Keywords", "Creator", "Producer", "CreationDate", "ModDate"):
        try:
            found[key] = document.get_metadata_value(key)
        except UnicodeDecodeError:
            continue
    return {key: value for key, value in found.items() if value}


def _pages(document: Any, name: str) -> list[PdfPage]:
    count = len(document)
    if count > MAX_PAGES:
        raise UnreadableDocument("too-large", f"the PDF has {count} pages; the limit is {MAX_PAGES}", name=name)
    pages, characters, runs, reader = [], 0, 0, _Glyphs(name)
    for index in range(count):
        page = reader.page(document, index)
        if page is None:
            continue
        pages.append(page)
        characters += sum(len(run.text) for run in page.runs)
        runs += len(page.runs)
        if characters > MAX_CHARACTERS or runs > MAX_RUNS:
            message = f"the PDF has over {MAX_CHARACTERS} characters or {MAX_RUNS} runs of glyphs"
            raise UnreadableDocument("too-large", message, name=name)
    if not pages:
        raise UnreadableDocument("truncated", "no page of the PDF can be read", name=name)
    if not characters:
        raise UnreadableDocument("no-text-layer", "the PDF shows pictures of pages, without text", name=name)
    return pages


class _Glyphs:
    """Asks PDFium for runs. One for each document: fonts are asked about once."""

    def __init__(self, name: str) -> None:
        import pypdfium2.raw as pdfium

        self.name = name
        self.pdfium = pdfium
        # Handles pass as plain integers through these prototypes: a third of the cost of pointer objects.
        handle, integer, target = ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p
        self.object_at = _prototype(pdfium.FPDFText_GetTextObject, handle, handle, integer)
        self.loose_box = _prototype(pdfium.FPDFText_GetLooseCharBox, integer, handle, integer, target)
        self.origin = _prototype(pdfium.FPDFText_GetCharOrigin, integer, handle, integer, target, target)
        self.font_size = _prototype(pdfium.FPDFText_GetFontSize, ctypes.c_double, handle, integer)
        self.matrix = _prototype(pdfium.FPDFText_GetMatrix, integer, handle, integer, target)
        self.font_of = _prototype(pdfium.FPDFTextObj_GetFont, handle, handle)
        self.weight = _prototype(pdfium.FPDFFont_GetWeight, integer, handle)
        self.italic_angle = _prototype(pdfium.FPDFFont_GetItalicAngle, integer, handle, target)
        self.font_info = _prototype(
            pdfium.FPDFText_GetFontInfo, ctypes.c_ulong, handle, integer, target, ctypes.c_ulong, target
        )
        self.get_object = _prototype(pdfium.FPDFPage_GetObject, handle, handle, integer)
        self.object_type = _prototype(pdfium.FPDFPageObj_GetType, integer, handle)
        self.bounds = _prototype(pdfium.FPDFPageObj_GetBounds, integer, handle, target, target, target, target)
        self.styles: dict[int, int] = {}

    def page(self, document: Any, index: int) -> PdfPage | None:
        """One page, or nothing where PDFium cannot load it."""
        pdfium = self.pdfium
        page = pdfium.FPDF_LoadPage(document, index)
        if not page:
            return None
        try:
            width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
            out = PdfPage(index + 1, width, height)
            across, up = (height, width) if pdfium.FPDFPage_GetRotation(page) % 2 else (width, height)
            turned = 0
            objects = pdfium.FPDFPage_CountObjects(page)
            if objects > MAX_OBJECTS:
                message = f"page {index + 1} has {objects} objects; the limit is {MAX_OBJECTS}"
                raise UnreadableDocument("too-large", message, name=self.name)
            text_page = pdfium.FPDFText_LoadPage(page)
            if text_page:
                try:
                    text = self.text(text_page)
                    letters = sum(map(str.isalpha, text)) if _FROM_RIGHT.search(text) else 0
                    out.mirrored = len(_FROM_RIGHT.findall(text)) > letters / 2
                    if out.mirrored:
                        out.runs = self.glyphs(text_page, text, width)
                    else:
                        for run, is_turned in self.runs(text_page, text, across, up):
                            out.runs.append(run)
                            turned += is_turned
                finally:
                    pdfium.FPDFText_ClosePage(text_page)
            if turned > len(out.runs) / 2:
                out.width, out.height = up, across
            else:
                out.rules = self.rules(page, objects)
            if out.mirrored:
                out.rules = [(width - right, width - left, y) for left, right, y in out.rules]
            return out
        finally:
            self.styles.clear()  # font handles live as long as their page
            pdfium.FPDF_ClosePage(page)

    def text(self, text_page: Any) -> str:
        """The page's characters, as PDFium counts them."""
        count = self.pdfium.FPDFText_CountChars(text_page)
        if count <= 0:
            return ""
        buffer = (ctypes.c_ushort * (count + 1))()
        written = self.pdfium.FPDFText_GetText(text_page, 0, count, buffer)
        raw = bytes(buffer)[: 2 * max(0, written - 1)].decode("utf-16-le", "replace")
        if len(raw) != count:  # a character outside the basic plane: ask one by one, so that indexes agree
            raw = "".join(chr(self.pdfium.FPDFText_GetUnicode(text_page, at) or 32) for at in range(count))
        return self.letters(text_page, raw).translate(_LINE_END_HYPHENS)

    def runs(self, text_page: Any, text: str, across: float, up: float) -> Iterator[tuple[Run, bool]]:
        """The runs of a page so wide and high, in PDFium's order; with each, whether it is set upwards or downwards."""
        page = ctypes.cast(text_page, ctypes.c_void_p).value or 0
        x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), self.pdfium.FS_RECTF(), self.pdfium.FS_MATRIX()
        x_at, y_at, box_at, matrix_at = (ctypes.addressof(value) for value in (x, y, box, matrix))
        for start, end, handle in self.pieces(page, text):
            self.origin(page, start, x_at, y_at)
            if text[end : end + 1] == " " and self.loose_box(page, end, box_at):
                pen = box.left
            else:
                self.loose_box(page, end - 1, box_at)
                pen = box.right
            self.matrix(page, start, matrix_at)
            scale, slanted = _scale(matrix)
            size = max(_sane(self.font_size(page, start) * scale), _SMALLEST)
            style = self.style(page, start, handle) | slanted
            spaced = text[end : end + 1] == " " and text[end + 1 : end + 2] in ("", "\r", "\n")
            run = Run(x.value, pen, y.value, size, style, text[start:end], spaced)
            turned = abs(matrix.b) > abs(matrix.a)
            if turned:
                self.loose_box(page, end - 1, box_at)
                if matrix.b > 0:
                    run.x0, run.x1, run.y = y.value, box.top, across - x.value
                else:
                    run.x0, run.x1, run.y = up - y.value, up - box.bottom, x.value
            run.x0, run.y = _sane(run.x0), _sane(run.y)
            run.x1 = max(run.x0, _sane(run.x1))
            yield run, turned

    def glyphs(self, text_page: Any, text: str, width: float) -> list[Run]:
        """A run for each glyph of a page read from right to left, since PDFium's own order is a guess at such lines.

        Spaces are among them, as slanted glyphs leave no gap between words.
        A vowel sign set above or below its letter stands on that letter's baseline, right behind it.
        """
        page = ctypes.cast(text_page, ctypes.c_void_p).value or 0
        x, y, box, matrix = ctypes.c_double(), ctypes.c_double(), self.pdfium.FS_RECTF(), self.pdfium.FS_MATRIX()
        x_at, y_at, box_at, matrix_at = (ctypes.addressof(value) for value in (x, y, box, matrix))
        runs: list[Run] = []
        signs: list[Run] = []
        letters: dict[tuple[int, int], list[Run]] = {}
        for at, letter in enumerate(text):
            if letter in "\r\n":
                continue
            self.origin(page, at, x_at, y_at)
            self.loose_box(page, at, box_at)
            if letter == " " and box.right - box.left < _SMALLEST:  # PDFium's guess, not the file's
                continue
            self.matrix(page, at, matrix_at)
            scale, slanted = _scale(matrix)
            size = max(_sane(self.font_size(page, at) * scale), _SMALLEST)
            style = self.style(page, at, self.object_at(page, at)) | slanted
            left, right = width - _sane(box.right), width - _sane(box.left)
            plain = unicodedata.normalize("NFKC", letter) if letter > "\ufb00" else letter
            run = Run(left, max(left, right), _sane(y.value), size, style, plain)
            if unicodedata.combining(letter):
                signs.append(run)
            else:
                runs.append(run)
                letters.setdefault((int(run.x0 // _NEAR), int(run.y // _NEAR)), []).append(run)
        for sign in signs:
            middle = (sign.x0 + sign.x1) / 2
            column, row = int(middle // _NEAR), int(sign.y // _NEAR)
            near = [
                run
                for step in (-1, 0, 1)
                for lift in (-1, 0, 1)
                for run in letters.get((column + step, row + lift), ())[:_MOST_NEAR]
                if run.x0 <= middle <= run.x1 and abs(run.y - sign.y) < run.size
            ]
            if near:
                min(near, key=lambda run: abs(run.y - sign.y)).text += sign.text
            else:
                runs.append(sign)
        return runs

    def letters(self, text_page: Any, text: str) -> str:
        """The text with what is no letter made one, where its font tells which, or else U+FFFD.

        Of a glyph that its font gives no character for, PDFium prints the code; one that is a letter is left to stand.
        """
        found = [match.start() for match in _NO_LETTERS.finditer(text)]
        if not found:
            return text
        letters = list(text)
        handle = ctypes.cast(text_page, ctypes.c_void_p).value or 0
        for at in found:
            if letters[at] >= "\ue000" and letters[at] < "\uf900":
                letters[at] = symbol(self.face(handle, at)[0], ord(letters[at]))
            elif self.pdfium.FPDFText_HasUnicodeMapError(text_page, at) == 1:
                letters[at] = "\ufffd"
        return "".join(letters)

    def pieces(self, page: int, text: str) -> Iterator[tuple[int, int, int]]:
        """(start, end, text object) of each stretch of `text` that one text object sets, without outer spaces."""
        object_at = self.object_at
        for match in _PRINTED.finditer(text):
            start, end = match.span()
            # (start, end, object of the first, object of the last character), to be halved until the two are one
            stack = [(start, end, object_at(page, start), object_at(page, end - 1))]
            done: list[tuple[int, int, int]] = []
            while stack:
                start, end, first, last = stack.pop()
                if first == last or end - start < 2:
                    if done and done[-1][2] == first:  # halves of one object meet again
                        start = done.pop()[0]
                    done.append((start, end, first))
                    continue
                middle = (start + end) // 2
                left = text.rfind(" ", start + 1, middle)
                if left < 0:
                    left = middle
                right = left
                while text[left - 1] == " ":
                    left -= 1
                while text[right] == " ":
                    right += 1
                left_last = first if left - start == 1 else object_at(page, left - 1)
                right_first = last if end - right == 1 else object_at(page, right)
                stack += ((right, end, right_first, last), (start, left, first, left_last))
            yield from done

    def style(self, page: int, at: int, handle: int | None) -> int:
        """`ITALIC` and `BOLD` of the font at a character, from the font's name and what its descriptor says."""
        font = self.font_of(handle) if handle else 0
        if font in self.styles:
            return self.styles[font]
        face, flags = self.face(page, at)
        angle = ctypes.c_int()
        if font and not (_ITALIC_NAME.search(face) or flags & _FLAG_ITALIC):
            self.italic_angle(font, ctypes.addressof(angle))
        style = ITALIC if _ITALIC_NAME.search(face) or flags & _FLAG_ITALIC or angle.value else 0
        heavy = bool(font) and self.weight(font) >= _BOLD_WEIGHT
        style |= BOLD if _BOLD_NAME.search(face) or flags & _FLAG_FORCE_BOLD or heavy else 0
        self.styles[font] = style
        return style

    def face(self, page: int, at: int) -> tuple[str, int]:
        """Name and descriptor's flags of the font at a character."""
        name, flags = ctypes.create_string_buffer(256), ctypes.c_int()
        self.font_info(page, at, ctypes.addressof(name), 256, ctypes.addressof(flags))
        return name.value.decode("utf-8", "replace"), flags.value

    def rules(self, page: Any, objects: int) -> list[tuple[float, float, float]]:
        """The page's thin horizontal strokes."""
        left, bottom, right, top = edges = [ctypes.c_float() for _ in range(4)]
        places = [ctypes.addressof(edge) for edge in edges]
        handle = ctypes.cast(page, ctypes.c_void_p).value or 0
        found = []
        for at in range(objects):
            item = self.get_object(handle, at)
            if self.object_type(item) != _PDFIUM_PATH or not self.bounds(item, *places):
                continue
            if top.value - bottom.value <= _RULE_HEIGHT and right.value - left.value > 2 * _RULE_HEIGHT:
                found.append((left.value, right.value, (bottom.value + top.value) / 2))
        return found


def _scale(matrix: Any) -> tuple[float, int]:
    """How much a matrix enlarges type in height, and `ITALIC` where it slants it."""
    a, b, c, d = matrix.a, matrix.b, matrix.c, matrix.d
    area, along = abs(a * d - b * c), (a * a + b * b) ** 0.5
    return (area / along if along else 0.0), (ITALIC if abs(a * c + b * d) > _SLANT * area else 0)


def _sane(value: float) -> float:
    """The value, or 0 for what no page can hold; a damaged file has such, and numbers that are none."""
    return value if -_FARTHEST < value < _FARTHEST else 0.0


def _prototype(function: Any, result: Any, *arguments: Any) -> Any:
    """`function` again, taking and giving handles as integers."""
    address = ctypes.cast(function, ctypes.c_void_p).value or 0
    return ctypes.CFUNCTYPE(result, *arguments)(address)

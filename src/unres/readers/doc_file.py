"""What a binary Word file holds, by place: its streams and tables, the text by character, and how that is set.

doc.py says how such a file is laid out, and reads the text in order.
"""

from __future__ import annotations

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..source import UnreadableDocument
from .transcript import BOLD, ITALIC, SUPERSCRIPT, LineKind, style_kind

MAX_CHARACTERS = 32 * 2**20
"""No more text than this is read. A file of that length would be a hundred times the longest resolution."""

# Places in the FIB's table of (offset, length) pairs [MS-DOC 2.5.6].
_STYLES, NOTE_MARKS, NOTES, _COMMENT_MARKS, COMMENTS, HEADERS = 1, 2, 3, 4, 5, 11
_CHARACTER_PAGES, _PARAGRAPH_PAGES, _FONTS, _PIECES = 12, 13, 15, 33

# Character properties [MS-DOC 2.6.1].
_DELETED, _BOLD, _ITALIC, _HIDDEN, _SPECIAL = 0x0800, 0x0835, 0x0836, 0x083C, 0x0855
_CHARACTER_STYLE, _SYMBOL, _POSITION_KIND = 0x4A30, 0x6A09, 0x2A48
# Paragraph and table properties [MS-DOC 2.6.2, 2.6.3].
_IN_TABLE, _ROW_END, _DEPTH, _OUTLINE, _LEVEL, _LIST = 0x2416, 0x2417, 0x6649, 0x2640, 0x260A, 0x460B
_TABLE_HEADER, _TABLE_CELLS, _ELSEWHERE = 0x3404, 0xD608, (0x6645, 0x6646)
_SIZES = (1, 1, 2, 4, 2, 2, -1, 3)
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


@dataclass(slots=True)
class Set:
    """How characters are set; a style's or a run's."""

    italic: bool = False
    bold: bool = False
    superscript: bool = False
    hidden: bool = False
    special: bool = False
    deleted: bool = False
    symbol: tuple[int, int] | None = None

    def setting(self) -> int:
        return ITALIC * self.italic + BOLD * self.bold + SUPERSCRIPT * self.superscript


@dataclass(slots=True)
class Laid:
    """How a paragraph is laid out."""

    style: int = 0
    in_table: bool = False
    row_end: bool = False
    depth: int = 0
    outline: int = 9
    list: int = 0
    level: int = 0
    header: bool = False
    cells: bytes = b""


def _sprms(program: bytes) -> Iterator[tuple[int, bytes]]:
    """(property, operand) of each step of a program of property changes [MS-DOC 2.2.5.1]."""
    at = 0
    while at + 2 < len(program):
        code = program[at] | program[at + 1] << 8
        at += 2
        size = _SIZES[code >> 13]
        if size < 0:
            if code == _TABLE_CELLS:
                size = (program[at] | program[at + 1] << 8) - 1 if at + 1 < len(program) else 0
                at += 2
            else:
                size = program[at]
                at += 1
        yield code, program[at : at + size]
        at += max(0, size)


@dataclass(slots=True)
class _Style:
    """A style with what it inherits."""

    name: str = ""
    paragraph: bool = True
    set: Set | None = None
    laid: tuple[bytes, ...] = ()
    lines: tuple[LineKind, int] | None = None


class File:
    """The file's streams and tables: text by CP, settings by CP."""

    def __init__(self, container: Any, name: str) -> None:
        if container.exists("EncryptedPackage"):
            raise UnreadableDocument("encrypted", "the Word file is encrypted", name=name)
        if not container.exists("WordDocument"):
            raise UnreadableDocument("binary", "an OLE file, but no Word document", name=name)
        self.main: bytes = container.openstream("WordDocument").read()
        main = self.main
        magic, version = struct.unpack_from("<HH", main, 0)
        (flags,) = struct.unpack_from("<H", main, 10)
        if magic != 0xA5EC or version < 0xC1:
            raise UnreadableDocument("binary", "a Word file older than Word 97; save it as .docx", name=name)
        if flags & 0x0100:
            raise UnreadableDocument("encrypted", "the Word file is encrypted", name=name)
        self.table: bytes = container.openstream("1Table" if flags & 0x0200 else "0Table").read()
        self._data: bytes = container.openstream("Data").read() if container.exists("Data") else b""
        at = 34 + 2 * struct.unpack_from("<H", main, 32)[0]
        self.lengths: tuple[int, ...] = struct.unpack_from("<8i", main, at + 2 + 12)
        at += 2 + 4 * struct.unpack_from("<H", main, at)[0]
        pairs = struct.unpack_from("<H", main, at)[0]
        self._places = struct.unpack_from(f"<{2 * pairs}I", main, at + 2)
        if min(self.lengths) < 0 or sum(self.lengths) > MAX_CHARACTERS:
            raise UnreadableDocument("too-large", f"the Word file states {sum(self.lengths):,} characters", name=name)
        self._read_pieces()
        self._characters = self._pages(_CHARACTER_PAGES, _chpx)
        self._paragraphs = self._pages(_PARAGRAPH_PAGES, _papx)
        self.styles = self._read_styles()
        self._fonts: list[str] | None = None
        self._far: dict[int, list[tuple[int, bytes]]] = {}
        self._far_bytes = 0
        self._laid_cache: dict[tuple[int, bytes], Laid] = {}
        self._set_cache: dict[tuple[bytes, int], Set] = {}

    def part(self, place: int) -> bytes:
        """A structure of the table stream, by its place in the FIB; empty where the file has none."""
        if 2 * place + 1 >= len(self._places):
            return b""
        start, length = self._places[2 * place], self._places[2 * place + 1]
        return self.table[start : start + length]

    def after(self, place: int) -> bytes:
        """What stands behind a structure in the table stream, where lists keep their levels."""
        if 2 * place + 1 >= len(self._places):
            return b""
        return self.table[self._places[2 * place] + self._places[2 * place + 1] :]

    def plc(self, place: int, size: int) -> tuple[tuple[int, ...], list[bytes]]:
        """(positions, elements) of a PLC: n + 1 positions, then n elements of `size` bytes [MS-DOC 2.2.2]."""
        data = self.part(place)
        return _plc(data, size)

    # -- text

    def _read_pieces(self) -> None:
        clx, at = self.part(_PIECES), 0
        while at < len(clx) and clx[at] == 1:
            at += 3 + struct.unpack_from("<H", clx, at + 1)[0]
        if at >= len(clx) or clx[at] != 2:
            raise ValueError("no piece table")
        length = struct.unpack_from("<I", clx, at + 1)[0]
        bounds, pieces = _plc(clx[at + 5 : at + 5 + length], 8)
        text: list[str] = []
        self._cps: list[int] = []
        self._fcs: list[tuple[int, int]] = []
        reached = 0
        for start, end, piece in zip(bounds, bounds[1:], pieces, strict=False):
            if start != reached or end < start or end > MAX_CHARACTERS:
                raise ValueError("pieces out of order")
            fc = struct.unpack_from("<I", piece, 2)[0]
            width = 1 if fc & 0x40000000 else 2
            fc = (fc & 0x3FFFFFFF) // 2 if width == 1 else fc & 0x3FFFFFFF
            raw = self.main[fc : fc + width * (end - start)]
            if len(raw) != width * (end - start):
                raise ValueError("the text ends before its stated length")
            if width == 1:
                text.append(raw.decode("cp1252", "replace"))
            else:
                decoded = raw.decode("utf-16-le", "surrogatepass")
                text.append(decoded if len(decoded) == end - start else _ASTRAL.sub(_as_pair, decoded))
            self._cps.append(start)
            self._fcs.append((fc, width))
            reached = end
        if reached > len(self.main):
            raise ValueError("pieces that share their bytes")
        self.text = "".join(text)
        if len(self.text) < sum(self.lengths):
            raise ValueError("the text ends before its stated length")

    def _fc(self, cp: int) -> int:
        piece = bisect_right(self._cps, cp) - 1
        fc, width = self._fcs[piece]
        return fc + width * (cp - self._cps[piece])

    # -- settings

    def _pages(self, place: int, read: Any) -> tuple[list[int], list[Any]]:
        """(first FC of each stretch, what is set there), read from the 512-byte pages that a table lists."""
        starts: list[int] = []
        stretches: list[Any] = []
        _, pages = self.plc(place, 4)
        if len(pages) > len(self.main) // 512:
            raise ValueError("more pages than the file holds")
        for number in pages:
            at = (struct.unpack("<I", number)[0] & 0x3FFFFF) * 512
            page = self.main[at : at + 512]
            if len(page) < 512:
                continue
            count = page[511]
            if 4 * (count + 1) > 511:
                continue
            bounds = struct.unpack_from(f"<{count + 1}I", page, 0)
            for index in range(count):
                if not starts or bounds[index] > starts[-1]:
                    starts.append(bounds[index])
                    stretches.append(read(page, index, count))
        return starts, stretches

    def laid(self, cp: int) -> Laid:
        """How the paragraph is laid out whose mark stands at `cp`."""
        starts, stretches = self._paragraphs
        index = bisect_right(starts, self._fc(cp)) - 1
        key = stretches[index] if index >= 0 else (0, b"")
        laid = self._laid_cache.get(key)
        if laid is None:
            laid = self._laid_cache[key] = Laid(style=key[0])
            style = self.styles.get(laid.style)
            for program in (*(style.laid if style else ()), key[1]):
                for code, operand in _sprms(program):
                    if code in _ELSEWHERE and len(operand) == 4:
                        for far in self._elsewhere(int.from_bytes(operand, "little")):
                            _lay(laid, *far)
                    else:
                        _lay(laid, code, operand)
        return laid

    def _elsewhere(self, place: int) -> list[tuple[int, bytes]]:
        """The steps of a program too long for its page, as that of a wide table's row is [MS-DOC sprmPHugePapx]."""
        if place not in self._far:
            size = int.from_bytes(self._data[place : place + 2], "little")
            self._far_bytes += 2 + size
            if self._far_bytes > len(self._data):
                raise ValueError("programs that share their bytes")
            self._far[place] = list(_sprms(self._data[place + 2 : place + 2 + size]))
        return self._far[place]

    def runs(self, start: int, end: int, style: int) -> Iterator[tuple[int, int, Set]]:
        """(first CP, CP after the last, setting) of the characters from `start` to `end` of a paragraph in `style`."""
        starts, stretches = self._characters
        piece = bisect_right(self._cps, start) - 1
        while start < end:
            limit = min(end, self._cps[piece + 1] if piece + 1 < len(self._cps) else end)
            fc, width = self._fcs[piece]
            at = fc + width * (start - self._cps[piece])
            index = bisect_right(starts, at) - 1
            while start < limit:
                following = starts[index + 1] if index + 1 < len(starts) else None
                stop = limit if following is None else min(limit, start + max(1, -(-(following - at) // width)))
                yield start, stop, self._set(stretches[index] if index >= 0 else b"", style)
                at += width * (stop - start)
                start = stop
                while index + 1 < len(starts) and starts[index + 1] <= at:
                    index += 1
            piece += 1

    def _set(self, program: bytes, style: int) -> Set:
        key = program, style
        found = self._set_cache.get(key)
        if found is None:
            paragraph = self.styles.get(style)
            found = self._set_cache[key] = self._changed(paragraph.set if paragraph else None, program)
        return found

    def _changed(self, base: Set | None, program: bytes) -> Set:
        """A setting after a program has changed it. 128 means as the style has it, 129 the opposite."""
        base = base or Set()
        italic, bold, superscript, hidden = base.italic, base.bold, base.superscript, base.hidden
        out = Set()
        for code, operand in _sprms(program):
            if code == _CHARACTER_STYLE and len(operand) == 2:
                style = self.styles.get(operand[0] | operand[1] << 8)
                if style is not None and style.set is not None and not style.paragraph:
                    italic ^= style.set.italic
                    bold ^= style.set.bold
                    superscript = superscript or style.set.superscript
                    hidden = hidden or style.set.hidden
        out.italic, out.bold, out.superscript, out.hidden = italic, bold, superscript, hidden
        for code, operand in _sprms(program):
            value = operand[0] if operand else 0
            if code == _ITALIC:
                out.italic = _toggled(italic, value)
            elif code == _BOLD:
                out.bold = _toggled(bold, value)
            elif code == _HIDDEN:
                out.hidden = _toggled(hidden, value)
            elif code == _POSITION_KIND:
                out.superscript = value == 1
            elif code == _SPECIAL:
                out.special = bool(value)
            elif code == _DELETED:
                out.deleted = bool(value & 1)
            elif code == _SYMBOL and len(operand) == 4:
                font, character = struct.unpack("<HH", operand)
                out.symbol = font, character
        return out

    # -- styles and fonts

    def _read_styles(self) -> dict[int, _Style]:
        data = self.part(_STYLES)
        if len(data) < 8:
            return {}
        header, count, base_size = struct.unpack_from("<HHH", data, 0)
        at = 2 + header
        read: dict[int, tuple[str, int, int, list[bytes]]] = {}
        for index in range(count):
            if at + 2 > len(data):
                break
            (length,) = struct.unpack_from("<H", data, at)
            style, at = data[at + 2 : at + 2 + length], at + 2 + length
            if length < base_size + 2:
                continue
            kind_and_base, count_and_next = struct.unpack_from("<HH", style, 2)
            (characters,) = struct.unpack_from("<H", style, base_size)
            here = base_size + 2 + 2 * characters
            title = style[base_size + 2 : here].decode("utf-16-le", "replace")
            here += 2
            programs = []
            for _ in range(count_and_next & 15):
                if here + 2 > len(style):
                    break
                (size,) = struct.unpack_from("<H", style, here)
                programs.append(style[here + 2 : here + 2 + size])
                here += 2 + size + (size & 1)
            read[index] = title, kind_and_base & 15, kind_and_base >> 4, programs
        styles: dict[int, _Style] = {}
        self.styles = styles
        for index in read:
            chain: list[int] = []
            while index in read and index not in styles and index not in chain and len(chain) < 20:
                chain.append(index)
                index = read[index][2]
            for one in reversed(chain):
                title, kind, base, programs = read[one]
                below = styles.get(base, _Style())
                paragraph = kind == 1
                laid = programs[0][2:] if paragraph and programs else b""
                character = (
                    programs[1] if paragraph and len(programs) > 1 else programs[0] if kind == 2 and programs else b""
                )
                made = _Style(title, paragraph, self._changed(below.set, character), (*below.laid, laid))
                made.lines = style_kind(title.split(",")[0])
                styles[one] = made
        return styles

    def font(self, index: int) -> str:
        """A font's name; "" where the file lists none such."""
        if self._fonts is None:
            self._fonts = []
            data, at = self.part(_FONTS), 4
            while at < len(data) and data[at] >= 40:
                self._fonts.append(data[at + 40 : at + 1 + data[at]].decode("utf-16-le", "replace").split("\0")[0])
                at += 1 + data[at]
        return self._fonts[index] if index < len(self._fonts) else ""


def _as_pair(found: re.Match[str]) -> str:
    """A character beyond 16 bits as the two units that it is counted as."""
    high, low = struct.unpack("<HH", found[0].encode("utf-16-le"))
    return chr(high) + chr(low)


def _plc(data: bytes, size: int) -> tuple[tuple[int, ...], list[bytes]]:
    count = max(0, (len(data) - 4) // (4 + size))
    bounds = struct.unpack_from(f"<{count + 1}I", data, 0) if len(data) >= 4 else ()
    base = 4 * (count + 1)
    return bounds, [data[base + size * index : base + size * (index + 1)] for index in range(count)]


def _chpx(page: bytes, index: int, count: int) -> bytes:
    offset = 2 * page[4 * (count + 1) + index]
    return page[offset + 1 : offset + 1 + page[offset]] if offset else b""


def _papx(page: bytes, index: int, count: int) -> tuple[int, bytes]:
    offset = 2 * page[4 * (count + 1) + 13 * index]
    if not offset:
        return 0, b""
    size = 2 * page[offset] - 1
    offset += 1
    if size < 0:
        size = 2 * page[offset]
        offset += 1
    data = page[offset : offset + size]
    return (data[0] | data[1] << 8, data[2:]) if len(data) >= 2 else (0, b"")


def _toggled(base: bool, value: int) -> bool:
    return base if value == 128 else not base if value == 129 else bool(value)


def _lay(laid: Laid, code: int, operand: bytes) -> None:
    value = operand[0] if operand else 0
    if code == _IN_TABLE:
        laid.in_table = bool(value)
    elif code == _ROW_END:
        laid.row_end = bool(value)
    elif code == _DEPTH:
        laid.depth = value
    elif code == _OUTLINE:
        laid.outline = value
    elif code == _LEVEL:
        laid.level = value
    elif code == _LIST and len(operand) == 2:
        laid.list = operand[0] | operand[1] << 8
    elif code == _TABLE_HEADER:
        laid.header = bool(value)
    elif code == _TABLE_CELLS:
        laid.cells = operand

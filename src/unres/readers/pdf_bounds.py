"""Refuses a PDF whose pages would take memory or time out of all proportion, before PDFium opens it.

PDFium reads a page whole: a content stream that a few kilobytes unpack to a gigabyte of, and forms that draw forms that
draw forms, ten times each, are all made into objects before it can be asked how many there are. So the file's streams
are unpacked here first, within limits, and what its forms draw is counted from the inside out.

The file is scanned for streams rather than read by its cross-reference table, which may lie; a stream that nothing uses
counts like any other. What cannot be unpacked here (an encrypted stream, a picture's own coding) is taken as it is.
Limits, each refused as "too-large": `MAX_STREAM`, `MAX_CONTENT`, `MAX_PICTURE`, `MAX_DRAWN`. Names may be written with
`#6F` for a letter, as everywhere in a PDF. Cost is linear in the unpacked file.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ..source import UnreadableDocument

MAX_STREAM = 8 * 2**20
"""Most bytes that one stream may unpack to; a page's text takes some 20,000. Each byte costs PDFium up to 30."""
MAX_CONTENT = 64 * 2**20
"""Most bytes that all streams but pictures may unpack to."""
MAX_PICTURE = 64 * 2**20
"""Most bytes that one picture may unpack to; a scanned page in colour has 25 million."""
MAX_DRAWN = 200_000
"""Most times that forms may be drawn, one within another."""

_STREAM = re.compile(rb"stream\r?\n")
_NUMBER = re.compile(rb"(\d{1,10})[\s\0]+\d{1,5}[\s\0]*\Z")
_FILTERS = re.compile(rb"/(FlateDecode|Fl|ASCII85Decode|A85|ASCIIHexDecode|AHx|LZWDecode|LZW|RunLengthDecode|RL)\b")
_PICTURE, _FORM = re.compile(rb"/Subtype\s*/Image\b"), re.compile(rb"/Subtype\s*/Form\b")
_OBJECTS = re.compile(rb"/Type\s*/ObjStm\b")
_REFERENCE = re.compile(rb"(\d{1,10})[\s\0]+\d{1,5}[\s\0]+R\b")
_OBJECT = re.compile(rb"(\d{1,10})[\s\0]+\d{1,5}[\s\0]+obj\b")
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_LONGEST_DICTIONARY = 16_384  # bytes before a stream that its dictionary is looked for in
_DEEPEST = 8  # dictionaries between a form and the forms that it names
_FEW = 100  # draws within one form that are no matter however often it is drawn
_DRAWN = re.compile(rb"/([^\s\0/<>\[\](){}%]+)(?:[\s\0]|%[^\r\n]*[\r\n])*Do(?![A-Za-z0-9])")
_NAMED = re.compile(rb"/([^\s\0/<>\[\](){}%]+)[\s\0]*(?<![0-9])(\d{1,10})[\s\0]+\d{1,5}[\s\0]+R\b")


@dataclass(slots=True)
class _Form:
    """A form: how often its content draws each name, and what objects the names may stand for."""

    draws: Counter[bytes]
    dictionary: bytes
    forms: list[tuple[int, int]] = field(default_factory=list)
    """(object number, how often) of the forms that it draws."""


def check(data: bytes, name: str = "") -> None:
    """Go through the file's streams.

    Raises:
        UnreadableDocument: "too-large".
    """
    forms: dict[int, _Form] = {}
    others: list[tuple[bytes, bytes]] = []
    total = 0
    for number, dictionary, raw in _streams(data):
        picture = _PICTURE.search(dictionary) is not None
        limit = MAX_PICTURE if picture else min(MAX_STREAM, MAX_CONTENT - total)
        content = _unpacked(dictionary, raw, limit)
        if len(content) > limit:
            raise UnreadableDocument("too-large", f"a stream of the PDF unpacks to over {limit:,} bytes", name=name)
        if picture:
            continue
        total += len(content)
        if _FORM.search(dictionary):
            forms[number] = _Form(Counter(map(_plain, _DRAWN.findall(content))), dictionary)
        else:
            others.append((dictionary, content))
    if any(form.draws for form in forms.values()):
        objects = _plain_objects(data)
        for dictionary, content in others:
            if _OBJECTS.search(dictionary):
                objects |= _packed_objects(dictionary, content)
        drawn = sum(content.count(b"Do") for _, content in others)
        if not _within(forms, objects, max(drawn, 1)):
            raise UnreadableDocument(
                "too-large", f"forms of the PDF draw each other over {MAX_DRAWN:,} times", name=name
            )


def _plain(name: bytes) -> bytes:
    """A name with its `#6F` as letters."""
    return _ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), name) if b"#" in name else name


def _streams(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """(object number or 0, dictionary, bytes as stored) of each stream."""
    for found in _STREAM.finditer(data):
        start = found.start()
        if data[start - 3 : start] == b"end":
            continue
        above = max(0, start - _LONGEST_DICTIONARY)
        at = data.rfind(b"obj", above, start)
        number = _NUMBER.search(data[max(0, at - 24) : at]) if at >= 0 else None
        dictionary = data[at + 3 : start] if at >= 0 else data[above:start]
        dictionary = _plain(dictionary)
        end = data.find(b"endstream", found.end())
        end = len(data) if end < 0 else end - (data[end - 1 : end] == b"\n")
        yield int(number[1]) if number else 0, dictionary, data[found.end() : end]


def _unpacked(dictionary: bytes, raw: bytes, limit: int) -> bytes:
    """What a stream holds, up to one byte over the limit; as stored from the filter on that is not known here."""
    content = raw
    for name in _FILTERS.findall(dictionary)[:8]:
        try:
            if name in (b"FlateDecode", b"Fl"):
                content = zlib.decompressobj().decompress(content, limit + 1)
            elif name in (b"ASCII85Decode", b"A85"):
                content = base64.a85decode(content.partition(b"~>")[0], ignorechars=b" \t\n\r\v\f\0")
            elif name in (b"ASCIIHexDecode", b"AHx"):
                content = bytes.fromhex(content.partition(b">")[0].decode("ascii"))
            elif name in (b"LZWDecode", b"LZW"):
                content = _lzw(content, limit + 1)
            else:
                content = _run_length(content, limit + 1)
        except (zlib.error, ValueError):
            break
    return content


def _lzw(packed: bytes, limit: int) -> bytes:
    """LZW as PDF has it: codes of 9 to 12 bits, 256 clears the table, 257 ends."""
    table: list[bytes] = []
    out = bytearray()
    bits = held = 0
    width, before = 9, b""
    for byte in packed:
        held, bits = (held << 8 | byte) & 0xFFFFFF, bits + 8
        if bits < width:
            continue
        bits -= width
        code = held >> bits & (1 << width) - 1
        if code == 257 or len(out) >= limit:
            break
        if code == 256:
            table, width, before = [], 9, b""
            continue
        if code < 256:
            entry = bytes([code])
        elif code - 258 < len(table):
            entry = table[code - 258]
        else:
            entry = before + before[:1]
        out += entry
        if before and len(table) < 4096 - 258:
            table.append(before + entry[:1])
        before = entry
        size = len(table) + 259
        width = 12 if size >= 2048 else 11 if size >= 1024 else 10 if size >= 512 else 9
    return bytes(out)


def _run_length(packed: bytes, limit: int) -> bytes:
    out = bytearray()
    at = 0
    while at < len(packed) and packed[at] != 128 and len(out) < limit:
        length = packed[at]
        if length < 128:
            out += packed[at + 1 : at + 2 + length]
            at += 2 + length
        else:
            out += packed[at + 1 : at + 2] * (257 - length)
            at += 2
    return bytes(out)


# ---- what forms draw ----------------------------------------------------------------------------------------------


def _plain_objects(data: bytes) -> dict[int, bytes]:
    """The objects outside streams by their numbers: dictionaries that stand between a form and those it names."""
    found = list(_OBJECT.finditer(data))
    objects = {}
    for at, match in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(data)
        text = data[match.end() : min(end, match.end() + _LONGEST_DICTIONARY)]
        objects[int(match[1])] = text.partition(b"stream")[0]
    return objects


def _packed_objects(dictionary: bytes, content: bytes) -> dict[int, bytes]:
    """The objects in an object stream, which begins with pairs of number and place."""
    first = re.search(rb"/First\s+(\d{1,9})", dictionary)
    if first is None:
        return {}
    numbers = [int(one) for one in content[: int(first[1])].split() if one.isdigit()]
    pairs = list(zip(numbers[::2], numbers[1::2], strict=False))
    ends = [place for _, place in pairs[1:]] + [len(content)]
    start = int(first[1])
    return {number: content[start + place : start + end] for (number, place), end in zip(pairs, ends, strict=True)}


def _within(forms: dict[int, _Form], objects: dict[int, bytes], times: int) -> bool:
    """Whether drawing each form so many times stays within the limit, what it draws counted in."""
    for form in forms.values():
        text, seen = form.dictionary, set[int]()
        for _ in range(_DEEPEST):  # the dictionaries that it refers to, forms left out
            near = {int(number) for number in _REFERENCE.findall(text)} - seen
            seen |= near
            for name, number in _NAMED.findall(text):
                if int(number) in forms and (drawn := form.draws[_plain(name)]):
                    form.forms.append((int(number), drawn))
            text = b"\n".join(objects[number] for number in near if number in objects and number not in forms)
    costs: dict[int, int] = {}
    for number in forms:
        stack = [number]
        while stack:
            here = stack[-1]
            waiting = next((other for other, _ in forms[here].forms if other not in costs), None)
            if waiting is None:
                cost = 1 + sum(drawn * costs[other] for other, drawn in forms[here].forms)
                costs[here] = min(cost, MAX_DRAWN + 1)
                stack.pop()
            elif waiting in stack:  # it draws itself, and PDFium goes round many times
                return False
            else:
                stack.append(waiting)
    highest = max(costs.values(), default=0)
    return highest < _FEW or times * highest <= MAX_DRAWN

"""Plain text in any common encoding, decided by evidence in the bytes.

In order: a byte order mark; UTF-16 without one, which zeros on one side of the pairs give away; UTF-8, which other
encodings hardly ever are by chance; UTF-8 with damage, if its sequences outnumber what is damaged; then the legacy
encodings of the UN's six languages. Of those, Cyrillic, Arabic and Chinese are chosen only where nearly all high bytes
are letters of that script and its commonest letters are common, and of two for one script the one that reads more
letters; all else is Windows-1252, which English, French and Spanish share, or Mac Roman where that reads more of the
letters and signs that these three write.

The text is kept as it is: line ends, NULs and all. Only a byte order mark is dropped, and a byte that means nothing
becomes U+FFFD, which `Source.properties["characters-replaced"]` states. A copy in Markdown is read by markdown.py.
"""

from __future__ import annotations

import codecs
import re

from ..source import Source, UnreadableDocument
from .markdown import is_markdown, read_markdown

MAX_TEXT_BYTES = 32 * 2**20
"""No text longer than this is read; the longest resolution takes 1 MiB."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16's, which begins it
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 64 * 1024
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
_CYRILLIC, _CYRILLIC_COMMON = re.compile("[А-яЁё№]"), re.compile("[оеаинтсрвлдк]")
_ARABIC, _ARABIC_COMMON = re.compile("[\u060c\u061b\u061f\u0621-\u0652]"), re.compile("[اليمونرتبةع]")
_LATIN = re.compile("[àâçéèêëîïôùûœáíóúñüÀÉÈÊÎÔÁÍÓÚÑ«»“”‘’–—°º\xa0]")
_HAN, _HAN_COMMON = (
    re.compile("[\u3000-\u3011\u4e00-\u9fff\uff01-\uff1f]"),
    re.compile("[，。；、的和一在国大会议决联合关员各第号于年]"),
)


def read_text(data: bytes, name: str = "") -> Source:
    """The text that the bytes hold.

    Raises:
        UnreadableDocument: `empty`, `too-large`, or `binary` where it is no text in any encoding known here.
    """
    text, encoding, replaced = decode(data, name)
    properties = {"encoding": encoding}
    if replaced:
        properties["characters-replaced"] = f"{replaced} places that are no {encoding} were replaced by U+FFFD"
    source = Source(text, name=name, properties=properties)
    return read_markdown(source) if is_markdown(text) else source


def decode(data: bytes, name: str = "") -> tuple[str, str, int]:
    """(text without byte order mark, encoding, number of U+FFFD that stand for bytes without meaning).

    Raises:
        UnreadableDocument: as `read_text`.
    """
    if len(data) > MAX_TEXT_BYTES:
        raise UnreadableDocument(
            "too-large", f"text of {len(data):,} bytes; the limit is {MAX_TEXT_BYTES:,}", name=name
        )
    encoding, skip = _encoding(data)
    try:
        text, replaced = data[skip:].decode(encoding), 0
    except UnicodeDecodeError:
        text = data[skip:].decode(encoding, "replace")
        replaced = text.count("\ufffd")
    if not text.strip("\ufeff \t\r\n\f\v\x1a"):
        raise UnreadableDocument("empty", "there is nothing in it", name=name)
    sample = text[:_SAMPLE]
    if len(_CONTROL.findall(sample)) + sample.count("\ufffd") > max(8, len(sample) // 10):
        raise UnreadableDocument("binary", "neither text nor a kind of file that is known here", name=name)
    return text, encoding, replaced


def _encoding(data: bytes) -> tuple[str, int]:
    """(encoding, length of the byte order mark)."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding, len(mark)
    sample = data[:_SAMPLE]
    if zeros := sample.count(0):
        even, odd = sample[::2].count(0), sample[1::2].count(0)
        # Spaces, digits and line ends have a zero byte in UTF-16, in any language, and always on the same side.
        one_sided = zeros >= len(sample) // 40 and min(even, odd) <= zeros // 20
        if one_sided and (zeros >= 0.4 * len(sample) or not _stray_zeros(sample)):
            return ("utf-16-le" if odd > even else "utf-16-be"), 0
    try:
        data.decode("utf-8")
        return "utf-8", 0
    except UnicodeDecodeError as error:
        if _damaged_utf8(data, error.start):
            return "utf-8", 0
    return _legacy(data[:_SAMPLE]), 0


def _stray_zeros(sample: bytes) -> bool:
    """Whether bytes are text but for a few zeros, and not the halves of other scripts' letters (Cyrillic's are 4)."""
    try:
        text = sample.decode("utf-8")
    except UnicodeDecodeError as error:
        text = sample[: error.start].decode("utf-8")
        if error.start < len(sample) - 4:
            return False
    return 10 * (len(_CONTROL.findall(text)) - text.count("\0")) < len(text)


def _damaged_utf8(data: bytes, first: int) -> bool:
    """Whether bytes that are not quite UTF-8 are meant to be: most of what is not ASCII is a whole sequence."""
    sample = data[max(0, first - _SAMPLE) : first + _SAMPLE].decode("utf-8", "replace")
    damaged = sample.count("\ufffd")
    whole = sum(character > "\x7f" for character in sample) - damaged
    return whole > 3 * damaged


_LEGACY = (
    (("gb18030",), _HAN, _HAN_COMMON, 0.1),
    (("cp1251", "koi8-r", "cp866", "iso8859-5", "mac-cyrillic"), _CYRILLIC, _CYRILLIC_COMMON, 0.5),
    (("cp1256", "iso8859-6"), _ARABIC, _ARABIC_COMMON, 0.5),
)


def _legacy(sample: bytes) -> str:
    """The legacy encoding that the high bytes speak for."""
    for encodings, letters, common, share in _LEGACY:
        most, chosen = 0, ""
        for encoding in encodings:
            text = sample.decode(encoding, "replace")
            high = sum(character > "\x7f" for character in text)
            script = len(letters.findall(text))
            if script >= 4 and script >= 0.85 * high and len(common.findall(text)) >= share * script and script > most:
                most, chosen = script, encoding
        if chosen:
            return chosen
    latin = {encoding: len(_LATIN.findall(sample.decode(encoding, "replace"))) for encoding in ("cp1252", "mac-roman")}
    return max(latin, key=lambda encoding: latin[encoding])

"""UN document symbols: parsed, normalised, compared, sorted and linked (FORMAT.md section 1).

A `Symbol` is a value: two ways of printing one symbol are equal. Four numbering schemes of General Assembly
resolutions are told apart by shape alone: a Roman tail in brackets is the old one, "n/m" the new one, with S- or ES- for the special
sessions. Letters of parts, suffixes (/Corr.1, /Add.1) and double symbols of two organs are kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, total_ordering
from urllib.parse import quote, unquote

import regex

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_DASHES = str.maketrans({"‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "\xa0": " ", "\u202f": " "})
_DROPPED = re.compile("[\u200e\u200f\u00ad\u200b\ufeff\u2060]")

_OLD = re.compile(
    r"(?P<number>\d{1,4})\s?(?P<letters>[A-Z](?:\s?(?:-|to|and|,)\s?[A-Z])*)?\s?\((?P<prefix>E?S-)?(?P<session>[IVXLC]+|\d{1,3})\)\s?(?P<after>\[?[A-Z](?:\s?(?:-|to|and|,)\s?[A-Z])*\]?)?"
)
_NEW = re.compile(
    r"(?P<prefix>E?S-)?(?P<session>\d{1,3})/(?P<number>\d{1,4})\s?(?P<letters>\[?[A-Z](?:\s?(?:-|to|and|,)\s?[A-Z])*\]?)?"
)
_YEARED = re.compile(r"(?P<number>\d{1,4})\s?\((?P<year>(?:19|20)\d\d)\)")
_URL = re.compile(r"^https?://(?:www\.)?(?:undocs\.org|docs\.un\.org)/(?:(?:ar|zh|en|fr|ru|es)/)?", regex.IGNORECASE)
_SPACES = re.compile(r"\s+")
_NUMBER_OR_SLASH = re.compile(r"[\d/]")
_SLASH = re.compile(r"\s*/\s*")
_SERIES = re.compile(r"(A/(?:HRC/)?(?:RES|DEC)/|S/RES/|E/RES/|E/DEC/)?")
_LETTER_TAIL = re.compile(r" [A-Z](?:-[A-Z])?(?= \(|$)")
_BEFORE_SESSION = re.compile(r"(?= \()|$")
_LETTER = re.compile(r"[A-Z]")
_RANGE = re.compile(r"-|to")
_NATURAL = re.compile(r"\d+|\D+")


def roman_value(numeral: str) -> int:
    """The value of an upper-case Roman numeral.

    Raises:
        ValueError: `numeral` holds another character.
    """
    total = 0
    for this, following in zip(numeral, [*numeral[1:], ""], strict=True):
        if this not in _ROMAN:
            raise ValueError(f"not a Roman numeral: {numeral!r}")
        total += -_ROMAN[this] if following and _ROMAN[this] < _ROMAN.get(following, 0) else _ROMAN[this]
    return total


def roman_numeral(number: int) -> str:
    """The upper-case Roman numeral of a number below 400."""
    out = ""
    for value, letters in (
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        while number >= value:
            out, number = out + letters, number - value
    return out


@total_ordering
@dataclass(frozen=True, slots=True, eq=False)
class Symbol:
    """One document's symbol, normalised: "A/RES/217(III) a" and "a/res/217 A (III)" are `A/RES/217 A (III)`.

    `series` is what stands before the number ("A/RES/", "S/RES/"), or "" for a document that is neither a resolution
    nor a decision; then only `text` is set. `session` is the number of the session, also of one in Roman figures.
    """

    text: str
    series: str = ""
    session: int | None = None
    session_kind: str = "regular"
    number: int | None = None
    letters: tuple[str, ...] = ()
    year: int | None = None

    @classmethod
    def parse(cls, printed: str) -> Symbol:
        """Read a symbol, a bare resolution number ("65/123", "217 A (III)") or a docs.un.org address.

        Raises:
            ValueError: `printed` is empty or holds no digit or slash.
        """
        return _parse(printed)

    @classmethod
    def _read(cls, printed: str) -> Symbol:
        text = unquote(_URL.sub("", printed.strip())) if "://" in printed else printed
        text = _SPACES.sub(" ", _DROPPED.sub("", text.translate(_DASHES))).strip(" .,;*")
        if not text or not _NUMBER_OR_SLASH.search(text):
            raise ValueError(f"not a document symbol: {printed!r}")
        text = _SLASH.sub("/", text)
        upper = text.upper() if "/res/" in text else text
        match = _SERIES.match(upper)
        series = (match[1] if match else None) or ""
        rest = upper[len(series) :]
        parsed = cls._numbered(series or "A/RES/", rest)
        if parsed is not None:
            return parsed
        return cls(text=text)

    @classmethod
    def _numbered(cls, series: str, rest: str) -> Symbol | None:
        if series == "S/RES/" or (series != "A/RES/" and _YEARED.fullmatch(rest)):
            match = _YEARED.fullmatch(rest)
            if match is None:
                return None
            number, year = int(match["number"]), int(match["year"])
            return cls(f"{series}{number} ({year})", series, None, "regular", number, (), year)
        match = _NEW.fullmatch(rest)
        if match is not None:
            letters = _letters(match["letters"] or "")
            kind = {"S-": "special", "ES-": "emergency special", None: "regular"}[match["prefix"]]
            number, session = int(match["number"]), int(match["session"])
            text = f"{series}{match['prefix'] or ''}{session}/{number}{_tail(letters)}"
            return cls(text, series, session, kind, number, letters)
        match = _OLD.fullmatch(rest)
        if match is not None:
            letters = _letters(match["letters"] or match["after"] or "")
            kind = {"S-": "special", "ES-": "emergency special", None: "regular"}[match["prefix"]]
            number = int(match["number"])
            session = int(match["session"]) if match["session"].isdigit() else roman_value(match["session"])
            text = f"{series}{number}{_tail(letters)} ({match['prefix'] or ''}{match['session']})"
            return cls(text, series, session, kind, number, letters)
        return None

    def expanded(self) -> tuple[Symbol, ...]:
        """One symbol for each lettered part: "51/211 A to E" is five."""
        if len(self.letters) < 2:
            return (self,)
        return tuple(self.with_letter(letter) for letter in self.letters)

    def with_letter(self, letter: str | None) -> Symbol:
        """The same resolution's part of that letter, or without letter the resolution as a whole."""
        text = _LETTER_TAIL.sub("", self.text)
        if letter:
            text = _BEFORE_SESSION.sub(f" {letter}", text, count=1)
        letters = (letter,) if letter else ()
        return Symbol(text, self.series, self.session, self.session_kind, self.number, letters, self.year)

    @property
    def url(self) -> str:
        """The document on docs.un.org, in English; addresses hold no spaces (FORMAT.md 1.7)."""
        return "https://docs.un.org/en/" + quote(self.text.replace(" ", ""), safe="/()-.")

    def __str__(self) -> str:
        return self.text

    def _key(self) -> str:
        return self.text.replace(" ", "").upper()

    def _order(self) -> tuple[object, ...]:
        if self.number is not None:
            return (0, self.series, self.year or self.session or 0, self.session_kind, self.number, self.letters)
        return (1, self.text.split("/")[0], 0, "", 0, tuple(p.zfill(9) for p in _NATURAL.findall(self.text)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Symbol) and self._key() == other._key()

    def __hash__(self) -> int:
        return hash(self._key())

    def __lt__(self, other: Symbol) -> bool:
        return self._order() < other._order()


@lru_cache(maxsize=16_384)
def _parse(printed: str) -> Symbol:
    return Symbol._read(printed)


def _letters(printed: str) -> tuple[str, ...]:
    """ "A", "A and B", "A-C", "A to E", "[A-D]" as single letters."""
    printed = printed.strip("[] ")
    found = _LETTER.findall(printed)
    if len(found) == 2 and _RANGE.search(printed):
        return tuple(chr(code) for code in range(ord(found[0]), ord(found[1]) + 1))
    return tuple(found)


def _tail(letters: tuple[str, ...]) -> str:
    if not letters:
        return ""
    return f" {letters[0]}" if len(letters) == 1 else f" {letters[0]}-{letters[-1]}"

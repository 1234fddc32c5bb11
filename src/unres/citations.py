"""Citations: which documents and places a text names.

A citation is found by its number or symbol (`ATOM` in `citations_*.lark`), then read outwards: the words before say whose
it is, the words after give its date and place. A list ("resolutions 57/47 of 21 November 2002, 59/19 and 61/6 of …") is
read as one, so that the organ named at its head holds for all of it, and one date at its end for all that have none of
their own. What a number alone cannot tell is settled by the organ named nearest before, else it is the General Assembly's
(FORMAT.md 1.5). Pure functions of text; offsets are characters of the text that was read.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Literal, NamedTuple

import regex

from . import grammar
from .symbols import Symbol, roman_numeral
from .wording import one_spaced, wording

Kind = Literal["resolution", "decision", "document", "charter", "treaty", "internal", "self"]

_NAMES = {
    "GA": "General Assembly",
    "SC": "Security Council",
    "ECOSOC": "Economic and Social Council",
    "HRC": "Human Rights Council",
}
_RESOLUTIONS = {"GA": "A/RES/", "SC": "S/RES/", "ECOSOC": "E/RES/", "HRC": "A/HRC/RES/"}
_DECISIONS = {"GA": "A/DEC/", "ECOSOC": "E/DEC/", "HRC": "A/HRC/DEC/"}
_DOUBLE = re.compile(r"[-‑](?=(?:[AES]|E/CN|GC)[(/])")
_ENDS_IN_NUMBER = re.compile(r".*/\d+")
_RANGE_START = re.compile(r"(.*\D)(\d{1,4})")
_LONGEST_RANGE = 50  # documents between "SR.1" and "–28"
_SUFFIXED = re.compile(r"/(?:Add|Corr|Amend)\.\d+\Z")
_COUNCIL_REPORT = re.compile(r"A/(\d\d)/53(?:/Add\.\d)?")  # Supplement No. 53 is the Human Rights Council's report
_LABELS = re.compile(r"\d+|[^\W\d_]+")
_WHICH = regex.compile(r"\d+(?:\s*\(?\p{L}{1,3}\))*|[IVX]+")
_DIGITS = re.compile(r"\d+")
_BESIDE = 60  # characters between an organ's name and a list that follows it


class Citation(NamedTuple):
    """One document or place cited; `start` and `end` are characters of the text that was read."""

    kind: Kind
    start: int
    end: int
    symbol: str | None = None
    letter: str | None = None
    organ: str | None = None
    date: datetime.date | None = None
    pinpoint: str | None = None
    which: str | None = None
    """For `internal`, what is meant as `place_key` names it: "paragraph 5", "paragraph 4 a", "annex II"."""


@dataclass(frozen=True, slots=True)
class _Words:
    sign: re.Pattern[str]
    left: re.Pattern[str]
    atom: re.Pattern[str]
    place_signs: tuple[str, ...]
    cited_as: re.Pattern[str]
    gap: re.Pattern[str]
    date_after: re.Pattern[str]
    place_after: re.Pattern[str]
    place_before: re.Pattern[str]
    place_text: re.Pattern[str]
    places: re.Pattern[str]
    treaty: re.Pattern[str]
    tail: re.Pattern[str]
    part: re.Pattern[str]
    """What opens the bracket of a symbol's part."""
    join: re.Pattern[str]
    organs: Mapping[str, re.Pattern[str]]
    named: re.Pattern[str]
    any_council: re.Pattern[str]
    other: re.Pattern[str]
    own: re.Pattern[str]
    what: re.Pattern[str]
    cited_after: re.Pattern[str] | None
    """What must follow a number for the words before it to count, where a language puts "resolution" last."""
    organ_after: re.Pattern[str] | None
    date_before: re.Pattern[str] | None
    spelled: tuple[tuple[re.Pattern[str], str], ...]
    """What numbers are printed with in this language, and what English has for it."""
    figured: re.Pattern[str]
    """A session in figures, behind its series."""
    kinds: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _words(language: str) -> _Words:
    found = grammar.terminals(f"citations_{language}", language)
    named = [f"(?P<{name}>{found[name]})" for name in ("SYMBOL", "NUMBER_OLD", "NUMBER_YEAR", "NUMBER_NEW")]
    places = [f"(?P<{name}>{found[name]})" for name in ("INTERNAL", "SELF", "CHARTER")]
    # where words are parted, every place begins with one, and is looked for there alone
    boundary = "" if "UNSPACED" in wording(language).terminals else r"(?<!\w)"
    organs = {short: grammar.compiled(found[f"ORGAN_{short}"]) for short in ("GA", "SC", "ECOSOC", "HRC")}
    every = "|".join(found[f"ORGAN_{short}"] for short in ("GA", "SC", "ECOSOC", "HRC", "ANY_COUNCIL"))
    return _Words(
        organs=organs,
        named=regex.compile(f"(?r)(?:{every})[ \xa0](?:{found['RESOLUTION_WORD']}|{found['DECISION_WORD']})(?!\\w)"),
        any_council=grammar.compiled(found["ORGAN_ANY_COUNCIL"]),
        other=grammar.compiled(found["ORGAN_OTHER"]),
        own=grammar.compiled(found["OWN_WORD"]),
        what=grammar.compiled(f"(?P<DECISION>{found['DECISION_WORD']})|{found['RESOLUTION_WORD']}"),
        sign=grammar.compiled(found["ATOM_SIGN"]),
        left=regex.compile(f"(?r)(?:{found['LEFT_OF_SIGN']})"),
        atom=grammar.compiled("|".join(named)),
        place_signs=tuple(found["PLACE_SIGNS"].removeprefix("(?:").removesuffix(")").replace("\\", "").split("|")),
        cited_as=regex.compile(f"(?r)(?<!(?!\\p{{Han}})\\w)(?:{found['CITED_AS']})"),
        gap=grammar.compiled(found["LIST_GAP"]),
        date_after=grammar.compiled(found["DATE_AFTER"]),
        place_after=grammar.compiled(found["PLACE_AFTER"]),
        place_before=regex.compile(f"(?r)(?<!\\w)(?:{found['PLACE_BEFORE']})"),
        place_text=grammar.compiled(found["PLACE_TEXT"]),
        places=grammar.compiled(f"{boundary}(?:{'|'.join(places)})"),
        treaty=grammar.compiled(found["TREATY"]),
        tail=grammar.compiled(found["TAIL"]),
        part=grammar.compiled(f"[ \xa0]?\\((?:{found['SYMBOL_PART']})[ \xa0]"),
        join=regex.compile(f"(?r)(?:{found['LIST_JOIN']})"),
        cited_after=_optional(found, "CITED_AFTER"),
        organ_after=_optional(found, "ORGAN_AFTER"),
        date_before=_optional(found, "DATE_BEFORE", "(?r)"),
        spelled=tuple(
            (grammar.compiled(pattern), _SPELLED.get(name) or name[-1])
            for name, pattern in found.items()
            if name in _SPELLED or name.startswith("PART_")
        ),
        figured=_optional(found, "SESSION_IN_FIGURES") or _FIGURED,
        kinds=tuple(
            (k, grammar.compiled(found[f"PLACE_{k.upper()}"]))
            for k in ("paragraph", "section", "annex")
            if f"PLACE_{k.upper()}" in found
        ),
    )


_SPELLED = {"LETTERS_AND": " and ", "LETTERS_TO": " to ", "SERIES_ES": "ES", "SERIES_S": "S"}


def _optional(found: Mapping[str, str], name: str, flags: str = "") -> re.Pattern[str] | None:
    return grammar.compiled(f"{flags}(?:{found[name]})") if name in found else None


def place_signs(document: str, language: str) -> tuple[str, ...]:
    """The words that tell that a place is cited, of those that the language has, which stand in a document. `read`
    searches each of its paragraphs for these alone."""
    plain = wording(language).plain(document)
    # a line may break within such words, or a note mark stand there, so each is looked for by itself
    return tuple(sign for sign in _words(language).place_signs if all(map(plain.__contains__, sign.split())))


def read(
    text: str, language: str = "en", *, note: bool = False, signs: tuple[str, ...] | None = None
) -> list[Citation]:
    """Every citation of `text`, in order. `note` says that it is a footnote, where bare symbols and volumes stand.

    `signs` are the `place_signs` of the document that `text` is from, where it is from one.
    """
    words = _words(language)
    signs = words.place_signs if signs is None else signs
    dropped = wording(language).dropped
    if dropped is not None and (note or "/" in text or "(" in text) and dropped.search(text) is not None:
        folded = wording(language).fold(text)
        found = _read(folded.text, language, words, note, signs)
        return [c._replace(start=folded.source(c.start + 1) - 1, end=folded.source(c.end)) for c in found]
    return _read(text, language, words, note, signs)


def _read(text: str, language: str, words: _Words, note: bool, signs: tuple[str, ...]) -> list[Citation]:
    found = _numbered(text, language, words) if "/" in text or "(" in text else []
    if any(map(text.__contains__, signs)):
        for match in words.places.finditer(text):
            found.extend(_place(match, words))
    if note:
        found.extend(Citation("treaty", m.start(), m.end(), pinpoint=m["volume"]) for m in words.treaty.finditer(text))
    if len(found) > 1:
        found.sort(key=lambda c: c.start)
    return found


def _numbered(text: str, language: str, words: _Words) -> list[Citation]:
    """Every document that is cited by its number or symbol."""
    atoms = list(_atoms(text, words))
    if not atoms:
        return []
    found: list[Citation] = []
    running = _Running()
    council_from: int | None = None  # where the Human Rights Council is named for the first time
    for match in atoms:
        start, end = match.span()
        shape = match.lastgroup or ""
        if shape == "SYMBOL":
            end = start + len(match[0].rstrip(".*"))
            found.extend(_documents(text, start, end, words))
            running.group, running.reached = [], end
            reported = _COUNCIL_REPORT.fullmatch(match[0])
            running.reported = 1945 + int(reported[1]) if reported is not None else 0
            continue
        head = words.cited_as.match(text, max(0, start - 130), start)
        said = words.cited_after.match(text, end) if words.cited_after is not None else None
        if words.cited_after is not None and said is None:
            head = None
        heads = head is not None or said is not None
        date, after = _date(text, start, end, language, words)
        in_list = running.kind is not None and (
            (bool(running.group) and words.gap.fullmatch(text, running.reached, start) is not None)
            or (shape != "NUMBER_YEAR" and words.join.match(text, max(0, start - 8), start) is not None)
        )
        if heads:
            _share_date(found, running.group)
            running.begin(head, text, words, said, start, end)
        elif not in_list and (date is None or (shape == "NUMBER_YEAR" and str(date.year) not in match[0])):
            running.group = []
            continue
        number = _english(one_spaced(match[0]), words)
        if council_from is None:
            named = words.organs["HRC"].search(text)
            council_from = named.end() if named is not None else len(text)
        symbol, real = _symbol(number, shape, running, date, council_from <= start)
        if symbol is None:
            continue
        if not heads and not in_list:
            running.group = []
        pinpoint = _pinpoint(text, start if head is None else running.head, end, words)
        base = Citation(
            running.kind or "resolution", start, end, symbol.text, None, _NAMES.get(real, "other"), date, pinpoint
        )
        parts = symbol.expanded()
        running.group.extend(range(len(found), len(found) + len(parts)))
        if shape == "NUMBER_OLD":  # the parts of an old resolution were published under one symbol
            whole = symbol.with_letter(None).text
            found.extend(
                base._replace(symbol=whole, letter=part.letters[0] if part.letters else None) for part in parts
            )
        elif len(parts) > 1:
            found.extend(base._replace(symbol=part.text) for part in parts)
        else:
            found.append(base)
        running.reached = max(after, end)
    _share_date(found, running.group)
    return found


@dataclass(slots=True)
class _Running:
    """The list that is being read: what its head said holds until the next head."""

    kind: Kind | None = None
    organ: str | None = None
    """Short name of the organ named, "Council" where only that is said, None where none is."""
    real: str = ""
    """Whose the last member of the list turned out to be."""
    own: bool = False
    """Whether the head says "its", which is the Assembly's."""
    of_other: bool = False
    """Whether the head says "its" of a body of which nothing is known: "the Commission, in its resolution 2005/5"."""
    group: list[int] = field(default_factory=list)
    """Places of the list's members among all citations found."""
    reached: int = 0
    head: int = 0
    """Where the list's own word ("resolutions") stands."""
    reported: int = 0
    """The year of the Human Rights Council's report that it cites: the resolutions named next stand in it."""

    def begin(
        self,
        head: re.Match[str] | None,
        text: str,
        words: _Words,
        said: re.Match[str] | None,
        start: int,
        end: int,
    ) -> None:
        """A head ("Human Rights Council resolutions"); one that names no organ keeps the one before.

        `said` is what follows the first number, where a language puts the word last; that number stands at `start` to
        `end`.
        """
        printed = head[0] if head is not None else ""
        what = words.what.search(said["word"] if said is not None else printed)
        groups = head.groupdict() if head is not None else {"own": None}
        if "own" in groups:
            whose = groups.get("own") or groups.get("whose") or ""
            behind = words.organ_after.match(text, end) if words.organ_after is not None else None
            if behind is not None and not groups.get("own"):
                whose = whose or behind["whose"]
        else:
            whose = printed[: what.start()] if what else ""
        before = head.start() if head is not None else start
        self.head = before + (what.start() if what and said is None else 0)
        self.kind = "decision" if what and what.lastgroup == "DECISION" else "resolution"
        self.own = words.own.match(whose) is not None
        if whose.strip():
            self.reported = 0
        self.of_other = self.own and _of_other(text, before, words)
        if whose.strip() and not self.own:
            self.organ = _organ(whose, text, before, words) or self.organ
        elif self.own:
            self.organ = None
        elif "own" not in groups:
            named = words.named.search(text, max(self.reached, before - _BESIDE), before)
            if named is not None:  # "Human Rights Council resolutions, in particular resolutions 7/34"
                self.organ = _organ(named[0], text, before, words) or self.organ
        self.group = []


def _atoms(text: str, words: _Words) -> Iterator[re.Match[str]]:
    """Every number or symbol that may be a citation, in order."""
    reached = 0
    for sign in words.sign.finditer(text):
        at = sign.start()
        if at < reached:
            continue
        left = words.left.match(text, max(reached, at - 24), at)
        if left is None:
            continue
        match = words.atom.match(text, left.start())
        if match is not None and match.end() > at:
            reached = match.end()
            yield match


def _symbol(
    number: str, shape: str, running: _Running, date: datetime.date | None, council: bool
) -> tuple[Symbol | None, str]:
    """The symbol of a bare number, and whose it turns out to be: shape and date tell more than the words.

    `council` says that the Human Rights Council is named before: then "its resolution 14/7 of 17 June 2010" is the
    Council's, for the Assembly's session of 2010 was the sixty-fourth.
    """
    kind, organ = running.kind or "resolution", running.organ
    if shape == "NUMBER_YEAR":
        return (Symbol.parse(f"S/RES/{number}"), "SC") if kind == "resolution" else (None, "")
    if organ == "other":
        return None, ""
    digits = _DIGITS.search(number)
    assert digits is not None  # every shape has some
    session = int(digits[0])
    special = number[:1] in "ES"
    of_council = organ in ("HRC", "Council")
    listed = bool(running.group) and running.real == "HRC"
    if shape == "NUMBER_OLD":
        real = "ECOSOC" if organ == "ECOSOC" else "GA"
    elif special:
        real = "HRC" if (of_council or listed) and number[:1] == "S" else "GA"
    elif 1946 <= session <= 2100:
        if running.of_other:
            return None, ""
        real = "ECOSOC"
    elif number[-1:].isalpha() or session > _LAST_COUNCIL_SESSION:
        real = "GA"
    elif date is not None and not _of_assembly(session, date):
        real = "HRC" if council or of_council or _of_council(session, date.year) else "GA"
    elif date is not None:
        real = "GA"
    elif running.reported:
        real = "HRC" if _of_council(session, running.reported) else "GA"
    else:
        real = "HRC" if (of_council and not running.own) or listed else "GA"
    if real == "GA" and shape == "NUMBER_NEW" and not special and session < _FIRST_NEW_SESSION:
        if not council and not of_council:
            return None, ""
        real = "HRC"
    running.real = real
    series = (_DECISIONS if kind == "decision" else _RESOLUTIONS)[real]
    return Symbol.parse(series + number), real


_FIRST_NEW_SESSION = 31  # the first session whose resolutions are numbered "31/1" (FORMAT.md 1.1)
_LAST_COUNCIL_SESSION = 62  # the Human Rights Council's sessions are numbered from 2006, three a year


def _of_assembly(session: int, date: datetime.date) -> bool:
    """Whether the Assembly's session of that number, which opens in September of 1945 + n, had the date."""
    return date.year - 1945 - session in (0, 1)


def _of_council(session: int, year: int) -> bool:
    """Whether the Human Rights Council's session of that number, three a year from 2006, was held in the year."""
    return abs(2006 + (session - 1) // 3 - year) <= 1


_NEAR = 4000  # characters before "the Council" in which it is named in full


def _organ(whose: str, text: str, before: int, words: _Words) -> str | None:
    """Short name of the organ that `whose` names; a bare "Council" is the one named in full nearest before."""
    for short, pattern in words.organs.items():
        if pattern.match(whose):
            return short
    if words.other.match(whose):
        return "other"
    if not words.any_council.match(whose):
        return None
    nearest = [
        (match.start(), short)
        for short, pattern in words.organs.items()
        if short != "GA"
        for match in pattern.finditer(text, max(0, before - _NEAR), before)
    ]
    return max(nearest)[1] if nearest else "Council"


def _of_other(text: str, before: int, words: _Words) -> bool:
    """Whether a body of which nothing is known, and not the Economic and Social Council, is named in the same clause."""
    near = max(0, before - _NEAR)
    return (
        words.other.search(text, near, before) is not None and words.organs["ECOSOC"].search(text, near, before) is None
    )


def _documents(text: str, start: int, end: int, words: _Words) -> list[Citation]:
    """A document symbol, its double ("-S/2010/490") and the bare tails behind it ("and Corr.1")."""
    out: list[Citation] = []
    at = start
    pieces = _DOUBLE.split(text[start:end])
    symbols = []
    for piece in pieces:
        symbols.append(piece)
        symbol = Symbol.parse(_parted(piece, words) if "(" in piece else piece)
        kind: Kind = "resolution" if symbol.series.endswith("RES/") else "decision" if symbol.series else "document"
        out.append(Citation(kind, at, at + len(piece), symbol.text))
        at += len(piece) + 1
    place = _place_behind(text, end, words)
    if place is not None:
        out = [one._replace(pinpoint=place) for one in out]
    last = symbols[-1]
    while match := words.tail.match(text, end):
        tail = match["tail"]
        stem = last.rsplit("/", 1)[0]
        if tail[0].isdigit() and match.groupdict().get("range"):
            ends = _RANGE_START.fullmatch(last)
            if ends is None or not 0 < int(tail) - int(ends[2]) <= _LONGEST_RANGE:
                break
            between = range(int(ends[2]) + 1, int(tail))
            out.extend(Citation("document", match.start("tail"), match.end("tail"), f"{ends[1]}{n}") for n in between)
            full = last = f"{ends[1]}{tail}"
        elif tail[0].isdigit():
            if not _ENDS_IN_NUMBER.fullmatch(last):
                break
            last = f"{stem}/{tail}"
            full = last
        else:
            while _SUFFIXED.search(last) and not tail.startswith("Corr"):
                last = last.rsplit("/", 1)[0]
            full = f"{last}/{tail}"
        out.append(Citation("document", match.start("tail"), match.end("tail"), Symbol.parse(full).text))
        end = match.end()
    return out


def documents(text: str, language: str = "en") -> tuple[str, ...]:
    """The symbols of documents that a text lists, tails expanded, each once: for the bracketed basis."""
    words = _words(language)
    found: dict[str, None] = {}
    for match in _atoms(text, words):
        if match.lastgroup == "SYMBOL":
            end = match.start() + len(match[0].rstrip(".*"))
            found.update((c.symbol, None) for c in _documents(text, match.start(), end, words) if c.symbol)
    return tuple(found)


def _parted(symbol: str, words: _Words) -> str:
    """A symbol with its part as English prints it: "(Part I)" for "(Partie I)", "(Parts I and II)" for "(Part I和II)"."""
    symbol = words.part.sub(" (Part ", symbol)
    joint = next((pattern for pattern, english in words.spelled if english == " and "), None)
    if joint is None:
        return symbol
    stem, bracket, part = symbol.partition(" (")
    if not bracket:
        stem, bracket, part = _VOLUME.sub(" (", symbol, count=1).partition(" (")
    joined = one_spaced(joint.sub(" and ", _SPACELESS.sub(" ", part)))
    return stem + bracket + (_SEVERAL.sub("Parts ", joined, count=1) if " and " in joined else joined)


_VOLUME = re.compile(r"\((?=(?:Parts?[ \xa0]|Vols?\.))")
_SPACELESS = re.compile(r"(?<=Vol\.)(?=[IVX\d])")
_SEVERAL = re.compile(r"\APart ")


def english_number(number: str, language: str) -> str:
    """A resolution's number as English prints it: "217 ألف (د-3)" is "217 A (III)"."""
    return _english(number, _words(language))


def _english(number: str, words: _Words) -> str:
    """A number as English prints it: "217 ألف (د-3)" is "217 A (III)", "53/243 A et B" is "53/243 A and B"."""
    for pattern, english in words.spelled:
        if number[-1:].isalpha() or not number.isascii():
            number = pattern.sub(english, number)
    if words.spelled:
        number = number.translate(_FULL_WIDTH)
        number = words.figured.sub(lambda m: f"({m[1] + '-' if m[1] else ''}{roman_numeral(int(m[2]))})", number)
        number = one_spaced(number)
    return number


_FIGURED = re.compile(r"\((E?S)[ ]?[-‑–][ ]?(\d{1,2})\)")
_FULL_WIDTH = str.maketrans("（）АВСЕХ", "()ABCEX")


def _date(text: str, start: int, end: int, language: str, words: _Words) -> tuple[datetime.date | None, int]:
    if words.date_before is not None:
        before = words.date_before.match(text, max(0, start - 24), start)
        return (wording(language).date(before[0]) if before is not None else None), end
    match = words.date_after.match(text, end)
    if match is None:
        return None, end
    return wording(language).date(match[0]), match.end()


def _share_date(found: list[Citation], group: list[int]) -> None:
    """One date at the end of a list holds for all of it, unless another member has a date (FORMAT.md section 9)."""
    if len(group) > 1:
        dates = [found[place].date for place in group]
        if dates[-1] is not None and not any(dates[:-1]):
            for place in group[:-1]:
                found[place] = found[place]._replace(date=dates[-1])


def _pinpoint(text: str, start: int, end: int, words: _Words) -> str | None:
    """The part of the document that is cited: "paragraph 42", "annex II"."""
    before = words.place_before.match(text, max(0, start - 120), start)
    behind = _place_behind(text, end, words)
    if before is None:
        return behind
    named = one_spaced(before["place"].strip(" ,،"))
    return f"{named}, {behind}" if behind else named


def _place_behind(text: str, end: int, words: _Words) -> str | None:
    """The part of a document that is named behind it: "annex II" of "A/57/304, annex II"."""
    after = words.place_after.match(text, end)
    if after is None:
        return None
    first = words.place_text.search(after[0])
    assert first is not None  # PLACE_AFTER holds one
    place = after[0][first.start() :]
    return one_spaced(place.removesuffix(")") if "(" in after[0][: first.start()] else place)


def _place(match: re.Match[str], words: _Words) -> list[Citation]:
    """A place of this document, the document itself, or Articles of the Charter."""
    start, end = match.span()
    if match.lastgroup == "SELF" or match["SELF"]:
        return [Citation("self", start, end)]
    if match["CHARTER"]:
        return [Citation("charter", start, end, pinpoint=one_spaced(match[0].rstrip(",")))]
    which, what = match["which"], match["what"]
    if which is None:
        return [Citation("internal", start, end, pinpoint=one_spaced(match[0]), which=what)]
    numbers = _WHICH.findall(which)
    kind = next((name for name, pattern in words.kinds if pattern.search(what)), what.rstrip("s"))
    stem = what.rstrip("s")
    return [Citation("internal", start, end, pinpoint=f"{stem} {n}", which=place_key(kind, n)) for n in numbers]


def place_key(kind: str, printed: str) -> str:
    """One name for a place of this document however a language brackets it: "paragraph 4 a" for "4 (a)" and "4 a)"."""
    return " ".join([kind, *_LABELS.findall(printed)])

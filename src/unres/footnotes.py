"""Finds the footnote marks that run into the words when superscripts are lost: "the World Summit Outcome,6 in which".

The notes at the end say which marks there must be; first marks come in the notes' order, and a repeated mark never
exceeds the highest so far (FORMAT.md 6.1). So the marks are found together: every digit run that could be a mark is a
candidate with costs, one for being a mark and one for being none, and the cheapest assignment over the whole text is
found by dynamic programming over (candidate, highest number so far). A digit run may hide a mark at its end: "20131" is
2013 and mark 1, "67/568" is 67/56 and mark 8; such a split costs more, and is taken where the sequence needs it.

Where a reader knows the marks (Word references, PDF superscripts), there is no doubt and nothing to search.

Tried and dropped: counting up from left to right (one miss derails the rest), and removing every digit run behind a
comma (takes money and years).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import regex

from .grammar import compiled, sign
from .source import Mark
from .wording import Wording

# Costs, in doubts. Their order matters, not their size: a skipped note is worse than any doubtful mark, and a mark in a
# place where marks stand is better than the same digits as text.
_SKIPPED_NOTE = 6.0
_REPEATED = 0.2  # for each mark of a note that is marked already
_DOUBTFUL = 3.0  # marks that cost as much are told as uncertain
_LONE = 5.0  # a figure that stands alone is a mark only where its note has no other
_MOST_RESOLUTIONS = 349  # of one session; the largest number seen is 346
_MOST_DECISIONS = 699  # decisions are numbered 3xx to 6xx
_STATES = 24  # partial assignments kept; more never changed a result on the 1,100 documents tried

_RUN = regex.compile(
    r"(?<=[/(\-–‑‒$€£=*\s]|\p{Lu}\.|(?:Add|Corr|Rev|Res|Dec|Nos?|nos?)\.)\d++(?!(?!\p{Han})\p{L})"  # a number, with a mark perhaps at its end
    r"|(?<=[^\s\d])\d{1,3}(?:[,–-]\s?\d{1,3})*+(?!(?!\p{Han})[\p{L}\d])"  # digits run into what is before them
    r"|\d{2,}+(?!(?!\p{Han})\p{L})"
    r"|(?<=\p{Ll}{2},?|(?<!\d)(?:19|20)\d\d)\d{1,2}(?=\p{Ll}[\p{Ll} \xa0])"  # run into what is behind them too
    r"|(?<=[\p{Ll}\d],[ \xa0])\d{1,2}(?=\p{Ll}{2})(?!(?:st|nd|rd|th|er|re|e)(?!\p{L}))"  # and a space is before them
    r"|(?<=[\d\p{Ll}],)\d{1,2}(?=E?S[-‑]\d)"  # run into the number of a special session: "2011,3S-18/1"
)
_LISTED = re.compile(r",[ \xa0]")
_NUMBERS = re.compile(r"\d+")
_QUOTES = ('"', "“", "«")
_BEHIND = ",;.”"  # what a mark stands behind, also where a space crept in
_LISTED_NUMBERS = re.compile(r"\d+(?:\s?[–-]\s?\d+)?")
_SUFFIX = sign("ABBREVIATED", ends=True)
_THOUSANDS = re.compile(r"(?<![\d/.])\d{1,3}(?:,\d{3})+\Z")  # 5,396 or 1,234,567, but not 75/36,4 nor 1990,128
_RESOLUTION_BEFORE = regex.compile(  # read backwards from the slash
    r"(?r)(?:^|[^\w/]|\p{Han})(?:(?:A/RES/)?(?:\d{2}|S-\d+|ES-\d+)/)\Z"
)
_DATED = compiled(r"[ \xa0]+(?:\((?:19|20)\d\d\)|\p{Lu}\p{Ll}+[ \xa0]+(?:19|20)\d\d)")  # 1196 (1998), 19 September 2023
_DATE_LEAD = regex.compile(r",?[ \xa0]+\p{Ll}{2,3}[ \xa0]+")  # "of", "du", "de", "от"
_FORMULAIC = re.compile(r"(?<![^\W_])(?:[A-Z]|[A-Z][A-Z\d]|H\dN)\Z")
_SYMBOLIC = re.compile(r"(?:[A-Z]{1,8}[/.][^\s]*|\d+/[^\s]*|[^\s]*[/@_=][^\s]*)\Z")
_STEM = regex.compile(r"\p{Lu}{2,}/\p{Lu}{2,}\p{Ll}*")  # HIV/AIDS, also with a case ending
_NAME = re.compile(r"(?<![^\s“\"])[A-ZÀ-Þ][a-zß-ÿ]{3,} \Z")
_NAMED = regex.compile(r"(?<!\p{L})\p{Lu}[\p{L}’-]*+\Z")
_YEAR = re.compile(r"(?:1[89]|20)\d\d\Z")


class Candidate(NamedTuple):
    """Digits that may be a mark. Offsets are characters of the text; `cost` is what being a mark costs, `text_cost`
    what being plain text costs."""

    start: int
    end: int
    numbers: tuple[int, ...]
    cost: float
    text_cost: float
    group: int
    """Candidates of one group are alternatives: at most one of them is a mark."""


class Placed(NamedTuple):
    """A mark found: characters `start` to `end` of the text mark footnote `number`."""

    number: int
    start: int
    end: int
    repeat: bool
    printed: str | None = None
    doubtful: bool = False


_NEVER = regex.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Customs:
    """Where a language sets its marks (FORMAT.md 6.1): terminals of its grammar file."""

    not_behind: str = ""
    """Characters that no mark follows, as marks stand before them: "10,4 millions" holds none."""
    bracketed: bool = False
    """Whether every mark stands in round brackets."""
    decision: tuple[str, ...] = ()
    """What tells a decision's number from a resolution's: stems of the words before it."""
    resolution: tuple[str, ...] = ()
    numbered: regex.Pattern[str] = _NEVER
    """What ends before a number that a mark may have run into: "article ", "paragraphs 3 and "."""
    date: regex.Pattern[str] = _NEVER
    """A date, day first."""
    counted: str = ""
    """Characters that figures count, which stand behind them: no mark."""
    counting: str = ""
    """Characters that bear a number: a mark only where no other place is left for it."""

    @classmethod
    def of(cls, words: Wording) -> Customs:
        """The customs of a language, as far as its grammar file states any."""
        found = words.terminals
        return cls(
            found.get("NO_MARK_BEHIND", "").strip("[]"),
            "MARK_BRACKET" in found,
            _stems(found.get("DECISION_STEM", "")),
            _stems(found.get("RESOLUTION_STEM", "")),
            words.pattern("BEFORE_NUMBER") if "BEFORE_NUMBER" in found else _NEVER,
            words.pattern("DATE_WORDS") if "DATE_WORDS" in found else _NEVER,
            found.get("COUNTED", "").strip("[]"),
            found.get("COUNTING", "").strip("[]"),
        )


def _stems(terminal: str) -> tuple[str, ...]:
    """The words of a terminal that is a choice of words."""
    return tuple(filter(None, terminal.removeprefix("(?:").removesuffix(")").split("|")))


def candidates(
    text: str, regions: Iterable[tuple[int, int]], highest: int, customs: Customs | None = None
) -> list[Candidate]:
    """Every digit run of `regions` that could be a mark for notes up to `highest`, in order."""
    found: list[Candidate] = []
    customs = customs or Customs()
    group = 0
    for start, end in regions:
        for match in _RUN.finditer(text, start, end):
            at, stop = match.span()
            if at == start and not text[at - 1 : at].strip():
                continue
            before = text[at - 1]
            size = stop - at
            if size == 1 and before == " " and _lone(text, at, stop, start, highest, customs):
                group += 1
                found.append(Candidate(at - 1, stop, (int(text[at:stop]),), _LONE, 0.0, group))
                continue
            if size <= 2 and before.isspace() and _behind_figure(text, at, stop, highest):
                group += 1
                found.append(Candidate(at, stop, (int(text[at:stop]),), 3.0, 0.0, group))
                continue
            if before.isspace() and (
                (
                    size == 1
                    and (stop < end and text[stop] not in customs.not_behind)
                    and (text[at - 2 : at - 1] not in _BEHIND or text.startswith(" ", stop))
                )
                or text.startswith("/", stop)
                or (size == 2 and text[at - 2 : at - 1] not in _BEHIND and _DATED.match(text, stop))
                or (size == 4 and _YEAR.match(text, at, stop))
            ):
                continue  # a figure of its own, the session of a number, a day or a year, in which no mark can hide
            group += 1
            if customs.bracketed:
                found.extend(_bracketed(text, at, stop, highest, group))
            elif stop == end and _last(text, at, stop, highest, customs):
                found.append(Candidate(at, stop, (int(text[at:stop]),), 1.5, 1.0, group))
            elif before in customs.not_behind:
                continue
            elif text[stop : stop + 1] >= _HAN or before >= _HAN:
                found.extend(_among_han(text, at, stop, start, end, highest, group, customs))
            else:
                found.extend(_readings(text, at, stop, start, end, highest, group, customs))
    return found


def _lone(text: str, at: int, stop: int, start: int, highest: int, customs: Customs) -> bool:
    """Whether a figure with a space on either side may be a mark: behind a name that counts nothing, amid a sentence.

    "the 2030 Agenda for Sustainable Development 2 through their efforts"
    """
    return (
        text.startswith(" ", stop)
        and text[stop + 1 : stop + 2].islower()
        and 0 < int(text[at:stop]) <= highest
        and _NAME.search(text, max(start, at - 24), at) is not None
        and customs.numbered.search(text[max(start, at - 24) : at]) is None
    )


def _behind_figure(text: str, at: int, stop: int, highest: int) -> bool:
    """Whether a figure stands between spaces behind another, amid a sentence: in "Goal 2 2 of" the second is a mark,
    as is 29 in "períodos de sesiones 31º 29 y"."""
    return (
        (text[at - 2 : at - 1].isdigit() or text[at - 2 : at - 1] in ("º", "ª"))
        and text[stop : stop + 1] in (" ", "\xa0")
        and text[stop + 1 : stop + 2].isalpha()
        and not text[stop + 1 : stop + 2].isupper()
        and 0 < int(text[at:stop]) <= highest
    )


_HAN = "\u3000"  # the first of the characters that Chinese is printed with
_DECIMAL = re.compile(r"\.\d|[ \xa0]\d{3}(?!\d)")


def _last(text: str, at: int, stop: int, highest: int, customs: Customs) -> bool:
    """Whether digits that end a paragraph stand where a mark does in other languages, or behind a space: "Development, 5"."""
    sign = (
        text[at - 2 : at - 1] if text[at - 1].isspace() else text[at - 1] if text[at - 1] in customs.not_behind else ""
    )
    return (
        bool(sign)
        and sign in ",;，；。"
        and text[at:stop].isdigit()
        and text[at] != "0"
        and stop - at <= 3
        and int(text[at:stop]) <= highest
        and not text[at - 2 : at - 1].isdigit()
    )


def _bracketed(text: str, at: int, stop: int, highest: int, group: int) -> list[Candidate]:
    """ "المستدامة(4)،": digits in brackets that lean on a word."""
    before = text[at - 2 : at]
    if text[stop : stop + 1] != ")" or (before[1:] != "(" and before != "()"):
        return []
    numbers = _numbers(text[at:stop])
    if not numbers or max(numbers) > highest:
        return []
    cost, text_cost = (3.0, 0.0) if before[:1].isspace() else (0.0, 4.0)
    return [Candidate(at, stop, numbers, cost, text_cost, group)]


def _among_han(
    text: str, at: int, stop: int, start: int, end: int, highest: int, group: int, customs: Customs
) -> list[Candidate]:
    """Digits that touch Chinese characters: marks stand behind punctuation, figures before what they count."""
    before, after = text[at - 1], text[stop : stop + 1]
    if before == "第" or before.isspace() or before in "(/–-‑‒.":
        return _tails(text, at, stop, start, highest, group, before, customs) if after not in customs.counted else []
    counted = after.isalpha() and (after in customs.counted or stop - at > 2)
    if counted and before.isalpha():
        return []
    numbers = _numbers(text[at:stop])
    if not numbers or max(numbers) > highest or text[at] == "0" or (after and after in "/%°"):
        return []
    if (before == "、" and text[at - 2].isdigit()) or _DECIMAL.match(text, stop):
        return []
    if before in "，；、。：》”）)」":
        cost, text_cost = (3.0, 0.0) if counted else (0.2, 3.0)
    elif before.isalpha() and before in customs.counting:
        cost, text_cost = 4.5, 0.0
    elif before.isalpha():
        cost, text_cost = (3.5, 0.0) if after.isalpha() else (0.3, 2.5)
    else:
        cost, text_cost = 3.0, 0.0
    return [Candidate(at, stop, numbers, cost, text_cost, group)]


def _readings(
    text: str, at: int, stop: int, start: int, end: int, highest: int, group: int, customs: Customs
) -> list[Candidate]:
    """What a digit run may be: a mark as a whole, or a number with a mark at its end.

    "12, 32/13" is mark 12 and a resolution's number: where such a run is listed, its first number may stand alone.
    """
    listed = _LISTED.search(text, at, stop)
    comma = text.find(",", at, stop) + 1 if text[at - 1] == "." and text[at - 2].isdigit() else 0
    if comma and listed is None:  # "target 3.8,1"
        return _reading(text, comma, stop, start, end, highest, group, customs)
    if listed is None:
        return _reading(text, at, stop, start, end, highest, group, customs)
    alone = _reading(text, at, listed.start(), start, end, highest, group, customs)
    if text[stop : stop + 1] == "/":
        return alone
    whole = _reading(text, at, stop, start, end, highest, group, customs)
    return whole + [c._replace(cost=c.cost + 0.3) for c in alone]


def _reading(
    text: str, at: int, stop: int, start: int, end: int, highest: int, group: int, customs: Customs
) -> list[Candidate]:
    before = text[at - 1] if at > start else " "
    after = text[stop : stop + 1]
    run = text[at:stop]
    if after == "/" and before in ",;":
        return _heads(text, at, stop, highest, group)
    if (after and after in "/%°") or (after in ".," and text[stop + 1 : stop + 2].isdigit() and after != ","):
        return []
    if before.isspace() and stop - at <= 2 and run[0] != "0" and run.isdigit():
        apart = _apart(text, at, stop, start, end, highest, group)
        if apart is not None:
            return [apart]
    if before.isspace() or before in "(/–-‑‒$€£[+=*^" or text[at - 2 : at] in ("o°", "n°", "nº"):
        tails = _tails(text, at, stop, start, highest, group, before, customs)
        sign = text[stop + 1 : stop + 2] if after in (" ", "\xa0") else after  # French sets a space before its signs
        if sign and sign in customs.not_behind:
            if _before_sign(text, at, stop, start, highest, customs):
                tails.append(Candidate(at, stop, (int(run),), 4.0, 0.0, group))
            elif _goes_on(text, at, stop, start, highest):
                tails.append(Candidate(at, stop, (int(run),), 3.0, 0.0, group))
        return tails
    digits = run.split(",")[0].split("–")[0].split("-")[0]
    if len(run) > 3 and run.isdigit():
        return _tails(text, at, stop, start, highest, group, before, customs)
    numbers = _numbers(run)
    if not numbers or max(numbers) > highest or digits[0] == "0":
        return (
            _tails(text, at, stop, start, highest, group, before, customs) if before.isdigit() or before == "." else []
        )
    word = text[max(start, at - 24) : at]
    cost, text_cost = 0.0, 4.0
    many = len(numbers) > 1
    if before in ",;:":
        ahead = text[at - 2 : at - 1]
        if ahead.isdigit() and before != ";":
            if before == ":" or _THOUSANDS.search(word + run):
                return []
            cost, text_cost = (0.3, 2.0) if not many else (0.6, 1.0)
    elif before == ".":
        stem = word[:-1]
        if stem[-1:].isdigit() or (_SUFFIX.match(stem) and not stem[-2:].islower()):
            cost, text_cost = 3.0, 0.0
            if stop < end - 1 and ((after and not after.isspace()) or not _YEAR.search(stem)):
                return []
        elif _SUFFIX.match(stem):
            return []
        else:
            cost, text_cost = 0.4, 2.0
    elif before.isalpha():
        token = word[max(word.rfind(" "), word.rfind("\xa0"), word.rfind("\t"), word.rfind("(")) + 1 :]
        if (
            (token.isupper() or _STEM.fullmatch(token)) and token.replace("/", "").isalpha() and "/" in token[1:]
        ):  # HIV/AIDS10
            cost, text_cost = 1.5, 0.5
        elif _SYMBOLIC.search(token):
            return _tails(text, at, stop, start, highest, group, before, customs) or (
                [Candidate(at, stop, numbers, 3.0, 0.0, group)] if token[-1].islower() else []
            )
        if len(text[start:at].strip()) == 1 and not text[stop:end].strip():
            cost, text_cost = 0.0, 4.0  # "B1", the letter of a part
        elif _FORMULAIC.search(token):
            cost, text_cost = 4.0, 0.0
        elif before.isupper():
            cost, text_cost = 0.8, 1.5
    elif before in ")]":
        cost, text_cost = 0.3, 2.5
    elif after == "." and text[start:at].strip() in _QUOTES:
        return []  # “1. Every lamp …”: the number of a quoted paragraph
    elif before in "\"”’»'“":
        cost, text_cost = 0.1, 3.0
    else:
        cost, text_cost = 1.0, 0.5
    if after in ("S", "E") and before == ",":
        pass  # the number of a special session
    elif after and after not in ' \n\t\xa0,;:.)"”’»]…?!–—،؛。，；、）》':
        cost += 2.0
        text_cost = min(text_cost, 0.5)
    return [Candidate(at, stop, numbers, cost, text_cost, group)]


def _apart(text: str, at: int, stop: int, start: int, end: int, highest: int, group: int) -> Candidate | None:
    """A mark that a space has crept in before: behind punctuation, with a paragraph's end or a word run into it.

    "…, peace and security, 6" and "…, of 5 December 1994, 1in which"
    """
    if at - start < 3 or text[at - 2] not in _BEHIND or not text[at - 3].isalnum() or int(text[at:stop]) > highest:
        return None
    if text[stop : stop + 2].islower() and text[stop : stop + 2].isalpha():
        return Candidate(at, stop, (int(text[at:stop]),), 2.0, 0.5, group)
    if text[at - 2] in ",;”" and not text[stop:end].strip():
        return Candidate(at, stop, (int(text[at:stop]),), 0.6, 2.0, group)
    return None


def _before_sign(text: str, at: int, stop: int, start: int, highest: int, customs: Customs) -> bool:
    """Whether a space parts digits before a sign from the word they may mark: "du Secrétaire général 12, qui"."""
    word = text[at - 2 : at - 1]
    return (
        at - 2 >= start
        and stop - at <= 3
        and (word.isalpha() or word in "»”)")
        and text[at:stop].isdigit()
        and text[at] != "0"
        and int(text[at:stop]) <= highest
        and customs.numbered.search(text, max(start, at - 24), at) is None
    )


def _goes_on(text: str, at: int, stop: int, start: int, highest: int) -> bool:
    """Whether digits before a sign go on from the mark before them: "actualizada en 20142, 3,"."""
    run = text[at:stop]
    return (
        run.isdigit()
        and run[0] != "0"
        and 1 < int(run) <= highest
        and text[at - 2 : at - 1] == ","
        and text[max(start, at - 8) : at - 2].endswith(str(int(run) - 1))
    )


def _heads(text: str, at: int, stop: int, highest: int, group: int) -> list[Candidate]:
    """A mark before a number that it has run into: "29 September 2011,133/3" is mark 1 and resolution 33/3."""
    if not text[at:stop].isdigit():
        return []
    return [
        Candidate(at, at + size, (int(text[at : at + size]),), 0.6, 3.0, group)
        for size in (1, 2)
        if 0 < stop - at - size <= 3
        and text[at] != "0"
        and int(text[at : at + size]) <= highest
        and text[at + size] != "0"
    ]


def _tails(
    text: str, at: int, stop: int, start: int, highest: int, group: int, before: str, customs: Customs
) -> list[Candidate]:
    """Marks at the end of a longer number: after a year, a resolution number, an article number."""
    first = stop
    while first > at and text[first - 1].isdigit():
        first -= 1
    run = text[first:stop]
    if len(run) < 2 or len(run) > 7:
        return []
    sizes = [size for size in (1, 2, 3) if size < len(run) and run[-size] != "0" and int(run[-size:]) <= highest]
    if not sizes:
        return []
    symbol = text[max(start, first - 24) : first]
    resolution = before == "/" and _looks_like_resolution(symbol)
    if _YEAR.fullmatch(run) and not resolution and (before.isspace() or text[first - 2 : first - 1].isdigit()):
        return []
    if _DATED.match(text, stop) or (len(run) == 2 and before.isspace() and customs.date.match(text, first)):
        return []
    found = []
    for size in sizes:
        stem, tail = run[:-size], run[-size:]
        if _YEAR.fullmatch(stem) or (len(stem) == 2 and before in "-‑" and symbol[-3:-1].isupper()):
            cost, text_cost = 0.5, 2.5
        elif resolution and len(stem) <= 3:
            too_high = int(run) > _MOST_RESOLUTIONS and (
                int(run) > _MOST_DECISIONS or not _cites_decision(text, start, first, customs)
            )
            cost, text_cost = (1.0, 2.5) if too_high else (3.0, 0.0)
            lead = _DATE_LEAD.match(text, stop)
            if lead is not None and customs.date.match(text, lead.end()):
                cost += 1.0  # its date follows, and a mark would stand behind that
        elif before in "/-." and len(stem) <= 4:
            cost, text_cost = (1.5, 0.8) if len(run) > 3 and not _YEAR.fullmatch(run) else (3.5, 0.0)
        elif len(stem) <= 3 and (before.isspace() or before in "°º"):  # "no°14"
            cost, text_cost = (3.5 if customs.numbered.search(symbol) else 4.5), 0.0
            if len(run) == 2:
                cost += 0.2  # "Goal 14" is a number more often than "Goal 144" is
        else:
            continue
        found.append(Candidate(stop - size, stop, (int(tail),), cost, text_cost, group))
    return found


def _cites_decision(text: str, start: int, at: int, customs: Customs) -> bool:
    """Whether the number at `at` is a decision's: the nearer of the two words before it says so."""
    near = max(start, at - 400)
    decision = max((text.rfind(stem, near, at) for stem in customs.decision), default=-1)
    return decision > max((text.rfind(stem, near, at) for stem in customs.resolution), default=-1)


def _looks_like_resolution(before: str) -> bool:
    return _RESOLUTION_BEFORE.match(before) is not None


def _numbers(run: str) -> tuple[int, ...]:
    """ "3,4" is 3 and 4; "9-11" is 9, 10 and 11."""
    numbers: list[int] = []
    for part in run.split(","):
        bounds = [int(n) for n in _NUMBERS.findall(part)]
        if len(bounds) == 2 and bounds[0] < bounds[1] <= bounds[0] + 400:
            numbers.extend(range(bounds[0], bounds[1] + 1))
        elif len(bounds) == 1:
            numbers.append(bounds[0])
        else:
            return ()
    return tuple(numbers)


# ---- the assignment ------------------------------------------------------------------------------------------------


def assign(
    text: str,
    regions: Sequence[tuple[int, int]],
    notes: Sequence[int],
    known: Sequence[Mark] = (),
    style: str = "",
    customs: Customs | None = None,
) -> list[Placed]:
    """The marks of a text whose notes bear the numbers `notes`.

    `regions` are the (start, end) of the paragraphs that may bear marks, labels excluded, in order. `known` are marks of
    kind "note" from a reader; where there are any, they are all there are. `style` is how the notes set their numbers, and
    so the text its marks: "/" for "1/", "[" for "[1]", "^" for raised characters, "" for digits run into the words.
    """
    if known:
        return _known(text, known)
    if not notes:
        return []
    highest = max(notes)
    if style == "(" and customs is not None and customs.bracketed:
        style = ""  # a language's custom, and no print's
    found = candidates(text, regions, highest, customs) if style not in _STYLES or style == "^" else []
    if style in _STYLES:
        found = _styled(text, regions, style, found)
    numbers = sorted(set(notes))
    chosen = _cheapest(found, numbers)
    missing = set(numbers).difference(*(candidate.numbers for candidate in chosen if candidate.cost < _DOUBTFUL))
    if missing and style not in _STYLES:  # the text sets its marks otherwise than its notes do
        if dress := _dress(text, regions, numbers):
            found = _styled(text, regions, dress, found if dress == "^" else [])
        else:
            usual = 2 * len(missing) > len(numbers) > 1
            wanted = set(numbers) if usual else missing
            apart = _spaced(text, regions, found, customs or Customs(), wanted, usual)
            found = sorted(found + apart, key=lambda candidate: candidate.start)
        chosen = _cheapest(found, numbers, len(numbers) + 1)
    placed: list[Placed] = []
    seen: set[int] = set()
    for candidate in chosen:
        placed.extend(
            _place(text, candidate.start, candidate.end, candidate.numbers, seen, candidate.cost >= _DOUBTFUL)
        )
    return placed


_FIGURE_BEFORE = re.compile(r"(?<!\d)\d{1,3},[ \xa0\n]\Z")
_SPACED = re.compile(r"[ \xa0\n]([1-9]\d{0,2})(?![^\s,;.:)])(?![ \xa0]?[”\"»])")


def _spaced(
    text: str,
    regions: Sequence[tuple[int, int]],
    found: list[Candidate],
    customs: Customs,
    wanted: set[int],
    usual: bool,
) -> list[Candidate]:
    """Marks that stand alone, as copies of pages have them: "the Paris Agreement, 8 and", "Sustainable Development 4".

    They are looked for where notes are left without a mark; `wanted` are these notes or, where `usual` says that most
    are, all, as repeated marks stand apart too.
    """
    ends = {candidate.end: candidate for candidate in found}
    group = max((candidate.group for candidate in found), default=0)
    out: list[Candidate] = []
    for start, end in regions:
        for match in _SPACED.finditer(text, start, end):
            at, stop = match.span(1)
            number = int(match[1])
            if number not in wanted or match.start() == start:
                continue
            before = text[match.start() - 1]
            if not (before.isalnum() or before in ',;.:”"’»)]'):
                continue
            listed = ends.get(at - 2) if before == "," else None  # "20141, 2," lists marks, "20141, 5," does not
            if listed is not None and listed.cost < 1:
                if listed.numbers[-1] + 1 != number:
                    continue
            elif _FIGURE_BEFORE.search(text, max(start, at - 6), at):
                continue  # one of several figures: "paragraphs 12, 13, 18 and 20"
            other = ends.get(stop)  # that has a digit of this as its mark, or is this
            if before not in ",;”" and customs.numbered.search(text, max(start, at - 24), at):
                continue
            if customs.date.match(text, at):
                continue
            dated = before.isdigit() and _YEAR.search(text, max(start, at - 5), at - 1) is not None
            named = before in ")»" or dated or _NAMED.search(text, max(start, at - 24), at - 1) is not None
            cost = 0.5 if before in ",;”" else 1.2 if named else 2.2
            if cost > 2 and not usual and text[stop : stop + 1] != "\n":  # where some extractors end a line
                continue
            same = other is not None and other.numbers == (number,)
            if other is not None and same and other.cost <= cost:
                continue
            group += 1
            text_cost = 0.0 if not usual else 2.0 if cost < 1 else 0.5 if cost < 2 else 0.0
            begin = other.start if other is not None and same else at - 1
            out.append(Candidate(begin, stop, (number,), cost, text_cost, other.group if other else group))
    return out


_RAISED_MARK = re.compile(r"[¹⁴-⁹]|(?<![mt])[²³]")  # and no unit: m², km³, ft²
_STYLES = {
    "/": regex.compile(r"(?:(?<=\d)[ ]|(?<=[\s\p{L}.,;:)\]\"”’])[ ]?)(?<![\d/])(\d{1,3})/(?![\w/])"),
    "[": re.compile(r"[ ]?\[\^?(\d{1,3})[ ]?\]"),
    "(": re.compile(r"[ ]?\((\d{1,3})\)"),
    "^1": re.compile(r"[ ]?\^(\d{1,3})\^?"),
    "^": re.compile(r"[ ]?([¹²³⁴-⁹][⁰¹²³⁴-⁹]{0,2})"),
}
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_RAISE = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def _dress(text: str, regions: Sequence[tuple[int, int]], notes: Sequence[int]) -> str:
    """The style that most notes are marked in, if there is one, in the text of notes that bear bare digits."""
    first = str(notes[0])
    printed = (("[", f"[{first}]"), ("[", f"[^{first}]"), ("^1", f"^{first}"), ("^", first.translate(_RAISE)))
    for other, before in printed:
        if not any(text.find(before, start, end) >= 0 for start, end in regions):  # of a print, one page's alone
            continue
        pattern = _STYLES[other]
        said = {
            int(match[1].translate(_RAISED)) for start, end in regions for match in pattern.finditer(text, start, end)
        }
        if 2 * len(said.intersection(notes)) > len(notes):
            return other
    return ""


def style_of(text: str, regions: Sequence[tuple[int, int]], style: str) -> str:
    """How a print sets its marks, where `style` is how its notes do: raised marks may belong to notes of bare numbers."""
    if not style and any(_RAISED_MARK.search(text, start, end) for start, end in regions):
        return "^"
    return style


def _styled(text: str, regions: Sequence[tuple[int, int]], style: str, found: list[Candidate]) -> list[Candidate]:
    """Candidates of prints that set their marks apart, which leaves no doubt, among those of bare digits, in the order of
    the regions, which is that of reading where columns were put one after the other.

    A space before the mark belongs to it, unless a word follows without one.
    """
    group = max((candidate.group for candidate in found), default=0)
    merged: list[Candidate] = []
    bare = 0
    for start, end in regions:
        here: list[Candidate] = []
        for match in _STYLES[style].finditer(text, start, end):
            at = match.start()
            if text[at] == " " and not (match.end() == end or text[match.end()] in " \n\t,;.:)"):
                at += 1
            group += 1
            here.append(Candidate(at, match.end(), (int(match[1].translate(_RAISED)),), 0.0, 8.0, group))
        if bare < len(found):
            sure = len(here)
            while bare < len(found) and start <= found[bare].start < end:
                here.append(found[bare])
                bare += 1
            if sure and sure < len(here):
                here.sort(key=lambda candidate: candidate.start)
        merged += here
    return merged


def _known(text: str, marks: Sequence[Mark]) -> list[Placed]:
    """Marks that a reader knows; those with only a comma between them are one printed run, as they are in plain text."""
    placed: list[Placed] = []
    seen: set[int] = set()
    runs: list[tuple[int, int, tuple[int, ...]]] = []
    for mark in marks:
        numbers = _numbers(mark.value or text[mark.start : mark.end].strip(" ,"))
        if runs and text[runs[-1][1] : mark.start] in (",", ", "):
            start, _, before = runs[-1]
            if _numbers(text[start : mark.end]) == before + numbers:
                runs[-1] = start, mark.end, before + numbers
                continue
        runs.append((mark.start, mark.end, numbers))
    for start, end, numbers in runs:
        placed.extend(_place(text, start, end, numbers, seen, False))
    return placed


def _place(text: str, start: int, end: int, numbers: tuple[int, ...], seen: set[int], doubtful: bool) -> list[Placed]:
    """The marks of one printed run: first ones as the number alone, repeated ones as printed."""
    if len(numbers) == 1:
        repeat = numbers[0] in seen
        seen.add(numbers[0])
        return [Placed(numbers[0], start, end, repeat, None, doubtful)]
    pieces = list(_LISTED_NUMBERS.finditer(text[start:end]))
    placed = []
    firsts = [not set(_numbers(piece[0])) & seen for piece in pieces]
    for index, piece in enumerate(pieces):
        left = start + piece.start()
        right = start + (pieces[index + 1].start() if index + 1 < len(pieces) else end - start)
        ahead = index > 0 and firsts[index - 1]
        printed = text[start + pieces[index - 1].end() : left] * ahead + text[left:right]
        for number in _numbers(piece[0]):
            repeat = number in seen
            seen.add(number)
            placed.append(
                Placed(number, left, right, repeat, printed if repeat and printed != str(number) else None, doubtful)
            )
    return placed


def _cheapest(found: list[Candidate], notes: list[int], kept: int = _STATES) -> list[Candidate]:
    """The candidates that are marks, by dynamic programming: states are the highest note marked so far.

    The `kept` cheapest states are followed up: all of them where marks have a cost of their own, for those that have
    passed over the first ones look cheaper for long.
    """
    place = {number: index + 1 for index, number in enumerate(notes)}
    # state: index of the highest note marked → (cost, chain of chosen candidates)
    states: dict[int, tuple[float, _Chain | None]] = {0: (0.0, None)}
    index, count = 0, len(found)
    while index < count:
        group = found[index].group
        stop = index
        while stop < count and found[stop].group == group:
            stop += 1
        alternatives = found[index:stop]
        index = stop
        unread = alternatives[0].text_cost if len(alternatives) == 1 else max(c.text_cost for c in alternatives)
        following = states.copy()
        if unread:
            following = {state: (cost + unread, chain) for state, (cost, chain) in states.items()}
        for candidate in alternatives:
            steps = [place[number] for number in candidate.numbers if number in place]
            if len(steps) < len(candidate.numbers):
                continue
            highest = max(steps)
            as_mark = candidate.cost + _REPEATED < unread  # cheaper than as text also where it repeats a mark
            best, behind = math.inf, None  # the cheapest way up to `highest`
            for state, (cost, chain) in states.items():
                if state < highest:
                    reached, price = state, cost + candidate.cost
                    for step in steps:
                        if step > reached:
                            price += _SKIPPED_NOTE * (step - reached - 1)
                            reached = step
                        else:
                            price += _REPEATED
                    if price < best:
                        best, behind = price, chain
                elif as_mark:
                    price = cost + candidate.cost + _REPEATED * len(steps)
                    if price < following[state][0]:
                        following[state] = (price, _Chain(candidate, chain))
            if best < following.get(highest, _NOWHERE)[0]:
                following[highest] = (best, _Chain(candidate, behind))
        if len(following) > kept:
            following = dict(sorted(following.items(), key=lambda item: item[1][0])[:kept])
        states = following
    last = len(notes)
    _, chain = min(
        ((cost + _SKIPPED_NOTE * (last - state), chain) for state, (cost, chain) in states.items()),
        key=lambda item: item[0],
    )
    chosen = []
    while chain is not None:
        chosen.append(chain.candidate)
        chain = chain.before
    return chosen[::-1]


class _Chain(NamedTuple):
    candidate: Candidate
    before: _Chain | None


_NOWHERE = (math.inf, None)

"""Where digits of a text may be footnote marks, each place with its doubts.

Superscripts are lost in plain text, and marks run into the words: "the World Summit Outcome,6 in which". Every digit
run that could be a mark is a candidate with two costs, one for being a mark and one for being none. A run may hide a
mark at its end: "20131" is 2013 and mark 1, "67/568" is 67/56 and mark 8; such a split costs more. Which candidates are
the marks, footnotes.py decides over the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import regex

from .grammar import compiled, sign
from .wording import Wording

_LONE = 5.0  # a figure that stands alone is a mark only where its note has no other
_MOST_RESOLUTIONS = 349  # of one session; the largest number seen is 346
_MOST_DECISIONS = 699  # decisions are numbered 3xx to 6xx

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
YEAR = re.compile(r"(?:1[89]|20)\d\d\Z")


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
                or (size == 4 and YEAR.match(text, at, stop))
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
    numbers = numbers_of(text[at:stop])
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
    numbers = numbers_of(text[at:stop])
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
    numbers = numbers_of(run)
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
            if stop < end - 1 and ((after and not after.isspace()) or not YEAR.search(stem)):
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
    if YEAR.fullmatch(run) and not resolution and (before.isspace() or text[first - 2 : first - 1].isdigit()):
        return []
    if _DATED.match(text, stop) or (len(run) == 2 and before.isspace() and customs.date.match(text, first)):
        return []
    found = []
    for size in sizes:
        stem, tail = run[:-size], run[-size:]
        if YEAR.fullmatch(stem) or (len(stem) == 2 and before in "-‑" and symbol[-3:-1].isupper()):
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
            cost, text_cost = (1.5, 0.8) if len(run) > 3 and not YEAR.fullmatch(run) else (3.5, 0.0)
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


def numbers_of(run: str) -> tuple[int, ...]:
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

"""Finds the footnote marks that run into the words when superscripts are lost: "the World Summit Outcome,6 in which".

The notes at the end say which marks there must be; first marks come in the notes' order, and a repeated mark never
exceeds the highest so far (FORMAT.md 6.1). So the marks are found together: every digit run that could be a mark is a
candidate with costs, one for being a mark and one for being none (note_candidates.py), and the cheapest assignment over
the whole text is found by dynamic programming over (candidate, highest number so far).

Where a reader knows the marks (Word references, PDF superscripts), there is no doubt and nothing to search.

Tried and dropped: counting up from left to right (one miss derails the rest), and removing every digit run behind a
comma (takes money and years).
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from typing import NamedTuple

import regex

from .note_candidates import YEAR, Candidate, Customs, candidates, numbers_of
from .source import Mark

# Costs, in doubts. Their order matters, not their size: a skipped note is worse than any doubtful mark, and a mark in a
# place where marks stand is better than the same digits as text.
_SKIPPED_NOTE = 6.0
_REPEATED = 0.2  # for each mark of a note that is marked already
_DOUBTFUL = 3.0  # marks that cost as much are told as uncertain
_STATES = 24  # partial assignments kept; more never changed a result on the 1,100 documents tried
_LISTED_NUMBERS = re.compile(r"\d+(?:\s?[–-]\s?\d+)?")
_NAMED = regex.compile(r"(?<!\p{L})\p{Lu}[\p{L}’-]*+\Z")


class Placed(NamedTuple):
    """A mark found: characters `start` to `end` of the text mark footnote `number`."""

    number: int
    start: int
    end: int
    repeat: bool
    printed: str | None = None
    doubtful: bool = False


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
            dated = before.isdigit() and YEAR.search(text, max(start, at - 5), at - 1) is not None
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
        numbers = numbers_of(mark.value or text[mark.start : mark.end].strip(" ,"))
        if runs and text[runs[-1][1] : mark.start] in (",", ", "):
            start, _, before = runs[-1]
            if numbers_of(text[start : mark.end]) == before + numbers:
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
    firsts = [not set(numbers_of(piece[0])) & seen for piece in pieces]
    for index, piece in enumerate(pieces):
        left = start + piece.start()
        right = start + (pieces[index + 1].start() if index + 1 < len(pieces) else end - start)
        ahead = index > 0 and firsts[index - 1]
        printed = text[start + pieces[index - 1].end() : left] * ahead + text[left:right]
        for number in numbers_of(piece[0]):
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

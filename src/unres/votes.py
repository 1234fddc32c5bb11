"""Reads recorded votes: how many States voted which way, and which.

Single issues carry no vote; the sessional volumes print it above or below the text (FORMAT.md 7.3): "Adopted at the
81st plenary meeting, on 4 December 2000, …, by a recorded vote of 106 to 1, with 67 abstentions, as follows:" with
the States' names below, over as many lines as they take. `take` lifts these lines out of a document before its layout
is settled and gives each vote as it is printed; the counts are checked against the names, and neither is changed
where they disagree.

A list is cut at its commas, but not at those within brackets nor before a name's inverted half ("Korea, Republic
of"). Every word of this is in the language's grammar file; here are only brackets and commas.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

import regex

from .diagnostics import Diagnostic, diagnostic
from .lines import Line
from .models import Closing, Part, Vote, VoteGroup
from .wording import Wording, wording

_SPACES = regex.compile(r"\s+")
_STOPPED = regex.compile(r"[.。][\"”)\]_*]{0,2}\s*\Z")
_COMMAS = (",", "、", "，", "،")
_BLANK = regex.compile(r"\s*")
_LOOSE = frozenset({"LINE", "INDENTED", "CENTRED", "NUMBERED", "NOTE"})


@dataclass(frozen=True, slots=True)
class Taken:
    """A printed vote, with the closing where its first words say at which meeting and when the text was adopted."""

    vote: Vote
    closing: Closing | None = None
    diagnostics: tuple[Diagnostic, ...] = field(default=())


def is_lead(line: str, language: str) -> bool:
    """Whether a line begins a vote."""
    return wording(language).pattern("VOTE_WORDS").match(line) is not None


def is_head(line: str, language: str) -> bool:
    """Whether a line is "RESOLUTION 55/100", which volumes print above a vote."""
    return wording(language).pattern("RESOLUTION_HEAD").fullmatch(line) is not None


def extent(lines: Sequence[Line], place: int, language: str) -> int:
    """How many lines the vote takes that begins at `place`: its sentence, then the lists, until a list has ended."""
    groups = _groups(language)
    listed = bool(groups.search(lines[place]))
    last = place
    for at in range(place + 1, len(lines)):
        line = lines[at]
        if line.type not in _LOOSE:
            break
        if groups.match(line):
            listed = True
        elif (
            _STOPPED.search(lines[last])
            or (not listed and lines[last].rstrip().endswith((":", "：")))
            or (not listed and not line.lstrip()[:1].islower() and not lines[last].rstrip().endswith(_COMMAS))
        ):
            break
        last = at
    return last - place + 1


@cache
def _groups(language: str) -> regex.Pattern[str]:
    words = wording(language)
    names = ("VOTERS_FAVOUR", "VOTERS_AGAINST", "VOTERS_ABSTAINING")
    return regex.compile(r"[ \t\xa0_*]*(?:" + "|".join(f"(?P<{name}>{words.terminals[name]})" for name in names) + ")")


def take(lines: list[Line], text: str, language: str) -> tuple[list[Line], list[Taken]]:
    """The lines without those of votes, and the votes."""
    places = list(_leads(lines, language))
    if not places:
        return lines, []
    taken: list[Taken] = []
    rest: list[Line] = []
    at = 0
    for place in places:
        if place < at or not _says_how(lines, place, language):
            continue
        rest.extend(lines[at:place])
        at = place + extent(lines, place, language)
        taken.append(read(text, lines[place].start_pos, lines[at - 1].end_pos, language))
    rest.extend(lines[at:])
    return rest, taken


def _leads(lines: Sequence[Line], language: str) -> Iterator[int]:
    """Places of the lines that begin a vote. Between a formula and the meeting that closes it stand clauses, so there
    only a line at the margin is looked at."""
    leads = wording(language).pattern("VOTE_WORDS").match
    closed = max((place for place, line in enumerate(lines) if line.type == "MEETING"), default=0)
    inside = False
    for place, line in enumerate(lines):
        kind = line.type
        if kind in ("FORMULA", "MEETING", "TITLE"):
            inside = kind == "FORMULA" and place < closed
        elif (kind == "LINE" if inside else kind in _LOOSE) and leads(line):
            yield place


def _says_how(lines: Sequence[Line], place: int, language: str) -> bool:
    """Whether the sentence states a vote, or its absence: "Adopted at …" alone may be the text's own."""
    words = wording(language)
    said = " ".join(lines[place : place + 4])
    return bool(words.pattern("VOTE_UNRECORDED").search(said) or _counts(language).search(said))


def read(text: str, start: int, end: int, language: str) -> Taken:
    """The vote printed at characters `start` to `end`."""
    words = wording(language)
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    closing, start = _closing(text, start, end, words)
    groups = list(_within(language).finditer(text, start, end))
    head = text[start : groups[0].start() if groups else end]
    counted = _counts(language).search(head)
    counts = {name: _number(counted[name], words) if counted else None for name in ("favour", "against", "abstaining")}
    states: dict[str, tuple[str, ...]] = {"favour": (), "against": (), "abstaining": ()}
    found: list[Diagnostic] = []
    listed: set[str] = set()
    for index, group in enumerate(groups):
        name = (group.lastgroup or "").removeprefix("VOTERS_").lower()
        stop = groups[index + 1].start() if index + 1 < len(groups) else end
        states[name] = names(text[group.end() : stop], language)
        listed.add(name)
        if counts[name] is not None and counts[name] != len(states[name]):
            words_of = {"favour": "in favour", "against": "against", "abstaining": "abstaining"}[name]
            message = f"{counts[name]} voted {words_of}, and {len(states[name])} States are listed"
            found.append(diagnostic("vote-disagrees", group.start(), stop, message))
    if listed:
        for name, count in counts.items():
            if name not in listed and count:
                found.append(
                    diagnostic("vote-disagrees", start, end, f"{count} votes are counted, and no State is listed")
                )
    unrecorded = words.pattern("VOTE_UNRECORDED").search(head) is not None and counted is None
    vote = Vote(
        start=start,
        end=end,
        text=_SPACES.sub(" ", text[start:end]),
        recorded=not unrecorded,
        in_favour=VoteGroup(count=counts["favour"], states=states["favour"]),
        against=VoteGroup(count=counts["against"], states=states["against"]),
        abstaining=VoteGroup(count=counts["abstaining"], states=states["abstaining"]),
    )
    return Taken(vote, closing, tuple(found))


@cache
def _within(language: str) -> regex.Pattern[str]:
    words = wording(language)
    names_ = ("VOTERS_FAVOUR", "VOTERS_AGAINST", "VOTERS_ABSTAINING")
    return regex.compile(r"(?<!\w)(?:" + "|".join(f"(?P<{name}>{words.terminals[name]})" for name in names_) + ")")


@cache
def _counts(language: str) -> regex.Pattern[str]:
    """The pattern of the three counts, its CARDINAL filled with figures and the language's number words."""
    words = wording(language)
    cardinals = "|".join(pattern for name, pattern in words.terminals.items() if name.startswith("CARD_"))
    return regex.compile(words.terminals["VOTE_COUNTS"].replace("CARDINAL", rf"(?:\d{{1,3}}|{cardinals})"))


def _closing(text: str, start: int, end: int, words: Wording) -> tuple[Closing | None, int]:
    """The closing that the first words of a vote are, "Adopted at the 81st plenary meeting, on 4 December 2000", and
    where the vote begins behind it."""
    match = words.pattern("VOTE_MEETING").match(text, start, end)
    date = words.pattern("DATE_WORDS").search(match[0]) if match else None
    if match is None or date is None:
        return None, start
    after = match.end()
    while after < end and text[after] in ",;，،؛":
        after += 1
    closing = Closing(
        start=start,
        end=after,
        text=_SPACES.sub(" ", match[0]),
        meeting=words.ordinal(match["meeting"]),
        resumed=words.pattern("RESUMED").search(match[0]) is not None,
        date=words.date(date[0]),
    )
    while after < end and text[after].isspace():
        after += 1
    return closing, after


def _number(printed: str | None, words: Wording) -> int | None:
    if printed is None or printed.isdigit():
        return int(printed) if printed else None
    for name in words.terminals:
        if name.startswith("CARD_") and words.pattern(name).fullmatch(printed):
            return int(name.removeprefix("CARD_"))
    return None


def names(printed: str, language: str = "en") -> tuple[str, ...]:
    """The States of a list, each name as printed but for line breaks.

    >>> names("Iran (Islamic Republic of), Korea, Republic of, Trinidad and Tobago and Yemen.")
    ('Iran (Islamic Republic of)', 'Korea, Republic of', 'Trinidad and Tobago', 'Yemen')
    """
    words = wording(language)
    listed = _SPACES.sub(" ", printed).strip(" .。;；_*[]")
    if not listed or words.pattern("NO_STATES").fullmatch(listed):
        return ()
    joins, inverted = words.pattern("LIST_AND"), words.pattern("INVERTED")
    out: list[str] = []
    for piece in _cut(listed):
        lead = joins.match(f" {piece}")  # "Chad, and Fiji"
        if lead is not None:
            out.append(f" {piece}"[lead.end() :])
        elif out and inverted.fullmatch(piece):
            out[-1] = f"{out[-1]}, {piece}"
        else:
            out.append(piece)
    kept = {found.end() for found in words.pattern("STATES_WITH_AND").finditer(out[-1])}
    for at in joins.finditer(out[-1]):  # the last two names, unless "and" is part of one
        if len(out[-1][: at.end()].rstrip()) not in kept:
            out[-1:] = [out[-1][: at.start()], out[-1][at.end() :]]
            break
    return tuple(out)


def _cut(listed: str) -> list[str]:
    """The pieces of a list between commas or semicolons that stand outside brackets, in any script."""
    pieces: list[str] = []
    depth = start = 0
    for at, character in enumerate(listed):
        if character in "([（":
            depth += 1
        elif character in ")]）":
            depth = max(0, depth - 1)
        elif character in ",;，、；،؛" and not depth:
            pieces.append(listed[start:at].strip())
            start = at + 1
    pieces.append(listed[start:].strip())
    return [piece for piece in pieces if piece]


def attach(parts: Sequence[Part], taken: Sequence[Taken], text: str) -> list[Part]:
    """The parts with their votes: one printed directly above a part's head is that part's, any other the one before's.

    A vote that no part can have, because there is none or it has one, is a part of its own without text.
    """
    out = list(parts)
    for one in taken:
        vote = one.vote
        start = one.closing.start if one.closing else vote.start
        place = next((i for i, part in enumerate(out) if part.start >= vote.end), None)
        above = place is not None and _BLANK.fullmatch(text, vote.end, out[place].start) is not None
        if not above:
            place = next((i for i in range(len(out) - 1, -1, -1) if out[i].start < start), place)
        if place is None or out[place].vote is not None:
            at = next((i for i, part in enumerate(out) if part.start > start), len(out))
            out.insert(at, Part(start=start, end=vote.end, closing=one.closing, vote=vote))
            continue
        part = out[place]
        if part.closing is not None and one.closing is not None:  # the closing is printed twice: the vote keeps its own
            vote = vote.model_copy(update={"start": start, "text": _SPACES.sub(" ", text[start : vote.end])})
        update = {
            "vote": vote,
            "closing": part.closing or one.closing,
            "start": min(part.start, start),
            "end": max(part.end, vote.end),
        }
        out[place] = part.model_copy(update=update)
    return out

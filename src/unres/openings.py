"""Lead phrases: the words at the start of a clause that say what it does.

`read` gives the phrase at a place of a text with its verbs, from the grammar of the language (`openings_*.lark`); where
the form knows italics they decide how far the phrase goes, and the grammar only names its verbs. Both are pure functions
of text. A phrase is read once: clauses open with a few hundred different ones, so verbs are kept by phrase.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

import regex
from . import grammar
from .models import Verb

Mood = Literal["preambular", "operative"]

_JOINED = regex.compile(r"(?<=\S)\s{2,}|\s*\n\s*|[\t\xa0]")


@dataclass(frozen=True, slots=True)
class Opening:
    """A lead phrase. `end` counts characters of the text that was read; `phrase` has single spaces."""

    phrase: str
    end: int
    verbs: tuple[Verb, ...]
    mood: Mood


@cache
def _pattern(language: str) -> regex.Pattern[str]:
    return regex.compile(rf"(?:{grammar.terminals(f'openings_{language}')['OPENING']})(?!\w)")


@cache
def _verb_patterns(language: str) -> tuple[tuple[str, regex.Pattern[str]], ...]:
    """Each verb's key and pattern: the terminals of the grammar but for the phrase itself."""
    found = grammar.terminals(f"openings_{language}")
    return tuple((key, regex.compile(rf"(?<!\w)(?:{p})(?!\w)")) for key, p in found.items() if key != "OPENING")


@lru_cache(maxsize=8192)
def _reading(phrase: str, language: str) -> tuple[tuple[Verb, ...], Mood]:
    """The verbs of a phrase, longest match first where two patterns start at one place, in order."""
    found: dict[int, tuple[int, str, str]] = {}
    for key, pattern in _verb_patterns(language):
        for match in pattern.finditer(phrase):
            start, end = match.span()
            if start not in found or found[start][0] < end:
                found[start] = (end, key, match[0])
    verbs: list[Verb] = []
    reached = -1
    for start in sorted(found):
        end, key, printed = found[start]
        if start >= reached:
            mood: Mood = "operative" if regex.match(r"(?i)\p{L}+s(?!\p{L})", printed) and key not in _ADJECTIVES else "preambular"
            verbs.append(Verb(base=key.lower().replace("_", " "), key=key.lower(), mood=mood))
            reached = end
    return tuple(verbs), verbs[0].mood if verbs else "preambular"


_ADJECTIVES = {"CONSCIOUS", "DESIROUS", "ANXIOUS", "WHEREAS"}


def read(text: str, language: str = "en", start: int = 0) -> Opening | None:
    """The lead phrase that stands at character `start` of `text`, or None."""
    match = _pattern(language).match(text, start)
    if match is None:
        return None
    phrase = match[0].rstrip(" ,\xa0")
    clean = _JOINED.sub(" ", phrase)
    verbs, mood = _reading(clean, language)
    return Opening(clean, start + len(phrase), verbs, mood)


def of_phrase(phrase: str, language: str = "en") -> tuple[Verb, ...]:
    """The verbs of a lead phrase whose extent is known, from italics or from markup."""
    return _reading(_JOINED.sub(" ", phrase), language)[0]


@lru_cache(maxsize=2048)
def _nearest(head: str, language: str) -> str | None:
    """`head` with one letter of its first word changed, left out or put in, or one space within it taken out, so that it
    opens with a known phrase; the longest phrase wins. None where nothing fits, or the word is too short to tell."""
    word = _FIRST_WORD.match(head)
    if word is None:
        return None
    end = word.end()
    found: tuple[int, str] | None = None
    joined = head[:end] + head[end + 1 :]
    if head[end : end + 1] == " " and _pattern(language).match(joined):
        return joined
    if end < _SHORTEST_MISREAD:
        return None
    variants: list[str] = []
    for at in range(1, end):
        rest = head[at + 1 :]
        variants.append(head[:at] + rest)
        variants += [head[:at] + letter + rest for letter in _LETTERS if letter != head[at]]
        variants += [head[:at] + letter + head[at:] for letter in _LETTERS]
    variants += [letter.upper() + head[1:] for letter in _LETTERS]
    for variant in variants:
        match = _pattern(language).match(variant)
        if match is not None and match.end() >= end - 1 and (found is None or match.end() > found[0]):
            found = (match.end(), variant)
    return found[1] if found else None


_FIRST_WORD = regex.compile(r"\p{Lu}[\p{L}/1|]*")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST_MISREAD = 5  # letters: "Notes" and "Votes" differ by one, so a shorter word tells too little
_HEAD = 60  # characters that a lead phrase is looked for in


def read_misprinted(text: str, language: str = "en") -> tuple[Opening, str] | None:
    """A lead phrase whose first word is one letter off, as recognition of scanned pages makes it ("Recallinx"), with what
    it was read as ("Recalling"); its `phrase` is as printed. None where `text` opens with none.

    Meant for clauses alone: elsewhere a word that resembles a verb is a word.
    """
    if language != "en":
        return None
    head = text[:_HEAD]
    mended = _nearest(head, language)
    if mended is None:
        return None
    opening = read(mended, language)
    if opening is None:
        return None
    end = opening.end + len(head) - len(mended)
    printed = _JOINED.sub(" ", text[:end]).rstrip(" ,\xa0")
    return Opening(printed, end, opening.verbs, opening.mood), opening.phrase

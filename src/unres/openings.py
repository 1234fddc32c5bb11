"""Lead phrases: the words at the start of a clause that say what it does.

`read` gives the phrase at a place of a text with its verbs, from the grammar of the language (`openings_*.lark`); where
the form knows italics they decide how far the phrase goes, and the grammar only names its verbs. Both are pure functions
of text. A phrase is read once: clauses open with a few hundred different ones, so verbs are kept by phrase.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal, NamedTuple

import regex
from . import grammar
from .models import Verb

Mood = Literal["preambular", "operative"]

_JOINED = regex.compile(r"(?<=\S)\s{2,}|\s*\n\s*|[\t\xa0]")


class Opening(NamedTuple):
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
def _reading(phrase: str, language: str) -> tuple[tuple[Verb, ...], Mood, str]:
    """The verbs of a phrase in order, the longer where two patterns start at one place; its mood; it with single spaces."""
    phrase = _JOINED.sub(" ", phrase)
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
    return tuple(verbs), verbs[0].mood if verbs else "preambular", phrase


_ADJECTIVES = {"CONSCIOUS", "DESIROUS", "ANXIOUS", "WHEREAS"}


def read(text: str, language: str = "en", start: int = 0) -> Opening | None:
    """The lead phrase that stands at character `start` of `text`, or None."""
    match = _pattern(language).match(text, start)
    if match is None:
        return None
    phrase = match[0].rstrip(" ,\xa0")
    verbs, mood, clean = _reading(phrase, language)
    return Opening(clean, start + len(phrase), verbs, mood)


def of_phrase(phrase: str, language: str = "en") -> tuple[Verb, ...]:
    """The verbs of a lead phrase whose extent is known, from italics or from markup."""
    return _reading(phrase, language)[0]

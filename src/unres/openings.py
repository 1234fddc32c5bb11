"""Lead phrases: the words at the start of a clause that say what it does.

`read` gives the phrase at a place of a text with its verbs, from the grammar of the language (`openings_*.lark`); where
the form knows italics they decide how far the phrase goes, and the grammar only names its verbs. Both are pure
functions of text. A phrase is read once: clauses open with a few hundred different ones, so verbs are kept by phrase.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

import regex

from . import grammar, grammar_files
from .models import Verb
from .wording import wording

Mood = Literal["preambular", "operative"]

_VARIANT = re.compile(r"_\d\Z")  # WELCOME_2 is another verb for the act `welcome`
_LONGEST = 120  # characters; no lead phrase is longer
_JOINED = re.compile(r"(?<=\S)\s{2,}|\s*\n\s*|[\t\xa0]")


class Opening(NamedTuple):
    """A lead phrase. `end` counts characters of the text that was read; `phrase` has single spaces."""

    phrase: str
    end: int
    verbs: tuple[Verb, ...]
    mood: Mood | None
    """None where the form does not tell, as in Chinese: then the place does."""


@cache
def _bounds(language: str) -> tuple[str, str]:
    """What a word begins and ends with: no letter before or behind, but for a script that does not part its words."""
    unspaced = wording(language).terminals.get("UNSPACED")
    return (rf"(?:(?={unspaced})|(?<!\w))", rf"(?:(?<={unspaced})|(?!\w))") if unspaced else (r"(?<!\w)", r"(?!\w)")


@cache
def _pattern(language: str) -> re.Pattern[str]:
    _, end = _bounds(language)
    return grammar.compiled(rf"(?:{grammar.terminals(f'openings_{language}', language)['OPENING']}){end}")


@cache
def _verbs(language: str) -> re.Pattern[str]:
    """The verbs, each a group of its own."""
    start, end = _bounds(language)
    verbs = "|".join(f"(?P<{verb.name}>{verb.expression})" for verb in grammar.verbs(language))
    return grammar.compiled(rf"{start}(?:{verbs}){end}")


@cache
def _finite(language: str) -> re.Pattern[str] | None:
    """What the forms look like that open operative clauses; None for a language whose verbs do not change."""
    found = grammar.terminals(f"openings_{language}", language).get("FINITE")
    return grammar.compiled(found) if found else None


@lru_cache(maxsize=8192)
def _reading(phrase: str, language: str, acting: Mood) -> tuple[tuple[Verb, ...], Mood | None, str]:
    """The verbs of a phrase in order, the longer where two start at one place; its mood; itself.

    The phrase comes back with single spaces. `acting` is the mood of verbs whose form does not tell.
    """
    phrase = _JOINED.sub(" ", phrase)
    verbs: list[Verb] = []
    finite, bases = _finite(language), grammar_files.bases(language)
    for match in _verbs(language).finditer(phrase):
        key = match.lastgroup or ""
        mood: Mood | None = None if finite is None else "operative" if finite.match(match[0]) else "preambular"
        name = _VARIANT.sub("", key)
        verbs.append(Verb(base=bases.get(key) or name.lower().replace("_", " "), key=name.lower(), mood=mood or acting))
    return tuple(verbs), verbs[0].mood if verbs and finite is not None else None, phrase


@lru_cache(maxsize=4096)
def _extent(head: str, language: str) -> int:
    """How many characters the lead phrase takes that `head` begins with, 0 for none. Many clauses begin alike, and the
    clauses of a preamble are asked about twice: when lines are settled, and when models are built."""
    match = _pattern(language).match(head)
    return len(match[0].rstrip(" ,\xa0")) if match is not None else 0


def read(text: str, language: str = "en", start: int = 0, acting: Mood = "preambular") -> Opening | None:
    """The lead phrase that stands at character `start` of `text`, or None."""
    words = wording(language)
    head, end_of = text[start : start + _LONGEST], None
    if words.dropped is not None and words.dropped.search(head) is not None:
        folded = words.fold(head)
        end_of, head = folded.source, folded.text
    length = _extent(head, language)
    if not length:
        return None
    phrase = head[:length]
    verbs, mood, clean = _reading(phrase, language, acting)
    if end_of is not None:
        end = start + end_of(len(phrase))
        trailing = words.dropped.match(text, end) if words.dropped is not None else None
        end = trailing.end() if trailing is not None else end
        return Opening(_JOINED.sub(" ", text[start:end]), end, verbs, mood)
    return Opening(clean, start + len(phrase), verbs, mood)


def of_phrase(phrase: str, language: str = "en", acting: Mood = "preambular") -> tuple[Verb, ...]:
    """The verbs of a lead phrase whose extent is known, from italics or from markup."""
    return _reading(wording(language).plain(phrase), language, acting)[0]


@lru_cache(maxsize=2048)
def _nearest(head: str, language: str) -> str | None:
    """`head` with one letter of its first word changed, left out or put in, or one space within it taken out, so that
    it opens with a known phrase; the longest phrase wins. None where nothing fits, or the word is too short to tell."""
    word = _FIRST_WORD.match(head)
    if word is None or wording(language).pattern("CONTINUES").match(head):
        return None
    end = word.end()
    found: tuple[int, str] | None = None
    joined = head[:end] + head[end + 1 :]
    if head[end : end + 1] == " " and _pattern(language).match(joined):
        return joined
    if end < _SHORTEST_MISREAD:
        return None
    letters = _letters(language)
    variants: list[str] = []
    for at in range(1, end):
        rest = head[at + 1 :]
        variants.append(head[:at] + rest)
        variants += [head[:at] + letter + rest for letter in letters if letter != head[at]]
        variants += [head[:at] + letter + head[at:] for letter in letters]
    capital = head[0].isupper()
    variants += [(letter.upper() if capital else letter) + head[1:] for letter in letters]
    for variant in variants:
        match = _pattern(language).match(variant)
        if match is not None and match.end() >= end - 1 and (found is None or match.end() > found[0]):
            found = (match.end(), variant)
    return found[1] if found else None


@cache
def _letters(language: str) -> str:
    """The small letters that the language's lead phrases are written with."""
    patterns = grammar.terminals(f"openings_{language}", language).values()
    return "".join(sorted({sign.lower() for pattern in patterns for sign in pattern if sign.isalpha()}))


_FIRST_WORD = regex.compile(r"\p{L}[\p{L}/1|]*")
_SHORTEST_MISREAD = 5  # letters: "Notes" and "Votes" differ by one, so a shorter word tells too little
_HEAD = 60  # characters that a lead phrase is looked for in


def read_misprinted(text: str, language: str = "en") -> tuple[Opening, str] | None:
    """A lead phrase whose first word is one letter off, as recognition of scanned pages makes it ("Recallinx"), with
    what it was read as ("Recalling"); its `phrase` is as printed. None where `text` opens with none.

    Meant for clauses alone: elsewhere a word that resembles a verb is a word. Where the first word has fewer than five
    letters, as most Chinese and many Arabic ones have, one letter tells too little.
    """
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

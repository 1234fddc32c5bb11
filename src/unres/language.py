"""Tells which language a document is in, of those that there are grammars for, from the document itself.

The first line of the frame that is found decides: an adoption line or an enacting formula ("L’Assemblée générale,")
stands in the document's own language even where the masthead is English, as Russian, Chinese and Arabic ones partly
are. A text without frame (an excerpt, an old volume's page) is judged by its script and, among Latin scripts, by
its commonest words. `common_words` and `strange` tell the languages of the two columns that the first volumes print
side by side. The patterns are three terminals of each language's grammar file: FRAME, COMMON_WORDS and NEVER_WORDS.
"""

from __future__ import annotations

import re
from functools import cache

from . import grammar
from .grammar_files import languages
from .models import Language

_SAMPLE = 6_000  # characters that are judged where there is no frame
_FEW = 5  # common words that a name in another language may bring
_SHORT = 300  # characters that are searched for what a language never has
_OTHERWISE = "en"  # where nothing tells


@cache
def _frame() -> re.Pattern[str]:
    """Every language's frame lines, each in a group of that language's code."""
    frames = "|".join(f"(?P<{one}>{grammar.terminals(one, one)['FRAME']})" for one in languages())
    return grammar.compiled(rf"(?m)^[ \t\xa0]*+(?:\[[A-Za-z]{{1,8}}\d{{1,3}}\][ \t\xa0]*+)?(?:{frames})")


@cache
def _words() -> dict[Language, re.Pattern[str]]:
    return {one: grammar.compiled(grammar.terminals(one, one)["COMMON_WORDS"]) for one in languages()}


_LEAST = 200  # letters that tell whether a text is in a language at all
_SHARE = 0.02  # of the letters: the commonest words of a language make up at least 0.03, of another 0.01
_LETTERS = re.compile(r"[^\W\d_]")


def is_official(text: str) -> bool:
    """Whether the words of an official language are common in a text; True of one too short to tell."""
    sample = text[:_SAMPLE]
    letters = len(_LETTERS.findall(sample))
    return letters < _LEAST or any(
        sum(map(len, pattern.findall(sample))) >= _SHARE * letters for pattern in _words().values()
    )


@cache
def _never(language: str) -> re.Pattern[str]:
    return grammar.compiled(grammar.terminals(language, language)["NEVER_WORDS"])


def common_words(text: str) -> dict[str, int]:
    """How many of its words are among each language's commonest; of a script of its own, every word."""
    return {language: len(pattern.findall(text)) for language, pattern in _words().items()}


def strange(language: str, text: str) -> bool:
    """Whether the text has letters or words that stand in no text of that language."""
    return _never(language).search(text) is not None


def recognise(text: str) -> Language:
    """The language of a resolution's text; English where nothing tells, or two languages are as common in it."""
    frame = _frame().search(text)
    if frame is not None and frame.lastgroup is not None:
        return frame.lastgroup
    counts = common_words(text[:_SAMPLE])
    if max(counts.values()) < _FEW:  # a title, a clause: letters and endings tell more than so few words
        counts = {language: count - _FEW * strange(language, text[:_SHORT]) for language, count in counts.items()}
    return max(counts, key=lambda language: (counts[language], language == _OTHERWISE))

"""Tells which of the six official languages a document is in, from the document itself.

The first line of the frame that is found decides: an adoption line or an enacting formula ("L’Assemblée générale,")
stands in the document's own language even where the masthead is English, as Russian, Chinese and Arabic ones partly
are. A text without frame (an excerpt, an old volume's page) is judged by its script and, among Latin scripts, by
its commonest words. `common_words` and `strange` tell the languages of the two columns that the first volumes print
side by side. The patterns are the terminals of recognition.lark, three for each language.
"""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from . import grammar
from .models import Language

_SAMPLE = 6_000  # characters that are judged where there is no frame


@cache
def _frame() -> re.Pattern[str]:
    """Every language's frame lines, each in a group of that language's code."""
    found = grammar.terminals("recognition")
    frames = "|".join(f"(?P<{name}>{pattern})" for name, pattern in found.items() if "_" not in name)
    return grammar.compiled(rf"(?m)^[ \t\xa0]*+(?:\[[A-Za-z]{{1,8}}\d{{1,3}}\][ \t\xa0]*+)?(?:{frames})")


@cache
def _words() -> dict[Language, re.Pattern[str]]:
    found = grammar.terminals("recognition")
    counted = {name: pattern for name, pattern in found.items() if name.endswith(_COUNTED)}
    return {_code(name.removesuffix(_COUNTED)): grammar.compiled(pattern) for name, pattern in counted.items()}


_COUNTED, _NEVER = "_WORDS", "_NEVER"


def _code(name: str) -> Language:
    """The code of a language that a terminal is named after."""
    return cast(Language, name.lower())


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
def _strange() -> dict[str, re.Pattern[str]]:
    found = grammar.terminals("recognition")
    return {_code(name): grammar.compiled(found[f"{name}{_NEVER}"]) for name in found if "_" not in name}


def common_words(text: str) -> dict[str, int]:
    """How many of its words are among each language's commonest; of a script of its own, every word."""
    return {language: len(pattern.findall(text)) for language, pattern in _words().items()}


def strange(language: str, text: str) -> bool:
    """Whether the text has letters or words that stand in no text of that language."""
    return _strange()[language].search(text) is not None


def recognise(text: str) -> Language:
    """The language of a resolution's text; English where nothing tells."""
    frame = _frame().search(text)
    if frame is not None and frame.lastgroup is not None:
        return _code(frame.lastgroup)
    counts = common_words(text[:_SAMPLE])
    return max(_words(), key=lambda language: counts[language])

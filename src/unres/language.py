"""Tells which of the six official languages a document is in, from the document itself.

The first line of the frame that is found decides: an adoption line or an enacting formula ("L’Assemblée générale,")
stands in the document's own language even where the masthead is English, as Russian, Chinese and Arabic ones partly
are. A text without frame (an excerpt, an old volume's page) is judged by its script and, among Latin scripts, by
its commonest words. The patterns are the terminals of recognition.lark, one pair for each language.
"""

from __future__ import annotations

import re
from functools import cache

from . import grammar
from .models import Language

_NAMES: dict[str, Language] = {
    "ENGLISH": "en", "FRENCH": "fr", "SPANISH": "es", "RUSSIAN": "ru", "CHINESE": "zh", "ARABIC": "ar",
}  # fmt: skip
_SAMPLE = 6_000  # characters that are judged where there is no frame


@cache
def _frame() -> re.Pattern[str]:
    """Every language's frame lines, each in a group of that language's name."""
    found = grammar.terminals("recognition")
    frames = "|".join(f"(?P<{name}>{found[name]})" for name in _NAMES)
    return grammar.compiled(rf"(?m)^[ \t\xa0]*+(?:\[[A-Za-z]{{1,8}}\d{{1,3}}\][ \t\xa0]*+)?(?:{frames})")


@cache
def _words() -> dict[Language, re.Pattern[str]]:
    found = grammar.terminals("recognition")
    return {language: grammar.compiled(found[f"{name}_WORDS"]) for name, language in _NAMES.items()}


def recognise(text: str) -> Language:
    """The language of a resolution's text; English where nothing tells."""
    frame = _frame().search(text)
    if frame is not None:
        return _NAMES[frame.lastgroup or "ENGLISH"]
    sample = text[:_SAMPLE]
    counts = {language: len(pattern.findall(sample)) for language, pattern in _words().items()}
    return max(counts, key=lambda language: counts[language])

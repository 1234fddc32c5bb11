"""The words of a masthead and of the closing lines in each language, for every exporter that prints them.

The words are the terminals PRINTED_* of each language's grammar file. A model keeps some fields as values alone (a
date of issue, the agenda items); these functions say them in words again. Russian, Chinese and Arabic mastheads print
their date of issue in English (FORMAT.md 11).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from .. import grammar
from ..grammar_files import printed
from ..models import AgendaItem, Closing, Language, Part, Resolution
from ..wording import wording

_VOTERS = ("VOTERS_FAVOUR", "VOTERS_AGAINST", "VOTERS_ABSTAINING")


def date_in_words(date: datetime.date, language: Language) -> str:
    """The date as a masthead prints it: French and Spanish in their own words, the other languages in English."""
    words = printed(language)
    day = words["FIRST_DAY"] if date.day == 1 else date.day
    return words["DATE"].format(day=day, month=words["MONTHS"].split()[date.month - 1], year=date.year)


@cache
def _closing_date(language: Language) -> re.Pattern[str]:
    """A date that ends the closing lines."""
    return grammar.compiled(rf"(?:{grammar.terminals(language, language)['CLOSING_DATE']})\.?\Z")


def closing_lines(closing: Closing, language: Language) -> tuple[str, str]:
    """The closing as two lines, meeting and date; "" for a date that is not at its end."""
    date = _closing_date(language).search(closing.text)
    return (closing.text[: date.start()].rstrip(), date[0]) if date else (closing.text, "")


def adopted_above(part: Part) -> str:
    """What newer volumes print above the title, meeting, date and vote in one sentence; "" for all others."""
    closing, vote = part.closing, part.vote
    if closing is None or closing.start == closing.end or not part.blocks or closing.start > part.blocks[0].start:
        return ""
    return f"{closing.text}, {vote.text}" if vote and vote.text else closing.text


def vote_lines(printed: str, language: Language) -> list[str]:
    """The record of a vote in lines: how the text was adopted, and below it each list of States."""
    words = wording(language)
    starts = [found.start() for name in _VOTERS for found in words.pattern(name).finditer(printed)]
    cuts = [0, *sorted(starts), len(printed)]
    return [line for start, end in pairwise(cuts) if (line := printed[start:end].strip())]


def agenda_line(resolution: Resolution) -> str:
    """The agenda line as printed, or made from the items in the document's language; "" where there is none."""
    if not resolution.agenda_items:
        return ""
    begins = printed(resolution.language)["AGENDA_ITEM"][:4]
    for field in resolution.fields:
        if field.name == "agenda" and field.text[:4] == begins:  # else cells of the masthead are run together
            return field.text
    return agenda_in_words(resolution.agenda_items, resolution.language)


def agenda_in_words(items: Sequence[AgendaItem], language: Language) -> str:
    """ "Agenda items 13 and 117 (a)", of one item at least."""
    words = printed(language)
    names = [words["SUB_ITEM"].format(item.number, item.sub) if item.sub else str(item.number) for item in items]
    listed = words["AND"].join(filter(None, (", ".join(names[:-1]), names[-1])))
    return words["AGENDA_ITEMS" if len(names) > 1 else "AGENDA_ITEM"].format(listed)


def distribution_line(resolution: Resolution) -> str:
    """ "Distr.: General" as the language's masthead has it; "" where there is none."""
    if not resolution.distribution:
        return ""
    return printed(resolution.language)["DISTRIBUTION"].format(resolution.distribution)


def job_letter(language: Language) -> str:
    """The letter that ends a job number: "F" for French."""
    return printed(language)["JOB_LETTER"]

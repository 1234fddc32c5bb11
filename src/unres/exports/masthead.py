"""The words of a masthead and of the closing lines in the six languages, for every exporter that prints them.

A model keeps some fields as values alone (a date of issue, the agenda items); these functions say them in words again.
Russian, Chinese and Arabic mastheads print their date of issue in English (FORMAT.md 11).
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from ..models import AgendaItem, Closing, Language, Resolution

JOB_LETTERS: dict[Language, str] = {"en": "E", "fr": "F", "es": "S", "ru": "R", "zh": "C", "ar": "A"}
_MONTHS: dict[str, tuple[str, ...]] = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    "es": (
        "enero", "febrero", "marzo", "abril", "mayo", "junio",
        "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre",
    ),
}  # fmt: skip
_AGENDA: dict[Language, tuple[str, str, str, str]] = {  # one item, several, between the last two, a sub-item
    "en": ("Agenda item {}", "Agenda items {}", " and ", "{} ({})"),
    "fr": ("Point {} de l’ordre du jour", "Points {} de l’ordre du jour", " et ", "{} {})"),
    "es": ("Tema {} del programa", "Temas {} del programa", " y ", "{} {})"),
    "ru": ("Пункт {} повестки дня", "Пункты {} повестки дня", " и ", "{} {})"),
    "zh": ("议程项目{}", "议程项目{}", "和", "{}({})"),
    "ar": ("البند {} من جدول الأعمال", "البنود {} من جدول الأعمال", " و ", "{} ({})"),
}
# A date that ends the closing lines, as the six languages print it.
_CLOSING_DATE = re.compile(
    r"(?:(?:le |el |от )?(?<!\d)\d{1,2}(?:er|º)?\s+(?:de\s+)?[^\W\d]+(?:\s[^\W\d]+)?(?:/[^\W\d]+)?,?\s+"
    r"(?:del?\s+)?\d{4}(?:\s+года?)?"
    r"|[A-Z][a-z]+ \d{1,2}, \d{4}|\d{4}年\d{1,2}月\d{1,2}日)\.?$"
)


def date_in_words(date: datetime.date, language: Language) -> str:
    """The date as a masthead prints it: French and Spanish in their own words, the other languages in English."""
    month = _MONTHS.get(language, _MONTHS["en"])[date.month - 1]
    if language == "es":
        return f"{date.day} de {month} de {date.year}"
    return f"{'1er' if language == 'fr' and date.day == 1 else date.day} {month} {date.year}"


def closing_lines(closing: Closing) -> tuple[str, str]:
    """The closing as two lines, meeting and date; "" for a date that is not at its end."""
    date = _CLOSING_DATE.search(closing.text)
    return (closing.text[: date.start()].rstrip(), date[0]) if date else (closing.text, "")


def agenda_line(resolution: Resolution) -> str:
    """The agenda line as printed, or made from the items in the document's language; "" where there is none."""
    if not resolution.agenda_items:
        return ""
    begins = _AGENDA[resolution.language][0][:4]
    for field in resolution.fields:
        if field.name == "agenda" and field.text[:4] == begins:  # else cells of the masthead are run together
            return field.text
    return agenda_in_words(resolution.agenda_items, resolution.language)


def agenda_in_words(items: Sequence[AgendaItem], language: Language) -> str:
    """ "Agenda items 13 and 117 (a)", of one item at least."""
    one, several, joined, sub = _AGENDA[language]
    names = [sub.format(item.number, item.sub) if item.sub else str(item.number) for item in items]
    listed = joined.join(filter(None, (", ".join(names[:-1]), names[-1])))
    return (several if len(names) > 1 else one).format(listed)


def distribution_line(resolution: Resolution) -> str:
    """ "Distr.: General" as the language's masthead has it; "" where there is none."""
    if not resolution.distribution:
        return ""
    return ("Distr. " if resolution.language in ("fr", "es") else "Distr.: ") + resolution.distribution

"""What is odd about a document: stable codes, their severities, and the `Diagnostic` model.

A diagnostic never changes the document. It points at the text (characters of `Resolution.source_text`, end excluded)
and says what a careful reader would query. The table `CODES` is the whole vocabulary.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict

Severity = Literal["error", "warning", "info"]

CODES: dict[str, tuple[Severity, str]] = {
    "no-resolution": ("error", "the text holds no enacting formula and no title line of a resolution"),
    "language-unknown": ("warning", "the text is in none of the six official languages"),
    "no-symbol": ("warning", "no document symbol was found"),
    "no-title": ("warning", "no title line was found"),
    "no-formula": ("warning", "a part has no enacting formula"),
    "no-closing": ("warning", "a part lacks its closing lines (plenary meeting and date)"),
    "symbol-disagrees": ("warning", "two places state different symbols"),
    "date-disagrees": ("warning", "the adoption line and the closing give different dates"),
    "number-missing": ("warning", "a number of the sequence is not there"),
    "number-repeated": ("warning", "a number stands twice"),
    "label-out-of-order": ("warning", "a sub-paragraph's label does not follow the one before it"),
    "mark-without-note": ("warning", "a footnote mark has no footnote"),
    "note-without-mark": ("warning", "a footnote's mark was not found in the text"),
    "note-number-repeated": ("warning", "two footnotes bear one number"),
    "mark-uncertain": ("info", "a footnote mark stands where digits may belong to the text"),
    "unknown-opening": ("info", "the clause opens with no known lead phrase"),
    "opening-misspelled": ("info", "the lead phrase is one letter away from a known one"),
    "label-misread": ("info", "a number was misread, as I. or l. for 1. and S. for 5."),
    "closing-misread": ("info", "figures or letters of the closing lines were misread, as JO December for 10 December"),
    "symbol-misread": ("info", "the title's symbol was misread, as (1) for (I)"),
    "several-resolutions": ("info", "the text prints more than one resolution; this is one of them"),
    "incomplete": ("warning", "the text prints only a piece of the resolution"),
    "notes-renumbered": ("info", "notes that are numbered anew on each page were given numbers of one sequence"),
    "columns-untangled": ("info", "two columns that the text runs together were read one after the other"),
    "columns-mixed": ("warning", "the lines of two columns stand among each other, and were left so"),
    "vote-disagrees": ("warning", "the count of a vote differs from the States that are listed"),
    "unresolved-reference": ("info", "a citation names something that is not in this document"),
    "unclosed-bracket": ("info", "the bracketed basis has no closing bracket"),
    "not-understood": ("warning", "text that belongs to no known element of a resolution"),
    "characters-replaced": ("warning", "bytes or characters that are no text were replaced"),
}
"""Code → (severity, what it means). Codes are never renamed; new ones may be added in a minor version."""


class Diagnostic(BaseModel):
    """One oddity, with the place it was seen at."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, defer_build=True)

    code: str
    """A key of `CODES`."""
    severity: Severity
    """`error` for what makes the parse unfit for use, `warning` for what a person should look at, `info` otherwise."""
    message: str
    """What was seen, in words, with the values concerned."""
    start: int
    """First character concerned, counted from 0 in `source_text`."""
    end: int
    """The character after the last one concerned; equal to `start` where something is absent."""


def diagnostic(code: str, start: int, end: int, message: str | None = None) -> Diagnostic:
    """The diagnostic `code` at a span, its severity (and, by default, its words) taken from `CODES`.

    Raises:
        KeyError: `code` is not in the vocabulary.
    """
    severity, meaning = CODES[code]
    return Diagnostic(code=code, severity=severity, message=message or meaning, start=start, end=end)

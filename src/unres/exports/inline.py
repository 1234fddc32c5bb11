"""What stands inside a paragraph, in reading order, for every exporter that prints one.

A block keeps its text free of note marks and says beside it where marks, citations and the lead phrase stand. `pieces`
cuts the text at those places and hands out words and marks in turn: joined, the words are the text again, unchanged.

Note marks have offsets into the text; citations have spans in `Resolution.source_text`, so `place` finds each in the
block's own text by what it prints. Where two citations overlap, the first is kept as a link and the other is not
marked: a page cannot nest links. Cost is linear in the text and in what is marked on it.

Numbers and letters are printed as the document prints them where its text is at hand (`printed_label`), and else as
the UN does in that language: `12.` `(a)` in English and Chinese, `a)` in French, Spanish and Russian, `12 -` in Arabic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from .. import grammar_files
from ..models import Annex, Heading, NoteMark, Part, Reference, Resolution


@dataclass(frozen=True, slots=True)
class Words:
    """A stretch of text of one sort: in the lead phrase or not, in a citation or not."""

    text: str
    opening: bool = False
    reference: Reference | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """One printed note mark: "3", or "1-21", which stands for several footnotes."""

    printed: str
    marks: tuple[NoteMark, ...]


def printed_marks(marks: Sequence[NoteMark]) -> list[tuple[int, Mark]]:
    """Marks with their offsets, in order, those of one printed range joined into one.

    A range's marks share what is printed; where one is its footnote's first mark, they share at least their place.
    """
    found: list[tuple[int, Mark]] = []
    for mark in sorted(marks, key=lambda mark: mark.offset):
        if found and found[-1][0] == mark.offset:
            before = found[-1][1]
            last = before.marks[-1]
            one_place = (last.start, last.end) == (mark.start, mark.end) and mark.start < mark.end
            if (mark.printed and mark.printed == last.printed) or (one_place and (mark.printed or last.printed)):
                printed = mark.printed or before.printed
                found[-1] = (mark.offset, Mark(printed, (*before.marks, mark)))
                continue
        found.append((mark.offset, Mark(mark.printed or str(mark.number), (mark,))))
    return found


def place(text: str, references: Sequence[Reference]) -> list[tuple[int, int, Reference]]:
    """Where each citation stands in the text, in order and without overlap; what is not found is left out."""
    found: list[tuple[int, int, Reference]] = []
    end = source_end = 0
    for reference in sorted(references, key=lambda reference: reference.start):
        if (found and reference.start < source_end) or not reference.text:
            continue
        # The text between two citations is never longer than the source between them: a bound for the search.
        limit = end + (reference.end - source_end) + len(reference.text) if found and source_end else len(text)
        start, printed = text.find(reference.text, end, limit), reference.text
        if start < 0:
            printed = " ".join(reference.text.split())
            start = text.find(printed, end, limit)
        if start >= 0:
            end, source_end = start + len(printed), reference.end
            found.append((start, end, reference))
    return found


def pieces(
    text: str, marks: Sequence[NoteMark] = (), references: Sequence[Reference] = (), opening: str | None = None
) -> Iterator[Words | Mark]:
    """The text in reading order as words and marks; marks of one place follow each other."""
    lead = len(opening) if opening and text.startswith(opening) else 0
    lead_start = 0
    if opening and not lead and (at := text.find(opening, 0, len(opening) + 8)) > 0:  # behind a quotation mark
        lead_start, lead = at, at + len(opening)
    placed, noted = place(text, references), printed_marks(marks)
    cuts = {0, lead_start, lead, len(text)}
    cuts.update(edge for start, end, _ in placed for edge in (start, end))
    cuts.update(min(max(offset, 0), len(text)) for offset, _ in noted)
    order = sorted(cuts)
    next_mark = next_place = 0
    for index, at in enumerate(order):
        while next_mark < len(noted) and noted[next_mark][0] <= at:
            yield noted[next_mark][1]
            next_mark += 1
        if index + 1 == len(order):
            break
        while next_place < len(placed) and placed[next_place][1] <= at:
            next_place += 1
        inside = next_place < len(placed) and placed[next_place][0] <= at
        yield Words(text[at : order[index + 1]], lead_start <= at < lead, placed[next_place][2] if inside else None)
    for _, mark in noted[next_mark:]:
        yield mark


def block_pieces(block: Any) -> Iterator[Words | Mark]:
    """`pieces` of a block, or of a table cell."""
    references, opening = getattr(block, "references", ()), getattr(block, "opening", None)
    return pieces(block.text, getattr(block, "note_marks", ()), references, opening)


def shared_number(part: Part) -> str:
    """The number of the document that a lettered part belongs to: "76/84" of "76/84 A", "902 (II)" of "902 A (II)"."""
    letter = re.escape(part.letter or "")
    return re.sub(rf"\s*\b{letter}(?=\s*\(|$)", "", part.number or "") if letter else part.number or ""


def annex_head(annex: Annex) -> tuple[Heading | None, tuple[Any, ...]]:
    """The heading that is the annex's own first line ("Annex II"), where its blocks begin with it, and the rest."""
    first = annex.blocks[0] if annex.blocks else None
    if isinstance(first, Heading) and (first.text == annex.label or first.start == annex.start < first.end):
        return first, annex.blocks[1:]
    return None, annex.blocks


LABEL_STOPS = "()[].,:;-–—－、．。（）’‘'\"“”« \u00a0\u200e\u200f"


def printed_label(block: Any, resolution: Resolution) -> str:
    """The block's label with its punctuation, "" where it has none or where its text states it (a heading's may).

    Read from the document's own text where the block's span begins with it; else as the UN prints labels in the
    document's language (FORMAT.md sections 5.2 and 11).
    """
    label: str | None = getattr(block, "label", None)
    if not label or (isinstance(block, Heading) and re.search(rf"(?<!\w){re.escape(label)}(?!\w)", block.text)):
        return ""
    printed = resolution.source_text[block.start : min(block.end, block.start + len(label) + 12)].lstrip()
    at = printed.find(label)
    if at >= 0 and not printed[:at].strip(LABEL_STOPS):
        end = at + len(label)
        while end < len(printed) and printed[end] in LABEL_STOPS and not printed[end].isspace():
            end += 1
        if printed[end : end + 2] in (" -", " –", "\u00a0-", "\u00a0–"):  # Arabic: "1 -"
            end += 2
        if end < len(printed) and printed[end].isspace():
            return printed[:end]
    if isinstance(block, Heading):
        return label
    if not label[0].isalnum():
        return label
    letter = block.kind == "subparagraph" or not label[0].isdigit()
    return grammar_files.printed(resolution.language)["LETTER" if letter else "NUMBER"].format(label)


_HOOKED = re.compile(r"\s?(?:\d{1,4}/|\[\d{1,4}\]|\^\d{1,4})")


def printed_number(source: str, start: int, end: int) -> str:
    """A note's number as the source prints it there, where that is " 1/", "[1]" or "^1"; "" for bare digits."""
    found = _HOOKED.match(source, start, end)
    return found[0] if found else ""


def marked(block: Any, source: str = "") -> str:
    """The block's text with its marks as the bare digits of a plain extraction; marks of one place get a comma.

    Where `source`, the document's own text, prints them with a stroke or in brackets, so they are here.
    """
    out: list[str] = []
    after_mark = False
    for piece in pieces(block.text, getattr(block, "note_marks", ())):
        if isinstance(piece, Words):
            out.append(piece.text)
        else:
            first = piece.marks[0]
            printed = printed_number(source, first.start, first.end) or piece.printed
            parted = not after_mark or printed[:1] == "," or out[-1][-1:] == ","
            out.append(printed if parted else f",{printed}")
        after_mark = isinstance(piece, Mark)
    return "".join(out)

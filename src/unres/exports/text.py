"""A resolution as plain text, as an extraction of the Official Document System's Word file prints it (FORMAT.md 10.1).

The text is made from the models, not cut from the source: a resolution read from a PDF, from Word or from Akoma Ntoso
prints in the same dialect as one read from text, and `parse(to_text(parse(text)))` is the same model but for spans.
The order is the dialect's own: anchor, adoption line, basis, title, the parts with their closing lines and annexes,
footnotes, the comment block, the masthead with its cells run together, running heads.

Note marks are bare digits at their offsets, repeats too (of an older text "1/", as it prints them); a repeated range
prints as printed ("1-21"), and marks of one place are parted by a comma. Dates of issue, the one field kept only as a
date, are written out in words again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from types import SimpleNamespace
from typing import Any

from ..models import Part, Resolution
from .inline import annex_head, marked, printed_label, printed_number, shared_number
from .masthead import adopted_above, agenda_line, closing_lines, date_in_words, distribution_line, job_letter

_PAGE_BREAK = "<!-- Page -->"
_COMMENT_JOB = re.compile(r"^[A-Z]{1,2}\d{7,}[A-Z]?$")


def _blocks(blocks: Iterable[Any], resolution: Resolution) -> Iterator[str]:
    before = None
    for block in blocks:
        if block.kind == "heading" and before is not None and _runs_on(before):
            yield ""  # or the heading would read as the rest of the sentence
        before = block
        if block.kind == "table":
            yield from (marked(cell, resolution.source_text) for row in block.rows for cell in row)
            continue
        if block.kind == "unparsed":
            yield block.text
            continue
        label, text = printed_label(block, resolution), marked(block, resolution.source_text)
        if block.kind == "heading":
            yield f"{label} {text}" if label and text else label or text
        else:
            yield f"\t{label}\t{text}" if label else f"\t{text}"
        yield from _blocks(getattr(block, "children", ()), resolution)


def _runs_on(block: Any) -> bool:
    """Whether what stands last in a clause ends without a sign."""
    while getattr(block, "children", ()):
        block = block.children[-1]
    return block.kind not in ("heading", "table", "formula") and block.text[-1:].isalnum()


def _title(number: str | None, title: str | None, marks: Any, source: str) -> str:
    words = marked(SimpleNamespace(text=title or "", note_marks=marks), source)
    return f"{number}.\t{words}" if number else words


def _part(part: Part, resolution: Resolution) -> Iterator[str]:
    if part.letter:
        yield ""
        # A mark at offset 0 belongs to the letter: its note letters an earlier text anew.
        at_letter = [mark for mark in part.title_marks if not mark.offset]
        marks = [mark.model_copy(update={"offset": len(part.letter)}) for mark in at_letter]
        yield marked(SimpleNamespace(text=part.letter, note_marks=marks), resolution.source_text)
        if part.title:
            marks = [mark for mark in part.title_marks if mark.offset]
            yield marked(SimpleNamespace(text=part.title, note_marks=marks), resolution.source_text)
        yield ""
    adopted = adopted_above(part)
    if part.vote and not adopted:
        yield part.vote.text
    end = part.closing.end if part.closing and not adopted else 0  # what a page tells of later stands below the closing
    later = [block for block in part.blocks if 0 < end <= block.start]
    yield from _blocks(part.blocks[: len(part.blocks) - len(later)], resolution)
    if part.closing and not adopted:
        yield ""
        yield from filter(None, closing_lines(part.closing, resolution.language))
    yield from _blocks(later, resolution)
    for annex in part.annexes:
        yield ""
        head, blocks = annex_head(annex)
        yield marked(head, resolution.source_text) if head else annex.label
        yield from _blocks(blocks, resolution)


def _running_head(resolution: Resolution) -> str:
    """The line at the head of a volume's page that names the session, "" for a document with a masthead of its own."""
    named = resolution.session.text if resolution.session else None
    heads = (field for field in resolution.fields if field.name == "running_head")
    head = next((head for head in heads if named and named in head.text), None)
    if head is None:
        return ""
    breaks = (one.text for one in resolution.fields if one.text.startswith("<!--") and one.start < head.start)
    return "\n".join((*islice(breaks, 1), head.text))


def _head(resolution: Resolution, anchor: str) -> Iterator[str]:
    if running := _running_head(resolution):
        yield running
    if resolution.adoption_text or anchor:
        yield anchor + (resolution.adoption_text or "")
    if resolution.basis:
        closed = not any(d.code == "unclosed-bracket" for d in resolution.diagnostics)
        yield f"[{resolution.basis.text}{']' if closed else ''}"
    first = resolution.parts[0] if resolution.parts else None
    if first is None or not first.letter:
        title = resolution.title or (first.title if first else None)
        marks = resolution.title_marks or (first.title_marks if first else ())
        number = first.number if first else None
    else:
        title, marks = resolution.title, resolution.title_marks
        number = shared_number(first)
    if first and (adopted := adopted_above(first)):
        yield adopted
    if title or number:
        yield from (_title(number, title, marks, resolution.source_text), "", "")


def _tail(resolution: Resolution, anchor: str) -> Iterator[str]:
    """The comment block, the masthead and the running heads; a page of a volume has none of them."""
    ods = resolution.ods
    stated = resolution.symbols[:1]
    symbols = list(ods.symbols or stated)
    others = [symbol for symbol in resolution.symbols if symbol not in symbols]  # the masthead's own
    jobs = [job for job in ods.job_numbers if _COMMENT_JOB.match(job)]
    printed_jobs = [job for job in ods.job_numbers if not _COMMENT_JOB.match(job)]
    if not jobs and resolution.job_number:
        jobs = [resolution.job_number + job_letter(resolution.language)]
    if symbols or jobs or ods.fields or anchor:
        yield anchor + (f"<<ODS JOB NO>>{jobs[0]}<<ODS JOB NO>>" if jobs else "<<ODS JOB NO>><<ODS JOB NO>>")
        for number, symbol in enumerate([*symbols, *[""] * (2 - len(symbols))], 1):
            yield f"<<ODS DOC SYMBOL{number}>>{symbol}<<ODS DOC SYMBOL{number}>>"
        for name, value in ods.fields.items():
            yield f"<<ODS {name}>>{value}<<ODS {name}>>"
        yield from ("_" * 15, "", "-" * 60, "", "2", "    ", "3", "")
    symbol = "".join(others[:1] or stated)
    issued = date_in_words(resolution.issued, resolution.language) if resolution.issued else ""
    session = resolution.session.text if resolution.session and not _running_head(resolution) else None
    masthead = (
        "".join((resolution.organization or "", symbol, resolution.organ or "", distribution_line(resolution))),
        issued + (session or ""),
        agenda_line(resolution),
        resolution.agenda_title or "",
    )
    if any(masthead):
        yield from (*(() if symbols else ("_" * 15,)), *masthead, "")
    yield from (printed_jobs if ods.job_numbers else _job_lines(resolution))
    yield from (f"*{code}*" for code in ods.bar_codes)
    for head in others[1:] or filter(None, (symbol,)):
        yield from ("", head, "", head, "")


def _job_lines(resolution: Resolution) -> list[str]:
    digits = (resolution.job_number or "").lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return [f"{digits[:2]}-{digits[2:]}"] if digits else []


def _begin_anew(resolution: Resolution) -> bool:
    """Whether the notes are a printed page's, which go on from those of the page before: their numbers are not 1 to n.

    A page break then stands above them, as in the print; without it they would read as the end of the last paragraph.
    In a document with a masthead of its own it would tell a page of a volume.
    """
    return any(note.number != place for place, note in enumerate(resolution.footnotes, 1))


def to_text(resolution: Resolution) -> str:
    """The whole document as plain text, ending in a line break."""
    anchor = f"[{resolution.ods.anchors[0]}]" if resolution.ods.anchors else ""
    lines = list(_head(resolution, anchor))
    for part in resolution.parts:
        lines.extend(_part(part, resolution))
    tail = list(_tail(resolution, anchor))
    if not tail and _begin_anew(resolution):
        lines.append(_PAGE_BREAK)
    for note in resolution.footnotes:
        number = printed_number(resolution.source_text, note.start, note.end) or note.number
        lines.append(f"{number} {note.text}")
    lines.extend(tail)
    return "\n".join(lines) + "\n"

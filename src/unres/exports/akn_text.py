"""A paragraph's text in Akoma Ntoso: its lead phrase in italics, its citations as links, its notes in place.

A footnote stands where it is marked first; a repeated mark is raised digits. Citations may lie within the lead phrase
or within each other, which elements can follow; of two that cross, the later is not marked. What is cited in the same
words stands side by side in an `mref`.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from ..akn import A, document_link, linked_symbol, stated_by_symbol
from ..grammar_files import emphasis
from ..models import Footnote, NoteMark, Reference, Resolution
from .akn_elements import Elements, clean

_Span = tuple[int, int, "list[Reference] | None"]


class Texts:
    """Writes the texts of one document; `waiting` holds the footnotes whose mark is still to come, by number."""

    def __init__(self, out: Elements, resolution: Resolution, eids: dict[str, str]) -> None:
        self.out = out
        self.language = resolution.language
        self.eids = eids  # a block's id → its eId
        self.waiting: dict[int, list[Footnote]] = {}
        for note in resolution.footnotes:
            self.waiting.setdefault(note.number, []).append(note)

    def left(self) -> list[Footnote]:
        """The footnotes whose mark was not among what was written, by number."""
        return [note for number in sorted(self.waiting) for note in self.waiting[number]]

    def text(
        self,
        element: Any,
        text: str,
        *,
        marks: Sequence[NoteMark] = (),
        references: Sequence[Reference] = (),
        opening: str | None = None,
        printed: tuple[int, int] | None = None,
    ) -> None:
        """Write a text into an element: its lead phrase in italics, its citations as links, its notes in place.

        `printed` is the span of the text in the source, by which a citation that is printed twice is told apart.
        """
        ordered = sorted(marks, key=lambda mark: mark.offset)
        spans: list[_Span] = []  # None is the lead phrase, else all that is cited in the same words
        cited: dict[tuple[int, int], list[Reference]] = {}
        for start, stop, reference in _places(text, references, ordered, printed):
            cited.setdefault((start, stop), []).append(reference)
        if end := _opening_end(text, opening):
            cuts = {mark.offset for mark in ordered if 0 < mark.offset < end}  # marks are not in italics,
            cuts = {cut for cut in cuts if not any(start < cut < stop for start, stop in cited)}  # but in a citation
            spans += [(start, stop, None) for start, stop in pairwise([0, *sorted(cuts), end])]
        spans += [(start, stop, group) for (start, stop), group in cited.items()]
        spans = _nested(sorted(spans, key=lambda span: (span[0], -span[1], span[2] is not None)))
        waiting = deque(ordered)
        last: tuple[int, str] | None = None  # the range of repeated marks written last

        def write(into: Any, start: int, end: int, *, inclusive: bool) -> None:
            """Text up to `end` with the marks in it; a mark at `end` only if `inclusive`."""
            nonlocal last
            while waiting and (waiting[0].offset < end or (inclusive and waiting[0].offset == end)):
                mark = waiting.popleft()
                offset = max(start, mark.offset)
                self.out.append(into, text[start:offset])
                start = offset
                if not (mark.repeat and last == (mark.offset, mark.printed or "")):
                    into.append(self.mark(mark))
                last = (mark.offset, mark.printed) if mark.repeat and mark.printed else None
            self.out.append(into, text[start:end])

        def fill(into: Any, start: int, end: int, inside: Sequence[_Span], *, inner: bool) -> None:
            at, index = start, 0
            while index < len(inside):
                first, stop, group = inside[index]
                below = index + 1
                while below < len(inside) and inside[below][0] < stop:
                    below += 1
                write(into, at, first, inclusive=True)
                child = self.phrase() if group is None else self.citation(group[0])
                outer = into if group is None or len(group) == 1 else self.out.element(into, "mref")
                outer.append(child)
                fill(child, first, stop, inside[index + 1 : below], inner=True)
                for also in (group or ())[1:]:
                    outer.append(self.citation(also))
                at, index = stop, below
            write(into, at, end, inclusive=not inner)

        fill(element, 0, len(text), spans, inner=False)

    def phrase(self) -> Any:
        """A detached element for a lead phrase."""
        return self.out.etree.Element(f"{A}span", {"class": emphasis(self.language)})

    def citation(self, reference: Reference) -> Any:
        """A detached element for a citation."""
        link = reference.url
        if link is None and reference.symbol and reference.kind != "decision":
            link = document_link(reference.symbol, self.language)
        symbol = linked_symbol(link) if link else None
        kind, organ = stated_by_symbol(reference.symbol) if reference.symbol else (None, None)
        target = self.eids.get(reference.target or "")
        element = self.out.etree.Element(f"{A}{'a' if link else 'ref'}")
        element.set("href", clean(link or f"#{target or ''}"))
        self.out.own(
            element,
            kind=reference.kind if reference.kind != kind else None,
            symbol=(reference.symbol or "") if reference.symbol != symbol else None,
            organ=(reference.organ or "") if reference.organ != organ else None,
            letter=reference.letter,
            date=reference.date.isoformat() if reference.date else None,
            pinpoint=reference.pinpoint,
            target=reference.target,
            url=(reference.url or "") if reference.url != link else None,
        )
        return element

    def mark(self, mark: NoteMark) -> Any:
        """A detached element for a footnote mark: the note itself at its first mark, else the digits raised."""
        waiting = self.waiting.get(mark.number)
        if not mark.repeat and waiting:
            return self.note(waiting.pop(0))
        element = self.out.etree.Element(f"{A}sup")
        element.text = clean(mark.printed or str(mark.number))
        self.out.own(element, first=None if mark.repeat else "true")
        return element

    def note(self, note: Footnote, name: str = "authorialNote") -> Any:
        element = self.out.etree.Element(f"{A}{name}")
        element.set("marker", str(note.number))
        element.set("placement", "bottom")
        self.out.own(element, printed=note.printed)
        element.set("eId", self.out.unique("", "authorialNote", str(note.number)))
        self.text(self.out.element(element, "p"), note.text, references=note.references, printed=(note.start, note.end))
        return element


def _opening_end(text: str, opening: str | None) -> int:
    """Where the lead phrase ends in the text, 0 where it is not at the text's start."""
    if not opening or not opening.strip():
        return 0
    if text.startswith(opening):
        return len(opening)
    match = re.match(r"\s+".join(map(re.escape, opening.split())), text)
    return match.end() if match else 0


def _nested(spans: list[_Span]) -> list[_Span]:
    """The spans that stand in or beside those before them; one that crosses another is left out."""
    kept: list[_Span] = []
    opened: list[int] = []
    for span in spans:
        while opened and opened[-1] <= span[0]:
            opened.pop()
        if not opened or span[1] <= opened[-1]:
            kept.append(span)
            opened.append(span[1])
    return kept


def _places(
    text: str, references: Sequence[Reference], marks: Sequence[NoteMark], printed: tuple[int, int] | None
) -> Iterator[tuple[int, int, Reference]]:
    """Where each citation stands in the text, which is free of label and marks.

    Its place in the source, less the label and the marks printed before it, says about where; the citation's own words
    there say exactly where.
    """
    widths = {(mark.start, mark.end) for mark in marks}
    label = 0
    if printed is not None:
        label = max(0, printed[1] - printed[0] - len(text) - sum(end - start for start, end in widths))
    done = 0
    last: tuple[int, int, int, int] | None = None  # span in the source and place in the text of the one before
    for reference in sorted(references, key=lambda each: (each.start, -each.end)):
        if last is not None and last[:2] == (reference.start, reference.end):
            yield last[2], last[3], reference
            continue
        expected = done
        if printed is not None:
            before = sum(end - start for start, end in widths if end <= reference.start)
            expected = max(0, reference.start - printed[0] - label - before)
        if reference.text and text.startswith(reference.text, expected):
            at = expected
        else:
            at = text.find(reference.text, max(0, expected - 2)) if reference.text else -1
        if at < 0 and reference.text:
            at = text.find(reference.text, 0 if printed is not None else done)
        if at >= 0:
            done = at + len(reference.text)
            last = (reference.start, reference.end, at, done)
            yield at, done, reference

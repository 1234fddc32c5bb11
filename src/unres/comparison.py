"""What differs between two documents, clause by clause.

Meant for one resolution read from two forms (Word, PDF, text), and for two versions of a text. What the reading alone
decides is left aside: spans, offsets into the source, page furniture, diagnostics. Typography is left aside too, unless
asked for: quotation marks, dashes, non-breaking spaces and invisible characters differ between the UN's own Word file
and its text extraction, and a PDF shows the kashida that fills its Arabic lines.

Blocks are paired in order. Two blocks pair at once where they have the same text, whatever their kind and label: a
clause that was renumbered differs in its label alone. Where texts differ, the nearest later place at which both say the
same is looked up, and what lies before it is paired by kind and label, then by kind, else reported as missing or extra.
Look-ups go through an index, so cost is near linear.
Note marks are compared in place, as part of the text ("…2010,[1] which …").
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict

from .exports.inline import Words, pieces
from .models import Closing, Part, Resolution, Table

_TYPOGRAPHY = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u202f\u2007\u2009\t\n", " "),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("“”„«»", '"'),
        **dict.fromkeys("‘’‚", "'"),
        **dict.fromkeys("\u00ad\u0640\u200b\u200e\u200f\u2060\ufeff", None),
    }
)
_HEADER = (
    "kind", "symbol", "symbols", "language", "organization", "organ", "distribution", "session", "agenda_items",
    "agenda_title", "adopted", "issued", "adoption_text", "basis", "job_number", "complete",
)  # fmt: skip
_LEFT_ASIDE = {"start", "end", "url"}


class Difference(BaseModel):
    """One thing in which two documents differ."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)

    change: Literal["changed", "missing", "extra"]
    """`missing` is in the first document only, `extra` in the second only."""
    place: str
    """Where: a block's `id` in the first document that has it, "footnote 3", "part 76/84 A", or "document"."""
    field: str
    """What of it: "text", "note_marks", "opening", "references", …; "block" for a whole block."""
    left: str | None
    """The first document's value."""
    right: str | None
    """The second document's value."""


_Seen: TypeAlias = tuple[str, str]


def _places(seen: Sequence[_Seen]) -> dict[_Seen, list[int]]:
    where: dict[_Seen, list[int]] = {}
    for index, block in enumerate(seen):
        where.setdefault(block, []).append(index)
    return where


def _next_meeting(
    a: Sequence[_Seen],
    b: Sequence[_Seen],
    i: int,
    j: int,
    where_a: dict[_Seen, list[int]],
    where_b: dict[_Seen, list[int]],
) -> tuple[int, int] | None:
    """The nearest places from (i, j) on where both say the same, so that the least is skipped over.

    What is looked at is no more than what is then skipped: over a document, linear.
    """
    best: tuple[int, int] | None = None
    least = len(a) + len(b)
    step = 0
    while step < least and (i + step < len(a) or j + step < len(b)):
        if i + step < len(a):
            places = where_b.get(a[i + step], [])
            at = bisect_left(places, j)
            if at < len(places) and (cost := step + places[at] - j) < least:
                best, least = (i + step, places[at]), cost
        if j + step < len(b):
            places = where_a.get(b[j + step], [])
            at = bisect_left(places, i)
            if at < len(places) and (cost := step + places[at] - i) < least:
                best, least = (places[at], j + step), cost
        step += 1
    return best


class _Comparison:
    def __init__(self, typography: bool) -> None:
        self.typography = typography

    def text(self, value: str | None) -> str | None:
        if value is None or self.typography:
            return value
        return " ".join(value.translate(_TYPOGRAPHY).split())

    def value(self, value: Any) -> str | None:
        """A field's value in words, spans and links left out; None where there is nothing."""
        if value is None or value == () or value == "":
            return None
        if isinstance(value, BaseModel):
            named = ((name, self.value(getattr(value, name))) for name in type(value).model_fields)
            return "; ".join(f"{name}={text}" for name, text in named if text and name not in _LEFT_ASIDE) or None
        if isinstance(value, tuple):
            return " | ".join(self.value(member) or "" for member in value)
        return self.text(str(value))

    def fields(self, place: str, left: Any, right: Any, names: Sequence[str]) -> Iterator[Difference]:
        for name in names:
            a, b = self.value(getattr(left, name, None)), self.value(getattr(right, name, None))
            if a != b:
                yield Difference(change="changed", place=place, field=name, left=a, right=b)

    def marked(self, block: Any) -> str:
        """The text with its marks in place, in brackets."""
        run = pieces(block.text, block.note_marks)
        return self.text("".join(p.text if isinstance(p, Words) else f"[{p.printed}]" for p in run)) or ""

    def said(self, block: Any) -> str:
        if isinstance(block, Table):
            return self.text("\n".join("\t".join(cell.text for cell in row) for row in block.rows)) or ""
        return self.text(block.text) or ""

    # ---- blocks -----------------------------------------------------------------------------------------------

    def seen(self, block: Any) -> _Seen:
        """What two blocks must share to say the same: the text, or where there is none, kind and label."""
        said = self.said(block)
        return ("", said) if said else (block.kind, getattr(block, "label", None) or "")

    def blocks(self, left: Sequence[Any], right: Sequence[Any]) -> Iterator[Difference]:
        a, b = [self.seen(block) for block in left], [self.seen(block) for block in right]
        where_a, where_b = _places(a), _places(b)
        i = j = 0
        while i < len(a) and j < len(b):
            meeting = _next_meeting(a, b, i, j, where_a, where_b)
            if meeting is None:
                break
            yield from self.stretch(left[i : meeting[0]], right[j : meeting[1]])
            yield from self.pair(left[meeting[0]], right[meeting[1]])
            i, j = meeting[0] + 1, meeting[1] + 1
        yield from self.stretch(left[i:], right[j:])

    def stretch(self, left: Sequence[Any], right: Sequence[Any]) -> Iterator[Difference]:
        """Blocks of which none says the same: paired in order where kind and label agree, or kind alone."""
        waiting: dict[tuple[str, str], list[int]] = {}
        for index, block in enumerate(right):
            waiting.setdefault((block.kind, getattr(block, "label", None) or ""), []).append(index)
        partner: dict[int, int] = {}
        for index, block in enumerate(left):
            if places := waiting.get((block.kind, getattr(block, "label", None) or "")):
                partner[index] = places.pop(0)
        taken = set(partner.values())
        free = [index for index in range(len(right)) if index not in taken]
        for index, block in enumerate(left):
            if index not in partner and free and right[free[0]].kind == block.kind:
                partner[index] = free.pop(0)
        for index, block in enumerate(left):
            if index in partner:
                yield from self.pair(block, right[partner[index]])
            else:
                said = f"{block.kind}: {self.said(block)}"
                yield Difference(change="missing", place=block.id, field="block", left=said, right=None)
        for index in free:
            said = f"{right[index].kind}: {self.said(right[index])}"
            yield Difference(change="extra", place=right[index].id, field="block", left=None, right=said)

    def pair(self, left: Any, right: Any) -> Iterator[Difference]:
        place = left.id
        yield from self.fields(place, left, right, ("kind", "label"))
        a, b = self.said(left), self.said(right)
        if a != b:
            yield Difference(change="changed", place=place, field="text", left=a, right=b)
        elif hasattr(left, "note_marks") and hasattr(right, "note_marks"):
            a, b = self.marked(left), self.marked(right)
            if a != b:
                yield Difference(change="changed", place=place, field="note_marks", left=a, right=b)
        yield from self.fields(place, left, right, ("opening", "verbs", "references"))
        if not isinstance(left, Table):
            yield from self.fields(place, left, right, ("level", "depth"))
        yield from self.blocks(getattr(left, "children", ()), getattr(right, "children", ()))

    # ---- the document -----------------------------------------------------------------------------------------

    def part(self, left: Part, right: Part) -> Iterator[Difference]:
        place = f"part {left.number or right.number or ''}".strip()
        yield from self.fields(place, left, right, ("number", "letter", "title", "title_marks", "title_references"))
        yield from self.blocks(left.blocks, right.blocks)
        yield from self.closing(place, left.closing, right.closing)
        yield from self.fields(place, left, right, ("vote",))
        for a, b in zip(left.annexes, right.annexes, strict=False):
            yield from self.fields(a.id, a, b, ("kind", "label", "number", "title"))
            yield from self.blocks(a.blocks, b.blocks)
        for annex in left.annexes[len(right.annexes) :]:
            yield Difference(change="missing", place=annex.id, field="annex", left=annex.label, right=None)
        for annex in right.annexes[len(left.annexes) :]:
            yield Difference(change="extra", place=annex.id, field="annex", left=None, right=annex.label)

    def closing(self, place: str, left: Closing | None, right: Closing | None) -> Iterator[Difference]:
        if left is None or right is None:
            if left is not right:
                a, b = self.value(left), self.value(right)
                yield Difference(change="missing" if left else "extra", place=place, field="closing", left=a, right=b)
            return
        yield from self.fields(f"{place}, closing", left, right, ("text", "meeting", "resumed", "date"))

    def document(self, left: Resolution, right: Resolution) -> Iterator[Difference]:
        yield from self.fields("document", left, right, _HEADER)
        if len(left.parts) != 1 or len(right.parts) != 1:
            yield from self.fields("document", left, right, ("title",))
        for a, b in zip(left.parts, right.parts, strict=False):
            yield from self.part(a, b)
        for part in left.parts[len(right.parts) :]:
            yield Difference(change="missing", place="document", field="part", left=part.number, right=None)
        for part in right.parts[len(left.parts) :]:
            yield Difference(change="extra", place="document", field="part", left=None, right=part.number)
        notes = {note.number: note for note in right.footnotes}
        for note in left.footnotes:
            other = notes.pop(note.number, None)
            if other is None:
                place = f"footnote {note.number}"
                yield Difference(change="missing", place=place, field="footnote", left=note.text, right=None)
            else:
                yield from self.fields(
                    f"footnote {note.number}", note, other, ("text", "ibid", "resolved", "references")
                )
        for note in notes.values():
            place = f"footnote {note.number}"
            yield Difference(change="extra", place=place, field="footnote", left=None, right=note.text)


def compare(left: Resolution, right: Resolution, *, typography: bool = False) -> list[Difference]:
    """What differs, in the order of the first document; an empty list where both say the same.

    With `typography`, quotation marks, dashes, spaces and invisible characters count as differences too.
    """
    return list(_Comparison(typography).document(left, right))

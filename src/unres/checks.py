"""Says what is odd about a document that was built: the diagnostics of the whole.

`check` is a pure function of the values a `Resolution` is made of. It walks the blocks once, collecting what the checks
ask for (marks, labels, references), and compares; it never reads the text again but for characters that are no text.
What only the parse can know (misread labels, doubtful marks, votes) is noted where it is seen. Nothing is said of what
cannot be there: a decision has no formula, and a piece of a print need not have a head or an end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from .diagnostics import Diagnostic, diagnostic
from .labels import alphabetic, roman, value_of
from .language import is_official
from .models import (
    Clause,
    Footnote,
    NoteMark,
    Part,
)
from .symbols import Symbol
from .wording import wording

_REPLACED = re.compile(r"[\ufffd\0]+")
_COUNTED = re.compile(r"\d+|[^\W\d_]+|[㈠-㈩]|[一二三四五六七八九十]+|[’'‘]\d+[‘'’]")
_LEFT_MARK = re.compile(
    r"(?:(?<=[^\W\d_][;,.:])|(?<=[)”\"][;,.:]))\d{1,3}\Z"
)  # "lights;2" where no note 2 is known, so it is text yet
_DIGRAPHS = ("ch", "ll")  # letters of the Spanish alphabet, which other languages write for the 29th and 38th label


def check(values: dict[str, Any]) -> tuple[Diagnostic, ...]:
    """Diagnostics of the document that `values`, the keyword arguments of `Resolution`, describe; in the order of the
    text. What `values` holds under "diagnostics" already is not said again."""
    walk = _Walk(decision=values.get("kind") == "decision")
    for part in values.get("parts", ()):
        walk.part(part)
    found = [*_replaced(values.get("source_text", "")), *walk.found, *_notes(values.get("footnotes", ()), walk)]
    marks = [*values.get("title_marks", ()), *walk.marks]
    numbers = {note.number for note in values.get("footnotes", ())}
    seen: set[tuple[int, int]] = set()
    for mark in marks:
        if mark.number not in numbers and (mark.number, mark.start) not in seen:
            seen.add((mark.number, mark.start))
            found.append(diagnostic("mark-without-note", mark.start, mark.end, f"there is no footnote {mark.number}"))
    if not _has_formula(values) and not is_official(values.get("source_text", "")):
        found.append(diagnostic("language-unknown", 0, 0))
    if _is_resolution(values):
        found += [*_frame(values), *_dates(values), *_heads(values, walk)]
    elif values.get("complete") is not False:  # a piece of a print is said to be incomplete, and no more
        found.append(diagnostic("no-resolution", 0, 0))
    said = {(one.code, one.start, one.end) for one in values.get("diagnostics", ())}
    return tuple(
        sorted((one for one in found if (one.code, one.start, one.end) not in said), key=lambda one: one.start)
    )


def _is_resolution(values: dict[str, Any]) -> bool:
    if values.get("kind") == "decision" or values.get("title"):
        return True
    return any(part.number for part in values.get("parts", ())) or _has_formula(values)


def _has_formula(values: dict[str, Any]) -> bool:
    return any(block.kind == "formula" for part in values.get("parts", ()) for block in part.blocks)


# ---- the frame: symbol, title, formula, closing, dates --------------------------------------------------------------


def _frame(values: dict[str, Any]) -> Iterator[Diagnostic]:
    """What the masthead and the title line state, or fail to."""
    parts = values.get("parts", ())
    if not values.get("symbol") and values.get("kind") != "decision":  # before session 31 decisions bore no number
        yield diagnostic("no-symbol", 0, 0)
    if not values.get("title") and not any(part.title for part in parts):
        at = parts[0].start if parts else 0
        yield diagnostic("no-title", at, at)
    fields = values.get("fields", ())
    for field in fields:
        if field.name == "basis" and "[" in field.text and "]" not in field.text:
            yield diagnostic("unclosed-bracket", field.start, field.end)
    if values.get("symbols"):
        stated = Symbol.parse(values["symbols"][0])
        lines = [field for field in fields if field.name == "title"]
        printed = next((part.number for part in parts if part.number), None)
        titled = Symbol.parse(f"{stated.series}{printed}") if printed and stated.series else None
        if titled is not None and _differ(stated, titled):
            start = lines[0].start if lines else 0
            length = len(printed or "") if lines and lines[0].text.startswith(printed or "") else 0
            end = start + length if length else lines[0].end if lines else start
            yield diagnostic("symbol-disagrees", start, end, f"the title reads {printed}, the masthead {stated.text}")


def _differ(one: Symbol, other: Symbol) -> bool:
    """Whether two symbols that can both be read name different resolutions; letters of parts aside."""
    if None in (one.number, other.number, one.session, other.session):
        return False
    return (one.number, one.session, one.session_kind) != (other.number, other.session, other.session_kind)


def _dates(values: dict[str, Any]) -> Iterator[Diagnostic]:
    """The adoption line gives the date of one of the closings."""
    printed = values.get("adoption_text")
    adopted = wording(values.get("language", "en")).date(printed) if printed else None
    closings = [part.closing for part in values.get("parts", ()) if part.closing and part.closing.date]
    if adopted and closings and adopted not in {closing.date for closing in closings}:
        one = closings[0]
        message = f"the adoption line says {adopted.isoformat()}, the closing {one.date.isoformat()}"
        yield diagnostic("date-disagrees", one.start, one.end, message)


def _heads(values: dict[str, Any], walk: _Walk) -> Iterator[Diagnostic]:
    """Every part has its formula and its closing. Some texts of the first session have the formula in a clause."""
    if walk.decision or values.get("complete") is False:
        return
    within = wording(values.get("language", "en")).pattern("FORMULA_WITHIN")
    for part in values.get("parts", ()):
        if not part.blocks and not part.number:
            continue  # a vote that stands alone
        if not any(
            block.kind == "formula" or (isinstance(block, Clause) and within.match(block.text)) for block in part.blocks
        ):
            yield diagnostic("no-formula", part.start, part.start)
        if part.closing is None:
            end = walk.ends.get(part.start, part.end)
            yield diagnostic("no-closing", end, end)


# ---- the clauses ----------------------------------------------------------------------------------------------------


class _Walk:
    """One walk over the blocks, parents first. `found` holds what was odd on the way, `marks` every note mark, `ends`
    the last character of each part's own blocks by the part's first."""

    def __init__(self, *, decision: bool) -> None:
        self.decision = decision
        self.found: list[Diagnostic] = []
        self.marks: list[NoteMark] = []
        self.ends: dict[int, int] = {}

    def part(self, part: Part) -> None:
        self.marks += part.title_marks
        self.references(part.title_references)
        self.end = part.start
        self.numbers(part)
        for block in part.blocks:
            self.block(block)
        self.ends[part.start] = self.end
        for annex in part.annexes:
            for block in annex.blocks:
                self.block(block)

    def block(self, block: Any) -> None:
        self.end = max(self.end, block.end)
        if block.kind == "unparsed":
            self.found.append(diagnostic("not-understood", block.start, block.end))
            return
        if block.kind == "table":
            for row in block.rows:
                for cell in row:
                    self.marks += cell.note_marks
            return
        self.marks += block.note_marks
        if block.references:
            self.references(block.references)
        if block.kind in ("preambular", "operative") and block.opening is None and not self.decision:
            self.found.append(diagnostic("unknown-opening", block.start, block.end))
        ends_in_figure = block.text[-1:].isdigit()
        left = _LEFT_MARK.search(block.text, max(len(block.text) - 6, 0)) if ends_in_figure else None
        if left is not None:
            start = block.end - len(left[0])
            self.found.append(diagnostic("mark-without-note", start, block.end, f"there is no footnote {left[0]}"))
        children = getattr(block, "children", ())
        if children:
            self.labels(children)
            for child in children:
                self.block(child)

    def references(self, references: Sequence[Any]) -> None:
        for one in references:
            if one.kind == "internal" and one.target is None:
                message = f'"{one.text}" was not found in this document'
                self.found.append(diagnostic("unresolved-reference", one.start, one.end, message))

    def numbers(self, part: Part) -> None:
        """The numbers of operative clauses run from 1 without a gap, and may begin anew below a heading."""
        last, fresh = 0, True
        known = bool(part.number or part.letter)  # a text without its head may begin anywhere
        for block in part.blocks:
            if block.kind == "heading":
                fresh = True
            if block.kind != "operative" or not block.label or not block.label.isdecimal():
                continue
            number = int(block.label)
            if number == last + 1 or (fresh and number == 1) or not (known or last):
                pass
            elif number > last + 1:
                lost = f"{last + 1}" if number == last + 2 else f"{last + 1} to {number - 1}"
                self.found.append(diagnostic("number-missing", block.start, block.start, f"{lost} is not there"))
            else:
                end = block.start + len(block.label)
                self.found.append(diagnostic("number-repeated", block.start, end, f"{number} stands after {last}"))
            last, fresh = number, False

    def labels(self, children: Sequence[Any]) -> None:
        """The labels of sub-paragraphs go on from the one before; below another paragraph they may begin anew."""
        before: dict[str, int] | None = {"a": 0, "i": 0, "1": 0}
        printed, apart = "", False
        for child in children:
            if child.kind != "subparagraph":
                apart = True
                continue
            if child.label is None:
                continue
            values = _readings(child.label)
            goes_on = before is None or not values or any(before.get(kind, -2) + 1 == v for kind, v in values.items())
            if not goes_on and not (1 in values.values() and apart):
                after = f"({child.label}) stands after ({printed})" if printed else f"({child.label}) stands first"
                self.found.append(
                    diagnostic("label-out-of-order", child.start, child.start + _printed_label(child), after)
                )
            before, printed, apart = values or None, child.label, False


def _printed_label(block: Any) -> int:
    """How many characters the label takes in print, the bracket before it included."""
    return len(block.label) + 2


def _readings(label: str) -> dict[str, int]:
    """What a label may count: as a letter, as a Roman numeral, as a number; nothing for a bullet."""
    if _COUNTED.fullmatch(label) is None or label.lower() in _DIGRAPHS:
        return {}
    if not label.isalpha() or label[0] in "一二三四五六七八九十":
        value = value_of(label)
        return {} if value is None else {"1": value}
    found = {"a": alphabetic(label), "i": roman(label)}
    return {kind: value for kind, value in found.items() if value is not None}


# ---- notes and characters -------------------------------------------------------------------------------------------


def _notes(notes: Sequence[Footnote], walk: _Walk) -> Iterator[Diagnostic]:
    """Every note has its own number and a mark in the text."""
    marked = {mark.number for mark in walk.marks}
    seen: set[int] = set()
    for note in sorted(notes, key=lambda one: one.start):
        if note.number in seen:
            yield diagnostic("note-number-repeated", note.start, note.end, f"footnote {note.number} stands twice")
        elif note.number not in marked and not note.marks:
            yield diagnostic("note-without-mark", note.start, note.end, f"footnote {note.number} has no mark")
        seen.add(note.number)


def _replaced(text: str) -> Iterator[Diagnostic]:
    if "\ufffd" in text or "\0" in text:
        for match in _REPLACED.finditer(text):
            printed = ", ".join(f"U+{ord(sign):04X}" for sign in dict.fromkeys(match[0]))
            yield diagnostic("characters-replaced", match.start(), match.end(), f"{printed} is no text")

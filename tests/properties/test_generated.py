"""A generated resolution, printed as ODS prints it, parses back to itself.

The generator draws any mix of the structures of FORMAT.md sections 4 to 8 and writes two things side by side: the
printed text and the outline that must come back. It shares nothing with the parser.
"""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import unres
from unres.models import walk

_CALM = settings(derandomize=True, deadline=None, max_examples=150, suppress_health_check=list(HealthCheck))

SUBJECTS = ("lamps", "lighthouse keepers", "harbours and their lamps", "the reading rooms of the coast", "tide tables")
LEADS = ("Recalling", "Noting with concern", "Welcoming", "Recognizing also", "Deeply convinced")
VERBS = ("Requests", "Also decides", "Takes note with appreciation of", "Calls upon", "Strongly urges", "Encourages")
ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
STYLES = (  # labels of the levels, from the first, and what they count in
    (("({})", "a"), ("({})", "i"), ("{}.", "a")),
    (("{})", "a"), ("{})", "i"), ("•", "•")),
    (("({})", "1"), ("({})", "a"), ("({})", "i")),
    (("•", "•"), ("({})", "a"), ("({})", "i")),
)
SECTIONS = ("I", "II", "III", "IV")


def counted(style: str, number: int) -> str:
    """The label of the `number`th item, from 1: after z comes aa."""
    if style == "a":
        return chr(96 + number) if number <= 26 else chr(70 + number) * 2
    return {"i": ROMANS[(number - 1) % 12], "1": str(number)}.get(style, "•")


class Printer:
    """A print as it grows, the outline that belongs to it, and the notes still to come."""

    def __init__(self, draw: st.DrawFn, notes: int) -> None:
        self.draw = draw
        self.lines: list[str] = []
        self.notes, self.marked = notes, 0
        self.marks: list[int] = []
        self.tables: list[tuple[Any, ...]] = []
        """Tables printed below the last clause: they stand beside the clauses."""

    def chance(self, one_in: int = 2) -> bool:
        return self.draw(st.integers(1, one_in)) == 1

    def words(self) -> str:
        return self.draw(st.sampled_from(SUBJECTS))

    def mark(self) -> str:
        """Nothing, the next footnote's mark, a repeated one, or a range of marks made before."""
        if self.marked < self.notes and self.chance(3):
            self.marked += 1
            self.marks.append(self.marked)
            return str(self.marked)
        if self.marked >= 3 and self.chance(9):
            self.marks += [1, 2, 3]
            return "1–3"
        if self.marked and self.chance(9):
            again = self.draw(st.integers(1, self.marked))
            self.marks.append(again)
            return str(again)
        return ""

    def put(self, before: str, text: str, sign: str) -> str:
        """Prints a paragraph that ends with `sign` and a mark perhaps; answers its text."""
        self.lines.append(f"{before}{text}{sign}{self.mark()}")
        return text + sign

    # -- clauses, each answered as (kind, label, text, what stands below)

    def preambular(self) -> tuple[Any, ...]:
        lead = self.draw(st.sampled_from(LEADS))
        return "preambular", None, self.put("\t", f"{lead} the needs of {self.words()}", ","), ()

    def operative(self, number: int | None) -> tuple[Any, ...]:
        text = f"{self.draw(st.sampled_from(VERBS))} the keepers of {self.words()}"
        before = f"\t{number}.\t" if number else "\t"
        label = str(number) if number else None
        kind = (
            self.draw(st.sampled_from(("plain", "plain", "items", "items", "quotation", "table")))
            if number
            else "plain"
        )
        if kind == "plain":
            return "operative", label, self.put(before, text + " to light them", ";" if number else "."), ()
        if kind == "items":
            text = self.put(before, text, ":")
            style = self.draw(st.sampled_from(STYLES))
            below = self.items(style, 0)
            if self.chance(3):
                below += (("paragraph", None, self.put("\t", f"and asks all to think of {self.words()}", ";"), ()),)
            return "operative", label, text, below
        if kind == "quotation":
            text = self.put(before, f"Decides that rule 5 on {self.words()} shall read as follows", ":")
            first = self.put("\t", f"“1. Every one of {self.words()} is lit", ";")
            last = self.put("\t", f"2. Each keeper of {self.words()} reads", ".”")
            return "operative", label, text, (("quotation", None, first, ()), ("quotation", None, last, ()))
        text = self.put(before, f"Approves the sums for {self.words()} in the table below", ":")
        cells = ["Coast", "Lamps", "Keepers"] + [
            cell for name in ("North", "South", "West") for cell in (name, "119 854", "1.5")
        ]
        self.lines += cells
        self.tables.append(("table", None, " ".join(cells), ()))
        return "operative", label, text, ()

    def items(self, style: tuple[tuple[str, str], ...], depth: int) -> tuple[tuple[Any, ...], ...]:
        form, counts = style[depth]
        out = []
        many = self.draw(st.sampled_from((2, 3, 10, 28))) if counts == "a" and self.chance(6) else 2
        deeper = depth < 2 and self.chance(3)
        for number in range(1, many + 1):
            label = counted(counts, number)
            nested = deeper and number == 2
            text = self.put(f"\t{form.format(label)}\t", f"To keep {self.words()}", ":" if nested else ";")
            out.append(("subparagraph", label, text, self.items(style, depth + 1) if nested else ()))
        return tuple(out)

    def heading(self, text: str, label: str | None = None) -> tuple[Any, ...]:
        self.lines += ["", text, ""]
        return "heading", label, text, ()

    def clauses(self, first: int) -> list[tuple[Any, ...]]:
        out: list[tuple[Any, ...]] = []
        for place in range(self.draw(st.integers(1, 3))):
            out += [self.operative(first + place), *self.tables]
            self.tables.clear()
        return out

    def body(self) -> list[tuple[Any, ...]]:
        """Preamble and operatives: a single one without number, thematic headings, or sections of their own."""
        self.lines.append("\tThe General Assembly,")
        out: list[tuple[Any, ...]] = [("formula", None, "The General Assembly,", ())]
        form = self.draw(st.sampled_from(("plain", "single", "thematic", "sections")))
        if form != "sections" or self.chance():
            out += [self.preambular() for _ in range(self.draw(st.integers(1, 3)))]
        if form == "single":
            return [*out, self.operative(None)]
        if form == "plain":
            return out + self.clauses(1)
        number = 1
        for section in SECTIONS[: self.draw(st.integers(1, 3))]:
            if form == "thematic":
                out.append(self.heading("On " + self.words()))
            else:
                out += [self.heading(section, section), self.heading("Matters of " + self.words())]
                number = 1
                if self.chance():
                    out.append(self.preambular())
            found = self.clauses(number)
            number += sum(block[0] == "operative" for block in found)
            out += found
        return out

    def closing(self) -> tuple[int, str]:
        meeting = self.draw(st.integers(4, 99))
        self.lines += ["", f"{meeting}th plenary meeting", "4 May 2031", ""]
        return meeting, "2031-05-04"

    def annex(self, label: str) -> tuple[Any, ...]:
        title = "Rules for " + self.words()
        self.lines += [label, title, ""]
        blocks: list[tuple[Any, ...]] = [("heading", None, label, ()), ("heading", None, title, ())]
        number = 1
        for section in ("A", "B")[: self.draw(st.integers(0, 2))]:
            blocks.append(self.heading(f"{section}. Of {self.words()}", section))
            for _ in range(2):
                text = self.put(f"\t{number}.\t", f"A keeper looks after {self.words()}", ".")
                blocks.append(("paragraph", str(number), text, ()))
                number += 1
        if number == 1:
            blocks.append(("paragraph", None, self.put("\t", f"A keeper looks after {self.words()}", "."), ()))
        return label, title, tuple(blocks)


@st.composite
def resolutions(draw: st.DrawFn) -> tuple[str, Any]:
    """A print, and the outline of it: parts, each with letter, title, blocks, closing and annexes; notes and marks."""
    printer = Printer(draw, draw(st.integers(0, 5)))
    printer.lines += [
        "Resolution adopted by the General Assembly on 4 May 2031",
        "[without reference to a Main Committee (A/85/L.9)]",
        "",
    ]
    title = "Questions relating to " + printer.words()
    printer.lines += [f"85/900.\t{title}", ""]
    letters: list[str | None] = ["A", "B", "C"][: draw(st.integers(2, 3))] if printer.chance(4) else [None]
    parts = []
    for letter in letters:
        own = title
        if letter:
            own = "The matter of " + printer.words()
            printer.lines += [letter, own, ""]
        blocks = printer.body()
        closing = printer.closing()
        annexes = []
        if printer.chance(3):
            labels = ("Annex",) if printer.chance() else ("Annex I", "Annex II")
            annexes = [printer.annex(label) for label in labels]
        parts.append((letter, own, tuple(blocks), closing, tuple(annexes)))
    for number in range(1, printer.marked + 1):
        printer.lines.append(f"{number} A/85/{number + 40}, annex.")
    return "\n".join(printer.lines) + "\n", (tuple(parts), printer.marked, tuple(printer.marks))


def outline(block: Any) -> tuple[Any, ...]:
    """A block of the model as the generator writes it: (kind, label, text, what stands below)."""
    if block.kind == "table":
        return "table", None, " ".join(cell.text for row in block.rows for cell in row), ()
    below = tuple(outline(child) for child in getattr(block, "children", ()))
    return block.kind, getattr(block, "label", None), block.text, below


def told(found: unres.Resolution) -> Any:
    parts = tuple(
        (
            part.letter,
            part.title,
            tuple(map(outline, part.blocks)),
            (part.closing.meeting, str(part.closing.date)) if part.closing else None,
            tuple((annex.label, annex.title, tuple(map(outline, annex.blocks))) for annex in part.annexes),
        )
        for part in found.parts
    )
    return parts, len(found.footnotes), marks_in_order(found)


def marks_in_order(found: unres.Resolution) -> tuple[int, ...]:
    blocks = [block for part in found.parts for top in (part, *part.annexes) for block in walk(top.blocks)]
    marks = [mark for block in blocks for mark in getattr(block, "note_marks", ())]
    return tuple(mark.number for mark in sorted(marks, key=lambda mark: (mark.start, mark.number)))


@given(resolutions())
@_CALM
def test_a_resolution_of_any_structure_parses_back_to_itself(drawn: tuple[str, Any]) -> None:
    printed, expected = drawn
    assert told(unres.parse(printed)) == expected

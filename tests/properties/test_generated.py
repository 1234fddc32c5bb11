"""A generated resolution, printed as ODS prints it, parses back to itself.

The generator draws any mix of the structures of FORMAT.md sections 4 to 8 and writes two things side by side: the
printed text and the outline that must come back, lead phrases, marks and citations included. It shares nothing with the
parser.
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
CITED = (  # as printed behind a lead phrase, and the symbols it names
    ("its resolution 57/32 of 19 November 2002", ("A/RES/57/32",)),
    ("its resolutions 61/6 of 20 October 2006 and 63/24 of 18 November 2008", ("A/RES/61/6", "A/RES/63/24")),
    ("Security Council resolution 1325 (2000) of 31 October 2000", ("S/RES/1325 (2000)",)),
    ("section II of its resolution 217 A (III) of 10 December 1948", ("A/RES/217 (III)",)),
    ("its decision 74/545 of 2 April 2020", ("A/DEC/74/545",)),
)
VERBS = (  # lead phrase, and what stands between it and its object
    ("Requests", ""),
    ("Also decides", ""),
    ("Takes note with appreciation", " of"),
    ("Calls upon", ""),
    ("Strongly urges", ""),
    ("Welcomes and encourages", ""),
)
ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
STYLES = (  # labels of the levels, from the first, and what they count in
    (("({})", "a"), ("({})", "i"), ("{}.", "a")),
    (("{})", "a"), ("{})", "i"), ("•", "•")),
    (("({})", "1"), ("({})", "a"), ("({})", "i")),
    (("•", "•"), ("({})", "a"), ("({})", "i")),
    (("{}.", "1"), ("({})", "a"), ("({})", "i")),
)
SECTIONS = ("I", "II", "III", "IV")
MASTHEAD = [
    "[Start1]<<ODS JOB NO>>N3100900E<<ODS JOB NO>>",
    "<<ODS DOC SYMBOL1>>A/RES/85/900<<ODS DOC SYMBOL1>>",
    "<<ODS DOC SYMBOL2>><<ODS DOC SYMBOL2>>",
    "_______________",
    "",
    "United NationsA/RES/85/900General AssemblyDistr.: General",
    "11 May 2031Eighty-fifth session",
    "Agenda item 12 (b)",
    "",
    "31-00900",
    "*3100900*",
    "A/RES/85/900",
]


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
        self.cited: list[str] = []
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
        if self.marked >= 2 and self.chance(9):
            first = self.draw(st.integers(1, self.marked - 1))
            last = self.draw(st.integers(first + 1, self.marked))
            self.marks += range(first, last + 1)
            return f"{first}–{last}"
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
        kind = self.draw(st.sampled_from(("plain", "plain", "citing", "items")))
        if kind == "citing":
            cited, symbols = self.draw(st.sampled_from(CITED))
            self.cited += symbols
            text = self.put("\t", f"{lead} {cited} on {self.words()}", ",")
            return "preambular", None, text, (), lead
        if kind == "items":  # each ends in a comma, also the last (FORMAT.md 4.3)
            text = self.put("\t", f"{lead} that those who tend {self.words()}", ":")
            return "preambular", None, text, self.items(STYLES[0], 0, ","), lead
        return "preambular", None, self.put("\t", f"{lead} the needs of {self.words()}", ","), (), lead

    def operative(self, number: int | None) -> tuple[Any, ...]:
        lead, rest = self.draw(st.sampled_from(VERBS))
        text = f"{lead}{rest} the keepers of {self.words()}"
        before = f"\t{number}.\t" if number else "\t"
        label = str(number) if number else None
        kind = (
            self.draw(st.sampled_from(("plain", "plain", "items", "items", "quotation", "table")))
            if number
            else "plain"
        )
        if kind == "plain":
            return "operative", label, self.put(before, text + " to light them", ";" if number else "."), (), lead
        if kind == "items":
            text = self.put(before, text, ":")
            style = self.draw(st.sampled_from(STYLES))
            below = self.items(style, 0)
            if self.chance(3):
                text_below = self.put("\t", f"and asks all to think of {self.words()}", ";")
                below += (("paragraph", None, text_below, (), None),)
            return "operative", label, text, below, lead
        if kind == "quotation":
            text = self.put(before, f"Decides that rule 5 on {self.words()} shall read as follows", ":")
            first = self.put("\t", f"“1. Every one of {self.words()} is lit", ";")
            last = self.put("\t", f"2. Each keeper of {self.words()} reads", ".”")
            below = (("quotation", None, first, (), None), ("quotation", None, last, (), None))
            return "operative", label, text, below, "Decides"
        text = self.put(before, f"Approves the sums for {self.words()} in the table below", ":")
        cells = ["Coast", "Lamps", "Keepers"] + [
            cell for name in ("North", "South", "West") for cell in (name, "119 854", "1.5")
        ]
        self.lines += cells
        self.tables.append(("table", None, " ".join(cells), (), None))
        return "operative", label, text, (), "Approves"

    def items(self, style: tuple[tuple[str, str], ...], depth: int, sign: str = ";") -> tuple[tuple[Any, ...], ...]:
        form, counts = style[depth]
        out = []
        many = self.draw(st.sampled_from((2, 3, 10, 28))) if counts == "a" and self.chance(6) else 2
        deeper = depth < 2 and self.chance(3)
        for number in range(1, many + 1):
            label = counted(counts, number)
            nested = deeper and number == 2
            text = self.put(f"\t{form.format(label)}\t", f"To keep {self.words()}", ":" if nested else sign)
            below = self.items(style, depth + 1, sign) if nested else ()
            out.append(("subparagraph", label, text, below, None))
        return tuple(out)

    def heading(self, text: str, label: str | None = None) -> tuple[Any, ...]:
        self.lines += ["", text, ""]
        return "heading", label, text, (), None

    def clauses(self, first: int) -> list[tuple[Any, ...]]:
        out: list[tuple[Any, ...]] = []
        for place in range(self.draw(st.integers(1, 3))):
            out += [self.operative(first + place), *self.tables]
            self.tables.clear()
        return out

    def body(self) -> list[tuple[Any, ...]]:
        """Preamble and operatives: a single one without number, thematic headings, or sections of their own."""
        self.lines.append("\tThe General Assembly,")
        out: list[tuple[Any, ...]] = [("formula", None, "The General Assembly,", (), None)]
        form = self.draw(st.sampled_from(("plain", "single", "unnumbered", "thematic", "sections", "declaration")))
        if form != "sections" or self.chance():
            out += [self.preambular() for _ in range(self.draw(st.integers(1, 3)))]
        if form == "single":
            return [*out, self.operative(None)]
        if form == "unnumbered":
            return [*out, *(self.acting() for _ in range(self.draw(st.integers(2, 3))))]
        if form == "declaration":
            return out + self.declaration()
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

    def acting(self) -> tuple[Any, ...]:
        """One of several operative clauses that bear no numbers, as early texts have them (FORMAT.md 5.1)."""
        lead, rest = self.draw(st.sampled_from(VERBS))
        text = self.put("\t", f"{lead}{rest} the keepers of {self.words()} to light them", ";")
        return "operative", None, text, (), lead

    def declaration(self) -> list[tuple[Any, ...]]:
        """A declaration that the only clause adopts; it is the body, and its numbers are its own (FORMAT.md 5.1)."""
        text = self.put("\t", f"Adopts the following declaration on {self.words()}", ":")
        out: list[tuple[Any, ...]] = [("operative", None, text, (), "Adopts")]
        out.append(self.heading("Declaration on " + self.words()))
        for number in range(1, self.draw(st.integers(2, 4))):
            said = self.put(f"\t{number}.\t", f"We, who tend {self.words()}, have met to light them", ".")
            out.append(("paragraph", str(number), said, (), None))
        return out

    def closing(self) -> tuple[int, str]:
        meeting = self.draw(st.integers(4, 99))
        self.lines += ["", f"{meeting}th plenary meeting", "4 May 2031", ""]
        return meeting, "2031-05-04"

    def annex(self, label: str) -> tuple[Any, ...]:
        title = "Rules for " + self.words()
        self.lines += [label, title, ""]
        blocks: list[tuple[Any, ...]] = [("heading", None, label, (), None), ("heading", None, title, (), None)]
        number = 1
        for section in ("A", "B")[: self.draw(st.integers(0, 2))]:
            blocks.append(self.heading(f"{section}. Of {self.words()}", section))
            for _ in range(2):
                text = self.put(f"\t{number}.\t", f"A keeper looks after {self.words()}", ".")
                blocks.append(("paragraph", str(number), text, (), None))
                number += 1
        if number == 1:
            text = self.put("\t", f"A keeper looks after {self.words()}", ".")
            blocks.append(("paragraph", None, text, (), None))
        return label, title, tuple(blocks)


@st.composite
def resolutions(draw: st.DrawFn) -> tuple[str, Any]:
    """A print, and the outline of it: parts, each with letter, title, blocks, closing and annexes; notes, marks and
    symbols cited in the text."""
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
    if printer.chance():  # the masthead comes last, its cells run together (FORMAT.md 10.1)
        printer.lines += MASTHEAD
    told = (tuple(parts), printer.marked, tuple(printer.marks), tuple(printer.cited))
    return "\n".join(printer.lines) + "\n", told


def outline(block: Any) -> tuple[Any, ...]:
    """A block of the model as the generator writes it: (kind, label, text, what stands below, lead phrase)."""
    if block.kind == "table":
        return "table", None, " ".join(cell.text for row in block.rows for cell in row), (), None
    below = tuple(outline(child) for child in getattr(block, "children", ()))
    return block.kind, getattr(block, "label", None), block.text, below, lead_of(block)


def lead_of(block: Any) -> str | None:
    """The lead phrase of a clause of the body; the paragraphs below clauses and of annexes open with plain words."""
    return getattr(block, "opening", None) if block.kind in ("preambular", "operative") else None


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
    cited = tuple(one.symbol for part in found.parts for block in walk(part.blocks) for one in references(block))
    return parts, len(found.footnotes), marks_in_order(found), cited


def references(block: Any) -> tuple[Any, ...]:
    return getattr(block, "references", ())


def marks_in_order(found: unres.Resolution) -> tuple[int, ...]:
    blocks = [block for part in found.parts for top in (part, *part.annexes) for block in walk(top.blocks)]
    marks = [mark for block in blocks for mark in getattr(block, "note_marks", ())]
    return tuple(mark.number for mark in sorted(marks, key=lambda mark: (mark.start, mark.number)))


@given(resolutions())
@_CALM
def test_a_resolution_of_any_structure_parses_back_to_itself(drawn: tuple[str, Any]) -> None:
    printed, expected = drawn
    assert told(unres.parse(printed)) == expected

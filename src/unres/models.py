"""The document model: the vocabulary of everything else.

A `Resolution` is a tree of frozen pydantic models. Two conventions hold throughout:

* **Offsets.** `start` and `end` count characters of `Resolution.source_text` from 0, the end excluded. A block's span is
  its own paragraph as printed, label and note marks included, its children excluded: so the leaves tile the source.
  `offset` counts characters of the block's own `text`.
* **As printed, and normalised.** `text` is as printed but for what the model states elsewhere (label, note marks) and for
  line breaks, which become one space. Normalised values (`symbol`, `number`, dates) stand in fields of their own.

The JSON keys that other programs rely on are fixed by the project's contract; `schema_version` says which they are.
"""

from __future__ import annotations

import datetime
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, ParamSpec, TypeVar, cast

from pydantic import BaseModel, ConfigDict, Field

from .diagnostics import Diagnostic
from .grammar_files import languages

SCHEMA_VERSION: Literal["1.0"] = "1.0"

if TYPE_CHECKING:
    Language = str
else:
    Language = Literal[languages()]  # what there are grammars for; a model refuses any other
Organ = Literal["General Assembly", "Security Council", "Economic and Social Council", "Human Rights Council", "other"]


class Model(BaseModel):
    """Base of every model: frozen, unknown fields refused, field descriptions from the docstrings below them.

    What checks a model's values is built when it is first asked to: a parse needs that of `Resolution` alone.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True, defer_build=True)


_P = ParamSpec("_P")
_M = TypeVar("_M", bound=Model)


def unchecked(model: Callable[_P, _M]) -> Callable[_P, _M]:
    """A constructor of `model` for values that are of the right types: what mypy has checked is not checked again.

    It takes about half the time, and a document has some hundred nodes. A test sends what the parser builds through
    validation.
    """
    made_of = cast("type[_M]", model)
    fields = {name: field.default for name, field in made_of.model_fields.items()}
    every = set(fields)
    new, put = made_of.__new__, object.__setattr__

    def build(*_: _P.args, **values: _P.kwargs) -> _M:
        node = new(made_of)
        put(node, "__dict__", fields | values)
        put(node, "__pydantic_fields_set__", every)
        put(node, "__pydantic_extra__", None)
        put(node, "__pydantic_private__", None)
        return node

    return build


class Node(Model):
    """A model that stands at a place of the source text."""

    start: int
    """First character in `Resolution.source_text`, counted from 0."""
    end: int
    """The character after the last one."""


# ---- what stands inside a paragraph -------------------------------------------------------------------------------


class NoteMark(Node):
    """A footnote mark in a block. Its span covers the printed digits (and `1/` or brackets, where these mark it)."""

    number: int
    """The footnote it points to."""
    offset: int
    """Where it stands, in characters of the block's `text`, which is free of marks."""
    repeat: bool = False
    """Whether the footnote was marked before; a repeated mark bears the first one's number (FORMAT.md 6.1)."""
    printed: str | None = None
    """For a repeated range, what is printed ("1-21"); the range's other numbers are marks of their own."""


class Reference(Node):
    """A citation: what is printed, and the document or place it names."""

    kind: Literal["resolution", "decision", "document", "charter", "treaty", "internal", "self"]
    """`document` is any symbol that is neither resolution nor decision; `internal` a paragraph, section or annex of this
    resolution ("paragraph 5 above"); `self` is "the present resolution"."""
    text: str
    """The citation as printed."""
    symbol: str | None = None
    """Normalised symbol, "A/RES/57/32"; for a decision "A/DEC/74/545", as the digital library catalogues it."""
    letter: str | None = None
    """The part cited, where a symbol of the old scheme does not name it: "A" of "217 A (III)", published as one."""
    organ: Organ | None = None
    """The organ whose resolution or decision it is."""
    date: datetime.date | None = None
    """The date printed for it; a date shared by a list is given to each of its members."""
    pinpoint: str | None = None
    """Sections, paragraphs, annexes, articles or volumes cited, as printed: "section III, paragraph 5", "annex II"."""
    target: str | None = None
    """For `internal`, the `id` of the block or annex meant, where it was found."""
    url: str | None = None
    """The document on docs.un.org, where a symbol is known."""


class Verb(Model):
    """One verb of a lead phrase."""

    base: str
    """Base form, in the document's language: "take note", "request"."""
    key: str | None = None
    """The act in any language: `recall`, `take_note`, `request`, …"""
    mood: Literal["preambular", "operative"]
    """Whether the form is one that opens preambular clauses (participles) or operative ones (finite verbs)."""


# ---- blocks -------------------------------------------------------------------------------------------------------


class TextBlock(Node):
    """What all blocks with text share."""

    id: str
    """Unique in the document and stable for the same text: "op2-a-ii", "pre", "pre.2", "B-op1", "annex1-p4"."""
    label: str | None = None
    """Number or letter as printed, without its punctuation: "12", "a", "ii", "II"."""
    text: str
    """The paragraph without label and note marks."""
    note_marks: tuple[NoteMark, ...] = ()
    """Footnote marks, in order."""
    references: tuple[Reference, ...] = ()
    """Citations, in order."""


class Formula(TextBlock):
    """The enacting formula, "The General Assembly,"."""

    kind: Literal["formula"] = "formula"


class Heading(TextBlock):
    """A line that heads what follows: a section number, a letter, a theme, or a number with its title."""

    kind: Literal["heading"] = "heading"
    level: int = 1
    """Depth from 1, as read from the heading's numbering and place."""


class Clause(TextBlock):
    """A paragraph that may open with a lead phrase and may have sub-paragraphs."""

    opening: str | None = None
    """The lead phrase, which the UN sets in italics: "Noting with serious concern", "Also requests"."""
    verbs: tuple[Verb, ...] = ()
    """The verbs of the lead phrase, several where they are joined ("Welcomes and encourages")."""
    children: tuple[Block, ...] = ()
    """Sub-paragraphs, continuations, quoted text and tables, in order."""


class Preambular(Clause):
    """A preambular clause: a paragraph before the operative ones that gives a ground ("Recalling …,")."""

    kind: Literal["preambular"] = "preambular"


class Operative(Clause):
    """An operative clause: a paragraph in which the Assembly acts, numbered unless it is the only one."""

    kind: Literal["operative"] = "operative"


class Subparagraph(Clause):
    """A lettered, numbered or bulleted item below another paragraph."""

    kind: Literal["subparagraph"] = "subparagraph"
    depth: int = 1
    """1 for (a), 2 for (i) below it, and so on."""


class Paragraph(Clause):
    """A paragraph without number: of a declaration or annex, or one that continues a clause after its sub-paragraphs.

    A numbered paragraph of a declaration or annex is a `Paragraph` with a label.
    """

    kind: Literal["paragraph"] = "paragraph"


class Quotation(TextBlock):
    """A paragraph of quoted text; its numbers belong to the quotation."""

    kind: Literal["quotation"] = "quotation"
    children: tuple[Block, ...] = ()
    """Quoted sub-paragraphs."""


class TableCell(Node):
    """A cell of a table."""

    text: str
    """The cell's text without note marks."""
    columns: int = 1
    """How many columns it spans."""
    rows: int = 1
    """How many rows it spans."""
    header: bool = False
    """Whether it heads its column."""
    note_marks: tuple[NoteMark, ...] = ()
    """Footnote marks, at offsets of the cell's own text."""


class Table(Node):
    """A table. Where only text was read, a row is a printed line and `rows` may have one cell each."""

    kind: Literal["table"] = "table"
    id: str
    """Unique in the document."""
    rows: tuple[tuple[TableCell, ...], ...]
    """Rows of cells, in reading order."""


class Unparsed(Node):
    """Text that belongs to no known element; a `not-understood` diagnostic points at it."""

    kind: Literal["unparsed"] = "unparsed"
    id: str
    """Unique in the document."""
    text: str
    """As printed."""


Block = Annotated[
    Formula | Preambular | Operative | Subparagraph | Paragraph | Heading | Quotation | Table | Unparsed,
    Field(discriminator="kind"),
]


# ---- the parts of a document --------------------------------------------------------------------------------------


class Closing(Node):
    """The closing lines: which plenary meeting adopted the text, and when."""

    text: str
    """As printed, in one line."""
    meeting: int | None = None
    """The plenary meeting's number, from figures or words."""
    resumed: bool = False
    """Whether it was a resumed meeting ("56th (resumed) plenary meeting")."""
    date: datetime.date | None = None
    """The date of adoption."""


class Annex(Node):
    """An annex, appendix or enclosure; it follows the closing lines."""

    kind: Literal["annex", "appendix", "enclosure"] = "annex"
    """Which of the three its label says it is."""
    id: str
    """Unique in the document: "annex1"."""
    label: str
    """The first line as printed: "Annex II"."""
    number: str | None = None
    """The number in `label`, as printed."""
    title: str | None = None
    """The title printed below the label."""
    blocks: tuple[Block, ...] = ()
    """Everything under the label, the title included as headings."""


class VoteGroup(Model):
    """The States that voted one way."""

    count: int | None = None
    """The number stated in the vote line."""
    states: tuple[str, ...] = ()
    """Names as printed, brackets and commas inside a name kept."""


class Vote(Node):
    """A recorded vote, as printed in the volumes (FORMAT.md 7.3)."""

    text: str
    """As printed."""
    recorded: bool = True
    """False for "without a vote"."""
    in_favour: VoteGroup = VoteGroup()
    """Votes in favour."""
    against: VoteGroup = VoteGroup()
    """Votes against."""
    abstaining: VoteGroup = VoteGroup()
    """Abstentions."""


class Part(Node):
    """One complete resolution text. A plain resolution has one part; "72/90 A-B" has two, each with its own closing."""

    number: str | None = None
    """"65/123"; of a lettered part "76/84 A"."""
    letter: str | None = None
    """The part's letter."""
    title: str | None = None
    """The part's own title, note marks removed."""
    title_marks: tuple[NoteMark, ...] = ()
    """Footnote marks in the title, at offsets of `title`."""
    title_references: tuple[Reference, ...] = ()
    """Citations in the title."""
    blocks: tuple[Block, ...] = ()
    """Formula, clauses, headings and tables in the order of print."""
    closing: Closing | None = None
    """The closing lines."""
    vote: Vote | None = None
    """The vote, where the print gives one."""
    annexes: tuple[Annex, ...] = ()
    """Annexes, in order."""


class Footnote(Node):
    """A footnote, with every place that it is marked at."""

    number: int
    """Its number in the one sequence of the document."""
    printed: str | None = None
    """The number as printed, where pages number their notes anew and `number` is therefore not what is printed."""
    text: str
    """The note without its number."""
    references: tuple[Reference, ...] = ()
    """Citations in the note."""
    ibid: int | None = None
    """For "Ibid.", the number of the footnote that it repeats."""
    resolved: str | None = None
    """For "Ibid.", the source in full: what it repeats, with what it states anew."""
    marks: tuple[MarkPlace, ...] = ()
    """Where the text bears its mark; the first is the footnote's place, the others repeat it."""


class MarkPlace(Model):
    """A place where a footnote is marked."""

    block: str
    """`id` of the block ("title" for the title line)."""
    offset: int
    """Characters into that block's text."""


class Session(Model):
    """A session of the General Assembly."""

    number: int
    """"Sixty-fifth session" is 65; "Tenth emergency special session" 10."""
    kind: Literal["regular", "special", "emergency special"] = "regular"
    """The printed text says "regular" by saying nothing."""
    text: str | None = None
    """As printed."""


class AgendaItem(Model):
    """An agenda item, with its sub-item where one is named."""

    number: int
    """122 of "Agenda item 122 (m)"."""
    sub: str | None = None
    """"m" of "Agenda item 122 (m)"."""


class Basis(Node):
    """The bracketed line below the adoption line: on what report or draft the Assembly acted (FORMAT.md 2.5)."""

    text: str
    """As printed, without the square brackets."""
    kind: Literal["plenary", "committee", "other"]
    """`plenary`: without reference to a Main Committee. `committee`: on the report of one."""
    committee: str | None = None
    """The committee as printed: "Third Committee"."""
    documents: tuple[str, ...] = ()
    """Normalised symbols, "A/65/L.11 and Add.1" expanded to both."""
    paragraph: str | None = None
    """"110" of "A/77/385, para. 110"."""


class Ods(Model):
    """What the Official Document System's comment block and the page furniture say of the file."""

    symbols: tuple[str, ...] = ()
    """Contents of the `<<ODS DOC SYMBOLn>>` fields, empty ones left out."""
    job_numbers: tuple[str, ...] = ()
    """Every job number, as printed; the comment's, the footer's and the bar code's may differ (FORMAT.md 1.8)."""
    bar_codes: tuple[str, ...] = ()
    """Bar-code texts without their asterisks."""
    anchors: tuple[str, ...] = ()
    """Comment anchors, "DU1" of "[DU1]"."""
    fields: dict[str, str] = {}
    """Any other `<<ODS …>>` field by its name."""


class MastheadField(Node):
    """A masthead or furniture field: where in the text it stands and what it is."""

    name: Literal[
        "symbol", "organization", "organ", "distribution", "original", "issued", "session", "agenda", "agenda_title",
        "adoption", "basis", "title", "letter", "job_number", "bar_code", "ods", "anchor", "running_head", "page_number",
        "rule", "date", "annex", "contents", "translation",
    ]  # fmt: skip
    """Which field."""
    text: str
    """As printed."""


class Resolution(Model):
    """One General Assembly resolution, in any form the UN publishes it."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    """Which version of this shape the data has."""
    kind: Literal["resolution", "decision"] = "resolution"
    """What the document is."""
    symbol: str | None = None
    """"A/RES/65/123", as normalised by `Symbol`."""
    symbols: tuple[str, ...] = ()
    """Every symbol the document bears, its own first."""
    language: Language = "en"
    """Language of the text."""
    organization: str | None = None
    """"United Nations", as printed."""
    organ: str | None = None
    """"General Assembly", as printed."""
    distribution: str | None = None
    """"General" of "Distr.: General"."""
    title: str | None = None
    """The title line; of a document in lettered parts, the title they share."""
    title_marks: tuple[NoteMark, ...] = ()
    """Footnote marks in the shared title."""
    session: Session | None = None
    """The session that adopted it."""
    agenda_items: tuple[AgendaItem, ...] = ()
    """Agenda items, one for each sub-item."""
    agenda_title: str | None = None
    """The agenda item's title (printed from session 75 on)."""
    adopted: datetime.date | None = None
    """Date of adoption: of the adoption line, unless no closing has it; then of the first closing."""
    adoption_text: str | None = None
    """The adoption line as printed."""
    issued: datetime.date | None = None
    """Date of issue, in the masthead."""
    basis: Basis | None = None
    """The report or draft acted on."""
    job_number: str | None = None
    """"N1051992", the comment's where there is one, without its language letter."""
    ods: Ods = Ods()
    """What the ODS comment block and the furniture say."""
    parts: tuple[Part, ...] = ()
    """The text: one part, or one for each letter."""
    footnotes: tuple[Footnote, ...] = ()
    """Footnotes in order of number."""
    fields: tuple[MastheadField, ...] = ()
    """Masthead and furniture, in the order of the text."""
    diagnostics: tuple[Diagnostic, ...] = ()
    """What is odd, in the order of the text."""
    complete: bool = True
    """False for a resolution of which a print shows only a piece."""
    source_text: str = ""
    """The whole text that every offset counts in, with newlines for the line ends of other systems."""
    pages: tuple[Page, ...] = ()
    """For a PDF, which characters each page holds; a page whose text stands in several places is named for each."""
    printed_lines: tuple[PrintedLine, ...] = ()
    """For a PDF, each printed line (or cell of one) in the order of the text: the characters it holds, its page and its
    box, as `[start, end, page, left, bottom, right, top]`. `places` finds those of a span."""
    pieces: tuple[Piece, ...] = ()
    """For a resolution cut from a printed volume or page, where the pieces of `source_text` stand in the text that was
    read. Empty where `source_text` is that text."""

    # -- views ------------------------------------------------------------------------------------------------------

    def blocks(self) -> Iterator[Any]:
        """Every block of all parts and annexes, parents before children, in the order of print."""
        for part in self.parts:
            yield from walk(part.blocks)
            for annex in part.annexes:
                yield from walk(annex.blocks)

    def leaves(self) -> Iterator[tuple[int, int, Any]]:
        """What the text is made of, as (start, end, node) in the order of print: every character of `source_text` that
        is not white space belongs to exactly one leaf.

        A block is the leaf of its own paragraph without its children, a table of all its cells, an annex of its head
        (the heading among its blocks), and in pieces where a running head or a vote stands within it; the other leaves
        are fields, closings, votes and footnotes.
        """
        leaves: list[tuple[int, int, Any]] = [(one.start, one.end, one) for one in self.fields]
        framing = [node for part in self.parts for node in (part.closing, part.vote) if node is not None]
        for node in framing:
            leaves += _around(node, self.fields)
        within = sorted([*self.fields, *framing], key=lambda node: node.start) if framing else self.fields
        for node in (*self.blocks(), *self.footnotes):
            leaves += _around(node, within)
        yield from sorted(leaves, key=lambda leaf: leaf[:2])

    def clause(self, path: str) -> Any:
        """The block that a path names as a citation would: "9", "2 (a) (ii)", "B 3 (c)" (the part's letter first), "I"
        (a section's heading), "annex", "annex I 4" (by the annex's printed number, or its place).

        Of two with one label the first is meant. For an annex alone it is its heading.

        Raises:
            KeyError: there is none; the message says as far as which step the path leads.
        """
        steps = [step for step in path.replace("(", " ").replace(")", " ").replace(",", " ").split() if step]
        if not steps:
            raise KeyError("an empty path names no clause")
        taken = 0
        parts = [part for part in self.parts if part.letter == steps[0]]
        if parts:
            taken = 1
        else:
            parts = list(self.parts)
        pool: list[Any] = [block for part in parts for block in part.blocks]
        found: Any = None
        if taken < len(steps) and steps[taken].lower() in ("annex", "appendix", "enclosure"):
            kind = steps[taken].lower()
            annexes = [annex for part in parts for annex in part.annexes if annex.kind == kind]
            taken += 1
            asked = steps[taken] if taken < len(steps) else None
            chosen = next((annex for annex in annexes if asked is not None and annex.number == asked), None)
            if chosen is not None:
                taken += 1
            elif annexes and (annexes[0].number is None or asked is None):
                chosen = annexes[0]
            if chosen is None:
                raise KeyError(f"no {kind} {asked or ''}".rstrip() + f" (of {path!r})")
            pool, found = list(chosen.blocks), chosen.blocks[0]
        for step in steps[taken:]:
            labelled = [block for block in pool if getattr(block, "label", None) == step]
            found = next((block for block in labelled if block.kind != "heading"), labelled[0] if labelled else None)
            if found is None:
                before = " ".join(steps[: steps.index(step)])
                raise KeyError(f"no {step!r} {f'in {before!r}' if before else 'in the text'} (of {path!r})")
            pool = list(getattr(found, "children", ())) or _section(pool, found)
        if found is None:
            raise KeyError(f"{path!r} names a part, not a clause")
        return found

    def places(self, start: int, end: int) -> tuple[PrintedLine, ...]:
        """The printed lines that hold any of the characters from `start` to `end` of a PDF, in the order of the text.

        A block, footnote, citation or mark is found by its own span: `places(block.start, block.end)`. The boxes are of
        whole lines. Empty for what was read from another form, or for white space alone.
        """
        lines = self.printed_lines
        first = bisect_right(lines, start, key=lambda line: line.end)
        last = bisect_left(lines, end, key=lambda line: line.start)
        return lines[first:last]

    def origin(self, offset: int) -> int:
        """The character of the text that was read for one of `source_text`.

        White space that joins two pieces leads to the end of the piece before.
        """
        if not self.pieces:
            return offset
        place = max(bisect_right(self.pieces, offset, key=lambda piece: piece.start) - 1, 0)
        piece = self.pieces[place]
        return piece.origin + min(max(offset - piece.start, 0), piece.end - piece.start)

    @property
    def preamble(self) -> tuple[Preambular, ...]:
        """Preambular clauses, in order, over all parts."""
        return tuple(block for part in self.parts for block in part.blocks if isinstance(block, Preambular))

    @property
    def operative(self) -> tuple[Operative, ...]:
        """Operative clauses, in order, over all parts."""
        return tuple(block for part in self.parts for block in part.blocks if isinstance(block, Operative))

    def footnote(self, number: int) -> Footnote:
        """The footnote of that number.

        Raises:
            KeyError: there is none.
        """
        for note in self.footnotes:
            if note.number == number:
                return note
        raise KeyError(f"no footnote {number}")


class Piece(Node):
    """A stretch of `Resolution.source_text` that was cut from a print."""

    origin: int
    """Where its first character stands in the text that was read."""


class PrintedLine(NamedTuple):
    """A printed line of a page, or a cell of one; coordinates are points from the page's lower left corner, and for a
    page that is read sideways from the corner that it is read from."""

    start: Annotated[int, Field(description="First character in `Resolution.source_text`, counted from 0.")]
    end: Annotated[int, Field(description="The character after the last one.")]
    page: Annotated[int, Field(description="The page's number, from 1.")]
    left: Annotated[float, Field(description="Its left edge, in points.")]
    bottom: Annotated[float, Field(description="Its lower edge, in points.")]
    right: Annotated[float, Field(description="Its right edge, in points.")]
    top: Annotated[float, Field(description="Its upper edge, in points.")]


class Page(Node):
    """The characters printed on one page of a PDF."""

    number: int
    """From 1."""
    width: float
    """In points."""
    height: float
    """In points."""


def _section(blocks: list[Any], heading: Any) -> list[Any]:
    """What stands under a heading, up to the next one of its level or above; nothing for any other block."""
    if heading.kind != "heading":
        return []
    after = blocks[blocks.index(heading) + 1 :]
    end = next(
        (at for at, block in enumerate(after) if block.kind == "heading" and block.level <= heading.level), len(after)
    )
    return after[:end]


def _around(node: Any, parting: Sequence[Any]) -> Iterator[tuple[int, int, Any]]:
    """The pieces of a node that are left between those of `parting`, in order, that stand within it."""
    start = node.start
    for at in range(bisect_left(parting, start, key=lambda other: other.start), len(parting)):
        other = parting[at]
        if other.start >= node.end:
            break
        if other.start > start:
            yield start, other.start, node
        start = max(start, other.end)
    if start < node.end:
        yield start, node.end, node


def walk(blocks: tuple[Any, ...]) -> Iterator[Any]:
    """`blocks` and all their children, parents first."""
    for block in blocks:
        yield block
        children = getattr(block, "children", ())
        if children:
            yield from walk(children)

"""The preamble and the body of an Akoma Ntoso file as drafts: blocks before they are printed.

Nesting comes from the elements where they nest. Where the UN leaves the items of a list as paragraphs of their own, or
sets a list beside its item, it comes from the labels: `_Open` knows which are open and where the next one belongs. A
label that stands in the text ("(a)", "12.") is lifted out of it. Our own export states the kind and place of every
block, and nothing of it is inferred.

Invariant: every paragraph of the elements read is in exactly one draft, in the order of the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from ..akn import HEADING_STYLES, OURS, A
from ..labels import alphabetic, roman
from .akn_inline import Inlines, Text, joined, number_of, opening_of, plain, tag_of

_LEVELS = {"HCh": 1, "HCH": 1, "TitleHCH": 1, "TitleH1": 1, "TitleH2": 2}
_LEVELS |= {style: level for level, style in HEADING_STYLES.items()}
_HEADING_CLASS = re.compile(r"(?:^|\s)(H(?:\d+|Ch|CH)|TitleH\w*)(?:\s|$)")
_LEVEL_CLASS = re.compile(r"(?:^|\s)level(\d+)(?:\s|$)")
# A label that the UN's markup leaves in the text: "(a)", "a)", "12.", "1 -", "•".
_TYPED_LABEL = re.compile(r"(\([^\W_]{1,4}\)|[a-z]{1,4}\)|\d{1,3}\.|\d{1,3} ?[-–]|[•·])\s+(?=\S)")
PUNCTUATION = "().،,:-–—‑[]．、。（） \t\u00a0\u200e\u200f"
_HEADING_LABEL = re.compile(r"(?:[IVXLC]+|[A-Z]|\d{1,2})\.?(?=[\s\d]|$)")
_STOP_OF_NUMBER = re.compile(r"\.\s+")  # a number's full stop, left in the text
_OWN_BULLET = re.compile(r"([•·])\t")
_OPENING_QUOTE = re.compile(r"[“«„\"]")


@dataclass(slots=True)
class Cell:
    text: Text
    columns: int
    rows: int
    header: bool


@dataclass(slots=True)
class Draft:
    """A block before it is printed. `printed` is its label as it stands in the file."""

    kind: str
    text: Text = field(default_factory=Text)
    printed: str = ""
    opening: str | None = None
    level: int = 1
    depth: int | None = None
    id: str | None = None
    children: list[Draft] = field(default_factory=list)
    rows: list[list[Cell]] = field(default_factory=list)

    @property
    def label(self) -> str | None:
        return bare_label(self.printed)


def bare_label(printed: str) -> str | None:
    """ "(a)" is "a", "12." is "12"; a label of punctuation alone ("•") stays."""
    return printed.strip(PUNCTUATION) or printed.strip() or None


def _style(printed: str, follows: Sequence[tuple[str, str]]) -> str:
    """What kind of label it is: "1", "a", "i" or "A" with its bracket, or another; `follows` are the labels now open.

    A letter that is also a roman number is a letter where the open letters go on to it, else a roman number.
    """
    label = (bare_label(printed) or "").strip("’‘'")
    bracket = ")" if ")" in printed else "."
    if label.isdecimal():
        return "1" + bracket + ("'" if label not in printed.strip(PUNCTUATION).split() else "")
    if value := roman(label) if label.islower() else None:
        opened = dict(follows)
        before, letter = opened.get("i" + bracket), opened.get("a" + bracket)
        if value > 1 and before and roman(before) == value - 1:
            return "i" + bracket
        return ("a" if letter and alphabetic(label) == (alphabetic(letter) or 0) + 1 else "i") + bracket
    return ("A" if label.isupper() and label.isascii() else "a" if label.isalpha() else "•") + bracket


@dataclass(slots=True)
class _Open:
    """The clause that is open and the labels open below it, outermost first; where the next item belongs."""

    clause: Draft | None = None
    items: list[tuple[str, Draft]] = field(default_factory=list)

    def start(self, clause: Draft | None) -> None:
        self.clause, self.items = clause, []
        while clause is not None and clause.children:  # the items that the element itself nests stay open
            clause = clause.children[-1]
            if clause.kind != "subparagraph":
                break
            self.items.append((_style(clause.printed, self.labels()), clause))

    def labels(self) -> list[tuple[str, str]]:
        return [(style, draft.label or "") for style, draft in self.items]

    def innermost(self) -> Draft | None:
        return self.items[-1][1] if self.items else self.clause

    def add(self, item: Draft) -> bool:
        """Put a labelled item where its label says; False where no clause is open."""
        if self.clause is None:
            return False
        style = _style(item.printed, self.labels())
        for index, (opened, _) in enumerate(self.items):
            if opened == style:
                del self.items[index:]
                break
        cast(Draft, self.innermost()).children.append(item)
        self.items.append((style, item))
        return True


class Body:
    """Reads preambles and bodies into drafts."""

    def __init__(self, inlines: Inlines, *, bold_too: bool, annex: bool = False) -> None:
        self.inlines = inlines
        self.bold_too = bold_too
        self.exact = inlines.exact  # our own export states every kind and place: nothing is inferred
        self.annex = annex
        self.declaration = annex  # under a title of its own, numbered paragraphs are no operative ones
        self.blocks: list[Draft] = []
        self.open = _Open()

    # -- finding a place --------------------------------------------------------------------------------------------

    def top(self, draft: Draft, *, closes: bool = False) -> None:
        self.blocks.append(draft)
        self.open.start(None if closes else draft)

    def heading(self, text: Text, level: int, label: str | None = None, own_id: str | None = None) -> None:
        """A heading; its text holds its label, as it is printed."""
        if not self.exact and label is None and (found := _HEADING_LABEL.match(text.text)):
            label = found[0].rstrip(".") if found.end() == len(text.text) or found[0].endswith(".") else None
        if text.text:
            self.declaration = self.declaration or (level == 1 and not label)
            self.top(Draft("heading", text, label or "", level=level, id=own_id), closes=True)

    # -- preamble ---------------------------------------------------------------------------------------------------

    def preamble(self, element: Any) -> None:
        for child in element:
            tag = tag_of(child)
            if tag == "formula":
                for p in child.iterfind(f"{A}p"):
                    text = self.inlines.read(p)
                    if text.text or self.exact:
                        self.top(Draft("formula", text, id=id_of(child)), closes=True)
            elif tag == "p":
                self.preambular(child, element)
            elif tag == "blockList":
                self.preambular_list(child, element)
            elif tag == "table":
                self.table(child)
            else:
                self.preamble(child)

    def preambular(self, p: Any, container: Any, kind: str = "preambular") -> None:
        text = self.inlines.read(p)
        if not text.text and not self.exact:
            return
        name = (container.get("name") or "").strip() if tag_of(container) == "container" else None
        opening = opening_of(text, self.bold_too)
        if opening is None and name and text.text.startswith(name):
            opening = name
        wholly_bold = any("bold" in style and text.text[a:b].strip() == text.text for a, b, style in text.styled)
        if not self.exact and name == "" and wholly_bold and text.text[-1:] not in ",;:，；":
            self.heading(text, 3, own_id=id_of(p) or id_of(container))
            return
        self.top(Draft(kind, text, opening=opening, id=id_of(p) or id_of(container)))

    def preambular_list(self, element: Any, container: Any) -> None:
        for child in element:
            tag = tag_of(child)
            if tag == "listIntroduction":
                inner = child.find(f"{A}p")
                self.preambular(inner if inner is not None else child, container)
            elif tag in ("item", "listWrapUp"):
                if self.open.clause is None:
                    self.top(Draft("paragraph"))
                cast(Draft, self.open.clause).children += self.items(element, started=child)
                self.open.start(self.open.clause)
                return

    # -- body -------------------------------------------------------------------------------------------------------

    def body(self, element: Any) -> None:
        """Everything in a main body, a section or any other element that holds blocks, in order."""
        for child in element:
            tag = tag_of(child)
            if tag in ("paragraph", "point"):
                self.paragraph(child)
            elif tag == "crossHeading" and child.get("refersTo") == "#preamble":
                self.preambular(child, child)
            elif tag in ("crossHeading", "subheading", "heading"):
                self.heading(self.inlines.read(child), self.section_level(child), _own_label(child), id_of(child))
            elif tag == "num":
                text = self.inlines.read(child)
                self.heading(text, self.section_level(child), bare_label(text.text), id_of(child))
            elif tag == "p":
                number = child.find(f"{A}num")
                if number is not None:
                    self.heading(self.inlines.read(number), self.section_level(child))
                self.plain(self.inlines.read(child), id_of(child))
            elif tag == "table":
                self.table(child)
            elif tag in ("list", "sublist", "blockList"):
                found = self.items(element, started=child) if tag == "blockList" else self.items(child)
                if self.open.clause is not None:
                    self.open.clause.children += found
                    self.open.start(self.open.clause)
                else:
                    self.blocks += found
            else:
                self.body(child)

    @staticmethod
    def section_level(element: Any) -> int:
        if match := _LEVEL_CLASS.search(element.get("class") or ""):
            return int(match[1])
        return 1 if tag_of(element.getparent()) in ("section", "mainBody", "p") else 2

    def paragraph(self, element: Any) -> None:
        """One `paragraph`: a heading, a numbered paragraph with what it nests, an item, or bare text."""
        style = element.get("class") or ""
        if (level := _heading_level(element)) is not None:
            self.headings(element, level)
            return
        for sub in element.findall(f"{A}subheading") + element.findall(f"{A}heading"):
            self.heading(self.inlines.read(sub), 2, own_id=id_of(element))
        drafts = self.clause(element)
        if not drafts:
            return
        draft, rest = drafts[0], drafts[1:]
        stated = _stated_kind(style)
        if self.exact and stated is None:
            stated = "subparagraph" if tag_of(element) == "point" else "operative"
        if draft.kind == "table":
            self.place_table(draft)
        elif stated:
            draft.kind = stated
            if stated == "subparagraph":
                self.lift_label(draft)
            self.top(draft)
        else:
            self.unstated(draft)
        for more in rest:  # further paragraphs of the same content
            (self.place_table if more.kind == "table" else self.unstated)(more)

    def headings(self, element: Any, level: int) -> None:
        """The headings of one paragraph in a heading's style: a number, a title, or an annex's label with its title."""
        own_id = id_of(element)
        label = _own_label(element)
        for part in _outside_notes(element, {"num", "subheading", "heading", "docType", "docTitle", "p"}):
            text = self.inlines.read(part)
            self.heading(text, level, label, own_id)
            if text.text:
                own_id = label = None

    def clause(self, element: Any) -> list[Draft]:
        """The element's own paragraphs, the first with its label and with all the element nests below it."""
        printed = plain(element.find(f"{A}num"))
        own: list[Draft] = []
        below: list[Draft] = []

        def text(p: Any) -> None:
            if tag_of(p) == "table":
                own.append(self.table_draft(p))
                return
            read = self.inlines.read(p)
            if read.text:
                own.append(Draft("", read, opening=opening_of(read, self.bold_too)))
            for inner in p:
                if tag_of(inner) in ("list", "sublist", "blockList"):
                    below.extend(self.items(inner))

        for child in element:
            tag = tag_of(child)
            if tag in ("content", "intro"):
                for p in child:
                    if tag_of(p) == "blockList":
                        below += self.items(p)
                    else:
                        text(p)
            elif tag == "p" or tag == "table":
                text(child)
            elif tag in ("list", "sublist", "blockList"):
                introduction = child.find(f"{A}intro")
                if introduction is None:
                    introduction = child.find(f"{A}listIntroduction")
                if introduction is not None and not own:
                    for p in introduction.findall(f"{A}p") or [introduction]:
                        text(p)
                below += self.items(child)
            elif tag in ("point", "item", "paragraph", "wrapUp"):
                below += self.item(child)
        if not own and (printed or below):
            own.append(Draft(""))
        if own:
            stop = _STOP_OF_NUMBER.match(own[0].text.text)
            if printed and not self.exact and stop:
                printed, own[0].text = f"{printed}.", own[0].text.without(stop.end())
            if own[0].kind == "table":
                return own + below
            own[0].printed, own[0].id = printed, id_of(element)
            own[0].children += below
            if depth := re.search(r"(?:^|\s)depth(\d+)", element.get("class") or ""):
                own[0].depth = int(depth[1])
        return own

    def items(self, element: Any, started: Any = None) -> list[Draft]:
        """The items of a list as drafts; `started` is the first child to read, what stands before it being read."""
        drafts: list[Draft] = []
        for child in element:
            if started is not None and child is not started:
                continue
            started = None
            tag = tag_of(child)
            if tag in ("sublist", "list", "blockList"):
                # The UN writes the list below an item beside the item.
                (drafts[-1].children if drafts and drafts[-1].kind == "subparagraph" else drafts).extend(
                    self.items(child)
                )
            elif tag not in ("intro", "listIntroduction", "num"):
                drafts += self.item(child)
        return drafts

    def item(self, element: Any) -> list[Draft]:
        """One item, or the text after the items, with what it nests."""
        tag = tag_of(element)
        stated = _stated_kind(element.get("class") or "")
        if tag in ("wrapUp", "listWrapUp"):
            found: list[Draft] = []
            for p in element.findall(f"{A}p") or [element]:
                if (read := self.inlines.read(p)).text:
                    found.append(Draft("paragraph", read, opening=opening_of(read, self.bold_too), id=id_of(p)))
            return found
        if (level := _heading_level(element)) is not None:
            inner = Body(self.inlines, bold_too=self.bold_too, annex=self.annex)
            inner.headings(element, level)
            return inner.blocks
        drafts = self.clause(element)
        for draft in drafts:
            if draft.kind == "table":
                continue
            if stated in (None, "subparagraph"):
                self.lift_label(draft)
            draft.kind = stated or ("subparagraph" if draft.printed else "paragraph")
            draft.opening = draft.opening if draft.kind != "quotation" else None
        return drafts

    def lift_label(self, draft: Draft) -> None:
        """Take a label that stands in the text out of it."""
        typed = None if draft.printed else (_OWN_BULLET if self.exact else _TYPED_LABEL).match(draft.text.text)
        if typed:
            draft.printed, draft.text = typed[1], draft.text.without(typed.end())
            draft.opening = opening_of(draft.text, self.bold_too)

    def plain(self, text: Text, own_id: str | None) -> None:
        if text.text:
            self.unstated(Draft("", text, opening=opening_of(text, self.bold_too), id=own_id))

    def unstated(self, draft: Draft) -> None:
        """Put a paragraph whose kind no class states, by its label and its lead phrase."""
        self.lift_label(draft)
        text = draft.text.text
        if draft.printed and not (draft.label or "").isdecimal():
            draft.kind = "subparagraph"
            if not self.open.add(draft):
                self.top(draft)
        elif draft.printed:
            draft.kind = "paragraph" if self.annex or (self.declaration and not draft.opening) else "operative"
            self.top(draft)
        elif draft.opening and not self.declaration:
            draft.kind = "operative"
            self.top(draft)
        elif self.open.clause is not None and _OPENING_QUOTE.match(text):
            draft.kind, draft.opening = "quotation", None
            cast(Draft, self.open.innermost()).children.append(draft)
        elif self.open.items and text[:1].islower():  # the sentence of the clause goes on
            draft.kind = "paragraph"
            cast(Draft, self.open.clause).children.append(draft)
            self.open.items = []
        else:
            draft.kind = "paragraph"
            self.top(draft)

    # -- tables -----------------------------------------------------------------------------------------------------

    def table(self, element: Any) -> None:
        self.place_table(self.table_draft(element))

    def place_table(self, draft: Draft) -> None:
        opened = self.open.innermost() if not self.exact else None
        if opened is None or opened.kind == "formula":
            self.blocks.append(draft)
        else:
            opened.children.append(draft)

    def table_draft(self, element: Any) -> Draft:
        draft = Draft("table", id=id_of(element))
        for row in element.iter(f"{A}tr"):
            cells: list[Cell] = []
            for cell in row:
                if tag_of(cell) not in ("td", "th"):
                    continue
                texts = [self.inlines.read(p, breaks="\n") for p in (cell.findall(f"{A}p") or [cell])]
                cells.append(
                    Cell(joined(texts), _count(cell, "colspan"), _count(cell, "rowspan"), tag_of(cell) == "th")
                )
            draft.rows.append(cells)
        return draft


def _outside_notes(element: Any, names: set[str]) -> Iterator[Any]:
    """The elements of those names below `element`, in order, those inside a footnote left out."""
    for child in element:
        if tag_of(child) in names:
            yield child
        if tag_of(child) != "authorialNote":
            yield from _outside_notes(child, names)


def _count(cell: Any, name: str) -> int:
    value = cell.get(name) or ""
    return max(1, number_of(value))


def id_of(element: Any) -> str | None:
    """The id that our export gave the block; the UN's files have none."""
    return cast("str | None", element.get("wId"))


def _own_label(element: Any) -> str | None:
    """The label of a heading, which our export states where it is not the whole heading."""
    return cast("str | None", element.get(f"{OURS}label"))


def _heading_level(element: Any) -> int | None:
    """The level that an element's class states; None where it is no heading."""
    style = element.get("class") or ""
    if level := _LEVEL_CLASS.search(style):
        return int(level[1])
    heading = _HEADING_CLASS.search(style)
    return _LEVELS.get(heading[1], 4) if heading else None


def _stated_kind(style: str) -> str | None:
    """The kind of block that our export states as a class, where the element alone does not tell it."""
    for name in style.split():
        if name in ("operative", "paragraph", "quotation", "unparsed", "subparagraph", "formula", "preambular"):
            return name
    return None

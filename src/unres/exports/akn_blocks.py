"""Blocks in Akoma Ntoso, as the UN nests them: containers, paragraphs, lists, sections, tables.

Where AKN has no word for a distinction that the model makes, a `class` states it (an unnumbered "paragraph" beside an
"operative"). `wId` holds the model's own id of a block, so that notes and cross-references keep their targets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from ..akn import HEADING_STYLES
from ..models import Annex, Heading, Paragraph, Preambular, Resolution, Subparagraph, Table, Unparsed
from .akn_elements import Elements, clean, slug
from .akn_text import Texts
from .inline import LABEL_STOPS, printed_label


class Blocks:
    """Writes the blocks of one document; `eids` has the eId of each by its id, before anything is written."""

    def __init__(self, out: Elements, resolution: Resolution) -> None:
        self.out = out
        self.resolution = resolution
        self.eids: dict[str, str] = {}
        self.marked: tuple[set[str], set[str]] = (set(), set())  # annexes whose title, whose label is written
        self.formula: Any = None  # the first enacting formula
        for number, part in enumerate(resolution.parts, 1):
            scope = "" if len(resolution.parts) == 1 else f"part_{slug(part.letter or str(number))}"
            self.name_blocks(part.blocks, scope)
            for index, annex in enumerate(part.annexes, 1):
                self.eids[annex.id] = out.unique(scope, "att", str(index))
                self.name_blocks(annex.blocks, self.eids[annex.id])
        self.texts = Texts(out, resolution, self.eids)

    def name_blocks(self, blocks: Iterable[Any], scope: str) -> None:
        """Give every block its eId, before anything is written, so that a reference may point ahead."""
        counts: dict[str, int] = {}
        names = {"preambular": "recital", "operative": "para", "paragraph": "para", "subparagraph": "point"}
        for block in blocks:
            name = names.get(block.kind, block.kind)
            label = getattr(block, "label", None)
            counts[name] = counts.get(name, 0) + 1
            number = (
                slug(label)
                if label and name in ("para", "point")
                else f"p{counts[name]}"
                if name == "para"
                else str(counts[name])
            )
            self.eids[block.id] = self.out.unique(scope, name, number)
            if children := getattr(block, "children", ()):
                self.name_blocks(children, self.eids[block.id])

    def block(self, parent: Any, name: str, block: Any, class_: str | None = None) -> Any:
        """An element for a model's block, with both its ids."""
        own_id = block.id if block.id and not re.search(r"\s", block.id) else None
        return self.out.element(parent, name, eId=self.eids[block.id], wId=own_id, class_=class_)

    def paragraph(self, parent: Any, block: Any, name: str = "p", **attributes: str | None) -> Any:
        """A block's text as a `p`, or as another element of mixed content."""
        element = self.out.element(parent, name, **attributes)
        if bulleted(block):  # the UN's files have bullets in the text
            element.text = f"{block.label}\t"
        if isinstance(block, Unparsed):
            self.texts.text(element, block.text)
        else:
            self.texts.text(
                element,
                block.text,
                marks=block.note_marks,
                references=block.references,
                opening=block.text.rstrip(" ,،，\u00a0")
                if block.kind == "formula"
                else getattr(block, "opening", None),
                printed=(block.start, block.end),
            )
        return element

    def num(self, parent: Any, block: Any) -> None:
        if (label := printed_label(block, self.resolution)) and not bulleted(block):
            self.out.element(parent, "num", label)

    # -- preamble ---------------------------------------------------------------------------------------------------

    def preamble(self, statement: Any, blocks: Sequence[Any]) -> int:
        """Write the formula and the clauses that follow it; how many blocks that took."""
        taken = 0
        while taken < len(blocks) and blocks[taken].kind in ("formula", "preambular"):
            taken += 1
        if not taken:
            return 0
        preamble = self.out.element(statement, "preamble")
        for block in blocks[:taken]:
            if block.kind == "formula":
                formula = self.block(preamble, "formula", block)
                formula.set("name", "enactingFormula")
                words = self.paragraph(formula, block)
                self.formula = words if self.formula is None else self.formula
                continue
            container = self.block(preamble, "container", block)
            container.set("name", clean(block.opening or ""))
            if block.children:
                items = self.out.element(container, "blockList", eId=f"{self.eids[block.id]}__list_1")
                self.paragraph(items, block, "listIntroduction")
                self.block_items(items, block.children)
            else:
                self.paragraph(container, block)
        return taken

    def block_items(self, items: Any, children: Sequence[Any]) -> None:
        """Sub-items of a preambular clause, which AKN holds as block lists."""
        for index, child in enumerate(children):
            if index and index == len(children) - 1 and _continues(child):
                self.paragraph(items, child, "listWrapUp", wId=self.wid(child))
            elif isinstance(child, Table):
                self.table(self.out.element(items, "item", eId=f"{self.eids[child.id]}__item", class_="table"), child)
            elif isinstance(child, Heading):
                item = self.block(items, "item", child)
                self.heading_texts(item, child)
                self.out.element(item, "p")
            else:
                item = self.block(items, "item", child, self.kind_class(child, "item"))
                self.num(item, child)
                self.paragraph(item, child)
                if below := getattr(child, "children", ()):
                    self.block_items(self.out.element(item, "blockList", eId=f"{self.eids[child.id]}__list_1"), below)
        if len(items) == 1 and items[0].tag.endswith("listIntroduction"):
            self.out.element(self.out.element(items, "item"), "p")

    # -- body -------------------------------------------------------------------------------------------------------

    def body(self, parent: Any, blocks: Sequence[Any], scope: str, *, annex: Annex | None = None) -> None:
        """Write blocks in order; a heading over preambular clauses, or a section's number, opens a `section`."""
        main = target = self.out.element(parent, "mainBody")
        index = 0
        while index < len(blocks):
            block = blocks[index]
            if target is main and annex is not None and isinstance(block, Heading):
                first = block.text == annex.label
                if (first or block.text == annex.title) and annex.id not in self.marked[first]:
                    self.heading(target, block, annex)  # an annex's label and title stand over all its sections
                    index += 1
                    continue
            run = index
            while run < len(blocks) and isinstance(blocks[run], Heading):
                run += 1
            over_preamble = run < len(blocks) and isinstance(blocks[run], Preambular)
            numbered = annex is None and isinstance(block, Heading) and _label_alone(block)
            if (run > index or target is main) and (over_preamble or numbered):
                number = slug(block.label) if isinstance(block, Heading) and block.label else ""
                target = self.out.element(main, "section", eId=self.out.unique(scope, "sec", number or "1"))
                while index < run:
                    self.section_heading(target, blocks[index])
                    index += 1
                continue
            index += 1
            if isinstance(block, Preambular):
                self.paragraph(
                    target, block, "crossHeading", refersTo="#preamble", eId=self.eids[block.id], wId=self.wid(block)
                )
                if block.children:
                    self.items(self.out.element(target, "list", eId=f"{self.eids[block.id]}__list_1"), block.children)
            elif isinstance(block, Heading):
                self.heading(target, block, annex)
            elif isinstance(block, Table):
                place = self.out.element(
                    target, "container" if target is main else "paragraph", eId=f"{self.eids[block.id]}__place"
                )
                if target is main:
                    place.set("name", "table")
                else:
                    place.set("class", "table")
                    place = self.out.element(place, "content", eId=f"{self.eids[block.id]}__content")
                self.table(place, block)
            else:
                self.clause(target, "point" if isinstance(block, Subparagraph) else "paragraph", block)
        if not len(main):
            self.out.element(main, "p")

    def section_heading(self, section: Any, block: Heading) -> None:
        """A heading that opens a section: its number or its title, at the level the model gives it."""
        alone = _label_alone(block) and not block.note_marks
        element = self.paragraph(
            section,
            block,
            "num" if alone else "subheading",
            eId=self.eids[block.id],
            wId=self.wid(block),
            class_=f"level{block.level}" if block.level != 1 else None,
        )
        if not alone:
            self.out.own(element, label=block.label)

    def heading(self, parent: Any, block: Heading, annex: Annex | None = None) -> None:
        """A heading as a paragraph of the UN's style; an annex's label and title are marked as such."""
        element = self.block(parent, "paragraph", block)
        first = annex is not None and block.text == annex.label
        second = annex is not None and block.text == annex.title
        if annex is not None and (first or second) and annex.id not in self.marked[first]:
            self.marked[first].add(annex.id)
            element.set("class", HEADING_STYLES.get(block.level, f"level{block.level}"))
            self.out.own(element, label=block.label)
            content = self.out.element(element, "content", eId=f"{self.eids[block.id]}__content")
            self.paragraph(self.out.element(content, "p"), block, "docType" if first else "docTitle")
        else:
            self.heading_texts(element, block)

    def heading_texts(self, element: Any, block: Heading) -> None:
        element.set("class", HEADING_STYLES.get(block.level, f"level{block.level}"))
        self.out.own(element, label=block.label)
        self.paragraph(element, block, "subheading")

    def clause(self, parent: Any, name: str, block: Any, nesting: int = 0) -> None:
        """A numbered or unnumbered paragraph, or an item, with all that stands below it."""
        element = self.block(parent, name, block, self.kind_class(block, name, nesting))
        self.num(element, block)
        eid = self.eids[block.id]
        children = getattr(block, "children", ())
        if not children:
            self.paragraph(self.out.element(element, "content", eId=f"{eid}__content"), block)
        elif name == "paragraph":
            items = self.out.element(element, "list", eId=f"{eid}__list_1")
            self.paragraph(self.out.element(items, "intro", eId=f"{eid}__list_1__intro"), block)
            self.items(items, children, nesting + 1)
        else:
            self.paragraph(self.out.element(element, "intro", eId=f"{eid}__intro"), block)
            self.items(self.out.element(element, "sublist", eId=f"{eid}__list_1"), children, nesting + 1)

    def items(self, items: Any, children: Sequence[Any], nesting: int = 1) -> None:
        for index, child in enumerate(children):
            if index and index == len(children) - 1 and _continues(child):
                self.paragraph(self.out.element(items, "wrapUp", eId=self.eids[child.id]), child, wId=self.wid(child))
            elif isinstance(child, Table):
                point = self.out.element(items, "point", eId=f"{self.eids[child.id]}__place", class_="table")
                self.table(self.out.element(point, "content", eId=f"{self.eids[child.id]}__content"), child)
            elif isinstance(child, Heading):
                self.heading_texts(self.block(items, "point", child), child)
            else:
                self.clause(items, "point", child, nesting)

    @staticmethod
    def kind_class(block: Any, name: str, nesting: int = 0) -> str | None:
        """The class that states a block's kind where the element and its label do not."""
        if isinstance(block, Subparagraph):
            depth = f"depth{block.depth}" if block.depth != max(1, nesting) else None
            return (
                " ".join(
                    filter(
                        None,
                        ("subparagraph" if name == "paragraph" or not block.label or bulleted(block) else None, depth),
                    )
                )
                or None
            )
        return f"SingleTxt {block.kind}" if name == "paragraph" else str(block.kind)

    @staticmethod
    def wid(block: Any) -> str | None:
        return None if not block.id or re.search(r"\s", block.id) else str(block.id)

    def table(self, parent: Any, table: Table) -> None:
        element = self.block(parent, "table", table)
        for row in table.rows:
            tr = self.out.element(element, "tr")
            for cell in row:
                td = self.out.element(
                    tr,
                    "th" if cell.header else "td",
                    colspan=str(cell.columns) if cell.columns != 1 else None,
                    rowspan=str(cell.rows) if cell.rows != 1 else None,
                )
                if cell.text or cell.note_marks:
                    self.texts.text(self.out.element(td, "p"), cell.text, marks=cell.note_marks)
            if not row:
                self.out.element(tr, "td")
        if not table.rows:
            self.out.element(self.out.element(element, "tr"), "td")


def bulleted(block: Any) -> bool:
    return isinstance(block, Subparagraph) and block.label in ("•", "·")


def _label_alone(block: Heading) -> bool:
    """Whether the heading is its number or letter and nothing else."""
    return bool(block.label) and block.text.strip(LABEL_STOPS) == block.label


def _continues(block: Any) -> bool:
    """Whether a child is text that goes on after the items, which AKN calls wrap-up."""
    return isinstance(block, Paragraph) and not block.label and not block.children and bool(block.text)

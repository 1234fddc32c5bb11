"""A resolution as Markdown: CommonMark with the tables and footnotes of GitHub, Pandoc and mkdocs.

Numbers are printed as the document prints them and escaped (`1\\.`), so that no renderer renumbers a resolution.
Sub-paragraphs are paragraphs of their own, indented by em spaces: a Markdown list would set its own bullets before
their letters. Lead phrases are in italics, as the UN sets them; citations are links to docs.un.org; a footnote marked
again is marked again (`[^1]`), and a printed range ("1-21") marks each of its footnotes. Whatever in the text could be
read as Markdown is escaped: rendered, the page says what the document says.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..models import Annex, Part, Resolution, Table, walk
from .inline import Mark, Words, annex_head, block_pieces, pieces, printed_label, shared_number
from .masthead import adopted_above, vote_lines

_SPECIAL = re.compile(r"[\\`*_\[\]<>|~$&]|(?<=\()(?=#)")
_AT_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+](?=\s|$)|={2,}|-{2,}|\d{1,9}(?=[.)](?:\s|$))|:)")
_INDENT = "&emsp;&emsp;"
_WIDEST = 200  # columns that one cell is given: a span in a broken file may claim millions


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda found: "\\" + found[0], text)


def _at_start(line: str) -> str:
    """A line that opens with what Markdown reads as a heading, list or rule, kept from being one."""

    def escaped(found: re.Match[str]) -> str:
        return f"{found[1]}{found[2]}\\" if found[2].isdigit() else f"{found[1]}\\{found[2]}"

    return _AT_START.sub(escaped, line, count=1)


def _emphasis(text: str) -> str:
    """The phrase in italics; the space around it stays outside, where Markdown wants it."""
    core = text.strip()
    if not core:
        return text
    at = text.index(core)
    return f"{text[:at]}*{_escape(core)}*{text[at + len(core) :]}"


def _inline(run: Iterable[Words | Mark]) -> str:
    out: list[str] = []
    for piece in run:
        if isinstance(piece, Mark):
            out.extend(f"[^{mark.number}]" for mark in piece.marks)
            continue
        words = _emphasis(piece.text) if piece.opening else _escape(piece.text)
        url = piece.reference.url if piece.reference else None
        out.append(f"[{words}](<{url}>)" if url else words)
    return "".join(out)


def _grid(table: Table) -> list[list[str]]:
    """The table as a full grid, since Markdown knows no spans: a cell's text stands in the first square it covers."""
    grid: list[list[str | None]] = [[] for _ in table.rows]
    for at, row in enumerate(table.rows):
        column = 0
        for cell in row:
            while column < len(grid[at]) and grid[at][column] is not None:
                column += 1
            text = " ".join(_inline(block_pieces(cell)).split())
            end = column + min(max(cell.columns, 1), _WIDEST)
            for below in range(at, min(at + max(cell.rows, 1), len(grid))):
                grid[below].extend([None] * (end - len(grid[below])))
                for across in range(column, end):
                    grid[below][across] = text if (below, across) == (at, column) else ""
            column = end
    width = max(map(len, grid), default=0)
    return [[text or "" for text in row] + [""] * (width - len(row)) for row in grid]


def _table(table: Table) -> str:
    grid = _grid(table)
    if not grid:
        return ""
    headed = any(cell.header for cell in table.rows[0])
    head = grid[0] if headed else [""] * len(grid[0])
    lines = [head, ["---"] * len(head), *grid[headed:]]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _ranks(blocks: Iterable[Any]) -> dict[int, int]:
    """The levels of the headings that there are, counted without gaps: Markdown wants no step left out."""
    levels = {block.level for block in walk(tuple(blocks)) if block.kind == "heading"}
    return {level: rank for rank, level in enumerate(sorted(levels), 1)}


def _blocks(
    blocks: Sequence[Any], resolution: Resolution, depth: int, level: int, ranks: dict[int, int] | None = None
) -> Iterator[str]:
    ranks = _ranks(blocks) if ranks is None else ranks
    for block in blocks:
        if block.kind == "table":
            yield _table(block)
            continue
        if block.kind == "unparsed":
            yield _at_start(_escape(block.text))
            continue
        words = _inline(block_pieces(block))
        label = _escape(printed_label(block, resolution))
        if block.kind == "heading":
            hashes = "#" * min(level + ranks[block.level], 6)
            yield f"{hashes} " + " ".join(filter(None, (_at_start(label), words if label else _at_start(words))))
            continue
        if block.kind == "formula":
            words = f"*{words}*" if words and not block.note_marks and not block.references else words
        line = f"{label} {words}" if label else words
        if block.kind == "quotation":
            yield "> " + _INDENT * depth + (_at_start(line) if not depth else line)
        else:
            yield _INDENT * depth + (_at_start(line) if not depth else line)
        yield from _blocks(getattr(block, "children", ()), resolution, depth + 1, level, ranks)


def _annex(annex: Annex, resolution: Resolution) -> Iterator[str]:
    head, blocks = annex_head(annex)
    yield "## " + (_inline(block_pieces(head)) if head else _escape(annex.label))
    if annex.title and not any(block.kind == "heading" for block in blocks[:1]):
        yield f"### {_escape(annex.title)}"
    yield from _blocks(blocks, resolution, 0, 2)


def _part(part: Part, resolution: Resolution) -> Iterator[str]:
    if part.letter:
        yield f"## {_at_start(_escape(part.letter))}"
        if part.title:
            yield "### " + _inline(pieces(part.title, part.title_marks, part.title_references))
    yield from _blocks(part.blocks, resolution, 0, 2 if part.letter else 1)
    adopted = adopted_above(part)
    if part.closing and not adopted:
        yield f"*{_escape(part.closing.text)}*"
    for line in vote_lines(adopted or (part.vote.text if part.vote else ""), resolution.language):
        yield _at_start(_escape(line))
    for annex in part.annexes:
        yield from _annex(annex, resolution)


def _head(resolution: Resolution) -> Iterator[str]:
    masthead = (
        resolution.organization,
        resolution.organ,
        resolution.symbol,
        resolution.issued.isoformat() if resolution.issued else None,
        resolution.session.text if resolution.session else None,
        resolution.agenda_title,
    )
    if any(masthead):
        yield " · ".join(_at_start(_escape(text)) for text in masthead if text)
    if resolution.adoption_text:
        yield f"**{_escape(resolution.adoption_text)}**"
    if resolution.basis:
        yield f"*{_escape('[' + resolution.basis.text + ']')}*"
    first = resolution.parts[0] if resolution.parts else None
    number = first.number if first else None
    if first and first.letter and number:
        number = shared_number(first)
    references = first.title_references if first and not first.letter else ()
    marks = resolution.title_marks or (first.title_marks if first and not first.letter else ())
    title = resolution.title or (first.title if first and not first.letter else None)
    if title or number:
        words = _inline(pieces(title, marks, references)) if title else ""
        yield "# " + " ".join(filter(None, (f"{number}." if number else "", words)))


def to_markdown(resolution: Resolution) -> str:
    """The whole document as Markdown, ending in a line break."""
    out = list(_head(resolution))
    for part in resolution.parts:
        out.extend(_part(part, resolution))
    for note in resolution.footnotes:
        words = _at_start(_inline(pieces(note.text, (), note.references)))
        if note.resolved:
            words += f" ({_escape(note.resolved.rstrip('.'))}.)"
        out.append(f"[^{note.number}]: {words}")
    return "\n\n".join(out) + "\n"

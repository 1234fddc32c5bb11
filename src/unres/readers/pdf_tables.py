"""Tables on a page: which lines are theirs, and which cells these hold.

A table shows in aligned columns. Ruled lines help little: in UN setting they stand under headings and signatures too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from .pdf_lines import LABEL, SAME_SIZE, SEPARATOR, Line, Measure, cells_of

_COLUMN_GAP = 2.0  # ems between cells that no justified line shows between words
_ROW_GAP = 1.2  # rows stand at least so many times further apart than the lines of one row
_MOST_COLUMNS = 40  # a line with more cells is no table's
_COLUMN_EDGE = 0.35  # ems that the edges of one column's cells may differ by


def table_lines(body: Sequence[Line], measure: Measure) -> set[int]:
    """Indexes of the lines of one page that are lines of tables.

    A table shows in two lines at least that have wide gaps and a common column edge. It takes in the lines between
    them, and the lines next to them that are set smaller than text, as are the heads of its columns.
    """
    seeds: list[tuple[int, list[float]]] = []
    for at, line in enumerate(body):
        edges = _column_edges(line)
        if edges:
            seeds.append((at, edges))
    found: set[int] = set()
    reach = _COLUMN_EDGE * measure.size
    for (one, edges), (two, others) in pairwise(seeds):
        if two - one <= 4 and _meet(edges, others, reach):
            found.update(range(one, two + 1))
    for step in (-1, 1):
        for at in sorted(found, reverse=step > 0):
            near = at + step
            while 0 <= near < len(body) and near not in found and _belongs_to_table(body[near], body[at], measure):
                found.add(near)
                near += step
    return found


def _meet(edges: Sequence[float], others: Sequence[float], reach: float) -> bool:
    """Whether any of one lies within `reach` of any of the other."""
    ordered = sorted(others)
    for edge in edges:
        at = bisect_left(ordered, edge - reach)
        if at < len(ordered) and ordered[at] < edge + reach:
            return True
    return False


def _column_edges(line: Line) -> list[float]:
    """Left and right edges of the cells after the first; none where the only wide gap follows a label."""
    edges: list[float] = []
    end = line.pieces[0].x1
    for at, piece in enumerate(line.pieces[1:]):
        labelled = at == 0 and LABEL.match(line.pieces[0].text + "\t")
        if piece.x0 - end > _COLUMN_GAP * line.size and not labelled:
            edges += (piece.x0, end, piece.x1)
        end = max(end, piece.x1)
    return [*edges, line.x1] if edges and len(edges) <= 3 * _MOST_COLUMNS else []


def _belongs_to_table(line: Line, beside: Line, measure: Measure) -> bool:
    small = line.size < (1 - SAME_SIZE) * measure.size and beside.size < (1 - SAME_SIZE) * measure.size
    return small and not line.pieces[0].raised and not SEPARATOR.fullmatch(line.text)


@dataclass(slots=True)
class TableCell:
    """The parts of lines in one cell; `columns` is how many columns it spans."""

    lines: list[Line]
    columns: int = 1
    header: bool = False


def table_rows(found: Sequence[Line]) -> list[list[TableCell]]:
    """The cells of the lines of one table, row by row; an empty cell has no lines.

    Where rows stand further apart than the lines of a row, the gap parts them. Where all lines are evenly spaced, a
    line goes on with the row above if it fills only cells that are empty there, and what it adds to the first cell is
    plainly the rest of it. Lines at the top that are set smaller than the rest head the table.
    """
    parts = [cells_of(line) for line in found]
    columns = _columns(parts)
    steps = [(above.y - line.y) / max(above.size, line.size) for above, line in pairwise(found)]
    ordered = sorted(step for step in steps if step > 0)  # but where the table goes on on the next page
    close = _ROW_GAP * max(ordered[0] if ordered else 0.0, 1.0)
    even = not ordered or ordered[len(ordered) * 4 // 5] < close
    size = Counter(line.size for line in found).most_common(1)[0][0]
    rows: list[list[TableCell]] = []
    head = True
    for at, line in enumerate(found):
        head = head and line.size < (1 - SAME_SIZE) * size
        spans = [_span(part, columns) for part in parts[at]]
        goes_on = (
            bool(rows)
            and found[at - 1].page == line.page
            and steps[at - 1] < close
            and (not even or _fills(rows[-1], parts[at], [first for first, _ in spans]))
        )
        if not goes_on:
            rows.append([TableCell([], 1, head) for _ in columns])
        for part, (first, last) in zip(parts[at], spans, strict=True):
            cell = rows[-1][first]
            cell.lines.append(part)
            cell.columns = max(cell.columns, last - first + 1)
    return [_without_covered(row) for row in rows]


def _fills(row: Sequence[TableCell], parts: Sequence[Line], places: Sequence[int]) -> bool:
    """Whether a line's parts, at those columns, go on with a row although it is no closer to it than other lines."""
    if 0 not in places:
        return not any(row[place].lines for place in places)
    if any(places) and any(cell.lines for cell in row[1:]):
        return False
    first, before = parts[0], "".join(line.text for line in row[0].lines)
    set_in = bool(row[0].lines) and first.x0 > row[0].lines[0].x0 + _COLUMN_EDGE * first.size
    return set_in or first.text[:1].islower() or before.count("(") > before.count(")")


def _columns(parts: Sequence[Sequence[Line]]) -> list[tuple[float, float]]:
    """Left and right end of each column, from the lines with as many cells as two lines at least have."""
    counts = Counter(len(row) for row in parts)
    most = max((count for count, lines in counts.items() if lines > 1), default=max(counts))
    columns: list[tuple[float, float]] = []
    for column in range(most):
        cells = [row[column] for row in parts if len(row) == most]
        left, right = min(cell.x0 for cell in cells), max(cell.x1 for cell in cells)
        if columns and left <= columns[-1][1]:  # not aligned after all: one column
            columns[-1] = (columns[-1][0], max(right, columns[-1][1]))
        else:
            columns.append((left, right))
    return columns


def _span(cell: Line, columns: Sequence[tuple[float, float]]) -> tuple[int, int]:
    """First and last of the columns that a cell reaches into; the nearest where it stands between them."""
    first = bisect_right(columns, cell.x0, key=lambda column: column[1])
    last = bisect_left(columns, cell.x1, key=lambda column: column[0]) - 1
    if first <= last:
        return first, last
    if 0 < first < len(columns) and cell.x0 - columns[first - 1][1] < columns[first][0] - cell.x1:
        first -= 1
    first = min(first, len(columns) - 1)
    return first, first


def _without_covered(row: list[TableCell]) -> list[TableCell]:
    """The row without the empty cells that a spanning cell covers."""
    out: list[TableCell] = []
    covered = 0
    for cell in row:
        if covered and not cell.lines:
            covered -= 1
            continue
        if covered:  # a wrapped line stands in a column that the cell above it spans
            out[-1].columns -= covered
            covered = 0
        out.append(cell)
        covered = cell.columns - 1
    return out

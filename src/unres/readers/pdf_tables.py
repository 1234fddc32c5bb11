"""Tables on a page: which lines are theirs, and which cells these hold.

A table shows in aligned columns. Ruled lines help little: in UN setting they stand under headings and signatures too.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .pdf_lines import LABEL, SAME_SIZE, SEPARATOR, Line, Measure, cells_of

_COLUMN_GAP = 2.0  # ems between cells that no justified line shows between words
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
        if two - one <= 4 and any(abs(a - b) < reach for a in edges for b in others):
            found.update(range(one, two + 1))
    for step in (-1, 1):
        for at in sorted(found, reverse=step > 0):
            near = at + step
            while 0 <= near < len(body) and near not in found and _belongs_to_table(body[near], body[at], measure):
                found.add(near)
                near += step
    return found


def _column_edges(line: Line) -> list[float]:
    """Left and right edges of the cells after the first; none where the only wide gap follows a label."""
    edges: list[float] = []
    end = line.pieces[0].x1
    for at, piece in enumerate(line.pieces[1:]):
        labelled = at == 0 and LABEL.match(line.pieces[0].text + "\t")
        if piece.x0 - end > _COLUMN_GAP * line.size and not labelled:
            edges += (piece.x0, end, piece.x1)
        end = max(end, piece.x1)
    if edges:
        edges.append(line.x1)
    return edges


def _belongs_to_table(line: Line, beside: Line, measure: Measure) -> bool:
    small = line.size < (1 - SAME_SIZE) * measure.size and beside.size < (1 - SAME_SIZE) * measure.size
    return small and not line.pieces[0].raised and not SEPARATOR.fullmatch(line.text)


def table_rows(found: Sequence[Line]) -> list[list[list[Line]]]:
    """Rows of columns of the lines (parts of lines) in each cell."""
    cells = [cells_of(line) for line in found]
    columns: list[list[float]] = []
    for x0, x1 in sorted((cell.x0, cell.x1) for row in cells for cell in row):
        if columns and x0 <= columns[-1][1]:
            columns[-1][1] = max(columns[-1][1], x1)
        else:
            columns.append([x0, x1])
    steps = sorted((above.y - line.y) / max(above.size, 1.0) for above, line in pairwise(found))
    pitch = steps[0] if steps else 1.2
    rows: list[list[list[Line]]] = []
    for at, row in enumerate(cells):
        wraps = at > 0 and (found[at - 1].y - found[at].y) / found[at].size < 1.2 * max(pitch, 1.0)
        if not wraps:
            rows.append([[] for _ in columns])
        for cell in row:
            column = next((index for index, (_, end) in enumerate(columns) if cell.x0 <= end), len(columns) - 1)
            rows[-1][column].append(cell)
    return rows

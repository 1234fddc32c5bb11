"""Pages printed in two columns, as the volumes of resolutions are: cut at the gutter, read column after column.

A gutter is a white strip in the middle of the page that most lines leave free, with a full column of text on either
side; a table leaves strips free too, but its cells are narrow or uneven. Lines that cross the gutter (a running title)
part the page into bands, and each band is read by itself. The right column's lines are moved to where the left column
stands, so that whatever follows sees one margin.
"""

from __future__ import annotations

from collections.abc import Sequence

from .pdf_lines import Line, Piece

_FEWEST_LINES = 12  # lines with text on both sides, below which no gutter is looked for
_MIDDLE = (0.35, 0.65)  # parts of the page's width that it lies between
_NARROWEST = 0.25  # part of the page's width that a column has at least
_CROSSING = 0.25  # of the lines with text on both sides, as many may cross it besides
_FULL = 0.6  # part of a column's lines that reach its edge
_RAGGED = 4.0  # ems by which a line may miss it
_STEP = 2.0  # points between the places that are tried


def columns(found: Sequence[Line], width: float) -> list[list[Line]]:
    """The lines of one page in reading order, a group for each column and band; one group where it has no columns."""
    gutter = _gutter(found, width) if len(found) >= _FEWEST_LINES else None
    if gutter is None:
        return [list(found)]
    middle, left_edge, right_edge = gutter
    groups: list[list[Line]] = []
    left: list[Line] = []
    right: list[Line] = []
    crossing: list[Line] = []
    for line in found:
        parts = _split(line, middle)
        if parts is None:
            groups += [group for group in (left, right) if group]
            left, right = [], []
            crossing.append(line)
            continue
        if crossing:
            groups.append(crossing)
            crossing = []
        if parts[0]:
            left.append(_line(line, parts[0], 0.0))
        if parts[1]:
            right.append(_line(line, parts[1], right_edge - left_edge))
    return groups + [group for group in (crossing, left, right) if group]


def _gutter(found: Sequence[Line], width: float) -> tuple[float, float, float] | None:
    """Middle of the gutter, left edge of the left and of the right column."""
    low, high = _MIDDLE[0] * width, _MIDDLE[1] * width
    places = int((high - low) / _STEP) + 1
    covered = [0] * (places + 1)  # differences of how many lines cover each place
    for line in found:
        for start, end in _stretches(line):
            first, last = int((start - low) / _STEP) + 1, int((end - low) / _STEP)
            if first <= last and last >= 0 and first < places:
                covered[max(first, 0)] += 1
                covered[min(last + 1, places)] -= 1
    counts = []
    total = 0
    for change in covered[:places]:
        total += change
        counts.append(total)
    fewest = min(counts)
    free = [at for at, count in enumerate(counts) if count == fewest]
    middle = low + _STEP * free[len(free) // 2]
    halves = [parts for line in found if (parts := _split(line, middle)) is not None]
    both = [(left, right) for left, right in halves if left and right]
    if len(both) < _FEWEST_LINES or fewest > _CROSSING * len(both):
        return None
    em = sorted(line.size for line in found)[len(found) // 2]
    left_ends, right_starts = sorted(left[-1].x1 for left, _ in both), sorted(right[0].x0 for _, right in both)
    left_end, right_edge = left_ends[len(both) * 9 // 10], right_starts[len(both) // 10]
    left_edge = sorted(left[0].x0 for left, _ in both)[len(both) // 10]
    right_end = sorted(right[-1].x1 for _, right in both)[len(both) * 9 // 10]
    full = sum(left_end - end < _RAGGED * em for end in left_ends)
    flush = sum(start - right_edge < _RAGGED * em for start in right_starts)
    if min(full, flush) < _FULL * len(both) or min(left_end - left_edge, right_end - right_edge) < _NARROWEST * width:
        return None
    return middle, left_edge, right_edge


def _stretches(line: Line) -> list[tuple[float, float]]:
    """What the line covers, gaps between words included."""
    out: list[tuple[float, float]] = []
    for piece in line.pieces:
        if out and piece.x0 - out[-1][1] < line.size:
            out[-1] = (out[-1][0], max(out[-1][1], piece.x1))
        else:
            out.append((piece.x0, piece.x1))
    return out


def _split(line: Line, middle: float) -> tuple[list[Piece], list[Piece]] | None:
    """The line's pieces on either side; nothing where it crosses."""
    if any(start < middle < end for start, end in _stretches(line)):
        return None
    return [p for p in line.pieces if p.x1 <= middle], [p for p in line.pieces if p.x1 > middle]


def _line(line: Line, pieces: list[Piece], shift: float) -> Line:
    moved = [Piece(p.x0 - shift, p.x1 - shift, p.style, p.text, p.raised) for p in pieces]
    moved[0].text = moved[0].text.lstrip()
    return Line(
        line.page, moved[0].x0, max(p.x1 for p in moved), line.y, line.size, moved, mirror=line.mirror, moved=shift
    )

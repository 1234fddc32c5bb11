"""Tables that plain text shows one cell a line (FORMAT.md section 8): which lines are their cells.

Tables show as runs of lines without indent: long ones, or shorter ones with several cells of figures. Headings stand in
runs too (number, title, subtitle), but never in long ones. A form that knows its tables says so, and is not asked here.
"""

from __future__ import annotations

import re

from .grammar import sign
from .lines import Line

FIGURES = sign("FIGURES")
_ENDED, _TARGET = sign("ENDED", ends=True), sign("TARGET")
_CELLS = frozenset({"LINE", "NOTE", "PAGE", "LETTER", "ROMAN", "NUMBERED"})
_LONG_RUN = 7  # lines
_LONGEST_CELL = 200  # characters
_LONGEST_LABEL = 40  # characters: a longer line that bears a number and ends a sentence is a paragraph, not a cell


def cells(lines: list[Line], text: str, first: int, last: int, division: re.Pattern[str]) -> set[int]:
    """Places of the lines from `first` to `last` that are cells. `division` is what heads a chapter or an article."""
    found: set[int] = set()
    run: list[int] = []
    figures = sentences = 0  # lines of figures, and lines that go on with a sentence
    for place in range(first, last + 1):
        line = lines[place] if place < last else None
        if line is not None and _may_be_cell(line):
            run.append(place)
            figures += bool(FIGURES.fullmatch(line))
            sentences += line[0].islower()
            continue
        after = lines[place + 1] if figures and place + 1 < last else None
        figures_below = after is not None and after.type in _CELLS and FIGURES.fullmatch(after) is not None
        if line is not None and line.type == "INDENTED" and len(line) < _LONGEST_CELL and figures_below:
            run.append(place)  # a total, set in from the margin
            continue
        if figures:
            run = _to_last_row(run, lines, text)
        if len(run) >= _LONG_RUN and not figures:  # an outline: "Part One. …", "Chapter I. …"
            divisions = sum(division.match(lines[at]) is not None for at in run)
            if sentences * 3 < len(run) and divisions * 2 < len(run):
                found.update(run)
        elif len(run) >= _LONG_RUN or (len(run) >= 4 and figures >= 2):
            found.update(run)
        run, figures, sentences = [], 0, 0
    return found


def _may_be_cell(line: Line) -> bool:
    if line.type not in _CELLS or line[0].isspace() or len(line) >= _LONGEST_CELL:
        return False
    numbered = line.type == "NUMBERED" and len(line) > _LONGEST_LABEL
    return not (numbered and (_ENDED.match(line) or _TARGET.match(line)))


def _to_last_row(run: list[int], lines: list[Line], text: str) -> list[int]:
    """A run of cells without the headings that an empty line parts from its last figures."""
    last = max(at for at, place in enumerate(run) if FIGURES.fullmatch(lines[place]))
    for at in range(last + 1, len(run)):
        if text.count("\n", lines[run[at - 1]].end_pos, lines[run[at]].start_pos) > 1:
            return run[:at]
    return run

"""Which level of sub-paragraphs a label belongs to: (a), below it (i), below that a., and back again (FORMAT.md 5.2).

A letter may be read in two ways: "i" goes on with "h", or is the roman one. The levels that are open decide, and where
both readings fit, the label that follows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from .labels import NUMERALS, Label, alphabetic, label_of, roman, value_of

_DEEPEST = 8  # levels; four are in use
_BULLET = "•"


class Level(NamedTuple):
    """The last label of an open level: its style, how it is read ("a" a letter, "i" Roman, "1" a number), its value."""

    style: str
    reading: str
    value: int


def level_of(label: Label, opened: Sequence[Level], following: str | None = None) -> tuple[int, Level]:
    """The level that a label goes on with or begins, and its depth from 1 among those that are `opened`.

    `following` is the line of the next sub-paragraph; its label is read only where this one leaves a doubt.
    """
    inward = range(len(opened), 0, -1)
    if label.style == _BULLET:
        depth = next((depth for depth in inward if opened[depth - 1].style == _BULLET), len(opened) + 1)
        return depth, Level(_BULLET, _BULLET, 0)
    readings = _readings(label.printed)
    goes_on = [
        (depth, Level(label.style, reading, value))
        for depth in inward
        for reading, value in readings.items()
        if opened[depth - 1] == (label.style, reading, value - 1)
    ]
    begins = [reading for reading, value in readings.items() if value == 1]
    if goes_on and not (begins and _second_roman(following, label.style)):  # (i) after (h): the next label tells
        return goes_on[0]
    if begins:  # a level that begins anew, else a deeper one
        first = Level(label.style, begins[-1], 1)
        again = (depth for depth in inward if opened[depth - 1][:2] == first[:2])
        return next(again, min(len(opened) + 1, _DEEPEST)), first
    for depth in inward:  # a label is missing, or printed out of order
        before = opened[depth - 1]
        if before.style == label.style and before.reading in readings:
            return depth, before._replace(value=readings[before.reading])
    reading = next(iter(readings), "a")
    return len(opened) + 1, Level(label.style, reading, readings.get(reading, 0))


def _second_roman(line: str | None, style: str) -> bool:
    """Whether a line bears (ii) in that style."""
    if line is None:
        return False
    label = label_of(line)
    return label.style == style and roman(label.printed) == 2


def _readings(printed: str) -> dict[str, int]:
    """What a label counts in each way that it may be read."""
    if not printed[:1].isalpha() or printed[0] in NUMERALS:
        read = {"1": value_of(printed)}
    else:
        read = {"a": alphabetic(printed), "i": roman(printed)}
    return {reading: value for reading, value in read.items() if value is not None}

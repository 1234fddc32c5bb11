"""One resolution that was cut from a print: its text, put together from pieces, and the way back to the print.

Characters are never changed, and what joins two pieces is white space.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .columns import Columns
from .source import Mark, Source


class Piece(NamedTuple):
    """Characters `start` to `end` of a cut's text stand at `origin` of the print."""

    start: int
    end: int
    origin: int


@dataclass(slots=True)
class Cut:
    """One resolution of a print: its text as a Source, where its pieces stand, the number in its title (None in a piece
    without title, "" of a decision without number), and whether it is all there (a title and a closing, or the record
    of a decision)."""

    source: Source
    pieces: tuple[Piece, ...]
    number: str | None
    complete: bool
    renumbered: bool = False
    columns: Columns = ""


class Text:
    """A text put together from pieces of a print."""

    def __init__(self, print_: str) -> None:
        self.print = print_
        self.out: list[str] = []
        self.length = 0
        self.pieces: list[Piece] = []
        self.order: list[Piece] | None = None
        self.origins: list[int] = []

    def add(self, start: int, end: int, separator: str, *, trim: bool = False) -> None:
        """Characters `start` to `end` of the print, behind a separator; `trim` leaves out white space before them."""
        if trim:
            while start < end and self.print[start].isspace():
                start += 1
        if start >= end:
            return
        if self.out:
            self.out.append(separator)
            self.length += len(separator)
        self.pieces.append(Piece(self.length, self.length + end - start, start))
        self.out.append(self.print[start:end])
        self.length += end - start

    def at(self, origin: int) -> int | None:
        """Where a character of the print stands in this text, the first time; None where it does not."""
        if self.order is None:
            self.order = sorted(self.pieces, key=lambda piece: piece.origin)
            self.origins = [piece.origin for piece in self.order]
        place = bisect_right(self.origins, origin) - 1
        if place < 0:
            return None
        piece = self.order[place]
        return piece.start + origin - piece.origin if origin < piece.origin + piece.end - piece.start else None

    def carried(self, marks: Sequence[Mark]) -> list[Mark]:
        """A reader's marks, where the characters they are about stand in this text."""
        out: list[Mark] = []
        for mark in marks:
            if mark.kind in ("page", "line"):
                out += self.clipped(mark)
                continue
            at = self.at(mark.start)
            last = self.at(mark.end - 1) if mark.end > mark.start else None
            if at is not None and last is not None and last - at == mark.end - 1 - mark.start and not mark.rows:
                out.append(Mark(mark.kind, at, last + 1, mark.value, (), mark.box))
        return out

    def clipped(self, mark: Mark) -> Iterator[Mark]:
        """What of a page or printed line stands in this text, piece by piece."""
        self.at(mark.start)  # puts the pieces in order
        assert self.order is not None
        place = max(bisect_right(self.origins, mark.start) - 1, 0)
        while place < len(self.order) and (piece := self.order[place]).origin < mark.end:
            start = max(piece.start, piece.start + mark.start - piece.origin)
            end = min(piece.end, piece.start + mark.end - piece.origin)
            if start < end:
                yield Mark(mark.kind, start, end, mark.value, (), mark.box)
            place += 1

    def done(self) -> str:
        return "".join(self.out)

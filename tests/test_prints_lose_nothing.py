"""Whatever is cut, dropped or doubled, the leaves of each resolution tile its text, and the pieces of all tile the
print."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

import unres
from unres.models import Resolution

EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("era_*.txt"))


def leaves(resolution: Resolution) -> Iterator[tuple[int, int]]:
    yield from ((field.start, field.end) for field in resolution.fields)
    yield from ((block.start, block.end) for block in resolution.blocks())
    yield from ((note.start, note.end) for note in resolution.footnotes)
    for part in resolution.parts:
        yield from ((node.start, node.end) for node in (part.closing, part.vote) if node is not None)


def untold(text: str, spans: Iterator[tuple[int, int]]) -> list[str]:
    """What no span holds, or two do; white space aside."""
    held = [0] * len(text)
    for start, end in spans:
        for at in range(start, end):
            held[at] += 1
    return [text[at : at + 30] for at, count in enumerate(held) if count != 1 and not text[at].isspace()]


def assert_nothing_is_lost(text: str) -> None:
    found = unres.parse_all(text)
    for one in found:
        assert untold(one.source_text, leaves(one)) == []
    printed = bytearray(len(text))
    for one in found:
        for piece in one.pieces:
            printed[piece.origin : piece.origin + piece.end - piece.start] = b"1" * (piece.end - piece.start)
        if not one.pieces:
            printed[:] = b"1" * len(text)
    lost = [text[at : at + 30] for at, seen in enumerate(printed) if not seen and not text[at].isspace()]
    assert lost == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_an_era_is_read_without_loss(path: Path) -> None:
    assert_nothing_is_lost(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_line_dropped_or_doubled_loses_nothing_else(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    for at in range(len(lines)):
        assert_nothing_is_lost("".join(lines[:at] + lines[at + 1 :]))
        assert_nothing_is_lost("".join(lines[: at + 1] + lines[at:]))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_print_cut_anywhere_loses_nothing_else(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for at in range(0, len(text), 37):
        assert_nothing_is_lost(text[:at])
        assert_nothing_is_lost(text[at:])

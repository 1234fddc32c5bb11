"""Copies in Markdown: what the signs said comes back as marks, and the words as a plain extraction prints them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import unres
from unres.models import walk
from unres.readers import read_bytes
from unres.readers.markdown import is_markdown

EXAMPLES = Path(__file__).parents[1] / "examples"
COPY = """# 65/900. Lamps of the islands

*The General Assembly*,

*Recalling* its resolution [64/12](https://undocs.org/A/RES/64/12) of
4 December 2009,[^1] and *inter alia* the
*Charter* of the lamps,

_Noting with concern_ the oil &amp; the wicks\\*,[^2]

## Lamps

**1.** *Requests* the keepers:

- (a) To keep the oil;[^1]
- (b) To trim the wicks;

2\\. _Also decides_ to go.

64th plenary meeting
4 May 2031

[^1]: Resolution 61/900,
    annex.
[^2]: See A/65/1.
"""


def clauses(found: unres.Resolution) -> list[tuple[Any, ...]]:
    return [
        (
            block.kind,
            getattr(block, "label", None),
            block.text,
            getattr(block, "opening", None),
            [(mark.number, mark.offset) for mark in getattr(block, "note_marks", ())],
        )
        for part in found.parts
        for block in walk(part.blocks)
    ]


def test_a_copy_in_markdown_reads_as_its_resolution() -> None:
    found = unres.parse(COPY)
    assert clauses(found) == [
        ("formula", None, "The General Assembly,", None, []),
        (
            "preambular",
            None,
            "Recalling its resolution 64/12 of 4 December 2009, and inter alia the Charter of the lamps,",
            "Recalling",
            [(1, 50)],
        ),
        ("preambular", None, "Noting with concern the oil & the wicks*,", "Noting with concern", [(2, 41)]),
        ("heading", None, "Lamps", None, []),
        ("operative", "1", "Requests the keepers:", "Requests", []),
        ("subparagraph", "a", "To keep the oil;", None, [(1, 16)]),
        ("subparagraph", "b", "To trim the wicks;", None, []),
        ("operative", "2", "Also decides to go.", "Also decides", []),
    ]
    assert (found.parts[0].number, found.title) == ("65/900", "Lamps of the islands")
    assert [note.text for note in found.footnotes] == ["Resolution 61/900, annex.", "See A/65/1."]


def test_offsets_count_in_the_words_and_not_in_the_signs() -> None:
    source = read_bytes(COPY.encode())
    said = [(mark.kind, source.text[mark.start : mark.end]) for mark in source.marks]
    assert ("italic", "Noting with concern") in said
    assert ("bold", "1.") in said
    assert ("heading", "Lamps") in said
    assert ("footnote", "1 Resolution 61/900, annex.") in said
    assert "*" not in source.text.replace("wicks*", "")
    found = unres.parse(source)
    assert found.source_text == source.text
    assert found == unres.parse(COPY) == unres.parse_bytes(COPY.encode())


@pytest.mark.parametrize("name", ["plain", "sections", "lettered_parts", "lighthouses.en", "lighthouses.ru"])
def test_what_is_written_as_markdown_reads_back(name: str) -> None:
    written = unres.parse_file(EXAMPLES / f"{name}.txt")
    found = unres.parse(unres.to_markdown(written))

    def facts(one: unres.Resolution) -> list[Any]:
        words = [(kind, label, " ".join(text.split()), *rest) for kind, label, text, *rest in clauses(one)]
        notes = [(note.number, note.text) for note in one.footnotes if note.resolved is None]
        return [words, notes, [(part.number, part.letter, part.title) for part in one.parts]]

    assert facts(found) == facts(written)


@pytest.mark.parametrize(
    "text",
    [
        COPY.replace("*Recalling*", "Recalling").replace("_", "").replace("*", ""),  # no lead phrase is emphasised
        COPY.replace("# ", "").replace("[^", "["),  # nothing is in Markdown's dress but the phrases
        "<!-- Page 2 -->\n" + COPY,  # a print, which is read as it stands
        COPY + COPY.replace("65/900", "65/901"),  # two resolutions
    ],
)
def test_what_only_looks_like_markdown_is_kept_as_it_is(text: str) -> None:
    assert not is_markdown(text)
    assert read_bytes(text.encode()).text == text


def test_lines_without_empty_ones_between_them_are_paragraphs() -> None:
    text = "# 65/900. Lamps\n*The General Assembly*,\n*Noting* the lamps,\n1\\. *Decides* to go;\n2\\. *Asks* all.\n"
    kinds = [kind for kind, *_ in clauses(unres.parse(text))]
    assert kinds == ["formula", "preambular", "operative", "operative"]


def test_of_two_notes_of_one_number_the_first_is_marked() -> None:
    found = unres.parse(COPY.replace("[^2]: See", "[^1]: Ibid.\n[^2]: See"))
    assert [(note.number, len(note.marks)) for note in found.footnotes] == [(1, 2), (1, 0), (2, 1)]

"""What stands inside a paragraph comes out in reading order, and nothing of the text is lost or moved."""

from __future__ import annotations

import pytest

from handmade import Sheet, arabic, lettered, reading_rooms
from unres.exports.inline import Mark, Words, block_pieces, marked, pieces, printed_label, printed_marks
from unres.models import NoteMark, Operative, Paragraph, Reference, Resolution, Subparagraph


def test_the_words_of_a_block_joined_are_its_text() -> None:
    for resolution in (reading_rooms(), lettered(), arabic()):
        for block in resolution.blocks():
            if hasattr(block, "text"):
                words = [piece.text for piece in block_pieces(block) if isinstance(piece, Words)]
                assert "".join(words) == block.text


def test_lead_phrase_citation_and_mark_are_told_apart() -> None:
    block = reading_rooms().preamble[0]
    seen = [
        piece.printed if isinstance(piece, Mark) else (piece.text, piece.opening, piece.reference is not None)
        for piece in block_pieces(block)
    ]
    assert seen == [
        ("Recalling", True, False),
        (" its ", False, False),
        ("resolution 57/32", False, True),
        (" of 19 November 2002,", False, False),
        "1",
    ]


def test_a_repeated_range_is_one_mark_for_several_notes() -> None:
    (mark,) = [piece for piece in block_pieces(reading_rooms().operative[0]) if isinstance(piece, Mark)]
    assert (mark.printed, [note.number for note in mark.marks]) == ("1-2", [1, 2])


def test_a_range_that_holds_a_footnotes_first_mark_is_one_mark_too() -> None:
    span = {"start": 40, "end": 43, "offset": 6}
    first = NoteMark(number=2, **span)
    again = NoteMark(number=1, repeat=True, printed="1-2", **span)
    for marks in ([again, first], [first, again]):
        assert [(at, mark.printed) for at, mark in printed_marks(marks)] == [(6, "1-2")]
    apart = NoteMark(number=3, start=44, end=45, offset=6)
    assert [mark.printed for _, mark in printed_marks([again, first, apart])] == ["1-2", "3"]


def test_a_mark_inside_a_citation_cuts_it_and_loses_neither() -> None:
    reference = Reference(start=0, end=16, kind="resolution", text="resolution 57/32")
    note = NoteMark(start=10, end=11, number=4, offset=10)
    run = list(pieces("resolution 57/32 stands", [note], [reference]))
    assert [piece.printed if isinstance(piece, Mark) else piece.text for piece in run] == [
        "resolution",
        "4",
        " 57/32",
        " stands",
    ]
    assert [piece.reference is reference for piece in run if isinstance(piece, Words)] == [True, True, False]


def test_of_overlapping_citations_the_first_is_linked() -> None:
    whole = Reference(start=100, end=118, kind="document", text="A/80/11 and Add.1", symbol="A/80/11")
    inner = Reference(start=108, end=118, kind="document", text="Add.1", symbol="A/80/11/Add.1")
    run = [piece for piece in pieces("See A/80/11 and Add.1.", (), [whole, inner]) if isinstance(piece, Words)]
    assert [(piece.text, piece.reference and piece.reference.symbol) for piece in run] == [
        ("See ", None),
        ("A/80/11 and Add.1", "A/80/11"),
        (".", None),
    ]


def test_a_citation_that_is_not_in_the_text_marks_nothing() -> None:
    lost = Reference(start=0, end=5, kind="document", text="A/1/2")
    assert list(pieces("No such symbol.", (), [lost])) == [Words("No such symbol.")]


def test_the_second_of_two_like_citations_is_found_behind_the_first() -> None:
    sheet = Sheet()
    block = sheet.block(Operative, "op1", "Recalls {resolution 1/1|A/RES/1/1} and {resolution 1/1|A/RES/1/1};")
    assert [piece.text for piece in block_pieces(block) if isinstance(piece, Words) and piece.reference] == [
        "resolution 1/1"
    ] * 2


def test_a_lead_phrase_behind_a_quotation_mark_is_marked() -> None:
    assert list(pieces("“Recalling that", (), (), "Recalling")) == [
        Words("“"),
        Words("Recalling", True),
        Words(" that"),
    ]


def test_marks_of_one_place_are_parted_by_a_comma_in_plain_text() -> None:
    sheet = Sheet()
    assert marked(sheet.block(Paragraph, "p1", "The Unit.[^3][^4]")) == "The Unit.3,4"


@pytest.mark.parametrize(
    ("language", "model", "label", "printed"),
    [
        ("en", Operative, "12", "12."),
        ("en", Subparagraph, "a", "(a)"),
        ("en", Subparagraph, "1", "(1)"),
        ("en", Paragraph, "3", "3."),
        ("fr", Operative, "12", "12."),
        ("fr", Subparagraph, "a", "a)"),
        ("es", Subparagraph, "ii", "ii)"),
        ("ru", Subparagraph, "b", "b)"),
        ("zh", Subparagraph, "a", "(a)"),
        ("ar", Operative, "1", "1 -"),
        ("ar", Subparagraph, "أ", "(أ)"),
        ("en", Subparagraph, "•", "•"),
    ],
)
def test_a_label_without_source_text_is_printed_as_the_un_does(
    language: str, model: type, label: str, printed: str
) -> None:
    block = model(start=0, end=0, id="x", label=label, text="Words")
    assert printed_label(block, Resolution(language=language)) == printed


@pytest.mark.parametrize(
    ("source", "label", "printed"),
    [
        ("\t(a)\tTo read;", "a", "(a)"),
        ("\ta)\tTo read;", "a", "a)"),
        ("\t1.\tTo read;", "1", "1."),
        ("\t1 -\tTo read;", "1", "1 -"),
        ("\t’1‘\tTo read;", "1", "’1‘"),
        ("\t17.1\tTo read;", "17.1", "17.1"),
        ("\t1/\tTo read;", "1", "1."),  # not a stop: the UN's own form instead
    ],
)
def test_a_label_is_printed_as_the_document_prints_it(source: str, label: str, printed: str) -> None:
    block = Paragraph(start=1, end=len(source), id="x", label=label, text="To read;")
    assert printed_label(block, Resolution(source_text=source)) == printed

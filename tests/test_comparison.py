"""Two documents that say the same compare equal whatever they were read from; every other difference is named."""

from __future__ import annotations

from typing import Any

import pytest

from handmade import lettered, reading_rooms
from unres.comparison import Difference, compare
from unres.diagnostics import diagnostic
from unres.models import Model, Operative, Paragraph, Part, Resolution


def shifted(value: Any, by: int) -> Any:
    """The same model with every span moved, as if read from another form."""
    if isinstance(value, Model):
        changes = {name: shifted(getattr(value, name), by) for name in type(value).model_fields}
        for name in ("start", "end"):
            if name in changes:
                changes[name] = getattr(value, name) + by
        return value.model_copy(update=changes)
    return tuple(shifted(member, by) for member in value) if isinstance(value, tuple) else value


def operatives(*texts: str) -> Resolution:
    blocks = tuple(
        Operative(start=0, end=0, id=f"op{n}", label=str(n), text=text) for n, text in enumerate(texts, start=1)
    )
    return Resolution(parts=(Part(start=0, end=0, blocks=blocks),))


def seen(differences: list[Difference]) -> list[tuple[str, str, str]]:
    return [(difference.place, difference.field, difference.change) for difference in differences]


def test_a_document_is_equal_to_itself() -> None:
    assert compare(reading_rooms(), reading_rooms()) == []
    assert compare(lettered(), lettered()) == []


def test_spans_furniture_source_and_diagnostics_are_left_aside() -> None:
    moved = shifted(reading_rooms(), 100).model_copy(
        update={"source_text": "", "fields": (), "diagnostics": (diagnostic("no-closing", 0, 0),)}
    )
    assert compare(reading_rooms(), moved) == []


def test_typography_counts_only_where_asked_for() -> None:
    plain, set_in_type = operatives('Takes "note" - of it'), operatives("Takes “note”\u00a0– o\u0640f\u200e it")
    assert compare(plain, set_in_type) == []
    assert seen(compare(plain, set_in_type, typography=True)) == [("op1", "text", "changed")]


def test_a_changed_clause_is_one_difference_with_both_texts() -> None:
    (found,) = compare(operatives("Requests;", "Decides."), operatives("Requests;", "Decides otherwise."))
    assert found == Difference(change="changed", place="op2", field="text", left="Decides.", right="Decides otherwise.")


def test_a_dropped_clause_is_missing_and_the_rest_still_pairs() -> None:
    found = compare(operatives("Requests;", "Invites;", "Decides."), operatives("Requests;", "Decides."))
    assert seen(found) == [("op2", "block", "missing"), ("op3", "label", "changed")]


def test_an_added_clause_is_extra() -> None:
    one = Resolution(parts=(Part(start=0, end=0, blocks=(Paragraph(start=0, end=0, id="p1", text="We rest."),)),))
    blocks = (*one.parts[0].blocks, Paragraph(start=0, end=0, id="p2", text="We rise."))
    two = Resolution(parts=(Part(start=0, end=0, blocks=blocks),))
    assert seen(compare(one, two)) == [("p2", "block", "extra")]
    assert seen(compare(two, one)) == [("p2", "block", "missing")]


def test_a_note_mark_in_another_place_is_a_difference_of_marks_alone() -> None:
    def moved(block: Any) -> Any:
        marks = tuple(mark.model_copy(update={"offset": mark.offset - 1}) for mark in block.note_marks)
        return block.model_copy(update={"note_marks": marks})

    resolution = reading_rooms()
    part = resolution.parts[0]
    blocks = tuple(moved(block) if block.id == "pre1" else block for block in part.blocks)
    other = resolution.model_copy(update={"parts": (part.model_copy(update={"blocks": blocks}),)})
    (found,) = compare(resolution, other)
    assert (found.place, found.field) == ("pre1", "note_marks")
    assert found.left is not None and found.left.endswith("2002,[1]")
    assert found.right is not None and found.right.endswith("2002[1],")


@pytest.mark.parametrize(
    ("change", "place", "field"),
    [
        ({"symbol": "A/RES/85/999"}, "document", "symbol"),
        ({"adopted": None}, "document", "adopted"),
        ({"agenda_items": ()}, "document", "agenda_items"),
        ({"basis": None}, "document", "basis"),
    ],
)
def test_metadata_that_differs_is_named(change: dict[str, Any], place: str, field: str) -> None:
    assert seen(compare(reading_rooms(), reading_rooms().model_copy(update=change))) == [(place, field, "changed")]


def test_footnotes_are_paired_by_number() -> None:
    fewer = reading_rooms().model_copy(update={"footnotes": reading_rooms().footnotes[1:]})
    assert seen(compare(reading_rooms(), fewer)) == [("footnote 1", "footnote", "missing")]
    assert seen(compare(fewer, reading_rooms())) == [("footnote 1", "footnote", "extra")]


def test_missing_parts_and_annexes_are_named() -> None:
    one = lettered().model_copy(update={"parts": lettered().parts[:1]})
    assert ("document", "part", "missing") in seen(compare(lettered(), one))
    part = reading_rooms().parts[0].model_copy(update={"annexes": ()})
    bare = reading_rooms().model_copy(update={"parts": (part,)})
    assert seen(compare(reading_rooms(), bare)) == [("annex1", "annex", "missing")]

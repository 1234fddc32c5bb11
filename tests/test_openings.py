"""Lead phrases: how far the words reach that say what a clause does."""

from __future__ import annotations

import pytest

from unres import openings


@pytest.mark.parametrize(
    ("clause", "phrase"),
    [
        ("Welcoming in this regard the lamps,", "Welcoming in this regard"),
        ("Notes in that regard the lamps;", "Notes in that regard"),
        ("Taking note with concern in that regard of the lamps,", "Taking note with concern in that regard"),
        ("Recalling in this regard the lamps,", "Recalling"),
        ("Decides also that lamps are lit;", "Decides also"),
        ("Encourages further efforts;", "Encourages"),
        ("Welcoming further in this regard the lamps,", "Welcoming further in this regard"),
        ("Emphasizes once again its serious concern that", "Emphasizes once again its serious concern"),
        ("Reiterates once again its decision to go;", "Reiterates once again"),
        ("Recalls its request to the keepers;", "Recalls its request"),
        ("Recalling its resolutions on lamps,", "Recalling"),
        ("Recalling its demand that lamps be lit,", "Recalling"),
        ("Reaffirming its strong support for lamps,", "Reaffirming its strong support"),
        ("Reaffirming also its support for lamps,", "Reaffirming also"),
    ],
)
def test_a_lead_phrase_ends_where_the_italics_would(clause: str, phrase: str) -> None:
    found = openings.read(clause)
    assert found is not None
    assert found.phrase == phrase


@pytest.mark.parametrize(
    ("clause", "base", "key"),
    [
        ("Having also considered the report on lamps,", "consider", "have_considered"),
        ("Having decided to light the lamps,", "decide", "have_decided"),
        ("Having taken note of the lamps,", "take note", "have_taken_note"),
        ("Having chosen to light the lamps,", "have", "have_done"),
        ("Takes note with appreciation of the lamps;", "take note", "take_note"),
    ],
)
def test_a_verb_is_named_by_its_base_form(clause: str, base: str, key: str) -> None:
    found = openings.read(clause)
    assert found is not None
    assert [(verb.base, verb.key) for verb in found.verbs] == [(base, key)]

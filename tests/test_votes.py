"""Recorded votes as the volumes print them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import unres
from unres import votes

EXAMPLES = Path(__file__).parent.parent / "examples"
BODY = "55/900. Lamps\n\nThe General Assembly,\n\nNoting the lamps,\n\n1. Decides to light them.\n"


def counts(text: str) -> tuple[int | None, int | None, int | None]:
    vote = votes.read(text, 0, len(text), "en").vote
    return vote.in_favour.count, vote.against.count, vote.abstaining.count


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("by a recorded vote of 106 to 1, with 67 abstentions, as follows:", (106, 1, 67)),
        ("by a recorded vote of 142 to none, with 3 abstentions", (142, 0, 3)),
        ("by a recorded vote of 129 votes to none, with one abstention", (129, 0, 1)),
        ("by a roll-call vote of 89 to 0, with 9 abstentions", (89, 0, 9)),
        ("by a recorded vote of 150 to 2", (150, 2, None)),
        ("33 votes in favor, 13 against, 10 abstentions", (33, 13, 10)),
        ("33 votes in favour to 13 against and 10 abstentions", (33, 13, 10)),
        ("without a vote", (None, None, None)),
    ],
)
def test_the_counts_of_every_form_are_read(printed: str, expected: tuple[int | None, ...]) -> None:
    assert counts(printed) == expected


@pytest.mark.parametrize(
    ("printed", "states"),
    [
        ("Algeria, Belgium, Chad", ("Algeria", "Belgium", "Chad")),
        ("Bolivia (Plurinational State of), Chad.", ("Bolivia (Plurinational State of)", "Chad")),
        ("Korea, Republic of, Latvia", ("Korea, Republic of", "Latvia")),
        ("Congo (Brazzaville, formerly), Chad", ("Congo (Brazzaville, formerly)", "Chad")),
        ("Antigua and Barbuda, Trinidad and Tobago", ("Antigua and Barbuda", "Trinidad and Tobago")),
        ("Chad, Fiji and Tonga", ("Chad", "Fiji", "Tonga")),
        ("Fiji, Trinidad and Tobago and Yemen", ("Fiji", "Trinidad and Tobago", "Yemen")),
        ("United Arab\nEmirates, Chad", ("United Arab Emirates", "Chad")),
        ("Republic of Korea, The former Republic of Wicks", ("Republic of Korea", "The former Republic of Wicks")),
        ("Macedonia, the former Yugoslav Republic of, Chad", ("Macedonia, the former Yugoslav Republic of", "Chad")),
        ("None.", ()),
        ("", ()),
    ],
)  # fmt: skip
def test_names_of_states_are_kept_whole(printed: str, states: tuple[str, ...]) -> None:
    assert votes.names(printed) == states


def test_a_vote_above_its_resolution_gives_the_meeting_the_date_and_the_states() -> None:
    first, second = unres.parse_all((EXAMPLES / "era_2000_volume_with_votes.txt").read_text(encoding="utf-8"))
    vote = first.parts[0].vote
    assert vote is not None and vote.recorded
    assert (vote.in_favour.count, vote.against.states, vote.abstaining.states) == (6, ("Tuvalu",), ("Fiji", "Tonga"))
    assert vote.in_favour.states[-2:] == ("Korea, Republic of", "Micronesia (Federated States of)")
    assert first.parts[0].closing is not None
    assert (first.parts[0].closing.meeting, first.adopted) == (81, date(2000, 12, 4))
    assert first.complete and not [one for one in first.diagnostics if one.code == "vote-disagrees"]
    other = second.parts[0].vote
    assert other is not None and not other.recorded


def test_a_count_that_differs_from_the_list_is_reported_and_neither_is_changed() -> None:
    text = f"{BODY}\nAdopted by a recorded vote of 3 to 1, as follows:\nIn favour: Chad, Fiji.\nAgainst: Tonga.\n"
    found = unres.parse(text)
    vote = found.parts[0].vote
    assert vote is not None
    assert (vote.in_favour.count, vote.in_favour.states) == (3, ("Chad", "Fiji"))
    (said,) = [one for one in found.diagnostics if one.code == "vote-disagrees"]
    assert found.source_text[said.start : said.end].startswith("In favour: Chad, Fiji.")


def test_a_vote_within_one_paragraph_is_read() -> None:
    text = (
        f"{BODY}\n81st plenary meeting\n4 December 2000\n\n[Adopted by a recorded vote of 2 to 1, with 1 abstention, "
        "as follows: In favour: Chad, Fiji. Against: Tonga. Abstaining: Nauru]\n"
    )
    found = unres.parse(text)
    vote = found.parts[0].vote
    assert vote is not None
    assert (vote.in_favour.states, vote.against.states, vote.abstaining.states) == (
        ("Chad", "Fiji"),
        ("Tonga",),
        ("Nauru",),
    )
    assert not [one for one in found.diagnostics if one.code == "vote-disagrees"]


def test_a_clause_that_speaks_of_adopting_is_no_vote() -> None:
    text = f"{BODY}\nAdopted at the 3rd plenary meeting of the Conference, the Declaration calls for light.\n"
    assert unres.parse(text).parts[0].vote is None

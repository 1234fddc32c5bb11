"""Two columns of a printed page that an extraction has run together."""

from __future__ import annotations

import pytest

import unres
from unres.columns import untangle
from unres.lines import read

HEAD = "<!-- Page 55 -->\nGeneral Assembly—Twelfth Session\n"
LEFT = """1901 (XII). Admission of the Isle of Lamps to
the Union of Lights
The General Assembly,
Having received the recommendation of the
Council of 5 September 1957 that the Isle of
Lamps should be admitted to the Union of
Lights,
Decides to admit the Isle of Lamps.
678th plenary meeting,
17 September 1957.
1902 (XII). Tides and timetables
The General Assembly,
Recalling the provisions of its resolution 992
(X) of 21 November 1955, by which it
established the Committee on Tides,
Having considered the report of the Committee
on Tides and the observations of Governments"""
RIGHT = """on the best hour for the departure of ferries,
1. Decides to keep in being the Committee on
Tides, established by General Assembly
resolution 992 (X) and composed of all
Members;
2. Requests the Secretary-General to print the
timetables and to send them to the masters of
ferries.
705th plenary meeting,
14 October 1957.
1903 (XII). Prevention of fog
The General Assembly
Takes note of the report on fog and invites
Governments to ring their bells as long as it
lasts.
705th plenary meeting,
14 October 1957."""
ROWS = list(zip(LEFT.splitlines(), RIGHT.splitlines(), strict=True))
IN_ORDER = f"{HEAD}{LEFT}\n{RIGHT}"
GUTTER = HEAD + "\n".join(f"{left:<50}{right}" for left, right in ROWS)
TURNS = HEAD + "\n".join(f"{left}\n{right}" for left, right in ROWS)


def outline(text: str) -> list[tuple[str | None, list[str], list[str], bool]]:
    return [
        (one.symbol, [clause.text for clause in one.preamble], [clause.text for clause in one.operative], one.complete)
        for one in unres.parse_all(text)
    ]


@pytest.mark.parametrize("text", [GUTTER, TURNS], ids=["gutter", "turns"])
def test_columns_run_together_read_as_they_do_in_order(text: str) -> None:
    assert outline(text) == outline(IN_ORDER)
    assert {"columns-untangled"} == {one.code for one in unres.parse_all(text)[1].diagnostics}


@pytest.mark.parametrize("text", [GUTTER, TURNS], ids=["gutter", "turns"])
def test_every_piece_of_a_column_leads_back_to_the_print(text: str) -> None:
    for one in unres.parse_all(text):
        for block in one.blocks():
            assert text[one.origin(block.start)] == one.source_text[block.start]
            assert text[one.origin(block.end - 1)] == one.source_text[block.end - 1]


def test_columns_in_order_stay_as_they_are() -> None:
    lines = read(IN_ORDER, "en")
    assert untangle(lines, IN_ORDER, "en") == (lines, "")


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"Department of Lamps and Oil {number}      {number},000" for number in range(30)),
        "UNITED NATIONS                  A\n          General Assembly\n             Distr.\n             GENERAL\n",
        "\n".join(f"{number}.   Requests the keepers to light lamp {number};" for number in range(1, 30)),
    ],
    ids=["table of figures", "masthead", "wide spaces behind numbers"],
)
def test_gutters_of_other_makings_are_no_columns(text: str) -> None:
    assert untangle(read(text, "en"), text, "en")[1] == ""


def test_columns_whose_lines_take_turns_unsteadily_are_left_and_this_is_said() -> None:
    unsteady = [line for place in range(0, 17, 3) for line in (*LEFT[place : place + 3], *RIGHT[place : place + 3])]
    broken = [
        "The lamps burn all night long and the keepers",
        "go home.",
        "they sleep until the ferries leave the isle.",
    ] * 6
    text = HEAD + "\n".join(unsteady + broken)
    assert "columns-mixed" in {one.code for one in unres.parse_all(text)[0].diagnostics}
    assert "".join(text.split()) == "".join("".join(line.split()) for line in untangle(read(text, "en"), text, "en")[0])

"""What a careful reader would query, each beside a twin that gives no cause."""

from __future__ import annotations

from pathlib import Path

import pytest

import unres
from unres.diagnostics import CODES

SOUND = """[Start1]Resolution adopted by the General Assembly on 9 December 2036
[on the report of the Second Committee (A/91/533/Add.2, para. 14)]
91/47.\tProtection of lighthouses
\tThe General Assembly,
\tRecalling its resolution 88/114 of 1 March 2034,
\tTaking note with appreciation of the report of the Secretary-General,1
\t1.\tRequests the Secretary-General:
\t(a)\tTo count the lighthouses of every coast;
\t(b)\tTo publish, in the six official languages:
\t(i)\tA list of their keepers;
\t(ii)\tA chart of their lights;2
\t2.\tAlso requests all States to light their lamps, as set out in paragraph 1 above;
\t3.\tDecides to return to the question at its ninety-second session.
64th plenary meeting
9 December 2036
1 A/91/302.
2 A/91/303.
[Start1]<<ODS JOB NO>>N3624817E<<ODS JOB NO>>
<<ODS DOC SYMBOL1>>A/RES/91/47<<ODS DOC SYMBOL1>>
"""

ODD = [
    # (code, what is changed, what it is changed to, what the diagnostic points at)
    ("no-title", "Protection of lighthouses\n", "\n", ""),
    ("no-formula", "\tThe General Assembly,\n", "", ""),
    ("no-closing", "64th plenary meeting\n9 December 2036\n", "", ""),
    ("symbol-disagrees", "SYMBOL1>>A/RES/91/47", "SYMBOL1>>A/RES/91/74", "91/47"),
    ("date-disagrees", "meeting\n9 December", "meeting\n8 December", "64th plenary meeting\n8 December 2036"),
    ("number-missing", "\t3.\tDecides", "\t4.\tDecides", ""),
    ("number-repeated", "\t3.\tDecides", "\t2.\tDecides", "2"),
    ("label-out-of-order", "(b)\tTo publish", "(d)\tTo publish", "(d)"),
    ("label-out-of-order", "(ii)\tA chart", "(iv)\tA chart", "(iv)"),
    ("mark-without-note", "2 A/91/303.\n", "", "2"),
    ("note-without-mark", "lights;2", "lights;", "2 A/91/303."),
    ("unknown-opening", "Decides to return", "Lamps shall return", None),
    ("unclosed-bracket", "para. 14)]", "para. 14)", None),
    ("unresolved-reference", "paragraph 1 above", "paragraph 9 above", "paragraph 9 above"),
    ("characters-replaced", "light their lamps", "light their l\ufffd\ufffdps", "\ufffd\ufffd"),
    ("characters-replaced", "light their lamps", "light their l\0mps", "\0"),
]

IN_ORDER = [
    # (what is changed, what it is changed to)
    ("\t3.\tDecides", "II\nLamps\n\t1.\tDecides"),  # numbers may begin anew below a heading
    ("9 December 2036\n1 A", "9 December 2036\n\n\n1 A"),
    ("(i)\tA list of their keepers;\n\t(ii)", "(i)\tA list;\n\t(ii)\tA map;\n\t(iii)"),
    ("88/114", "88/114 A and B"),
    ("SYMBOL1>>A/RES/91/47", "SYMBOL1>>A/res/91/47"),
    ("[on the report of the Second Committee (A/91/533/Add.2, para. 14)]\n", ""),
    ("on 9 December 2036\n[", "\n["),  # no adoption date to disagree with
]


def codes(text: str) -> set[str]:
    return {found.code for found in unres.parse(text).diagnostics}


def test_a_sound_text_gives_no_cause() -> None:
    assert unres.parse(SOUND).diagnostics == ()


@pytest.mark.parametrize(("code", "was", "now", "place"), ODD)
def test_an_oddity_is_said_at_its_place(code: str, was: str, now: str, place: str | None) -> None:
    assert was in SOUND
    read = unres.parse(SOUND.replace(was, now))
    (found, *_) = [one for one in read.diagnostics if one.code == code]
    assert found.severity == CODES[code][0]
    if place is not None:
        assert read.source_text[found.start : found.end] == place


def test_the_closing_dates_the_adoption_where_the_adoption_line_is_left_over_from_another_text() -> None:
    left_over = unres.parse(SOUND.replace("on 9 December 2036\n[", "on 9 December 2035\n["))
    assert str(left_over.adopted) == "2036-12-09"
    assert [one.code for one in left_over.diagnostics] == ["date-disagrees"]
    assert str(unres.parse(SOUND.replace("64th plenary meeting\n9 December 2036\n", "")).adopted) == "2036-12-09"


@pytest.mark.parametrize(("was", "now"), IN_ORDER)
def test_what_is_in_order_gives_no_cause(was: str, now: str) -> None:
    assert was in SOUND
    assert not codes(SOUND.replace(was, now))


@pytest.mark.parametrize("text", ["", "A letter about lamps.\n", "1 Resolution 70/1."])
def test_a_text_that_is_no_resolution_is_an_error(text: str) -> None:
    found = [one for one in unres.parse(text).diagnostics if one.severity == "error"]
    assert [one.code for one in found] == ["no-resolution"]


@pytest.mark.parametrize("text", ["91/47.\tLamps\n", "\tThe General Assembly,\n\tDecides to light its lamps.\n"])
def test_a_title_or_a_formula_makes_a_resolution(text: str) -> None:
    assert "no-resolution" not in codes(text)


def test_a_text_without_any_number_has_no_symbol() -> None:
    assert "no-symbol" in codes("\tThe General Assembly,\n\tDecides to light its lamps.\n")
    assert "no-symbol" not in codes(SOUND)


def test_a_second_closing_is_said_once() -> None:
    text = SOUND.replace("9 December 2036\n1 A", "9 December 2036\n64th plenary meeting\n1 A")
    assert [one.code for one in unres.parse(text).diagnostics].count("not-understood") == 1


def test_notes_of_one_number_are_told() -> None:
    """Built from values: the parse of a text gives each note of its sequence once."""
    from unres import checks

    read = unres.parse(SOUND)
    values = {name: getattr(read, name) for name in type(read).model_fields}
    assert checks.check(values) == ()
    values["footnotes"] = (*read.footnotes, read.footnotes[0].model_copy(update={"start": 900, "end": 905}))
    (found,) = checks.check(values)
    assert (found.code, found.start, found.end) == ("note-number-repeated", 900, 905)


def test_diagnostics_stand_in_the_order_of_the_text() -> None:
    text = SOUND.replace("\t3.\t", "\t5.\t").replace("para. 14)]", "para. 14)").replace("(b)", "(e)")
    starts = [one.start for one in unres.parse(text).diagnostics]
    assert len(starts) >= 3
    assert starts == sorted(starts)


@pytest.mark.parametrize("language", ["ar", "zh", "en", "fr", "ru", "es"])
def test_the_lighthouses_give_no_cause_in_any_language(language: str) -> None:
    path = Path(__file__).parents[1] / "examples" / f"lighthouses.{language}.txt"
    assert unres.parse(path.read_text(encoding="utf-8")).diagnostics == ()

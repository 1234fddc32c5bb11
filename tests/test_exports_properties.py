"""Whatever text is read, every exporter prints it: no exception, no lost words, no broken page.

Invariant: an exporter is a total function of the models that `parse` can make.
"""

from __future__ import annotations

import csv
import io
import time
from html import unescape

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from lark import UnexpectedInput

import unres
from handmade import lettered, reading_rooms
from test_exports_html import Reader
from unres.comparison import compare
from unres.exports.html import to_html
from unres.exports.markdown import to_markdown
from unres.exports.tables import to_rows
from unres.exports.text import to_text

LINES = st.sampled_from(
    [
        "65/900.\tLanterns",
        "A",
        "I",
        "The General Assembly,",
        "\tThe General Assembly,",
        "\tRecalling its resolution 57/32 of 19 November 2002,1",
        "\t1.\tRequests the Secretary-General:",
        "\t(a)\tTo read;2",
        "\t(i)\tAloud;1-2",
        "\t2.\tDecides <b>so</b> & no *otherwise*.",
        "Lamps | and _oil_",
        "64th plenary meeting",
        "13 December 2031",
        "Annex",
        "1 Resolution 70/1.",
        "2 Ibid., annex II.",
        "[without reference to a Main Committee (A/85/L.11 and Add.1)]",
        "United NationsA/RES/85/900General AssemblyDistr.: General",
        "\t• A bullet",
        "",
    ]
)
TEXTS = st.one_of(st.lists(LINES, max_size=25).map("\n".join), st.text(max_size=200))


@settings(max_examples=40, derandomize=True, deadline=None)
@given(TEXTS)
def test_any_text_that_is_read_is_printed_by_every_exporter(text: str) -> None:
    try:
        resolution = unres.parse(text)
    except UnexpectedInput:  # that any text can be parsed is a property of the parser, tested there
        reject()
    page = Reader(to_html(resolution))
    assert {id: count for id, count in page.ids.items() if count > 1} == {}
    assert [link for link in page.links if link.startswith("#") and link[1:] not in page.ids] == []
    for block in resolution.blocks():
        if hasattr(block, "text"):
            assert "".join(block.text.split()[:1]) in page.text
    assert to_markdown(resolution).endswith("\n")
    assert to_text(resolution).endswith("\n")
    assert compare(resolution, resolution) == []
    rows = to_rows([resolution])
    csv.writer(io.StringIO()).writerows(row.values() for table in rows.values() for row in table)


BODY = [
    "\tRecalling its resolution 57/32 of 19 November 2002,1",
    "\tNoting with concern the tides,",
    "\t1.\tRequests the Secretary-General:",
    "\t2.\tDecides so.",
    "\t3.\tWelcomes;",
    "\t(a)\tTo read;2",
    "\t(b)\tMore;",
    "\t(i)\tAloud;1-2",
    "\t• A bullet",
    "and goes on with it;",
    '\t"Quoted text',
    '\tends here";',
    "\tUrges all:",
    "Lamps",
    "1 200",
    "I",
    "A",
]
FRAME = """Resolution adopted by the General Assembly on 4 May 2031
[without reference to a Main Committee (A/85/L.11 and Add.1)]
85/900.\tLanterns

\tThe General Assembly,
{body}

64th plenary meeting
13 December 2031
1 Resolution 70/1.
2 Ibid., annex II.
[DU1]<<ODS JOB NO>>N3112345E<<ODS JOB NO>>
<<ODS DOC SYMBOL1>>A/RES/85/900<<ODS DOC SYMBOL1>>
United NationsA/RES/85/900General AssemblyDistr.: General
20 May 2031Eighty-fifth session
Agenda item 21 (b)
"""


@settings(max_examples=50, derandomize=True, deadline=None)
@given(st.lists(st.sampled_from(BODY), min_size=1, max_size=12))
def test_a_resolution_of_any_lines_printed_and_read_again_is_the_same(lines: list[str]) -> None:
    resolution = unres.parse(FRAME.format(body="\n".join(lines)))
    assert compare(resolution, unres.parse(to_text(resolution)), typography=True) == []


@pytest.mark.parametrize("resolution", [reading_rooms(), lettered()])
def test_every_word_of_a_block_is_in_every_format(resolution: unres.Resolution) -> None:
    markdown = unescape(to_markdown(resolution)).replace("\\", "").replace("*", "")
    text = to_text(resolution)
    for block in resolution.blocks():
        for word in getattr(block, "text", "").replace("*", "").split():
            assert word.strip(",;:.") in markdown
            assert word.strip(",;:.*") in text


def test_cost_grows_with_the_length_and_no_faster() -> None:
    """Not a benchmark: it would take minutes, not seconds, were an exporter quadratic."""
    clause = "\t1.\tRecalls its resolution 57/32 of 19 November 2002 and resolution 61/6 of 20 October 2006;\n"
    one = unres.parse("\tThe General Assembly,\n" + clause * 3000)
    flat = unres.parse(
        "\tThe General Assembly,\n\t1.\tRecalls " + "resolution 57/32 of 19 November 2002, " * 3000 + "\n"
    )
    begun = time.monotonic()
    for resolution in (one, flat):
        to_html(resolution), to_markdown(resolution), to_text(resolution), compare(resolution, resolution)
    assert time.monotonic() - begun < 20

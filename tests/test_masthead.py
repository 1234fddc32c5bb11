"""The masthead: which of several dates and sessions a document's fields name is its own."""

from __future__ import annotations

import datetime

import pytest

import unres

TEXT = """\
Resolution adopted by the General Assembly on 18 December 2019
74/310.\tRegister of the Convention of 10 December 1982 on lamps
\tThe General Assembly,
\tRecalling its resolution 73/1,
\tRequests the Keepers to report.

52nd plenary meeting
18 December 2019

------------------------------------------------------------
A/RES/74/310
Register of the Convention of 10 December 1982 on lamps
"""


@pytest.mark.parametrize(
    "cells",
    [
        "United NationsA/RES/74/310General AssemblyDistr.: General14 January 2020",
        "Distr.: General\n14 January 2020",
        "General AssemblyDistr.: General\n14 January 2020Seventy-fourth session",
        "14 January 2020 English only",
        "United NationsA/RES/74/310General Assembly14 January 2020Seventy-fourth session",
    ],
)
def test_the_date_of_issue_is_the_mastheads_and_none_that_a_running_head_names(cells: str) -> None:
    assert unres.parse(TEXT + cells).issued == datetime.date(2020, 1, 14)
    assert unres.parse(TEXT).issued is None

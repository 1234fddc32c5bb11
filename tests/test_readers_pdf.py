"""What a PDF of a resolution says when read: canonical text, marks by offset, and clear refusals."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path

import pytest

from make_pdf import INDENT, LEFT, Page, assembled, masthead, notes, pdf, running
from unres import Resolution, parse
from unres.readers import pdf_glyphs
from unres.readers.pdf import read_pdf
from unres.source import Mark, Source, UnreadableDocument

pytest.importorskip("pypdfium2", reason="the extra unres[pdf] is not installed")

SHARED = Path(os.environ.get("UNRES_SHARED", Path(__file__).parents[2] / "shared"))


def read(*pages: Page) -> Source:
    return read_pdf(pdf(*pages), "test.pdf")


def lines_of(source: Source) -> list[str]:
    return [line for line in source.text.split("\n") if line]


def marked(source: Source, kind: str) -> list[str]:
    return [source.text[mark.start : mark.end] for mark in source.marks if mark.kind == kind]


def marks(source: Source, kind: str) -> list[Mark]:
    return [mark for mark in source.marks if mark.kind == kind]


def resolution(*texts: str, then: tuple[str, ...] = ()) -> Page:
    """One page: masthead, then each text as a paragraph of one line, then footnotes."""
    page = Page()
    y = masthead(page)
    for text in texts:
        page.line(INDENT, y, text)
        y -= 18
    if then:
        notes(page, 90, *then)
    return page


# ---- the order of the text ----------------------------------------------------------------------------------------


def test_the_adoption_line_comes_first_and_the_masthead_last_with_its_columns_parted() -> None:
    source = read(resolution("<i>Recalling</i> its resolution 90/4,"))
    assert lines_of(source) == [
        "Resolution adopted by the General Assembly on 20 December 2046",
        "[on the report of the Second Committee (A/91/459, para. 7)]",
        "91/7.\tLighthouses",
        "\tThe General Assembly,",
        "\tRecalling its resolution 90/4,",
        "United Nations",
        "A/RES/91/7",
        "General Assembly",
        "Distr.: General",
        "3 January 2047",
        "Ninety-first session",
        "Agenda item 12 (b)",
        "Oceans and seas: beacons, buoys and lighthouses",
        "46-25930 (E)",
        "020147",
        "*4625930*",
    ]
    assert marked(source, "title") == ["91/7.\tLighthouses"]
    assert marked(source, "masthead")[1] == "A/RES/91/7"
    assert marked(source, "furniture") == ["46-25930 (E)", "020147", "*4625930*"]


def test_a_paragraph_runs_on_over_the_page_and_running_heads_stay_out_of_it() -> None:
    first, second = Page(), Page()
    y = masthead(first)
    first.lines(INDENT, y, "1.<gap 1.5><i>Requests</i> the Keepers to report on the state of every single")
    y = running(second, 2, 2)
    y = second.lines(LEFT, y, "lighthouse, and to do so in good time;")
    second.line(INDENT, y - 6, "2.<gap 1.5><i>Decides</i> to remain seized of the matter.")
    text = lines_of(read(first, second))
    assert (
        text[4]
        == "\t1.\tRequests the Keepers to report on the state of every single lighthouse, and to do so in good time;"
    )
    assert text[5] == "\t2.\tDecides to remain seized of the matter."
    assert text[-4:] == ["A/RES/91/7", "Lighthouses", "2/2", "46-25930"]


def test_a_new_paragraph_at_the_top_of_a_page_is_told_by_its_indent() -> None:
    first, second = Page(), Page()
    y = masthead(first)
    y = first.lines(INDENT, y, "<i>Noting</i> that a lighthouse which stands on a rock in the middle of the open")
    first.lines(LEFT, y, "sea needs a keeper, a boat, and a lamp that is lit at dusk and put out at dawn,")
    y = running(second, 2, 2)
    second.line(INDENT, y, "<i>Noting also</i> the cost of lamps,")
    text = lines_of(read(first, second))
    assert text[4].endswith("put out at dawn,")
    assert text[5] == "\tNoting also the cost of lamps,"


def test_a_page_that_breaks_in_an_item_after_its_first_line_goes_on_as_other_items_do() -> None:
    first, second = Page(), Page()
    y = masthead(first)
    y = first.lines(INDENT, y, "(i)<gap 1.4>To keep lamps, wicks and oil in a dry place that is out of the wind,")
    y = first.lines(INDENT, y, "and to see to it that none is wasted;")
    first.lines(INDENT, y - 6, "(ii)<gap 1.2>To keep boats, masts and oars in a wet place that is out of the sun,")
    y = running(second, 2, 2)
    second.line(INDENT, y, "sails, and all that belongs to them;")
    assert lines_of(read(first, second))[5].endswith("that is out of the sun, sails, and all that belongs to them;")


def test_paragraphs_without_space_between_them_are_told_by_their_first_line() -> None:
    page = Page()
    y = masthead(page)
    y = page.lines(INDENT, y, "<i>Noting</i> that a lighthouse which stands on a rock in the middle of the open")
    y = page.lines(LEFT, y, "sea needs a keeper,")
    y = page.lines(INDENT, y, "<i>Noting also</i> that a lighthouse which stands on the shore needs one as much,")
    y = page.lines(LEFT, y, "and a road,")
    assert lines_of(read(page))[4:6] == [
        "\tNoting that a lighthouse which stands on a rock in the middle of the open sea needs a keeper,",
        "\tNoting also that a lighthouse which stands on the shore needs one as much, and a road,",
    ]


@pytest.mark.parametrize("rule", ["below", "above", "none"])
@pytest.mark.parametrize("table", [True, False])
def test_running_heads_are_found_with_or_without_a_rule_and_the_text_below_them_stays(rule: str, table: bool) -> None:
    pages = [Page(), Page(), Page()]
    y = masthead(pages[0])
    pages[0].line(INDENT, y, "<i>Noting</i> the lamps, and all that the Keepers have said of lamps in their report,")
    for number, page in enumerate(pages[1:], 2):
        page.line(60, 733, "<b>A/RES/91/7</b>", 8.5).line(60, 38, f"<b>{number}/3</b>", 8.5)
        if rule != "none":
            page.rule(60, 552, 727 if rule == "below" else 745)
        if table:
            page.rule(123, 488, 698)
        plan = ("first", "second")[number - 2]
        page.line(INDENT, 709, f"{number - 1}.<gap 1.5><i>Approves</i> the {plan} plan with all its parts and annexes;")
    text = lines_of(read(*pages))
    assert [line[:5] for line in text[5:7]] == ["\t1.\tA", "\t2.\tA"]
    assert text[-4:] == ["A/RES/91/7", "2/3", "A/RES/91/7", "3/3"]


def test_closing_lines_stand_apart_each_on_its_own_line() -> None:
    page = resolution("1.<gap 1.5><i>Approves</i> the plan for lamps, which the Keepers have set out in full in it,")
    page.line(397, 340, "<i>64th plenary meeting</i>").line(407, 328, "<i>20 December 2046</i>")
    page.rule(270, 350, 300)
    assert "\n\n64th plenary meeting\n20 December 2046\n" in read(page).text


# ---- labels and headings ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("1.<gap 1.5><i>Welcomes</i> the report;", "\t1.\tWelcomes the report;"),
        ("(a)<gap 1.2>To light the lamps;", "\t(a)\tTo light the lamps;"),
        ("(mm)<gap 0.02>To light the lamps;", "\t(mm)\tTo light the lamps;"),
        ("(viii)<gap 0.3>To light the lamps;", "\t(viii)\tTo light the lamps;"),
        ("•<gap 1.2>To light the lamps;", "\t•\tTo light the lamps;"),
        ("9.a<gap 1.2>To light the lamps;", "\t9.a\tTo light the lamps;"),
        ("In 2045 the lamps were lit;", "\tIn 2045 the lamps were lit;"),
        ("Noting also<gap 1.3>the wide setting of this line,", "\tNoting also the wide setting of this line,"),
    ],
)
def test_a_label_is_set_off_by_a_tab_and_a_wide_space_in_the_text_is_a_space(printed: str, expected: str) -> None:
    assert expected in lines_of(read(resolution("<i>Recalling</i> all its resolutions,", printed)))


def test_a_bold_line_is_a_heading_and_its_number_stands_on_a_line_of_its_own() -> None:
    page = resolution("1.<gap 1.5><i>Approves</i> the plan for lamps, which the Keepers have set out in full in it;")
    page.line(LEFT, 352, "<b>II.</b><gap 1.2><b>Lamps and oil</b>").line(
        INDENT, 334, "2.<gap 1.5><i>Notes</i> the price;"
    )
    page.line(LEFT, 310, "<b>A</b>").line(LEFT, 298, "<b>Whale oil and its</b>").line(LEFT, 286, "<b>substitutes</b>")
    page.line(INDENT, 268, "3.<gap 1.5><i>Prefers</i> the latter.")
    source = read(page)
    assert [(source.text[m.start : m.end], m.value) for m in marks(source, "heading")] == [
        ("II.", "1"),
        ("Lamps and oil", "1"),
        ("A", "2"),
        ("Whale oil and its substitutes", ""),
    ]
    assert "\nII.\nLamps and oil\n\t2.\tNotes the price;\nA\n" in source.text


@pytest.mark.parametrize(
    ("first", "then", "expected"),
    [
        ("Rule 1", "Lamps and their keepers", ["Rule 1", "Lamps and their keepers"]),
        ("Section 29C", "Lamps and their keepers", ["Section 29C", "Lamps and their keepers"]),
        ("Annex", "Lamps and their keepers", ["Annex", "Lamps and their keepers"]),
        ("A. Lamps, their keepers, and", "the oil of both", ["A. Lamps, their keepers, and the oil of both"]),
        ("Lamps, their keepers, and", "the oil of both", ["Lamps, their keepers, and the oil of both"]),
    ],
)
def test_what_labels_a_heading_stands_alone_where_it_has_a_line_of_its_own(
    first: str, then: str, expected: list[str]
) -> None:
    page = resolution("1.<gap 1.5><i>Approves</i> the plan for lamps, which the Keepers have set out in full in it;")
    page.line(LEFT, 352, f"<b>{first}</b>").line(LEFT, 340, f"<b>{then}</b>")
    assert marked(read(page), "heading") == expected


def test_the_text_is_the_largest_type_that_much_is_set_in_however_long_the_tables_are() -> None:
    first, second = Page(), Page()
    y = masthead(first)
    first.line(INDENT, y, "1.<gap 1.5><i>Approves</i> the plan for lamps, which the Keepers have set out in full:")
    for at in range(9):
        line = f"Lamps of the north and of the south, with all that belongs to them<gap 4>{at}50 000"
        first.line(LEFT, y - 30 - 10 * at, line, 8.5)
    y = running(second, 2, 2)
    for at in range(9):
        second.line(
            LEFT, y - 10 * at, f"Lamps of the east and of the west, and what they stand on<gap 4>{at}50 000", 8.5
        )
    second.line(INDENT, y - 130, "2.<gap 1.5><i>Decides</i> to remain seized of the matter.")
    source = read(first, second)
    assert marked(source, "heading") == []
    assert "\n\t2.\tDecides to remain seized of the matter.\n" in source.text


def test_an_item_whose_second_line_hangs_goes_on_after_a_semicolon_at_a_lines_end() -> None:
    page = Page()
    y = masthead(page)
    y = page.lines(INDENT, y, "4.<gap 1.5>Lamps that are lit by the many, for the good of all who sail;")
    page.lines(INDENT + 24, y, "masts and oars that are kept by the few, to the good of those;", "and boats.")
    assert lines_of(read(page))[4].endswith(
        "all who sail; masts and oars that are kept by the few, to the good of those; and boats."
    )


def test_italics_are_marked_as_far_as_they_go_and_no_label_with_them() -> None:
    source = read(resolution("<i>1.<gap 1.5>Requests also</i> that <i>Lamps</i> be read;"))
    assert marked(source, "italic")[-2:] == ["Requests also", "Lamps"]


# ---- footnotes ----------------------------------------------------------------------------------------------------


def test_raised_figures_with_a_note_are_marks_first_and_repeated_single_paired_and_ranged() -> None:
    source = read(
        resolution(
            "<i>Recalling</i> resolution 90/4<sup>1</sup> and the lamps,<sup>2,3</sup> and all of"
            " these<sup>1–3</sup> again,<sup>2</sup>",
            then=("<sup>1</sup> Resolution 90/4.", "<sup>2</sup> A/91/5.", "<sup>3</sup> Ibid., annex."),
        )
    )
    assert [mark.value for mark in marks(source, "note")] == ["1", "2", "3", "1-3", "2"]
    assert "\n1 Resolution 90/4.\n2 A/91/5.\n3 Ibid., annex.\n" in source.text
    assert "resolution 90/41 and the lamps,2,3 and all of these1–3 again,2\n" in source.text


@pytest.mark.parametrize("printed", ["20<sup>th</sup> lamp", "ten metres<sup>2</sup> of sail"])
def test_raised_type_that_has_no_note_is_a_superscript_and_no_mark(printed: str) -> None:
    source = read(resolution(f"<i>Noting</i> {printed} and its cost,", then=("<sup>1</sup> A/91/5.",)))
    assert marks(source, "note") == []
    assert marked(source, "superscript")[0] in ("th", "2")


def test_a_note_that_runs_over_the_page_is_one_note_and_stands_after_the_text() -> None:
    first, second = Page(), Page()
    y = masthead(first)
    first.line(INDENT, y, "<i>Recalling</i> the report<sup>1</sup> and all that the Keepers have said of lamps in it,")
    notes(first, 90, "<sup>1</sup> See <i>Lamps</i> (United Nations")
    y = running(second, 2, 2)
    second.line(INDENT, y, "1.<gap 1.5><i>Approves</i> the report<sup>2</sup> again, with all that is in it on lamps.")
    notes(second, 90, "publication, 2040), and its appendix.", "<sup>2</sup> A/91/5.")
    text = lines_of(read(first, second))
    assert text[5].startswith("\t1.\tApproves the report2 again")
    assert text[6:8] == ["1 See Lamps (United Nations publication, 2040), and its appendix.", "2 A/91/5."]


def test_a_note_that_goes_on_below_a_drawn_rule_is_told_from_a_table_below_one() -> None:
    first, second = Page(), Page()
    y = masthead(first)
    first.line(INDENT, y, "<i>Noting</i> the lamps<sup>1</sup> and all that the Keepers have said of them in it,")
    first.rule(LEFT, 250, 80).line(LEFT, 70, "<sup>1</sup> Resolution 90/4, which was read to the Keepers in", 8.5)
    y = running(second, 2, 2)
    second.line(INDENT, y, "<i>Noting also</i> the oil, and all that the Keepers have said of it in their report,")
    second.rule(LEFT, 250, 80).line(LEFT, 70, "full.", 8.5)
    assert "\n1 Resolution 90/4, which was read to the Keepers in full.\n" in read(first, second).text
    second.content.clear()
    second.line(INDENT, y, "<i>Noting also</i> the oil, and all that the Keepers have said of it in their report,")
    second.rule(300, 400, 80).line(300, 70, "full.", 8.5)
    assert "in full.\n" not in read(first, second).text


def test_a_notes_number_may_stand_far_before_its_text_and_doubled_marks_in_a_row() -> None:
    page = resolution(
        "<i>Noting</i> the lamps<sup>1</sup><sup>,</sup><sup>2</sup> of the Keepers and all of their oil,"
    )
    page.line(99, 114, "_" * 18, 8)
    page.line(60, 103, "<sup>1</sup>", 8.5).line(140, 100, "Resolution 90/4.", 8.5)
    page.line(60, 93, "<sup>2</sup>", 8.5).line(140, 90, "Resolution 90/5.", 8.5)
    source = read(page)
    assert "\tNoting the lamps1,2 of the Keepers" in source.text
    assert [(mark.value, source.text[mark.start : mark.end]) for mark in marks(source, "footnote")] == [
        ("1", "1 Resolution 90/4."),
        ("2", "2 Resolution 90/5."),
    ]


def test_a_note_set_as_large_as_the_text_is_still_a_note_below_its_separator() -> None:
    page = resolution("<i>Noting</i> the lamps<sup>1</sup> and all that the Keepers have said of them in it,")
    page.line(99, 104, "_" * 18, 8).line(117, 90, "<sup>1</sup> Resolution 90/4.")
    assert lines_of(read(page))[5] == "1 Resolution 90/4."


# ---- words --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("end", "start", "elsewhere", "expected"),
    [
        ("the light-", "house keeper", "every lighthouse", "the lighthouse keeper"),
        ("the light-", "house keeper", "every light-house", "the light-house keeper"),
        ("the Keeper-", "General spoke", "and left", "the Keeper-General spoke"),
        ("the code LX-", "19 was used", "and left", "the code LX-19 was used"),
        ("both short-", "and long-lived lamps", "and left", "both short- and long-lived lamps"),
        ("a brass-", "bound lamp", "of brass and well bound", "a brass-bound lamp"),
        ("lamps of 2040–", "2045", "and left", "lamps of 2040–2045"),
        ("keepers and/", "or pilots", "and left", "keepers and/or pilots"),
        ("see https://lamps.example/oil-", "prices", "and left", "see https://lamps.example/oil-prices"),
        ("lamps –", "and oil", "and left", "lamps – and oil"),
        ("keepers and/ ", "or pilots", "and left", "keepers and/ or pilots"),
    ],
)
def test_a_hyphen_at_a_lines_end_follows_the_documents_own_spelling(
    end: str, start: str, elsewhere: str, expected: str
) -> None:
    page = Page()
    y = masthead(page)
    y = page.lines(INDENT, y, f"<i>Noting</i> that everybody concerned has seen {elsewhere}, and that {end}")
    page.lines(LEFT, y, f"{start},")
    assert expected in read(page).text


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("the Unit<gap 0.13>ed Nations", "the United Nations"),
        ("the<gap 0.25>United<gap 0.3>Nations", "the United Nations"),
        ("the <gap 0.2><i>United </i>Nations", "the United Nations"),
        ("of<gap 0.25>lamps", "of lamps"),
    ],
)
def test_a_gap_inside_a_word_is_no_space_and_a_gap_between_words_is_one(printed: str, expected: str) -> None:
    assert f"Noting {expected} again," in read(resolution(f"<i>Noting</i> {printed} again,")).text


def test_nothing_that_is_printed_is_lost_or_printed_twice() -> None:
    first, second = Page(), Page()
    y = masthead(first)
    first.line(
        INDENT, y, "<i>Recalling</i> the report<sup>1</sup> of 2<sup>nd</sup> May, which stands in the margin there,"
    )
    first.line(300, 300, "* * *").line(560, 290, "stray")
    notes(first, 90, "<sup>1</sup> See <i>Lamps</i>.", "* Reissued for technical reasons.")
    y = running(second, 2, 2)
    second.line(INDENT, y, "1.<gap 1.5><i>Approves</i> it.")
    data = pdf(first, second)
    pages, _ = pdf_glyphs.read_pages(data)
    printed = Counter(letter for page in pages for run in page.runs for letter in run.text if not letter.isspace())
    assert Counter(letter for letter in read_pdf(data).text if not letter.isspace()) == printed


# ---- tables and pages ---------------------------------------------------------------------------------------------


def table_page() -> Page:
    page = resolution("1.<gap 1.5><i>Approves</i> the prices below, which the Keepers have set out in full in it.")
    y = 340
    page.line(300, y, "<i>Oil</i>", 7).line(400, y, "<i>Wicks</i>", 7)
    page.line(340, y - 10, "(<i>dollars</i>)", 7)
    for name, oil, wicks in (("Northern lights", "1 200", "300"), ("Southern lights", "900", "250")):
        y -= 25
        page.line(LEFT, y, name, 8.5).line(300, y, oil, 8.5).line(400, y, wicks, 8.5)
    page.line(LEFT, y - 15, "Lights that stand", 8.5).line(LEFT, y - 25, "in the east", 8.5).line(300, y - 25, "7", 8.5)
    page.line(400, y - 25, "8", 8.5)
    return page


def test_a_table_keeps_its_rows_and_cells_and_none_becomes_a_clause() -> None:
    source = read(table_page())
    (table,) = marks(source, "table")
    rows = [[(source.text[cell.start : cell.end], cell.columns, cell.header) for cell in row] for row in table.rows]
    assert rows[2:] == [
        [("Northern lights", 1, False), ("1 200", 1, False), ("300", 1, False)],
        [("Southern lights", 1, False), ("900", 1, False), ("250", 1, False)],
        [("Lights that stand in the east", 1, False), ("7", 1, False), ("8", 1, False)],
    ]
    assert all(header for row in rows[:2] for _, _, header in row)
    assert source.text[: table.start].endswith("in full in it.\n")


@pytest.mark.parametrize(
    ("matrix", "rotate"), [("0 1 -1 0 {y} {x}", 0), ("0 1 -1 0 {y} {x}", 90), ("0 -1 1 0 {z} {w}", 0)]
)
def test_a_page_set_on_its_side_reads_as_if_it_were_turned(matrix: str, rotate: int) -> None:
    page = Page(rotate=rotate)
    for number, text in enumerate(("<i>Noting</i> that this line goes up the page,", "and so does this one,")):
        place = {"x": 100, "y": 100 + 12 * number, "z": 500 - 12 * number, "w": 700}
        page.line(0, 0, text)
        page.content[-1] = page.content[-1].replace("1 0 0 1 0 0", matrix.format(**place))
    assert lines_of(read(page)) == ["\tNoting that this line goes up the page, and so does this one,"]


@pytest.mark.parametrize("rise", [-0.15, -0.25])
def test_a_subscript_stays_in_its_line(rise: float) -> None:
    page = resolution("<i>Noting</i> that lamps burn")
    page.content[-1] = page.content[-1].replace(" ET", f" /F 6.5 Tf {10 * rise} Ts (2) Tj ET")
    assert "\tNoting that lamps burn2\n" in read(page).text


def test_a_part_letter_that_bears_a_note_is_a_heading_of_its_own() -> None:
    page = resolution("1.<gap 1.5><i>Approves</i> the plan;", then=("<sup>1</sup> Formerly part B.",))
    page.line(LEFT, 340, "<b>B<sup>1</sup></b>", 12).line(LEFT, 326, "<b>Lamps of the north</b>", 12)
    assert "\nB1\nLamps of the north\n" in read(page).text


@pytest.mark.parametrize("number", ["1", "1/", "<sup>1</sup>"])
def test_a_note_is_told_by_its_number_however_it_is_set(number: str) -> None:
    page = resolution("<i>Noting</i> the lamps<sup>1</sup> and all that the Keepers have said of them in it,")
    page.line(99, 114, "_" * 18, 8).line(117, 100, f"{number} Resolution 90/4, which stands", 8.5)
    page.line(117, 90, "2046 times in the record.", 8.5).line(117, 80, f"{number.replace('1', '2')} A/91/5.", 8.5)
    text = lines_of(read(page))
    bare = number.replace("<sup>", "").replace("</sup>", "")
    assert text[5:7] == [
        f"{bare} Resolution 90/4, which stands 2046 times in the record.",
        f"{bare.replace('1', '2')} A/91/5.",
    ]


def test_the_rows_of_an_evenly_spaced_table_are_told_by_what_they_fill() -> None:
    page = resolution("1.<gap 1.5><i>Approves</i> the shares below, which the Keepers have set out in full in it.")
    printed = [("Northland", "0.12"), ("Isles (Western", ""), ("and Outer)", "0.3"), ("Southland (Upper", "0.7")]
    printed += [("and Lower)", ""), ("Eastern Group", ""), ("Eastland", "12.5")]
    for at, (name, share) in enumerate(printed):
        page.line(LEFT, 340 - 11 * at, name).line(300, 340 - 11 * at, share)
    source = read(page)
    (table,) = marks(source, "table")
    assert [[source.text[cell.start : cell.end] for cell in row] for row in table.rows] == [
        ["Northland", "0.12"],
        ["Isles (Western and Outer)", "0.3"],
        ["Southland (Upper and Lower)", "0.7"],
        ["Eastern Group", ""],
        ["Eastland", "12.5"],
    ]


def test_a_page_in_two_columns_is_read_column_after_column() -> None:
    page = Page().line(200, 740, "Lamps of the northern and of the southern coasts of the sea", 12)
    for at in range(16):
        left = (
            f"on the left the lamp of line {at} burns bright and well" if at else "<i>Noting</i> that lamps burn, and"
        )
        right = f"and on the right that of line {at} burns not so well" if at < 15 else "and no more,"
        page.line(60 if at else 80, 700 - 12 * at, left).line(320, 700 - 12 * at, right)
    text = lines_of(read(page))
    assert text[0] == "Lamps of the northern and of the southern coasts of the sea"
    assert text[1].startswith(
        "\tNoting that lamps burn, and on the left the lamp of line 1 burns bright and well on the left"
    )
    assert "of line 15 burns bright and well and on the right that of line 0 burns" in text[1]
    assert text[1].endswith("and no more,")


def test_every_character_stands_on_one_page_and_every_page_has_its_size() -> None:
    first, second = Page(), Page(width=595, height=842)
    masthead(first)
    running(second, 2, 2)
    second.line(INDENT, 700, "1.<gap 1.5><i>Approves</i> it.")
    source = read(first, second)
    pages = marks(source, "page")
    covered = [
        page.value
        for at, c in enumerate(source.text)
        if not c.isspace()
        for page in pages
        if page.start <= at < page.end
    ]
    assert len(covered) == sum(not c.isspace() for c in source.text)
    assert {(page.value, page.box) for page in pages} == {("1", (0, 0, 612, 792)), ("2", (0, 0, 595, 842))}


def test_every_character_stands_on_one_printed_line_whose_box_is_where_it_is_set() -> None:
    first, second = Page(), Page()
    y = masthead(first)
    first.lines(INDENT, y, "1.<gap 1.5><i>Requests</i> the Keepers<sup>1</sup> to report on every light-")
    notes(first, 90, "<sup>1</sup> See <i>Lamps</i>.")
    y = running(second, 2, 2)
    second.lines(LEFT, y, "house, lighthouse by lighthouse.")
    source = read(first, second)
    lines = marks(source, "line")
    held = Counter(at for line in lines for at in range(line.start, line.end) if not source.text[at].isspace())
    assert held == Counter({at: 1 for at, letter in enumerate(source.text) if not letter.isspace()})
    shown = {source.text[line.start : line.end]: (line.value, line.box) for line in lines}
    assert shown["house, lighthouse by lighthouse."] == ("2", (LEFT, 707.8, pytest.approx(247, abs=20), 717.8))
    assert shown["1 See Lamps."][0] == "1"
    (request,) = [printed for printed in shown if printed.startswith("1.\tRequests")]
    assert request.endswith("on every light") and shown[request][1][:2] == (INDENT, 391.8)


def test_a_span_is_found_on_its_pages_and_in_its_boxes() -> None:
    first, second = Page(), Page()
    y = masthead(first)
    first.lines(INDENT, y, "1.<gap 1.5><i>Requests</i> the Keepers to report on the state of every single")
    y = running(second, 2, 2)
    y = second.lines(LEFT, y, "lighthouse, and to do so in good time;")
    second.line(INDENT, y - 6, "2.<gap 1.5><i>Decides</i> to remain seized of the matter.")
    resolution = parse(read(first, second))
    one, two = resolution.operative
    assert [(place.page, place.left, place.bottom) for place in resolution.places(one.start, one.end)] == [
        (1, INDENT, 391.8),
        (2, LEFT, 707.8),
    ]
    assert [(place.page, place.bottom) for place in resolution.places(two.start, two.end)] == [(2, 689.8)]
    blank = resolution.source_text.index("\n\n")
    assert resolution.places(blank, blank + 1) == ()
    assert parse(resolution.source_text).places(one.start, one.end) == ()
    assert Resolution.model_validate_json(resolution.model_dump_json()) == resolution


def test_a_line_of_the_right_column_has_its_box_on_the_right() -> None:
    page = Page()
    for at in range(16):
        page.line(60, 700 - 12 * at, f"on the left the lamp of line {at} burns bright and well")
        page.line(320, 700 - 12 * at, f"and on the right that of line {at} burns not so well")
    source = read(page)
    lefts = {source.text[line.start : line.end][:6]: line.box[0] for line in marks(source, "line") if line.box}
    assert lefts == {"on the": 60, "and on": 320}


def test_marks_are_in_order_and_inside_the_text() -> None:
    source = read(table_page())
    starts = [mark.start for mark in source.marks]
    assert starts == sorted(starts)
    assert all(0 <= mark.start < mark.end <= len(source.text) for mark in source.marks)


# ---- the parser's use of it ---------------------------------------------------------------------------------------


def test_the_parser_sees_title_clauses_lead_phrases_notes_and_closing() -> None:
    page = resolution(
        "<i>Recalling also</i> its resolution 90/4 of 1 May 2045<sup>1</sup> on beacons and on all that burns in them,",
        "1.<gap 1.5><i>Takes note with appreciation</i> of the report of the Keepers<sup>1</sup> and of its annex;",
        "2.<gap 1.5><i>Decides</i> to remain seized of the matter.",
        then=("<sup>1</sup> A/91/5.",),
    )
    page.line(397, 320, "<i>64th plenary meeting</i>").line(407, 308, "<i>20 December 2046</i>")
    read_as_pdf = parse(read(page))
    assert (read_as_pdf.symbol, read_as_pdf.title) == ("A/RES/91/7", "Lighthouses")
    assert [clause.opening for clause in read_as_pdf.preamble] == ["Recalling also"]
    assert [(clause.label, clause.opening) for clause in read_as_pdf.operative] == [
        ("1", "Takes note with appreciation"),
        ("2", "Decides"),
    ]
    (first,) = read_as_pdf.preamble[0].note_marks
    (repeated,) = read_as_pdf.operative[0].note_marks
    assert (first.number, first.repeat, repeated.number, repeated.repeat) == (1, False, 1, True)
    assert read_as_pdf.footnote(1).text == "A/91/5."
    closing = read_as_pdf.parts[0].closing
    assert closing is not None and closing.meeting == 64 and str(closing.date) == "2046-12-20"


# ---- what cannot be read, and what is odd -------------------------------------------------------------------------

ENCRYPTED = "/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{0}> /U <{0}> >>".format("ab" * 32)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"\0\0\n", "empty"),
        (b"%PDF-1.7\nnothing that follows is a PDF", "truncated"),
        (b"The General Assembly,", "truncated"),
        (pdf(Page().rule(10, 100, 50)), "no-text-layer"),
        (pdf(Page().line(10, 10, "secret"), trailer=ENCRYPTED), "encrypted"),
        (assembled(["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 0 /Kids [] >>"]), "truncated"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        read_pdf(data, "some.pdf")
    assert refusal.value.reason == reason
    assert str(refusal.value).startswith("some.pdf: ")


@pytest.mark.parametrize("limit", ["MAX_BYTES", "MAX_PAGES", "MAX_CHARACTERS", "MAX_RUNS", "MAX_OBJECTS"])
def test_what_exceeds_a_limit_is_refused_as_too_large(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = pdf(resolution("one"), Page().line(10, 10, "two"))
    monkeypatch.setattr(pdf_glyphs, limit, 1)
    with pytest.raises(UnreadableDocument) as refusal:
        read_pdf(data)
    assert refusal.value.reason == "too-large"


def test_without_pypdfium2_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(UnreadableDocument) as refusal:
        read_pdf(pdf(resolution("one")))
    assert (refusal.value.reason, refusal.value.extra) == ("missing-extra", "pdf")


def test_references_in_a_circle_end() -> None:
    itself = "/Resources << /XObject << /X 5 0 R >> >>"
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R {itself} >>"
    stream = "<< /Length 5 >>\nstream\n/X Do\nendstream"
    form = f"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] {itself} /Length 5 >>\nstream\n/X Do\nendstream"
    data = assembled(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Count 3 /Kids [3 0 R 2 0 R 2 0 R] /Parent 2 0 R >>",
            page,
            stream,
            form,
        ]
    )
    with pytest.raises(UnreadableDocument):
        read_pdf(data)


def test_a_file_cut_short_anywhere_is_read_or_refused() -> None:
    data = pdf(resolution("<i>Noting</i> the lamps<sup>1</sup> again,", then=("<sup>1</sup> A/91/5.",)))
    for end in range(0, len(data), 97):
        try:
            assert isinstance(read_pdf(data[:end]), Source)
        except UnreadableDocument as refusal:
            assert refusal.reason in ("empty", "truncated", "no-text-layer")


@pytest.mark.parametrize(
    "set_as", ["/F 0 Tf 9 9 Td", "/F 9 Tf 0 0 0 0 9 9 Tm", "/F 1e30 Tf 1e30 1e30 Td", "/F -9 Tf 9 9 Td"]
)
def test_absurd_sizes_and_places_do_no_harm(set_as: str) -> None:
    page = Page().line(100, 700, "A lamp").line(100, 688, "A lamp")
    page.content[0] = f"BT {set_as} (A lamp) Tj (and oil) Tj ET"
    assert "A lamp" in read(page).text


def test_text_without_any_of_a_resolutions_parts_is_still_text() -> None:
    assert lines_of(read(Page().line(100, 700, "Nothing but a line"))) == ["\tNothing but a line"]


def in_script(first: int, *lines: str, matrix: str = "1 0 0 1") -> bytes:
    """A page of lines whose capitals stand for the letters of a script from `first` on, as printed from the left."""
    unicode_map = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def 1 begincodespacerange <00> <FF>"
        f" endcodespacerange 1 beginbfrange <41> <5A> <{first:04x}> endbfrange"
        " 1 beginbfrange <20> <40> <0020> endbfrange 1 beginbfrange <5B> <7E> <005B> endbfrange endcmap end end"
    )
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>"
    )
    set_lines = (
        f"{matrix} 300 {700 - 12 * at} Tm ({line.replace('(', chr(92) + '(').replace(')', chr(92) + ')')}) Tj"
        for at, line in enumerate(lines)
    )
    stream = f"BT /F 10 Tf {' '.join(set_lines)} ET"
    return assembled(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            page,
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding /ToUnicode 6 0 R >>",
            f"<< /Length {len(unicode_map)} >>\nstream\n{unicode_map}\nendstream",
        ]
    )


def letters(first: int, text: str) -> str:
    return "".join(chr(first + ord(one) - ord("A")) if "A" <= one <= "Z" else one for one in text)


@pytest.mark.parametrize(
    ("printed", "read_as"),
    [
        ("MLK JIH", "HIJ KLM"),
        ("MLK 88/114 JIH", "HIJ 88/114 KLM"),
        ("MLK 2046 31 JIH", "HIJ 31 2046 KLM"),
        ("M ,(7 .L) KJ", "JK (L. 7), M"),
        ("K a/res/91/4 JIH", "HIJ a/res/91/4 K"),
        ("a/91/302 1", "1 a/91/302"),
        ("M ,(a/91/23) 53 JIH", "HIJ 53 (a/91/23), M"),
        ("M ,s/res/1325 (2046) JIH", "HIJ s/res/1325 (2046), M"),
        ("M ,a/91/24 (part i) JIH", "HIJ a/91/24 (part i), M"),
        ("M ,vol. 1771, no. 30822 JIH", "HIJ vol. 1771, no. 30822, M"),
    ],
)
def test_a_line_in_arabic_is_read_from_the_right_and_its_figures_from_the_left(printed: str, read_as: str) -> None:
    source = read_pdf(in_script(0x0633, *["RQP ONM LKJ"] * 4, printed))
    assert lines_of(source)[-1].strip().endswith(letters(0x0633, read_as))
    line = marks(source, "line")[0]
    assert line.box is not None
    assert line.box[0] == pytest.approx(300, abs=1)


def test_type_that_is_slanted_without_a_font_for_it_is_italic() -> None:
    words = in_script(0x41, "Noting the lamps", matrix="1 0 0.33 1")
    assert marked(read_pdf(words), "italic") == ["Noting the lamps"]
    assert marked(read_pdf(in_script(0x41, "Noting the lamps")), "italic") == []


def test_between_chinese_and_figures_no_gap_is_a_space() -> None:
    source = read_pdf(in_script(0x4E00, "ABC 2046 D 3 E FG", "HIJ ok 12 K"))
    assert lines_of(source)[0].strip() == letters(0x4E00, "ABC2046D3EFGHIJok 12K")


# ---- the UN's own files -------------------------------------------------------------------------------------------


def real_files() -> list[Path]:
    return sorted((SHARED / "corpus" / "pdf").glob("*/*.pdf"))[::10]


@pytest.mark.skipif(not real_files(), reason="the shared corpus is not on this machine (set UNRES_SHARED)")
def test_every_real_file_keeps_all_its_characters_and_finds_its_title() -> None:
    for path in real_files():
        data = path.read_bytes()
        pages, _ = pdf_glyphs.read_pages(data)
        printed = Counter(letter for page in pages for run in page.runs for letter in run.text if not letter.isspace())
        source = read_pdf(data, path.name)
        assert Counter(letter for letter in source.text if not letter.isspace()) == printed, path.name
        assert len(marks(source, "title")) == 1, path.name
        assert source.text.startswith("Resolution"), path.name

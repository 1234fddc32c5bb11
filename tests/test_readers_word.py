"""What the Word readers make of .docx and .doc: the printed text, and what Word knows of it as marks."""

from __future__ import annotations

import io
import os
import struct
import zipfile
from pathlib import Path

import pytest

import make_word as word
from make_word import FROGS, PONDS, Document, Run, line, package, paragraph, run
from unres.readers import read_bytes
from unres.readers.doc import _cells, _Row
from unres.readers.numbering import Counter, Level, number
from unres.source import Source, UnreadableDocument

SHARED = Path(os.environ.get("UNRES_SHARED", Path(__file__).parents[1] / ".." / "shared"))
SUPERSCRIPT = '<w:vertAlign w:val="superscript"/>'
REST = "_______________\n\n" + "-" * 60 + "\n"

FORMS = {
    "docx": word.docx,
    "doc": word.doc,
    "doc in Windows-1252": lambda document: word.doc(document, compressed=True),
}


@pytest.fixture(params=FORMS, name="ponds")
def _ponds(request: pytest.FixtureRequest) -> Source:
    """The example resolution, from each form."""
    return read_bytes(FORMS[request.param](PONDS), "ponds")


def marked(source: Source, *kinds: str) -> list[tuple[str, str]]:
    """(text, value) of each mark of those kinds."""
    return [(source.text[mark.start : mark.end], mark.value) for mark in source.marks if mark.kind in kinds]


def body(markup: str, parts: dict[str, str] | None = None) -> Source:
    return read_bytes(package(markup, parts))


def lines(markup: str, parts: dict[str, str] | None = None) -> list[str]:
    """The lines printed for a .docx with that body."""
    text = body(markup, parts).text
    assert text.endswith(REST)
    return text.removesuffix(REST).splitlines()


# ---- a whole resolution, in every form ----------------------------------------------------------------------------


def test_a_resolution_prints_in_the_order_of_an_ods_extraction(ponds: Source) -> None:
    assert ponds.text == (
        "Ninetieth session\n"
        "Agenda item 7 (b)\n"
        "Resolution adopted by the General Assembly on 3 March 2035\n"
        "[without reference to a Main Committee (A/90/L.3)]\n"
        "90/12.\tCare of garden ponds\n"
        "\tThe General Assembly,\n"
        "\tRecalling with appreciation its resolution 89/41 and the Pond Compact,2\n"
        "I\nWater\n"
        "\t1.\tUrges Member States to clean their ponds, as the Compact2 says, on the 5th of May;\n"
        "\t2.\tDecides on the shares below, in the light of both,1,2 as follows:\n"
        "Region\nPonds\nNorth\n12\nSouth\n7\n"
        "Frogs and newts\n"
        "\t3.\tRequests a report on well\u2011kept ponds.\n"
        "8th plenary meeting\n3 March 2035\n"
        "1 Resolution 89/4, annex.\n"
        "2 See A/89/51.\n"
        "<<ODS JOB NO>>N3500012E<<ODS JOB NO>>\n"
        "<<ODS DOC SYMBOL1>>A/RES/90/12<<ODS DOC SYMBOL1>>\n"
        "<<ODS DOC SYMBOL2>><<ODS DOC SYMBOL2>>\n"
        f"{REST}"
        "35-00012 (E)\n*3500012*\n"
        "A/RES/90/12\nCare of garden ponds\n"
        "United Nations\nA/RES/90/12\nGeneral Assembly\nDistr.: General\n9 March 2035\n"
    )


def test_every_note_mark_is_known_first_or_repeated(ponds: Source) -> None:
    assert [value for _, value in marked(ponds, "note")] == ["1", "2", "2", "1", "2"]


def test_an_ordinal_and_the_comma_between_two_marks_are_superscripts_and_no_notes(ponds: Source) -> None:
    assert [text for text, _ in marked(ponds, "superscript")] == ["th", ","]


def test_a_lead_phrase_in_several_runs_is_one_italic(ponds: Source) -> None:
    italics = [text for text, _ in marked(ponds, "italic")]
    assert italics[1:3] == ["The General Assembly", "Recalling with appreciation"]


def test_each_line_of_a_heading_is_a_heading_and_the_title_is_none(ponds: Source) -> None:
    assert marked(ponds, "heading") == [("I", "1"), ("Water", "1"), ("Frogs and newts", "1")]
    assert marked(ponds, "title") == [("90/12.\tCare of garden ponds", "")]


def test_the_first_pages_header_and_what_stands_above_the_title_are_the_masthead(ponds: Source) -> None:
    assert [text for text, _ in marked(ponds, "masthead")] == [
        "Ninetieth session",
        "Agenda item 7 (b)",
        "Resolution adopted by the General Assembly on 3 March 2035",
        "[without reference to a Main Committee (A/90/L.3)]",
        "United Nations",
        "A/RES/90/12",
        "General Assembly",
        "Distr.: General",
        "9 March 2035",
    ]


def test_running_heads_footers_and_rules_are_furniture(ponds: Source) -> None:
    furniture = [text for text, _ in marked(ponds, "furniture")]
    assert furniture == ["_" * 15, "-" * 60, "35-00012 (E)", "*3500012*", "A/RES/90/12", "Care of garden ponds"]


def test_a_table_keeps_its_cells_and_which_of_them_head_a_column(ponds: Source) -> None:
    (table,) = (mark for mark in ponds.marks if mark.kind == "table")
    cells = [[(ponds.text[cell.start : cell.end], cell.header) for cell in row] for row in table.rows]
    assert cells == [
        [("Region", True), ("Ponds", True)],
        [("North", False), ("12", False)],
        [("South", False), ("7", False)],
    ]
    assert ponds.text[table.start : table.end] == "Region\nPonds\nNorth\n12\nSouth\n7"


def test_the_comments_metadata_becomes_properties(ponds: Source) -> None:
    assert ponds.form == "word"
    assert ponds.properties["ODS JOB NO"] == "N3500012E"
    assert ponds.properties["ODS DOC SYMBOL1"] == "A/RES/90/12"


def test_marks_come_in_order_and_inside_the_text(ponds: Source) -> None:
    starts = [mark.start for mark in ponds.marks]
    assert starts == sorted(starts)
    assert all(0 <= mark.start < mark.end <= len(ponds.text) for mark in ponds.marks)


@pytest.mark.parametrize("form", ["docx", "doc"])
def test_numbers_fields_symbols_and_own_marks_print_as_word_shows_them(form: str) -> None:
    source = read_bytes(FORMS[form](FROGS))
    assert source.text == (
        "90/13.\tFrogs\n"
        "\t1.\tUrges all States to count frogs;\n"
        "\t\t(a)\tgreen ones1;\n"
        "\t\t(b)\tbrown ones*;\n"
        "\t2.\tAsks for 12 ponds at 4°.\n"
        "See pond \U0001f438.\n"
        "1 A/90/8.\n"
        f"* Also toads.\n{REST}"
    )
    assert marked(source, "note") == [("1", "1")]


# ---- numbers and marks --------------------------------------------------------------------------------------------

NOTES = "".join(f'<w:footnote w:id="{n}">{paragraph(run(f"Note {n}."))}</w:footnote>' for n in range(1, 22))
REFERENCES = "".join(f'<w:r><w:footnoteReference w:id="{n}"/></w:r>' for n in range(1, 22))


@pytest.mark.parametrize(
    ("before", "printed", "notes", "superscripts"),
    [
        ("the Compact,", "3", ["3"], []),
        ("both Compacts,", "3,4", ["3", "4"], [","]),
        ("both Compacts,", "3, 4", ["3", "4"], [","]),
        ("the Compacts,", "9-10", ["9-10"], []),
        ("the Compacts,", "1–21", ["1-21"], []),
        ("the Compact,", "2/", ["2"], ["/"]),
        ("Agenda 21", "3", ["3"], []),
        ("the Compact,", "22", [], ["22"]),  # there are 21 notes
        ("the Compact,", "0", [], ["0"]),
        ("the 5", "th", [], ["th"]),
        ("ponds of 3 km", "2", [], ["2"]),
        ("ponds of 3 m", "3", [], ["3"]),
        ("the team", "3", ["3"], []),  # which ends in m, and is no unit
        ("per cm", "-2", [], ["-2"]),
        ("the table,", "*", [], ["*"]),
        ("the table,", "a", [], ["a"]),
        ("the Compact,", "1234", [], ["1234"]),
    ],
)
def test_a_superscript_is_a_repeated_mark_if_it_can_be_one(
    before: str, printed: str, notes: list[str], superscripts: list[str]
) -> None:
    source = body(paragraph(REFERENCES) + paragraph(run(before) + run(printed, SUPERSCRIPT)), {"footnotes": NOTES})
    assert [value for _, value in marked(source, "note")][21:] == notes
    assert [text for text, _ in marked(source, "superscript")] == superscripts


def test_a_superscript_number_is_no_mark_where_the_document_has_no_notes() -> None:
    source = body(paragraph(run("the Compact,") + run("1", SUPERSCRIPT)))
    assert marked(source, "note") == []
    assert marked(source, "superscript") == [("1", "")]


def test_a_mark_cut_into_two_runs_is_one_mark() -> None:
    cut = run("ponds,") + run("1", SUPERSCRIPT) + run("9", SUPERSCRIPT)
    source = body(paragraph(REFERENCES) + paragraph(cut), {"footnotes": NOTES})
    assert marked(source, "note")[-1] == ("19", "19")


def test_a_note_that_begins_with_its_own_number_gives_no_further_mark() -> None:
    notes = f'<w:footnote w:id="1">{paragraph(run("1", SUPERSCRIPT) + run(" A/90/3."))}</w:footnote>'
    source = body(paragraph(run("ponds,") + '<w:r><w:footnoteReference w:id="1"/></w:r>'), {"footnotes": notes})
    assert source.text.startswith("ponds,1\n1 1 A/90/3.\n")
    assert marked(source, "note") == [("1", "1")]


def test_a_notes_paragraphs_are_joined_and_its_italics_kept() -> None:
    inside = paragraph(
        "<w:r><w:tab/><w:footnoteRef/><w:tab/></w:r>" + run("See ") + run("Pond Series", "<w:i/>") + run(", ")
    )
    inside += paragraph(run("vol. 3."))
    notes = f'<w:footnote w:id="7">{inside}</w:footnote>'
    source = body(paragraph(run("ponds") + '<w:r><w:footnoteReference w:id="7"/></w:r>'), {"footnotes": notes})
    assert source.text.startswith("ponds1\n1 See Pond Series, vol. 3.\n_")
    assert marked(source, "italic") == [("Pond Series", "")]


def test_an_endnote_is_numbered_with_the_footnotes() -> None:
    inner = (
        run("a")
        + '<w:r><w:footnoteReference w:id="1"/></w:r>'
        + run(" b")
        + '<w:r><w:endnoteReference w:id="1"/></w:r>'
    )
    parts = {"footnotes": NOTES, "endnotes": f'<w:endnote w:id="1">{paragraph(run("At the end."))}</w:endnote>'}
    assert lines(paragraph(inner), parts) == ["a1 b2", "1 Note 1.", "2 At the end."]


def test_a_note_with_a_mark_of_its_authors_own_is_not_counted() -> None:
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="2"/><w:t>*</w:t></w:r>'
    markup = paragraph(run("Frogs") + own + run(" and newts") + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    assert lines(markup, {"footnotes": NOTES}) == ["Frogs* and newts1", "* Note 2.", "1 Note 1."]


def test_notes_inside_a_table_are_counted() -> None:
    marked_cell = paragraph(run("12") + '<w:r><w:footnoteReference w:id="1"/></w:r>')
    table = f"<w:tbl><w:tr><w:tc>{marked_cell}</w:tc></w:tr></w:tbl>"
    assert lines(table, {"footnotes": NOTES}) == ["121", "1 Note 1."]


# ---- what Word keeps beside the words -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("markup", "printed"),
    [
        (run("ponds\tand\vfrogs"), ["ponds\tand", "frogs"]),
        (run("well\u2011kept"), ["well\u2011kept"]),
        (run("pond\xadkeeping"), ["pondkeeping"]),
        (run("3\xa0March"), ["3\xa0March"]),
        (run("a line\nbroken in the file"), ["a line broken in the file"]),
        ('<w:r><w:t>co</w:t><w:softHyphen/><w:t>operate</w:t></w:r>', ["cooperate"]),
        ('<w:r><w:sym w:font="Symbol" w:char="F0B0"/></w:r>', ["°"]),
        ('<w:r><w:sym w:font="Wingdings" w:char="F09F"/></w:r>', ["•"]),
        ('<w:r><w:sym w:font="Wingdings" w:char="F021"/></w:r>', ["\ufffd"]),
        ('<w:hyperlink r:id="x">' + run("A/90/3") + "</w:hyperlink>", ["A/90/3"]),
        ("<w:sdt><w:sdtContent>" + run("kept") + "</w:sdtContent></w:sdt>", ["kept"]),
        ("<w:smartTag>" + run("kept") + "</w:smartTag>", ["kept"]),
        (run("seen ") + run("hidden", "<w:vanish/>") + run("too"), ["seen too"]),
        ("<m:oMath><m:r><m:t>x=2</m:t></m:r></m:oMath>", ["x=2"]),
    ],
)  # fmt: skip
def test_characters_print_as_word_shows_them(markup: str, printed: list[str]) -> None:
    assert lines(paragraph(markup)) == printed


@pytest.mark.parametrize(
    ("markup", "printed"),
    [
        (run("clean ") + "<w:ins>" + run("all ") + "</w:ins>" + run("ponds"), ["clean all ponds"]),
        (run("clean ") + "<w:del><w:r><w:delText>no </w:delText></w:r></w:del>" + run("ponds"), ["clean ponds"]),
        ("<w:moveFrom>" + run("toads") + "</w:moveFrom>" + run("a") + "<w:moveTo>" + run("b") + "</w:moveTo>", ["ab"]),
    ],
)  # fmt: skip
def test_tracked_changes_print_as_the_final_text(markup: str, printed: list[str]) -> None:
    assert lines(paragraph(markup)) == printed


def test_a_deleted_paragraph_mark_joins_two_paragraphs() -> None:
    first = paragraph(run("Recalls its "), "<w:rPr><w:del/></w:rPr>")
    assert lines(first + paragraph(run("resolution 89/4;")) + paragraph(run("next"))) == [
        "Recalls its resolution 89/4;",
        "next",
    ]


def test_a_deleted_row_is_gone() -> None:
    table = "<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{}</w:tc></w:tr><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>"
    assert lines(table.format(paragraph(run("old")), paragraph(run("new")))) == ["new"]


def _field(instruction: str, result: str) -> str:
    bound = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    inside = f"<w:r><w:instrText>{instruction}</w:instrText><w:br/><w:tab/></w:r>"
    return bound.format("begin") + inside + bound.format("separate") + result + bound.format("end")


def test_of_a_field_only_the_result_prints() -> None:
    assert lines(paragraph(run("page ") + _field("PAGE \\* Arabic", run("2")) + run(" of 7"))) == ["page 2 of 7"]


def test_a_field_inside_anothers_instruction_does_not_print() -> None:
    outer = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + _field("DOCVARIABLE sss1", run("A/RES/1/1"))
    outer += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("A/RES/90/12")
    assert lines(paragraph(outer + '<w:r><w:fldChar w:fldCharType="end"/></w:r>')) == ["A/RES/90/12"]


def test_a_simple_field_prints_its_result() -> None:
    assert lines(paragraph('<w:fldSimple w:instr="PAGE">' + run("2") + "</w:fldSimple>")) == ["2"]


def test_a_text_box_prints_once_after_its_paragraph() -> None:
    box = f"<w:txbxContent>{paragraph(run('in the box'))}</w:txbxContent>"
    drawn = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r>"
    )
    assert lines(paragraph(run("before") + drawn + run(" and after")) + paragraph(run("next"))) == [
        "before and after",
        "in the box",
        "next",
    ]


@pytest.mark.parametrize(
    ("style", "direct", "italic"),
    [("", "<w:i/>", True), ("", '<w:i w:val="0"/>', False), ("E", "", True), ("E", '<w:i w:val="0"/>', False)],
)
def test_a_runs_own_setting_decides_over_its_style(style: str, direct: str, italic: bool) -> None:
    styles = '<w:style w:type="character" w:styleId="E"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>'
    properties = (f'<w:rStyle w:val="{style}"/>' if style else "") + direct
    source = body(paragraph(run("Recalling", properties)), {"styles": styles})
    assert bool(marked(source, "italic")) is italic


def test_italics_on_italics_stand_upright() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Q"><w:name w:val="Quote"/><w:rPr><w:i/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="E"><w:name w:val="Emphasis"/><w:rPr><w:i/></w:rPr></w:style>'
    )
    markup = paragraph(run("all of it but ") + run("this", '<w:rStyle w:val="E"/>'), '<w:pStyle w:val="Q"/>')
    assert marked(body(markup, {"styles": styles}), "italic") == [("all of it but", "")]


# ---- headings -----------------------------------------------------------------------------------------------------


def _style(identity: str, name: str, more: str = "") -> str:
    return f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/>{more}</w:style>'


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("_ H_1", True), ("_ H_2/3", True), ("_ H _Ch", True), ("_ H_4_G", True), ("heading 2", True),
        ("Title_H2", True),
        ("__Single Txt", False), ("Normal", False), ("header", False), ("Session", False),
    ],
)  # fmt: skip
def test_a_style_tells_a_heading_by_its_name(name: str, heading: bool) -> None:
    source = body(paragraph(run("Frogs"), '<w:pStyle w:val="X"/>'), {"styles": _style("X", name)})
    assert bool(marked(source, "heading")) is heading


def test_a_style_of_ones_own_is_a_heading_by_its_outline_level() -> None:
    styles = _style("Mine", "Pond heading", '<w:basedOn w:val="Base"/>')
    styles += _style("Base", "Pond base", '<w:pPr><w:outlineLvl w:val="1"/></w:pPr>')
    assert marked(body(paragraph(run("Frogs"), '<w:pStyle w:val="Mine"/>'), {"styles": styles}), "heading")


def test_heading_levels_count_from_one_without_gaps() -> None:
    markup = "".join(
        paragraph(run(text), f'<w:pStyle w:val="{style}"/>')
        for style, text in (("H23", "Water"), ("H1", "Annex"), ("H23", "Frogs"))
    )
    assert marked(body(markup), "heading") == [("Water", "2"), ("Annex", "1"), ("Frogs", "2")]


def test_a_lettered_parts_line_in_the_titles_style_is_a_heading() -> None:
    title = '<w:pStyle w:val="TitleH1"/>'
    markup = paragraph(run("\t90/12.\tPonds\vand frogs"), title) + paragraph("") + paragraph(run("A"), title)
    source = body(markup)
    assert marked(source, "title") == [("\t90/12.\tPonds", ""), ("and frogs", "")]
    assert marked(source, "heading") == [("A", "1")]


# ---- automatic numbers --------------------------------------------------------------------------------------------

NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>'
    "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="1">'
    '<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xF0B7;"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/>'
    "</w:lvlOverride></w:num>"
)


def _numbered(text: str, use: int, level: int = 0) -> str:
    return paragraph(run(text), f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{use}"/></w:numPr>')


def test_automatic_numbers_print_as_if_typed() -> None:
    markup = _numbered("Urges;", 1) + _numbered("frogs;", 1, 1) + _numbered("newts;", 1, 1) + _numbered("Asks:", 1)
    markup += _numbered("toads;", 1, 1) + _numbered("Again;", 3) + _numbered("a point", 2) + _numbered("none", 0)
    assert lines(markup, {"numbering": NUMBERING}) == [
        "\t1.\tUrges;",
        "\t\t(a)\tfrogs;",
        "\t\t(b)\tnewts;",
        "\t2.\tAsks:",
        "\t\t(a)\ttoads;",
        "\t1.\tAgain;",
        "\t•\ta point",
        "none",
    ]


@pytest.mark.parametrize(
    ("value", "form", "printed"),
    [
        (4, "lowerRoman", "iv"), (1949, "upperRoman", "MCMXLIX"), (27, "lowerLetter", "aa"), (28, "upperLetter", "BB"),
        (2, "ordinal", "2nd"), (12, "ordinal", "12th"), (7, "decimalZero", "07"), (23, "chineseCounting", "二十三"),
        (3, "russianLower", "в"), (2, "arabicAbjad", "ب"), (5, "hindiVowels", "5"), (0, "lowerLetter", "0"),
    ],
)  # fmt: skip
def test_a_number_prints_in_its_lists_format(value: int, form: str, printed: str) -> None:
    assert number(value, form) == printed


def test_a_level_may_print_the_numbers_above_it() -> None:
    counter = Counter({0: Level(pattern="%1."), 1: Level(pattern="%1.%2")})
    assert [counter.next(at)[0] for at in (0, 1, 1, 0, 1)] == ["1.", "1.1", "1.2", "2.", "2.1"]


# ---- tables -------------------------------------------------------------------------------------------------------


def _cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(run(text) if text else '')}</w:tc>"


def test_cells_span_columns_and_rows() -> None:
    rows = (
        _cell("Ponds", '<w:gridSpan w:val="2"/>') + _cell("Frogs", '<w:vMerge w:val="restart"/>'),
        _cell("a") + _cell("b") + _cell("", "<w:vMerge/>"),
    )
    source = body("<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>")
    (table,) = (mark for mark in source.marks if mark.kind == "table")
    cells = [[(source.text[cell.start : cell.end], cell.columns, cell.rows) for cell in row] for row in table.rows]
    assert cells == [[("Ponds", 2, 1), ("Frogs", 1, 2)], [("a", 1, 1), ("b", 1, 1)]]


def test_a_table_inside_a_cell_is_part_of_that_cell() -> None:
    inner = f"<w:tbl><w:tr>{_cell('in')}{_cell('side')}</w:tr></w:tbl>"
    source = body(f"<w:tbl><w:tr><w:tc>{inner}{paragraph(run('out'))}</w:tc></w:tr></w:tbl>")
    (table,) = (mark for mark in source.marks if mark.kind == "table")
    ((cell,),) = table.rows
    assert source.text[cell.start : cell.end] == "in\nside\nout"


# ---- other stories ------------------------------------------------------------------------------------------------


def test_other_peoples_comments_are_furniture_and_the_metadata_is_not() -> None:
    comments = f'<w:comment w:id="0">{paragraph(run("<<ODS JOB NO>>N1<<ODS JOB NO>>"))}</w:comment>'
    comments += f'<w:comment w:id="1">{paragraph(run("Please check."))}</w:comment>'
    source = body(paragraph(run("x")), {"comments": comments})
    assert ("Please check.", "") in marked(source, "furniture")
    assert "<<ODS JOB NO>>N1<<ODS JOB NO>>" not in [text for text, _ in marked(source, "furniture")]


def test_document_properties_are_kept_by_name() -> None:
    assert body(paragraph(run("x"))).properties["Symbol1"] == "A/RES/90/12"


def test_a_binary_files_summary_is_kept_under_the_same_names() -> None:
    properties = read_bytes(word.doc(PONDS)).properties
    assert (properties["title"], properties["created"]) == ("Ponds", "1732-01-01T00:00:00Z")


def test_a_binary_tables_rows_are_found_where_their_setting_stands_elsewhere_in_the_file() -> None:
    near, far = read_bytes(word.doc(PONDS)), read_bytes(word.doc(PONDS, far=bytearray()))
    assert (far.text, far.marks) == (near.text, near.marks)
    far_away = word.doc(PONDS, far=bytearray()).replace(
        struct.pack("<HI", 0x6646, 0), struct.pack("<HI", 0x6646, 10**9)
    )
    assert read_bytes(far_away).text.split() == near.text.split()  # the row is lost, and none of its words


def test_a_binary_tables_cells_span_by_their_edges_and_flags() -> None:
    rows = [
        _Row([(0, 1), (2, 3)], (0, 2000, 3000), (0, 0x60)),
        _Row([(4, 5), (6, 7), (8, 9)], (0, 1000, 2010, 3000), (0, 0, 0x20)),  # its last cell goes on from above
        _Row([(10, 11), (12, 12), (13, 14)], (0, 1000, 2000, 3000), (1, 2, 0)),  # its second is merged into its first
    ]
    spans = [[(cell.start, cell.end, cell.columns, cell.rows) for cell in row] for row in _cells(rows)]
    assert spans == [[(0, 1, 2, 1), (2, 3, 1, 2)], [(4, 5, 1, 1), (6, 7, 1, 1)], [(10, 12, 2, 1), (13, 14, 1, 1)]]


def test_the_strict_form_of_the_format_reads_the_same() -> None:
    plain = word.docx(PONDS)
    strict = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(strict, "w") as new:
        for path in old.namelist():
            data = old.read(path).replace(word.W.encode(), b"http://purl.oclc.org/ooxml/wordprocessingml/main")
            data = data.replace(word.R.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships")
            new.writestr(path, data)
    assert read_bytes(strict.getvalue()).text == read_bytes(plain).text


# ---- what is refused ----------------------------------------------------------------------------------------------


def _replaced(path: str, data: bytes) -> bytes:
    """The example with one part replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word.docx(PONDS))) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, data if name == path else old.read(name))
    return out.getvalue()


def _document(inner: str, before: str = "") -> bytes:
    return f'{before}<w:document xmlns:w="{word.W}"><w:body>{inner}</w:body></w:document>'.encode()


ENTITIES = '<!DOCTYPE x [<!ENTITY a "ponds"><!ENTITY b "&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (word.docx(PONDS)[:2000], "truncated"),
        (word.doc(PONDS)[:3000], "truncated"),
        (_replaced("word/document.xml", b"<w:document"), "truncated"),
        (_replaced("word/document.xml", _document(paragraph(run("x")), ENTITIES)), "truncated"),
        (_replaced("word/document.xml", _document("<w:p><w:r><w:t>&amp;</w:t></w:r></w:p>", OUTSIDE)), "truncated"),
        (_replaced("word/document.xml", _document(" " * 3_000_000)), "too-large"),
        (_replaced("word/document.xml", _document("<w:sdt>" * 400 + "</w:sdt>" * 400)), "too-large"),
        (_replaced("word/document.xml", b"<html/>"), "unknown-zip"),
        (word.compound_file({"Workbook": b""}), "binary"),
        (word.compound_file({"EncryptedPackage": b""}), "encrypted"),
        (word.compound_file({"WordDocument": struct.pack("<HH", 0xA5DC, 101) + bytes(600)}), "binary"),
        (
            word.compound_file({"WordDocument": struct.pack("<HHHHHH", 0xA5EC, 193, 0, 0, 0, 0x100) + bytes(600)}),
            "encrypted",
        ),
    ],
)
def test_a_damaged_or_hostile_word_file_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_bytes(data, "ponds.doc")
    assert refused.value.reason == reason
    assert refused.value.name == "ponds.doc"


@pytest.mark.parametrize("at", [44, 64, 72])
def test_a_container_that_claims_more_sectors_than_the_file_has_is_refused(at: int) -> None:
    data = bytearray(word.doc(PONDS))
    struct.pack_into("<I", data, at, 2**31)
    with pytest.raises(UnreadableDocument) as refused:
        read_bytes(bytes(data))
    assert refused.value.reason == "truncated"


def test_a_stream_longer_than_its_file_is_refused_unread() -> None:
    data = bytearray(word.doc(PONDS))
    struct.pack_into("<I", data, data.index("WordDocument".encode("utf-16-le")) + 120, 2**31)
    with pytest.raises(UnreadableDocument) as refused:
        read_bytes(bytes(data))
    assert refused.value.reason == "truncated"


def test_a_list_that_the_file_does_not_define_prints_no_number() -> None:
    assert lines(_numbered("Urges;", 1)) == ["Urges;"]


def test_a_zip_that_is_no_word_file_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("ponds.txt", "frogs")
    with pytest.raises(UnreadableDocument) as refused:
        read_bytes(out.getvalue())
    assert refused.value.reason == "unknown-zip"


def test_a_damaged_part_beside_the_text_is_named_and_the_text_read() -> None:
    source = read_bytes(_replaced("word/comments.xml", b"<w:comments"))
    assert source.properties["damaged-parts"] == "word/comments.xml"
    assert "Care of garden ponds" in source.text


@pytest.mark.parametrize("form", FORMS)
def test_a_file_cut_anywhere_is_read_or_refused_and_never_fails_otherwise(form: str) -> None:
    data = FORMS[form](PONDS)
    for end in range(0, len(data), 97):
        try:
            read_bytes(data[:end])
        except UnreadableDocument as error:
            assert error.reason in {"empty", "truncated", "binary", "unknown-zip"}


# ---- real files ---------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not (SHARED / "corpus/word/other/67_290.doc").exists(), reason="../shared holds the real files")
def test_a_real_binary_word_file_brings_body_notes_comment_and_headers() -> None:
    source = read_bytes((SHARED / "corpus/word/other/67_290.doc").read_bytes())
    assert "\n67/290.\tFormat and organizational aspects" in source.text
    assert "\n21 A/67/757.\n<<ODS JOB NO>>N1249600E<<ODS JOB NO>>\n" in source.text
    assert "\nDistr.: General\n23 August\xa02013\nSixty-seventh session\n" in source.text
    notes = [value for _, value in marked(source, "note")]
    assert sorted(set(map(int, notes))) == list(range(1, 22))
    assert notes[-1] == "3"  # "Agenda 213", the note marked a second time


@pytest.mark.skipif(not (SHARED / "corpus/word/72").exists(), reason="../shared holds the real files")
def test_real_word_files_have_a_title_a_masthead_and_a_mark_for_every_note() -> None:
    for path in sorted((SHARED / "corpus/word/72").glob("*"))[::20]:
        source = read_bytes(path.read_bytes(), path.name)
        kinds = {mark.kind for mark in source.marks}
        assert {"title", "masthead", "italic"} <= kinds, path.name
        assert source.properties["ODS DOC SYMBOL1"].startswith("A/RES/72/"), path.name


def test_an_empty_document_gives_an_empty_body() -> None:
    assert lines("") == []
    assert read_bytes(word.docx(Document((line(Run("x")),)))).text.startswith("x\n")

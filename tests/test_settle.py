"""What the lines around it settle about a line: parts, annexes, levels, tables, quotations."""

from __future__ import annotations

import unres

CLOSING = "64th plenary meeting\n13 December 2010\n"
PART = "\tThe General Assembly,\n\tNoting the lamps,\n\t1.\tAdopts the rules;\n\t2.\tDecides to go.\n" + CLOSING
ANNEX = "Annex\nRules for lamps\n\t1.\tA lamp is lit.\n"


def shape(blocks: tuple[unres.models.Block, ...]) -> list[object]:
    """Labels of numbered blocks and kinds of the others, with what stands below each."""
    found: list[object] = []
    for block in blocks:
        name, below = getattr(block, "label", None) or block.kind, shape(getattr(block, "children", ()))
        found.append((name, below) if below else name)
    return found


def test_part_b_begins_behind_the_annex_of_part_a() -> None:
    found = unres.parse(f"65/900.\tLamps\nA\nThe north\n{PART}{ANNEX}\nB\nThe south\n{PART}")
    assert [(part.letter, part.title, len(part.annexes)) for part in found.parts] == [
        ("A", "The north", 1),
        ("B", "The south", 0),
    ]


def test_a_lettered_section_with_a_declaration_stays_in_its_annex() -> None:
    declaration = "B\nDeclaration\n\tThe General Assembly,\n\tDeclares that lamps are lit.\n"
    found = unres.parse(f"65/900.\tLamps\n{PART}{ANNEX}\n{declaration}")
    assert len(found.parts) == 1
    assert "B" in [getattr(block, "label", None) for block in found.parts[0].annexes[0].blocks]


def test_sub_paragraphs_right_below_a_heading_stand_side_by_side() -> None:
    below = "\t(a)\tTo go:\n\t(i)\tNorth;\n\t(ii)\tSouth;\n\t(b)\tTo stay;\n"
    body = f"\t1.\tDecides:\nLighting\n{below}\t2.\tRequests a report.\n"
    found = unres.parse(f"65/900.\tLamps\n\tThe General Assembly,\n\tNoting the lamps,\n{body}{CLOSING}")
    assert shape(found.parts[0].blocks[2:]) == ["1", "heading", ("a", ["i", "ii"]), "b", "2"]
    assert [one.code for one in found.diagnostics if one.code == "label-out-of-order"] == []


def test_sub_paragraphs_below_a_clause_stand_below_it() -> None:
    body = "\t1.\tDecides:\n\t(a)\tTo go;\n\t(b)\tTo stay.\n"
    found = unres.parse(f"65/900.\tLamps\n\tThe General Assembly,\n\tNoting the lamps,\n{body}{CLOSING}")
    assert shape(found.parts[0].blocks[2:]) == [("1", ["a", "b"])]


TABLE = "Coast\nLamps\nNorth\n119 854\nSouth\n1.5\nWest\n2.5\n"


def test_headings_that_an_empty_line_parts_from_the_figures_are_no_rows() -> None:
    body = f"I\nThe north\n\t1.\tApproves:\n{TABLE}\nII\n\nThe south\n\n\t1.\tDecides to go.\n"
    found = unres.parse(f"65/900.\tLamps\n\tThe General Assembly,\n{body}{CLOSING}")
    assert shape(found.parts[0].blocks[1:]) == ["I", "heading", "1", "table", "II", "heading", "1"]


def test_a_total_set_in_from_the_margin_is_a_row() -> None:
    body = f"\t1.\tApproves:\n{TABLE}\tTotal\n3.5\nLess:\n\tStaff\n1.5\n\t2.\tDecides to go.\n"
    found = unres.parse(f"65/900.\tLamps\n\tThe General Assembly,\n\tNoting the lamps,\n{body}{CLOSING}")
    assert shape(found.parts[0].blocks[2:]) == ["1", "table", "2"]


def test_every_paragraph_of_a_quotation_stands_below_its_clause() -> None:
    quoted = "\t“1. All lamps are lit;\n\t2. All keepers read.”\n"
    body = f"\t1.\tDecides that rule 5 reads:\n{quoted}\t2.\tRequests a report.\n"
    found = unres.parse(f"65/900.\tLamps\n\tThe General Assembly,\n\tNoting the lamps,\n{body}{CLOSING}")
    assert shape(found.parts[0].blocks[2:]) == [("1", ["quotation", "quotation"]), "2"]


def test_a_quotation_that_is_not_closed_ends_with_its_resolution() -> None:
    body = "\t1.\tDecides that rule 5 reads:\n\t“1. All lamps are lit;\n"
    found = unres.parse(f"65/900.\tLamps\n\tThe General Assembly,\n\tNoting the lamps,\n{body}{CLOSING}{ANNEX}")
    assert shape(found.parts[0].annexes[0].blocks) == ["heading", "heading", "1"]


def test_a_sentence_without_lead_phrase_below_a_sections_heading_is_no_preambular_clause() -> None:
    body = "I\nThe north\n\tAbbreviations: OL, other lamps.\n\tNoting the lamps,\n\t1.\tDecides to go.\n"
    found = unres.parse(f"65/900.\tLamps\n\tThe General Assembly,\n{body}{CLOSING}")
    assert shape(found.parts[0].blocks[1:]) == ["I", "heading", "paragraph", "preambular", "1"]


def test_in_a_text_without_formula_such_a_sentence_is_a_ground() -> None:
    body = "\tThe lamps should be set so as to guide all ships.\n\tTherefore the General Assembly resolves that:\n"
    found = unres.parse(f"13 (I).\tLamps\nI\nThe north\n{body}\t1.\tLamps shall be set.\n{CLOSING}")
    assert shape(found.parts[0].blocks) == ["I", "heading", "preambular", "operative", "1"]


def test_a_mark_behind_the_colon_does_not_hide_that_a_declaration_follows() -> None:
    notes = "1 A/65/7, annex.\n"
    declared = "\tAdopts the following declaration on lamps:1\nDeclaration on lamps\n\t1.\tWe, the keepers, met.\n"
    found = unres.parse(f"65/900.\tLamps\n\tThe General Assembly,\n\tNoting the lamps,\n{declared}{CLOSING}{notes}")
    assert [block.kind for block in found.parts[0].blocks[2:]] == ["operative", "heading", "paragraph"]
    requested = declared.replace("Adopts the following declaration", "Requests the following")
    found = unres.parse(f"65/900.\tLamps\n\tThe General Assembly,\n\tNoting the lamps,\n{requested}{CLOSING}{notes}")
    assert [block.kind for block in found.parts[0].blocks[2:]] == ["operative", "heading", "operative"]


def test_a_numbered_list_below_a_clause_ends_where_the_clauses_go_on() -> None:
    agenda = "\t1.\tOpening of the session.\n\t2.\tLamps:\n\t(a)\tOil;\n\t(b)\tWicks.\n\t3.\tOther matters.\n"
    frame = "65/900.\tLamps\n\tThe General Assembly,\n\tNoting the lamps,\n{}\t{}\tRequests a report.\n" + CLOSING
    found = unres.parse(frame.format(f"\t1.\tApproves the following agenda:\n{agenda}", "2."))
    assert shape(found.parts[0].blocks[2:]) == [("1", ["1", ("2", ["a", "b"]), "3"]), "2"]
    assert found.clause("1 2 (b)").text == "Wicks."


def test_clauses_that_begin_anew_are_no_list() -> None:
    anew = "\t2.\tDecides as follows:\n\t1.\tRequests oil;\n\t2.\tRequests wicks;\n"  # each opens with its verb
    found = unres.parse(f"65/900.\tLamps\n\tThe General Assembly,\n\t1.\tAdopts the rules;\n{anew}{CLOSING}")
    assert shape(found.parts[0].blocks[1:]) == ["1", "2", "1", "2"]
    sums = "\tResolves that, for 2031:\n\t1.\tSums totalling 5 dollars shall be spent;\n\t2.\tLamps shall be lit.\n"
    found = unres.parse(f"65/900.\tLamps\nA\n{PART}B\n\tThe General Assembly\n{sums}{CLOSING}")
    assert [shape(part.blocks[1:]) for part in found.parts] == [["preambular", "1", "2"], ["operative", "1", "2"]]


def test_targets_of_goals_are_paragraphs_though_they_bear_no_sign_at_their_end() -> None:
    names = ("every lamp of the coast is lit by the year 2040", "all keepers have oil and wicks of their own")
    targets = "".join(f"1.{label}\tBy law, see to it that {names[at % 2]}\n" for at, label in enumerate("12345678a"))
    body = f"\tAdopts the following outcome document:\nGoal 1. Light\n{targets}"
    found = unres.parse(f"65/900.\tLamps\n\tThe General Assembly\n{body}{CLOSING}")
    assert [block.kind for block in found.parts[0].blocks[3:]] == ["paragraph"] * 9
    sums = "".join(f"1.{label}\tLamps\n119 854\n" for label in "12345678")
    found = unres.parse(f"65/900.\tLamps\n\tThe General Assembly\n{body.replace(targets, sums)}{CLOSING}")
    assert [block.kind for block in found.parts[0].blocks[2:]] == ["table"]


def test_a_short_line_in_lower_case_that_ends_a_sentence_goes_on_below_a_list_and_heads_nothing() -> None:
    text = (
        "65/900.\tLamps\n\tThe General Assembly,\n\t1.\tRequests the Keepers:\n\t(a)\tTo go;\n{}\n\t2.\tDecides to.\n"
    )
    found = unres.parse(text.format("and to report;") + CLOSING)
    assert shape(found.parts[0].blocks[1:]) == [("1", ["a", "paragraph"]), "2"]
    found = unres.parse(text.format("On staying") + CLOSING)
    assert shape(found.parts[0].blocks[1:]) == [("1", ["a"]), "heading", "2"]


def test_a_number_that_lost_its_stop_goes_on_with_its_own_part_alone() -> None:
    bare = "\t3 Calls upon all to listen.\n"
    head = "65/900.\tLamps\nA\nThe north\n\tThe General Assembly,\n\tNoting the lamps,\n"
    first = head + "\t1.\tDecides to go;\n{}" + CLOSING
    second = "B\nThe south\n\tThe General Assembly,\n\tNoting the bells,\n\tDecides to go;\n{}" + CLOSING
    within = unres.parse(first.format("\t2.\tDecides to stay;\n" + bare) + second.format(""))
    assert shape(within.parts[0].blocks[2:]) == ["1", "2", "3"]
    below = unres.parse(first.format("\t2.\tDecides to stay.\n") + second.format(bare))
    assert "3" not in shape(below.parts[1].blocks)


def test_a_declaration_that_a_part_adopts_has_no_articles_in_the_next() -> None:
    adopts = "A\nThe north\n\tThe General Assembly,\n\tNoting the lamps,\n\tAdopts the Declaration on Lamps.\n"
    article = (
        "\tThe General Assembly,\n\tNoting the bells,\n\t1.\tDecides to go;\n\tArticle 4\n\t2.\tDecides to stay.\n"
    )
    found = unres.parse(f"65/900.\tLamps\n{adopts}{CLOSING}B\nThe south\n{article}{CLOSING}")
    assert [block.kind for block in found.parts[1].blocks if getattr(block, "label", None)] == ["operative"] * 2


def test_the_twelfth_item_of_a_list_is_no_misread_number() -> None:
    items = "".join(f"\t{letter}.\tTo keep the lamps;\n" for letter in "abcdefghijklm")
    frame = (
        "65/900.\tLamps\n\tThe General Assembly,\n\t1.\tRequests all:\n\t(a)\tTo go:\n{}\t{}\tDecides to go.\n"
        + CLOSING
    )
    found = unres.parse(frame.format(items, "2."))
    assert shape(found.parts[0].blocks[1:]) == [("1", [("a", list("abcdefghijklm"))]), "2"]
    found = unres.parse("65/900.\tLamps\n\tThe General Assembly,\n\tl.\tDecides to go;\n\t2.\tAsks all.\n" + CLOSING)
    assert found.operative[0].label == "1"

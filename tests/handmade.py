"""Resolutions built by hand, spans and all, on invented topics: what exporters are tested on without a parser.

A `Sheet` lays text line by line and answers the nodes that stand there. In its texts `_…_` is the lead phrase, `[^2]`
a footnote's first mark, `[=2]` a repeated one, `[=1-3]` a repeated range, and `{resolution 57/32|A/RES/57/32}` a
citation.
"""

from __future__ import annotations

import datetime
import re
from typing import Any

from unres.diagnostics import diagnostic
from unres.models import (
    AgendaItem,
    Annex,
    Basis,
    Closing,
    Footnote,
    Formula,
    Heading,
    MarkPlace,
    MastheadField,
    NoteMark,
    Ods,
    Operative,
    Paragraph,
    Part,
    Preambular,
    Reference,
    Resolution,
    Session,
    Subparagraph,
    Table,
    TableCell,
    Verb,
)

_MARKUP = re.compile(r"\[(?P<mode>[\^=])(?P<note>[\d-]+)\]|\{(?P<cited>[^|}]*)\|(?P<symbol>[^}]*)\}|_(?P<lead>[^_]+)_")


class Sheet:
    """Source text as it grows, and the nodes laid on it."""

    def __init__(self, language: str = "en") -> None:
        self.text = ""
        self.language = language

    def line(self, text: str = "") -> tuple[int, int]:
        start = len(self.text)
        self.text += text + "\n"
        return start, start + len(text)

    def inline(self, markup: str) -> dict[str, Any]:
        """Appends the paragraph to the source; answers `text`, `opening`, `note_marks` and `references`."""
        text, marks, references, opening, at = "", [], [], None, 0
        for found in _MARKUP.finditer(markup):
            plain = markup[at : found.start()]
            text += plain
            self.text += plain
            at = found.end()
            start = len(self.text)
            if found["note"]:
                self.text += found["note"]
                first, _, last = found["note"].partition("-")
                for number in range(int(first), int(last or first) + 1):
                    marks.append(
                        NoteMark(
                            start=start,
                            end=len(self.text),
                            number=number,
                            offset=len(text),
                            repeat=found["mode"] == "=",
                            printed=found["note"] if last else None,
                        )
                    )
            elif found["lead"]:
                opening = found["lead"]
                text += opening
                self.text += opening
            else:
                text += found["cited"]
                self.text += found["cited"]
                references.append(self.reference(found["cited"], found["symbol"], start))
        text += markup[at:]
        self.text += markup[at:] + "\n"
        return {"text": text, "opening": opening, "note_marks": tuple(marks), "references": tuple(references)}

    def reference(self, cited: str, symbol: str, start: int) -> Reference:
        span: dict[str, Any] = {"start": start, "end": start + len(cited), "text": cited}
        if symbol.startswith("#"):
            return Reference(kind="internal", target=symbol[1:], **span)
        kind = "resolution" if "/RES/" in symbol else "document"
        url = f"https://docs.un.org/{self.language}/{symbol}"
        return Reference(kind=kind, symbol=symbol, organ="General Assembly", url=url, **span)

    def block(self, model: Any, id: str, markup: str, label: str | None = None, printed: str = "", **more: Any) -> Any:
        start = len(self.text) if model is Heading else len(self.text) + 1
        self.text += "" if model is Heading else f"\t{printed}\t" if printed else "\t"
        inline = self.inline(markup)
        if not issubclass(model, Preambular | Operative | Subparagraph | Paragraph):
            inline.pop("opening")
        elif inline["opening"] and "verbs" not in more:
            mood = "preambular" if model is Preambular else "operative"
            more["verbs"] = (Verb(base=inline["opening"].lower(), key=inline["opening"].lower(), mood=mood),)
        return model(id=id, start=start, end=len(self.text) - 1, label=label, **inline, **more)


def reading_rooms() -> Resolution:
    """An English resolution with every element: notes repeated and in a range, sub-paragraphs, a table, an annex."""
    sheet = Sheet()
    fields = []

    def field(name: Any, text: str) -> tuple[int, int]:
        start, end = sheet.line(text)
        fields.append(MastheadField(name=name, text=text, start=start, end=end))
        return start, end

    field("adoption", "Resolution adopted by the General Assembly on 4 May 2031")
    at = field("basis", "[on the report of the Third Committee (A/85/410, para. 12)]")
    basis = Basis(
        start=at[0],
        end=at[1],
        text="on the report of the Third Committee (A/85/410, para. 12)",
        kind="committee",
        committee="Third Committee",
        documents=("A/85/410",),
        paragraph="12",
    )
    field("title", "85/900.\tReading rooms for lighthouse keepers")
    blocks: list[Any] = [sheet.block(Formula, "formula", "The General Assembly,")]
    blocks.append(
        sheet.block(Preambular, "pre1", "_Recalling_ its {resolution 57/32|A/RES/57/32} of 19 November 2002,[^1]")
    )
    blocks.append(
        sheet.block(Preambular, "pre2", "_Noting with concern_ that *lamps* & <books> are few,[^2] as said before,[=1]")
    )
    blocks.append(sheet.block(Heading, "h1", "Lamps", level=1))
    one = sheet.block(
        Operative, "op1", "_Requests_ all keepers, as in {paragraph 2 below|#op2}:[=1-2]", label="1", printed="1."
    )
    a = sheet.block(Subparagraph, "op1-a", "To read;[^3]", label="a", printed="(a)", depth=1)
    i = sheet.block(Subparagraph, "op1-a-i", "Aloud;", label="i", printed="(i)", depth=2)
    b = sheet.block(Subparagraph, "op1-b", "To write;", label="b", printed="(b)", depth=1)
    blocks.append(one.model_copy(update={"children": (a.model_copy(update={"children": (i,)}), b)}))
    blocks.append(sheet.block(Operative, "op2", "_Decides_ to remain seized.", label="2", printed="2."))
    sheet.line()
    start, end = sheet.line("71st plenary meeting")
    _, end = sheet.line("4 May 2031")
    closing = Closing(
        start=start, end=end, text="71st plenary meeting 4 May 2031", meeting=71, date=datetime.date(2031, 5, 4)
    )
    start = len(sheet.text)
    annex_blocks: list[Any] = [
        sheet.block(Heading, "annex1-h", "Annex"),
        sheet.block(Heading, "annex1-h.2", "Rooms | by coast"),
        sheet.block(Paragraph, "annex1-p1", "Each room has a door.", label="1", printed="1."),
    ]
    at, rows = len(sheet.text), []
    for texts in (("Coast", "Rooms"), ("North | East", "1 200")):
        row = []
        for text in texts:
            cell_start, cell_end = sheet.line(text)
            row.append(TableCell(start=cell_start, end=cell_end, text=text, header=text in ("Coast", "Rooms")))
        rows.append(tuple(row))
    annex_blocks.append(Table(id="annex1-t1", start=at, end=len(sheet.text) - 1, rows=tuple(rows)))
    annex = Annex(
        start=start, end=len(sheet.text) - 1, id="annex1", label="Annex", title="Rooms | by coast", blocks=annex_blocks
    )
    notes = []
    marks: dict[int, list[MarkPlace]] = {}
    for block in [*blocks, a, i, b]:
        for mark in block.note_marks:
            marks.setdefault(mark.number, []).append(MarkPlace(block=block.id, offset=mark.offset))
    for number, markup in enumerate(("{Resolution 70/1|A/RES/70/1}.", "{A/85/77|A/85/77}, annex.", "Ibid., annex II.")):
        start = len(sheet.text)
        sheet.text += f"{number + 1} "
        inline = sheet.inline(markup)
        ibid: dict[str, Any] = {"ibid": 2, "resolved": "A/85/77, annex II."} if number == 2 else {}
        notes.append(
            Footnote(
                start=start,
                end=len(sheet.text) - 1,
                number=number + 1,
                text=inline["text"],
                references=inline["references"],
                marks=tuple(marks[number + 1]),
                **ibid,
            )
        )
    part = Part(
        start=0,
        end=len(sheet.text),
        number="85/900",
        title="Reading rooms for lighthouse keepers",
        blocks=tuple(blocks),
        closing=closing,
        annexes=(annex,),
    )
    return Resolution(
        symbol="A/RES/85/900",
        symbols=("A/RES/85/900",),
        organization="United Nations",
        organ="General Assembly",
        distribution="General",
        title=part.title,
        session=Session(number=85, text="Eighty-fifth session"),
        agenda_items=(AgendaItem(number=21, sub="b"),),
        agenda_title="Lighthouses",
        adopted=datetime.date(2031, 5, 4),
        adoption_text="Resolution adopted by the General Assembly on 4 May 2031",
        issued=datetime.date(2031, 5, 20),
        basis=basis,
        job_number="N3112345",
        ods=Ods(symbols=("A/RES/85/900",), job_numbers=("N3112345E", "31-12345"), bar_codes=("3112345",)),
        parts=(part,),
        footnotes=tuple(notes),
        fields=tuple(fields),
        diagnostics=(diagnostic("unknown-opening", blocks[2].start, blocks[2].end),),
        source_text=sheet.text,
    )


def lettered() -> Resolution:
    """A resolution in two lettered parts under one number, without spans or source text."""

    def part(letter: str, title: str, day: int) -> Part:
        prefix = f"{letter}-"
        where: dict[str, Any] = {"start": 0, "end": 0}
        return Part(
            **where,
            number=f"85/901 {letter}",
            letter=letter,
            title=title,
            blocks=(
                Formula(id=prefix + "formula", text="The General Assembly,", **where),
                Preambular(id=prefix + "pre1", text="Mindful of tides,", opening="Mindful", **where),
                Operative(id=prefix + "op1", text="Approves the tide tables.", opening="Approves", **where),
            ),
            closing=Closing(text=f"66th plenary meeting {day} May 2031", meeting=66, **where),
        )

    return Resolution(
        symbol="A/RES/85/901 A-B",
        title="Questions relating to tides",
        parts=(part("A", "High tide", 5), part("B", "Low tide", 6)),
    )


def arabic() -> Resolution:
    """A short resolution in Arabic."""
    sheet = Sheet("ar")
    blocks = (
        sheet.block(Formula, "formula", "إن الجمعية العامة،"),
        sheet.block(Preambular, "pre1", "_إذ تشير_ إلى {القرار 57/32|A/RES/57/32} بشأن المنارات[^1]،"),
        sheet.block(Operative, "op1", "_تطلب_ إلى حراس المنارات:", label="1", printed="1 -").model_copy(
            update={"children": (sheet.block(Subparagraph, "op1-a", "القراءة؛", label="أ", printed="(أ)"),)}
        ),
    )
    start = len(sheet.text)
    sheet.text += "(1) "
    inline = sheet.inline("{القرار 70/1|A/RES/70/1}.")
    note = Footnote(
        start=start,
        end=len(sheet.text) - 1,
        number=1,
        text=inline["text"],
        references=inline["references"],
        marks=(MarkPlace(block="pre1", offset=blocks[1].note_marks[0].offset),),
    )
    title = "غرف القراءة لحراس المنارات"
    return Resolution(
        symbol="A/RES/85/902",
        language="ar",
        organization="الأمم المتحدة",
        organ="الجمعية العامة",
        title=title,
        session=Session(number=85, text="الدورة الخامسة والثمانون"),
        adoption_text="قرار اتخذته الجمعية العامة في 4 أيار/مايو 2031",
        parts=(Part(start=0, end=len(sheet.text), number="85/902", title=title, blocks=blocks),),
        footnotes=(note,),
        source_text=sheet.text,
    )

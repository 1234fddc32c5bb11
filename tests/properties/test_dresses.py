"""Invented resolutions, set in the dress of every era, give back their clauses, notes, marks and closing.

One generator writes resolutions on invented topics, with the words that broken lines make hard (States, dates, numbers
behind abbreviations, titles in quotation marks); each dress prints them as a kind of print or copy does (FORMAT.md
10.2). It shares nothing with the parser. The seeds are fixed.
"""

from __future__ import annotations

import random
import re
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest

import unres

LEADS = ("Recalling", "Noting with concern", "Welcoming", "Bearing in mind", "Convinced of", "Taking note of")
VERBS = ("Requests", "Also decides to keep", "Takes note of", "Calls upon all to tend", "Strongly urges", "Commends")
MATTERS = (
    "the lamps that Member States keep in their harbours",
    "the report of the keepers on the sixty-first year of their work",
    "its resolutions 61/36 of 4 December 2006 and 62/67 of 6 December 2007",
    "the Convention on Lamps, 1989 (No. 169), of the Union of Lighthouses",
    "general recommendation No. 26 (2008) of the Council of Lamplighters",
    "the meeting held at Port Lantern from 3 to 14 June 1992",
    "its decision entitled “Small lights: keeping the lamps of the coast”",
    "States parties to the Agreement and States that have signed it",
    "the Declaration of the Capes, Agenda 5 and the Programme of the Bays",
    "the needs of 17 islands, including those of the North",
    "the sum of 1,250,000 dollars for oil and wicks",
)
SOURCES = (
    "Resolution 61/900, annex.",
    "A/CONF.951/26.",
    "Report of the Congress of Keepers, Port Lantern, 3–14 June 1992, vol. I, Resolutions Adopted by the Congress "
    "(United Nations publication, Sales No. E.93.I.8), chap. II, resolution 1, annexes I and II.",
    "See Official Records of the General Assembly, Sixty-first Session, Supplement No. 5 (A/61/95), chap. V, sect. A.",
    "Official Records of the Council, 1998, Supplement No. 3 (E/1998/923), para. 4.",
    "United Nations, Treaty Series, vol. 2225, No. 39574.",
)
TITLES = ("Lamps of the small islands", "Wicks, oil and the keeping of lights", "Rest for the keepers of lighthouses")
MARK = re.compile("\x01(\\d+)\x02")


@dataclass
class Text:
    """A resolution: its blocks as (kind, label, text), marks set in the text as the control characters 1, number, 2."""

    number: str
    title: str
    meeting: int
    day: date
    notes: list[str] = field(default_factory=list)
    blocks: list[tuple[str, str, str]] = field(default_factory=list)

    def facts(self, *, numbered: bool = True) -> dict[str, Any]:
        """What must come back; texts without spaces, since a print may break them anywhere."""
        clauses = [
            (kind, label if numbered or kind != "operative" else "", bare(MARK.sub("", text)))
            for kind, label, text in self.blocks
        ]
        marks = [
            (self.notes[int(mark[1]) - 1], bare(MARK.sub("", text[: mark.start()]))[-12:])
            for _, _, text in self.blocks
            for mark in MARK.finditer(text)
        ]
        closing = (self.meeting, self.day)
        return {"title": self.title, "clauses": clauses, "marks": marks, "notes": self.notes, "closing": closing}


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def invented(rng: random.Random, serial: int) -> Text:
    """A resolution of three to six grounds and as many clauses, some with sub-paragraphs, and up to eight notes."""
    text = Text(f"61/{900 + serial}", rng.choice(TITLES), 40 + serial, date(2006, 12, 1 + serial))

    def mark() -> str:
        if len(text.notes) < 8 and rng.random() < 0.3:
            text.notes.append(f"{rng.choice(SOURCES[:2] + SOURCES[2:])[:-1]}; item {len(text.notes) + 1}.")
            return f"\x01{len(text.notes)}\x02"
        return f"\x01{rng.randint(1, len(text.notes))}\x02" if text.notes and rng.random() < 0.1 else ""

    def matter() -> str:
        first, second = rng.sample(MATTERS, 2)
        return f"{first}, and also{' ' + second if rng.random() < 0.8 else ' the oil in their jars'}"

    for _ in range(rng.randint(3, 6)):
        text.blocks.append(("preambular", "", f"{rng.choice(LEADS)} {matter()},{mark()}"))
    count = rng.randint(3, 6)
    for number in range(1, count + 1):
        sign = "." if number == count else ";"
        verb = f"{rng.choice(VERBS)} {matter()}"
        if number != count and rng.random() < 0.3:
            text.blocks.append(("operative", str(number), f"{verb}, in particular:"))
            for label in "ab":
                text.blocks.append(("subparagraph", label, f"To keep {rng.choice(MATTERS)};{mark()}"))
        else:
            text.blocks.append(("operative", str(number), f"{verb}{sign}{mark() if sign == ';' else ''}"))
    return text


def read(found: unres.Resolution) -> dict[str, Any]:
    """The same facts of what was parsed."""
    (part,) = found.parts
    notes = {note.number: note.text for note in found.footnotes}
    clauses: list[tuple[str, str, str]] = []
    marks: list[tuple[str, str]] = []

    def walk(blocks: Sequence[Any]) -> None:
        for block in blocks:
            if block.kind == "formula":
                continue
            if block.kind == "table":
                clauses.append(("table", "", ""))
                continue
            clauses.append((block.kind, getattr(block, "label", None) or "", bare(block.text)))
            marks.extend((notes.get(one.number, "?"), bare(block.text[: one.offset])[-12:]) for one in block.note_marks)
            walk(getattr(block, "children", ()))

    walk(part.blocks)
    closing = (part.closing.meeting, part.closing.date) if part.closing else None
    return {"title": part.title, "clauses": clauses, "marks": marks, "notes": list(notes.values()), "closing": closing}


# ---- dresses -------------------------------------------------------------------------------------------------------


def label(kind: str, printed: str) -> str:
    return f"{printed}. " if kind == "operative" else f"({printed}) " if printed else ""


def ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th") if number % 100 not in (11, 12, 13) else "th"
    return f"{number}{ending}"


def slashed(text: str) -> str:
    return MARK.sub(r" \1/", text)


def hooked(text: str) -> str:
    return MARK.sub(r"[\1]", text)


def raised(text: str) -> str:
    return MARK.sub(lambda mark: mark[1].translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")), text)


def glued(text: str) -> str:
    return MARK.sub(r"\1", text)


def closing(text: Text, join: str) -> str:
    return f"{ordinal(text.meeting)} plenary meeting{join}{text.day.day} {text.day:%B %Y}"


def wrapped(text: str, width: int, first: str = "") -> list[str]:
    return textwrap.wrap(text, width, initial_indent=first, break_long_words=False, break_on_hyphens=False)


def wordperfect(texts: Sequence[Text]) -> str:
    """Lines broken at 66 characters, empty lines between paragraphs, notes "1/" at each page's foot, "/..." below."""
    (text,) = texts
    paragraphs = [[f"{text.number}.   {text.title}"], ["     The General Assembly,"]]
    for kind, printed, words in text.blocks:
        paragraphs.append(wrapped(slashed(words), 66, "     " + label(kind, printed).ljust(5 if printed else 0)))
    paragraphs.append([" " * 40 + line for line in closing(text, "\n").split("\n")])
    out: list[str] = []
    foot: list[str] = []
    used, page, seen = 0, 1, 0
    for paragraph in paragraphs:
        if used > 24:
            out += [
                "__________",
                "",
                *foot,
                "",
                f"95-77001{' ' * 60}/...",
                f"\fA/RES/{text.number}",
                f"Page {page + 1}",
                "",
            ]
            page, used, foot = page + 1, 0, []
        out += [*paragraph, ""]
        used += len(paragraph) + 1
        for mark in re.findall(r"(?<!\S)(\d)/(?!\S)", " ".join(paragraph)):
            if int(mark) == seen + 1:
                seen += 1
                foot += [*wrapped(f"{mark}/   {text.notes[seen - 1]}", 66), ""]
    return "\n".join([*out, *(["__________", "", *foot] if foot else [])]) + "\n"


def web_page(texts: Sequence[Text]) -> str:
    """A paragraph on each line, no tabs, marks "[1]"."""
    (text,) = texts
    lines = [f"{text.number}. {text.title}", "The General Assembly,"]
    lines += [label(kind, printed) + hooked(words) for kind, printed, words in text.blocks]
    notes = [f"[{number}] {note}" for number, note in enumerate(text.notes, 1)]
    return "\n\n".join([*lines, closing(text, ", ")]) + "\n\n" + "\n".join(notes) + "\n"


def one_line(texts: Sequence[Text]) -> str:
    """The whole text on one line, marks "[1]", the notes below."""
    return (
        web_page(texts).split("\n\n[1]")[0].replace("\n\n", " ").rstrip("\n")
        + "\n"
        + "\n".join(f"[{number}] {note}" for number, note in enumerate(texts[0].notes, 1))
    )


def unnumbered(texts: Sequence[Text]) -> str:
    """Clauses without numbers, raised marks, bare numbers before the notes."""
    (text,) = texts
    lines = [f"{text.number}. {text.title}", "The General Assembly,"]
    lines += [
        (label(kind, printed) if kind != "operative" else "") + raised(words) for kind, printed, words in text.blocks
    ]
    notes = [f"{number} {note}" for number, note in enumerate(text.notes, 1)]
    return "\n".join([*lines, closing(text, ",\n") + ".", *notes]) + "\n"


def damaged(texts: Sequence[Text]) -> str:
    """What recognition makes of a page: "l." and "I." for "1.", "S." for "5.", a closing with its letters parted."""
    text = web_page(texts)
    text = re.sub(r"(?m)^1\. ", "l. ", text)
    text = re.sub(r"(?m)^5\. ", "S. ", text)
    return text.replace("plenary meeting", "plena r y meeting").replace("December 2006", "Decem ber 2006")


def printed_lines(texts: Sequence[Text], width: int, marks: Callable[[str], str]) -> list[tuple[str, list[str]]]:
    """The printed lines of several resolutions, each with the notes first marked on it, numbered on through all."""
    out: list[tuple[str, list[str]]] = []
    before = 0
    for text in texts:
        seen = 0

        def line(words: str, text: Text = text, before: int = before) -> None:
            nonlocal seen
            for piece in wrapped(words, width):
                notes = []
                for mark in MARK.findall(piece):
                    if int(mark) == seen + 1:
                        seen += 1
                        notes += wrapped(f"{before + seen} {text.notes[seen - 1]}", width)
                moved = MARK.sub(lambda mark: f"\x01{int(mark[1]) + before}\x02", piece)
                out.append((marks(moved), notes))

        line(f"{text.number}. {text.title}")
        line("The General Assembly,")
        for kind, printed, words in text.blocks:
            line(label(kind, printed) + words)
        for piece in (closing(text, ",\n") + ".").split("\n"):
            line(piece)
        before += len(text.notes)
    return out


def columns_of(lines: Sequence[tuple[str, list[str]]], height: int) -> list[list[str]]:
    """The columns of a print: lines, and below them the notes that they mark."""
    columns: list[list[str]] = []
    body: list[str] = []
    foot: list[str] = []
    for line, notes in lines:
        if len(body) + len(foot) + len(notes) > height:
            columns.append([*body, "_______", *foot] if foot else body)
            body, foot = [], []
        body = [*body, line]
        foot = [*foot, *notes]
    return [*columns, [*body, "_______", *foot] if foot else body]


def volume(texts: Sequence[Text]) -> str:
    """Pages with running heads and page numbers; the notes of each page at its foot, numbered on."""
    pages = columns_of(printed_lines(texts, 64, glued), 40)
    return "".join(
        f"<!-- Page {number} -->\n{number + 10}\nGeneral Assembly—Sixty-first Session\n" + "\n".join(page) + "\n"
        for number, page in enumerate(pages, 1)
    )


def two_columns(texts: Sequence[Text]) -> str:
    """Pages of two columns that stand side by side."""
    columns = [
        [line for line in column if line != "_______"] for column in columns_of(printed_lines(texts, 48, raised), 40)
    ]
    out = []
    for place in range(0, len(columns), 2):
        left, right = columns[place], columns[place + 1] if place + 1 < len(columns) else []
        out += [f"<!-- Page {place // 2 + 1} -->", "General Assembly—Sixty-first Session"]
        for row in range(max(len(left), len(right))):
            half = left[row] if row < len(left) else ""
            out.append((half.ljust(52) + (right[row] if row < len(right) else "")).rstrip())
    return "\n".join(out) + "\n"


SINGLE = (wordperfect, web_page, one_line, unnumbered, damaged)
SEVERAL = (volume, two_columns)


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize("dress", SINGLE, ids=lambda dress: dress.__name__)
def test_a_resolution_in_the_dress_of_its_era_reads_as_it_was_written(
    dress: Callable[[Sequence[Text]], str], seed: int
) -> None:
    text = invented(random.Random(seed), seed)
    found = read(unres.parse(dress([text])))
    for name, expected in text.facts(numbered=dress is not unnumbered).items():
        assert found[name] == expected, name


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("dress", SEVERAL, ids=lambda dress: dress.__name__)
def test_every_resolution_of_a_print_reads_as_it_was_written(dress: Callable[[Sequence[Text]], str], seed: int) -> None:
    rng = random.Random(seed)
    texts = [invented(rng, serial) for serial in range(4)]
    print_ = dress(texts)
    for text in texts:
        found = read(unres.parse(print_, symbol=f"A/RES/{text.number}"))
        for name, expected in text.facts().items():
            assert found[name] == expected, (text.number, name)

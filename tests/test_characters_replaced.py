"""A character that could not be read stands as U+FFFD in the text, in every form, and a diagnostic points at it."""

from __future__ import annotations

import pytest

import make_word as word
import unres
from make_pdf import assembled
from unres.readers import read_bytes

PARAGRAPH = "The lamps of the \ufffd are lit."
LEAD, TAIL = PARAGRAPH.split("\ufffd")


def text_file() -> bytes:
    return f"\t{LEAD}".encode() + b"\xff" + f"{TAIL} Été, naïve façade, déjà vu.\n".encode()


def web_page() -> bytes:
    filler = "<p>The General Assembly, all of it, on the lamps of every coast.</p>" * 20
    head = '<html><head><meta charset="utf-8"></head><body><p>Été, naïve façade, déjà vu.</p>'
    return f"{head}{filler}<p>{LEAD}".encode() + b"\xff" + f"{TAIL}</p></body></html>".encode()


def word_file() -> bytes:
    body = word.line(LEAD, word.Run("!", font="Wingdings"), TAIL)
    return word.docx(word.Document((body,)))


def binary_word_file() -> bytes:
    return word.doc(word.Document((word.line(LEAD, word.Run("\xf0", font="Symbol"), TAIL),)))


def pdf_file(font: str, code: str, mapped: str, character: str) -> bytes:
    """A glyph of a font, by its code, where the font says which character the code `mapped` is in Unicode."""
    stream = f"BT /G 10 Tf 100 700 Td ({LEAD}) Tj /F 10 Tf <{code}> Tj /G 10 Tf ({TAIL}) Tj ET"
    unicode_map = (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /A def 1 begincodespacerange"
        f" <{'0' * len(code)}> <{'F' * len(code)}> endcodespacerange 1 beginbfchar <{mapped}> <{character}>"
        " endbfchar endcmap end end"
    )
    return assembled(
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font"
            " << /F 5 0 R /G 6 0 R >> >> >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
            f"<< /Type /Font /BaseFont /{font} /ToUnicode 9 0 R >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Own /CIDSystemInfo << /Registry (Adobe)"
            " /Ordering (Identity) /Supplement 0 >> /FontDescriptor 8 0 R /DW 600 >>",
            "<< /Type /FontDescriptor /FontName /Own /Flags 4 /FontBBox [0 0 600 800] /ItalicAngle 0"
            " /Ascent 800 /Descent 0 /CapHeight 700 /StemV 80 >>",
            f"<< /Length {len(unicode_map)} >>\nstream\n{unicode_map}\nendstream",
        ]
    )


COMPOSITE = "Own /Subtype /Type0 /Encoding /Identity-H /DescendantFonts [7 0 R]"
SYMBOL = "Symbol /Subtype /Type1"
TIMES = "Times-Roman /Subtype /Type1"

FORMS = {
    "text": text_file(),
    "a web page": web_page(),
    "Word": word_file(),
    "binary Word": binary_word_file(),
    "PDF, a glyph without a character": pdf_file(COMPOSITE, "0005", "0007", "0041"),
    "PDF, a private character": pdf_file(TIMES, "B7", "B7", "E010"),
    "PDF, an unknown place of a symbol font": pdf_file(SYMBOL, "B7", "B7", "F0F0"),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_character_that_could_not_be_read_is_reported_where_it_stands(form: str) -> None:
    source = read_bytes(FORMS[form])
    assert PARAGRAPH in source.text
    assert source.properties["characters-replaced"].startswith("1 ")
    resolution = unres.parse(source)
    (found,) = [one for one in resolution.diagnostics if one.code == "characters-replaced"]
    assert (found.start, found.end) == (source.text.index("\ufffd"), source.text.index("\ufffd") + 1)


@pytest.mark.parametrize(
    ("data", "printed"),
    [
        (word.docx(word.Document((word.line("4", word.Run("\u00b0", font="Symbol")),))), "4°"),
        (word.doc(word.Document((word.line("4", word.Run("\u00b0", font="Symbol")),))), "4°"),
        (pdf_file(SYMBOL, "B7", "B7", "F0B7"), "The lamps of the • are lit."),
    ],
)
def test_a_known_place_of_a_symbol_font_is_its_character_and_nothing_is_reported(data: bytes, printed: str) -> None:
    source = read_bytes(data)
    assert printed in source.text
    assert "characters-replaced" not in source.properties

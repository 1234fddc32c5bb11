"""What a file is, told by what is in it: encodings, copies and error pages, and what is refused."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import make_word as word
import typeset
import unres
from make_pdf import Page, pdf
from unres import readers
from unres.readers import read_bytes, read_file, sniff
from unres.source import UnreadableDocument

EXAMPLES = Path(__file__).parents[1] / "examples"
ENCRYPTED = "/ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{0}> /U <{0}> >>".format("ab" * 32)
ENGLISH = "\tThe General Assembly,\n\tRecalling the “Pond Compact”,1 and its café – a place of rest,\n"
FRENCH = "\tL'Assemblée générale,\n\tRappelant les résolutions sur les étangs où naît l'été,\n"
RUSSIAN = "\tГенеральная Ассамблея,\n\tссылаясь на свою резолюцию 89/4 о прудах и лягушках,\n"
ARABIC = "\tإن الجمعية العامة،\n\tإذ تشير إلى قرارها 89/4 المتعلق بالبرك والضفادع،\n"
CHINESE = "大会，\n回顾其关于池塘和青蛙的第89/4号决议，又回顾联合国的各项决定，\n"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"), (ENGLISH, "cp1252"), (ENGLISH, "utf-16-le"), (ENGLISH, "utf-16-be"), (ENGLISH, "utf-8-sig"),
        (FRENCH, "utf-8"), (FRENCH, "cp1252"), (FRENCH, "utf-16"), (FRENCH, "utf-32"),
        (RUSSIAN, "utf-8"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (RUSSIAN, "utf-16-le"), (RUSSIAN, "utf-16-be"),
        (ARABIC, "utf-8"), (ARABIC, "cp1256"), (ARABIC, "utf-16-le"),
        (CHINESE, "utf-8"), (CHINESE, "gb18030"), (CHINESE, "utf-16-le"), (CHINESE, "utf-16-be"),
    ],
)  # fmt: skip
def test_text_reads_in_the_encoding_that_its_bytes_speak_for(text: str, encoding: str) -> None:
    source = read_bytes(text.encode(encoding))
    assert source.text == text
    assert "characters-replaced" not in source.properties


@pytest.mark.parametrize("text", ["a\r\nb", "a\rb", "\0The General Assembly,\0", "\ufeff\ufeffx", "x\x1a", "\tx \n\n"])
def test_text_is_kept_as_it_is_but_for_one_byte_order_mark(text: str) -> None:
    assert read_bytes(text.encode()).text == text.removeprefix("\ufeff")


def test_bytes_without_meaning_are_replaced_and_counted() -> None:
    source = read_bytes(RUSSIAN.encode() + b"\xff\xfe " + RUSSIAN.encode())
    assert source.text == f"{RUSSIAN}\ufffd\ufffd {RUSSIAN}"
    assert source.properties["characters-replaced"].startswith("2 places that are no utf-8")


def test_one_accent_in_plain_english_is_windows_1252() -> None:
    source = read_bytes(b"the caf\xe9 by the pond")
    assert source.text == "the café by the pond"
    assert source.properties["encoding"] == "cp1252"


PAGE = "<html><head><title>{}</title></head><body>{}</body></html>"
COPY = (
    "<h1>Care of ponds</h1><p><i>The General Assembly</i>,</p><p><em>Recalling</em>\n its resolution 89/4<sup>1</sup> "
    "&amp;&nbsp;all,</p><script>if (a < b) {}</script><ol><li>1. <i>Urges</i> all<br>States "
    + "to clean " * 40
    + "</ol>"
)


def test_a_copy_on_a_web_page_reads_with_its_italics_superscripts_and_headings() -> None:
    source = read_bytes(PAGE.format("A/RES/90/12", COPY).encode())
    assert source.text.startswith(
        "Care of ponds\nThe General Assembly,\nRecalling its resolution 89/41 &\xa0all,\n1. Urges all\nStates to clean"
    )
    marks = [(mark.kind, source.text[mark.start : mark.end]) for mark in source.marks]
    assert marks == [
        ("heading", "Care of ponds"),
        ("italic", "The General Assembly"),
        ("italic", "Recalling"),
        ("superscript", "1"),
        ("italic", "Urges"),
    ]
    assert source.properties["title"] == "A/RES/90/12"


@pytest.mark.parametrize(
    "page",
    [
        PAGE.format("404 Not Found", "The requested document was not found."),
        PAGE.format("", "There is no document matching your request."),
        PAGE.format("Error", COPY),
        "<!DOCTYPE html>\n<!-- x --><html><body>Just a moment...</body></html>",
        "\ufeff<HTML><HEAD><TITLE>403 Forbidden</TITLE></HEAD><BODY>" + "denied " * 2000,
    ],
)
def test_an_error_page_saved_under_a_documents_name_is_refused(page: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_bytes(page.encode(), "A_RES_90_12.doc")
    assert refused.value.reason == "html-error-page"


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (b"plain text", "text"),
        (b"< 5 ponds", "text"),
        (b"<<ODS JOB NO>>N1<<ODS JOB NO>>", "text"),
        ("text".encode("utf-16"), "text"),
        (word.docx(word.PONDS), "docx"),
        (word.doc(word.PONDS), "doc"),
        (b"%PDF-1.4\n", "pdf"),
        (b"\n\n%PDF-1.4\n", "pdf"),
        (b"<html><body>", "html"),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html>', "html"),
        (b'<?xml version="1.0"?>\n<!-- by hand --><akomaNtoso xmlns="x">', "akn"),
        (b'<an:akomaNtoso xmlns:an="x">', "akn"),
        ('<?xml version="1.0" encoding="utf-16"?><akomaNtoso>'.encode("utf-16"), "akn"),
    ],
)
def test_a_files_form_is_told_by_its_content(data: bytes, form: str) -> None:
    assert sniff(data) == form


@pytest.mark.parametrize("name", ["ponds.pdf", "ponds.DOC", "ponds.txt", "ponds"])
def test_a_files_name_says_nothing(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(word.docx(word.PONDS))
    assert read_file(path).form == "word"
    path.write_text("\tThe General Assembly,\n", encoding="utf-8")
    assert read_file(path).form == "text"


def copies() -> dict[str, bytes]:
    """One resolution in each form that is read."""
    resolution = unres.parse((EXAMPLES / "plain.txt").read_text(encoding="utf-8"))
    text = resolution.source_text
    paragraphs = "".join(f"<p>{line}</p>" for line in text.splitlines())
    return {
        "UTF-8": text.encode(),
        "UTF-16": text.encode("utf-16"),
        "Windows-1252": text.replace("'", "’").encode("cp1252"),
        "a web page": f"<!DOCTYPE html><html><body>{paragraphs}</body></html>".encode(),
        "docx": typeset.word_file(resolution),
        "OLE": word.doc(word.PONDS),
        "PDF": typeset.pdf_file(resolution),
        "Akoma Ntoso": unres.to_akn(resolution).encode(),
    }


@pytest.mark.parametrize("name", ["A_RES.DOC", "A_RES.pdf", "A_RES.txt", "A_RES.html"])
def test_a_resolution_is_parsed_from_every_form_under_every_name(name: str, tmp_path: Path) -> None:
    for form, data in copies().items():
        path = tmp_path / name
        path.write_bytes(data)
        expected = "Care of garden ponds" if form == "OLE" else "Safe crossing of mountain passes"
        assert unres.parse_file(path).title == expected, form
        assert unres.parse_bytes(data).title == expected, form


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
        ("\ufeff \n".encode("utf-16-be"), "empty"),
        (b"\xffWPC\x10\0\0\0\x01\x0a", "wordperfect"),
        (b"{\\rtf1\\ansi The General Assembly}", "unknown-format"),
        (b"\x89PNG\r\n\x1a\n", "unknown-format"),
        (b"\x1f\x8b\x08\0", "unknown-format"),
        (b'<?xml version="1.0"?><ponds/>', "unknown-format"),
        (b"PK\x05\x06" + bytes(18), "unknown-zip"),
        (b"PK\x03\x04 cut off", "truncated"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "truncated"),
        (bytes(range(256)) * 20, "binary"),
        (bytes(5000), "binary"),
        (pdf(Page().rule(10, 100, 50)), "no-text-layer"),
        (pdf(Page().line(10, 10, "secret"), trailer=ENCRYPTED), "encrypted"),
        (pdf(Page().line(10, 10, "text"))[:300], "truncated"),
        (word.docx(word.PONDS)[:2000], "truncated"),
        (word.doc(word.PONDS)[:3000], "truncated"),
        (word.compound_file({"EncryptedPackage": b""}), "encrypted"),
        (word.compound_file({"Workbook": b""}), "binary"),
        (PAGE.format("404 Not Found", "The requested document was not found.").encode(), "html-error-page"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    with pytest.raises(UnreadableDocument) as refused:
        read_bytes(data, "ponds")
    assert refused.value.reason == reason
    assert str(refused.value).startswith("ponds: ")


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    for path, reason in ((tmp_path, "folder"), (tmp_path / "none", "not-found"), (tmp_path / "a\0b", "not-found")):
        with pytest.raises(UnreadableDocument) as refused:
            read_file(path)
        assert refused.value.reason == reason


def test_a_huge_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "huge"
    with path.open("wb") as file:
        file.truncate(2**30)  # a gigabyte that takes no room
    with pytest.raises(UnreadableDocument) as refused:
        read_file(path)
    assert refused.value.reason == "too-large"


def test_text_past_the_limit_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("unres.readers.text.MAX_TEXT_BYTES", 100)
    assert read_bytes(b"x" * 100).text
    with pytest.raises(UnreadableDocument) as refused:
        read_bytes(b"x" * 101)
    assert refused.value.reason == "too-large"


@pytest.mark.parametrize(("module", "data"), [("lxml", word.docx(word.PONDS)), ("olefile", word.doc(word.PONDS))])
def test_a_missing_extra_is_named(module: str, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(UnreadableDocument) as refused:
        read_bytes(data)
    assert (refused.value.reason, refused.value.extra) == ("missing-extra", "word")
    assert "unres[word]" in str(refused.value)


def test_akoma_ntoso_is_no_text_to_parse() -> None:
    with pytest.raises(ValueError, match="from_akn"):
        read_bytes(b'<akomaNtoso xmlns="x"/>')


@pytest.mark.parametrize(
    "page",
    ["<!--" * 50_000, "<a " * 50_000, '<z ' + '"<a" ' * 50_000, "<" * 100_000, "<script>" * 50_000, "<i>" * 9**5],
)  # fmt: skip
def test_hostile_pages_are_read_in_one_pass(page: str) -> None:
    try:
        read_bytes(b"<html>" + page.encode())
    except UnreadableDocument as error:
        assert error.reason in {"html-error-page", "empty"}


def test_readers_are_imported_only_when_they_are_needed() -> None:
    assert not hasattr(readers, "read_docx")

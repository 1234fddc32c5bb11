"""Hostile files, each a few kilobytes, are refused or read within a gigabyte of memory and ten seconds of time.

Each is read by a process of its own that may not take more, so a limit that fails shows as a failure and not as a
machine that stands still.
"""

from __future__ import annotations

import ast
import base64
import io
import os
import resource
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

import make_word as word
import unres
from make_pdf import LEFT, Page, pdf
from unres.readers import pdf_bounds, pdf_glyphs

pytest.importorskip("lxml", reason="the extra unres[word] is not installed")
pytest.importorskip("pypdfium2", reason="the extra unres[pdf] is not installed")

MEMORY, SECONDS = 2**30, 10
DOCS = Path(__file__).parents[1] / "docs"
READ = f"""
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, ({MEMORY}, {MEMORY}))
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
import unres
try:
    print("read", len(unres.parse_file(sys.argv[1]).source_text))
except unres.UnreadableDocument as refused:
    print(refused.reason)
"""


def told(data: bytes, folder: Path) -> str:
    """What a process with bounded memory and time makes of a file: "read" or the reason that it is refused for."""
    path = folder / "hostile"
    path.write_bytes(data)
    paths = os.pathsep.join([str(Path(unres.__file__).parents[1]), *sys.path])
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": paths},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.split()[0]


# ---- Word ---------------------------------------------------------------------------------------------------------


def archive(files: dict[str, bytes], *, level: int = 9) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word.docx(word.PONDS))) as old:
        kept = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=level) as new:
        for name, data in (kept | files).items():
            new.writestr(name, data)
    return out.getvalue()


def document(inner: str, before: str = "") -> bytes:
    return f'{before}<w:document xmlns:w="{word.W}"><w:body>{inner}</w:body></w:document>'.encode()


LAUGHS = "<!DOCTYPE w [" + '<!ENTITY a0 "lamp">'
LAUGHS += "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)) + "]>"


def claimed(size: int) -> bytes:
    """The example, its main part claiming to be so large, or small, when unpacked."""
    data = bytearray(archive({}))
    at = data.rindex(b"PK\x01\x02", 0, data.rindex(b"word/document.xml"))
    data[at + 24 : at + 28] = size.to_bytes(4, "little")
    return bytes(data)


WORD: dict[str, tuple[Callable[[], bytes], str]] = {
    "a part of a gigabyte": (lambda: archive({"word/document.xml": document(" " * 2**26)}), "too-large"),
    "an unused part of a gigabyte": (lambda: archive({"word/media/x.bin": bytes(2**26)}), "read"),
    "many parts, each within its limit": (
        lambda: archive({f"word/footer{n}.xml": document(" " * 2**19) for n in range(99)}),
        "read",
    ),
    "a part that claims to be smaller": (lambda: claimed(10), "truncated"),
    "a part that claims to be larger": (lambda: claimed(2**30), "too-large"),
    "20,000 parts": (lambda: archive({f"x/{n}": b"" for n in range(20_000)}, level=1), "too-large"),
    "a billion laughs": (lambda: archive({"word/document.xml": document("<w:p/>", LAUGHS)}), "truncated"),
    "styles full of laughs": (lambda: archive({"word/styles.xml": LAUGHS.encode() + b"<w:styles/>"}), "read"),
    "nesting without end": (
        lambda: archive({"word/document.xml": document("<w:sdt>" * 10**5 + "</w:sdt>" * 10**5)}),
        "too-large",
    ),
    "a million empty paragraphs": (lambda: archive({"word/document.xml": document("<w:p/>" * 10**5)}), "read"),
}


@pytest.mark.parametrize("case", WORD)
def test_a_hostile_word_file_stays_within_bounds(case: str, tmp_path: Path) -> None:
    make, expected = WORD[case]
    assert told(make(), tmp_path) == expected


# ---- PDF ----------------------------------------------------------------------------------------------------------


def assembled(*bodies: bytes) -> bytes:
    """Objects 1, 2, … as a PDF; the first is the catalogue."""
    out, places = bytearray(b"%PDF-1.5\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start))


def stream(content: bytes, dictionary: bytes = b"") -> bytes:
    return b"<< %b /Length %d >>\nstream\n%b\nendstream" % (dictionary, len(content), content)


def page_of(content: bytes, *more: bytes, resources: bytes = b"") -> bytes:
    """One page whose content is that stream; further objects are numbered from 6 on."""
    return assembled(
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F 5 0 R >>"
        b" %b >> >>" % resources,
        content,
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
        *more,
    )


SHOWN = b"BT /F 10 Tf 99 700 Td (The lamp of the north) Tj ET"
MANY = b"BT /F 10 Tf 99 700 Td " + b"(A lamp) Tj " * 5 * 10**6 + b" ET"


def drawing(levels: int, times: int, subtype: bytes = b"/Form") -> bytes:
    """Forms that draw each other: each level its next one, so many times."""
    forms = []
    for level in range(levels):
        last = level == levels - 1
        resources = b"/Font << /F 5 0 R >>" if last else b"/XObject << /X %d 0 R >>" % (7 + level)
        content = SHOWN if last else b"/X Do " * times
        head = b"/Type /XObject /Subtype %b /BBox [0 0 612 792] /Resources << %b >>" % (subtype, resources)
        forms.append(stream(content, head))
    return page_of(stream(b"/X Do"), *forms, resources=b"/XObject << /X 6 0 R >>")


def lzw(content: bytes) -> bytes:
    """Packed as ISO 32000-1, 7.4.4 tells."""
    table = {bytes([code]): code for code in range(256)}
    bits, width, before = f"{256:09b}", 9, b""
    for at in range(len(content)):
        here = before + content[at : at + 1]
        if here in table:
            before = here
            continue
        bits += f"{table[before]:0{width}b}"
        table[here] = len(table) + 2
        width = next(size for size in (9, 10, 11, 12) if len(table) + 2 < 2**size)
        if len(table) + 2 == 4095:
            bits += f"{256:0{width}b}"
            table, width = {bytes([code]): code for code in range(256)}, 9
        before = content[at : at + 1]
    bits += f"{table[before]:0{width}b}{257:0{width}b}"
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


FLATE = b"/Filter /FlateDecode"
PDF: dict[str, tuple[Callable[[], bytes], str]] = {
    "a page that unpacks to 60 MB": (lambda: page_of(stream(zlib.compress(MANY, 9), FLATE)), "too-large"),
    "the same, packed twice": (
        lambda: page_of(stream(zlib.compress(zlib.compress(MANY, 9), 9), b"/Filter [/FlateDecode /Fl]")),
        "too-large",
    ),
    "the same, under a name in disguise": (
        lambda: page_of(stream(zlib.compress(MANY, 9), b"/Filter /Fl#61teDecode")),
        "too-large",
    ),
    "the same in hexadecimal": (
        lambda: page_of(stream(zlib.compress(MANY, 9).hex().encode() + b">", b"/Filter [/AHx /Fl]")),
        "too-large",
    ),
    "bytes repeated without end": (
        lambda: page_of(stream(b"\x81A" * 10**5 + b"\x80", b"/Filter /RunLengthDecode")),
        "too-large",
    ),
    "many streams that come to much": (
        lambda: page_of(stream(SHOWN), *[stream(zlib.compress(bytes(8 * 2**20 - 1)), FLATE)] * 12),
        "too-large",
    ),
    "forms within forms, ten times each": (lambda: drawing(12, 10), "too-large"),
    "forms within forms under a name in disguise": (lambda: drawing(12, 10, b"/F#6frm"), "too-large"),
    "forms within forms, once each": (lambda: drawing(12, 1), "read"),
    "two forms that draw each other": (
        lambda: page_of(
            stream(b"/X Do"),
            stream(b"/Y Do " * 9, b"/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /Y 7 0 R >> >>"),
            stream(b"/X Do " * 9, b"/Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"),
            resources=b"/XObject << /X 6 0 R >>",
        ),
        "too-large",
    ),
    "forms that share one dictionary of all, and draw none": (
        lambda: page_of(
            stream(b"/X Do /Y Do"),
            stream(SHOWN, b"/Subtype /Form /BBox [0 0 612 792] /Resources 8 0 R"),
            stream(b"/Z Do " * 99, b"/Subtype /Form /BBox [0 0 612 792] /Resources 8 0 R"),
            b"<< /Font << /F 5 0 R >> /XObject << /X 6 0 R /Y 7 0 R >> >>",
            resources=b"/XObject << /X 6 0 R /Y 7 0 R >>",
        ),
        "read",
    ),
    "a page that is its own parent's child": (
        lambda: assembled(
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] /Parent 2 0 R >>",
        ),
        "truncated",
    ),
    "a thousand pages": (lambda: pdf(*[Page().line(LEFT, 700, f"Lamp {number}") for number in range(1000)]), "read"),
    "three thousand pages": (
        lambda: pdf(*[Page().line(LEFT, 700, f"Lamp {number}") for number in range(3000)]),
        "too-large",
    ),
    "a page of 30,000 pieces": (
        lambda: page_of(stream(b"BT /F 1 Tf " + b"1 1 Td (A) Tj " * 30_000 + b"ET")),
        "too-large",
    ),
}


@pytest.mark.parametrize("case", PDF)
def test_a_hostile_pdf_stays_within_bounds(case: str, tmp_path: Path) -> None:
    make, expected = PDF[case]
    assert told(make(), tmp_path) == expected


def test_ordinary_files_are_far_from_the_limits_of_pdf() -> None:
    page = Page()
    page.lines(LEFT, 700, *[f"Line {number} of a page of text like any other" for number in range(50)])
    data = pdf(*[page] * 20)
    pdf_bounds.check(data)
    assert len(data) * 20 < pdf_bounds.MAX_CONTENT


def test_lzw_is_unpacked_as_its_standard_shows() -> None:
    shown = bytes.fromhex("800B6050220C0C8501")  # ISO 32000-1, 7.4.4.2
    assert lzw(b"-----A---B") == shown
    pdf_bounds.check(page_of(stream(shown, b"/Filter /LZWDecode")))
    assert pdf_bounds._lzw(shown, 99) == b"-----A---B"
    content = bytes(at * at % 251 for at in range(30_000))
    assert pdf_bounds._lzw(lzw(content), len(content)) == content


def test_what_is_packed_in_any_way_is_counted_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    content = b"A lamp. " * 1000
    monkeypatch.setattr(pdf_bounds, "MAX_STREAM", len(content))
    packed = zlib.compress(content)
    for filters, stored in (
        (FLATE, packed),
        (b"/Filter /LZW", lzw(content)),
        (b"/Filter [/A85 /Fl]", base64.a85encode(packed) + b"~>"),
        (b"/Filter [/AHx /Fl]", packed.hex().encode() + b">"),
        (b"/Filter /RL", b"".join(b"\x07" + content[at : at + 8] for at in range(0, len(content), 8)) + b"\x80"),
        (b"", content),
    ):
        pdf_bounds.check(page_of(stream(stored, filters)))
        monkeypatch.setattr(pdf_bounds, "MAX_STREAM", len(content) - 1)
        with pytest.raises(unres.UnreadableDocument, match="unpacks to over"):
            pdf_bounds.check(page_of(stream(stored, filters)))
        monkeypatch.setattr(pdf_bounds, "MAX_STREAM", len(content))


# ---- Akoma Ntoso, and all ------------------------------------------------------------------------------------------

AKN = '<akomaNtoso xmlns="http://docs.oasis-open.org/legaldocml/ns/akn/3.0">{}</akomaNtoso>'


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (LAUGHS.replace("DOCTYPE w", "DOCTYPE akomaNtoso") + AKN.format("&a11;"), "malformed-xml"),
        (AKN.format("<p>" * 10**5), "malformed-xml"),
        (AKN.format(" " * 40 * 2**20), "too-large"),
    ],
)  # fmt: skip
def test_hostile_akoma_ntoso_stays_within_bounds(data: str, expected: str, tmp_path: Path) -> None:
    assert told(data.encode(), tmp_path) == expected


@pytest.mark.parametrize("start", [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"<html>"])
def test_a_gigabyte_is_refused_unread(start: bytes, tmp_path: Path) -> None:
    path = tmp_path / "huge"
    with path.open("wb") as file:
        file.write(start)
        file.truncate(2**30)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(unres.UnreadableDocument) as refused:
        unres.parse_file(path)
    assert refused.value.reason == "too-large"
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 2**20  # in KiB


def test_every_limit_is_in_the_documentation() -> None:
    sys.path.insert(0, str(DOCS))
    import generate

    page = "\n".join(generate.limits())
    readers = Path(pdf_glyphs.__file__).parent
    for path in readers.glob("*.py"):
        for statement in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(statement, ast.Assign) and isinstance(name := statement.targets[0], ast.Name):
                assert not name.id.startswith("MAX_") or f".{name.id}`" in page, name.id

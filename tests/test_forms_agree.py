"""The same resolution says the same whether it is read from text, from Word or from PDF: only spans and marks differ.

Each is set anew as a Word file and as a PDF (`typeset`), read back, and compared clause by clause by `unres compare`'s
own code.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import typeset
import unres
from typeset import Template
from unres.comparison import compare
from unres.models import Resolution, Table

pytest.importorskip("lxml", reason="the extra unres[word] is not installed")
pytest.importorskip("pypdfium2", reason="the extra unres[pdf] is not installed")

EXAMPLES = Path(__file__).parents[1] / "examples"
SHARED = Path(os.environ.get("UNRES_SHARED", Path(__file__).parents[2] / "shared"))
MODERN = ["lettered_parts", "lighthouses.en", "plain", "sections", "single_operative"]
FORMS: dict[str, Callable[[Resolution], bytes]] = {"Word": typeset.word_file, "PDF": typeset.pdf_file}


def told(left: Resolution, right: Resolution) -> list[str]:
    return [f"{one.place}: {one.field}: {one.left!r} or {one.right!r}" for one in compare(left, right)]


def example(name: str) -> Resolution:
    return unres.parse((EXAMPLES / f"{name}.txt").read_text(encoding="utf-8"))


def in_columns(resolution: Resolution, columns: int) -> Resolution:
    """With the cells of its annex's table, of which text shows one a line, in rows of so many columns."""
    (part,) = resolution.parts
    (annex,) = part.annexes
    blocks = []
    for block in annex.blocks:
        if isinstance(block, Table):
            cells = [cell for row in block.rows for cell in row]
            rows = tuple(tuple(cells[at : at + columns]) for at in range(0, len(cells), columns))
            block = block.model_copy(update={"rows": rows})
        blocks.append(block)
    annex = annex.model_copy(update={"blocks": tuple(blocks)})
    return resolution.model_copy(update={"parts": (part.model_copy(update={"annexes": (annex,)}),)})


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", [*MODERN, "lighthouses.fr", "lighthouses.es"])
def test_a_resolution_reads_the_same_from_text_word_and_pdf(name: str, form: str) -> None:
    resolution = example(name)
    assert told(resolution, unres.parse_bytes(FORMS[form](resolution))) == []


TEMPLATES = {
    "European paper, notes below a rule": Template(
        width=595, height=842, left=85, right=510, size=11, step=13.2, note_size=8, small=0.72, separator="rule"
    ),
    "no space between paragraphs": Template(space=0.0),
    "no space, narrow, ragged": Template(space=0.0, right=380, justified=False),
    "notes told by their number alone": Template(separator="none", small=0.58),
    "fonts without names": Template(fonts="nameless"),
    "large type": Template(size=12, step=16, space=8, note_size=10, left=72, right=540, indent=36),
    "typewriter": Template(
        fonts="typewriter", left=72, right=540, step=12, space=12, note_size=10, justified=False, smallest_head=True,
        indent=48, slashed=True, paged=True,
    ),
    "typewriter of one face": Template(
        fonts="one face", left=72, right=540, step=12, space=12, note_size=10, justified=False, smallest_head=True,
        indent=48, slashed=True, paged=True,
    ),
}  # fmt: skip


@pytest.mark.parametrize("template", TEMPLATES)
@pytest.mark.parametrize("name", MODERN)
def test_a_pdf_reads_the_same_however_it_is_set(name: str, template: str) -> None:
    resolution = example(name)
    differences = told(resolution, unres.parse_bytes(typeset.pdf_file(resolution, TEMPLATES[template])))
    if not TEMPLATES[template].space:  # nothing parts the end of a clause from the item above it but its lower case
        differences = [one for one in differences if "and to report on the measures taken" not in one]
    assert differences == []


@pytest.mark.parametrize("name", ["lighthouses.ru", "lighthouses.zh", "lighthouses.ar"])
def test_a_word_file_in_another_script_reads_the_same_as_its_text(name: str) -> None:
    resolution = example(name)
    assert told(resolution, unres.parse_bytes(typeset.word_file(resolution))) == []


@pytest.mark.parametrize("form", FORMS)
def test_a_tables_cells_are_the_same_in_word_and_pdf(form: str) -> None:
    resolution = in_columns(example("annex_with_table"), 3)
    assert told(resolution, unres.parse_bytes(FORMS[form](resolution))) == []


def test_what_differs_between_two_forms_is_found() -> None:
    resolution = example("plain")
    part = resolution.parts[0]
    shorter = resolution.model_copy(update={"parts": (part.model_copy(update={"blocks": part.blocks[:-1]}),)})
    for form in FORMS.values():
        found = compare(resolution, unres.parse_bytes(form(shorter)))[0]
        assert (found.change, found.field, found.place) == ("missing", "block", part.blocks[-1].id)


# ---- the UN's own texts, set anew ---------------------------------------------------------------------------------


def real_texts(language: str, session: int, every: int) -> list[Path]:
    return sorted((SHARED / "corpus" / "akn" / language / str(session)).glob("*.xml"))[::every]


def real(path: Path, language: str) -> Resolution | None:
    """A resolution from its Akoma Ntoso as plain text; None where its title is empty or its notes are out of order."""
    sys.path.insert(0, str(SHARED / "score"))
    from gold import ods_text

    found = unres.parse(ods_text(path), language=language)
    return found if found.title and typeset.notes_in_order(found) else None


@pytest.mark.skipif(not real_texts("en", 74, 1), reason="the shared corpus is not on this machine (set UNRES_SHARED)")
@pytest.mark.parametrize(
    ("form", "language", "session", "every"),
    [
        ("Word", "en", 74, 12),
        ("Word", "fr", 76, 20),
        ("Word", "zh", 76, 20),
        ("PDF", "en", 74, 20),
        ("PDF", "es", 76, 30),
    ],
)
def test_real_texts_read_the_same_when_set_anew(form: str, language: str, session: int, every: int) -> None:
    compared = 0
    for path in real_texts(language, session, every):
        resolution = real(path, language)
        if resolution is None or (form == "PDF" and not typeset.fits_fonts(resolution)):
            continue
        compared += 1
        assert told(resolution, unres.parse_bytes(FORMS[form](resolution), language=language)) == [], path.name
    assert compared >= 5

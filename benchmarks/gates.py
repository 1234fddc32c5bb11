"""The score gates: recall and precision that no change may fall below, on fixed samples of the UN's own documents.

    python benchmarks/gates.py ../shared

Each gate runs the shared scorer and compares its rows with the table below. A gate may be raised, never lowered. The
`documents` and `basis` rows are left out: the scorer cuts "A/76/462/Add.2" to "A/76/462", so a right basis counts as
wrong.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

# (track, folder below corpus/, more arguments) → row → (least recall, least precision)
GATES: dict[tuple[str, str, tuple[str, ...]], dict[str, tuple[float, float]]] = {
    ("text", "akn/en/76", ("--limit", "120")): {
        "header": (99.9, 99.9), "titles": (99.9, 99.9), "closings": (99.9, 99.9), "preambular": (99.9, 99.8),
        "numbered": (99.8, 99.9), "heading": (99.9, 99.35), "openings": (99.6, 99.6), "note text": (99.9, 99.9),
        "note marks": (99.9, 99.9), "references": (98.65, 94.6),
    },
    ("akn", "akn/en/76", ("--limit", "60")): {
        "header": (99.9, 99.9), "titles": (99.9, 99.9), "closings": (99.9, 99.9), "preambular": (99.9, 99.8),
        "numbered": (99.9, 99.9), "heading": (99.9, 99.9), "openings": (99.7, 99.7), "note text": (99.9, 99.9),
        "note marks": (99.9, 99.9), "references": (98.65, 93.55),
    },
    ("akn", "akn/ar/76", ("--limit", "30", "--language", "ar")): {
        "titles": (99.9, 99.9), "closings": (99.9, 99.9), "preambular": (99.9, 99.9), "note text": (99.9, 99.9),
    },
    ("wordtext", "word/72", ("--limit", "60")): {
        "numbered": (99.9, 99.7), "heading": (98.3, 98.65), "lead": (99.9, 99.9), "openings": (98.7, 98.65),
        "note text": (99.9, 99.9), "note marks": (99.9, 98.35),
    },
    ("word", "word/72", ("--limit", "40")): {
        "numbered": (99.9, 99.9), "heading": (99.9, 98.1), "note text": (99.9, 99.9), "note marks": (99.9, 97.8),
    },
    ("text", "akn/fr/76", ("--limit", "40", "--language", "fr")): {
        "titles": (99.9, 99.9), "closings": (99.9, 99.9), "preambular": (99.9, 99.55), "numbered": (99.9, 99.9),
        "note text": (99.9, 99.9), "note marks": (99.9, 99.9), "references": (99.3, 94.55),
        "openings": (99.5, 99.55),
    },
    ("text", "akn/es/76", ("--limit", "40", "--language", "es")): {
        "titles": (99.9, 99.9), "closings": (99.9, 99.9), "preambular": (99.9, 99.9), "numbered": (99.75, 99.75),
        "note text": (99.9, 99.9), "note marks": (99.6, 99.9), "references": (99.05, 92.75),
        "openings": (99.6, 99.65),
    },
    ("text", "akn/ru/76", ("--limit", "40", "--language", "ru")): {
        "titles": (99.9, 99.9), "closings": (99.9, 99.9), "preambular": (99.9, 99.9), "numbered": (99.9, 99.9),
        "note text": (99.9, 99.9), "note marks": (99.9, 99.9), "references": (98.9, 93.6), "openings": (99.1, 99.05),
    },
    ("text", "akn/ar/76", ("--limit", "40", "--language", "ar")): {
        "titles": (99.9, 99.9), "closings": (99.9, 99.9), "preambular": (99.9, 99.9), "numbered": (99.9, 89.75),
        "note text": (99.9, 99.9), "note marks": (99.9, 99.9), "references": (96.85, 90.7),
        "openings": (99.25, 99.2),
    },
    ("text", "akn/zh/76", ("--limit", "40", "--language", "zh")): {
        "titles": (99.9, 99.9), "closings": (99.9, 99.9), "preambular": (99.65, 99.9), "numbered": (99.9, 99.75),
        "note text": (99.9, 99.9), "note marks": (99.9, 99.9), "references": (99.25, 92.75),
    },
    ("text", "akn/en/74", ("--limit", "60")): {
        "header": (99.9, 99.9), "titles": (99.9, 99.9), "closings": (99.9, 99.9), "preambular": (99.9, 99.9),
        "numbered": (99.9, 99.9), "openings": (99.1, 99.5), "note text": (99.9, 99.9), "note marks": (99.9, 99.9),
        "references": (96.55, 91.15),
    },
    ("text", "akn/en/78", ("--limit", "60")): {
        "header": (99.9, 99.9), "titles": (99.9, 99.9), "closings": (99.9, 99.9), "preambular": (99.75, 99.75),
        "numbered": (99.9, 99.9), "heading": (99.9, 99.9), "openings": (99.4, 99.4), "note text": (99.9, 99.9),
        "note marks": (99.65, 99.9), "references": (98.85, 95.15),
    },
    ("pdf", "pdf/78", ("--limit", "30", "--gold", "akn/en/78")): {
        "header": (99.9, 99.9), "titles": (99.9, 99.9), "closings": (99.9, 99.9), "preambular": (99.9, 99.65),
        "numbered": (99.9, 99.9), "openings": (99.9, 99.9), "note text": (99.9, 99.9), "note marks": (99.9, 99.9),
    },
    ("history", "paragraphs", ("--limit", "100")): {
        "preambular": (97.15, 99.0), "numbered": (99.9, 79.75),
    },
}  # fmt: skip
_ROW = re.compile(r"^([a-z ]+?)\s+(\d+\.\d+)\s+(\d+\.\d+)\s", re.MULTILINE)


def main(shared: Path) -> int:
    """Run every gate; 1 if any row is below."""
    passed = failed = 0
    for (track, folder, more), least in GATES.items():
        corpus = shared / "corpus"
        options = [str(corpus / option) if "/" in option else option for option in more]
        command = [sys.executable, str(shared / "score" / "score.py"), track, str(corpus / folder), *options]
        printed = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        rows = {match[1]: (float(match[2]), float(match[3])) for match in _ROW.finditer(printed)}
        for name, wanted in least.items():
            got = rows.get(name, (0.0, 0.0))
            fits = got[0] >= wanted[0] and got[1] >= wanted[1]
            passed, failed = passed + fits, failed + (not fits)
            state = "ok  " if fits else "LOW "
            print(f"{state} {track:9} {folder:10} {name:12} {got[0]:7.2f} {got[1]:7.2f}  gate {wanted}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")))

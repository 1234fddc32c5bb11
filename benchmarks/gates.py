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
        "header": (99.8, 99.8), "titles": (99.8, 99.8), "closings": (99.8, 99.8), "preambular": (99.8, 99.8),
        "numbered": (99.8, 99.8), "heading": (98.5, 98.5), "openings": (99.6, 99.6), "note text": (99.9, 99.9),
        "note marks": (99.8, 99.8), "references": (98.5, 90.0),
    },
    ("akn", "akn/en/76", ("--limit", "60")): {
        "header": (99.8, 99.8), "titles": (99.8, 99.8), "closings": (99.8, 99.8), "preambular": (99.8, 99.8),
        "numbered": (99.8, 99.8), "heading": (98.5, 98.5), "openings": (99.4, 99.4), "note text": (99.9, 99.9),
        "note marks": (99.5, 99.5), "references": (98.0, 90.0),
    },
    ("akn", "akn/ar/76", ("--limit", "30", "--language", "ar")): {
        "titles": (99.0, 99.0), "closings": (99.5, 99.5), "preambular": (99.0, 99.0), "note text": (99.8, 99.8),
    },
    ("wordtext", "word/72", ("--limit", "60")): {
        "numbered": (99.5, 99.5), "heading": (97.0, 90.0), "lead": (99.7, 99.7), "openings": (98.5, 98.5),
        "note text": (99.9, 99.9), "note marks": (99.5, 98.0),
    },
    ("word", "word/72", ("--limit", "40")): {
        "numbered": (99.5, 99.5), "heading": (97.0, 97.0), "note text": (99.8, 99.8), "note marks": (99.8, 97.5),
    },
    ("text", "akn/fr/76", ("--limit", "40", "--language", "fr")): {
        "titles": (99.5, 99.5), "closings": (99.5, 99.5), "preambular": (99.5, 99.5), "numbered": (99.5, 80.0),
        "note text": (99.8, 99.8), "note marks": (99.3, 99.3), "references": (96.0, 88.0),
        "openings": (98.8, 98.8),
    },
    ("text", "akn/es/76", ("--limit", "40", "--language", "es")): {
        "titles": (99.5, 99.5), "closings": (99.5, 99.5), "preambular": (99.5, 99.5), "numbered": (99.5, 80.0),
        "note text": (99.8, 99.8), "note marks": (99.3, 99.3), "references": (96.0, 88.0),
        "openings": (99.0, 99.0),
    },
    ("text", "akn/ru/76", ("--limit", "40", "--language", "ru")): {
        "titles": (99.5, 99.5), "closings": (99.5, 99.5), "preambular": (99.5, 99.5), "numbered": (99.5, 80.0),
        "note text": (99.8, 99.8), "note marks": (99.3, 99.3), "references": (96.0, 88.0),
        "openings": (98.2, 98.2),
    },
    ("text", "akn/ar/76", ("--limit", "40", "--language", "ar")): {
        "titles": (99.5, 99.5), "closings": (99.5, 99.5), "preambular": (99.5, 99.5), "numbered": (99.5, 80.0),
        "note text": (99.8, 99.8), "note marks": (99.3, 99.3), "references": (96.0, 88.0),
        "openings": (97.8, 97.8),
    },
    ("text", "akn/zh/76", ("--limit", "40", "--language", "zh")): {
        "titles": (99.5, 99.5), "closings": (99.5, 99.5), "preambular": (99.5, 99.5), "numbered": (99.5, 80.0),
        "note text": (99.8, 99.8), "note marks": (99.3, 99.3), "references": (96.0, 88.0),
    },
}  # fmt: skip
_ROW = re.compile(r"^([a-z ]+?)\s+(\d+\.\d+)\s+(\d+\.\d+)\s", re.MULTILINE)


def main(shared: Path) -> int:
    """Run every gate; 1 if any row is below."""
    passed = failed = 0
    for (track, folder, more), least in GATES.items():
        command = [sys.executable, str(shared / "score" / "score.py"), track, str(shared / "corpus" / folder), *more]
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

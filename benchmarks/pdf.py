"""PDF to Resolution against PDFium's bare text of the same files, in one run, as ratios.

    python benchmarks/pdf.py FOLDER [--limit N]

Each file is read by each contender in turn, so that all feel the same machine; the sum of each contender's best of
three counts. The bare text is what a loop of pypdfium2's `get_text_range` over all pages takes, with opening the file.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2

import unres
from unres.readers.pdf import read_pdf


def bare_text(data: bytes) -> int:
    """Characters of the bare text."""
    document = pypdfium2.PdfDocument(data)
    count = 0
    for page in document:
        text_page = page.get_textpage()
        count += len(text_page.get_text_range())
        text_page.close()
        page.close()
    document.close()
    return count


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int, default=40, help="files to read, spread over the folder")
    args = parser.parse_args()
    paths = sorted(args.folder.glob("*.pdf"))
    files = [path.read_bytes() for path in paths[:: max(1, len(paths) // args.limit)]]
    contenders: dict[str, Callable[[bytes], object]] = {
        "bare text (pypdfium2)": bare_text,
        "PDF to Source": read_pdf,
        "PDF to Resolution": lambda data: unres.parse(read_pdf(data)),
    }
    for read in contenders.values():  # fonts and grammars are loaded once
        read(files[0])
    spent = dict.fromkeys(contenders, 0.0)
    for data in files:
        for name, read in contenders.items():
            best = float("inf")
            for _ in range(3):
                start = time.perf_counter()
                read(data)
                best = min(best, time.perf_counter() - start)
            spent[name] += best
    pages = sum(len(pypdfium2.PdfDocument(data)) for data in files)
    base = spent["bare text (pypdfium2)"]
    print(f"{len(files)} files, {pages} pages")
    for name, seconds in spent.items():
        print(f"{name:<24}{1000 * seconds / pages:8.2f} ms a page   x {seconds / base:.2f}")


if __name__ == "__main__":
    main()

"""How much longer a Word file takes to become a `Resolution` than the same document's text does.

    python benchmarks/word.py [FOLDER] [--limit N]

FOLDER holds .docx or .doc files, by whatever name; without it the real files beside the repository are taken, and
where there are none, the tests' own. Both sides run in one process on one core; the best of three runs counts, and
only the ratio says anything across machines.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

import unres
from unres.readers import read_bytes

SHARED = Path(os.environ.get("UNRES_SHARED", Path(__file__).parents[1] / ".." / "shared"))
TESTS = Path(__file__).parents[1] / "tests"


def files(folder: Path | None, limit: int) -> list[bytes]:
    """The files' bytes, spread evenly over the folder."""
    folder = folder or SHARED / "corpus" / "word" / "72"
    if folder.is_dir():
        paths = sorted(path for path in folder.iterdir() if path.is_file())
        return [path.read_bytes() for path in paths[:: max(1, len(paths) // limit)]]
    sys.path.insert(0, str(TESTS))
    import make_word

    return [make_word.docx(make_word.PONDS), make_word.doc(make_word.PONDS)] * limit


def best(run: Callable[[], object]) -> float:
    """Seconds of processor time that the quickest of three runs takes."""
    times = []
    for _ in range(3):
        start = time.process_time()
        run()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--limit", type=int, default=40)
    args = parser.parse_args()
    data = files(args.folder, args.limit)
    texts = [read_bytes(each).text for each in data]
    reading = best(lambda: [read_bytes(each) for each in data])
    text = best(lambda: [unres.parse(each) for each in texts])
    whole = best(lambda: [unres.parse_bytes(each) for each in data])
    print(f"documents                {len(data):8}, {sum(map(len, texts)) / len(data):,.0f} characters each")
    print(f"Word to Source           {1000 * reading / len(data):8.2f} ms each")
    print(f"text to Resolution       {1000 * text / len(data):8.2f} ms each")
    print(f"Word to Resolution       {1000 * whole / len(data):8.2f} ms each")
    print(f"Word : text              {whole / text:8.2f}   (at most 2.5)")


if __name__ == "__main__":
    main()

"""Text to Resolution, measured beside its peers in one run on one core.

    python benchmarks/speed.py ../shared          (needs bluebell-akn for the first ratio: pip install bluebell-akn)

The texts are session 76 as ODS-style text. Each row is the best of three; a ratio compares rows of the same run, since
the machine's own speed varies. `first run` parses with empty caches in the same process. What is read is let go at
once; with `--keep` the rows keep all of it until their end, and the garbage collector counts.
"""

from __future__ import annotations

import gc
import importlib.util
import sys
import time
from collections.abc import Callable
from pathlib import Path

import regex

import unres


def best(work: Callable[[], object], times: int = 3) -> float:
    """The shortest of some runs, in seconds of processor time."""
    took = []
    for _ in range(times):
        gc.collect()
        start = time.process_time()
        work()
        took.append(time.process_time() - start)
    return min(took)


KEEP = "--keep" in sys.argv[1:]


def each(work: Callable[[str], object], texts: list[str]) -> None:
    """Do the work for every text."""
    kept = []
    for text in texts:
        done = work(text)
        if KEEP:
            kept.append(done)


def main(shared: Path) -> None:
    """Print the table."""
    sys.path.insert(0, str(shared / "score"))
    from gold import ods_text  # type: ignore[import-not-found]

    texts = [ods_text(path) for path in sorted((shared / "corpus/akn/en/76").glob("*.xml"))]
    size = sum(map(len, texts))
    unres.parse(texts[0])
    first = best(lambda: each(unres.parse, texts), 1)
    ours = best(lambda: each(unres.parse, texts))
    dumped = [unres.parse(text).model_dump_json() for text in texts]
    load = best(lambda: each(unres.Resolution.model_validate_json, dumped))
    lines = regex.compile(r"(?m)^\t(?:(\d+)\.\t)?([^\n]*)$")
    bare = best(lambda: [[match.groups() for match in lines.finditer(text)] for text in texts])
    rows = [("unres, first run", first), ("unres", ours)]
    rows += [("loading the same JSON", load), ("bare regular expression", bare)]
    if importlib.util.find_spec("bluebell") is not None:
        from bluebell.parser import AkomaNtosoParser  # type: ignore[import-not-found]
        from cobalt import FrbrUri  # type: ignore[import-not-found]

        parser = AkomaNtosoParser(FrbrUri.parse("/akn/un/statement/2021/76"))

        rows.append(
            ("bluebell", best(lambda: each(lambda text: parser.parse(parser.pre_parse(text), "statement"), texts)))
        )
    print(f"{len(texts)} texts, {size:,} characters")
    for name, took in rows:
        rate = f"{size / took / 1e6:7.2f} million characters a second"
        print(f"{name:26} {took:7.2f} s  {rate}  {ours / took:6.2f} x unres' time")
    small = time_of(texts[0] * 20)
    large = time_of(texts[0] * 80)
    print(f"four times the text takes {large / small:.2f} times as long")
    hostile = (("digits", "1"), ("brackets", "("), ("tabs", "\t"), ("one line", "a "))
    for name, text in ((name, piece * (10**6 // len(piece))) for name, piece in hostile):
        print(f"a megabyte of {name}: {time_of(text):.2f} s")


def time_of(text: str) -> float:
    """Seconds to parse one text."""
    return best(lambda: unres.parse(text), 1)


if __name__ == "__main__":
    folders = [argument for argument in sys.argv[1:] if argument != "--keep"]
    main(Path(folders[0] if folders else "../shared"))

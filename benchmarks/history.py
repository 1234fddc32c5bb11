"""Resolutions of before the machine-readable age: what the history score counts as lost, and what old prints give.

    python benchmarks/history.py [SHARED]

The gold of `score.py history` was made by rule, without headings, annexes or notes, and labels many paragraphs wrongly.
So each preambular clause and each number that the two readings do not share is put into a class by what the parse makes
of it; the classes say whose slip it is. Then every file that is named by a symbol of before 1976 is parsed for that
symbol, and a row says what was found. Figures only: no text of a document is printed but its symbol.
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import unres

SHARED = Path(os.environ.get("UNRES_SHARED", Path(__file__).parents[1] / ".." / "shared"))
_OLD = re.compile(r"A_RES_(\d+)(\([IVX]+\))")


def blocks(resolution: unres.Resolution) -> Iterator[tuple[str, Any]]:
    """Every block with where it stands: "body" or "annex"."""
    for part in resolution.parts:
        for scope, found in (("body", part.blocks), *(("annex", annex.blocks) for annex in part.annexes)):
            waiting = list(found)
            while waiting:
                block = waiting.pop(0)
                yield scope, block
                waiting = [*getattr(block, "children", ()), *waiting]


def lost(text: str, resolution: unres.Resolution, normalise: Any) -> str:
    """What a clause is that the gold calls preambular, and the parse does not."""
    if not any(sign.isalpha() for sign in text):
        return "a sign alone"
    if text == "The General Assembly":
        return "the enacting formula without its comma"
    heads = []
    for scope, block in blocks(resolution):
        if block.kind == "table":
            heads += [normalise(cell.text) for row in block.rows for cell in row]
            continue
        if block.kind == "heading":
            heads.append(normalise(block.text))
        if normalise(block.text) != text:
            continue
        if scope == "annex":
            return "a paragraph of an annex"
        if block.kind == "operative":
            return "an operative clause without number"
        if block.kind in ("quotation", "subparagraph") or text[:1].islower() or text[:1] in '"“':
            return "a quotation, or the rest of a clause"
        if block.kind == "paragraph":
            return "a paragraph of a declaration in the body"
    if any(len(head) > 5 and head in text for head in heads):
        return "a heading or a row of a table"
    return "the parse's slip, or unknown"


def gained(text: str) -> str:
    """What a clause is that the parse calls preambular, and the gold does not have so."""
    if text.endswith("General Assembly,"):
        return "left out by the score: it ends as the formula does"
    if re.search(r"\d\Z", text):
        return "kept a mark of a note that the gold has not"
    return "a line that the gold labels otherwise"


def old(shared: Path, history_text: Any) -> Iterator[str]:
    """A row for each file that bears an old symbol."""
    for path in sorted((shared / "corpus" / "paragraphs").glob("*(*).json"), key=lambda path: path.name):
        named = _OLD.match(path.name)
        assert named is not None
        try:
            found = unres.parse(history_text(path), symbol=f"A/RES/{named[1]} {named[2]}")
        except unres.ResolutionNotFound as error:
            yield f"| {named[1]} {named[2]} | not found: {error} |"
            continue
        closed = sum(part.closing is not None for part in found.parts)
        annexes = sum(len(part.annexes) for part in found.parts)
        marked = sum(bool(note.marks) for note in found.footnotes)
        codes = Counter(one.code for one in found.diagnostics if one.code != "unknown-opening")
        cells = [
            f"{named[1]} {named[2]}",
            "yes" if found.title else "no",
            len(found.preamble),
            len(found.operative),
            f"{closed} of {len(found.parts)}",
            annexes,
            f"{marked} of {len(found.footnotes)}",
            ", ".join(f"{code} {count}" for code, count in sorted(codes.items())) or "-",
        ]
        yield f"| {' | '.join(map(str, cells))} |"


def main(shared: Path) -> int:
    """Print the classes, then the rows."""
    sys.path.insert(0, str(shared / "score"))
    from contract import facts_from_json
    from facts import normalise

    from history import history_facts, history_text, trusted

    classes: dict[str, Counter[str]] = {"lost": Counter(), "gained": Counter(), "numbered": Counter()}
    for path in sorted((shared / "corpus" / "paragraphs").glob("*.json")):
        if not trusted(path):
            continue
        resolution = unres.parse(history_text(path))
        gold, stated = history_facts(path), facts_from_json(resolution.model_dump(mode="json"))
        left, right = (Counter(b.text for b in facts.blocks if b.kind == "preambular") for facts in (gold, stated))
        classes["lost"].update(lost(text, resolution, normalise) for text in (left - right).elements())
        classes["gained"].update(gained(text) for text in (right - left).elements())
        numbers, ours = (Counter((b.label, b.text) for b in f.blocks if b.kind == "numbered") for f in (gold, stated))
        annexed = Counter((b.label, b.text) for b in stated.blocks if b.kind == "numbered" and b.scope == "annex")
        extra = ours - numbers
        classes["numbered"]["in an annex, which the gold leaves out"] += sum((extra & annexed).values())
        classes["numbered"]["in the body"] += sum((extra - annexed).values())
        classes["numbered"]["lost"] += sum((numbers - ours).values())
    for name, found in classes.items():
        print(f"{name}: {sum(found.values())}")
        for kind, count in found.most_common():
            print(f"    {count:5d}  {kind}")
    print("| symbol | title | preambular | operative | closings | annexes | notes marked | diagnostics |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- |")
    print("\n".join(old(shared, history_text)))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]) if len(sys.argv) > 1 else SHARED))

"""Hostile input: what a megabyte of each kind costs, and whether the cost grows faster than the length.

    python benchmarks/hostile.py [KIND...]

Each kind is parsed at a quarter of a megabyte and at a whole one. A ratio well above 4 is a cost that is not linear.
"""

from __future__ import annotations

import sys
import time

import unres

FRAME = (
    "65/900.\tLamps\n\tThe General Assembly,\n\tNoting the lamps,1\n{}\n64th plenary meeting\n4 May 2031\n1 A/65/1.\n"
)
LINES = {
    "digits": "1234567890",
    "brackets": "([",
    "tabs": "\t",
    "spaces": " ",
    "newlines": "\n",
    "commas": ",",
    "quotes": "“”",
    "form feeds": "\f",
    "one line": "word ",
    "letters": "A\n",
    "numbers": "1.\n",
    "clauses": "\t1.\tDecides to go;\n",
    "items": "\t(a)\tTo go;\n",
    "marks": "word,1 ",
    "citations": "resolution 70/1 of 25 September 2015, ",
    "slashes": "A/1/",
    "lists": "paragraphs 5, 6, ",
    "notes": "1 Resolution 70/1.\n",
    "formulas": "The General Assembly,\n",
    "tables": "119 854\n",
    "titles": "65/901.\tLamps\n",
    "meetings": "64th plenary meeting\n4 May 2031\n",
    "wrapped": "and so on\n",
    "soft breaks": "\tand\nso\n",
    "colons": "\tHaving it:\nA\n",
    "pages": "<!-- Page 1 -->\n11\nGeneral Assembly\nword\n____\n1 Note.\n",
    "viewer": "\f\n1/2\nA/RES/65/900\nLamps\n\tand so on\n",
    "hooks": "word[footnoteRef:7] [7: note.]\n",
    "parted": "6 4 t h p l e n a r y m e e t i n g\n",
    "labels": "(a)\n",
    "misread": "l. Decides to go;\n",
    "signs": "\u200b\t\u200eword\n",
    "stars": "* a",
    "markdown": "# A\n\n*Recalling* [it](<a>),[^1] and **1.**\n\n[^1]: note\n\n",
}


def seconds(text: str) -> float:
    start = time.process_time()
    unres.parse(text)
    return time.process_time() - start


def main() -> None:
    unres.parse(FRAME.format("\tRecalling resolution 70/1,"))
    print(f"{'kind':<12} {'bare, s/MB':>10} {'ratio':>6} {'framed, s/MB':>13} {'ratio':>6}")
    for name in sys.argv[1:] or LINES:
        row = []
        for frame in ("{}", FRAME):
            short, long = (
                seconds(frame.format(LINES[name] * (size // len(LINES[name])))) for size in (250_000, 1_000_000)
            )
            row.append((long, long / max(short, 0.001)))
        print(f"{name:<12} {row[0][0]:10.2f} {row[0][1]:6.1f} {row[1][0]:13.2f} {row[1][1]:6.1f}", flush=True)


if __name__ == "__main__":
    main()

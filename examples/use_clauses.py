"""What a resolution asks for, and of what it reminds: its clauses by lead phrase, and the documents it cites.

python examples/use_clauses.py examples/plain.txt
"""

import sys

import unres

resolution = unres.parse_file(sys.argv[1] if len(sys.argv) > 1 else "examples/plain.txt")
print(resolution.symbol, "-", resolution.title, "-", resolution.adopted)
for clause in (*resolution.preamble, *resolution.operative):
    print(
        f"{clause.label or '':>4} {clause.opening}: {', '.join(ref.symbol for ref in clause.references if ref.symbol)}"
    )
for note in resolution.footnotes:
    print(f"note {note.number} is marked {len(note.marks)} times: {note.resolved or note.text}")

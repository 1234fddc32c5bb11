"""Pairs the clauses of two language versions of one resolution, and says where they differ.

The six versions of a resolution are paragraph-parallel and equally authentic; where one has a paragraph, a footnote
mark or a cited symbol that the other has not, a translator or a documents officer wants to see it. The blocks of
both documents are walked together, level by level: siblings that count the same are paired in order; where they do
not, the pairing is taken that differs least in labels, kinds, marks, symbols and lengths, some blocks standing alone.
So a paragraph left out costs one difference, not one for each paragraph after it. Levels of many hundred siblings are
first cut at labels that occur once on each side, which keeps the work in proportion to the number of blocks.

Labels are compared by what they count, not by how they are written: (b), b), (ب) and ㈡ are one label, (ii) and ’2‘
another. Within a pair, marks and symbols are compared as sets, for languages put them in different order.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from math import log
from typing import Any, Literal, NamedTuple

import regex

from . import grammar_files
from .exports.inline import printed_label
from .labels import roman, value_of
from .models import Resolution, walk

DifferenceKind = Literal["header", "structure", "label", "marks", "symbols"]

_DECIMAL = regex.compile(r"\d+(?:[.-]\d+)+")  # "1.2", in Arabic "1-2"
_FIGURES = regex.compile(r"\A[^\d]*(?=\d)")  # what stands before a resolution's number: "ES-", in Arabic "دإط-"
_NUMBERED = {"operative", "paragraph"}  # a numbered paragraph is one or the other by what leads to it
_TEXT_KINDS = {"resolution", "decision", "document"}


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs: where it stands, and what each version has (None for nothing)."""

    kind: DifferenceKind
    place: str
    """Where: "operative 3 (a)", "preambular 5", "footnote 7", "adopted"."""
    a: str | None
    b: str | None

    def __str__(self) -> str:
        return f"{self.place}: {self.kind}: {self.a or '—'} ≠ {self.b or '—'}"


@dataclass(frozen=True, slots=True)
class Pair:
    """A block and its counterpart; one of them is None where the other version has none."""

    a: Any | None
    b: Any | None
    place: str
    depth: int
    """0 for clauses, 1 for what stands below them, and so on."""
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two versions of one resolution, paired."""

    a: Resolution
    b: Resolution
    pairs: tuple[Pair, ...]
    """Every block of both, in the order of print, parents before children."""
    differences: tuple[Difference, ...]
    """All that differs: of the header first, then of the text, then of the footnotes."""

    @property
    def same_numbers(self) -> bool:
        """Whether every numbered or lettered paragraph has one of the same number in the other version."""
        return not any(
            d.kind == "label" or (d.kind == "structure" and None in (pair.a, pair.b))
            for pair in self.pairs
            if _labelled(pair)
            for d in pair.differences
        )


def _labelled(pair: Pair) -> bool:
    return any(
        block is not None and getattr(block, "label", None) and block.kind != "heading" for block in (pair.a, pair.b)
    )


# ---- pairing -------------------------------------------------------------------------------------------------------


def _counts(label: str | None) -> set[int]:
    """What a label may count: (i) is 9 as a letter and 1 as a Roman numeral."""
    if not label:
        return set()
    if _DECIMAL.fullmatch(label):
        return {hash(label.replace("-", "."))}
    return {value for value in (value_of(label), roman(label)) if value is not None}


def _alike(a: Any, b: Any) -> bool:
    """Whether two blocks are of one kind and bear the same label, however written."""
    if a.kind != b.kind and not {a.kind, b.kind} <= _NUMBERED:
        return False
    if a.kind == "heading":
        return True
    left, right = getattr(a, "label", None), getattr(b, "label", None)
    if a.kind != b.kind and not left:
        return False
    return bool(left) == bool(right) and (not left or left == right or bool(_counts(left) & _counts(right)))


def _siblings(a: Sequence[Any], b: Sequence[Any]) -> Iterator[tuple[Any | None, Any | None]]:
    """Pairs of two lists of siblings, in order."""
    if len(a) == len(b) and all(map(_alike, a, b)):
        yield from zip(a, b, strict=True)
    elif len(a) * len(b) > _MOST_PAIRS:
        at_a = at_b = 0
        for stop_a, stop_b in [*_fixed(a, b), (len(a), len(b))]:
            left, right = a[at_a:stop_a], b[at_b:stop_b]
            yield from _between(left, right) if len(left) * len(right) > _MOST_PAIRS else _cheapest(left, right)
            if stop_a < len(a):
                yield a[stop_a], b[stop_b]
            at_a, at_b = stop_a + 1, stop_b + 1
    else:
        yield from _cheapest(a, b)


# ---- runs that are short enough to weigh every pair: the cheapest pairing, by dynamic programming

_MOST_PAIRS = 150_000  # weighed at once: some 390 siblings on either side
_ALONE = {"heading": 0.6}  # what a block costs that has no counterpart, in doubts
_ALONE_ELSE = 1.0


def _cheapest(a: Sequence[Any], b: Sequence[Any]) -> list[tuple[Any | None, Any | None]]:
    """The pairs, in order, that differ least on the whole."""
    left, right = [_Traits.of(block) for block in a], [_Traits.of(block) for block in b]
    one, two = sum(t.length for t in left), sum(t.length for t in right)
    ratio = one / two if one and two else 1.0
    costs = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i, trait in enumerate(left):
        costs[i + 1][0] = costs[i][0] + trait.alone
    for i in range(len(a) + 1):
        row = costs[i]
        above = costs[i - 1]
        for j, other in enumerate(right):
            best = row[j] + other.alone
            if i:
                trait = left[i - 1]
                best = min(best, above[j + 1] + trait.alone, above[j] + trait.against(other, ratio))
            row[j + 1] = best
    pairs: list[tuple[Any | None, Any | None]] = []
    i, j = len(a), len(b)
    while i or j:
        here = costs[i][j]
        if i and j and here == costs[i - 1][j - 1] + left[i - 1].against(right[j - 1], ratio):
            i, j = i - 1, j - 1
            pairs.append((a[i], b[j]))
        elif i and here == costs[i - 1][j] + left[i - 1].alone:
            i -= 1
            pairs.append((a[i], None))
        else:
            j -= 1
            pairs.append((None, b[j]))
    return pairs[::-1]


class _Traits(NamedTuple):
    """What of a block holds in every language."""

    kind: str
    counts: frozenset[int]
    length: int
    """Characters, with those of all below it."""
    below: int
    marks: frozenset[int]
    symbols: frozenset[str]
    alone: float

    @classmethod
    def of(cls, block: Any) -> _Traits:
        kind = "numbered" if block.kind in _NUMBERED else block.kind
        length = sum(len(getattr(b, "text", None) or "") for b in walk((block,)))
        return cls(
            kind, frozenset(_counts(getattr(block, "label", None))) if kind != "heading" else frozenset(), length,
            len(getattr(block, "children", ())), frozenset(_marks(block)), frozenset(_symbols(block)),
            _ALONE.get(kind, _ALONE_ELSE),
        )  # fmt: skip

    def against(self, other: _Traits, ratio: float) -> float:
        """What it costs to pair two blocks, in doubts; `ratio` is how much longer the one language is."""
        cost = 0.0
        if self.kind != other.kind:
            cost += 0.5 if {self.kind, other.kind} == {"numbered", "preambular"} else 0.9
        if self.counts and other.counts:
            cost += -0.2 if self.counts & other.counts else 1.5
        elif self.counts or other.counts:
            cost += 0.4
        if self.length and other.length:
            cost += min(0.8, 0.5 * abs(log(self.length / other.length / ratio)))
        cost += 0.3 * (bool(self.below) != bool(other.below))
        for mine, its in ((self.marks, other.marks), (self.symbols, other.symbols)):
            if mine or its:
                cost += 0.3 - 0.6 * bool(mine & its)
        return cost


# ---- longer runs: what occurs once on each side is fixed, and what stands between is paired in order


def _key(block: Any) -> tuple[str, object]:
    """What a block is known by among its siblings: its label, else what it cites and marks."""
    label = getattr(block, "label", None)
    if label and block.kind != "heading":
        return "numbered" if block.kind in _NUMBERED else block.kind, min(_counts(label), default=label)
    return block.kind, (frozenset(_symbols(block)), tuple(sorted(_marks(block))))


def _keys(blocks: Sequence[Any]) -> list[tuple[object, ...]]:
    """The keys of siblings; a label that comes again (numbers restart in sections) tells which time it comes."""
    times: Counter[tuple[str, object]] = Counter()
    keys: list[tuple[object, ...]] = []
    for block in blocks:
        key = _key(block)
        times[key] += 1
        keys.append((*key, times[key]) if getattr(block, "label", None) else key)
    return keys


def _fixed(a: Sequence[Any], b: Sequence[Any]) -> list[tuple[int, int]]:
    """Places of siblings that are known by what occurs once on each side."""
    left, right = _keys(a), _keys(b)
    once_left, once_right = Counter(left), Counter(right)
    where = {key: place for place, key in enumerate(right) if once_right[key] == 1}
    return _rising([(i, where[key]) for i, key in enumerate(left) if once_left[key] == 1 and key in where])


def _rising(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of `places` that rises on both sides."""
    ends: list[int] = []  # the smallest end of a rising run of each length
    last: list[int] = []  # the place that has that end
    before: list[int] = []
    for index, (_, right) in enumerate(places):
        length = bisect_left(ends, right)
        before.append(last[length - 1] if length else -1)
        if length == len(ends):
            ends.append(right)
            last.append(index)
        else:
            ends[length], last[length] = right, index
    run = []
    index = last[-1] if last else -1
    while index >= 0:
        run.append(places[index])
        index = before[index]
    return run[::-1]


def _between(a: Sequence[Any], b: Sequence[Any]) -> Iterator[tuple[Any | None, Any | None]]:
    """Pairs of two runs without fixed points: in order, kind by kind; the rest alone."""
    at = 0
    for block in a:
        ahead = next((i for i in range(at, min(at + 3, len(b))) if b[i].kind == block.kind), None)
        if ahead is None:
            yield block, None
            continue
        yield from ((None, other) for other in b[at:ahead])
        yield block, b[ahead]
        at = ahead + 1
    yield from ((None, other) for other in b[at:])


# ---- differences ---------------------------------------------------------------------------------------------------


def _marks(block: Any) -> list[int]:
    own = [mark.number for mark in getattr(block, "note_marks", ())]
    for row in getattr(block, "rows", ()):
        own += [mark.number for cell in row for mark in cell.note_marks]
    return own


def _symbols(block: Any) -> set[str]:
    return {r.symbol for r in getattr(block, "references", ()) if r.symbol and r.kind in _TEXT_KINDS}


def _listed(values: set[Any]) -> str | None:
    return ", ".join(map(str, sorted(values))) or None


def _compare(a: Any | None, b: Any | None, place: str) -> tuple[Difference, ...]:
    if a is None or b is None:
        return (Difference("structure", place, a and a.kind, b and b.kind),)
    found = []
    if a.kind != b.kind:
        found.append(Difference("structure", place, a.kind, b.kind))
    elif not _alike(a, b):
        found.append(Difference("label", place, getattr(a, "label", None), getattr(b, "label", None)))
    left, right = set(_marks(a)), set(_marks(b))
    if left != right:
        found.append(Difference("marks", place, _listed(left - right), _listed(right - left)))
    cited, other = _symbols(a), _symbols(b)
    if cited != other:
        found.append(Difference("symbols", place, _listed(cited - other), _listed(other - cited)))
    return tuple(found)


class _Walk:
    """Collects pairs in the order of print, and numbers unlabelled clauses for their places."""

    def __init__(self) -> None:
        self.pairs: list[Pair] = []
        self.seen: Counter[str] = Counter()

    def level(self, a: Sequence[Any], b: Sequence[Any], above: str, depth: int) -> None:
        for left, right in _siblings(a, b):
            block = left if left is not None else right
            place = self.place(block, above)
            self.pairs.append(Pair(left, right, place, depth, _compare(left, right, place)))
            below = getattr(left, "children", ()), getattr(right, "children", ())
            if below[0] or below[1]:
                self.level(*below, place, depth + 1)

    def place(self, block: Any, above: str) -> str:
        label = getattr(block, "label", None)
        if label and block.kind != "heading":
            return f"{above} ({label})" if block.kind == "subparagraph" else f"{above} {block.kind} {label}".strip()
        name = f"{above} {block.kind}".strip()
        self.seen[name] += 1
        return f"{name} {self.seen[name]}" if block.kind != "formula" else name


def align(a: Resolution, b: Resolution) -> Alignment:
    """Pair the clauses of two versions of one resolution and list what differs."""
    found = _Walk()
    for index in range(max(len(a.parts), len(b.parts))):
        left = a.parts[index] if index < len(a.parts) else None
        right = b.parts[index] if index < len(b.parts) else None
        letter = (left or right).letter  # type: ignore[union-attr]
        found.level(left.blocks if left else (), right.blocks if right else (), letter or "", 0)
        annexes = (left.annexes if left else ()), (right.annexes if right else ())
        for number in range(max(map(len, annexes))):
            one, two = ((side[number].blocks if number < len(side) else ()) for side in annexes)
            found.level(one, two, f"{letter or ''} annex {number + 1}".strip(), 0)
    differences = [*_headers(a, b), *(d for pair in found.pairs for d in pair.differences), *_notes(a, b)]
    return Alignment(a, b, tuple(found.pairs), tuple(differences))


def _headers(a: Resolution, b: Resolution) -> Iterator[Difference]:
    def facts(r: Resolution) -> dict[str, str | None]:
        return {
            "symbol": r.symbol,
            "session": str(r.session.number) if r.session else None,
            "agenda": ", ".join(str(item.number) for item in r.agenda_items) or None,
            "adopted": str(r.adopted or "") or None,
            "basis": ", ".join(sorted(r.basis.documents)) if r.basis else None,
            "meetings": ", ".join(f"{p.closing.meeting} on {p.closing.date}" for p in r.parts if p.closing) or None,
            "parts": ", ".join(_FIGURES.sub("", p.number or "") for p in r.parts) or None,
        }

    left, right = facts(a), facts(b)
    for name, value in left.items():
        if value != right[name]:
            yield Difference("header", name, value, right[name])


def _notes(a: Resolution, b: Resolution) -> Iterator[Difference]:
    left, right = {n.number: n for n in a.footnotes}, {n.number: n for n in b.footnotes}
    for number in sorted({*left, *right}):
        place = f"footnote {number}"
        one, two = left.get(number), right.get(number)
        if one is None or two is None:
            yield Difference("structure", place, one.text if one else None, two.text if two else None)
        elif _symbols(one) != _symbols(two):
            cited, other = _symbols(one), _symbols(two)
            yield Difference("symbols", place, _listed(cited - other), _listed(other - cited))


def as_data(alignment: Alignment, *, only_differences: bool = False) -> dict[str, Any]:
    """The alignment as JSON can hold it: of each block its id, by which it is found in its resolution, and its text.

    `only_differences` leaves out the pairs that agree.
    """

    def block(found: Any | None) -> dict[str, Any] | None:
        if found is None:
            return None
        label, text = getattr(found, "label", None), getattr(found, "text", None)
        return {"id": found.id, "kind": found.kind, "label": label, "text": text}

    return {
        "a": {"symbol": alignment.a.symbol, "language": alignment.a.language},
        "b": {"symbol": alignment.b.symbol, "language": alignment.b.language},
        "same_numbers": alignment.same_numbers,
        "differences": [asdict(difference) for difference in alignment.differences],
        "pairs": [
            {
                "place": pair.place,
                "depth": pair.depth,
                "a": block(pair.a),
                "b": block(pair.b),
                "differences": [asdict(difference) for difference in pair.differences],
            }
            for pair in alignment.pairs
            if pair.differences or not only_differences
        ],
    }


# ---- side by side --------------------------------------------------------------------------------------------------

_ISOLATE, _END_ISOLATE = "\u2067", "\u2069"  # keep a right-to-left column from turning the line around


def _wide(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) == "Cf":
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _width(text: str) -> int:
    return sum(map(_wide, text))


def _wrapped(text: str, width: int) -> list[str]:
    """`text` in lines of at most `width` terminal columns; Chinese breaks anywhere, other languages between words."""
    lines: list[str] = []
    line, used = "", 0
    for word in _words(text):
        size = _width(word)
        if used and used + size - (word[-1:] == " ") > width:
            lines.append(line.rstrip())
            line, used = "", 0
        while size > width:
            cut = _fitting(word, width)
            lines.append(word[:cut])
            word, size = word[cut:], _width(word[cut:])
        line, used = line + word, used + size
    return [*lines, line.rstrip()] if line or not lines else lines


def _fitting(word: str, width: int) -> int:
    used = 0
    for index, character in enumerate(word):
        used += _wide(character)
        if used > width:
            return max(index, 1)
    return len(word)


def _shortened(line: str, width: int) -> str:
    """As much of a line as fits `width` columns, cut between words where it has several."""
    cut = line[: _fitting(line, width)]
    if cut == line or line[len(cut)] == " " or _wide(line[len(cut)]) == 2:
        return cut.rstrip()
    return cut.rsplit(" ", 1)[0]


def _words(text: str) -> Iterator[str]:
    """Pieces that a line may break after: words with the space behind them, single wide characters."""
    word = ""
    for character in text.replace("\xa0", " "):
        wide = _wide(character) == 2
        if wide and word:
            yield word
            word = ""
        word += character
        if wide or character == " ":
            yield word
            word = ""
    if word:
        yield word


def _column(block: Any | None, resolution: Resolution, width: int, lines: int | None, depth: int) -> list[str]:
    """A block as lines of exactly `width` columns, sub-paragraphs set in from the side that the language begins at."""
    if block is None:
        return [" " * width]
    label = printed_label(block, resolution) if hasattr(block, "label") else ""
    text = getattr(block, "text", None) or f"[{block.kind}]"
    inset = " " * min(2 * depth, 8)
    room = width - len(inset)
    found = _wrapped(f"{label}  {text}" if label else text, room)
    if lines is not None and len(found) > lines:
        found = found[:lines]
        found[-1] = _shortened(found[-1], room - 2) + " …"
    pad = [" " * max(0, room - _width(line)) for line in found]
    if grammar_files.printed(resolution.language).get("DIRECTION") == "rtl":
        return [f"{space}{_ISOLATE}{line}{_END_ISOLATE}{inset}" for line, space in zip(found, pad, strict=True)]
    return [inset + line + space for line, space in zip(found, pad, strict=True)]


def render(alignment: Alignment, width: int = 100, *, lines: int | None = 4, only_differences: bool = False) -> str:
    """Both versions side by side for a terminal of `width` columns, what differs below each pair.

    `lines` limits how many lines of each clause are shown (None for all of them); `only_differences` leaves out the
    pairs that agree. A right-to-left version stands flush right in its column.
    """
    column = max(20, (width - 3) // 2)
    a, b = alignment.a, alignment.b
    out = [f"{a.symbol or '?'} ({a.language})".ljust(column) + " │ " + f"{b.symbol or '?'} ({b.language})"]
    out.append("─" * column + "─┼─" + "─" * column)
    out += [f"≠ {d}" for d in alignment.differences if d.kind == "header"]
    for pair in alignment.pairs:
        if only_differences and not pair.differences:
            continue
        left = _column(pair.a, a, column, lines, pair.depth)
        right = _column(pair.b, b, column, lines, pair.depth)
        for index in range(max(len(left), len(right))):
            one = left[index] if index < len(left) else " " * column
            two = right[index] if index < len(right) else ""
            out.append(f"{one} │ {two}".rstrip())
        out += [f"≠ {d}" for d in pair.differences]
    out += [f"≠ {d}" for d in alignment.differences if d.place.startswith("footnote ")]
    count = len(alignment.differences)
    clauses = sum(1 for _ in walk(tuple(block for part in a.parts for block in part.blocks)))
    out.append(f"{clauses} blocks compared, " + (f"{count} differences" if count != 1 else "1 difference"))
    return "\n".join(out) + "\n"

"""A resolution as one self-contained HTML page: the text set as the UN sets it, and a panel beside it.

The page loads nothing: its style and script (`page.css`, `page.js`, beside this module) are written into it, and its
content security policy forbids the network. Without the script it still reads, links and prints; with it, notes and
citations open on hover and focus, search and keys work, and the outline follows the reader. `dir` follows the
document's language, and the style uses logical sides only, so Arabic is the same page mirrored.

Ids: a block's element bears the block's own `id`, footnotes are `fn3`, their marks `fnref3-1`, `fnref3-2`, …; the
page's own parts have ids that begin with `unres-`, which no block's does. Every text passes through `escape`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from importlib import resources
from itertools import pairwise
from typing import Any

from ..grammar_files import emphasis, printed
from ..models import Annex, Heading, Part, Resolution, Table
from .inline import Mark, Words, annex_head, block_pieces, pieces, printed_label, shared_number
from .masthead import (
    adopted_above,
    agenda_line,
    closing_lines,
    date_in_words,
    distribution_line,
    vote_lines,
)

_KEYS = (
    ("/", "search"), ("Enter, Shift+Enter", "next, previous match"), ("j, k", "next, previous paragraph"),
    ("n, N", "next, previous match"), ("o", "panel"), ("l", "lead phrases"), ("Esc", "close"),
)  # fmt: skip

_SHORT = 10  # characters of a table's cell that stay in one line: "D-2", "GS (OL)", "1,041,000"


@cache
def _asset(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


class _Page:
    """One page as it is written: what is known of the whole document, and how often each note was marked so far."""

    def __init__(self, resolution: Resolution) -> None:
        self.resolution = resolution
        self.printed = printed(resolution.language)
        begins = "PAGE_"
        self.words = {
            name.removeprefix(begins).lower(): word for name, word in self.printed.items() if name.startswith(begins)
        }
        self.notes = {note.number for note in resolution.footnotes}
        self.marked: Counter[int] = Counter()
        self.outline: list[tuple[str, str, str, str]] = []  # (class, id, label, words), the last two as HTML
        annexes = [annex for part in resolution.parts for annex in part.annexes]
        self.ids = {block.id for block in resolution.blocks()} | {annex.id for annex in annexes}

    # ---- inside a paragraph -----------------------------------------------------------------------------------

    def inline(self, run: Iterable[Words | Mark]) -> str:
        out: list[str] = []
        after_mark = False
        run = list(run)
        around = _bracketed(run)
        for place, piece in enumerate(run):
            if isinstance(piece, Mark):
                out.append(self.mark(piece, after_mark))
            else:
                closes, opens = place in around.values(), place in around
                text = escape(piece.text[closes : len(piece.text) - opens], quote=False)
                if piece.reference:
                    text = self.cite(piece, text)
                text = f'<span class="lead">{text}</span>' if piece.opening and text else text
                out.append(f"{'<sup>)</sup>' * closes}{text}{'<sup>(</sup>' * opens}")
            after_mark = isinstance(piece, Mark)
        return "".join(out)

    def mark(self, piece: Mark, after_mark: bool) -> str:
        """A superscript link to the note; the first place of each note's mark is where the note leads back to."""
        numbers = [mark.number for mark in piece.marks]
        ids = []
        for number in numbers:
            self.marked[number] += 1
            ids.append(f"fnref{number}-{self.marked[number]}")
        spans = "".join(f'<span id="{id}"></span>' for id in ids[1:])
        comma = "," if after_mark else ""
        data = " ".join(map(str, numbers))
        target = f' href="#fn{numbers[0]}"' if numbers[0] in self.notes else ' tabindex="0"'
        return f'<sup>{spans}{comma}<a id="{ids[0]}"{target} data-notes="{data}">{escape(piece.printed)}</a></sup>'

    def cite(self, piece: Words, text: str) -> str:
        reference = piece.reference
        if reference is None:
            return text
        if reference.target and reference.target in self.ids:
            target = escape(reference.target)
            return f'<a class="cite" href="#{target}" data-target="{target}">{text}</a>'
        date = reference.date.isoformat() if reference.date else None
        about = " · ".join(filter(None, (reference.symbol, reference.organ, date, reference.pinpoint)))
        if not reference.url:
            return f'<span class="cite" tabindex="0" data-tip="{escape(about)}">{text}</span>' if about else text
        tip = escape(about or reference.url)
        return f'<a class="cite" href="{escape(reference.url)}" rel="noreferrer" data-tip="{tip}">{text}</a>'

    # ---- blocks -----------------------------------------------------------------------------------------------

    def blocks(self, blocks: Iterable[Any], depth: int, level: int) -> Iterator[str]:
        for block in blocks:
            id = escape(block.id)
            if block.kind == "table":
                yield self.table(block)
                continue
            if block.kind == "unparsed":
                yield f'<p class="unparsed" id="{id}" data-search>{escape(block.text, quote=False)}</p>'
                continue
            label, words = escape(printed_label(block, self.resolution)), self.inline(block_pieces(block))
            if block.kind == "heading":
                rank = min(level + block.level, 6)
                self.heading_entry(block)
                text = " ".join(filter(None, (label, words)))
                yield f'<h{rank} id="{id}" data-search>{text}</h{rank}>'
                continue
            yield self.paragraph(block, id, label, words, depth)
            children = getattr(block, "children", ())
            if children:
                inner = "".join(self.blocks(children, depth + 1, level))
                yield f"<blockquote>{inner}</blockquote>" if block.kind == "quotation" else inner

    def paragraph(self, block: Any, id: str, label: str, words: str, depth: int) -> str:
        if block.kind in ("operative", "preambular") or (block.kind == "paragraph" and block.label and not depth):
            self.entry("d1", block.id, label, _lead_and_more(block.text, block.opening))
        if block.kind == "formula":
            return f'<p class="block formula" id="{id}" data-search>{words}</p>'
        classes = f"block {block.kind} d{min(depth, 4)}"
        if depth and not label and block.kind == "paragraph":
            classes += " continues"
        number = f'<a class="label" href="#{id}">{label}\t</a>' if label else ""
        text = f'<p class="{classes}" id="{id}" data-search>{number}{words}</p>'
        return f"<blockquote>{text}</blockquote>" if block.kind == "quotation" else text

    def table(self, table: Table) -> str:
        rows = []
        for row in table.rows:
            cells = []
            for cell in row:
                tag = "th" if cell.header else "td"
                spans = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
                spans += f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
                spans += ' class="short"' if len(cell.text) <= _SHORT else ""
                cells.append(f"<{tag}{spans} data-search>{self.inline(block_pieces(cell))}</{tag}>")
            rows.append(f"<tr>{''.join(cells)}</tr>")
        return (
            f'<div class="table" tabindex="0" role="group" id="{escape(table.id)}"><table>{"".join(rows)}</table></div>'
        )

    def heading_entry(self, block: Heading) -> None:
        """A heading for the outline; a title below a line that is only a number ("II") joins it."""
        text = escape(_shortened(block.text), quote=False)
        if block.text == block.label:
            self.entry("h", block.id, escape(block.label), "")
        elif self.outline and self.outline[-1][0] == "h" and self.outline[-1][2] and not self.outline[-1][3]:
            kind, id, label, _ = self.outline[-1]
            self.outline[-1] = (kind, id, label, text)
        else:
            self.entry("h", block.id, escape(printed_label(block, self.resolution)), text)

    def entry(self, kind: str, id: str, label: str, words: str) -> None:
        self.outline.append((kind, id, label, words))

    # ---- parts ------------------------------------------------------------------------------------------------

    def part(self, part: Part, number: int) -> str:
        out = []
        if part.letter:
            id = f"unres-part-{number}"
            self.entry("h", id, escape(part.letter), escape(_shortened(part.title or ""), quote=False))
            out.append(f'<h2 class="letter" id="{id}">{escape(part.letter)}</h2>')
            if part.title:
                words = self.inline(pieces(part.title, part.title_marks, part.title_references))
                out.append(f'<h3 class="part" data-search>{words}</h3>')
        out.extend(self.blocks(part.blocks, 0, 2 if part.letter else 1))
        adopted = adopted_above(part)
        if part.closing and not adopted:
            lines = "".join(
                f"<span>{escape(line, quote=False)}</span>"
                for line in closing_lines(part.closing, self.resolution.language)
            )
            out.append(f'<p class="closing" data-search>{lines}</p>')
        vote = adopted or (part.vote.text if part.vote else "")
        lines = "".join(
            f"<span>{escape(line, quote=False)}</span>" for line in vote_lines(vote, self.resolution.language)
        )
        if lines:
            out.append(f'<p class="vote" data-search>{lines}</p>')
        out.extend(self.annex(annex) for annex in part.annexes)
        return "\n".join(out)

    @staticmethod
    def id(block: Any) -> str:
        return f' id="{escape(block.id)}"' if block else ""

    def annex(self, annex: Annex) -> str:
        self.entry("h", annex.id, "", escape(_shortened(annex.label), quote=False))
        first, blocks = annex_head(annex)
        printed = self.inline(block_pieces(first)) if first else escape(annex.label, quote=False)
        head = f"<h2{self.id(first)} data-search>{printed}</h2>"
        if annex.title and not any(block.kind == "heading" for block in blocks[:1]):
            head += f"<h3 data-search>{escape(annex.title, quote=False)}</h3>"
        inner = "\n".join(self.blocks(blocks, 0, 2))
        return f'<section class="annex" id="{escape(annex.id)}">{head}\n{inner}</section>'

    def footnotes(self) -> str:
        if not self.resolution.footnotes:
            return ""
        out = []
        for note in self.resolution.footnotes:
            words = self.inline(pieces(note.text, (), note.references))
            if note.resolved:
                words += f' <span class="resolved">[{escape(note.resolved, quote=False)}]</span>'
            back = "".join(
                f'<a class="back" href="#fnref{note.number}-{time}" aria-label="{escape(self.words["back"])}">↑</a>'
                for time in range(1, self.marked[note.number] + 1)
            )
            line = f'<span>{note.number}</span><div><span class="words" data-search>{words}</span>{back}</div>'
            out.append(f'<li class="note" id="fn{note.number}">{line}</li>')
        title = escape(self.words["notes"])
        return f'<section class="notes" aria-label="{title}"><ol>{"".join(out)}</ol></section>'

    def masthead(self) -> str:
        r = self.resolution
        out = []

        def row(kind: str, text: str | None) -> str:
            return f'<div class="{kind}">{text or ""}</div>'

        if r.organization or r.organ:
            out += [row("organization", _bdi(r.organization)), row("symbol", _bdi(r.symbol)), row("rule", None)]
        if r.organ or r.issued:
            issue = [_bdi(distribution_line(r)) or None]
            issue.append(_bdi(date_in_words(r.issued, r.language)) if r.issued else None)
            out += [row("organ", _bdi(r.organ)), row("issue", "<br>".join(filter(None, issue)))]
        lines = [f"<b>{_bdi(r.session.text)}</b>" if r.session and r.session.text else None]
        lines += [_bdi(agenda_line(r)), f"<b>{_bdi(r.agenda_title)}</b>" if r.agenda_title else None]
        if any(lines):
            out.append(row("session", "".join(f"<div>{line}</div>" for line in lines if line)))
        return f'<header class="masthead">{"".join(out)}<div class="rule heavy"></div></header>' if out else ""

    def head(self) -> str:
        r = self.resolution
        out = [self.masthead()]
        if r.adoption_text:
            out.append(f'<p class="adoption" data-search>{escape(r.adoption_text, quote=False)}</p>')
        if r.basis:
            out.append(f'<p class="basis" data-search>[{escape(r.basis.text, quote=False)}]</p>')
        first = r.parts[0] if r.parts else None
        plain = first if first and not first.letter else None
        number = first.number if first else None
        if first and first.letter and number:
            number = shared_number(first)
        title = r.title or (plain.title if plain else None)
        if title or number:
            marks = r.title_marks or (plain.title_marks if plain else ())
            words = self.inline(pieces(title or "", marks, plain.title_references if plain else ()))
            stop = self.printed["NUMBER"].format("")
            label = f'<span class="number"><bdi>{escape(number)}</bdi>{stop}</span>' if number else ""
            out.append(f'<h1 id="unres-title" data-search>{label}<span>{words}</span></h1>')
        return "\n".join(filter(None, out))

    # ---- the panel --------------------------------------------------------------------------------------------

    def panel(self) -> str:
        words = self.words
        entries = []
        for kind, id, label, text in self.outline:
            number = f"<b>{label}</b> " if label else ""
            line = f"{number}<bdi>{text}</bdi>"
            entries.append(f'<li><a class="{kind}" href="#{escape(id)}">{line}</a></li>')
        outline = f'<nav id="unres-outline" aria-label="{escape(words["outline"])}"><ol>{"".join(entries)}</ol></nav>'
        keys = "".join(f"<dt><kbd>{escape(key)}</kbd></dt><dd>{escape(what)}</dd>" for key, what in _KEYS)
        diagnostics = self.resolution.diagnostics
        return "".join(
            (
                _folded(words["outline"], outline, True),
                _folded(words["metadata"], self.metadata(), False),
                _folded(f"{words['diagnostics']} ({len(diagnostics)})", self.diagnostics(), bool(diagnostics)),
                _folded(words["keys"], f'<dl lang="en" dir="ltr">{keys}</dl>', False),
            )
        )

    def metadata(self) -> str:
        r = self.resolution
        session = f"{r.session.number} ({r.session.kind})" if r.session else None
        values: list[tuple[str, str | None]] = [
            ("symbol", r.symbol),
            ("other symbols", ", ".join(symbol for symbol in r.symbols if symbol != r.symbol)),
            ("kind", r.kind),
            ("language", r.language),
            ("session", session),
            ("agenda items", ", ".join(f"{i.number}{f' ({i.sub})' if i.sub else ''}" for i in r.agenda_items)),
            ("adopted", r.adopted.isoformat() if r.adopted else None),
            ("issued", r.issued.isoformat() if r.issued else None),
            ("committee", r.basis.committee if r.basis else None),
            ("documents", ", ".join(r.basis.documents) if r.basis else None),
            ("job number", r.job_number),
            ("preambular", str(len(r.preamble))),
            ("operative", str(len(r.operative))),
            ("footnotes", str(len(r.footnotes))),
            ("complete", "yes" if r.complete else "no"),
        ]
        rows = "".join(f"<dt>{name}</dt><dd>{_bdi(value)}</dd>" for name, value in values if value)
        return f'<dl lang="en" dir="ltr">{rows}</dl>'

    def diagnostics(self) -> str:
        """Each with its line and column, linked to the block that holds its place."""
        resolution = self.resolution
        if not resolution.diagnostics:
            return f"<p>{escape(self.words['none'])}</p>"
        source = resolution.source_text
        lines = [0, *(at + 1 for at, character in enumerate(source) if character == "\n")]
        starts = sorted((block.start, block.id) for block in resolution.blocks())
        out = []
        for found in resolution.diagnostics:
            line = bisect_right(lines, found.start)
            place = f"{line}:{found.start - lines[line - 1] + 1}" if source else ""
            holder = starts[max(bisect_right(starts, (found.start, "\U0010ffff")) - 1, 0)][1] if starts else None
            link = f'<a href="#{escape(holder)}">{place}</a> ' if holder and place else ""
            out.append(
                f'<li class="diagnostic {found.severity}">{link}<span class="severity">{found.severity}</span> '
                f"<code>{escape(found.code)}</code><br>{escape(found.message, quote=False)}</li>"
            )
        return f'<ol lang="en" dir="ltr">{"".join(out)}</ol>'

    # ---- the whole --------------------------------------------------------------------------------------------

    def html(self) -> str:
        r, words = self.resolution, self.words
        text = "\n".join((self.head(), *(self.part(part, index) for index, part in enumerate(r.parts, 1))))
        text += self.footnotes()
        name = escape(" ".join(filter(None, (r.symbol, r.title))) or "unres")
        direction = self.printed.get("DIRECTION", "ltr")
        styles = emphasis(r.language).split()
        setting = "".join((" bold" if "bold" in styles else "", "" if "italic" in styles else " upright"))
        policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'"
        search, following, previous = escape(words["search"]), escape(words["next"]), escape(words["previous"])
        panel, leads = escape(words["panel"]), escape(words["leads"])
        return f"""<!doctype html>
<html lang="{r.language}" dir="{direction}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="unres">
<title>{name}</title>
<style>
{_asset("page.css")}</style>
</head>
<body class="leads{setting}">
<a class="skip" href="#unres-text">{escape(words["skip"])}</a>
<div class="bar" role="banner">
<strong>{_bdi(r.symbol or r.title or "unres")}</strong>
<form id="unres-find" role="search">
<input id="unres-search" type="search" aria-label="{search}" placeholder="{search}  /">
<output id="unres-count" aria-live="polite"></output>
<button type="button" id="unres-previous" aria-label="{previous}">↑</button>
<button type="submit" aria-label="{following}">↓</button></form>
<button type="button" id="unres-toggle-leads" aria-pressed="true">{leads}</button>
<button type="button" id="unres-toggle-panel" aria-pressed="true" aria-controls="unres-panel">{panel}</button>
</div>
<div class="sides">
<aside class="panel" id="unres-panel" aria-label="{escape(words["panel"])}">{self.panel()}</aside>
<main id="unres-text" tabindex="-1"><article class="sheet">
{text}
</article></main>
</div>
<div class="tip" id="unres-tip" role="tooltip" hidden></div>
<script>
{_asset("page.js")}</script>
</body>
</html>
"""


def _bdi(text: str | None) -> str:
    return f"<bdi>{escape(text, quote=False)}</bdi>" if text else ""


def _folded(title: str, inner: str, open: bool) -> str:
    return f"<details{' open' if open else ''}><summary>{escape(title)}</summary>{inner}</details>"


def _bracketed(run: Sequence[Words | Mark]) -> dict[int, int]:
    """Where brackets stand around marks, which Arabic raises with them: the place of the words that end with the
    opening one, and of those that begin with the closing one."""
    words = [place for place, piece in enumerate(run) if isinstance(piece, Words)]
    return {
        before: after
        for before, after in pairwise(words)
        if after > before + 1 and _text(run[before])[-1:] == "(" and _text(run[after])[:1] == ")"
    }


def _text(piece: Words | Mark) -> str:
    return piece.text if isinstance(piece, Words) else ""


def _shortened(text: str) -> str:
    return text if len(text) <= 70 else text[:69].rsplit(" ", 1)[0] + "…"


def _lead_and_more(text: str, opening: str | None) -> str:
    """A clause for the outline: its lead phrase and as much of what follows as fits."""
    short = _shortened(text)
    if not opening or not short.startswith(opening):
        return escape(short, quote=False)
    return f"<i>{escape(opening, quote=False)}</i>{escape(short[len(opening) :], quote=False)}"


def to_html(resolution: Resolution) -> str:
    """The whole document as one HTML page that needs no network."""
    return _Page(resolution).html()

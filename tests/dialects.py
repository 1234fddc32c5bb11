"""One text as other hands lay it out: extractors, browsers, viewers and mail programs.

`Sheets` takes a resolution in the dialect of the Official Document System apart; each function prints it in another
dialect. Only white space, the order of masthead and notes, the dress of marks and the furniture of pages differ.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable
from dataclasses import dataclass

import unres

_MARK = re.compile("\x01(\\d+)\x02")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass
class Sheets:
    """`body` lines from the adoption line to the closing, each mark between \\x01 and \\x02; `notes` by number; the
    symbol and the tail of ODS fields and masthead."""

    body: list[str]
    notes: list[tuple[int, str]]
    tail: list[str]
    symbol: str
    title: str

    @classmethod
    def of(cls, text: str) -> Sheets:
        found = unres.parse(text)
        marks = {mark.start: mark for block in found.blocks() for mark in getattr(block, "note_marks", ())}
        end = text.index("<<ODS JOB NO>>")
        end = text.rindex("\n", 0, end) + 1
        below = min((note.start for note in found.footnotes), default=end)
        pieces, at = [], 0
        for start in sorted(marks):
            mark = marks[start]
            pieces += [text[at:start], f"\x01{text[start : mark.end]}\x02"]
            at = mark.end
        pieces.append(text[at:below])
        return cls(
            "".join(pieces).removeprefix("[Start1]").splitlines(),
            [(note.number, note.text) for note in found.footnotes],
            text[end:].removeprefix("[Start1]").splitlines(),
            found.symbol or "",
            found.title or "",
        )

    def printed(
        self,
        mark: Callable[[str], str] = str,
        note: Callable[[int, str], str] = lambda number, text: f"{number} {text}",
        *,
        first: bool = False,
    ) -> str:
        body = [_MARK.sub(lambda match: mark(match[1]), line) for line in self.body]
        notes = [note(number, text) for number, text in self.notes]
        return "\n".join([*self.tail, *body, *notes] if first else [*body, *notes, *self.tail]) + "\n"


def other_line_ends(sheets: Sheets) -> str:
    return sheets.printed().replace("\n", "\r\n")


def old_line_ends(sheets: Sheets) -> str:
    return sheets.printed().replace("\n", "\r")


def soft_line_ends(sheets: Sheets) -> str:
    return sheets.printed().replace("\n", "\u2028")


def spaces_for_tabs(sheets: Sheets) -> str:
    return sheets.printed().expandtabs(8)


def no_indents(sheets: Sheets) -> str:
    return "\n".join(" ".join(line.split()) for line in sheets.printed().splitlines())


def blank_lines_between(sheets: Sheets) -> str:
    return "\n\n".join(line for line in sheets.printed().splitlines() if line.strip())


def no_indents_but_blank_lines(sheets: Sheets) -> str:
    return "\n\n".join(line for line in no_indents(sheets).splitlines() if line)


def masthead_first(sheets: Sheets) -> str:
    return sheets.printed(first=True)


def _wrapped(text: str, width: int, indent: str = "") -> list[str]:
    out = []
    for line in text.splitlines():
        words = " ".join(line.split())
        out += textwrap.wrap(
            words, width, initial_indent=indent if line[:1] == "\t" else "", break_long_words=False,
            break_on_hyphens=False,
        ) or [""]  # fmt: skip
    return out


def broken_lines(sheets: Sheets) -> str:
    return "\n".join(_wrapped(sheets.printed(), 90))


def broken_lines_with_indents(sheets: Sheets) -> str:
    return "\n".join(_wrapped(sheets.printed(), 72, "    "))


def broken_lines_with_blank_ones(sheets: Sheets) -> str:
    return "\n".join("\n".join(_wrapped(line, 80)) + "\n" for line in sheets.printed().splitlines() if line.strip())


def notes_with_stops(sheets: Sheets) -> str:
    return sheets.printed(note=lambda number, text: f"{number}. {text}")


def notes_behind_tabs(sheets: Sheets) -> str:
    return sheets.printed(note=lambda number, text: f"{number}\t{text}")


def notes_below_their_numbers(sheets: Sheets) -> str:
    return sheets.printed(note=lambda number, text: f"{number}\n{text}")


def hooks(sheets: Sheets) -> str:
    return sheets.printed(lambda mark: f"[{mark}]", lambda number, text: f"[{number}] {text}")


def hooks_in_the_text_alone(sheets: Sheets) -> str:
    return sheets.printed(lambda mark: f"[{mark}]")


def raised(sheets: Sheets) -> str:
    return sheets.printed(lambda mark: mark.translate(_RAISED))


def markdown_marks(sheets: Sheets) -> str:
    return sheets.printed(lambda mark: f"[^{mark}]", lambda number, text: f"[^{number}]: {text}")


def rule_above_notes(sheets: Sheets) -> str:
    rule = "-----------------------"
    return sheets.printed(note=lambda number, text: f"{rule}\n{number} {text}" if number == 1 else f"{number} {text}")


def tika(sheets: Sheets) -> str:
    notes, seen = dict(sheets.notes), set[str]()
    out = []
    for line in sheets.body:
        firsts = [mark for mark in dict.fromkeys(_MARK.findall(line)) if mark not in seen]
        seen.update(firsts)
        for mark in firsts:
            line = line.replace(f"\x01{mark}\x02", f"[footnoteRef:{int(mark) + 1}]", 1)
        out.append(_MARK.sub(r"\1", line) + "".join(f"[{int(mark) + 1}: {notes[int(mark)]}] " for mark in firsts))
    return "\n".join([*out, *sheets.tail]) + "\n"


def pages(sheets: Sheets, *, breaks: bool = True, raised_apart: bool = False, rule: bool = True) -> str:
    """Pages of twenty lines, with their notes, feet and running heads."""
    notes, seen = dict(sheets.notes), set[str]()
    rows = _wrapped("\n".join(line for line in sheets.body if line.strip()), 90)
    job = "19-99901"
    out: list[str] = []
    page: list[str] = []
    foot: list[str] = []
    number = 1

    def shut() -> None:
        nonlocal number
        out.extend([*page, *(["__________________"] if foot and rule else []), *foot])
        out.extend([f"{number}/3", job] if number % 2 == 0 else [job, f"{number}/3"])
        number += 1
        page.clear()
        foot.clear()

    for row in rows:
        firsts = [mark for mark in dict.fromkeys(_MARK.findall(row)) if mark not in seen]
        if len(page) + len(foot) + len(firsts) > 19:
            shut()
            head = [sheets.symbol, sheets.title] if number % 2 == 0 else [f"{sheets.title} {sheets.symbol}"]
            out.append(("\f" if breaks else "") + head[0])
            out.extend(head[1:])
        seen.update(firsts)
        page.append(_MARK.sub(r" \1\n" if raised_apart else r"\1", row))
        between = "\n" if raised_apart else " "
        foot.extend(f"{mark}{between}{notes[int(mark)]}" for mark in firsts)
    shut()
    return "\n".join(out).replace("\n\n", "\n") + "\n"


def pages_without_breaks(sheets: Sheets) -> str:
    return pages(sheets, breaks=False)


def pages_without_rules(sheets: Sheets) -> str:
    return pages(sheets, rule=False)


def pages_with_raised_figures_apart(sheets: Sheets) -> str:
    return pages(sheets, raised_apart=True)


def labels_alone(sheets: Sheets) -> str:
    return "\n".join(re.sub(r"^\s*(\d{1,2}\.|\([a-z]+\))\s", r"\1\n", line) for line in no_indents(sheets).splitlines())

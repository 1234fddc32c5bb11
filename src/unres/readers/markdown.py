"""Copies of resolutions in Markdown, as note-taking programs, converters and `to_markdown` write them.

The text is printed as it would stand in a plain extraction: a tab before each paragraph, note marks as bare digits, the
notes below the closing as `1 Resolution 70/1.`; what the signs said is said by marks: italics, bold, headings, note
marks and notes. A copy is told by clauses whose lead phrases are emphasised, beside a heading or notes in Markdown's
dress; a text with the titles of several resolutions is none.
Prints that a program wrote down page by page, with a comment for each page, are left to volumes.py, which reads their
signs as they stand.

Only what copies of documents hold is read: headings with number signs, emphasis, links, notes, quotations, list items,
tables with bars, escapes and entities.
"""

from __future__ import annotations

import re
from html import unescape
from itertools import islice

from ..source import Mark, Source, with_newlines

_EMPHASISED = re.compile(
    r"^(?:[ \t]|&emsp;)*+(?:\*\*\d{1,3}\\?\.\*\*[ \t]+|\d{1,3}\\?\.[ \t]+)?"
    r"(?:\*{1,3}|_{1,3})[^\W\d_][^*_\n]{1,80}+[*_]{1,3}(?:[ ,]|$)",
    re.MULTILINE,
)
_HEADING_OR_NOTE = re.compile(r"^(?:#{1,6}[ \t]+\S|\[\^\d{1,3}\]:[ \t])", re.MULTILINE)
_TITLES = re.compile(r"^#{1,6}[ \t]+(?:[A-Z]+-)?\d{1,4}(?:/\d{1,4}|[ ]?\([A-Z-]+\))", re.MULTILINE)
_HEADING = re.compile(r"(#{1,6})[ \t]+")
_NOTE = re.compile(r"\[\^(\d{1,3})\]:[ \t]*")
_RULE = re.compile(r"[ \t]*(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\Z")
_UNDER_HEADS = re.compile(r"[|: \t-]+\Z")  # of a table
_LEAD = re.compile(r"(?:[ \t\xa0>]|&emsp;|&nbsp;)*+")
_BULLET = re.compile(r"[-+*][ \t]+")
_BEGINS = re.compile(
    r"[-+*][ \t]|\((?:[^\W\dA-Z_]{1,5}|\d{1,2})\)[ \t\xa0]|[^\W\dA-Z_]\)[ \t]|\*{0,2}\d{1,3}\\?\.\*{0,2}[ \t]|\\?\[\d"
)
_EMPHASIS = re.compile(r"[*_]{1,3}\w")
_SIGNED = re.compile(r"[,;.:，。；：،؛][*_]{0,3}(?:\[\^\d{1,3}\],?){0,5}\Z")
_BARE_NOTE = re.compile(r"\\?\[\d{1,3}\\?\]|[¹²³⁴-⁹]")
_LABEL = re.compile(r"\(?\w{1,5}\)|\d{1,3}\\?\.")
_TITLE = re.compile(r"(?:[A-Z]+-)?\d{1,4}(?:/\d{1,4}| ?\([A-Z-]+\))")
_INLINE = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])|\[\^(?P<note>\d{1,3})\]|(?P<signs>\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w))"
    r"|(?P<open>\[)|(?P<close>\])(?P<link>\((?:<[^<>\n]{0,300}+>|[^()\s]{0,300}+(?:\([^()\s]{0,100}+\)[^()\s]{0,100}+){0,3})\))?"
    r"|(?P<entity>&(?:#\d{1,6}|\w{1,10});)|(?P<break><br ?/?>)"
)


def is_markdown(text: str) -> bool:
    """Whether a text is a single resolution's copy in Markdown: lead phrases in emphasis, a heading or notes in its
    dress, and no page comments."""
    if ("#" not in text and "[^" not in text) or "<!--" in text or _HEADING_OR_NOTE.search(text) is None:
        return False
    return len(list(islice(_EMPHASISED.finditer(text), 2))) == 2 and len(list(islice(_TITLES.finditer(text), 2))) < 2


def read_markdown(source: Source) -> Source:
    """The text and marks of a copy in Markdown; offsets count in the text of the new source."""
    text = with_newlines(source.text)
    led = [match.start() for match in _EMPHASISED.finditer(text)]
    apart = sum(not text[max(text.rfind("\n", 0, at - 1), 0) : at].strip() for at in led if at)
    copy = _Copy(spaced=2 * apart > len(led))
    for line in text.split("\n"):
        copy.line(line)
    copy.end()
    copy.notes()
    copy.marks.sort(key=lambda mark: (mark.start, -mark.end))
    return Source("".join(copy.out), tuple(copy.marks), source.name, source.form, dict(source.properties))


class _Copy:
    """A copy's text as it is written down, with what its signs say."""

    def __init__(self, *, spaced: bool) -> None:
        self.spaced = spaced  # empty lines stand between paragraphs, so a line below another goes on with it
        self.out: list[str] = []
        self.at = 0
        self.marks: list[Mark] = []
        self.waiting: list[str] = []  # the lines of a paragraph so far
        self.below: list[tuple[str, list[str]]] = []  # the notes, which stand below the text wherever they are defined
        self.titled = False
        self.in_note = False

    def write(self, text: str) -> None:
        self.out.append(text)
        self.at += len(text)

    def line(self, line: str) -> None:
        bare = line.strip()
        note, heading = _NOTE.match(bare), _HEADING.match(bare)
        if not bare:
            self.end()
            self.in_note = False
        elif note is not None:
            self.end()
            self.below.append((note[1], [bare[note.end() :]]))
            self.in_note = True
        elif self.in_note:
            self.below[-1][1].append(bare)
        elif heading is not None:
            self.end()
            self.heading(bare[heading.end() :], len(heading[1]))
        elif _RULE.match(bare):
            self.end()
            self.write("_____\n")
        elif bare.startswith("|"):
            self.end()
            if not _UNDER_HEADS.match(bare):
                self.inline(bare)
                self.write("\n")
        else:
            text = line[_LEAD.match(line).end() :]  # type: ignore[union-attr]
            if not self.spaced or not self.titled or self.begins(text):
                self.end()
            self.waiting.append(text.rstrip(" \t\\"))
            if line.endswith(("  ", "\\")):
                self.end()

    def begins(self, text: str) -> bool:
        """Whether a line below another of its paragraph begins one of its own: with a label, or, below a sign that ends
        a clause, with an emphasised phrase."""
        if _BEGINS.match(text):
            return True
        signed = bool(self.waiting) and _SIGNED.search(self.waiting[-1][-40:]) is not None
        return signed and _EMPHASIS.match(text) is not None

    def end(self) -> None:
        """Write the paragraph that is complete."""
        if self.waiting:
            self.paragraph(" ".join(self.waiting))
            self.waiting = []

    def heading(self, text: str, level: int) -> None:
        start = self.at
        bare = text.rstrip("#")
        self.inline(bare.rstrip() if bare.endswith((" ", "\t")) else text)
        titled = _TITLE.match(text) is not None
        if self.at > start and self.titled and not titled:
            self.marks.append(Mark("heading", start, self.at, str(level)))
        self.titled = self.titled or titled
        self.write("\n")

    def paragraph(self, text: str) -> None:
        bullet = _BULLET.match(text)
        if bullet is not None:
            text = text[bullet.end() :]
            self.write("\t" if _LABEL.match(text) else "\t•\t")
        elif self.titled and not _BARE_NOTE.match(text):
            self.write("\t")
        fields = [text] if self.titled else text.split(" · ")
        for field in fields:
            start = self.at
            self.inline(field)
            if len(fields) > 1:
                self.marks.append(Mark("masthead", start, self.at))
            self.write("\n")

    def notes(self) -> None:
        for number, lines in self.below:
            start = self.at
            self.write(f"{number} ")
            self.inline(" ".join(lines))
            self.marks.append(Mark("footnote", start, self.at, number))
            self.write("\n")

    def inline(self, text: str) -> None:
        """Write a line's words; signs that close what they open become marks, and others stay."""
        tokens = list(_INLINE.finditer(text))
        closes = _pairs(text, tokens)
        last = 0
        opened: dict[int, int] = {}
        for place, token in enumerate(tokens):
            self.write(text[last : token.start()])
            last = token.end()
            if token["escaped"] is not None:
                self.write(token["escaped"])
            elif token["note"] is not None:
                self.marks.append(Mark("note", self.at, self.at + len(token["note"]), token["note"]))
                self.write(token["note"])
            elif token["entity"] is not None:
                self.write(unescape(token[0]))
            elif token["break"] is not None:
                self.write(" ")
            elif place not in closes:
                self.write(token[0])
            elif closes[place] > place:
                opened[place] = self.at
            elif token["signs"] is not None and self.at > (start := opened[closes[place]]):
                width = len(token["signs"])
                if width != 2:
                    self.marks.append(Mark("italic", start, self.at))
                if width > 1:
                    self.marks.append(Mark("bold", start, self.at))
        self.write(text[last:])


def _pairs(text: str, tokens: list[re.Match[str]]) -> dict[int, int]:
    """The places of tokens that open or close emphasis or a link → the place of the other of the pair."""
    pairs: dict[int, int] = {}
    waiting: dict[str, list[int]] = {}
    for place, token in enumerate(tokens):
        signs = token["signs"]
        if signs is not None:
            before, after = text[token.start() - 1 : token.start()], text[token.end() : token.end() + 1]
            if waiting.get(signs) and before and not before.isspace():
                other = waiting[signs].pop()
                pairs[other], pairs[place] = place, other
            elif after and not after.isspace():
                waiting.setdefault(signs, []).append(place)
        elif token["open"] is not None:
            waiting.setdefault("[", []).append(place)
        elif token["close"] is not None and waiting.get("["):
            other = waiting["["].pop()
            if token["link"] is not None:
                pairs[other], pairs[place] = place, other
    return pairs

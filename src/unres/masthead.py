"""Reads the masthead and the furniture: symbol, session, agenda item, dates, basis, ODS fields.

In an ODS extraction the masthead comes last with its cells run together ("United NationsA/RES/65/123General
AssemblyDistr.: General", FORMAT.md 10.1); in Word and PDF it comes first, one field a line. So each field line is
searched for what it may hold, by the words of the language, and every piece of it becomes a `MastheadField`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Any

import regex

from . import citations
from .lines import Line
from .models import AgendaItem, Basis, MastheadField, Ods, Session, unchecked
from .symbols import Symbol
from .wording import Wording, one_spaced, wording

_SYMBOL = re.compile(
    r"A ?/RES/(?:(?:ES|S)-\d+/\d+|\d+/\d+|\d+ ?(?:[A-Z](?:-[A-Z])? ?)?\((?:ES-|S-)?[IVXLC]+\))(?: ?\[?[A-Z](?:-[A-Z])?\]?(?![a-z]))?"
)
_ODS = re.compile(r"<<ODS ([A-Z ]+?)(\d*)>>(.{0,400}?)<<ODS \1\2>>")
_CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_JOB = re.compile(r"(?<![\d/])\d ?\d-\d{5,7}(?!\d)")
_BAR = re.compile(r"\*(\d{6,10})\*")
_ITEM = regex.compile(r"(\d{1,3})|(?<![\p{L}’'])\(?\s{0,3}(\p{L}{1,3})\s{0,3}\)")
_field, _item, _basis, _ods, _session = (
    unchecked(MastheadField),
    unchecked(AgendaItem),
    unchecked(Basis),
    unchecked(Ods),
    unchecked(Session),
)


class Masthead:
    """What the field lines say; `values` are keyword arguments of `Resolution`."""

    def __init__(self, language: str) -> None:
        self.words: Wording = wording(language)
        self.language = language
        self.values: dict[str, Any] = {}
        self.fields: list[MastheadField] = []
        self.symbols: dict[str, None] = {}
        self.ods_symbols: list[str] = []
        self.jobs: dict[str, None] = {}
        self.bars: dict[str, None] = {}
        self.anchors: dict[str, None] = {}
        self.ods_fields: dict[str, str] = {}
        self.items: list[AgendaItem] = []
        self.after_agenda = False
        self.stray_date: datetime.date | None = None
        """A date in cells run together: of issue, where no cell is plainly that."""

    def add(self, name: str, text: str, start: int, end: int) -> None:
        """One field at characters `start` to `end` of the source."""
        field = _field(name=name, text=text, start=start, end=end)
        self.fields.append(field)

    def line(self, line: Line) -> None:
        """Read one field line of the kind that lines.lark gave it."""
        start, text = line.start_pos, str(line)
        printed = text.strip()
        kind = line.type
        name = "running_head"
        agenda = False
        if kind == "ANCHOR":
            self.anchors[text.strip("[] \t")] = None
            name = "anchor"
        elif kind == "ODS":
            self.ods(text)
            name = "ods"
        elif kind == "RULE":
            name = "rule"
        elif kind == "ADOPTION":
            self.values.setdefault("adoption_text", one_spaced(text))
            self.values.setdefault("adopted", self.words.date(text))
            name = "adoption"
        elif kind == "BASIS":
            self.values.setdefault("basis", self.basis(line))
            name = "basis"
        elif kind == "RUNNING_HEAD":
            if match := self.words.pattern("RUNNING_SESSION").search(text):
                self.values.setdefault("session", self.session(match[0]))
        elif kind == "PAGE_BREAK":
            name = "page_number"
        elif kind in ("CONTENTS", "TRANSLATION"):
            name = kind.lower()
        elif kind == "SYMBOL":
            self.symbol(text)
            name = "symbol"
        elif printed.isdigit() and len(printed) <= 4:
            name = "page_number"
        elif kind == "PAGE" or _BAR.search(text) or _JOB.search(text):
            name = self.page(text)
        else:
            name, agenda = self.mixed(text)
        begin = start + len(text) - len(text.lstrip())
        self.add(name, printed, begin, begin + len(printed))
        self.after_agenda = agenda

    def ods(self, text: str) -> None:
        for match in _ODS.finditer(text):
            name, content = match[1].strip(), match[3].strip()
            if not content:
                continue
            if name == "JOB NO":
                self.jobs.setdefault(content, None)
                self.values["job_number"] = content.rstrip(_CAPITALS)
            elif name == "DOC SYMBOL":
                self.ods_symbols.append(content)
                self.symbol(content)
            else:
                self.ods_fields[f"{name}{match[2]}"] = content

    def symbol(self, text: str) -> None:
        match = _SYMBOL.search(text)
        if match:
            self.symbols.setdefault(Symbol.parse(match[0]).text, None)

    def page(self, text: str) -> str:
        for match in _BAR.finditer(text):
            self.bars.setdefault(match[1], None)
        for match in _JOB.finditer(text):
            self.jobs.setdefault(match[0].replace(" ", ""), None)
        return "bar_code" if _BAR.search(text) else "job_number" if _JOB.search(text) else "page_number"

    def mixed(self, text: str) -> tuple[str, bool]:
        """A line of run-together cells or of one field: what it is mostly, and whether an agenda item stands there."""
        pattern = self.words.pattern
        name = ""
        if match := pattern("AGENDA").search(text):
            self.agenda(text[match.start() :])
            return "agenda", True
        if pattern("RUNNING_HEAD").match(text):
            if match := pattern("RUNNING_SESSION").search(text):
                self.values.setdefault("session", self.session(match[0]))
            return "running_head", False
        if self.after_agenda and not self.is_field(text):  # before the rest: a title may name an organ or a date
            self.values.setdefault("agenda_title", one_spaced(text))
            return "agenda_title", False
        if match := _SYMBOL.search(text):
            self.symbol(text)
            name = "symbol"
        if match := pattern("ORGANIZATION").search(text):
            self.values.setdefault("organization", one_spaced(match[0]))
            name = name or "organization"
        if match := pattern("ORGAN").search(text):
            self.values.setdefault("organ", one_spaced(match[0]))
            name = name or "organ"
        distributed = pattern("DISTRIBUTION").search(text)
        if distributed is not None:
            self.values.setdefault("distribution", distribution(distributed[0]))
            name = name or "distribution"
        if match := pattern("DATE_WORDS").search(text):
            if distributed or text.lstrip().startswith(match[0]):
                self.values.setdefault("issued", self.words.date(match[0]))
            elif name:
                self.stray_date = self.stray_date or self.words.date(match[0])
            name = name or "issued"
        if match := pattern("SESSION_LINE").search(text):
            self.values.setdefault("session", self.session(match[0]))
            name = "session"
        if pattern("ORIGINAL").search(text):
            name = name or "original"
        return name or "running_head", False

    def is_field(self, text: str) -> bool:
        """Whether a whole line is one of the fields, and no agenda title that names one."""
        pattern, line = self.words.pattern, text.strip()
        if any(pattern(name).match(line) for name in ("DISTRIBUTION", "ORIGINAL")):
            return True
        whole = ("ORGANIZATION", "ORGAN", "DATE_WORDS", "SESSION_LINE")
        return bool(_SYMBOL.match(line)) or any(pattern(name).fullmatch(line) for name in whole)

    def session(self, text: str) -> Session | None:
        number = self.words.ordinal(text)
        if number is None:
            return None
        emergency = self.words.pattern("EMERGENCY_SESSION").search(text.lower())
        special = self.words.pattern("SPECIAL_SESSION").search(text.lower())
        kind = "emergency special" if emergency else "special" if special else "regular"
        return _session(number=number, kind=kind, text=one_spaced(text))

    def agenda(self, text: str) -> None:
        """ "Agenda items 14 and 122", "Agenda item 74 (b) and (c)"."""
        items: list[AgendaItem] = []
        for match in _ITEM.finditer(text):
            if match[1]:
                items.append(_item(number=int(match[1])))
            elif items:
                number = items[-1].number
                if items[-1].sub is None:
                    items.pop()
                items.append(_item(number=number, sub=match[2]))
        self.values.setdefault("agenda_items", tuple(items))

    def basis(self, line: Line) -> Basis:
        text = str(line)
        start = line.start_pos + len(text) - len(text.lstrip())
        inner = self.words.plain(one_spaced(text)).removeprefix("[").removesuffix("]").strip()
        committee = self.words.pattern("COMMITTEE_NAME").search(inner)
        plenary = self.words.pattern("PLENARY_BASIS").search(inner)
        paragraph = self.words.pattern("PARAGRAPH_OF").search(inner)
        return _basis(
            start=start,
            end=line.start_pos + len(text.rstrip()),
            text=inner,
            kind="plenary" if plenary else "committee" if committee else "other",
            committee=committee[1] if committee and not plenary else None,
            documents=citations.documents(inner, self.language),
            paragraph=paragraph[1] if paragraph else None,
        )

    def done(self) -> dict[str, Any]:
        """Keyword arguments of `Resolution` that the masthead settles."""
        if "job_number" not in self.values and self.jobs:
            printed = next(iter(self.jobs))
            self.values["job_number"] = "N" + printed.replace("-", "")
        if self.stray_date is not None:
            self.values.setdefault("issued", self.stray_date)
        self.values["symbols"] = tuple(self.symbols)
        self.values["ods"] = _ods(
            symbols=tuple(self.ods_symbols),
            job_numbers=tuple(self.jobs),
            bar_codes=tuple(self.bars),
            anchors=tuple(self.anchors),
            fields=self.ods_fields,
        )
        self.values["fields"] = tuple(sorted(self.fields, key=lambda field: field.start))
        return self.values


def distribution(printed: str) -> str | None:
    """ "General" of "Distr.: General", in any language; None of the word alone."""
    return printed.split(":")[-1].split(".")[-1].strip() or None


def read(lines: Sequence[Line], language: str) -> dict[str, Any]:
    """The masthead and furniture of a document, as keyword arguments of `Resolution`."""
    masthead = Masthead(language)
    for line in lines:
        masthead.line(line)
    return masthead.done()

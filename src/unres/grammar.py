"""The grammars of `grammars/`, loaded once.

`%import language (…)` in a grammar means the file of the language asked for (`en.lark`); so the rules are shared and a
new language is a new set of files. Building a grammar takes tens of milliseconds; everything here is cached.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import regex
from lark import Lark, Token
from lark.common import LexerConf
from lark.lexer import Lexer, TerminalDef
from lark.load_grammar import load_grammar


@cache
def folder() -> Traversable:
    """Where the grammar files are: inside the installed package, or at the top of a source tree."""
    packaged = resources.files("unres") / "grammars"
    return packaged if packaged.is_dir() else Path(__file__).parents[2] / "grammars"


def read(name: str) -> str:
    """The text of one grammar file.

    Raises:
        FileNotFoundError: there is no such grammar.
    """
    return (folder() / name).read_text(encoding="utf-8")


def _importer(language: str) -> Callable[[Any, str], tuple[str, str]]:
    def source(_: Any, path: str) -> tuple[str, str]:
        name = path.removesuffix(".lark")
        try:
            return path, read(f"{language}.lark" if name == "language" else f"{name}.lark")
        except FileNotFoundError as error:
            raise OSError(path) from error

    return source


class _Settled(Lexer):
    """Hands the parser tokens that are lexed already."""

    def __init__(self, conf: LexerConf) -> None:
        pass

    def lex(self, data: Any, state: Any = None) -> Iterator[Token]:
        return iter(data)


def compiled(expression: str) -> re.Pattern[str]:
    """An expression of the grammars, compiled.

    The standard library's engine matches twice as fast as `regex`, so it takes every expression that it can; what it
    lacks (classes of characters by property, look-behind of any width, groups of one name) `regex` has.
    """
    try:
        return re.compile(expression)
    except re.error:
        return regex.compile(expression)  # type: ignore[no-any-return]


@cache
def line_pattern(language: str) -> re.Pattern[str]:
    """The terminals of lines.lark as one pattern, the named group of which tells the kind of a line.

    It takes the break behind the line too, or a break alone, which is of no kind.
    """
    found = _terminals("lines", language)
    kinds = sorted((one for one in found if one.name != "BREAK"), key=lambda one: -one.priority)
    line_break = next(one for one in found if one.name == "BREAK").pattern.to_regexp()
    named = "|".join(f"(?P<{kind.name}>{kind.pattern.to_regexp()})" for kind in kinds)
    return compiled(f"(?:{named})(?:{line_break})?|{line_break}")


@cache
def layout_parser(branch: type) -> Lark:
    """The LALR(1) parser of settled lines: `.parse(lines)` gives the tree of a document, of nodes of type `branch`."""
    options = {"parser": "lalr", "start": "document", "maybe_placeholders": False, "tree_class": branch}
    return Lark(read("layout.lark"), lexer=_Settled, **options)


@cache
def terminals(name: str, language: str = "en") -> dict[str, str]:
    """Every named terminal of one grammar file as a regular expression, its fragments put together, in file order.

    Names that begin with an underscore are fragments of others and are left out; `openings_en` and `en` are such files.
    """
    return {terminal.name: terminal.pattern.to_regexp() for terminal in _terminals(name, language)}


def _terminals(name: str, language: str) -> list[TerminalDef]:
    text = read(f"{name}.lark")
    if name.startswith("openings_"):
        text = _BASE.sub(r"\1: /(?!.)./ | ", text)
    names = list(dict.fromkeys(_NAME.findall(text)))
    whole = f"{text}\nall_terminals: {' | '.join(names)}\n"
    # Built without a lexer, which is twice as fast.
    built, _ = load_grammar(whole, name, [_importer(language)], False)  # type: ignore[no-untyped-call]  # lark's own
    found, _, _ = built.compile(["all_terminals"], set(names))
    by_name = {terminal.name: terminal for terminal in found}
    return [by_name[terminal] for terminal in names]


@cache
def bases(name: str) -> dict[str, str]:
    """Base forms of the verbs of one grammar file: `RECALL: "rappeler" | …` names one before its pattern.

    No text is matched by a base form.
    """
    return dict(_BASE.findall(read(f"{name}.lark")))


_BASE = re.compile(r'(?m)^([A-Z][A-Z0-9_]*): "([^"]*)" \|')
_NAME = re.compile(r"(?m)^([A-Z][A-Z0-9_]*)(?:\.\d+)?\s*:")

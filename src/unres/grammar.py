"""The grammars of `grammars/`, put together and loaded once; `grammar_files` reads the files themselves.

`%import language (…)` in a grammar means the file of the language asked for (`en.lark`); so the rules are shared and a
new language is a new set of files.

Lark takes a quarter of a second to put the terminals of a language's files together, and a tenth of that to build the
parser of layout.lark. Both is done when the package is built (`hatch_build.py`), and the outcome is kept beside a
fingerprint of the files: where these have changed, or nothing was kept, it is done on first use.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import lark
import regex
from lark import Lark, Token
from lark.common import LexerConf
from lark.lexer import Lexer
from lark.load_grammar import load_grammar

from .grammar_files import BASE, languages, read

KEPT = Path(__file__).parent / "flattened"
"""Where the terminals that were put together when the package was built are kept, a file for each language, and the
parser."""


class Terminal(NamedTuple):
    """A terminal of a grammar file, its fragments put together."""

    name: str
    expression: str
    priority: int
    longest: int
    """How many characters it matches at most, as far as its form tells."""


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

    The standard library's engine matches twice as fast as `regex`, so it takes every expression that it can, with the
    letters of the official languages for classes of characters by property; what else it lacks (look-behind of any
    width, groups of one name) `regex` has.
    """
    try:
        if _IN_A_CLASS.search(expression) is not None:
            return regex.compile(expression)  # type: ignore[no-any-return]
        return re.compile(_PROPERTY.sub(lambda match: _LETTERS[match[1]], expression))
    except re.error:
        return regex.compile(expression)  # type: ignore[no-any-return]


@cache
def sign(name: str, *, ends: bool = False) -> re.Pattern[str]:
    """A shape of signs.lark, which is the same in every language.

    With `ends` it is how a line ends: `match` reads from the end of the line, or of the stretch it is given, backwards.
    """
    expression = terminals("signs", "en")[name]
    return regex.compile(rf"(?r)(?:{expression})\Z") if ends else compiled(expression)


_PROPERTY = re.compile(r"\\p\{(L|Ll|Lu|Han)\}")
_IN_A_CLASS = re.compile(r"\[(?:[^\]\\]|\\[^p])*\\p\{")
_LETTERS = {
    "L": r"[^\W\d_¹²³⁰⁴-⁹]",
    "Ll": "[a-zß-öø-ÿœа-џ]",
    "Lu": "[A-ZÀ-ÖØ-ÞŒЀ-Я]",
    "Han": "[⺀-鿿豈-﫿]",
}


@cache
def line_pattern(language: str) -> re.Pattern[str]:
    """The terminals of lines.lark as one pattern, the named group of which tells the kind of a line and ends with it.

    It takes the break behind the line too, or a break alone, which is of no kind. Most kinds may be indented: one
    indent is taken for all of them that follow each other, and not for each anew.
    """
    found = _terminals("lines", language)
    kinds = sorted((one for one in found if one.name != "BREAK"), key=lambda one: -one.priority)
    line_break = next(one for one in found if one.name == "BREAK").expression
    pieces = []
    for indented, together in groupby(kinds, lambda one: one.expression.startswith(_INDENT)):
        named = "|".join(f"(?P<{kind.name}>{kind.expression.removeprefix(_INDENT)})" for kind in together)
        pieces.append(rf"[ \t\xa0]*+(?:{named})" if indented else named)
    return compiled(f"(?:{'|'.join(pieces)})(?:{line_break})?|{line_break}")


_INDENT = "(?:[ \t\xa0]++)?"  # `_INDENT?` of lines.lark, as lark puts it


@cache
def layout_parser(branch: type) -> Lark:
    """The LALR(1) parser of settled lines: `.parse(lines)` gives the tree of a document, of nodes of type `branch`.

    One that was kept also parses faster: its rules are one object each, wherever they are named.
    """
    kept = _kept_parser()
    if kept.is_file():
        with kept.open("rb") as file:
            return Lark.load(file)
    options = {"parser": "lalr", "start": "document", "maybe_placeholders": False, "tree_class": branch}
    return Lark(read("layout.lark"), lexer=_Settled, **options)


def _kept_parser() -> Path:
    """Where the parser of this layout.lark is kept, in the form of the lark that is installed."""
    of = hashlib.blake2b(f"{lark.__version__}\0{read('layout.lark')}".encode(), digest_size=16)
    return KEPT / f"layout-{of.hexdigest()}.lalr"


@cache
def terminals(name: str, language: str) -> dict[str, str]:
    """Every named terminal of one grammar file as a regular expression, its fragments put together, in file order.

    Names that begin with an underscore are fragments of others and are left out; `openings_en` and `en` are files of
    the language "en".
    """
    return {terminal.name: terminal.expression for terminal in _terminals(name, language)}


@cache
def verbs(language: str) -> list[Terminal]:
    """The verbs of a language's lead phrases, those first that match more: "takes note" before "takes"."""
    found = (one for one in _terminals(f"openings_{language}", language) if one.name not in ("OPENING", "FINITE"))
    return sorted(found, key=lambda one: -one.longest)


@cache
def _terminals(name: str, language: str) -> list[Terminal]:
    kept = _kept(language).get(name)
    if kept is not None and kept["of"] == _fingerprint(name, language):
        return [Terminal(*values) for values in kept["terminals"]]
    return _put_together(name, language)


def _put_together(name: str, language: str) -> list[Terminal]:
    text = read(f"{name}.lark")
    if name.startswith("openings_"):
        text = BASE.sub(r"\1: /(?!.)./ | ", text)
    names = list(dict.fromkeys(_NAME.findall(text)))
    whole = f"{text}\nall_terminals: {' | '.join(names)}\n"
    # Built without a lexer, which is twice as fast.
    built, _ = load_grammar(whole, name, [_importer(language)], False)  # type: ignore[no-untyped-call]  # lark's own
    found, _, _ = built.compile(["all_terminals"], set(names))
    by_name = {
        one.name: Terminal(one.name, one.pattern.to_regexp(), one.priority, one.pattern.max_width) for one in found
    }
    return [by_name[terminal] for terminal in names]


def _fingerprint(name: str, language: str) -> str:
    texts = f"{read(f'{name}.lark')}\0{read(f'{language}.lark')}"
    return hashlib.blake2b(texts.encode(), digest_size=16).hexdigest()


@cache
def _kept(language: str) -> dict[str, Any]:
    path = KEPT / f"{language}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}


def keep(branch: type) -> list[Path]:
    """Put the terminals of every language together and keep them, and the parser with them, its nodes of type `branch`,
    for the package that is being built."""
    KEPT.mkdir(exist_ok=True)
    for older in KEPT.glob("layout-*"):
        older.unlink()
    parser = layout_parser(branch)
    written = [_kept_parser()]
    with written[0].open("wb") as file:
        parser.save(file)
    for language in languages():
        names = ("lines", "signs", language, f"openings_{language}", f"citations_{language}")
        found = {
            name: {"of": _fingerprint(name, language), "terminals": _put_together(name, language)} for name in names
        }
        written.append(KEPT / f"{language}.json")
        written[-1].write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    return written


_NAME = re.compile(r"(?m)^([A-Z][A-Z0-9_]*)(?:\.\d+)?\s*:")

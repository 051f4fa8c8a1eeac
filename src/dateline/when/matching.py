"""Finds the words of time: text → classes of words, one character each → the grammar's rules over that string."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from dateline.errors import LexiconError
from dateline.ontology import read_yaml

_SIGNS = {
    ",": "COMMA", ".": "DOT", ";": "DOT", "!": "DOT", "?": "DOT", ":": "DOT", "-": "HYPHEN", "–": "HYPHEN", "—": "DASH",
    "/": "SLASH", "(": "OPEN", "[": "OPEN", ")": "CLOSE", "]": "CLOSE", "'": "QUOTE", "’": "QUOTE", '"': "QUOTE",
    "“": "QUOTE", "”": "QUOTE",
}  # fmt: skip
_FIGURES = (
    "ISO", "NUMDAY", "CLOCK", "DECADE", "ORDNUM", "DECIMAL", "YEAR", "DAYNUM", "HUNDREDS", "NUM", "SHORT", "HOLIDAY",
    "FISCALFIGURE",
)  # fmt: skip
_OTHERS = ("BREAK", "X")
# No rule begins with these, so most words are passed over without asking the rules one by one.
_NEVER_FIRST = ("X", "COMMA", "DOT", "HYPHEN", "CLOSE", "BREAK", "OF", "AND", "TO", "IN", "ON", "BY", "FOR", "AS")
_LEXER = r"""
  (?P<ISO>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?
    (?:Z|[+-]\d\d:?\d\d)?)?(?![\w-]))
| (?P<NUMDAY>(?:\d\d?\.\d\d?\.[12]\d{3}|\d\d?/\d\d?/[12]\d{3}|\d\d?-\d\d?-[12]\d{3}|[12]\d{3}/\d\d?/\d\d?)
    (?![\w/-]))
| (?P<HOLIDAY>HOLIDAYS)
| (?P<CLOCK>\d\d?(?:[:.]\d\d)?\s?(?:[ap]\.m\.?|[AP]\.M\.?|[ap]m\b|[AP]M\b)
    |(?:[01]?\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?![\w:])
    |(?:[01]\d|2[0-3])[0-5]\d(?=\s?(?:GMT|UTC|hours)\b))
| (?P<DECADE>(?:1\d|20)\d0['’]?s\b|['’][1-9]0s\b)
| (?P<SHORT>(?<![\w'’])['’]\d\d(?![\w'’]))
| (?P<ORDNUM>\d{1,2}(?:st|nd|rd|th)\b)
| (?P<ERA>(?:AD|BC)(?=\d{2,4}\b)|A\.D\.|B\.C\.(?:E\.)?)
| (?P<FISCALFIGURE>FY\s?\d{4}(?:[-/]\d\d)?\b|FY\s?\d\d\b)
| (?P<WORD>[^\W\d_]\w*)
| (?P<FIGURE>[$€£¥#]?\d+(?:[,.]\d+)*[\w%°]*)
| (?P<BREAK>\n\s*\n)
| (?P<SIGN>[^\s\w])
| (?P<X>\S)
"""


class Found(NamedTuple):
    """A rule of the grammar that fits, and its words: class, surface and offsets of each, in order."""

    rule: str
    start: int
    end: int
    words: tuple[tuple[str, str], ...]
    spans: tuple[tuple[int, int], ...] = ()
    lead: str = ""  # class of the word before, signs left out

    def first(self, *classes: str) -> str | None:
        """The surface of the first word of one of these classes."""
        return next((surface for kind, surface in self.words if kind in classes), None)

    def has(self, *classes: str) -> bool:
        """Whether a word of one of these classes is among the words."""
        return any(kind in classes for kind, _ in self.words)


class Grammar(NamedTuple):
    """The compiled knowledge: lexer, classes and values of words, and the rules as one regex over class characters."""

    lexer: re.Pattern[str]
    letters: dict[str, str]
    names: dict[str, str]
    values: dict[str, str]
    rules: re.Pattern[str]
    order: tuple[str, ...]
    holidays: dict[str, str]
    years: dict[str, int]


@cache
def grammar() -> Grammar:
    """The room's data files, read and compiled once."""
    words = _rows("words.tsv")
    letters: dict[str, str] = {}
    for name in (*_FIGURES, *_OTHERS, *sorted({*_SIGNS.values()}), *sorted({row[1] for row in words})):
        letters.setdefault(name, chr(0x100 + len(letters)))
    forms: dict[str, str] = {}
    values: dict[str, str] = {}
    # Rows written small fit any case; those written large need their capital ("May", "March", "Sun").
    for word, kind, value in sorted(words, key=lambda row: not row[0].islower()):
        for form in (word, word.capitalize(), word.upper()):
            forms[form], values[form] = letters[kind], value
    holidays = {_plain(name): rule for name, rule, _ in _rows("holidays.tsv")}
    years = {_plain(name): int(year) for name, _, year in _rows("holidays.tsv") if year}
    rules, order = _compile(letters)
    names = "|".join(re.escape(name).replace("'", "['’]?").replace(r"\ ", r"\s") for name, *_ in _rows("holidays.tsv"))
    heads = "[" + "".join(sorted({name[0] for name, *_ in _rows("holidays.tsv")})) + "]"
    lexer = re.compile(_LEXER.replace("HOLIDAYS", rf"(?={heads})(?:{names})\b"), re.VERBOSE)
    return Grammar(lexer, letters, forms, values, rules, order, holidays, years)


def find(text: str) -> Iterator[Found]:
    """The time expressions of `text`, in order, none inside another; rules named "not" are left out."""
    known = grammar()
    classes, starts, ends = _classify(text, known)
    names = {letter: name for name, letter in known.letters.items()}
    for match in known.rules.finditer(classes):
        rule = known.order[(match.lastindex or 1) - 1]
        low, high = match.span()
        if rule.startswith("not.") or low == high:
            continue
        words = tuple((names[classes[i]], text[starts[i] : ends[i]]) for i in range(low, high))
        spans = tuple(zip(starts[low:high], ends[low:high], strict=True))
        before = classes[max(0, low - 2) : low].rstrip(known.letters["DOT"])
        yield Found(rule, starts[low], ends[high - 1], words, spans, names[before[-1]] if before else "")


def value(surface: str) -> str:
    """What words.tsv says a word stands for."""
    return grammar().values.get(surface, "")


def holiday(surface: str) -> str:
    """The rule of a holiday (see feasts.py), however its apostrophe is written."""
    return grammar().holidays[_plain(surface)]


def fixed_year(surface: str) -> int | None:
    """The year of a day that names a single one: "9/11"."""
    return grammar().years.get(_plain(surface))


def _plain(name: str) -> str:
    return " ".join(re.sub(r"['’]", "", name).split())


def _classify(text: str, known: Grammar) -> tuple[str, list[int], list[int]]:
    letters, forms = known.letters, known.names
    other = letters["X"]
    signs = {sign: letters[name] for sign, name in _SIGNS.items()}
    classes: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in known.lexer.finditer(text):
        kind = match.lastgroup or "X"
        if kind == "WORD":
            letter = forms.get(match[0], other)
        elif kind == "SIGN":
            letter = signs.get(match[0], other)
        elif kind == "FIGURE":
            letter = letters[_figure(match[0])]
        else:
            letter = letters[kind]
        classes.append(letter)
        starts.append(match.start())
        ends.append(match.end())
    return "".join(classes), starts, ends


def _figure(figure: str) -> str:
    """The class of a figure: what carries a currency, a unit or a percent sign is no time."""
    if figure.isdecimal() and figure.isascii():
        if len(figure) == 4 and 1000 <= int(figure) <= 2199:
            return "YEAR"
        if len(figure) == 3 and figure[0] != "0":
            return "HUNDREDS"
        return "DAYNUM" if len(figure) <= 2 and 1 <= int(figure) <= 31 else ("NUM" if len(figure) < 7 else "X")
    if re.fullmatch(r"\d{1,3}(,\d{3}){1,2}", figure):
        return "NUM"
    return "DECIMAL" if re.fullmatch(r"\d{1,3}\.\d{1,2}", figure) else "X"


def _compile(letters: dict[str, str]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    text = files(__package__).joinpath("grammar.yaml").read_text(encoding="utf-8")
    data = read_yaml(text, "when/grammar.yaml").content
    phrases: dict[str, str] = {}

    def put(match: re.Match[str]) -> str:
        name = match[0]
        if name.islower():
            if name not in phrases:
                raise LexiconError(f"when/grammar.yaml: no phrase {name!r}; phrases stand above what uses them")
            return phrases[name]
        if name not in letters:
            raise LexiconError(f"when/grammar.yaml: no class {name!r}; classes are those of words.tsv and of the head")
        return letters[name]

    def build(pattern: str) -> str:
        plain = re.sub(r"\((?!\?)", "(?:", pattern)
        return re.sub(r"\s+", "", re.sub(r"[A-Za-z]+", put, plain))

    for name, pattern in data["phrases"].items():
        phrases[name] = build(pattern)
    order = tuple(data["rules"])
    rules = "|".join(f"({build(data['rules'][rule])})" for rule in order)
    return re.compile(f"(?![{build(' '.join(_NEVER_FIRST))}])(?:{rules})"), order


def _rows(name: str) -> list[list[str]]:
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.reader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))[1:]

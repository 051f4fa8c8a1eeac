"""What the words beside a name say of it: "X, Y", "X in Y", "the Pakistani city of X"; read from the text alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from dateline.records import Span
from dateline.where.gazetteer import Entry, Gazetteer
from dateline.where.resolving import Named
from dateline.where.spelling import DESIGNATORS, bare, designator, plain
from dateline.where.vocabulary import word_lists

_COMMA = re.compile(
    r",\s{1,2}(?:(?:in|near)\s(?:the\s)?)?|\s\(|,?\sin\s(?:the\s)?|\sof\s|,?\sin\s(?:northern|southern|eastern|western|central)\s"
    r"|,\s(?:the|an?)\s(?:[\w-]+\s){1,4}(?:of|in)\s(?:the\s)?"
)
_OWNER = re.compile(r"['’]s?\s(?:\w+\s){0,2}|\s[a-z]+\s[a-z]+\sof\s")
_AND = re.compile(r",?\s(?:and|or|as well as)\s(?:the\s)?")
_BEFORE = re.compile(r"(?:(?P<people>[A-Z][\w'’-]+)\s)?(?:[a-z-]+\s)?(?P<word>[a-z]+)(?:\s[a-z]+)?\sof\s(?:the\s)?$")
_AFTER = re.compile(r"\s(?P<word>[A-Za-z]+)")
_PEOPLE = re.compile(r"\b[A-Z][a-z]+(?:\s[A-Z][a-z]+)?\b|\bUS\b")
_PEOPLE_VOTE = 0.3  # a people named says less than a place named
_MOST_PEOPLE = 400  # words looked at for peoples
_ABBREVIATION = 3  # letters up to which a form counts only in capitals


def candidates(words: str, gazetteer: Gazetteer, *, alone: bool = True) -> tuple[Entry, ...]:
    """What a name as written may mean.

    Short forms count only in capitals, those of states (CA) only after a city (`alone` unset).
    """
    found = gazetteer.look_up(words)
    letters = "".join(c for c in words if c.isalpha())
    if len(letters) <= _ABBREVIATION and not letters.isupper():
        found = tuple(e for e in found if e.kind != "country" and (e.kind != "admin1" or len(letters) > 2 or not alone))
    if alone and len(letters) == 2 and letters.isupper():
        found = tuple(e for e in found if e.kind == "country" or "." in words or letters in ("NY", "DC", "BC"))
    return found


def part_known(words: str, gazetteer: Gazetteer) -> tuple[Entry, ...]:
    """What a longer name is called after: "central London" is in London, "Da Nang International Airport" in Da Nang."""
    parts = words.split()
    while len(parts) > 1 and (parts[0].casefold() in word_lists()["direction"] or parts[0].islower()):
        parts = parts[1:]
        if found := candidates(" ".join(parts), gazetteer):
            return found
    while len(parts) > 1:
        parts = parts[:-1]
        found = candidates(" ".join(parts), gazetteer)
        if found and found[0].weight > 4:
            return found
    country = gazetteer.demonyms.get(plain(words))
    entry = gazetteer.country(country) if country else None
    return (entry,) if entry else ()


def gather(text: str, spans: Sequence[Span], gazetteer: Gazetteer, *, given: bool = False) -> list[Named]:
    """The names under spans of one field, in order, with what the words beside them say.

    `given` spans are names because the user says so: parts of them are tried too.
    """
    words = [text[s.start : s.end] for s in spans]
    beside = [_joined(text, spans[i], spans[i + 1]) if i + 1 < len(spans) else "" for i in range(len(spans))]
    met = [candidates(w, gazetteer, alone=not (i and beside[i - 1] == "inside")) for i, w in enumerate(words)]
    _break_lists(text, spans, beside, met)
    if given:
        met = [m or part_known(w, gazetteer) for m, w in zip(met, words, strict=True)]
    out = []
    for i, span in enumerate(spans):
        inside = _outer(met, beside, i)
        around = met[i - 1] if i and beside[i - 1] == "inside" else ()
        if i + 1 < len(spans) and beside[i] == "owner":
            around = met[i + 1]
        kind, people = _described(text, span)
        if people and (country := gazetteer.country(gazetteer.demonyms.get(plain(people), ""))):
            inside = (*inside, country)
        out.append(Named(plain(words[i]), met[i], kind, inside, around))
    return out


def _break_lists(text: str, spans: Sequence[Span], beside: list[str], met: Sequence[tuple[Entry, ...]]) -> None:
    """Commas between countries or units of one rank hold nothing: "Ohio, Oregon and Washington"."""
    i = 0
    while i < len(beside):
        end = i
        while end < len(beside) and beside[end] == "inside":
            end += 1
        if end > i:
            kinds = [met[n][0].kind if met[n] and met[n][0].weight > 6.5 else "" for n in range(i, end + 1)]
            listed = end + 1 < len(spans) and _AND.fullmatch(text, spans[end].end, spans[end + 1].start) is not None
            same = len(set(kinds)) == 1
            if (
                (same and kinds[0] == "country")
                or (same and kinds[0] == "admin1" and (end - i > 1 or listed))
                or (end - i > 2 and kinds.count("city") + kinds.count("") < 2)
            ):
                beside[i:end] = [""] * (end - i)
        i = end + 1


def _outer(met: Sequence[tuple[Entry, ...]], beside: Sequence[str], i: int) -> tuple[Entry, ...]:
    """What the name is said to lie in: the next name ("X, Y"; with "X, Y, Z" both), or the one before ("Y's X")."""
    out: tuple[Entry, ...] = ()
    if beside[i] == "inside":
        out += met[i + 1]
        if i + 2 < len(met) and beside[i + 1] == "inside":
            out += tuple(e for e in met[i + 2] if e.kind == "country")
    if i and beside[i - 1] == "owner":
        out += met[i - 1]
    return out


def _joined(text: str, left: Span, right: Span) -> str:
    between = text[left.end : right.start]
    if len(between) > 40:
        return ""
    if _COMMA.fullmatch(between):
        return "inside"
    return "owner" if _OWNER.fullmatch(between) else ""


def _described(text: str, span: Span) -> tuple[str, str]:
    """The kind of unit that the words beside a name say it is, and the people it is said to belong to."""
    words = text[span.start : span.end].split()
    before = _BEFORE.search(text, max(0, span.start - 60), span.start)
    if before and (kind := designator(before["word"])):
        return kind, before["people"] or ""
    last = designator(words[-1]) if len(words) > 1 else ""
    if last and bare(plain(" ".join(words))) != plain(" ".join(words)):
        return last, ""
    after = _AFTER.match(text, span.end)
    kind = designator(after["word"]) if after else ""
    if kind == "city":  # "Lagos port", "Kabul suburb" say no more than the name
        kind = ""
    if words[0].casefold() in DESIGNATORS["admin1"] | DESIGNATORS["admin2"] and len(words) > 2 and words[1] == "of":
        kind = designator(words[0])
    return kind, ""


def peoples(
    texts: Sequence[str], gazetteer: Gazetteer, told: Mapping[str, int] | None = None
) -> list[tuple[str, float]]:
    """Countries named by their people ("Kenyan police"), and how much each counts, most named first.

    `told` is how often persons and bodies of a country are named; one counts as much as its people named once.
    """
    counts = {country: n * _PEOPLE_VOTE for country, n in (told or {}).items()}
    for word in _capitalised(texts):
        country = gazetteer.demonyms.get(word)
        if country:
            counts[country] = counts.get(country, 0.0) + _PEOPLE_VOTE
    return sorted(((c, min(n, 1.5)) for c, n in counts.items()), key=lambda cn: (-cn[1], cn[0]))


def _capitalised(texts: Sequence[str]) -> Iterator[str]:
    left = _MOST_PEOPLE
    for text in texts:
        for match in _PEOPLE.finditer(text):
            both = plain(match[0])
            yield both
            if " " in both:
                yield from both.split()
            left -= 1
            if not left:
                return

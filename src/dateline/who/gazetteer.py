"""Names of the facts in a sentence: longest first from the left, by normalised words."""

from __future__ import annotations

from typing import NamedTuple

from dateline.trees import Tree
from dateline.who.facts import Entity, Facts, Name
from dateline.who.spelling import normalise

PLACES = frozenset({"country", "adjective", "demonym", "region", "people", "capital", "city"})
_LOWER_STARTS = frozenset({"al", "el", "an", "ash"})
_HYPHENS = frozenset("-–‐‑")


class Hit(NamedTuple):
    """A name found at tokens `start` to `end` (half-open); `top` is the one that the rest hangs on."""

    start: int
    end: int
    top: int
    form: str
    entity: Entity
    use: str  # plain; led: "Vietnamese-led"; blocked: "Russian-backed", "anti-American"; ethnic: "ethnic Albanians"
    weak: bool

    @property
    def place(self) -> bool:
        """Whether it is a country, a people, a region or a city."""
        return self.form in PLACES


def scan(tree: Tree, facts: Facts, day: str | None) -> list[Hit]:
    """The names in the sentence, in text order, never overlapping."""
    parts = [(part, i) for i, token in enumerate(tree.tokens) for part in _parts(token.text)]
    found: list[Hit] = []
    longest = facts.longest
    at, end = 0, len(parts)
    while at < end:
        opens = at == 0 or parts[at - 1][1] != parts[at][1]  # "anti-Syria" in one token is not Syria
        size = longest.get(parts[at][0], 0) if opens else 0
        hit, used = (None, 1) if not size else _match(tree, facts, day, parts[at : at + size])
        if hit is not None:
            found.append(hit)
        at += used
    return found


def _parts(text: str) -> list[str]:
    if text in ("'s", "’s"):
        return []
    if text.isascii() and text.isalpha():
        return [text.lower()]
    return normalise(text).split()


def _match(tree: Tree, facts: Facts, day: str | None, parts: list[tuple[str, int]]) -> tuple[Hit | None, int]:
    first = parts[0][1]
    opening = tree[first].text
    if opening.islower() and parts[0][0] not in _LOWER_STARTS:
        return None, 1
    for size in range(len(parts), 0, -1):
        names = facts.names.get(" ".join([p for p, _ in parts[:size]]))
        last = parts[size - 1][1]
        if names is None or (size < len(parts) and parts[size][1] == last):
            continue
        hit = _choose(tree, facts, day, names, (first, last + 1))
        if hit is not None:
            return hit, size
    return None, 1


def _choose(tree: Tree, facts: Facts, day: str | None, names: tuple[Name, ...], where: tuple[int, int]) -> Hit | None:
    start, end = where
    capitals = all(t.text.isupper() for t in tree.tokens[start:end] if t.upos != "PUNCT")
    best: tuple[str, Entity] | None = None
    for name in names:
        form = name.form
        if form == "surname" or (form.startswith(("acronym:", "weak-acronym")) and not capitals):
            continue
        if not form.startswith("acronym:") and not _fits(tree, form, start, end):
            continue
        form = form.removeprefix("acronym:")
        entity = facts.entity(name.entity)
        if day is None or ((not entity.start or entity.start <= day) and (not entity.end or day <= entity.end)):
            best = (form, entity)
            break
        best = best or (form, entity)
    if best is None:
        return None
    form, entity = best
    return Hit(start, end, _top(tree, start, end), form, entity, _use(tree, facts, start, end), form.startswith("weak"))


def _fits(tree: Tree, form: str, start: int, end: int) -> bool:
    """Whether the tags allow the reading: no country inside a person's name, no city that is no name."""
    tags = [t.name for t in tree.tokens[start:end]]
    if form in ("full", "short"):
        return True
    if tags[0].endswith("PER") and form != "adjective":
        after = tree[end].name if end < len(tree) else "O"
        longer = tags[0] == "I-PER" or (after == "I-PER")
        if longer or (form == "people" and tree[start].relation not in ("amod", "compound")) or form == "city":
            return False
    if form == "city":
        return tags[0] != "O"
    return not all(t.text.islower() for t in tree.tokens[start:end])


def _top(tree: Tree, start: int, end: int) -> int:
    """The token of the stretch whose governor lies outside it; the last one where several do."""
    tops = [i for i in range(start, end) if not start <= tree[i].head < end and tree[i].upos != "PUNCT"]
    return tops[-1] if tops else end - 1


def _use(tree: Tree, facts: Facts, start: int, end: int) -> str:
    if end + 1 < len(tree) and tree[end].text in _HYPHENS:
        classes = facts.words.get(tree[end + 1].text.lower(), frozenset())
        if "led" in classes:
            return "led"
        if "blocked" in classes or tree[end + 1].upos == "VERB":
            return "blocked"
    if start and tree[start - 1].text.lower() == "ethnic":
        return "ethnic"
    if (
        start > 1
        and tree[start - 1].text in _HYPHENS
        and "prefix" in facts.words.get(tree[start - 2].text.lower(), frozenset())
    ):
        return "blocked"
    return "plain"

"""Names of the facts in a sentence: longest first from the left, by normalised words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
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
    # plain; led: "Chinese-led"; based: "Gaza-based"; blocked: "Russian-backed", "Latin American"; ethnic: "ethnic Serb"
    use: str
    weak: bool
    rivals: tuple[Entity, ...] = ()  # other bodies of other countries that go by the same name on that day

    @property
    def place(self) -> bool:
        """Whether it is a country, a people, a region or a city."""
        return self.form in PLACES


def made(tree: Tree, facts: Facts, where: tuple[int, int], entity: Entity) -> Hit:
    """A town that another source than the facts knows, at tokens `where` (half-open)."""
    return Hit(*where, _top(tree, *where), "city", entity, _use(tree, facts, *where), weak=False)


def scan(tree: Tree, facts: Facts, day: str | None, persons: Collection[str] = ()) -> list[Hit]:
    """The names in the sentence, in text order, never overlapping; `persons` are surnames known in the report."""
    parts = [(part, i) for i, token in enumerate(tree.tokens) for part in _parts(token.text)]
    found: list[Hit] = []
    longest = facts.longest
    at, end = 0, len(parts)
    while at < end:
        part, token = parts[at]
        opens = at == 0 or parts[at - 1][1] != token  # "anti-Syria" in one token is not Syria
        size = longest.get(part) if opens and (part in _LOWER_STARTS or not tree[token].text.islower()) else 0
        hit, used = (None, 1) if not size else _match(tree, facts, day, parts[at : at + size])
        if hit is not None and not _cut_short(tree, hit, found) and not _bears(tree, hit, persons):
            found.append(hit)
        at += used
    return found


def _bears(tree: Tree, hit: Hit, persons: Collection[str]) -> bool:
    """Whether it is a person who bears the name of a place or body: "Hague", where William Hague is named."""
    word = tree[hit.start]
    other = hit.place or hit.form == "name"
    return other and hit.end - hit.start == 1 and word.name == "B-PER" and word.text in persons


def _cut_short(tree: Tree, hit: Hit, before: list[Hit]) -> bool:
    """Whether a one-word name of a body is part of a longer name: "Social Democrats", "Fatah al-Islam"."""
    if hit.end - hit.start > 1 or hit.form not in ("name", "city", "region", "weak") or tree[hit.start].name == "O":
        return False
    after = tree[hit.end] if hit.end < len(tree) else None
    if after is not None and after.name == "I-ORG" and after.upos == "PROPN" and after.relation in ("flat", "compound"):
        return True
    longer = after is not None and after.name == "I-LOC" and tree[hit.start].name == "B-LOC"
    if longer and (hit.form == "name" or (hit.form == "region" and tree[hit.start].head == hit.end)):
        return True  # "Times Square", "Europe Bridge"
    first = tree[hit.start].name == "I-ORG" and hit.form == "name"
    return first and tree[hit.start - 1].text.istitle() and not (before and before[-1].end >= hit.start)


def settle(hit: Hit, countries: Mapping[str, int], named: Collection[int]) -> Hit | None:
    """Which body an ambiguous name stands for: the one named in full, or of the country named most; None if open."""
    if not hit.rivals:
        return hit
    bodies = (hit.entity, *hit.rivals)
    ranked = sorted(bodies, key=lambda e: (e.id not in named, -countries.get(e.country, 0)))
    best = ranked[0]
    if best.id in named or countries.get(best.country, 0) > countries.get(ranked[1].country, 0):
        return hit._replace(entity=best, rivals=())
    return None if hit.end - hit.start == 1 and best.country in countries else hit._replace(rivals=())


def _parts(text: str) -> list[str]:
    if text in ("'s", "’s"):
        return []
    if text.isascii() and text.isalpha():
        return [text.lower()]
    return normalise(text).split()


def _match(tree: Tree, facts: Facts, day: str | None, parts: list[tuple[str, int]]) -> tuple[Hit | None, int]:
    first = parts[0][1]
    for size in range(len(parts), 0, -1):
        names = facts.names.get(" ".join([p for p, _ in parts[:size]]))
        last = parts[size - 1][1]
        if not names or (size < len(parts) and parts[size][1] == last):
            continue
        hit = _choose(tree, facts, day, names, (first, last + 1))
        if hit is not None:
            return hit, size
    return None, 1


def _choose(tree: Tree, facts: Facts, day: str | None, names: tuple[Name, ...], where: tuple[int, int]) -> Hit | None:
    start, end = where
    capitals = all(t.text.isupper() for t in tree.tokens[start:end] if t.upos != "PUNCT")
    joins = "joins" in facts.words.get(tree[start].text.lower(), frozenset())
    joined = joins and end + 1 < len(tree) and _hyphen_at(tree, end)
    best: tuple[str, Entity] | None = None
    dated = weak = False
    rivals: list[Entity] = []
    for name in names:
        form = name.form.removeprefix("acronym:")
        if not _readable(tree, name.form, where, capitals=capitals) or (joins and not joined):
            continue
        entity = facts.entity(name.entity)
        if form != name.form and day is not None and entity.start > f"{int(day[:4]) + _PLANNED}{day[4:]}":
            continue  # initials of a body that is still to come
        valid = _valid(entity, day)
        if best is None or (valid and not dated):
            best, dated = (form, entity), valid
            # "Farc" is a word like any other, unless its country is named; "Nato" is known everywhere
            weak = form != name.form and not capitals and entity.country in facts.labels
        elif (
            valid
            and form == best[0] == "name"
            and entity.country not in (best[1].country, *(r.country for r in rivals))
        ):
            rivals.append(entity)
    if best is None:
        return None
    form, entity = best
    top, use = _top(tree, start, end), _use(tree, facts, start, end)
    return Hit(start, end, top, form, entity, use, weak or _is_weak(tree, facts, form, where), tuple(rivals))


def _is_weak(tree: Tree, facts: Facts, form: str, where: tuple[int, int]) -> bool:
    """Whether many a country has a body of that name: "the Labour Party"."""
    words = [t.text.lower() for t in tree.tokens[slice(*where)]]
    return form.startswith("weak") or all("shared name" in facts.words.get(w, frozenset()) for w in words)


_CURRENCIES = frozenset("$£€¥")
_PLANNED = 1  # years before its beginning that a body may be spoken of
_SPOKEN = 4  # letters that initials have at least to be spoken as a word


def _readable(tree: Tree, form: str, where: tuple[int, int], *, capitals: bool) -> bool:
    if form in ("surname", "family") or (form.startswith("weak-acronym") and not capitals):
        return False
    if form.startswith("acronym:") and not capitals and not _is_spoken(tree, *where):
        return False
    if (
        where[1] < len(tree)
        and tree[where[1]].text[:1] in _CURRENCIES
        and tree[where[1] - 1].end == tree[where[1]].start
    ):
        return False  # "US$42 million"
    if form in ("adjective", "demonym", "people") and any(t.text == "," for t in tree.tokens[slice(*where)]):
        return False  # "Greek, Cypriot and French ministers"
    return form.startswith("acronym:") or _fits(tree, form, *where)


def _is_spoken(tree: Tree, start: int, end: int) -> bool:
    """Whether a body's initials are written as the word that they are spoken as: "Nato"."""
    word = tree[start]
    named = (word.name != "O" or word.upos == "PROPN") and not word.name.endswith("-PER")
    return end - start == 1 and len(word.text) >= _SPOKEN and word.text.istitle() and named


def _valid(entity: Entity, day: str | None) -> bool:
    if day is None:
        return True
    return (not entity.start or entity.start <= day) and (not entity.end or day[: len(entity.end)] <= entity.end)


def _fits(tree: Tree, form: str, start: int, end: int) -> bool:
    """Whether the tags allow the reading: no country inside a person's name, no city that is no name."""
    tags = [t.name for t in tree.tokens[start:end]]
    if form in ("full", "short", "own"):
        return True
    if tags[0].endswith("PER") and form != "adjective":
        after = tree[end].name if end < len(tree) else "O"
        longer = tags[0] == "I-PER" or (after == "I-PER")
        if longer or (form == "people" and tree[start].relation not in ("amod", "compound")) or form == "city":
            return False
    if form == "city":
        return tags[0] != "O"
    if form == "capital" and tags[0] == "O" and tree[start].upos != "PROPN":
        return False  # "Male nurses"
    opens = start == 0 and end > 1 and tags[0] == "O"  # "New forces were sent": there the first capital says nothing
    return not all(t.text.islower() for t in tree.tokens[start + opens : end])


def _top(tree: Tree, start: int, end: int) -> int:
    """The token of the stretch whose governor lies outside it; the last one where several do."""
    tops = [i for i in range(start, end) if not start <= tree[i].head < end and tree[i].upos != "PUNCT"]
    return tops[-1] if tops else end - 1


def _hyphen_at(tree: Tree, i: int) -> bool:
    """A hyphen that joins two words, not a dash between spaces; corpora that part all words have spaces at both."""
    close = tree[i - 1].end == tree[i].start and tree[i].end == tree[i + 1].start
    return tree[i].text in _HYPHENS and (close or tree[i + 1].head > i + 1)


def _use(tree: Tree, facts: Facts, start: int, end: int) -> str:
    if end + 1 < len(tree) and _hyphen_at(tree, end):
        classes = facts.words.get(tree[end + 1].text.lower(), frozenset())
        if not classes.isdisjoint(("led", "based")):
            return "led" if "led" in classes else "based"
        if "blocked" in classes or tree[end + 1].upos == "VERB":
            return "blocked"
    hyphened = start > 1 and _hyphen_at(tree, start - 1)
    before = tree[start - 1 - hyphened].text if start else ""
    if before.lower() == "ethnic":
        return "ethnic"
    if before[:1].isupper() and "world" in facts.words.get(f"{before} {tree[end - 1].text}".lower(), frozenset()):
        return "blocked"  # "Latin American"
    if (
        start > 1
        and _hyphen_at(tree, start - 1)
        and "prefix" in facts.words.get(tree[start - 2].text.lower(), frozenset())
    ):
        return "blocked"
    return "plain"

"""How many: numbers of people killed, injured, detained, abducted, displaced, in a crowd, of troops (`counted.tsv`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dateline.ontology.table import read_table
from dateline.records import Count, Quantity
from dateline.trees import Tree
from dateline.what.numbers import Number, find_numbers

TABLE = Path(__file__).with_name("counted.tsv")
_OBJECTS = frozenset({"obj", "nsubj:pass"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_CLAUSES = frozenset({"acl", "acl:relcl"})
_PRONOUNS = frozenset({"who", "that", "which", "whom"})
_STATES = frozenset({"amod", "acl", "xcomp", "appos", "compound"})
Words = frozenset[str]


class Counted(NamedTuple):
    """A number, the word that heads its phrase, and the noun it counts ("dozens of people": dozens, people)."""

    number: Number
    head: int
    noun: int


class Said(NamedTuple):
    """Of which kind a number is, and by which word."""

    kind: str
    word: int


@cache
def _uses() -> dict[str, dict[str, Words]]:
    """By use and lemma: the kinds that the lemma names in that use."""
    out: dict[str, dict[str, Words]] = {}
    for row in read_table(TABLE, ("kind", "use", "words")):
        use = out.setdefault(row["use"], {})
        for word in row.parts("words", "|"):
            use[word] = use.get(word, frozenset()) | frozenset(row.parts("kind", "|"))
    return out


def find_quantities(trees: Sequence[Tree]) -> tuple[Quantity, ...]:
    """The numbers of people that a report gives, in text order; each with its kind and the word that says so.

    What is coordinated is added up ("killed two soldiers and a civilian"). "No one was hurt" is 0. Numbers whose kind
    the sentence does not say, and those of things, hours or money, are left out.
    """
    return tuple(q for tree in trees for q in _of_sentence(tree))


def _of_sentence(tree: Tree) -> Iterator[Quantity]:
    groups: dict[Said, list[tuple[Counted, bool]]] = {}
    for counted in _counted(tree):
        for said in _said(tree, counted):
            groups.setdefault(said, []).append((counted, _first_of_phrase(tree, counted.head) != counted.head))
    for said, members in groups.items():
        # of two phrases that are not coordinated one is part of the other: "12 people, three of them children"
        joined = [c for n, (c, second) in enumerate(members) if n == 0 or second]
        highs = [c.number.high for c in joined]
        high = None if None in highs else sum(h for h in highs if h is not None)
        first, last = min(c.number.first for c in joined), max(_end(c) for c in joined)
        count = Count(sum(c.number.low for c in joined), high, tree.span((first, last)))
        if tree.lemma(said.word) in _uses()["mixed"] or _either(tree, said.word):
            count = Count(0, high, count.span)
        yield Quantity(said.kind, count, tree.index, said.word)


def _either(tree: Tree, word: int) -> bool:
    """ "killed or injured": nobody knows how many of each."""
    others = tree.children(word, "conj") if tree[word].relation != "conj" else (word,)
    return any(tree[o].upos == tree[word].upos and "or" in _lemmas(tree, o, "cc") for o in others)


def _end(c: Counted) -> int:
    """The last word to show: the noun, where it follows closely."""
    return c.noun if c.number.last < c.noun <= c.number.last + 3 else c.number.last


# ---------------------------------------------------------------- what is counted


def _counted(tree: Tree) -> list[Counted]:
    """The numbers of a sentence with what they count; "a soldier" is one, "no soldier" none."""
    out, taken = [], set()
    for number in find_numbers([t.text.lower() for t in tree.tokens]):
        found = _headed(tree, number)
        if found is not None:
            out.append(found)
            taken |= {found.head, found.noun}
    single = _uses()["single"]
    for i, token in enumerate(tree.tokens):
        if token.upos != "NOUN" or i in taken:
            continue
        for d in tree.children(i, "det"):
            article = tree[d].text.lower()
            if article == "no":
                out.append(Counted(Number(d, d, 0, 0), i, i))
            elif article in ("a", "an", "another") and tree.lemma(i) in single and token.number != "Plur":
                out.append(Counted(Number(d, d, 1, 1), i, i))
    return sorted(out, key=lambda c: c.number.first)


def _headed(tree: Tree, number: Number) -> Counted | None:
    """What a number counts; None for things that are not people, and for a number inside a name or a day."""
    run = range(number.first, number.last + 1)
    head = _top(tree, run)
    if tree[head].relation in ("nummod", "det", "amod", "compound", "det:predet", "advmod") and tree[head].head >= 0:
        head = tree[head].head
    noun = head
    if head in run:
        after = [c for c in tree.children(head, "nmod") if c > number.last and tree.preposition(c) == "of"]
        noun = after[0] if after else head
    if tree[head].relation == "nmod" and tree.preposition(head) == "of" and tree[head].head >= 0:
        group = tree[head].head
        if tree.lemma(group) in _uses()["group"] and not _act_kinds(tree, group):
            head = group  # "a total of 12 people"
    things = _uses()["thing"]
    if tree[noun].upos not in ("NOUN", "PROPN", "NUM", "ADJ", "PRON", "VERB", "DET") or tree.lemma(noun) in things:
        return None
    return None if _is_name(tree, number, noun) else Counted(number, head, noun)


def _top(tree: Tree, run: range) -> int:
    """The word of a number that carries its phrase: the last numeral whose governor stands outside."""
    tops = [i for i in run if tree[i].head not in run]
    figures = [i for i in tops if tree[i].upos in ("NUM", "NOUN", "PRON", "ADJ", "DET")]
    return (figures or tops)[-1] if (figures or tops) else run[-1]


def _is_name(tree: Tree, number: Number, noun: int) -> bool:
    """A number that belongs to a name or a year: "Article 19", "the G20", "in 2019"."""
    if tree[number.last].name not in ("O", "") and tree[number.last].relation != "nummod":
        return True
    alone = noun in range(number.first, number.last + 1) and number.first == number.last
    return alone and 1900 <= number.low <= 2100 and tree[noun].text.isdigit() and bool(tree.preposition(noun))


# ---------------------------------------------------------------- of which kind


def _said(tree: Tree, c: Counted) -> list[Said]:
    """The kinds of a counted phrase: by the verb or noun above it, by a state beside it, else by its own noun."""
    head = _first_of_phrase(tree, c.head)
    found = _told_at_once(tree, c) or [*_by_governor(tree, head, c), *_by_state(tree, c)]
    if not found:
        own = tree.lemma(c.noun)
        for use in ("result", "people", "mixed"):
            found += [Said(kind, c.noun) for kind in sorted(_uses()[use].get(own, ()))]
    return [s for s in dict.fromkeys(found) if c.number.high == 0 or not _denied(tree, s.word)]


def _told_at_once(tree: Tree, c: Counted) -> list[Said]:
    """ "12 killed, 30 injured in blast": what follows a bare number is said of it, however a headline is parsed."""
    after = c.number.last + 1
    if c.noun != c.number.last or after == len(tree) or tree[after].upos != "VERB" or tree.children(after, "obj"):
        return []
    return [Said(k, after) for k in sorted(_uses()["done to"].get(tree.lemma(after), ()))]


def _first_of_phrase(tree: Tree, head: int) -> int:
    """The first member of a coordination, whose place in the clause all share."""
    at = head
    while tree[at].relation == "conj" and tree[tree[at].head].upos in ("NOUN", "PROPN", "NUM", "PRON", "ADJ"):
        at = tree[at].head
    return at


def _denied(tree: Tree, word: int) -> bool:
    return any(tree.lemma(c) in ("not", "never", "n't") for c in tree.children(word, "advmod", "aux", "neg"))


def _by_governor(tree: Tree, head: int, c: Counted) -> Iterator[Said]:
    uses = _uses()
    for verb, patient in _verbs(tree, head, c.number):
        lemma = tree.lemma(verb)
        yield from (Said(k, verb) for k in sorted(uses["done to" if patient else "done by"].get(lemma, ())))
        if patient and tree.lemma(c.noun) == "life":
            yield from (Said(k, verb) for k in sorted(uses["lives"].get(lemma, ())))
        if not patient and lemma in uses["lives"] and "life" in _lemmas(tree, verb, "obj"):
            yield Said("killed", verb)
        yield from _by_gathering(tree, verb, patient=patient)
        if lemma in uses["leaves"]:
            for state in tree.children(verb, "xcomp"):
                yield from (Said(k, state) for k in sorted(_state_kinds(tree, state)))
    above = tree[head].head
    if above < 0:
        return
    if tree[head].relation == "nmod" and tree.preposition(head) in ("of", "by", "to", ""):
        kinds = _act_kinds(tree, above)
        crowd = {"crowd"} if tree.preposition(head) != "of" or c.noun != head or tree[head].upos == "NUM" else set()
        passive = kinds - {"crowd"} if tree.preposition(head) == "of" else set()
        people = kinds & ({"crowd"} if crowd or tree.lemma(c.noun) not in uses["thing"] else set())
        yield from (Said(k, above) for k in sorted(passive | people))
    if tree[head].relation in ("obl", "nmod") and tree.preposition(head) in ("to", "at", "of", "past", "above"):
        subjects = [above, *tree.children(above, *sorted(_SUBJECTS))]
        tolls = [s for s in subjects if tree.lemma(s) in uses["toll"]]
        yield from (Said(k, s) for s in tolls for k in sorted(uses["toll"][tree.lemma(s)]))


def _by_gathering(tree: Tree, verb: int, *, patient: bool) -> Iterator[Said]:
    """ "Thousands took to the streets", "the rally drew thousands"."""
    uses, lemma = _uses(), tree.lemma(verb)
    around = {*_lemmas(tree, verb, "obj"), *_lemmas(tree, verb, "obl")}
    if not patient and lemma in uses["streets"] and around & set(uses["gathering"]):
        yield Said("crowd", verb)
    if patient and (
        (lemma in uses["draws"] and {*_lemmas(tree, verb, "nsubj")} & set(uses["act"]) & set(uses["gathering"]))
        or (lemma == "attend" and {*_lemmas(tree, verb, "nsubj:pass"), _governor(tree, verb)} & set(uses["gathering"]))
    ):
        yield Said("crowd", verb)


def _governor(tree: Tree, word: int) -> str:
    return tree.lemma(tree[word].head) if tree[word].relation in _CLAUSES else ""


def _lemmas(tree: Tree, word: int, relation: str) -> list[str]:
    return [tree.lemma(c) for c in tree.children(word, relation)]


def _act_kinds(tree: Tree, word: int) -> Words:
    return _uses()["act"].get(tree.lemma(word), frozenset())


def _verbs(tree: Tree, head: int, number: Number) -> Iterator[tuple[int, bool]]:
    """The verbs that hold a phrase as the one it is done to (True) or as the doer (False)."""
    above, relation = tree[head].head, tree[head].relation
    if above >= 0:
        # parsers take the first word of "between 10 and 15" or "at least 12" for a preposition
        marked = [w for w in tree.children(head, "case") if not number.first <= w <= number.last]
        if relation in _OBJECTS or (relation == "obl" and not marked and not tree.children(above, "obj")):
            yield from ((v, True) for v in _sharing(tree, above, relation))
        elif relation == "obl:agent":
            yield above, tree.lemma(above) == "attend"
        elif relation == "nsubj":
            for verb in _sharing(tree, above, relation):
                yield verb, _is_participle(tree, verb)
        yield from _through(tree, above, head)
    for verb in tree.children(head, *sorted(_CLAUSES)):
        subjects = tree.children(verb, *sorted(_SUBJECTS))
        own = any(tree.lemma(s) in _PRONOUNS for s in subjects)
        passive = bool(tree.children(verb, "nsubj:pass", "aux:pass")) or _is_participle(tree, verb)
        yield verb, passive or (bool(subjects) and not own)


def _sharing(tree: Tree, verb: int, relation: str) -> Iterator[int]:
    """The verb, and those coordinated with it that have no such phrase of their own."""
    yield verb
    if relation == "obj":
        return
    for other in tree.children(verb, "conj"):
        if not tree.children(other, *sorted(_SUBJECTS)) and not tree.children(other, "obj"):
            yield other


def _through(tree: Tree, verb: int, head: int) -> Iterator[tuple[int, bool]]:
    """Infinitives and participles whose subject stands above: "are feared killed", "forced 200 people to flee"."""
    relation = tree[head].relation
    if relation not in _SUBJECTS | {"obj"}:
        return
    for inner in tree.children(verb, "xcomp"):
        if relation == "obj" or not tree.children(verb, "obj"):
            passive = bool(tree.children(inner, "aux:pass")) or _is_participle(tree, inner)
            yield inner, passive


def _is_participle(tree: Tree, verb: int) -> bool:
    """A bare past participle: "30 wounded", where a doer would have an object or an auxiliary beside it."""
    token = tree[verb]
    if token.verb_form != "Part" or tree.children(verb, "obj", "aux"):
        return False
    return not token.text.lower().endswith("ing")


def _state_kinds(tree: Tree, word: int) -> Words:
    form = tree[word].text.lower()
    return _uses()["state"].get(form, frozenset())


def _by_state(tree: Tree, c: Counted) -> Iterator[Said]:
    """A state that is said of the phrase, or follows it at once: "12 people dead", "30 wounded"."""
    beside = [s for s in tree.children(c.head) if tree[s].relation in _STATES]
    beside += [s for s in tree.children(c.noun) if tree[s].relation in _STATES]
    above = tree[c.head].head
    if above >= 0 and tree[c.head].relation in _SUBJECTS and tree[above].upos == "ADJ":
        beside.append(above)
    if tree[c.noun].upos in ("ADJ", "VERB", "NOUN"):
        beside.append(c.noun)
    follows = c.noun + 1
    if follows < len(tree) and c.noun >= c.number.first and not tree.children(follows, "obj", "aux", "aux:pass"):
        beside.append(follows)
    for state in beside:
        if any(s not in (c.head, c.noun) for s in tree.children(state, *sorted(_SUBJECTS))):
            continue  # "12 killed, 30 injured": the state of others
        yield from (Said(k, state) for k in sorted(_state_kinds(tree, state)))

"""Frames and the model weighed against each other: which events stand, how sure they are, what only the model saw."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from dateline.records import SPOKEN, Candidate, EventWord
from dateline.trees import Tree
from dateline.what.belonging import PartyFinder
from dateline.what.factuality import judge
from dateline.what.frames import Certainty, Lexicon
from dateline.what.staging import is_invented

_OVERRULES = 0.97  # how probable an event must be to stand although a frame excludes it
_FILL = 0.6  # how probable a word must be to fill a side that the frame left empty
# What an act that is to come may be read as.
_TO_COME = dict.fromkeys(("CONSULT", "SUPPORT", "COOPERATE", "AID"), "AGREE") | {"RETREAT": "CONCEDE"}
# Done by deeds, not by words: who only tells of it has not done it.
_DEEDS = frozenset("ASSAULT COERCE SANCTION PROTEST MOBILIZE RETREAT AID COOPERATE CONSULT".split())


class Known(NamedTuple):
    """What is known of a sentence: its parties, the words that a frame's exclusion says are no event of a type, and by
    verb the phrases that a headline's passive has for subject.
    """

    finder: PartyFinder
    vetoed: Collection[tuple[int, str]]
    told: Mapping[int, tuple[int, ...]]


def weigh(tree: Tree, framed: Sequence[Candidate], known: Known, lexicon: Lexicon) -> list[Candidate]:
    """The candidates of a sentence that are sure enough, in text order."""
    finder, vetoed, told_to = known
    weights, words = lexicon.weights, tree.sentence.event_words
    if words is None or weights is None:
        return list(framed)
    words = tuple(_suffered(w, told_to[w.word]) if w.word in told_to else w for w in words)
    taught = tuple(_taught(tree, [w for w in words if w.types[0][0] in lexicon.own_types], finder, lexicon.certainty))
    told = {c.head for c in taught}
    framed = [c for c in framed if c.type in lexicon.own_types or not told & {c.head, *c.trigger}]
    words = tuple(w for w in words if w.types[0][0] not in lexicon.own_types and w.word not in told)
    out: list[Candidate] = []
    taken: set[int] = set()
    for c in framed:
        if c.type in lexicon.own_types:
            taken |= {c.head, *c.trigger, *c.scope}
            out.append(c)
            continue
        reading = _reading_of(c, words)
        probable = _probability(c, reading)
        confidence = weights.framed(probable)
        if confidence >= (weights.least_later if tree.index else weights.least_framed):
            taken |= {c.head, *c.trigger, *c.scope}
            coders = ("frame", "learned") if probable >= 0.5 else c.coders
            filled = _filled(c, reading, (finder, _tellers(tree, c.type, c.head, lexicon)))
            out.append(replace(filled, confidence=confidence, reading=reading, coders=coders))
    free = [w for w in words if w.word not in taken and not _merely_says(tree, w.word, lexicon)]
    free = [w for w in free if not is_invented(tree, w.word, lexicon)]
    unvetoed = [w for w in free if (w.word, w.types[0][0]) not in vetoed or w.types[0][1] >= _OVERRULES]
    out += _alone(tree, unvetoed, finder, lexicon)
    out += [c for c in taught if (c.head, c.type) not in {(o.head, o.type) for o in out}]
    return sorted(out, key=lambda c: (min(c.trigger), c.type))


def _suffered(word: EventWord, patients: Collection[int]) -> EventWord:
    """ "Serbia warned over Kosovo": who stands for the subject is no actor."""
    parties = tuple((w, "recipient" if w in patients else role, p) for w, role, p in word.parties)
    return replace(word, parties=parties)


def _merely_says(tree: Tree, word: int, lexicon: Lexicon) -> bool:
    """Whether a word only tells what is said: not "told Mali to leave", which asks, nor "denied entry"."""
    lemma = tree.lemma(word)
    if lemma == "deny":
        return not tree.children(word, "obj", "nsubj:pass", "iobj")
    return lemma in lexicon.speech and not tree.children(word, "xcomp")


def _probability(c: Candidate, reading: EventWord | None) -> float:
    """How probable the model finds the candidate's type, or what PLOVER makes of the type where it is to come."""
    types = dict(reading.types) if reading else {}
    probable = types.get(c.type, 0.0)
    to_come = _TO_COME.get(c.type) if c.factuality.tense == "future" else None
    return max(probable, types.get(to_come, 0.0)) if to_come else probable


def _reading_of(c: Candidate, words: Sequence[EventWord]) -> EventWord | None:
    """What the model makes of the candidate's words: of several, the one that is surest of its type.

    Of "said that Mali must leave" it may take "leave" for the word that names the demand.
    """
    own = [w for w in words if w.word in c.trigger or w.word == c.head or w.word in c.scope]
    return max(own, key=lambda w: (dict(w.types).get(c.type, 0.0), w.types[0][1], -w.word), default=None)


def _tellers(tree: Tree, kind: str, head: int, lexicon: Lexicon) -> frozenset[int]:
    """Who says that a deed was done ("…, police said"), by the head words of the subjects; empty for other types."""
    if kind not in _DEEDS:
        return frozenset()
    verbs = [v for v in (*tree.ancestors(head), *tree.children(head, "parataxis")) if tree.lemma(v) in lexicon.speech]
    return frozenset(m for v in verbs for s in tree.children(v, "nsubj") for m in tree.conjuncts(s))


def _filled(c: Candidate, reading: EventWord | None, known: tuple[PartyFinder, frozenset[int]]) -> Candidate:
    """A side that the frame left empty, from the words that the model is sure of in that role.

    `known` are the sentence's parties, and those of them that only tell of it.
    """
    finder, tellers = known
    if reading is None or (c.actors and c.recipients):
        return c
    acting = _parties(reading, "actor", finder, _FILL)
    actors = c.actors or tuple(a for a in acting if a not in c.recipients and a not in tellers)
    recipients = c.recipients or tuple(r for r in _parties(reading, "recipient", finder, _FILL) if r not in actors)
    return replace(c, actors=actors, recipients=recipients)


def _alone(tree: Tree, words: Sequence[EventWord], finder: PartyFinder, lexicon: Lexicon) -> Iterator[Candidate]:
    weights, certainty = lexicon.weights, lexicon.certainty
    if weights is None:
        return
    for w in words:
        kind, probable = w.types[0]
        confidence = weights.alone(probable)
        if confidence < weights.least_alone:
            continue
        tellers = _tellers(tree, kind, w.word, lexicon)
        actors = tuple(a for a in _parties(w, "actor", finder, weights.party) if a not in tellers)
        actors = actors or _likeliest_actor(w, finder, tellers)
        recipients = tuple(r for r in _parties(w, "recipient", finder, weights.party) if r not in actors)
        factuality = judge(tree, (w.word,), (w.word, None), certainty)
        if factuality is None or not (actors or recipients or kind in SPOKEN):
            continue
        yield Candidate(
            sentence=tree.index,
            head=w.word,
            trigger=(w.word,),
            type=kind,
            modes=tuple(m for m, p in w.modes if p >= 0.5),
            actors=actors,
            recipients=recipients,
            factuality=factuality,
            by=f"model:{kind.lower()}",
            coders=("learned",),
            confidence=confidence,
            reading=w,
            scope=(w.word,),
        )


def _taught(tree: Tree, words: Sequence[EventWord], finder: PartyFinder, certainty: Certainty) -> Iterator[Candidate]:
    """Events of types that a user taught by example: on each side the first word that stands for a party."""
    for w in words:
        factuality = judge(tree, (w.word,), (w.word, None), certainty)
        actors = _first(w, "actor", finder, ())
        recipients = _first(w, "recipient", finder, actors)
        if factuality is None or not (actors or recipients):
            continue
        kind, probable = w.types[0]
        yield Candidate(
            sentence=tree.index,
            head=w.word,
            trigger=(w.word,),
            type=kind,
            modes=(),
            actors=actors,
            recipients=recipients,
            factuality=factuality,
            by=f"taught:{kind.lower()}",
            coders=("learned",),
            confidence=probable,
            scope=(w.word,),
        )


def _first(w: EventWord, role: str, finder: PartyFinder, others: tuple[int, ...]) -> tuple[int, ...]:
    for word, r, _ in w.parties:
        found = tuple(o for o in finder.owners(word, acting=role == "actor") if o not in others) if r == role else ()
        if found:
            return tuple(dict.fromkeys(found))
    return ()


def _likeliest_actor(w: EventWord, finder: PartyFinder, tellers: frozenset[int]) -> tuple[int, ...]:
    """ "Farmers said they would blockade …": of those who do not only tell of it, who most probably did it."""
    for _, word in sorted((-p, word) for word, role, p in w.parties if role == "actor"):
        owners = tuple(o for o in finder.owners(word, acting=True) if o not in tellers)
        if owners:
            return owners
    return ()


def _parties(w: EventWord, role: str, finder: PartyFinder, least: float) -> tuple[int, ...]:
    """Who stands in a role at least so probably; so do those told in one breath with them who are likely at all, or
    with two of them.
    """
    likely = {word: p for word, r, p in w.parties if r == role}
    sure = {word for word, p in likely.items() if p >= least}
    joined = set(sure)
    for word in sure:
        mates = set(finder.tree.conjuncts(word))
        joined |= mates if len(mates & sure) > 1 else mates & likely.keys()
    found = (o for word in sorted(joined) for o in finder.owners(word, acting=role == "actor"))
    return tuple(dict.fromkeys(found))

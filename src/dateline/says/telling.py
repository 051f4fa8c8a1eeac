"""Reads the words of saying off one tree: who tells, by which words, and the words told."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.says.cues import Cues
from dateline.says.relaying import citing, relay, relayed, saying_of
from dateline.says.speaking import negated, owner, passive, subject, tellers
from dateline.says.told import Reader, Telling, clause_words, content_words, cue_words, has_that, infinitive
from dateline.trees import Tree

_VERBAL = frozenset({"VERB", "AUX"})
_NOUN_ROLES = frozenset({"obj", "obl", "nmod"})  # "denied reports that …" is a noun, whatever its tag


def find_tellings(tree: Tree, position: int, cues: Cues) -> list[Telling]:
    """All tellings of one sentence, in the order of their cues; `position` is the tree's place in the article."""
    reader = Reader(tree, position, cues)
    found = reader.found
    for i, token in enumerate(tree.tokens):
        lemma = token.lemma.lower()
        upos = "NOUN" if token.relation in _NOUN_ROLES and lemma in cues.nouns else token.upos
        if upos in _VERBAL:
            if token.relation == "case":
                found += _preposition(reader, i)
            elif lemma in cues.first_words:
                found += _verb(reader, i)
        elif upos == "NOUN":
            if noun_lemma(tree, i) in cues.nouns:
                found += _noun(reader, i)
        elif upos == "ADJ" and lemma in cues.adjectives:
            found += _adjective(reader, i)
        elif token.relation == "case":
            found += _preposition(reader, i)
    return found


def _verb(reader: Reader, i: int) -> Iterator[Telling]:
    tree, cues = reader.tree, reader.cues
    lemma = tree.lemma(i)
    if lemma in cues.relays:
        saying = saying_of(tree, i, cues)
        if saying is not None:
            yield from relay(reader, i, saying)
            return
    if lemma in cues.citing and tree[i].relation == "advcl" and tree[i].text.lower().endswith("ing"):
        yield from citing(reader, i)
        return
    entry = cues.verbs.get(lemma) or cues.verbs.get(tree[i].lemma.lower())
    if entry is None or relayed(tree, i, cues) or negated(tree, i, cues):
        return
    content = content_words(tree, i, entry)
    if not content and not entry.quotation:
        return
    who = tellers(tree, i, cues)
    if who or (content and passive(tree, i)):
        yield Telling(reader.position, cue_words(tree, i), who, content, entry.stance, entry.quotation)


# ---------------------------------------------------------------- prepositions, nouns, adjectives


def _preposition(reader: Reader, i: int) -> Iterator[Telling]:
    tree, cues = reader.tree, reader.cues
    noun = tree[i].head
    if noun < 0 or tree.preposition(noun) not in cues.prepositions or tree[noun].lemma.lower() in cues.mute:
        return
    if tree.child(noun, "case") != i or tree[noun].head < 0:
        return
    host = tree[noun].head
    while tree[host].upos in ("NOUN", "PROPN", "NUM", "PRON") and tree[host].head >= 0 and not _clausal(tree, host):
        host = tree[host].head
    aside = set(tree.subtree(noun))
    content = tuple(w for w in tree.subtree(host) if w not in aside)
    who = owner(tree, noun, cues)
    stance = cues.prepositions[tree.preposition(noun)]
    if content:
        yield reader.telling((i, *tree.children(i, "fixed")), tree.conjuncts(who), content, stance)


def _clausal(tree: Tree, i: int) -> bool:
    """Whether a noun is the predicate of a clause."""
    return bool(tree.children(i, "cop", "nsubj"))


def _noun(reader: Reader, i: int) -> Iterator[Telling]:
    """ "Ali's claim that …", "made a statement that …", "denied reports that …"."""
    tree, cues = reader.tree, reader.cues
    clause = next((c for c in tree.children(i, "acl", "ccomp") if has_that(tree, c)), None)
    if clause is None:
        return
    cue: tuple[int, ...] = (i,)
    stance = cues.nouns[noun_lemma(tree, i)]
    who: tuple[int, ...] = ()
    named = owner(tree, i, cues, of_vehicle=True)
    if named != i:
        who = tree.conjuncts(named)
    verb = tree[i].head
    if verb >= 0 and tree[i].relation == "obj":
        lemma = tree.lemma(verb)
        if lemma in cues.rejecting and not negated(tree, verb, cues):
            cue, stance, who = (*cue_words(tree, verb), i), "denies", tellers(tree, verb, cues)
        elif lemma in cues.making and not who:
            if negated(tree, verb, cues):
                return
            who = tellers(tree, verb, cues)
    yield reader.telling(tuple(sorted(cue)), who, clause_words(tree, clause, i), stance)


def noun_lemma(tree: Tree, i: int) -> str:
    """The lemma of a noun, or its singular where the parser left the plural: "claims"."""
    lemma = tree[i].lemma.lower()
    return lemma[:-1] if lemma.endswith("s") and lemma == tree[i].text.lower() else lemma


def _adjective(reader: Reader, i: int) -> Iterator[Telling]:
    tree, cues = reader.tree, reader.cues
    clause = next((c for c in tree.children(i, "ccomp") if not infinitive(tree, c)), None)
    who = subject(tree, i)
    if clause is None or who is None or tree[who].text.lower() == "it" or negated(tree, i, cues):
        return
    stance = cues.adjectives[tree[i].lemma.lower()]
    yield reader.telling(cue_words(tree, i), tellers(tree, i, cues), clause_words(tree, clause, i), stance)

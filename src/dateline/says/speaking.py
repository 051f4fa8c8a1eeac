"""Whose words a verb of saying reports: its subject, or whoever stands in for it in the tree."""

from __future__ import annotations

from itertools import islice

from dateline.says.cues import Cues
from dateline.trees import Tree

_RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
_SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer")
_STEPS = 8


def passive(tree: Tree, i: int) -> bool:
    """Whether verb `i` is passive: marked so, or a bare participle after a noun ("claims made")."""
    return tree[i].voice == "Pass" or bool(tree.children(i, "aux:pass", "nsubj:pass"))


def agent(tree: Tree, i: int) -> int | None:
    """The "by" phrase of a passive."""
    found = tree.child(i, "obl:agent")
    if found is not None:
        return found
    return next((c for c in tree.children(i, "obl", "nmod") if tree.preposition(c) == "by"), None)


def subject(tree: Tree, i: int) -> int | None:
    """The subject of `i` (of several, the last before it); a relative pronoun gives the noun it stands for."""
    subjects = tree.children(i, *_SUBJECTS)
    found = next((s for s in reversed(subjects) if s < i), subjects[0] if subjects else None)
    if found is None:
        found = _astray(tree, i)
    if found is None or tree[found].text.lower() not in _RELATIVE:
        return found
    for at in (i, *islice(tree.ancestors(i), _STEPS)):
        if tree[at].relation == "acl:relcl":
            return tree[at].head
    return found


def _astray(tree: Tree, i: int) -> int | None:
    """The subject that a tree hung on the clause before: "Speaking in Oslo, Ali said …"."""
    for clause in tree.children(i, "advcl"):
        for s in tree.children(clause, *_SUBJECTS):
            if clause < s < i and any(tree[k].text == "," for k in range(clause + 1, s)):
                return s
    return None


def tellers(tree: Tree, i: int, cues: Cues) -> tuple[int, ...]:
    """The heads of the phrases that name who tells; () if nobody is named."""
    if passive(tree, i):
        found = agent(tree, i)
    else:
        found = subject(tree, i)
        if found is None:
            found = _inherited(tree, i, cues)
    if found is None:
        return ()
    found = owner(tree, found, cues)
    return tuple(w for w in tree.conjuncts(found) if w == found or tree[w].upos in ("NOUN", "PROPN", "PRON"))


def _inherited(tree: Tree, i: int, cues: Cues) -> int | None:
    """The subject that a coordinated, infinitive or participle clause shares with the one above it."""
    at = i
    for _ in range(_STEPS):
        relation, head = tree[at].relation, tree[at].head
        if head < 0 or relation in ("csubj", "csubj:pass", "amod", "acl:relcl"):
            return None
        if (relation == "acl" and not tree.children(at, "mark")) or (  # "a chance to say" does not speak
            relation == "advcl" and tree[head].upos in ("NOUN", "PROPN") and subject(tree, head) is None
        ):
            return head
        if relation == "xcomp" and tree[head].lemma.lower() in cues.handing:
            handed = tree.child(head, "obj", "iobj")
            if handed is not None:
                return handed
        found = subject(tree, head)
        if found is not None:
            return None if tree[found].relation == "expl" else found
        at = head
    return None


def owner(tree: Tree, noun: int, cues: Cues, *, of_vehicle: bool = False) -> int:
    """Who sends what words travel in ("the ministry" of "a statement by the ministry"); other nouns are themselves."""
    if not of_vehicle and tree[noun].lemma.lower() not in cues.vehicles:
        return noun
    poss = tree.child(noun, "nmod:poss")
    if poss is not None:
        return poss
    for c in tree.children(noun, "nmod", "obl"):
        preposition = tree.preposition(c)
        if preposition == "by" or (preposition == "from" and sends(tree, c, cues)):
            return c
    verb = tree[noun].head
    if not of_vehicle and verb >= 0 and tree[noun].relation == "obj" and tree.lemma(verb) in cues.making:
        found = subject(tree, verb)
        return noun if found is None or passive(tree, verb) else found
    return noun


def sends(tree: Tree, noun: int, cues: Cues) -> bool:
    """Whether what comes "from" a noun is sent by it: not "from Friday"."""
    return tree[noun].name != "O" or tree[noun].lemma.lower() in cues.voices


def negated(tree: Tree, i: int, cues: Cues) -> bool:
    """Whether the telling did not take place: "did not say", "nobody said", "refused to say", "without saying"."""
    if _denied(tree, i, cues):
        return True
    if any(tree[m].text.lower() == "without" for m in tree.children(i, "mark", "case")):
        return True
    at = i
    while tree[at].relation == "xcomp" and tree[at].head >= 0:
        at = tree[at].head
        if tree[at].lemma.lower() in cues.withholding or _denied(tree, at, cues):
            return True
    return False


def doubted(tree: Tree, i: int, cues: Cues) -> bool:
    """Whether the negation stands at the verb itself and its subject is somebody: "does not think that …"."""
    who = tree.child(i, *_SUBJECTS)
    nobody = who is None or tree[who].text.lower() in cues.nobody
    return not nobody and _adverb(tree, i, cues)


def _adverb(tree: Tree, i: int, cues: Cues) -> bool:
    return any(tree[c].text.lower() in cues.negators for c in tree.children(i, "advmod", "advmod:neg", "neg"))


def _denied(tree: Tree, i: int, cues: Cues) -> bool:
    if _adverb(tree, i, cues):
        return True
    who = tree.child(i, *_SUBJECTS)
    if who is None:
        return False
    return tree[who].text.lower() in cues.nobody or any(
        tree[d].text.lower() in cues.nobody for d in tree.children(who, "det")
    )


def can_speak(tree: Tree, noun: int, cues: Cues) -> bool:
    """Whether a noun names somebody, or is of those that can speak."""
    token = tree[noun]
    if token.upos in ("PROPN", "PRON") or token.name[-3:] in ("PER", "ORG"):
        return True
    return token.lemma.lower() in cues.voices or any(
        tree[c].name[-3:] == "PER" for c in tree.children(noun, "flat", "appos")
    )


def is_person(tree: Tree, noun: int, cues: Cues) -> bool:
    """Whether a noun phrase is a human being: named so, a personal pronoun, or a word for one."""
    token = tree[noun]
    if token.upos == "PRON":
        return token.text.lower() in ("he", "she", "they", "we", "i")
    if token.name[-3:] == "PER" or any(tree[c].name[-3:] == "PER" for c in tree.children(noun, "flat", "appos")):
        return True
    return token.upos == "NOUN" and token.lemma.lower() in cues.persons


def named(tree: Tree, noun: int) -> bool:
    """Whether a noun phrase has a name."""
    return tree[noun].upos == "PROPN" or any(tree[c].upos == "PROPN" for c in tree.children(noun, "flat", "appos"))

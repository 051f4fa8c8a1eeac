"""How real the text makes an event: tense, polarity and certainty, from auxiliaries, negation and governors."""

from __future__ import annotations

from dateline.records import Factuality
from dateline.trees import Tree
from dateline.what.frames import Certainty

_FUTURE = frozenset({"will", "'ll", "’ll", "shall", "wo"})
_POSSIBLE = frozenset({"would", "could", "may", "might", "can", "ca", "should", "must", "'d", "ought"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor", "hardly", "without"})
_CONTENT = frozenset({"for", "of", "to", "on", "against", "from"})  # "called for talks", but "after talks" they called
_NO = frozenset({"no", "neither"})


class _Reading:
    """What has been found so far; a stronger finding is never weakened."""

    def __init__(self) -> None:
        self.tense = "none"
        self.negative = False
        self.certainty = "certain"
        self.purpose = False

    def weaken(self, effect: str) -> None:
        if effect == "negative":
            self.negative = not self.negative
        elif effect == "future":
            self.tense = "future"
        elif effect == "possible":
            self.certainty = "possible"

    def result(self) -> Factuality:
        return Factuality(self.tense, "negative" if self.negative else "positive", self.certainty)  # type: ignore[arg-type]


def judge(
    tree: Tree, trigger: tuple[int, ...], names: tuple[int, int | None], certainty: Certainty
) -> Factuality | None:
    """The factuality of the event that `names` (its head word, and the light verb that carries it) and `trigger` tell.

    None for a mere purpose ("met TO DISCUSS an attack"): the text does not present it as an event of any kind.
    """
    head, light = names
    reading = _Reading()
    told = (*trigger, *tree.children(head, "nsubj", "nsubj:pass", "obj"))
    if any(tree[d].text.lower() in _NO for w in told for d in tree.children(w, "det")):
        reading.negative = True
    if light is not None:
        reading.weaken(certainty.effects.get(tree.lemma(light), ""))
    for modifier in tree.children(head, "amod"):
        effect = certainty.effects.get(tree[modifier].text.lower())
        if effect and tree[head].upos in ("NOUN", "PROPN"):
            reading.weaken(effect)  # "a possible attack", "planned talks"
    verb = head if light is None else light
    if tree[verb].upos in ("VERB", "AUX", "ADJ") or tree.child(verb, "cop") is not None:
        _clause(tree, verb, reading, certainty)
    if not tree.is_headline(verb):
        _governors(tree, verb, reading, certainty)
    return None if reading.purpose else reading.result()


def _clause(tree: Tree, verb: int, reading: _Reading, certainty: Certainty) -> None:
    """The verb's own auxiliaries, negation and conjunction."""
    auxiliaries = tree.children(verb, "aux", "cop")
    if tree[verb].relation == "conj" and not auxiliaries and tree.child(verb, "nsubj", "nsubj:pass") is None:
        auxiliaries = tree.children(tree[verb].head, "aux")
    words = [tree[a].text.lower() for a in auxiliaries]
    if any(w in _FUTURE for w in words) or ("would" in words and _reported(tree, verb)):
        reading.weaken("future")
    elif any(w in _POSSIBLE for w in words):
        reading.weaken("possible")
    elif _is_announced(tree, verb):
        reading.weaken("future")
    elif reading.tense == "none":
        tenses = [tree[a].tense for a in auxiliaries if tree[a].tense] or [tree[verb].tense]
        perfect = any(tree[a].lemma == "have" for a in auxiliaries)
        passive = tree.child(verb, "aux:pass")
        if passive is not None and not auxiliaries:
            tenses = [tree[passive].tense]
        if tenses[0]:
            reading.tense = "past" if perfect or tenses[0] == "Past" else "present"
    if is_denied(tree, verb):
        reading.weaken("negative")
    if any(tree[m].text.lower() in certainty.conditions for m in tree.children(verb, "mark")):
        reading.weaken("possible")


def _is_announced(tree: Tree, verb: int) -> bool:
    """ "Australia to withdraw troops": how headlines write the future."""
    to = any(tree[m].lemma == "to" for m in tree.children(verb, "mark")) and tree[verb].verb_form == "Inf"
    whole = tree[verb].relation == "root" and tree.child(verb, "nsubj", "nsubj:pass") is not None
    return tree.is_headline(verb) or (to and whole)


def is_denied(tree: Tree, verb: int) -> bool:
    """Whether the verb itself is negated: "did not", "never", "without"."""
    return any(tree[n].text.lower() in _NEGATIONS for n in tree.children(verb, "advmod", "mark", "case", "cc:preconj"))


def _reported(tree: Tree, verb: int) -> bool:
    """ "said it WOULD go": the future of reported speech."""
    above = tree[verb].head
    return tree[verb].relation in ("ccomp", "parataxis") and above >= 0 and tree[above].tense == "Past"


def _governors(tree: Tree, verb: int, reading: _Reading, certainty: Certainty) -> None:
    """What governs the clause: "failed to", "plans to", "a proposal to", a purpose, a condition."""
    at = verb
    for above in tree.ancestors(verb):
        relation, clausal = tree[at].relation, False
        if relation in ("xcomp", "acl", "ccomp", "obj", "obl", "nmod", "advcl", "nsubj", "nsubj:pass", "csubj"):
            effect = certainty.effects.get(tree.lemma(above))
            infinitive = any(tree[m].text.lower() == "to" for m in tree.children(at, "mark"))
            gerund = tree[at].verb_form in ("Ger", "Part") and tree.follows(at, above)
            clausal = relation in ("acl", "advcl") and (infinitive or gerund or _prepositional(tree, at))
            nominal = relation in ("nmod", "obl") and tree.preposition(at) in _CONTENT
            if effect and (clausal or nominal or relation in ("xcomp", "obj", "ccomp", "nsubj:pass")):
                reading.weaken(effect)
            if infinitive and relation in ("advcl", "acl") and not effect:
                reading.purpose = True
            if relation == "xcomp":
                _clause(tree, above, reading, certainty)
            elif relation == "advcl":
                _condition(tree, at, reading, certainty)
        elif relation not in ("conj", "parataxis", "acl:relcl", "appos"):
            break
        if relation in ("parataxis", "acl:relcl", "appos") or (relation == "advcl" and not clausal):
            break  # a clause of its own: "…, accusing Iran of" is not touched by what stands above it
        at = above


def _prepositional(tree: Tree, clause: int) -> bool:
    """ "aimed AT bolstering", "accused OF killing"."""
    return any(tree[m].upos == "ADP" for m in tree.children(clause, "mark"))


def _condition(tree: Tree, clause: int, reading: _Reading, certainty: Certainty) -> None:
    if any(tree[m].text.lower() in certainty.conditions for m in tree.children(clause, "mark")):
        reading.weaken("possible")

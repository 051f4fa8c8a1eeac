"""How the text presents any event word, coded or not: what its clause and its governors say of it, and why.

From the word upwards: the clause's own auxiliaries, negation and conditions, then each governor as long as it
bears on the word. What a clause of its own tells (a relative clause, a finite complement of "say") is not touched
from above.
"""

from __future__ import annotations

from typing import Literal

from dateline.records import Evidence, Factuality
from dateline.trees import Tree
from dateline.what.operators import Operators

Effect = Literal["negative", "future", "possible", "condition"]

_WILL = frozenset({"will", "shall", "ll", "'ll", "’ll", "wo", "sha"})
_SHOULD = frozenset({"may", "might", "should", "must", "ought", "'d", "would"})
_CAN = frozenset({"can", "could", "ca"})
_NOT = frozenset({"not", "n't", "n’t", "never", "hardly", "scarcely", "neither", "nor"})
_NOBODY = frozenset({"no", "neither", "nobody", "none", "nothing"})
_ORDINAL = frozenset({"first", "last", "second", "third", "only", "next"})
_VERBAL = frozenset({"VERB", "AUX", "ADJ"})
_OF_FUTURE = frozenset({"with", "in", "at", "into", "during", "before", "until", "via", "on"})
_FOR = frozenset({"for", "of", "on", "to", "about", "in", "at"})
_CLAUSAL = frozenset({"xcomp", "csubj", "acl", "advcl", "obj", "obl", "nmod"})
_AWAITED = frozenset(
    {"due", "likely", "possible", "imminent", "unlikely", "set", "schedule", "plan", "expect", "ready"}
)
_DEPTH = 8  # governors asked; parses of broken text may nest without end


def present(tree: Tree, word: int, operators: Operators) -> tuple[Factuality, tuple[Evidence, ...]]:
    """How the sentence presents word `word`: its factuality, and the words that say so, innermost first."""
    return _Presenting(tree, operators).present(word)


class _Presenting:
    """The judge of one sentence's words."""

    def __init__(self, tree: Tree, operators: Operators) -> None:
        self._tree, self._ops = tree, operators
        self._found: list[tuple[Effect, int, str]] = []

    def present(self, word: int) -> tuple[Factuality, tuple[Evidence, ...]]:
        self._walk(self._predicate(word), _DEPTH)
        effects = [effect for effect, _, _ in self._found]
        negative = effects.count("negative") % 2 == 1
        unreal = "condition" in effects
        tense = "future" if "future" in effects and not unreal else self._tense(self._predicate(word))
        certainty = "possible" if unreal or "possible" in effects else "certain"
        factuality = Factuality(tense, "negative" if negative else "positive", certainty)  # type: ignore[arg-type]
        spans = tuple(
            Evidence(self._tree.span((at,)), f"presenting.{rule}", effect) for effect, at, rule in self._found
        )
        return factuality, spans

    def _add(self, effect: Effect, at: int, rule: str) -> None:
        # A word that is met twice, as what is no subject and no talks, says it once.
        if all((effect, at) != one[:2] for one in self._found):
            self._found.append((effect, at, rule))

    def _predicate(self, word: int) -> int:
        """The word that heads the clause or phrase: of "will be able" it is "able"."""
        token = self._tree[word]
        while token.relation in ("cop", "aux", "aux:pass") and token.head >= 0:
            word, token = token.head, self._tree[token.head]
        return word

    def _is_clause(self, word: int) -> bool:
        return self._tree[word].upos in ("VERB", "AUX") or self._tree.child(word, "cop", "aux", "aux:pass") is not None

    def _walk(self, word: int, depth: int) -> None:
        if depth == 0:
            return
        if self._is_clause(word) or self._tree[word].upos == "ADJ":
            self._clause(word)
            self._above_clause(word, depth)
        else:
            self._noun(word)
            self._above_noun(word, depth)

    # ------------------------------------------------------------ the word itself

    def _clause(self, verb: int) -> None:
        """Its auxiliaries, negation and conditions."""
        tree = self._tree
        self._modals(verb)
        if tree[verb].mood == "Imp":
            self._add("future", verb, "imperative")
        for word in tree.children(verb, "advmod", "cc:preconj", "case", "mark"):
            no_longer = tree[word].text.lower() == "longer" and tree.child(word, "advmod", "det") is not None
            if no_longer or tree[word].text.lower() in _NOT or tree.lemma(word) in ("without", "instead"):
                self._add("negative", word, "negation")
        for subject in tree.children(verb, "nsubj", "nsubj:pass"):
            words = (subject, *tree.children(subject, "det"))
            nobody = next((w for w in words if tree[w].text.lower() in _NOBODY), None)
            if nobody is not None:
                self._add("negative", nobody, "subject")
        for clause in tree.children(verb, "advcl"):
            mark = self._mark(clause, self._ops.conditions)
            if mark is not None and tree.lemma(mark) in ("if", "unless") and tree[verb].tense != "Past":
                self._add("condition", mark, "consequence")

    def _modals(self, verb: int) -> None:
        tree = self._tree
        helpers = tree.children(verb, "aux", "aux:pass", "cop")
        perfect = any(tree[h].lemma == "have" for h in helpers)
        for helper in helpers:
            text = tree[helper].text.lower()
            if text in _WILL or (text == "would" and self._is_reported(verb)):
                self._add("future", helper, "modal")
            elif text in _SHOULD or text in _CAN:
                self._add("possible", helper, "modal")
                if text in _SHOULD and not perfect:  # "may have gone" is of the past
                    self._add("future", helper, "modal")

    def _noun(self, noun: int) -> None:
        """Its determiner and its modifiers."""
        tree, ops = self._tree, self._ops
        for child in tree.children(noun, "det"):
            if tree[child].text.lower() in ("no", "neither"):
                self._add("negative", child, "determiner")
        for child in tree.children(noun, "amod", "compound", "acl"):
            words = {tree[child].text.lower(), tree.lemma(child)}
            infinitive = tree[child].relation == "acl" and self._infinitive(child) is not None
            if words & ops.denied:
                self._add("negative", child, "modifier")
            elif words & ops.planned or (tree[child].relation == "acl" and words & {"schedule", "plan", "due", "set"}):
                self._add("future", child, "modifier")
            elif words & ops.doubted:
                self._add("possible", child, "modifier")
            elif infinitive and tree.child(child, "aux:pass") is not None and not self._ranked(noun):
                self._add("future", child, "modifier")

    def _tense(self, word: int) -> str:
        """Past or present, as the clause's verbs say."""
        if not self._is_clause(word):
            return "none"
        helpers = self._tree.children(word, "aux", "aux:pass", "cop")
        if any(self._tree[h].lemma == "have" for h in helpers):
            return "past"
        tenses = [self._tree[h].tense for h in (*helpers, word) if self._tree[h].tense]
        return {"Past": "past", "Pres": "present"}.get(tenses[0], "none") if tenses else "none"

    # ------------------------------------------------------------ what stands above a clause

    def _above_clause(self, verb: int, depth: int) -> None:
        tree, ops = self._tree, self._ops
        relation, above = tree[verb].relation, tree[verb].head
        infinitive = self._infinitive(verb)
        condition = self._mark(verb, ops.conditions)
        if condition is not None:
            self._add("condition", condition, "condition")
        elif above < 0:
            if infinitive is not None:
                self._add("future", infinitive, "infinitive")
        elif relation == "conj":
            if tree.child(verb, "nsubj", "nsubj:pass", "expl", "aux", "cop") is None:
                self._walk(above, depth - 1)
        elif infinitive is not None:
            self._above_infinitive(verb, above, infinitive, depth)
        else:
            self._above_other(verb, above, depth)

    def _above_other(self, verb: int, above: int, depth: int) -> None:
        """Above gerunds, participles and finite clauses."""
        relation = self._tree[verb].relation
        if relation in _CLAUSAL and self._tree[verb].verb_form in ("Ger", "Part"):
            self._above_gerund(verb, above, depth)
        elif relation == "xcomp":
            self._walk(above, depth - 1)
        elif relation == "ccomp":
            self._above_finite(verb, above)
        elif relation == "advcl" and self._mark(verb, self._ops.temporal) is not None:
            self._inherit(above, depth, "future")

    def _above_infinitive(self, verb: int, above: int, to: int, depth: int) -> None:
        tree, ops = self._tree, self._ops
        lemma, relation = tree.lemma(above), tree[verb].relation
        if any(tree[a].lemma == "have" for a in tree.children(verb, "aux")):
            self._doubt(above)  # "is said to have gone"
        elif tree.is_headline(verb):
            self._add("future", to, "headline")
        elif relation == "acl" and self._ranked(above):
            self._inherit(above, depth, "future")
        elif lemma in ops.denying or (relation == "acl" and lemma in ops.denying_nouns):
            self._add("negative", above, "governor")
            self._walk(above, depth - 1)
        elif relation == "xcomp" and lemma in ops.doubting:
            self._doubt(above)
        elif relation == "xcomp" and lemma in ops.transparent:
            self._walk(above, depth - 1)
        else:
            self._add("future", above if lemma in ops.planning | ops.planning_nouns else to, "infinitive")
            self._denied_wish(above)

    def _doubt(self, above: int) -> None:
        if self._tree.lemma(above) in self._ops.doubting:
            self._add("possible", above, "governor")

    def _denied_wish(self, above: int) -> None:
        """ "does not plan to", "not allowed to": what is not wished for is denied; "need not" leaves it open."""
        tree = self._tree
        if tree.lemma(above) not in ("need", "have"):
            for adverb in tree.children(above, "advmod"):
                if tree[adverb].text.lower() in _NOT:
                    self._add("negative", adverb, "governor")
        if tree[above].upos == "NOUN" and any(m for m in tree.children(above, "amod") if self._is_denied(m)):
            self._add("negative", above, "governor")

    def _is_denied(self, modifier: int) -> bool:
        return bool({self._tree[modifier].text.lower(), self._tree.lemma(modifier)} & self._ops.denied)

    def _above_gerund(self, verb: int, above: int, depth: int) -> None:
        tree, ops = self._tree, self._ops
        lemma, relation, marked = tree.lemma(above), tree[verb].relation, tree.children(verb, "mark", "case")
        complement = relation in ("xcomp", "obj", "csubj") or any(tree.lemma(m) == "from" for m in marked)
        complement = complement or (relation == "advcl" and tree.follows(verb, above))
        aim = tree[above].upos in ("NOUN", "PROPN") and lemma in ops.planning_nouns and marked
        if lemma in ops.denying and complement:
            self._add("negative", above, "governor")
            self._inherit(above, depth, "future")
        elif lemma in ops.transparent:
            self._walk(above, depth - 1)
        elif aim or (relation == "xcomp" and lemma in ops.planning):
            self._add("future", above, "governor")
        elif relation in ("xcomp", "csubj"):
            self._inherit(above, depth, "future")

    def _above_finite(self, verb: int, above: int) -> None:
        """A finite complement: "hopes that", "denies that"; "says that" leaves it as it is."""
        tree = self._tree
        lemma = tree.lemma(above)
        if lemma in ("deny", "reject", "dismiss", "refute"):
            self._add("negative", above, "governor")
        elif lemma in (
            "hope",
            "demand",
            "insist",
            "recommend",
            "propose",
            "suggest",
            "urge",
            "ask",
            "expect",
            "fear",
            "pray",
            "wish",
        ):
            if tree[verb].tense != "Past":
                self._add("future", above, "governor")
        elif lemma in ("doubt", "suspect", "allege", "wonder"):
            self._add("possible", above, "governor")

    # ------------------------------------------------------------ what stands above a noun

    def _above_noun(self, noun: int, depth: int) -> None:
        tree = self._tree
        relation, above = tree[noun].relation, tree[noun].head
        if above < 0:
            return
        if relation == "conj":
            self._walk_like(noun, above, depth)
        elif relation in ("obj", "nsubj:pass", "iobj"):
            self._above_object(noun, above, depth)
        elif relation == "nsubj":
            self._above_subject(above, depth)
        elif relation == "xcomp" and tree.lemma(above) in self._ops.transparent:
            self._walk(above, depth - 1)
        elif relation in ("nmod", "compound", "obl", "obl:agent", "nmod:poss"):
            self._above_oblique(noun, above, depth)

    def _walk_like(self, noun: int, first: int, depth: int) -> None:
        if self._tree[first].upos in ("NOUN", "PROPN") and depth > 1:
            self._above_noun(first, depth - 1)

    def _above_object(self, noun: int, above: int, depth: int) -> None:
        tree, ops = self._tree, self._ops
        lemma = tree.lemma(above)
        if lemma in ops.denying:
            if tree.lemma(noun) in ops.said:
                return
            self._add("negative", above, "governor")
            if any(tree[a].text.lower() in _NOT for a in tree.children(above, "advmod")):
                self._add("negative", above, "negation")
        elif lemma in ops.carriers:
            self._walk(above, depth - 1)
        elif lemma in ops.planning or (lemma in ops.announcing and self._is_bare(noun)):
            self._add("future", above, "governor")
        elif lemma not in ops.reacting:
            self._inherit(above, depth, "future", "condition")

    def _is_bare(self, noun: int) -> bool:
        """ "announced talks", "ordered an attack"; "discussed the attack" is of one that has been."""
        return all(
            self._tree[d].text.lower() not in ("the", "this", "that", "these", "those")
            for d in self._tree.children(noun, "det")
        )

    def _above_subject(self, above: int, depth: int) -> None:
        """ "Talks will take place", "talks are due": but of who will go, nothing is said to come."""
        lemma = self._tree.lemma(above)
        place = lemma == "take" and any(self._tree.lemma(o) == "place" for o in self._tree.children(above, "obj"))
        if place or lemma in self._ops.occurring:
            self._walk(above, depth - 1)
        elif lemma in _AWAITED:
            self._add("future", above, "governor")

    def _above_oblique(self, noun: int, above: int, depth: int) -> None:
        tree, ops = self._tree, self._ops
        lemma, preposition = tree.lemma(above), tree.preposition(noun)
        if preposition in ("without", "instead of", "rather than"):
            self._add("negative", tree.child(noun, "case") or noun, "negation")
        elif tree[above].upos in ("NOUN", "PROPN"):
            if lemma in ops.denying_nouns and preposition in ("of", "in", "to", "on", ""):
                self._add("negative", above, "governor")
            elif lemma in ops.planning_nouns and preposition in _FOR and self._is_bare(noun):
                self._add("future", above, "governor")
            elif preposition in ("of", "in", ""):
                self._above_noun(above, depth - 1) if depth > 1 else None
        elif preposition == "for" and lemma in ops.wishing:
            self._add("future", above, "governor")
        elif preposition in _OF_FUTURE and lemma not in ops.reacting:
            self._inherit(above, depth, "future")

    # ------------------------------------------------------------ looking things up

    def _inherit(self, above: int, depth: int, *effects: Effect) -> None:
        """Of what the governor is found to be, only these effects."""
        before = len(self._found)
        self._walk(above, depth - 1)
        self._found[before:] = [one for one in self._found[before:] if one[0] in effects]

    def _infinitive(self, verb: int) -> int | None:
        """The "to" of an infinitive."""
        marks = (m for m in self._tree.children(verb, "mark") if self._tree[m].text.lower() == "to")
        return next(marks, None)

    def _mark(self, verb: int, words: frozenset[str]) -> int | None:
        marks = self._tree.children(verb, "mark", "advmod")
        return next((m for m in marks if self._tree[m].text.lower() in words), None)

    def _ranked(self, noun: int) -> bool:
        """ "the first jet to fly": such an infinitive tells no plan."""
        return any(self._tree.lemma(m) in _ORDINAL for m in self._tree.children(noun, "amod", "nummod")) or (
            self._tree.lemma(noun) in _ORDINAL
        )

    def _is_reported(self, verb: int) -> bool:
        """ "said it WOULD go": the future of reported speech."""
        above = self._tree[verb].head
        return (
            self._tree[verb].relation in ("ccomp", "parataxis", "conj")
            and above >= 0
            and self._tree[above].tense == "Past"
        )

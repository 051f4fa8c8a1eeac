"""Country names in a phrase that do not say whose it is, as in wars and treaties; phrases of no one country."""

from __future__ import annotations

from itertools import pairwise

from dateline.trees import Tree
from dateline.who.drafts import Draft
from dateline.who.facts import Facts
from dateline.who.gazetteer import Hit
from dateline.who.spelling import normalise, singular

_NOUNS = frozenset({"country", "region", "city", "capital"})  # forms of place names that are no adjectives
_WARS = frozenset({"war", "wars"})
_ALL_OVER = frozenset({"from", "of", "around", "across", "throughout"})
_WORLD, _LANDS = frozenset({"world", "globe"}), frozenset({"country", "nation"})


def names_a_war(tree: Tree, hit: Hit) -> bool:
    """An "Iraq war veteran" or a "Korean War" one need not be Iraqi or Korean; "Croatian war veterans" are Croatian."""
    if hit.end >= len(tree) or not is_war(tree, hit.end):
        return False
    return hit.form != "adjective" or not tree[hit.end].text.islower()


def is_war(tree: Tree, word: int) -> bool:
    """Whose country says nothing of those who speak of it: "critics of the Iraq war"."""
    return tree[word].text.lower() in _WARS


def names_a_pact(facts: Facts, tree: Tree, hit: Hit | None) -> bool:
    """Whether a treaty is called after the town: "the Treaty of Lisbon" is not Portuguese; "Moscow's deal" is its."""
    if hit is None or hit.form not in ("city", "capital") or tree[hit.top].relation not in ("compound", "nmod"):
        return False
    return "pact" in facts.words.get(singular(normalise(tree[tree[hit.top].head].text)), frozenset())


def harms(facts: Facts, word: str) -> bool:
    """Whether it is against somebody that they are what they are: "the kidnappers of a Frenchman"."""
    return "harms" in facts.words.get(word, frozenset())


def are_others(facts: Facts, word: str) -> bool:
    """Whether they are of another country than whose they are: "Iran's neighbours", "its allies"."""
    return "others" in facts.words.get(word, frozenset())


def tells_of(facts: Facts, word: str) -> bool:
    """Whether a country's name beside the word is only what it is about: "China critics", "the Iraq inquiry"."""
    return "about" in facts.words.get(word, frozenset())


def is_topic(facts: Facts, tree: Tree, hit: Hit, word: str) -> bool:
    """Whether a country's name before the word is what it is about: "CHINA critics", "the IRAQ inquiry"."""
    relation = tree[hit.top].relation
    beside = relation == "nmod:poss" or (hit.form in _NOUNS and relation == "compound")
    return hit.place and beside and tells_of(facts, word)


def of_the_world(draft: Draft, facts: Facts) -> bool:
    """Whether the phrase says that they are of other countries, or of no one country; a foreign ministry is not."""
    words = [draft.tree[w].text.lower() for w in draft.words if w not in draft.run]
    pairs = [f"{a} {b}" for a, b in pairwise([*words, *(draft.tree[w].text.lower() for w in draft.run)])]
    offices = {p.split()[0] for p in pairs if (agent := facts.agents.get(p)) and agent.sectors[:1] == ("GOV",)}
    of_all = any("world" in facts.words.get(t, frozenset()) for t in (*words, *pairs) if t not in offices)
    of_states = draft.plural and draft.agent is not None and draft.agent.sectors[:1] == ("GOV",)
    of_all = of_all or (of_states and any("world of states" in facts.words.get(t, frozenset()) for t in words))
    return of_all or _from_many_countries(draft.tree, draft.head)


def _from_many_countries(tree: Tree, head: int) -> bool:
    """ "Leaders from around the world", "delegates from 40 countries"."""
    many = (c for c in tree.children(head, "nmod") if c > head and tree.preposition(c) in _ALL_OVER)
    return any(tree.lemma(c) in _WORLD or (tree.lemma(c) in _LANDS and tree[c].number == "Plur") for c in many)

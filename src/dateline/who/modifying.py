"""Whose somebody is by the names before the noun: "Iraqi soldiers", "EU and IMF inspectors", "Togo's opposition"."""

from __future__ import annotations

from itertools import pairwise

from dateline.trees import Tree
from dateline.who.disowning import are_others, harms, is_topic, names_a_pact, names_a_war
from dateline.who.drafts import Draft, Scene, cut
from dateline.who.gazetteer import Hit
from dateline.who.naming import SHARED

Country = tuple[str, tuple[str, ...], str]  # code, sectors of the body it came from, words
OUTSIDE = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})  # codes of the world's bodies


def countries_before(scene: Scene, draft: Draft, hits: list[Hit]) -> list[Country]:
    """Countries and bodies named before the head; several only where they are coordinated."""
    tree = draft.tree
    found = [h for h in hits if _says_whose(scene, draft, h)]
    if not found and (draft.agent is None or not draft.agent.country):
        found = [h for h in hits if h.use == "based"]
    strong = [h for h in found if h.form != "people"] or found
    places = _no_stations([h for h in strong if h.place])
    bodies = [h for h in strong if not h.place]
    if bodies and any(_coordinated(tree, a, b) for a, b in pairwise(strong) if bodies[-1] in (a, b)):
        places = strong  # "EU and IMF inspectors", "Israeli and PLO envoys"
    elif bodies:
        return [_of_body(scene, draft, bodies[-1], places)]
    out: list[Country] = []
    for n, hit in enumerate(places):
        if n and not _coordinated(tree, places[n - 1], hit):
            continue
        entry = (
            hit.entity.country,
            hit.entity.sectors if hit.form != "people" else (),
            cut(tree, range(hit.start, hit.end)),
        )
        if hit.use == "led" and draft.word in ("coalition", "alliance"):
            entry = ("IMG", ("MIL",), f"{entry[2]}-led {draft.word}")
        if n and _is_american(draft, places[n - 1], hit):
            out = []
        if all(entry[0] != o[0] for o in out):
            out.append(entry)
    return out


def _no_stations(places: list[Hit]) -> list[Hit]:
    """ "In Warsaw | French President Sarkozy", "BAGHDAD | US jets": a town right before a country is where it is."""
    beside = {h.start for h in places if h.form not in ("city", "capital")}
    return [h for h in places if h.form not in ("city", "capital") or h.end not in beside]


def _says_whose(scene: Scene, draft: Draft, hit: Hit) -> bool:
    """Whether a name within the phrase tells the country of its head: no war, no treaty, no victim, no part of it."""
    tree = draft.tree
    if hit.use not in ("plain", "led") or hit.form in ("full", "short") or _governs(tree, hit, draft):
        return False
    if (hit.end < draft.head and names_a_war(tree, hit)) or names_a_pact(scene.facts, tree, hit):
        return False
    owning = tree[hit.top].relation == "nmod:poss"
    if owning and (harms(scene.facts, draft.word) or are_others(scene.facts, draft.word)):
        return False
    return not is_topic(scene.facts, tree, hit, draft.word)


def _of_body(scene: Scene, draft: Draft, body: Hit, places: list[Hit]) -> Country:
    """Of a body's name before the head; those whom a country sends to one of the world's bodies are that country's.

    A country behind the body's name is where it works: "U.N. Haiti peacekeepers".
    """
    country, agent = body.entity.country, draft.agent
    before = [h for h in places if h.end <= body.start]
    sent = agent is not None and (agent.kind in ("role", "body") or _is_sent(scene, draft))
    shared = body.entity.sectors[:1] in SHARED and bool(before) and before[-1].end == body.start
    owned = bool(before) and draft.tree[before[-1].top].relation == "nmod:poss"  # "Turkey's EU bid"
    if before and (shared or ((sent or owned) and (country in OUTSIDE or not country))):
        country = before[-1].entity.country  # "Welsh Liberal Democrat leaders"
    return country, body.entity.sectors, cut(draft.tree, range(body.start, body.end))


def _is_sent(scene: Scene, draft: Draft) -> bool:
    """ "Russia's U.N. ambassador", "Iran's NATO mission"."""
    word = draft.agent.phrase.rpartition(" ")[2] if draft.agent is not None else draft.word
    return "sent" in scene.facts.words.get(word, frozenset())


def _is_american(draft: Draft, origin: Hit, hit: Hit) -> bool:
    """ "A Lebanese-American contractor": of American nationality; "Lebanese-American talks" are between both."""
    one = draft.agent is not None and not draft.plural
    american = one and hit.form == "adjective" and hit.entity.country == "USA"
    return american and [t.text for t in draft.tree.tokens[origin.end : hit.start]] == ["-"]


def _governs(tree: Tree, hit: Hit, draft: Draft) -> bool:
    """Whether the hit is part of the head's own name and so no modifier of it."""
    return hit.start <= draft.head < hit.end


def _coordinated(tree: Tree, first: Hit, second: Hit) -> bool:
    between = [t.text.lower() for t in tree.tokens[first.end : second.start]]
    return bool(between) and len(between) < 3 and any(t in ("and", "or", "-", "–", "/", ",", "&") for t in between)

"""A phrase whose head is a known name: a country, place, people or body."""

from __future__ import annotations

from dateline.records import Actor
from dateline.trees import Tree
from dateline.who.drafts import Draft, Scene, cut
from dateline.who.facts import Entity
from dateline.who.gazetteer import Hit
from dateline.who.spelling import normalise

_SEAT = "seat of "
_ACTING = frozenset({"nsubj", "nmod:poss", "obl:agent"})
_WITHIN = frozenset({"in", "at", "near", "across", "inside", "outside", "throughout", "around", "within"})
SHARED = (("PTY",), ("LEG",))  # whose names many countries share: "Israel's Labour Party"
# Kinds of bodies whose full names are alike in many countries: "the Philippines Department of Health".
_ALIKE = frozenset({"department", "agency", "court", "council", "committee", "police"})
_DEALING = frozenset({"by", "with", "between", "against", "toward", "towards"})
_DIRECTIONS = frozenset(
    {"north", "south", "east", "west", "central", "northeast", "northwest", "southeast", "southwest"}
)
_PATIENT = frozenset({"obj", "iobj", "nsubj:pass", "obl", "nmod"})


def compose_name(scene: Scene, draft: Draft, own: Hit, others: list[Hit]) -> None:
    """The head is a known name: a country, place, people or body."""
    tree, entity = draft.tree, own.entity
    draft.kind, draft.known, draft.place = "name", True, own.place
    draft.plural = bool(tree.children(draft.head, "conj"))  # the United States is "it"
    text = cut(tree, range(own.start, own.end))
    country, sectors, name = entity.country, entity.sectors, entity.label
    relation = tree[own.top].relation
    if own.form in ("country", "adjective"):
        sectors = sectors or (() if _located(tree, own) else ("GOV",))
        reason = f"text: {text}"
    elif own.form == "demonym":
        sectors = sectors or (() if draft.definite and relation not in _PATIENT else ("CVL",))
        name, reason, draft.plural = text, f"text: {text}, people of {scene.facts.labels.get(country, country)}", True
        home = [h for h in (scene.at[tree.index].get(c) for c in tree.children(draft.head, "nmod")) if h and h.place]
        if home and tree.preposition(home[0].top) == "of":
            country, reason = home[0].entity.country, f"{reason}, of {home[0].entity.label}"
            sectors = sectors or ("CVL",)  # who lives in a place is its people, no government
    elif own.form == "capital":
        entity, sectors, name, reason = _capital(scene, tree, own, text)
        country = entity.country
    elif own.place:
        name, reason = text, f"text: {text}, a place"
    else:
        reason = f"facts: {text}, {entity.kind} ({entity.source})"
        near = next((h for h in others if h.place and h.use == "plain" and h.start < own.start), None)
        beside = near is not None and near.end == own.start and own.end - own.start == 1  # "the Irish Times"
        alike = entity.sectors[:1] in SHARED or (
            entity.kind in _ALIKE and own.end - own.start > 1 and country in scene.facts.labels
        )
        shared = (beside or alike) and near is not None and near.entity.country != country
        if near is not None and (shared or country in ("IMG", "MNC", "NGO", "")):
            country, reason = near.entity.country, f"text: {cut(tree, range(near.start, near.end))} + {reason}"
            name = cut(tree, range(near.start, own.end)) if beside and shared else name
    if own.form == "own" and tree[own.top].name.endswith("PER"):
        draft.person = text
    draft.alias = [normalise(text)]
    draft.actors = (
        Actor(
            name,
            country or None,
            sectors,
            (entity.identifier or None) if country == entity.country else None,
            reason=reason,
            start=entity.start or None,
            end=entity.end or None,
        ),
    )


def _capital(scene: Scene, tree: Tree, own: Hit, text: str) -> tuple[Entity, tuple[str, ...], str, str]:
    """What a capital stands for: where it acts, the government, or the body that sits there; else the place."""
    first = own.top if tree[own.top].relation != "conj" else tree[own.top].head
    acting = tree[first].relation in _ACTING or tree.preposition(first) in _DEALING or _addressed(scene, tree, first)
    if not acting:
        return own.entity, (), text, f"text: {text}, a place"
    seated = _seated(scene, own, text)
    if seated is not None:
        reason = f"text: {text}, the seat of {seated.label}; its country is not named"
        return seated, ("GOV",), seated.label, reason
    name = scene.facts.labels.get(own.entity.country, own.entity.label)
    return own.entity, ("GOV",), name, f"text: {text}, capital that stands for its government"


def _seated(scene: Scene, own: Hit, text: str) -> Entity | None:
    """The body that a capital stands for rather than for a country that the report does not name otherwise."""
    named = (hit for row in scene.at.values() for hit in row.values() if hit.form != "capital")
    if any(hit.entity.country == own.entity.country for hit in named):
        return None
    for word in sorted(scene.facts.words.get(normalise(text), ())):
        if word.startswith(_SEAT):
            return scene.facts.entity(scene.facts.names.get(word.removeprefix(_SEAT))[0].entity)
    return None


def _addressed(scene: Scene, tree: Tree, at: int) -> bool:
    """ "Blamed Kyiv": the object of a verb is the government, unless it is one of going, taking or striking."""
    verb = tree[at].head
    moved = "place verb" in scene.facts.words.get(tree[verb].lemma.lower(), frozenset()) if verb >= 0 else True
    return tree[at].relation in ("obj", "iobj") and tree[verb].upos == "VERB" and not moved


def _located(tree: Tree, own: Hit) -> bool:
    """ "In Russia", "western Cambodia": the land, not its government."""
    turned = own.start > 0 and tree[own.start - 1].text.lower().removesuffix("ern") in _DIRECTIONS
    return turned or tree.preposition(own.top) in _WITHIN

"""Two phrases for one actor: appositions, pronouns, full names, so that both say all that either knows."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.records import Actor
from dateline.who.drafts import Draft
from dateline.who.spelling import normalise


def name_in_full(drafts: list[Draft]) -> None:
    """Everyone by the longest name that the report gives."""
    best: dict[str, str] = {}
    certain: dict[str, str] = {}
    for draft in drafts:
        if draft.person and len(draft.actors) == 1 and draft.chain:
            known = draft.actors[0].name if " " not in draft.person else ""
            if draft.actors[0].reason.startswith("facts") or draft.actors[0].entity:  # one spelling for a known person
                certain.setdefault(draft.chain, draft.actors[0].name)
            best[draft.chain] = max(best.get(draft.chain, ""), draft.person, known, key=len)
    best |= certain
    for draft in drafts:
        name = best.get(draft.chain)
        if name is not None and len(draft.actors) == 1 and draft.person and draft.actors[0].name != name:
            draft.actors = (replace(draft.actors[0], name=name),)


def same(draft: Draft, first: Draft) -> None:
    """The second phrase of an apposition becomes the first, where they can be one."""
    if not draft.actors and draft.kind == "name":  # an acronym: "Movement for Change (MFC)"
        draft.actors, draft.chain, draft.alias = first.actors, first.chain, [normalise(text_of(draft))]
        return
    named = bool(draft.person or first.person) or draft.kind == "name"
    agreed = not draft.known or (bool(first.person) and draft.agent is not None and not draft.person)
    if draft.actors and named and agreed and not first.place and draft.plural == first.plural:
        draft.actors, draft.chain = first.actors, first.chain
        draft.person = draft.person or first.person


def text_of(draft: Draft) -> str:
    """The phrase without its article."""
    return " ".join(draft.tree[w].text for w in draft.words if draft.tree[w].relation != "det")


def take(draft: Draft, found: Draft | None) -> None:
    """The pronoun becomes its antecedent."""
    if found is not None:
        draft.actors, draft.chain, draft.person = found.actors, found.chain, found.person
        draft.agent, draft.plural, draft.place, draft.known = found.agent, found.plural, found.place, found.known
        draft.elsewhere = found.elsewhere


def joined(named: Draft, office: Draft) -> Actor:
    """The person with the office: the text's country and sectors, the facts' identity."""
    empty = (Actor(named.person),)
    one, two = (named.actors or empty)[0], (office.actors or empty)[0]
    country = two.country or one.country if office.known or not named.known else one.country or two.country
    reason = one.reason if one.country and not office.known else f"text: apposition; {two.reason}"
    return Actor(
        named.person,
        country,
        two.sectors or one.sectors,
        one.entity,
        two.office or one.office,
        one.start,
        one.end,
        reason,
    )

"""Sides that stand empty at the verb: the other party of the sentence, or one that the report tells elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec.structs import replace

from dateline.binding.homing import SETTLED
from dateline.binding.parties import Parties, among, fill, find_beside, to_parties
from dateline.binding.resuming import ELSEWHERE, LACK_NOBODY, Told, akin, resume
from dateline.binding.scene import Scene
from dateline.records import Actor, Candidate, Event, Mention, Party
from dateline.trees import Tree

Trees = Mapping[int, Tree]

_ROWS = (Path(__file__).parent / "taken_up.tsv").read_text(encoding="utf-8").splitlines()[1:]
TAKEN_UP = dict(row.split("\t")[:2] for row in _ROWS)  # by noun: the type of the acts that it takes up, or "any"

# Types whose recipient may be the doer of an act that the sentence names by a noun: "condemned the closures".
_ANSWERS = frozenset({"ACCUSE", "REJECT", "SUPPORT", "REQUEST"})
# Types that are done to somebody: a report that tells of one side alone has told of the other before.
_DIRECTED = frozenset({"ACCUSE", "REJECT", "REQUEST", "THREATEN", "SANCTION", "COERCE", "ASSAULT", "AID"})
# Acts that are done to somebody: those that are done at a place, those that the country of the report may be the target
# of, and those that are done to somebody within a country just as often.
_AT_PLACE = frozenset({"ASSAULT", "COERCE", "AID", "MOBILIZE"})
_OF_REPORT = frozenset("ASSAULT COERCE AID SANCTION ACCUSE THREATEN REQUEST SUPPORT PROTEST".split())
_OF_SHORT_REPORT = _OF_REPORT | {"AGREE", "REJECT"}  # one that tells all it has in a breath
_WITHIN = frozenset("ACCUSE REQUEST REJECT SANCTION COERCE ASSAULT SUPPORT PROTEST THREATEN".split())
_AMONG_THEM = frozenset({"ACCUSE", "REQUEST", "REJECT", "SUPPORT"})  # what is said to each other
_MEANT = {"PROTEST": ("GOV",), "SUPPORT": ("GOV",)}  # within a country; a strike may be against an employer
_MUTUAL = frozenset({"AGREE", "CONSULT", "COOPERATE", "ASSAULT"})  # with two actors, nobody is missing
_REPLIES = _DIRECTED - {"ASSAULT", "AID"} | {"AGREE"}  # what may answer an act of another country
_SPOKEN_OF = "speaks of it, and nobody else is told"
_SUGGESTED = DONE_THERE, ABOUT = "the country where it is done", "the country that the report is about"
_OF_STATES = frozenset({"COERCE", "SANCTION"})  # what authorities do
# What they do where these words stand: a court charges, and frees on bail; anybody accuses, and frees a hostage.
_CHARGES = frozenset({"charge", "indict", "arraign", "prosecute", "try", "trial", "remand"})
_CUSTODY = frozenset({"bail", "jail", "prison", "custody", "detention", "parole", "pardon", "prisoner", "detainee"})
_LAW = {"arrest": ("COP",), "convict": ("JUD",), "allege": ("JUD",)}  # modes that are the work of some of them
_SHORT = 2  # sentences, the headline among them
_HOSTILE = frozenset("ASSAULT COERCE SANCTION MOBILIZE".split())
_NEAR = 2  # sentences that "the move" looks back over
_SURE = 0.4  # an event less sure than this neither gives nor takes a party


def infer(scene: Scene, told: Sequence[Told], home: str | None) -> list[Event]:
    """The events, empty sides filled from the sentence, then from the report; a country that words tell stays.

    `home` is the country that the report is about.
    """
    trees = {t.index: t for t in scene.trees}
    out = []
    for own in told:
        event = own[1]
        if event.confidence >= _SURE:
            tree = trees[own[0].sentence]
            event = resume(own, tree, (e for _, e in _nearest(own, told)), _before(own, told, trees))
            event = _with_speaker(event, tree, own[0])
            event = _with_recipients(scene, (own[0], event), told, trees)
            event = _with_actors(event, own, told)
            event = _with_country(scene, event, own[0].sentence, home)
            event = _with_law(scene, (own[0], event), tree, home)
            event = _with_people(scene, event, own[0].sentence, home)
        out.append(event)
    return out


def _with_speaker(event: Event, tree: Tree, candidate: Candidate) -> Event:
    """ "Talks with Togo had failed, Benin's minister said": who speaks for a state of talks with another had part."""
    voice = event.says[-1] if event.says else None
    parties = (*event.actors, *event.recipients)
    if event.type != "CONSULT" or len(parties) != 1 or voice is None or voice.actor is None or voice.span is None:
        return event
    a = voice.actor
    joined = any(tree.preposition(c) == "with" for c in tree.children(candidate.head, "nmod"))
    if not joined or not a.country or "GOV" not in a.sectors or a.country == parties[0].country:
        return event
    speaker = Party(voice.text, voice.span, a.name, a.country, a.sectors, a.entity, a.office, a.reason)
    return fill(event, "actors", (speaker,), _SPOKEN_OF)


def _with_recipients(scene: Scene, own: Told, told: Sequence[Told], trees: Trees) -> Event:
    candidate, event = own
    if event.recipients or not event.actors or LACK_NOBODY & set(event.modes):
        return event
    if len(event.actors) == 1 or event.type not in _MUTUAL:
        beside = find_beside(scene, trees[candidate.sentence], candidate, event.actors)
        if beside:
            return fill(event, "recipients", beside, "the only other party that the sentence tells of here")
    parties = (
        _in_return(event, own, told, trees)
        or _doers(event, own, told, trees)
        or _answered(event, own, told)
        or _opposite(event, own, told)
    )
    found = tuple(p for p in parties if p.country and not among(p, event.actors))
    return fill(event, "recipients", found, ELSEWHERE)


def _in_return(event: Event, own: Told, told: Sequence[Told], trees: Trees) -> Parties:
    """ "Turkey vowed to retaliate": against who struck it before; "Syria apologised": to whom it struck."""
    tree, candidate = trees[own[0].sentence], own[0]
    words = {*candidate.trigger, candidate.head}
    words |= {c for w in words for c in tree.children(w, "obj", "xcomp", "nmod", "obl")}
    kinds = {TAKEN_UP.get(tree.lemma(w)) for w in words}
    mine = {a.country for a in event.actors if a.country}
    for before, other in reversed(told):
        if (before.sentence, before.head) >= (candidate.sentence, candidate.head) or other.type not in _HOSTILE:
            continue
        if "struck back" in kinds and mine & {r.country for r in other.recipients} and other.actors:
            return other.actors
        if "sorry" in kinds and mine & {a.country for a in other.actors} and other.recipients:
            return other.recipients
    return ()


def _answered(event: Event, own: Told, told: Sequence[Told]) -> Parties:
    """ "Iran expelled Canada's envoy. Canada cut ties": with whom has just done something to it."""
    mine = {a.country for a in event.actors}
    state = len(mine) == 1 and None not in mine and all(_rules(a) for a in event.actors)
    if event.type not in _REPLIES or "investigate" in event.modes or not state:
        return ()
    for _, other in _just_before(own, told):
        others = {a.country for a in other.actors}
        if mine == {r.country for r in other.recipients} and len(others) == 1 and None not in others | mine:
            return () if others == mine else other.actors
    return ()


def _just_before(own: Told, told: Sequence[Told]) -> Iterator[Told]:
    """The sure tellings before one, as far as "the move" looks back, the last first."""
    for candidate, other in reversed(told):
        near = own[0].sentence - candidate.sentence <= _NEAR
        if near and (candidate.sentence, candidate.head) < (own[0].sentence, own[0].head) and other.confidence >= _SURE:
            yield candidate, other


def _with_country(scene: Scene, event: Event, sentence: int, home: str | None) -> Event:
    """Whom an act is done to, where nobody is named: somebody in the country where it is done, or the report is about.

    Within one country it is seldom known who: then the party has no sectors.
    """
    actors = {a.country for a in event.actors}
    if event.recipients or len(actors) != 1 or LACK_NOBODY & set(event.modes):
        return event
    there = scene.ruler_of(event.place) if event.type in _AT_PLACE else None
    country, reason = (there, DONE_THERE) if there else (home, ABOUT)
    within = country in actors
    abroad = _AT_PLACE if there else _OF_SHORT_REPORT if len(scene.trees) <= _SHORT else _OF_REPORT
    if country is None or event.type not in (_WITHIN if within else abroad):
        return event
    known = event.actors
    if event.type == "PROTEST":  # "protests in Kenya": its people, against its government
        known = tuple(a for a in known if not _is_state(a))
    found = _named_nearest(scene, country, sentence, known)
    if within:
        sectors = () if "strike" in event.modes else _MEANT.get(event.type, ())
        found = tuple(replace(p, sectors=sectors) for p in found)
    return fill(event, "recipients", found, reason)


def _with_law(scene: Scene, own: Told, tree: Tree, home: str | None) -> Event:
    """Who arrests, sentences, bans, where nobody is named: the law or the government of the place."""
    candidate, event = own
    if event.actors or not event.recipients or not _is_of_state(tree, candidate, event):
        return event
    sectors = next((_LAW[m] for m in event.modes if m in _LAW), ("GOV",))
    there = scene.ruler_of(event.place)
    country, reason = (there, DONE_THERE) if there else (home, ABOUT)
    state = _named_nearest(scene, country, candidate.sentence, event.recipients) if country else ()
    return fill(event, "actors", tuple(replace(p, sectors=sectors) for p in state), reason)


def _with_people(scene: Scene, event: Event, sentence: int, home: str | None) -> Event:
    """Who says it to a party of the country that the report is about, where nobody is named: somebody there."""
    if event.actors or event.type not in _AMONG_THEM or {r.country for r in event.recipients} != {home} or home is None:
        return event
    found = _named_nearest(scene, home, sentence, event.recipients)
    return fill(event, "actors", tuple(replace(p, sectors=()) for p in found), ABOUT)


def _is_of_state(tree: Tree, candidate: Candidate, event: Event) -> bool:
    if event.type == "ACCUSE":
        return tree.lemma(candidate.head) in _CHARGES
    if event.type == "RETREAT":
        return "release" in event.modes and any(tree.lemma(w) in _CUSTODY for w in range(len(tree)))
    return event.type in _OF_STATES


def _named_nearest(scene: Scene, country: str, sentence: int, known: Parties) -> Parties:
    """The country as the report names it nearest to a sentence: itself, else by a body of it that is not `known`."""

    def distance(mention: Mention) -> tuple[bool, bool, int, int, int]:
        actor = mention.actors[0]
        return (
            not _is_state(actor),
            actor.sectors != ("GOV",),
            abs(mention.sentence - sentence),
            mention.sentence,
            mention.head,
        )

    taken = {p.name for p in known}
    named = [m for m in scene.mentions if m.kind == "name" and [a.country for a in m.actors] == [country]]
    others = [m for m in named if m.actors[0].name not in taken and not _is_person(m.actors[0])]
    nearest = min(others, key=distance, default=None)
    if nearest is None:
        return ()
    tree = next(t for t in scene.trees if t.index == nearest.sentence)
    return to_parties(scene, tree, [nearest.head])


def _is_state(actor: Actor | Party) -> bool:
    return actor.office is None and actor.sectors in ((), ("GOV",))


def _rules(party: Party) -> bool:
    return party.sectors[:1] in ((), ("GOV",))


def _is_person(actor: Actor) -> bool:
    return actor.office is not None or (actor.entity or "").startswith("person:")


def _with_actors(event: Event, own: Told, told: Sequence[Told]) -> Event:
    """Who did it, where another telling of the same kind of act on the same party says so."""
    if event.actors or not event.recipients or event.type not in _DIRECTED:
        return event
    for _, other in _nearest(own, told):
        if other.type == event.type and other.actors and _named_alike(other.recipients, event.recipients):
            return fill(event, "actors", tuple(p for p in other.actors if not among(p, event.recipients)), ELSEWHERE)
    return event


def _doers(event: Event, own: Told, told: Sequence[Told], trees: Trees) -> Parties:
    """The actors of the act that the sentence takes up by a noun."""
    if event.type not in _ANSWERS:
        return ()
    nouns = list(_nouns(trees[own[0].sentence], own[0]))
    for candidate, other in _nearest(own, told):
        verb = trees[candidate.sentence].lemma(candidate.head)
        if other.actors and any(akin(noun, verb) for noun in nouns):
            return other.actors
    return _doers_of_the_last(event, own, told, frozenset(TAKEN_UP.get(noun, "") for noun in nouns))


def _doers_of_the_last(event: Event, own: Told, told: Sequence[Told], kinds: frozenset[str]) -> Parties:
    """Who did what the report told last of such a kind: "called the raid terrorism", "welcomed the move"."""
    for _, other in _just_before(own, told):
        if "any" in kinds or other.type in kinds:
            return () if _share(other.actors, event.actors) else other.actors
    return ()


def _nouns(tree: Tree, candidate: Candidate) -> Iterator[str]:
    for word in dict.fromkeys((candidate.head, *candidate.trigger)):
        for w in tree.children(word, "obj", "nsubj:pass", "obl", "nmod"):
            if tree[w].upos == "NOUN":
                yield tree.lemma(w)


def _opposite(event: Event, own: Told, told: Sequence[Told]) -> Parties:
    """Whom the same actor does the same to elsewhere in the report. Where two fight each other, nobody is missing."""
    if event.type not in _DIRECTED or len(event.actors) > 1:
        return ()
    for _, other in _nearest(own, told):
        if other.type == event.type and other.recipients and _share(other.actors, event.actors):
            return other.recipients
    return ()


def _before(own: Told, told: Sequence[Told], trees: Trees) -> Iterator[tuple[str, Event]]:
    """The sure tellings of the same type that stand before one, the last first; the title stands before the text."""
    place = own[0].sentence, own[0].head
    for candidate, event in reversed(told):
        sure = event.type == own[1].type and event.confidence >= _SURE
        if sure and (candidate.sentence, candidate.head) < place:
            yield trees[candidate.sentence].lemma(candidate.head), event


def _nearest(own: Told, told: Sequence[Told]) -> Iterator[Told]:
    """The other sure tellings, the nearest first, and of two as near the earlier; the title stands before the text."""
    place = own[0].sentence
    others = [t for t in told if t[0] is not own[0] and t[1].confidence >= _SURE]
    yield from sorted(others, key=lambda t: (abs(t[0].sentence - place), t[0].sentence, t[0].head))


def _named_alike(a: Parties, b: Parties) -> bool:
    return bool({p.name for p in a} & {p.name for p in b})


def _share(a: Parties, b: Parties) -> bool:
    return any(among(p, b) for p in a)


def as_told(parties: Parties) -> Parties:
    """The parties without those, and without the countries, that only the place or the report suggests."""
    named = (p for p in parties if not any(told in p.reason for told in _SUGGESTED))
    return tuple(replace(p, country=None) if any(how in p.reason for how in SETTLED) else p for p in named)


def keep_told(events: Sequence[Event]) -> tuple[Event, ...]:
    """The events with the parties that the words tell; one that is left without a country is none."""
    out = []
    for e in events:
        actors, recipients = as_told(e.actors), as_told(e.recipients)
        evidence = tuple(x for x in e.evidence if x.reason not in _SUGGESTED)
        if any(p.country for p in (*actors, *recipients)):
            out.append(replace(e, actors=actors, recipients=recipients, evidence=evidence))
    return tuple(out)

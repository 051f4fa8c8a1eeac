"""Candidates to events: parties, status, day, place, voices, codes and scores, each with its evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import cast

from msgspec.structs import replace

from dateline.binding.counting import tie_counts
from dateline.binding.dating import find_day, find_status
from dateline.binding.homing import country_of, settle_at_home, settle_by_speaker
from dateline.binding.inferring import infer
from dateline.binding.locating import find_place
from dateline.binding.merging import merge
from dateline.binding.parties import Parties, to_parties
from dateline.binding.scene import Scene
from dateline.binding.seconding import second_contexts, second_modes, second_status
from dateline.binding.sectoring import settle_arms, settle_people
from dateline.binding.setting import find_contexts
from dateline.binding.speech import find_speaker, voices
from dateline.ontology import Ontology
from dateline.records import Candidate, Day, Event, Evidence, Place, Quoted, Status, Voice
from dateline.trees import Tree

# An act of goodwill that its actor says will not be is a refusal, of this mode.
_REFUSALS = {
    "CONSULT": "meet",
    "AID": "assist",
    "COOPERATE": "assist",
    "SUPPORT": "assist",
    "RETREAT": "yield",
    "CONCEDE": "yield",
    "AGREE": "change",
}
_OPENING = 2  # sentences, the title counted
Modes = tuple[str, ...]

# A hostile act that its own actor announces is a threat, of this mode.
_THREATS: dict[str, Callable[[Modes], Modes]] = {
    "ASSAULT": lambda modes: ("violence",),
    "MOBILIZE": lambda modes: ("violence",),
    "SANCTION": lambda modes: ("expel",) if "expel" in modes else ("relations",),
    "COERCE": lambda modes: ("arrest",) if "arrest" in modes else ("restrict",),
    "PROTEST": lambda modes: ("restrict",),
}


def bind(scene: Scene, ontology: Ontology) -> tuple[Event, ...]:
    """The report's events. A candidate gives none that has no party of known country or body, and is no act between two
    others that both coders saw.
    """
    trees = {t.index: t for t in scene.trees}
    told: list[tuple[Candidate, Event]] = []
    home = country_of(scene, ontology)
    earlier: dict[tuple[str, int], Day] = {}  # by paragraph: the day of the event told last
    for candidate in scene.candidates:
        tree = trees[candidate.sentence]
        actors = to_parties(scene, tree, candidate.actors) or find_speaker(scene, tree, candidate)
        known = {(a.name, a.country) for a in actors}
        recipients = tuple(r for r in to_parties(scene, tree, candidate.recipients) if (r.name, r.country) not in known)
        place = find_place(scene, tree, candidate)
        actors = settle_by_speaker(scene, actors, tree.span(candidate.trigger))
        actors = settle_at_home(scene, actors, place, home)
        recipients = settle_at_home(scene, recipients, place, home)
        actors = settle_arms(scene, tree, candidate, actors)
        if not _says_who(candidate, (*actors, *recipients)) or _at_home(candidate, actors, recipients):
            continue
        paragraph = (tree.sentence.field, tree.sentence.paragraph)
        day = find_day(scene, tree, candidate, earlier.get(paragraph))
        earlier[paragraph] = day
        told.append((candidate, _Draft(scene, ontology, tree, candidate).event(actors, recipients, day, place)))
    opening = [t.whole() for t in scene.trees if t.index < _OPENING]
    events = sorted(
        merge(tie_counts(scene, [settle_people(e) for e in infer(scene, told, home)]), opening),
        key=lambda e: (e.trigger.span.field == "title", e.trigger.span.start, e.type),
    )
    return tuple(replace(e, id=f"{scene.article.article_id}-{n}") for n, e in enumerate(events, 1))


def _says_who(candidate: Candidate, parties: Parties) -> bool:
    """Whether a party's country is known, or both coders saw an event between two parties of whatever country."""
    return any(p.country for p in parties) or (len(parties) > 1 and len(candidate.coders) > 1)


def _at_home(candidate: Candidate, actors: Parties, recipients: Parties) -> bool:
    """A visit that stays within one country is no CONSULT between parties of it."""
    countries = {p.country for p in (*actors, *recipients)}
    return "visit" in candidate.modes and bool(actors) and bool(recipients) and len(countries) == 1


def _two_states(parties: Parties, ontology: Ontology) -> bool:
    """Whether two states are all that takes part: no alliance, no international body."""
    countries = {p.country for p in parties}
    return len(countries) == 2 and None not in countries and not countries & set(ontology.bodies)


def _abroad(actors: Parties, recipients: Parties, place: Place | None) -> bool:
    """Whether it is done in another country than that of those who do it."""
    there = {p.country for p in recipients} or {place.country if place is not None else None}
    return bool(actors) and None not in there and there.isdisjoint(p.country for p in actors)


def _own_words(actors: Parties, says: Sequence[Voice]) -> bool:
    """Whether the innermost speaker speaks for the actor: the same one, or an official of the same country."""
    speaker = says[-1].actor if says else None
    if speaker is None or speaker.country is None:
        return False
    return any(a.country == speaker.country and set(a.sectors) & (set(speaker.sectors) | {"GOV"}) for a in actors)


class _Draft:
    """One candidate on its way to an event."""

    def __init__(self, scene: Scene, ontology: Ontology, tree: Tree, candidate: Candidate) -> None:
        self.scene, self.ontology, self.tree, self.candidate = scene, ontology, tree, candidate
        self.span = tree.span(candidate.trigger)

    def event(self, actors: Parties, recipients: Parties, day: Day, place: Place | None) -> Event:
        c, ontology = self.candidate, self.ontology
        dated = day.span is not None and self.scene.article.published is not None
        read_status = second_status(c, find_status(self.scene, c, day), dated=dated)
        modes = tuple(m for m in second_modes(c) if ontology.is_mode(c.type, m))
        if _two_states((*actors, *recipients), ontology):
            modes = tuple(m for m in modes if m != "multilateral")
        found = second_contexts(c, find_contexts(self.scene, self.tree, ontology))
        says, told = voices(self.scene, self.span), c.type
        relief = "disasters" in found and "weapons" not in modes
        if told == "MOBILIZE" and relief and _abroad(actors, recipients, place):
            told, modes = "AID", ()  # PLOVER: troops sent for disaster relief
        if read_status == "future" and told in _THREATS and _own_words(actors, says):
            told, read_status, modes = "THREATEN", "actual", _THREATS[told](modes)
        elif read_status == "negated" and c.factuality.tense == "future" and told in _REFUSALS and actors:
            told, read_status, modes = "REJECT", "actual", (_REFUSALS[told],)  # "will not meet" is a refusal
        elif read_status == "negated" and told == "REJECT" and "frame" not in c.coders:
            read_status = "actual"  # what the model takes for a refusal is one by its negation
        kind, status, settled_modes = ontology.settle(told, read_status, modes)
        contexts = tuple(dict.fromkeys((*ontology.implied_contexts(kind, settled_modes), *found)))
        cameo = ontology.cameo_code(told, modes, contexts, read_status)
        if c.cameo and cameo is not None and kind == c.type:
            cameo = c.cameo  # the frame knows better, where the status has a code at all
        return Event(
            id="",
            article_id=self.scene.article.article_id,
            type=kind,
            modes=settled_modes,
            contexts=contexts,
            cameo=cameo,
            quad_class=ontology.quad_class(kind),
            plover_score=ontology.plover_score(kind, settled_modes),
            goldstein=ontology.goldstein(cameo) if cameo else None,
            status=cast(Status, status),
            factuality=c.factuality,
            actors=actors,
            recipients=recipients,
            day=day,
            place=place,
            says=says,
            counts={},
            trigger=Quoted(self.scene.cut(self.span), self.span),
            evidence=self.evidence(actors, recipients, day),
            confidence=c.confidence,
            coders=c.coders,
        )

    def evidence(self, actors: Parties, recipients: Parties, day: Day) -> tuple[Evidence, ...]:
        c = self.candidate
        through = f"through {', '.join(c.path)}" if c.path else ""
        out = [Evidence(self.span, c.by, "trigger", through, c.confidence)]
        out.append(Evidence(self.tree.whole(), "parse", "sentence"))
        out += [Evidence(p.span, "who", "actor", p.reason) for p in actors]
        out += [Evidence(p.span, "who", "recipient", p.reason) for p in recipients]
        if day.span is not None:
            out.append(Evidence(day.span, "when", "day", day.reason))
        return tuple(out)

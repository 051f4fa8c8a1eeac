"""Parties whose country no words of their own tell: it is that of the event's place, or of the report."""

from __future__ import annotations

from collections import Counter

from msgspec.structs import replace

from dateline.binding.parties import Parties
from dateline.binding.scene import Scene
from dateline.binding.speech import voices
from dateline.ontology import Ontology
from dateline.records import Place, Span

BY_PLACE, BY_REPORT = "country by the event's place", "country by the report"
BY_SPEAKER = "country of the state that tells of it"
SETTLED = (BY_PLACE, BY_REPORT, BY_SPEAKER)
_SHARE = 0.4  # a report is about the country that more than this share of its countries and places are of


def country_of(scene: Scene, ontology: Ontology) -> str | None:
    """The country that a report is about, alpha-3; None where no one country stands out."""
    named = Counter(a.country for m in scene.mentions for a in m.actors if a.country not in ontology.bodies)
    named.update(p.country for p in scene.places)
    del named[None]
    (country, count), (_, next_count) = [*named.most_common(2), ("", 0), ("", 0)][:2]
    return country if count > max(next_count, _SHARE * named.total()) else None


def settle_by_speaker(scene: Scene, parties: Parties, span: Span) -> Parties:
    """ "The president imposed an embargo, the White House said": whose state tells of what a state's organ does."""
    voice = next(reversed(voices(scene, span)), None)
    speaker = voice.actor if voice is not None else None
    if speaker is None or not speaker.country or "GOV" not in speaker.sectors or speaker.office is not None:
        return parties
    reason = f"{BY_SPEAKER}, {speaker.name}"
    return tuple(
        replace(p, country=speaker.country, reason=f"{p.reason}; {reason}")
        if not p.country and p.sectors[:1] == ("GOV",) and p.span not in scene.elsewhere
        else p
        for p in parties
    )


def settle_at_home(scene: Scene, parties: Parties, place: Place | None, home: str | None) -> Parties:
    """The parties; those without a country get that of the event's place, else that of the report, with the reason.

    Not those that are told to be of other countries, or of no one country.
    """
    country, reason = home, BY_REPORT
    there = scene.ruler_of(place)
    if place is not None and there:
        country, reason = there, f"{BY_PLACE}, {place.name}"
    if country is None:
        return parties
    return tuple(
        p if p.country or p.span in scene.elsewhere else replace(p, country=country, reason=f"{p.reason}; {reason}")
        for p in parties
    )

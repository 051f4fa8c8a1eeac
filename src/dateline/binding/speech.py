"""The chain of voices behind an event, and who "I", "we" and "you" are inside a quotation."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from dateline.binding.parties import Parties
from dateline.binding.scene import Scene
from dateline.records import SPOKEN, Actor, Attribution, Candidate, Mention, Party, Span, Voice
from dateline.trees import Tree

_IN_SPEECH = "done in the speaker's words"
_FIRST = frozenset({"i", "we", "us", "me", "our", "my", "ours", "mine"})


def contains(attribution: Attribution, span: Span) -> bool:
    """Whether the content of an attribution holds the span."""
    return any(c.field == span.field and c.start <= span.start and span.end <= c.end for c in attribution.content.spans)


def chain(attributions: Sequence[Attribution], span: Span) -> tuple[Attribution, ...]:
    """The attributions a span stands in, and those that they are told in, outermost first."""
    parents = {a.id: a.parent for a in attributions}
    told_in: set[str] = set()
    for a in attributions:
        at: str | None = a.id if contains(a, span) else None
        while at is not None and at not in told_in:
            told_in.add(at)
            at = parents.get(at)
    holding = [a for a in attributions if a.id in told_in and not _answers(a, attributions)]

    def depth(a: Attribution) -> int:
        n, at, seen = 0, a.parent, set()
        while at is not None and at not in seen:
            seen.add(at)
            n, at = n + 1, parents.get(at)
        return n

    def size(a: Attribution) -> int:
        return sum(s.end - s.start for s in a.content.spans)

    return tuple(sorted(holding, key=lambda a: (depth(a), -size(a), a.id)))


def _answers(a: Attribution, attributions: Sequence[Attribution]) -> bool:
    """Whether somebody only denies what another says in the same words: no link of the chain behind them."""
    same = (o for o in attributions if o.content == a.content and o.stance != "denies" and o.parent == a.parent)
    return a.stance == "denies" and any(same)


def voices(scene: Scene, span: Span) -> tuple[Voice, ...]:
    """Who says what stands at the span, outermost voice first; a pronoun gives way to the words it stands for.

    What something means is the report's own reading, nobody's words.
    """
    return tuple(_voice(a) for a in chain(scene.attributions, span) if a.stance != "means")


def _voice(a: Attribution) -> Voice:
    speaker = a.speaker
    if speaker.stands_for is not None:
        return Voice(a.id, speaker.stands_for.text, speaker.stands_for.span, speaker.actor)
    return Voice(a.id, speaker.text, speaker.spans[0] if speaker.spans else None, speaker.actor)


def find_speaker(scene: Scene, tree: Tree, candidate: Candidate) -> Parties:
    """Who judges, demands or refuses in words that name nobody as doing so: "It is a disgrace," the minister said.

    Only where the model alone takes the words for the act: the frames' verbs tell of acts, which somebody else may do.
    """
    passive = any(tree.children(w, "nsubj:pass", "aux:pass") for w in candidate.trigger)
    if candidate.type not in SPOKEN or "frame" in candidate.coders or passive:
        return ()
    voice = next(reversed(voices(scene, tree.span(candidate.trigger))), None)
    if voice is None or voice.actor is None or voice.span is None:
        return ()
    a = voice.actor
    reason = f"{a.reason}; {_IN_SPEECH}"
    return (Party(voice.text, voice.span, a.name, a.country, a.sectors, a.entity, a.office, reason),)


def fill_first_persons(mentions: Sequence[Mention], attributions: Sequence[Attribution]) -> tuple[Mention, ...]:
    """Gives "I" and "we" inside direct speech the actor of the innermost speaker ("we" his country or body)."""
    out = []
    for m in mentions:
        actor = _speaker(m, attributions) if m.kind == "pronoun" and not m.actors else None
        out.append(m if actor is None else replace(m, actors=(actor,)))
    return tuple(out)


def _speaker(m: Mention, attributions: Sequence[Attribution]) -> Actor | None:
    if m.text.lower() not in _FIRST:
        return None
    spoken = [a for a in chain(attributions, m.span) if a.kind != "indirect" and a.speaker.actor is not None]
    if not spoken or spoken[-1].speaker.actor is None:
        return None
    return replace(spoken[-1].speaker.actor, reason=f"first person in the words of {spoken[-1].speaker.text!r}")

"""Frames against predicates: which events a sentence tells, and which frame came nearest where it tells none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dateline.records import Candidate, Factuality, Mention, NearMiss
from dateline.trees import Tree
from dateline.what.belonging import PartyFinder, stands_for_nobody
from dateline.what.factuality import is_denied, judge
from dateline.what.frames import Frame, Lexicon, Test
from dateline.what.predicates import Predicate, find_predicates
from dateline.what.staging import is_played, is_remembered
from dateline.what.weighing import Known, weigh

# Codes of bodies that are of no country: named, they act themselves, though they have no sectors.
_BODIES = frozenset("IGO UNO EUR NGO ISM IMG MNC".split())
# Slots that answer the question of a role once filled, even by something that is no party ("the storm hit Haiti").
_DECISIVE = frozenset({"subject", "by"})
# Slots that only the predicate itself can fill; the others are prepositions.
_OWN = frozenset(
    {"subject", "object", "indirect", "clause", "possessor", "modifier", "outer", "victim", "modal", "day", "measure"}
)
_SEVERAL = frozenset({"two", "both", "three", "four"})
# Where the party that content concerns is looked for, the surest first.
_AFFECTED = ("indirect", "to", "with", "object", "against", "on", "for", "from", "of", "in")


@dataclass(frozen=True)
class Match:
    """A frame that fits a predicate, and the parties of its roles (head words)."""

    frame: Frame
    predicate: Predicate
    words: tuple[int, ...]
    trigger: tuple[int, ...]
    actors: tuple[int, ...]
    recipients: tuple[int, ...]
    modes: tuple[str, ...]
    content: tuple[Match, ...] = ()


@dataclass
class Missed:
    """How far the best failing frame came."""

    passed: int = -1
    frame: str = ""
    failed: str = ""
    head: int = 0


@dataclass
class SentenceMatcher:
    """Matches one sentence from its innermost predicates outward, so that content is known before what governs it."""

    tree: Tree
    lexicon: Lexicon
    parties: PartyFinder
    predicates: dict[int, Predicate] = field(default_factory=dict)
    matches: dict[int, Match] = field(default_factory=dict)
    missed: Missed = field(default_factory=Missed)
    vetoed: set[tuple[int, str]] = field(default_factory=set)  # words that a frame's exclusion says are no such event
    lending: list[int] = field(default_factory=list)  # phrases that a frame has tested, whose own phrases may be roles

    def run(self) -> list[Match]:
        self.predicates = find_predicates(self.tree, self.lexicon.carriers)
        depth = {i: sum(1 for _ in self.tree.ancestors(i)) for i in self.predicates}
        for i in sorted(self.predicates, key=lambda i: (-depth[i], i)):
            predicate = self.predicates[i]
            for frame in self.lexicon.by_trigger.get((predicate.kind, predicate.lemma), ()):
                match = self.fit(frame, predicate)
                if match:
                    self.matches[i] = match
                    break
        return self.outermost()

    def outermost(self) -> list[Match]:
        """Drops what another match holds as content or as one of its words; of two that hold each other, the later."""
        held: set[int] = set()
        for head, match in sorted(self.matches.items(), key=lambda item: (-item[1].frame.weight, item[0])):
            if head in held:
                continue
            held.update(w for w in match.words if w != head)
            if not match.frame.keep_content:
                held.update(c.predicate.head for c in _all_content(match))
        return [
            m
            for i, m in sorted(self.matches.items())
            if i not in held and not is_remembered(self.tree, i, self.lexicon)
        ]

    def fit(self, frame: Frame, p: Predicate) -> Match | None:
        trigger = [p.head] if p.light is None else [p.light, p.head]
        passed, failed = self.tested(frame, p, trigger)
        content = None if failed else self.content(frame, p)
        if content is None:
            self.miss(frame, p, passed, failed or "no content of the required kind")
            return None
        actors = next(self.role(frame.actor, p, content, acting=not frame.together), ())
        others = (
            tuple(r for r in found if r not in actors)
            for found in self.role((*frame.recipient, "victim"), p, content, joining=frame.together)
        )
        recipients = next((found for found in others if found), ())
        failed = _lacking(frame, actors, recipients)
        if failed:
            self.miss(frame, p, passed + 1, failed)
            return None
        if frame.together:
            actors, recipients = actors + recipients, ()
        modes = frame.modes + tuple(
            mode for kind, mode in frame.modes_by_content if any(c.frame.type == kind for c in content)
        )
        shown = {p.head, *([] if p.light is None else [p.light]), *(set(trigger) & set(p.slots.get("object", ())))}
        words, said = tuple(sorted(set(trigger))), tuple(sorted(shown))
        return Match(frame, p, words, said, actors, recipients, tuple(dict.fromkeys(modes)), content)

    def tested(self, frame: Frame, p: Predicate, trigger: list[int]) -> tuple[int, str]:
        """How many of the frame's tests pass, and the first that fails ("" if none); named words join the trigger."""
        passed = 0
        self.lending = []
        if frame.denied and not is_denied(self.tree, p.head):
            return passed, "not denied"
        for slot, test in frame.tests:
            words = self.passing(p, slot, test)
            if not words:
                return passed, f"{slot} is not {_shown(test)}"
            passed += 1
            self.lending += words
            if not isinstance(test, str):
                trigger += words[:1]
        excluded = next(((s, t) for s, t in frame.without if self.passing(p, s, t)), None)
        if excluded is None:
            return passed, ""
        self.vetoed.add((p.head, frame.type))
        return passed, f"{excluded[0]} is {_shown(excluded[1])}"

    def miss(self, frame: Frame, p: Predicate, passed: int, failed: str) -> None:
        if passed > self.missed.passed and not failed.startswith("modal"):  # every "said that" comes that near
            self.missed = Missed(passed, frame.id, failed, p.head)

    def fillers(self, p: Predicate, slot: str) -> tuple[int, ...]:
        """A slot of the predicate; prepositions are also looked for at its object ("imposed sanctions | on Belarus").

        "on|against" asks for either.
        """
        if "|" in slot:
            return tuple(dict.fromkeys(w for s in slot.split("|") for w in self.fillers(p, s)))
        own = p.slots.get(slot, ())
        if own or slot in _OWN:
            return own
        # phrases are often attached one noun too low: "a visit by the minister | to Russia"
        near = ("object",) if p.kind == "verb" else ("of", "by", "with", "from")
        around = [w for s in near for w in p.slots.get(s, ())]
        lenders = [self.predicates[o] for o in (*around, *self.lending) if o in self.predicates]
        if p.light is not None:
            lenders.append(self.predicates[p.light])
        return next((q.slots[slot] for q in lenders if q.slots.get(slot)), ())

    def passing(self, p: Predicate, slot: str, test: Test) -> list[int]:
        words = self.fillers(p, slot)
        if test == "any":
            return list(words)
        if test == "party":
            return [w for w in words if self.parties.owners(w)]
        if test == "itself":
            return [w for w in words if w in self.parties.persons]
        if test == "several":
            sides = [w for w in words if self.parties.owners(w)]
            return sides if len(sides) > 1 or any(map(self.stands_for_several, sides)) else []
        return [w for w in self.counted(words) if self.tree.lemma(w) in test]

    def stands_for_several(self, word: int) -> bool:
        """ "the TWO countries", "KENYAN AND UGANDAN troops"."""
        counted = (self.tree.lemma(c) for c in self.tree.children(word, "nummod", "det"))
        named = (c for m in self.tree.children(word, "amod", "compound") for c in self.tree.children(m, "conj"))
        return not _SEVERAL.isdisjoint(counted) or any(self.tree[c].name != "O" for c in named)

    def counted(self, words: Sequence[int]) -> list[int]:
        """Looks through quantities: "dozens of missiles" are missiles, "500 of its soldiers" soldiers."""
        out: list[int] = []
        for w in words:
            inner = self.predicates[w].slots.get("of", ()) if w in self.predicates else ()
            out += (
                inner
                if inner and (self.tree[w].upos == "NUM" or self.tree.lemma(w) in self.lexicon.quantities)
                else (w,)
            )
        return out

    def role(
        self,
        slots: Sequence[str],
        p: Predicate,
        content: tuple[Match, ...],
        *,
        acting: bool = False,
        joining: bool = False,
    ) -> Iterator[tuple[int, ...]]:
        """The parties of each slot that has any, in the order of the slots; Oslo does not join in "a deal in Oslo"."""
        for slot in slots:
            if slot.startswith("content"):
                found = self.from_content(slot, p, content)
            elif slot == "object's":
                selves = self.parties.persons
                objects = p.slots.get("object", ())
                words = (
                    w for o in objects for w in self.parties.owners(o, acting=joining) if w != o or o not in selves
                )
                found = tuple(dict.fromkeys(words))
            else:
                words = (w for o in self.fillers(p, slot) for w in self.parties.owners(o, acting=acting))
                found = tuple(dict.fromkeys(words))
                if not found and slot in _DECISIVE and self.fillers(p, slot):
                    return
            if found:
                yield found

    def from_content(self, slot: str, p: Predicate, content: tuple[Match, ...]) -> tuple[int, ...]:
        part = slot.partition(".")[2]
        if part in ("", "actor"):
            found = tuple(a for m in content for a in m.actors)
            if found and part:
                return found
        if part in ("", "recipient"):
            own = {*p.slots.get("subject", ()), *p.slots.get("surface", ())}
            found = tuple(r for m in content for r in (m.recipients or m.actors) if r not in own)
            if found:
                return found
        return self.parties_under(p, part)

    def parties_under(self, p: Predicate, part: str) -> tuple[int, ...]:
        """The parties of content that no frame fits: a clause's subject for "actor", else its object and phrases."""
        subjects = {*p.slots.get("subject", ()), *p.slots.get("surface", ())}
        for clause in self.fillers(p, "clause"):
            found = self.parties_of(clause, ("subject",) if part == "actor" else _AFFECTED)
            if any(f not in subjects for f in found):
                return tuple(f for f in found if f not in subjects)
        for noun in p.slots.get("object", ()) if part != "actor" else ():
            found = self.parties_of(noun, _AFFECTED[1:])
            if any(f not in subjects for f in found):
                return tuple(f for f in found if f not in subjects)
        return ()

    def parties_of(self, head: int, slots: Sequence[str]) -> tuple[int, ...]:
        """The parties of the first of these slots of a word that has any."""
        inner = self.predicates.get(head)
        if inner is None:
            return ()
        for slot in slots:
            words = (w for o in self.fillers(inner, slot) for w in self.parties.owners(o))
            found = tuple(dict.fromkeys(words))
            if found:
                return found
        return ()

    def content(self, frame: Frame, p: Predicate) -> tuple[Match, ...] | None:
        """The matches inside the frame's content; None where the frame asks for content that is not there."""
        if frame.content is None:
            return ()
        heads = [w for slot in frame.content_in for w in self.fillers(p, slot)]
        found = tuple(m for h in heads for m in self.inside(h, 3))
        if frame.content == "optional" or (frame.content == "any" and heads):
            return found
        if frame.content == "any":
            return None
        fitting = tuple(m for m in found if m.frame.type in frame.content)
        return fitting or None

    def inside(self, head: int, depth: int) -> list[Match]:
        direct = [m for m in self.matches.values() if head in (m.predicate.head, m.predicate.light) or head in m.words]
        if direct or depth == 0 or head not in self.predicates:
            return direct
        q = self.predicates[head]
        return [m for slot in ("clause", "object") for w in q.slots.get(slot, ()) for m in self.inside(w, depth - 1)]


def _all_content(match: Match) -> list[Match]:
    return [m for c in match.content for m in (c, *_all_content(c))]


def _lacking(frame: Frame, actors: tuple[int, ...], recipients: tuple[int, ...]) -> str:
    """The party that an event of this frame cannot be without and lacks; "" if none."""
    for need, have in (("actor", actors), ("recipient", recipients)):
        if need in frame.needs and not have:
            return f"no {need} that is a party"
    return "" if actors or recipients else "no party"


def _shown(test: Test) -> str:
    if isinstance(test, str):
        return {"party": "a party", "itself": "a party itself", "several": "several parties", "any": "there"}[test]
    words = sorted(test)
    return f"one of {', '.join(words[:6])}{' …' if len(words) > 6 else ''}"


def find_events(
    trees: Sequence[Tree], mentions: Sequence[Mention], lexicon: Lexicon
) -> tuple[tuple[Candidate, ...], tuple[NearMiss, ...]]:
    """The events that frames and model find, in text order; for each sentence without one the nearest frame."""
    heads: dict[int, set[int]] = {}
    persons: dict[int, set[int]] = {}
    states: dict[int, set[int]] = {}
    for m in mentions:
        if m.actors:
            heads.setdefault(m.sentence, set()).add(m.head)
        if any(a.sectors or (m.kind == "name" and a.country in _BODIES) for a in m.actors):
            persons.setdefault(m.sentence, set()).add(m.head)
        if m.kind == "name" and all(a.sectors in ((), ("GOV",)) and a.office is None for a in m.actors):
            states.setdefault(m.sentence, set()).add(m.head)
    candidates: list[Candidate] = []
    misses: list[NearMiss] = []
    for tree in trees:
        here = heads.get(tree.index, set())
        parties = frozenset(h for h in here if not stands_for_nobody(tree, h, lexicon.abstract))
        selves = frozenset(persons.get(tree.index, ())) & parties
        finder = PartyFinder(tree, parties, selves, lexicon.shared, lexicon.abstract)
        matcher = SentenceMatcher(tree, lexicon, finder)
        framed = [c for m in matcher.run() if (c := _candidate(tree, m, lexicon))]
        told = {p.head: p.slots.get("surface", ()) for p in matcher.predicates.values() if p.told}
        found = weigh(tree, framed, Known(finder, matcher.vetoed, told), lexicon)
        found = [c for c in found if not is_played(tree, c, states.get(tree.index, ()), lexicon)]
        candidates += found
        if not found and matcher.missed.frame:
            missed = matcher.missed
            misses.append(NearMiss(tree.whole(), missed.frame, tree.span((missed.head,)), missed.failed))
    return tuple(candidates), tuple(misses)


def _candidate(tree: Tree, match: Match, lexicon: Lexicon) -> Candidate | None:
    factuality = judge(tree, match.words, (match.predicate.head, match.predicate.light), lexicon.certainty)
    if factuality is None:
        return None
    if match.frame.denied:  # "will never accept" is a refusal, and an actual one
        factuality = Factuality("present", "positive", "certain")
    head = match.predicate.light if match.predicate.light is not None else match.predicate.head
    return Candidate(
        sentence=tree.index,
        head=match.predicate.head,
        trigger=match.trigger,
        type=match.frame.type,
        modes=match.modes,
        actors=match.actors,
        recipients=match.recipients,
        factuality=factuality,
        by=f"frame:{match.frame.id}",
        coders=("frame",),
        cameo=match.frame.cameo,
        confidence=0.8 if match.actors and match.recipients else 0.65,
        path=tuple(c.frame.id for c in _all_content(match)),
        scope=tuple(
            dict.fromkeys((head, *match.words, *_told(match), *(c.predicate.head for c in _all_content(match))))
        ),
    )


def _told(match: Match) -> tuple[int, ...]:
    """What must be done, in "said that it must stop": the model may take that word for the demand."""
    return match.predicate.slots.get("clause", ()) if "modal" in dict(match.frame.tests) else ()

"""A country for bodies that name none, "the police", "the government": of the place, of the report, of whom it told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from dateline.records import Actor
from dateline.trees import Tree
from dateline.who.disowning import harms, of_the_world
from dateline.who.drafts import Draft
from dateline.who.facing import ARGUMENTS, FACED, subjects_of, whose
from dateline.who.gazetteer import Hit
from dateline.who.home import OF_PEOPLE, Home
from dateline.who.joining import text_of
from dateline.who.memory import Memory
from dateline.who.spelling import normalise

_IN = frozenset({"in", "at", "near", "across", "outside", "around", "inside"})
_INSTITUTIONS = frozenset({"GOV", "LEG", "MIL", "JUD", "COP", "SPY"})
_AT_HOME = frozenset({"GOV", "LEG", "JUD", "PTY", "SPY", "BUS", "JRN"})  # seldom of the place that a sentence names
_FAR = frozenset({"abroad", "harms"})  # classes of those who are seldom of the report's country
_RELATED = frozenset({"others", "opposed", "hosts"})
_SIDES = frozenset({"side", "government", "party"})
_OTHER = frozenset({"other", "neighbouring", "neighboring", "host", "rival", "opposing"})
_FRONT, _LASTS = 3, 3  # words before a place that opens a sentence; sentences for which it stays the scene
_FACING = _INSTITUTIONS | {"CVL", "OPP"}
_NO_ARMY = ("PSE", "MIL")
_OPPOSED = (("REB",), ("OPP",))

Guess = tuple[str, str] | None  # a country and the reason


class Placer:
    """Gives bodies their country while a report is read; `done` are the phrases so far, by sentence and head."""

    def __init__(
        self,
        hits: Mapping[int, Sequence[Hit]],
        done: Mapping[tuple[int, int], Draft],
        memory: Memory,
        home: Home,
    ) -> None:
        self.hits, self.done, self.memory, self.home = hits, done, memory, home
        self.facts = memory.facts
        self._scene: tuple[int, Hit] | None = None  # the last sentence that begins with a place, and the place

    def enter(self, tree: Tree) -> None:
        """Sets the scene as a sentence begins: "In Srinagar, …" is also where the next ones are."""
        first = next((h for h in self.hits[tree.index] if self._is_place(tree, h)), None)
        if first is not None:
            opens = tree[first.top].relation == "obl" and first.top < tree[first.top].head and first.start <= _FRONT
            self._scene = (tree.index, first) if opens else None
        elif self._scene is not None and tree.index - self._scene[0] >= _LASTS:
            self._scene = None

    def place(self, draft: Draft) -> None:
        """A country for "police", "the government": of the place, for those who may be there; of the report."""
        if "nobody's land" in self.facts.words.get(normalise(text_of(draft)), frozenset()):
            draft.elsewhere = True  # "the West"
        if draft.elsewhere or draft.agent is None or draft.agent.kind == "modifier":
            return
        draft.elsewhere = self._is_elsewhere(draft)
        if draft.elsewhere or not draft.actors[0].sectors:
            return
        blocked = {h.entity.country for h in self.hits[draft.tree.index] if h.use == "blocked" and h.top in draft.words}
        country, reason = self._guess(draft, draft.actors[0].sectors[0]) or (None, "")
        if (country, draft.actors[0].sectors[0]) == _NO_ARMY:  # "soldiers shot two men in Ramallah"
            country, reason = "ISR", f"{reason}, where there is no army but Israel's"
        if country is not None and country not in blocked:
            draft.actors = tuple(
                replace(a, country=country, reason=f"text: {draft.agent.phrase}; {reason}") for a in draft.actors
            )

    def _is_elsewhere(self, draft: Draft) -> bool:
        """Whether they are of other countries, or of no one country; an envoy may be one of a state told of before."""
        classes = self.facts.words.get(draft.word, frozenset())
        vague = "countries" in classes and (draft.plural or (not draft.definite and draft.word != "government"))
        many = "organisations" in classes and draft.plural and not draft.definite
        sent = "abroad" in classes and not (draft.definite and self._facing(draft, draft.actors[0].sectors[:1]))
        return sent or vague or many or of_the_world(draft, self.facts)

    def _guess(self, draft: Draft, sector: str) -> Guess:
        """The country and the reason, by the nearest of what may tell it."""
        classes = self.facts.words.get(draft.word, frozenset())
        faced = self._facing(draft, (sector,)) if classes & _FAR else None
        if faced is not None or "abroad" in classes:
            return faced
        here = self._phrase_around(draft) or self._against(draft) or self._same_troops(draft, sector)
        here = here or self._near(draft, sector) or self._facing(draft, (sector,))
        most = self.memory.home(draft) if here is None and sector in _INSTITUTIONS else None
        if most is not None:
            return most, "country of most of the actors before it"
        return here or ((self.home.country, self.home.reason) if self.home.country else None)

    def _same_troops(self, draft: Draft, sector: str) -> Guess:
        """ "Russian tanks rolled in. The soldiers …": those told of in the sentence before, by another word."""
        many = draft.definite and draft.tree[draft.head].number == "Plur"
        earlier = self.memory.troops(draft.tree.index) if many and sector == "MIL" else None
        country = earlier.actors[0].country if earlier is not None else None
        return (country, f"those told of before, {text_of(earlier)!r}") if earlier and country else None

    def _near(self, draft: Draft, sector: str) -> Guess:
        """The country of the place in the sentence, for those who may be there, else that which the report is of."""
        there = self._receives(draft) if sector in _AT_HOME else self._place(draft.tree, draft.head)
        home = (self.home.country, self.home.reason) if self.home.sure and self.home.country else None
        return there or home

    def _receives(self, draft: Draft) -> Guess:
        """ "The French envoy met the junta leader in Bamako": the place where somebody meets him in another country."""
        tree = draft.tree
        own = self._who_acts(draft) & self.facts.labels.keys()
        verb = next((a for a in tree.ancestors(draft.head) if tree[a].upos == "VERB"), -1)
        for hit in self.hits[tree.index] if len(own) == 1 else ():
            if tree[hit.top].head == verb and self._is_place(tree, hit) and hit.entity.country not in own:
                return hit.entity.country, f"country of the place in the sentence, {hit.entity.label}"
        return None

    def relate(self, draft: Draft) -> bool:
        """ "Its neighbour", "his guest", "the other side": the other of two states of which the report told before."""
        tree, head = draft.tree, draft.head
        if draft.plural:
            return False
        classes = self.facts.words.get(draft.word, frozenset())
        before = {tree[c].text.lower() for c in tree.children(head, "amod", "compound")}
        here: set[str] = set()
        if classes & _RELATED:
            owners = (self.done.get((tree.index, c)) for c in tree.children(head, "nmod:poss"))
            told = [d for d in owners if d is not None and not (d.person and "opposed" in classes)]
            here = {a.country or "" for d in told for a in d.actors}
        elif "countries" in classes or draft.word in _SIDES:
            here = self._who_acts(draft) if before & _OTHER else set()
        country = self.memory.other_state(tree.index, here) if len(here) == 1 else None
        if country is None:
            return False
        reason = f"text: {text_of(draft)}; {FACED}"
        draft.actors, draft.known = (Actor(self.facts.labels[country], country, ("GOV",), reason=reason),), True
        return True

    def _subjects(self, draft: Draft) -> list[Draft | None]:
        """Those of the verb that a phrase stands under."""
        return [self.done.get((draft.tree.index, s)) for s in subjects_of(draft.tree, draft.head)]

    def _who_acts(self, draft: Draft) -> set[str]:
        """The countries of those subjects."""
        return {a.country or "" for s in self._subjects(draft) if s is not None for a in s.actors}

    def _act_as_bodies(self, draft: Draft) -> bool:
        """Whether soldiers or a court act on somebody, no state."""
        return all(s is not None and s.agent is not None for s in self._subjects(draft))

    def _facing(self, draft: Draft, sectors: Sequence[str]) -> Guess:
        """That of two states of which the report told before whose body it may be."""
        tree, head = draft.tree, draft.head
        met = self.memory.encounter(tree.index, self.home.dateline)
        plain = tree[head].relation in ARGUMENTS and not tree.children(head, "nmod:poss")
        if met is None or not plain or not (draft.definite or draft.plural):
            return None
        here, sector = self._who_acts(draft), next(iter(sectors), "")
        if harms(self.facts, draft.word):
            return (met.doer, FACED) if draft.definite and met.doer not in here else None
        told = draft.definite and sector in _INSTITUTIONS and not self.memory.leads()
        if sector not in _FACING or not (met.abroad or told):
            return None
        if met.guest and met.other in here and self._act_as_bodies(draft):
            return met.other, FACED  # what those at home do among themselves
        acts = tree[head].relation == "nsubj" and sector in _INSTITUTIONS
        answers = self.memory.answers(tree, head)
        return whose(met, here, acts=acts, troops=sector == "MIL" and draft.plural, answers=answers), FACED

    def _against(self, draft: Draft) -> Guess:
        """ "Sudan and the rebels signed a pact in Abuja": whom a state has to do with at home."""
        tree, head = draft.tree, draft.head
        if draft.actors[0].sectors[:1] not in _OPPOSED:
            return None
        first = tree[head].head if tree[head].relation == "conj" else head
        mates = [self.done.get((tree.index, m)) for m in tree.conjuncts(first)]
        states = {a.country or "" for m in mates if m is not None and m.known for a in m.actors if "GOV" in a.sectors}
        if len(states) != 1:
            return None
        return states.pop(), "country of the state beside it"

    def _phrase_around(self, draft: Draft) -> Guess:
        """ "An Ethiopian delegation led by Deputy Prime Minister Alemu": the country of the phrase it stands in."""
        tree = draft.tree
        for above in tree.ancestors(draft.head):
            if tree[above].upos == "VERB" and not tree[above].relation.startswith("acl"):
                return None
            host = self.done.get((tree.index, above))
            if host is not None and host.known and host.agent is not None and len(host.actors) == 1:
                country = host.actors[0].country
                return (country, f"country of the phrase around it, {text_of(host)!r}") if country else None
        return None

    def _place(self, tree: Tree, head: int) -> Guess:
        """The country of the nearest place in the sentence and the reason, else of that which the ones before set."""
        places = [hit for hit in self.hits[tree.index] if self._is_place(tree, hit)]
        hit = min(places, key=lambda h: abs(h.top - head), default=None)
        if hit is not None:
            return hit.entity.country, f"country of the place in the sentence, {hit.entity.label}"
        there = self._scene[1].entity if self._scene is not None else None
        return (there.country, f"country of the place told of before, {there.label}") if there is not None else None

    def _is_place(self, tree: Tree, hit: Hit) -> bool:
        top = hit.top
        if tree.preposition(top) == "of" and "locality" in self.facts.words.get(
            tree.lemma(tree[top].head), frozenset()
        ):
            top = tree[top].head  # "in the town of Homs"
        somewhere = tree[top].relation in ("obl", "nmod") and tree.preposition(top) in _IN
        land = hit.place and hit.form not in OF_PEOPLE
        return land and somewhere and hit.entity.country in self.facts.labels

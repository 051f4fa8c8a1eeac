"""What was named before: full names behind surnames, bodies behind "the ministry", antecedents of pronouns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from typing import NamedTuple

from msgspec.structs import replace

from dateline.records import Actor
from dateline.trees import Tree
from dateline.who.disowning import harms
from dateline.who.drafts import Draft
from dateline.who.facing import ARGUMENTS, FACED, SUBJECTS, Encounter, meet, subjects_of, whose
from dateline.who.facts import Facts
from dateline.who.genders import gender_of, pronoun_gender
from dateline.who.offices import in_office
from dateline.who.passing import COUNTS
from dateline.who.spelling import normalise, singular

_REACH = 3  # sentences that a pronoun looks back over
_GROUPS = frozenset({"group", "movement", "organization", "organisation", "front", "faction", "militia", "party"})
_BODIES = frozenset({"group", "organization", "organisation", "bloc", "alliance"})
_UNIONS = frozenset({"IGO", "UNO", "EUR"})
_ARMED = (("UAF",), ("REB",), ("CRM",))
_OF_STATES = (("GOV",), ("MIL",), ("COP",), ("LEG",), ("JUD",))
_IN = frozenset({"in", "at", "near", "from"})


class Seen(NamedTuple):
    """A phrase that was read: its sentence, its head word there, and whether it is the subject of its clause."""

    sentence: int
    head: int
    subject: bool
    draft: Draft


class Memory:
    """The actors of the report so far, nearest last."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._seen: list[Seen] = []
        self._people: dict[str, Draft] = {}
        self._aliases: dict[str, Draft] = {}
        self._words: dict[str, Draft] = {}
        self._chains: dict[tuple[str, str], str] = {}
        self._countries: list[Draft] = []
        self._armed: Draft | None = None  # gunmen, rebels, criminals: whom "the kidnappers" may take up
        self._institution: str | None = None  # country of the last army, court, government
        self._homes: Counter[str] = Counter()  # countries of the persons and bodies so far
        self._genders: dict[str, str] = {}  # by chain
        self._speakers: dict[tuple[str, str], str] = {}
        self._addressed: dict[int, Draft] = {}  # by quotation
        self._count = 0

    def add(self, draft: Draft) -> None:
        """Keeps what may be referred to later and gives the draft its chain."""
        draft.chain = draft.chain or self._chain(draft)
        if not draft.actors:
            return
        gender = gender_of(draft)
        if gender:
            self._genders.setdefault(draft.chain, gender)
        subject = _is_subject(draft)
        self._seen.append(Seen(draft.tree.index, draft.head, subject, draft))
        sectors = draft.actors[0].sectors[:1]
        body = draft.agent is not None or draft.kind == "name"
        if body and not draft.person and sectors in _ARMED and draft.actors[0].country:
            self._armed = draft
        if draft.agent is not None and len(draft.actors) == 1 and sectors in _OF_STATES and draft.agent.kind == "body":
            named = draft.actors[0].country
            self._institution = named if named in self.facts.labels else self._institution
        if _is_country(draft):
            self._countries.append(draft)
        sent = "abroad" in self.facts.words.get(draft.word, frozenset())  # "the Swedish ambassador to Kenya"
        if draft.known and not sent and len(draft.actors) == 1 and draft.actors[0].country in self.facts.labels:
            self._homes[draft.actors[0].country or ""] += 1
        self._name(draft)

    def _name(self, draft: Draft) -> None:
        """Keeps the words by which a later phrase may call the actor."""
        for alias in draft.alias:
            self._aliases.setdefault(alias, draft)
        if draft.person:
            for word in normalise(draft.person).split():
                if len(word) > 2 or " " not in draft.person:
                    self._people[word] = draft
        if draft.agent is not None:
            self._words[draft.word] = draft
            self._words[draft.agent.phrase] = draft
        if draft.kind == "name" and not draft.person:
            self._name_body(draft)

    def _name_body(self, draft: Draft) -> None:
        """Initials, last word and kind of a body: "the BNP", "the agency", "the group"."""
        name = draft.actors[0].name
        if name.count(" ") > 1:
            initials = "".join(w[0] for w in name.split() if w[:1].isupper())
            self._aliases.setdefault(normalise(initials), draft)
        if draft.alias and not draft.place:
            self._words[singular(normalise(name).split(" ")[-1])] = draft
        armed = any("REB" in a.sectors or a.country == "IMG" for a in draft.actors)
        common = any(a.country in _UNIONS or a.country == "NGO" for a in draft.actors)
        for word in _GROUPS if armed else _BODIES if common else ():
            self._words[word] = draft
        if "BUS" in draft.actors[0].sectors:
            self._words["company"] = self._words["firm"] = draft

    def _chain(self, draft: Draft) -> str:
        key = ("", "")
        if draft.actors:
            first = draft.actors[0]
            thing = draft.kind == "nominal" and draft.agent is None and not draft.person
            name = " ".join(draft.tree[w].text for w in draft.words) if thing else first.name
            key = ("+".join(a.country or "?" for a in draft.actors), normalise(name))
        general = draft.kind == "nominal" and draft.plural and not draft.definite and not draft.person
        if draft.actors and key in self._chains and not general:
            return self._chains[key]
        self._count += 1
        name = f"m{self._count}"
        if draft.actors:
            self._chains[key] = name
        return name

    def leads(self) -> bool:
        """Whether more of the actors so far are of one country than of any other."""
        first, second = [*sorted(self._homes.values(), reverse=True), 0, 0][:2]
        return first > second

    def home(self, draft: Draft) -> str | None:
        """The country of most of the actors so far; where two lead, that of the last army, court, government.

        Not the state that is the subject of the same verb: of whom "Tokyo demanded an explanation from the junta".
        """
        rules = draft.actors[0].sectors[:1] == ("GOV",)
        subjects = subjects_of(draft.tree, draft.head) if rules else frozenset()
        here = (s.draft for s in self._seen if s.draft.tree is draft.tree and s.head in subjects)
        states = {a.country for d in here if d.kind == "name" and not d.person for a in d.actors}
        homes = {c: n for c, n in self._homes.items() if c not in states}
        ranked = sorted(homes.items(), key=lambda h: (-h[1], h[0]))[:2]
        alone = ranked and (len(ranked) < 2 or ranked[0][1] > ranked[1][1])
        return ranked[0][0] if alone else self._institution

    def same_person(self, name: str) -> Draft | None:
        """The person named earlier in full whose name has all these words."""
        words = normalise(name).split()
        found = self._people.get(words[-1]) if words else None
        if found is None or not found.person:
            return None
        earlier = set(normalise(found.person).split())
        return found if set(words) <= earlier or (len(words) > 1 and earlier <= set(words)) else None

    def same_name(self, name: str) -> Draft | None:
        """The body introduced with this acronym or spelling."""
        return self._aliases.get(normalise(name))

    def recalls(self, word: str) -> bool:
        """Whether an earlier actor may be called by this noun."""
        return singular(normalise(word)) in self._words

    def same_kind(self, draft: Draft) -> Draft | None:
        """ "The ministry": the nearest earlier actor that was called so."""
        if "countries" in self.facts.words.get(draft.word, frozenset()) and draft.word in (
            "country",
            "nation",
            "republic",
            "kingdom",
        ):
            return self._country(draft)
        phrase = draft.agent.phrase if draft.agent is not None else draft.word
        rebels = draft.plural and bool(draft.actors) and draft.actors[0].sectors[:1] == ("REB",)
        found = self._words.get(phrase) or (self._armed if rebels or harms(self.facts, draft.word) else None)
        if found is None or (found.plural != draft.plural and not (rebels and found.kind == "name")):
            return None
        return found

    def in_that_office(self, draft: Draft, day: str | None) -> Draft | None:
        """ "Kohl met Yeltsin. The chancellor …": whoever of the last sentences held the office on the day."""
        if draft.agent is None or draft.agent.kind != "post" or draft.plural or day is None:
            return None
        found: dict[str, Draft] = {}
        for seen in (s for group in self.back(draft.tree.index, 0) for s in group):
            if seen.draft.person and len(seen.draft.actors) == 1 and seen.draft.actors[0].entity:
                (known,) = seen.draft.actors
                held = in_office(self.facts, replace(known, entity=None), draft.agent.phrase, known.name, day)
                if held.entity == known.entity:
                    found[held.entity or ""] = seen.draft
        return next(iter(found.values())) if len(found) == 1 else None

    def _country(self, draft: Draft) -> Draft | None:
        """ "The country": the one named last, not the subject of the same verb: "France struck the country's army".

        After a sentence of two states it is the one that this tells of.
        """
        tree, head = draft.tree, draft.head
        subjects = subjects_of(tree, head)
        acting = self.at(tree, subjects)
        here = {a.country or "" for d in acting for a in d.actors}
        met = self.encounter(tree.index, None) if _takes_part(tree, head) else None
        if met is not None:
            code = whose(met, here, acts=not subjects, troops=False, answers=self.answers(tree, head))
            state = Actor(self.facts.labels[code], code, ("GOV",), reason=f"text: {draft.word}; {FACED}")
            return Draft(tree, head, draft.words, (state,), word=draft.word, known=True)
        others = [c for c in reversed(self._countries) if c.tree is not tree or c.head not in subjects]
        near = [c for c in others if c.tree is others[0].tree]
        return next((c for c in near if c.tree[c.head].relation in SUBJECTS), others[0] if others else None)

    def answers(self, tree: Tree, head: int) -> bool:
        """Whether a phrase hangs on a verb that says what is done to something done before: "denied", "retaliated"."""
        return "answers" in self.facts.words.get(tree.lemma(tree[head].head), frozenset())

    def other_state(self, sentence: int, here: Collection[str]) -> str | None:
        """The one state that the nearest sentence before tells of, but for some."""
        for group in self.back(sentence, 0):
            states = {a.country for s in group for a in s.draft.actors if a.country in self.facts.labels} - {*here}
            if states:
                return states.pop() if len(states) == 1 else None
        return None

    def troops(self, sentence: int) -> Draft | None:
        """The soldiers that the sentence before told of: "the marines" are then "the troops"."""
        near = (s.draft for s in reversed(self._seen) if s.sentence == sentence - 1)
        bodies = (d for d in near if d.agent is not None and d.plural and d.known and len(d.actors) == 1)
        return next((d for d in bodies if d.actors[0].sectors[:1] == ("MIL",)), None)

    def encounter(self, sentence: int, home: str | None) -> Encounter | None:
        """The two states that the sentences before one told of last; `home` is the country of the dateline."""
        groups = ([s.draft for s in group] for group in self.back(sentence, 0))
        return meet(groups, self.facts.labels, home)

    def pronoun(self, word: str, tree: Tree, head: int) -> Draft | None:
        """The antecedent of a pronoun: of the right kind, in the nearest sentence, subjects first."""
        classes = self.facts.words.get(word, frozenset())
        barred = _barred(tree, head) if not word.endswith(("self", "selves")) else frozenset()
        chains = {s.draft.chain for s in self._seen if s.sentence == tree.index and s.head in barred}
        wanted = pronoun_gender(word) if "he" in classes else ""
        for group in self.back(tree.index, head):
            fits = [s for s in group if _fits(s.draft, classes) and s.draft.chain not in chains]
            fits = [s for s in fits if not wanted or self._genders.get(s.draft.chain, wanted) == wanted]
            best = next((s for s in reversed(fits) if s.subject), None) or (fits[-1] if fits else None)
            if best is not None:
                if wanted:
                    self._genders.setdefault(best.draft.chain, wanted)
                return best.draft
        return None

    def speaker(self, group: str, quoted: int) -> str:
        """The chain of "I", "we" or "you" in one quotation (0: outside all)."""
        key = (group, str(quoted))
        if key not in self._speakers:
            self._count += 1
            self._speakers[key] = f"m{self._count}"
        return self._speakers[key]

    def address(self, draft: Draft, quoted: int) -> Draft | None:
        """Who is spoken to: the last person of the same sector, not the last one to act. "You" is then that one."""
        sectors = draft.actors[0].sectors[:1] if draft.actors else ()
        people = [s.draft for s in self._seen if s.draft.person and len(s.draft.actors) == 1]
        found = next((d for d in reversed(people) if sectors and d.actors[0].sectors[:1] == sectors), None)
        if found is not None:
            self._speakers["you", str(quoted)] = found.chain
            self._addressed[quoted] = found
        return found

    def addressee(self, quoted: int) -> Draft | None:
        """Who "you" is in a quotation, where it says so."""
        return self._addressed.get(quoted)

    def at(self, tree: Tree, heads: Collection[int]) -> list[Draft]:
        """The phrases of a sentence so far that stand around some words."""
        return [s.draft for s in self._seen if s.draft.tree is tree and s.head in heads]

    def back(self, sentence: int, head: int) -> Iterator[list[Seen]]:
        """What was seen, sentence by sentence backwards, as far as a pronoun reaches."""
        group: list[Seen] = []
        for seen in reversed(self._seen):
            if sentence - seen.sentence >= _REACH:
                break
            if seen.sentence == sentence and seen.head >= head:
                continue
            if group and group[0].sentence != seen.sentence:
                yield group[::-1]
                group = []
            group.append(seen)
        if group:
            yield group[::-1]


def _is_subject(draft: Draft) -> bool:
    """Whether it is the subject of its clause, counted or not: "hundreds of protesters"."""
    tree, head = draft.tree, draft.head
    if tree[head].relation == "nmod" and tree.preposition(head) == "of" and tree.lemma(tree[head].head) in COUNTS:
        head = tree[head].head
    return tree[head].relation in SUBJECTS


def _barred(tree: Tree, head: int) -> frozenset[int]:
    """ "Ishiba congratulated him": who a pronoun cannot be, the subject of its own verb."""
    verb = tree[head].head
    if verb < 0 or tree[head].relation not in ("obj", "iobj", "obl", "obl:agent"):
        return frozenset()
    return frozenset(tree.children(verb, *SUBJECTS))


def _takes_part(tree: Tree, head: int) -> bool:
    """Not "in the country", where something is done."""
    return tree[head].relation in ARGUMENTS and tree.preposition(head) not in _IN


def _is_country(draft: Draft) -> bool:
    return (
        draft.kind == "name"
        and not draft.person
        and draft.agent is None
        and len(draft.actors) == 1
        and draft.actors[0].sectors == ("GOV",)
    )


def _fits(draft: Draft, classes: frozenset[str]) -> bool:
    if draft.tree[draft.head].relation in ("amod", "compound"):
        return False
    singular_person = not draft.plural and (
        bool(draft.person) or (draft.agent is not None and draft.agent.kind in ("post", "role"))
    )
    if "he" in classes:
        return singular_person
    if "it" in classes:
        return not draft.plural and not singular_person and (not draft.place or draft.actors[0].sectors == ("GOV",))
    return draft.plural or (draft.agent is not None and draft.agent.kind == "body")

"""Every phrase of a report that is or may be a party, and who it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, cast

from msgspec.structs import replace

from dateline.records import Actor, Mention, Place, Span
from dateline.trees import Tree
from dateline.who.composing import compose, named_by_office
from dateline.who.disowning import are_others, harms, is_topic, names_a_pact, names_a_war
from dateline.who.drafts import Draft, Scene
from dateline.who.gathering import gather
from dateline.who.gazetteer import Hit, settle
from dateline.who.home import all_about, count_countries, is_at_home, report_country
from dateline.who.joining import joined, name_in_full, same, take, text_of
from dateline.who.memory import Memory
from dateline.who.pairing import pair
from dateline.who.passing import acts, counts_people, governing, names_nobody, signs
from dateline.who.people import bare
from dateline.who.placing import Placer
from dateline.who.quoting import Quotations
from dateline.who.spelling import normalise
from dateline.who.spotting import Names, with_towns

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_NOBODY = frozenset({"ADP", "ADV", "AUX", "CCONJ", "INTJ", "PART", "PUNCT", "SCONJ", "SYM", "VERB", "X"})
_ARGUMENTS = frozenset({"nsubj", "nsubj:pass", "obj", "iobj", "obl", "obl:agent", "nmod", "conj", "appos"})
_PARTS = frozenset({"compound", "flat", "fixed", "goeswith", "nmod:desc"})
_TITLES = frozenset({"post", "generic"})
_GROUPS = dict.fromkeys(("i", "me", "my", "mine", "myself"), "i")
_GROUPS |= dict.fromkeys(("we", "us", "our", "ours", "ourselves"), "we")
_POINTING = frozenset({"both", "each", "either"})


def find_mentions(names: Names, places: Sequence[Place] = ()) -> tuple[Mention, ...]:
    """One mention a phrase, in text order, title first; equal actors share a chain."""
    return _Reader(names, places).read()


class _Reader:
    """One report being read."""

    def __init__(self, names: Names, places: Sequence[Place]) -> None:
        self.article, self.trees, self.facts, self.day = names.article, names.trees, names.facts, names.day
        facts, trees = names.facts, names.trees
        self.hits = with_towns(names, places)
        self.counts = count_countries(self.hits.values(), facts.labels, all_bodies=False)
        full = {h.entity.id for hits in self.hits.values() for h in hits if not h.rivals}
        for index, hits in self.hits.items():
            settled = [settle(h, self.counts, full) for h in hits if not h.weak or self._supported(h)]
            self.hits[index] = [h for h in settled if h is not None]
        at = {i: {w: h for h in hits for w in range(h.start, h.end)} for i, hits in self.hits.items()}
        named = ((h for h in self.hits[t.index] if not names_a_war(t, h)) for t in trees)
        told = count_countries(named, facts.labels, all_bodies=True)
        stay = ((h for h in self.hits[t.index] if is_at_home(t, h, facts)) for t in trees)
        at_home = count_countries(stay, facts.labels, all_bodies=True)
        self.home = report_country(self.article, facts, told, at_home)
        about = all_about(self.counts, self.home.country, len(trees))
        self.scene = Scene(facts, self.day, at, frozenset(self.counts), about)
        self.busy = {t.index: governing(t, at[t.index]) for t in trees}
        self.memory = Memory(facts)
        self.done: dict[tuple[int, int], Draft] = {}
        self.placer = Placer(self.hits, self.done, self.memory, self.home)
        self.quotations = Quotations(self.article, trees)

    def _supported(self, hit: Hit) -> bool:
        """Whether the report names a country of a name that alone says little; one body's alone, or none at all."""
        named = any(e.country in self.counts for e in (hit.entity, *hit.rivals))
        return named or (hit.form == "name" and not self.counts and not hit.rivals)

    def read(self) -> tuple[Mention, ...]:
        drafts: list[Draft] = []
        for tree in self.trees:
            self.placer.enter(tree)
            tops = {h.top: h for h in self.hits[tree.index]}
            inner = {
                i for h in self.hits[tree.index] for i in range(h.start, h.end) if i != h.top and h.form != "short"
            }
            for head in range(len(tree)):
                draft = self._draft(tree, head, tops) if head not in inner else None
                if draft is not None:
                    self.done[tree.index, head] = draft
                    self.memory.add(draft)
                    drafts.append(draft)
                    inner.update(i for i in draft.run if i > head)
        self._look_ahead(drafts)
        name_in_full(drafts)
        return tuple(self._mention(d) for d in drafts)

    def _look_ahead(self, drafts: list[Draft]) -> None:
        """A surname in the headline is the person whom the text then names in full."""
        full = {normalise(d.person.split()[-1]): d for d in reversed(drafts) if " " in d.person}
        for draft in drafts:
            if not draft.person or not draft.actors:
                continue
            later = full.get(normalise(draft.person)) if draft.agent is None else None
            if later is None or later.tree.index <= draft.tree.index:
                later = self.memory.same_person(draft.person) if not draft.actors[0].country else None
            if later is not None and later.actors and later.actors[0].country:
                draft.actors, draft.chain = later.actors, later.chain

    def _draft(self, tree: Tree, head: int, tops: dict[int, Hit]) -> Draft | None:
        token, hit = tree[head], tops.get(head)
        nobody = token.upos in _NOBODY if hit is None else signs(tree, hit)
        if nobody:
            return None
        part = token.relation.split(":")[0] in _PARTS or token.relation in _PARTS
        if hit is not None and (part or token.upos == "ADJ" or token.relation == "amod"):
            return self._modifier(tree, head, hit)
        if token.relation == "amod":
            return None
        if token.upos == "PRON" or (token.upos == "DET" and token.relation in _ARGUMENTS):
            return self._pronoun(tree, head)
        if part:
            return self._nominal(tree, head) if acts(tree, head, self.scene) else self._of_two_leaders(tree, head)
        argument = token.relation in _ARGUMENTS and token.upos in ("ADJ", "NUM")
        if token.upos not in _NOMINAL and hit is None and not argument:
            return None
        nobody = names_nobody(tree, head, self.facts, self.busy[tree.index]) and not self.memory.recalls(token.text)
        if nobody and not counts_people(tree, head, self.facts):
            return None
        return self._nominal(tree, head)

    def _modifier(self, tree: Tree, head: int, hit: Hit) -> Draft | None:
        """ "Russian-Turkish talks", "the UN chief": the modifier is a mention of its own."""
        if hit.use in ("blocked", "ethnic") and hit.form in ("adjective", "demonym"):
            return None
        if names_a_pact(self.facts, tree, hit) or is_topic(self.facts, tree, hit, tree.lemma(tree[hit.top].head)):
            return None
        label, form = hit.entity.label, hit.form
        sectors = hit.entity.sectors or (("GOV",) if form in ("country", "adjective", "capital") else ())
        text = " ".join(t.text for t in tree.tokens[hit.start : hit.end])
        actor = Actor(label, hit.entity.country or None, sectors, hit.entity.identifier or None, reason=f"text: {text}")
        draft = Draft(tree, head, list(range(hit.start, hit.end)), (actor,), "name", known=True, place=hit.place)
        if form in ("full", "short"):
            return None
        return draft

    def _nominal(self, tree: Tree, head: int) -> Draft | None:
        collective = gather(tree, head, self.facts, self.memory)
        if collective is not None:
            return collective
        draft = compose(self.scene, tree, head)
        if not draft.known and self.quotations.addresses(draft):
            take(draft, self.memory.address(draft, self.quotations.around(tree, head)))
        self._link(draft)
        if not draft.actors and tree[head].upos == "PROPN":
            self._untagged(draft)
        if not draft.actors and not draft.agent and tree[head].name == "O":
            return None
        self._apposition(draft)
        if draft.actors and not any(a.country for a in draft.actors):
            self.placer.place(draft)
        for part in draft.words if draft.person else ():
            title = self.done.get((tree.index, part))
            titled = title is not None and title.agent is not None and title.agent.kind in _TITLES
            if title is not None and titled and title is not draft and title.kind != "pronoun":
                draft.chain = draft.chain or title.chain
                title.actors, title.chain = draft.actors, draft.chain
        return draft

    def _of_two_leaders(self, tree: Tree, head: int) -> Draft | None:
        """ "The BLAIR-CHIRAC summit": two surnames joined by a hyphen, of leaders of two countries."""
        for first in (head, head - 2) if tree[head].upos == "PROPN" else ():
            last = first + 2
            if first < 0 or last >= len(tree) or tree[first + 1].text not in ("-", "–"):
                continue
            near = self.scene.near
            both = {at: bare(self.facts, tree[at].text, self.day, near=near) for at in (first, last)}
            countries = {a.country for a in both.values() if a is not None and "current" in a.reason}
            actor = both[head]
            if len(countries) > 1 and actor is not None:
                return Draft(tree, head, [head], (actor,), "name", person=tree[head].text, known=True)
        return None

    def _untagged(self, draft: Draft) -> None:
        """A famous surname that the model took for no name, or for another kind of name."""
        name = text_of(draft)
        if self.day is None or " " in name or not name[:1].isupper() or len(name) < 4 or name.isupper():
            return
        if all(n.form != "surname" for n in self.facts.names.get(normalise(name))):
            return  # "the Valley" is not Wali, however near it sounds
        found = bare(self.facts, name, self.day, near=self.scene.near)
        if found is not None and "current" in found.reason:
            draft.actors, draft.person, draft.known, draft.kind = (found,), name, True, "name"

    def _link(self, draft: Draft) -> None:
        """What earlier sentences and neighbours say about a phrase that names no country itself."""
        if draft.known and not (draft.person and len(draft.person.split()) == 1):
            return
        earlier = None
        if draft.person:
            earlier = self.memory.same_person(draft.person)
        elif draft.kind == "name" and not draft.known:
            earlier = self.memory.same_name(text_of(draft)) or self.memory.same_person(text_of(draft))
        if earlier is None and not draft.known:
            if self._inherit(draft):
                return
            if draft.definite and not draft.person:
                earlier = self.memory.same_kind(draft) or self.memory.in_that_office(draft, self.day)
        if earlier is None or not earlier.actors:
            return
        told = draft.actors[0] if draft.actors else None
        draft.actors, draft.elsewhere = earlier.actors, earlier.elsewhere
        if draft.person and draft.agent is not None and told is not None and told.sectors and len(earlier.actors) == 1:
            old = earlier.actors[0]
            draft.actors = (
                replace(
                    old,
                    sectors=old.sectors or told.sectors,
                    office=old.office or told.office,
                    country=old.country or told.country,
                ),
            )
        draft.chain, draft.known = earlier.chain, any(a.country for a in draft.actors)
        draft.person = max(draft.person, earlier.person, key=len) if draft.person or earlier.person else ""
        draft.plural = earlier.plural if not draft.person else False

    def _inherit(self, draft: Draft) -> bool:
        """ "Their forces", "the country's army", "Israeli helicopters and tanks": the country of the neighbour."""
        tree, head = draft.tree, draft.head
        if self.placer.relate(draft):
            return True
        donor = None
        for child in tree.children(head, "nmod:poss") if not harms(self.facts, draft.word) else ():
            donor = donor or self.done.get((tree.index, child))
        if donor is not None and self._of_others(draft, donor):
            draft.elsewhere = True
            return False
        for child in (c for c in tree.children(head, "nmod") if donor is None and tree.preposition(c) == "of"):
            donor = gather(tree, child, self.facts, self.memory)  # "officials of the two countries"
        shared = ""
        if donor is None and tree[head].relation == "conj":
            before = self.done.get((tree.index, tree[head].head))
            bare = not tree.children(head, "det", "nmod:poss")
            if (
                before is not None
                and before.known
                and not before.person
                and bare
                and not before.place
                and before.agent is not None
                and not draft.person
            ):
                donor, shared = before, "shared with "
        if (
            donor is None
            or not any(a.country for a in donor.actors)
            or (draft.agent is None and (donor.person or donor.kind == "pronoun"))
        ):
            return False
        sectors = draft.actors[0].sectors if draft.actors else ()
        name = draft.actors[0].name if draft.actors else text_of(draft)
        office = draft.actors[0].office if draft.actors else None
        actors = [
            Actor(name, a.country, sectors, office=office, reason=f"text: {shared}{text_of(donor)}, {a.name}")
            for a in donor.actors
            if a.country
        ]
        draft.actors, draft.known = tuple(named_by_office(self.scene, draft, actors, donor.word)), True
        return True

    def _of_others(self, draft: Draft, donor: Draft) -> bool:
        """ "Iran's allies" are not Iranian; nor is the enemy of a state, as that of a person may be."""
        if donor.person:
            return "hosts" in self.facts.words.get(draft.word, frozenset())
        state = donor.agent is None and donor.actors[:1] != () and donor.actors[0].sectors == ("GOV",)
        opposed = state and not draft.plural and "opposed" in self.facts.words.get(draft.word, frozenset())
        return opposed or are_others(self.facts, draft.word)

    def _apposition(self, draft: Draft) -> None:
        """ "Fomin, Russia's deputy minister": what one phrase lacks, the other gives."""
        tree, head = draft.tree, draft.head
        if tree[head].relation == "appos":
            first = self.done.get((tree.index, tree[head].head))
            if first is not None and first.actors:
                same(draft, first)
            return
        if draft.known and (draft.agent is None or draft.agent.kind not in ("post", "generic")) and not draft.person:
            return
        for child in tree.children(head, "appos"):
            if child in draft.words:
                continue
            other = compose(self.scene, tree, child)
            self._link(other)
            if not other.actors or other.place or len(other.actors) > 1 or len(draft.actors) > 1:
                continue
            if draft.person and not other.person and other.agent is not None:
                draft.actors = (joined(draft, other),)
                draft.known = draft.known or other.known
            elif other.person and not draft.person:
                draft.actors, draft.person = (joined(other, draft),), other.person
                draft.known = draft.known or other.known

    def _pronoun(self, tree: Tree, head: int) -> Draft | None:
        word = tree[head].text.lower()
        classes = self.facts.words.get(word, frozenset())
        draft = Draft(tree, head, [head], kind="pronoun", word=word)
        if word in _POINTING or "both" in classes:
            draft.actors, draft.plural = pair(self.memory, "any", tree, head), True
        elif "relative" in classes:
            found = self._relative(tree, head)
            if found is None and word == "that":
                return None
            take(draft, found)
        elif "he" in classes or "it" in classes or "they" in classes:
            if tree[head].relation == "expl" or ("it" in classes and self._is_deed(tree, head)):
                return None
            found = self.memory.pronoun(word, tree, head)
            take(draft, found)
            if found is None and "they" in classes:
                draft.actors, draft.plural = pair(self.memory, "any", tree, head), True
            if found is not None and "they" in classes:
                self._gather(draft, found)
        elif "speaker" in classes:
            group, quoted = _GROUPS.get(word, "you"), self.quotations.around(tree, head)
            take(draft, self.memory.addressee(quoted) if group == "you" else None)
            draft.chain = draft.chain or self.memory.speaker(group, quoted)
        else:
            return None
        return draft

    def _is_deed(self, tree: Tree, head: int) -> bool:
        """ "Denied IT", "hailed IT as a breakthrough": what was done, nobody who did it."""
        verb = tree[head].head
        object_ = verb >= 0 and tree[head].relation == "obj"
        return object_ and "of deeds" in self.facts.words.get(tree.lemma(verb), frozenset())

    def _gather(self, draft: Draft, found: Draft) -> None:
        """ "Russia and Myanmar … their": all that are coordinated with the antecedent."""
        mates = [self.done.get((found.tree.index, h)) for h in found.tree.conjuncts(found.head)]
        everyone = [a for m in mates if m is not None for a in m.actors]
        if len(everyone) > len(draft.actors):
            draft.actors, draft.chain, draft.person = tuple(dict.fromkeys(everyone)), "", ""

    def _relative(self, tree: Tree, head: int) -> Draft | None:
        at = head
        for above in (head, *tree.ancestors(head)):
            if tree[above].relation.startswith("acl"):
                at = tree[above].head
                return self.done.get((tree.index, at))
        return None

    def _mention(self, draft: Draft) -> Mention:
        tree, words = draft.tree, draft.words
        field = tree.sentence.field
        start, end = tree[words[0]].start, tree[words[-1]].end
        source = self.article.text if field == "text" else self.article.title
        kind = cast("Literal['name', 'nominal', 'pronoun']", draft.kind)
        return Mention(
            source[start:end],
            Span(field, start, end),
            kind,
            draft.chain,
            tree.index,
            draft.head,
            draft.actors,
            draft.elsewhere and not any(a.country for a in draft.actors),
        )

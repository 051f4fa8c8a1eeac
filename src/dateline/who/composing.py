"""From a noun phrase to who it is: country, office or agent, and person, each from the text first, the facts second."""

from __future__ import annotations

from msgspec.structs import replace

from dateline.records import Actor
from dateline.trees import Tree
from dateline.who.disowning import are_others, harms, is_war, names_a_pact, of_the_world, tells_of
from dateline.who.drafts import Draft, Scene, cut
from dateline.who.facts import Agent, Facts
from dateline.who.gazetteer import Hit
from dateline.who.modifying import OUTSIDE, Country, countries_before
from dateline.who.naming import compose_name
from dateline.who.offices import in_office
from dateline.who.passing import counts_people
from dateline.who.people import bare, person
from dateline.who.phrases import core, main_agent, modifier_sectors, person_words, title_start
from dateline.who.spelling import normalise, singular

_OF = frozenset(
    {"of", "from", "for", "at", "in", "inside", "within", "near", "outside", "on", "across", "around", "off"}
)
_ORIGIN = frozenset({"of", "from"})
_IRREGULAR = (("REB",), ("PRM",), ("UAF",), ("CRM",))  # whose soldiers and officers are not an army's
_MEMBER = frozenset({"of", "from", "for", "at", "with"})
_FOR_EXAMPLE = frozenset({"including", "such as", "like", "among"})
_DEEPEST = 3  # phrases within phrases that are still read
_SEATED = frozenset({"base", "headquarter", "live", "operate", "hold", "detain", "jail", "station", "imprison"})
_LOYAL = frozenset({"loyal", "faithful", "sympathetic", "link", "linked", "affiliate", "affiliated"})
_BOUND = _LOYAL | {"responsible"}  # "responsible for the Union's aid"
_NOT_IN_OFFICE = frozenset(
    "a an any no some next new future former ex late would-be deputy vice acting interim opposition rebel shadow every "
    "each another first elect incoming outgoing self-declared then regional provincial".split()
)


def compose(scene: Scene, tree: Tree, head: int, depth: int = 0) -> Draft:
    """Who the phrase around `head` stands for, as far as its own words and the facts say."""
    words = core(tree, head)
    hits = scene.over(tree, words[0], words[-1])
    draft = Draft(tree, head, words, word=singular(normalise(tree[head].text)))
    draft.plural = _plural(tree, head)
    draft.definite = any(
        tree[c].text.lower() in ("the", "this", "these", "that", "those") for c in tree.children(head, "det")
    )
    own = scene.at[tree.index].get(head)
    own = own if own is not None and own.use == "plain" else None
    if own is not None:
        draft.words = words = list(range(min(words[0], own.start), max(words[-1] + 1, own.end)))
    if any(h.start <= head < h.end and h.use == "ethnic" for h in hits):
        draft.agent = scene.facts.agents.get("ethnic minority")
        draft.actors = (Actor(_label(draft), None, ("CVL",), reason="text: a people, not its country"),)
        return draft
    taken = {i for h in hits if h.form not in ("full", "short") for i in range(h.start, h.end)}
    named = person_words(tree, scene.facts, words, taken)
    if own is not None and own.form in ("full", "short"):
        named = list(range(own.start, own.end))
        own = None
    own, named = _person_or_body(own, named)
    if own is not None and not named:
        compose_name(scene, draft, own, [h for h in hits if h is not own])
        return draft
    if named:
        begin = title_start(tree, scene.facts, named[0])
        if begin < words[0]:
            words = draft.words = list(range(_country_start(scene, tree, begin), words[-1] + 1))
            hits = scene.over(tree, words[0], words[-1])
    draft.agent, draft.run = main_agent(tree, scene.facts, [w for w in words if w not in named], head)
    draft.agent = (None if named else _people(scene, draft)) or draft.agent
    possessor = bool(named) and named[-1] < head and tree[head].upos == "NOUN"
    draft.person = cut(tree, named) if not possessor else ""
    draft.kind = "name" if named or tree[head].upos == "PROPN" else "nominal"
    if draft.agent is not None and draft.agent.kind == "whole" and depth <= _DEEPEST and _adopt(scene, draft, depth):
        return draft
    countries = _countries(scene, draft, hits, depth)
    owner = _owner(scene, draft, cut(tree, named) if possessor else "") if not countries else None
    if owner is not None:
        countries = [(owner.country or "", owner.sectors, owner.name)]
    _finish(scene, draft, countries, depth)
    return draft


def _person_or_body(own: Hit | None, named: list[int]) -> tuple[Hit | None, list[int]]:
    """Which of the two, where the facts know a name that the model takes for a person's."""
    if own is not None and len(named) > 1 and own.place:
        return None, named
    if own is not None and own.form == "name" and {*named} <= {*range(own.start, own.end)}:
        return own, []
    return own, named


def _people(scene: Scene, draft: Draft) -> Agent | None:
    """Those whom a number counts; "Kurds", a people without a state: of the country where they are."""
    if counts_people(draft.tree, draft.head, scene.facts):
        draft.plural = True
        return scene.facts.agents.get("people")
    people = draft.agent is None and draft.plural and draft.tree[draft.head].name.endswith("NORP")
    return scene.facts.agents.get("ethnic minority") if people else None


def _owner(scene: Scene, draft: Draft, name: str) -> Actor | None:
    """Whose it is, by the name before the head; a government's, whatever the model takes the name of its head for."""
    before = draft.tree[draft.head - 1] if draft.head - 1 in draft.words else None
    if before is not None and "government" in scene.facts.words.get(draft.word, frozenset()):
        return bare(scene.facts, before.text, scene.day) if before.text[:1].isupper() else None
    return _known_person(scene, draft, name, None) if name else None


def _countries(scene: Scene, draft: Draft, hits: list[Hit], depth: int) -> list[Country]:
    """The countries of a phrase: before its head, else after it; a people yields to the place where it lives."""
    before = countries_before(scene, draft, hits)
    settled = "settled" in scene.facts.words.get(draft.word, ())
    if before and not settled and any(h.form != "people" for h in hits if h.use in ("plain", "led")):
        return before
    return _complements(scene, draft, draft.run, depth) or before


def _country_start(scene: Scene, tree: Tree, begin: int) -> int:
    """Where the country before a title begins: with nothing, a possessive or an adjective between them."""
    before = scene.at[tree.index].get(begin - 1)
    if before is None and begin > 1 and (tree[begin - 1].text in ("'s", "’s") or tree[begin - 1].upos == "ADJ"):
        before = scene.at[tree.index].get(begin - 2)
    return before.start if before is not None and before.end <= begin else begin


def _plural(tree: Tree, head: int) -> bool:
    return (
        tree[head].number == "Plur"
        or bool(tree.children(head, "conj"))
        or tree[head].text.lower() in ("police", "people", "military")
    )


def _adopt(scene: Scene, draft: Draft, depth: int) -> bool:
    """ "Hundreds of protesters", "a group of Moroccan diplomats": the phrase is what it counts.

    "The Basque group ETA" is ETA. "The group" is one named before; only "Muslim groups", which are of a kind, are still
    to be composed (False).
    """
    named = _called(scene, draft)
    if named:
        draft.actors, draft.known = named, True
        return True
    for child in draft.tree.children(draft.head, "nmod"):
        if draft.tree.preposition(child) in ("of", "from"):
            inner = compose(scene, draft.tree, child, depth + 1)
            if inner.actors or inner.agent:
                draft.actors, draft.agent, draft.known, draft.place = (
                    inner.actors,
                    inner.agent,
                    inner.known,
                    inner.place,
                )
                draft.word, draft.plural, draft.elsewhere = inner.word, True, of_the_world(inner, scene.facts)
                return True
    return draft.definite or not modifier_sectors(draft.tree, scene.facts, draft.words, draft.run[0])


def _complements(scene: Scene, draft: Draft, run: list[int], depth: int) -> list[Country]:
    """Countries named after the head: "president of Armenia", "residents of Aleppo", "spokesman for the ministry"."""
    if depth > _DEEPEST:
        return []
    tree, agent = draft.tree, draft.agent
    starts = [draft.head, *(i for i in run if i != draft.head and i in draft.words)]
    starts += [c for c in tree.children(draft.head, "acl") if tree[c].lemma in _SEATED]
    starts += [c for c in tree.children(draft.head, "amod", "acl") if tree[c].lemma in _BOUND and c > draft.head]
    owners = tree.children(draft.head, "nmod:poss")
    owned = any(tree[o].upos == "PRON" or are_others(scene.facts, draft.word) for o in owners)  # "its envoy in Paris"
    where = _ORIGIN if owned or of_the_world(draft, scene.facts) else _OF  # "Western diplomats in Kabul"
    where = where - {"of"} if harms(scene.facts, draft.word) else where
    about = tells_of(scene.facts, draft.word)
    helps = "helper" in scene.facts.words.get(draft.word, frozenset())  # "an aide to the president"
    for at in starts:
        for child in tree.children(at, "nmod", "obl", "nmod:poss"):
            preposition = tree.preposition(child)
            if preposition == "to" and (helps or tree[at].lemma in _LOYAL):
                preposition = "of"
            called = is_war(tree, child) or names_a_pact(scene.facts, tree, scene.at[tree.index].get(child))
            if child in draft.words or child in run or preposition not in where or called:
                continue
            inner = compose(scene, tree, child, depth + 1)
            actors = [a for a in inner.actors if a.country]
            there = inner.place or _is_locality(scene, inner)
            if (
                not actors
                or (about and there and preposition in ("of", "on"))
                or child < at
                or (agent is None and preposition != "of")
                or ((agent is None or preposition not in _MEMBER) and not there)
            ):
                continue
            generic = agent is not None and agent.kind == "generic" and not inner.place and preposition in _MEMBER
            text = cut(tree, inner.words)
            found = [
                (a.country or "", a.sectors if generic or a.sectors[:1] in _IRREGULAR else (), text) for a in actors
            ]
            return found + (_more(scene, tree, child, depth) if draft.plural else [])
    return []


def _is_locality(scene: Scene, draft: Draft) -> bool:
    """ "The southern PROVINCE of Loja"; no company's name makes "Meta province" one."""
    names = scene.over(draft.tree, draft.words[0], draft.words[-1])
    return "locality" in scene.facts.words.get(draft.word, frozenset()) and all(h.place for h in names)


def _more(scene: Scene, tree: Tree, child: int, depth: int) -> list[Country]:
    """ "The ministers of Ghana | and Togo": what is coordinated with a complement of several."""
    out: list[Country] = []
    for mate in tree.conjuncts(child)[1:]:
        inner = compose(scene, tree, mate, depth + 1)
        out += [(a.country, (), cut(tree, inner.words)) for a in inner.actors if a.country]
    return out


def _members(scene: Scene, draft: Draft) -> tuple[Actor, ...]:
    """ "Three countries, Italy, Spain and Malta", "powers such as France": those that are named for all."""
    tree = draft.tree
    if not draft.plural or "countries" not in scene.facts.words.get(draft.word, frozenset()):
        return ()
    for child in tree.children(draft.head, "appos", "nmod"):
        if child > draft.head and (tree[child].relation == "appos" or tree.preposition(child) in _FOR_EXAMPLE):
            named = [a for mate in tree.conjuncts(child) for a in compose(scene, tree, mate, _DEEPEST).actors]
            if any(a.country for a in named):
                return tuple(a for a in named if a.country)
    return ()


def _called(scene: Scene, draft: Draft) -> tuple[Actor, ...]:
    """ "Iran's enemy Iraq", "its neighbour Togo", "the Basque group ETA": whose name follows."""
    tree, after = draft.tree, draft.head + 1
    hit = scene.at[tree.index].get(after)
    classes = scene.facts.words.get(draft.word, frozenset())
    several = draft.plural or bool(draft.person)
    if hit is None or several or classes.isdisjoint(("countries", "others", "any", "bodies")):
        return ()
    beside = tree[hit.top].head in (draft.head, tree[draft.head].head) and not tree.preposition(hit.top)
    return compose(scene, tree, hit.top, _DEEPEST).actors if beside and hit.start == after else ()


def _finish(scene: Scene, draft: Draft, countries: list[Country], depth: int) -> None:
    """The actors, one a country; a person's from the facts where the words name no country."""
    named = depth < _DEEPEST and (_called(scene, draft) or (not countries and _members(scene, draft)))
    if named:
        draft.actors, draft.known = named, True
        return
    tree, agent, run = draft.tree, draft.agent, draft.run
    sectors = _sectors(scene, draft, run)
    office = (
        " ".join(tree[i].text.lower() for i in run) if agent is not None and agent.kind in ("post", "generic") else None
    )
    if draft.person:
        known = _known_person(scene, draft, draft.person, countries[0][0] if countries else None)
        if known is not None and not countries:
            draft.actors = (_titled(draft, known, sectors, office),)
            draft.known = True
            return
        if known is not None:
            reason = f"text: {countries[0][2]} + {office or 'name'}; {known.reason}"
            draft.actors = (_titled(draft, known, sectors, office, reason),)
            draft.known = True
            return
    name = draft.person or _label(draft)
    if not countries and agent is not None and agent.country:
        whose = "of no one country" if agent.country in OUTSIDE else "an office of that country"
        countries = [(agent.country, (), f"{agent.phrase}, {whose}")]
    draft.known = bool(countries)
    words = office or (agent.phrase if agent is not None else "")
    made = []
    thing = agent is None and not draft.person and draft.kind == "nominal"
    for country, body, text in countries:
        generic = agent is None or agent.kind == "generic"
        both = (body if generic and body else sectors) or body
        if agent is None and not draft.person and not body:
            both = sectors
        if both[:1] == ("MIL",) and body[:1] in _IRREGULAR:
            both = body  # "a Hezbollah commander"
        reason = f"text: {text} + {words}" if words else f"text: {text}"
        label = scene.facts.labels.get(country, name) if thing else name
        made.append(Actor(label, country or None, both, office=office, reason=reason))
    nobodys = "nobody's land" in scene.facts.words.get(normalise(_label(draft)), frozenset())  # "the West"
    if not made and (agent is not None or draft.person or nobodys or tree[draft.head].name.endswith("ORG")):
        made = [
            Actor(
                name,
                None,
                sectors,
                office=office,
                reason=f"text: {words}; no country named" if words else "text: a name",
            )
        ]
    draft.actors = tuple(named_by_office(scene, draft, made, countries[0][2]) if countries else made)


def named_by_office(scene: Scene, draft: Draft, made: list[Actor], body: str) -> list[Actor]:
    """A title without a name, as whoever held the office on the day; `body` are the words for whose office it is."""
    if len(made) != 1 or draft.plural or draft.agent is None or not _holds(scene, draft, made[0]):
        return made
    return [in_office(scene.facts, made[0], draft.agent.phrase, body, scene.day or "")]


def _holds(scene: Scene, draft: Draft, actor: Actor) -> bool:
    """Whether the phrase is a title of someone in office on a known day: not "a president", "a former president"."""
    tree = draft.tree
    before = {tree[i].text.lower() for i in draft.words if i not in draft.run}
    told = not draft.person and scene.day is not None and "ELI" not in actor.sectors
    return told and not before & _NOT_IN_OFFICE


def _titled(draft: Draft, known: Actor, sectors: tuple[str, ...], office: str | None, reason: str = "") -> Actor:
    """The person of the facts with the name and title that the text gives, which win; "leader" says less than facts."""
    vague = draft.agent is not None and draft.agent.kind == "generic" and sectors == draft.agent.sectors
    return replace(
        known,
        sectors=(known.sectors or sectors) if vague else (sectors or known.sectors),
        office=office or known.office,
        reason=reason or known.reason,
    )


def _known_person(scene: Scene, draft: Draft, name: str, country: str | None) -> Actor | None:
    facts = scene.facts
    if len(name.split()) > 1:
        return person(facts, name, scene.day, country, scene.about)
    titled = draft.agent is not None and draft.agent.kind == "post" and "GOV" in draft.agent.sectors
    return bare(facts, name, scene.day, country, None if titled else scene.near)


def _sectors(scene: Scene, draft: Draft, run: list[int]) -> tuple[str, ...]:
    """The sectors of the agent phrase; of a general one ("official", "leader"), those of the word before it."""
    tree, facts, agent = draft.tree, scene.facts, draft.agent
    before = run[0] if run else draft.head
    past = any("past" in facts.words.get(tree[i].text.lower(), frozenset()) for i in draft.words if i < before)
    if agent is None:
        if draft.person or draft.kind != "nominal":
            return ("ELI",) if past and draft.person else ()
        names = [h for h in scene.over(tree, draft.words[0], draft.words[-1]) if h.end - h.start > 1]
        free = [w for w in draft.words if not any(h.start <= w < h.end for h in names)]  # "United Nations resolution"
        return modifier_sectors(tree, facts, free, before)  # "army bulldozers"
    if agent.kind == "post" and past:
        return ("ELI",)
    if agent.kind in ("generic", "whole") or not agent.sectors:
        near = modifier_sectors(tree, facts, draft.words, before) or _of_whom(draft, facts)
        defence = any(tree[i].text.lower() in ("defense", "defence") for i in draft.words)
        return ("GOV", "MIL") if defence and agent.kind == "generic" else near or agent.sectors
    return agent.sectors


def _of_whom(draft: Draft, facts: Facts) -> tuple[str, ...]:
    """ "Leaders of the opposition coalition": the sectors of those whose leaders they are."""
    tree = draft.tree
    for child in tree.children(draft.head, "nmod"):
        if child > draft.head and tree.preposition(child) == "of":
            words = core(tree, child)
            agent, run = main_agent(tree, facts, words, child)
            own = agent.sectors if agent is not None and agent.kind in ("role", "body") else ()
            return own or modifier_sectors(tree, facts, words, run[0] if run else child + 1)
    return ()


def _label(draft: Draft) -> str:
    """The phrase without its article."""
    words = draft.words
    while len(words) > 1 and draft.tree[words[0]].relation in ("det", "nummod", "det:predet"):
        words = words[1:]
    return cut(draft.tree, words)

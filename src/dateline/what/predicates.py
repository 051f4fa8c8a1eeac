"""Words that can name an event, with their participants by slot, whatever the construction.

Passives, participles, relative clauses, control, coordination and light verbs are undone here, so that one frame covers
"imposed sanctions on", "sanctions were imposed on", "sanctions imposed on", "which imposed sanctions on",
"decided to impose sanctions on" and "the imposition of sanctions on".
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.days import MONTHS, WEEKDAYS
from dateline.trees import Tree
from dateline.what.accompanying import companions, joined_in

Slots = dict[str, tuple[int, ...]]

_SUBJECTS = ("nsubj", "nsubj:outer")
_PASSIVE_SUBJECTS = ("nsubj:pass",)
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_CLAUSES = ("ccomp", "xcomp")


@dataclass(frozen=True)
class Carriers:
    """What the lexicon knows of verbs: those that carry nouns, those of them whose subject suffers, particle verbs,
    verbs that take a clause as their content, those whose object hears it, and those whose object somebody gets; and
    nouns that only count others."""

    light: frozenset[str]
    suffering: frozenset[str]
    particles: frozenset[str]
    asking: frozenset[str]
    telling: frozenset[str]
    giving: frozenset[str]
    counting: frozenset[str]


@dataclass
class Predicate:
    """A verb, noun or adjective that may name an event. Slot values are head words of noun phrases, conjuncts included.

    Slots: subject, object, indirect, possessor, modifier (a nationality or name before a noun), outer (the subject of
    the clause a noun stands in), every preposition by its own name, and `clause`, the head of a complement clause.
    """

    head: int
    kind: str
    lemma: str
    slots: Slots = field(default_factory=dict)
    passive: bool = False
    told: bool = False  # a headline's passive, which looks like a verb with its subject
    light: int | None = None  # the verb that carries a noun: "held" in "held talks"

    def add(self, slot: str, words: tuple[int, ...]) -> None:
        if words:
            have = self.slots.get(slot, ())
            self.slots[slot] = have + tuple(w for w in words if w not in have and w != self.head)

    def put(self, slot: str, words: tuple[int, ...]) -> None:
        """Fill a slot that is still empty."""
        if words and not self.slots.get(slot):
            self.slots[slot] = tuple(w for w in words if w != self.head)


def find_predicates(tree: Tree, carriers: Carriers) -> dict[int, Predicate]:
    """Every predicate of the sentence by its head word, slots filled."""
    found: dict[int, Predicate] = {}
    for i, token in enumerate(tree.tokens):
        if token.upos == "VERB" or (token.upos == "AUX" and token.relation not in ("aux", "aux:pass", "cop")):
            found[i] = Predicate(i, "verb", _verb_lemma(tree, i, carriers))
        elif token.upos in ("NOUN", "PROPN"):
            found[i] = Predicate(i, "noun", tree.lemma(i))
        elif token.upos == "ADJ":
            found[i] = Predicate(i, "adjective", tree.lemma(i))
    for p in found.values():
        p.told = _is_told(tree, p, carriers)
        _own_slots(tree, p, takes_clause=p.lemma in carriers.asking)
    for i in _outside_in(tree, found):
        _inherit(tree, found, found[i])
    for i in _outside_in(tree, found):
        if found[i].kind == "noun":
            _carry(tree, found, found[i], carriers)
    return found


def _verb_lemma(tree: Tree, i: int, carriers: Carriers) -> str:
    """The lemma with its particle, also where the parser takes "step DOWN" for an adverb."""
    lemma = tree.lemma(i)
    for child in tree.children(i, "advmod"):
        joined = f"{lemma} {tree[child].text.lower()}"
        if joined in carriers.particles and abs(child - i) <= 4:
            return joined
    return lemma


def _outside_in(tree: Tree, found: dict[int, Predicate]) -> list[int]:
    """Governors before what they govern, so that a shared subject is there when it is asked for."""
    return sorted(found, key=lambda i: (sum(1 for _ in tree.ancestors(i)), i))


# ---------------------------------------------------------------- what the word governs itself


_DIRECT = {
    "nsubj:outer": "subject",
    "nsubj:pass": "surface",
    "obj": "object",
    "iobj": "indirect",
    "obl:agent": "by",
    "nmod:poss": "possessor",
    "amod": "modifier",
    "compound": "modifier",
}


def _own_slots(tree: Tree, p: Predicate, *, takes_clause: bool) -> None:
    p.passive = tree[p.head].voice == "Pass" or tree.child(p.head, "aux:pass", *_PASSIVE_SUBJECTS) is not None
    for child in tree.children(p.head):
        relation = tree[child].relation
        words = members(tree, child)
        if relation.startswith("csubj") and _names(tree, child):
            relation = "n" + relation[1:]
        if relation == "obl:agent" and tree.preposition(child) not in ("by", ""):
            relation = "obl"  # "signed BETWEEN Peru and Chile"
        if relation == "nsubj":
            p.add("surface" if p.told else "subject", words)
        elif relation in _DIRECT:
            p.add(_DIRECT[relation], words)
        elif relation in ("obl", "nmod", "nmod:desc", "nmod:unmarked", "obl:unmarked"):
            p.add(_oblique(tree, child), words)
        elif (
            relation in _CLAUSES
            or (relation == "csubj" and child > p.head)
            or (relation in ("acl", "advcl") and _is_complement(tree, p, child, takes_clause))
        ):
            p.add("question" if _is_question(tree, child) else "clause", words)
            p.add("modal", tree.children(child, "aux"))
            if takes_clause and tree[child].verb_form == "Inf":  # "asked [Canada to help]": Canada is asked
                p.add("object", tuple(w for s in tree.children(child, "nsubj") for w in members(tree, s)))
    whole = "surface" if p.slots.get("surface") else "subject"
    p.add(whole, tuple(m for c in companions(tree, p.head, p.slots.get(whole, ())) for m in members(tree, c)))
    if p.told:
        p.add("by", _by_whom(tree, p.head))
    _undo_passive(p)


def _oblique(tree: Tree, word: int) -> str:
    """The slot of a phrase that is no subject or object: its preposition, or what it tells bare."""
    if _is_day(tree, word):
        return "day"
    bare = "measure" if tree[word].relation == "obl:unmarked" else "modifier"  # "gave them 48 HOURS"
    return tree.preposition(word) or bare


def _is_told(tree: Tree, p: Predicate, carriers: Carriers) -> bool:
    """ "Japan urged to pay more", "Togo offered aid": headlines, told in the present, have participles only."""
    gives = p.lemma in carriers.giving
    written = tree.sentence.field == "title" or tree.tokens[-1].upos != "PUNCT"
    bare = tree.child(p.head, "iobj", "ccomp", "aux", "mark") is None
    if not (gives or p.lemma in carriers.telling) or p.kind != "verb" or not bare or not written:
        return False
    if tree[p.head].tense != "Past" or tree[p.head].head >= 0:
        return False
    got = tree.children(p.head, "obj")
    clipped = tree.sentence.field == "title" and not any(tree.child(o, "det", "nmod:poss") is not None for o in got)
    to_whom = any(tree.preposition(c) in ("to", "for") for c in tree.children(p.head, "obl"))
    return not got or (gives and ((clipped and not to_whom) or bool(_by_whom(tree, p.head))))


def _by_whom(tree: Tree, verb: int) -> tuple[int, ...]:
    """ "Offered aid | by Mali", "told to disarm | by Mali": the doer, where it hangs on what is done."""
    below = (verb, *tree.children(verb, "obj", "xcomp"))
    phrases = (c for o in below for c in tree.children(o, "nmod", "obl", "obl:agent"))
    return tuple(m for c in phrases if tree.preposition(c) == "by" for m in members(tree, c))


def _names(tree: Tree, subject: int) -> bool:
    """ "FIGHTING engulfed the north": a noun that the parser takes for a clause."""
    return tree[subject].upos == "NOUN" and tree.child(subject, "cop", "mark") is None


def _is_day(tree: Tree, word: int) -> bool:
    """ "called him ON TUESDAY": not what the call was on; "talks with May" may be with a person of that name."""
    text, name = tree[word].text, tree[word].name
    return name == "O" and text[:1].isupper() and (text.lower() in WEEKDAYS or text.lower() in MONTHS)


def _is_question(tree: Tree, clause: int) -> bool:
    """ "asked WHETHER he had met": what is asked there is not that it be done."""
    return any(tree[m].text.lower() in ("whether", "if") for m in tree.children(clause, "mark"))


def members(tree: Tree, head: int) -> tuple[int, ...]:
    """A phrase's head and its conjuncts of the same kind of word, also those of an apposition ("leader Ali and …")."""
    if not tree.children(head):
        return (head,)
    nominal = ("NOUN", "PROPN", "PRON", "NUM", "ADJ")
    heads = [head, *(c for a in tree.children(head, "appos", "flat") for c in tree.children(a, "conj"))]
    found = dict.fromkeys(c for h in heads for c in tree.conjuncts(h))
    return tuple(c for c in found if c == head or (tree[c].upos in nominal) == (tree[head].upos != "VERB"))


def _is_complement(tree: Tree, p: Predicate, clause: int, takes_clause: bool) -> bool:  # noqa: FBT001
    """ "a decision TO STRIKE", "accused of STRIKING": clauses that say what; not purposes and relative clauses."""
    mark = tree.child(clause, "mark")
    if mark is None:
        return False
    word = tree[mark].text.lower()
    if p.kind != "verb":
        return word in ("to", "of", "for", "that")
    if word == "to" and tree[clause].verb_form == "Inf":
        return takes_clause  # "called on Kenya TO SIGN", but "met TO SIGN" is a purpose
    return word in ("of", "for", "from", "against", "with", "to") and tree[clause].verb_form in ("Ger", "Part")


def _undo_passive(p: Predicate) -> None:
    surface = p.slots.pop("surface", ())
    if not surface:
        if p.slots.get("indirect") and not p.slots.get("object"):
            p.slots["object"] = p.slots.pop("indirect")  # "asked Turkey for a meeting"
        if p.passive and p.kind == "verb":
            p.put("subject", p.slots.get("by", ()))
        return
    if p.slots.get("object"):
        p.put("indirect", surface)  # "was given aid"
    else:
        p.put("object", surface)
    p.put("subject", p.slots.get("by", ()))
    p.slots["surface"] = surface


# ---------------------------------------------------------------- what the construction lends it


def _inherit(tree: Tree, found: dict[int, Predicate], p: Predicate) -> None:
    token = tree[p.head]
    governor = found.get(token.head)
    if p.kind == "adjective" and token.relation == "amod":
        return
    if p.kind == "noun" and tree.child(p.head, "cop") is None and token.relation != "xcomp":
        return
    if p.kind == "verb" and tree.is_headline(p.head):
        p.put(_free_subject(p), members(tree, token.head))
    elif token.relation == "acl:relcl":
        _from_antecedent(tree, p, token.head)
    elif token.relation == "acl" and p.kind == "verb":
        _from_modified(tree, found, p, token.head)
    if governor is None:
        return
    if token.relation == "xcomp":
        p.put(_free_subject(p), _controller(governor))
    elif token.relation in ("advcl", "ccomp") and tree.child(p.head, *_SUBJECTS, *_PASSIVE_SUBJECTS) is None:
        mark = tree.child(p.head, "mark")
        word = "" if mark is None else tree[mark].text.lower()
        p.put(_free_subject(p), (*_understood(governor, p, word), *joined_in(tree, p.head)))
    elif token.relation == "conj" and governor.kind == p.kind:
        _from_conjunct(tree, p, governor)


def _free_subject(p: Predicate) -> str:
    """Where an understood subject goes: a passive's understood subject is what it is done to."""
    return "object" if p.passive else "subject"


def _surface_subject(p: Predicate) -> tuple[int, ...]:
    return p.slots.get("surface") or p.slots.get("subject", ())


def _controller(governor: Predicate) -> tuple[int, ...]:
    """ "X agreed to…": X; "X urged Y to…": Y; "Y was urged to…": Y."""
    if governor.slots.get("surface"):
        return governor.slots["surface"]
    return governor.slots.get("object") or governor.slots.get("indirect") or governor.slots.get("subject", ())


def _understood(governor: Predicate, p: Predicate, mark: str) -> tuple[int, ...]:
    """Who does what an adverbial clause says: "accused X OF striking", "called ON X to sign", else the subject."""
    if mark in ("of", "from", "for"):
        return _controller(governor)
    if mark == "to" and p.head in governor.slots.get("clause", ()):
        asked = next((governor.slots[s] for s in ("on", "upon", "to") if governor.slots.get(s)), ())
        return asked or _controller(governor)
    return _surface_subject(governor)


def _from_antecedent(tree: Tree, p: Predicate, antecedent: int) -> None:
    whole = members(tree, antecedent)
    for slot, words in list(p.slots.items()):
        if any(tree[w].text.lower() in _RELATIVE for w in words):
            kept = tuple(w for w in words if tree[w].text.lower() not in _RELATIVE)
            p.slots[slot] = (whole if max(whole) < p.head else whole[:1]) + kept
            return
    p.put("object" if p.slots.get("subject") or p.passive else "subject", (antecedent,))


def _from_modified(tree: Tree, found: dict[int, Predicate], p: Predicate, noun: int) -> None:
    if tree.child(p.head, "mark") is None:  # "sanctions imposed on", "troops occupying"
        p.put("object" if p.passive or tree[p.head].tense == "Past" else "subject", (noun,))
    elif noun in found:  # "its decision to strike": whoever decides
        owner = found[noun]
        lender = found.get(tree[noun].head)
        p.put(
            _free_subject(p),
            owner.slots.get("possessor") or owner.slots.get("modifier") or (_surface_subject(lender) if lender else ()),
        )


def _from_conjunct(tree: Tree, p: Predicate, first: Predicate) -> None:
    p.put(_free_subject(p), _surface_subject(first))
    shared = tuple(w for w in first.slots.get("object", ()) if w > p.head)
    if not p.passive:
        p.put("object", shared)
    else:
        p.put("subject", first.slots.get("by", ()))
    for slot, words in first.slots.items():
        if slot not in ("subject", "object", "surface", "clause", "indirect", "by"):
            p.put(slot, tuple(w for w in words if w > p.head))


def _carry(tree: Tree, found: dict[int, Predicate], p: Predicate, carriers: Carriers) -> None:
    """What a noun gets from the verb it stands with: "X held talks with Y", "after talks with Y, X said"."""
    top = _counted(tree, found, _shared_by_first(tree, found, p), p, carriers)
    verb = found.get(tree[top].head)
    if verb is None:
        return
    carried = (*verb.slots.get("object", ()), *verb.slots.get("subject", ()))
    if verb.kind == "verb" and verb.lemma in carriers.light and {p.head, top} & set(carried):
        _from_light_verb(p, verb, top, carriers)
    outer = next((found[a] for a in tree.ancestors(top) if a in found and found[a].kind == "verb"), None)
    if outer is not None:
        p.put("outer", tuple(w for w in _surface_subject(outer) if w != top))


def _shared_by_first(tree: Tree, found: dict[int, Predicate], p: Predicate) -> int:
    """What the nouns it is coordinated with lend it: "talks and a meeting WITH Y". Returns the first of them."""
    top = p.head
    while tree[top].relation == "conj":
        first = tree[top].head
        if first in found:
            for slot, words in found[first].slots.items():
                if slot not in ("subject", "object"):
                    p.put(slot, tuple(w for w in words if w > p.head or slot in ("possessor", "outer")))
        top = first
    return top


def _counted(tree: Tree, found: dict[int, Predicate], top: int, p: Predicate, carriers: Carriers) -> int:
    """The noun that only counts the predicate, of which it gets what hangs there: "a series OF attacks on Y"."""
    while tree[top].relation == "nmod" and tree.preposition(top) == "of" and tree[top].head in found:
        count = found[tree[top].head]
        if count.lemma not in carriers.counting:
            break
        for slot, words in count.slots.items():
            if slot not in ("subject", "object", "of"):
                p.put(slot, words)
        top = count.head
    return top


def _from_light_verb(p: Predicate, verb: Predicate, top: int, carriers: Carriers) -> None:
    p.light = verb.head
    if {p.head, top} & set(verb.slots.get("object", ())):
        p.put("victim" if verb.lemma in carriers.suffering else "subject", verb.slots.get("subject", ()))
    for slot, words in verb.slots.items():
        if slot not in ("subject", "object", "surface", "clause"):
            p.put(slot, tuple(w for w in words if w != top))

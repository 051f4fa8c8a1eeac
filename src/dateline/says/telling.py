"""Reads the words of saying off one tree: who tells, by which words, and the words told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dateline.says.cues import Cues, Verb
from dateline.says.speaking import agent, negated, owner, passive, subject, tellers
from dateline.trees import Tree

_CLAUSES = ("ccomp", "csubj:pass", "csubj:outer")
_ASIDES = ("parataxis", "discourse", "parataxis:insert")
_VERBAL = frozenset({"VERB", "AUX"})
_NOUN_ROLES = frozenset({"obj", "obl", "nmod"})  # "denied reports that …" is a noun, whatever its tag
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_COMMAS = frozenset({",", "”", "''", '"', "»", "–", "—"})
_WH = frozenset({"who", "which", "that", "whom", "where", "when", "what"})
_ASIDE_LENGTH = 14
_RELAY_REACH = 30  # words from "quoted" to "as saying"


class Telling(NamedTuple):
    """Somebody tells something in a sentence. Words are token indices of tree `tree` of the article.

    `content` is what syntax gives, () if the words told can only be a quotation; `takes_quotation` says whether one may
    be joined; `inside` is how far back in the list of tellings of this tree the one stands that relays it, 0 for none.
    """

    tree: int
    cue: tuple[int, ...]
    tellers: tuple[int, ...]
    content: tuple[int, ...]
    stance: str
    takes_quotation: bool
    inside: int = 0


class _Reader:
    __slots__ = ("cues", "found", "position", "tree")

    def __init__(self, tree: Tree, position: int, cues: Cues) -> None:
        self.tree, self.position, self.cues = tree, position, cues
        self.found: list[Telling] = []

    def telling(self, cue: tuple[int, ...], who: tuple[int, ...], content: tuple[int, ...], stance: str) -> Telling:
        return Telling(self.position, cue, who, content, stance, takes_quotation=False)


def find_tellings(tree: Tree, position: int, cues: Cues) -> list[Telling]:
    """All tellings of one sentence, in the order of their cues; `position` is the tree's place in the article."""
    reader = _Reader(tree, position, cues)
    found = reader.found
    for i, token in enumerate(tree.tokens):
        lemma = token.lemma.lower()
        upos = "NOUN" if token.relation in _NOUN_ROLES and lemma in cues.nouns else token.upos
        if upos in _VERBAL:
            if token.relation == "case":
                found += _preposition(reader, i)
            elif lemma in cues.first_words:
                found += _verb(reader, i)
        elif upos == "NOUN":
            if noun_lemma(tree, i) in cues.nouns:
                found += _noun(reader, i)
        elif upos == "ADJ" and lemma in cues.adjectives:
            found += _adjective(reader, i)
        elif token.relation == "case":
            found += _preposition(reader, i)
    return found


def _verb(reader: _Reader, i: int) -> Iterator[Telling]:
    tree, cues = reader.tree, reader.cues
    lemma = tree.lemma(i)
    if lemma in cues.relays:
        saying = _saying(tree, i, cues)
        if saying is not None:
            yield from _relay(reader, i, saying)
            return
    if lemma in cues.citing and tree[i].relation == "advcl" and tree[i].text.lower().endswith("ing"):
        yield from _citing(reader, i)
        return
    entry = cues.verbs.get(lemma) or cues.verbs.get(tree[i].lemma.lower())
    if entry is None or _relayed(tree, i, cues) or negated(tree, i, cues):
        return
    content = _content(tree, i, entry)
    if not content and not entry.quotation:
        return
    who = tellers(tree, i, cues)
    if who or (content and passive(tree, i)):
        yield Telling(reader.position, cue_words(tree, i), who, content, entry.stance, entry.quotation)


def _content(tree: Tree, i: int, entry: Verb) -> tuple[int, ...]:
    """The words told, as the tree has them."""
    if entry.clause or entry.quotation:
        words = _told(tree, i)
        if words:
            return words
    if entry.clause and _that_follows(tree, i):
        return tuple(range(i + 2, len(tree)))
    as_clause = entry.clause and tree[i].relation == "advcl" and _as_clause(tree, i)
    if entry.aside and not tree.children(i, "xcomp") and (as_clause or _aside(tree, i)):
        return _host_words(tree, i)
    if entry.quotation:
        for clause in tree.children(i, "parataxis"):
            if clause > i and any(tree[k].text == ":" for k in range(i + 1, clause)):
                return clause_words(tree, clause, i)
    return ()


def _told(tree: Tree, i: int) -> tuple[int, ...]:
    """The clauses that hang on a verb, and those "that …" which a tree coordinates with the verb instead."""
    words: set[int] = set()
    for clause in tree.children(i, *_CLAUSES):
        if not _infinitive(tree, clause):
            words.update(clause_words(tree, clause, i))
    if words:
        for clause in tree.children(i, "conj"):
            if clause > i and _that(tree, clause):
                words.update(tree.subtree(clause))
    return tuple(sorted(words))


def _that_follows(tree: Tree, i: int) -> bool:
    """Whether "that" opens a clause right after verb `i`: the tree may have hung the clause anywhere below."""
    at = i + 1
    if at + 1 >= len(tree) or tree[at].text.lower() != "that" or tree[at].relation != "mark":
        return False
    return i in tree.ancestors(at)


def _aside(tree: Tree, i: int) -> bool:
    """Whether `i` heads a clause set between commas: "…, Ali said, …"; some trees take it for an adverbial."""
    relation = tree[i].relation
    if any(tree[c].text.lower() in ("it", "this", "that", "so") for c in tree.children(i, "obj")):
        return False
    if relation in _ASIDES:
        return True
    if relation not in ("advcl", "acl:relcl", "dep", "conj") or tree.children(
        i, "mark", "cc", "obj", "ccomp", "advmod"
    ):
        return False
    words = tree.subtree(i)
    return words[0] > 0 and len(words) <= _ASIDE_LENGTH and subject(tree, i) is not None and _comma_before(tree, words)


def _comma_before(tree: Tree, words: tuple[int, ...]) -> bool:
    first = next((w for w in words if tree[w].upos != "PUNCT"), words[0])
    return first > 0 and tree[first - 1].text in _COMMAS and tree[first].text.lower() not in _WH


def _as_clause(tree: Tree, i: int) -> bool:
    """Whether `i` heads "as Interfax reported": finite, telling nothing itself ("quoted … as saying" is no such)."""
    mark = tree.child(i, "mark", "advmod")
    if mark is None or tree[mark].text.lower() != "as" or tree[i].text.lower().endswith("ing"):
        return False
    return not any(tree[c].text.lower() != "it" for c in tree.children(i, "obj"))


def _host_words(tree: Tree, i: int) -> tuple[int, ...]:
    """The clause in which `i` is an aside, without the aside."""
    host = tree[i].head
    if host < 0:
        return ()
    aside = set(tree.subtree(i))
    words = tree.subtree(host)
    stops = [w for w in words if tree[w].text == ";"]
    low = max((s for s in stops if s < i), default=-1)
    high = min((s for s in stops if s > i), default=len(tree))
    return tuple(w for w in words if low < w < high and w not in aside)


def clause_words(tree: Tree, clause: int, cue: int) -> tuple[int, ...]:
    """A clause without the "that" that ties it to its cue; what a bad tree adds beyond the cue is left out."""
    words = tree.subtree(clause)
    that = next((m for m in tree.children(clause, "mark") if tree[m].text.lower() == "that"), None)
    if clause > cue:
        if that == cue + 1:  # what stands between "that" and the clause is told, whatever the tree hangs it on
            words = tuple(range(that, clause)) + tuple(w for w in words if w >= clause)
        return tuple(w for w in words if w > cue and w != that)
    between = (c for c in tree.children(cue, "nsubj", "nsubj:pass") if clause < c < cue)
    limit = min((w for c in between for w in tree.phrase(c) if w > clause), default=cue)
    return tuple(w for w in words if w < limit and w != that)


def _infinitive(tree: Tree, clause: int) -> bool:
    wh = any(tree[c].text.lower() in ("how", "what", "where", "when", "whom", "which") for c in tree.children(clause))
    if wh:
        return False
    marks = [tree[m].text.lower() for m in tree.children(clause, "mark")]
    token = tree[clause]
    bare = token.verb_form == "Inf" or (token.verb_form in ("Ger", "Part") and token.text.lower().endswith("ing"))
    return "to" in marks or (bare and not marks and not tree.children(clause, "aux", "aux:pass", "cop"))


def cue_words(tree: Tree, i: int) -> tuple[int, ...]:
    """A verb (or adjective) with its auxiliaries, copula and particle."""
    return tuple(sorted((i, *tree.children(i, "aux", "aux:pass", "cop", "compound:prt"))))


# ---------------------------------------------------------------- voices passed on


def _saying(tree: Tree, i: int, cues: Cues) -> int | None:
    """The "saying" of "quoted … as saying", if `i` has one. By the order of words: parsers hang it in many places."""
    for k in range(i + 1, min(i + _RELAY_REACH, len(tree))):
        upos = tree[k].upos
        if upos == "VERB" and k > i + 1 and tree[k - 1].text.lower() == "as" and _says(tree, k, cues):
            return k
        if upos in _VERBAL and tree[k].relation != "acl" and not tree[k].relation.startswith("acl"):
            return None
    return None


def _says(tree: Tree, k: int, cues: Cues) -> bool:
    return tree[k].text.lower().endswith("ing") and tree[k].lemma.lower() in cues.verbs


def _relayed(tree: Tree, i: int, cues: Cues) -> bool:
    """Whether `i` is the "saying" that its relay has read already."""
    if i < 2 or tree[i - 1].text.lower() != "as" or not _says(tree, i, cues):
        return False
    low = max(i - _RELAY_REACH, 0)
    return any(tree[k].lemma.lower() in cues.relays and _saying(tree, k, cues) == i for k in range(low, i - 1))


def _relay(reader: _Reader, i: int, saying: int) -> Iterator[Telling]:
    """ "X quoted Y as saying": X tells what Y says. Without X it is Y alone ("Y was quoted as saying")."""
    tree, cues = reader.tree, reader.cues
    if negated(tree, i, cues):
        return
    entry = cues.verbs[tree[saying].lemma.lower()]
    content = _content(tree, saying, entry) or _relayed_host(tree, i)
    as_saying = (saying - 1, saying)
    position, quotation = reader.position, entry.quotation
    if passive(tree, i):
        quoted = tree.child(i, "nsubj:pass", "nsubj")
        inner = tellers(tree, saying, cues) if quoted is None else tree.conjuncts(quoted)
        by = agent(tree, i)
        if by is None:
            yield Telling(position, (*cue_words(tree, i), *as_saying), inner, content, entry.stance, quotation)
            return
        outer = tree.conjuncts(by)
    else:
        quoted = _quoted(tree, i, saying)
        inner = () if quoted is None else tree.conjuncts(quoted)
        outer = tellers(tree, i, cues)
    yield Telling(position, cue_words(tree, i), outer, content, "asserts", quotation)
    yield Telling(position, as_saying, inner, content, entry.stance, quotation, inside=1)


def _quoted(tree: Tree, i: int, saying: int) -> int | None:
    """Y of "quoted Y as saying": the object, or the first noun in between that hangs on nothing in between."""
    between = range(i + 1, saying - 1)
    found = tree.child(i, "obj")
    if found is not None and found in between:
        return found
    return next((k for k in between if tree[k].upos in _NOMINAL and tree[k].head not in between), None)


def _relayed_host(tree: Tree, i: int) -> tuple[int, ...]:
    """What "…, X quoted Y as saying" is about where the tree hangs it on the quoting: a clause before, or the host."""
    told = _told(tree, i)
    if told:
        return told
    clause = tree.child(i, "parataxis")
    if clause is not None:
        return clause_words(tree, clause, i)
    return _host_words(tree, i) if _aside(tree, i) else ()


def _citing(reader: _Reader, i: int) -> Iterator[Telling]:
    """ "…, citing officials": told inside of what the clause's own teller says, or simply told by the officials."""
    tree, cues = reader.tree, reader.cues
    noun = tree.child(i, "obj")
    if noun is None or not can_speak(tree, noun, cues):
        return
    host = tree[i].head
    entry = cues.verbs.get(tree.lemma(host))
    content = _content(tree, host, entry) if entry is not None else ()
    aside = set(tree.subtree(i))
    content = tuple(w for w in content if w not in aside) or _host_words(tree, i)
    teller = next((n for n, t in enumerate(reversed(reader.found), 1) if host in t.cue), 0)
    if teller:
        outer = reader.found[-teller]
        reader.found[-teller] = outer._replace(content=tuple(w for w in outer.content if w not in aside))
    yield reader.telling((i,), tree.conjuncts(noun), content, "asserts")._replace(inside=teller)


def can_speak(tree: Tree, noun: int, cues: Cues) -> bool:
    """Whether a noun names somebody, or is of those that can speak."""
    token = tree[noun]
    if token.upos in ("PROPN", "PRON") or token.name[-3:] in ("PER", "ORG"):
        return True
    return token.lemma.lower() in cues.voices or any(
        tree[c].name[-3:] == "PER" for c in tree.children(noun, "flat", "appos")
    )


# ---------------------------------------------------------------- prepositions, nouns, adjectives


def _preposition(reader: _Reader, i: int) -> Iterator[Telling]:
    tree, cues = reader.tree, reader.cues
    noun = tree[i].head
    if noun < 0 or tree.preposition(noun) not in cues.prepositions or tree[noun].lemma.lower() in cues.mute:
        return
    if tree.child(noun, "case") != i or tree[noun].head < 0:
        return
    host = tree[noun].head
    while tree[host].upos in ("NOUN", "PROPN", "NUM", "PRON") and tree[host].head >= 0 and not _clausal(tree, host):
        host = tree[host].head
    aside = set(tree.subtree(noun))
    content = tuple(w for w in tree.subtree(host) if w not in aside)
    who = owner(tree, noun, cues)
    stance = cues.prepositions[tree.preposition(noun)]
    if content:
        yield reader.telling((i, *tree.children(i, "fixed")), tree.conjuncts(who), content, stance)


def _clausal(tree: Tree, i: int) -> bool:
    """Whether a noun is the predicate of a clause."""
    return bool(tree.children(i, "cop", "nsubj"))


def _noun(reader: _Reader, i: int) -> Iterator[Telling]:
    """ "Ali's claim that …", "made a statement that …", "denied reports that …"."""
    tree, cues = reader.tree, reader.cues
    clause = next((c for c in tree.children(i, "acl", "ccomp") if _that(tree, c)), None)
    if clause is None:
        return
    cue: tuple[int, ...] = (i,)
    stance = cues.nouns[noun_lemma(tree, i)]
    who: tuple[int, ...] = ()
    named = owner(tree, i, cues, of_vehicle=True)
    if named != i:
        who = tree.conjuncts(named)
    verb = tree[i].head
    if verb >= 0 and tree[i].relation == "obj":
        lemma = tree.lemma(verb)
        if lemma in cues.rejecting and not negated(tree, verb, cues):
            cue, stance, who = (*cue_words(tree, verb), i), "denies", tellers(tree, verb, cues)
        elif lemma in cues.making and not who:
            if negated(tree, verb, cues):
                return
            who = tellers(tree, verb, cues)
    yield reader.telling(tuple(sorted(cue)), who, clause_words(tree, clause, i), stance)


def noun_lemma(tree: Tree, i: int) -> str:
    """The lemma of a noun, or its singular where the parser left the plural: "claims"."""
    lemma = tree[i].lemma.lower()
    return lemma[:-1] if lemma.endswith("s") and lemma == tree[i].text.lower() else lemma


def _that(tree: Tree, clause: int) -> bool:
    return any(tree[m].text.lower() == "that" for m in tree.children(clause, "mark"))


def _adjective(reader: _Reader, i: int) -> Iterator[Telling]:
    tree, cues = reader.tree, reader.cues
    clause = next((c for c in tree.children(i, "ccomp") if not _infinitive(tree, c)), None)
    who = subject(tree, i)
    if clause is None or who is None or tree[who].text.lower() == "it" or negated(tree, i, cues):
        return
    stance = cues.adjectives[tree[i].lemma.lower()]
    yield reader.telling(cue_words(tree, i), tellers(tree, i, cues), clause_words(tree, clause, i), stance)

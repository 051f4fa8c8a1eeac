"""Voices passed on: "X quoted Y as saying …", "…, citing officials"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.says.cues import Cues
from dateline.says.speaking import agent, can_speak, negated, passive, tellers
from dateline.says.told import Reader, Telling, aside, clause_words, content_words, cue_words, host_words, told_clauses
from dateline.trees import Tree

_VERBAL = frozenset({"VERB", "AUX"})
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
_BESIDE = ("advcl", "acl", "acl:relcl")
_RELAY_REACH = 30  # words from "quoted" to "as saying"


def saying_of(tree: Tree, i: int, cues: Cues) -> int | None:
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


def relayed(tree: Tree, i: int, cues: Cues) -> bool:
    """Whether `i` is the "saying" that its relay has read already."""
    if i < 2 or tree[i - 1].text.lower() != "as" or not _says(tree, i, cues):
        return False
    low = max(i - _RELAY_REACH, 0)
    return any(tree[k].lemma.lower() in cues.relays and saying_of(tree, k, cues) == i for k in range(low, i - 1))


def relay(reader: Reader, i: int, saying: int) -> Iterator[Telling]:
    """ "X quoted Y as saying": X tells what Y says. Without X it is Y alone ("Y was quoted as saying")."""
    tree, cues = reader.tree, reader.cues
    if negated(tree, i, cues):
        return
    entry = cues.verbs[tree[saying].lemma.lower()]
    content = content_words(tree, saying, entry) or _relayed_host(tree, i)
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
    told = told_clauses(tree, i)
    if told:
        return told
    clause = tree.child(i, "parataxis")
    if clause is not None:
        return clause_words(tree, clause, i)
    return host_words(tree, i) if aside(tree, i) else ()


def cites(tree: Tree, i: int, cues: Cues) -> bool:
    """Whether `i` is the "citing" of "…, citing officials" or "Tass, which quoted Ali"."""
    token = tree[i]
    beside = token.relation == "acl:relcl" or (token.relation in _BESIDE and token.text.lower().endswith("ing"))
    return beside and token.lemma.lower() in cues.citing and bool(tree.children(i, "obj"))


def citing(reader: Reader, i: int) -> Iterator[Telling]:
    """ "…, citing officials": told inside of what the teller beside it says, or simply told by the officials."""
    tree, cues = reader.tree, reader.cues
    noun = tree.child(i, "obj")
    if noun is None or not can_speak(tree, noun, cues):
        return
    host = tree[i].head
    aside = set(tree.subtree(i))
    beside = (host, tree[host].head) if tree[host].relation in ("appos", "flat") else (host,)
    found = enumerate(reversed(reader.found), 1)
    teller = next((n for n, t in found if any(w in (*t.cue, *t.tellers) for w in beside)), 0)
    if teller:
        outer = reader.found[-teller]
        content = tuple(w for w in outer.content if w not in aside)
        reader.found[-teller] = outer._replace(content=content)
        inner = outer._replace(cue=(i,), tellers=tree.conjuncts(noun), content=content, stance="asserts")
        yield inner._replace(inside=teller)
        return
    if tree[i].relation == "acl:relcl":
        return
    entry = cues.verbs.get(tree.lemma(host))
    content = content_words(tree, host, entry) if entry is not None else ()
    content = tuple(w for w in content if w not in aside) or host_words(tree, i)
    yield reader.telling((i,), tree.conjuncts(noun), content, "asserts")

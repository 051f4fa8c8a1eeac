"""The words told: what a tree hangs on a word of saying as its content, and what is left out of it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dateline.says.cues import Cues, Verb
from dateline.says.speaking import agent, passive, subject
from dateline.trees import Tree

_CLAUSES = ("ccomp", "csubj:pass", "csubj:outer")
_ASIDES = ("parataxis", "discourse", "parataxis:insert")
_COMMAS = frozenset({",", "”", "''", '"', "»", "–", "—"})
_WH = frozenset({"who", "which", "that", "whom", "where", "when", "what"})
_QUESTIONS = frozenset({"why", "how", "whether"})
_THOUGH = frozenset({"though", "although"})
_FINDING = frozenset({"find", "discover", "establish", "recognize", "recognise", "hear", "see", "learn"})
_SETTLED = frozenset({"agrees", "rules", "concedes"})  # "accepts what they say" tells nothing
_SENSES = frozenset({"see", "hear", "feel", "notice", "watch"})
_OPENERS = frozenset({"that", "how", "what", "why", "whether", "if", "when", "where", "who"})
_ASIDE_LENGTH = 14


class Telling(NamedTuple):
    """Somebody tells something in a sentence. Words are token indices of tree `tree` of the article.

    `content` is what syntax gives, () if the words told can only be a quotation; `takes_quotation` says whether one may
    be joined; `inside` is how far back in the list of tellings of this tree the one stands that relays it, 0 for none;
    `quoted` is a telling only if a quotation is joined: "called the deal “a disaster”".
    """

    tree: int
    cue: tuple[int, ...]
    tellers: tuple[int, ...]
    content: tuple[int, ...]
    stance: str
    takes_quotation: bool
    inside: int = 0
    quoted: bool = False


class Reader:
    """One sentence being read, the tellings found in it so far, and the words that cite, left for the end."""

    __slots__ = ("citing", "cues", "found", "position", "tree")

    def __init__(self, tree: Tree, position: int, cues: Cues) -> None:
        self.tree, self.position, self.cues = tree, position, cues
        self.found: list[Telling] = []
        self.citing: list[int] = []

    def telling(self, cue: tuple[int, ...], who: tuple[int, ...], content: tuple[int, ...], stance: str) -> Telling:
        return Telling(self.position, cue, who, content, stance, takes_quotation=False)


def content_words(tree: Tree, i: int, entry: Verb) -> tuple[int, ...]:
    """The words told, as the tree has them."""
    if entry.clause or entry.quotation:
        words = told_clauses(tree, i) or (_what(tree, i) if entry.stance not in _SETTLED else ())
        if words:
            return words
    words = _deed(tree, i, entry.deed) or _unfinite(tree, i, entry)
    if words:
        return words
    if entry.clause and _that_follows(tree, i):
        return tuple(range(i + 2, len(tree)))
    as_clause = entry.clause and tree[i].relation == "advcl" and _as_clause(tree, i)
    if entry.aside and not tree.children(i, "xcomp") and (as_clause or aside(tree, i)):
        return host_words(tree, i)
    if entry.quotation and not tree[i].relation.startswith("acl"):
        for clause in tree.children(i, "parataxis"):
            if clause > i and any(tree[k].text == ":" for k in range(i + 1, clause)):
                return clause_words(tree, clause, i)
    return ()


def _deed(tree: Tree, i: int, prepositions: tuple[str, ...]) -> tuple[int, ...]:
    """What somebody is said to have done, with who it is: "accused the army of killing civilians"."""
    accused = () if passive(tree, i) else tree.children(i, "obj")
    words: set[int] = set()
    for at in (i, *accused, *tree.children(i, "obl:agent")):
        for c in tree.children(at, "advcl", "acl", "obl", "nmod"):
            mark = tree.child(c, "mark", "case")
            if c > i and mark is not None and tree[mark].text.lower() in prepositions:
                words.update(w for w in tree.subtree(c) if accused or w != mark)
    if words:
        words.update(w for a in accused for w in tree.subtree(a))
    return tuple(sorted(words))


def _unfinite(tree: Tree, i: int, entry: Verb) -> tuple[int, ...]:
    """The gerund of "denied shelling", the infinitive of "claimed to have won", and who "is said to have fled"."""
    clause = next((c for c in tree.children(i, "xcomp", "ccomp") if c > i), None)
    if clause is None:
        return ()
    marked = "to" in (tree[m].text.lower() for m in tree.children(clause, "mark"))
    if entry.gerund and not marked and tree[clause].text.lower().endswith("ing"):
        return tree.subtree(clause)
    who = subject(tree, i)
    perfect = marked and any(tree[a].lemma.lower() == "have" for a in tree.children(clause, "aux"))
    if perfect and entry.clause and passive(tree, i) and who is not None:
        return tuple(sorted((*tree.phrase(who), *tree.subtree(clause))))
    return tree.subtree(clause) if marked and entry.infinitive and not passive(tree, i) else ()


def told_clauses(tree: Tree, i: int) -> tuple[int, ...]:
    """The clauses that hang on a verb, and those "that …" which a tree coordinates with the verb instead."""
    words: set[int] = set()
    for clause in tree.children(i, *_CLAUSES):
        if (
            not infinitive(tree, clause)
            and not _seen(tree, clause, i)
            and not _asked_for(tree, clause, i)
            and not _thing(tree, clause, i)
        ):
            words.update(clause_words(tree, clause, i))
            words.update(_stolen(tree, clause, i))
    for clause in () if words else tree.children(i, "xcomp", "advcl"):
        if clause > i and (_gerund_clause(tree, clause) or _why(tree, clause, i)):
            words.update(clause_words(tree, clause, i))
    if words:
        for clause in tree.children(i, "conj"):
            if clause > i and has_that(tree, clause):
                words.update(tree.subtree(clause))
    return tuple(sorted(words))


def _what(tree: Tree, i: int) -> tuple[int, ...]:
    """The words of "what they are doing", which the tree takes for an object with a relative clause."""
    for c in tree.children(i, "obj"):
        if c > i and tree[c].text.lower() in ("what", "who", "whatever") and tree.children(c, "acl:relcl"):
            return tree.subtree(c)
    return ()


def _seen(tree: Tree, clause: int, cue: int) -> bool:
    """Whether a clause is what somebody saw or felt happen, in the bare form: "saw prices rise"."""
    token = tree[clause]
    bare = token.upos == "VERB" and token.text.lower() == token.lemma.lower()
    return (
        tree.lemma(cue) in _SENSES
        and bare
        and subject(tree, clause) is not None
        and not tree.children(clause, "aux", "aux:pass", "mark", "advmod")
        and tree[cue + 1].text.lower() not in _OPENERS
    )


def _stolen(tree: Tree, clause: int, cue: int) -> Iterator[int]:
    """The subject of a clause without "that" which the tree took for an object: "reported citizens of Spain were …"."""
    if clause < cue or subject(tree, clause) is not None or has_that(tree, clause):
        return
    for c in tree.children(cue, "obj"):
        last = tree.subtree(c)[-1]
        if cue < c and last + 1 == min(w for w in tree.subtree(clause) if w > cue) and tree[last + 1].upos != "PUNCT":
            yield from tree.subtree(c)


def _thing(tree: Tree, clause: int, cue: int) -> bool:
    """Whether a verb already has its thing before the clause: "found the reports that …" has told nothing."""
    if tree.lemma(cue) not in _FINDING:
        return False
    return any(cue < c < clause for c in tree.children(cue, "obj"))


def _asked_for(tree: Tree, clause: int, cue: int) -> bool:
    """Whether "what" beside the cue is itself the subject of the clause: "what critics thought was important"."""
    head = tree[cue].head
    relative = tree[cue].relation == "acl:relcl" and head >= 0 and tree[head].text.lower() == "what"
    return relative and subject(tree, clause) is None


def _gerund_clause(tree: Tree, clause: int) -> bool:
    """Whether a gerund opens a clause that the tree hung below it: "believes changing the flag has a cost"."""
    if not tree[clause].text.lower().endswith("ing") or tree.children(clause, "mark"):
        return False
    return any(tree[c].verb_form == "Fin" for c in tree.children(clause, "ccomp"))


def _why(tree: Tree, clause: int, cue: int) -> bool:
    """Whether a question that the tree took for an adverbial follows the cue: "was asked why …"."""
    if tree[clause].relation != "advcl":
        return False
    first = tree.subtree(clause)[0]
    between = (w for c in tree.children(cue, "obj", "iobj") for w in tree.subtree(c))
    return tree[first].text.lower() in _QUESTIONS and first - 1 in (cue, *between)


def _that_follows(tree: Tree, i: int) -> bool:
    """Whether "that" opens a clause right after verb `i`: the tree may have hung the clause anywhere below."""
    at = i + 1
    if at + 1 >= len(tree) or tree[at].text.lower() != "that" or tree[at].relation != "mark":
        return False
    return i in tree.ancestors(at)


def aside(tree: Tree, i: int) -> bool:
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
    if passive(tree, i) and agent(tree, i) is None and subject(tree, i) is None:
        return False  # "as noted above": the writer refers to himself
    return not any(tree[c].text.lower() != "it" for c in tree.children(i, "obj"))


def host_words(tree: Tree, i: int) -> tuple[int, ...]:
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
    words = _without_but(tree, clause)
    that = next((m for m in tree.children(clause, "mark") if tree[m].text.lower() == "that"), None)
    if clause > cue:
        if that == cue + 1:  # what stands between "that" and the clause is told, whatever the tree hangs it on
            words = tuple(range(that, clause)) + tuple(w for w in words if w >= clause)
        return tuple(w for w in words if w > cue and w != that)
    between = (c for c in tree.children(cue, "nsubj", "nsubj:pass") if clause < c < cue)
    limit = min((w for c in between for w in tree.phrase(c) if w > clause), default=cue)
    return tuple(w for w in words if w < limit and w != that)


def named_words(tree: Tree, i: int) -> tuple[int, ...]:
    """What is called something, and what it is called: "called the deal a disaster", "described it as dead"."""
    thing = tree.child(i, "obj")
    if thing is None or thing < i or passive(tree, i):
        return ()
    names = [c for c in tree.children(i, "xcomp", "ccomp", "advcl", "obl") if c > thing and _names(tree, c)]
    if not names:
        return ()
    return tuple(range(tree.subtree(thing)[0], tree.subtree(names[0])[-1] + 1))


def _names(tree: Tree, c: int) -> bool:
    return tree[c].relation in ("xcomp", "ccomp") or any(
        tree[m].text.lower() == "as" for m in tree.children(c, "mark", "case")
    )


def _without_but(tree: Tree, clause: int) -> tuple[int, ...]:
    """A clause without ", but …" and ", though …": with a subject of their own, they are told beside it, not in it."""
    apart: set[int] = set()
    for c in tree.children(clause, "conj"):
        cc = tree.child(c, "cc")
        but = cc is not None and tree[cc].text.lower() == "but" and tree[cc - 1].text == ","
        if but and not has_that(tree, c) and subject(tree, c) is not None:
            apart.update(tree.subtree(c))
    for c in tree.children(clause, "advcl"):
        mark = tree.child(c, "mark")
        though = mark is not None and tree[mark].text.lower() in _THOUGH and tree[mark - 1].text == ","
        if though and c > clause:
            apart.update(tree.subtree(c))
    return tuple(w for w in tree.subtree(clause) if w not in apart)


def infinitive(tree: Tree, clause: int) -> bool:
    """Whether a clause is an infinitive or participle, which tells nothing: "promised to leave"."""
    wh = any(tree[c].text.lower() in ("how", "what", "where", "when", "whom", "which") for c in tree.children(clause))
    if wh:
        return False
    marks = [tree[m].text.lower() for m in tree.children(clause, "mark")]
    token = tree[clause]
    cop = tree.child(clause, "cop")
    if cop is not None and tree[cop].text.lower() == "being" and not tree.children(clause, "aux"):
        return True
    bare = token.verb_form == "Inf" or (token.verb_form in ("Ger", "Part") and token.text.lower().endswith("ing"))
    return "to" in marks or (bare and not marks and not tree.children(clause, "aux", "aux:pass", "cop"))


def cue_words(tree: Tree, i: int) -> tuple[int, ...]:
    """A verb (or adjective) with its auxiliaries, copula and particle."""
    return tuple(sorted((i, *tree.children(i, "aux", "aux:pass", "cop", "compound:prt"))))


def has_that(tree: Tree, clause: int) -> bool:
    """Whether "that" opens a clause."""
    return any(tree[m].text.lower() == "that" for m in tree.children(clause, "mark"))

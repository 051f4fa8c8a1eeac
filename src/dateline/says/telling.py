"""Reads the words of saying off one tree: who tells, by which words, and the words told."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.says.cues import Cues, Verb
from dateline.says.relaying import cites, citing, relay, relayed, saying_of
from dateline.says.speaking import can_speak, doubted, is_person, negated, owner, passive, subject, tellers
from dateline.says.told import (
    Reader,
    Telling,
    clause_words,
    content_words,
    cue_words,
    has_that,
    infinitive,
    named_words,
)
from dateline.trees import Tree

_VERBAL = frozenset({"VERB", "AUX"})
_QUOTES = frozenset({'"', "”", "''", "»", "’", "'", "“"})
_COMMAS = frozenset({",", "–", "—", "-"})
_STOPS = frozenset({",", "–", "—", *_QUOTES})
_NEAR = 12  # words
_WORDS = frozenset({"word", "words"})
_NOUN_ROLES = frozenset({"obj", "obl", "nmod"})  # "denied reports that …" is a noun, whatever its tag


def find_tellings(tree: Tree, position: int, cues: Cues) -> list[Telling]:
    """All tellings of one sentence, in the order of their cues; `position` is the tree's place in the article."""
    reader = Reader(tree, position, cues)
    for i in range(len(tree)):
        reader.found += _told_by(reader, i)
    for i in reader.citing:  # last, because the one who cites may follow: "Reuters, citing officials, said …"
        reader.found += citing(reader, i)
    return reader.found


def _told_by(reader: Reader, i: int) -> Iterator[Telling]:
    """What word `i` tells, if it is a word of saying."""
    tree, cues = reader.tree, reader.cues
    token = tree[i]
    lemma = token.lemma.lower()
    upos = "NOUN" if token.relation in _NOUN_ROLES and lemma in cues.nouns else token.upos
    if token.relation == "case" and upos != "NOUN":
        return _preposition(reader, i)
    if upos in _VERBAL and lemma in cues.first_words:
        if not cites(tree, i, cues) or saying_of(tree, i, cues) is not None:
            return _verb(reader, i)
        reader.citing.append(i)
    elif upos == "NOUN":
        return _in_the_words(reader, i) if lemma in _WORDS else _noun(reader, i)
    elif upos in ("ADJ", "VERB") and token.text.lower() in cues.adjectives:
        return _adjective(reader, i)
    elif upos == "ADV" and lemma in cues.adverbs:
        return _adverb(reader, i)
    return iter(())


def _verb(reader: Reader, i: int) -> Iterator[Telling]:
    tree, cues = reader.tree, reader.cues
    lemma = tree.lemma(i)
    if lemma in cues.relays:
        saying = saying_of(tree, i, cues)
        if saying is not None:
            yield from relay(reader, i, saying)
            return
    entry = cues.verbs.get(lemma) or cues.verbs.get(tree[i].lemma.lower())
    if entry is None or relayed(tree, i, cues) or _links(tree, i, cues) or not _followed(tree, i, entry.needs):
        return
    stance = entry.stance
    if negated(tree, i, cues):
        if stance not in cues.negated or not doubted(tree, i, cues):
            return
        stance = cues.negated[stance]
    yield from _naming(reader, i, stance) if entry.naming else _saying(reader, i, entry, stance)


def _saying(reader: Reader, i: int, entry: Verb, stance: str) -> Iterator[Telling]:
    """What a verb of saying tells, by whom."""
    tree, cues = reader.tree, reader.cues
    if not entry.clause and tree.children(i, "xcomp"):
        return  # "continued to work"
    content = content_words(tree, i, entry)
    if not content and not entry.quotation:
        return
    content = _without_reports(tree, content, cues)
    who = tellers(tree, i, cues)
    if not who and entry.quotation and not passive(tree, i):
        who = _inverted(tree, i, told=bool(content)) or _beside(tree, i)
        content = tuple(w for w in content if not any(w in tree.phrase(t) for t in who))
    to_do = entry.infinitive and content and tree[content[0]].text.lower() == "to"
    if (to_do or entry.person) and not _somebody(tree, who, cues):
        return  # "rain threatens to flood the town", "the talks began"
    if who or (passive(tree, i) and (content or tree[-1].text == ":")):
        yield Telling(reader.position, cue_words(tree, i), who, content, stance, entry.quotation)


def _naming(reader: Reader, i: int, stance: str) -> Iterator[Telling]:
    """ "Ali called the deal “a disaster”": told if what he calls it is quoted."""
    content, who = named_words(reader.tree, i), tellers(reader.tree, i, reader.cues)
    if content and who:
        yield reader.telling(cue_words(reader.tree, i), who, content, stance)._replace(quoted=True)


def _links(tree: Tree, i: int, cues: Cues) -> bool:
    """Whether a participle only links clauses: "considering that …" is nobody's thought."""
    return tree[i].text.lower() in cues.linking and subject(tree, i) is None and not tree.children(i, "aux")


def _somebody(tree: Tree, who: tuple[int, ...], cues: Cues) -> bool:
    """Whether those who tell are people or bodies, not things and events."""
    return any(is_person(tree, w, cues) or (can_speak(tree, w, cues) and tree[w].upos != "PRON") for w in who)


def _followed(tree: Tree, i: int, word: str) -> bool:
    return not word or (i + 1 < len(tree) and tree[i + 1].text.lower() == word)


def _inverted(tree: Tree, i: int, *, told: bool) -> tuple[int, ...]:
    """The speaker of `"…!" shouted a woman` or "…, reported Tass", whom the tree takes for an object."""
    before = tree[i - 1].text if i else '"'
    speaker = tree.child(i, "obj")
    if not (before in _QUOTES or (told and before == ",")) or speaker is None or speaker < i:
        return ()
    return tree.conjuncts(speaker)


def _beside(tree: Tree, i: int) -> tuple[int, ...]:
    """The speaker of "…, the ministry in Nairobi said", whom the tree hung on the words before the comma."""
    first = i
    while first > max(0, i - _NEAR) and tree[first - 1].text not in _STOPS:
        first -= 1
    words = range(first, i)
    if first == 0 or not words or tree[first - 1].text not in _STOPS:
        return ()
    heads = [w for w in words if tree[w].head not in words]
    if len(heads) != 1 or any(tree[w].upos in _VERBAL for w in words):
        return ()
    head = heads[0]
    nominal = tree[head].upos in ("NOUN", "PROPN") or tree[head].text.lower() in ("he", "she", "they", "it", "i", "we")
    return (head,) if nominal and tree[head].relation not in ("obl", "nmod", "case") else ()


def _without_reports(tree: Tree, content: tuple[int, ...], cues: Cues) -> tuple[int, ...]:
    """A content without ", with Reuters reporting …" at its end: that is told beside it, not in it."""
    for i in content:
        mark = tree.child(i, "mark", "case") if tree[i].relation == "advcl" else None
        if mark is not None and tree[mark].text.lower() == "with" and tree[i].lemma.lower() in cues.verbs:
            aside = set(tree.subtree(i))
            if tree[mark - 1].text == "," and content[-1] <= max(aside) + 1:
                return tuple(w for w in content if w not in aside)
    return content


# ---------------------------------------------------------------- prepositions, nouns, adjectives


def _preposition(reader: Reader, i: int) -> Iterator[Telling]:
    tree, cues = reader.tree, reader.cues
    noun = tree[i].head
    if noun < 0 or tree.preposition(noun) not in cues.prepositions or tree[noun].lemma.lower() in cues.mute:
        return
    if tree.child(noun, "case") != i or tree[noun].head < 0:
        return
    host = _host(tree, noun, cues)
    aside = set(tree.subtree(noun))
    content = tuple(w for w in tree.subtree(host) if w not in aside)
    who = owner(tree, noun, cues)
    stance = cues.prepositions[tree.preposition(noun)]
    if content:
        yield reader.telling((i, *tree.children(i, "fixed")), tree.conjuncts(who), content, stance)


def _host(tree: Tree, noun: int, cues: Cues) -> int:
    """The clause that "according to …" speaks of: its own, or all of the sentence where a comma sets it apart."""
    host = tree[noun].head
    while tree[host].upos in ("NOUN", "PROPN", "NUM", "PRON") and tree[host].head >= 0 and not _clausal(tree, host):
        host = tree[host].head
    words = [w for w in tree.subtree(noun) if tree[w].upos != "PUNCT"]
    low, high = words[0], words[-1]
    apart = low > 0 and tree[low - 1].text == "," and all(t.upos == "PUNCT" for t in tree.tokens[high + 1 :])
    while apart and tree[host].head >= 0 and tree[host].relation not in ("root", "parataxis"):
        above = tree[host].head
        if tree[host].relation == "ccomp" and tree.lemma(above) in cues.verbs and not infinitive(tree, host):
            break
        host = above
    return host


def _clausal(tree: Tree, i: int) -> bool:
    """Whether a noun is the predicate of a clause."""
    return bool(tree.children(i, "cop", "nsubj"))


def _noun(reader: Reader, i: int) -> Iterator[Telling]:
    """ "Ali's claim that …", "made a statement that …", "denied reports that …"."""
    tree, cues = reader.tree, reader.cues
    if noun_lemma(tree, i) not in cues.nouns:
        return
    clause = next((c for c in tree.children(i, "acl", "ccomp") if has_that(tree, c)), None)
    if clause is None:
        yield from _rejected(reader, i)
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


def _rejected(reader: Reader, i: int) -> Iterator[Telling]:
    """ "…, a claim the army denies": what was told just before is denied."""
    tree, cues = reader.tree, reader.cues
    first = tree.phrase(i)[0]
    if not reader.found or first == 0 or tree[first - 1].text not in _COMMAS:
        return
    verb = next((c for c in tree.children(i, "acl:relcl", "acl") if tree.lemma(c) in cues.rejecting), None)
    before, aside = reader.found[-1], set(tree.subtree(i))
    if verb is None or before.cue[0] > i or negated(tree, verb, cues) or not set(before.content) - aside:
        return
    content = tuple(w for w in before.content if w not in aside)
    while tree[content[-1]].upos == "PUNCT" and len(content) > 1:
        content = content[:-1]
    reader.found[-1] = before._replace(content=content)
    yield reader.telling(cue_words(tree, verb), tellers(tree, verb, cues), content, "denies")


def _in_the_words(reader: Reader, i: int) -> Iterator[Telling]:
    """ "In the words of Ali, …": a preposition of three words."""
    tree = reader.tree
    who = next((c for c in tree.children(i, "nmod") if tree.preposition(c) == "of"), None)
    if who is None or tree.preposition(i) != "in" or tree[i].head < 0:
        return
    aside = set(tree.subtree(i))
    content = tuple(w for w in tree.subtree(tree[i].head) if w not in aside)
    cue = tuple(range(tree.children(i, "case")[0], i + 1))
    yield reader.telling(cue, tree.conjuncts(who), content, "asserts")


def noun_lemma(tree: Tree, i: int) -> str:
    """The lemma of a noun, or its singular where the parser left the plural: "claims"."""
    lemma = tree[i].lemma.lower()
    return lemma[:-1] if lemma.endswith("s") and lemma == tree[i].text.lower() else lemma


def _adverb(reader: Reader, i: int) -> Iterator[Telling]:
    tree = reader.tree
    host = tree[i].head
    if host < 0:
        return
    beside = {i, *(w for c in tree.children(host, "conj", "parataxis") for w in tree.subtree(c))}
    content = tuple(w for w in tree.subtree(host) if w not in beside)
    yield reader.telling((i,), (), content, reader.cues.adverbs[tree[i].lemma.lower()])


def _adjective(reader: Reader, i: int) -> Iterator[Telling]:
    tree, cues = reader.tree, reader.cues
    clause = next((c for c in tree.children(i, "ccomp") if not infinitive(tree, c)), None)
    who = subject(tree, i)
    if clause is None or who is None or tree[who].text.lower() == "it" or negated(tree, i, cues):
        return
    stance = cues.adjectives[tree[i].text.lower()]
    tells = tree.conjuncts(owner(tree, who, cues))
    yield reader.telling(cue_words(tree, i), tells, clause_words(tree, clause, i), stance)

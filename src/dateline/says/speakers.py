"""Who a speaker is: the words, what sort of speaker they name, whom a pronoun stands for, and the actor."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from dateline.records import Actor, Quoted, Span, Speaker
from dateline.says.cues import Cues, load_cues
from dateline.says.joining import Draft, Page
from dateline.says.pronouns import Antecedents, Person
from dateline.says.speaking import named, owner
from dateline.trees import Tree

Actors = dict[tuple[int, int], Actor]  # of mentions of one actor, by sentence and head word
Kind = Literal["name", "role", "anonymous", "document", "pronoun", "nobody"]
_FIRST = frozenset({"i", "we", "my", "our"})
_INDEFINITE = frozenset({"a", "an", "one", "another", "some", "several", "two", "three", "many", "other", "unnamed"})


def name_speakers(page: Page, drafts: Sequence[Draft], parents: dict[int, Draft], actors: Actors) -> dict[int, Speaker]:
    """The speaker of each draft, by the identity of the draft.

    `drafts` stand in text order; `parents` has the attribution that one is told in. "I" and "we" are the speaker of the
    words they stand in; other pronouns are looked for before them.
    """
    pronouns = any(page.tree(d)[w].upos == "PRON" for d in drafts for w in d.telling.tellers)
    antecedents = Antecedents(page) if pronouns else None
    speakers: dict[int, Speaker] = {}
    for draft in sorted(drafts, key=lambda d: _place(page, d)):
        person = None if antecedents is None else antecedents.read(draft)
        speakers[id(draft)] = _speaker(page, draft, actors, person)
    for draft in drafts:
        mine = speakers[id(draft)]
        if mine.kind == "pronoun" and mine.text.lower() in _FIRST:
            told_by = _outer(draft, speakers, parents)
            if told_by is not None:
                speakers[id(draft)] = _as(mine, told_by)
    return speakers


def _place(page: Page, draft: Draft) -> int:
    heads = draft.telling.tellers
    return page.tree(draft)[heads[0]].start if heads else page.cue_start(draft)


def _outer(draft: Draft, speakers: dict[int, Speaker], parents: dict[int, Draft]) -> Speaker | None:
    """The speaker in whose words a draft stands, "I" and "we" passed over."""
    at = parents.get(id(draft))
    for _ in range(50):
        if at is None:
            return None
        speaker = speakers.get(id(at))
        if speaker is not None and speaker.text and speaker.text.lower() not in _FIRST:
            return speaker
        at = parents.get(id(at))
    return None


def _as(mine: Speaker, other: Speaker) -> Speaker:
    stands_for = other.stands_for
    if stands_for is None and other.kind != "pronoun" and other.spans:
        stands_for = Quoted(other.text, other.spans[0])
    actor = other.actor if mine.actor is None else mine.actor
    return Speaker(mine.text, mine.spans, actor, mine.kind, stands_for)


def _speaker(page: Page, draft: Draft, actors: Actors, person: Person | None) -> Speaker:
    tree, heads = page.tree(draft), draft.telling.tellers
    if not heads:
        return Speaker("", (), kind="nobody")
    text, spans = words_of(page.text, tree, speaker_words(tree, heads))
    kind = _kind(tree, heads, load_cues())
    if person is None:
        return Speaker(text, spans, _actor(tree, heads, actors), kind)
    other = page.trees[person.tree]
    words, places = words_of(page.text, other, speaker_words(other, person.heads))
    found = _actor(other, person.heads, actors)
    return Speaker(text, spans, found, kind, Quoted(words, places[0]))


def speaker_words(tree: Tree, heads: Sequence[int]) -> tuple[int, ...]:
    """The words of a speaker: the phrases of the heads and all between, with a name beside the last."""
    first, last = tree.phrase(heads[0])[0], tree.phrase(heads[-1])[-1]
    name = next((c for c in tree.children(heads[-1], "appos", "flat") if _adjoins(tree, last, c)), None)
    end = _unhyphened(tree, last if name is None else tree.phrase(name)[-1])
    return tuple(range(first, end + 1))


def _unhyphened(tree: Tree, last: int) -> int:
    """The last word of a name whose phrase a hyphen cuts: "al" of "al-Zawahri"."""
    while last + 2 < len(tree) and tree[last + 1].text == "-" and tree[last].end == tree[last + 2].start - 1:
        last += 2
    return last


def _adjoins(tree: Tree, last: int, name: int) -> bool:
    """Whether a name goes with the phrase before it: "foreign minister Ali Juma", "his deputy, Ali Juma"."""
    return name == last + 1 or (name == last + 2 and tree[last + 1].text == "," and tree[name].name[-3:] == "PER")


def _actor(tree: Tree, heads: Sequence[int], actors: Actors) -> Actor | None:
    """The actor of a mention at the heads, if it is one and the same."""
    who: list[Actor] = []
    for head in heads:
        actor = next((actors[at] for at in ((tree.index, w) for w in _naming(tree, head)) if at in actors), None)
        if actor is not None and actor not in who:
            who.append(actor)
    return who[0] if len(who) == 1 else None


def _naming(tree: Tree, head: int) -> tuple[int, ...]:
    """The words at which a mention of the speaker may have its head: the head, a name beside it, who sends it."""
    return (head, *tree.children(head, "appos", "flat"), owner(tree, head, load_cues()))


def _kind(tree: Tree, heads: Sequence[int], cues: Cues) -> Kind:
    head = heads[0]
    token = tree[head]
    if token.upos == "PRON":
        return "pronoun" if token.text.lower() in cues.pronouns else "anonymous"
    lemma = token.lemma.lower()
    if lemma in cues.papers and token.upos != "PROPN":
        return "document"
    if named(tree, head):
        return "name"
    person = lemma in cues.persons or token.upos == "NUM"
    return "anonymous" if person and _indefinite(tree, head) else "role"


def _indefinite(tree: Tree, head: int) -> bool:
    """Whether a phrase leaves open who it is: "a diplomat", "two officers", "officials", "sources close to us"."""
    words = [tree[w].text.lower() for w in tree.phrase(head)]
    if tree.children(head, "nmod:poss") or any(w in ("the", "this", "that", "these", "those") for w in words[:1]):
        return False
    return (
        tree[head].upos == "NUM"
        or words[0] in _INDEFINITE
        or "unnamed" in words
        or tree[head].number == "Plur"
        or (tree[head].lemma.lower() == "source")
    )


def words_of(text: str, tree: Tree, words: Sequence[int]) -> tuple[str, tuple[Span, ...]]:
    """The words as the text has them ("…" where some are left out) and the spans of their runs."""
    spans: list[Span] = []
    field = tree.sentence.field
    for n, word in enumerate(words):
        token = tree[word]
        if n and word == words[n - 1] + 1:
            spans[-1] = Span(field, spans[-1].start, token.end)
        else:
            spans.append(Span(field, token.start, token.end))
    return " … ".join(text[s.start : s.end] for s in spans), tuple(spans)

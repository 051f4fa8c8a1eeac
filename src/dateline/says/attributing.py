"""Puts attributions together: tellings off the trees, quotations joined, each tied to the one it is told in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from dateline.records import Article, Attribution, Content, Cue, Mention, Span, Speaker
from dateline.says.cues import load_cues
from dateline.says.headlines import colon_telling, headline_tellings
from dateline.says.joining import Draft, Page, join
from dateline.says.quotations import Quotation, find_quotations
from dateline.says.speakers import name_speakers, words_of
from dateline.says.telling import find_tellings
from dateline.trees import Tree

_FIELDS: tuple[Literal["title", "text"], ...] = ("title", "text")
_Interval = tuple[int, int]


def find_attributions(article: Article, trees: Sequence[Tree], mentions: Sequence[Mention]) -> tuple[Attribution, ...]:
    """Who says what in an article: speaker, cue, content, stance, and the attribution each is told inside of.

    Ids count from "a1" in text order, the title first. A speaker of no words is one the text does not name
    ("it was reported that …").
    """
    actors = {(m.sentence, m.head): m.actors[0] for m in mentions if len(m.actors) == 1}
    found: list[tuple[Page, Draft, tuple[_Interval, ...]]] = []
    for field in _FIELDS:
        page = _page(article, trees, field)
        contents = [(d, _content(page, d, article.body if field == "text" else 0)) for d in _drafts(page)]
        contents = [(d, content) for d, content in contents if content and (not d.telling.quoted or _named(page, d))]
        contents.sort(key=lambda row: _order(page, row[0], row[1]))
        found += [(page, draft, content) for draft, content in contents]
    ids = {id(draft): f"a{n}" for n, (_, draft, _) in enumerate(found, 1)}
    parents = _parents(found)
    parents |= {id(d): d.parent for _, d, _ in found if d.parent is not None and id(d.parent) in ids}
    speakers: dict[int, Speaker] = {}
    for page in dict.fromkeys(page for page, _, _ in found):
        speakers |= name_speakers(page, [d for p, d, _ in found if p is page], parents, actors)
    attributions = []
    for page, draft, content in found:
        parent = parents.get(id(draft))
        names = ids[id(draft)], None if parent is None else ids[id(parent)]
        attributions.append(_record(page, draft, content, speakers[id(draft)], names))
    return tuple(attributions)


def _page(article: Article, trees: Sequence[Tree], field: Literal["title", "text"]) -> Page:
    text = article.title if field == "title" else article.text
    numbers = [
        n
        for n, tree in enumerate(trees)
        if tree.sentence.field == field and (field == "title" or tree.sentence.end > article.body)
    ]
    first = numbers[0] if numbers else 0
    mine = [trees[n] for n in numbers]
    return Page(text, mine, first, find_quotations(text, [t.sentence.start for t in mine]))


def _drafts(page: Page) -> list[Draft]:
    cues = load_cues()
    drafts: list[Draft] = []
    for position, tree in enumerate(page.trees, page.first):
        tellings = find_tellings(tree, position, cues)
        if tree.sentence.field == "title":
            tellings += headline_tellings(tree, position, cues)
        else:
            tellings += colon_telling(tree, position, cues)
        for telling in tellings:
            drafts.append(Draft(telling, drafts[-telling.inside] if telling.inside else None))
    return join(page, drafts)


def _named(page: Page, draft: Draft) -> bool:
    """Whether what something is called is given in more than one quoted word."""
    quotations = (page.quotations[n] for n in draft.quotations)
    return any(_speech(page.text[q.start : q.end]) for q in quotations)


def _order(page: Page, draft: Draft, content: tuple[_Interval, ...]) -> tuple[int, int, int]:
    """Text order: by the cue, and for a cue that serves again, by what it is said to say."""
    cue = page.cue_start(draft)
    return (max(cue, content[0][0]) if draft.copied else cue, content[0][0], page.cue_end(draft))


# ---------------------------------------------------------------- contents


def _content(page: Page, draft: Draft, body: int) -> tuple[_Interval, ...]:
    """The stretches of text that are told, marks and cue left out."""
    tree, telling = page.tree(draft), draft.telling
    quoted = [piece for number in draft.quotations for piece in page.quotations[number].pieces]
    around = page.around(page.cue_start(draft))
    words = [w for w in telling.content if tree[w].start >= body]
    if around >= 0:
        pieces = page.quotations[around].pieces
        words = [w for w in words if any(a <= tree[w].start < b for a, b in pieces)]
    if quoted and (draft.whole or all(_within(tree, w, quoted) for w in words)):
        return _merged(page, [_without_comma(page.text, *piece) for piece in quoted], loose=False)
    return _merged(page, [*_runs(tree, words), *quoted], loose=True)


def _within(tree: Tree, word: int, quoted: Sequence[_Interval]) -> bool:
    token = tree[word]
    return token.upos == "PUNCT" or any(a <= token.start < b for a, b in quoted)


def _without_comma(text: str, start: int, end: int) -> _Interval:
    return (start, end - 1) if text[end - 1] in ",;" and end - start > 1 else (start, end)


def _runs(tree: Tree, words: Sequence[int]) -> Iterator[_Interval]:
    """Unbroken runs of words, without the punctuation at their ends."""
    at = 0
    while at < len(words):
        stop = at
        while stop + 1 < len(words) and words[stop + 1] == words[stop] + 1:
            stop += 1
        low, high = at, stop
        while low <= high and tree[words[low]].upos == "PUNCT":
            low += 1
        while low <= high and tree[words[high]].upos == "PUNCT" and not _bracket(tree, words[low], words[high]):
            high -= 1
        if low <= high:
            yield tree[words[low]].start, tree[words[high]].end
        at = stop + 1


def _bracket(tree: Tree, low: int, high: int) -> bool:
    return tree[high].text in (")", "]") and any(tree[w].text in ("(", "[") for w in range(low, high))


def _merged(page: Page, intervals: list[_Interval], *, loose: bool) -> tuple[_Interval, ...]:
    """Intervals in order; those that overlap (loosely: that only marks part) are one."""
    merged: list[_Interval] = []
    for start, end in sorted(intervals):
        if merged and (start <= merged[-1][1] or (loose and page.wordless(merged[-1][1], start))):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _kind(page: Page, draft: Draft, content: tuple[_Interval, ...]) -> Literal["direct", "indirect", "mixed"]:
    """Direct if every word told is in marks of its own, mixed if some are; a name or one word in marks is none."""
    level = page.around(page.cue_start(draft))
    inside = [p for q in _touching(page, content) if q.around == level for p in q.pieces]
    if all(any(a <= start and end <= b for a, b in inside) for start, end in content):
        return "direct"
    for a, b in inside:
        if any(start <= a and b <= end for start, end in content) and _speech(page.text[a:b]):
            return "mixed"
        if any(start < b and a < end and not (start <= a and b <= end) for start, end in content):
            return "mixed"
    return "indirect"


def _touching(page: Page, content: tuple[_Interval, ...]) -> Iterator[Quotation]:
    """The quotations that a content may share words with."""
    at = page.around(content[0][0])
    while at >= 0:
        yield page.quotations[at]
        at = page.quotations[at].around
    yield from page.beginning(content[0][0] + 1, content[-1][1])


def _speech(quoted: str) -> bool:
    """Whether quoted words are somebody's wording: not one word, and not a title or name."""
    words = quoted.split()
    return len(words) > 1 and not (words[0][0].isupper() and all(w[0].isupper() or len(w) <= 3 for w in words))


# ---------------------------------------------------------------- who is told in whom


def _parents(found: Sequence[tuple[Page, Draft, tuple[_Interval, ...]]]) -> dict[int, Draft]:
    """For each draft the innermost other one whose content holds its cue: one sweep over the text."""
    events: list[tuple[int, int, int, int, int, Draft]] = []
    for number, (page, draft, content) in enumerate(found):
        where = 0 if page.trees[0].sentence.field == "title" else 1
        for start, end in content if draft.telling.stance != "means" else ():  # a meaning is nobody's words
            events.append((where, start, 0, -end, number, draft))
        if not draft.copied:
            events.append((where, page.cue_start(draft), 1, 0, number, draft))
    events.sort(key=lambda e: e[:5])
    parents: dict[int, Draft] = {}
    live: list[tuple[int, int, int, Draft]] = []  # field, end, width, whose content
    for where, start, is_cue, end, _, draft in events:
        live = [row for row in live if row[0] == where and row[1] > start]
        if not is_cue:
            live.append((where, -end, -end - start, draft))
            continue
        holders = [row for row in live if row[3] is not draft and not _descends(row[3], draft, parents)]
        if holders:
            narrow = min(row[2] for row in holders)
            parents[id(draft)] = [row[3] for row in holders if row[2] == narrow][-1]
    return parents


def _descends(draft: Draft, ancestor: Draft, parents: dict[int, Draft]) -> bool:
    """Whether `draft` is already told inside of `ancestor`: a chain must not close on itself."""
    at: Draft | None = draft
    for _ in range(50):
        if at is None:
            return False
        if at is ancestor:
            return True
        at = at.parent or parents.get(id(at))
    return True


# ---------------------------------------------------------------- records


def _record(
    page: Page,
    draft: Draft,
    content: tuple[_Interval, ...],
    speaker: Speaker,
    names: tuple[str, str | None],
) -> Attribution:
    tree, telling = page.tree(draft), draft.telling
    field = tree.sentence.field
    return Attribution(
        id=names[0],
        speaker=speaker,
        cue=Cue(*words_of(page.text, tree, telling.cue)),
        content=Content(tuple(Span(field, start, end) for start, end in content)),
        kind=_kind(page, draft, content),
        stance="quotes" if speaker.kind == "document" and telling.stance == "asserts" else telling.stance,
        parent=names[1],
    )

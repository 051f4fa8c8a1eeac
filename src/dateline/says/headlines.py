"""A speaker beside a colon or dash: "Troops to leave by May: ministry", "Ali: we shall stay", `Ali: "We shall."`."""

from __future__ import annotations

from dateline.says.cues import Cues
from dateline.says.speaking import can_speak, is_person
from dateline.says.told import Telling
from dateline.trees import Tree

_MARKS = frozenset({":", "-", "–", "—"})
_OPENING = frozenset({'"', "“", "‘", "'", "«", "„", "``"})
_LONGEST = 6


def headline_tellings(tree: Tree, position: int, cues: Cues) -> list[Telling]:
    """The telling of a headline whose last part (or first, before a colon) is nothing but somebody who can speak."""
    marks = [i for i, token in enumerate(tree.tokens) if token.text in _MARKS and _parts(tree, i)]
    if not marks:
        return []
    for mark, speaker in ((marks[-1], range(marks[-1] + 1, len(tree))), (marks[0], range(marks[0]))):
        if speaker.start == 0 and tree[mark].text != ":":
            continue
        head = _voice(tree, speaker, cues)
        content = tuple(i for i in range(len(tree)) if i not in speaker and i != mark)
        if head is not None and any(tree[w].upos in ("VERB", "AUX") for w in content):
            return [Telling(position, (mark,), (head,), content, "asserts", takes_quotation=False)]
    return []


def colon_telling(tree: Tree, position: int, cues: Cues) -> list[Telling]:
    """The telling of `Ali: "…"` in the text: nothing but somebody, a colon, and a quotation to come."""
    mark = next((i for i, token in enumerate(tree.tokens[: _LONGEST + 1]) if token.text == ":"), 0)
    if not mark or (mark + 1 < len(tree) and tree[mark + 1].text not in _OPENING):
        return []
    words = range(mark)
    head = next((w for w in words if tree[w].head not in words), None)
    verbal = any(tree[w].upos in ("VERB", "AUX", "PUNCT") for w in words)
    if head is None or verbal or not (is_person(tree, head, cues) or tree[head].upos == "PROPN"):
        return []
    return [Telling(position, (mark,), (head,), (), "asserts", takes_quotation=True)]


def _parts(tree: Tree, i: int) -> bool:
    """Whether a mark parts a headline: a hyphen inside a word does not."""
    if not 0 < i < len(tree) - 1:
        return False
    return tree[i].text == ":" or (tree[i - 1].end < tree[i].start and tree[i].end < tree[i + 1].start)


def _voice(tree: Tree, words: range, cues: Cues) -> int | None:
    if not 0 < len(words) <= _LONGEST or any(tree[w].upos in ("VERB", "AUX", "PUNCT") for w in words):
        return None
    head = next((w for w in words if tree[w].head not in words), None)
    if head is None or tree[head].name[-3:] == "LOC":
        return None
    named = tree[head].name[-3:] in ("PER", "ORG") or tree[head].lemma.lower() in cues.voices
    return head if named and can_speak(tree, head, cues) else None

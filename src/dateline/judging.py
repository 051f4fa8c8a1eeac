"""How a text presents given words, coded events or not: what happened, is still to come, is denied or supposed."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from dateline.binding.dating import find_day, find_status
from dateline.binding.scene import Scene
from dateline.coder import Parses
from dateline.records import Article, Candidate, Day, Evidence, Factuality, Span, Status
from dateline.trees import Tree, grow
from dateline.what import load_operators, present
from dateline.when import find_times


class Judged(Struct, frozen=True):
    """A given word and how the text presents it; without status where the span holds no word."""

    span: Span
    text: str
    status: Status | None
    factuality: Factuality | None
    day: Day | None
    reasons: tuple[Evidence, ...]


def judge_spans(article: Article, spans: Sequence[Span], parse: Parses) -> tuple[Judged, ...]:
    """One `Judged` a span, in order. Of a span with several words the one that governs the others is judged.

    Raises `InputError` where the article cannot be parsed.
    """
    trees = grow(parse(article))
    operators = load_operators()
    candidates: dict[Span, Candidate] = {}
    reasons: dict[Span, tuple[Evidence, ...]] = {}
    for span, (tree, words) in _placed(trees, spans).items():
        head = next((w for w in words if tree[w].head not in words), words[0])
        factuality, reasons[span] = present(tree, head, operators)
        candidates[span] = Candidate(tree.index, head, words, "", (), (), (), factuality, "presenting", ())
    scene = Scene(
        article,
        trees,
        mentions=(),
        times=find_times(article, trees),
        places=(),
        attributions=(),
        candidates=(*candidates.values(),),
    )
    by_index = {tree.index: tree for tree in trees}
    judged = []
    for span in spans:
        if (candidate := candidates.get(span)) is None:
            judged.append(Judged(span, scene.cut(span), None, None, None, ()))
            continue
        day = find_day(scene, by_index[candidate.sentence], candidate, None)
        status = find_status(scene, candidate, day)
        judged.append(Judged(span, scene.cut(span), status, candidate.factuality, day, reasons[span]))
    return tuple(judged)


def _placed(trees: Sequence[Tree], spans: Sequence[Span]) -> dict[Span, tuple[Tree, tuple[int, ...]]]:
    """The sentence and the words under each span; a span over two sentences lies in the first."""
    out: dict[Span, tuple[Tree, tuple[int, ...]]] = {}
    for span in spans:
        for tree in trees:
            sentence = tree.sentence
            if sentence.field == span.field and sentence.start <= span.start < sentence.end:
                words = tuple(i for i, t in enumerate(tree.tokens) if t.start < span.end and t.end > span.start)
                if words:
                    out[span] = (tree, words)
                break
    return out

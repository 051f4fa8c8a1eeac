"""The event's day: the expression its words govern, else the day of the story it continues, else the report's day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from dateline.binding.lasting import lengthen
from dateline.binding.scene import Scene
from dateline.records import Candidate, Day, Span, Status, Time
from dateline.trees import Tree

HISTORICAL_AFTER = 30  # days before publication
_BACKGROUND_AFTER = 7  # the same, for what the pluperfect tells beside the news

# Words that tie a sentence to the one before it in time.
_SEQUELS = frozenset(
    {"result", "then", "later", "afterwards", "subsequently", "consequently", "since", "response", "following"}
)
_NOMINAL = frozenset(
    {
        "nmod",
        "nmod:poss",
        "nmod:unmarked",
        "compound",
        "amod",
        "conj",
        "flat",
        "appos",
        "case",
        "nummod",
        "obl:unmarked",
        "obl",
    }
)


def find_day(scene: Scene, tree: Tree, candidate: Candidate, before: Day | None) -> Day:
    """The interval of days of an event. `before` is the day of the event told just before it in the same paragraph."""
    return lengthen(scene, tree, candidate, _named_day(scene, tree, candidate, before))


def _named_day(scene: Scene, tree: Tree, candidate: Candidate, before: Day | None) -> Day:
    time = _governed(scene, tree, candidate)
    if time is not None and time.start is None:
        reason = f"the event's time expression has no day: {time.reason}"
        return Day(None, None, "unknown", time.text, time.span, reason)
    if time is not None:
        return _day_of(scene, time)
    published = scene.article.published.day if scene.article.published else None
    if before is not None and _continues(tree):
        if before.start is not None and published is not None and before.start < published:
            end = published if candidate.factuality.tense != "future" else None
            return Day(before.start, end, "range", before.text, before.span, "told as the sequel of an earlier event")
        return before
    if published is None:
        return Day(None, None, "unknown", "", None, "no time expression and no publication day")
    if candidate.factuality.tense == "future":
        return Day(published, None, "unknown", "", None, "still to come; no time expression")
    return Day(published, published, "day", "", None, "no time expression: the report's day")


def _day_of(scene: Scene, time: Time) -> Day:
    """The days an expression names; where it opens or closes a range, those of the whole range."""
    first = next((t for t in scene.times if time.span == t.until), time)
    last = next((t for t in scene.times if t.span == first.until), None)
    if last is None or not first.start or not last.end or last.end < first.start:
        reason = "time expression the event's words govern"
        return Day(time.start, time.end, time.precision, time.text, time.span, reason)
    span = Span(first.span.field, first.span.start, last.span.end)
    return Day(first.start, last.end, "range", scene.cut(span), span, "range of time the event's words govern")


def relative(time: Time) -> bool:
    """Whether an expression would name days, had the report a publication day ("on Tuesday"); "recently" would not."""
    return time.value[:1] in "0123456789X" and "REF" not in time.value


def _governed(scene: Scene, tree: Tree, candidate: Candidate) -> Time | None:
    """The nearest time expression under one of the event's words, else under the clause it is told beside."""
    here = scene.times_in.get(tree.index, ())
    found = [(top, t) for top, t in here if t.type != "SET" and (t.start or (t.type != "DURATION" and relative(t)))]
    scope = list(dict.fromkeys((candidate.head, *candidate.scope)))
    others = scene.event_words.get(tree.index, frozenset()) - set(scope)
    own = _nearest(tree, found, scope, others)
    return own or _nearest(tree, found, _beside(tree, scope[0]), others)


def _nearest(tree: Tree, found: list[tuple[int, Time]], scope: list[int], others: frozenset[int]) -> Time | None:
    best: tuple[tuple[int, int], Time] | None = None
    for top, time in found:
        step = None if others.intersection(_path(tree, top, scope)) else _steps(tree, top, scope)
        if step is not None and (best is None or (step, abs(top - scope[0])) < best[0]):
            best = ((step, abs(top - scope[0])), time)
    return best[1] if best else None


def _path(tree: Tree, top: int, scope: list[int]) -> list[int]:
    """The words between an expression and the event: where another event stands there, the day is that one's."""
    out: list[int] = []
    for above in tree.ancestors(top):
        if above in scope:
            return out
        out.append(above)
    return []


def _beside(tree: Tree, head: int) -> list[int]:
    """The clauses whose day an event shares: "closed in January after X attacked", "met X on Monday and signed"."""
    at, out = head, []
    for above in tree.ancestors(head):
        relation = tree[at].relation
        if relation in ("advcl", "conj", "obl", "obj", "nmod", "xcomp", "nsubj", "nsubj:pass", "acl"):
            if tree[above].upos == "VERB":
                out.append(above)
        else:
            break
        at = above
    return out or [-1]


def _steps(tree: Tree, top: int, scope: list[int]) -> int | None:
    """How many governors lie between expression and event, through noun phrases only; None if it is not the event's."""
    if top in scope:
        return 0
    at = top
    for n, above in enumerate(tree.ancestors(top), 1):
        if above in scope:
            return n
        if tree[above].upos in ("VERB", "AUX") and tree[above].relation not in ("amod", "acl"):
            # "visited Turkey to sign X on Monday": the clause inside the event is the event's too
            return n + 5 if tree[above].relation in ("xcomp",) and tree[above].head in scope else None
        if tree[at].relation not in _NOMINAL and n > 1:
            return None
        at = above
    return None


def _continues(tree: Tree) -> bool:
    opening = [t.text.lower() for t in tree.tokens[:4]]
    return any(w in _SEQUELS for w in opening)


def find_status(scene: Scene, candidate: Candidate, day: Day) -> Status:
    """PLOVER's status from how the event is told and when it was."""
    f = candidate.factuality
    if f.polarity == "negative":
        return "negated"
    if f.tense == "future":
        return "future"
    if f.certainty != "certain":
        return "hypothetical"
    published = scene.article.published.day if scene.article.published else None
    if published is not None and day.start is not None:
        if day.start > published:
            return "future"
        background = day.span is not None and _is_background(scene.trees, candidate)
        age = _BACKGROUND_AFTER if background else HISTORICAL_AFTER
        limit = (date.fromisoformat(published) - timedelta(days=age)).isoformat()
        if (day.end is not None and day.end < limit) or (
            day.reason.startswith("told as the sequel") and day.start < limit
        ):
            return "historical"
    return "actual"


def _is_background(trees: Sequence[Tree], candidate: Candidate) -> bool:
    """Whether an event is told in the pluperfect beside the news; "he said they had attacked" is the news itself."""
    tree = next((t for t in trees if t.index == candidate.sentence), None)
    if tree is None:
        return False
    verb = next((w for w in (candidate.head, *candidate.scope) if tree[w].upos == "VERB"), candidate.head)
    helpers = [tree[a] for a in tree.children(verb, "aux")]
    if not any(h.lemma.lower() == "have" and h.tense == "Past" for h in helpers):
        return False
    return all(tree[w].relation not in ("ccomp", "parataxis") for w in (verb, *tree.ancestors(verb)))

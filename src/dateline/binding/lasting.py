"""Events told with their length: "began a three-day visit on Monday", "after three days of talks"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from dateline.binding.scene import Scene
from dateline.records import Candidate, Day, Time
from dateline.trees import Tree

_BEGINNING = frozenset({"begin", "start", "open", "kick off", "launch", "embark", "arrive", "commence"})
_ENDING = frozenset({"end", "conclude", "finish", "complete", "wrap up", "close", "wind up", "cap", "leave"})
_ATTACHED = frozenset({"compound", "amod", "nummod", "nmod", "nmod:unmarked", "nmod:poss"})
_LENGTH = re.compile(r"P(\d{1,3})([DW])")
_DAYS = {"D": 1, "W": 7}


def lengthen(scene: Scene, tree: Tree, candidate: Candidate, day: Day) -> Day:
    """The day, as a range where the text says how long the event lasts and whether it began or ended then."""
    if day.start is None or day.start != day.end:
        return day
    for top, time, days in _lengths(scene, tree):
        side = _side(tree, top, candidate) if _tells(tree, top, candidate) else 0
        if side:
            first = last = date.fromisoformat(day.start)
            first, last = (first, last + timedelta(days - 1)) if side > 0 else (first - timedelta(days - 1), last)
            told = "began" if side > 0 else "ended"
            reason = f"{day.reason}; it {told} then, and {time.text!r} is its length"
            return Day(first.isoformat(), last.isoformat(), "range", day.text, day.span, reason)
    return day


def _lengths(scene: Scene, tree: Tree) -> Iterator[tuple[int, Time, int]]:
    for top, time in scene.times_in.get(tree.index, ()):
        match = _LENGTH.fullmatch(time.value) if time.type == "DURATION" and time.start is None else None
        days = int(match[1]) * _DAYS[match[2]] if match else 0
        if 1 < days < 400:
            yield top, time, days


def _tells(tree: Tree, top: int, candidate: Candidate) -> bool:
    """Whether the length is the event's: "three days of TALKS", "a three-day VISIT"."""
    words = (candidate.head, *candidate.trigger)
    below = tree[top].head >= 0 and tree[top].relation in _ATTACHED
    owner = tree[top].head if below else top
    # The coder may take "began" for the event of "began three days of talks".
    carried = tree[owner].relation == "obj" and tree[owner].head in words
    return owner in words or carried or any(tree[w].head == top and tree.preposition(w) == "of" for w in words)


def _side(tree: Tree, top: int, candidate: Candidate) -> int:
    """1 where the event began on its day, -1 where it ended then, 0 where the text does not say."""
    governors = (top, candidate.head, *candidate.scope, *tree.ancestors(candidate.head))
    for word in governors:
        if tree[word].upos == "NOUN" and tree.preposition(word) in ("after", "following"):
            return -1
        if tree.lemma(word) in _BEGINNING:
            return 1
        if tree.lemma(word) in _ENDING:
            return -1
        if tree[word].upos == "VERB":
            return 0
    return 0

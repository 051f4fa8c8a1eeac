"""Stories: reports of the same news in other words. Each report joins the story that it is most like, or begins one."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

STORY_DAYS = 3  # between a report and those of its story that it is compared with
LEAST_ALIKE = 0.12  # a pair that is less alike counts as not alike at all
_ALIKE = 0.3  # mean over the reports of a story that are most like it
_ASKED = 3  # so many: one report that touches two stories does not tie them together

Pair = tuple[int, int, float]  # two reports by number, the earlier first, and how alike they are, 0 to 1


def find_stories(first: Iterable[int], pairs: Iterable[Pair]) -> array[int]:
    """The first report of the story of each report, by number.

    `first` gives of each report the one that it is a copy of, or itself; copies are of the story of their first.
    `pairs` come in the order of the later report; they are of reports that are no copies.
    """
    copied = array("q", first)
    story, members = copied[:], array("q", [1]) * len(copied)
    waiting: list[tuple[int, float]] = []
    at = -1
    for earlier, later, alike in pairs:
        if later != at:
            _settle(at, waiting, story, members)
            at, waiting = later, []
        waiting.append((earlier, alike))
    _settle(at, waiting, story, members)
    return array("q", (story[i] for i in copied))


def _settle(report: int, alike: list[tuple[int, float]], story: array[int], members: array[int]) -> None:
    """Puts one report into the story that it is most like."""
    by_story: dict[int, list[float]] = {}
    for earlier, value in alike:
        by_story.setdefault(story[earlier], []).append(value)
    found = [(sum(sorted(values)[-_ASKED:]) / min(_ASKED, members[home]), -home) for home, values in by_story.items()]
    best, home = max(found, default=(0.0, 0))
    if best >= _ALIKE:
        story[report] = -home
        members[-home] += 1

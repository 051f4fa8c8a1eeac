"""Whether a phrase is of a man or a woman, as far as its nouns, titles and first names say."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from dateline.who.drafts import Draft
from dateline.who.spelling import normalise, singular

_FEMININE = frozenset({"she", "her", "hers", "herself"})


@cache
def _words() -> tuple[dict[str, str], dict[str, str]]:
    """Nouns and titles, and first names: "f" or "m"."""
    nouns: dict[str, str] = {}
    names: dict[str, str] = {}
    path = Path(__file__).parent / "genders.tsv"
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            (names if row["kind"] == "first name" else nouns)[row["word"]] = row["gender"]
    return nouns, names


def gender_of(draft: Draft) -> str:
    """ "f", "m", or "" where nothing tells."""
    nouns, names = _words()
    head = singular(normalise(draft.tree[draft.head].text))
    if draft.kind != "pronoun" and not draft.person and head in nouns:
        return nouns[head]
    if not draft.person:
        return ""
    for w in draft.words:
        told = nouns.get(normalise(draft.tree[w].text), "")
        if told:
            return told
    first = normalise(draft.person).split(" ")[0] if " " in draft.person else ""
    return names.get(first, "")


def pronoun_gender(word: str) -> str:
    """The gender of "he" and "she" in all their forms."""
    return "f" if word in _FEMININE else "m"

"""Names of people, places and bodies on test sentences that trained nothing."""

from __future__ import annotations

from typing import Any

from bench.gold import read_bio
from bench.loaded import Loaded
from bench.scoring.names import score_names

# The first 741 sentences of the politics file train the model.
CORPORA = {
    "politics": ("treebanks/names/crossner-politics.bio", 741),
    "uner_ewt": ("treebanks/names/uner-ewt-test.bio", 0),
}
# These files have no documents: as many sentences a call as an article has.
_ARTICLE = 12


def measure(loaded: Loaded) -> dict[str, Any]:
    """Exact-span F1, overall and by kind."""
    out: dict[str, Any] = {}
    for name, (path, first) in CORPORA.items():
        sentences = list(read_bio(loaded.gold.read(path)))[first:]
        tags: list[list[str]] = []
        for i in range(0, len(sentences), _ARTICLE):
            tags += [a.names for a in loaded.network([words for words, _ in sentences[i : i + _ARTICLE]])]
        rates = score_names((gold, found) for (_, gold), found in zip(sentences, tags, strict=True))
        overall = rates.pop("all")
        out[name] = {
            "sentences": len(sentences),
            **{k: overall[k] for k in ("p", "r", "f1")},
            **{f"{kind}_f1": rate["f1"] for kind, rate in rates.items()},
        }
    return out

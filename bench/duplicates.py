"""Near-duplicates: edited copies found again, distinct articles kept apart; how many articles a second."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from random import Random
from time import process_time
from typing import Any

import numpy as np

from bench.articles import ARTICLES
from bench.edited import EDITS, edit, recast
from bench.loaded import Loaded
from dateline.reading import make_article
from dateline.sifting.copying import WINDOW, Signed, find_copies, join
from dateline.sifting.signing import Signature, sign

_OTHERS = ("gold/geo/dev.jsonl", "gold/time/dev.jsonl")
# Copies of other texts of these sets, seen in reading; besides, geo shares texts with articles, under one id.
_KNOWN_COPIES = (
    "geovirus-91",
    "interview_brotherhood",
    "238039_Apple_Inc_CEO_Steve",
    "3307_Airbus_launches_world_largest_passenger_plane",
)
_SEED, _COPIES, _ROUNDS = 27, 1_000, 3
_WORDS = 60  # of a whole text
Labelled = tuple[str, str]  # the family, and a text


def measure(loaded: Loaded) -> dict[str, Any]:
    """All articles are given days of one week, so that no day tells them apart."""
    random = Random(_SEED)
    rows = loaded.gold.rows(ARTICLES)
    articles = [r["text"] for r in rows]
    words = sorted({w for text in articles for w in text.split() if w.isalpha()})
    originals = [(str(i), text) for i, text in enumerate(articles)]
    copies = [(str(i % len(articles)), *edit(articles[i % len(articles)], random, words)) for i in range(_COPIES)]
    recasts = [(f"recast {i}", recast(text, random)) for i, text in enumerate(articles)]
    known = {*_KNOWN_COPIES, *(r["id"] for r in rows)}
    others = [r for name in _OTHERS for r in loaded.gold.rows(name) if r["id"] not in known]
    real = originals + [(r["id"], r["text"]) for r in others if len(r["text"].split()) >= _WORDS]
    edited = [(family, text) for family, text, _ in copies]
    homes = _group([*originals, *edited], random)
    return {
        "edited": _pairs([*originals, *edited], homes),
        "real": _merged(real, random),
        "recast": _merged([*originals, *recasts], random),
        "articles_per_second": _speed([text for _, text in [*originals, *edited, *real]], random),
        "details": {"lost": _lost(originals, copies, homes)},
    }


def _group(labelled: Sequence[Labelled], random: Random) -> list[int]:
    """The group of each text: the position of one of its members."""
    signatures = [sign(make_article(text)) for _, text in labelled]
    days = [random.randrange(WINDOW) for _ in labelled]
    order = sorted(range(len(labelled)), key=days.__getitem__)
    first = join(len(order), [find_copies(_signed([signatures[i] for i in order], [days[i] for i in order]))])
    homes = [0] * len(order)
    for at, home in enumerate(first.tolist()):
        homes[order[at]] = order[home]
    return homes


def _signed(signatures: Sequence[Signature], days: Sequence[int]) -> Signed:
    return Signed(
        days=np.array(days, dtype=np.int32),
        links=np.arange(len(days), dtype=np.int64),
        bands=np.array([s.bands for s in signatures], dtype=np.int64),
        shingles=np.concatenate([np.array(s.shingles, dtype=np.int32) for s in signatures]),
        offsets=np.cumsum([0, *(len(s.shingles) for s in signatures)], dtype=np.int64),
    )


def _pairs(labelled: Sequence[Labelled], homes: Sequence[int]) -> dict[str, float]:
    """Precision, recall and F1 of pairs of one family that stand in one group."""
    families = [family for family, _ in labelled]
    both, found, gold = (_count(keys) for keys in (list(zip(families, homes, strict=True)), homes, families))
    precision, recall = both / max(1, found), both / max(1, gold)
    return {"articles": len(labelled), "precision": precision, "recall": recall, "f1": 2 * both / (found + gold)}


def _count(keys: Sequence[Any]) -> int:
    return sum(n * (n - 1) // 2 for n in Counter(keys).values())


def _merged(labelled: Sequence[Labelled], random: Random) -> dict[str, float]:
    """Of distinct articles: how many of a thousand are taken for copies."""
    merged = sum(home != i for i, home in enumerate(_group(labelled, random)))
    return {"articles": len(labelled), "false_merges_per_1000": 1000 * merged / len(labelled)}


def _lost(originals: Sequence[Labelled], copies: Sequence[tuple[str, str, Sequence[str]]], homes: Sequence[int]) -> Any:
    """Copies that stand apart from their original, by the edits that were made."""
    lost: Counter[str] = Counter()
    for i, (family, _, edits) in enumerate(copies, len(originals)):
        if homes[i] != homes[int(family)]:
            lost.update(edits)
    return {name: lost[name] for name in EDITS}


def _speed(texts: Sequence[str], random: Random) -> float:
    """Signing and grouping, reading left out; processor time of one core, the best of some rounds."""
    articles = [make_article(text) for text in texts]
    days = sorted(random.randrange(WINDOW) for _ in texts)
    spent = []
    for _ in range(_ROUNDS):
        began = process_time()
        join(len(days), [find_copies(_signed([sign(a) for a in articles], days))])
        spent.append(process_time() - began)
    return len(articles) / min(spent)

"""Places against gold: found by exact span, else by overlap; right if placed within 161 km."""

from __future__ import annotations

import math
from statistics import mean
from typing import Any

from bench.scoring.rates import prf

NEAR_KM = 161
Toponym = dict[str, Any]


def distance_km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (latitude, longitude) points."""
    (x, y), (u, v) = ((math.radians(p[0]), math.radians(p[1])) for p in (a, b))
    h = math.sin((u - x) / 2) ** 2 + math.cos(x) * math.cos(u) * math.sin((v - y) / 2) ** 2
    return 6371.0 * 2 * math.asin(min(1.0, math.sqrt(h)))


def score_places(gold: list[dict[str, Any]], predicted: dict[str, list[Toponym]]) -> dict[str, Any]:
    """a161: share of gold places with coordinates that were placed near enough; what is missing is wrong."""
    known = found = exact = predictions = with_country = right_country = 0
    distances = []
    for record in gold:
        ours = predicted.get(record["id"], [])
        at = {(p["start"], p["end"]): p for p in ours}
        predictions += len(ours)
        for t in record["toponyms"]:
            found += 1
            exact += (t["start"], t["end"]) in at
            p = at.get((t["start"], t["end"])) or _touching(t, ours)
            if t["lat"] is not None:
                known += 1
                if p and p.get("lat") is not None:
                    distances.append(distance_km((t["lat"], t["lon"]), (p["lat"], p["lon"])))
            if t["country"]:
                with_country += 1
                right_country += bool(p and p.get("country") == t["country"])
    near = sum(d <= NEAR_KM for d in distances)
    distances.sort()
    return {
        "gold": known,
        "resolved": len(distances) / known if known else None,
        "a161": near / known if known else None,
        "a161_of_resolved": near / len(distances) if distances else None,
        "country": right_country / with_country if with_country else None,
        "median_km": distances[len(distances) // 2] if distances else None,
        "mean_km": mean(distances) if distances else None,
        "span": prf(exact, predictions, found),
    }


def _touching(t: Toponym, ours: list[Toponym]) -> Toponym | None:
    return next((p for p in ours if p["start"] < t["end"] and t["start"] < p["end"]), None)

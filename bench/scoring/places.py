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


def score_country(gold: list[list[tuple[int, int, str]]], predicted: list[list[Toponym]]) -> dict[str, Any]:
    """Share of the names found and given the right country; share of metonyms and people ("-") taken for places."""
    names = right = decoys = taken = 0
    for marked, ours in zip(gold, predicted, strict=True):
        for start, end, country in marked:
            p = _touching({"start": start, "end": end}, ours)
            if country == "-":
                decoys += 1
                taken += p is not None
            elif country != "*":
                names += 1
                right += bool(p and p.get("country") == country)
    return {"names": names, "country": right / names, "decoys": decoys, "decoys_taken": taken / decoys}


def score_event_places(
    gold: list[tuple[tuple[int, int], str, list[str]]], predicted: list[list[dict[str, Any]]]
) -> dict[str, Any]:
    """Country and place of one event a text; an event that was not coded is wrong, unless `_of_coded` counts it out.

    Gold is the event's word, its country and the names that are right, "-" where the text does not say.
    """
    coded = country = place = 0
    for (trigger, where, names), events in zip(gold, predicted, strict=True):
        event = next((e for e in events if _over(e["trigger"]["span"], trigger)), None)
        if event is None:
            continue
        coded += 1
        found = event["place"]
        country += ((found or {}).get("country") or "-") == where
        place += is_place(found, names)
    n = len(gold)
    ratios = {"country": country / n, "place": place / n}
    of_coded = {f"{k}_of_coded": v * n / coded if coded else None for k, v in ratios.items()}
    return {"events": n, "coded": coded, **ratios, **of_coded}


def is_place(found: dict[str, Any] | None, names: list[str]) -> bool:
    """Whether a place has one of the names, as the gazetteer or as the text writes it."""
    if found is None:
        return "-" in names
    ours = {found["name"].casefold(), found["text"].casefold()}
    return any(n.casefold() in o for n in names if n != "-" for o in ours)


def _over(span: dict[str, Any], trigger: tuple[int, int]) -> bool:
    return bool(span["field"] == "text" and span["start"] < trigger[1] and trigger[0] < span["end"])

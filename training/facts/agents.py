"""Phrases for offices, people and bodies without names; ours win. The last word is stored without its plural."""

from __future__ import annotations

from dateline.who.spelling import normalise
from training.facts.collecting import HERE, SKIPPED_SECTORS, Facts, joined, read, stored

DROPPED_AGENTS = frozenset(
    {
        "settlement",
        "avalanche",
        "cash",
        "west",
        "border",
        "troop carrier",
        "carrier",
        "boss",
        "state owned",
        "justice",
        "power",
        "market",
        "house",
    }
)


def add_agents(facts: Facts) -> None:
    """Phrases for offices, people and bodies without names; ours win. The last word is stored without its plural."""
    for r in read(HERE / "agents_ours.tsv"):
        facts.agents[stored(r["phrase"])] = (r["sectors"], r["class"], r["country"], "dateline")
    rows = read(facts.folder / "agents.tsv")
    for r in sorted(rows, key=lambda r: ("hand" not in r["source"], r["phrase"])):
        phrases = [r["phrase"]]
        if r["phrase"].endswith("minist"):
            phrases = [r["phrase"] + "er", r["phrase"] + "ry"]
        for text in phrases:
            phrase = stored(text)
            sectors = joined(r["sector"], r["sector2"] if r["sector2"] in ("MIL", "OPP", "SPY") else "")
            bad = (
                len(phrase) < 3
                or any(c.isdigit() for c in phrase)
                or phrase in DROPPED_AGENTS
                or text.startswith("the ")
            )
            if bad or not sectors or r["sector"] in SKIPPED_SECTORS or normalise(text) in facts.places:
                continue
            facts.agents.setdefault(phrase, (sectors, "role", "", "petrarch2" if "petr" in r["source"] else "ngec"))

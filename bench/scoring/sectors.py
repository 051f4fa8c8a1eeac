"""The primary sector of parties, where gold has one that PLOVER still knows.

Older labels are mapped where the manual of PLOVER says what became of them, and left out where it does not say.
"""

from __future__ import annotations

from typing import Any

from bench.scoring.comparing import align, canonical, match, party_country
from bench.scoring.rates import share

Row = dict[str, Any]

SECTORS = frozenset(
    """COP GOV JUD LEG MIL PRM PTY REB SPY UAF AGR BUS CRM CVL EDU ELI JRN LAB MED OPP PRE REF REL SOC""".split()
)
# CAMEO's insurgents, separatists and non-aligned armed groups; its health and human rights workers; civilians.
RENAMED = {
    "INS": "REB",
    "SEP": "REB",
    "NAG": "UAF",
    "CIV": "CVL",
    "HLH": "MED",
    "HRI": "SOC",
    "DEV": "SOC",
    "ENV": "SOC",
}
# Left out: UNK, bodies in the place of a sector (IGO, NGO, IMG, MNC), and labels that the manual no longer has.


def primary(label: str | None) -> str | None:
    """The PLOVER sector of a gold label; None where it is left out."""
    first = (label or "").strip().upper()[:3]
    first = RENAMED.get(first, first)
    return first if first in SECTORS else None


def score_sectors(gold: list[Row], predicted: list[Row]) -> dict[str, Any]:
    """Accuracy over the gold parties of matched events that were found with the right country."""
    by_id = {r["id"]: r["events"] for r in predicted}
    right = asked = left_out = 0
    confusions: dict[str, int] = {}
    for record in gold:
        ours, theirs = canonical(record["events"]), canonical(by_id.get(record["id"], []))
        for i, j in match(ours, theirs):
            _, actors, recipients = align(ours[i], theirs[j])
            for party, found in _pairs(ours[i].actor, actors) + _pairs(ours[i].recipient, recipients):
                wanted = primary(party.get("sector"))
                left_out += wanted is None
                if wanted is not None:
                    got = (found.get("sectors") or ["-"])[0]
                    asked += 1
                    right += got == wanted
                    if got != wanted:
                        name = f"{wanted} → {got}"
                        confusions[name] = confusions.get(name, 0) + 1
    told = sorted(confusions.items(), key=lambda c: (-c[1], c[0]))
    return {
        "sector_accuracy": share(right, asked)["value"],
        "sectors_asked": asked,
        "sectors_left_out": left_out,
        "details": {"sectors": [f"{name}: {n}" for name, n in told]},
    }


def _pairs(gold: list[Row], found: list[Row]) -> list[tuple[Row, Row]]:
    """Each gold party with the found one of its country."""
    by_country = {party_country(p): p for p in reversed(found)}
    return [(p, by_country[c]) for p in gold if (c := party_country(p)) and c in by_country]

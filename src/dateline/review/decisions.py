"""Decisions: what a coder may say of an item, what it should be instead, and what several coders come to."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from typing import Literal

import msgspec
from msgspec import Struct

from dateline.errors import ConfigError
from dateline.review.samples import Item

CoderKind = Literal["person", "machine", "adjudicator"]
EVENT_DECISIONS = ("right", "wrong-type", "wrong-party", "not-an-event")
SENTENCE_DECISIONS = ("missed-event", "none-missed")


class Side(Struct, frozen=True, omit_defaults=True):
    """A party as corrected: "KEN GOV" ("---" for no country), and its words in the text where given."""

    code: str
    words: str = ""


class Correction(Struct, frozen=True, omit_defaults=True):
    """What an event should be. None means "as coded"; of a missed event None means that the coder did not say."""

    type: str | None = None
    modes: tuple[str, ...] | None = None
    status: str | None = None
    trigger: str | None = None
    actors: tuple[Side, ...] | None = None
    recipients: tuple[Side, ...] | None = None


class Decision(Struct, frozen=True):
    """One decision of one coder on one item. `at` is UTC (ISO), given by whoever records it."""

    item: str
    coder: str
    decision: str
    at: str
    coder_kind: CoderKind = "person"
    corrections: tuple[Correction, ...] = ()
    note: str = ""


class Verdict(Struct, frozen=True):
    """What the coders of an item come to.

    `shares` gives each decision its part: 1 where all agree or an adjudicator spoke, a half each where two coders
    differ. `retyped` and `missed` are the types that it should have been, with the same parts.
    """

    item: str
    shares: dict[str, float]
    retyped: tuple[tuple[str, float], ...] = ()
    missed: tuple[tuple[str, float], ...] = ()
    corrections: tuple[Correction, ...] = ()
    settled: bool = True


def check_decision(decision: Decision, item: Item) -> None:
    """ConfigError where the decision does not suit the item, or lacks the type that it needs."""
    known = EVENT_DECISIONS if item.kind == "event" else SENTENCE_DECISIONS
    if decision.item != item.item or decision.decision not in known:
        raise ConfigError(f"on {item.kind} {item.item} one decides {', '.join(known)}, not {decision.decision!r}")
    if not decision.coder.strip():
        raise ConfigError("a decision needs a coder's name")
    if decision.decision == "wrong-type" and (len(decision.corrections) != 1 or not decision.corrections[0].type):
        raise ConfigError("wrong-type needs the type that it should be")
    if decision.decision == "wrong-type" and decision.corrections[0].type == item.type:
        raise ConfigError(f"it is coded {item.type} already")
    if decision.decision == "missed-event" and not all(c.type for c in decision.corrections or (Correction(),)):
        raise ConfigError("missed-event needs the type of each event that was missed")


def judgement_rows(sample: str, decisions: Iterable[tuple[Decision, Item]]) -> list[dict[str, object]]:
    """Rows of the table `judgements`, one a decision."""
    rows: list[dict[str, object]] = []
    for decision, item in decisions:
        check_decision(decision, item)
        named = "\0".join((sample, item.item, decision.coder, decision.coder_kind, decision.at))
        rows.append(
            {
                "judgement_id": blake2b(named.encode(), digest_size=8).hexdigest(),
                "sample": sample,
                "item": item.item,
                "version": item.version,
                "stratum": item.stratum,
                "weight": item.weight,
                "coder": decision.coder,
                "coder_kind": decision.coder_kind,
                "decision": decision.decision,
                "correction": msgspec.json.encode(decision.corrections).decode() if decision.corrections else None,
                "note": decision.note or None,
                "at": decision.at,
            }
        )
    return rows


def read_judgements(rows: Iterable[dict[str, object]]) -> tuple[Decision, ...]:
    """The decisions in rows of `judgements`: of each coder and item the last one, in order of item and coder."""
    latest: dict[tuple[str, str, str], Decision] = {}
    for row in sorted(rows, key=lambda r: (str(r["at"]), str(r["judgement_id"]))):
        decision = Decision(
            item=str(row["item"]),
            coder=str(row["coder"]),
            decision=str(row["decision"]),
            at=str(row["at"]),
            coder_kind=msgspec.convert(row["coder_kind"], CoderKind),
            corrections=msgspec.json.decode(str(row["correction"] or "[]"), type=tuple[Correction, ...]),
            note=str(row["note"] or ""),
        )
        latest[decision.item, decision.coder_kind, decision.coder] = decision
    return tuple(latest[key] for key in sorted(latest))


def settle(decisions: Sequence[Decision], kind: CoderKind = "person") -> tuple[Verdict, ...]:
    """One verdict an item, in order of items: an adjudicator's word, else all coders of that kind in equal parts."""
    by_item: dict[str, list[Decision]] = {}
    for d in decisions:
        if d.coder_kind == kind or (d.coder_kind == "adjudicator" and kind == "person"):
            by_item.setdefault(d.item, []).append(d)
    out = []
    for item, all_of in sorted(by_item.items()):
        spoken = [d for d in all_of if d.coder_kind == "adjudicator"]
        out.append(_verdict(item, spoken[-1:] or all_of))
    return tuple(out)


def _verdict(item: str, decisions: Sequence[Decision]) -> Verdict:
    part = 1 / len(decisions)
    shares: dict[str, float] = {}
    types: dict[str, dict[str, float]] = {"wrong-type": {}, "missed-event": {}}
    for d in decisions:
        shares[d.decision] = shares.get(d.decision, 0.0) + part
        for c in d.corrections:
            if c.type and d.decision in types:
                types[d.decision][c.type] = types[d.decision].get(c.type, 0.0) + part
    settled = len(shares) == 1
    return Verdict(
        item,
        shares,
        tuple(sorted(types["wrong-type"].items())),
        tuple(sorted(types["missed-event"].items())),
        decisions[0].corrections if settled else (),
        settled,
    )

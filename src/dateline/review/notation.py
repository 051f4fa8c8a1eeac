"""How a coder writes what an event should be, in one line.

    SANCTION/expel: Kenya=KEN GOV > two diplomats=UGA GOV | actual @ expelled

Type, modes, parties of both sides (words in the text, "=", country and sectors; several joined by "+", "-" for nobody),
status and trigger; all may be left out but what the decision needs. Several missed events are parted by ";".
"""

from __future__ import annotations

import re
from typing import get_args

from dateline.errors import ConfigError
from dateline.ontology import load_ontology
from dateline.records import Status
from dateline.review.decisions import Correction, Decision, Side
from dateline.review.samples import Item

_LINE = re.compile(
    r"\s*(?:(?P<type>[A-Za-z][\w-]*)(?P<modes>(?:/[\w-]+)*)\s*(?::|(?=[|@])|$))?"
    r"(?P<parties>[^|@]*?)\s*(?:\|\s*(?P<status>\w+))?\s*(?:@\s*(?P<trigger>.*?))?\s*"
)
_CODE = re.compile(r"(?:[A-Z]{3}|---)(?: [A-Z]{3})*")
KEYS = {
    "event": {"r": "right", "t": "wrong-type", "p": "wrong-party", "n": "not-an-event"},
    "sentence": {"m": "missed-event", "0": "none-missed"},
}


def read_decision(line: str, item: Item, coder: str, at: str) -> Decision:
    """A decision from a key and, after it, a correction and a "# note": "t SANCTION", "p KEN GOV > UGA GOV # the
    envoys".

    ConfigError says what is wrong with it.
    """
    told, _, note = line.partition("#")
    key, _, rest = told.strip().partition(" ")
    keys = KEYS[item.kind]
    if key.lower() not in keys:
        raise ConfigError(f"{key!r} is none of {', '.join(f'{k} {d}' for k, d in keys.items())}")
    decision = keys[key.lower()]
    given = tuple(read_correction(part) for part in rest.split(";")) if rest.strip() else ()
    return Decision(item.item, coder, decision, at, "person", given, note.strip())


def read_correction(text: str) -> Correction:
    """The correction in a line; ConfigError where it is none, or names a type, mode, status or code we do not have."""
    match = _LINE.fullmatch(text)
    if match is None:
        raise ConfigError(f"cannot read {text.strip()!r}: write TYPE/mode: KEN GOV > UGA GOV | status @ trigger words")
    kind = match["type"].upper() if match["type"] else None
    modes = tuple(m for m in (match["modes"] or "").split("/") if m)
    _check_codes(kind, modes, match["status"])
    actors, recipients = (None, None) if not match["parties"].strip() else _sides(match["parties"])
    return Correction(kind, modes or None, match["status"], match["trigger"] or None, actors, recipients)


def write_parties(sides: tuple[Side, ...]) -> str:
    """The codes of a side, as `read_correction` reads them."""
    return " + ".join(f"{s.words}={s.code}" if s.words else s.code for s in sides) or "-"


def _check_codes(kind: str | None, modes: tuple[str, ...], status: str | None) -> None:
    types = load_ontology().types
    if kind is not None and kind not in types:
        raise ConfigError(f"{kind!r} is no type; there are {', '.join(types)}")
    known = {m for k, t in types.items() if kind in {None, k} for m in t.modes}
    if unknown := [m for m in modes if m not in known]:
        raise ConfigError(
            f"{unknown[0]!r} is no mode{f' of {kind}' if kind else ''}; there are {', '.join(sorted(known))}"
        )
    if status is not None and status not in get_args(Status):
        raise ConfigError(f"{status!r} is no status; there are {', '.join(get_args(Status))}")


def _sides(text: str) -> tuple[tuple[Side, ...], tuple[Side, ...]]:
    halves = text.split(">")
    if len(halves) > 2:
        raise ConfigError(f"one > stands between actors and recipients, not {len(halves) - 1}: {text.strip()!r}")
    actors, recipients = (_parties(h) for h in (*halves, "")[:2])
    return actors, recipients


def _parties(text: str) -> tuple[Side, ...]:
    sides = []
    for part in (p.strip() for p in text.split("+")):
        words, _, code = part.rpartition("=")
        if part in {"", "-"}:
            continue
        code = " ".join(code.upper().split())
        if not _CODE.fullmatch(code):
            raise ConfigError(
                f"a party is a country and its sectors, as in KEN GOV, --- REB or Kenya=KEN GOV, not {part!r}"
            )
        sides.append(Side(code, " ".join(words.split())))
    return tuple(sides)

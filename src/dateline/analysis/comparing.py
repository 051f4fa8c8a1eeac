"""Comparing with a file of the user's: UCDP's Georeferenced Event Dataset, or ICEWS; by country and month."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from dateline.analysis.selecting import Selection, chosen, fetch
from dateline.analysis.series import covered
from dateline.errors import ConfigError, StoreError
from dateline.who import load_facts
from dateline.who.spelling import normalise

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

_HEAD = 65_536
Cell = tuple[str, dt.date]  # country and month
Theirs = dict[Cell, tuple[int, int | None]]  # events and deaths


class Kind(Struct, frozen=True):
    """A sort of file: the columns that it is known by, what parts them, and which of them say day, country and deaths.

    `types` are the PLOVER types that such a file is about, all where empty.
    """

    name: str
    columns: tuple[str, ...]
    delimiter: str
    quote: str
    day: str
    country: str
    state: str | None = None
    deaths: str | None = None
    types: tuple[str, ...] = ()


KINDS = (
    Kind(
        "UCDP GED",
        ("date_start", "country", "country_id", "best", "type_of_violence"),
        ",",
        '"',
        "date_start",
        "country",
        "country_id",
        "best",
        ("ASSAULT",),
    ),
    Kind(
        "ICEWS",
        ("Event ID", "Event Date", "CAMEO Code", "Source Country", "Country"),
        "\t",
        "",
        "Event Date",
        "Country",
    ),
)


class Comparison(NamedTuple):
    """`cells`: country, month, ours, theirs (events), deaths (theirs, null where the file has none); where either has
    events.

    `countries`: country, ours, theirs, correlation over months (Spearman; null below 3 months), months that both, only
    we and only they have. `summary`: measure and value. `unknown`: names of countries in the file that we could not
    place, with their rows.
    """

    kind: str
    cells: pa.Table
    countries: pa.Table
    summary: pa.Table
    unknown: pa.Table


def compare_with(connection: duckdb.DuckDBPyConnection, selection: Selection, path: Path) -> Comparison:
    """Our chosen events beside a file's, by the country they took place in and the month, over the months that both
    cover.

    Without types in the selection, a UCDP file is compared with ASSAULT. ConfigError where the file is of no kind we
    know, StoreError where it cannot be read.
    """
    import pyarrow as pa

    kind = recognise(path)
    theirs, unknown = _theirs(path, kind)
    ours = _ours(connection, selection if selection.types else replace(selection, types=kind.types))
    cells = _cells(ours, theirs, covered(connection, selection))
    schema = pa.schema(
        [
            ("country", pa.string()),
            ("month", pa.date32()),
            ("ours", pa.int64()),
            ("theirs", pa.int64()),
            ("deaths", pa.int64()),
        ]
    )
    unknown_schema = pa.schema([("country", pa.string()), ("rows", pa.int64())])
    return Comparison(
        kind.name,
        pa.Table.from_pylist(cells, schema=schema),
        _by_country(cells),
        _summary(cells, sum(unknown.values())),
        pa.Table.from_pylist([{"country": c, "rows": n} for c, n in sorted(unknown.items())], schema=unknown_schema),
    )


def recognise(path: Path) -> Kind:
    """What kind of file it is, by its first line."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).split(b"\n", 1)[0].decode("utf-8-sig", errors="replace").rstrip("\r")
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}: check the file and its permissions") from error
    for kind in KINDS:
        names = {n.strip().strip('"') for n in head.split(kind.delimiter)}
        if names.issuperset(kind.columns):
            return kind
    known = "; ".join(f"{k.name} has {', '.join(k.columns)}" for k in KINDS)
    raise ConfigError(f"{path.name} is no file we can compare with, by its first line ({known})")


# ---------------------------------------------------------------- both sides


def _ours(connection: duckdb.DuckDBPyConnection, selection: Selection) -> dict[Cell, int]:
    sql, values = chosen(selection)
    rows = fetch(
        connection,
        "SELECT place_country AS country, date_trunc('month', first_day)::DATE AS month, count(*) AS events "
        f"FROM ({sql}) WHERE place_country IS NOT NULL "
        "AND date_trunc('month', first_day) = date_trunc('month', last_day) GROUP BY ALL",
        values,
    )
    return {(r["country"], r["month"]): r["events"] for r in rows.to_pylist()}


def _theirs(path: Path, kind: Kind) -> tuple[Theirs, dict[str, int]]:
    """Events and deaths by country and month; and the names that are no country of ours."""
    import duckdb

    state = f'"{kind.state}"' if kind.state else "NULL"
    deaths = f'sum(try_cast("{kind.deaths}" AS BIGINT))' if kind.deaths else "NULL"
    reader = duckdb.connect(
        ":memory:", config={"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    )
    try:
        rows = reader.execute(
            f"""
            SELECT "{kind.country}", {state},
                   date_trunc('month', try_cast(left("{kind.day}", 10) AS DATE))::DATE AS month, count(*), {deaths}
            FROM read_csv(?, delim=?, quote=?, header=true, all_varchar=true, null_padding=true, parallel=false,
                          max_line_size=8388608)
            GROUP BY ALL ORDER BY ALL
            """,
            [str(path), kind.delimiter, kind.quote],
        ).fetchall()
    except duckdb.Error as error:
        raise StoreError(f"{path.name}: {' '.join(str(error).split())[:300]}") from error
    finally:
        reader.close()
    told: Theirs = {}
    unknown: dict[str, int] = {}
    for name, number, month, events, killed in rows:
        country = country_of(name or "", number)
        if country is None or month is None:
            reason = (name or "no country") if country is None else "a day that is no day"
            unknown[reason] = unknown.get(reason, 0) + events
            continue
        before, dead = told.get((country, month), (0, None))
        told[country, month] = (before + events, dead if killed is None else (dead or 0) + int(killed))
    return told, unknown


@cache
def country_of(name: str, number: str | None = None) -> str | None:
    """The country of that name, or of Gleditsch and Ward's number; None where we know none."""
    facts = load_facts()
    if number and number.isdigit():
        found = sorted(iso for iso, (_, gw) in facts.states.items() if gw == int(number))
        if found:
            return found[0]
    turned = " ".join(reversed(name.split(", ", 1)))  # "Korea, Republic of"
    for form in (name, re.sub(r"\s*\(.*?\)", "", name), turned):
        for known in facts.names.get(normalise(form)):
            entity = facts.entity(known.entity)
            if entity.kind == "country" and not entity.sectors:
                return entity.country
    return None


# ---------------------------------------------------------------- beside each other


def _cells(ours: dict[Cell, int], theirs: Theirs, days: tuple[dt.date, dt.date] | None) -> list[dict[str, Any]]:
    """Countries and months in which either has an event, of the months that both cover."""
    if days is None or not theirs:
        return []
    first = max(days[0].replace(day=1), min(m for _, m in theirs))
    last = min(days[1], max(m for _, m in theirs))
    keys = sorted(k for k in ours.keys() | theirs.keys() if first <= k[1] <= last)
    return [
        {
            "country": c,
            "month": m,
            "ours": ours.get((c, m), 0),
            "theirs": theirs.get((c, m), (0, None))[0],
            "deaths": theirs.get((c, m), (0, None))[1],
        }
        for c, m in keys
    ]


def _by_country(cells: list[dict[str, Any]]) -> pa.Table:
    import pyarrow as pa

    months = sorted({c["month"] for c in cells})
    rows = []
    for country in sorted({c["country"] for c in cells}):
        mine = {c["month"]: c for c in cells if c["country"] == country}
        pairs = [(mine[m]["ours"], mine[m]["theirs"]) if m in mine else (0, 0) for m in months]
        rows.append(
            {
                "country": country,
                "ours": sum(o for o, _ in pairs),
                "theirs": sum(t for _, t in pairs),
                "correlation": _rank_correlation(pairs),
                **_shared(pairs),
            }
        )
    counts = [(n, pa.int64()) for n in ("ours", "theirs")]
    shared = [(n, pa.int64()) for n in ("both", "only_ours", "only_theirs")]
    return pa.Table.from_pylist(
        rows, schema=pa.schema([("country", pa.string()), *counts, ("correlation", pa.float64()), *shared])
    )


def _summary(cells: list[dict[str, Any]], unknown: int) -> pa.Table:
    import pyarrow as pa

    months = sorted({c["month"] for c in cells})
    countries = sorted({c["country"] for c in cells})
    told = {(c["country"], c["month"]): (c["ours"], c["theirs"]) for c in cells}
    pairs = [told.get((c, m), (0, 0)) for c in countries for m in months]
    shared = _shared(pairs)
    theirs, ours = shared["both"] + shared["only_theirs"], shared["both"] + shared["only_ours"]
    measures: dict[str, float | None] = {
        "countries": len(countries),
        "months": len(months),
        "our_events": sum(o for o, _ in pairs),
        "their_events": sum(t for _, t in pairs),
        "correlation_of_ranks": _rank_correlation(pairs),
        "correlation_of_logarithms": _correlation([(float(np.log1p(o)), float(np.log1p(t))) for o, t in pairs]),
        "country_months_of_both": shared["both"],
        "country_months_only_ours": shared["only_ours"],
        "country_months_only_theirs": shared["only_theirs"],
        "share_of_theirs_that_we_have": shared["both"] / theirs if theirs else None,
        "share_of_ours_that_they_have": shared["both"] / ours if ours else None,
        "their_rows_not_placed": unknown,
    }
    schema = pa.schema([("measure", pa.string()), ("value", pa.float64())])
    return pa.Table.from_pylist([{"measure": k, "value": v} for k, v in measures.items()], schema=schema)


def _shared(pairs: list[tuple[int, int]]) -> dict[str, int]:
    return {
        "both": sum(1 for o, t in pairs if o and t),
        "only_ours": sum(1 for o, t in pairs if o and not t),
        "only_theirs": sum(1 for o, t in pairs if t and not o),
    }


def _rank_correlation(pairs: list[tuple[int, int]]) -> float | None:
    from scipy.stats import rankdata

    ours, theirs = (rankdata([p[i] for p in pairs]).tolist() for i in (0, 1))
    return _correlation(list(zip(ours, theirs, strict=True)))


def _correlation(pairs: list[tuple[float, float]]) -> float | None:
    """Pearson's; None for fewer than three pairs, or where one side does not vary."""
    values = np.array(pairs, dtype=float).reshape(-1, 2)
    if len(values) < 3 or (values.std(axis=0) < 1e-12).any():
        return None
    return float(np.corrcoef(values.T)[0, 1])

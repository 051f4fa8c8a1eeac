"""Concentration: how much of the data rests on one outlet, one agency, one speaker, one government's word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, get_args

from msgspec.structs import replace

from dateline.analysis.selecting import Selection, chosen, fetch
from dateline.errors import ConfigError

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

Holder = Literal["outlet", "agency", "speaker", "government"]
STATE = ("GOV", "MIL", "SPY", "COP")  # whose word is the government's word

# Who a report of an event rests on. The speaker is the innermost voice: he who says that it happened, not he who
# passes it on.
_OF_STATE = f"list_has_any(teller_sectors, {list(STATE)})"
_HOLDER = {
    "outlet": "coalesce(outlet, 'unknown')",
    "agency": "coalesce(agency, 'none')",
    "speaker": "coalesce(teller, 'the reporter')",
    "government": f"CASE WHEN teller IS NULL THEN 'the reporter' WHEN {_OF_STATE} THEN coalesce(teller_country, '---') "
    "ELSE 'others' END",
}
_NO_GOVERNMENT = ("the reporter", "others")


def count_holders(connection: duckdb.DuckDBPyConnection, selection: Selection, of: Holder = "government") -> pa.Table:
    """Who the events rest on, the greatest first: a row an outlet, agency, speaker, or government.

    Columns: holder; events that it reports or tells, their share of all; events that nobody else does (`alone`), their
    share. "the reporter" stands for what is told without attribution, "others" for speakers who are no state's. An
    event is a cluster of reports, so the selection's unit does not matter.
    """
    if of not in get_args(Holder):
        raise ConfigError(f"events rest on {', '.join(get_args(Holder))}, not on {of!r}")
    sql, values = chosen(replace(selection, unit="reports"))
    return fetch(
        connection,
        f"""
        WITH reports AS (SELECT cluster, {_HOLDER[of]} AS holder FROM ({sql})),
             holders AS (SELECT cluster, holder FROM reports GROUP BY ALL),
             events AS (SELECT cluster, count(*) AS holders FROM holders GROUP BY cluster),
             whole AS (SELECT count(*) AS n FROM events)
        SELECT holder, count(*) AS events, count(*) / any_value(n) AS share,
               count(*) FILTER (holders = 1) AS alone, count(*) FILTER (holders = 1) / any_value(n) AS share_alone
        FROM holders JOIN events USING (cluster), whole GROUP BY holder ORDER BY events DESC, holder
        """,
        values,
    )


def check_bias(connection: duckdb.DuckDBPyConnection, selection: Selection) -> pa.Table:
    """Measures of concentration, for all statuses chosen and for each: columns status ("all" first), measure, value.

    events and reports; reports_an_event; attributed (share of reports with a speaker); on_one_government (share of
    events that all reports of them give on the word of one and the same government); largest_outlet (share of
    reports); herfindahl of outlets and of speakers (sum of squared shares of reports: 1 where one has all), and the
    number of equal ones that would give it (effective_outlets, effective_speakers). Speakers count among attributed
    reports. Null where there is nothing.
    """
    import pyarrow as pa

    sql, values = chosen(replace(selection, unit="reports"))
    found = fetch(connection, _MEASURES.format(chosen=sql), values).to_pylist()
    by_status = {row.pop("status"): row for row in found}
    nothing = {**dict.fromkeys(_NAMES), "events": 0.0, "reports": 0.0}
    rows = [
        {"status": status, "measure": name, "value": by_status.get(status, nothing)[name]}
        for status in ("all", *sorted(by_status.keys() - {"all"}))
        for name in _NAMES
    ]
    schema = pa.schema([("status", pa.string()), ("measure", pa.string()), ("value", pa.float64())])
    return pa.Table.from_pylist(rows, schema=schema)


_NAMES = (
    *("events", "reports", "reports_an_event", "attributed", "on_one_government", "largest_outlet"),
    *("herfindahl_outlets", "effective_outlets", "herfindahl_speakers", "effective_speakers"),
)
_MEASURES = f"""
WITH reports AS MATERIALIZED (
    SELECT unnest(['all', status]) AS status, cluster, {_HOLDER["outlet"]} AS outlet, {_HOLDER["speaker"]} AS speaker,
           {_HOLDER["government"]} AS government, teller IS NOT NULL AS attributed
    FROM ({{chosen}})
), events AS (
    SELECT status, count(*) AS events, avg(one::INT) AS on_one_government FROM (
        SELECT status, cluster, min(government) = max(government) AND min(government) NOT IN {_NO_GOVERNMENT} AS one
        FROM reports GROUP BY ALL
    ) GROUP BY status
), outlets AS (
    SELECT status, max(n) / sum(n) AS largest, sum(n ** 2) / sum(n) ** 2 AS herfindahl FROM (
        SELECT status, outlet, count(*) AS n FROM reports GROUP BY ALL
    ) GROUP BY status
), speakers AS (
    SELECT status, sum(n ** 2) / sum(n) ** 2 AS herfindahl FROM (
        SELECT status, speaker, count(*) AS n FROM reports WHERE attributed GROUP BY ALL
    ) GROUP BY status
), counted AS (
    SELECT status, count(*) AS reports, avg(attributed::INT) AS attributed FROM reports GROUP BY status
)
SELECT status, events::DOUBLE AS events, reports::DOUBLE AS reports, reports / events AS reports_an_event, attributed,
       on_one_government, largest AS largest_outlet, o.herfindahl AS herfindahl_outlets,
       1 / o.herfindahl AS effective_outlets, s.herfindahl AS herfindahl_speakers, 1 / s.herfindahl
       AS effective_speakers
FROM counted JOIN events USING (status) JOIN outlets o USING (status) LEFT JOIN speakers s USING (status)
"""

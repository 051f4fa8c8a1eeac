"""Surges: periods with far more events than those before; and changes: where the level of a series moves for good."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec import Struct
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from dateline.errors import ConfigError

if TYPE_CHECKING:
    import pyarrow as pa

Numbers = NDArray[np.float64]
_LONG = 8  # windows that the spread is taken from: one window is too short for counts that come in bursts
_ROWS = 8_192  # periods judged at once


class SurgeRule(Struct, frozen=True):
    """When a period is a surge: compared with the `window` periods before it, by a false discovery rate of `rate`.

    Fewer than `least` events are never one; nor is a period with less than half a window behind it judged at all.
    """

    window: int = 26
    rate: float = 0.05
    least: int = 3


class Judged(NamedTuple):
    """A value a period: what was expected, the chance of as many or more (NaN where not judged), and its q-value."""

    expected: Numbers
    p_value: Numbers
    q_value: Numbers


def mark_surges(series: pa.Table, rule: SurgeRule | None = None, column: str = "events") -> pa.Table:
    """The series with `expected`, `p_value`, `q_value` and `surge` beside it; each dyad is judged by itself.

    `q_value` is the p-value corrected for the number of periods (Benjamini and Hochberg). ConfigError where the column
    does not hold counts.
    """
    import pyarrow as pa

    rule = rule or SurgeRule()
    parts: dict[str, list[object]] = {"expected": [], "p_value": [], "q_value": [], "surge": []}
    for counts in _by_dyad(series, column):
        judged = judge_surges(counts, rule)
        surge = (judged.q_value <= rule.rate) & (counts >= rule.least)
        for name, values in (*zip(Judged._fields, judged, strict=True), ("surge", surge)):
            parts[name].extend(None if np.isnan(v) else v for v in values.tolist())
    for name, column_values in parts.items():
        series = series.append_column(name, pa.array(column_values, pa.bool_() if name == "surge" else pa.float64()))
    return series


def judge_surges(counts: Numbers, rule: SurgeRule) -> Judged:
    """Each period against those before it, by a negative binomial distribution.

    Its mean is that of the window, known only as well as so many periods tell it; its spread is that of the last eight
    windows, and never less than chance alone gives. Before either is computed, periods far above the rest are cut off,
    so that an old surge does not hide a new one.
    """
    from scipy.special import betainc
    from scipy.stats import false_discovery_control

    start = max(1, rule.window // 2)
    known = np.minimum(np.maximum(np.arange(len(counts)), 1), rule.window)  # periods
    expected = _before(counts, start, rule.window, lambda rows: _cut_off(rows, 4).mean(axis=1))
    noise = _before(counts, start, _LONG * rule.window, lambda rows: _noise(_cut_off(rows, 8)))
    mean, ratio = expected + 0.5 / known, noise * (1 + 1 / known)  # ratio: of variance to mean
    chance = np.where(counts > 0, betainc(np.maximum(counts, 1), mean / (ratio - 1), 1 - 1 / ratio), 1.0)
    chance[np.isnan(mean)] = np.nan
    corrected = np.full(len(counts), np.nan)
    told = ~np.isnan(chance)
    if told.any():
        corrected[told] = false_discovery_control(chance[told])
    return Judged(expected, chance, corrected)


def _before(counts: Numbers, start: int, length: int, measure: Callable[[Numbers], Numbers]) -> Numbers:
    """What is measured of the `length` periods before each, or of as many as there are; NaN before `start`.

    `measure` takes rows of periods.
    """
    found = np.full(len(counts), np.nan)
    for i in range(start, min(length, len(counts))):
        found[i] = measure(counts[np.newaxis, :i])[0]
    for first in range(length, len(counts), _ROWS):
        last = min(first + _ROWS, len(counts))
        found[first:last] = measure(sliding_window_view(counts[first - length : last - 1], length))
    return found


def _noise(before: Numbers) -> Numbers:
    """Variance by mean, never less than chance alone gives."""
    mean = before.mean(axis=1)
    ratio: Numbers = np.divide(before.var(axis=1), mean, out=np.ones_like(mean), where=mean > 0)
    return np.maximum(ratio, 1.0)


def _cut_off(before: Numbers, times: float) -> Numbers:
    """Of each row, nothing higher than its median and so many times the spread around it."""
    middle = np.median(before, axis=1, keepdims=True)
    spread = 1.4826 * np.median(np.abs(before - middle), axis=1, keepdims=True)
    return np.minimum(before, middle + times * np.maximum(np.maximum(spread, np.sqrt(middle)), 1.0))


def find_changes(series: pa.Table, column: str = "events", least: int = 4) -> pa.Table:
    """The stretches of a series between which its level changes: a row each, of `least` periods or more.

    Columns: actor, recipient, stretch (1 …), start, end (first days of its first and last period), periods, mean, and
    change (from the mean before; null for the first). Counts are looked at as their square roots, so that busy
    stretches are not cut up by their own noise; other columns as they are, where they have a value.
    """
    import pyarrow as pa

    if column not in series.column_names:
        raise ConfigError(f"{column!r} is no column of the series")
    is_count = pa.types.is_integer(series.schema.field(column).type)
    rows = []
    for part in _parts(series):
        values = part[column].to_numpy(zero_copy_only=False).astype(float)
        kept = np.flatnonzero(~np.isnan(values))
        days = part["period"].take(pa.array(kept)).to_pylist()
        before = None
        for number, (start, end) in enumerate(_stretches(values[kept], least, counts=is_count), 1):
            mean = float(values[kept][start:end].mean())
            rows.append(
                {
                    "actor": part["actor"][0].as_py(),
                    "recipient": part["recipient"][0].as_py(),
                    "stretch": number,
                    "start": days[start],
                    "end": days[end - 1],
                    "periods": end - start,
                    "mean": mean,
                    "change": None if before is None else mean - before,
                }
            )
            before = mean
    names = {
        "actor": pa.string(),
        "recipient": pa.string(),
        "stretch": pa.int64(),
        "start": pa.date32(),
        "end": pa.date32(),
    }
    schema = pa.schema([*names.items(), ("periods", pa.int64()), ("mean", pa.float64()), ("change", pa.float64())])
    return pa.Table.from_pylist(rows, schema=schema)


def _stretches(values: Numbers, least: int, *, counts: bool) -> list[tuple[int, int]]:
    """Stretches of equal level, by PELT with squared error and Schwarz's penalty."""
    if len(values) < 2 * least:
        return [(0, len(values))] if len(values) else []
    from ruptures import KernelCPD

    seen = 2 * np.sqrt(values + 0.375) if counts else values
    noise = 1.4826 * float(np.median(np.abs(np.diff(seen) - np.median(np.diff(seen))))) / np.sqrt(2)
    noise = max(noise, 1.0 if counts else 1e-9)  # the square root of a count varies by 1 from chance alone
    penalty = 3 * noise**2 * np.log(len(seen))
    ends = KernelCPD(kernel="linear", min_size=least).fit(seen.reshape(-1, 1)).predict(pen=penalty)
    return list(zip([0, *ends[:-1]], ends, strict=True))


def _parts(series: pa.Table) -> Iterator[pa.Table]:
    """The dyads of a series, in its order."""
    import pyarrow.compute as pc

    pairs = dict.fromkeys(zip(series["actor"].to_pylist(), series["recipient"].to_pylist(), strict=True))
    for actor, recipient in pairs:
        mask = None
        for name, value in (("actor", actor), ("recipient", recipient)):
            same = (
                pc.is_null(series[name])
                if value is None
                else pc.fill_null(pc.equal(series[name], value), fill_value=False)
            )
            mask = same if mask is None else pc.and_(mask, same)
        yield series.filter(mask)


def _by_dyad(series: pa.Table, column: str) -> Iterator[Numbers]:
    import pyarrow as pa

    if column not in series.column_names or not pa.types.is_integer(series.schema.field(column).type):
        raise ConfigError(f"surges are found in counts, and {column!r} is no column of counts")
    for part in _parts(series):
        yield part[column].to_numpy(zero_copy_only=False).astype(float)

"""Floors fall only where a regression is allowed."""

import json
from pathlib import Path

import pytest

from bench.floors import FLOORS, Bound, broken, raise_bounds, read_bounds, write_bounds

BOUNDS = [Bound("a.f1", "floor", 0.5), Bound("a.extra", "ceiling", 1.3)]


def test_a_broken_bound_is_named_with_what_was_found() -> None:
    assert broken(BOUNDS, {"a.f1": 0.5, "a.extra": 1.3}) == []
    assert broken(BOUNDS, {"a.f1": 0.49, "a.extra": 1.4}) == [
        "a.f1: floor 0.5, found 0.4900",
        "a.extra: ceiling 1.3, found 1.4000",
    ]


def test_a_bound_whose_figure_was_not_measured_is_broken() -> None:
    assert broken(BOUNDS, {"a.f1": 0.6, "a.extra": None}) == ["a.extra: ceiling 1.3, not measured"]


def test_raising_rounds_so_that_the_figure_found_keeps_its_bound() -> None:
    raised = raise_bounds(BOUNDS, {"a.f1": 0.61299, "a.extra": 1.1001})
    assert [b.value for b in raised] == [0.612, 1.101]
    assert raise_bounds([Bound("a.f1", "floor", 0.1)], {"a.f1": 0.29})[0].value == 0.29


def test_raising_never_loosens_unless_a_regression_is_allowed() -> None:
    worse = {"a.f1": 0.4567, "a.extra": 1.5}
    assert raise_bounds(BOUNDS, worse) == BOUNDS
    assert [b.value for b in raise_bounds(BOUNDS, worse, allow_regression=True)] == [0.456, 1.5]
    assert raise_bounds(BOUNDS, {}, allow_regression=True) == BOUNDS


def test_bounds_survive_writing(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    write_bounds(BOUNDS, path)
    assert read_bounds(path) == sorted(BOUNDS, key=lambda b: b.figure)


def test_what_depends_on_the_machine_has_no_floor(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    path.write_text(json.dumps({"speed.words_per_second": {"floor": 4000}}), encoding="utf-8")
    with pytest.raises(ValueError, match="words_per_second"):
        read_bounds(path)


def test_the_floors_of_the_project_can_be_read() -> None:
    assert {b.figure for b in read_bounds(FLOORS)} >= {"parsing.ewt_test.las", "events.plover.typed_f1"}

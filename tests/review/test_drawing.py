from itertools import pairwise
from pathlib import Path

import pytest

from dateline.dataset import Dataset
from dateline.errors import ConfigError, StoreError
from dateline.review import Plan, draw, load_sample, sample_names, save_sample
from dateline.review.drawing import STRATA, WITH, WITHOUT, allocate


def plan(**given) -> Plan:
    return Plan("first", **{"events": 10, "sentences": 12, **given})


def test_a_seed_draws_the_same_and_another_does_not(drawn_from: Path) -> None:
    dataset = Dataset.open(drawn_from)
    first, again, other = (draw(dataset.connection(), dataset.version, plan(seed=s)) for s in (1, 1, 2))
    assert first == again
    assert {i.item for i in first.items} != {i.item for i in other.items}
    assert first.dataset_version == dataset.version


def test_strata_add_up_and_weights_stand_for_the_whole(drawn_from: Path) -> None:
    dataset = Dataset.open(drawn_from)
    for by in STRATA:
        sample = draw(dataset.connection(), dataset.version, plan(by=by))
        kinds = {s.name: s.kind for s in sample.strata}
        for kind, population, drawn in (("event", 24, 10), ("sentence", 36, 12)):
            strata = [s for s in sample.strata if s.kind == kind]
            assert (sum(s.population for s in strata), sum(s.drawn for s in strata)) == (population, drawn)
            weight = sum(i.weight for i in sample.items if kinds[i.stratum] == kind)
            assert weight == pytest.approx(population)
        assert all(sum(s.types.values()) == s.population for s in sample.strata if s.kind == "event")
        assert len({i.item for i in sample.items}) == 22


def test_sentences_with_and_without_an_event_are_told_apart(drawn_from: Path) -> None:
    dataset = Dataset.open(drawn_from)
    sample = draw(dataset.connection(), dataset.version, plan(events=0))
    assert {s.name: s.population for s in sample.strata} == {WITHOUT: 12, WITH: 24}
    assert {i.stratum for i in sample.items if i.item.endswith(":2")} == {WITHOUT}


def test_disagreement_parts_the_coders(drawn_from: Path) -> None:
    dataset = Dataset.open(drawn_from)
    sample = draw(dataset.connection(), dataset.version, plan(by="disagreement", sentences=0))
    assert {s.name: s.population for s in sample.strata} == {
        "frames alone": 12,
        "frames and learned coder": 6,
        "learned coder alone": 6,
    }


def test_every_item_of_a_stratum_is_as_likely(drawn_from: Path) -> None:
    dataset = Dataset.open(drawn_from)
    connection = dataset.connection()
    counts: dict[str, int] = {}
    for seed in range(40):
        for i in draw(connection, 1, plan(events=6, sentences=0, by="nothing", seed=seed)).items:
            counts[i.item] = counts.get(i.item, 0) + 1
    assert len(counts) == 24
    assert max(abs(n - 10) for n in counts.values()) < 11  # four standard deviations


@pytest.mark.parametrize(
    ("populations", "size"), [((100, 10_000), 50), ((3, 2, 900), 40), ((5, 5), 50), ((9,), 4), ((8, 9, 9), 2), ((), 5)]
)
def test_allocation(populations: tuple[int, ...], size: int) -> None:
    sizes = allocate(populations, size)
    assert sum(sizes) == min(size, sum(populations))
    assert all(0 <= n <= p for n, p in zip(sizes, populations, strict=True))
    assert all(a <= b for a, b in pairwise(sizes)) or populations != tuple(sorted(populations))


def test_what_cannot_be_drawn_is_said(drawn_from: Path, tmp_path: Path) -> None:
    connection = Dataset.open(drawn_from).connection()
    for wrong in ({"by": "colour"}, {"events": 0, "sentences": 0}, {"events": -1}):
        with pytest.raises(ConfigError):
            draw(connection, 1, plan(**wrong))
    empty = Dataset.create(tmp_path / "empty")
    with pytest.raises(ConfigError, match="nothing to draw from"):
        draw(empty.connection(), 1, plan())


def test_a_sample_is_kept_as_drawn(folder: Path) -> None:
    dataset = Dataset.open(folder)
    sample = draw(dataset.connection(), dataset.version, plan())
    path = save_sample(folder, sample)
    assert load_sample(folder, "first") == sample
    assert sample_names(folder) == ["first"]
    with pytest.raises(ConfigError, match="take a new name"):
        save_sample(folder, sample)
    for name in ("second", "../first", "", "a b"):
        with pytest.raises(ConfigError):
            load_sample(folder, name)
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(StoreError, match="is no sample"):
        load_sample(folder, "first")

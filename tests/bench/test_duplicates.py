from random import Random

import pytest

from bench.duplicates import _merged, _pairs
from bench.edited import EDITS, edit, recast

TEXT = (
    "The envoy of Ruritania met General Brandt in Lima on Monday. They spoke of 14 towns.\n\n"
    "In the evening Brandt left for Quito with two aides, and the envoy wrote to the press.\n\n"
    "Nobody knew what the letter said, but 300 people had read it before the night was over.\n\n"
    "The talks go on in May, when the roads are open."
)


def test_the_same_seed_makes_the_same_copy() -> None:
    assert edit(TEXT, Random(1), ["word"]) == edit(TEXT, Random(1), ["word"])
    assert edit(TEXT, Random(1), ["word"]) != edit(TEXT, Random(2), ["word"])


@pytest.mark.parametrize("name", list(EDITS))
def test_every_edit_changes_the_text(name: str) -> None:
    assert EDITS[name](TEXT, Random(3), ["word", "other"]) != TEXT


def test_a_recast_text_keeps_its_words_but_no_name_and_no_number() -> None:
    new = recast(TEXT, Random(1))
    assert "met General" not in new
    assert not {"Ruritania", "Brandt", "Lima", "Quito", "14", "300"} & set(new.replace(".", "").split())
    assert "Nobody knew what the letter said" in new


def test_pairs_are_counted_over_groups() -> None:
    found = _pairs([("a", ""), ("a", ""), ("a", ""), ("b", "")], [0, 0, 2, 2])
    assert found == {"articles": 4, "precision": 0.5, "recall": 1 / 3, "f1": 0.4}


def test_a_copy_among_distinct_articles_is_a_false_merge() -> None:
    other = " ".join(f"word{i}" for i in range(60))
    assert _merged([("a", TEXT), ("b", other)], Random(1))["false_merges_per_1000"] == 0
    assert _merged([("a", TEXT), ("b", other), ("c", TEXT)], Random(1))["false_merges_per_1000"] == pytest.approx(
        1000 / 3
    )

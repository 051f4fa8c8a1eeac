from __future__ import annotations

from random import Random

import numpy as np
import pytest

from dateline.reading import make_article
from dateline.sifting import copying
from dateline.sifting.copying import Signed, find_copies, join
from dateline.sifting.signing import BANDS, sign

WORDS = [a + b for a in ("ba", "do", "ki", "lu", "me", "no", "pa", "ri") for b in ("gan", "dor", "mil", "tan", "ves")]


def make_text(seed: int, words: int = 200) -> str:
    random = Random(seed)
    return " ".join(random.choice(WORDS) for _ in range(words))


def make_signed(texts: list[str], days: list[int] | None = None, links: list[str] | None = None) -> Signed:
    signatures = [sign(make_article(t)) for t in texts]
    names = links or [str(i) for i in range(len(texts))]
    return Signed(
        days=np.array(days or [0] * len(texts), dtype=np.int32),
        links=np.array([sorted(set(names)).index(n) for n in names], dtype=np.int64),
        bands=np.array([s.bands for s in signatures], dtype=np.int64).reshape(-1, BANDS),
        shingles=np.array([h for s in signatures for h in s.shingles], dtype=np.int32),
        offsets=np.cumsum([0, *(len(s.shingles) for s in signatures)], dtype=np.int64),
    )


def pairs(signed: Signed, fresh: int = 0) -> list[tuple[int, int]]:
    return [(i, j) for i, j in find_copies(signed, fresh).tolist()]


def test_a_third_of_a_report_is_its_copy_and_another_report_is_not() -> None:
    whole = make_text(1)
    assert pairs(make_signed([whole, make_text(2), " ".join(whole.split()[100:167])])) == [(0, 2)]


def test_a_copy_has_its_day_within_the_week() -> None:
    text = make_text(1)
    assert pairs(make_signed([text, text], days=[0, 7])) == [(0, 1)]
    assert pairs(make_signed([text, text], days=[0, 8])) == []


def test_a_brief_is_no_copy_of_the_digest_that_carries_it() -> None:
    briefs = [make_text(seed, 40) for seed in range(6)]
    assert pairs(make_signed([*briefs, " ".join(briefs)])) == []


def test_one_mould_with_other_names_is_no_copy() -> None:
    mould = (
        "{0} beat {1} by {2} goals to {3} in front of a sold-out house in {4} on Sunday, and {0} now lead the table. "
    )
    more = "The trainer of {0} said that his side had played as it always plays, and he thanked {1} for a fair match. "
    texts = [
        (mould + more).format(*names) for names in (["Roslin", "Dunmore", 4, 2, "Ayr"], ["Vale", "Kirn", 3, 1, "Luss"])
    ]
    assert pairs(make_signed(texts)) == []


def test_a_longer_text_at_the_same_address_is_an_update() -> None:
    flash = make_text(1, 30)
    texts = [flash, f"{flash} {make_text(2, 300)}"]
    assert pairs(make_signed(texts)) == []
    assert pairs(make_signed(texts, links=["a", "a"])) == [(0, 1)]


def test_another_text_at_the_same_address_is_no_copy() -> None:
    assert pairs(make_signed([make_text(1), make_text(2)], links=["a", "a"])) == []


def test_only_pairs_that_end_at_the_fresh_ones_are_asked() -> None:
    signed = make_signed([make_text(1)] * 3)
    assert pairs(signed) == [(0, 1), (0, 2), (1, 2)]
    assert pairs(signed, fresh=2) == [(0, 2), (1, 2)]


def test_a_block_with_the_week_before_it_gives_the_pairs_of_the_whole() -> None:
    days = [i // 4 for i in range(120)]
    signed = make_signed([make_text(1)] * 120, days)
    block, start = 80, days.index(days[80] - copying.WINDOW)
    part = make_signed([make_text(1)] * (120 - start), days[start:])
    found = [(i + start, j + start) for i, j in pairs(part, fresh=block - start)]
    assert found == pairs(signed, fresh=block)


def test_a_hundred_copies_hang_together_without_all_their_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "_AT_ONCE", 50)
    signed = make_signed([make_text(1)] * 100)
    found = find_copies(signed)
    assert len(found) < 100 * 20
    assert set(join(100, [found]).tolist()) == {0}


def test_nothing_in_nothing_out() -> None:
    assert pairs(make_signed([])) == []
    assert pairs(make_signed([make_text(1)])) == []


def test_join_takes_the_first_whatever_the_order_of_pairs() -> None:
    found = np.array([(3, 4), (1, 3), (2, 5)], dtype=np.int64)
    assert join(6, [found[:1], found[1:]]).tolist() == [0, 1, 2, 1, 1, 2]
    assert join(6, [found[::-1]]).tolist() == [0, 1, 2, 1, 1, 2]

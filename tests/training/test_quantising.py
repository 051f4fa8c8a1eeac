import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from training.language_model.quantising import fitting


@given(st.integers(0, 10_000), st.integers(1, 9), st.sampled_from([0.0, 0.01, 3.0]))
def test_no_two_neighbours_overflow(seed: int, rows: int, size: float) -> None:
    found, step = fitting(np.random.default_rng(seed).standard_t(2, (rows, 5)) * size)
    pairs = np.pad(found.astype(int), ((0, rows % 2), (0, 0))).reshape(-1, 2, 5)
    assert np.maximum(pairs.clip(min=0).sum(1), -pairs.clip(max=0).sum(1)).max() * 255 < 2**15
    assert (step > 0).all()


def test_much_less_is_lost_than_with_seven_bits() -> None:
    weight = np.random.default_rng(1).normal(size=(384, 50))
    found, step = fitting(weight)
    coarse = np.abs(weight).max(0) / 63
    lost = ((np.rint(weight / coarse) * coarse - weight) ** 2).sum()
    assert ((found * step - weight) ** 2).sum() < lost / 2

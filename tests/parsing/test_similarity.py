import numpy as np
import pytest

from dateline.parsing import load_similarity
from dateline.parsing.parser import MODEL
from dateline.parsing.similarity import Similarity, load_negatives


@pytest.fixture(scope="module")
def place() -> Similarity:
    return load_similarity()


def test_points_have_length_one_and_lie_near_where_meanings_are_alike(place: Similarity) -> None:
    one, like, other = (
        place(text.split())
        for text in (
            "Warships closed the harbour .",
            "The navy blockaded the port .",
            "Ministers praised the new school .",
        )
    )
    assert np.linalg.norm(one) == pytest.approx(1, abs=1e-5)
    assert float((one * like).sum()) > 0.5 > float((one * other).sum())


def test_a_point_does_not_depend_on_what_came_before(place: Similarity) -> None:
    words = "Kenya closed the road .".split()
    before = place(words)
    place(["other"] * 400)
    assert (place(words) == before).all()


def test_the_sample_of_other_sentences_is_small_and_of_length_one() -> None:
    points = load_negatives(MODEL)
    assert points.shape[0] > 400
    assert np.linalg.norm(points, axis=1) == pytest.approx(1, abs=0.02)

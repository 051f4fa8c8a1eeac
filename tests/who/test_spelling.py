import pytest

from dateline.who.spelling import normalise, singular, spelling_key


@pytest.mark.parametrize(
    ("written", "norm"),
    [
        ("U.S.", "us"),
        ("the Ivory Coast's", "ivory coast"),
        ("Côte d'Ivoire", "cote divoire"),
        ("al-Shabaab", "al shabaab"),
        ("The", "the"),
        ("Da’esh", "daesh"),
    ],
)
def test_spellings_of_a_name_meet(written: str, norm: str) -> None:
    assert normalise(written) == norm


@pytest.mark.parametrize(
    ("word", "one"),
    [("rebels", "rebel"), ("ministries", "ministry"), ("gunmen", "gunman"), ("police", "police"), ("corps", "corps")],
)
def test_singular(word: str, one: str) -> None:
    assert singular(word) == one


def test_transliterations_share_a_key() -> None:
    assert spelling_key("gaddafi") == spelling_key("gadafy")
    assert spelling_key("bashar al assad") == spelling_key("bashar assad")
    assert spelling_key("putin") != spelling_key("pushkin")

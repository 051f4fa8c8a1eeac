import pytest

from dateline.who.spelling import normalise, singular, sound_key, spelling_key


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


def test_full_names_share_a_sound_key() -> None:
    assert sound_key("sadyr zhaparov") == sound_key("sadyr japarov")
    assert sound_key("nicos anastasiades") == sound_key("nikos anastasiadis")
    assert sound_key("stefan yanev") != sound_key("stefan stoev")
    assert sound_key("ukhnaagiin khurelsukh") == sound_key("khurelsukh ukhnaa")


def test_a_short_name_has_no_sound_key() -> None:
    assert sound_key("li na") == ""
    assert sound_key("anastasiades") == ""

import pytest

from dateline.errors import LexiconError
from dateline.says.genders import load_genders, read_genders

TABLE = "women: [{}]\nmen: [king]\nwomen's names: [ana]\nmen's names: [ivan]\n"


def test_the_package_carries_its_words_and_names():
    table = load_genders()
    assert (table["spokeswoman"], table["mr"], table["fatima"], table["sergei"]) == ("she", "he", "she", "he")


def test_a_word_for_both_is_a_fault():
    with pytest.raises(LexiconError, match="as both: king"):
        read_genders(TABLE.format("king"), "mine.yaml")


def test_a_missing_list_is_a_fault():
    with pytest.raises(LexiconError, match=r"mine\.yaml"):
        read_genders("women: []", "mine.yaml")


def test_every_entry_is_read():
    assert read_genders(TABLE.format("queen"), "mine.yaml") == {
        "queen": "she",
        "ana": "she",
        "king": "he",
        "ivan": "he",
    }

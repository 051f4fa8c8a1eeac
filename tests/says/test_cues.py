import pytest

from dateline.errors import LexiconError
from dateline.says.cues import load_cues, read_cues

LISTS = ("relays", "citing", "vehicles", "voices", "nobody", "negators", "handing")
LISTS += ("withholding", "making", "rejecting", "mute", "linking", "persons", "bodies", "papers", "pronouns")


def table(verbs: str) -> str:
    rest = "".join(f"{name}: []\n" for name in LISTS)
    return f"verbs:\n{verbs}\nnouns: {{}}\nadjectives: {{}}\nadverbs: {{}}\nprepositions: {{}}\nnegated: {{}}\n{rest}"


def test_the_package_carries_its_cues():
    cues = load_cues()
    assert len(cues.verbs) >= 150
    assert cues.verbs["say"].quotation
    assert cues.verbs["deny"].stance == "denies"
    assert not cues.verbs["know"].quotation


def test_yes_and_no_stay_words():
    assert "no" in load_cues().nobody


def test_a_verb_with_a_particle_is_found_by_its_first_word():
    cues = read_cues(table("  point out: {stance: asserts, takes: [clause]}"), "mine.yaml")
    assert "point" in cues.first_words
    assert cues.verbs["point out"].clause


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("  say: {stance: asserts, takes: [clauze]}", "say: takes"),
        ("  say: {stance: asserts, takes: []}", "say: takes nothing"),
        ("  say: {takes: [clause]}", "stance"),
        ("  say: {stance: asserts, takes: [clause], hears: true}", "hears"),
    ],
)
def test_a_wrong_entry_is_named_with_its_file(row, words):
    with pytest.raises(LexiconError, match=r"mine\.yaml") as fault:
        read_cues(table(row), "mine.yaml")
    assert words in str(fault.value)

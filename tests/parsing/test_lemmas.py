import pytest

from dateline.parsing.lemmas import Lemmatiser
from dateline.parsing.parser import MODEL


@pytest.fixture(scope="module")
def lemmatise() -> Lemmatiser:
    return Lemmatiser(MODEL)


PAST = ("Past", "Fin", "", "Ind", "", "")
THIRD = ("Pres", "Fin", "", "Ind", "Sing", "3")
GERUND = ("", "Ger", "", "", "", "")
PLURAL = ("", "", "", "", "Plur", "")
SINGULAR = ("", "", "", "", "Sing", "")


@pytest.mark.parametrize(
    ("word", "upos", "features", "lemma"),
    [
        ("agreed", "VERB", PAST, "agree"),
        ("withdrew", "VERB", PAST, "withdraw"),
        ("forbade", "VERB", PAST, "forbid"),
        ("imposes", "VERB", THIRD, "impose"),
        ("intend", "VERB", THIRD, "intend"),
        ("denies", "VERB", THIRD, "deny"),
        ("shelling", "VERB", GERUND, "shell"),
        ("Bombing", "VERB", GERUND, "bomb"),
        ("countries", "NOUN", PLURAL, "country"),
        ("men", "NOUN", PLURAL, "man"),
        ("hostilities", "NOUN", SINGULAR, "hostility"),  # the model's slip
        ("series", "NOUN", SINGULAR, "series"),
        ("Shoigu", "PROPN", PLURAL, "Shoigu"),
    ],
)
def test_lemmas(lemmatise: Lemmatiser, word: str, upos: str, features: tuple[str, ...], lemma: str) -> None:
    assert lemmatise(word, upos, features) == lemma

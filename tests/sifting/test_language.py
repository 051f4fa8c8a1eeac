import pytest

from dateline.errors import InputError
from dateline.reading import make_article
from dateline.sifting import check_language


@pytest.mark.parametrize(
    "text",
    [
        "The minister said that talks with the neighbours had failed.",
        "Peru left.",
        "Bolivia, Peru sign accord",
        "Président Macron quits",
        "Police arrest twelve suspects after overnight raids across northern towns; officials seize weapons, cash.",
    ],
)
def test_english_passes(text: str) -> None:
    check_language(make_article(text))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Der Außenminister traf am Montag seinen Amtskollegen aus Polen, um über die Lage zu beraten.", "de"),
        ("Le ministre a rencontré lundi son homologue polonais afin de parler de la situation à la frontière.", "fr"),
        ("El presidente viajó el lunes a Lima para firmar un acuerdo comercial con los ministros vecinos.", "es"),
    ],
)
def test_another_language_is_dropped_and_named(text: str, language: str) -> None:
    with pytest.raises(InputError) as caught:
        check_language(make_article(text))
    assert caught.value.reason == "not-english"
    assert repr(language) in caught.value.detail


def test_a_short_text_in_another_script_is_dropped() -> None:
    with pytest.raises(InputError) as caught:
        check_language(make_article("Президент встретился"))
    assert caught.value.reason == "not-english"


def test_a_text_without_words_is_dropped() -> None:
    with pytest.raises(InputError) as caught:
        check_language(make_article("12 34 -- 56 !!!"))
    assert caught.value.reason == "no-words"


def test_the_title_counts() -> None:
    check_language(make_article("Lima. Quito. Bogotá.", title="The minister said that the talks with them had failed"))


def test_a_foreign_quotation_does_not_drop_an_english_report() -> None:
    quoted = "«La situación es muy grave y los ministros vecinos deben firmar un acuerdo»"
    check_language(make_article(f"{quoted}, the minister said on Monday after the talks that had been held with Peru."))

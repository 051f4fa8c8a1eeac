import pytest

from dateline.errors import InputError
from dateline.reading import make_article
from dateline.sifting import check_worth

WRAPPED = """The envoy of Ruritania met the rebels in the capital
on Tuesday for talks on a truce that both sides had
wanted since the winter
but neither had been ready to sign until the harvest was in
and the roads to the coast were open again
so that grain could be sent
The talks go on
on Friday in the town hall"""


@pytest.mark.parametrize(
    "text",
    [
        "Peru left.",
        "LIMA, March 2 (Reuters) - Peru's president resigned.",
        "Explosion heard in Kabul",
        WRAPPED,
        "Regulators fined the firm 50 million euros on Monday because its pages set cookies before readers could "
        "accept all cookies or reject them. The firm says that it will appeal. A group in Vienna brought the case.",
        "The dead by province: Aden 12, Taiz 30, Marib 7. The ministry said that it had counted 49 bodies since "
        "Monday, of which 14 were brought to Aden and 35 to Taiz, and that 120 people were treated for wounds.",
        "Access to the valley was denied. Soldiers fired at the convoy, and two drivers died.",
    ],
)
def test_news_stays(text: str) -> None:
    check_worth(make_article(text))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Advertisement", "too-short"),
        ("Read more", "too-short"),
        ("Subscribe to read", "boilerplate"),
        ("We use cookies to make this site work. Accept all cookies to go on. See our cookie policy.", "boilerplate"),
        ("Subscribe to continue reading. Already a subscriber? Log in to read this article.", "boilerplate"),
        ("Access denied. Please enable JavaScript to view this page. Show that you are not a robot.", "boilerplate"),
        ("LIMA, March 2 (Reuters) - You have read all your free articles. Sign in to continue.", "boilerplate"),
        (
            "\n".join(
                ["World", "Africa", "Asia pages", "Minister quits over dam", "Ten die in Aden blast", "Opinion"] * 2
            ),
            "link-list",
        ),
        ("\n".join(f"ACME{i} 10.{i} +0.4% 1,204 98.5 -2.1 33 4.0" for i in range(9)), "table"),
        ("\n".join(f"Roslin Town {i} Dunmore {i + 1} 14:30 2 1" for i in range(9)), "table"),
    ],
)
def test_what_holds_no_report_is_dropped(text: str, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        check_worth(make_article(text, published="2021-03-02"))
    assert caught.value.reason == reason


def test_a_title_makes_a_short_text_worth_reading() -> None:
    check_worth(make_article("Video", title="Blast in Aden kills ten"))

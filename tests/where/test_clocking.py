import pytest

from dateline.reading import make_article
from dateline.where import load_gazetteer, to_local_day


def day(text: str, published: str) -> tuple[str | None, str | None]:
    """The day of publication at the dateline's place, and the zone it was taken in."""
    article = to_local_day(make_article(text, published=published), load_gazetteer())
    return (article.published.day, article.published.zone) if article.published else (None, None)


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        (
            "MANILA, March 27 (Reuters) - Police arrested two men.",
            "2021-03-26T23:30:00Z",
            ("2021-03-27", "Asia/Manila"),
        ),
        (
            "LIMA, March 26 (Reuters) - Police arrested two men.",
            "2021-03-27T02:00:00+00:00",
            ("2021-03-26", "America/Lima"),
        ),
        ("MANILA, March 27 (Reuters) - Police arrested two men.", "2021-03-26", ("2021-03-26", None)),
        ("MANILA, March 27 (Reuters) - Police arrested two men.", "2021-03-26T23:30:00", ("2021-03-26", None)),
        ("Police arrested two men.", "2021-03-26T23:30:00Z", ("2021-03-26", None)),
    ],
)
def test_the_day_is_the_one_at_the_datelines_place(text: str, published: str, expected: tuple[str, str | None]) -> None:
    assert day(text, published) == expected

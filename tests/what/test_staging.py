"""Events that are none of the day's."""

import pytest

from dateline.coder import Tools, code_article
from dateline.reading import make_article


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Iran and Iraq clash in Doha on Saturday in a World Cup qualifier.", []),
        ("Iran and Iraq clash on the border on Saturday.", ["ASSAULT"]),
        ("Police clashed with Italian fans before the match.", ["PROTEST"]),
        ("In the thriller a Russian agent kidnaps a Norwegian minister.", []),
        ("A Russian agent kidnapped a Norwegian minister.", ["ASSAULT"]),
    ],
)
def test_what_is_played_or_invented_is_no_event(tools: Tools, text: str, types: list[str]) -> None:
    assert [e.type for e in code_article(make_article(text), tools).events] == types

"""Who acts along with the subject."""

import pytest

from dateline.coder import Tools, code_article
from dateline.reading import make_article


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Jordan, along with Egypt, condemned Israel.", {"JOR", "EGY"}),
        ("Together with Britain, France criticised Libya.", {"FRA", "GBR"}),
        ("Canada, joined by Norway, condemned Sudan.", {"CAN", "NOR"}),
        ("Kenya joined Uganda in condemning Sudan.", {"KEN", "UGA"}),
        ("Jordan condemned Israel after talks with Egypt.", {"JOR"}),
    ],
)
def test_who_acts_along(tools: Tools, text: str, actors: set[str]) -> None:
    events = code_article(make_article(text), tools).events
    accused = next(e for e in events if e.type == "ACCUSE")
    assert {p.country for p in accused.actors} == actors

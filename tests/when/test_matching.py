"""The lexer and the grammar over classes."""

import random
import re

import pytest

from dateline.when.matching import _NEVER_FIRST, find, grammar
from dateline.when.resolving import RESOLVERS


def test_every_rule_has_a_resolver_and_every_resolver_a_rule() -> None:
    assert {rule for rule in grammar().order if not rule.startswith("not.")} == set(RESOLVERS)


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("March 26, 2021", "day.full"),
        ("26 March", "day.partial"),
        ("mid-January 2020", "month.full"),
        ("two and a half years", "duration.count"),
        ("New Year’s Eve", "holiday.day"),
        ("a week later", "later.count"),
        ("15:30 GMT", "time.clock"),
    ],
)
def test_the_longest_rule_takes_all_the_words(text: str, rule: str) -> None:
    assert [(f.rule, f.start, f.end) for f in find(text)] == [(rule, 0, len(text))]


def test_a_paragraph_break_ends_an_expression() -> None:
    assert [f.rule for f in find("in March\n\n2020")] == ["month.bare", "year.named"]


def test_small_letters_make_no_month_of_a_verb() -> None:
    assert list(find("they may, in march")) == []


def test_no_rule_begins_with_the_words_that_are_passed_over() -> None:
    known = grammar()
    asked = re.compile(re.sub(r"^\(\?!\[[^]]*\]\)", "", known.rules.pattern))
    letters = [known.letters[name] for name in _NEVER_FIRST]
    chance = random.Random(1)
    for first in letters:
        for _ in range(300):
            classes = first + "".join(chance.choices([*known.letters.values()], k=6))
            assert asked.match(classes) is None

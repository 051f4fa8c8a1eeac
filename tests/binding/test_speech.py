from collections.abc import Callable

import pytest

from dateline.binding.speech import chain, contains, fill_first_persons
from dateline.records import Actor, Attribution, Coded, Mention, Span

Make = Callable[..., Attribution]


def pronoun(text: str, at: int, kind: str = "pronoun") -> Mention:
    return Mention(text, Span("text", at, at + len(text)), kind, text, 0, 0)  # type: ignore[arg-type]


def test_content_holds_what_lies_inside_it_in_the_same_field(attribution: Make) -> None:
    said = attribution("Ruto", 10, 50)
    assert contains(said, Span("text", 10, 50))
    assert not contains(said, Span("text", 9, 20))
    assert not contains(said, Span("text", 45, 51))
    assert not contains(said, Span("title", 12, 20))


def test_the_outermost_voice_comes_first(attribution: Make) -> None:
    inner = attribution("Ruto", 0, 85, parent="agency")  # a quotation may run on past what introduced it
    outer = attribution("Agency", 10, 80)
    beside = attribution("Witness", 90, 99)
    found = chain([inner, beside, outer], Span("text", 35, 40))
    assert [a.id for a in found] == ["agency", "ruto"]


def test_without_parents_the_wider_content_is_the_outer_one(attribution: Make) -> None:
    found = chain([attribution("Narrow", 30, 60), attribution("Wide", 10, 80)], Span("text", 35, 40))
    assert [a.id for a in found] == ["wide", "narrow"]


def test_attributions_that_are_each_others_parents_do_not_loop(attribution: Make) -> None:
    circle = [attribution("One", 0, 50, parent="two"), attribution("Two", 0, 50, parent="one")]
    assert len(chain(circle, Span("text", 5, 9))) == 2


@pytest.mark.parametrize("word", ["I", "we", "Our", "us"])
def test_first_persons_in_direct_speech_are_the_innermost_speaker(attribution: Make, word: str) -> None:
    said = [attribution("Agency", 0, 90), attribution("Ruto", 10, 50, parent="agency")]
    (filled,) = fill_first_persons([pronoun(word, 20)], said)
    assert [a.name for a in filled.actors] == ["Ruto"]
    assert "first person" in filled.actors[0].reason


def test_others_are_left_as_they_are(attribution: Make) -> None:
    direct, indirect = attribution("Ruto", 10, 50), attribution("Ruto", 10, 50, kind="indirect")
    unknown = attribution("Somebody", 10, 50, known=False)
    known = Mention("we", Span("text", 20, 22), "pronoun", "we", 0, 0, (Actor("Chad", "TCD"),))
    cases = [
        (pronoun("they", 20), direct),
        (pronoun("we", 60), direct),
        (pronoun("we", 20), indirect),
        (pronoun("we", 20), unknown),
        (pronoun("we", 20, "nominal"), direct),
        (known, direct),
    ]
    for mention, said in cases:
        assert fill_first_persons([mention], [said]) == (mention,)


def test_an_event_names_the_voices_behind_it(coded: Callable[..., Coded]) -> None:
    (event,) = coded('"Kenya will expel two Ugandan diplomats," Interfax quoted Ruto as saying.').events
    assert [v.text for v in event.says] == ["Interfax", "Ruto"]
    (event,) = coded("Kenya expelled two Ugandan diplomats.").events
    assert event.says == ()


def test_who_speaks_of_we_acts_for_his_country(coded: Callable[..., Coded]) -> None:
    (event,) = coded('"We condemn Uganda," President Alma Reyes of Bolivia told reporters.').events
    assert ([p.country for p in event.actors], [p.country for p in event.recipients]) == (["BOL"], ["UGA"])

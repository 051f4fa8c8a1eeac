from collections.abc import Callable

import pytest
from msgspec.structs import replace

from dateline.binding.scene import Scene
from dateline.binding.speech import chain, contains, fill_first_persons, find_speaker, voices
from dateline.parsing.conllu import read_conllu
from dateline.records import Actor, Article, Attribution, Candidate, Coded, Factuality, Mention, Quoted, Span
from dateline.trees import grow

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


def test_who_tells_an_attribution_stands_behind_all_of_it(attribution: Make) -> None:
    inner = attribution("Ruto", 0, 85, parent="agency")  # a quotation may run on past what introduced it
    found = chain([inner, attribution("Agency", 10, 60)], Span("text", 70, 75))
    assert [a.id for a in found] == ["agency", "ruto"]


def test_a_pronoun_gives_way_to_whom_it_stands_for_and_a_meaning_has_no_voice(attribution: Make) -> None:
    said = attribution("he", 10, 80)
    said = replace(said, speaker=replace(said.speaker, stands_for=Quoted("Ali Juma", Span("text", 0, 8))))
    meant = replace(attribution("This", 20, 80), stance="means")
    article = Article("x", "x", "", "")
    scene = Scene(article, (), mentions=(), times=(), places=(), attributions=(said, meant))
    (voice,) = voices(scene, Span("text", 35, 40))
    assert (voice.text, voice.span, voice.attribution) == ("Ali Juma", Span("text", 0, 8), said.id)


def test_who_denies_what_another_says_is_no_link_of_its_chain(attribution: Make) -> None:
    said, denied = attribution("Rebels", 10, 80), replace(attribution("Army", 10, 80), stance="denies")
    assert [a.id for a in chain([said, denied], Span("text", 35, 40))] == ["rebels"]
    assert [a.id for a in chain([denied], Span("text", 35, 40))] == ["army"]


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


def test_words_that_judge_are_their_speakers_act(attribution: Make) -> None:
    rows = ("It/3/nsubj", "is/3/cop", "negligence/0/root")
    words = [row.split("/") for row in rows]
    conllu = "\n".join(f"{n}\t{w}\t{w}\tX\t_\t_\t{h}\t{r}\t_\t_" for n, (w, h, r) in enumerate(words, 1))
    (tree,) = grow(read_conllu(conllu + "\n"))
    scene = Scene(
        Article("x", "x", "", "It is negligence"), (tree,), mentions=(), times=(), places=(),
        attributions=(attribution("Ruto", 0, 16),),
    )  # fmt: skip

    def speakers(kind: str, coder: str) -> list[str]:
        told = Candidate(0, 2, (2,), kind, (), (), (), Factuality(), "", (coder,))  # type: ignore[arg-type]
        return [p.name for p in find_speaker(scene, tree, told)]

    assert speakers("ACCUSE", "learned") == ["Ruto"]
    assert speakers("ASSAULT", "learned") == []  # a deed is not done by saying it
    assert speakers("ACCUSE", "frame") == []  # "was criticised": by whom is another question

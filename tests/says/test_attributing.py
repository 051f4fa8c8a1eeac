import time

import pytest
from msgspec.structs import replace

from dateline.records import Actor, Article, Mention, Span
from dateline.says import find_attributions

TOLD = {
    "that": [("The minister", "denied", "indirect", ["troops had entered the city"])],
    "infinitive": [("The group", "threatened", "indirect", ["to attack the capital"])],
    "after": [("the ministry's spokesman", "told", "indirect", ["The talks had failed"])],
    "aside": [("he", "said", "indirect", ["The war", "is over"])],
    "according": [("police", "according to", "indirect", ["Three people were killed in the blast"])],
    "as-reported": [("the ministry", "announced", "indirect", ["the envoy arrived in Geneva"])],
    "adding": [
        ("Omar Reza", "said", "direct", ["We will stay"]),
        ("Omar Reza", "adding", "indirect", ["talks had failed"]),
    ],
    "mixed": [("The ministry", "said", "mixed", ['the attack was "an act of war" on the town'])],
    "title-in-quotes": [("The ministry", "said", "indirect", ['The Long Road" was banned'])],
    "two-sentences": [("he", "told", "direct", ["The dam will break. The people must leave"])],
    "interrupted": [("she", "said", "direct", ["The war is over", "and we have won."])],
    "colon-before": [("He", "added", "direct", ["The dam will break. The people must leave."])],
    "nobody-named": [
        ("the envoy", "said", "direct", ["We tried everything"]),
        ("the envoy", "said", "direct", ["Nobody listened."]),
    ],
    "unclosed": [("He", "said", "direct", ["We will fight.", "We will win."])],
    "unopened": [("he", "said", "direct", ["We will win"])],
    "noun": [("Amina", "claim", "indirect", ["the village was burned"])],
    "warning": [("The government", "warning", "indirect", ["the dam might break"])],
    "rejected": [("The army", "rejected claims", "indirect", ["its soldiers had killed civilians"])],
    "unnamed": [("", "was reported", "indirect", ["the army had shelled the town"])],
    "who": [("The minister", "said", "indirect", ["the war was over"])],
    "statement-from": [("the ministry", "said", "indirect", ["the talks failed"])],
    "two-speakers": [
        (
            "Kenya's foreign minister Ali Juma and his Ugandan counterpart",
            "said",
            "indirect",
            ["the deal was dead"],
        )
    ],
    "confident": [("The premier", "is confident", "indirect", ["the talks will resume"])],
    "shared-subject": [("The envoy", "said", "indirect", ["talks would go on"])],
    "quoted-passive": [("President Moro", "was quoted as saying", "indirect", ["the border would be closed"])],
    "citing-reasons": [("The firm", "said", "indirect", ["it would leave, citing high costs"])],
    "dateline": [("the defence ministry", "said", "indirect", ["Troops will leave Mali in June"])],
    "headline-says": [("Russia", "says", "indirect", ["troops will leave Mali"])],
}


TOLD |= {
    "accused": [("The opposition", "accused", "indirect", ["the army of killing forty civilians"])],
    "accused-passive": [("residents", "was accused", "indirect", ["looting shops"])],
    "denied-deed": [("The army", "denied", "indirect", ["shelling the village"])],
    "hearsay": [("", "is said", "indirect", ["The general", "to have fled the country"])],
    "allegedly": [("", "allegedly", "indirect", ["Israel", "bombed a convoy near Damascus"])],
    "doubted": [("The minister", "does … think", "indirect", ["the talks will fail"])],
    "unaware": [("The rebels", "did … know", "indirect", ["what they were doing"])],
    "reporting-beside": [
        ("Officials", "say", "indirect", ["the bridge is safe"]),
        ("one newspaper", "reporting", "indirect", ["it is closed"]),
    ],
    "but-beside": [("The minister", "said", "indirect", ["the talks had failed"])],
    "apart": [("the ministry", "according to", "indirect", ["Troops entered the town, killing nine people"])],
    "asked-why": [("", "was asked", "indirect", ["why the talks had failed"])],
    "beat": [("Her neighbour", "nodded", "direct", ["The dam will break."])],
    "colon-name": [("Petrov", ":", "direct", ["The gas will flow."])],
    "in-the-words": [("one survivor", "In the words", "direct", ["the sea gave us back."])],
    "shouted": [("a woman", "shouted", "direct", ["Go home!"])],
    "other-mark": [("The minister", "said", "direct", ["We will stay."])],
    "claim-denied": [
        ("Rebels", "said", "indirect", ["they had captured the town"]),
        ("the army", "denied", "indirect", ["they had captured the town"]),
    ],
    "charge-denied": [
        ("The president", "accused", "indirect", ["Rwanda of backing the rebels"]),
        ("Kigali", "denies", "indirect", ["Rwanda of backing the rebels"]),
    ],
    "called": [("The senator", "called", "mixed", ['the vote "an act of madness'])],
    "astray": [("the foreign ministry in Nairobi", "said", "indirect", ["Kenya expelled two Ugandan diplomats"])],
    "worried": [("Residents", "are worried", "indirect", ["the dam will break"])],
    "though-beside": [("Local media", "said", "indirect", ["nine people were killed"])],
    "means": [("The decision", "means", "indirect", ["troops will stay"])],
}


@pytest.mark.parametrize("name", TOLD)
def test_who_says_what_in_which_words(reports, name):
    assert reports[name].told() == TOLD[name]


@pytest.mark.parametrize("name", ["negated", "scare", "plan", "noted", "saw-happen", "called-title", "began", "rain"])
def test_what_nobody_says_is_no_attribution(reports, name):
    assert reports[name].told() == []


@pytest.mark.parametrize(
    ("name", "outer", "inner"),
    [
        ("quoted-as-saying", ("the Energy Ministry", "quoted"), ("Orlov", "as saying")),
        ("quoted-by", ("Xinhua", "was quoted"), ("President Moro", "as saying")),
        ("citing", ("Reuters", "reported"), ("two officials", "citing")),
        ("which-quoted", ("the newspaper Haaretz", "According to"), ("a senior official", "quoted")),
    ],
)
def test_a_relayed_voice_says_the_same_inside_of_the_one_that_relays_it(reports, name, outer, inner):
    first, second = reports[name].read()
    assert (first.speaker.text, first.cue.text, first.parent) == (*outer, None)
    assert (second.speaker.text, second.cue.text, second.parent) == (*inner, first.id)
    assert first.content == second.content


@pytest.mark.parametrize("name", ["three-deep", "relay-told", "nested-marks"])
def test_a_cue_inside_of_a_content_is_told_by_its_speaker(reports, name):
    first, second = sorted(reports[name].read(), key=lambda a: a.parent is not None)
    assert (first.parent, second.parent) == (None, first.id)
    assert first.content.spans[0].start <= second.cue.spans[0].start < first.content.spans[-1].end


def test_a_teller_of_a_quoting_voice_keeps_the_words_outside_of_the_marks(reports):
    outer, inner = reports["relay-told"].read()
    assert (outer.kind, inner.kind) == ("mixed", "direct")


@pytest.mark.parametrize(
    ("name", "stance"),
    [
        ("that", "denies"),
        ("noun", "alleges"),
        ("warning", "warns"),
        ("confident", "thinks"),
        ("rejected", "denies"),
        ("aside", "asserts"),
        ("accused", "alleges"),
        ("denied-deed", "denies"),
        ("infinitive", "threatens"),
        ("allegedly", "alleges"),
        ("doubted", "doubts"),
        ("unaware", "unaware"),
        ("asked-why", "asks"),
        ("means", "means"),
    ],
)
def test_the_stance_is_that_of_the_cue(reports, name, stance):
    assert [a.stance for a in reports[name].read()] == [stance]


def test_a_voice_cited_beside_the_name_of_its_teller_may_stand_before_the_cue(reports):
    inner, outer = reports["cited-beside"].read()
    assert (inner.speaker.text, inner.parent) == ("security sources", outer.id)
    assert inner.content == outer.content


def test_every_span_cuts_the_words_it_stands_for(reports):
    for report in reports.values():
        for a in report.read():
            assert " … ".join(report.words(s) for s in a.cue.spans) == a.cue.text
            assert all(report.words(s).strip("\"“”'") == report.words(s) or a.kind != "direct" for s in a.content.spans)
            assert all(s.start < s.end for s in a.content.spans)


def test_ids_count_in_text_order(reports):
    for report in reports.values():
        found = report.read()
        assert [a.id for a in found] == [f"a{n}" for n in range(1, len(found) + 1)]
        assert found == report.read()


def _mention(report, word, *names):
    tree = report.trees[0]
    head = next(i for i, t in enumerate(tree.tokens) if t.text == word)
    span = tree.span((head,))
    actors = tuple(Actor(name=n) for n in names)
    return Mention(word, span, "name", "c1", 0, head, actors)


def test_the_speaker_is_the_actor_of_the_mention_at_its_head(reports):
    report = reports["quoted-as-saying"]
    outer, inner = report.read((_mention(report, "Orlov", "Ivan Orlov"),))
    assert outer.speaker.actor is None
    assert inner.speaker.actor == Actor(name="Ivan Orlov")


def test_a_mention_that_may_be_two_names_no_actor(reports):
    report = reports["quoted-as-saying"]
    assert all(a.speaker.actor is None for a in report.read((_mention(report, "Orlov", "Ivan Orlov", "Oleg Orlov"),)))


def test_the_sender_of_a_statement_is_the_speaker(reports):
    report = reports["statement-from"]
    (found,) = report.read((_mention(report, "ministry", "the ministry"),))
    assert found.speaker.actor == Actor(name="the ministry")


def test_words_before_the_body_are_never_told(reports):
    report = reports["dateline"]
    (found,) = report.read()
    assert found.content.spans[0].start == report.article.body


def test_a_report_without_sentences_says_nothing():
    assert find_attributions(Article(article_id="x", input_id="x", title="", text='"'), (), ()) == ()


def test_marks_in_large_numbers_take_linear_time(reports):
    report = reports["three-deep"]
    text = report.article.text + ' "a b," ' * 100_000
    started = time.perf_counter()
    find_attributions(replace(report.article, text=text), report.trees, ())
    assert time.perf_counter() - started < 10


def test_a_headline_that_ends_with_its_speaker(reports):
    (found,) = reports["headline-end"].read()
    assert found.speaker.text == "defence ministry"
    assert found.content.spans == (Span("title", 0, len("Troops to leave Mali by May")),)


def test_a_headline_that_begins_with_its_place_has_no_speaker(reports):
    assert reports["headline-place"].read() == ()

"""Given words, by what the sentence says of them: the word between stars, against a report of 5 March 2024."""

import pytest

from dateline.coder import Tools
from dateline.judging import judge_spans
from dateline.reading import make_article
from dateline.records import Span


@pytest.mark.parametrize(
    ("status", "marked"),
    [
        ("actual", "Iran *attacked* a tanker on Monday."),
        ("negated", "Iran did not *attack* the tanker."),
        ("negated", "Iran denied that it *attacked* the tanker."),
        ("negated", "The army failed to *retake* the town."),
        ("negated", "Kenya refused to *sign* the treaty."),
        ("negated", "No *talks* were held on Friday."),
        ("negated", "The two sides cancelled the *talks*."),
        ("negated", "The *vote* was postponed."),
        ("negated", "Mali ruled out *negotiating* with the rebels."),
        ("negated", "Troops left without *firing* a shot."),
        ("negated", "Police prevented the crowd from *entering* the square."),
        ("negated", "The truce averted an *attack*."),
        ("future", "Kenya will *withdraw* its troops."),
        ("future", "Kenya plans to *withdraw* its troops."),
        ("future", "Kenya said it would *withdraw* its troops."),
        ("future", "The ministers are to *meet* on Sunday."),
        ("future", "The *talks* are scheduled for Sunday."),
        ("future", "The president called for *talks* with the rebels."),
        ("future", "Opposition leaders urged supporters to *protest* on Friday."),
        ("future", "The planned *strike* has angered the government."),
        ("future", "The government promised to *release* the prisoners."),
        ("future", "A proposal to *ban* the party was debated."),
        ("future", "The *summit* will take place in Accra."),
        ("future", "They agreed to *hold* talks."),
        ("future", "They agreed to hold *talks*."),
        ("future", "Kenya may *withdraw* its troops."),
        ("future", "Kenya threatened to *expel* the envoy."),
        ("future", "Chad to *send* troops to Mali"),
        ("hypothetical", "If Iran *attacks*, Israel will respond."),
        ("hypothetical", "If Iran attacks, Israel will *respond*."),
        ("hypothetical", "The rebels could have *killed* him."),
        ("hypothetical", "Unless the army *withdraws*, the talks will end."),
        ("hypothetical", "The rebels are believed to have *killed* the hostages."),
        ("actual", "The minister condemned the *attack* on the embassy."),
        ("actual", "The council will investigate the *killing* of the envoy."),
        ("actual", "Kenya said it had *withdrawn* its troops."),
        ("actual", "The president began *talks* with the rebels."),
        ("actual", "The army managed to *retake* the town."),
        ("actual", "Police will question the men who *attacked* the bank."),
        ("actual", "After *meeting* the premier, he will fly home."),
        ("actual", "The *protest* was the first of the year."),
        ("actual", "They will respond to the *attack*."),
        ("actual", "Iran has been *accused* of supporting the rebels."),
        ("actual", "The court has not ruled on the *arrest* of the mayor."),
        ("actual", "The parliament rejected the *proposal*."),
        ("negated", "The parliament rejected the *treaty*."),
        ("future", "The army is preparing an *offensive*."),
        ("negated", "The rebels never *surrendered*."),
        ("negated", "Neither side *won*."),
        ("negated", "The government no longer *supports* the truce."),
        ("future", "Two ministers were invited to *attend* the summit."),
        ("historical", "Rebels *seized* the town in March 2019."),
        ("future", "The delegation is *arriving* on Sunday."),
        ("actual", "He was arrested for *attacking* a policeman."),
        ("actual", "The president, who *visited* Ghana last week, will fly to Mali."),
        ("negated", "The ban prevented them from *protesting*."),
        ("future", "Workers voted to *strike*."),
        ("future", "*Leave* the city now, he told residents."),
        ("future", "They'll *sign* the deal."),
        ("negated", "Delays in *delivery* angered them."),
        ("negated", "The rebels agreed to stop *shelling* the town."),
    ],
)
def test_a_word_is_presented(tools: Tools, status: str, marked: str) -> None:
    before, word, after = marked.split("*")
    article = make_article(before + word + after, published="2024-03-05")
    (judged,) = judge_spans(article, [Span("text", len(before), len(before) + len(word))], tools.parser)
    assert (judged.text, judged.status) == (word, status)


def test_the_word_that_governs_stands_for_a_span_of_several(tools: Tools) -> None:
    article = make_article("Kenya will carry out the plan.", published="2024-03-05")
    (judged,) = judge_spans(article, [Span("text", 11, 20)], tools.parser)
    assert (judged.text, judged.status) == ("carry out", "future")

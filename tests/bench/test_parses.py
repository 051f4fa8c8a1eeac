"""Raw text against gold trees: counts that can be checked by hand."""

import pytest

from bench.gold import gold_reading, raw_text, read_documents
from bench.scoring.parses import Reading, Word, align_words, count_raw, rate_raw

GOLD = """\
# newdoc id = a
# newpar
# text = Peru didn't sign.
1\tPeru\tPeru\tPROPN\t_\t_\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\t_\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\t_\t_\t4\tadvmod\t_\t_
4\tsign\tsign\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t_\t_\t4\tpunct\t_\t_

# text = Chile did.
1\tChile\tChile\tPROPN\t_\t_\t2\tnsubj:outer\t_\t_
1.1\tsigned\tsign\tVERB\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tVERB\t_\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t_\t_\t2\tpunct\t_\t_

# newpar
# text = Then silence
1\tThen\tthen\tADV\t_\t_\t2\tadvmod\t_\t_
2\tsilence\tsilence\tNOUN\t_\t_\t0\troot\t_\t_
"""


def reading() -> Reading:
    (document,) = read_documents(GOLD)
    return gold_reading(document)


def unshared(gold: Reading) -> list[Word]:
    """The gold words as a system without multiword tokens would place them."""
    places = {"did": (4, 7), "n't": (7, 10)}
    return [
        w._replace(start=places[w.form][0], end=places[w.form][1], shared=False) if w.shared else w for w in gold.words
    ]


def test_raw_text_parts_paragraphs_by_blank_lines_and_sentences_by_spaces() -> None:
    (document,) = read_documents(GOLD)
    assert raw_text(document) == "Peru didn't sign. Chile did.\n\nThen silence"


def test_gold_words_are_placed_without_white_space_and_heads_count_over_the_document() -> None:
    gold = reading()
    assert [(w.start, w.end) for w in gold.words[:5]] == [(0, 4), (4, 10), (4, 10), (10, 14), (14, 15)]
    assert gold.sentences == [(0, 15), (15, 24), (24, 35)]
    assert [w.head for w in gold.words] == [3, 3, 3, -1, 3, 6, -1, 6, 9, -1]


def test_words_that_differ_from_their_text_are_refused() -> None:
    (document,) = read_documents(GOLD.replace("# text = Then silence", "# text = Then a silence"))
    with pytest.raises(ValueError, match="Then a silence"):
        gold_reading(document)


def test_a_perfect_reading_scores_one_throughout() -> None:
    gold = reading()
    rates = rate_raw(count_raw(gold, Reading(unshared(gold), gold.sentences)))
    assert rates == dict.fromkeys(("words", "sentences", "upos", "uas", "las"), 1.0)


def test_words_of_a_multiword_token_are_aligned_by_form() -> None:
    gold = [Word(0, 6, "did", "AUX", -1, "root", shared=True), Word(0, 6, "n't", "PART", 0, "advmod", shared=True)]
    assert align_words(gold, [Word(0, 3, "Did", "AUX", -1, "root"), Word(3, 6, "n't", "PART", 0, "advmod")]) == [
        (0, 0),
        (1, 1),
    ]
    assert align_words(gold, [Word(0, 4, "didn", "AUX", -1, "root"), Word(4, 6, "'t", "PART", 0, "advmod")]) == []
    assert align_words(gold, [Word(0, 6, "didn't", "AUX", -1, "root")]) == []


def test_an_arc_is_wrong_where_its_head_was_cut_otherwise() -> None:
    gold = reading()
    words = unshared(gold)
    # "sign" and "." are read as one word: it is the head of three others, and the root
    words[3:5] = [Word(10, 15, "sign.", "VERB", -1, "root")]
    words = [w._replace(head=w.head - 1) if w.head > 3 else w for w in words]
    n = count_raw(gold, Reading(words, gold.sentences))
    assert (n["words"], n["gold words"], n["system words"]) == (8, 10, 9)
    assert n["upos"] == 8
    assert n["uas"] == 5  # the second and the third sentence
    assert rate_raw(n)["las"] == pytest.approx(2 * 5 / 19)


def test_sentences_and_relations_are_judged_apart_from_heads() -> None:
    gold = reading()
    words = [w._replace(relation="obj") if w.form == "Chile" else w for w in unshared(gold)]
    n = count_raw(gold, Reading(words, [(0, 24), (24, 35)]))
    assert (n["sentences"], n["gold sentences"], n["system sentences"]) == (1, 3, 2)
    assert (n["uas"], n["las"]) == (10, 9)

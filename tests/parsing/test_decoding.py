import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from dateline.parsing.decoding import (
    best_tags,
    best_tree,
    bio_transitions,
    is_tree,
    mend_capitals,
    mend_cases,
    mend_hyphenated,
    mend_subjects,
    mend_weekdays,
)


def brute_force(scores: np.ndarray) -> float:
    n = len(scores)
    trees = (h for h in itertools.product(range(n + 1), repeat=n) if is_tree(np.array(h)))
    return max(sum(scores[i, h[i]] for i in range(n)) for h in trees)


@given(st.integers(1, 4), st.integers(0, 10_000))
def test_the_best_tree_is_the_best_of_all_trees(n: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(n, n + 1)).astype(np.float32)
    scores[np.arange(n), np.arange(1, n + 1)] = -1e4
    heads = best_tree(scores)
    assert is_tree(heads)
    assert np.isclose(sum(scores[i, heads[i]] for i in range(n)), brute_force(scores), atol=1e-4)


def test_two_roots_a_loop_and_no_root_are_no_tree() -> None:
    assert is_tree(np.array([2, 0]))
    assert not is_tree(np.array([0, 0]))
    assert not is_tree(np.array([2, 1]))
    assert not is_tree(np.array([2, 3, 2]))


def test_tags_are_well_formed_even_where_the_greedy_ones_are_not() -> None:
    labels = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"]
    scores = np.array([[0, 1, 5, 0, 0], [0, 0, 0, 0, 5]], np.float32)
    tags = [labels[t] for t in best_tags(scores, bio_transitions(labels))]
    assert tags in (["B-PER", "I-PER"], ["B-LOC", "I-LOC"])
    assert best_tags(np.array([[0, 9, 0, 0, 0], [0, 0, 9, 0, 0]], np.float32), bio_transitions(labels)) == [1, 2]


def test_a_second_subject_goes_to_the_verb_that_has_none() -> None:
    heads, relations = [1, 3, 1, -1], ["nsubj", "ccomp", "nsubj", "root"]  # "Kenya left , officials said"
    mend_subjects("Kenya left officials said".split(), heads, relations)
    assert heads == [1, 3, 3, -1]
    heads, relations = [1, 4, 1, 4, -1], ["nsubj", "ccomp", "nsubj", "nsubj", "root"]  # the governor has its own
    mend_subjects("Kenya left officials they said".split(), heads, relations)
    assert heads == [1, 4, 1, 4, -1]


def test_a_second_subject_right_behind_the_first_is_its_apposition() -> None:
    heads, relations = [1, 3, 3, -1], ["det", "nsubj", "nsubj", "root"]  # "the group Vanguard attacked"
    mend_subjects("the group Vanguard attacked".split(), heads, relations)
    assert (heads, relations) == ([1, 3, 1, -1], ["det", "nsubj", "appos", "root"])


def test_the_name_right_behind_a_title_is_its_apposition() -> None:
    heads, relations = [3, 2, 3, -1], ["nsubj", "compound", "nsubj", "root"]
    mend_subjects("leader Colonel Amin fled".split(), heads, relations)
    assert (heads, relations) == ([3, 2, 0, -1], ["nsubj", "compound", "appos", "root"])


def test_a_second_subject_of_the_same_list_is_coordinated() -> None:
    words = "Kenya , Togo and Ghana agreed".split()
    heads, relations = [5, 2, 5, 4, 0, -1], ["nsubj", "punct", "nsubj", "cc", "conj", "root"]
    mend_subjects(words, heads, relations)
    assert (heads[2], relations[2]) == (0, "conj")
    heads, relations = [5, 2, 5, 4, 2, -1], ["nsubj", "punct", "nsubj", "punct", "appos", "root"]  # no "and"
    mend_subjects("Kenya , Togo , neighbours agreed".split(), heads, relations)
    assert relations[2] == "nsubj"


def test_a_preposition_belongs_to_the_first_word_of_a_name() -> None:
    heads, relations = [-1, 4, 0, 2, 2], ["root", "case", "obl", "punct", "flat"]  # "met in Port - Louis"
    mend_cases(heads, relations)
    assert heads == [-1, 2, 0, 2, 2]
    heads, relations = [-1, -1], ["root", "case"]  # no governor, no change
    mend_cases(heads, relations)
    assert heads == [-1, -1]


def test_a_name_that_a_bare_day_has_swallowed_is_the_verbs_own() -> None:
    words = ["met", "with", "Alma", "Reyes", "Tuesday"]
    names = ["O", "O", "B-PER", "I-PER", "O"]
    heads, relations = [-1, 2, 4, 2, 0], ["root", "case", "compound", "flat", "obl:unmarked"]
    mend_weekdays(words, names, heads, relations)
    assert heads == [-1, 2, 0, 2, 0]
    assert relations == ["root", "case", "obl", "flat", "obl:unmarked"]
    heads, relations = [-1, 4, 4, 2, 0], ["root", "case", "compound", "flat", "obl"]  # the case hangs on the day
    mend_weekdays(words, names, heads, relations)
    assert (heads, relations[2]) == ([-1, 2, 0, 2, 0], "obl")
    heads, relations = [-1, 4, 3, 4, 0], ["root", "case", "amod", "compound", "obl"]
    mend_weekdays(["met", "on", "early", "May", "Tuesday"], ["O"] * 5, heads, relations)
    assert heads == [-1, 4, 3, 4, 0]


def test_a_hyphenated_title_hangs_on_its_first_word() -> None:
    words = "talks with the commander - in - chief".split()
    heads, relations = [-1, 7, 3, 0, 5, 7, 5, 0], ["root", "case", "det", "nmod", "punct", "case", "punct", "nmod"]
    mend_hyphenated(words, heads, relations)
    assert heads == [-1, 3, 3, 0, 7, 7, 7, 3]
    assert relations[3:] == ["nmod", "punct", "case", "punct", "nmod"]


def test_a_body_in_capitals_is_no_pronoun() -> None:
    upos, names = ["PRON", "VERB", "PRON", "VERB"], ["O", "O", "O", "O"]
    mend_capitals("WHO asked who came".split(), upos, names)
    assert (upos, names) == (["PROPN", "VERB", "PRON", "VERB"], ["B-ORG", "O", "O", "O"])
    upos, names = ["PRON", "VERB"], ["O", "O"]
    mend_capitals("WHO WON".split(), upos, names)
    assert (upos, names) == (["PRON", "VERB"], ["O", "O"])

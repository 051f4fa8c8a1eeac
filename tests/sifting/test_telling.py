from dateline.sifting.telling import find_stories


def test_a_report_joins_the_story_that_it_is_most_like() -> None:
    assert list(find_stories([0, 1, 2], [(0, 2, 0.4), (1, 2, 0.6)])) == [0, 1, 1]


def test_a_report_that_is_like_none_begins_a_story() -> None:
    assert list(find_stories([0, 1, 2], [(0, 1, 0.2), (1, 2, 0.29)])) == [0, 1, 2]


def test_copies_are_of_the_story_of_their_first() -> None:
    assert list(find_stories([0, 1, 1, 3], [(0, 1, 0.5), (1, 3, 0.1)])) == [0, 0, 0, 3]


def test_a_chain_of_likeness_does_not_tie_stories_together() -> None:
    # each is like the one before it alone: the third has to be like both of the story, on average
    assert list(find_stories([0, 1, 2], [(0, 1, 0.5), (1, 2, 0.5)])) == [0, 0, 2]


def test_of_a_large_story_three_reports_are_enough() -> None:
    story = [(i, j, 0.6) for j in range(1, 6) for i in range(j)]
    assert find_stories(list(range(7)), [*story, (0, 6, 0.4), (1, 6, 0.4), (2, 6, 0.4)])[6] == 0


def test_two_stories_as_like_go_to_the_earlier() -> None:
    assert find_stories([0, 1, 2], [(0, 2, 0.5), (1, 2, 0.5)])[2] == 0

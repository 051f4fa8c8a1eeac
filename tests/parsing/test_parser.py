from dateline.parsing import load_parser
from dateline.reading import make_article


def test_the_title_comes_first_and_the_dateline_is_left_out() -> None:
    article = make_article("NAIROBI (Reuters) - Kenya left. Uganda stayed.", title="Kenya leaves")
    parse = load_parser()(article)
    assert [(s.field, s.index) for s in parse.sentences] == [("title", 0), ("text", 1), ("text", 2)]
    assert article.text[parse.sentences[1].start : parse.sentences[1].end] == "Kenya left."


def test_words_lie_where_the_tokens_say_also_beyond_the_basic_plane() -> None:
    article = make_article("𝒦enya 🇰🇪 left Addis Ababa. 😀 Uganda's envoy did not.")
    for sentence in load_parser()(article).sentences:
        for token in sentence.tokens:
            assert article.text[token.start : token.end] == token.text


def test_given_words_are_kept() -> None:
    parse = load_parser().words([["Kenya", "left", "."], ["Uganda", "stayed", "."]])
    assert [[t.text for t in s.tokens] for s in parse.sentences] == [["Kenya", "left", "."], ["Uganda", "stayed", "."]]

from pathlib import Path

import msgspec
import numpy as np
import pytest

from dateline.errors import LexiconError
from dateline.parsing.learned import Head, TaughtTypes, read_heads
from dateline.records import Sentence, Token

TYPES = "- {name: PRAYER, quad class: verbal cooperation, score: 1}\n"


def _head(name: str = "PRAYER", encoder: str = "e", bias: float = 0.0) -> Head:
    return Head(name, encoder, bias, (1.0, 0.0), 10, 100, 0.9, 0.9, 0.9)


class Place:
    """Puts phrases with "prayed" far to one side."""

    version = "e"

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, words: list[str]) -> np.ndarray:
        self.asked.append(" ".join(words))
        return np.array([3.0 if "prayed" in words else -1.0, 0.0], np.float32)


def _sentence() -> Sentence:
    rows = [
        ("Kenya", "PROPN", 1, "nsubj"),
        ("said", "VERB", -1, "root"),
        ("Chad", "PROPN", 3, "nsubj"),
        ("prayed", "VERB", 1, "ccomp"),
        ("for", "ADP", 5, "case"),
        ("Mali", "PROPN", 3, "obl"),
    ]
    tokens = tuple(Token(i, i + 1, form, form.lower(), tag, head, rel) for i, (form, tag, head, rel) in enumerate(rows))
    return Sentence("text", 0, 0, 0, 6, tokens)


def test_the_likeliest_clause_names_the_event_and_its_arguments_the_sides() -> None:
    place = Place()
    (word,) = TaughtTypes([_head()], lambda: place)(_sentence()).event_words or ()  # type: ignore[arg-type,return-value]
    assert (word.word, word.types[0][0]) == (3, "PRAYER")
    assert [(w, role) for w, role, _ in word.parties] == [(2, "actor"), (5, "recipient")]
    assert place.asked == ["Kenya said Chad prayed for Mali", "Kenya said", "Chad prayed for Mali"]


def test_an_unlikely_sentence_is_not_read_clause_by_clause() -> None:
    place = Place()
    sentence = _sentence()
    assert TaughtTypes([_head(bias=-9.0)], lambda: place)(sentence) is sentence  # type: ignore[arg-type,return-value]
    assert len(place.asked) == 1


def test_without_taught_types_no_encoder_is_loaded() -> None:
    sentence = _sentence()
    assert TaughtTypes([], lambda: pytest.fail("loaded"))(sentence) is sentence


def test_another_encoder_is_refused() -> None:
    with pytest.raises(LexiconError, match="teach it again"):
        TaughtTypes([_head(encoder="old")], Place)(_sentence())  # type: ignore[arg-type]


def test_heads_are_read_by_name_and_need_their_type(tmp_path: Path) -> None:
    assert read_heads(tmp_path) == ((), "")
    path = tmp_path / "prayer.taught.json"
    path.write_bytes(msgspec.json.encode(_head()))
    with pytest.raises(LexiconError, match=r"types\.yaml"):
        read_heads(tmp_path)
    (tmp_path / "types.yaml").write_text(TYPES, encoding="utf-8")
    heads, version = read_heads(tmp_path)
    assert (heads, len(version)) == ((_head(),), 12)
    path.write_text("{}", encoding="utf-8")
    with pytest.raises(LexiconError, match="teach the type again"):
        read_heads(tmp_path)

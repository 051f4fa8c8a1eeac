import shutil
from pathlib import Path

import pytest

from dateline.errors import ModelError
from dateline.parsing.network import Network, read_card
from dateline.parsing.parser import MODEL


def test_a_model_that_is_not_its_cards_is_refused(tmp_path: Path) -> None:
    shutil.copytree(MODEL, tmp_path / "model")
    with (tmp_path / "model" / "model.onnx").open("ab") as handle:
        handle.write(b"x")
    with pytest.raises(ModelError, match="expected"):
        Network(tmp_path / "model")


def test_a_folder_without_a_card_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="card"):
        Network(tmp_path)


def test_the_card_says_what_the_weights_are_made_of() -> None:
    card = read_card(MODEL)
    assert card["licence"] == "CC-BY-SA-4.0"
    assert {row["file"] for row in card["data"]} >= {"ud/ewt-train.conllu", "ud/gum-train.conllu"}
    assert card["scores"]["ewt_test_las"] > 85


def test_a_plain_sentence_is_analysed() -> None:
    network = Network(MODEL)
    (analysis,) = network([["Kenya", "expelled", "two", "Ugandan", "diplomats", "."]])
    assert analysis.upos == ["PROPN", "VERB", "NUM", "ADJ", "NOUN", "PUNCT"]
    assert analysis.heads == [1, -1, 4, 4, 1, 1]
    assert analysis.relations == ["nsubj", "root", "nummod", "amod", "obj", "punct"]
    assert analysis.names[0] == "B-LOC"
    assert analysis.names[3] == "B-NORP"
    assert network([]) == []


def test_an_unreadable_word_and_a_very_long_one_do_no_harm() -> None:
    (analysis,) = Network(MODEL)([["\x07", "a" * 3000, "ends", "\u200b"]])
    assert len(analysis.heads) == 4


def test_processors_without_vnni_are_asked_for_exact_kernels() -> None:
    network = Network(MODEL)
    for session in network.sessions():
        assert session.get_session_options().get_session_config_entry("session.x64quantprecision") == "1"

import shutil
from pathlib import Path

import numpy as np
import onnx
import pytest
from onnx import numpy_helper

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


@pytest.mark.parametrize("name", ["model.onnx", "events.onnx", "similarity.onnx"])
def test_no_product_of_the_shipped_weights_overflows_on_any_processor(name: str) -> None:
    graph = onnx.load(str(MODEL / name)).graph
    tensors = {i.name: i for i in graph.initializer}
    weights = [numpy_helper.to_array(tensors[n.input[1]]) for n in graph.node if n.op_type == "MatMulInteger"]
    assert len(weights) > 10
    for weight in weights:
        pairs = np.pad(weight.astype(int), ((0, len(weight) % 2), (0, 0))).reshape(-1, 2, weight.shape[1])
        together = np.maximum(pairs.clip(min=0).sum(1), -pairs.clip(max=0).sum(1))
        assert together.max() * 255 < 2**15


def test_a_sentence_is_read_the_same_in_any_order_of_its_article() -> None:
    network = Network(MODEL)
    told = ["Kenya", "expelled", "two", "Ugandan", "diplomats", "."]
    others = [["He", "left", "."], ["Talks", "between", "Mali", "and", "Niger", "began", "on", "Monday", "."]]
    first = network([told, *others])
    again = network([*others[::-1], told])
    assert [first[0], first[2], first[1]] == [again[2], again[0], again[1]]


def test_the_numbers_of_whoever_calls_stay_as_they_are() -> None:
    Network(MODEL)([["Kenya", "spoke", "."]])
    smallest = float.fromhex("0x1p-1074")
    assert smallest * 1.0 > 0  # onnxruntime can make a thread flush such numbers to zero

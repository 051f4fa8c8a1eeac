import shutil
from pathlib import Path

import numpy as np
import onnxruntime
import pytest

from dateline.errors import ModelError
from dateline.parsing.network import EXACT_KERNELS, Network, _overflows, read_card
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


class _Runtime:
    """Stands for onnxruntime on a processor whose products of bytes come out as `product`."""

    def __init__(self, product: int) -> None:
        self.product = product

    def InferenceSession(self, *_: object, **__: object) -> "_Runtime":  # noqa: N802 - onnxruntime's name
        return self

    def run(self, _: object, inputs: dict[str, np.ndarray]) -> list[np.ndarray]:
        return [np.full((len(inputs["bytes"]), 64), self.product, np.int32)]


def test_exact_kernels_are_asked_for_where_bytes_overflow_and_only_there() -> None:
    assert not _overflows(MODEL, _Runtime(255 * 127 * 64))
    assert _overflows(MODEL, _Runtime(32767 * 32))


def test_the_probe_multiplies_the_largest_bytes() -> None:
    options = onnxruntime.SessionOptions()
    options.add_session_config_entry(EXACT_KERNELS, "1")
    probe = onnxruntime.InferenceSession(str(MODEL / "saturation.onnx"), options, providers=["CPUExecutionProvider"])
    (products,) = probe.run(None, {"bytes": np.full((2, 64), 255, np.uint8)})
    assert (products == 255 * 127 * 64).all()

"""The unmodified sentence encoder: words → a point; points lie near where meanings are alike. For types by example.

The model in the package was fine-tuned and lost that space. Only the layers are shipped a second time
(`similarity.onnx`); the word embeddings, which stayed as they were, are read out of `model.onnx`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from dateline.errors import ModelError
from dateline.parsing.pieces import PieceMaker

Floats = npt.NDArray[np.float32]
_LONGEST = 256  # pieces that the encoder was trained to read
NEGATIVES = "negatives.npz"
_STEP = 0.35 / 127  # the points of the sample are kept as bytes; no coordinate of one is larger than 0.35


class Similarity:
    """Loads the encoder; a call gives the point, of length one, of a phrase or sentence that is cut into words.

    One phrase a call: activations are quantised over a call, so a neighbour would change the point.
    """

    def __init__(self, folder: Path, load: Callable[[bytes], Any]) -> None:
        card = json.loads((folder / "similarity.json").read_text(encoding="utf-8"))
        content = _read(folder / "similarity.onnx", card["sha256"])
        table = np.frombuffer(
            _read(folder / "model.onnx", card["model"]), np.uint8, card["rows"] * card["width"], card["offset"]
        )
        self._table = table.reshape(card["rows"], card["width"])
        self._zero, self._scale = card["zero"], np.float32(card["scale"])
        self._session = load(content)
        self._pieces = PieceMaker(folder / "vocab.txt")
        self.version: str = card["sha256"][:12]

    def __call__(self, words: Sequence[str]) -> Floats:
        ids = self._pieces([list(words)])[0].ids
        if len(ids) > _LONGEST:
            ids = [*ids[: _LONGEST - 1], ids[-1]]
        embedded = (self._table[ids].astype(np.float32) - self._zero) * self._scale
        (point,) = self._session.run(None, {"embedded": embedded[None]})
        return np.asarray(point, np.float32)


def load_negatives(folder: Path) -> Floats:
    """[sentences, width]: points of a sample of our training sentences, which tell no event of a new type."""
    with np.load(folder / NEGATIVES) as arrays:
        return np.asarray(arrays["points"], np.float32) * np.float32(_STEP)


def save_negatives(folder: Path, points: Floats) -> None:
    """Writes the points as bytes."""
    np.savez_compressed(folder / NEGATIVES, points=np.clip(np.round(points / _STEP), -127, 127).astype(np.int8))


def _read(path: Path, expected: str) -> bytes:
    content = path.read_bytes()
    found = hashlib.sha256(content).hexdigest()
    if found != expected:
        raise ModelError(f"{path.name} is not the file that similarity.json describes: {expected}, found {found}")
    return content

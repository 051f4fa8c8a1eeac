"""The ONNX model: tokenised sentences in; tags, features, heads, relations and names out. Only this module runs it."""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from dateline.errors import ModelError
from dateline.parsing.decoding import (
    Floats,
    Ints,
    best_tags,
    best_tree,
    bio_transitions,
    is_tree,
    mend_cases,
    mend_hyphenated,
    mend_subjects,
    mend_weekdays,
)
from dateline.parsing.events import EventReader
from dateline.parsing.pieces import PieceMaker, Pieces
from dateline.records import EventWord

# What a layer makes of more than this does not stay in a core's cache: larger batches are slower.
_PIECES_PER_BATCH = 200
# What a call costs beside its pieces, in pieces.
_CALL_COST = 20
# Fusions that cost more than they save: this one is several times slower than the sum and the norm apart.
_SLOWER = ["SkipLayerNormFusion"]
EXACT_KERNELS = "session.x64quantprecision"
_OUTPUTS = ("upos", "features", "arcs", "heads", "relations", "names", "dependent", "head")


class Analysis(NamedTuple):
    """One sentence as the model reads it: per word a tag, features, head (-1 the root), relation and name tag."""

    upos: list[str]
    features: list[tuple[str, ...]]
    heads: list[int]
    relations: list[str]
    names: list[str]
    events: tuple[EventWord, ...] = ()


class Network:
    """Loads the model folder; a call analyses the sentences of ONE article.

    Activations are quantised with scales taken over a whole call, so a neighbour can change a parse. How sentences are
    batched therefore depends on nothing but the sentences given: never mix articles in a call.
    """

    def __init__(self, folder: Path) -> None:
        # Some builds report use to their maker from import on, and write to the user's cache; nothing of ours may.
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"
        import onnxruntime

        onnxruntime.disable_telemetry_events()
        card = read_card(folder)
        content = (folder / "model.onnx").read_bytes()
        _check(content, card["sha256"], "model.onnx")
        event_heads = (folder / "events.onnx").read_bytes()
        _check(event_heads, card["events_sha256"], "events.onnx")
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        options.use_deterministic_compute = True
        options.add_session_config_entry("session.set_denormal_as_zero", "1")  # a tenth faster; nothing is that small
        if _overflows(folder, onnxruntime):
            options.add_session_config_entry(EXACT_KERNELS, "1")

        def load(model: str | bytes) -> Any:
            return onnxruntime.InferenceSession(
                model, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
            )

        self.load = load  # for the other models of the folder: all run under the same settings
        self._session, self._labeller = load(content), load(str(folder / "relations.onnx"))
        self._events = EventReader(folder, load(event_heads))
        self._asked = [*_OUTPUTS, *self._events.layers]
        self._pieces = PieceMaker(folder / "vocab.txt")
        labels = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self._upos: list[str] = labels["upos"]
        self._features: list[list[str]] = [["", *values[1:]] for values in labels["features"].values()]
        self._relations: list[str] = labels["relations"]
        self._names: list[str] = labels["names"]
        self._transitions = bio_transitions(self._names)
        self.version: str = card["version"]

    def __call__(self, sentences: Sequence[list[str]]) -> list[Analysis]:
        pieces = self._pieces(list(sentences))
        out: list[Analysis | None] = [None] * len(pieces)
        for rows in _batches([len(p.ids) for p in pieces]):
            inputs = _inputs([pieces[i] for i in rows])
            found = self._session.run(self._asked, inputs)
            result, layers = found[: len(_OUTPUTS)], found[len(_OUTPUTS) :]
            read = dict(zip(self._events.layers, layers, strict=True)) | {
                n: inputs[n] for n in ("mask", "first", "last")
            }
            events = self._events(read, [len(sentences[i]) for i in rows])
            for k, i in enumerate(rows):
                out[i] = self._decode(result, k, sentences[i])._replace(events=events[k])
        return [a for a in out if a is not None]

    def _decode(self, result: list[Any], k: int, words: list[str]) -> Analysis:
        upos, features, arcs, heads, relations, names, dependent, head = (r[k] for r in result)
        n = len(words)
        governors, labels = heads[:n], relations[:n]
        if not is_tree(governors):
            tree = best_tree(arcs[:n, : n + 1])
            changed = np.nonzero(tree != governors)[0]
            labels = labels.copy()
            labels[changed] = self._label(dependent[changed], head[tree[changed]])
            governors = tree
        analysis = Analysis(
            [self._upos[t] for t in upos[:n].tolist()],
            [tuple(self._features[g][v] for g, v in enumerate(row)) for row in features[:n].tolist()],
            (governors - 1).tolist(),
            [self._relations[r] for r in labels.tolist()],
            [self._names[t] for t in best_tags(names[:n], self._transitions)],
        )
        mend_subjects(words, analysis.heads, analysis.relations)
        mend_hyphenated(words, analysis.heads, analysis.relations)
        mend_cases(analysis.heads, analysis.relations)
        mend_weekdays(words, analysis.names, analysis.heads, analysis.relations)
        return analysis

    def _label(self, dependent: Floats, head: Floats) -> Ints:
        """Relations of the arcs that the tree search changed. By onnxruntime: NumPy's BLAS would start threads."""
        (labels,) = self._labeller.run(None, {"dependent": dependent, "head": head})
        return np.asarray(labels)


def _overflows(folder: Path, runtime: Any) -> bool:
    """Whether this processor's fast products of bytes overflow, as they do without VNNI: it would read other trees.

    The exact kernels take twice the time, so they are asked for only then.
    """
    probe = runtime.InferenceSession(str(folder / "saturation.onnx"), providers=["CPUExecutionProvider"])
    largest = np.full((4, 64), 255, np.uint8)
    (products,) = probe.run(None, {"bytes": largest})
    return bool((products != 255 * 127 * 64).any())


def read_card(folder: Path) -> dict[str, Any]:
    """The model's card: name, version, hash, data, licences, scores."""
    try:
        return tomllib.loads((folder / "card.toml").read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"{folder}: no readable card.toml ({error}); reinstall the package") from error


def _check(content: bytes, expected: str, name: str) -> None:
    found = hashlib.sha256(content).hexdigest()
    if found != expected:
        raise ModelError(f"{name} is not the model of its card: expected {expected}, found {found}")


def _batches(lengths: list[int]) -> list[list[int]]:
    """Indices grouped by length so that padding and the number of calls together cost least; the shortest first."""
    order = sorted(range(len(lengths)), key=lambda i: (lengths[i], i))
    best: list[tuple[int, int]] = [(0, 0)]  # cost of the first k sentences, and where their last batch begins
    for k in range(1, len(order) + 1):
        widest = lengths[order[k - 1]]
        starts = range(max(0, k - max(1, _PIECES_PER_BATCH // widest)), k)
        best.append(min((best[s][0] + _CALL_COST + widest * (k - s), s) for s in starts))
    out, k = [], len(order)
    while k:
        start = best[k][1]
        out.append(order[start:k])
        k = start
    return out[::-1]


def _inputs(pieces: list[Pieces]) -> dict[str, npt.NDArray[Any]]:
    return {
        "ids": _pad([p.ids for p in pieces]),
        "shapes": _pad([p.shapes for p in pieces]),
        "mask": _pad([[1] * len(p.ids) for p in pieces]).astype(np.float32),
        "first": _pad([p.first for p in pieces]),
        "last": _pad([p.last for p in pieces]),
        "words": _pad([[1] * len(p.first) for p in pieces]).astype(np.float32),
    }


def _pad(rows: list[list[int]]) -> Ints:
    out = np.zeros((len(rows), max(map(len, rows))), np.int64)
    for i, row in enumerate(rows):
        out[i, : len(row)] = row
    return out

"""The ONNX model: tokenised sentences in; tags, features, heads, relations and names out. Only this module runs it."""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from dateline.errors import ModelError
from dateline.parsing.decoding import (
    Floats,
    Ints,
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
from dateline.parsing.events import EventReader
from dateline.parsing.packing import batches, pack
from dateline.parsing.pieces import PieceMaker
from dateline.records import EventWord

# Fusions that cost more than they save: this one is several times slower than the sum and the norm apart.
_SLOWER = ["SkipLayerNormFusion"]
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

        def load(model: str | bytes) -> Any:
            return onnxruntime.InferenceSession(
                model, options, providers=["CPUExecutionProvider"], disabled_optimizers=_SLOWER
            )

        self.load = load  # for the other models of the folder: all run under the same settings
        self._session, self._labeller = load(content), load(str(folder / "relations.onnx"))
        self._events = EventReader(folder, load(event_heads))
        self._asked = [*_OUTPUTS, *self._events.layers]
        self._given = [i.name for i in self._session.get_inputs()]
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
        for rows in batches([len(p.ids) for p in pieces]):
            inputs = pack([pieces[i] for i in rows])
            found = self._session.run(self._asked, {n: inputs[n] for n in self._given})
            result, layers = found[: len(_OUTPUTS)], found[len(_OUTPUTS) :]
            words = [sentences[i] for i in rows]
            events = self._events(inputs | dict(zip(self._events.layers, layers, strict=True)), [*map(len, words)])
            for i, analysis, told in zip(rows, self._decode(result, words), events, strict=True):
                out[i] = analysis._replace(events=told)
        return [a for a in out if a is not None]

    def _decode(self, result: list[Any], sentences: list[list[str]]) -> Iterator[Analysis]:
        upos, features, arcs, heads, relations, names, dependent, head = result
        start = 0
        for k, words in enumerate(sentences):
            n = len(words)
            own = slice(start, start + n)
            governors, labels = heads[own], relations[own]
            if not is_tree(governors):
                tree = best_tree(arcs[k, :n, : n + 1])
                changed = np.nonzero(tree != governors)[0]
                labels = labels.copy()
                # row 0 of `head` is the root's, then come the words of all sentences
                rows = np.where(tree[changed] == 0, 0, tree[changed] + start)
                labels[changed] = self._label(dependent[start + changed], head[rows])
                governors = tree
            analysis = Analysis(
                [self._upos[t] for t in upos[own].tolist()],
                [tuple(self._features[g][v] for g, v in enumerate(row)) for row in features[own].tolist()],
                (governors - 1).tolist(),
                [self._relations[r] for r in labels.tolist()],
                [self._names[t] for t in best_tags(names[own], self._transitions)],
            )
            mend_capitals(words, analysis.upos, analysis.names)
            mend_subjects(words, analysis.heads, analysis.relations)
            mend_hyphenated(words, analysis.heads, analysis.relations)
            mend_cases(analysis.heads, analysis.relations)
            mend_weekdays(words, analysis.names, analysis.heads, analysis.relations)
            yield analysis
            start += n

    def _label(self, dependent: Floats, head: Floats) -> Ints:
        """Relations of the arcs that the tree search changed. By onnxruntime: NumPy's BLAS would start threads."""
        (labels,) = self._labeller.run(None, {"dependent": dependent, "head": head})
        return np.asarray(labels)


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

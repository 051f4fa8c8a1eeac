"""The heads that read events off the encoder's layers: which words name events, of what kind, and who takes part."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from dateline.records import EventWord

# What is less probable than this is not worth handing on: no later step would make anything of it.
LEAST, _DETAIL, _PARTY = 0.1, 0.15, 0.2
_DIGITS = 3
_ROLES: tuple[Literal["actor", "recipient"], ...] = ("actor", "recipient")

Floats = npt.NDArray[np.float32]
Scored = tuple[tuple[str, float], ...]


class EventReader:
    """Loads `events.onnx`; a call reads a batch of the sentences of ONE article (see `Network`)."""

    def __init__(self, folder: Path, session: Any) -> None:
        labels = json.loads((folder / "events.json").read_text(encoding="utf-8"))
        self._types: list[str] = labels["types"]
        self._modes: list[str] = [m.partition(".")[2] for m in labels["modes"]]
        self._modes_of = {t: [k for k, m in enumerate(labels["modes"]) if m.startswith(f"{t}.")] for t in self._types}
        self._statuses: list[str] = labels["statuses"]
        self._contexts: list[str] = labels["contexts"]
        self._session = session
        self._given = [i.name for i in session.get_inputs()]
        self.layers: list[str] = labels["layers"]

    def __call__(self, inputs: dict[str, Any], lengths: Sequence[int]) -> list[tuple[EventWord, ...]]:
        """`inputs`: layers [pieces, width] and what `pack` gives of a batch; `lengths`: words a sentence."""
        given = {n: inputs[n] for n in self._given}
        types, rows, modes, statuses, contexts, sides = self._session.run(None, given)
        out: list[list[EventWord]] = [[] for _ in lengths]
        sentence, begin = inputs["sentence"], inputs["begin"]
        for k, row in enumerate(rows.tolist()):
            if k:  # the first row stands there only so that there is one
                i, details = int(sentence[row]), (modes[k], statuses[k], contexts[k])
                out[i].append(self._word(row - int(begin[row]), types[row], details, sides[k, : lengths[i]]))
        return [tuple(words) for words in out]

    def _word(self, word: int, types: Floats, details: tuple[Floats, Floats, Floats], roles: Floats) -> EventWord:
        modes, statuses, contexts = details
        kinds = _scored(self._types, types[1:], min(LEAST / 2, float(types[1:].max())))  # one at least
        best = self._types[int(types[1:].argmax())]
        own = self._modes_of[best]
        return EventWord(
            word=word,
            types=kinds,
            modes=_scored([self._modes[k] for k in own], modes[own], _DETAIL),
            statuses=_scored(self._statuses, statuses, _DETAIL),
            contexts=_scored(self._contexts, contexts, _DETAIL),
            parties=tuple(
                (w, role, round(float(roles[w, k]), _DIGITS))
                for k, role in enumerate(_ROLES)
                for w in np.nonzero(roles[:, k] >= _PARTY)[0].tolist()
            ),
        )


def _scored(labels: Sequence[str], probable: Floats, least: float) -> Scored:
    """The labels that are at least so probable, the most probable first."""
    order = sorted((k for k in range(len(labels)) if probable[k] >= least), key=lambda k: (-float(probable[k]), k))
    return tuple((labels[k], round(float(probable[k]), _DIGITS)) for k in order)

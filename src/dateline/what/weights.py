"""How much the frames and the model are trusted: fitted numbers, kept as data in `weights.toml`."""

from __future__ import annotations

import math
from pathlib import Path
from tomllib import loads

from msgspec import Struct, convert

WEIGHTS = Path(__file__).with_name("weights.toml")
_LEAST = 0.01  # probabilities are kept off 0 and 1, where the logit has no value


class Curve(Struct, frozen=True):
    """A calibrated confidence: the logistic of `bias` + `slope` times the logit of the model's probability."""

    bias: float
    slope: float

    def __call__(self, probable: float) -> float:
        p = min(max(probable, _LEAST), 1 - _LEAST)
        return round(1 / (1 + math.exp(-(self.bias + self.slope * math.log(p / (1 - p))))), 3)


class Weights(Struct, frozen=True):
    """Fitted on the part `dev` of the training sentences (`python -m training.events.weighing`).

    `framed` and `alone` give the confidence of an event that a frame found, and of one that only the model saw; each
    must reach its bound, that of a frame `least_framed` in the headline or the first sentence and `least_later` after
    it: a report opens with its news. `party` is how probable a word must be in a role.
    """

    framed: Curve
    alone: Curve
    least_framed: float
    least_later: float
    least_alone: float
    party: float


def load_weights() -> Weights:
    """The weights in the package."""
    return convert(loads(WEIGHTS.read_text(encoding="utf-8")), Weights)

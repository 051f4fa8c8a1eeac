"""Teaching: a new event type from ten or twenty sentences, in the space of the unmodified encoder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import msgspec
import numpy as np

from dateline.coder import Parses
from dateline.errors import ConfigError, InputError
from dateline.parsing.learned import SUFFIX, Head
from dateline.parsing.parser import MODEL
from dateline.parsing.similarity import Floats, Similarity, load_negatives
from dateline.reading import make_article

FEWEST = 5
_FOLDS = 5
# Chosen on two types of our own (decision 0023): a taught sentence counts as twelve of the package's, one that is not
# as two. More weight finds more and raises false alarms: there are forty times as many other sentences.
_EXAMPLE, _OPPOSITE, _STRENGTH = 12.0, 2.0, 1.0
_STEPS, _DIGITS = 25, 6


class Lesson(NamedTuple):
    """Sentences that tell an event of the type, and sentences near it that do not."""

    examples: tuple[str, ...]
    opposites: tuple[str, ...]


class Score(NamedTuple):
    """Of the sentences held out in turn: how many examples were found, and how many others were taken for one."""

    found: int
    examples: int
    false: int
    others: int

    @property
    def precision(self) -> float:
        """Of what was found, the share that are examples."""
        return self.found / (self.found + self.false) if self.found else 0.0

    @property
    def recall(self) -> float:
        """Of the examples, the share that was found."""
        return self.found / self.examples

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.found / (self.examples + self.found + self.false)


def read_lesson(path: Path) -> Lesson:
    """A sentence a line; "- " before one that is no such event; "#" before a remark. ConfigError says what is wrong."""
    try:
        lines = [line.strip() for line in path.read_text(encoding="utf-8-sig").splitlines()]
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path}: {error}") from error
    lines = [line for line in dict.fromkeys(lines) if line and not line.startswith("#")]
    lesson = Lesson(
        tuple(line for line in lines if not line.startswith("-")),
        tuple(line[1:].strip() for line in lines if line.startswith("-") and line[1:].strip()),
    )
    if len(lesson.examples) < FEWEST:
        raise ConfigError(f"{path}: {len(lesson.examples)} sentences; a type takes {FEWEST} at least, better 10 to 20")
    return lesson


def teach(name: str, lesson: Lesson, parse: Parses, place: Similarity) -> tuple[Head, Score]:
    """The head of a type, and its score when each fifth of the sentences is held out in turn."""
    examples, opposites = (_points(sentences, parse, place) for sentences in lesson)
    others = load_negatives(MODEL)
    points = np.concatenate([examples, opposites, others])
    labels = np.arange(len(points)) < len(examples)
    weights = np.repeat([_EXAMPLE, _OPPOSITE, 1.0], [len(examples), len(opposites), len(others)])
    folds = np.concatenate([np.arange(len(part)) for part in (examples, opposites, others)]) % _FOLDS
    taken = np.zeros(len(points), bool)
    for fold in range(_FOLDS):
        held = folds == fold
        plane = _fit(points[~held], labels[~held], weights[~held])
        taken[held] = points[held] @ plane[:-1] + plane[-1] >= 0
    found, false = int((taken & labels).sum()), int((taken & ~labels).sum())
    score = Score(found, len(examples), false, len(points) - len(examples))
    plane = _fit(points, labels, weights).round(_DIGITS).tolist()
    head = Head(
        name=name,
        encoder=place.version,
        bias=plane[-1],
        weights=tuple(plane[:-1]),
        examples=score.examples,
        others=score.others,
        precision=round(score.precision, 3),
        recall=round(score.recall, 3),
        f1=round(score.f1, 3),
    )
    return head, score


def save_head(head: Head, folder: Path) -> Path:
    """Writes the head where `--lexicon` looks for it."""
    path = folder / f"{head.name.lower()}{SUFFIX}"
    path.write_bytes(msgspec.json.format(msgspec.json.encode(head), indent=0) + b"\n")
    return path


def _points(sentences: Sequence[str], parse: Parses, place: Similarity) -> Floats:
    """[sentences, width]; cut into words as reports are."""
    rows = []
    for sentence in sentences:
        try:
            words = [t.text for s in parse(make_article(sentence)).sentences for t in s.tokens]
        except InputError as error:
            raise ConfigError(f"{sentence!r}: {error.reason} {error.detail}") from error
        rows.append(place(words))
    return np.stack(rows) if rows else np.zeros((0, len(load_negatives(MODEL)[0])), np.float32)


def _fit(points: Floats, labels: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Weighted logistic regression by Newton's method → a weight a coordinate, and the bias, which is not shrunk."""
    x = np.hstack([points.astype(np.float64), np.ones((len(points), 1))])
    shrink = np.full(x.shape[1], 1 / _STRENGTH)
    shrink[-1] = 1e-6
    plane = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        p = 1 / (1 + np.exp(-x @ plane))
        gradient = x.T @ (weights * (p - labels)) + shrink * plane
        curvature = (x * (weights * p * (1 - p))[:, None]).T @ x + np.diag(shrink)
        step = np.linalg.solve(curvature, gradient)
        plane -= step
        if float(np.abs(step).max()) < 1e-9:
            break
    return plane

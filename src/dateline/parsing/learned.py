"""Types by example at run time: which clauses of a sentence tell an event of a type that a user taught."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Literal

import msgspec
import numpy as np
from msgspec import Struct
from msgspec.structs import replace

from dateline.errors import LexiconError
from dateline.ontology import own_types
from dateline.parsing.similarity import Floats, Similarity
from dateline.records import EventWord, Sentence, Token

SUFFIX = ".taught.json"
_SURE = 0.5
_WORTH = 0.02  # a sentence less probable than this is not read clause by clause
_DIGITS = 3
# What does not belong to the clause of a verb that governs it.
_OTHER_CLAUSES = frozenset({"parataxis", "ccomp", "advcl", "acl:relcl", "punct"})
_SUBJECTS = frozenset({"nsubj", "obl:agent"})
_TAKES_SUBJECT = frozenset({"conj", "xcomp", "advcl"})
# Dependents in which the other side is looked for, the surest first.
_AFFECTED = ("obj", "nsubj:pass", "iobj", "obl", "xcomp", "advcl", "ccomp")


class Head(Struct, frozen=True, forbid_unknown_fields=True):
    """A taught type: the plane that parts its sentences from others in the encoder's space, and how well it did."""

    name: str
    encoder: str
    bias: float
    weights: tuple[float, ...]
    examples: int
    others: int
    precision: float
    recall: float
    f1: float

    def __call__(self, point: Floats) -> float:
        """How probable it is that a phrase tells an event of the type."""
        # by hand: a matrix product would start threads
        z = float((np.asarray(self.weights, np.float32) * point).sum(dtype=np.float32)) + self.bias
        return float(1 / (1 + np.exp(-z)))


def read_heads(folder: Path) -> tuple[tuple[Head, ...], str]:
    """The taught types of a lexicon folder by name, and a hash of them ("" where there are none).

    Raises LexiconError for a file that is none, and for a type that the folder's `types.yaml` does not have.
    """
    heads, digest = [], hashlib.sha256()
    paths = sorted(folder.glob(f"*{SUFFIX}"))
    for path in paths:
        content = path.read_bytes()
        digest.update(content)
        try:
            head = msgspec.json.decode(content, type=Head)
        except (msgspec.ValidationError, msgspec.DecodeError) as error:
            raise LexiconError(f"{path}: {error}; teach the type again with dateline types learn") from error
        if head.name not in own_types(folder):
            raise LexiconError(f"{path}: {head.name} is not in {folder / 'types.yaml'}; add it there")
        heads.append(head)
    return tuple(heads), digest.hexdigest()[:12] if paths else ""


class TaughtTypes:
    """Holds the heads; a call adds to a sentence the event words that they find. The encoder is loaded when needed."""

    def __init__(self, heads: Sequence[Head], load: Callable[[], Similarity]) -> None:
        self._heads, self._load = tuple(heads), load
        self._place: Similarity | None = None

    def __call__(self, sentence: Sentence) -> Sentence:
        if not self._heads:
            return sentence
        clauses = dict(_clauses(sentence.tokens))
        found = tuple(self._found(sentence.tokens, clauses))
        return replace(sentence, event_words=(*(sentence.event_words or ()), *found)) if found else sentence

    def _found(self, tokens: Sequence[Token], clauses: dict[int, list[int]]) -> Iterator[EventWord]:
        whole = self._point(tokens, range(len(tokens)))
        points: dict[int, Floats] = {}
        for head in self._heads:
            probable = head(whole)
            if probable < _WORTH:
                continue
            points = points or {verb: self._point(tokens, words) for verb, words in clauses.items()}
            best = max(points, key=lambda verb: (head(points[verb]), -verb))
            probable = max(probable, head(points[best]))
            if probable >= _SURE:
                parties = tuple(_parties(tokens, best))
                yield EventWord(word=best, types=((head.name, round(probable, _DIGITS)),), parties=parties)

    def _point(self, tokens: Sequence[Token], words: Sequence[int]) -> Floats:
        if self._place is None:
            self._place = self._load()
            for head in self._heads:
                if head.encoder != self._place.version:
                    raise LexiconError(f"{head.name} was taught with another encoder; teach it again")
        return self._place([tokens[w].text for w in words])


def _clauses(tokens: Sequence[Token]) -> Iterator[tuple[int, list[int]]]:
    """Each verb (or what heads a sentence without one) with the words of its own clause, in text order."""
    children: list[list[int]] = [[] for _ in tokens]
    for i, token in enumerate(tokens):
        if token.head >= 0:
            children[token.head].append(i)
    verbs = [i for i, t in enumerate(tokens) if t.upos == "VERB"] or [i for i, t in enumerate(tokens) if t.head < 0]
    for verb in verbs:
        words, queue = [], [verb]
        while queue:
            at = queue.pop()
            words.append(at)
            queue += [c for c in children[at] if not (at == verb and _is_apart(tokens[c]))]
        yield verb, sorted(words)


def _is_apart(token: Token) -> bool:
    return token.relation in _OTHER_CLAUSES or (token.relation == "conj" and token.upos == "VERB")


def _parties(tokens: Sequence[Token], verb: int) -> Iterator[tuple[int, Literal["actor", "recipient"], float]]:
    """Words that may stand for the sides, the surest first: subjects, also those of a governing verb; then the rest."""
    at = verb
    for sure in (1.0, 0.8, 0.6):
        subjects = [i for i, t in enumerate(tokens) if t.head == at and t.relation in _SUBJECTS]
        yield from ((i, "actor", sure) for i in subjects)
        if subjects or tokens[at].relation not in _TAKES_SUBJECT:
            break
        at = tokens[at].head
    for relation in _AFFECTED:
        for i, token in enumerate(tokens):
            if token.head == verb and token.relation == relation:
                yield i, "recipient", 0.8
                yield from ((k, "recipient", 0.6) for k, t in enumerate(tokens) if t.head == i and t.relation == "obl")

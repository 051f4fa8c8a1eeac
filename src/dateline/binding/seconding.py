"""What the model reads of an event beside the rules: it fills in modes, and weighs in on status and contexts.

The bounds were chosen on the part `dev` of the training sentences; the effect of each stands in decision 0018.
"""

from __future__ import annotations

from dateline.records import Candidate, Status

_SURE = 0.7  # a status so probable stands against what the rules say
_MODE, _SURE_MODE = 0.5, 0.9  # a mode so probable fills in where none is; so probable it stands beside a frame's
_CONTEXT, _DOUBTFUL = 0.5, 0.15  # the model adds a context from the first on, and takes one away below the second


def second_status(candidate: Candidate, found: Status, *, dated: bool) -> Status:
    """The rules' status unless the model is sure of another. Where both days are known, they say what is background."""
    reading = candidate.reading
    if reading is None or not reading.statuses or reading.types[0][0] != candidate.type:
        return found  # where the two see different events, the model's status is of another one
    label, probable = reading.statuses[0]
    if found == "future" and candidate.type == "AGREE" and label == "actual":
        return "actual"  # "will visit": that it is to come is what makes it an AGREE
    if probable < _SURE or found in ("future", "historical") or (label == "historical" and dated):
        return found
    if found == "negated" and label == "actual":
        return found  # the rules have read a "not"
    return label  # type: ignore[return-value]


def second_modes(candidate: Candidate) -> tuple[str, ...]:
    """The candidate's modes and those the model reads, where both read the same type.

    Where the model is sure of a mode, those of a frame that it does not see at all go ("change" is the frames' widest).
    """
    reading, modes = candidate.reading, candidate.modes
    if reading is None or reading.types[0][0] != candidate.type:
        return modes
    if not modes:
        return tuple(m for m, p in reading.modes if p >= _MODE)
    sure = tuple(m for m, p in reading.modes if p >= _SURE_MODE)
    seen = {m for m, _ in reading.modes}
    return tuple(dict.fromkeys((*(m for m in modes if m in seen or not sure), *sure)))


def second_contexts(candidate: Candidate, found: tuple[str, ...]) -> tuple[str, ...]:
    """The contexts that words support, without those the model finds unlikely, and those it finds likely."""
    if candidate.reading is None:
        return found
    probable = dict(candidate.reading.contexts)
    kept = [c for c in found if probable.get(c, 0.0) >= _DOUBTFUL]
    return tuple(dict.fromkeys((*kept, *(c for c, p in candidate.reading.contexts if p >= _CONTEXT))))

"""The lexicon once read: frames, and the words that the matcher itself asks for."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from dateline.what.predicates import Carriers
from dateline.what.weights import Weights

Words = frozenset[str]
Test = Words | Literal["party", "itself", "several", "any"]


class Frame(Struct, frozen=True):
    """One way of naming an event. `tests` are conditions on slots; role lists are slots in order of preference."""

    id: str
    type: str
    kind: str
    lemmas: Words
    tests: tuple[tuple[str, Test], ...] = ()
    without: tuple[tuple[str, Test], ...] = ()
    modes: tuple[str, ...] = ()
    cameo: str | None = None
    content: Words | Literal["any", "optional"] | None = None
    content_in: tuple[str, ...] = ("clause",)
    modes_by_content: tuple[tuple[str, str], ...] = ()
    keep_content: bool = False
    actor: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    together: bool = False
    denied: bool = False
    needs: tuple[str, ...] = ()
    status: str = "stable"
    rank: int = 0
    codes_these: tuple[tuple[str, str], ...] = ()
    not_these: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """How specific the frame is; the more specific one wins a word. Named words count most, exclusions least."""
        tests = sum(1 if isinstance(test, str) else 3 for _, test in self.tests)
        content = 0 if self.content in (None, "optional") else 1 if self.content == "any" else 3
        return 100 * self.rank + 2 * (tests + content) + 3 * self.denied + (self.without != ()) + 2 * bool(self.needs)


class Certainty(Struct, frozen=True):
    """Verbs and nouns that say how real their complement is: lemma → negative, future or possible."""

    effects: dict[str, str]
    conditions: Words


class Lexicon(Struct, frozen=True):
    """All frames by trigger (kind, lemma), and the word classes that the matcher itself asks for (see words.yaml)."""

    frames: tuple[Frame, ...]
    by_trigger: dict[tuple[str, str], tuple[Frame, ...]]
    carriers: Carriers
    abstract: Words
    shared: Words
    commemorations: Words
    works: Words
    contests: Words
    quantities: Words
    speech: Words
    certainty: Certainty
    weights: Weights | None  # None: the frames alone
    version: str
    own_types: frozenset[str] = frozenset()  # of the user's: the model in the package knows nothing of them


def index_frames(frames: tuple[Frame, ...]) -> dict[tuple[str, str], tuple[Frame, ...]]:
    """Frames by the kind and lemma of the word that names the event, the most special first; none that is retired."""
    index: dict[tuple[str, str], list[Frame]] = {}
    for frame in frames:
        if frame.status == "retired":
            continue
        for lemma in sorted(frame.lemmas):
            index.setdefault((frame.kind, lemma), []).append(frame)
    return {k: tuple(sorted(v, key=lambda f: (-f.weight, f.id))) for k, v in index.items()}

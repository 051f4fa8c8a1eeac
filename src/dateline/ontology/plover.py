"""The ontology once read: PLOVER's types, modes and contexts, CAMEO's codes, and the ways between them."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from .table import Row


class Mode(Struct, frozen=True):
    """A manner of an event type; `score` is None where PLOVER prints none."""

    name: str
    score: float | None
    context: str | None
    gloss: str
    row: Row


class EventType(Struct, frozen=True):
    """One of PLOVER's 16 types. `symmetric`: all parties may be actors."""

    name: str
    quad_class: str
    score: float
    recipient: bool
    symmetric: bool
    gloss: str
    modes: dict[str, Mode]
    row: Row


class Context(Struct, frozen=True):
    """A PLOVER context and the lemmas and phrases that support it."""

    name: str
    gloss: str
    words: tuple[str, ...]
    row: Row


class StatusRule(Struct, frozen=True):
    """A status, and whether its events get a CAMEO code: yes, listed (rows for this status only) or no."""

    name: str
    cameo: str
    gloss: str
    row: Row


class Code(Struct, frozen=True):
    """A sector, or a body in the place of a country."""

    code: str
    gloss: str
    primary: bool
    row: Row


class CameoCode(Struct, frozen=True):
    """A CAMEO code; `goldstein` is None where the published table has none."""

    code: str
    goldstein: float | None
    label: str
    row: Row


class Crossing(Struct, frozen=True):
    """A row of the crosswalk: the conditions under which a PLOVER event has a CAMEO code."""

    type: str
    mode: str | None
    contexts: tuple[str, ...]
    status: str | None
    priority: int
    cameo: str
    row: Row

    def conditions(self) -> int:
        """How many conditions the row sets."""
        return (self.mode is not None) + len(self.contexts) + (self.status is not None)


class Reading(Struct, frozen=True):
    """What a CAMEO code stands for in PLOVER."""

    cameo: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    row: Row


class Settling(Struct, frozen=True):
    """A type with a status that another type says by itself."""

    type: str
    status: str
    becomes_type: str
    becomes_status: str
    row: Row


class Ontology(Struct, frozen=True):
    """PLOVER 2.0 and CAMEO. `crosswalk` has the rows of each type best first; `version` hashes the tables."""

    types: dict[str, EventType]
    contexts: dict[str, Context]
    statuses: dict[str, StatusRule]
    sectors: dict[str, Code]
    bodies: dict[str, Code]
    cameo: dict[str, CameoCode]
    crosswalk: dict[str, tuple[Crossing, ...]]
    readings: dict[str, Reading]
    settlings: dict[tuple[str, str], Settling]
    version: str

    def is_mode(self, type_name: str, mode: str) -> bool:
        """Whether the type exists and has the mode."""
        kind = self.types.get(type_name)
        return kind is not None and mode in kind.modes

    def quad_class(self, type_name: str) -> str:
        """The quad class of a type."""
        return self.types[type_name].quad_class

    def plover_score(self, type_name: str, modes: Iterable[str] = ()) -> float:
        """The PLOVER score: of the mode that is farthest from zero, or the type's where no mode has a score."""
        kind = self.types[type_name]
        scores = [kind.modes[mode].score for mode in modes if mode in kind.modes]
        known = [score for score in scores if score is not None]
        return max(known, key=lambda score: (abs(score), score)) if known else kind.score

    def implied_contexts(self, type_name: str, modes: Iterable[str]) -> tuple[str, ...]:
        """The contexts that the modes bring with them, in the order of the modes."""
        known = self.types[type_name].modes
        found = (known[mode].context for mode in modes if mode in known)
        return tuple(dict.fromkeys(context for context in found if context is not None))

    def cameo_code(
        self, type_name: str, modes: Iterable[str] = (), contexts: Iterable[str] = (), status: str = "actual"
    ) -> str | None:
        """The most specific CAMEO code that the event supports; None for a status that CAMEO does not code.

        Give type, modes and status as read, before `settle`: a future AID is then 033, while AGREE alone is 030.
        """
        rule = self.statuses[status].cameo
        if rule == "no":
            return None
        held_modes = frozenset(modes)
        held_contexts = frozenset(contexts) | frozenset(self.implied_contexts(type_name, held_modes))
        for crossing in self.crosswalk[type_name]:
            if crossing.status is None and rule == "listed":
                continue
            if crossing.status not in (None, status) or crossing.mode not in (None, *held_modes):
                continue
            if held_contexts.issuperset(crossing.contexts):
                return crossing.cameo
        return None

    def appeal(self, cameo: str) -> str:
        """The appeal (02) that matches a demand (10): PLOVER's REQUEST is both; other codes stay as they are."""
        return "02" + cameo[2:] if cameo.startswith("10") else cameo

    def goldstein(self, cameo: str) -> float | None:
        """The Goldstein score of a CAMEO code, or of its nearest parent that has one."""
        for length in range(len(cameo), 1, -1):
            entry = self.cameo.get(cameo[:length])
            if entry is not None and entry.goldstein is not None:
                return entry.goldstein
        return None

    def plover_of(self, cameo: str) -> tuple[str, str | None, tuple[str, ...]] | None:
        """Type, mode and contexts that a CAMEO code, or its nearest parent, stands for; None for statements (01)."""
        for length in range(len(cameo), 1, -1):
            reading = self.readings.get(cameo[:length])
            if reading is not None:
                return reading.type, reading.mode, reading.contexts
        return None

    def settle(self, type_name: str, status: str, modes: tuple[str, ...]) -> tuple[str, str, tuple[str, ...]]:
        """Type, status and modes after PLOVER's rule that a type which says it all replaces type with status."""
        settling = self.settlings.get((type_name, status))
        if settling is None:
            return type_name, status, modes
        kept = tuple(mode for mode in modes if self.is_mode(settling.becomes_type, mode))
        return settling.becomes_type, settling.becomes_status, kept

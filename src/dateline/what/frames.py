"""The lexicon: frames as data, read strictly. A fault is reported with its file, line and advice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any, Literal

from msgspec import Struct
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError

from dateline.errors import LexiconError
from dateline.what.predicates import Carriers

FOLDER = Path(__file__).parent / "lexicon"
_KINDS = ("verb", "noun", "adjective")
_KEYS = frozenset(
    {
        "id",
        "codes",
        "modes",
        "cameo",
        *_KINDS,
        "subject",
        "object",
        "indirect",
        "clause",
        "modal",
        "after",
        "without",
        "content",
        "content in",
    }
    | {"modes by content", "keep content", "actor", "recipient", "together", "denied", "needs"}
    | {"status", "rank", "note"}
    | {"codes these", "not these"}
)

Words = frozenset[str]
Test = Words | Literal["party", "itself", "any"]


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
    quantities: Words
    certainty: Certainty
    version: str


def load_lexicon(folder: Path = FOLDER, extra: Path | None = None) -> Lexicon:
    """The package's lexicon, with the frames of a user's folder added (theirs replace ours of the same id)."""
    digest = hashlib.sha256()
    classes: dict[str, Words] = {}
    frames: dict[str, tuple[Frame, ...]] = {}  # by id; a frame for verbs and nouns is two
    settings: dict[str, Any] = {}
    for root in (folder, *([extra] if extra else [])):
        files = sorted(root.glob("*.yaml"))
        if not files:
            raise LexiconError(f"{root}: no .yaml file; a lexicon folder holds one file of frames per type")
        for path in files:
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
        for path in files:
            if path.stem == "words":
                classes |= {k: frozenset(map(str, v)) for k, v in _read(path).items()}
            elif path.stem == "certainty":
                settings = _read(path)
        for path in files:
            if path.stem not in ("words", "certainty"):
                for group in _frames(path, classes):
                    frames[group[0].id] = group
    everything = tuple(f for group in frames.values() for f in group)
    return Lexicon(
        frames=everything,
        by_trigger=_index(everything),
        carriers=Carriers(
            light=classes.get("light verbs", frozenset()),
            suffering=classes.get("suffering verbs", frozenset()),
            particles=frozenset(lemma for f in everything for lemma in f.lemmas if " " in lemma),
            asking=frozenset(lemma for f in everything if _takes_clause(f) for lemma in f.lemmas),
        ),
        abstract=classes.get("abstract", frozenset()),
        shared=classes.get("shared", frozenset()),
        commemorations=classes.get("commemorations", frozenset()),
        quantities=classes.get("quantities", frozenset()),
        certainty=_certainty(settings),
        version=digest.hexdigest()[:12],
    )


def _takes_clause(frame: Frame) -> bool:
    in_clause = frame.content is not None and "clause" in frame.content_in
    return frame.kind == "verb" and (in_clause or any("clause" in slot for slot, _ in frame.tests))


def _read(path: Path) -> Any:
    # The round-trip reader keeps line numbers, and reads YAML 1.2: "on" and "NO" stay words.
    try:
        return YAML(typ="rt").load(StringIO(path.read_text(encoding="utf-8")))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise LexiconError(f"{path}:{line}: {error.problem}; see docs/frames.md for the form") from error


def _certainty(settings: Mapping[str, Any]) -> Certainty:
    effects = {
        str(lemma): effect for effect in ("negative", "future", "possible") for lemma in settings.get(effect, ())
    }
    return Certainty(effects, frozenset(map(str, settings.get("conditions", ()))))


def _index(frames: tuple[Frame, ...]) -> dict[tuple[str, str], tuple[Frame, ...]]:
    index: dict[tuple[str, str], list[Frame]] = {}
    for frame in frames:
        if frame.status == "retired":
            continue
        for lemma in sorted(frame.lemmas):
            index.setdefault((frame.kind, lemma), []).append(frame)
    return {k: tuple(sorted(v, key=lambda f: (-f.weight, f.id))) for k, v in index.items()}


def _frames(path: Path, classes: Mapping[str, Words]) -> Iterator[tuple[Frame, ...]]:
    """The frames of a file, those of one id together."""
    rows: Any = _read(path) or []
    for k, row in enumerate(rows):
        where = f"{path}:{rows.lc.item(k)[0] + 1}"
        yield tuple(_FrameReader(where, row, classes).frames())


class _FrameReader:
    """Turns one YAML mapping into a Frame, or says what is wrong with it."""

    def __init__(self, where: str, row: Any, classes: Mapping[str, Words]) -> None:
        self.where, self.row, self.classes = where, row, classes

    def frames(self) -> Iterator[Frame]:
        row = self.row
        if not isinstance(row, dict) or "id" not in row:
            self.fail("every frame is a mapping with an id")
        unknown = sorted(set(row) - _KEYS)
        if unknown:
            self.fail(f"unknown key {unknown[0]!r}; known keys are {', '.join(sorted(_KEYS))}")
        kinds = [k for k in _KINDS if k in row]
        if not kinds:
            self.fail("a frame needs verb, noun or adjective: the words that name the event")
        if not row.get("codes these") or not row.get("not these"):
            self.fail("a frame needs sentences under both 'codes these' and 'not these'")
        for kind in kinds:
            yield self.frame(kind)

    def frame(self, kind: str) -> Frame:
        row = self.row
        own = ("subject", "object", "indirect", "clause", "modal")
        tests = [(slot, self.test(row[slot])) for slot in own if slot in row]
        tests += [(str(p), self.test(v)) for p, v in row.get("after", {}).items()]
        return Frame(
            id=str(row["id"]),
            type=str(row.get("codes", "")) or self.fail("a frame needs 'codes': one of the 16 types"),
            kind=kind,
            lemmas=self.words(row[kind]),
            tests=tuple(tests),
            without=tuple((str(s), self.test(v)) for s, v in row.get("without", {}).items()),
            modes=tuple(map(str, row.get("modes", ()))),
            cameo=str(row["cameo"]) if "cameo" in row else None,
            content=self.content(),
            content_in=self.slots("content in") or ("clause",),
            modes_by_content=tuple((str(k), str(v)) for k, v in row.get("modes by content", {}).items()),
            keep_content=bool(row.get("keep content", False)),
            actor=self.slots("actor"),
            recipient=self.slots("recipient"),
            together=bool(row.get("together", False)),
            denied=bool(row.get("denied", False)),
            needs=self.slots("needs"),
            status=str(row.get("status", "stable")),
            rank=int(row.get("rank", 0)),
            codes_these=tuple((str(k), str(v)) for k, v in row["codes these"].items()),
            not_these=tuple(map(str, row["not these"])),
        )

    def content(self) -> Words | Literal["any", "optional"] | None:
        value = self.row.get("content")
        if value in ("any", "optional"):
            return "any" if value == "any" else "optional"
        return frozenset(map(str, value)) if value else None

    def slots(self, key: str) -> tuple[str, ...]:
        value = self.row.get(key, ())
        return (value,) if isinstance(value, str) else tuple(map(str, value))

    def test(self, value: Any) -> Test:
        return value if value in ("party", "itself", "any") else self.words(value)

    def words(self, value: Any) -> Words:
        out: set[str] = set()
        for word in [value] if isinstance(value, str) else value:
            if str(word).startswith("$"):
                if str(word)[1:] not in self.classes:
                    self.fail(f"no word class {word} in words.yaml")
                out |= self.classes[str(word)[1:]]
            else:
                out.add(str(word))
        return frozenset(out)

    def fail(self, message: str) -> Any:
        name = self.row.get("id", "?") if isinstance(self.row, dict) else "?"
        raise LexiconError(f"{self.where}: frame {name}: {message}")

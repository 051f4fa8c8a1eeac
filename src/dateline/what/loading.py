"""YAML → lexicon, read strictly. A fault is reported with its file, line and advice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec
from msgspec import Struct

from dateline.errors import LexiconError
from dateline.ontology import Parsed, load_ontology, own_types, read_yaml
from dateline.what.frames import Certainty, Frame, Lexicon, Test, Words, index_frames
from dateline.what.predicates import Carriers
from dateline.what.weights import WEIGHTS, load_weights

_OTHERS = frozenset({"words", "certainty", "types"})  # files of a lexicon folder that hold no frames
FOLDER = Path(__file__).parent / "lexicon"
_SLOTS = frozenset("subject object indirect clause modal possessor modifier outer object's victim day measure".split())
_CONTENT = frozenset({"content", "content.actor", "content.recipient"})
_PREPOSITIONS = frozenset(
    """aboard about above across after against ahead along alongside amid among amongst around as at before
    behind below beneath because beside besides between beyond by concerning despite down due during except
    following for from in inside into involving like near of off on onto opposite out outside over past
    pending per regarding round since through throughout till to toward towards under underneath until unto up
    upon via with within without""".split()
)
# What parsers give for prepositions of two words.
_LONGER = frozenset(
    {
        "out of",
        "because of",
        "according to",
        "along with",
        "in front of",
        "next to",
        "instead of",
        "due to",
        "as of",
        "away from",
        "together with",
        "in favour of",
        "in favor of",
    }
)


Known = tuple[Mapping[str, Words], Sequence[str]]  # word classes, and the types of the user's own


class Row(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename=lambda name: name.replace("_", " "),
):
    """A frame as written. Lists of one may be written as a word."""

    id: str
    codes: str
    codes_these: dict[str, str]
    not_these: list[str]
    verb: str | list[str] = []
    noun: str | list[str] = []
    adjective: str | list[str] = []
    subject: str | list[str] = []
    object: str | list[str] = []
    indirect: str | list[str] = []
    clause: str | list[str] = []
    modal: str | list[str] = []
    after: dict[str, str | list[str]] = {}
    without: dict[str, str | list[str]] = {}
    modes: list[str] = []
    cameo: str | None = None
    content: str | list[str] = []
    content_in: str | list[str] = []
    modes_by_content: dict[str, str] = {}
    keep_content: bool = False
    actor: str | list[str] = []
    recipient: str | list[str] = []
    together: bool = False
    denied: bool = False
    needs: list[Literal["actor", "recipient"]] = []
    status: Literal["draft", "stable", "retired"] = "stable"
    rank: int = 0
    note: str = ""


def load_lexicon(folder: Path = FOLDER, extra: Path | None = None) -> Lexicon:
    """The package's lexicon and a user's folder: its frames replace ours of the same id, its words are added."""
    digest = hashlib.sha256(WEIGHTS.read_bytes())
    classes: dict[str, Words] = {}
    frames: dict[str, tuple[Frame, ...]] = {}
    settings: dict[str, Any] = {}
    own = own_types(extra)
    for root in (folder, *([extra] if extra else [])):
        files = sorted(root.glob("*.yaml"))
        if not files:
            raise LexiconError(f"{root}: no .yaml file; a lexicon folder holds one file of frames per type")
        for path in files:
            digest.update(path.name.encode() + b"\0" + path.read_bytes())
            if path.stem == "words":
                classes |= {k: frozenset(map(str, v)) for k, v in _mapping(path).items()}
            elif path.stem == "certainty":
                settings |= _mapping(path)
        frames |= _folder_frames([p for p in files if p.stem not in _OTHERS], (classes, own))
    everything = tuple(f for group in frames.values() for f in group)
    return Lexicon(
        frames=everything,
        by_trigger=index_frames(everything),
        carriers=Carriers(
            light=classes.get("light verbs", frozenset()),
            suffering=classes.get("suffering verbs", frozenset()),
            telling=classes.get("telling verbs", frozenset()),
            giving=classes.get("giving verbs", frozenset()),
            counting=classes.get("quantities", frozenset()),
            particles=frozenset(lemma for f in everything for lemma in f.lemmas if " " in lemma),
            asking=frozenset(lemma for f in everything if _takes_clause(f) for lemma in f.lemmas),
        ),
        abstract=classes.get("abstract", frozenset()),
        shared=classes.get("shared", frozenset()),
        commemorations=classes.get("commemorations", frozenset()),
        works=classes.get("works", frozenset()),
        contests=classes.get("contests", frozenset()),
        quantities=classes.get("quantities", frozenset()),
        speech=classes.get("plain speech", frozenset()),
        certainty=_certainty(settings),
        weights=load_weights(),
        own_types=frozenset(own),
        version=digest.hexdigest()[:12],
    )


def _takes_clause(frame: Frame) -> bool:
    in_clause = frame.content is not None and "clause" in frame.content_in
    return frame.kind == "verb" and (in_clause or any("clause" in slot for slot, _ in frame.tests))


def _read(path: Path) -> Parsed:
    return read_yaml(path.read_text(encoding="utf-8"), str(path))


def _mapping(path: Path) -> dict[str, Any]:
    content = _read(path).content
    if not isinstance(content, dict):
        raise LexiconError(f"{path}:1: this file is a mapping from a name to a list of words")
    return content


def _certainty(settings: Mapping[str, Any]) -> Certainty:
    effects = {
        str(lemma): effect for effect in ("negative", "future", "possible") for lemma in settings.get(effect, ())
    }
    return Certainty(effects, frozenset(map(str, settings.get("conditions", ()))))


def _folder_frames(files: list[Path], known: Known) -> dict[str, tuple[Frame, ...]]:
    """The frames of a folder by id; within one folder an id stands once."""
    found: dict[str, tuple[Frame, ...]] = {}
    homes: dict[str, Path] = {}
    for path in files:
        for group in _frames(path, known):
            name = group[0].id
            if name in homes:
                raise LexiconError(f"{path}: frame {name} stands in {homes[name].name} too; ids are unique")
            homes[name], found[name] = path, group
    return found


def _frames(path: Path, known: Known) -> Iterator[tuple[Frame, ...]]:
    """The frames of a file, those of one id together."""
    content, lines = _read(path)
    rows: Any = content or []
    if not isinstance(rows, list):
        raise LexiconError(f"{path}:1: a file of frames is a list; every frame begins with '- id: …'")
    for line, row in zip(lines, rows, strict=True):
        yield _FrameReader(f"{path}:{line}", row, known).frames()


class _FrameReader:
    """Turns one YAML mapping into frames, one a kind of word, or says what is wrong with it."""

    def __init__(self, where: str, row: Any, known: Known) -> None:
        name = row.get("id", "?") if isinstance(row, dict) else "?"
        self.where = f"{where}: frame {name}"
        self.classes, self.own = known
        try:
            self.row = msgspec.convert(row, Row)
        except msgspec.ValidationError as error:
            self.fail(f"{error}; see docs/frames.md for the form")

    def frames(self) -> tuple[Frame, ...]:
        row = self.row
        kinds = {"verb": row.verb, "noun": row.noun, "adjective": row.adjective}
        if not any(kinds.values()):
            self.fail("needs verb, noun or adjective: the words that name the event")
        if not row.codes_these or not row.not_these:
            self.fail("needs sentences under both 'codes these' and 'not these'")
        types = (*load_ontology().types, *self.own)
        if row.codes not in types:
            self.fail(f"codes {row.codes!r}; the types are {', '.join(types)}")
        self.check_slots()
        return tuple(self.frame(kind, lemmas) for kind, lemmas in kinds.items() if lemmas)

    def check_slots(self) -> None:
        """A misspelt slot would never be filled, and nobody would know."""
        row = self.row
        named = [*_listed(row.actor), *_listed(row.recipient), *_listed(row.content_in), *row.after, *row.without]
        for part in (p for name in named for p in name.split("|")):
            if part not in _SLOTS | _CONTENT | _PREPOSITIONS | _LONGER:
                self.fail(f"{part!r} is no slot: use {', '.join(sorted(_SLOTS | _CONTENT))}, or a preposition")

    def frame(self, kind: str, lemmas: str | list[str]) -> Frame:
        row = self.row
        own = {"subject": row.subject, "object": row.object, "indirect": row.indirect}
        own |= {"clause": row.clause, "modal": row.modal, **row.after}
        return Frame(
            id=row.id,
            type=row.codes,
            kind=kind,
            lemmas=self.words(lemmas),
            tests=tuple((slot, self.test(value)) for slot, value in own.items() if value),
            without=tuple((slot, self.test(value)) for slot, value in row.without.items()),
            modes=tuple(row.modes),
            cameo=row.cameo,
            content=self.content(),
            content_in=tuple(_listed(row.content_in)) or ("clause",),
            modes_by_content=tuple(row.modes_by_content.items()),
            keep_content=row.keep_content,
            actor=tuple(_listed(row.actor)),
            recipient=tuple(_listed(row.recipient)),
            together=row.together,
            denied=row.denied,
            needs=tuple(row.needs),
            status=row.status,
            rank=row.rank + (row.codes in self.own),  # who adds a type wants it where ours would fit too
            codes_these=tuple(row.codes_these.items()),
            not_these=tuple(row.not_these),
        )

    def content(self) -> Words | Literal["any", "optional"] | None:
        value = self.row.content
        if value in ("any", "optional"):
            return "any" if value == "any" else "optional"
        return frozenset(_listed(value)) or None

    def test(self, value: str | list[str]) -> Test:
        return value if value in ("party", "itself", "several", "any") else self.words(value)  # type: ignore[return-value]

    def words(self, value: str | list[str]) -> Words:
        out: set[str] = set()
        for word in _listed(value):
            if word.startswith("$") and len(word) > 1:
                if word[1:] not in self.classes:
                    self.fail(f"no word class {word} in words.yaml")
                out |= self.classes[word[1:]]
            else:
                out.add(word)
        return frozenset(out)

    def fail(self, message: str) -> Any:
        raise LexiconError(f"{self.where}: {message}")


def _listed(value: str | list[str]) -> list[str]:
    return [value] if isinstance(value, str) else value

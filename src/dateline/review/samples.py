"""A sample: which items were drawn, from which strata, with which seed; frozen, so that two coders see the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from dateline.errors import ConfigError, StoreError

Kind = Literal["event", "sentence"]
FOLDER = "reviews"
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


class Stratum(Struct, frozen=True):
    """A part of the dataset that was drawn from by itself: `population` items, of them `drawn`.

    `types` says how many of the population have each PLOVER type; a stratum of sentences has none.
    """

    name: str
    kind: Kind
    population: int
    drawn: int
    types: dict[str, int] = {}


class Item(Struct, frozen=True):
    """What a coder decides on: a coded event, or a sentence in which an event may have been missed.

    `item` is the event's id, or article_id:sentence; `weight` is how many items of the dataset it stands for;
    `field`, `start` and `end` bound the sentence in code points (of an event: the words that name it).
    """

    item: str
    kind: Kind
    stratum: str
    weight: float
    version: int
    article_id: str
    type: str
    field: str
    start: int
    end: int


class Sample(Struct, frozen=True):
    """A drawn sample. `dataset_version` is the dataset's commit it was drawn at, `by` how events were stratified."""

    name: str
    dataset_version: int
    seed: int
    by: str
    strata: tuple[Stratum, ...]
    items: tuple[Item, ...]


def save_sample(dataset: Path, sample: Sample) -> Path:
    """Writes `reviews/<name>.json` in the dataset's folder; ConfigError where that name is taken."""
    path = _path(dataset, sample.name)
    path.parent.mkdir(exist_ok=True)
    text = msgspec.json.format(msgspec.json.encode(sample, order="deterministic"), indent=1) + b"\n"
    try:
        with path.open("xb") as file:
            file.write(text)
    except FileExistsError as error:
        raise ConfigError(
            f"there is a sample {sample.name!r} already: a sample stays as drawn, take a new name"
        ) from error
    except OSError as error:
        raise StoreError(f"{path}: {error.strerror}: check the folder and its permissions") from error
    return path


def load_sample(dataset: Path, name: str) -> Sample:
    """The sample of that name; ConfigError where there is none, StoreError where its file is not one."""
    path = _path(dataset, name)
    try:
        return msgspec.json.decode(path.read_bytes(), type=Sample)
    except FileNotFoundError as error:
        known = ", ".join(sample_names(dataset)) or "none yet; draw one with `dateline review draw`"
        raise ConfigError(f"no sample {name!r} in this dataset; there are: {known}") from error
    except (msgspec.DecodeError, OSError) as error:
        raise StoreError(f"{path} is no sample: {error}") from error


def sample_names(dataset: Path) -> list[str]:
    """The names of the samples in the dataset's folder, sorted."""
    return sorted(p.stem for p in (dataset / FOLDER).glob("*.json"))


def _path(dataset: Path, name: str) -> Path:
    if not _NAME.fullmatch(name):
        raise ConfigError(f"a sample's name has letters, digits, - and _, not {name!r}")
    return dataset / FOLDER / f"{name}.json"

"""The lexicon's own test: every frame does what its sentences promise, and every type is told in every construction."""

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from dateline.coder import Tools
from dateline.proving import prove
from dateline.reading import make_article
from dateline.trees import Tree, grow
from dateline.what import Frame
from dateline.what.loading import FOLDER

FILES = sorted(p.stem for p in FOLDER.glob("*.yaml") if p.stem not in ("words", "certainty"))
TYPES = (
    "AGREE CONSULT SUPPORT COOPERATE AID CONCEDE RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE "
    "COERCE ASSAULT"
).split()
CONSTRUCTIONS = {"active", "passive", "nominal", "light verb", "infinitive"}


def ids(path: Path) -> list[str]:
    return re.findall(r"^- id: (\S+)", path.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.fixture(scope="module")
def tools(tools: Tools) -> Tools:
    """With a parser that remembers: the sentences that prove a frame are asked for their constructions too."""
    parser = cache(tools.parser.__call__)
    parser.version = tools.parser.version
    return replace(tools, parser=parser)


@pytest.mark.parametrize("stem", FILES)
def test_every_frame_keeps_its_sentences(tools: Tools, stem: str) -> None:
    here = set(ids(FOLDER / f"{stem}.yaml"))
    assert here
    frames = [f for f in tools.lexicon.frames if f.id in here]
    assert {f.id for f in frames} == here
    faults = [f"{f.frame}: {f.sentence} wanted {f.wanted}, found {f.found}" for f in prove(frames, tools)]
    assert faults == []


def test_no_frame_has_two_homes() -> None:
    every = [i for stem in FILES for i in ids(FOLDER / f"{stem}.yaml")]
    assert sorted(every) == sorted(set(every))


def test_the_types_are_those_of_the_ontology(tools: Tools) -> None:
    assert set(TYPES) == set(tools.ontology.types)
    assert {f.type for f in tools.lexicon.frames} <= set(TYPES)


@pytest.mark.parametrize("kind", TYPES)
def test_a_type_has_ten_frames_and_more(tools: Tools, kind: str) -> None:
    assert len({f.id for f in tools.lexicon.frames if f.type == kind and f.status != "retired"}) >= 10


@pytest.fixture(scope="module")
def constructions(tools: Tools) -> dict[str, set[str]]:
    """By type: the constructions of its `codes these` sentences, as the parser sees them."""
    found: dict[str, set[str]] = {kind: set() for kind in TYPES}
    for frame in tools.lexicon.frames:
        for sentence, _ in frame.codes_these:
            for tree in grow(tools.parser(make_article(sentence))):
                found[frame.type] |= constructions_of(tree, frame, tools.lexicon.carriers.light)
    return found


def constructions_of(tree: Tree, frame: Frame, light: frozenset[str]) -> set[str]:
    """How the frame's own words are built into the sentence."""
    tags = {"verb": ("VERB",), "noun": ("NOUN", "PROPN"), "adjective": ("ADJ",)}[frame.kind]
    words = [i for i, t in enumerate(tree.tokens) if t.upos in tags and tree.lemma(i) in frame.lemmas]
    if frame.kind == "verb":
        named = any(slot == "object" and not isinstance(test, str) for slot, test in frame.tests)
        return {"light verb" if named and tree.lemma(i) in light else verbal(tree, i) for i in words}
    if frame.kind == "noun":
        return {nominal(tree, i, light) for i in words}
    return set()


def verbal(tree: Tree, verb: int) -> str:
    if tree[verb].voice == "Pass" or tree.child(verb, "aux:pass", "nsubj:pass") is not None:
        return "passive"
    return "infinitive" if tree[verb].verb_form == "Inf" else "active"


def nominal(tree: Tree, noun: int, light: frozenset[str]) -> str:
    carried = tree[noun].relation in ("obj", "nsubj", "nsubj:pass") and tree.lemma(tree[noun].head) in light
    return "light verb" if carried else "nominal"


@pytest.mark.parametrize("kind", TYPES)
def test_a_type_is_told_in_five_constructions(constructions: dict[str, set[str]], kind: str) -> None:
    assert CONSTRUCTIONS - constructions[kind] == set()

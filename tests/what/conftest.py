"""Sentences by hand: trees from short rows, mentions of their names, and lexicons in a folder."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from dateline.parsing.conllu import read_conllu
from dateline.records import Actor, Mention
from dateline.trees import Tree, grow
from dateline.what import Lexicon, load_lexicon

Grower = Callable[[str], Tree]
Maker = Callable[..., Lexicon]


@pytest.fixture(scope="session")
def plant() -> Grower:
    """A tree from lines of `form lemma tag head relation [features]`; words are counted from 1, head 0 is the root."""

    def make(rows: str) -> Tree:
        lines = []
        for n, row in enumerate(rows.strip().splitlines(), 1):
            form, lemma, tag, head, relation, *features = row.split()
            columns = (str(n), form, lemma, tag, "_", "".join(features) or "_", head, relation, "_", "_")
            lines.append("\t".join(columns))
        return grow(read_conllu("\n".join(lines) + "\n\n"))[0]

    return make


@pytest.fixture
def lexicon(tmp_path: Path) -> Maker:
    """A lexicon of the frames given (YAML without sentences, which are added), words.yaml and certainty.yaml."""

    def make(*frames: str, words: str = "", certainty: str = "") -> Lexicon:
        sentences = '  codes these: {"A b.": KEN > UGA}\n  not these: [C d.]\n'
        (tmp_path / "frames.yaml").write_text("".join(f"{f.strip()}\n{sentences}" for f in frames), encoding="utf-8")
        if words:
            (tmp_path / "words.yaml").write_text(words, encoding="utf-8")
        if certainty:
            (tmp_path / "certainty.yaml").write_text(certainty, encoding="utf-8")
        return load_lexicon(tmp_path)

    return make


@pytest.fixture(scope="session")
def names() -> Callable[[Tree, Sequence[str]], tuple[Mention, ...]]:
    """Mentions of the words named, each with an actor that can act for itself."""

    def make(tree: Tree, words: Sequence[str]) -> tuple[Mention, ...]:
        found = []
        for i, token in enumerate(tree.tokens):
            if token.text in words:
                actor = Actor(token.text, token.text[:3].upper(), ("GOV",))
                found.append(Mention(token.text, tree.span((i,)), "name", token.text, tree.index, i, (actor,)))
        return tuple(found)

    return make

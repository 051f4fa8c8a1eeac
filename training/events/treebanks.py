"""Marks on sentences of the training data of trees and names: what real text tells, and above all what it does not.

`treebank_marks.tsv` holds sentence ids and word numbers; the words stay where they are. A line is
`sent_id TAB marks`, the notation that of `marks.py`, words counted from 0, a party by any word of its name.
Sentences of name corpora have no ids: `re3d:17` is the eighteenth of `names/re3d.bio`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from training.events.marks import read_marks
from training.sentences.reading import Extent, Item

MARKS = Path(__file__).parent / "treebank_marks.tsv"
TREEBANKS = Path("../shared/treebanks")
NAMED = "treebank:"  # how the names of these items begin
_PARTS = ("ewt-train", "gum-train")
_NAMES = ("re3d", "crossner-politics")
_TIGHT = frozenset(".,;:!?)]%'’")  # no space is put before these where a corpus does not say


@dataclass
class _Sentence:
    """Text, and of each word where it stands, its tag, its governor's number, and its relation."""

    text: str = ""
    words: list[Extent] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    relations: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)  # in place of a tree: B-, I-, O

    def chief(self, word: int) -> Extent:
        """The word that the trees put first in a name, wherever in it the mark stands; without a tree, the name."""
        if self.names:
            return self._name_around(word)
        while self.relations[word].startswith("flat") or self._within_name(word):
            word = self.heads[word]
        return self.words[word]

    def _name_around(self, word: int) -> Extent:
        first = last = word
        while first and self.names[first].startswith("I-"):
            first -= 1
        while last + 1 < len(self.names) and self.names[last + 1].startswith("I-"):
            last += 1
        return self.words[first][0], self.words[last][1]

    def _within_name(self, word: int) -> bool:
        names = self.upos[word] == self.upos[self.heads[word]] == "PROPN"
        return names and self.relations[word] == "compound"


def marked_items(treebanks: Path = TREEBANKS, marks: Path = MARKS) -> Iterator[Item]:
    """The marked sentences as items; an id that the treebanks lack is a KeyError."""
    sentences = dict(pair for part in _PARTS for pair in _sentences(treebanks / "ud" / f"{part}.conllu"))
    sentences |= dict(pair for part in _NAMES for pair in _named(treebanks / "names" / f"{part}.bio"))
    for n, line in enumerate(marks.read_text(encoding="utf-8").splitlines(), 1):
        name, _, told = line.partition("\t")
        s = sentences[name]
        events = read_marks(told, lambda word, s=s: s.words[int(word)], lambda word, s=s: s.chief(int(word)))
        yield Item(NAMED + name, name, "broadcast", "World", held=False, text=s.text, events=events, path=marks, line=n)


def _sentences(path: Path) -> Iterator[tuple[str, _Sentence]]:
    for block in path.read_text(encoding="utf-8").strip().split("\n\n"):
        found = re.search(r"^# sent_id = (\S+)", block, re.MULTILINE)
        if found:
            yield found[1], _read(line.split("\t") for line in block.splitlines() if line[:1].isdigit())


def _named(path: Path) -> Iterator[tuple[str, _Sentence]]:
    for n, block in enumerate(path.read_text(encoding="utf-8").strip().split("\n\n")):
        s = _Sentence()
        for word, tag in (line.split("\t") for line in block.split("\n") if line):
            s.text += "" if not s.text or word[:1] in _TIGHT else " "
            s.words.append((len(s.text), len(s.text) + len(word)))
            s.text += word
            s.names.append(tag)
        yield f"{path.stem}:{n}", s


def _read(rows: Iterator[list[str]]) -> _Sentence:
    s, joined = _Sentence(), dict[int, bool]()
    for number, form, _, upos, _, _, head, relation, _, misc in rows:
        first, _, last = number.partition("-")
        spaced = "SpaceAfter=No" not in misc
        if last:  # "don't" stands before its words: only the last of them may be followed by a space
            joined = {n: n == int(last) and spaced for n in range(int(first), int(last) + 1)}
        elif "." not in number:
            s.words.append((len(s.text), len(s.text) + len(form)))
            s.text += form + " " * joined.get(int(number), spaced)
            s.upos.append(upos)
            s.heads.append(int(head) - 1)
            s.relations.append(relation)
    s.text = s.text.rstrip()
    return s

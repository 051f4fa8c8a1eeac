"""The folder of measuring sets and its formats: JSON Lines, CoNLL-U, BIO."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.scoring.parses import Reading, Word

VARIABLE = "DATELINE_SHARED"


class Gold:
    """The measuring sets of a folder; remembers the hash of each file that was read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.hashes: dict[str, str] = {}

    def read(self, name: str) -> str:
        """The text of a file of the folder."""
        content = (self.folder / name).read_bytes()
        self.hashes[name] = hashlib.sha256(content).hexdigest()
        return content.decode("utf-8")

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The records of a JSON Lines file."""
        return [json.loads(line) for line in self.read(name).split("\n") if line.strip()]


def open_gold() -> Gold | None:
    """The folder that the environment names; None where it names none, OSError where it cannot be read."""
    name = os.environ.get(VARIABLE, "")
    if not name:
        return None
    folder = Path(name)
    if not (folder / "gold").is_dir() or not (folder / "treebanks").is_dir():
        raise FileNotFoundError(f"{VARIABLE}={name}: no folder with gold/ and treebanks/ can be read there")
    return Gold(folder)


@dataclass
class Tree:
    """A gold sentence: its text, rows of CoNLL-U, and the multiword tokens as first id → (last id, form)."""

    text: str = ""
    opens_paragraph: bool = False
    rows: list[list[str]] = field(default_factory=list)
    joined: dict[int, tuple[int, str]] = field(default_factory=dict)


def read_documents(content: str) -> list[list[Tree]]:
    """CoNLL-U → documents of sentences; empty nodes are left out."""
    documents: list[list[Tree]] = []
    tree = Tree()
    for line in [*content.split("\n"), ""]:
        if line.startswith("#"):
            if line.startswith("# newdoc"):
                documents.append([])
            tree.opens_paragraph |= line.startswith("# newpar")
            tree.text = line[9:] if line.startswith("# text = ") else tree.text
        elif line:
            _take(tree, line.split("\t"))
        elif tree.rows:
            if not documents:
                documents.append([])
            documents[-1].append(tree)
            tree = Tree()
    return documents


def _take(tree: Tree, row: list[str]) -> None:
    if row[0].isdigit():
        tree.rows.append(row)
    elif "-" in row[0]:
        first, last = row[0].split("-")
        tree.joined[int(first)] = (int(last), row[1])


def raw_text(document: list[Tree]) -> str:
    """The document's text again: paragraphs parted by blank lines, sentences by spaces."""
    out = ""
    for tree in document:
        out += ("\n\n" if tree.opens_paragraph else " ") if out else ""
        out += tree.text
    return out


def gold_reading(document: list[Tree]) -> Reading:
    """The document's words and sentences, placed by their characters without white space."""
    words: list[Word] = []
    sentences, at = [], 0
    for tree in document:
        base, start, shared_to, token = len(words), at, 0, (at, at)
        for row in tree.rows:
            i = int(row[0])
            if i in tree.joined:
                shared_to, form = tree.joined[i]
                token = (at, at + len(bare(form)))
            elif i > shared_to:
                token = (at, at + len(bare(row[1])))
            at = token[1]
            head = int(row[6]) - 1
            words.append(Word(*token, row[1], row[3], head + base if head >= 0 else -1, row[7], i <= shared_to))
        if at - start != len(bare(tree.text)):
            raise ValueError(f"words and text differ: {tree.text!r}")
        sentences.append((start, at))
    return Reading(words, sentences)


def bare(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def read_bio(content: str) -> Iterator[tuple[list[str], list[str]]]:
    """Two-column BIO → (words, tags) of each sentence."""
    rows: list[list[str]] = []
    for line in [*content.split("\n"), ""]:
        if line.strip():
            rows.append(line.split("\t"))
        elif rows:
            yield [r[0] for r in rows], [r[1] for r in rows]
            rows = []

"""Who is who within a text: our chains against those of GUM, over people, organisations and countries.

Mentions are compared by their head word (the word of the gold span whose governor lies outside it), since our spans are
the words of a name or noun and GUM's whole phrases. What we mention that gold takes for something else, a thing or a
place that is no country, is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Any

from bench.gold import Tree, bare, raw_text, read_documents
from bench.loaded import Loaded, plain
from bench.scoring.coreference import Chain, conll
from dateline.records import Token
from dateline.who import Facts
from dateline.who.spelling import normalise

GUM = "treebanks/ud/gum-dev.conllu"
_MARK = re.compile(r"\(?[^()]+\)?")
_PARTIES = frozenset({"person", "organization"})


class _Gold:
    """The chains of a document, by the character (white space left out) where the head of each mention begins."""

    def __init__(self, document: list[Tree], facts: Facts) -> None:
        self.chains: dict[str, set[int]] = defaultdict(set)
        self.others: set[int] = set()
        self._open: dict[str, list[tuple[str, int]]] = defaultdict(list)
        at = 0
        for tree in document:
            starts = _starts(tree, at)
            at += len(bare(tree.text))
            for i, row in enumerate(tree.rows):
                marks = next((m[7:] for m in row[9].split("|") if m.startswith("Entity=")), "")
                for mark in _MARK.findall(marks):
                    self._take(mark, i, tree, starts, facts)
            self._open.clear()

    def _take(self, mark: str, i: int, tree: Tree, starts: list[int], facts: Facts) -> None:
        name = mark.strip("()").split("-")
        if mark.startswith("("):
            self._open[name[0]].append((name[1] if len(name) > 1 else "", i))
        if not mark.endswith(")") or not self._open[name[0]]:
            return
        kind, first = self._open[name[0]].pop()
        head = _head(tree, first, i)
        words = " ".join(tree.rows[k][1] for k in range(first, i + 1))
        if kind in _PARTIES or (kind == "place" and self._is_country(name[0], words, facts)):
            self.chains[name[0]].add(starts[head])
        else:
            self.others.add(starts[head])

    def _is_country(self, chain: str, words: str, facts: Facts) -> bool:
        """A place that is called by the name of a country, here or earlier in its chain."""
        named = any(n.form.removeprefix("acronym:") == "country" for n in facts.names.get(normalise(words)))
        return named or chain in self.chains


def _starts(tree: Tree, at: int) -> list[int]:
    out, end = [], 0
    for i, row in enumerate(tree.rows, 1):
        inside = end >= i
        out.append(at)
        if i in tree.joined and not inside:
            end, form = tree.joined[i]
            at += len(bare(form))
        elif not inside:
            at += len(bare(row[1]))
    return out


def _head(tree: Tree, first: int, last: int) -> int:
    inside = range(first, last + 1)
    return next((k for k in inside if int(tree.rows[k][6]) - 1 not in inside), last)


def measure(loaded: Loaded) -> dict[str, Any]:
    """CoNLL F1 and its parts, overall and for news."""
    documents = read_documents(loaded.gold.read(GUM))
    facts = loaded.tools.facts
    names = re.findall(r"^# newdoc id = (\S+)", loaded.gold.read(GUM), re.MULTILINE)
    rows = [{"id": n, "text": raw_text(d), "date": None} for n, d in zip(names, documents, strict=True)]
    pairs = []
    for row, document, outcome in zip(rows, documents, loaded.code(rows), strict=True):
        gold = _Gold(document, facts)
        pairs.append((row["id"], _chains(gold), _found(plain(outcome), row["text"], gold, loaded)))
    out = {"gum_dev": conll((g, f) for _, g, f in pairs)}
    out["news"] = conll((g, f) for name, g, f in pairs if "_news_" in name)
    return out


def _chains(gold: _Gold) -> list[Chain]:
    return [frozenset(c) for _, c in sorted(gold.chains.items())]


def _found(outcome: dict[str, Any], text: str, gold: _Gold, loaded: Loaded) -> list[Chain]:
    """Our chains by the characters where their heads begin."""
    compact = [0]
    for c in text:
        compact.append(compact[-1] + (not c.isspace()))
    chains: dict[str, set[int]] = defaultdict(set)
    for mention, head in zip(outcome.get("mentions", []), _heads(outcome, text, loaded), strict=True):
        at = compact[head.start]
        if at not in gold.others and not _beyond(mention, head):
            chains[mention["chain"]].add(at)
    return [frozenset(c) for _, c in sorted(chains.items())]


def _beyond(mention: dict[str, Any], head: Token) -> bool:
    """What GUM never marks: relative pronouns, and adjectives of nations."""
    relative = mention["kind"] == "pronoun" and mention["text"].lower() in ("who", "whom", "whose", "which", "that")
    return relative or (head.upos == "ADJ" and head.relation == "amod")


def _heads(outcome: dict[str, Any], text: str, loaded: Loaded) -> list[Token]:
    """The head word of each mention."""
    from dateline.reading import make_article
    from dateline.trees import grow

    trees = grow(loaded.tools.parser(make_article(text, input_id="heads")))
    return [trees[m["sentence"]][m["head"]] for m in outcome.get("mentions", [])]

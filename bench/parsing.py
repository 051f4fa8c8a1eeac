"""Tags, trees, features and lemmas on gold words; words, sentences, tags and trees from raw text."""

from __future__ import annotations

from collections import Counter
from typing import Any

from bench.gold import Tree, gold_reading, raw_text, read_documents
from bench.loaded import Loaded
from bench.scoring.parses import Reading, Word, count_raw, rate_raw, universal
from dateline.parsing.network import Analysis
from dateline.parsing.sentences import split_sentences
from training.language_model.corpora import FEATURES

CORPORA = {"ewt_test": "treebanks/ud/ewt-test.conllu", "gum_dev": "treebanks/ud/gum-dev.conllu"}


def measure(loaded: Loaded) -> dict[str, Any]:
    """Figures of each treebank; the model reads a document a call."""
    out: dict[str, Any] = {}
    for name, path in CORPORA.items():
        documents = read_documents(loaded.gold.read(path))
        words: Counter[str] = Counter()
        raw: Counter[str] = Counter()
        for document in documents:
            words += _count_words(loaded, document)
            raw += count_raw(gold_reading(document), _read_raw(loaded, raw_text(document)))
        n = words.pop("words")
        out[name] = {"words": n, **{k: v / n for k, v in sorted(words.items())}}
        out[f"{name}_raw"] = rate_raw(raw)
    return out


def _count_words(loaded: Loaded, document: list[Tree]) -> Counter[str]:
    n: Counter[str] = Counter()
    for tree, analysis in zip(document, loaded.network([[r[1] for r in t.rows] for t in document]), strict=True):
        for i, row in enumerate(tree.rows):
            n["words"] += 1
            n["upos"] += analysis.upos[i] == row[3]
            head = analysis.heads[i] == int(row[6]) - 1
            n["uas"] += head
            n["las"] += head and universal(analysis.relations[i]) == universal(row[7])
            expected, found = _features(row[5]), analysis.features[i]
            n["features"] += expected == found
            for k, name in enumerate(FEATURES):
                n[f"feature_{name}"] += expected[k] == found[k]
            lemma = loaded.lemmatise(row[1], analysis.upos[i], found)
            n["lemma"] += lemma.lower() == row[2].lower()
    return n


def _features(column: str) -> tuple[str, ...]:
    """The six features; values that the model does not know ("Number=Ptan") count as not marked."""
    marked = dict(f.split("=", 1) for f in column.split("|") if "=" in f)
    return tuple(marked[k] if marked.get(k) in values[1:] else "" for k, values in FEATURES.items())


def _read_raw(loaded: Loaded, text: str) -> Reading:
    """The text as the product reads it, placed by its characters without white space."""
    place = [0]
    for character in text:
        place.append(place[-1] + (not character.isspace()))
    cuts = split_sentences(text)
    analyses = loaded.network([[text[s:e] for s, e in c.words] for c in cuts])
    words: list[Word] = []
    sentences = []
    for cut, analysis in zip(cuts, analyses, strict=True):
        words += _placed(text, cut.words, analysis, place, len(words))
        sentences.append((place[cut.words[0][0]], place[cut.words[-1][1]]))
    return Reading(words, sentences)


def _placed(text: str, words: list[tuple[int, int]], a: Analysis, place: list[int], base: int) -> list[Word]:
    rows = zip(words, a.upos, a.heads, a.relations, strict=True)
    return [Word(place[s], place[e], text[s:e], u, h + base if h >= 0 else -1, r) for (s, e), u, h, r in rows]

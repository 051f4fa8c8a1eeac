"""The language model: trees and features on gold words, everything from raw text, and names."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bench.gold import Document, Word, documents, named_sentences
from dateline.parsing.lemmas import Lemmatiser
from dateline.parsing.network import Analysis, Network
from dateline.parsing.parser import MODEL
from dateline.parsing.sentences import split_sentences

FEATURES = ("Tense", "VerbForm", "Voice", "Mood", "Number", "Person")
GROUP = 12  # name corpora have no documents: so many sentences are one call
POLITICS_TEST = 741  # the sentences before it trained the model
Figures = dict[str, float]


def parsing(shared: Path) -> Figures:
    """Gold words and raw text on EWT test; gold words on GUM dev. CoNLL-18 definitions, universal labels."""
    network, lemmatise = Network(MODEL), Lemmatiser(MODEL)
    out: Figures = {}
    for name, path in (("ewt_test", "ud/ewt-test.conllu"), ("gum_dev", "ud/gum-dev.conllu")):
        found = list(documents(shared / "treebanks" / path))
        out |= {f"parsing.{name}.{k}": v for k, v in _gold_words(found, network, lemmatise).items()}
        if name == "ewt_test":
            out |= {f"parsing.{name}_raw.{k}": v for k, v in _raw_text(found, network).items()}
    return out


def _plain(relation: str) -> str:
    return relation.split(":")[0]


def _gold_words(found: list[Document], network: Network, lemmatise: Lemmatiser) -> Figures:
    n: Counter[str] = Counter()
    for document in found:
        analyses = network([[w.form for w in s] for s in document.sentences])
        for sentence, a in zip(document.sentences, analyses, strict=True):
            for i, w in enumerate(sentence):
                right = a.heads[i] == w.head
                n["words"] += 1
                n["upos"] += a.upos[i] == w.upos
                n["uas"] += right
                n["las"] += right and _plain(a.relations[i]) == _plain(w.relation)
                n["lemma"] += lemmatise(w.form, a.upos[i], a.features[i]).lower() == w.lemma.lower()
                n["features"] += sum(v == w.features.get(k, "") for k, v in zip(FEATURES, a.features[i], strict=True))
    shares = {k: n[k] / n["words"] for k in ("upos", "uas", "las", "lemma")}
    return shares | {"features": n["features"] / (n["words"] * len(FEATURES))}


def raw_text(document: Document) -> tuple[str, list[list[tuple[int, int]]]]:
    """The document as running text, paragraphs parted by blank lines, and where its gold words stand in it."""
    text, spans = "", []
    for sentence, own, opens in zip(document.sentences, document.texts, document.opens, strict=True):
        text += ("" if not text else "\n\n" if opens else " ") + own
        at, words = len(text) - len(own), []
        for w in sentence:
            start = text.find(w.form, at)
            start = at if start < 0 else start
            words.append((start, start + len(w.form)))
            at = start + len(w.form)
        spans.append(words)
    return text, spans


def _raw_text(found: list[Document], network: Network) -> Figures:
    n: Counter[str] = Counter()
    for document in found:
        text, gold_spans = raw_text(document)
        cuts = split_sentences(text)
        analyses = network([[text[s:e] for s, e in c.words] for c in cuts])
        count_raw(n, (document.sentences, gold_spans), ([c.words for c in cuts], analyses))
    return {k: 2 * n[k] / (n[f"{u}_gold"] + n[f"{u}_found"]) for k, u in _UNITS.items()}


_UNITS = {"words": "word", "sentences": "sentence", "upos": "word", "uas": "word", "las": "word"}
Spans = list[list[tuple[int, int]]]


def count_raw(n: Counter[str], gold: tuple[list[list[Word]], Spans], found: tuple[Spans, list[Analysis]]) -> None:
    """Adds one document's counts: words are aligned by their characters; an arc is right if its head is aligned too."""
    sentences, gold_spans = gold
    spans, analyses = found
    n["sentence_gold"] += len(gold_spans)
    n["sentence_found"] += len(spans)
    n["sentences"] += len({(s[0][0], s[-1][1]) for s in gold_spans} & {(s[0][0], s[-1][1]) for s in spans})
    place = {span: (a, i) for words, a in zip(spans, analyses, strict=True) for i, span in enumerate(words)}
    where = {id(a): words for words, a in zip(spans, analyses, strict=True)}
    n["word_found"] += len(place)
    for sentence, words in zip(sentences, gold_spans, strict=True):
        for w, span in zip(sentence, words, strict=True):
            n["word_gold"] += 1
            if span not in place:
                continue
            a, i = place[span]
            n["words"] += 1
            n["upos"] += a.upos[i] == w.upos
            head = None if a.heads[i] < 0 else where[id(a)][a.heads[i]]
            right = head == (None if w.head < 0 else words[w.head])
            n["uas"] += right
            n["las"] += right and _plain(a.relations[i]) == _plain(w.relation)


def names(shared: Path) -> Figures:
    """Exact span F1 over persons, places and organisations; nationalities, which the sets do not mark, are left out."""
    network = Network(MODEL)
    out: Figures = {}
    for name, file, first in (("politics", "crossner-politics", POLITICS_TEST), ("uner_ewt", "uner-ewt-test", 0)):
        sentences = named_sentences(shared / "treebanks" / "names" / f"{file}.bio")[first:]
        n: Counter[str] = Counter()
        for k in range(0, len(sentences), GROUP):
            group = sentences[k : k + GROUP]
            for (_, tags), a in zip(group, network([w for w, _ in group]), strict=True):
                gold, found = spans_of(tags), {s for s in spans_of(a.names) if s[2] != "NORP"}
                n["gold"] += len(gold)
                n["found"] += len(found)
                n["right"] += len(gold & found)
        out[f"names.{name}.f1"] = 2 * n["right"] / (n["gold"] + n["found"])
        out[f"names.{name}.precision"] = n["right"] / n["found"]
        out[f"names.{name}.recall"] = n["right"] / n["gold"]
    return out


def spans_of(tags: list[str]) -> set[tuple[int, int, str]]:
    """(first, past the last, kind) of every name."""
    out: set[tuple[int, int, str]] = set()
    start, kind = -1, ""
    for i, tag in enumerate([*tags, "O"]):
        if start >= 0 and (tag[0] != "I" or tag[2:] != kind):
            out.add((start, i, kind))
            start = -1
        if tag[0] == "B":
            start, kind = i, tag[2:]
    return out

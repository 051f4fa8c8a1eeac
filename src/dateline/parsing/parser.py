"""Article → Parse: sentences and words by rule, everything about them by the model."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from dateline.parsing.learned import TaughtTypes, read_heads
from dateline.parsing.lemmas import Lemmatiser
from dateline.parsing.network import Analysis, Network
from dateline.parsing.sentences import split_sentences
from dateline.parsing.similarity import Similarity
from dateline.records import Article, Field, Parse, Sentence, Token

MODEL = Path(__file__).parent / "model"


class Cut(NamedTuple):
    """A sentence that waits for its analysis."""

    field: Field
    paragraph: int
    words: list[tuple[int, int]]
    forms: list[str]


class Parser:
    """Loads the model; a call parses one article: title first, then the text from `article.body` on."""

    def __init__(self, folder: Path = MODEL, lexicon: Path | None = None) -> None:
        self._network = Network(folder)
        self._lemmatise = Lemmatiser(folder)
        heads, taught = read_heads(lexicon) if lexicon else ((), "")
        self._taught = TaughtTypes(heads, lambda: Similarity(folder, self._network.load))
        self.version = f"{self._network.version}+taught.{taught}" if taught else self._network.version

    def __call__(self, article: Article) -> Parse:
        cuts = [
            Cut(field, cut.paragraph, cut.words, [text[s:e] for s, e in cut.words])
            for field, text, begin in _fields(article)
            for cut in split_sentences(text, begin)
        ]
        analyses = self._network([c.forms for c in cuts])
        return Parse(tuple(self._sentence(i, c, a) for i, (c, a) in enumerate(zip(cuts, analyses, strict=True))))

    def words(self, sentences: list[list[str]]) -> Parse:
        """Parses sentences that are already cut into words, as if each were a paragraph, words joined by spaces."""
        cuts, at = [], 0
        for i, forms in enumerate(sentences):
            words = []
            for form in forms:
                words.append((at, at + len(form)))
                at += len(form) + 1
            cuts.append(Cut("text", i, words, forms))
        return Parse(tuple(self._sentence(i, c, a) for i, c in enumerate(cuts) for a in self._network([c.forms])))

    def _sentence(self, index: int, cut: Cut, a: Analysis) -> Sentence:
        tokens = tuple(
            Token(start, end, form, self._lemmatise(form, upos, features), upos, head, relation, name, *features)
            for (start, end), form, upos, features, head, relation, name in zip(
                cut.words, cut.forms, a.upos, a.features, a.heads, a.relations, a.names, strict=True
            )
        )
        start, end = cut.words[0][0], cut.words[-1][1]
        return self._taught(Sentence(cut.field, index, cut.paragraph, start, end, tokens, a.events))


def _fields(article: Article) -> tuple[tuple[Field, str, int], ...]:
    return ("title", article.title, 0), ("text", article.text, article.body)

"""Reports of our own, stored as parsed in `sentences.conllu`: the tests of `says` need no model."""

import json
from pathlib import Path
from typing import NamedTuple

import pytest
from msgspec.structs import replace

from dateline.parsing.conllu import read_conllu
from dateline.records import Article, Attribution, Mention, Sentence, Span
from dateline.says import find_attributions
from dateline.trees import Tree


class Report(NamedTuple):
    article: Article
    trees: tuple[Tree, ...]

    def read(self, mentions: tuple[Mention, ...] = ()) -> tuple[Attribution, ...]:
        return find_attributions(self.article, self.trees, mentions)

    def words(self, span: Span) -> str:
        return (self.article.title if span.field == "title" else self.article.text)[span.start : span.end]

    def told(self, mentions: tuple[Mention, ...] = ()) -> list[tuple[str, str, str, list[str]]]:
        """Speaker, cue, kind and content of each attribution, in words."""
        return [
            (a.speaker.text, a.cue.text, a.kind, [self.words(s) for s in a.content.spans]) for a in self.read(mentions)
        ]


@pytest.fixture(scope="session")
def reports() -> dict[str, Report]:
    text = (Path(__file__).parent / "sentences.conllu").read_text(encoding="utf-8")
    return dict(_report(block) for block in text.split("# newdoc id = ")[1:])


def _report(block: str) -> tuple[str, Report]:
    name, _, rest = block.partition("\n")
    head, *parts = rest.split("# sentence = ")
    told = dict(line[2:].split(" = ", 1) for line in head.splitlines())
    article = Article(
        article_id=name,
        input_id=name,
        title=json.loads(told.get("title", '""')),
        text=json.loads(told["text"]),
        body=int(told.get("body", 0)),
    )
    return name, Report(article, tuple(Tree(_sentence(part, i)) for i, part in enumerate(parts)))


def _sentence(part: str, index: int) -> Sentence:
    where, _, rows = part.partition("\n")
    field, paragraph = where.split()
    (sentence,) = read_conllu(rows).sentences
    return replace(sentence, field="title" if field == "title" else "text", index=index, paragraph=int(paragraph))

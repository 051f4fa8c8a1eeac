"""Texts made out of the tables that others publish."""

from __future__ import annotations

from pathlib import Path

from training.events.gathering import meaning_bank


def _table(path: Path, sentences: list[list[str]]) -> Path:
    rows = ["Sentence #,Word,POS,Tag"]
    for n, words in enumerate(sentences, 1):
        for i, word in enumerate(words):
            written = '"' + word.replace('"', '""') + '"'
            rows.append(f"{f'Sentence: {n}' if not i else ''},{written},X,O")
    path.write_text("\n".join(rows) + "\n", encoding="cp1252")
    return path


def test_words_are_put_together_as_in_print(tmp_path: Path) -> None:
    told = "Kenya 's premier ( 61 ) said : \" We do n't yield \" , and paid $ 5 million .".split()
    (article,) = meaning_bank(_table(tmp_path / "gmb.csv", [told, ["He", "left", "."]]))
    assert article["text"] == "Kenya's premier (61) said: \"We don't yield\", and paid $5 million.\nHe left."
    assert article["id"] == "gmb-0000"


def test_fifty_sentences_make_an_article(tmp_path: Path) -> None:
    articles = list(meaning_bank(_table(tmp_path / "gmb.csv", [["Rain", "fell", "."]] * 51)))
    assert [(a["id"], a["text"].count("\n")) for a in articles] == [("gmb-0000", 49), ("gmb-0001", 0)]

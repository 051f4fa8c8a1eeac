"""Marks on sentences of real news: whole articles, and the English sides of translation tests.

`text_marks.tsv` holds places and labels; the words stay where they are (README.md says where the texts are had). A line
is `text:start-end TAB marks`, the notation that of `marks.py`. A text is a line of a file, `newstest2019-src.eng.txt:3`
or title or text of an article, `wikinews-779:text`; words are given by their characters, counted from the start of
the sentence.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from training.events.marks import read_marks
from training.sentences.reading import Extent, Item

MARKS = Path(__file__).parent / "text_marks.tsv"
TEXTS = Path("build/texts")
NAMED = "text:"  # how the names of these items begin
REPEATING = ("ag_news", "reuters")  # reports of one time that tell the same events, numbered in the order of days


def marked_texts(folder: Path = TEXTS, marks: Path = MARKS) -> Iterator[Item]:
    """The marked sentences as items, an article or file of lines a family; a text that `folder` lacks is a KeyError."""
    texts = dict(_texts(folder))
    for n, line in enumerate(marks.read_text(encoding="utf-8").splitlines(), 1):
        name, _, told = line.partition("\t")
        text, _, extent = name.rpartition(":")
        start, end = _extent(extent)
        events = read_marks(told, _extent, _extent)
        yield Item(
            NAMED + name, _family(text), "broadcast", "World", held=False, text=texts[text][start:end], events=events,
            path=marks, line=n,
        )  # fmt: skip


def _family(text: str) -> str:
    """What goes to the same part: an article, ten lines of a file, a hundred reports of one time."""
    name, _, place = text.rpartition(":")
    if name.startswith(REPEATING):
        return NAMED + name[:-2]
    return NAMED + name + place[:-1] if place.isdigit() else NAMED + name


def _extent(written: str) -> Extent:
    start, _, end = written.partition("-")
    return int(start), int(end)


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.iterdir()):
        lines = path.read_text(encoding="utf-8").split("\n")
        if path.suffix == ".jsonl":
            for article in map(json.loads, filter(None, lines)):
                yield f"{article['id']}:title", article["title"]
                yield f"{article['id']}:text", article["text"]
        else:
            yield from ((f"{path.name}:{n}", line) for n, line in enumerate(lines, 1))

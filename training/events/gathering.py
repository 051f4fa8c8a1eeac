"""Makes the texts that `text_marks.tsv` marks out of the tables in which others publish them.

python -m training.events.gathering wikinews_2019.csv wikinews_2020.csv ag_news_test.csv --out build/texts

Each table gives a file of articles of its own name, `wikinews_2019.jsonl`; an article's id is the table's name and the
row, from 1. Wikinews tables have the columns date, title, text; AG News has class, title, lede and no header, of which
class 1 (World) is taken.
"""

from __future__ import annotations

import argparse
import csv
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

_WORLD = "1"
# What the makers of AG News lost of the marks of HTML: "#39;s" was an apostrophe and an s.
_REMNANTS = (
    ("\\", " "), (" #36;", "$"), ("#36;", "$"), (" #39;", "'"), ("#39;", "'"), ("quot;", '"'), (" amp;", "&"),
    ("&lt;b&gt;...&lt;/b&gt;", "..."),
)  # fmt: skip
_DAY = re.compile(r"^\w+day, \w+ \d+, \d{4}\s*\n+")


def wikinews(path: Path) -> Iterator[dict[str, Any]]:
    """The articles of a Wikinews table, paragraphs parted by one blank line, without the day that opens the text."""
    with path.open(encoding="utf-8", newline="") as lines:
        for n, row in enumerate(csv.DictReader(lines), 1):
            text = _DAY.sub("", re.sub(r"\n{2,}", "\n\n", row["text"]).strip())
            name = f"{path.name}-{n}"
            yield {"id": name, "title": row["title"], "text": text, "published": row["date"], "outlet": "Wikinews"}


def ag_news(path: Path) -> Iterator[dict[str, Any]]:
    """Headline and lede of each item of the class World."""
    for n, (kind, title, lede) in enumerate(csv.reader(path.read_text(encoding="utf-8").splitlines()), 1):
        if kind == _WORLD:
            yield {"id": f"{path.stem}-{n}", "title": _clean(title), "text": _clean(lede), "outlet": "agency, 2004"}


def _clean(text: str) -> str:
    for remnant, mark in _REMNANTS:
        text = text.replace(remnant, mark)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", html.unescape(html.unescape(text)))).strip()


def main() -> None:
    """Writes a file of articles a table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("tables", type=Path, nargs="+")
    arguments.add_argument("--out", type=Path, default=Path("build/texts"))
    args = arguments.parse_args()
    csv.field_size_limit(10**8)
    for path in args.tables:
        read = ag_news if path.name.startswith("ag_news") else wikinews
        made = "".join(json.dumps(a, ensure_ascii=False) + "\n" for a in read(path))
        (args.out / f"{path.stem}.jsonl").write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()

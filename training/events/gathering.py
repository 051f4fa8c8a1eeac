"""Makes the texts that `text_marks.tsv` marks out of the tables and folders in which others publish them.

python -m training.events.gathering wikinews_2019.csv wikinews_2020.csv ag_news_test.csv reuters21578 bbc_politics \
    gmb.csv --out build/texts

Each gives a file of articles of its own name, `wikinews_2019.jsonl`, with the articles that are marked; an article's id
is the name and the row, from 1. Wikinews tables have the columns date, title, text; AG News has class, title, lede
under a first line that counts as row 1, and class 1 (World) is taken; `reuters21578` is a folder of SGML files, whose
documents have numbers, and `bbc_politics` one of text files, the headline in the first line. `gmb.csv` is the table of
words, a sentence after the other, in which parts of the Groningen Meaning Bank are handed round; where its reports
begin is not told, so fifty sentences make an article, numbered from 0.
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

from training.events.texts import MARKS

_WORLD = "1"
# What the makers of AG News lost of the marks of HTML: "#39;s" was an apostrophe and an s.
_REMNANTS = (
    ("\\", " "), (" #36;", "$"), ("#36;", "$"), (" #39;", "'"), ("#39;", "'"), ("quot;", '"'), (" amp;", "&"),
    ("&lt;b&gt;...&lt;/b&gt;", "..."),
)  # fmt: skip
_REPORT = re.compile(r'<REUTERS[^>]*NEWID="(\d+)"[^>]*>(.*?)</REUTERS>', re.DOTALL)
_TITLE, _BODY = (re.compile(rf"<{tag}>(.*?)</{tag}>", re.DOTALL) for tag in ("TITLE", "BODY"))
_DATE = re.compile(r"<DATE>\s*(\d+)-([A-Z]+)-(\d+)")
_MONTHS = "JAN FEB MAR APR MAY JUN JUL AUG SEP OCT NOV DEC".split()
_ARTICLE = 50  # sentences
_OPENING, _CLOSING = frozenset("([$#"), frozenset([*",.;:?!)]%'", "n't"])
_ENDING = re.compile(r"'(s|S|re|ve|ll|d|m)")
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


def reuters(folder: Path) -> Iterator[dict[str, Any]]:
    """The reports of Reuters-21578 that have a headline and a text, paragraphs parted by a blank line."""
    for path in sorted(folder.glob("*.sgm")):
        for number, report in _REPORT.findall(path.read_text(encoding="latin-1")):
            title, body, day = (p.search(report) for p in (_TITLE, _BODY, _DATE))
            if title is None or body is None or day is None:
                continue
            paragraphs = (re.sub(r"\s+", " ", p).strip() for p in re.split(r"\n {4}", _plain(body[1])))
            kept = (
                re.sub(r"\s*\bReuter$", "", p).strip() for p in paragraphs if p.lower() not in ("reuter", "reuters")
            )
            yield {
                "id": f"{folder.name}-{number}",
                "title": re.sub(r"\s+", " ", _plain(title[1])).strip(),
                "text": "\n\n".join(filter(None, kept)),
                "published": f"{day[3]}-{1 + _MONTHS.index(day[2]):02}-{int(day[1]):02}",
                "outlet": "Reuters",
            }


def bbc(folder: Path) -> Iterator[dict[str, Any]]:
    """The reports of a folder, one a file."""
    for path in sorted(folder.glob("*.txt")):
        title, _, body = path.read_text(encoding="utf-8", errors="replace").strip().partition("\n")
        text = re.sub(r"\s*\n\s*\n\s*", "\n\n", body.strip())
        yield {"id": f"{folder.name}-{path.stem}", "title": title.strip(), "text": text, "outlet": "BBC News"}


def meaning_bank(path: Path) -> Iterator[dict[str, Any]]:
    """Fifty sentences an article, numbered from 0, a sentence a line, its words put together again."""
    with path.open(encoding="cp1252", newline="") as lines:
        rows = csv.reader(lines)
        next(rows)
        sentences: list[list[str]] = []
        for begins, word, *_ in rows:
            if begins:
                sentences.append([])
            sentences[-1].append(word)
    for n in range(0, len(sentences), _ARTICLE):
        text = "\n".join(map(_joined, sentences[n : n + _ARTICLE]))
        yield {"id": f"{path.stem}-{n // _ARTICLE:04}", "title": "", "text": text, "outlet": "VOA and others"}


def _joined(words: list[str]) -> str:
    """Words with the spaces of print: none before a comma or "'s", none within quotation marks and brackets."""
    out, quoted, tight = "", False, True
    for word in words:
        opens = word == '"' and not quoted
        left = (word == '"' and quoted) or word in _CLOSING or _ENDING.fullmatch(word)
        out += word if tight or left else f" {word}"
        tight = opens or word in _OPENING
        quoted ^= word == '"'
    return out


def _plain(sgml: str) -> str:
    return html.unescape(html.unescape(sgml)).replace("\x03", "")


def _clean(text: str) -> str:
    for remnant, mark in _REMNANTS:
        text = text.replace(remnant, mark)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", "", html.unescape(html.unescape(text)))).strip()


_READERS = {"wikinews": wikinews, "ag_news": ag_news, "reuters": reuters, "bbc": bbc, "gmb": meaning_bank}


def main() -> None:
    """Writes a file of articles a table."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("tables", type=Path, nargs="+")
    arguments.add_argument("--out", type=Path, default=Path("build/texts"))
    args = arguments.parse_args()
    csv.field_size_limit(10**8)
    marked = {line.partition("\t")[0].rsplit(":", 2)[0] for line in MARKS.read_text(encoding="utf-8").splitlines()}
    for path in args.tables:
        read = next((reader for begins, reader in _READERS.items() if path.name.startswith(begins)), None)
        if read is None:
            arguments.error(f"{path.name} begins with none of {', '.join(_READERS)}")
        made = "".join(json.dumps(a, ensure_ascii=False) + "\n" for a in read(path) if a["id"] in marked)
        (args.out / f"{path.stem}.jsonl").write_text(made, encoding="utf-8")


if __name__ == "__main__":
    main()

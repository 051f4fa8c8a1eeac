"""`python -m docs.codebook`: writes docs/codebook.md from the tables' own description, `columns.tsv`, and the views."""

from __future__ import annotations

from importlib.resources import files
from itertools import groupby
from pathlib import Path

from dateline.dataset.schema import columns

PAGE = Path(__file__).parent / "codebook.md"

TABLES = {
    "versions": "What coded: one row a combination of versions.",
    "outcomes": "What became of each input: one row an input and version. Counts add up here.",
    "articles": "What is known of each report that was coded.",
    "texts": "Titles and texts; the one table to leave out where texts may not travel.",
    "signatures": "What near-duplicates are found by.",
    "events": "Who did what to whom, when, where: one row an event and version.",
    "parties": "All actors and recipients of events.",
    "attributions": "Who says what: speaker, cue, content.",
    "times": "Time expressions.",
    "places": "Place names.",
    "stories": "Near-duplicates and stories, computed over the whole dataset (`dateline group`).",
    "clusters": "Reports of one event in several articles, computed likewise.",
    "judgements": "What people decided in review.",
}
_BEFORE = """# Codebook

*Made by `python -m docs.codebook` from `src/dateline/dataset/columns.tsv`.*

A dataset is a folder of Delta Lake tables, `tables/<name>` ([why](decisions/0024-dataset-of-delta-tables.md)).
Ask them by `dateline query DATASET "SQL"`, or open them with a reader of Delta tables (Python, Spark): the Parquet
files by themselves mix commits. For R and all others there are `dateline export` and `dateline release`. Rows of every
coding version stay; the views hold current codings alone: the greatest version of each article.

- `span` is `{field, start, end}`: of `text` or `title`, half-open, in Unicode code points.
- `count` is `{kind, low, high, span}`; `high` is null where the text sets no bound.
- `evidence` is `{text, span, by, role, reason, confidence}`.
- `voice` is `{attribution, text, span, name, entity, country, sectors, office}`.
- Days are dates, both ends inclusive. "Null" means that the text does not say.
"""


def page() -> str:
    """The codebook as Markdown."""
    parts = [_BEFORE]
    for table, listed in groupby(columns(), lambda c: c.table):
        parts.append(f"\n## {table}\n{TABLES[table]}\n\n| column | type | null | meaning |\n|---|---|---|---|\n")
        parts += [f"| `{c.name}` | {c.type} | {'yes' if c.may_be_null else ''} | {c.meaning} |\n" for c in listed]
    parts.append("\n## Views\n")
    for view in sorted((files("dateline.dataset") / "views").iterdir(), key=lambda f: f.name):
        if view.name.endswith(".sql"):
            lines = view.read_text(encoding="utf-8").splitlines()
            said = " ".join(line.removeprefix("-- ") for line in lines if line.startswith("--"))
            parts.append(f"- `{view.name.removesuffix('.sql').split('_', 1)[1]}`: {said}\n")
    return "".join(parts)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")

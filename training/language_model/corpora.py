"""The training data: treebanks and name corpora → examples with the layers each of them marks."""

from __future__ import annotations

import csv
import random
import re
import tomllib
from dataclasses import dataclass, replace
from pathlib import Path

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
# The features that events need; value 0 of each is "not marked".
FEATURES: dict[str, tuple[str, ...]] = {
    "Tense": ("_", "Past", "Pres"),
    "VerbForm": ("_", "Fin", "Inf", "Part", "Ger"),
    "Voice": ("_", "Pass"),
    "Mood": ("_", "Ind", "Imp", "Sub"),
    "Number": ("_", "Sing", "Plur"),
    "Person": ("_", "1", "2", "3"),
}
NAME_KINDS = ("PER", "LOC", "ORG", "NORP")
NAMES = ["O"] + [f"{b}-{k}" for k in NAME_KINDS for b in "BI"]
# GUM's name bounds include titles; every other corpus leaves them out, and so do we.
TITLES = frozenset(
    "mr. mrs. ms. dr. mr mrs ms dr president professor prof. senator sen. sir lord lady king queen prince princess "
    "pope judge justice captain general minister chancellor governor mayor secretary st. father brother sister "
    "reverend rev. emperor sheikh imam bishop archbishop cardinal the".split()
)


@dataclass(frozen=True)
class Example:
    """A sentence and its layers; a layer the corpus does not mark is None and earns no loss."""

    words: tuple[str, ...]
    upos: tuple[int, ...] | None = None
    features: tuple[tuple[int, ...], ...] | None = None
    heads: tuple[int, ...] | None = None
    relations: tuple[str, ...] | None = None
    names: tuple[int, ...] | None = None
    scheme: int = 0


@dataclass(frozen=True)
class Corpus:
    """One file of the recipe: where it is, which naming scheme it follows, how much of it an epoch sees."""

    name: str
    examples: tuple[Example, ...]
    share: float
    from_epoch: int
    swap: bool


def read_recipe(path: Path) -> dict:
    """The recipe (TOML)."""
    return tomllib.loads(path.read_text(encoding="utf-8"))


def read_corpora(recipe: dict, data: Path, own: Path) -> list[Corpus]:
    """Every corpus of the recipe. Files of `own` (this project's sentences) may be absent until their epoch comes."""
    nationalities = _nationalities(data.parent / "facts")
    corpora = []
    for row in recipe["corpora"]:
        if row["kind"] == "tree":
            examples = read_trees(data / row["file"])
            if "names" in row:
                examples = _with_names(
                    examples, read_names(data / row["names"], nationalities, row["scheme"]), row["scheme"]
                )
        elif row["kind"] == "marked":
            examples = [e for f in sorted(own.glob(row["file"])) for e in read_marked(f)]
        else:
            examples = read_names(data / row["file"], nationalities, row["scheme"])
        examples = examples[row.get("first", 0) : row.get("stop", len(examples))]
        corpora.append(
            Corpus(
                row["file"], tuple(examples), row.get("share", 1.0), row.get("from_epoch", 0), row.get("swap", False)
            )
        )
    return corpora


def read_trees(path: Path) -> list[Example]:
    """CoNLL-U → examples; ranges and empty nodes are skipped."""
    examples, rows = [], []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if not line and rows:
            examples.append(_tree(rows))
            rows = []
        elif line and line[0] != "#":
            columns = line.split("\t")
            if columns[0].isdigit():
                rows.append(columns)
    return examples


def _tree(rows: list[list[str]]) -> Example:
    features = []
    for row in rows:
        marked = dict(f.split("=", 1) for f in row[5].split("|") if "=" in f)
        features.append(tuple(v.index(marked[k]) if marked.get(k) in v else 0 for k, v in FEATURES.items()))
    return Example(
        words=tuple(r[1] for r in rows),
        upos=tuple(UPOS.index(r[3]) for r in rows),
        features=tuple(features),
        heads=tuple(int(r[6]) for r in rows),
        relations=tuple(r[7] for r in rows),
    )


def read_names(path: Path, nationalities: frozenset[str], scheme: int) -> list[Example]:
    """Two-column BIO → examples. Nationality words, which these corpora leave unmarked, become NORP."""
    examples, rows = [], []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.strip():
            rows.append(line.split("\t"))
        elif rows:
            words = [w for w, _ in rows]
            tags = _without_titles(words, [t for _, t in rows]) if path.name.startswith("gum") else [t for _, t in rows]
            tags = ["B-NORP" if t == "O" and w in nationalities else t for w, t in zip(words, tags, strict=True)]
            examples.append(Example(tuple(words), names=tuple(map(NAMES.index, tags)), scheme=scheme))
            rows = []
    return examples


def _without_titles(words: list[str], tags: list[str]) -> list[str]:
    tags = list(tags)
    for i, (word, tag) in enumerate(zip(words, tags, strict=True)):
        if tag.startswith("B-") and word.lower() in TITLES and i + 1 < len(tags) and tags[i + 1] == "I" + tag[1:]:
            tags[i], tags[i + 1] = "O", tag
    return tags


MARK = re.compile(r"\[(PER|LOC|ORG|NORP) ([^\[\]]+)\]")
WORD = re.compile(r"\w+(?:'\w+(?=-))?|[^\w\s]")


def read_marked(path: Path) -> list[Example]:
    """Our own sentences, one a line, names marked as `[PER Alma Reyes]`; `#` starts a comment line."""
    from dateline.parsing.words import split_words

    examples = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        plain, spans, at = "", [], 0
        for m in MARK.finditer(line):
            plain += line[at : m.start()]
            spans.append((len(plain), len(plain) + len(m[2]), m[1]))
            plain, at = plain + m[2], m.end()
        plain += line[at:]
        tokens = split_words(plain)
        tags = [_tag(start, end, spans) for start, end in tokens]
        examples.append(Example(tuple(plain[s:e] for s, e in tokens), names=tuple(map(NAMES.index, tags))))
    return examples


def _tag(start: int, end: int, spans: list[tuple[int, int, str]]) -> str:
    for s, e, kind in spans:
        if s <= start and end <= e:
            return f"{'B' if start == s else 'I'}-{kind}"
    return "O"


def _with_names(trees: list[Example], named: list[Example], scheme: int) -> list[Example]:
    out = []
    for tree, names in zip(trees, named, strict=False):
        out.append(replace(tree, names=names.names, scheme=scheme) if tree.words == names.words else tree)
    return out + trees[len(named) :]


def _nationalities(facts: Path) -> frozenset[str]:
    """Adjectives and nouns of nations, as written in text: Russian, Russians, Burmese."""
    with (facts / "country_names.tsv").open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle, delimiter="\t"))
    words = {r["form"] for r in rows if r["kind"] in ("adjective", "noun", "demonym") and " " not in r["form"]}
    words |= {w + "s" for w in words if w.endswith(("n", "i"))}
    return frozenset(w for w in words if w[:1].isupper())


def read_name_pool(facts: Path) -> dict[str, list[tuple[str, ...]]]:
    """Names to swap into name-only sentences, so that the model learns contexts and not lists."""
    pool: dict[str, list[tuple[str, ...]]] = {"PER": [], "LOC": [], "ORG": []}
    for file, column, kind in (
        ("roles.tsv", "person", "PER"),
        ("cities.tsv", "name", "LOC"),
        ("groups.tsv", "name", "ORG"),
        ("hand/igos.tsv", "name", "ORG"),
        ("orgs.tsv", "name", "ORG"),
    ):
        with (facts / file).open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle, delimiter="\t"):
                words = tuple(WORD.findall(row[column]))
                if 0 < len(words) <= 6 and words[0][:1].isupper():
                    pool[kind].append(words)
    return {k: sorted(set(v)) for k, v in pool.items()}


def swap_names(example: Example, pool: dict[str, list[tuple[str, ...]]], rng: random.Random) -> Example:
    """The same sentence with about half of its names exchanged for others of their kind."""
    words: list[str] = []
    tags: list[int] = []
    i, labels = 0, [NAMES[t] for t in example.names or ()]
    while i < len(labels):
        kind, end = labels[i][2:], i + 1
        while labels[i][0] == "B" and end < len(labels) and labels[end] == f"I-{kind}":
            end += 1
        if labels[i][0] == "B" and kind in pool and rng.random() < 0.5:
            new = rng.choice(pool[kind])
            words += new
            tags += [NAMES.index(f"B-{kind}")] + [NAMES.index(f"I-{kind}")] * (len(new) - 1)
        else:
            words += example.words[i:end]
            tags += (example.names or ())[i:end]
        i = end
    return replace(example, words=tuple(words), names=tuple(tags))

"""Lemma tables from the treebanks: suffix rules, and the words they get wrong.

python -m training.language_model.lemmas --data ../shared/treebanks --out src/dateline/parsing/model
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path

from dateline.parsing.lemmas import LONGEST, Lemmatiser, form_of
from dateline.what import load_lexicon

from .corpora import FEATURES

DOUBLED = "bdglmnprt"
IRREGULAR = Path(__file__).parent / "irregular.tsv"


def observations(paths: list[Path]) -> Counter[tuple[str, str, str]]:
    """(form, word, lemma) counts, lower-case; proper nouns keep their form and are left out."""
    seen: Counter[tuple[str, str, str]] = Counter()
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            columns = line.split("\t")
            if len(columns) < 8 or not columns[0].isdigit() or columns[3] in ("PROPN", "PUNCT", "SYM", "X"):
                continue
            marked = dict(f.split("=", 1) for f in columns[5].split("|") if "=" in f)
            features = tuple(marked.get(k, "") if marked.get(k) in v else "" for k, v in FEATURES.items())
            seen[form_of(columns[3], features), columns[1].lower(), columns[2].lower()] += 1
    return seen


def rule(word: str, lemma: str) -> tuple[int, str]:
    """How many characters to cut, and what to add."""
    shared = 0
    while shared < min(len(word), len(lemma)) and word[shared] == lemma[shared]:
        shared += 1
    return len(word) - shared, lemma[shared:]


def learn_rules(seen: Counter[tuple[str, str, str]]) -> dict[tuple[str, str], tuple[int, str]]:
    """The commonest rule of each (form, suffix) that three words share, where it differs from the shorter one."""
    votes: dict[tuple[str, str], Counter[tuple[int, str]]] = defaultdict(Counter)
    for form, word, lemma in seen:
        if not word.isalpha():
            continue
        for length in range(min(LONGEST, len(word) - 1) + 1):
            votes[form, word[len(word) - length :]][rule(word, lemma)] += 1
    rules: dict[tuple[str, str], tuple[int, str]] = {}
    for key in sorted(votes, key=lambda k: (k[0], len(k[1]), k[1])):
        form, suffix = key
        best = sorted(votes[key].items(), key=lambda kv: (-kv[1], kv[0]))[0][0]
        inherited = next(
            (rules[form, suffix[i:]] for i in range(1, len(suffix) + 1) if (form, suffix[i:]) in rules), None
        )
        if (sum(votes[key].values()) >= 3 and best != inherited) or not suffix:
            rules[key] = best
    return rules


def inflections(lemma: str) -> list[tuple[str, str]]:
    """The regular forms of a verb, and of a noun's plural: (form key, word). Both spellings where English has two."""
    stem = lemma[:-1] if lemma.endswith("e") else lemma
    if lemma.endswith("y") and lemma[-2:-1] not in tuple("aeiou"):
        past, third = [lemma[:-1] + "ied"], lemma[:-1] + "ies"
    else:
        past, third = [stem + "ed"], lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh")) else "s")
    going = [(stem if not lemma.endswith(("ee", "oe", "ye")) else lemma) + "ing"]
    if len(lemma) > 2 and lemma[-1] in DOUBLED and lemma[-2] in "aeiou" and lemma[-3] not in "aeiou":
        past.append(lemma + lemma[-1] + "ed")
        going.append(lemma + lemma[-1] + "ing")
    forms = [("VERB.Past", w) for w in past] + [("VERB.Ger", w) for w in going]
    return [*forms, ("VERB.s", third), ("NOUN.Plur", third)]


def vocabulary(path: Path) -> list[str]:
    """Whole words of the model's vocabulary that may be lemmas, in its order."""
    pieces = path.read_text(encoding="utf-8").split("\n")
    words = [w for w in pieces if w.isascii() and w.isalpha() and len(w) > 2]
    return [w for w in words if not w.endswith(("ed", "ing", "s"))]


Table = dict[tuple[str, str], str]


def observed(seen: Counter[tuple[str, str, str]]) -> Table:
    """What the treebanks say most often, and what the list of irregular verbs says."""
    best: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (form, word, lemma), count in seen.items():
        best[form, word][lemma] += count
    table = {k: v.most_common(1)[0][0] for k, v in best.items()}
    for line in IRREGULAR.read_text(encoding="utf-8").splitlines():
        if line and line[0] != "#":
            lemma, past, participle = line.split("\t")
            table |= {("VERB.Past", w): lemma for part in (past, participle) for w in part.split("/")}
    return table


def add_regular(table: Table, words: list[str], by_rule: Callable[[str, str], str]) -> None:
    """The regular forms of what frames ask for, and of the vocabulary where the rules give no word of it."""
    for frame in load_lexicon().frames:
        for lemma in sorted(w.split()[0] for w in frame.lemmas if w.isascii()):
            for key in inflections(lemma):
                table.setdefault(key, lemma)
    plausible = set(words)
    for lemma in words:
        for key in inflections(lemma):
            if key not in table and by_rule(*key) not in plausible:
                table[key] = lemma
    for word in words:  # "cyber" is no comparative
        if word.endswith(("er", "est")) and by_rule("ADJ", word) not in plausible:
            table.setdefault(("ADJ", word), word)


def main() -> None:
    """Writes both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    seen = observations([args.data / "ud" / f"{n}-train.conllu" for n in ("ewt", "gum")])
    rules = learn_rules(seen)
    lines = [f"{form}\t{suffix}\t{cut}\t{add}" for (form, suffix), (cut, add) in sorted(rules.items())]
    (args.out / "lemma_rules.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (args.out / "lemma_exceptions.tsv").write_text("", encoding="utf-8")
    by_rule = Lemmatiser(args.out)._by_rule  # noqa: SLF001 - the rules alone, without the table that is being made
    table = observed(seen)
    add_regular(table, vocabulary(args.out / "vocab.txt"), by_rule)
    wrong = [f"{f}\t{w}\t{m}" for (f, w), m in sorted(table.items()) if by_rule(f, w) != m and "\t" not in w]
    (args.out / "lemma_exceptions.tsv").write_text("\n".join(wrong) + "\n", encoding="utf-8")
    print(f"{len(rules)} rules, {len(wrong)} exceptions")


if __name__ == "__main__":
    main()

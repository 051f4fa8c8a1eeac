"""Word forms → lemmas: a table of exceptions, then the suffix rule of the word's tag and form, longest suffix first."""

from __future__ import annotations

import csv
from pathlib import Path

LONGEST = 5  # characters of a suffix rule


def form_of(upos: str, features: tuple[str, ...]) -> str:
    """The tag and the features that decide how a word is shortened: "VERB.Past", "NOUN.Plur"."""
    tense, verb_form, _, _, number, person = features
    if upos in ("VERB", "AUX"):
        if verb_form == "Fin" and tense == "Pres" and number == "Sing" and person == "3":
            return f"{upos}.s"
        return f"{upos}.{'Ger' if verb_form == 'Ger' or (verb_form == 'Part' and tense == 'Pres') else tense}"
    return f"{upos}.{number}" if upos in ("NOUN", "PROPN") else upos


_SINGULAR = frozenset({"series", "species", "miniseries", "subspecies", "caries", "rabies", "scabies"})
_KEPT = 32_768  # lemmas that are remembered before all are forgotten


class Lemmatiser:
    """Loads the two tables; a call gives the lemma of one word."""

    def __init__(self, folder: Path) -> None:
        self._exceptions = {(r[0], r[1]): r[2] for r in _rows(folder / "lemma_exceptions.tsv")}
        self._rules: dict[tuple[str, str], tuple[int, str]] = {}
        for form, suffix, cut, add in _rows(folder / "lemma_rules.tsv"):
            self._rules[form, suffix] = (int(cut), add)
        self._seen: dict[tuple[str, str], str] = {}

    def __call__(self, word: str, upos: str, features: tuple[str, ...]) -> str:
        if upos == "PROPN":
            return word
        lower = word.lower()
        form = form_of(upos, features)
        if form.endswith(".s") and not lower.endswith("s"):  # the model's slip: "Russia and Myanmar intend"
            form = f"{upos}.Pres"
        if form == "NOUN.Sing" and lower.endswith("ies") and lower not in _SINGULAR:  # "hostilities"
            form = "NOUN.Plur"
        key = (form, lower)
        known = self._seen.get(key)
        if known is None:
            if len(self._seen) >= _KEPT:
                self._seen.clear()
            # a past form that the model takes for a present one is still that verb's: "overthrew"
            slip = self._exceptions.get(("VERB.Past", lower)) if form in ("VERB.Pres", "VERB.") else None
            known = self._seen[key] = self._exceptions.get(key) or slip or self._by_rule(form, lower)
        return known

    def _by_rule(self, form: str, word: str) -> str:
        for length in range(min(LONGEST, len(word) - 1), -1, -1):
            rule = self._rules.get((form, word[len(word) - length :]))
            if rule is not None:
                cut, add = rule
                return word[: len(word) - cut] + add if cut < len(word) else word
        return word


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return [row for row in csv.reader(handle, delimiter="\t", quoting=csv.QUOTE_NONE) if row and row[0][0] != "#"]

"""Checks the items: notation, families, words of the held part. `python -m training.sentences.checking [FILE]`."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from training.sentences.reading import ITEMS, Extent, Item, read_items

HELD_WORDS = Path(__file__).with_name("held_words.tsv")


def held_words() -> dict[str, set[str]]:
    """Lemmas kept for held families, by type."""
    words: dict[str, set[str]] = {}
    for row in HELD_WORDS.read_text(encoding="utf-8").splitlines():
        if not row.startswith(("#", "type")):
            kind, lemma = row.split("\t")
            words.setdefault(kind, set()).add(lemma)
    return words


def faults(folder: Path = ITEMS) -> list[str]:
    """Every fault as 'file:line: message'."""
    kept = {w for ws in held_words().values() for w in ws}
    found, texts, families = [], {}, {}
    for item in read_items(folder):
        if not isinstance(item, Item):
            path, line, message = item
            found.append(f"{path.name}:{line}: {message}")
            continue
        place = f"{item.path.name}:{item.line}"
        key = re.sub(r"\W+", " ", item.text.lower())
        if key in texts:
            found.append(f"{place}: the same text as {texts[key]}")
        texts.setdefault(key, place)
        if families.setdefault(item.family, item.path) != item.path:
            found.append(f"{place}: family {item.family} also stands in {families[item.family].name}")
        triggers = [t for e in item.events for t in (e.trigger, *e.also)]
        if not item.held:
            found += [f"{place}: {w!r} is kept for held families" for w in kept_words(item.text, triggers, kept)]
        found += [f"{place}: {why}" for why in _omissions(item)]
    return found


def kept_words(text: str, extents: Sequence[Extent], kept: set[str]) -> list[str]:
    """The words of `kept` that stand in one of the extents, in any form."""
    words = [w for start, end in extents for w in re.findall(r"[\w-]+", text[start:end].lower())]
    return sorted(lemma for lemma in kept if any(_is_form(w, lemma) for w in words))


def _is_form(word: str, lemma: str) -> bool:
    """Whether a word looks like a form of the lemma or a noun made from it ("severed", "collaboration")."""
    stem = lemma.removesuffix("e")
    return word.startswith(stem) and len(word) - len(stem) <= 5


def _omissions(item: Item) -> list[str]:
    out = []
    for number, event in enumerate(item.events, 1):
        if not event.actors and not event.recipients:
            out.append(f"event {number} ({event.type}) has no party")
        for start, end in [event.trigger, *event.also]:
            if start == end or item.text[start:end] != item.text[start:end].strip():
                out.append(f"event {number}: empty words or blanks at the edge of the mark")
    if "  " in item.text or item.text != item.text.strip():
        out.append("two blanks in a row, or at the edge")
    return out


def main() -> None:
    """Prints the faults, or the counts."""
    only = Path(sys.argv[1]).name if len(sys.argv) > 1 else ""
    found = [f for f in faults() if f.startswith(only)]
    print("\n".join(found))
    items = [i for i in read_items() if isinstance(i, Item) and i.path.name.startswith(only)]
    kinds = Counter(e.type for i in items for e in i.events)
    empty, held = sum(not i.events for i in items), sum(i.held for i in items)
    print(
        f"{len(items)} items, {len({i.family for i in items})} families, {empty} without events, {held} held, "
        f"{len(found)} faults"
    )
    print(" ".join(f"{k} {n}" for k, n in sorted(kinds.items())))
    print("statuses", dict(Counter(e.status for i in items for e in i.events)))
    print(
        "modes",
        dict(sorted(Counter(f"{e.type} {m}" for i in items for e in i.events for m in e.modes or ("-",)).items())),
    )
    raise SystemExit(bool(found))


if __name__ == "__main__":
    main()

"""Copies of articles as desks and scanners make them, and reports of one mould that are no copies; seeded."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

_SENTENCE_END = re.compile(r"(?<=[.!?][\"”’']) +|(?<=[.!?]) +")
_NAMES = re.compile(r"(?<=[a-z,;] )[A-Z][a-z]+")
_NUMBER = re.compile(r"\d+")
_SCANS = (("rn", "m"), ("m", "rn"), ("e", "c"), ("l", "1"), ("i", "l"), ("h", "b"), ("o", "0"), ("t", "f"), ("a", "u"))
_PLACES = "Lima Nairobi Geneva Ankara Manila Bogota Warsaw Dakar Tunis Oslo Quito Amman".split()
_PEOPLE = "Anna Brandt, Pedro Salas, Wen Li, Amina Diallo, Tom Fisher, Olga Petrova".split(", ")
_SYLLABLES = "ba do ki lu me no pa ri sa te vo zu gan dor mil tan".split()

Edit = Callable[[str, Random, Sequence[str]], str]


def cut(text: str, random: Random, words: Sequence[str]) -> str:
    """A third of the words that is left when a page is full: most often the first, sometimes from within."""
    kept = text.split(" ")
    third = max(40, len(kept) // 3)
    start = 0 if random.random() < 0.7 else random.randrange(max(1, len(kept) - third))
    return " ".join(kept[start : start + third])


def lead_anew(text: str, random: Random, words: Sequence[str]) -> str:
    """Another first sentence, and the last paragraph gone."""
    paragraphs = text.split("\n\n")
    sentences = _SENTENCE_END.split(paragraphs[0])
    new = " ".join(random.choice(words) for _ in range(random.randint(18, 30))).capitalize()
    paragraphs[0] = " ".join([f"{new}, officials said.", *sentences[1:]])
    return "\n\n".join(paragraphs[:-1] if len(paragraphs) > 3 else paragraphs)


def sign_off(text: str, random: Random, words: Sequence[str]) -> str:
    """A byline above, a dateline, and the desk's credits below."""
    place, (first, second) = random.choice(_PLACES), random.sample(_PEOPLE, 2)
    return (
        f"By {first}, {place} Bureau\n\n{place.upper()} (Kijani News) - {text}\n\n"
        f"(Reporting by {first}; additional reporting by {second} in {place}; editing by {second})"
    )


def swap_words(text: str, random: Random, words: Sequence[str]) -> str:
    """One word in fourteen is another."""
    return " ".join(random.choice(words) if random.random() < 0.07 else w for w in text.split(" "))


def scan(text: str, random: Random, words: Sequence[str]) -> str:
    """As optical recognition reads it: a letter misread in one word of ten, spaces lost, words broken at line ends."""
    out = []
    for word in text.split(" "):
        if random.random() < 0.1:
            old, new = random.choice(_SCANS)
            word = word.replace(old, new, 1)  # noqa: PLW2901 - the word as scanned
        if random.random() < 0.02 and len(word) > 6:
            word = f"{word[:4]}- {word[4:]}"  # noqa: PLW2901
        out.append(word + ("" if random.random() < 0.01 else " "))
    return "".join(out).strip()


def reorder(text: str, random: Random, words: Sequence[str]) -> str:
    """Paragraphs after the first in another order, typographic quotes and dashes made plain."""
    first, *rest = text.split("\n\n")
    random.shuffle(rest)
    plain = str.maketrans({"“": '"', "”": '"', "’": "'", "—": "-"})
    return "\n\n".join([first, *rest]).translate(plain)


EDITS: dict[str, Edit] = {
    "cut": cut,
    "led anew": lead_anew,
    "by-lined": sign_off,
    "words swapped": swap_words,
    "scanned": scan,
    "reordered": reorder,
}


def edit(text: str, random: Random, words: Sequence[str]) -> tuple[str, tuple[str, ...]]:
    """A copy with one to three edits, and their names in the order in which they were made."""
    names = random.sample(list(EDITS), random.choice((1, 1, 2, 2, 3)))
    names.sort(key=list(EDITS).index)
    for name in names:
        text = EDITS[name](text, random, words)
    return text, tuple(names)


def recast(text: str, random: Random) -> str:
    """The same mould about others: every name and number is another, the same one throughout; no copy."""
    names = {n: "".join(random.sample(_SYLLABLES, 3)).capitalize() for n in sorted(set(_NAMES.findall(text)))}
    text = re.sub(r"\b[A-Z][a-z]+\b", lambda m: names.get(m.group(), m.group()), text)
    return _NUMBER.sub(lambda m: str(random.randint(2, 10 ** len(m.group()[:6]))), text)

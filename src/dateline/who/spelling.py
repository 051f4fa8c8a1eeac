"""One spelling for every way a name is written; the builder of the facts and the reader of the text share it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not take apart.
_PLAIN = str.maketrans(
    {"ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ı": "i", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ß": "ss", "æ": "ae"}
    | {"Æ": "AE", "œ": "oe", "Œ": "OE", "ə": "e", "Ə": "E", "þ": "th", "Þ": "Th", "ħ": "h", "ŋ": "n"}
)
_POSSESSIVE = re.compile(r"['’ʼ`]s\b")
_DROPPED = re.compile(r"[.'’ʼ`\"“”()\[\]{},;:!?*]")
_SPACED = re.compile(r"[^\w&]+|_")
_DOUBLED = re.compile(r"(.)\1+")
_SWAPS = (
    ("iy", "i"),
    ("y", "i"),
    ("kh", "h"),
    ("ck", "k"),
    ("gh", "g"),
    ("dh", "d"),
    ("q", "k"),
    ("ou", "u"),
    ("w", "v"),
    ("e", "i"),
)
_PARTICLES = frozenset({"al", "el", "bin", "ibn", "abu", "ben", "ul"})
_IRREGULAR = {
    "people": "people",
    "children": "child",
    "thieves": "thief",
    "wives": "wife",
    "men": "man",
    "police": "police",
}
_SINGULAR_S = ("ss", "us", "is", "news", "corps", "series")


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """The text without marks, points, possessives and case, hyphens as spaces, no leading "the"."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).translate(_PLAIN)
        text = "".join(c for c in text if not unicodedata.combining(c))
    words = _SPACED.sub(" ", _DROPPED.sub("", _POSSESSIVE.sub("", text))).casefold().replace("&", "and").split()
    if len(words) > 1 and words[0] == "the":
        del words[0]
    return " ".join(words)


@lru_cache(maxsize=8192)
def singular(word: str) -> str:
    """A lower-case noun without its plural ending; crude, but the same on both sides of a comparison."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or word.endswith(_SINGULAR_S):
        return word
    if word.endswith("men"):
        return word[:-2] + "an"
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


def spelling_key(norm: str) -> str:
    """One key for the transliterations of a name: "gaddafi", "qadhafi" and "kadafi" have little else in common."""
    words = []
    for word in norm.split():
        if word in _PARTICLES:
            continue
        for old, new in _SWAPS:
            word = word.replace(old, new)  # noqa: PLW2901
        words.append(_DOUBLED.sub(r"\1", word))
    return " ".join(sorted(words))

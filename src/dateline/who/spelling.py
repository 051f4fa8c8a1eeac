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
# What alphabets and languages write in several ways, longest first; vowels and "h" fall out after it.
_SOUNDS = (
    *(
        ("sch", "s"),
        ("tch", "s"),
        ("dzh", ""),
        ("dj", ""),
        ("zh", ""),
        ("ch", "s"),
        ("sh", "s"),
        ("kh", ""),
        ("gh", "k"),
    ),
    *(("ph", "f"), ("mb", "nb"), ("mp", "np"), ("x", "ks"), ("q", "k"), ("c", "k"), ("g", "k"), ("z", "s"), ("w", "v")),
)
_UNHEARD = str.maketrans("", "", "aeiouyjh")
_PATRONYMIC = re.compile(r"(?<=\w{4})(?:giin|iin|gyn|yn)$")  # Mongolian, in the genitive or without
_HEARD = 5  # consonants that a key must have more of
_PARTICLES = frozenset({"al", "el", "bin", "ibn", "abu", "ben", "ul"})
_IRREGULAR = {
    "people": "people",
    "children": "child",
    "thieves": "thief",
    "wives": "wife",
    "midwives": "midwife",
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


def sound_key(norm: str) -> str:
    """What most spellings of a full name share: "sadyr zhaparov" and "sadyr japarov", "nicos" and "nikos" with more.

    "" where too little is left to tell people apart. Coarse: whoever asks with it must look at what it finds.
    """
    words = []
    for word in norm.split():
        if word in _PARTICLES:
            continue
        word = _PATRONYMIC.sub("", word)  # noqa: PLW2901
        for old, new in _SOUNDS:
            word = word.replace(old, new)  # noqa: PLW2901
        words.append(_DOUBLED.sub(r"\1", word.translate(_UNHEARD)))
    words = sorted(w for w in words if w)
    return " ".join(words) if len(words) > 1 and sum(map(len, words)) > _HEARD else ""

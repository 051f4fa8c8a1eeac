"""How names are compared: without case, accents, dots and apostrophes, with "St." and the like written out."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Letters that decompose into no letter and accent.
_LETTERS = str.maketrans(
    {
        "ø": "o", "Ø": "o", "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ð": "d", "þ": "th", "æ": "ae", "Æ": "ae",
        "œ": "oe", "Œ": "oe", "ı": "i", "ə": "a", "Ə": "a", ".": "", "'": "", "’": "", "‘": "", "`": "", "ʼ": "",
        "ʻ": "", "-": " ", "–": " ", "‑": " ", "/": " ", ",": " ", "(": " ", ")": " ",
    }
)  # fmt: skip
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}

# What a unit is called, where its name is as well known without it: "Borno State", "the city of Quetta".
DESIGNATORS = {
    "admin1": frozenset(
        "state province region governorate oblast krai kray republic territory prefecture voivodeship canton "
        "emirate autonomous wilayah".split()
    ),
    "admin2": frozenset("county district parish borough department municipality shire division".split()),
    "city": frozenset("city town village township port suburb capital camp settlement hamlet".split()),
}


@lru_cache(maxsize=8_192)
def plain(name: str) -> str:
    """The form under which a name is looked up: "St. Paul's" is "saint pauls", "Côte d'Ivoire" "cote divoire"."""
    folded = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    words = "".join(c for c in folded if not unicodedata.combining(c)).casefold().split()
    if len(words) > 1:
        words = [_SHORT.get(w, w) for w in words]
    return " ".join(words)


def bare(form: str) -> str:
    """A plain form without the words that say what it is: "borno state" is "borno", "city of quetta" "quetta"."""
    words = form.split()
    if len(words) > 1 and words[0] == "the":
        words = words[1:]
    every = DESIGNATORS["admin1"] | DESIGNATORS["admin2"] | DESIGNATORS["city"]
    if len(words) > 2 and words[0] in every and words[1] == "of":
        return " ".join(words[2:])
    while len(words) > 1 and words[-1] in every:
        words = words[:-1]
    return " ".join(words)


def designator(words: str) -> str:
    """The kind of unit that a word names ("province": "admin1"), or ""."""
    word = words.casefold()
    return next((kind for kind, names in DESIGNATORS.items() if word in names), "")


# How romanisations of Arabic, Persian, Cyrillic and others differ, most frequent first.
_RESPELLED = (
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("iyah", "iya"), ("iya", "iyah"), ("ia", "iya"), ("q", "k"), ("k", "q"),
    ("dh", "d"), ("gh", "g"), ("kh", "h"), ("yy", "y"), ("e", "a"), ("o", "u"), ("y", "i"), ("iy", "y"),
    ("ch", "tch"), ("tch", "ch"), ("w", "v"),
)  # fmt: skip


def respell(form: str) -> tuple[str, ...]:
    """Other spellings of a plain form, one change each: a last "h", a doubled letter, another romanisation."""
    out = [form[:-1] if form.endswith("ah") else f"{form}h"]
    out += [form.replace(a, b) for a, b in _RESPELLED if a in form]
    out += [form[:i] + form[i + 1 :] for i in range(1, len(form)) if form[i] == form[i - 1]]
    return tuple(dict.fromkeys(o for o in out if o != form))

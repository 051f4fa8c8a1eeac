"""Text → sentences of words, by punctuation, paragraph breaks and what follows an abbreviation."""

import re
from itertools import pairwise
from typing import NamedTuple

from dateline.parsing.words import ABBREVIATIONS, split_words

MAX_WORDS = 120  # a longer "sentence" is a list or a table; it is cut so that memory stays bounded

_BREAK = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
_LINE = re.compile(r"\n")
_FINAL = re.compile(r"[.!?…]+$")
_CLOSERS = frozenset({'"', "''", "”", "’", ")", "]", "»", "'"})
_OPENERS = frozenset({'"', "``", "“", "‘", "(", "[", "«", "'"})
# A capital on one of these after "U.S." or "Corp." opens a sentence: they are no part of a name.
_STARTERS = frozenset(
    """the a an he she it they we you i in on at but and however this that these those his her their its our if when
    while as after before for there since although though meanwhile according to by from with some many most all both
    one two also then so what who how why no not last earlier under during despite asked""".split()
)
# Abbreviations that stand before a name or a number and so never end a sentence.
_LEADERS = frozenset(
    """adm amb asst atty brig capt cf cmdr col comdr cpl dr fig fr gen gov hon insp lt maj messrs mlle mme mr mrs ms
    msgr mt no nos pfc pres prof pvt rep reps rev sen sens sgt st supt vs al eg ie approx""".split()
)


class Cut(NamedTuple):
    """A sentence: its words as (start, end) offsets, and the block of text it stands in."""

    words: list[tuple[int, int]]
    paragraph: int


def split_sentences(text: str, begin: int = 0) -> list[Cut]:
    """The sentences of `text` from offset `begin` on, with words of known offsets; none is longer than MAX_WORDS."""
    out: list[Cut] = []
    for paragraph, (start, end) in enumerate(_paragraphs(text, begin)):
        words = [(start + s, start + e) for s, e in split_words(text[start:end])]
        current: list[tuple[int, int]] = []
        for i, word in enumerate(words):
            current.append(word)
            if _ends(text, words, i):
                out.append(Cut(current, paragraph))
                current = []
        if current:
            out.append(Cut(current, paragraph))
    return [piece for cut in out for piece in _bounded(text, cut)]


def _paragraphs(text: str, begin: int) -> list[tuple[int, int]]:
    """Blocks parted by blank lines, or by every line break where lines are not hard-wrapped."""
    pattern = _BREAK if _is_wrapped(text[begin:]) else _LINE
    out, start = [], begin
    for match in pattern.finditer(text, begin):
        out.append((start, match.start()))
        start = match.end()
    out.append((start, len(text)))
    return [(s, e) for s, e in out if text[s:e].strip()]


def _is_wrapped(text: str) -> bool:
    """True if line breaks fall inside sentences: most broken lines run on without final punctuation."""
    lines = [line.rstrip() for line in text.split("\n")]
    inner = [a for a, b in pairwise(lines) if a and b]
    running = [a for a in inner if a[-1].isalnum() or a[-1] in ",-"]
    long = [a for a in running if 40 <= len(a) <= 100]
    return len(inner) >= 3 and len(long) >= 0.6 * len(inner)


def _ends(text: str, words: list[tuple[int, int]], i: int) -> bool:
    """Whether a sentence ends with word `i`; closing marks after the full stop belong to it."""
    j = i
    while j > 0 and text[slice(*words[j])] in _CLOSERS and words[j - 1][1] == words[j][0]:
        j -= 1
    if i + 1 < len(words) and text[slice(*words[i + 1])] in _CLOSERS and words[i + 1][0] == words[i][1]:
        after = words[i + 2] if i + 2 < len(words) else None
        if after is None or after[0] > words[i + 1][1]:
            return False  # the closing mark is still to come
    last = text[slice(*words[j])]
    if not _FINAL.search(last) or i + 1 >= len(words) or words[i + 1][0] == words[i][1]:
        return False
    following = [text[slice(*w)] for w in words[i + 1 : i + 3]]
    opener = following[0] in _OPENERS
    word = following[1] if opener and len(following) > 1 else following[0]
    if last in {".", "!", "?"} or not last[:-1].strip("."):
        # an ellipsis or a mark inside a sentence runs on in lower case
        return not word[:1].islower() or (last == "." and opener)
    return _abbreviation_ends(last, word)


def _abbreviation_ends(last: str, word: str) -> bool:
    stem = last.rstrip(".").lower()
    if not last.endswith("."):
        return not word[:1].islower()
    if stem in _LEADERS or (len(stem) == 1 and last[0].isupper()):
        return False
    if stem in ABBREVIATIONS or "." in stem:
        return word[:1].isupper() and word.lower() in _STARTERS
    return word[:1].isupper()


def _bounded(text: str, cut: Cut) -> list[Cut]:
    words, out = cut.words, []
    while len(words) > MAX_WORDS:
        marks = [k for k in range(MAX_WORDS // 2, MAX_WORDS) if text[slice(*words[k])] in {";", ",", ":", "-", "|"}]
        at = (marks[-1] if marks else MAX_WORDS - 1) + 1
        out.append(Cut(words[:at], cut.paragraph))
        words = words[at:]
    return [*out, Cut(words, cut.paragraph)]

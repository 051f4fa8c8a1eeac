"""What reads like a report but holds none: walls before the text, lists of links, tables of figures, single words.

Careful: one sentence is news. Each rule asks that nearly all of the text is of its kind.
"""

from __future__ import annotations

import re

from dateline.errors import InputError
from dateline.records import Article

_FEWEST = 3  # words, title included, where they are no sentence
# The regular expression below costs a hundred times as much as these, of which each of its branches holds one.
_WALL_WORDS = (
    *("cookie", "subscri", "sign up", "sign in", "log in", "login", "register", "an account", "articles", "members"),
    *("javascript", "blocker", "denied", "not found", "a robot", "unusual ", "click here", "rights reserved"),
)
_WALL = re.compile(
    r"\b(?:we (?:and our \w+ )?use cookies|(?:accept|manage|reject) (?:all )?cookies"
    r"|cookie (?:policy|settings|preferences)"
    r"|consent to (?:the|our) use of cookies"
    r"|(?:subscribe|sign up|log ?in|sign in|register) (?:now |today |here )?to (?:continue|read|unlock|view|access)"
    r"|already (?:a subscriber|have an account|registered)|(?:for|to) subscribers only"
    r"|(?:article|content|story) is (?:only )?(?:available )?(?:for|to|reserved for) (?:our )?(?:subscribers|members)"
    r"|you have (?:reached your|read all your|no more|used all) (?:\w+ )*articles|free articles (?:left|remaining)"
    r"|(?:enable|turn on) javascript|javascript (?:is|to be) (?:disabled|enabled)"
    r"|(?:disable|turn off|pause|whitelist us in) your ad ?-?blocker"
    r"|access (?:to this page has been )?denied|(?:404|page) not found|not a robot"
    r"|unusual (?:traffic|activity) from your"
    r"|click here to (?:read|continue|view|subscribe)|all rights reserved)\b",
    re.IGNORECASE,
)
_WALLED = 0.6  # share of the words that stand in sentences of a wall, of which there are at least two
_LONGEST_WALL = 1_500  # characters
_SENTENCES = re.compile(r"(?<=[.!?])\s+|\n+")
_LINES = 8  # from which on a text may be a list
_LISTED = 0.85  # share of lines that begin like a headline, are short, and end like no sentence
_LONGEST_LINK = 15  # words
_NUMBER = re.compile(r"(?<![^\s(+$€£-])\d[\d.,:/%]*(?![^\s)])")
_FIGURES = 0.3  # share of the words that are numbers
_TABLE = 20  # words, from which on a text may be a table
_PROSE = re.compile(r"\b(?:the|of|to|and|in|a|said|was|has|for|on|with|by|at|from|that)\b")
_LITTLE = 0.1  # share of such words that a table may have; reports have .30 and more


def check_worth(article: Article) -> None:
    """Raises InputError "too-short", "table", "link-list" or "boilerplate" where there is no report to code."""
    text = article.text[article.body :]
    count = len(text.split())
    if count + len(article.title.split()) < _FEWEST and not text.rstrip().endswith((".", "!", "?")):
        raise InputError("too-short", f"fewer than {_FEWEST} words and no sentence")
    if count >= _TABLE and _is_table(text, count):
        raise InputError("table", "figures without sentences")
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) >= _LINES and sum(map(_is_link, lines)) >= _LISTED * len(lines):
        raise InputError("link-list", "short lines without sentences")
    if len(text) <= _LONGEST_WALL and _is_walled(text, count):
        raise InputError("boilerplate", "a notice of the site in place of a text")


def _is_table(text: str, count: int) -> bool:
    if sum(map(text.count, "0123456789")) < _FIGURES * count:
        return False
    return len(_NUMBER.findall(text)) >= _FIGURES * count and len(_PROSE.findall(text)) <= _LITTLE * count


def _is_link(line: str) -> bool:
    """Whether a line stands by itself: wrapped prose goes on in lower case, paragraphs end in a full stop."""
    words = line.split()
    return len(words) <= _LONGEST_LINK and not words[0][0].islower() and words[-1][-1] not in '.!?"”,;'


def _is_walled(text: str, count: int) -> bool:
    lower = text.lower()
    if not any(word in lower for word in _WALL_WORDS):
        return False
    walls = [len(s.split()) for s in _SENTENCES.split(text) if _WALL.search(s)]
    return sum(walls) >= (_WALLED if len(walls) > 1 else 1) * count

"""Only English is coded; a report in another language is dropped with the language named."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from dateline.errors import InputError
from dateline.records import Article

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
# Words of every English report and of hardly any other language's.
_ENGLISH = frozenset(
    "the of and that with was were has have had said from his her their its which would been they this by".split()
)
_ENOUGH = 0.12  # share of such words that settles the matter; edited news has .20 to .30
_LOOKED_AT = 2_000  # characters
_SHORT = 8  # words: too few for any identifier, so only the script counts
_SURE = 0.9
# Nigerian Pidgin is what the identifier makes of short English sentences full of names.
_ENGLISHES = frozenset({"en", "pcm"})


def check_language(article: Article) -> None:
    """Raises InputError("not-english") where the report is in another language, ("no-words") where it has no words."""
    text = f"{article.title}\n{article.text[article.body : article.body + _LOOKED_AT]}"[:_LOOKED_AT]
    words = [w.lower() for w in _WORD.findall(text)]
    if not words:
        raise InputError("no-words", "the text holds no letters")
    if sum(w in _ENGLISH for w in words) >= _ENOUGH * len(words):
        return
    latin = sum(w.isascii() or w[0] < "ɐ" for w in words)
    if len(words) < _SHORT:
        if latin < len(words) / 2:
            raise InputError("not-english", "not in Latin script")
        return
    language, probability = _identifier().classify(text)
    if language not in _ENGLISHES and probability >= _SURE:
        raise InputError("not-english", f"the text is in {language!r} (ISO 639-1); only English is coded")


@cache
def _identifier() -> Any:
    # Loading takes most of a second, so it waits for a text that is in doubt.
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

"""Parsing: an article's sentences, words, trees and names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from dateline.parsing.parser import Parser
    from dateline.parsing.similarity import Similarity

__all__ = ["load_parser", "load_similarity"]


def load_parser(lexicon: Path | None = None) -> Parser:
    """The parser of the model in the package, with the types that were taught into a lexicon folder.

    Imports onnxruntime, so call it only when there is something to parse.
    """
    from dateline.parsing.parser import Parser

    return Parser(lexicon=lexicon)


def load_similarity() -> Similarity:
    """The unmodified sentence encoder of the package, for types by example."""
    from dateline.parsing.network import Network
    from dateline.parsing.parser import MODEL
    from dateline.parsing.similarity import Similarity

    return Similarity(MODEL, Network(MODEL).load)

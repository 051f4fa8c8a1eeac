"""Parsing: an article's sentences, words, trees and names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dateline.parsing.parser import Parser

__all__ = ["load_parser"]


def load_parser() -> Parser:
    """The parser of the model in the package. Imports onnxruntime, so call it only when there is something to parse."""
    from dateline.parsing.parser import Parser

    return Parser()

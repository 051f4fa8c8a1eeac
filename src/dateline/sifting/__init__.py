"""Sifting: what is worth coding, and why the rest is not."""

from dateline.sifting.language import check_language

__all__ = ["check_language"]

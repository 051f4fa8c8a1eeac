"""Sifting: what is worth coding, and why the rest is not; what copies what, and which reports tell of one story."""

from dateline.sifting.dropping import check_worth
from dateline.sifting.language import check_language
from dateline.sifting.signing import Signature, sign

__all__ = ["Signature", "check_language", "check_worth", "sign"]

"""What publishers say of their own items: news that was taken back is not to be coded."""

from __future__ import annotations

from dateline.errors import InputError

_WITHDRAWN = ("canceled", "withheld")


def check_status(status: str) -> None:
    """InputError where a publisher took the item back (`status` is IPTC's, with or without a prefix)."""
    if status.lower().endswith(_WITHDRAWN):
        raise InputError("withdrawn", f"its publisher says {status[-50:]!r}")

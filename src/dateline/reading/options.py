"""What the caller may choose about reading, and what an input that cannot be read becomes."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from dateline.errors import ConfigError

RECORD_FIELDS = ("id", "text", "title", "published", "outlet", "url")
FORMATS = ("text", "jsonl")


class BadInput(Struct, frozen=True):
    """An input that is no report: its name, a reason that can be counted, and what to do about it."""

    input_id: str
    reason: str
    detail: str


class ReadOptions(Struct, frozen=True):
    """How to read: what is given here holds for every input and comes before what the input says of itself.

    `mapping` names record keys that stand for ours: {"body": "text", "pub": "published"}.
    """

    input_format: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    mapping: dict[str, str] = {}
    max_characters: int = 400_000
    max_line_bytes: int = 8_000_000

    def __post_init__(self) -> None:
        """Refuse settings that would spoil every article, before the first is read."""
        if self.input_format is not None and self.input_format not in FORMATS:
            raise ConfigError(f"unknown format {self.input_format!r}: choose one of {', '.join(FORMATS)}")
        unknown = [name for name in self.mapping.values() if name not in RECORD_FIELDS]
        if unknown:
            raise ConfigError(f"--map knows no field {unknown[0]!r}: choose from {', '.join(RECORD_FIELDS)}")
        if self.published is not None:
            try:
                date.fromisoformat(self.published)
            except ValueError:
                raise ConfigError(f"published is {self.published!r}: write a day such as 2021-03-26") from None

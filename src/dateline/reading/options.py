"""What the caller may choose about reading, and what an input that cannot be read becomes."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from dateline.errors import ConfigError

RECORD_FIELDS = ("id", "text", "title", "published", "outlet", "url")
FORMATS = (
    "text",
    "jsonl",
    "json",
    "csv",
    "parquet",
    "ninjs",
    "newsml",
    "nitf",
    "mbox",
    "eml",
    "pdf",
    "html",
    "feed",
    "warc",
)


class BadInput(Struct, frozen=True):
    """An input that is no report: its name, a reason that can be counted, and what to do about it."""

    input_id: str
    reason: str
    detail: str


class ReadOptions(Struct, frozen=True):
    """How to read: what is given here holds for every input and comes before what the input says of itself.

    `mapping` names record keys that stand for ours: {"body": "text", "pub": "published"}. Days of publication after
    `not_after` (ISO) are refused; None: none is, for the library has no clock. `max_document_bytes` bounds formats
    that must be read whole, `max_unpacked_bytes` and `max_ratio` what one packed file may unpack to.
    """

    input_format: str | None = None
    published: str | None = None
    outlet: str | None = None
    url: str | None = None
    mapping: dict[str, str] = {}
    max_characters: int = 400_000
    not_after: str | None = None
    max_line_bytes: int = 8_000_000
    max_document_bytes: int = 64_000_000
    max_unpacked_bytes: int = 1 << 40
    max_ratio: int = 200

    def __post_init__(self) -> None:
        """Refuse settings that would spoil every article, before the first is read."""
        if self.input_format is not None and self.input_format not in FORMATS:
            raise ConfigError(f"unknown format {self.input_format!r}: choose one of {', '.join(FORMATS)}")
        unknown = [name for name in self.mapping.values() if name not in RECORD_FIELDS]
        if unknown:
            raise ConfigError(f"--map knows no field {unknown[0]!r}: choose from {', '.join(RECORD_FIELDS)}")
        for name, day in (("published", self.published), ("not-after", self.not_after)):
            try:
                date.fromisoformat(day or "2000-01-01")
            except ValueError:
                raise ConfigError(f"{name} is {day!r}: write a day such as 2021-03-26") from None
        if self.published and self.not_after and self.published > self.not_after:
            raise ConfigError(f"published is {self.published}, which is after {self.not_after}: see --not-after")

"""CSV and TSV: a header that names the columns, then one record a row."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from dateline.errors import InputError
from dateline.records import Article

from .decoding import as_utf8, decode
from .fields import read_fields, record_keys
from .options import BadInput, ReadOptions
from .recognising import find_delimiter, header_names
from .streaming import HEAD


def read_csv(chunks: Iterable[bytes], name: str, options: ReadOptions) -> Iterator[Article | BadInput]:
    """One article or bad input for each row that is not blank; rows are counted as a spreadsheet does, the header 1."""
    keys = record_keys(options)
    lines = _Lines(as_utf8(chunks), options.max_line_bytes)
    header = lines.peek()
    delimiter = find_delimiter(header.encode("latin-1"), options) or _likely_delimiter(header)
    # A field is shorter than its row, and rows are bounded below; the module's own bound holds for the whole process.
    csv.field_size_limit(max(csv.field_size_limit(), options.max_line_bytes))
    rows = _rows(lines, delimiter)
    columns = _read_header(next(rows, []), keys)
    for number, row in enumerate(rows, start=2):
        if isinstance(row, list) and not any(row):
            continue
        input_id = f"{name}:{number}"
        try:
            if isinstance(row, InputError):
                raise row
            fields = {**dict.fromkeys(keys, ""), **_decode_row(row, columns)}
            input_id = fields["id"] or input_id
            yield read_fields(fields, input_id, keys["text"], options)
        except InputError as error:
            yield BadInput(input_id, error.reason, f"row {number}: {error.detail}")


def _decode_row(row: list[str], columns: dict[str, int]) -> dict[str, str]:
    """Our fields of a row, decoded together: a short one alone does not say what its charset is."""
    written = [row[at].replace("\f", "\n") if at < len(row) else "" for at in columns.values()]
    return dict(zip(columns, decode("\f".join(written).encode("latin-1")).split("\f"), strict=True))


class _Lines:
    """The lines of a table, bytes as Latin-1 so that each field can be decoded by itself; a row's are bounded."""

    def __init__(self, chunks: Iterable[bytes], limit: int) -> None:
        self._chunks = _with_line_feeds(chunks)
        self._pieces: Iterator[bytes] = iter(())
        self._limit = limit
        self._row = bytearray()
        self._ahead: list[bytes] = []
        self._ended = False

    def peek(self) -> str:
        """The first line, which is still to come."""
        self._ahead = list(self._take_line())
        return b"".join(self._ahead)[:HEAD].decode("latin-1")

    def begin_row(self) -> None:
        """From here on, lines belong to the next row."""
        self._row.clear()

    def is_left_open(self) -> bool:
        """Whether a row ran into the end of the table inside quotes."""
        return self._ended and self._row.count(b'"') % 2 == 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = b"".join(self._ahead or self._take_line())
        self._ahead = []
        if not line:
            self._ended = True
            raise StopIteration
        self._row += line
        if len(self._row) > self._limit:
            self._skip_row()
            raise InputError("row-too-long", f"more than {self._limit:,} bytes in one row: is a quote left open?")
        return line.decode("latin-1")

    def _take_line(self) -> Iterator[bytes]:
        """The pieces of the next line, as many as a row may hold and one more."""
        size = 0
        while piece := self._next_piece():
            size += len(piece)
            yield piece
            if piece.endswith(b"\n") or size > self._limit:
                return

    def _next_piece(self, unless_lacks: bytes = b"") -> bytes:
        """A line or as much of it as is in the chunk, b"" at the end; chunks that lack some byte may be passed over."""
        while True:
            piece = next(self._pieces, None)
            if piece is not None:
                return piece
            chunk = next(self._chunks, None)
            if chunk is None:
                return b""
            self._pieces = iter(chunk.splitlines(keepends=True) if unless_lacks in chunk else ())

    def _skip_row(self) -> None:
        """Go on to the end of a line where as many quotes were closed as opened; nothing is kept."""
        quotes, last = self._row.count(b'"'), bytes(self._row[-1:])
        self._row.clear()
        while quotes % 2 or last != b"\n":
            piece = self._next_piece(b'"' if quotes % 2 else b"")
            if not piece:
                return
            quotes, last = quotes + piece.count(b'"'), piece[-1:]


def _with_line_feeds(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The stream with every line end as LF."""
    carried = b""
    for chunk in chunks:
        whole = carried + chunk
        carried = b"\r" if whole.endswith(b"\r") else b""
        yield whole.removesuffix(b"\r").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if carried:
        yield b"\n"


def _rows(lines: _Lines, delimiter: str) -> Iterator[list[str] | InputError]:
    """The rows of a table; an error in the place of a row that is too long or broken."""
    reader = csv.reader(lines, delimiter=delimiter)
    while True:
        lines.begin_row()
        try:
            row = next(reader)
            yield (
                InputError("bad-record", "a quote is left open to the end of the table")
                if lines.is_left_open()
                else row
            )
        except StopIteration:
            return
        except InputError as error:
            yield error
        except csv.Error as error:
            yield InputError("bad-record", f"{error}: write the table as CSV again")


def _likely_delimiter(header: str) -> str:
    """The mark that cuts the header into most columns; a comma where none does."""
    return max(",;\t|", key=lambda mark: len(header_names(header, mark)))


def _read_header(row: list[str] | InputError, keys: dict[str, str]) -> dict[str, int]:
    """Where our fields stand; capital letters do not matter where no column has the exact name."""
    if isinstance(row, InputError):
        raise row
    names = [decode(name.encode("latin-1")).strip() for name in row]
    lowered = [name.casefold() for name in names]
    columns = {}
    for field, key in keys.items():
        if key in names:
            columns[field] = names.index(key)
        elif key.casefold() in lowered:
            columns[field] = lowered.index(key.casefold())
    if "text" not in columns:
        shown = ", ".join(repr(name[:40]) for name in names[:12])
        raise InputError("no-text-column", f"no column {keys['text']!r} among {shown}: use --map text=COLUMN")
    return columns

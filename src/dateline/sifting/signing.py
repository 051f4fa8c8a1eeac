"""What a report looks like to one that searches its copies: hashes of its word shingles, and bands of their MinHash."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any
from zlib import crc32

from msgspec import Struct

from dateline.errors import ConfigError
from dateline.records import Article

if TYPE_CHECKING:
    from numpy import int32, uint64
    from numpy.typing import NDArray

BANDS = 64
ROWS = 2  # values a band; two, so that articles that share a sixth of their shingles still meet in some band
_SHINGLE = 3  # words
_SEED = 20_040_229
# Bytes of UTF-8: what is no letter or digit in ASCII parts words, and so do these marks beyond it.
_MARKS = "“”‘’«»—–…\u00a0"
_TO_SPACES = bytes(b if b >= 0x80 or chr(b).isalnum() else 0x20 for b in range(256))
_MULTIPLIERS = (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9)
_OPENERS = frozenset(
    b"The A An In On At It He She They We But And As For This That These There Those His Her Their Its After Before "
    b"When While If Since With By From To Of Or So According However Also Meanwhile Earlier Later Last No Not".split()
)


class Signature(Struct, frozen=True):
    """Of one article: the hashes of its bands, by position, and its shingles, sorted, each once.

    A shingle is 31 bits of hash of three words in lower case, then one bit: whether a name or a number is among them.
    An article without words has neither.
    """

    bands: tuple[int, ...]
    shingles: tuple[int, ...]


def sign(article: Article) -> Signature:
    """The signature of the report proper, dateline and title left out; ConfigError where `rensa` is not installed."""
    import numpy as np

    text = article.text[article.body :]
    for mark in _MARKS:
        text = text.replace(mark, " ")
    words, lower = _cut(text), _cut(text.lower())
    if not words:
        return Signature((), ())
    shingles = _shingle(words, lower)
    values = _mix((shingles >> 1).astype(np.uint64))
    ends = np.array([0, len(values)], dtype=np.uint64)
    digest = _minhash().digest_matrix_from_flat_token_hashes(values, ends, BANDS * ROWS, _SEED)
    rows = np.array(digest.to_rows()[0], dtype=np.uint64).reshape(BANDS, ROWS)
    bands = (rows[:, 0] << np.uint64(32) | rows[:, 1]).view(np.int64)
    return Signature(tuple(bands.tolist()), tuple(shingles.tolist()))


def _cut(text: str) -> list[bytes]:
    return text.encode("utf-8", "replace").translate(_TO_SPACES).split()


def _shingle(words: list[bytes], lower: list[bytes]) -> NDArray[int32]:
    """The runs of three words, hashed and marked; one for a text of fewer words."""
    import numpy as np

    hashes = _mix(np.fromiter(map(crc32, lower), dtype=np.uint64, count=len(lower)))
    # in lower case only numbers come before "a"
    special = np.array([(w != low and w not in _OPENERS) or low < b"a" for w, low in zip(words, lower, strict=True)])
    count = max(1, len(words) - _SHINGLE + 1)
    mixed, marked = np.zeros(count, dtype=np.uint64), np.zeros(count, dtype=np.bool_)
    for i in range(min(_SHINGLE, len(words))):
        mixed += hashes[i : i + count] * np.uint64(_MULTIPLIERS[i])
        marked |= special[i : i + count]
    return np.unique((_mix(mixed) >> np.uint64(32) & np.uint64(0xFFFFFFFE) | marked).astype(np.uint32).view(np.int32))


def _mix(values: NDArray[uint64]) -> NDArray[uint64]:
    """Spreads every bit of the values over all bits."""
    import numpy as np

    values = (values ^ (values >> np.uint64(31))) * np.uint64(0xBF58476D1CE4E5B9)
    return values ^ (values >> np.uint64(29))


@cache
def _minhash() -> Any:
    try:
        from rensa import RMinHash
    except ImportError as error:
        raise ConfigError("signatures need the extra [data]: pip install 'dateline[data]'") from error
    return RMinHash

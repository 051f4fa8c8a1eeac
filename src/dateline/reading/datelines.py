"""The line that opens an agency report: place, day and agency before a dash, a colon or a bracket."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from dateline.days import MONTHS, WEEKDAY_PATTERN, find_day, find_monthday, make_day
from dateline.records import Dateline, Span

from .tables import agency_of, cities, not_places

_WINDOW = 180
_MOST_MARKS = 6
_LATEST = timedelta(days=31)

# What may end a dateline, the strongest first; "close" is a bracket or slash with no mark after it, "alone" a line end.
_MARK = re.compile(
    r"""(?P<dash>(?<=[)\]/.])\s*(?:-{1,3}|[—–―])\s*|\s*(?:-{2,3}|[—–―])\s*|\s-\s+)
    | (?P<colon>\s?:\s+)
    | (?P<alone>[^\S\n]*\n\s*)
    | (?P<close>(?<=/)\.?\s+|(?<=[)\]])\s*)""",
    re.VERBOSE,
)
_AGENCY = re.compile(r"\(([^()\n]{1,60})\)|\[([^\[\]\n]{1,60})\]|(?:^|(?<=\s))/([^/\n]{1,40}(?:/[^/\s]{1,20})?)/")
_WEEKDAY = re.compile(rf"\b{WEEKDAY_PATTERN}\.?")
_LETTERS = re.compile(r"[^\W\d_]+")
_SEGMENTS = re.compile(r"\s*[,/]\s*")
_DOTTED = re.compile(r"(?:[A-Z]\.)+")
_OPENERS = "\"'“‘«([$€£¥"
_PARTICLES = frozenset(
    # What a place name may hold in small letters: Rio de Janeiro, Stratford-upon-Avon.
    {"al", "and", "au", "aux", "da", "das", "de", "del", "des", "do", "dos", "du", "el", "en", "la", "las", "le", "les"}
    | {"los", "near", "of", "sur", "the", "upon"}
)


class _Head(Struct, frozen=True):
    """What stands before the mark; `bracketed` says that brackets hold neither a day nor a known agency."""

    place: str | None
    full: date | None
    monthday: tuple[int, int] | None
    agency: str | None
    bracketed: bool


class Opening(Struct, frozen=True):
    """A dateline and where the report goes on; `monthday` waits for a year."""

    dateline: Dateline
    end: int
    monthday: tuple[int, int] | None

    @property
    def is_strong(self) -> bool:
        """Whether more than a place says that this is a dateline."""
        return bool(self.dateline.agency or self.dateline.day or self.monthday)


def find_dateline(text: str, start: int) -> Opening | None:
    """The dateline that begins at `start`, or None where an ordinary sentence does."""
    window = text[start : start + _WINDOW]
    start += len(window) - len(window.lstrip())
    window = window.lstrip()
    for mark in _marks(window):
        head = _read_head(window[: mark.start()])
        if head and _is_believable(head, mark.lastgroup or "", window[mark.end() :]):
            end = start + mark.start() + len(mark[0].rstrip())
            dateline = Dateline(
                text=text[start:end],
                span=Span("text", start, end),
                place=head.place and _as_name(head.place),
                day=head.full.isoformat() if head.full else None,
                agency=head.agency,
            )
            opening = Opening(dateline, start + mark.end(), head.monthday)
            return (None if head.place else find_dateline(text, opening.end)) or opening  # "AP - KABUL (AP) - …"
    return None


def _marks(window: str) -> list[re.Match[str]]:
    """Where a dateline may end: on the first line, brackets that nothing follows last."""
    marks = []
    for mark in islice(_MARK.finditer(window), _MOST_MARKS):
        marks.append(mark)
        if "\n" in mark[0]:
            break
    return sorted(marks, key=lambda mark: mark.lastgroup == "close")


def settle_day(opening: Opening, published: str | None) -> Dateline:
    """The dateline with its day: the year is that which brings it nearest to publication, at most 31 days after it."""
    if opening.dateline.day or not opening.monthday or not published:
        return opening.dateline
    day = date.fromisoformat(published)
    month, number = opening.monthday
    near = (make_day(year, month, number) for year in range(day.year - 1, day.year + 2))
    possible = [d for d in near if d and (d <= day or d - day <= _LATEST)]
    if not possible:
        return opening.dateline
    nearest = min(possible, key=lambda d: (abs((d - day).days), d))
    return replace(opening.dateline, day=nearest.isoformat())


def _read_head(head: str) -> _Head | None:
    """Take agency and day out of what stands before the mark; None where the rest cannot be a place."""
    agency, written, kept = None, "", ""
    bracket = _AGENCY.search(head)
    if bracket:
        written = (bracket[1] or bracket[2] or bracket[3]).strip()
        agency = agency_of(written)
        kept = "" if agency or not (find_day(written) or find_monthday(written)) else written
        if _LETTERS.search(_take_day(head[bracket.end() :])[0]):
            return None
        bare = f"{head[: bracket.start()]} {head[bracket.end() :]}"
        if not agency and not kept and written[:1].isupper() and any(_take_day(bare)[1:]):
            agency = written  # "MOYALE, May 14 (Kijani Press) -": with a day before it, the name is an agency's
        head = f"{head[: bracket.start()]} {kept} {head[bracket.end() :]}"
    rest, full, monthday = _take_day(head)
    place = _trim(rest)
    if agency is None and "," in place:
        before, last = place.rsplit(",", 1)
        agency = agency_of(last)
        place = _trim(before) if agency else place
    elif agency is None and agency_of(place):
        agency, place = agency_of(place), ""  # "AFP - Two soldiers …"
    if place and (not _may_be_place(place) or _abbreviates(place, written)):
        return None
    return _Head(place or None, full, monthday, agency, bool(written and not kept and not agency))


def _take_day(text: str) -> tuple[str, date | None, tuple[int, int] | None]:
    """The text without its day, and the day: in full, or month and number."""
    full, monthday = None, None
    if found := find_day(text):
        full = found[0]
        text = f"{text[: found[1]]} {text[found[2] :]}"
    elif part := find_monthday(text):
        monthday = part[0], part[1]
        text = f"{text[: part[2]]} {text[part[3] :]}"
    if full or monthday:
        text = _WEEKDAY.sub(" ", text)
    return text, full, monthday


def _trim(place: str) -> str:
    """Without the punctuation around it; the dot of "D.C." and "Fla." stays."""
    place = place.strip(" \t,;/|")
    if place.endswith("."):
        last = place.split()[-1]
        short = "," in place and len(last) <= 6 and not last.isupper()
        if not _LETTERS.search(last) or not (short or _DOTTED.fullmatch(last)):
            return place.rstrip(". \t,;/|")
    return place


def _may_be_place(place: str) -> bool:
    """Whether it is made like a place: one to four parts, each a few capitalised words."""
    segments = _SEGMENTS.split(place)
    if len(segments) > 4 or len(place) > 70:
        return False
    for segment in segments:
        words = segment.split()
        if not 1 <= len(words) <= 5 or not (words[0][0].isupper() or words[0] == "near"):
            return False
        for word in words:
            letters = "".join(_LETTERS.findall(word))
            if not letters or set(word) - set(letters) - set(".'’‘`-"):
                return False
            if not (word[0].isupper() or word in _PARTICLES or "'" in word or "’" in word):
                return False
    first = segments[0].casefold()
    if first in cities():
        return True
    return not any(word.rstrip(".") in not_places() or word.rstrip(".") in MONTHS for word in first.split())


def _abbreviates(place: str, written: str) -> bool:
    """Whether the brackets only explain the name before them: "Palestinian Authority (PA)", or the other way round."""

    def initials(words: str) -> str:
        return "".join(word[0] for word in _LETTERS.findall(words) if word not in _PARTICLES).casefold()

    return place.casefold() == initials(written) or written.casefold() == initials(place)


def _is_believable(head: _Head, mark: str, after: str) -> bool:
    """Weigh place, day, agency and mark against a sentence that only happens to look like a dateline."""
    opens = after[:1].isupper() or after[:1].isdigit() or (after[:1] in _OPENERS and bool(after))
    if head.place is None:
        return (head.agency is not None and (mark != "close" or opens)) or (
            head.full is not None and mark == "dash" and opens and not head.bracketed
        )
    first = _SEGMENTS.split(head.place)[0]
    city = first.casefold() in cities()
    caps = first.isupper() and any(len(word) > 2 for word in _LETTERS.findall(first))
    if head.agency:
        return (city or caps or opens) if mark != "close" else (opens and (city or caps))
    if head.full or head.monthday:
        return opens and mark != "close" and (city or caps or (mark == "dash" and not head.bracketed))
    if not opens or mark in ("close", "alone"):
        return False
    if mark == "colon" or head.bracketed:
        return city
    return _opens_bare(head.place, after, city=city, caps=caps)


def _opens_bare(place: str, after: str, *, city: bool, caps: bool) -> bool:
    """A place and a dash alone: a city, or capitals in a text that is not all capitals."""
    if caps:
        shouted = not any(letter.islower() for letter in after[:60])
        return city or (len(place) > 3 and not shouted)
    return city and not any(found.lastgroup == "dash" for found in _MARK.finditer(after))


def _as_name(place: str) -> str:
    """The place as a name: "PORT-AU-PRINCE, Haiti" is Port-au-Prince, Haiti; D.C. and the like stay as they are."""
    parts = re.split(r"([\s,/’'-]+)", place)
    named = []
    for i, part in enumerate(parts):
        before = parts[i - 1] if i else ""
        follows_comma = "," in before and len(part) < 3
        if not part.isupper() or "." in part[:-1] or follows_comma:
            named.append(part)
        elif (i and part.casefold() in _PARTICLES) or (before in ("'", "’") and len(parts[i - 2]) > 1):
            named.append(part.lower())
        else:
            named.append(part[0] + part[1:].lower())
    return "".join(named)

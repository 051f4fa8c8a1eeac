"""Resolves years, and tells a year from a figure that counts things."""

from __future__ import annotations

import re

from dateline.days import make_day
from dateline.when import stretches as on
from dateline.when.dates import NO_DAY, edge, month_of, pointed
from dateline.when.matching import Found
from dateline.when.scene import Scene
from dateline.when.stretches import BEFORE, Reading, unknown

# What stands before a figure that may as well count: "of 1500 soldiers".
_WEAK = re.compile(r"(?:\b(?:of|to|from|by|for|around|after|before|over|about|through|as|into)|\()\s*$", re.IGNORECASE)
_PEOPLE = r"people|men|women|\w*children|percent|per|more|other|square"
_COUNTED = re.compile(
    rf"\s+(?:(?!\w*wards\b|(?:was|is|has|as|this)\b)[a-z]+s|{_PEOPLE})\b(?!['’])|\s*%|\s+of\s+(?:the|its|their|these|those)\b"
)
_PERSONS = re.compile(rf"\s+(?:{_PEOPLE}|[a-z]+(?:ers|ors|ees|ians|ants|ents|ists))\b|\s*%")
# What a year is the year of: "the 2016 election", "its 1902 pact", "London's 2012 Olympics".
_OWNER = r"\b(?:the|an?|this|that|its|his|her|their|our|my|whose|last|next)|['’]s?"
_OWNED = re.compile(rf"(?:{_OWNER})\s+(?:[a-z]{{4,}}\s+)?$", re.IGNORECASE)
_NAMED = re.compile(r"\s+[\"“]?(?:[A-Z]\w*[a-rt-z]\b|[A-Z]+\b|[a-z]+[a-rt-z]\b)")
_PROPER = re.compile(r"\s+[A-Z]")
_ADDRESS = re.compile(
    r"\s+(?:[A-Z][\w.]*\s+){1,2}(?:St|Street|Ave|Avenue|Blvd|Boulevard|Road|Rd|Drive|Lane|Way|Square)\b"
)
_JOINED = re.compile(r"[-/$€£¥#°.:]\Z")
_TITLED = re.compile(r"(?:(?!^)(?<![.!?]\s)(?<!\n)\b[A-Z][\w.]*|[\w.],|[)\]\"”],?)\s+$")
_VITAL = re.compile(r"(?:^|[\s(;,])(?:c|ca|circa|b|d|m|div|est|fl|r|died|born)\.?\s*$")
_ALONE = re.compile(r"(?:^|\n)\s*$")
_HEADS = re.compile(r"\s*(?:[:,]|\n|$|\.\s)")
_OPENS = re.compile(r"(?:^|\n|[.!?][\"”]?\s|,\s(?:and\s)?(?:so\s)?)\s*$")
_CLOSES = re.compile(
    r"\s*(?:[,.;:)(\[\]?!\"”]|$|\n)|\s+(?:in|at|on|for|by|and|or|to|with|was|is|has|had|will|as|when|where)\b"
)
_PASSES = re.compile(r"\s+(?:also\s+)?(?:saw|was|brought|marked|witnessed|began|ended|opened|proved)\b")
_GOES_ON = re.compile(r"\s*(?:[-–,.;:)]|$|\n|BC|(?:by|when|and|as|the|he|she|it|was|to|with|became|after|at|in)\b)")


def bare_year(found: Found, scene: Scene) -> Reading | None:
    """In 2020; a figure that counts things is no year."""
    number = int(found.first("YEAR") or 0)
    if _WEAK.search(scene.preceding) and _COUNTED.match(scene.following):
        of_year = scene.preceding.rstrip().lower().endswith("of") and number % 10
        if not of_year or _PERSONS.match(scene.following):
            return None
    if scene.published is not None and number > scene.published.year + 100:
        return None
    return on.narrowed(on.year(number), edge(found))


def named_year(found: Found, scene: Scene) -> Reading | None:
    """The 2016 election, Expo 2016, "1987 saw …": a figure that is a year by what stands around it."""
    number = int(found.first("YEAR") or 0)
    before, after = scene.preceding, scene.following
    last = scene.published.year + 30 if scene.published else 2100
    if not 1500 <= number <= last or _JOINED.search(before) or re.match(r"[-–/°%\w]|[.,]\d", after):
        return None
    headed = _ALONE.search(before) and _HEADS.match(after)
    if headed or _VITAL.search(before) or (_OPENS.search(before) and _PASSES.match(after)):
        return on.year(number)
    of_something = _is_of_something(number, before, after, last - 20)
    titled = _TITLED.search(before) and _CLOSES.match(after) and number > 1700 and (number % 50 or number == 2000)
    return on.year(number) if of_something or titled else None


def _is_of_something(number: int, before: str, after: str, last: int) -> bool:
    """Whether a figure says which one a noun means, rather than how many: round figures and persons are counted."""
    if _PERSONS.match(after) or _ADDRESS.match(after):
        return False
    sharp, recent = number % 10 != 0, 2000 < number <= last
    if _OWNED.search(before):
        return sharp or recent or (number > 1900 and _NAMED.match(after) is not None)
    if _CLOSES.match(after):
        return False
    return (_PROPER.match(after) is not None and recent) or (
        _NAMED.match(after) is not None and sharp and number > 1800
    )


def short_year(found: Found, scene: Scene) -> Reading | None:
    """'89: the year of the story's century, or the last one before publication that ends so."""
    tail = int(re.sub(r"\D", "", found.first("SHORT") or ""))
    base = scene.told() or scene.published
    if base is None:
        return unknown(f"XX{tail:02}", NO_DAY)
    year = base.year // 100 * 100 + tail
    return on.year(year - 100 if year > base.year + 20 else year)


def era_year(found: Found, scene: Scene) -> Reading | None:
    """241 BC, AD 69, the year 71; in a text of antiquity, "in 480"."""
    number = int((found.first("NUM", "YEAR", "DAYNUM", "HUNDREDS") or "0").replace(",", ""))
    if era_of(found, scene) == "BC":
        return unknown(f"BC{number:04}", BEFORE)
    return on.narrowed(on.year(number), edge(found)) if 1 <= number <= 2199 else None


def era_of(found: Found, scene: Scene) -> str:
    """BC or AD, as written or as the text counts; "" where it counts in neither."""
    written = found.first("ERA") or ""
    return ("BC" if written.startswith("B") else "AD") if written else scene.era


def plain_year(found: Found, scene: Scene) -> Reading | None:
    """In 480: only where the text counts in such years."""
    closed = _GOES_ON.match(scene.following)
    return era_year(found, scene) if scene.era and closed else None


def ancient_day(found: Found, scene: Scene) -> Reading | None:
    """30 September 420; December of 384."""
    year, month = int(found.first("HUNDREDS") or 0), month_of(found)
    if not found.has("DAYNUM", "ORDNUM"):
        return on.narrowed(on.month(year, month), edge(found))
    made = make_day(year, month, int(re.sub(r"\D", "", found.first("DAYNUM", "ORDNUM") or "0")))
    return None if made is None else on.day(made)


def fiscal_year(found: Found, scene: Scene) -> Reading | None:
    """Fiscal 2019: its days depend on who counts."""
    figure = re.sub(r"\D*(\d+).*", r"\1", found.first("FISCALFIGURE") or "")
    written = found.first("YEAR") or (f"20{figure}" if len(figure) == 2 else figure)
    at = pointed(found, scene, "Y")
    number = written or (str(at.year) if at else "XXXX")
    return unknown(f"FY{number}", "fiscal years differ")

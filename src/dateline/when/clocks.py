"""Times of day, and their union with the day they stand beside."""

from __future__ import annotations

import re

from dateline.when.matching import Found, value
from dateline.when.scene import Scene
from dateline.when.stretches import Reading, part_of_day, unknown

_CLOCK = re.compile(r"(\d{1,2})(?:[:.]?(\d\d))?(?::\d\d)?\s*([ap])?", re.IGNORECASE)
BRIDGE = re.compile(r"\s*,?\s*(?:(?:on|at|by|around|about)\s+)?", re.IGNORECASE)


def clocks(found: Found, scene: Scene) -> Reading | None:
    """3:30 p.m., 15:30 GMT, noon: on the day told last if it stands near, else that of publication."""
    time = _time(found)
    if time is None:
        return None
    near = scene.anchor is not None and scene.offset - scene.anchor.offset < 200
    base = scene.anchor_day if (near or scene.is_history) and scene.anchor_day else scene.published
    return unknown(f"XXXX-XX-XXT{time}", "no publication day", "TIME") if base is None else part_of_day(base, time)


def _time(found: Found) -> str | None:
    zone = "Z" if (found.first("ZONE") or "") in ("GMT", "UTC") else ""
    word = found.first("CLOCKWORD")
    if word:
        return value(word) + zone
    surface = found.first("CLOCK")
    if surface is None:
        number = found.first("NUMWORD")
        surface = value(number) if number else found.first("DAYNUM") or ""
    match = _CLOCK.match(surface)
    if match is None:
        return None
    hour, minute, half = int(match[1]), int(match[2] or 0), (match[3] or "").lower()
    if not half and hour < 12 and value(found.first("PART") or "") in ("AF", "EV", "NI"):
        half = "p"
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half == "p" else 0)
    return f"{hour:02}:{minute:02}{zone}" if hour <= 24 and minute < 60 else None

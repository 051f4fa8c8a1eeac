"""PLOVER JSON: one event a line, under the field names of the PLOVER manual, chapter "Data Fields".

Fields of ours that the manual does not name stand beside them: status, factuality, cameo, confidence and versions.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

import msgspec

from dateline.dataset.exporting.layouts import Exported, no_day, write_each
from dateline.dataset.exporting.lines import Line
from dateline.dataset.exporting.places import place_parts
from dateline.dataset.exporting.polecat import QUADS
from dateline.records import Party

_RESOLUTIONS = {"country": 1, "admin1": 2, "admin2": 3, "city": 4}
_SIZES = {"killed": "dead", "injured": "injured", "detained": "arrested"}

Fields = dict[str, Any]


def write_plover(lines: Iterable[Line], out: BinaryIO) -> Exported:
    """JSON Lines; a field that is not known is left out."""
    return write_each(lines, no_day, lambda line: [_encoded(_record(line))], out)


def _encoded(record: Fields) -> bytes:
    """One line, also for readers that take U+0085, U+2028 and U+2029 for the end of one."""
    text = msgspec.json.encode(record).decode()
    return text.replace("\x85", "\\u0085").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode() + b"\n"


def _record(line: Line) -> Fields:
    ended = line.day_end if line.day_end != line.day_start else None
    return _known(
        id=line.event_id,
        date=line.day_start,
        enddate=ended,
        date_precision=line.day_precision,
        actor=[_entity(p) for p in line.actors],
        recipient=[_entity(p) for p in line.recipients] or None,
        event=[line.type],
        event_loc=_location(line),
        event_text=[line.trigger_text],
        quad_code=QUADS[line.quad_class],
        event_scale=line.plover_score,
        mode=line.modes or None,
        context=line.contexts or None,
        size=_size(line),
        link=line.cluster,
        text_info=_known(
            start=line.trigger_span.start,
            end=line.trigger_span.end,
            field=line.trigger_span.field,
            article=line.article_id,
        ),
        cite_info=_known(
            url=line.url,
            language="en",
            publication=line.outlet,
            date=line.published,
            coder=f"dateline {line.code}",
            codebook=f"PLOVER 2.0, tables {line.ontology}",
            version=f"{line.code} {line.model} {line.lexicon} {line.ontology} {line.facts}",
        ),
        coder=" ".join(line.coders),
        **_ours(line),
    )


def _ours(line: Line) -> Fields:
    return {
        "status": line.status,
        "factuality": {"tense": line.tense, "polarity": line.polarity, "certainty": line.certainty},
        "cameo": line.cameo,
        "goldstein": line.goldstein,
        "confidence": line.confidence,
        "reports": line.reports,
        "outlets": line.outlets,
        "versions": {
            "code": line.code,
            "model": line.model,
            "lexicon": line.lexicon,
            "ontology": line.ontology,
            "facts": line.facts,
        },
    }


def _entity(party: Party) -> Fields:
    return _known(
        code=party.country,
        sector="".join(party.sectors[:2]) or None,
        sectors=party.sectors or None,
        entity_text=party.text,
        identifier_id=party.entity,
        identifier_text=party.name,
        office=party.office,
    )


def _location(line: Line) -> Fields | None:
    if line.place_name is None:
        return None
    parts = place_parts(line)
    return _known(
        extracted_place=line.place_text,
        resolved_place=line.place_name,
        geonameid=line.geonameid,
        lat=line.lat,
        lon=line.lon,
        city=parts.city,
        district=parts.district,
        province=parts.province,
        country=parts.country,
        country_code=line.place_country,
        resolution=_RESOLUTIONS.get(line.place_precision or ""),
    )


def _size(line: Line) -> Fields | None:
    """The least number under the manual's name (ours, where it has none), the most beside it where it differs."""
    size: Fields = {}
    for count in line.counts:
        name = _SIZES.get(count.kind, count.kind)
        size[name] = count.low
        if count.high != count.low:
            size[f"{name}_max"] = count.high
    return size or None


def _known(**fields: Any) -> Fields:
    return {name: value for name, value in fields.items() if value is not None}

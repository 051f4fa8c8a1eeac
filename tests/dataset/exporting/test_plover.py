import json
from datetime import date

import jsonschema
import pytest

TEXTS = {"type": "array", "items": {"type": "string"}}
ENTITY = {
    "type": "object",
    "properties": {
        name: {"type": "string", "minLength": 1}
        for name in ("code", "sector", "entity_text", "identifier_id", "identifier_text", "office")
    },
}
# The tables of the PLOVER manual's chapter on data fields: names, contents, and which are required.
MANUAL = {
    "type": "object",
    "required": ["id", "date", "actor", "event"],
    "properties": {
        "id": {"type": "string"},
        "date": {"type": "string", "format": "date", "pattern": "^....-..-..$"},
        "enddate": {"type": "string", "format": "date"},
        "actor": {"type": "array", "items": ENTITY},
        "recipient": {"type": "array", "items": ENTITY, "minItems": 1},
        "event": {**TEXTS, "minItems": 1},
        "event_loc": {
            "type": "object",
            "properties": {
                "resolved_place": {"type": "string"},
                "geonameid": {"type": "integer"},
                "lat": {"type": "number", "minimum": -90, "maximum": 90},
                "lon": {"type": "number", "minimum": -180, "maximum": 180},
                "country_code": {"type": "string", "pattern": "^[A-Z]{3}$"},
                "resolution": {"enum": [1, 2, 3, 4, 5]},
            },
        },
        "event_text": TEXTS,
        "quad_code": {"enum": [1, 2, 3, 4]},
        "event_scale": {"type": "number"},
        "mode": TEXTS,
        "context": TEXTS,
        "link": {"type": "string"},
        "text_info": {"type": "object", "properties": {"start": {"type": "integer"}, "end": {"type": "integer"}}},
        "cite_info": {"type": "object", "properties": {"language": {"const": "en"}, "url": {"type": "string"}}},
        "coder": {"type": "string"},
    },
}


@pytest.fixture
def records(exported) -> list[dict]:
    return [json.loads(line) for line in exported("plover")[1].decode().splitlines()]


def test_every_line_keeps_the_manual(records: list[dict]) -> None:
    assert len(records) == 5
    for record in records:
        jsonschema.validate(record, MANUAL)
        date.fromisoformat(record["date"])
        assert None not in record.values()


def test_fields_hold_what_the_event_holds(records: list[dict]) -> None:
    visit, protest = records[0], records[-1]
    assert visit["actor"][0]["code"] == "RUS"
    assert visit["actor"][0]["sector"] == "GOVMIL"
    assert visit["event_loc"]["city"] == "Kyiv"
    assert (visit["event_loc"]["country"], visit["event_loc"]["country_code"]) == ("Ukraine", "UKR")
    assert visit["versions"]["model"] == "m2"
    assert visit["link"] == records[3]["link"] == visit["id"]
    assert protest["size"] == {"dead": 3, "dead_max": 5, "injured": 2, "injured_max": None}
    assert protest["event_text"] == ['a\tbreak\nand "quotes",\r\u2028here\0']


def test_what_has_not_happened_says_so(records: list[dict]) -> None:
    assert [r["status"] for r in records if r["event"] == ["ASSAULT"]] == ["hypothetical"]

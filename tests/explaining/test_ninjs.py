import json

import msgspec
from msgspec.structs import replace

from dateline.explaining import ninjs_item
from dateline.reading import READERS, ReadOptions
from dateline.records import Article, Coded, Published

# Keys that ninjs 3.1 has: its schema allows no other.
KEYS = set("uri standard type representationType language altIds headlines bodies events places infoSources".split())


def test_an_item_has_the_text_and_its_events(coded: Coded) -> None:
    item = ninjs_item(coded)
    assert set(item) <= KEYS | {"versionCreated", "located"}
    main, events = item["bodies"]
    assert (main["contentType"], main["value"], main["charCount"]) == (
        "text/plain",
        coded.article.text,
        len(coded.article.text),
    )
    assert (events["role"], events["contentType"]) == ("coded-events", "application/json")
    whole = json.loads(events["value"])
    assert whole["events"] == json.loads(msgspec.json.encode(coded.events))
    assert whole["version"] == msgspec.to_builtins(coded.version)
    assert item["events"] == [
        {
            "name": "Kenya · SANCTION expel · Uganda · 2024-03-04 · actual",
            "rel": "coded",
            "uri": "urn:dateline:event:a-1",
            "literal": "SANCTION",
        }
    ]
    assert item["places"] == [{"name": "Nairobi", "rel": "event", "uri": "https://sws.geonames.org/184745/"}]


def test_our_reader_reads_what_we_write(coded: Coded) -> None:
    article = replace(coded.article, title="Talks", published=Published("2024-03-05", "caller"))
    written = msgspec.json.encode(ninjs_item(replace(coded, article=article)))
    (read,) = READERS["ninjs"]([written], "in", ReadOptions())
    assert isinstance(read, Article)
    assert (read.title, read.text, read.outlet) == ("Talks", article.text, article.outlet)
    assert read.published is not None
    assert read.published.day == "2024-03-05"

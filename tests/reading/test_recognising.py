"""Formats by their first bytes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.reading import READERS, ReadOptions
from dateline.reading.recognising import recognise

OPTIONS = ReadOptions()
NINJS = b'{"uri": "urn:x:1", "headline": "Talks", "body_text": "They met."}'


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"PAR1\x15\x04", "a.txt", "parquet"),
        (b"%PDF-1.7\n", "a", "pdf"),
        (b"WARC/1.0\r\n", "a.txt", "warc"),
        (b'<?xml version="1.0"?>\n<!-- x --><newsItem xmlns="x" guid="a">', "a", "newsml"),
        (b'<n:newsMessage xmlns:n="x">', "a", "newsml"),
        (b'<!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">\n<nitf>', "a", "nitf"),
        (b'<!DOCTYPE nitf [<!ENTITY a "b">]><nitf>', "a", "nitf"),
        (b'<?xml version="1.0"?><rss version="2.0">', "a.txt", "feed"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "a", "feed"),
        (b"<!doctype html><p>They met.", "a.txt", "html"),
        (b"\xef\xbb\xbf<p>They met.</p>", "a", "html"),
        (b"<Laughter> They met.", "a.txt", "text"),
        ('<?xml version="1.0" encoding="utf-16"?><nitf>'.encode("utf-16"), "a", "nitf"),
        (b'{"text": "They met."}\n{"text": "T', "a.txt", "jsonl"),
        (b'{"text": "They met."}', "a.txt", "jsonl"),
        (b'{\n  "text": "They met."\n}', "a.txt", "json"),
        (b'[{"text": "They met."}]', "a.txt", "json"),
        (b"[KYIV] They met.", "a.txt", "text"),
        (b"{They met.}", "a.txt", "text"),
        (NINJS, "a.json", "ninjs"),
        (b"[%s]" % NINJS, "a", "ninjs"),
        (b'{"uri": "a", "headline": "Talks", "text": "They met."}', "a", "jsonl"),
        (b"From a@example.org Mon Jan  1 00:00:00 2024\nSubject: x\n", "a", "mbox"),
        (b"From Nairobi the ministers flew home in 2024 or\n", "a", "text"),
        (b"Received: from a\r\n\tby b\r\nSubject: x\r\n\r\nHello", "a", "eml"),
        (b"Date: March 5\nSubject: talks\n\nThey met.", "a", "text"),
        (b"text,title\nThey met.,Talks\n", "a.txt", "csv"),
        (b"id\ttext\n1\tThey met.\n", "a", "csv"),
        (b"The text, in full, follows.\n", "a.txt", "text"),
        (b"headline;story\n", "a.csv", "csv"),
        (b"They met.", "a.html", "html"),
        (b"They met.", "a.xml", "text"),
        (b"", "a", "text"),
    ],
)
def test_content_comes_before_the_name(head: bytes, name: str, kind: str) -> None:
    assert recognise(head, name, OPTIONS) == kind


def test_mapped_columns_and_keys_make_a_table() -> None:
    options = ReadOptions(mapping={"body_text": "text", "pub": "published"})
    assert recognise(b"pub,body_text\n", "a", options) == "csv"
    assert recognise(NINJS, "a", options) == "jsonl"


@pytest.mark.parametrize("head", [b'<?xml version="1.0"?><SportsContent>', b'<svg xmlns="x">'])
def test_other_xml_is_named(head: bytes) -> None:
    with pytest.raises(InputError, match="XML of a kind"):
        recognise(head, "a", OPTIONS)


@given(st.binary(max_size=300), st.sampled_from(["a", "a.xml", "a.csv", "a.json"]))
def test_any_bytes_have_a_format_or_a_reason(head: bytes, name: str) -> None:
    try:
        kind = recognise(head, name, OPTIONS)
    except InputError as error:
        kind = error.reason
    assert kind in READERS or kind == "unknown-format"

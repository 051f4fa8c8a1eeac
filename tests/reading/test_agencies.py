"""What agencies send: NewsML-G2, NITF and ninjs."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

import pytest

from dateline.errors import InputError
from dateline.reading import READERS, BadInput, ReadOptions
from dateline.records import Article

pytest.importorskip("lxml")

OPTIONS = ReadOptions()
BODY = "<p>Officials   met\nin <location>Nairobi</location>.</p><p>They signed<br/>it.</p>"
NITF = (
    '<nitf><head><docdata><doc-id id-string="k-7"/><date.issue norm="20240305T093000+0300"/></docdata>'
    '<pubdata name="Kijani Daily"/></head><body><body.head><hedline><hl1>Talks <em>end</em></hl1></hedline>{dateline}'
    "</body.head><body.content><media><p>A picture</p></media>{body}</body.content></body></nitf>"
)
ITEM = (
    '<newsItem guid="urn:x:{guid}"><itemMeta><provider literal="Kijani"/><versionCreated>2024-03-05T09:30:00+03:00'
    '</versionCreated><pubStatus qcode="stat:{status}"/></itemMeta><contentMeta><headline>Talks end</headline>'
    "<dateline>NAIROBI, March 5 (Kijani) -</dateline></contentMeta><contentSet>{content}</contentSet></newsItem>"
)
NINJS = {"uri": "https://example.org/7", "versioncreated": "2024-03-05T09:30:00+03:00", "copyrightholder": "Kijani"}


def _read(kind: str, data: str | bytes, size: int = 50) -> list[Article | BadInput]:
    raw = data if isinstance(data, bytes) else data.encode()
    return list(READERS[kind]((raw[i : i + size] for i in range(0, len(raw), size)), "in", OPTIONS))


def _one(kind: str, data: str | bytes) -> Article:
    (article,) = _read(kind, data)
    assert isinstance(article, Article)
    return article


def _nitf(dateline: str = "", body: str = BODY) -> str:
    return NITF.format(dateline=dateline, body=body)


def _item(content: str = "", guid: str = "1", status: str = "usable") -> str:
    return ITEM.format(content=content, guid=guid, status=status)


def test_nitf_gives_its_paragraphs_and_fields() -> None:
    article = _one("nitf", f'<?xml version="1.0"?><!DOCTYPE nitf SYSTEM "nitf-3-4.dtd">{_nitf()}')
    assert article.text == "Officials met in Nairobi.\n\nThey signed it."
    assert (article.input_id, article.title, article.outlet) == ("k-7", "Talks end", "Kijani Daily")
    assert article.published is not None
    assert (article.published.day, article.published.instant) == ("2024-03-05", "2024-03-05T06:30:00+00:00")


def test_nitf_dateline_opens_the_text_unless_it_does_already() -> None:
    marked = "<dateline><location>NAIROBI</location>, March 5 (Kijani)</dateline>"
    article = _one("nitf", _nitf(marked, "<p>Officials met.</p>"))
    assert article.text == "NAIROBI, March 5 (Kijani) - Officials met."
    assert article.dateline is not None
    assert article.dateline.place == "Nairobi"
    assert _one("nitf", _nitf(marked, "<p>NAIROBI (Kijani) - Officials met.</p>")).text.startswith("NAIROBI (Kijani)")


def test_entities_are_not_expanded_and_nothing_is_fetched() -> None:
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    for entity, used in ((f'<!ENTITY l0 "lol">{laughs}', "&l9;"), ('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;")):
        try:
            text = _one("nitf", f"<!DOCTYPE nitf [{entity}]>{_nitf(body=f'<p>They {used} met.</p>')}").text
        except InputError as error:
            text = error.reason
        assert text in {"They met.", "not-xml"}
    assert (
        _one("nitf", f'<!DOCTYPE nitf SYSTEM "a.dtd">{_nitf(body="<p>The caf&eacute; met.</p>")}').text
        == "The café met."
    )


@pytest.mark.parametrize(
    ("kind", "data", "reason"),
    [
        ("nitf", "<nitf><body>", "not-xml"),
        ("nitf", "<nitf>" + "<p>" * 100_000, "not-xml"),
        ("nitf", "<rss/>", "bad-record"),
        ("nitf", "<nitf><body/></nitf>", "no-text"),
        ("newsml", "<newsMessage/>", "bad-record"),
        ("newsml", "plain words", "not-xml"),
        ("newsml", b"<newsItem>caf\xe9</newsItem>", "not-xml"),
    ],
)
def test_broken_xml_gives_a_reason(kind: str, data: str | bytes, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        _read(kind, data)
    assert caught.value.reason == reason


def test_a_document_without_end_is_stopped() -> None:
    def endless() -> Iterator[bytes]:
        yield b"<nitf>"
        while True:
            yield b"<p>They met.</p>" * 1_000

    with pytest.raises(InputError, match="in one item"):
        list(READERS["nitf"](endless(), "in", ReadOptions(max_document_bytes=100_000)))


def test_items_of_a_message_are_read_one_by_one() -> None:
    html = '<inlineXML><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>%s</body></html></inlineXML>'
    items = [
        _item(f"<inlineXML>{_nitf()}</inlineXML>", "1"),
        _item(html % BODY, "2"),
        _item('<inlineData contenttype="text/plain">&lt;p&gt;Officials met.&lt;/p&gt;</inlineData>', "3"),
        _item('<remoteContent href="a.jpg"/>', "4"),
        _item(html % BODY, "5", "canceled"),
        '<packageItem guid="urn:x:6"/>',
        _item(html % "", "7"),
    ]
    message = (
        f'<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{"".join(items)}</itemSet></newsMessage>'
    )
    found = _read("newsml", message)
    assert [one.input_id for one in found] == [f"urn:x:{n}" for n in range(1, 8)]
    texts = [one.text if isinstance(one, Article) else one.reason for one in found]
    line = "NAIROBI, March 5 (Kijani) - "
    whole = "Officials met in Nairobi.\n\nThey signed it."
    assert texts == [whole, whole, f"{line}Officials met.", "no-text", "withdrawn", "no-text", "no-text"]
    first = found[0]
    assert isinstance(first, Article)
    assert (first.title, first.outlet) == ("Talks end", "Kijani Daily")
    assert first.published is not None
    assert first.published.instant == "2024-03-05T06:30:00+00:00"


def _versions(text: str, html: str) -> Iterable[dict[str, object]]:
    yield NINJS | {"headline": "Talks end", "body_text": text, "body_xhtml": html}
    bodies = [{"contenttype": "text/html", "value": html}, {"contenttype": "text/plain", "value": text}]
    heads = [{"role": "sub", "value": "No"}, {"role": "main", "value": "Talks end"}]
    yield NINJS | {"headlines": heads, "bodies": bodies}
    upper = {"uri": NINJS["uri"], "versionCreated": NINJS["versioncreated"], "infoSources": [{"name": "Kijani"}]}
    yield upper | {
        "headlines": heads,
        "bodies": [{"contentType": b["contenttype"], "value": b["value"]} for b in bodies],
    }


@pytest.mark.parametrize("item", list(_versions("Officials met.\nThey signed.", "<p>No.</p>")))
def test_all_versions_of_ninjs(item: dict[str, object]) -> None:
    article = _one("ninjs", json.dumps(item, indent=1))
    assert (article.text, article.title) == ("Officials met.\nThey signed.", "Talks end")
    assert (article.outlet, article.url, article.input_id) == ("Kijani", NINJS["uri"], NINJS["uri"])
    assert article.published is not None
    assert article.published.day == "2024-03-05"


@pytest.mark.parametrize(
    "item", list(_versions("Officials met. They signed.", "<p>Officials met.</p><p>They signed.</p>"))
)
def test_paragraphs_of_html_come_before_one_line_of_plain_text(item: dict[str, object]) -> None:
    assert _one("ninjs", json.dumps(item)).text == "Officials met.\n\nThey signed."


def _arrayed(items: list[object]) -> str:
    return json.dumps(items)


def _lined(items: list[object]) -> str:
    return "\n".join(map(json.dumps, items))


@pytest.mark.parametrize("write", [_arrayed, _lined])
def test_bad_items_leave_their_neighbours_alone(write: Callable[[list[object]], str]) -> None:
    items: list[object] = [
        {"uri": "a", "type": "picture"},
        {"uri": "b", "body_text": "They met.", "pubstatus": "canceled"},
        [1],
        {"uri": 7, "bodies": [3, {"value": None}, {"value": "They met."}], "headlines": "x", "headline": ["x"]},
        {"uri": "e", "body_text": {"a": 1}, "infosource": {}},
    ]
    found = _read("ninjs", write(items), 3)
    said = [(one.input_id, one.text if isinstance(one, Article) else one.reason) for one in found]
    assert said == [
        ("a", "no-text"),
        ("b", "withdrawn"),
        ("in:3", "bad-record"),
        ("in:4", "They met."),
        ("e", "no-text"),
    ]


def test_deep_json_is_refused_and_the_next_item_read() -> None:
    deep = '{"uri": "a", "bodies": ' + "[" * 100_000 + "]" * 100_000 + "}"
    found = _read("ninjs", f'[{deep}, {{"uri": "b", "body_text": "They met."}}]', 60_000)
    assert [one.reason if isinstance(one, BadInput) else one.text for one in found] == ["not-json", "They met."]

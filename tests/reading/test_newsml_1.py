"""NewsML 1: components within components, each with text of its own kind."""

from __future__ import annotations

import pytest

from dateline.reading import READERS, BadInput, ReadOptions
from dateline.reading.recognising import recognise
from dateline.records import Article

pytest.importorskip("lxml")

NEWSML = '<?xml version="1.0"?><NewsML Version="1.2"><NewsEnvelope><DateAndTime/></NewsEnvelope>{items}</NewsML>'
ITEM = (
    "<NewsItem><Identification><NewsIdentifier><ProviderId>kijani.example</ProviderId><DateId>20240304</DateId>"
    "<PublicIdentifier>{name}</PublicIdentifier></NewsIdentifier></Identification><NewsManagement>"
    "<FirstCreated>20240304T080000Z</FirstCreated><ThisRevisionCreated>20240305T093000+0300</ThisRevisionCreated>"
    '<Status FormalName="{status}"/></NewsManagement><NewsComponent><NewsLines><HeadLine>Talks end</HeadLine>'
    "<DateLine>NAIROBI, March 5 (Kijani)</DateLine></NewsLines><AdministrativeMetadata><Provider>"
    '<Party FormalName="Kijani"/></Provider></AdministrativeMetadata>{components}</NewsComponent></NewsItem>'
)
NITF = "<nitf><body><body.content><p>Officials met.</p></body.content></body></nitf>"


def _read(*items: str) -> list[Article | BadInput]:
    raw = NEWSML.format(items="".join(items)).encode()
    assert recognise(raw, "in", ReadOptions()) == "newsml"
    return list(READERS["newsml"]((raw[i : i + 50] for i in range(0, len(raw), 50)), "in", ReadOptions()))


def _item(*components: str, name: str = "urn:newsml:1", status: str = "Usable") -> str:
    return ITEM.format(components="".join(components), name=name, status=status)


def _component(data: str, language: str = "en", role: str = "Main") -> str:
    return (
        f'<NewsComponent><Role FormalName="{role}"/><DescriptiveMetadata><Language FormalName="{language}"/>'
        f"</DescriptiveMetadata><ContentItem>{data}</ContentItem></NewsComponent>"
    )


def _text(words: str) -> str:
    return f"<DataContent>{words}</DataContent>"


@pytest.mark.parametrize(
    "words",
    [NITF, "<p>Officials met.</p>", "\nOfficials met.\n", "<![CDATA[<p>Officials met.</p>]]>"],
    ids=["nitf", "paragraphs", "plain", "html as text"],
)
def test_an_item_gives_its_text_and_what_the_components_around_it_say(words: str) -> None:
    (article,) = _read(_item(_component(_text(words))))
    assert isinstance(article, Article)
    assert article.text == "NAIROBI, March 5 (Kijani) - Officials met."
    assert (article.input_id, article.title, article.outlet) == ("urn:newsml:1", "Talks end", "Kijani")
    assert article.published is not None
    assert (article.published.day, article.published.instant) == ("2024-03-05", "2024-03-05T06:30:00+00:00")


def test_captions_and_what_is_encoded_are_passed_over_and_english_comes_first() -> None:
    (article,) = _read(
        _item(
            _component(_text("<p>A handshake.</p>"), role="Caption"),
            _component('<Encoding Notation="base64"><DataContent>TkFJUk9CSQ==</DataContent></Encoding>'),
            _component(_text("<p>Nairobi: maafisa walikutana.</p>"), "sw"),
            _component(_text("<p>Nairobi officials met.</p><p>They signed.</p>")),
        )
    )
    assert isinstance(article, Article)
    assert article.text == "Nairobi officials met.\n\nThey signed."


def test_items_without_a_report_end_with_a_reason_and_leave_their_neighbours_alone() -> None:
    found = _read(
        _item(_component(_text("<p>Nairobi is quiet.</p>")), name="taken-back", status="Canceled"),
        _item(_component(_text("A handshake."), role="Caption"), name="picture"),
        _item(_component(_text("<nitf><head/></nitf>")), name="announced"),
        _item(_component(_text("<p>Nairobi is quiet.</p>")), name="report"),
    )
    reasons = {bad.input_id: bad.reason for bad in found if isinstance(bad, BadInput)}
    assert reasons == {"taken-back": "withdrawn", "picture": "no-text", "announced": "no-text"}
    assert [article.input_id for article in found if isinstance(article, Article)] == ["report"]

"""Newsletters."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from dateline.reading import READERS, BadInput, ReadOptions
from dateline.records import Article

pytest.importorskip("lxml")

OPTIONS = ReadOptions()


def _read(kind: str, data: bytes, options: ReadOptions = OPTIONS) -> list[Article | BadInput]:
    return list(READERS[kind]((data[i : i + 50] for i in range(0, len(data), 50)), "in", options))


def _letter(text: str = "Officials met.\n", html: str = "<p>In HTML.</p>") -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = '"Kijani – News" <news@example.org>'
    mail["Subject"] = "Talks end in Malmö"
    mail["Date"] = "Mon, 04 Mar 2024 01:30:00 +0300"
    mail["Message-ID"] = "<1@example.org>"
    if text:
        mail.set_content(text)
        mail.add_alternative(html, subtype="html")
    else:
        mail.set_content(html, subtype="html")
    return mail


def test_plain_text_comes_before_html() -> None:
    (article,) = _read("eml", _letter().as_bytes())
    assert isinstance(article, Article)
    assert (article.text, article.title, article.outlet) == ("Officials met.", "Talks end in Malmö", "Kijani – News")
    assert article.published is not None
    assert (article.published.day, article.published.instant) == ("2024-03-04", "2024-03-03T22:30:00+00:00")


def test_html_alone_gives_its_words() -> None:
    (article,) = _read("eml", _letter("", "<p>Officials met.</p><script>no</script><p>They signed.</p>").as_bytes())
    assert isinstance(article, Article)
    assert article.text == "Officials met.\n\nThey signed."


def test_attachments_are_left_alone() -> None:
    mail = EmailMessage()
    mail["Subject"] = "x"
    mail.make_mixed()
    mail.add_attachment("An attached report.")
    (bad,) = _read("eml", mail.as_bytes())
    assert isinstance(bad, BadInput)
    assert bad.reason == "no-text"


@pytest.mark.parametrize(
    ("charset", "body"),
    [
        ("iso-8859-1", "The caf\xe9 met.".encode("latin-1")),
        ("nonsense", b"They met."),
        ("utf-8", "The caf\xe9 met.".encode("latin-1")),
    ],
)
def test_charsets_that_are_right_unknown_or_wrong(charset: str, body: bytes) -> None:
    head = f"Subject: x\nMIME-Version: 1.0\nContent-Type: text/plain; charset={charset}\n\n"
    (article,) = _read("eml", head.encode() + body)
    assert isinstance(article, Article)
    assert article.text == body.decode("latin-1")


def test_mailbox_gives_its_mails_one_by_one() -> None:
    part = b"From news@example.org Mon Mar  4 01:30:00 2024\n"
    data = (
        part + b"Subject: One\n\nOne met.\n>From Nairobi they flew home.\n\nFrom there they went on.\n\n"
        b""
        + part
        + b"Subject: Two\n\n"
        + b"Two met.\n" * 200
        + b"\n"
        + part
        + b"Subject: Three\n\n\n"
        + part
        + b"\nFour met."
    )
    found = _read("mbox", data, ReadOptions(max_document_bytes=1_000))
    said = [(one.input_id, one.text if isinstance(one, Article) else one.reason) for one in found]
    one = "One met.\nFrom Nairobi they flew home.\n\nFrom there they went on."
    assert said == [("in:1", one), ("in:2", "too-large"), ("in:3", "no-text"), ("in:4", "Four met.")]


@pytest.mark.parametrize(
    "head",
    [
        b"Date: Mon, 99 Foo 2024 99:99:99 +9999",
        b"Date: =?utf-8?q?=FF?=",
        b"Subject: =?nonsense?b?////?= =?utf-8?b?!?=",
        b"Subject: \xff\xfe\x00",
        b"Subject: =?utf-8?b?abcde?=",
        b"From: " + b"(" * 5_000,
        b"Content-Type: multipart/mixed; boundary=x\n\n" + b"--x\nContent-Type: multipart/mixed; boundary=x\n\n" * 900,
        b"Content-Type: text/plain; charset*=utf-8''%FF\nContent-Transfer-Encoding: base64",
        b"Content-Type: text/plain; charset=\xff",
        b"Content-Type: message/rfc822",
    ],
)
def test_headers_that_are_broken_on_purpose_end_as_article_or_reason(head: bytes) -> None:
    (one,) = _read("eml", b"MIME-Version: 1.0\n" + head + b"\n\nThey met.")
    assert isinstance(one, BadInput) or one.text


def test_a_field_that_is_broken_does_not_lose_the_mail() -> None:
    (article,) = _read("eml", b"MIME-Version: 1.0\nSubject: =?utf-8?b?abcde?=\n\nThey met.")
    assert isinstance(article, Article)
    assert (article.title, article.text) == ("=?utf-8?b?abcde?=", "They met.")

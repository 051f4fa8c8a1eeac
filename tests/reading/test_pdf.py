"""PDF."""

from __future__ import annotations

import io

import pytest

from dateline.errors import InputError
from dateline.reading import READERS, ReadOptions
from dateline.records import Article

pypdf = pytest.importorskip("pypdf")


def _pdf(*pages: list[str], password: str | None = None) -> bytes:
    """A PDF with these lines on its pages, written by hand into pypdf's objects."""
    from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

    writer = pypdf.PdfWriter()
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Helvetica"),
        }
    )
    for lines in pages:
        page = writer.add_blank_page(600, 800)
        page[NameObject("/Resources")] = DictionaryObject(
            {NameObject("/Font"): DictionaryObject({NameObject("/F1"): writer._add_object(font)})}  # noqa: SLF001 - it has no other way
        )
        stream = DecodedStreamObject()
        shown = " ".join(f"({line}) Tj 0 -20 Td" for line in lines)
        stream.set_data(f"BT /F1 12 Tf 50 700 Td {shown} ET".encode())
        page[NameObject("/Contents")] = writer._add_object(stream)  # noqa: SLF001
    if password is not None:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _read(data: bytes) -> Article:
    (article,) = READERS["pdf"]([data[:100], data[100:]], "in.pdf", ReadOptions())
    assert isinstance(article, Article)
    return article


def test_pages_are_one_text_and_words_cut_at_line_ends_are_joined() -> None:
    article = _read(_pdf(["NAIROBI, March 5, 2024 - Kenya and Ugan-", "da met."], ["They signed."]))
    assert article.text == "NAIROBI, March 5, 2024 - Kenya and Uganda met.\n\nThey signed."
    assert article.published is not None
    assert (article.published.day, article.published.by) == ("2024-03-05", "dateline")


def test_a_file_that_opens_without_a_password_is_read() -> None:
    assert _read(_pdf(["They met."], password="")).text == "They met."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_pdf(["They met."], password="x"), "encrypted"),
        (_pdf([]), "no-text"),
        (_pdf(*[["x"]] * 201), "too-long"),
        (b"%PDF-1.7\nnothing more", "broken-pdf"),
        (_pdf(["They met."])[:300], "broken-pdf"),
    ],
)
def test_what_cannot_be_read_gives_a_reason(data: bytes, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        _read(data)
    assert caught.value.reason == reason

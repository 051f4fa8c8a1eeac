"""Charsets of web pages."""

from __future__ import annotations

import pytest

from dateline.errors import InputError
from dateline.reading.charsets import decode_page

RUSSIAN = "Армия сообщила, что обстреляла город на востоке страны; власти это отрицают. " * 3
JAPANESE = "首相は火曜日、外相と会談し、停戦を求めたと述べた。政府はこれを確認した。" * 3


@pytest.mark.parametrize(
    ("text", "charset"),
    [
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        ("“a” – é", "cp1252"),
    ],
)
def test_header_and_page_name_the_charset(text: str, charset: str) -> None:
    assert decode_page(text.encode(charset), charset) == text
    page = f'<html><head><meta charset="{charset}"></head><p>{text}</p>'
    assert decode_page(page.encode(charset)) == page
    old = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}"><p>{text}</p>'
    assert decode_page(old.encode(charset)) == old


@pytest.mark.parametrize("charset", ["utf-16", "utf-8-sig", "utf-32"])
def test_mark_comes_before_all_that_is_said(charset: str) -> None:
    assert decode_page(RUSSIAN.encode(charset), "windows-1251") == RUSSIAN


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
def test_sixteen_bits_without_a_mark(charset: str) -> None:
    assert decode_page(f"<p>{RUSSIAN}".encode(charset)) == f"<p>{RUSSIAN}"


def test_utf_8_is_believed_before_a_wrong_header() -> None:
    assert decode_page("“Çà”, he said".encode(), "iso-8859-1") == "“Çà”, he said"


def test_latin_1_means_windows_1252() -> None:
    assert decode_page("“No”, said Müller".encode("cp1252"), "ISO-8859-1") == "“No”, said Müller"


def test_letters_speak_where_nobody_says() -> None:
    assert decode_page(RUSSIAN.encode("cp1251")) == RUSSIAN


@pytest.mark.parametrize("charset", ["hex", "no-such", "utf-7", "punycode", "é"])
def test_charsets_that_are_none_are_passed_over(charset: str) -> None:
    assert decode_page(b"caf\xe9 and more words, all of them plain", charset).endswith(
        "and more words, all of them plain"
    )


def test_character_cut_at_the_end_is_left_off() -> None:
    assert decode_page("Çà et là".encode()[:-1]) == "Çà et l"


def test_bytes_that_are_no_text_give_a_reason() -> None:
    with pytest.raises(InputError) as caught:
        decode_page(b"<p>\0\0\0\0\0\1\2" * 50)
    assert caught.value.reason == "binary"

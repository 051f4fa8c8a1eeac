"""Bytes to text."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import InputError
from dateline.reading.decoding import as_utf8, check_text, decode, split_lines

TEXT = "The café owner’s son — 𝔘 aged 20 — left for Malmö on Monday."


@pytest.mark.parametrize(
    "data",
    [
        TEXT.encode(),
        TEXT.encode("utf-8-sig"),
        TEXT.encode("utf-16"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
    ],
)
def test_unicode_with_or_without_a_mark(data: bytes) -> None:
    assert decode(data) == TEXT


def test_western_text() -> None:
    text = "The café owner’s son – aged 20 – left for Malmö."
    assert decode(text.encode("windows-1252")) == text


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be"])
def test_utf16_that_lost_its_mark(charset: str) -> None:
    assert decode(TEXT.encode(charset)) == TEXT


def test_another_alphabet_is_told_by_its_letters() -> None:
    text = "Войска вошли в город в понедельник, сообщили местные власти."
    assert decode(text.encode("windows-1251")) == text
    assert decode(text.encode("koi8-r")) == text


def test_another_alphabet_without_the_detector(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "charset_normalizer", None)
    with pytest.raises(InputError, match="save the file as UTF-8"):
        decode("Войска вошли в город в понедельник.".encode("windows-1251"))


def test_line_ends_become_lf() -> None:
    assert decode(b"a\r\nb\rc\n") == "a\nb\nc\n"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary"),
        (b"text with a \0 in it", "binary"),
        (b"\x01\x02\x03 three in twenty", "binary"),
        (TEXT.encode()[:-1] + b"\xe2\x80.", "bad-encoding"),
        (b"one undefined \x81 byte in a long line of text", "bad-encoding"),
        (b"\xff\xfea", "bad-encoding"),
    ],
)
def test_bytes_that_are_no_text(data: bytes, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        decode(data)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "empty"), (" \n\t", "empty"), ("… — …", "empty"), ("x" * 11, "too-long"), ("a\ud800b", "bad-encoding")],
)
def test_text_that_is_no_report(text: str, reason: str) -> None:
    with pytest.raises(InputError) as caught:
        check_text(text, 10)
    assert caught.value.reason == reason


def _outcome(data: bytes) -> str:
    try:
        return decode(data)
    except InputError as error:
        return error.reason


@given(st.binary(max_size=200))
def test_any_bytes_end_as_text_or_input_error(data: bytes) -> None:
    assert "\r" not in _outcome(data)


@given(st.lists(st.binary(max_size=12), max_size=8), st.integers(1, 9))
def test_lines_do_not_depend_on_how_the_stream_is_cut(chunks: list[bytes], limit: int) -> None:
    whole = b"".join(chunks)
    expected = [line if len(line) <= limit else None for line in whole.split(b"\n")]
    if not expected[-1] and expected[-1] is not None:
        expected.pop()
    assert list(split_lines(chunks, limit)) == expected


@pytest.mark.parametrize("size", [1, 2, 3, 7, 100])
def test_utf16_stream_is_written_as_utf8(size: int) -> None:
    data = TEXT.encode("utf-16")
    assert b"".join(as_utf8(data[i : i + size] for i in range(0, len(data), size))) == TEXT.encode()

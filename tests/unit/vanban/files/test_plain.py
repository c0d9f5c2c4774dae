"""Plain text is decoded and left alone."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.errors import UnreadableFile
from vanban.files.readers import extract
from vanban.files.refusals import refusals

TEXT = "KẾ HOẠCH\r\nsố 85-KH/TU\rngày 10/02/2022\n\tGiao Sở Y tế\u2028"


def outcome(data: bytes, name: str) -> str:
    """Return the text, or the code of the refusal."""
    try:
        return extract(data, name).text
    except UnreadableFile as error:
        return error.code


@pytest.mark.parametrize(
    ("data", "text", "extracted"),
    [
        (TEXT.encode(), TEXT, False),
        (codecs.BOM_UTF8 + TEXT.encode(), "\ufeff" + TEXT, False),
        (TEXT.encode("utf-16"), TEXT, True),
        (TEXT.encode("utf-16-le"), TEXT, True),
        (TEXT.encode("utf-16-be"), TEXT, True),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), TEXT, True),
        (TEXT.encode("utf-32"), TEXT, True),
    ],
)
def test_encodings(data, text, extracted):
    """UTF-8 and UTF-16 are read with and without a mark; line ends stay as they are."""
    found = extract(data, "a.txt")
    assert (found.text, found.extracted) == (text, extracted)


@given(st.text(min_size=1))
def test_any_text_comes_back_or_is_refused(text):
    """Text that UTF-8 holds is decoded unchanged, or refused by name."""
    assert outcome(text.encode(), "a.txt") in {text, *refusals()}


@given(st.binary(min_size=1, max_size=300))
def test_any_bytes_are_read_or_refused(data):
    """No bytes raise anything but a named refusal."""
    assert outcome(data, "vo-danh")

"""Decomposed letters are composed for reading, and every span finds its way back."""

from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from vanban.spelling import prepare

LETTERS = st.text(
    st.sampled_from(
        [*"aoơ\n x-", "\u0301", "\u0323", "\u0302", "\u20d0", "\u0344", "\u0651", "\u212b", "ế"]
    ),
    max_size=30,
)


@given(LETTERS)
def test_composing_loses_nothing(text):
    """The composed form says the same as the source, is no longer, and ends where it ends."""
    ready = prepare(text)
    assert unicodedata.normalize("NFC", ready.plain) == unicodedata.normalize("NFC", text)
    assert len(ready.plain) <= len(text)
    assert ready.span(len(ready.plain), len(ready.plain))[1] == len(text)


@given(LETTERS)
def test_spans_lead_back_to_what_was_composed(text):
    """Each letter's span holds the source letters that it was composed of."""
    ready = prepare(text)
    for at in range(len(ready.plain)):
        start, end = ready.span(at, at + 1)
        assert 0 <= start <= end <= len(text)


def test_decomposed_text_reads_as_composed():
    """A paper in NFD gives the same plain text as in NFC."""
    paper = "Thực hiện Nghị quyết số 20-NQ/TW của Ủy ban\nThường vụ Tỉnh ủy"
    assert prepare(unicodedata.normalize("NFD", paper)).plain == paper

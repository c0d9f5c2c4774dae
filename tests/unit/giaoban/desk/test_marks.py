"""Marks may nest and overlap; the HTML never does, and no letter is lost."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.desk.marks import Mark, paragraphs, render

TEXT = "Giao Sở Y tế <b> & báo cáo theo Nghị quyết 20-NQ/TW trước ngày 31/5/2022; xong."


class Nesting(HTMLParser):
    """Fail on a tag that closes another one than the last opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag, attrs):
        """Note the tag and its id."""
        self.open.append(tag)
        self.ids += [value for name, value in attrs if name == "id"]

    def handle_endtag(self, tag):
        """Close the tag that was opened last."""
        assert self.open.pop() == tag


def words_of(page: str) -> str:
    """Return the text of the page without the labels of the marks."""
    return html.unescape(re.sub(r"<sup>.*?</sup>|<[^>]*>", "", page))


spans = st.lists(
    st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)).map(
        lambda pair: (pair[0], min(pair[0] + pair[1], len(TEXT)))
    ),
    max_size=8,
)
kinds = st.sampled_from(["citation", "task", "body", "date", "person", "figure"])


@given(spans, kinds, st.integers(0, 40), st.integers(41, len(TEXT)))
def test_any_marks_give_sound_html(places, kind, start, end) -> None:
    """Whatever the spans: tags close in order, ids are given once, the text is the text."""
    marks = [Mark(a, b, f"V{at}", 0, kind) for at, (a, b) in enumerate(places)]
    page = render(TEXT, start, end, marks)
    parser = Nesting()
    parser.feed(page)
    assert parser.open == []
    assert len(set(parser.ids)) == len(parser.ids)
    assert words_of(page) == TEXT[start:end]


def test_marks_that_cut_each_other() -> None:
    """The cut one is closed and goes on without a second id."""
    page = render("abcdef", 0, 6, [Mark(0, 4, "N1", 0, "task"), Mark(2, 6, "V1", 0, "citation")])
    assert page.count('id="V1-o"') == 1
    assert page.count('data-pair="V1"') == 2
    assert page.endswith('ef<a href="#V1"><sup>V1</sup></a></span>')


def test_text_is_escaped() -> None:
    """Nothing in a paper becomes a tag."""
    assert render("<script>&", 0, 9, []) == "&lt;script&gt;&amp;"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("\n \n", []),
        ("Một\nHai", [(1, 0, 3), (2, 4, 7)]),
        ("  Một \r\n\r\nHai", [(1, 2, 5), (2, 10, 13)]),
    ],
)
def test_paragraphs(text: str, found: list[tuple[int, int, int]]) -> None:
    """Paragraphs are lines with words, without the white space around them."""
    assert paragraphs(text) == found

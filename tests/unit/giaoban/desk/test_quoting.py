"""Words are found again as quoted, whatever white space stands between."""

from __future__ import annotations

from giaoban.desk.quoting import places_of

TEXT = "Giao Sở Y\u00a0tế.\nSở  Y tế báo cáo."


def test_white_space_does_not_matter() -> None:
    """No-break and double spaces are spaces."""
    assert [TEXT[one.start : one.end] for one in places_of(TEXT, " Sở Y  tế ")] == [
        "Sở Y\u00a0tế",
        "Sở  Y tế",
    ]


def test_a_paragraph_narrows() -> None:
    """The number of the paragraph chooses among several places."""
    assert [one.paragraph for one in places_of(TEXT, "Sở Y tế", 2)] == [2]


def test_signs_are_words() -> None:
    """What would be a pattern elsewhere is only a word here."""
    assert places_of("a.b (c)", "a.b (c)")[0][:2] == (0, 7)
    assert places_of("axb", "a.b") == []


def test_nothing_quoted_is_nowhere() -> None:
    """An empty quotation has no place."""
    assert places_of(TEXT, "  ") == []

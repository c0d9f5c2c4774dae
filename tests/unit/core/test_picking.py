"""Ticks among many names, written in one go."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from giaoban.core.picking import Picker

if TYPE_CHECKING:
    from collections.abc import Iterable

GROUPED = [("Sở", [("1", "Y tế"), ("2", "“Nội vụ” <b>")]), ("Báo", [("3", "Báo & đài")])]
FLAT = [("1", "Y tế"), ("2", "Nội vụ")]


class Ticks(HTMLParser):
    """Read the ticks of a picker: each value, and whether it is chosen; and all words."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str | None, bool]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Iterable[tuple[str, str | None]]) -> None:
        """Note a tick."""
        given = dict(attrs)
        if tag == "input" and given.get("type") == "checkbox":
            self.found.append((given["value"], "checked" in given))

    def handle_data(self, data: str) -> None:
        """Note words."""
        self.words.append(data.strip())


@pytest.mark.parametrize(
    ("choices", "value", "expected"),
    [
        (GROUPED, ["2"], [("1", False), ("2", True), ("3", False)]),
        (GROUPED, None, [("1", False), ("2", False), ("3", False)]),
        (FLAT, [1, 2], [("1", True), ("2", True)]),
        ([], ["1"], []),
    ],
)
def test_a_tick_for_each_choice(choices: object, value: object, expected: object) -> None:
    """In the order of the groups; what is chosen is ticked."""
    html = Picker(choices=choices).render("lead", value, {"id": "id_lead"})  # type: ignore[arg-type]
    assert Ticks(html).found == expected


def test_few_names_need_no_filter() -> None:
    """Up to eight are seen at a glance."""
    few = [(str(at), f"Sở {at}") for at in range(8)]
    assert "search" not in Picker(choices=few).render("lead", [])
    assert "search" in Picker(choices=[*few, ("8", "Sở 8")]).render("lead", [])


def test_a_refused_choice_is_marked() -> None:
    """The form opens at the first field to be mended."""
    html = Picker(choices=FLAT).render("lead", [], {"id": "id_lead", "aria-invalid": "true"})
    assert html.count('aria-invalid="true"') == len(FLAT)


@given(st.lists(st.tuples(st.text(), st.text()), min_size=9, max_size=12), st.text())
def test_nothing_breaks_out(pairs: list[tuple[str, str]], group: str) -> None:
    """Whatever a body is called, there is a tick for each and no other mark of its own."""
    html = Picker(choices=[(group, pairs)]).render("lead", [key for key, _text in pairs])
    assert len(Ticks(html).found) == len(pairs)
    assert html.count("<b") == 1

"""Figures are written into their own sections and nothing else is touched."""

from __future__ import annotations

from benchmarks.figures import placed, table, write


def test_a_section_replaces_itself_alone():
    """Writing twice leaves one section, the newer, and all the rest as it was."""
    page = placed(placed("# Figures\n", "a", "one"), "b", "two")
    again = placed(page, "a", "three")
    assert "one" not in again
    assert again.index("three") < again.index("two")
    assert placed(again, "a", "three") == again


def test_a_section_tells_its_command_and_machine(tmp_path):
    """The page says by which command and on what a figure was taken."""
    page = tmp_path / "figures.md"
    write("a", "Speed", "make bench", table(["what"], [["1"]]), page)
    text = page.read_text("utf-8")
    assert text.startswith("# Figures\n")
    assert "`make bench` on " in text
    assert "| 1 |" in text

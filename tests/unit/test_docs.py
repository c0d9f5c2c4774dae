"""Hold the documents to the product: what exists is told, what is told exists."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.core.management import get_commands

from giaoban.config import environment
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

REFERENCE = ROOT / "docs" / "reference"
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").rglob("*.md")])
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
FIRST_CELL = re.compile(r"^\| `([^` ]+)", re.MULTILINE)


def rows(page: str) -> set[str]:
    """Return what the first column of a reference page names."""
    return set(FIRST_CELL.findall((REFERENCE / page).read_text("utf-8")))


def targets() -> set[str]:
    """Return the targets of the Makefile that are for people."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    return set(re.findall(r"^([a-z-]+):.*## ", makefile, re.MULTILINE))


def commands() -> set[str]:
    """Return the management commands that are ours."""
    return {name for name, app in get_commands().items() if str(app).startswith("giaoban")}


def test_every_make_target_is_told() -> None:
    """docs/reference/make.md names the targets of the Makefile, all and no other."""
    assert rows("make.md") == targets()


def test_every_command_is_told() -> None:
    """docs/reference/commands.md names the commands of giaoban, all and no other."""
    assert rows("commands.md") == commands()


def test_every_setting_is_told() -> None:
    """docs/reference/settings.md names the variables of the environment, all and no other."""
    assert rows("settings.md") == {variable.name for variable in environment.ALL}


@pytest.mark.parametrize("variable", environment.ALL, ids=lambda variable: variable.name)
def test_settings_are_told_with_their_default(variable: environment.Variable) -> None:
    """The row of a setting shows the default that the code has."""
    text = (REFERENCE / "settings.md").read_text("utf-8")
    row = next(line for line in text.splitlines() if line.startswith(f"| `{variable.name}`"))
    assert row.split("|")[2].strip() == (f"`{variable.default}`" if variable.default else "–")


def test_readme_is_short() -> None:
    """The README has fewer than 100 lines."""
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) < 100


def test_commands_of_the_readme_exist() -> None:
    """Each make command in the README is a target of the Makefile."""
    text = (ROOT / "README.md").read_text("utf-8")
    named = set(re.findall(r"(?:`|^ {4})make ([a-z-]+)", text, re.MULTILINE))
    assert named
    assert named <= targets()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """Each relative link of a page leads to a file."""
    links = LINK.findall(page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_decision_is_listed() -> None:
    """docs/architecture.md links each decision record."""
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    records = sorted(path.name for path in (ROOT / "docs" / "adr").glob("*.md"))
    assert [name for name in records if f"adr/{name}" not in text] == []

"""Hold the committed text to what ruff does not see."""

from __future__ import annotations

import ast
import re
import subprocess
import unicodedata
from pathlib import Path

import pytest

from tests.conftest import ROOT

BINARY = {".docx", ".gz", ".ico", ".jpg", ".mo", ".pdf", ".png", ".sqlite3", ".xlsx", ".zip"}

# Files whose very subject is the unusual form; each says why.
MEANT: dict[str, str] = {}

# This file holds what it looks for.
UNFINISHED = re.compile(r"\b(?:TODO|FIXME|XXX)\b")
MACHINE = re.compile(r"(?<![\w.:/-])/(?:work|home|root|Users)/[\w.-]+")
# Python before 3.11.5 matches such a group wrongly; (?>(?:…)?) says the same.
POSSESSIVE = re.compile(r"(?<!\\)\)(?:[*+?]|\{+[0-9,]+\}+)\+")
# What a page shows is waited for by expect(…): an answer taken at once is right by luck alone.
AT_ONCE = re.compile(
    r"assert\b(?:[^,]*\bpage\.url\b|.*\.(?:is_\w+|inner_text|input_value)\(\)"
    r"|.*(?:locator|get_by_\w+)\(.*\)\.count\(\))"
)
PATH_HACK = re.compile(r"\bsys\.path\b")
SELF = "tests/unit/test_source.py"


def committed() -> list[str]:
    """Return the committed and about-to-be-committed text files."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    names = (name for name in listed.split("\0") if name)
    return sorted(n for n in names if Path(n).suffix not in BINARY and (ROOT / n).is_file())


FILES = committed()


def lines_with(pattern: re.Pattern[str], text: str) -> list[int]:
    """Return the numbers of the lines in which the pattern is found."""
    return [number for number, line in enumerate(text.splitlines(), 1) if pattern.search(line)]


def test_the_list_of_files_is_the_project() -> None:
    """The files looked at are those of the project."""
    assert {"pyproject.toml", "Makefile", "tests/unit/test_source.py"} <= set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_text_is_composed(name: str) -> None:
    """A text file is UTF-8 in NFC, without look-alikes of Đ and without soft hyphens."""
    text = (ROOT / name).read_text("utf-8")
    odd = re.compile("[\u00d0\u00ad]|[\u0300-\u036f]")
    assert name in MEANT or lines_with(odd, text) == []
    assert name in MEANT or unicodedata.is_normalized("NFC", text)


@pytest.mark.parametrize("name", FILES)
def test_nothing_is_left_for_later(name: str) -> None:
    """No file holds a mark of unfinished work."""
    if name != SELF and Path(name).suffix not in {".csv", ".lock", ".json", ".svg"}:
        assert lines_with(UNFINISHED, (ROOT / name).read_text("utf-8")) == []


@pytest.mark.parametrize("name", FILES)
def test_no_path_of_a_machine(name: str) -> None:
    """No file names a place that only one machine has."""
    if name != SELF:
        assert lines_with(MACHINE, (ROOT / name).read_text("utf-8")) == []


@pytest.mark.parametrize("name", [n for n in FILES if n.endswith(".py")])
def test_imports_need_no_path_hack(name: str) -> None:
    """No module touches the search path of imports."""
    if name != SELF:
        assert lines_with(PATH_HACK, (ROOT / name).read_text("utf-8")) == []


def unseen_strings(text: str) -> list[int]:
    """Return the lines with a string for people inside an f-string, where no gatherer looks."""
    return [
        call.lineno
        for part in ast.walk(ast.parse(text))
        if isinstance(part, ast.JoinedStr)
        for call in ast.walk(part)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in {"_", "gettext", "ngettext", "pgettext"}
    ]


@pytest.mark.parametrize(
    "name", [n for n in FILES if n.startswith("src/giaoban/") and n.endswith(".py")]
)
def test_strings_can_be_gathered(name: str) -> None:
    """No string for people hides from the catalogue."""
    assert unseen_strings((ROOT / name).read_text("utf-8")) == []


@pytest.mark.parametrize("name", [n for n in FILES if n.startswith("src/vanban/")])
def test_no_group_is_possessive(name: str) -> None:
    """The reader reads the same on every Python that it runs on."""
    if name.endswith(".py"):
        assert lines_with(POSSESSIVE, (ROOT / name).read_text("utf-8")) == []


@pytest.mark.parametrize("name", [n for n in FILES if n.startswith("tests/functional/")])
def test_pages_are_waited_for(name: str) -> None:
    """No test in the browser asks whether something is there before it can be."""
    assert lines_with(AT_ONCE, (ROOT / name).read_text("utf-8")) == []


def test_the_checks_see_what_they_look_for() -> None:
    """Each pattern finds its fault, so that a green run means something."""
    assert unseen_strings("x = f\"{_('a')} b\"") == [1]
    assert lines_with(UNFINISHED, "x\n# TODO: later") == [2]
    assert lines_with(MACHINE, "cd /home/an/giaoban") == [1]
    assert lines_with(MACHINE, "https://example.vn/work/x ../work/y") == []
    assert lines_with(POSSESSIVE, "(?:a|bc)?+\n(?:a){{1,2}}+\n[a]++\\)?+\n(?>(?:a)?)") == [1, 2]
    assert lines_with(AT_ONCE, "assert not page.get_by_text('a').is_visible()") == [1]
    assert lines_with(AT_ONCE, "assert page.locator('h1').count() == 1\nassert page.url") == [1, 2]
    assert lines_with(AT_ONCE, "assert Task.objects.count() == 1\nexpect(page)") == []
    assert lines_with(PATH_HACK, "sys.path.insert(0, '.')") == [1]

"""Hold the dependencies to their promises: locked, justified, and under a licence that fits."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import Distribution, distributions

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import ROOT

TEXT = (ROOT / "pyproject.toml").read_text("utf-8")
PROJECT = tomllib.loads(TEXT)
GROUPS = PROJECT["dependency-groups"]
RUN = PROJECT["project"]["dependencies"]
PIN = re.compile(r"^([A-Za-z0-9._-]+)==([^ \\;]+)(?: ;[^\\]*)? \\$", re.MULTILINE)
WANTED = [
    *(("base", line) for line in [*RUN, *GROUPS["build"]]),
    *(("dev", line) for line in [*RUN, *GROUPS["build"], *GROUPS["dev"]]),
    *(("bench", line) for line in GROUPS["bench"]),
]


def pins(lock: str) -> dict[str, str]:
    """Return the versions that a lock file pins."""
    text = (ROOT / "requirements" / f"{lock}.lock").read_text("utf-8")
    return {canonicalize_name(name): version for name, version in PIN.findall(text)}


@pytest.mark.parametrize(("lock", "line"), WANTED)
def test_what_is_wanted_is_locked(lock: str, line: str) -> None:
    """A lock file pins each dependency at a version that pyproject.toml allows."""
    wanted = Requirement(line)
    assert wanted.specifier.contains(pins(lock)[canonicalize_name(wanted.name)])


def test_both_locks_agree() -> None:
    """The tests run on the versions that are shipped."""
    dev = pins("dev")
    assert {name: dev.get(name) for name in pins("base")} == pins("base")


@pytest.mark.parametrize("line", RUN)
def test_dependencies_are_justified(line: str) -> None:
    """What is shipped has its licence and its reason beside it."""
    row = next(row for row in TEXT.splitlines() if row.strip().startswith(f'"{line}"'))
    assert re.search(r"# [\w/.-]+\b.*: \w+", row)


def _licence(found: Distribution) -> str:
    meta = found.metadata
    stated = [meta.get("License-Expression") or "", meta.get("License") or ""]
    return " ".join([*stated, *(meta.get_all("Classifier") or [])])


def test_no_dependency_is_under_the_agpl() -> None:
    """No installed distribution is under the Affero licence."""
    assert [d.name for d in distributions() if re.search("AGPL|Affero", _licence(d))] == []

"""The reference page of the interface tells of what there is, all and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

from giaoban.api.enums import Scope
from giaoban.api.views.interface import api
from tests.integration.api.matrix import ROWS

PAGE = (Path(__file__).resolve().parents[3] / "docs/reference/api.md").read_text()
_LINE = re.compile(r"^\| `(\w+)` \| `([A-Z]+) (\S+)` \| `([\w:]+)` \|$", re.MULTILINE)


def test_every_operation_is_told_of() -> None:
    """Its name, method, path and scope are those of the description and of the matrix."""
    paths = api.get_openapi_schema(path_prefix="/api/1/")["paths"]
    scopes = {row.operation: row.scope.value for row in ROWS}
    wanted = {
        (each["operationId"], method.upper(), path.removeprefix("/api/1"))
        for path, operations in paths.items()
        for method, each in operations.items()
    }
    told = _LINE.findall(PAGE)
    assert {line[:3] for line in told} == wanted
    assert {line[0]: line[3] for line in told} == scopes


def test_every_scope_is_told_of() -> None:
    """In the table of scopes."""
    assert all(f"`{scope}`" in PAGE for scope in Scope.values)


def test_every_problem_is_told_of() -> None:
    """Each type that the code can answer with stands in the table of problems."""
    root = Path(api.__class__.__module__.replace(".", "/")).parent
    source = Path(__file__).resolve().parents[3] / "src" / root
    text = "".join(file.read_text() for file in source.rglob("*.py"))
    kinds = set(re.findall(r'Problem\(\s*\d{3},\s*"([a-z-]+)"', text))
    kinds |= set(re.findall(r'answer\(\s*request,\s*[\w.]+,\s*"([a-z-]+)"', text))
    assert len(kinds) > 8
    assert {kind for kind in kinds if f"`{kind}`" not in PAGE} == set()

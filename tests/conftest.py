"""What all tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def root() -> Path:
    """Return the project's root."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of texts beside the project; fail where it is missing."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.fail(f"{folder} is missing: put the shared texts beside the project")
    return folder

"""What all tests share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.db.backends.base.operations import BaseDatabaseOperations

from tests import flushing

if TYPE_CHECKING:
    from collections.abc import Generator

ROOT = Path(__file__).resolve().parent.parent


# The audit trail refuses to be emptied, and it should; tests have to start from nothing.
BaseDatabaseOperations.execute_sql_flush = flushing.execute_sql_flush


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test that skips itself: what cannot run must be seen."""
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"A test may not be skipped: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail a module that skips itself."""
    report = yield
    if report.skipped:
        report.outcome = "failed"
        report.longrepr = f"A module may not be skipped: {report.longrepr}"
    return report


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

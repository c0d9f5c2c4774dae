"""What all tests share."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from django.utils import translation

from tests import flushing

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from contextlib import AbstractContextManager

    from pytest_django import DjangoDbBlocker

ROOT = Path(__file__).resolve().parent.parent
Made = TypeVar("Made")


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
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Put SQLite into a file of each worker's own: what locks and waits does so as in use."""
    if connection.vendor == "sqlite":
        path = tmp_path_factory.mktemp("database") / "test.sqlite3"
        settings.DATABASES["default"]["TEST"]["NAME"] = str(path)


@pytest.fixture(scope="session")
def standing(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Callable[[Callable[[], Made]], AbstractContextManager[Made]]:
    """Return what keeps rows for all tests of a module, for a fixture of the module's scope.

    ``with standing(make_world) as world: yield world`` makes the rows in a transaction that is
    undone after the module. Each test writes inside a savepoint of its own, so that the next one
    finds the rows as they were made. A module with a test that commits cannot have such a fixture.
    """

    @contextmanager
    def standing(make: Callable[[], Made]) -> Iterator[Made]:
        around = transaction.atomic()
        # What a test before asked for in English is set right only by the fixtures of a test.
        with django_db_blocker.unblock(), translation.override(settings.LANGUAGE_CODE):
            around.__enter__()
            made = make()
            connection.check_constraints()
        yield made
        with django_db_blocker.unblock():
            transaction.set_rollback(True)
            around.__exit__(None, None, None)

    return standing


@pytest.fixture(scope="session")
def migrated(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home whose SQLite database has its tables and no rows; a test copies it.

    The tables are those of the tests' own database: migrating takes as long as all that is tried
    in such a home. Beside PostgreSQL the home is empty, and the test's migrating does the work.
    """
    home = tmp_path_factory.mktemp("migrated")
    if connection.vendor == "sqlite":
        with (
            closing(sqlite3.connect(connection.settings_dict["NAME"])) as ours,
            closing(sqlite3.connect(home / "giaoban.sqlite3")) as theirs,
        ):
            ours.backup(theirs)
            # Keys begin at 1 again, whatever was flushed before.
            theirs.execute("DELETE FROM sqlite_sequence")
            theirs.commit()
    return home


@pytest.fixture(autouse=True)
def begin_in_vietnamese() -> None:
    """Forget the language in which the last page of the test before was served."""
    translation.activate(settings.LANGUAGE_CODE)


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

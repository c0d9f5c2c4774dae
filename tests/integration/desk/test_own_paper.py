"""A paper that is itself a directive: its head fills the register, its tasks hang on it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.urls import reverse

from giaoban.core.models import AuditEntry
from giaoban.desk.actions.undo import undo
from giaoban.desk.enums import FindingKind
from giaoban.directives import actions as directives
from giaoban.directives.models import Directive
from giaoban.documents import actions as documents
from giaoban.documents.example import plan
from giaoban.work import actions as work
from giaoban.work.models import Task
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.directives import DirectiveFactory
from tests.factories.documents import AT, DocumentFactory
from tests.factories.work import TaskFactory
from tests.integration.desk.test_decide import accept, accept_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.test import Client

    from giaoban.accounts.models import User
    from giaoban.desk.models import Finding
    from giaoban.documents.models import Document

DAY = dt.date(2026, 11, 24)
ISSUED = dt.date(2026, 10, 15)
TITLE = "công tác khoa giáo quý IV năm 2026"
GIVEN = "Nhiệm vụ giao bởi văn bản này"


@pytest.fixture
def own_plan(take: Callable[[str], Document]) -> Document:
    """Take in the plan of the example: its own number is a directive, and it gives four tasks."""
    return take(plan(DAY))


def _own(paper: Document) -> Finding:
    return paper.findings.get(kind=FindingKind.CITATION, proposal__own=True)


def _tied(row: Directive) -> int:
    return Task.objects.filter(directives=row).count()


def test_the_head_tells_what_the_number_does_not(own_plan: Document, coordinator: User) -> None:
    """Title and day are filled in, the issuer as the head writes it where nobody knows better."""
    accept(_own(own_plan), coordinator)
    row = Directive.objects.get(identifier="12-KH/BTGDVTU")
    assert (row.title, row.issued_on) == (TITLE, ISSUED)
    assert row.issuer == "BAN TUYÊN GIÁO VÀ DÂN VẬN"


def test_the_issuer_is_the_body_that_sent_it(own_plan: Document, coordinator: User) -> None:
    """A head names the body without its superior: the sender's whole name is in the directory."""
    body = BodyFactory(name="Ban Tuyên giáo và Dân vận Tỉnh ủy Sông Lam")
    documents.edit(own_plan, by=coordinator, at=AT, version=1, fields={"sender": str(body)})
    accept(_own(own_plan), coordinator)
    row = Directive.objects.get(identifier="12-KH/BTGDVTU")
    assert (row.issuer, row.issuer_body) == (str(body), body)


def test_what_a_person_wrote_stays(own_plan: Document, coordinator: User) -> None:
    """Only what is empty is filled in, on record; undone, what stood there before stands again."""
    known = directives.register(
        by=coordinator,
        at=AT,
        kind="plan",
        identifier="12-KH/BTGDVTU",
        title="Kế hoạch quý",
        issued_on=ISSUED,
    )
    decision = accept(_own(own_plan), coordinator)
    known.refresh_from_db()
    assert (known.title, known.issuer) == ("Kế hoạch quý", "BAN TUYÊN GIÁO VÀ DÂN VẬN")
    assert AuditEntry.objects.filter(act="directives.fill_in").count() == 1
    undo(by=coordinator, at=AT, decision=decision)
    known.refresh_from_db()
    assert (known.title, known.issuer, known.issued_on) == ("Kế hoạch quý", "", ISSUED)


def test_the_head_of_another_number_tells_nothing(own_plan: Document, coordinator: User) -> None:
    """Where a clerk gave the paper another number, its title is not that of the cited one."""
    fields = {"identifier": "13-KH/BTGDVTU"}
    documents.edit(own_plan, by=coordinator, at=AT, version=1, fields=fields)
    accept(_own(own_plan), coordinator)
    assert Directive.objects.get(identifier="12-KH/BTGDVTU").title == ""


@pytest.mark.parametrize("tasks_first", [True, False])
def test_its_tasks_hang_on_it(
    own_plan: Document, coordinator: User, office: Client, *, tasks_first: bool
) -> None:
    """In whichever order they are accepted, the page of the directive lists the paper's tasks."""
    if tasks_first:
        accept_all(own_plan, coordinator, kind=FindingKind.TASK)
    accept(_own(own_plan), coordinator)
    if not tasks_first:
        accept_all(own_plan, coordinator, kind=FindingKind.TASK)
    row = Directive.objects.get(identifier="12-KH/BTGDVTU")
    assert _tied(row) == 4
    assert AuditEntry.objects.filter(act="work.tie").count() == (4 if tasks_first else 0)
    assert GIVEN in office.get(reverse("directives:record", args=[row.pk])).text
    work.confirm(by=coordinator, at=AT, title="Việc khác", reason="giao ban", directives=[row])
    assert GIVEN not in office.get(reverse("directives:record", args=[row.pk])).text


def test_undone_they_hang_on_it_no_more(own_plan: Document, coordinator: User) -> None:
    """Taking the number back takes the entry back; the tasks given before stay."""
    accept_all(own_plan, coordinator, kind=FindingKind.TASK)
    decision = accept(_own(own_plan), coordinator)
    undo(by=coordinator, at=AT, decision=decision)
    assert not Directive.objects.filter(identifier="12-KH/BTGDVTU").exists()
    assert Task.objects.filter(document=own_plan, state="draft").count() == 4
    assert AuditEntry.objects.filter(act="work.untie").count() == 4
    accept(_own(own_plan), coordinator)
    assert _tied(Directive.objects.get(identifier="12-KH/BTGDVTU")) == 4


def test_a_task_taken_back_is_not_tied(own_plan: Document, coordinator: User) -> None:
    """A task that was withdrawn is not hung on the directive afterwards."""
    decision = accept_all(own_plan, coordinator, kind=FindingKind.TASK).decision
    undo(by=coordinator, at=AT, decision=decision)
    accept(_own(own_plan), coordinator)
    assert _tied(Directive.objects.get(identifier="12-KH/BTGDVTU")) == 0


def _migrate(to: list[tuple[str, str]]) -> None:
    MigrationExecutor(connection).migrate(to)


@pytest.fixture
def old(transactional_db: None) -> Iterator[Callable[[], None]]:
    """Stand before the desk tied tasks to their paper's directive; come back, whatever happens."""
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    _migrate([("desk", "0003_window")])
    try:
        yield lambda: _migrate(latest)
    finally:
        _migrate(latest)


def test_tasks_from_before_are_tied(old: Callable[[], None]) -> None:
    """Bringing a site up to date ties what the desk had accepted, but not what was taken back."""
    own, citing = DocumentFactory(), DocumentFactory()
    row, office = DirectiveFactory(), UserFactory()
    place = {"start": 1, "end": 5}
    for paper in (own, citing):
        said = {"text": "Số", "reader": "1", "own": paper == own}
        directives.mention(by=office, at=AT, directive=row, document=paper, **place, **said)
    given = TaskFactory(document=own, **place)
    TaskFactory(document=own, withdrawn=True, **place)
    TaskFactory(document=citing, **place)
    old()
    tied = Task.directives.through.objects.values_list("task", "directive")
    assert list(tied) == [(given.pk, row.pk)]

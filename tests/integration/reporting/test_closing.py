"""Closing a period: what is frozen, what refuses it, what holds it."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from importlib import import_module

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from giaoban.core.errors import NotAllowed, Refused
from giaoban.reporting import amending, building, figures
from giaoban.reporting.actions import closing as actions
from giaoban.reporting.models import Amendment, ClosedLine, Closing, IndicatorValue, Report
from giaoban.reporting.queries import closing as queries
from giaoban.reporting.queries.freezing import Freezing
from giaoban.work.enums import TaskState
from tests.factories.accounts import UserFactory
from tests.factories.reporting import (
    IndicatorFactory,
    PeriodFactory,
    ReportFactory,
    ReportRowFactory,
)
from tests.integration.reporting.closed import AFTER, GIVEN, a_body, a_task, amend, close

pytestmark = pytest.mark.django_db


def test_a_line_each() -> None:
    """Tasks, directives, indicators and narratives are frozen, and a line for each report."""
    period = PeriodFactory()
    body = a_body(period)
    task = a_task(body, due_on=dt.date(2022, 6, 1), percent=40)
    report = ReportFactory(period=period, body=body, accepted=True)
    ReportRowFactory(report=report, of_task=True, task=task, percent=40, text="Đang làm")
    ReportRowFactory(report=report, of_indicator=True, value=12)
    ReportRowFactory(report=report, text="Tốt")
    closing = close(period)
    lines = {line.kind: line for line in closing.lines.all()}
    assert set(lines) == {"report", "task", "indicator", "narrative"}
    assert all(line.confirmed for line in lines.values())
    assert {line.body_name for line in lines.values()} == {body.name}
    frozen = lines["task"]
    assert (frozen.state, frozen.timeliness, frozen.percent) == ("in_progress", "late", 40)
    assert (frozen.due_on, frozen.first_due_on) == (task.due_on, task.first_due_on)
    assert lines["indicator"].value == 12
    assert lines["report"].report_state == "accepted"
    period.refresh_from_db()
    assert period.is_closed


def test_a_silent_body() -> None:
    """A body that sent nothing is frozen with what the registers say, as not confirmed."""
    period = PeriodFactory()
    body = a_body(period)
    a_task(body, percent=70)
    indicator = IndicatorFactory()
    indicator.bodies.add(body)
    IndicatorValue.objects.create(
        indicator=indicator, period=period, body=body, value=3, origin="provider", at=GIVEN
    )
    report = ReportFactory(period=period, body=body)
    ReportRowFactory(report=report, text="Nháp")
    closing = close(period)
    lines = {line.kind: line for line in closing.lines.all()}
    assert set(lines) == {"report", "task", "indicator"}
    assert not any(line.confirmed for line in lines.values())
    assert (lines["task"].percent, lines["indicator"].value) == (70, 3)


def test_what_moved_on_is_not_confirmed() -> None:
    """A row that no longer says what the register says is frozen as the register has it."""
    period = PeriodFactory()
    body = a_body(period)
    task = a_task(body, percent=80)
    report = ReportFactory(period=period, body=body, submitted=True)
    ReportRowFactory(report=report, of_task=True, task=task, percent=60)
    line = close(period).lines.get(kind="task")
    assert (line.confirmed, line.percent) == (False, 80)


def test_carried_and_ended() -> None:
    """A task given before is carried in; one that ended before or was never given is no line."""
    period = PeriodFactory()
    body = a_body(period)
    old = a_task(body, assigned_at=dt.datetime(2022, 1, 8, 1, tzinfo=dt.UTC))
    gone = {"state": TaskState.CLOSED, "done_on": dt.date(2022, 2, 1)}
    a_task(body, ended_at=dt.datetime(2022, 2, 1, 1, tzinfo=dt.UTC), **gone)
    a_task(body, state=TaskState.DRAFT)
    a_task(body, assigned_at=dt.datetime(2022, 6, 20, 1, tzinfo=dt.UTC))
    lines = close(period).lines.filter(task__isnull=False)
    assert [(line.task_id, line.kind) for line in lines] == [(old.pk, "carried")]


def test_names_of_the_last_day() -> None:
    """A body renamed later is frozen under the name of the period's last day."""
    period = PeriodFactory()
    body = a_body(period, name="Sở Cũ", named__valid_to=dt.date(2022, 7, 1))
    body.names.create(
        name="Sở Mới", folded="so moi", folded_short="", valid_from=dt.date(2022, 7, 2)
    )
    assert close(period).lines.get(kind="report").body_name == "Sở Cũ"


def test_closing_needs_a_reason_where_something_is_missing() -> None:
    """With reports not accepted it is refused without a reason, before the cut-off always."""
    period = PeriodFactory()
    a_body(period)
    with pytest.raises(Refused, match="1 báo cáo"):
        close(period, reason=" ")
    with pytest.raises(Refused):
        close(period, at=dt.datetime(2022, 6, 14, 1, tzinfo=dt.UTC))
    assert not Closing.objects.exists()
    close(period)


def test_twice_is_once() -> None:
    """Closing a closed period gives the closing that stands."""
    period = PeriodFactory()
    a_body(period)
    first = close(period)
    assert close(period) == first


def test_who_closes() -> None:
    """A leader of the lead body closes, one of a member does not."""
    period = PeriodFactory()
    body = a_body(period)
    with pytest.raises(NotAllowed):
        close(period, by=UserFactory(leader=True, body=body))
    with pytest.raises(NotAllowed):
        close(period, by=UserFactory(auditor=True))
    close(period, by=UserFactory(leader=True, body=period.calendar.bloc.lead))


def test_undone_by_a_second_person() -> None:
    """Who closed cannot undo; another can, with a reason, and the period is open again."""
    period = PeriodFactory()
    a_body(period)
    closing = close(period)
    with pytest.raises(Refused, match="người thứ hai"):
        actions.undo(closing=closing, by=closing.by, at=AFTER, reason="Nhầm")
    with pytest.raises(Refused, match="lý do"):
        actions.undo(closing=closing, by=UserFactory(), at=AFTER, reason="")
    actions.undo(closing=closing, by=UserFactory(), at=AFTER, reason="Nhầm")
    period.refresh_from_db()
    assert not period.is_closed
    with pytest.raises(Refused):
        actions.undo(closing=closing, by=UserFactory(), at=AFTER, reason="Nhầm")
    assert close(period) != closing


def test_not_undone_once_built_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """An amendment, a later closing or what an upper app built forbid to undo."""
    period = PeriodFactory()
    body = a_body(period)
    closing = close(period)
    monkeypatch.setattr(building, "_asks", [])
    building.built_on(lambda row: "Hội nghị đã họp." if row == closing else "")
    with pytest.raises(Refused, match="Hội nghị"):
        actions.undo(closing=closing, by=UserFactory(), at=AFTER, reason="Nhầm")
    monkeypatch.setattr(building, "_asks", [])
    third = PeriodFactory(
        calendar=period.calendar,
        ordinal=3,
        first_day=dt.date(2022, 7, 1),
        last_day=dt.date(2022, 9, 30),
        data_from=dt.date(2022, 6, 15),
        data_to=dt.date(2022, 9, 14),
        due_on=dt.date(2022, 9, 25),
    )
    later = close(third, at=dt.datetime(2022, 10, 1, 1, tzinfo=dt.UTC))
    with pytest.raises(Refused, match="đã chốt sau"):
        actions.undo(closing=closing, by=UserFactory(), at=AFTER, reason="Nhầm")
    line = later.lines.get(body=body)
    amend(line, "text", "", "Đã nhận xét")
    with pytest.raises(Refused, match="1 đính chính"):
        actions.undo(closing=later, by=UserFactory(), at=AFTER, reason="Nhầm")


def test_an_amendment_keeps_both() -> None:
    """The line stays, the correction stands beside it, figures count either way."""
    period = PeriodFactory()
    body = a_body(period)
    a_task(body, due_on=dt.date(2022, 6, 1))
    closing = close(period)
    line = closing.lines.get(kind="task")
    amend(line, "timeliness", "late", "on_time")
    line.refresh_from_db()
    assert line.timeliness == "late"
    mine = closing.lines.all()
    assert figures.whole(figures.count(mine)).timeliness == Counter(on_time=1)
    assert figures.whole(figures.count(mine, amended=False)).timeliness == Counter(late=1)
    assert closing.figures["timeliness"] == {"late": 1}


@pytest.mark.parametrize(
    ("name", "old", "new", "reason"),
    [
        ("percent", "", "101", "Sai"),
        ("percent", "", "nhiều", "Sai"),
        ("percent", "5", "6", "Sai"),
        ("percent", "", "6", " "),
        ("percent", "", "", "Sai"),
        ("title", "", "Khác", "Sai"),
        ("state", "in_progress", "xong", "Sai"),
        ("value", "", "1", "Sai"),
    ],
)
def test_refused_amendments(name: str, old: str, new: str, reason: str) -> None:
    """What is impossible, changes nothing, was read by another, or has no reason is refused."""
    period = PeriodFactory()
    a_task(a_body(period))
    line = close(period).lines.get(kind="task")
    with pytest.raises(Refused):
        amend(line, name, old, new, reason)
    assert not Amendment.objects.exists()


@pytest.mark.parametrize(
    ("name", "old", "new", "stored"),
    [
        ("state", "in_progress", "đã kiểm chứng", "verified"),
        ("timeliness", "open", "Chậm hạn", "late"),
        ("percent", "", "65 %", "65"),
    ],
)
def test_a_value_is_corrected_in_the_words_of_the_page(
    name: str, old: str, new: str, stored: str
) -> None:
    """States are written as they are called, whatever the letters' size; a percentage with %."""
    period = PeriodFactory()
    a_task(a_body(period), due_on=dt.date(2022, 8, 1), first_due_on=dt.date(2022, 8, 1))
    line = close(period).lines.get(kind="task")
    assert amend(line, name, old, new).new == stored


@pytest.mark.parametrize(("written", "stored"), [("1.234", "1234"), ("1.234,5", "1234.5")])
def test_a_figure_is_corrected_as_offices_write_it(written: str, stored: str) -> None:
    """A point parts thousands, a comma decimals; it is shown so too."""
    assert amending.written(amending.parsed("value", written)) == stored
    assert amending.shown("value", stored) == written


def test_a_report_that_was_recalled_counts_as_not_sent() -> None:
    """Sent in time, taken back and never sent again: neither reported nor on time."""
    period = PeriodFactory()
    body = a_body(period)
    Report.objects.create(
        period=period, body=body, state="open", submitted_at=GIVEN, first_submitted_at=GIVEN
    )
    closing = close(period)
    line = closing.lines.get(kind="report")
    assert (line.timeliness, line.done_on, line.confirmed) == ("late", None, False)
    assert closing.figures["reported_on_time"] == 0


def refused(statement: str, pk: int) -> None:
    """Run a statement that the database must refuse."""
    with (
        pytest.raises((IntegrityError, DatabaseError)),
        transaction.atomic(),
        transaction.get_connection().cursor() as cursor,
    ):
        cursor.execute(statement, [pk])


def test_the_database_holds_a_closed_period() -> None:
    """Lines, reports, rows, corrections and the closing itself refuse every change."""
    period = PeriodFactory()
    body = a_body(period)
    report = ReportFactory(period=period, body=body)
    row = ReportRowFactory(report=report)
    closing = close(period)
    line = closing.lines.get(kind="report")
    made = amend(line, "text", "", "Khác")
    for row_of, act in (
        (line, "UPDATE reporting_closedline SET percent = 5 WHERE id = %s"),
        (line, "DELETE FROM reporting_closedline WHERE id = %s"),
        (closing, "UPDATE reporting_closing SET reason = 'x' WHERE id = %s"),
        (closing, "DELETE FROM reporting_closing WHERE id = %s"),
        (made, "UPDATE reporting_amendment SET new = 'x' WHERE id = %s"),
        (made, "DELETE FROM reporting_amendment WHERE id = %s"),
        (report, "UPDATE reporting_report SET version = 9 WHERE id = %s"),
        (row, "UPDATE reporting_reportrow SET percent = 9 WHERE id = %s"),
        (row, "DELETE FROM reporting_reportrow WHERE id = %s"),
    ):
        refused(act, row_of.pk)
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        ReportFactory(period=period)
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        ReportRowFactory(report=report, aspect="causes")
    with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
        ClosedLine.objects.create(closing=closing, body=body, kind="task", confirmed=True)


def test_the_database_leaves_an_open_period_alone() -> None:
    """What is not closed, or was undone, may change."""
    period = PeriodFactory()
    body = a_body(period)
    report = ReportFactory(period=period, body=body)
    row = ReportRowFactory(report=report)
    closing = close(period)
    actions.undo(closing=closing, by=UserFactory(), at=AFTER, reason="Nhầm")
    row.text = "Sửa"
    row.save()
    row.delete()
    Report.objects.filter(pk=report.pk).update(version=7)
    closing.lines.all().delete()
    assert not ClosedLine.objects.exists()


def test_what_the_system_counts_is_stored_and_closed() -> None:
    """Counted at the moment of closing, in the line too; undone, it is counted anew."""
    period = PeriodFactory()
    body, idle = a_body(period), a_body(period)
    row = IndicatorFactory(provider="tasks_done")
    row.bodies.set([body, idle])
    a_task(body, state=TaskState.VERIFIED, done_on=dt.date(2022, 5, 2))
    told = queries.preview(Freezing(period, AFTER))
    assert (told.provided, told.missing) == (2, 0)
    closing = close(period)
    stored = IndicatorValue.objects.get(body=body)
    assert (stored.value, stored.origin) == (1, "provider:tasks_done")
    assert closing.lines.get(indicator=row, body=body).value == 1
    actions.undo(closing=closing, by=UserFactory(), at=AFTER, reason="Nhầm")
    assert not IndicatorValue.objects.exists()
    a_task(body, state=TaskState.VERIFIED, done_on=dt.date(2022, 5, 3))
    again = close(period)
    assert again.lines.get(indicator=row, body=body).value == 2
    assert closing.lines.get(indicator=row, body=body).value == 1


@pytest.mark.parametrize(
    "module", ["giaoban.reporting.migrations.0031_guard", "giaoban.work.migrations.0003_guard"]
)
def test_the_guards_stand_after_all_migrations(module: str) -> None:
    """A migration that makes a table anew on SQLite would drop its triggers without a word."""
    guard = import_module(module)
    made = guard.POSTGRES if connection.vendor == "postgresql" else guard.SQLITE
    names = {each.split()[2] for each in made if each.startswith("CREATE TRIGGER")}
    question = (
        "SELECT tgname FROM pg_trigger"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    )
    with connection.cursor() as cursor:
        cursor.execute(question)
        found = {name for (name,) in cursor.fetchall()}
    assert names
    assert names <= found


def test_the_page_of_many_bodies_is_light(client) -> None:
    """Of 150 bodies with the longest of names a page shows some, and leads to the rest."""
    period = PeriodFactory()
    for at in range(150):
        a_body(period, name=f"Sở {at:03} {'Văn hóa, Thể thao và Du lịch ' * 3}".strip())
    closing = close(period)
    client.force_login(UserFactory(role="coordinator"))
    pages = [client.get(f"/bao-cao/chot/{closing.pk}/?page={page}") for page in (1, 2, 3)]
    assert all(len(page.content) < 100_000 for page in pages)
    shown = [each["name"] for page in pages for each in page.context["bodies"]]
    assert len(set(shown)) == len(shown) == 150
    # On paper each of the pages has them all, in their order.
    for page in pages:
        rows = page.content.decode().partition('aria-labelledby="h-bodies"')[2]
        named = re.findall(r"Sở \d{3}", rows.partition("</section>")[0])
        assert named == sorted(set(shown_short(shown)))


def shown_short(names: list[str]) -> list[str]:
    """Return how the names begin."""
    return [name[:6] for name in names]


def test_undoing_tells_what_was_carried_over(client) -> None:
    """How many rows stand in the next period, and that they stay there; once each."""
    period = PeriodFactory()
    body = a_body(period)
    a_task(body, due_on=dt.date(2022, 8, 1))
    after = PeriodFactory(
        calendar=period.calendar,
        ordinal=3,
        first_day=dt.date(2022, 7, 1),
        last_day=dt.date(2022, 9, 30),
        data_from=dt.date(2022, 6, 15),
        data_to=dt.date(2022, 9, 14),
        due_on=dt.date(2022, 9, 25),
    )
    actions.carry_over(period=period, by=UserFactory(), at=AFTER)
    closing = close(period)
    second = UserFactory()
    client.force_login(second)
    page = client.get(f"/bao-cao/chot/{closing.pk}/huy/")
    handed = page.context["handed"]
    assert (handed.to, handed.reports, handed.rows, handed.filled) == (after, 1, 1, 0)
    assert after.name in page.content.decode()
    actions.undo(closing=closing, by=second, at=AFTER, reason="Nhầm")
    actions.carry_over(period=period, by=second, at=AFTER)
    assert queries.handed_over(closing) == handed


def test_undoing_where_nothing_was_carried_over() -> None:
    """With no next period there is nothing to tell of."""
    period = PeriodFactory()
    a_body(period)
    assert queries.handed_over(close(period)) is None


@pytest.mark.parametrize("written", ["3/6/2022", "03/06/2022", "2022-06-03"])
def test_a_day_is_corrected_as_offices_write_it(written: str) -> None:
    """Stored in one form, whichever was typed."""
    period = PeriodFactory()
    body = a_body(period)
    a_task(body, state=TaskState.VERIFIED, done_on=dt.date(2022, 6, 2))
    line = close(period).lines.get(task__isnull=False)
    assert amend(line, "done_on", "2022-06-02", written).new == "2022-06-03"

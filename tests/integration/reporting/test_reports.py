"""Reports: the table of states as a whole, rows, two people at once, bodies that ended."""

from __future__ import annotations

import datetime as dt
from itertools import product
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from giaoban.bodies.models import Succession
from giaoban.core.errors import NotAllowed, Refused
from giaoban.core.models import AuditEntry
from giaoban.reporting import states
from giaoban.reporting.actions import reports
from giaoban.reporting.enums import ReportState, RowKind, Standing
from giaoban.reporting.errors import RowsChanged
from giaoban.reporting.guests import Guest
from giaoban.reporting.models import Period, Report
from giaoban.reporting.permissions import REPORT
from giaoban.reporting.told import Told
from giaoban.work.models import Field, Progress
from tests.factories.accounts import UserFactory
from tests.factories.directives import DirectiveFactory, RelationFactory
from tests.factories.reporting import PeriodFactory, ReportFactory, ReportRowFactory
from tests.integration.reporting.conftest import AT, led_by, other_member

if TYPE_CHECKING:
    from collections.abc import Callable

    from giaoban.accounts.models import User
    from giaoban.bodies.models import Body
    from giaoban.core.policies import Actor
    from giaoban.reporting.models import ReportRow
    from giaoban.work.models import Task


def task_row(report: Report) -> ReportRow:
    """Return the report's one row about a task."""
    return report.rows.get(task__isnull=False)


def fill(report: Report, by: Actor, text: str = "Đã xong phần một", **more: object) -> None:
    """Tell something in the row about the task."""
    row = task_row(report)
    told = Told(row.pk, row.version, text=text, **more)  # type: ignore[arg-type]
    reports.save(by=by, at=AT, report=report, told=[told])


# --- states ------------------------------------------------------------------------------------

ACTS: dict[str, Callable[[User, User, Report], object]] = {
    "save": lambda _office, focal, row: reports.save(by=focal, at=AT, report=row, told=[]),
    "submit": lambda _office, focal, row: reports.submit(by=focal, at=AT, report=row),
    "recall": lambda _office, focal, row: reports.recall(by=focal, at=AT, report=row),
    "send_back": lambda office, _f, row: reports.send_back(
        by=office, at=AT, report=row, mend="Sửa"
    ),
    "accept": lambda office, _focal, row: reports.accept(by=office, at=AT, report=row),
    "reopen": lambda office, _f, row: reports.reopen(by=office, at=AT, report=row, mend="Sửa"),
    "judge": lambda office, _f, row: reports.judge(by=office, at=AT, report=row, judgement="good"),
}
TRAITS: dict[ReportState, dict[str, bool]] = {
    ReportState.OPEN: {},
    ReportState.SUBMITTED: {"submitted": True},
    ReportState.SENT_BACK: {"sent_back": True},
    ReportState.ACCEPTED: {"accepted": True},
}


@pytest.mark.parametrize(("state", "act"), list(product(ReportState, ACTS)))
def test_the_whole_table(office: User, state: ReportState, act: str) -> None:
    """Each act leads where the table says, and is refused everywhere else."""
    row = ReportFactory(**TRAITS[state])
    focal = UserFactory(focal_point=True, body=row.body)
    to = states.TABLE.get((state, act))
    if to is None:
        with pytest.raises(Refused):
            ACTS[act](office, focal, row)
    else:
        ACTS[act](office, focal, row)
    row.refresh_from_db()
    assert row.state == (to or state)


def test_the_tests_know_every_act() -> None:
    """An act that is added to the table is tested here."""
    assert set(ACTS) == states.ACTS


@pytest.mark.parametrize("act", sorted(ACTS))
def test_nothing_moves_in_a_closed_period(office: User, act: str) -> None:
    """A closed period refuses every act, whatever the state."""
    for state, acting in states.TABLE:
        if acting == act:
            row = ReportFactory(**TRAITS[state])
            closed = {"state": "closed", "closed_at": AT, "closed_by": office}
            Period.objects.filter(pk=row.period_id).update(**closed)
            row.period.refresh_from_db()
            focal = UserFactory(focal_point=True, body=row.body)
            with pytest.raises(Refused, match="đã chốt"):
                ACTS[act](office, focal, row)


@pytest.mark.parametrize(
    ("day", "standing"),
    [
        (dt.date(2022, 6, 14), Standing.NOT_YET_DUE),
        (dt.date(2022, 6, 15), Standing.DUE),
        (dt.date(2022, 6, 25), Standing.DUE),
        (dt.date(2022, 6, 26), Standing.OVERDUE),
    ],
)
def test_standing_is_read_off_the_day(db: None, day: dt.date, standing: Standing) -> None:
    """An open report is not yet due, due or overdue by the day alone; a sent one is sent."""
    assert ReportFactory().standing(day) == standing
    assert ReportFactory(submitted=True).standing(day) == Standing.SUBMITTED


# --- who ---------------------------------------------------------------------------------------


def test_in_place_of_a_body_with_a_reason_and_accepted_by_another(
    report: Report, office: User, second: User
) -> None:
    """The coordinator sends with a reason; that person does not accept it, another does."""
    fill(report, office)
    with pytest.raises(Refused, match="lý do"):
        reports.submit(by=office, at=AT, report=report)
    sent = reports.submit(by=office, at=AT, report=report, on_behalf_reason="Báo qua điện thoại")
    assert sent.on_behalf
    with pytest.raises(Refused, match="người khác"):
        reports.accept(by=office, at=AT, report=report)
    assert reports.accept(by=second, at=AT, report=report).state == ReportState.ACCEPTED


def test_the_database_keeps_the_second_person(db: None, office: User) -> None:
    """No row can say that its sender accepted it; one accepted by another can be."""
    row = ReportFactory(submitted=True, submitted_by=office)
    accepted = {"state": "accepted", "decided_at": AT}
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=row.pk).update(decided_by=office, **accepted)
    Report.objects.filter(pk=row.pk).update(decided_by=UserFactory(), **accepted)


def test_a_foreign_focal_point_may_nothing(report: Report, period: Period) -> None:
    """Somebody of another body of the bloc neither sees nor fills nor sends the report."""
    stranger = UserFactory(focal_point=True, body=other_member(period))
    assert not REPORT.scope(stranger).filter(pk=report.pk).exists()
    with pytest.raises(NotAllowed):
        reports.save(by=stranger, at=AT, report=report, told=[])


def test_a_guest_sees_the_one_report(report: Report, period: Period, body: Body) -> None:
    """Who came by a link fills the link's report, and no other of the same body."""
    guest = Guest(report.pk, body.pk, "Đường dẫn của Sở Ví dụ")
    other = ReportFactory(body=body, period=PeriodFactory(calendar=period.calendar, ordinal=3))
    assert list(REPORT.scope(guest)) == [report]
    fill(report, guest)
    sent = reports.submit(by=guest, at=AT, report=report, via=guest.via)
    assert (sent.submitted_by, sent.via) == (None, guest.via)
    with pytest.raises(NotAllowed):
        reports.save(by=guest, at=AT, report=other, told=[])
    assert Progress.objects.get().via == guest.via


# --- rows --------------------------------------------------------------------------------------


def test_opened_with_what_is_known(office: User, period: Period, body: Body, task: Task) -> None:
    """Tasks carried in and of the period, directives without a plan, a narrative; filled."""
    carried = led_by(body, due_on=dt.date(2022, 9, 1), assigned_at=AT - dt.timedelta(days=200))
    led_by(body, assigned_at=AT, state="cancelled", state_reason="Thôi")
    Progress.objects.create(
        task=task, body=body, percent=40, text="Đang làm", by=office, at=AT - dt.timedelta(days=9)
    )
    wanted = DirectiveFactory(issued_on=dt.date(2022, 5, 1))
    answered = DirectiveFactory(issued_on=dt.date(2022, 5, 2))
    RelationFactory(target=answered, origin__issuer_body=body)
    [report] = reports.open_period(by=office, at=AT, period=period)
    rows = list(report.rows.all())
    assert [row.task for row in rows if row.kind == RowKind.CARRIED] == [carried]
    [told] = [row for row in rows if row.kind == RowKind.TASK]
    assert (told.task, told.percent, told.text, told.filled_at is None) == (
        task,
        40,
        "Đang làm",
        False,
    )
    assert [row.directive for row in rows if row.kind == RowKind.DIRECTIVE] == [wanted]
    assert sum(row.kind == RowKind.NARRATIVE for row in rows) == 4


def test_refreshed_without_touching_what_was_typed(
    report: Report, office: User, focal: User, body: Body
) -> None:
    """A task that came up is added once; what stands there stays."""
    fill(report, focal, percent=70)
    led_by(body)
    assert len(reports.refresh(by=office, at=AT, report=report)) == 1
    assert reports.refresh(by=office, at=AT, report=report) == []
    assert report.rows.filter(task__isnull=False).count() == 2
    assert report.rows.get(percent=70).text == "Đã xong phần một"


def test_a_task_that_changed_its_field_keeps_its_row(report: Report, office: User) -> None:
    """A row about a task is told apart by the task alone."""
    row = task_row(report)
    row.task.field = Field.objects.create(name="Giáo dục ví dụ")  # type: ignore[union-attr]
    row.task.save()  # type: ignore[union-attr]
    reports.refresh(by=office, at=AT, report=report)
    assert task_row(report) == row


def test_opened_twice_is_opened_once(report: Report, office: User, period: Period) -> None:
    """Opening again makes a report for a body that joined, and nothing twice."""
    rows = report.rows.count()
    other_member(period)
    assert len(reports.open_period(by=office, at=AT, period=period)) == 1
    assert report.rows.count() == rows


def test_two_people_in_the_same_row(report: Report, focal: User, office: User) -> None:
    """Who saves second is told which row moved; nothing of theirs is half saved."""
    row = task_row(report)
    other = report.rows.filter(kind=RowKind.NARRATIVE).first()
    assert other is not None
    fill(report, focal, percent=50)
    mine = [Told(row.pk, 1, percent=60, text="Bản của tôi"), Told(other.pk, 1, text="Kết quả")]
    with pytest.raises(RowsChanged) as caught:
        reports.save(by=office, at=AT, report=report, told=mine)
    assert caught.value.rows == (row.pk,)
    other.refresh_from_db()
    assert other.text == ""
    again = [mine[0]._replace(version=2), mine[1]]
    assert len(reports.save(by=office, at=AT, report=report, told=again)) == 2


def test_the_same_told_twice_is_told_once(report: Report, focal: User) -> None:
    """What stands already is not saved again, though it comes with an old version."""
    fill(report, focal, percent=50)
    row = task_row(report)
    told = [Told(row.pk, 1, percent=50, text="Đã xong phần một")]
    assert reports.save(by=focal, at=AT, report=report, told=told) == []
    assert AuditEntry.objects.filter(act="reporting.save").count() == 1


@pytest.mark.parametrize("told", [{"percent": 101}, {"percent": -1}, {"denominator": 0}])
def test_impossible_values_are_refused(report: Report, focal: User, told: dict[str, int]) -> None:
    """No percent beyond its bounds, no nought to divide by."""
    with pytest.raises(Refused):
        fill(report, focal, **told)


def test_a_row_of_another_report_is_refused(report: Report, focal: User) -> None:
    """A row is written through its own report alone."""
    strange = ReportRowFactory()
    with pytest.raises(Refused):
        reports.save(by=focal, at=AT, report=report, told=[Told(strange.pk, None, text="x")])


# --- sent and decided --------------------------------------------------------------------------


def test_not_sent_while_a_due_task_is_not_told_of(report: Report, focal: User) -> None:
    """A task that fell due has to be told of; narratives may stay empty."""
    with pytest.raises(Refused, match="1 nhiệm vụ"):
        reports.submit(by=focal, at=AT, report=report)
    fill(report, focal)
    assert reports.submit(by=focal, at=AT, report=report).state == ReportState.SUBMITTED


def test_tasks_learn_what_is_new(report: Report, focal: User, task: Task) -> None:
    """What was told reaches the task once, though the report is sent twice."""
    fill(report, focal, percent=80)
    reports.submit(by=focal, at=AT, report=report)
    reports.recall(by=focal, at=AT, report=report)
    reports.submit(by=focal, at=AT, report=report)
    assert [told.percent for told in Progress.objects.filter(task=task)] == [80]
    task.refresh_from_db()
    assert (task.percent, task.state) == (80, "in_progress")


def test_done_is_sent_in_where_something_shows_it(report: Report, focal: User, task: Task) -> None:
    """A claim goes to be verified with evidence; without, it stays a claim in the report."""
    fill(report, focal, percent=100, claims_done=True)
    reports.submit(by=focal, at=AT, report=report)
    task.refresh_from_db()
    assert task.state == "in_progress"
    reports.recall(by=focal, at=AT, report=report)
    task.evidence.create(title="Báo cáo", url="https://vidu.example/bc", by=focal, at=AT)
    reports.submit(by=focal, at=AT, report=report)
    task.refresh_from_db()
    assert task.state == "submitted"


def test_sent_back_row_by_row(report: Report, focal: User, office: User) -> None:
    """What is to be mended stands at its row until the report is accepted."""
    fill(report, focal)
    reports.submit(by=focal, at=AT, report=report)
    row = task_row(report)
    with pytest.raises(Refused):
        reports.send_back(by=office, at=AT, report=report, mend=" ")
    reports.send_back(by=office, at=AT, report=report, mend="", rows={row.pk: "Thiếu số liệu"})
    assert task_row(report).mend == "Thiếu số liệu"
    reports.submit(by=focal, at=AT, report=report)
    reports.accept(by=office, at=AT, report=report)
    assert task_row(report).mend == ""


def test_a_clock_set_back_decides_nothing_before_it_was_sent(
    report: Report, focal: User, office: User
) -> None:
    """The moment of a decision is never before that of sending, and the first sending stays."""
    fill(report, focal)
    reports.submit(by=focal, at=AT, report=report)
    early = AT - dt.timedelta(days=3)
    row = reports.send_back(by=office, at=early, report=report, mend="Sửa")
    assert row.decided_at == AT
    row = reports.submit(by=focal, at=AT + dt.timedelta(days=1), report=report)
    assert row.first_submitted_at == AT


def test_judging_is_apart_from_the_state(report: Report, focal: User, office: User) -> None:
    """A report may be accepted and poor; the judgement can be taken back."""
    fill(report, focal)
    reports.submit(by=focal, at=AT, report=report)
    reports.accept(by=office, at=AT, report=report)
    row = reports.judge(by=office, at=AT, report=report, judgement="poor", note="Sơ sài")
    assert (row.state, row.judgement) == (ReportState.ACCEPTED, "poor")
    assert reports.judge(by=office, at=AT, report=report, judgement="").judged_by is None


# --- bodies that ended -------------------------------------------------------------------------


def test_a_body_that_ended_in_mid_quarter_is_answered_for(
    office: User, period: Period, body: Body
) -> None:
    """Both owe a report; the successor's focal point fills and sends the predecessor's."""
    ended = other_member(period, valid_to=dt.date(2022, 4, 30))
    gone = other_member(period, valid_to=dt.date(2022, 3, 1))
    Succession.objects.create(
        kind="merge", predecessor=ended, successor=body, on=dt.date(2022, 5, 1)
    )
    made = reports.open_period(by=office, at=AT, period=period)
    assert {row.body_id for row in made} == {body.pk, ended.pk}
    assert gone.pk not in {row.body_id for row in made}
    focal = UserFactory(focal_point=True, body=body)
    of_ended = next(row for row in made if row.body_id == ended.pk)
    assert REPORT.scope(focal).count() == 2
    assert reports.submit(by=focal, at=AT, report=of_ended).submitted_by == focal

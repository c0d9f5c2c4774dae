"""Who gets what from which operation: a row for each, by the role of the token's person.

Rows of the own body and of a foreign one are asked for; roles that are not named get 403 (an act
they have not) or 404 (a row they may not see), as the row says.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from giaoban.accounts.models import User
from giaoban.api.enums import Scope
from giaoban.core.enums import Role
from giaoban.reporting.models import Indicator, ReportRow
from giaoban.work import actions as work
from tests.factories.directives import DirectiveFactory
from tests.factories.reporting import (
    IndicatorFactory,
    PeriodFactory,
    ReportFactory,
    ReportRowFactory,
)
from tests.integration.matrix import AT, Status, World

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from giaoban.bodies.models import Body
    from giaoban.work.models import Task

DAY = dt.date(2022, 6, 15)


@dataclass(frozen=True)
class Row:
    """An operation: its scope, the path to it, what is sent, and the status for each role."""

    operation: str
    method: str
    scope: Scope
    expected: Mapping[Role, Status]
    path: Callable[[World, Body], str]
    body: Callable[[World, Body], Any] = lambda _world, _body: None
    default: Status = 404
    match: bool = False

    def status(self, role: Role, *, own: bool) -> int:
        """Return the status that a token of this role gets."""
        status = self.expected.get(role, self.default)
        return status if isinstance(status, int) else status[0 if own else 1]


def _plain(path: str) -> Callable[[World, Body], str]:
    return lambda _world, _body: path


def _with(body: Any) -> Callable[[World, Body], Any]:
    return lambda _world, _body: body


def given(world: World, body: Body) -> Task:
    """Give the body a task."""
    return work.confirm(
        by=world.users[Role.COORDINATOR],
        at=AT,
        title="Gửi số liệu",
        lead=[(body.name, body)],
        due_on=DAY,
        reason="Giao ban",
    )


def speaker(body: Body) -> User:
    """Return somebody who speaks for the body."""
    email = f"nguoi-{body.pk}@vidu.example"
    found = User.objects.filter(email=email).first()
    return found or User.objects.create_user(email, name="Ví Dụ", role=Role.FOCAL_POINT, body=body)


def wished(world: World, body: Body) -> Task:
    """Give the body a task for which it asks an extension."""
    task = given(world, body)
    work.ask_extension(
        by=speaker(body),
        at=AT,
        task=task,
        until=DAY + dt.timedelta(days=9),
        reason="Chậm tem",
        no_fault=False,
    )
    return task


def sent(world: World, body: Body) -> Task:
    """Give the body a task that it sends in."""
    task = given(world, body)
    by = speaker(body)
    work.attach(by=by, at=AT, task=task, title="Ảnh", data=None, url="https://vidu.example/a")
    work.submit(by=by, at=AT, task=task, text="Xong")
    return task


def verified(world: World, body: Body) -> Task:
    """Give the body a task that was verified."""
    task = sent(world, body)
    task.refresh_from_db()
    work.verify(by=world.users[Role.COORDINATOR], at=AT, task=task, text="")
    return task


def _task(make: Callable[[World, Body], Task], act: str = "") -> Callable[[World, Body], str]:
    return lambda world, body: f"tasks/{make(world, body).pk}{act}"


def _report(act: str = "", **fields: Any) -> Callable[[World, Body], str]:
    return lambda _world, body: f"reports/{ReportFactory(body=body, **fields).pk}{act}"


def _indicator(act: str) -> Callable[[World, Body], str]:
    return lambda _world, body: f"indicators/{told_by(body).pk}{act}"


def told_by(body: Body) -> Indicator:
    """Make an indicator that the body tells."""
    row = IndicatorFactory()
    row.bodies.add(body)
    return row


def put_path(_world: World, body: Body) -> str:
    """Return where the body's value of a quarter is put."""
    return f"indicators/{told_by(body).pk}/values/{PeriodFactory().pk}/{body.pk}"


SEEN = {
    Role.COORDINATOR: 200,
    Role.AUDITOR: 200,
    Role.FOCAL_POINT: (200, 404),
    Role.LEADER: (200, 404),
}
LISTED = dict.fromkeys(Role, 200)
# Seen but not theirs to do is 403, not seen is 404.
BY_BODY: dict[Role, Status] = {
    Role.COORDINATOR: 403,
    Role.AUDITOR: 403,
    Role.FOCAL_POINT: (200, 404),
    Role.LEADER: (403, 404),
}
BY_EITHER = BY_BODY | {Role.COORDINATOR: 200}
BY_OFFICE = BY_EITHER | {Role.FOCAL_POINT: (403, 404)}
DECIDED: dict[Role, Status] = BY_OFFICE | {Role.LEADER: (403, 404)}
READ, WRITE = Scope.TASKS_READ, Scope.TASKS_WRITE

ROWS = [
    Row("list_bodies", "GET", Scope.BODIES_READ, LISTED, _plain("bodies")),
    Row(
        "get_body",
        "GET",
        Scope.BODIES_READ,
        SEEN | {Role.ADMINISTRATOR: 200, Role.PUBLISHER: 200},
        lambda _world, body: f"bodies/{body.pk}",
    ),
    Row("list_directives", "GET", Scope.DIRECTIVES_READ, LISTED, _plain("directives")),
    Row(
        "get_directive",
        "GET",
        Scope.DIRECTIVES_READ,
        LISTED,
        lambda _world, _body: f"directives/{DirectiveFactory().pk}",
    ),
    Row("list_tasks", "GET", READ, LISTED, _plain("tasks")),
    Row("get_task", "GET", READ, SEEN, _task(given)),
    Row(
        "add_task",
        "POST",
        WRITE,
        {Role.COORDINATOR: 201},
        _plain("tasks"),
        lambda _world, body: {"title": "Gửi số liệu", "reason": "Giao ban", "lead": body.pk},
        default=403,
    ),
    Row("change_task", "PATCH", WRITE, BY_OFFICE, _task(given), _with({"title": "A"}), match=True),
    Row("accept_task", "POST", WRITE, BY_BODY, _task(given, "/accept")),
    Row("decline_task", "POST", WRITE, BY_BODY, _task(given, "/decline"), _with({"reason": "A"})),
    Row("tell_progress", "POST", WRITE, BY_EITHER, _task(given, "/progress"), _with({"text": "A"})),
    Row(
        "attach_evidence",
        "POST",
        WRITE,
        BY_EITHER,
        _task(given, "/evidence"),
        _with({"title": "Ảnh", "url": "https://vidu.example/b"}),
    ),
    Row(
        "submit_task",
        "POST",
        WRITE,
        BY_EITHER,
        lambda world, body: f"tasks/{_shown(world, body).pk}/submit",
        _with({}),
    ),
    Row(
        "send_task_back",
        "POST",
        WRITE,
        BY_OFFICE,
        _task(sent, "/send-back"),
        _with({"reason": "A"}),
    ),
    Row("verify_task", "POST", WRITE, BY_OFFICE, _task(sent, "/verify"), _with({})),
    Row("close_task", "POST", WRITE, BY_OFFICE, _task(verified, "/close")),
    Row("cancel_task", "POST", WRITE, BY_OFFICE, _task(given, "/cancel"), _with({"reason": "A"})),
    Row(
        "ask_extension",
        "POST",
        WRITE,
        BY_BODY,
        _task(given, "/extensions"),
        _with({"until": "2022-07-01", "reason": "A"}),
    ),
    Row(
        "decide_extension",
        "POST",
        WRITE,
        BY_OFFICE,
        _task(wished, "/extensions/1"),
        _with({"grant": True}),
    ),
    Row("list_reports", "GET", Scope.REPORTS_READ, LISTED, _plain("reports")),
    Row("get_report", "GET", Scope.REPORTS_READ, SEEN, _report()),
    Row(
        "save_report",
        "PATCH",
        Scope.REPORTS_WRITE,
        BY_EITHER,
        lambda _world, body: f"reports/{ReportRowFactory(report__body=body).report_id}",
        lambda _world, _body: {"rows": [{"id": ReportRow.objects.get().pk, "version": 1}]},
        match=True,
    ),
    Row(
        "submit_report",
        "POST",
        Scope.REPORTS_WRITE,
        BY_EITHER,
        _report("/submit"),
        _with({"on_behalf_reason": "Cơ quan gửi bản giấy"}),
    ),
    Row(
        "send_report_back",
        "POST",
        Scope.REPORTS_WRITE,
        DECIDED,
        _report("/send-back", submitted=True),
        _with({"mend": "Bổ sung số liệu"}),
    ),
    Row("list_periods", "GET", Scope.REPORTS_READ, LISTED, _plain("periods")),
    Row("list_indicators", "GET", Scope.INDICATORS_READ, LISTED, _plain("indicators")),
    Row("get_indicator", "GET", Scope.INDICATORS_READ, SEEN, _indicator("")),
    Row("list_values", "GET", Scope.INDICATORS_READ, SEEN, _indicator("/values")),
    Row("put_value", "PUT", Scope.INDICATORS_WRITE, BY_EITHER, put_path, _with({"value": "7.5"})),
    Row("accept_report", "POST", Scope.REPORTS_WRITE, DECIDED, _report("/accept", submitted=True)),
]


def _shown(world: World, body: Body) -> Task:
    task = given(world, body)
    by = speaker(body)
    work.attach(by=by, at=AT, task=task, title="Ảnh", data=None, url="https://vidu.example/a")
    return task

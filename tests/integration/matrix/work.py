"""Tasks: the office sees and mends all, a body sees those in which it has a part."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from giaoban.core.enums import Role
from giaoban.work import actions
from giaoban.work.enums import TaskState
from giaoban.work.models import Field, Submission, Task
from tests.integration.matrix import AT, Row, World

if TYPE_CHECKING:
    from collections.abc import Callable

    from giaoban.bodies.models import Body

DUE = dt.date(2022, 6, 15)
# No day is asked for that has passed, and the views read the clock.
LATER = "30/6/2099"


def _task(world: World, body: Body) -> Task:
    return actions.confirm(
        by=world.users[Role.COORDINATOR],
        at=AT,
        title="Gửi số liệu quý II",
        lead=[(body.name, body)],
        due_on=DUE,
        reason="Điện thoại của Trưởng ban",
    )


def a_task(world: World, body: Body) -> dict[str, Any]:
    """Make a task that the body leads."""
    return {"pk": _task(world, body).pk}


def shared(world: World, body: Body) -> dict[str, Any]:
    """Make a task in which the body cooperates, and the office leads."""
    task = actions.confirm(
        by=world.users[Role.COORDINATOR],
        at=AT,
        title="Gửi số liệu quý II",
        lead=[(world.lead.name, world.lead)],
        cooperating=[(body.name, body)],
        reason="Điện thoại của Trưởng ban",
    )
    return {"pk": task.pk}


def standing(state: TaskState) -> Callable[[World, Body], dict[str, Any]]:
    """Return what makes a task in a state, with evidence; what waits was sent by nobody named."""

    def about(world: World, body: Body) -> dict[str, Any]:
        task = _task(world, body)
        task.evidence.create(title="a", url="https://vidu.example/a", via="đường dẫn", at=AT)
        done = DUE if state in {TaskState.VERIFIED, TaskState.CLOSED} else None
        Task.objects.filter(pk=task.pk).update(state=state, done_on=done, state_reason="vì thế")
        if state == TaskState.SUBMITTED:
            Submission.objects.create(task=task, number=1, body=body, via="đường dẫn", at=AT)
        return {"pk": task.pk}

    return about


def asked(world: World, body: Body) -> dict[str, Any]:
    """Make a task for which the body asked for an extension."""
    task = _task(world, body)
    task.extensions.create(
        number=1,
        reason="Chờ",
        from_due_on=DUE,
        asked_due_on=DUE + dt.timedelta(days=9),
        body=body,
        at=AT,
    )
    return {"pk": task.pk}


def asked_number(world: World, body: Body) -> dict[str, Any]:
    """Name the request too."""
    return asked(world, body) | {"which": 1}


def an_address(world: World, body: Body) -> dict[str, Any]:
    """Make evidence that is not sent in yet; an address is no file to be fetched."""
    task = _task(world, body)
    kept = task.evidence.create(title="a", url="https://vidu.example/a", at=AT)
    return {"pk": task.pk, "evidence": kept.pk}


def to_detach(world: World, body: Body) -> dict[str, Any]:
    """Name evidence that is not sent in yet as what is taken back."""
    made = an_address(world, body)
    return {"pk": made["pk"], "which": made["evidence"]}


def a_field(_world: World, _body: Body) -> dict[str, Any]:
    """Make a field of work."""
    return {"pk": Field.objects.create(name="Giáo dục").pk}


def form(_world: World, body: Body) -> dict[str, Any]:
    """Fill the form of a task."""
    return {"title": "Gửi số liệu", "lead": [body.pk], "reason": "Theo kết luận", "version": 1}


def sends(**fields: Any) -> Callable[[World, Body], dict[str, Any]]:
    """Return what fills a form."""
    return lambda _world, _body: fields


def contributed(_world: World, body: Body) -> dict[str, Any]:
    """Tell what the body did; the office has to say which one it is."""
    return {"percent": 40, "text": "Đang làm", "body": body.pk}


def lead(_world: World, body: Body) -> dict[str, Any]:
    """Name the body that is to lead."""
    return {"lead": body.pk}


def part(_world: World, body: Body) -> dict[str, Any]:
    """Fill the form of a part of a task."""
    return {"title": "Việc nhỏ", "lead": body.pk, "kind": "carry_out"}


def successor(world: World, body: Body) -> dict[str, Any]:
    """Name the task that takes the place."""
    return {"successor": _task(world, body).pk, "reason": "Gộp việc"}


SEEN = {
    Role.COORDINATOR: 200,
    Role.AUDITOR: 200,
    Role.FOCAL_POINT: (200, 404),
    Role.LEADER: (200, 404),
}
LISTED = dict.fromkeys(SEEN, 200)
OFFICE = {Role.COORDINATOR: 302}
BODY = {Role.FOCAL_POINT: (302, 404)}
BOTH = OFFICE | BODY
# A leader has the act, for the tasks of the bloc that their body leads; this one's leads none.
VERIFIER = OFFICE | {Role.LEADER: (403, 404)}
WHY = sends(reason="Chưa đủ căn cứ")
TELLS = sends(percent=40, text="Đang làm")
ASSIGNED, SUBMITTED = TaskState.ASSIGNED, TaskState.SUBMITTED
DECLINED, VERIFIED = TaskState.DECLINED, TaskState.VERIFIED

KEEPS = dict.fromkeys((Role.COORDINATOR, Role.ADMINISTRATOR), 302)
SHOWS = dict.fromkeys(KEEPS, 200)

ROWS = [
    Row("work:fields", "GET", SHOWS | {Role.AUDITOR: 200}),
    Row("work:add_field", "POST", KEEPS, data=sends(name="Thể thao")),
    Row("work:change_field", "GET", SHOWS, about=a_field),
    Row(
        "work:change_field",
        "POST",
        KEEPS,
        about=a_field,
        data=sends(name="Môi trường", order=1, version=1),
    ),
    Row("work:list", "GET", LISTED),
    Row("work:record", "GET", SEEN, about=a_task),
    Row("work:new", "GET", {Role.COORDINATOR: 200}),
    Row("work:new", "POST", OFFICE, data=form),
    Row("work:change", "GET", {Role.COORDINATOR: 200}, about=a_task),
    Row("work:change", "POST", OFFICE, about=a_task, data=form),
    Row("work:withdraw", "POST", OFFICE, about=a_task),
    Row("work:restore", "POST", OFFICE, about=a_task),
    Row("work:assign", "POST", OFFICE, about=standing(DECLINED), data=lead),
    Row("work:accept", "POST", BODY, about=a_task),
    Row("work:decline", "POST", BODY, about=a_task, data=WHY),
    Row("work:tell_progress", "POST", BOTH, about=a_task, data=TELLS),
    Row("work:contribute", "POST", BOTH, about=shared, data=contributed),
    Row("work:attach", "POST", BOTH, about=a_task, data=sends(url="https://vidu.example/b")),
    Row(
        "work:submit",
        "POST",
        BOTH,
        about=standing(ASSIGNED),
        data=sends(text="Xong", on_behalf="on"),
    ),
    Row("work:recall", "POST", BOTH, about=standing(SUBMITTED)),
    Row(
        "work:verify",
        "POST",
        VERIFIER,
        about=standing(SUBMITTED),
        data=sends(outcome="dat", version=1),
    ),
    Row("work:close", "POST", OFFICE, about=standing(VERIFIED)),
    Row("work:reopen", "POST", OFFICE, about=standing(VERIFIED), data=WHY),
    Row("work:cancel", "POST", OFFICE, about=a_task, data=WHY),
    Row("work:supersede", "POST", OFFICE, about=a_task, data=successor),
    Row("work:set_handlers", "POST", BODY, about=a_task),
    Row(
        "work:ask_extension",
        "POST",
        BODY,
        about=a_task,
        data=sends(until=LATER, reason="Chờ số liệu"),
    ),
    Row(
        "work:decide_extension",
        "POST",
        VERIFIER,
        about=asked,
        data=sends(outcome="dat", number=1),
    ),
    Row("work:recall_extension", "POST", BODY, about=asked_number),
    Row("work:break_down", "GET", {Role.COORDINATOR: 200, Role.FOCAL_POINT: (200, 404)}, a_task),
    Row("work:break_down", "POST", BOTH, about=a_task, data=part),
    Row("work:detach", "POST", BOTH, about=to_detach),
    Row("work:evidence", "GET", dict.fromkeys(SEEN, 404), about=an_address),
]

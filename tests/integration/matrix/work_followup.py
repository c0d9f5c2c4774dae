"""Follow-up: the office writes, a body sees what concerns it and answers an urging."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giaoban.core.enums import Role
from giaoban.work.actions import followup
from tests.integration.matrix import AT, Row, World
from tests.integration.matrix.work import LISTED, OFFICE, SEEN

if TYPE_CHECKING:
    from giaoban.bodies.models import Body
    from giaoban.work.models import FollowUp


def a_followup(world: World, body: Body) -> dict[str, Any]:
    """Send an urging to the body."""
    return {"pk": _urging(world, body).pk}


def _urging(world: World, body: Body, *, sent: bool = True) -> FollowUp:
    office = world.users[Role.COORDINATOR]
    given = followup.Given(kind="urging", title="Đôn đốc báo cáo quý II", bodies=[body])
    row = followup.plan(by=office, at=AT, given=given)
    if sent:
        followup.send(by=office, at=AT, follow_up=row, on=AT.date())
    return row


def a_draft(world: World, body: Body) -> dict[str, Any]:
    """Draft an urging."""
    return {"pk": _urging(world, body, sent=False).pk}


def a_letter(world: World, body: Body) -> dict[str, Any]:
    """Send an urging to the body; return the body's own letter."""
    return {"pk": _urging(world, body).followed.get().pk}


def _inspection(world: World, body: Body, *, begun: bool = True) -> FollowUp:
    office = world.users[Role.COORDINATOR]
    given = followup.Given(
        kind="inspection",
        title="Kiểm tra việc dạy thêm",
        decision="12-QĐ/BTG",
        decided_on=AT.date(),
        bodies=[body],
    )
    row = followup.plan(by=office, at=AT, given=given)
    if begun:
        followup.begin(by=office, at=AT, follow_up=row)
    return row


def an_inspection(world: World, body: Body) -> dict[str, Any]:
    """Begin an inspection of the body."""
    return {"pk": _inspection(world, body).pk}


def a_planned_inspection(world: World, body: Body) -> dict[str, Any]:
    """Plan an inspection of the body."""
    return {"pk": _inspection(world, body, begun=False).pk}


def a_finding(world: World, body: Body) -> dict[str, Any]:
    """Find a shortcoming in the body."""
    row = followup.find(
        by=world.users[Role.COORDINATOR],
        at=AT,
        follow_up=_inspection(world, body),
        kind="shortcoming",
        text="Chưa công khai danh sách",
        body=body,
    )
    return {"pk": row.pk}


def followup_form(_world: World, body: Body) -> dict[str, Any]:
    """Fill the form of a follow-up."""
    return {"kind": "urging", "title": "Đôn đốc", "bodies": [body.pk], "version": 1}


def step(_world: World, body: Body) -> dict[str, Any]:
    """Fill the forms of all steps at once."""
    return {
        "on": "08/4/2022",
        "text": "Đã gửi",
        "conclusion": "Đạt",
        "reason": "Trùng lịch",
        "members": "Trần Thị Ví Dụ; Phó Trưởng ban",
        "version": 2,
        "kind": "shortcoming",
        "title": "Công khai danh sách",
        "body": body.pk,
    }


EDITED = {Role.COORDINATOR: 200}
ANSWERED = {Role.COORDINATOR: 200, Role.FOCAL_POINT: (200, 404)}
ROWS = [
    Row("work:followups", "GET", LISTED),
    Row("work:followup", "GET", SEEN, about=a_followup),
    Row("work:followup_new", "GET", EDITED),
    Row("work:followup_new", "POST", OFFICE, data=followup_form),
    Row("work:followup_change", "GET", EDITED, about=a_draft),
    Row("work:followup_change", "POST", OFFICE, about=a_draft, data=followup_form),
    Row("work:followup_send", "GET", EDITED, about=a_draft),
    Row("work:followup_send", "POST", OFFICE, about=a_draft, data=step),
    Row("work:followup_give_up", "POST", OFFICE, about=a_followup),
    Row("work:followup_begin", "POST", OFFICE, about=a_planned_inspection),
    Row("work:followup_conclude", "GET", EDITED, about=an_inspection),
    Row("work:followup_conclude", "POST", OFFICE, about=an_inspection, data=step),
    Row("work:followup_cancel", "GET", EDITED, about=a_followup),
    Row("work:followup_cancel", "POST", OFFICE, about=a_followup, data=step),
    Row("work:followup_team", "GET", EDITED, about=an_inspection),
    Row("work:followup_team", "POST", OFFICE, about=an_inspection, data=step),
    Row("work:followup_find", "GET", EDITED, about=an_inspection),
    Row("work:followup_find", "POST", OFFICE, about=an_inspection, data=step),
    Row("work:followup_answer", "GET", ANSWERED, about=a_letter),
    Row(
        "work:followup_answer",
        "POST",
        {Role.COORDINATOR: 302, Role.FOCAL_POINT: (302, 404)},
        about=a_letter,
        data=step,
    ),
    Row("work:followup_remedy", "GET", EDITED, about=a_finding),
    Row("work:followup_remedy", "POST", OFFICE, about=a_finding, data=step),
]

"""The example's follow-up acts: one of each kind, in the fictitious province, each on its day.

Called by the example of the tasks once those are there; makes what is missing, once.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone

from giaoban.bodies.models import Person
from giaoban.bodies.queries import find_body
from giaoban.work import queries
from giaoban.work.actions import followup
from giaoban.work.actions.followup import Given, MemberGiven
from giaoban.work.enums import FindingKind, FollowUpKind
from giaoban.work.models import FollowedBody, FollowUp, FollowUpFinding, Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from giaoban.accounts.models import User
    from giaoban.bodies.models import Body

HEALTH = "Sở Y tế tỉnh Sông Lam"
SCIENCE = "Sở Khoa học và Công nghệ tỉnh Sông Lam"
SCHOOLS = "Sở Giáo dục và Đào tạo tỉnh Sông Lam"
LEAD = "Ban Tuyên giáo và Dân vận Tỉnh ủy Sông Lam"
_MOST_URGED = 5
_DAY = dt.timedelta(days=1)


def make(*, by: User, at: dt.datetime) -> None:
    """Make an urging, an inspection, a supervision and a survey, where there is none yet."""
    if FollowUp.objects.exists():
        return
    today = timezone.localdate(at)
    named = [find_body(name, on=today) for name in (HEALTH, SCIENCE, SCHOOLS)]
    if not all(named):
        return
    bodies = [found[0] for found in named]
    _urge(today, by=by, at=at)
    _inspect(bodies[2], today, by=by, at=at)
    _supervise(bodies[:2], today, by=by, at=at)
    _survey(bodies[1], today, by=by, at=at)


def _urge(today: dt.date, *, by: User, at: dt.datetime) -> None:
    """Urge who was late on the day of the letter; one has answered, the other's day is past."""
    late = queries.late(Task.objects.filter(lead__isnull=False), today - 13 * _DAY)
    tasks = list(late.select_related("lead").order_by("due_order", "pk")[:_MOST_URGED])
    given = Given(
        kind=FollowUpKind.URGING,
        number="31-CV/BTGDV",
        title="Đôn đốc các nhiệm vụ quá hạn của khối khoa giáo",
        answer_by=today - 2 * _DAY,
        content="Thực hiện chương trình công tác của khối, Ban đề nghị quý cơ quan khẩn trương "
        "hoàn thành các nhiệm vụ được giao.",
        tasks=tasks,
    )
    row = followup.plan(by=by, at=at - 13 * _DAY, given=given)
    followup.send(by=by, at=at - 12 * _DAY, follow_up=row, on=today - 12 * _DAY)
    answered = FollowedBody.objects.get(follow_up=row, body=tasks[0].lead)
    text = "Sở đã rà soát xong 41 trên 60 cơ sở; các cơ sở còn lại sẽ xong trong tuần tới."
    followup.answer(by=by, at=at - 5 * _DAY, followed=answered, on=today - 5 * _DAY, text=text)


def _inspect(body: Body, today: dt.date, *, by: User, at: dt.datetime) -> None:
    """Inspect a body to the end: a strength, and a shortcoming that a task puts right."""
    given = Given(
        kind=FollowUpKind.INSPECTION,
        number="12-QĐ/BTGDV",
        title="Kiểm tra việc quản lý dạy thêm, học thêm",
        decision="12-QĐ/BTGDV",
        decided_on=today - 40 * _DAY,
        starts_on=today - 30 * _DAY,
        ends_on=today - 28 * _DAY,
        content="Việc chỉ đạo, hướng dẫn; công khai danh sách cơ sở; xử lý phản ánh.",
        bodies=[body],
    )
    planned, visited = at - 39 * _DAY, at - 30 * _DAY
    row = followup.plan(by=by, at=planned, given=given)
    members = [
        MemberGiven(
            person=_person("Hồ Bảo Long"), name="Hồ Bảo Long", post="Trưởng ban", leads=True
        ),
        MemberGiven(person=_person("Vũ Hạnh Nguyên"), name="Vũ Hạnh Nguyên", post="Chuyên viên"),
    ]
    followup.set_team(by=by, at=planned, follow_up=row, version=row.version, members=members)
    followup.begin(by=by, at=visited, follow_up=row)
    strength = "Đã ban hành đủ văn bản hướng dẫn, phân công rõ người phụ trách."
    short = "Chưa công khai danh sách cơ sở dạy thêm được cấp phép."
    _find(row, FindingKind.STRENGTH, strength, body, by=by, at=visited + _DAY)
    finding = _find(row, FindingKind.SHORTCOMING, short, body, by=by, at=visited + _DAY)
    concluded = at - 25 * _DAY
    followup.remedy(
        by=by,
        at=concluded,
        finding=finding,
        title="Công khai danh sách cơ sở dạy thêm được cấp phép trên trang thông tin của Sở",
        body=body,
        due_on=today + 20 * _DAY,
    )
    conclusion = "Cơ bản thực hiện đúng quy định; khắc phục việc chậm công khai danh sách."
    followup.conclude(by=by, at=concluded, follow_up=row, conclusion=conclusion)


def _find(
    row: FollowUp, kind: FindingKind, text: str, body: Body, *, by: User, at: dt.datetime
) -> FollowUpFinding:
    return followup.find(by=by, at=at, follow_up=row, kind=kind, text=text, body=body)


def _person(name: str) -> Person | None:
    return Person.objects.filter(name=name).first()


def _supervise(bodies: Sequence[Body], today: dt.date, *, by: User, at: dt.datetime) -> None:
    """Supervise two bodies; it is under way."""
    given = Given(
        kind=FollowUpKind.SUPERVISION,
        number="05-KH/BTGDV",
        title="Giám sát việc thực hiện nghị quyết về chuyển đổi số trong y tế và khoa học",
        decision="05-KH/BTGDV",
        decided_on=today - 15 * _DAY,
        starts_on=today - 3 * _DAY,
        ends_on=today + 10 * _DAY,
        bodies=bodies,
    )
    row = followup.plan(by=by, at=at - 14 * _DAY, given=given)
    followup.begin(by=by, at=at - 3 * _DAY, follow_up=row)


def _survey(body: Body, today: dt.date, *, by: User, at: dt.datetime) -> None:
    """Plan a survey of the next weeks."""
    given = Given(
        kind=FollowUpKind.SURVEY,
        title="Khảo sát nhân lực nghiên cứu của các tổ chức khoa học và công nghệ",
        starts_on=today + 18 * _DAY,
        ends_on=today + 20 * _DAY,
        bodies=[body],
    )
    followup.plan(by=by, at=at - 2 * _DAY, given=given)

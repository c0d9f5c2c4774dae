"""Follow-up acts: planned, sent or begun, answered or concluded; findings and their remedies."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.bodies.models import Body
from giaoban.core import audit, locks, search
from giaoban.core.errors import Refused
from giaoban.core.folding import fold
from giaoban.work import following, followup_states, permissions
from giaoban.work.actions import announcing
from giaoban.work.actions.moving import on_record
from giaoban.work.actions.tasks import confirm
from giaoban.work.enums import FindingKind, FollowUpKind, Part
from giaoban.work.models import (
    Assignment,
    FollowedBody,
    FollowedTask,
    FollowUp,
    FollowUpFinding,
    Remedy,
    Task,
    TeamMember,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from giaoban.accounts.models import User
    from giaoban.bodies.models import Person
    from giaoban.documents.models import Document

KIND = "follow_up"


@dataclass(frozen=True, slots=True)
class Given:
    """What a person writes of a follow-up; without bodies it concerns those that lead its tasks."""

    kind: str
    title: str
    number: str = ""
    paper: Document | None = None
    decision: str = ""
    decided_on: dt.date | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    answer_by: dt.date | None = None
    content: str = ""
    bodies: Sequence[Body] = ()
    tasks: Sequence[Task] = ()


_WRITTEN = (
    "title",
    "number",
    "paper",
    "decision",
    "decided_on",
    "starts_on",
    "ends_on",
    "answer_by",
    "content",
)


@dataclass(frozen=True, slots=True)
class MemberGiven:
    """A member of the team: a person of the directory, or a name as typed."""

    person: Person | None = None
    name: str = ""
    post: str = ""
    body: Body | None = None
    leads: bool = field(default=False)


@transaction.atomic
def plan(*, by: User, at: dt.datetime, given: Given) -> FollowUp:
    """Enter a follow-up: an urging as a draft, anything else as planned."""
    permissions.follow_ups.require(by, "add")
    row = FollowUp(
        kind=given.kind, state=followup_states.first(given.kind), created_by=by, created_at=at
    )
    _write(row, given)
    facts = {"kind": row.kind, "tasks": len(given.tasks)}
    audit.record("follow_up.plan", by=by, at=at, subject=row, facts=facts)
    return row


@transaction.atomic
def change(
    *, by: User, at: dt.datetime, follow_up: FollowUp, version: int, given: Given
) -> FollowUp:
    """Mend a follow-up that has not gone out or ended; its kind stays.

    Raises:
        Conflict: somebody else changed it since this version was read.
    """
    permissions.follow_ups.require(by, "change", follow_up)
    locks.claim(follow_up, version)
    if follow_up.state not in followup_states.CHANGING:
        raise Refused(_("Văn bản đã gửi hoặc việc đã kết thúc thì không sửa được nữa."))
    _write(follow_up, given)
    audit.record("follow_up.change", by=by, at=at, subject=follow_up)
    return follow_up


def _write(row: FollowUp, given: Given) -> None:
    if not given.title.strip():
        raise Refused(_("Hãy ghi trích yếu."))
    if given.starts_on and given.ends_on and given.ends_on < given.starts_on:
        raise Refused(_("Ngày kết thúc phải từ ngày bắt đầu trở đi."))
    for name in _WRITTEN:
        value = getattr(given, name)
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    bodies = list(given.bodies) or _leading(given.tasks)
    if not bodies:
        raise Refused(_("Hãy chọn ít nhất một cơ quan, hoặc nhiệm vụ có cơ quan chủ trì."))
    row.folded = fold(" ".join([row.number, row.title, *(body.name for body in bodies)]))
    row.save()
    _concern(row, bodies, given.tasks)
    words = " ".join(body.name for body in bodies)
    search.put(KIND, row.pk, title=row.title, identifier=row.number, words=words)


def _leading(tasks: Sequence[Task]) -> list[Body]:
    leads = Assignment.objects.filter(task__in=tasks, part=Part.LEAD, body__isnull=False)
    return list(Body.objects.filter(pk__in=leads.values("body_id")))


def _concern(row: FollowUp, bodies: Sequence[Body], tasks: Sequence[Task]) -> None:
    """Write whom and which tasks it concerns; what stays keeps its row."""
    wanted = {body.pk for body in bodies}
    row.followed.exclude(body__in=wanted).delete()
    known = set(row.followed.values_list("body_id", flat=True))
    FollowedBody.objects.bulk_create(
        FollowedBody(follow_up=row, body=body) for body in bodies if body.pk not in known
    )
    row.followed_tasks.all().delete()
    FollowedTask.objects.bulk_create(FollowedTask(follow_up=row, task=task) for task in tasks)


def _move(
    row: FollowUp, act: str, *, by: User, at: dt.datetime, facts: dict[str, object] | None = None
) -> None:
    """Take the row where the act leads, and put the act on record."""
    row.state = followup_states.require(row, act)
    row.save()
    audit.record(f"follow_up.{act}", by=by, at=at, subject=row, facts=facts)


def _take(row: FollowUp, by: User) -> None:
    """Take the row for a step; whether it is possible by now, its state tells."""
    permissions.follow_ups.require(by, "change", row)
    locks.take(row)


@transaction.atomic
def send(*, by: User, at: dt.datetime, follow_up: FollowUp, on: dt.date) -> None:
    """Send an urging: each body's letter is kept as it went out on that day."""
    _take(follow_up, by)
    followup_states.require(follow_up, "send")
    follow_up.sent_on = on
    texts = following.drafts(follow_up, on)
    rows = list(follow_up.followed.all())
    for each in rows:
        each.letter = texts[each.pk]
    FollowedBody.objects.bulk_update(rows, ["letter"], batch_size=200)
    _move(follow_up, "send", by=by, at=at, facts={"on": on.isoformat(), "bodies": len(rows)})
    announcing.urge(by=by, at=at, follow_up=follow_up)


@transaction.atomic
def answer(
    *, by: User, at: dt.datetime, followed: FollowedBody, on: dt.date, text: str
) -> FollowUp:
    """Put a body's answer on record; the last one ends the urging. The same twice is once."""
    permissions.followed.require(by, "answer", followed)
    row = followed.follow_up
    # Bodies answer the same letter at the same time; none of them stands in another's way.
    locks.take(row)
    followed.refresh_from_db()
    if followed.answered_on is not None:
        if (followed.answered_on, followed.answer) == (on, text.strip()):
            return row
        raise Refused(_("Cơ quan này đã trả lời; câu trả lời đã ghi được giữ nguyên."))
    if not text.strip():
        raise Refused(_("Hãy ghi nội dung trả lời."))
    followup_states.require(row, "answer")
    _check_day(row, on, timezone.localdate(at))
    followed.answer, followed.answered_on, followed.answered_by = text.strip(), on, by
    followed.on_behalf = by.body_id != followed.body_id
    followed.save()
    facts = {"body": followed.body_id, "on": on.isoformat(), "on_behalf": followed.on_behalf}
    if row.followed.filter(answered_on__isnull=True).exists():
        audit.record("follow_up.answer", by=by, at=at, subject=row, facts=facts)
    else:
        _move(row, "answer", by=by, at=at, facts=facts)
    return row


def _check_day(row: FollowUp, on: dt.date, today: dt.date) -> None:
    if row.sent_on is not None and on < row.sent_on:
        raise Refused(_("Ngày trả lời không thể trước ngày gửi văn bản đôn đốc."))
    if on > today:
        raise Refused(_("Ngày trả lời không thể sau hôm nay."))


@transaction.atomic
def give_up(*, by: User, at: dt.datetime, follow_up: FollowUp) -> None:
    """Note that answers are missing; one that comes later is still taken."""
    _take(follow_up, by)
    missing = follow_up.followed.filter(answered_on__isnull=True).count()
    _move(follow_up, "give_up", by=by, at=at, facts={"missing": missing})


@transaction.atomic
def begin(*, by: User, at: dt.datetime, follow_up: FollowUp) -> None:
    """Begin an inspection, supervision or survey; there has to be a decision."""
    _take(follow_up, by)
    if follow_up.paper is None and not (follow_up.decision and follow_up.decided_on):
        raise Refused(_("Hãy ghi số, ký hiệu và ngày của văn bản quyết định trước khi bắt đầu."))
    _move(follow_up, "begin", by=by, at=at)


@transaction.atomic
def conclude(*, by: User, at: dt.datetime, follow_up: FollowUp, conclusion: str) -> None:
    """End it with its conclusion; findings and remedies may still be added."""
    _take(follow_up, by)
    if not conclusion.strip():
        raise Refused(_("Hãy ghi kết luận."))
    follow_up.conclusion = conclusion.strip()
    _move(follow_up, "conclude", by=by, at=at)


@transaction.atomic
def cancel(*, by: User, at: dt.datetime, follow_up: FollowUp, reason: str) -> None:
    """Cancel it with a reason."""
    _take(follow_up, by)
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do hủy."))
    follow_up.state_reason = reason.strip()[:1000]
    _move(follow_up, "cancel", by=by, at=at)


@transaction.atomic
def set_team(
    *,
    by: User,
    at: dt.datetime,
    follow_up: FollowUp,
    version: int,
    members: Sequence[MemberGiven],
) -> None:
    """Write who goes, the leader first; at most one leads."""
    permissions.follow_ups.require(by, "change", follow_up)
    locks.claim(follow_up, version)
    if follow_up.kind == FollowUpKind.URGING:
        raise Refused(_("Văn bản đôn đốc không có đoàn công tác."))
    if sum(each.leads for each in members) > 1:
        raise Refused(_("Đoàn chỉ có một trưởng đoàn."))
    follow_up.team.all().delete()
    TeamMember.objects.bulk_create(
        TeamMember(
            follow_up=follow_up,
            person=each.person,
            name=each.name.strip(),
            post=each.post.strip(),
            body=each.body,
            leads=each.leads,
        )
        for each in members
    )
    audit.record("follow_up.team", by=by, at=at, subject=follow_up, facts={"n": len(members)})


@transaction.atomic
def find(
    *, by: User, at: dt.datetime, follow_up: FollowUp, kind: str, text: str, body: Body | None
) -> FollowUpFinding:
    """Put on record what was found in a body, or in all of them."""
    _take(follow_up, by)
    if follow_up.state not in followup_states.FINDING:
        raise Refused(_("Chỉ ghi kết quả khi việc đang tiến hành hoặc đã kết luận."))
    if not text.strip():
        raise Refused(_("Hãy ghi nội dung kết quả."))
    if body is not None and not follow_up.followed.filter(body=body).exists():
        raise Refused(_("Cơ quan này không thuộc đợt kiểm tra."))
    row = FollowUpFinding.objects.create(
        follow_up=follow_up, kind=FindingKind(kind), body=body, text=text.strip(), by=by, at=at
    )
    facts = {"finding": row.pk, "kind": row.kind, "body": body.pk if body else None}
    audit.record("follow_up.find", by=by, at=at, subject=follow_up, facts=facts)
    return row


@transaction.atomic
def remedy(
    *,
    by: User,
    at: dt.datetime,
    finding: FollowUpFinding,
    title: str,
    body: Body,
    due_on: dt.date | None,
) -> Task:
    """Give a task by which a finding is put right; its source is the follow-up."""
    permissions.findings.require(by, "remedy", finding)
    if finding.kind == FindingKind.STRENGTH:
        raise Refused(_("Ưu điểm không cần khắc phục."))
    row = finding.follow_up
    source = " ".join(
        each for each in (on_record(FollowUpKind(row.kind).label), row.number) if each
    )
    reason = f"{source}: {row.title}"
    task = confirm(
        by=by, at=at, title=title, lead=[(body.name, body)], due_on=due_on, reason=reason[:500]
    )
    Remedy.objects.create(finding=finding, task=task)
    facts = {"finding": finding.pk, "task": task.pk}
    audit.record("follow_up.remedy", by=by, at=at, subject=row, facts=facts)
    return task

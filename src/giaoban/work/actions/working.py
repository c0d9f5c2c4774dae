"""The work on a task: progress told, evidence, work sent in, verified by a second pair of eyes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.accounts.models import User
from giaoban.core.errors import NotAllowed, Refused
from giaoban.documents import storing
from giaoban.work import evidence, permissions, states
from giaoban.work.actions import recurring
from giaoban.work.actions.moving import begin, finish
from giaoban.work.enums import Outcome
from giaoban.work.models import OPEN, Evidence, Handler, Progress, Submission, Task

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.bodies.models import Body
    from giaoban.core.policies import Actor


@transaction.atomic
def tell_progress(
    *,
    by: Actor,
    at: dt.datetime,
    task: Task,
    body: Body,
    percent: int | None,
    text: str,
    via: str = "",
) -> Progress:
    """Tell how the work goes; only the body that leads moves the task by it."""
    if not text.strip() and percent is None:
        raise Refused(_("Hãy ghi tiến độ hoặc kết quả."))
    if percent is not None and not 0 <= percent <= 100:  # noqa: PLR2004
        raise Refused(_("Tiến độ là số từ 0 đến 100."))
    leads = body.pk == task.lead_id
    step = begin("tell_progress" if leads else "contribute", by=by, task=task)
    _require_part(by, task, body)
    told = Progress.objects.create(
        task=task, body=body, percent=percent, text=text.strip(), by_id=by.pk, via=via, at=at
    )
    if leads and percent is not None:
        task.percent = percent
    finish(task, step, by=by, at=at, via=via, body=body.pk, percent=percent)
    return told


def _require_part(by: Actor, task: Task, body: Body) -> None:
    """Refuse to speak for another body; the office speaks for any that has a part."""
    if not task.assignments.filter(body=body).exists():
        raise Refused(_("%(body)s không tham gia nhiệm vụ này.") % {"body": body.name})
    if permissions.speaks_for_own(by) and by.body_id != body.pk:
        raise NotAllowed(f"{by.role} speaks for the own body alone")


def attach(
    *,
    by: Actor,
    at: dt.datetime,
    task: Task,
    title: str,
    data: bytes | None,
    url: str = "",
    name: str = "",
    via: str = "",
) -> Evidence:
    """Keep a file or an address that shows what was done; the same twice is once.

    ``name`` is the file's, where it is not the title.
    Call it outside a transaction: the file is looked through before anything is written.

    Raises:
        Refused: the file is too large, of a kind that is not taken, or bears a stamp of secrecy.
    """
    permissions.tasks.require(by, "attach", task)
    if data is None:
        url = evidence.address(url)
        return _attach(by, at, task, evidence.named(title, url), via, url=url)
    name = name or title
    evidence.check(data, name)
    sha256, place = storing.keep(data)
    return _attach(
        by, at, task, evidence.titled(title, name), via, sha256=sha256, place=place, size=len(data)
    )


@transaction.atomic
def _attach(
    by: Actor, at: dt.datetime, task: Task, title: str, via: str, **what: str | int
) -> Evidence:
    step = begin("attach", by=by, task=task)
    same = {"sha256": what["sha256"]} if "sha256" in what else {"url": what["url"]}
    before = task.evidence.filter(**same).first()
    if before is not None:
        return before
    kept = Evidence.objects.create(task=task, title=title, by_id=by.pk, via=via, at=at, **what)
    finish(task, step, by=by, at=at, via=via, evidence=kept.pk)
    return kept


@transaction.atomic
def detach(*, by: Actor, at: dt.datetime, kept: Evidence) -> None:
    """Take back evidence that was not sent in yet; its file is swept away later. Twice is once.

    A body that cooperates takes back what its own people brought; the one that leads, anything.
    """
    task = kept.task
    step = begin("detach", by=by, task=task)
    stored = task.evidence.select_related("by").filter(pk=kept.pk).first()
    if stored is None:
        return
    if stored.submission_id is not None:
        raise Refused(_("Minh chứng đã gửi cùng báo cáo hoàn thành nên được giữ trong hồ sơ."))
    if permissions.speaks_for_own(by) and by.body_id != task.lead_id:
        _require_own(by, stored)
    stored.delete()
    finish(task, step, by=by, at=at, detached=kept.pk)


def _require_own(by: Actor, kept: Evidence) -> None:
    if kept.by is None or kept.by.body_id != by.body_id:
        raise Refused(_("Minh chứng này do cơ quan khác đưa lên nên bạn không bỏ được."))


@transaction.atomic
def submit(
    *,
    by: Actor,
    at: dt.datetime,
    task: Task,
    text: str,
    via: str = "",
    on_behalf: bool = False,
) -> Submission:
    """Send the work in to be verified, with the evidence that was attached since the last time.

    The office sends it in ``on_behalf`` of the body that leads, on record as such.
    """
    step = begin("submit", by=by, task=task)
    behalf = not permissions.speaks_for_own(by) and by.body_id != task.lead_id
    if behalf and not on_behalf:
        raise Refused(_("Hãy xác nhận rằng bạn gửi thay cơ quan chủ trì."))
    _require_ready(task)
    if task.lead is None:
        raise ValueError("a task that was given has a lead")
    sent = Submission.objects.create(
        task=task,
        number=task.submissions.count() + 1,
        body=task.lead,
        text=text.strip(),
        on_behalf=behalf,
        by_id=by.pk,
        via=via,
        at=at,
    )
    task.evidence.filter(submission=None).update(submission=sent)
    finish(task, step, by=by, at=at, via=via, submission=sent.pk, on_behalf=behalf)
    return sent


def _require_ready(task: Task) -> None:
    """Refuse work that cannot be complete yet, with what is missing."""
    if task.kind in states.NEEDS_EVIDENCE and not task.evidence.exists():
        raise Refused(_("Loại việc này phải có minh chứng. Hãy thêm tệp hoặc địa chỉ rồi gửi lại."))
    if task.after is not None and task.after.state in OPEN:
        raise Refused(
            _("Nhiệm vụ này làm sau nhiệm vụ số %(number)s, nhiệm vụ đó chưa hoàn thành.")
            % {"number": task.after_id}
        )
    waiting = task.children.filter(state__in=OPEN).count()
    if waiting:
        raise Refused(
            _("Còn %(n)s nhiệm vụ con chưa xong. Hãy hoàn thành hoặc hủy trước khi gửi.")
            % {"n": waiting}
        )


@transaction.atomic
def recall(*, by: Actor, at: dt.datetime, task: Task, via: str = "") -> Task:
    """Take back work that was sent in and is not verified yet; its evidence is free again."""
    step = begin("recall", by=by, task=task)
    sent = waiting(task)
    sent.outcome = Outcome.RECALLED
    sent.save(update_fields=["outcome"])
    sent.evidence.update(submission=None)
    finish(task, step, by=by, at=at, via=via, submission=sent.pk)
    return task


def waiting(task: Task) -> Submission:
    """Return the work that waits to be verified; a submitted task has one."""
    return task.submissions.get(outcome=Outcome.WAITING)


@transaction.atomic
def verify(
    *, by: Actor, at: dt.datetime, task: Task, text: str = "", version: int | None = None
) -> Task:
    """Find that the work is done; the day on which it was sent in is the day it was done."""
    step = begin("verify", by=by, task=task, version=version)
    sent = _decide(task, Outcome.GRANTED, by=by, at=at, text=text)
    task.done_on = timezone.localdate(sent.at)
    finish(task, step, by=by, at=at, submission=sent.pk)
    recurring.follow(task, by=by, at=at)
    return task


@transaction.atomic
def send_back(
    *, by: Actor, at: dt.datetime, task: Task, text: str, version: int | None = None
) -> Task:
    """Send the work back, with what is missing."""
    step = begin("send_back", by=by, task=task, reason=text, version=version)
    sent = _decide(task, Outcome.REFUSED, by=by, at=at, text=text)
    finish(task, step, by=by, at=at, reason=text, submission=sent.pk)
    return task


def _decide(task: Task, outcome: Outcome, *, by: Actor, at: dt.datetime, text: str) -> Submission:
    sent = waiting(task)
    if by.pk == sent.by_id or _had_a_hand(by, task):
        raise Refused(
            _(
                "Người thực hiện, người gửi kết quả hoặc minh chứng không tự kiểm chứng. Hãy nhờ "
                "người khác."
            )
        )
    sent.outcome, sent.answer = outcome, text.strip()
    sent.decided_by_id, sent.decided_at = by.pk, at
    sent.save()
    return sent


def _had_a_hand(by: Actor, task: Task) -> bool:
    """Tell whether the person did some of the work: brought evidence, or was named to do it.

    What was brought for an earlier sending is part of the work too.
    """
    if by.pk is None or task.evidence.filter(by_id=by.pk).exists():
        return True
    named = Handler.objects.filter(assignment__task=task)
    return User.objects.filter(pk=by.pk, person__in=named.values("person")).exists()


@transaction.atomic
def close(*, by: Actor, at: dt.datetime, task: Task) -> Task:
    """End a task that was verified."""
    step = begin("close", by=by, task=task)
    finish(task, step, by=by, at=at)
    return task


@transaction.atomic
def reopen(*, by: Actor, at: dt.datetime, task: Task, reason: str) -> Task:
    """Let the body work on a task again that had been found done."""
    step = begin("reopen", by=by, task=task, reason=reason)
    finish(task, step, by=by, at=at, reason=reason)
    return task

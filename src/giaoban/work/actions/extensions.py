"""Extensions: asked for with a reason, granted or refused by a named person, counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.core.errors import Refused
from giaoban.work.actions.moving import begin, finish
from giaoban.work.enums import Outcome
from giaoban.work.models import Extension, Task

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.core.policies import Actor


@transaction.atomic
def ask_extension(
    *,
    by: Actor,
    at: dt.datetime,
    task: Task,
    until: dt.date,
    reason: str,
    no_fault: bool,
    via: str = "",
) -> Extension:
    """Ask for a later deadline; one request waits at a time."""
    step = begin("ask_extension", by=by, task=task, reason=reason)
    if task.due_on is None or task.lead_id is None:
        raise Refused(_("Nhiệm vụ này không có hạn nên không cần gia hạn."))
    if until <= task.due_on:
        raise Refused(_("Hạn xin gia hạn phải sau hạn hiện nay."))
    if task.extensions.filter(outcome=Outcome.WAITING).exists():
        raise Refused(_("Đã có một đề nghị gia hạn chờ quyết định."))
    asked = Extension.objects.create(
        task=task,
        number=task.extensions.count() + 1,
        reason=reason.strip()[:1000],
        no_fault=no_fault,
        from_due_on=task.due_on,
        asked_due_on=until,
        body_id=task.lead_id,
        by_id=by.pk,
        at=at,
    )
    finish(task, step, by=by, at=at, via=via, extension=asked.pk, until=until.isoformat())
    return asked


@transaction.atomic
def recall_extension(*, by: Actor, at: dt.datetime, extension: Extension, via: str = "") -> None:
    """Take back a request that is not decided yet."""
    step = begin("recall_extension", by=by, task=extension.task)
    _take(extension)
    extension.outcome = Outcome.RECALLED
    extension.save(update_fields=["outcome"])
    finish(extension.task, step, by=by, at=at, via=via, extension=extension.pk)


@transaction.atomic
def decide_extension(
    *,
    by: Actor,
    at: dt.datetime,
    extension: Extension,
    grant: bool,
    until: dt.date | None = None,
    answer: str = "",
    no_fault: bool | None = None,
) -> Extension:
    """Grant a later deadline, the one asked for or another, or refuse it with the reason.

    Whether the delay is nobody's fault is claimed by who asks and found by who decides:
    ``no_fault`` is what was found, None that the claim holds.
    """
    task = extension.task
    step = begin("decide_extension", by=by, task=task)
    _take(extension)
    if by.pk == extension.by_id:
        raise Refused(_("Người đề nghị không tự quyết định gia hạn. Hãy nhờ người khác."))
    if not grant and not answer.strip():
        raise Refused(_("Hãy ghi lý do không đồng ý."))
    if grant:
        if no_fault is not None:
            extension.no_fault = no_fault
        _grant(task, extension, until or extension.asked_due_on)
    extension.outcome = Outcome.GRANTED if grant else Outcome.REFUSED
    extension.answer = answer.strip()[:1000]
    extension.decided_by_id, extension.decided_at = by.pk, at
    extension.save()
    finish(
        task,
        step,
        by=by,
        at=at,
        extension=extension.pk,
        grant=grant,
        no_fault=extension.no_fault,
        due=str(task.due_on),
    )
    return extension


def _take(extension: Extension) -> None:
    extension.refresh_from_db(fields=["outcome"])
    if extension.outcome != Outcome.WAITING:
        raise Refused(_("Đề nghị gia hạn này đã được xử lý."))


def _grant(task: Task, extension: Extension, until: dt.date) -> None:
    if until <= extension.from_due_on:
        raise Refused(_("Hạn mới phải sau hạn hiện nay."))
    blameless = task.no_fault_until or task.first_due_on
    if extension.no_fault and blameless == extension.from_due_on:
        # After a delay that was somebody's fault no later one makes the task blameless again.
        task.no_fault_until = until
    extension.granted_due_on = until
    task.due_on = until
    task.extensions_granted += 1

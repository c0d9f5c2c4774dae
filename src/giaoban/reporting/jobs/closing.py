"""Closing a period in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from giaoban.accounts.models import User
from giaoban.core import jobs
from giaoban.reporting.actions import closing as actions
from giaoban.reporting.models import Period
from giaoban.reporting.queries import closing as queries

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.core.models import Job

STEPS = 2


@task()
def close_period(job_id: str, period: int, by: int, reason: str) -> None:
    """Open the next period with what is carried over, then freeze this one in one transaction.

    Opening may be done again at any time; freezing is whole or not at all. So a kill leaves
    nothing half closed, and running again ends in one closing.
    """
    person = User.objects.get(pk=by)
    with jobs.running(job_id) as job:
        row = Period.objects.select_related("calendar__bloc").get(pk=period)
        if queries.standing(row) is None:
            actions.check(period=row, by=person, at=timezone.now(), reason=reason)
            job.step(done=0, total=STEPS, message=_("Đang chuyển việc sang kỳ sau"))
            actions.carry_over(period=row, by=person, at=timezone.now())
        job.step(done=1, total=STEPS, message=_("Đang chốt số liệu"))
        made = actions.close(period=row, by=person, at=timezone.now(), reason=reason)
        job.finish(result_url=reverse("reporting:closing", args=[made.pk]))


@transaction.atomic
def begin(*, period: Period, by: User, at: dt.datetime, reason: str) -> Job:
    """Begin to close a period; refused at once where it cannot be."""
    actions.check(period=period, by=by, at=at, reason=reason)
    title = _("Chốt %(period)s") % {"period": period}
    arguments = {"period": period.pk, "by": by.pk, "reason": reason}
    return jobs.start(close_period, title=title, by=by, at=at, total=STEPS, arguments=arguments)

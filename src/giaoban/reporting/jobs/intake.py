"""Reading a long report in the background."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_tasks import task

from giaoban.core import jobs
from giaoban.reporting.actions import intake
from giaoban.reporting.models import ReportFile

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.core.models import Job
    from giaoban.core.policies import Actor

STEPS = 2


class _Nobody(NamedTuple):
    """Who came by a link has no account, and so no list of own work: the file's page shows it."""

    pk: int = 0
    role: str = ""
    body_id: int | None = None
    is_active: bool = False


@task()
def read_report(job_id: str, file: int, url: str) -> None:
    """Read a file; run again after a kill, it is read once."""
    with jobs.running(job_id) as job:
        row = ReportFile.objects.select_related("report__period", "report__body").get(pk=file)
        job.step(done=1, total=STEPS, message=_("Đang đọc tệp"))
        intake.read(file=row, at=timezone.now())
        job.finish(result_url=url)


@transaction.atomic
def begin(*, file: ReportFile, by: Actor, at: dt.datetime, url: str) -> Job | None:
    """Begin to read a file, unless that is going on or done already."""
    held = ReportFile.objects.select_for_update(of=("self",)).select_related("job", "report__body")
    file = held.get(pk=file.pk)
    if file.read_at is not None or (file.job is not None and file.job.ended_at is None):
        return file.job
    job = jobs.start(
        read_report,
        title=_("Đọc tệp báo cáo của %(body)s") % {"body": file.report.body.name},
        by=_Nobody(pk=by.pk or 0),
        at=at,
        total=STEPS,
        arguments={"file": file.pk, "url": url},
    )
    file.job = job
    file.save(update_fields=["job"])
    return job

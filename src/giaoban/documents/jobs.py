"""Reading in the background."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_tasks import task

from giaoban.accounts.models import User
from giaoban.core import jobs
from giaoban.documents import actions, queries

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.core.models import Job

logger = logging.getLogger(__name__)


@task()
def read_papers(job_id: str, papers: list[int], by: int, result_url: str = "") -> None:
    """Read papers one by one; one that fails does not hold up the others."""
    reader = User.objects.get(pk=by)
    with jobs.running(job_id) as job:
        waiting = list(queries.unread(papers))
        done = len(papers) - len(waiting)
        for document in waiting:
            job.step(done=done, total=len(papers), message=document.title)
            try:
                actions.read(document, by=reader, at=timezone.now())
            except Exception:
                # The number tells which paper; its words never go into the log.
                logger.exception("paper %s could not be read", document.pk)
                actions.fail(
                    document,
                    trouble=_(
                        "Máy đọc gặp lỗi với văn bản này. Hãy bấm “Đọc lại”; nếu vẫn lỗi, hãy "
                        "báo quản trị viên."
                    ),
                )
            done += 1
        job.step(done=done, total=len(papers))
        job.finish(result_url=result_url or reverse("documents:list"))


def begin_reading(papers: list[int], *, by: User, at: dt.datetime, url: str) -> Job:
    """Begin to read papers in the background."""
    title = ngettext("Đọc %(count)s văn bản", "Đọc %(count)s văn bản", len(papers)) % {
        "count": len(papers)
    }
    arguments = {"papers": papers, "by": by.pk, "result_url": url}
    return jobs.start(
        read_papers, title=title, by=by, at=at, total=len(papers), arguments=arguments
    )

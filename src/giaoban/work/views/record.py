"""One task: where it stands and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from giaoban.core import panels
from giaoban.core.views import Guarded
from giaoban.documents.permissions import DOCUMENTS
from giaoban.work import permissions, queries

if TYPE_CHECKING:
    from django.http import HttpResponse

    from giaoban.accounts.requests import Request
    from giaoban.work.models import Task


def record_url(pk: int) -> str:
    """Return where a task is shown."""
    return reverse("work:record", args=[pk])


class TaskRecord(Guarded):
    """One task: who, by when, out of which sentence."""

    policy = permissions.tasks
    act = "view"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show it."""
        row: Task = self.get_row(pk)
        queries.with_bodies([row])
        context = {
            "task": row,
            "today": timezone.localdate(),
            "directives": row.directives.defer("folded", "note"),
            "may_read": row.document is not None
            and DOCUMENTS.may(request.user, "view", row.document),
            "panels": panels.of("work.record", request, row),
            "may_change": self.policy.may(request.user, "change", row),
        }
        return render(request, "work/record.html", context)

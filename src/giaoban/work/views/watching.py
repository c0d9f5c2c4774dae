"""Watch a task, or watch it no longer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils import timezone
from django.utils.translation import gettext as _

from giaoban.core.views import Guarded
from giaoban.work import permissions
from giaoban.work.actions import watching
from giaoban.work.views.record import record_url

if TYPE_CHECKING:
    from django.http import HttpResponse

    from giaoban.accounts.requests import Request


class Watch(Guarded):
    """Watch a task, or no longer."""

    policy = permissions.tasks
    act = "view"

    def post(self, request: Request, pk: int) -> HttpResponse:
        """Do what the button says, so that a second press changes nothing."""
        task = self.get_row(pk)
        if request.POST.get("theo-doi") == "0":
            watching.unwatch(by=request.user, at=timezone.now(), task=task)
            messages.success(request, _("Đã bỏ theo dõi nhiệm vụ này."))
        else:
            watching.watch(by=request.user, at=timezone.now(), task=task)
            messages.success(
                request,
                _("Đã theo dõi nhiệm vụ này; hạn của nhiệm vụ có trong lịch cá nhân của bạn."),
            )
        return HttpResponseRedirect(record_url(pk))

"""One task: where it stands and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.http import Http404, StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy, pgettext_lazy

from giaoban.core import panels
from giaoban.core.views import Guarded
from giaoban.documents import storing
from giaoban.documents.permissions import DOCUMENTS
from giaoban.work import permissions, queries, track
from giaoban.work.forms.offers import AT_HAND, BESIDE, BY_ACT, FOLDED

if TYPE_CHECKING:
    from django.http import HttpResponse
    from django_stubs_ext import StrOrPromise

    from giaoban.accounts.models import User
    from giaoban.accounts.requests import Request
    from giaoban.work.forms.acts import ActForm
    from giaoban.work.forms.offers import Offer
    from giaoban.work.models import Task

_ACCEPT = pgettext_lazy("phím", "nhận nhiệm vụ")
_WATCH = gettext_lazy("theo dõi, bỏ theo dõi")
Bound = tuple[str, "ActForm"]


def record_url(pk: int) -> str:
    """Return where a task is shown."""
    return reverse("work:record", args=[pk])


class Offered(NamedTuple):
    """An act that the person may do now: its words, its form, where it is sent."""

    offer: Offer
    form: ActForm
    url: str


def show(
    request: Request, task: Task, *, bound: Bound | None = None, status: int = 200
) -> HttpResponse:
    """Show a task with the acts that the person may do now; ``bound`` is one to be mended."""
    by = request.user
    queries.with_classes(queries.with_bodies([task]))
    today = timezone.localdate()
    course = queries.course(task, permissions.handlers.scope(by))
    acts = _offered(task, by, bound, waits=course["asked"] is not None)
    context = {
        "task": task,
        "today": today,
        **course,
        **acts,
        "track": track.draw(task, course["extensions"], today),
        "children": queries.parts_of(permissions.tasks.scope(by), task),
        "above": _above(task, by),
        "directives": task.directives.defer("folded", "note"),
        "may_read": task.document is not None and DOCUMENTS.may(by, "view", task.document),
        "panels": panels.of("work.record", request, task),
        "page_keys": _keys(by, acts["possible"]),
        "in_place": task.lead is not None
        and "tell_progress" in acts["possible"]
        and not permissions.speaks_for_own(by)
        and by.body_id != task.lead_id,
        "may_change": task.is_open and permissions.tasks.may(by, "change", task),
    }
    return render(request, "work/record.html", context, status=status)


def _keys(by: User, possible: set[str]) -> list[tuple[str, StrOrPromise]]:
    """Return the keys of the page, for its help."""
    keys: list[tuple[str, StrOrPromise]] = [("a", _ACCEPT)] if "accept" in possible else []
    return [*keys, ("w", _WATCH)] if permissions.watches.may(by, "watch") else keys


def _above(task: Task, by: User) -> Task | None:
    """Return the task that it is a part of, where the person may see it."""
    if task.parent_id is None:
        return None
    return permissions.tasks.scope(by).filter(pk=task.parent_id).first()


def _offered(task: Task, by: User, bound: Bound | None, *, waits: bool) -> dict[str, Any]:
    possible = permissions.may_now(by, task)
    if not task.others:  # type: ignore[attr-defined]
        # The office speaks for whoever cooperates, and here nobody does.
        possible.discard("contribute")

    def made(offer: Offer) -> Offered:
        mended = bound is not None and bound[0] == offer.act
        form = bound[1] if bound is not None and mended else offer.made(task, by)
        return Offered(offer, form, reverse(f"work:{offer.act}", args=[task.pk]))

    decides = waits and "decide_extension" in possible
    return {
        "possible": possible,
        "hand": [made(offer) for offer in AT_HAND if offer.act in possible],
        "beside": [made(offer) for offer in BESIDE if offer.act in possible],
        "folded": [made(offer) for offer in FOLDED if offer.act in possible],
        "decide": made(BY_ACT["decide_extension"]) if decides else None,
    }


class TaskRecord(Guarded):
    """One task: who, by when, out of which sentence, and what was done."""

    policy = permissions.tasks
    act = "view"

    def get(self, request: Request, pk: int) -> HttpResponse:
        """Show it."""
        return show(request, self.get_row(pk))


class Fetch(Guarded):
    """Hand out evidence as it came; the browser must not show it as a page of this site."""

    policy = permissions.tasks
    act = "view"

    def get(self, request: Request, pk: int, evidence: int) -> StreamingHttpResponse:  # noqa: ARG002
        """Send it as an attachment."""
        task: Task = self.get_row(pk)
        kept = get_object_or_404(task.evidence.exclude(sha256=""), pk=evidence)
        path = storing.full_path(kept.place)
        if not path.is_file():
            raise Http404
        response = StreamingHttpResponse(
            storing.pieces(path), content_type="application/octet-stream"
        )
        response["Content-Length"] = str(kept.size)
        response["Content-Disposition"] = str(content_disposition_header(True, kept.title))
        response["X-Content-Type-Options"] = "nosniff"
        response["Content-Security-Policy"] = "sandbox; default-src 'none'"
        return response

"""What follow-up acts show on other pages: their entry, their hits, panels of tasks and bodies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from giaoban.core import navigation, panels, search
from giaoban.core.enums import Reach, Role
from giaoban.work import following, permissions
from giaoban.work.actions.followup import KIND
from giaoban.work.models import Remedy, Watch
from giaoban.work.views.followup import followup_url

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from giaoban.accounts.requests import Request
    from giaoban.core.policies import Actor
    from giaoban.work.models import FollowedBody, FollowUp

_SHOWN = 5
_SEE = frozenset({Role.COORDINATOR, Role.AUDITOR, Role.FOCAL_POINT, Role.LEADER})


def register() -> None:
    """Make them known to the core; called once when Django starts."""
    navigation.add(
        navigation.Entry(
            "quarter",
            40,
            _("Đôn đốc, kiểm tra"),
            "work:followups",
            "ask",
            roles=_SEE,
            rows=_waiting,
            count_label=_("chưa trả lời"),
        )
    )
    navigation.add(navigation.Entry("quarter", 35, _("Lịch"), "work:calendar", "clock", roles=_SEE))
    search.register(KIND, _("Đôn đốc, kiểm tra"), followup_url, permissions.follow_ups.scope)
    panels.register("work.record", _of_task, order=60)
    panels.register("work.record", _watching, order=70)
    panels.register("bodies.record", _of_body, order=20)
    panels.register("core.home", _to_answer, order=4)


def _waiting(by: Actor) -> QuerySet[FollowedBody]:
    return following.waiting(by).order_by()


def _to_answer(request: Request, _user: Model) -> panels.Panel | None:
    """Show a body the letters of urging that it has not answered, the longest asked for first."""
    if permissions.followed.reach(request.user, "answer") is not Reach.OWN:
        return None
    waiting = following.waiting(request.user).filter(body=request.user.body_id)
    rows = list(
        waiting.select_related("follow_up").defer("letter").order_by("follow_up__answer_by", "pk")
    )
    if not rows:
        return None
    words = ngettext(
        "%(n)s văn bản đôn đốc chưa trả lời", "%(n)s văn bản đôn đốc chưa trả lời", len(rows)
    )
    context = {"rows": rows[:_SHOWN], "n": len(rows), "today": timezone.localdate()}
    return panels.Panel("work/answers_panel.html", context, words % {"n": len(rows)}, rank=4)


def _of_task(request: Request, task: Model) -> panels.Panel | None:
    """Show what looks after a task, and the finding that it puts right."""
    seen = permissions.findings.scope(request.user)
    remedy = Remedy.objects.filter(task=task.pk, finding__in=seen).select_related("finding").first()
    rows = following.of_task(request.user, task.pk)
    return _panel(request, rows, "", f"?nhiem-vu={task.pk}", remedy)


def _watching(request: Request, task: Model) -> panels.Panel | None:
    """Show whether the person watches a task, and how many do."""
    if not permissions.watches.may(request.user, "watch"):
        return None
    watchers = set(Watch.objects.filter(task=task.pk).values_list("user_id", flat=True))
    context = {
        "task": task.pk,
        "watching": request.user.pk in watchers,
        "n": len(watchers),
    }
    return panels.Panel("work/watch_panel.html", context)


def _of_body(request: Request, body: Model) -> panels.Panel | None:
    """Show what concerns a body."""
    rows = following.of_body(request.user, body.pk)
    return _panel(request, rows, f"?body={body.pk}", f"?co-quan={body.pk}", None)


def _panel(
    request: Request, rows: QuerySet[FollowUp], more: str, add: str, remedy: Remedy | None
) -> panels.Panel | None:
    may_add = permissions.follow_ups.may(request.user, "add")
    found = following.with_bodies(list(rows.order_by("-pk")[:_SHOWN]))
    for row in found:
        row.bodies = permissions.seen_among(request.user, row.bodies)  # type: ignore[attr-defined]
    if not found and not may_add and remedy is None:
        return None
    context = {
        "rows": found,
        "n": rows.count() if found else 0,
        "more": more,
        "add": add if may_add else "",
        "remedy": remedy.finding if remedy is not None else None,
        "today": timezone.localdate(),
    }
    return panels.Panel("work/followups_panel.html", context)

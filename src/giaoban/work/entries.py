"""What tasks show on other pages: their entry, their hits, panels of home and of directives."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giaoban.accounts import handover
from giaoban.core import navigation, panels, periodic, search, starts
from giaoban.core.enums import Role
from giaoban.core.paging import COUNTED
from giaoban.directives.models import Mention
from giaoban.documents import storing
from giaoban.work import actions, permissions, queries, reminding, waits
from giaoban.work.actions import KIND, leaving
from giaoban.work.views.record import record_url

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from giaoban.accounts.requests import Request
    from giaoban.core.policies import Actor
    from giaoban.work.models import Task

_SHOWN = 10
_EVERY = dt.timedelta(minutes=30)
_KEEP_FIELDS = frozenset({Role.COORDINATOR, Role.AUDITOR, Role.ADMINISTRATOR})
_SEE_TASKS = frozenset({Role.COORDINATOR, Role.AUDITOR, Role.FOCAL_POINT, Role.LEADER})


def register() -> None:
    """Make them known to the core; called once when Django starts."""
    navigation.add(
        navigation.Entry(
            "quarter",
            30,
            _("Nhiệm vụ"),
            "work:list",
            "task",
            roles=_SEE_TASKS,
            rows=_pressing,
            count_label=_("quá hạn hoặc sắp đến hạn"),
        )
    )
    navigation.add(
        navigation.Entry(
            "registers",
            45,
            pgettext_lazy("nhiều", "Lĩnh vực"),
            "work:fields",
            "book",
            roles=_KEEP_FIELDS,
        )
    )
    starts.furnish(_begin)
    periodic.register("work.recurring", _EVERY, lambda at: actions.begin_periods(at=at))
    handover.register("work.follower", _("Nhiệm vụ đang theo dõi"), leaving.give_following)
    handover.register("work.watches", _("Nhiệm vụ tự theo dõi"), leaving.give_watches)
    storing.hold(queries.kept_files)
    search.register(KIND, _("Nhiệm vụ"), record_url, _findable)
    panels.register_many("core.home", waits.fill)
    reminding.register()
    panels.register("directives.record", _of_directive, order=10)
    panels.register("bodies.record", _of_body, order=10)


def _begin(by: Actor, at: dt.datetime) -> None:
    actions.default_fields(by=by, at=at)


def _findable(by: Actor) -> QuerySet[Task]:
    """Return what search finds; withdrawn tasks are found in their list alone."""
    return queries.still_open(permissions.tasks.scope(by))


def _pressing(by: Actor) -> QuerySet[Task]:
    today = timezone.localdate()
    rows = queries.still_open(permissions.tasks.scope(by)).order_by()
    return rows.filter(due_order__lte=today + queries.SOON)[: COUNTED + 1]


def _of_directive(request: Request, directive: Model) -> panels.Panel:
    """Show the open tasks that come from a directive; say so where its own paper gave them all."""
    rows = permissions.tasks.scope(request.user).filter(directives=directive.pk)
    panel = _tasks_panel(rows, f"?directive={directive.pk}")
    own = Mention.objects.filter(directive=directive.pk, own=True).values("document")
    elsewhere = queries.still_open(rows).exclude(document__in=own)
    if panel.context["n"] and not elsewhere.exists():
        panel.context["title"] = _("Nhiệm vụ giao bởi văn bản này")
    return panel


def _of_body(request: Request, body: Model) -> panels.Panel:
    """Show the open tasks in which a body has a part."""
    rows = queries.of_body(permissions.tasks.scope(request.user), body.pk)
    return _tasks_panel(rows, f"?body={body.pk}")


def _tasks_panel(rows: QuerySet[Task], more: str) -> panels.Panel:
    rows = queries.still_open(rows)
    shown = {
        "tasks": queries.for_list(rows, _SHOWN),
        "n": rows.count(),
        "more": more,
        "title": _("Nhiệm vụ"),
        "today": timezone.localdate(),
    }
    return panels.Panel("work/tasks_panel.html", shown)

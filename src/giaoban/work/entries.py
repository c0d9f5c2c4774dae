"""What tasks show on other pages: their entry, their hits, panels of home and of directives."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from giaoban.core import navigation, panels, search, starts
from giaoban.core.enums import Role
from giaoban.core.paging import COUNTED
from giaoban.documents import storing
from giaoban.work import actions, permissions, queries
from giaoban.work.actions import KIND
from giaoban.work.enums import TaskState
from giaoban.work.views.record import record_url

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from django.db.models import Model, QuerySet
    from django_stubs_ext import StrOrPromise

    from giaoban.accounts.requests import Request
    from giaoban.core.policies import Actor
    from giaoban.work.models import Task

_SHOWN = 10
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
            count=_pressing,
            count_label=_("quá hạn hoặc sắp đến hạn"),
        )
    )
    navigation.add(
        navigation.Entry("registers", 45, _("Lĩnh vực"), "work:fields", "book", roles=_KEEP_FIELDS)
    )
    starts.furnish(_begin)
    storing.hold(queries.kept_files)
    search.register(KIND, _("Nhiệm vụ"), record_url, _findable)
    for order, wait in enumerate(WAITS, 10):
        panels.register("core.home", wait.fill, order=order)
    panels.register("directives.record", _of_directive, order=10)
    panels.register("bodies.record", _of_body, order=10)


def _begin(by: Actor, at: dt.datetime) -> None:
    actions.default_fields(by=by, at=at)


def _findable(by: Actor) -> QuerySet[Task]:
    """Return what search finds; withdrawn tasks are found in their list alone."""
    return queries.still_open(permissions.tasks.scope(by))


def _pressing(by: Actor) -> int:
    today = timezone.localdate()
    rows = queries.still_open(permissions.tasks.scope(by))
    return rows.filter(due_order__lte=today + queries.SOON)[: COUNTED + 1].count()


class Wait(NamedTuple):
    """A panel of the home page: whose tasks, and what one reads of them."""

    key: str
    rows: Callable[[QuerySet[Task], dt.date], QuerySet[Task]]
    heading: StrOrPromise
    counted: StrOrPromise
    query: str
    look: str = ""
    act: str = "view"

    def fill(self, request: Request, _user: Model) -> panels.Panel | None:
        """Show what waits for the person, the earliest deadline first; nothing where none does."""
        today = timezone.localdate()
        if permissions.tasks.reach(request.user, self.act) is None:
            return None
        rows = self.rows(permissions.tasks.scope(request.user, self.act), today)
        n = rows.count()
        if not n:
            return None
        shown = {
            "wait": self,
            "tasks": queries.for_list(rows, _SHOWN),
            "n": n,
            "today": today,
        }
        return panels.Panel("work/due_panel.html", shown, str(self.counted) % {"n": n})


WAITS = (
    Wait("late", queries.late, _("Quá hạn"), _("%(n)s nhiệm vụ quá hạn"), "due=late", "late"),
    Wait(
        "soon",
        queries.soon,
        _("Đến hạn trong 14 ngày"),
        _("%(n)s nhiệm vụ đến hạn trong 14 ngày"),
        "due=soon",
        "soon",
    ),
    Wait(
        "verify",
        lambda rows, _on: queries.waiting_to_verify(rows),
        _("Chờ kiểm chứng"),
        _("%(n)s nhiệm vụ chờ kiểm chứng"),
        "state=submitted",
        act="verify",
    ),
    Wait(
        "extension",
        lambda rows, _on: queries.waiting_for_day(rows),
        _("Chờ quyết định gia hạn"),
        _("%(n)s đề nghị gia hạn chờ quyết định"),
        "due=asked",
        act="decide_extension",
    ),
    Wait(
        "sent_back",
        lambda rows, _on: rows.filter(state=TaskState.SENT_BACK),
        _("Bị trả lại, cần bổ sung"),
        _("%(n)s nhiệm vụ cần bổ sung"),
        "state=sent_back",
        act="set_handlers",
    ),
    Wait(
        "accept",
        lambda rows, _on: rows.filter(state=TaskState.ASSIGNED),
        _("Mới giao, chờ nhận"),
        _("%(n)s nhiệm vụ mới giao"),
        "state=assigned",
        act="accept",
    ),
    Wait(
        "declined",
        lambda rows, _on: rows.filter(state=TaskState.DECLINED),
        _("Cơ quan đề nghị xem lại"),
        _("%(n)s nhiệm vụ cơ quan đề nghị xem lại"),
        "state=declined",
        act="assign",
    ),
)


def _of_directive(request: Request, directive: Model) -> panels.Panel:
    """Show the open tasks that come from a directive."""
    rows = permissions.tasks.scope(request.user).filter(directives=directive.pk)
    return _tasks_panel(rows, f"?directive={directive.pk}")


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
        "today": timezone.localdate(),
    }
    return panels.Panel("work/tasks_panel.html", shown)

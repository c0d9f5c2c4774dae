"""What waits for a person among the tasks: the panels of the home page, asked for in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from giaoban.core import panels, unchanged
from giaoban.core.enums import Reach, Role
from giaoban.core.templatetags.look import vnnumber
from giaoban.work import permissions, queries
from giaoban.work.enums import Outcome, TaskState
from giaoban.work.models import Extension, Task

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence

    from django_stubs_ext import StrOrPromise

    from giaoban.accounts.requests import Request
    from giaoban.core.policies import Actor

_SHOWN = 10


class Wait(NamedTuple):
    """A panel of the home page: which tasks, of whom, and what one reads of them.

    ``is_one`` tells of a row what ``chosen`` asks of the database.
    """

    key: str
    order: int
    rank: int
    heading: StrOrPromise
    counted: Callable[[int], str]
    query: str
    chosen: Callable[[dt.date], Q]
    is_one: Callable[[Any, dt.date], bool]
    act: str = "view"
    look: str = ""

    def filter(self, by: Actor, today: dt.date) -> Q:
        """Return which tasks these are for the person."""
        wanted = Q(pending=1) & self.chosen(today)
        if permissions.tasks.reach(by, self.act) is Reach.ALL:
            return wanted
        return wanted & permissions.tasks.owned(by, self.act)


def _asked() -> Q:
    return Q(pk__in=Extension.objects.filter(outcome=Outcome.WAITING).values("task_id"))


def _in_state(state: TaskState) -> Callable[[Any], Q]:
    return lambda _today: Q(state=state)


def _is_in(state: TaskState) -> Callable[[Any, Any], bool]:
    return lambda task, _today: task.state == state


def _is_owed(task: Any) -> bool:
    return bool(task.state != TaskState.SUBMITTED)


WAITS = (
    Wait(
        "sent_back",
        6,
        5,
        gettext_lazy("Bị trả lại, cần bổ sung"),
        lambda n: ngettext("%(n)s nhiệm vụ cần bổ sung", "%(n)s nhiệm vụ cần bổ sung", n),
        "state=sent_back",
        _in_state(TaskState.SENT_BACK),
        _is_in(TaskState.SENT_BACK),
        act="set_handlers",
    ),
    Wait(
        "late",
        10,
        10,
        gettext_lazy("Quá hạn"),
        lambda n: ngettext("%(n)s nhiệm vụ quá hạn", "%(n)s nhiệm vụ quá hạn", n),
        "due=late",
        queries.is_late,
        lambda task, today: _is_owed(task) and task.due_order < today,
        look="late",
    ),
    Wait(
        "soon",
        12,
        60,
        gettext_lazy("Đến hạn trong 14 ngày"),
        lambda n: ngettext(
            "%(n)s nhiệm vụ đến hạn trong 14 ngày", "%(n)s nhiệm vụ đến hạn trong 14 ngày", n
        ),
        "due=soon",
        queries.is_soon,
        lambda task, today: _is_owed(task) and today <= task.due_order <= today + queries.SOON,
        look="soon",
    ),
    Wait(
        "accept",
        13,
        40,
        gettext_lazy("Mới giao, chờ nhận"),
        lambda n: ngettext("%(n)s nhiệm vụ mới giao", "%(n)s nhiệm vụ mới giao", n),
        "state=assigned",
        _in_state(TaskState.ASSIGNED),
        _is_in(TaskState.ASSIGNED),
        act="accept",
    ),
    Wait(
        "verify",
        14,
        30,
        gettext_lazy("Chờ kiểm chứng"),
        lambda n: ngettext("%(n)s nhiệm vụ chờ kiểm chứng", "%(n)s nhiệm vụ chờ kiểm chứng", n),
        "state=submitted",
        _in_state(TaskState.SUBMITTED),
        _is_in(TaskState.SUBMITTED),
        act="verify",
    ),
    Wait(
        "extension",
        15,
        31,
        gettext_lazy("Chờ quyết định gia hạn"),
        lambda n: ngettext(
            "%(n)s đề nghị gia hạn chờ quyết định", "%(n)s đề nghị gia hạn chờ quyết định", n
        ),
        "due=asked",
        lambda _today: _asked(),
        lambda task, _today: task.asked,
        act="decide_extension",
    ),
    Wait(
        "declined",
        16,
        35,
        gettext_lazy("Cơ quan đề nghị xem lại"),
        lambda n: ngettext(
            "%(n)s nhiệm vụ cơ quan đề nghị xem lại", "%(n)s nhiệm vụ cơ quan đề nghị xem lại", n
        ),
        "state=declined",
        _in_state(TaskState.DECLINED),
        _is_in(TaskState.DECLINED),
        act="assign",
    ),
)
# What a leader has to decide stands before what they only read.
_FIRST_FOR_LEADERS = {"verify": 7, "extension": 8}


def fill(request: Request, _user: Any) -> Iterator[panels.Placed]:
    """Show what waits for the person, the earliest deadline first; nothing where none does."""
    by, today = request.user, timezone.localdate()
    mine = [wait for wait in WAITS if permissions.tasks.reach(by, wait.act) is not None]
    if not mine:
        return
    counts = _counts(by, mine, today)
    waiting = [wait for wait in mine if counts[wait.key]]
    tasks = _first(by, waiting, today)
    for wait in waiting:
        n = counts[wait.key]
        shown = {
            "wait": wait,
            "tasks": [task for task in tasks if wait.is_one(task, today)][:_SHOWN],
            "n": n,
            "today": today,
        }
        yield (
            _order(wait, by),
            panels.Panel("work/due_panel.html", shown, _said(wait, n, counts["bodies"]), wait.rank),
        )


def _order(wait: Wait, by: Actor) -> int:
    first = _FIRST_FOR_LEADERS if by.role == Role.LEADER else {}
    return first.get(wait.key, wait.order)


def _said(wait: Wait, n: int, n_bodies: int) -> str:
    """Say how many there are; of what is late, of how many bodies."""
    words = wait.counted(n) % {"n": vnnumber(n)}
    if wait.key != "late" or n_bodies < 2:  # noqa: PLR2004
        return words
    return _("%(tasks)s của %(n)s cơ quan") % {"tasks": words, "n": n_bodies}


def _counts(by: Actor, mine: Sequence[Wait], today: dt.date) -> dict[str, int]:
    """Count the tasks of each, and the bodies that are late, in one query of the open ones."""
    late = queries.is_late(today)
    rows = permissions.tasks.scope(by).filter(pending=1)

    def ask() -> dict[str, int]:
        each = {wait.key: Count("pk", filter=wait.filter(by, today)) for wait in mine}
        bodies = Count("lead", filter=late, distinct=True)
        return rows.order_by().aggregate(bodies=bodies, **each)

    return unchanged.kept(("work.waits", by.pk, by.role, by.body_id, today), ask)


def _first(by: Actor, waiting: Sequence[Wait], today: dt.date) -> list[Task]:
    """Return the first tasks of each by deadline, in three queries: keys, tasks, their bodies."""
    seen = permissions.tasks.scope(by).order_by("due_order", "pk")
    first = queries.keys_of([seen.filter(wait.filter(by, today))[:_SHOWN] for wait in waiting])
    asked = Exists(Extension.objects.filter(outcome=Outcome.WAITING, task=OuterRef("pk")))
    rows = queries.with_sources(Task.objects.filter(pk__in=first).annotate(asked=asked))
    return queries.with_names(list(rows.order_by("due_order", "pk")))

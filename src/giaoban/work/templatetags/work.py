"""Tags of tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template import Library
from django.utils.translation import gettext, gettext_lazy, ngettext

from giaoban.core.templatetags.look import chip
from giaoban.work.enums import Outcome, TaskState, Timeliness
from giaoban.work.models import DONE
from giaoban.work.queries import SOON

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.work.models import Task

register = Library()


_LOOKS = {
    TaskState.DRAFT: "queued",
    TaskState.ASSIGNED: "new",
    TaskState.DECLINED: "back",
    TaskState.ACCEPTED: "doing",
    TaskState.IN_PROGRESS: "doing",
    TaskState.SUBMITTED: "wait",
    TaskState.SENT_BACK: "back",
    TaskState.VERIFIED: "done",
    TaskState.CLOSED: "done",
    TaskState.CANCELLED: "dismissed",
    TaskState.SUPERSEDED: "dismissed",
    TaskState.WITHDRAWN: "dismissed",
}
_OUTCOMES = {
    Outcome.WAITING: "hand",
    Outcome.GRANTED: "done",
    Outcome.REFUSED: "back",
    Outcome.RECALLED: "dismissed",
}
_VERIFIED = {
    Outcome.WAITING: gettext_lazy("Chờ kiểm chứng"),
    Outcome.GRANTED: gettext_lazy("Đã kiểm chứng"),
    Outcome.REFUSED: gettext_lazy("Trả lại"),
    Outcome.RECALLED: gettext_lazy("Đã rút lại"),
}
_TIMES = {
    Timeliness.ON_TIME: "done",
    Timeliness.NO_FAULT: "soon",
    Timeliness.LATE: "late",
}


@register.inclusion_tag("core/tags/chip.html")
def state_chip(task: Task) -> dict[str, object]:
    """Show in which state a task is."""
    return chip(_LOOKS[TaskState(task.state)], task.get_state_display())


@register.inclusion_tag("core/tags/chip.html")
def outcome_chip(outcome: str) -> dict[str, object]:
    """Show what was decided of something that was asked."""
    return chip(_OUTCOMES[Outcome(outcome)], str(Outcome(outcome).label))


@register.inclusion_tag("core/tags/chip.html")
def verified_chip(outcome: str) -> dict[str, object]:
    """Show what was found of work that was sent in."""
    return chip(_OUTCOMES[Outcome(outcome)], str(_VERIFIED[Outcome(outcome)]))


@register.inclusion_tag("core/tags/chip.html")
def when_chip(task: Task, today: dt.date) -> dict[str, object]:
    """Show how a task stands to time: days left while it is open, how it was done after."""
    if task.is_open:
        return due_chip(task, today)
    how = task.timeliness(today)
    if task.done_on is None or how not in _TIMES:
        return chip("dismissed" if task.done_on is None else "done", task.get_state_display())
    return chip(_TIMES[how], str(how.label))


@register.inclusion_tag("core/tags/chip.html")
def due_chip(task: Task, today: dt.date) -> dict[str, object]:
    """Show how a task stands to its deadline: an icon, and how many days."""
    days = task.days_left(today)
    if days is None:
        return chip("doing")
    if days < 0:
        return chip("late", ngettext("Quá %(n)s ngày", "Quá %(n)s ngày", -days) % {"n": -days})
    if days == 0:
        return chip("soon", gettext("Đến hạn hôm nay"))
    words = ngettext("Còn %(n)s ngày", "Còn %(n)s ngày", days) % {"n": days}
    return chip("soon" if days <= SOON.days else "doing", words)


@register.simple_tag
def task_words(task: Task, today: dt.date, n_waiting: int, children: list[Task]) -> str:
    """Say in a sentence how a task stands: who leads, how many days, what waits."""
    if task.is_group:
        done = sum(child.state in DONE for child in children)
        return gettext("%(done)s trên %(all)s cơ quan đã hoàn thành.") % {
            "done": done,
            "all": len(children),
        }
    said = [gettext("%(body)s chủ trì") % {"body": task.lead}] if task.lead else []
    days = task.days_left(today)
    if task.is_open and days is not None:
        words = gettext("quá hạn %(n)s ngày") if days < 0 else gettext("còn %(n)s ngày")
        said.append(words % {"n": abs(days)})
    if n_waiting:
        said.append(gettext("%(n)s minh chứng chờ kiểm chứng") % {"n": n_waiting})
    if task.extensions_granted:
        said.append(gettext("đã gia hạn %(n)s lần") % {"n": task.extensions_granted})
    return f"{', '.join(said)}." if said else gettext("Chưa rõ cơ quan nào chủ trì.")

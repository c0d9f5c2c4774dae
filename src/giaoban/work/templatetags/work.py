"""Tags of tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.template import Library
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import gettext, gettext_lazy, ngettext

from giaoban.core.templatetags.look import chip, clipped, vnday, vnnumber
from giaoban.core.templatetags.steady import row_url
from giaoban.work.enums import Outcome, TaskState, Timeliness
from giaoban.work.models import DONE
from giaoban.work.queries import SOON

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

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


@register.simple_tag
def state_chip(task: Task) -> SafeString:
    """Show in which state a task is."""
    return chip(_LOOKS[TaskState(task.state)], task.get_state_display())


@register.simple_tag
def outcome_chip(outcome: str) -> SafeString:
    """Show what was decided of something that was asked."""
    return chip(_OUTCOMES[Outcome(outcome)], str(Outcome(outcome).label))


@register.simple_tag
def verified_chip(outcome: str) -> SafeString:
    """Show what was found of work that was sent in."""
    return chip(_OUTCOMES[Outcome(outcome)], str(_VERIFIED[Outcome(outcome)]))


@register.simple_tag
def when_chip(task: Task, today: dt.date) -> SafeString:
    """Show how a task stands to time: days left while it is owed, how it was done after."""
    if task.state == TaskState.SUBMITTED:
        return chip("wait", task.get_state_display())
    if task.is_open:
        return due_chip(task, today)
    how = task.timeliness(today)
    if task.done_on is None or how not in _TIMES:
        return chip("dismissed" if task.done_on is None else "done", task.get_state_display())
    return chip(_TIMES[how], str(how.label))


@register.simple_tag
def due_chip(task: Task, today: dt.date) -> SafeString:
    """Show how a task stands to its deadline: an icon, and how many days."""
    days = task.days_left(today)
    if days is None:
        return chip("queued", str(Timeliness.UNDATED.label))
    if days < 0:
        late = ngettext("Quá %(n)s ngày", "Quá %(n)s ngày", -days)
        return chip("late", late % {"n": vnnumber(-days)})
    if days == 0:
        return chip("soon", gettext("Đến hạn hôm nay"))
    words = ngettext("Còn %(n)s ngày", "Còn %(n)s ngày", days) % {"n": vnnumber(days)}
    return chip("soon" if days <= SOON.days else "doing", words)


@register.simple_tag
def task_rows(tasks: Iterable[Task], today: dt.date, ticks: object = "") -> SafeString:
    """Write the rows of a table of tasks; a template for each would take ten times as long."""
    heads = _Heads(gettext("Chọn"), gettext("Chủ trì"), gettext("Hạn"), gettext("hạn đầu"))
    return SafeString("".join(_row(task, today, heads, ticks=bool(ticks)) for task in tasks))


class _Heads(NamedTuple):
    """The words that each row repeats, in the page's language."""

    tick: str
    lead: str
    due: str
    first: str


def _row(task: Task, today: dt.date, heads: _Heads, *, ticks: bool) -> str:
    title, source = escape(clipped(task.title, 180)), escape(clipped(task.source_text, 90))
    url = row_url("work:record", task.pk)
    leads = "; ".join(escape(each.name) for each in task.leads) or "–"  # type: ignore[attr-defined]
    # What was sent in has its state in the chip already.
    is_told = task.state == TaskState.SUBMITTED
    shown = not is_told and (task.is_open or task.done_on)
    state = f' <span class="sub">{TaskState(task.state).label}</span>' if shown else ""
    return (
        f"<tr data-row>{_tick(task, heads) if ticks else ''}\n"
        f'  <th scope="row"><a data-open href="{url}">{title}</a> '
        f'<span class="sub">{source}</span></th>\n'
        f'  <td data-th="{heads.lead}">{leads}</td>\n'
        f'  <td class="n" data-th="{heads.due}">{_due(task, heads)}</td>\n'
        f"  <td>{when_chip(task, today)}{state}</td>\n</tr>\n"
    )


def _tick(task: Task, heads: _Heads) -> str:
    said = f"{heads.tick}: {escape(clipped(task.title, 60))}"
    return (
        f'<td class="tick"><input type="checkbox" name="tick" value="{task.pk}" data-key="x" '
        f'aria-label="{said}"></td>'
    )


def _due(task: Task, heads: _Heads) -> str:
    shown = vnday(task.due_on) if task.due_on else escape(task.due_text) or "–"
    if task.first_due_on == task.due_on:
        return shown
    return f'{shown} <span class="sub">{heads.first} {vnday(task.first_due_on)}</span>'


@register.simple_tag
def task_words(task: Task, today: dt.date, n_waiting: int, children: list[Task]) -> str:
    """Say in a sentence how a task stands: who leads, how many days, what waits."""
    if task.is_group:
        if len(children) < sum(each.body is not None for each in task.leads):  # type: ignore[attr-defined]
            return gettext("Nhiệm vụ giao cho nhiều cơ quan; dưới đây là phần của cơ quan bạn.")
        done = sum(child.state in DONE for child in children)
        return gettext("%(done)s trên %(all)s cơ quan đã hoàn thành.") % {
            "done": done,
            "all": len(children),
        }
    said = [gettext("%(body)s chủ trì") % {"body": task.lead}] if task.lead else []
    days = task.days_left(today)
    if task.is_open and days is not None:
        said.append(_days(days) % {"n": vnnumber(abs(days))})
    if n_waiting:
        said.append(gettext("%(n)s minh chứng chờ kiểm chứng") % {"n": n_waiting})
    if task.extensions_granted:
        n = task.extensions_granted
        said.append(ngettext("đã gia hạn %(n)s lần", "đã gia hạn %(n)s lần", n) % {"n": n})
    return f"{capfirst(', '.join(said))}." if said else gettext("Chưa rõ cơ quan nào chủ trì.")


def _days(left: int) -> str:
    if left < 0:
        return ngettext("quá hạn %(n)s ngày", "quá hạn %(n)s ngày", -left)
    return ngettext("còn %(n)s ngày", "còn %(n)s ngày", left)

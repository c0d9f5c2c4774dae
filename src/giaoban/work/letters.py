"""Draft the letters of an urging: to each body, about its own tasks, in the office's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.core.templatetags.look import vnday

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from giaoban.work.models import Task


def draft(
    *,
    name: str,
    tasks: Sequence[Task],
    content: str,
    on: dt.date,
    answer_by: dt.date | None,
) -> str:
    """Return the text of one letter; ``name`` is the body's on that day.

    A paper goes out in Vietnamese, whatever language its writer reads.
    """
    with override("vi"):
        parts = [_("Kính gửi: %s.") % name, content.strip(), *_about(tasks, on)]
        parts.append(_asked(answer_by))
    return "\n\n".join(part for part in parts if part)


def _about(tasks: Sequence[Task], on: dt.date) -> list[str]:
    if not tasks:
        return []
    head = _("Tính đến ngày %(day)s, quý cơ quan còn %(n)s nhiệm vụ chưa hoàn thành:") % {
        "day": vnday(on),
        "n": len(tasks),
    }
    lines = [f"{at}. {_line(task, on)}" for at, task in enumerate(tasks, 1)]
    return [head + "\n" + "\n".join(lines)]


def _line(task: Task, on: dt.date) -> str:
    """Return a task with the paper that gave it, its first deadline and how late it is."""
    facts = []
    if task.document is not None and task.document.identifier:
        facts.append(_("theo văn bản số %s") % task.document.identifier)
    if task.first_due_on is not None:
        facts.append(_("hạn đầu tiên %s") % vnday(task.first_due_on))
    if task.due_on is not None and task.due_on != task.first_due_on:
        facts.append(_("được gia hạn đến %s") % vnday(task.due_on))
    days = task.days_left(on)
    if days is not None and days < 0:
        facts.append(_("đã quá %s ngày") % -days)
    return f"{task.title} ({'; '.join(facts)})." if facts else f"{task.title}."


def _asked(answer_by: dt.date | None) -> str:
    asked = _(
        "Đề nghị quý cơ quan báo cáo kết quả thực hiện, nêu rõ nguyên nhân và thời gian hoàn thành"
    )
    by = _(", gửi về trước ngày %s.") % vnday(answer_by) if answer_by else "."
    return asked + by

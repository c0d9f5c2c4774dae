"""Tags of tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.template import Library
from django.utils.translation import gettext, ngettext

from giaoban.core.templatetags.look import chip
from giaoban.work.queries import SOON

if TYPE_CHECKING:
    import datetime as dt

    from django.utils.safestring import SafeString

    from giaoban.work.models import Task

register = Library()


@register.simple_tag
def due_chip(task: Task, today: dt.date) -> SafeString:
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

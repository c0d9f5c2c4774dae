"""What the register shows on pages of the core: its entry, its hits, its panel on the home page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from giaoban.core import navigation, panels, search
from giaoban.core.enums import Role
from giaoban.directives import drawing, permissions, queries, reminding
from giaoban.directives.actions import KIND
from giaoban.directives.views.record import record_url

if TYPE_CHECKING:
    from django.db.models import Model

    from giaoban.accounts.requests import Request

_SHOWN_AT_HOME = 8


def register() -> None:
    """Make them known to the core; called once when Django starts."""
    navigation.add(
        navigation.Entry("registers", 10, _("Văn bản chỉ đạo"), "directives:list", "directive")
    )
    navigation.add(
        navigation.Entry(
            "registers", 20, _("Mốc sơ kết, tổng kết"), "directives:milestones", "clock"
        )
    )
    search.register(KIND, _("Văn bản chỉ đạo"), record_url, permissions.directives.scope)
    panels.register("core.home", _milestones_ahead, order=40)
    reminding.register()


def _milestones_ahead(request: Request, _user: Model) -> panels.Panel | None:
    """Show the reviews whose time to begin has come; bodies and leaders see what is theirs."""
    if request.user.role in {Role.FOCAL_POINT, Role.LEADER}:
        return None
    today = timezone.localdate()
    days = queries.days_ahead()
    n_undated = sum(each.n for each in days if each.due_on is None)
    near = [each for each in days if each.is_near(today)]
    n_near = sum(each.n for each in near)
    if not n_near and not n_undated:
        return None
    rows = queries.near(today, {each.lead_days for each in days}).select_related("directive")
    strip = drawing.months(list(rows[:_SHOWN_AT_HOME]) if n_near else [], today)
    shown = {
        "near": strip.miles,
        "marks": strip.marks,
        "now": strip.today,
        "n_near": n_near,
        "n_undated": n_undated,
    }
    n_late = sum(each.n for each in near if each.due_on and each.due_on < today)
    headline = _headline(n_late, n_near - n_late)
    return panels.Panel("directives/home_panel.html", shown, headline, rank=70)


def _headline(n_late: int, n_soon: int) -> str:
    """Say how many reviews are past their day, and how many come."""
    late = ngettext("%(n)s mốc quá hạn", "%(n)s mốc quá hạn", n_late) % {"n": n_late}
    soon = ngettext("%(n)s mốc sắp tới", "%(n)s mốc sắp tới", n_soon) % {"n": n_soon}
    return ", ".join(words for words, n in ((late, n_late), (soon, n_soon)) if n)

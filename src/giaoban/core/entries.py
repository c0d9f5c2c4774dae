"""What the core itself shows: long work and the trail in the navigation, histories on records."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Q
from django.urls import NoReverseMatch, resolve, reverse
from django.utils import timezone
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _

from giaoban.core import acts, audit, history, meanings, navigation, panels
from giaoban.core.enums import JobState, Role
from giaoban.core.models import AuditEntry, Job
from giaoban.core.permissions import TRAIL

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from giaoban.core.policies import Account, Actor
    from giaoban.core.requests import Request

_LINES_AT_HOME = 8
_NAMES = {
    "filter.keep": _("lưu bộ lọc"),
    "filter.rename": _("đổi tên bộ lọc"),
    "filter.drop": _("bỏ bộ lọc"),
}


def _page(name: str) -> str:
    """Return the title of the list at the address of that name; the name once the list is gone."""
    try:
        view = resolve(reverse(name)).func.view_class  # type: ignore[attr-defined]
    except (NoReverseMatch, AttributeError):
        return name
    return str(view.title)


_MEANINGS: Mapping[str, Mapping[str, meanings.Meaning]] = {
    meanings.EVERYWHERE: {"number": str, "year": str},
    "core.savedfilter": {"page": _page},
}


def register() -> None:
    """Make them known; called once when Django starts."""
    acts.name(_NAMES)
    meanings.add(_MEANINGS)
    navigation.add(navigation.Entry("quarter", 10, _("Việc đang chờ"), "home", "home"))
    navigation.add(
        navigation.Entry(
            "system",
            80,
            _("Việc chạy nền"),
            "core:jobs",
            "doing",
            rows=_to_look_at,
            count_label=_("đang chạy hoặc mới xong"),
        )
    )
    watchers = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})
    navigation.add(
        navigation.Entry("system", 90, _("Nhật ký"), "core:trail", "lock", roles=watchers)
    )
    history.register()
    panels.register("core.home", _trail, order=70)
    for config in apps.get_app_configs():
        if config.name == "giaoban.core":
            continue
        if module_has_submodule(config.module, "acts"):
            acts.name(import_module(f"{config.name}.acts").NAMES)
        if module_has_submodule(config.module, "details"):
            meanings.add(import_module(f"{config.name}.details").MEANINGS)


def _trail(_request: Request, by: Actor) -> panels.Panel | None:
    """Show who watches over the office how far the trail is sealed, and its newest lines."""
    if by.role != Role.AUDITOR or TRAIL.reach(by, "view") is None:
        return None
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    newest = AuditEntry.objects.order_by("-pk")[:_LINES_AT_HOME]
    shown = {
        "head": audit.head(),
        "waiting": AuditEntry.objects.filter(seal=None).count(),
        "today": AuditEntry.objects.filter(at__gte=today).count(),
        "lines": history.lines(newest),
    }
    return panels.Panel("core/trail_panel.html", shown)


def _to_look_at(by: Account) -> QuerySet[Job]:
    """Return the person's work that runs, or ended and was not looked at."""
    busy = Q(state__in=(JobState.WAITING, JobState.RUNNING))
    return Job.objects.filter(busy | Q(seen_at__isnull=True), owner_id=by.pk).order_by()

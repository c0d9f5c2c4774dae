"""What the core itself shows: long work and the trail in the navigation, histories on records."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from django.apps import apps
from django.db.models import Q
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _

from giaoban.core import acts, history, navigation
from giaoban.core.enums import JobState, Role
from giaoban.core.models import Job

if TYPE_CHECKING:
    from giaoban.core.policies import Actor


def register() -> None:
    """Make them known; called once when Django starts."""
    navigation.add(
        navigation.Entry(
            "system",
            80,
            _("Việc chạy nền"),
            "core:jobs",
            "doing",
            count=_to_look_at,
            count_label=_("đang chạy hoặc mới xong"),
        )
    )
    watchers = frozenset({Role.AUDITOR, Role.ADMINISTRATOR})
    navigation.add(
        navigation.Entry("system", 90, _("Nhật ký"), "core:trail", "lock", roles=watchers)
    )
    history.register()
    for config in apps.get_app_configs():
        if module_has_submodule(config.module, "acts") and config.name != "giaoban.core":
            acts.name(import_module(f"{config.name}.acts").NAMES)


def _to_look_at(by: Actor) -> int:
    """Count the person's work that runs, or ended and was not looked at."""
    busy = Q(state__in=(JobState.WAITING, JobState.RUNNING))
    return Job.objects.filter(busy | Q(seen_at__isnull=True), owner_id=by.pk).count()

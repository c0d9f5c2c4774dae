"""What the interface shows elsewhere: the tokens' line in the navigation."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from giaoban.api import actions
from giaoban.core import navigation, periodic
from giaoban.core.enums import Role

_EVERY = dt.timedelta(hours=1)
_ENDED_EVERY = dt.timedelta(minutes=10)


def register() -> None:
    """Make it known to the core; called once when Django starts."""
    periodic.register("api.answers", _EVERY, lambda at: actions.forget(at=at))
    periodic.register("api.tokens", _ENDED_EVERY, lambda at: actions.end_past(at=at))
    navigation.add(
        navigation.Entry(
            "system",
            60,
            _("Mã kết nối"),
            "api:tokens",
            "lock",
            roles=frozenset({Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR, Role.FOCAL_POINT}),
        )
    )

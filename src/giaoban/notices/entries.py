"""What the core is told of this app: its lines of the navigation, its round."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from giaoban.core import navigation, periodic
from giaoban.core.enums import Role
from giaoban.notices import jobs, queries
from giaoban.notices.permissions import MAILS

if TYPE_CHECKING:
    from giaoban.core.policies import Actor


def register() -> None:
    """Make them known; called once when Django starts."""
    navigation.add(
        navigation.Entry(
            "quarter",
            15,
            pgettext_lazy("nhiều", "Thông báo"),
            "notices:list",
            "bell",
            count=_unseen,
            count_label=_("chưa xem"),
        )
    )
    watchers = frozenset(role for role in Role if role in MAILS.acts["view"])
    navigation.add(
        navigation.Entry("system", 70, _("Thư thông báo"), "notices:mails", "sent", watchers)
    )
    periodic.register("notices", jobs.EVERY, jobs.come_round)


def _unseen(by: Actor) -> int:
    return queries.unseen(by).count()

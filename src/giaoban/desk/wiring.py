"""Tell the site of the desk; imported when all models are loaded."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from giaoban.core import navigation
from giaoban.core.enums import Role
from giaoban.desk.actions.collect import collect
from giaoban.desk.queries import waiting_for
from giaoban.documents import readers

navigation.add(
    navigation.Entry(
        "quarter",
        20,
        _("Bàn đọc"),
        "desk:list",
        "desk",
        roles=frozenset({Role.COORDINATOR}),
        count=waiting_for,
        count_label=_("phiếu chờ xem"),
    )
)
readers.listen(collect)

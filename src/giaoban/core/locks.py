"""Optimistic locks: who saves second sees both, and nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F
from django.utils.translation import gettext as _

from giaoban.core.errors import Conflict

if TYPE_CHECKING:
    from django.db.models import Model


def claim(row: Model, version: int) -> None:
    """Take the row for a change; call it first in the transaction.

    Raises Conflict unless the stored row still has the version that the person read.
    """
    rows = type(row)._default_manager.filter(pk=row.pk, version=version)  # noqa: SLF001
    if not rows.update(version=F("version") + 1):
        raise Conflict(
            _("Người khác đã sửa mục này trong lúc bạn đang sửa. Hãy xem cả hai bản rồi chọn.")
        )
    row.refresh_from_db()


def take(row: Model) -> None:
    """Take the row for an act that stands whatever was changed before; call it first.

    Others wait until the transaction ends; what was read of the row is read anew.
    """
    rows = type(row)._default_manager.filter(pk=row.pk)  # noqa: SLF001
    rows.update(version=F("version") + 1)
    row.refresh_from_db()

"""What is refused in reporting, with what a page needs to show it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from giaoban.core.errors import Conflict

if TYPE_CHECKING:
    from collections.abc import Sequence


class RowsChanged(Conflict):
    """Somebody else changed rows since they were read; nothing of what was told is saved."""

    def __init__(self, rows: Sequence[int]) -> None:
        super().__init__(
            _("Người khác đã sửa %(n)s dòng trong lúc bạn đang sửa. Hãy xem cả hai bản rồi chọn.")
            % {"n": len(rows)}
        )
        self.rows = tuple(rows)

"""Who acts through a link: no account, one body, one report."""

from __future__ import annotations

from dataclasses import dataclass

from giaoban.core.enums import Role


@dataclass(frozen=True, slots=True)
class Guest:
    """Somebody of a body who came by its link (người dùng đường dẫn); the trail shows ``via``.

    Policies take a guest for a focal point of the body; the views of a link show them one report.
    """

    report_id: int
    body_id: int | None
    via: str
    pk: int | None = None
    role: str = Role.FOCAL_POINT
    is_active: bool = True

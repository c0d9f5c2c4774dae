"""Problems that the interface tells a program (RFC 9457)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


class Problem(Exception):
    """Something that is wrong with a request: a status, a type, and what to do about it."""

    def __init__(self, status: int, kind: str, detail: StrOrPromise, **members: Any) -> None:
        super().__init__(str(detail))
        self.status = status
        self.kind = kind
        self.detail = detail
        self.members = members

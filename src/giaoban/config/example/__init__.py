"""The example: each app makes its part by its own actions, the lower ones first.

An app that has a part has a module ``example`` with ``make(*, by, at)``; it makes what is missing
and leaves alone what is there, so that it can run at every start. Bodies and accounts are made by
the example's administrator, everything above by its coordinator.
"""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING

from giaoban.accounts import example as accounts
from giaoban.core.errors import Refused

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.accounts.models import User

BY_ADMINISTRATOR = ("bodies", "accounts")
BY_COORDINATOR = ("documents", "directives", "work", "desk", "reporting", "notices")


def make(*, at: dt.datetime) -> list[User]:
    """Make the example, or what is missing of it; return its accounts, one a role."""
    administrator = accounts.administrator(at=at)
    if administrator is None:
        raise Refused("Cơ sở dữ liệu này đã có dữ liệu thật: không thêm ví dụ vào.")
    for app in BY_ADMINISTRATOR:
        _make(app, by=administrator, at=at)
    coordinator = accounts.coordinator()
    for app in BY_COORDINATOR:
        _make(app, by=coordinator, at=at)
    return accounts.shown()


def _make(app: str, *, by: User, at: dt.datetime) -> None:
    name = f"giaoban.{app}.example"
    if find_spec(name) is not None:
        import_module(name).make(by=by, at=at)

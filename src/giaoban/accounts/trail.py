"""Put on record who signs in, fails to, signs out, and changes a password or a second step.

The sign-in library tells by signals; a signal is a door from outside like a view, so the clock is
read here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.contrib.auth import signals as auth
from django.utils import timezone

from giaoban.accounts.models import User
from giaoban.core import audit

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.dispatch import Signal
    from django.http import HttpRequest

SESSION_FLAG = "second_step"


def connect() -> None:
    """Listen; called once."""
    _listen(auth.user_logged_in, "user.sign_in")
    _listen(auth.user_logged_out, "user.sign_out")
    _listen(account.password_set, "user.set_password")
    _listen(account.password_changed, "user.change_password")
    _listen(account.password_reset, "user.reset_password")
    _listen(mfa.authenticator_added, "user.add_second_step")
    _listen(mfa.authenticator_removed, "user.remove_second_step")
    _listen(mfa.authenticator_reset, "user.renew_second_step")
    _listen(mfa.authentication_failed, "user.fail_second_step")
    auth.user_login_failed.connect(_failed, dispatch_uid="trail.user.fail_sign_in")


_receivers: list[Callable[..., None]] = []


def _listen(signal: Signal, act: str) -> None:
    def receive(
        sender: object,  # noqa: ARG001
        request: HttpRequest | None = None,
        user: User | None = None,
        **more: Any,
    ) -> None:
        if user is None:
            return
        if request is not None and act == "user.remove_second_step":
            request.session.pop(SESSION_FLAG, None)
        kind = getattr(more.get("authenticator"), "type", "")
        audit.record(
            act,
            by=user,
            at=timezone.now(),  # noqa: TID251  # a signal comes from outside, like a request
            subject=user,
            facts={"kind": kind} if kind else {},
            personal=_where(request),
        )

    # A signal holds its receivers weakly.
    _receivers.append(receive)
    signal.connect(receive, dispatch_uid=f"trail.{act}")


def _failed(
    sender: object,  # noqa: ARG001
    credentials: dict[str, Any],
    request: HttpRequest | None = None,
    **_more: Any,
) -> None:
    tried = str(credentials.get("email") or credentials.get("username") or "").strip().lower()
    known = User.objects.filter(email=tried).first()
    audit.record(
        "user.fail_sign_in",
        by=None,
        at=timezone.now(),  # noqa: TID251  # a signal comes from outside, like a request
        subject=known or User(),
        facts={"known": known is not None},
        personal=_where(request) | {"email": tried[:254]},
    )


def _where(request: HttpRequest | None) -> dict[str, str]:
    if request is None:
        return {}
    found = {
        "ip": request.META.get("REMOTE_ADDR", ""),
        "browser": request.META.get("HTTP_USER_AGENT", "")[:200],
    }
    return {name: value for name, value in found.items() if value}

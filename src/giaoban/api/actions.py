"""Give tokens to the software of bodies, take them back, and tell whose a secret is."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from giaoban.api.enums import Scope
from giaoban.api.models import Answered, Token
from giaoban.api.permissions import TOKEN
from giaoban.core import audit
from giaoban.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from giaoban.accounts.models import User
    from giaoban.core.policies import Account

MARK = "giaoban_"
LONGEST = dt.timedelta(days=366)
_BYTES = 32
_HINT = 4
_SEEN_EVERY = dt.timedelta(minutes=1)
KEPT = dt.timedelta(days=7)


class Issued(NamedTuple):
    """A token with its secret, which is shown this once."""

    token: Token
    secret: str


def digest_of(secret: str) -> str:
    """Return what is kept of a secret; 256 random bits need no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def issue(
    *,
    by: Account,
    at: dt.datetime,
    name: str,
    user: User,
    scopes: Sequence[str],
    expires_at: dt.datetime,
) -> Issued:
    """Give the software of a person's body a token; its secret is told once and not kept."""
    TOKEN.require(by, "issue")
    if user.body is None or not user.is_active:
        raise Refused(_("Hãy chọn người đang dùng tài khoản và thuộc một cơ quan."))
    if not scopes or set(scopes) - set(Scope.values):
        raise Refused(_("Hãy chọn ít nhất một phạm vi."))
    if not at < expires_at <= at + LONGEST:
        raise Refused(_("Mã kết nối dùng được nhiều nhất một năm; hết hạn thì cấp mã mới."))
    secret = MARK + secrets.token_urlsafe(_BYTES)
    token = Token.objects.create(
        name=name.strip(),
        body=user.body,
        user=user,
        scopes=sorted(scopes),
        hint=secret[-_HINT:],
        digest=digest_of(secret),
        made_by_id=by.pk,
        made_at=at,
        expires_at=expires_at,
    )
    facts = {"body": token.body_id, "user": user.pk, "scopes": token.scopes}
    audit.record("token.issue", by=by, at=at, subject=token, facts=facts)
    return Issued(token, secret)


@transaction.atomic
def withdraw(*, by: Account, at: dt.datetime, token: Token) -> None:
    """End a token at once. Twice is once."""
    TOKEN.require(by, "withdraw", token)
    if Token.objects.filter(pk=token.pk, withdrawn_at=None).update(withdrawn_at=at):
        audit.record("token.withdraw", by=by, at=at, subject=token)


def recognise(*, secret: str, at: dt.datetime) -> Token | None:
    """Return the token that a secret belongs to, if it is good now; note that it was used.

    It is dead once its person left or changed to another body.
    """
    found = Token.objects.select_related("user").filter(digest=digest_of(secret)).first()
    if found is None or found.withdrawn_at is not None:
        return None
    # A clock set back revives nothing: a token counts from its last use.
    if found.expires_at <= max(filter(None, (at, found.used_at))):
        end_past(at=at)
        return None
    if not found.user.is_active or found.user.body_id != found.body_id:
        return None
    if found.used_at is None or found.used_at < at - _SEEN_EVERY:
        Token.objects.filter(pk=found.pk).update(used_at=at)
    return found


def end_past(*, at: dt.datetime) -> int:
    """Give tokens past their day an end, so that no clock set back revives them."""
    past = Token.objects.filter(withdrawn_at=None, expires_at__lte=at)
    return past.update(withdrawn_at=F("expires_at"))


def forget(*, at: dt.datetime) -> int:
    """Drop answers that nobody will ask for again; return how many."""
    return Answered.objects.filter(at__lt=at - KEPT).delete()[0]

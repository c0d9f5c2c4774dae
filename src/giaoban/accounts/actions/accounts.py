"""Make, edit, invite and close accounts; hand work over; all of it on record."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core.exceptions import ValidationError
from django.core.mail import send_mail
from django.core.validators import validate_email
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from giaoban.accounts import handover
from giaoban.accounts.models import Handover, User
from giaoban.accounts.permissions import HANDOVER, USER
from giaoban.core import audit, locks
from giaoban.core.enums import Role
from giaoban.core.errors import Refused

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.bodies.models import Body, Person
    from giaoban.core.policies import Account, Actor

LANGUAGES = {"vi", "en"}


class UserGiven(NamedTuple):
    """All that is given for an account."""

    email: str
    name: str
    role: str
    body: Body | None = None
    person: Person | None = None
    may_overrule_secrecy: bool = False


@transaction.atomic
def add(*, given: UserGiven, by: Actor, at: dt.datetime) -> User:
    """Make an account without a password; its person sets it by the link of ``invite``."""
    USER.require(by, "add")
    return _make(given, by=by, at=at)


@transaction.atomic
def add_first(*, given: UserGiven, at: dt.datetime) -> User:
    """Make the first administrator of an installation; there is nobody yet who could."""
    if User.objects.exists():
        raise Refused(_("Đã có tài khoản: hãy đăng nhập bằng tài khoản quản trị."))
    return _make(given._replace(role=Role.ADMINISTRATOR), by=None, at=at)


@transaction.atomic
def edit(*, user: User, version: int, given: UserGiven, by: Actor, at: dt.datetime) -> User:
    """Write an account anew as given; Conflict where somebody else did since ``version``."""
    USER.require(by, "edit", user)
    locks.claim(user, version)
    _check(given, user)
    if user.role == Role.ADMINISTRATOR and given.role != Role.ADMINISTRATOR:
        _check_not_last(user)
    before, before_personal = _facts(user), _personal(user)
    for field, value in given._asdict().items():
        setattr(user, field, value)
    user.email = given.email.strip().lower()
    user.settle()
    user.save()
    _own_address(user)
    audit.record(
        "user.edit",
        by=by,
        at=at,
        subject=user,
        facts={"before": before, "after": _facts(user)},
        personal={"before": before_personal, "after": _personal(user)},
    )
    return user


@transaction.atomic
def invite(*, user: User, base_url: str, by: Actor | None, at: dt.datetime) -> str:
    """Send the link by which the person sets a password, once; return it too.

    ``base_url`` is the address of the site without a path. The link ends with its first use, with
    a new password, or after ``PASSWORD_RESET_TIMEOUT``.
    """
    if by is not None:
        USER.require(by, "edit", user)
    if not user.is_active:
        raise Refused(_("Tài khoản đã khóa. Hãy mở khóa trước khi gửi thư mời."))
    key = default_token_generator.make_token(user)
    uid = user_pk_to_url_str(user)
    link = base_url.rstrip("/") + reverse("account_reset_password_from_key", args=[uid, key])
    with translation.override(user.language):
        text = render_to_string("accounts/mail/invitation.txt", {"user": user, "link": link})
        subject = _("Tài khoản của bạn trên hệ thống giao ban")
    transaction.on_commit(partial(send_mail, subject, text, None, [user.email]))
    audit.record("user.invite", by=by, at=at, subject=user, personal={"email": user.email})
    return link


@transaction.atomic
def deactivate(*, user: User, by: Actor, at: dt.datetime) -> User:
    """Close an account: it signs in no more, and its sessions end."""
    USER.require(by, "edit", user)
    if user.pk == by.pk:
        raise Refused(
            _("Bạn không thể tự khóa tài khoản của mình. Hãy nhờ một quản trị viên khác.")
        )
    if not user.is_active:
        raise Refused(_("Tài khoản này đã khóa."))
    if user.role == Role.ADMINISTRATOR:
        _check_not_last(user)
    user.is_active, user.left_at = False, at
    user.version += 1
    user.save(update_fields=["is_active", "left_at", "version"])
    end_sessions(user)
    audit.record("user.deactivate", by=by, at=at, subject=user)
    return user


@transaction.atomic
def reactivate(*, user: User, by: Actor, at: dt.datetime) -> User:
    """Open a closed account again."""
    USER.require(by, "edit", user)
    user.is_active, user.left_at = True, None
    user.version += 1
    user.save(update_fields=["is_active", "left_at", "version"])
    audit.record("user.reactivate", by=by, at=at, subject=user)
    return user


@transaction.atomic
def drop_second_step(*, user: User, by: Actor, at: dt.datetime) -> int:
    """Remove the codes of a person who has lost the device and the recovery codes."""
    USER.require(by, "edit", user)
    removed: int = Authenticator.objects.filter(user=user).delete()[0]
    end_sessions(user)
    audit.record("user.drop_second_step", by=by, at=at, subject=user, facts={"removed": removed})
    return removed


@transaction.atomic
def choose_language(*, user: User, language: str, at: dt.datetime) -> User:
    """Keep the person's language."""
    USER.require(user, "edit_self", user)
    if language in LANGUAGES and language != user.language:
        facts = {"before": user.language, "after": language}
        user.language = language
        user.save(update_fields=["language"])
        audit.record("user.choose_language", by=user, at=at, subject=user, facts=facts)
    return user


@transaction.atomic
def end_session(*, user: User, pk: int, at: dt.datetime) -> bool:
    """End one of the person's own sessions; tell whether there was one."""
    found = UserSession.objects.filter(user=user, pk=pk).first()
    if found is None:
        return False
    found.end()
    audit.record("user.end_session", by=user, at=at, subject=user, personal={"ip": found.ip})
    return True


@transaction.atomic
def hand_over(
    *, from_user: User, to_user: User, reason: str, by: Account, at: dt.datetime
) -> Handover:
    """Give a person's work to another, and close the account of who leaves."""
    HANDOVER.require(by, "add")
    if from_user.pk == to_user.pk or not to_user.is_active:
        raise Refused(_("Hãy chọn một người khác, đang làm việc, để nhận bàn giao."))
    moved = {each.key: each.move(from_user, to_user, by, at) for each in handover.movers()}
    row = Handover.objects.create(
        from_user=from_user, to_user=to_user, by_id=by.pk, at=at, reason=reason, moved=moved
    )
    if from_user.is_active:
        deactivate(user=from_user, by=by, at=at)
    facts = {"from": from_user.pk, "to": to_user.pk, "moved": moved}
    audit.record(
        "user.hand_over", by=by, at=at, subject=row, facts=facts, personal={"reason": reason}
    )
    return row


def end_sessions(user: User) -> None:
    """End every session of a person, wherever it is open."""
    for each in UserSession.objects.filter(user=user):
        each.end()


def _make(given: UserGiven, *, by: Actor | None, at: dt.datetime) -> User:
    _check(given, None)
    email = given.email.strip().lower()
    user = User(**given._replace(email=email)._asdict(), joined_at=at)
    user.set_unusable_password()
    user.settle()
    user.save()
    _own_address(user)
    audit.record(
        "user.add", by=by, at=at, subject=user, facts=_facts(user), personal=_personal(user)
    )
    return user


def _own_address(user: User) -> None:
    """Let the sign-in library know the address; the administrator vouches for it."""
    EmailAddress.objects.filter(user=user).exclude(email=user.email).delete()
    EmailAddress.objects.update_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )


def _check(given: UserGiven, user: User | None) -> None:
    try:
        validate_email(given.email.strip())
    except ValidationError as wrong:
        text = _("“%(email)s” không phải là địa chỉ thư điện tử.") % {"email": given.email}
        raise Refused(text) from wrong
    same = User.objects.filter(email=given.email.strip().lower())
    if same.exclude(pk=user.pk if user else 0).exists():
        raise Refused(_("Đã có tài khoản dùng địa chỉ thư này."))
    if given.role in {Role.FOCAL_POINT, Role.LEADER} and given.body is None:
        raise Refused(_("Đầu mối và lãnh đạo phải thuộc một cơ quan. Hãy chọn cơ quan."))


def _check_not_last(user: User) -> None:
    others = User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).exclude(pk=user.pk)
    if not others.exists():
        raise Refused(
            _("Đây là tài khoản quản trị cuối cùng. Hãy thêm một quản trị viên khác trước.")
        )


def _facts(user: User) -> dict[str, Any]:
    return {
        "role": user.role,
        "body": user.body_id,
        "person": user.person_id,
        "may_overrule_secrecy": user.may_overrule_secrecy,
    }


def _personal(user: User) -> dict[str, Any]:
    return {"email": user.email, "name": user.name}

"""What the core and accounts are told of this app: navigation, search, first step, handover."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from giaoban.accounts import handover
from giaoban.core import audit, navigation, search, starts
from giaoban.core.enums import Role
from giaoban.documents import secrecy
from giaoban.documents.models import Document
from giaoban.documents.permissions import DOCUMENTS
from giaoban.notices import withholding

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.accounts.models import User
    from giaoban.core.policies import Account


def _address(pk: int) -> str:
    return reverse("documents:record", args=[pk])


def register() -> None:
    """Register them; called once."""
    navigation.add(
        navigation.Entry(
            "registers",
            10,
            _("Văn bản đến"),
            "documents:list",
            "file",
            roles=frozenset({Role.COORDINATOR, Role.AUDITOR, Role.FOCAL_POINT, Role.LEADER}),
        )
    )
    search.register("document", _("Văn bản đến"), _address, DOCUMENTS.scope)
    starts.add(
        starts.Start(10, _("Nhận văn bản đến"), "documents:receive", "upload", DOCUMENTS, "receive")
    )
    withholding.register(_is_secret)
    handover.register("documents", _("Văn bản đến đang xử lý"), _give)


def _is_secret(text: str) -> bool:
    """Tell whether a text bears a stamp of secrecy; an alarm that was overruled counts too."""
    return bool(secrecy.find(text))


def _give(from_user: User, to_user: User, by: Account, at: dt.datetime) -> int:
    """Give the papers of one person to another, each on record; return how many."""
    papers = list(Document.objects.filter(owner=from_user).order_by("pk"))
    held = Document.objects.filter(owner=from_user)
    moved = held.update(owner=to_user, version=F("version") + 1)
    for paper in papers:
        facts = {"from": from_user.pk, "to": to_user.pk}
        audit.record("documents.given", by=by, at=at, subject=paper, facts=facts)
    return moved

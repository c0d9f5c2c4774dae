"""Put acts on record: the row in the act's own transaction, sealed into the chain afterwards."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import TYPE_CHECKING, Any

from giaoban.core.models import AuditEntry, AuditPersonal

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import Model

    from giaoban.core.policies import Actor


def record(
    act: str,
    *,
    by: Actor | None,
    at: dt.datetime,
    subject: Model,
    facts: dict[str, Any] | None = None,
    personal: dict[str, Any] | None = None,
) -> AuditEntry:
    """Write one act into the trail; call it inside the act's transaction.

    ``facts`` holds what is no personal data; names, addresses and the like go into ``personal``,
    which can be erased later without breaking the chain.
    """
    salt = secrets.token_hex(16)
    entry = AuditEntry.objects.create(
        at=at,
        act=act,
        actor_id=by.pk if by is not None else None,
        subject_type=subject._meta.label_lower,  # noqa: SLF001
        subject_id=str(subject.pk),
        facts=facts or {},
        personal_digest=digest_of_personal(salt, personal) if personal else "",
    )
    if personal:
        AuditPersonal.objects.create(entry=entry, salt=salt, data=personal)
    return entry


def digest_of_personal(salt: str, personal: dict[str, Any]) -> str:
    """Return the salted digest that stands in the entry for the personal data."""
    text = json.dumps(personal, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()

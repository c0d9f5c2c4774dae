"""Put acts on record: the row in the act's own transaction, sealed into the chain afterwards.

An entry is written by ``record`` inside the act. ``seal`` links the entries that have no seal yet,
in the order of their numbers, to the hash chain: so a long act does not hold up other writers.
``verify`` recomputes everything. The head is witnessed outside the database (``giaoban audit
witness``), so that rewriting the chain as a whole is seen too.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import secrets
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import IntegrityError, transaction

from giaoban.core.models import AuditEntry, AuditPersonal, AuditSeal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import Model

    from giaoban.core.policies import Actor

START = "0" * 64
_BATCH = 1000
_through: ContextVar[dict[str, Any] | None] = ContextVar("through", default=None)


@contextmanager
def through(**facts: Any) -> Iterator[None]:
    """Let every act meanwhile say by what it came: ``via`` in words, and what else tells of it."""
    before = _through.set(facts)
    try:
        yield
    finally:
        _through.reset(before)


def _with_way(facts: dict[str, Any] | None) -> dict[str, Any]:
    """Add by what the act came; an act that names its own way keeps it."""
    found = facts or {}
    way = _through.get() or {}
    return found | {name: value for name, value in way.items() if not found.get(name)}


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
    which can be erased later without breaking the chain. The worker seals it within seconds.
    """
    salt = secrets.token_hex(16)
    entry = AuditEntry.objects.create(
        at=at,
        act=act,
        actor_id=by.pk if by is not None else None,
        subject_type=subject._meta.label_lower,  # noqa: SLF001
        subject_id=str(subject.pk),
        facts=_with_way(facts),
        personal_digest=_digest_of_personal(salt, personal) if personal else "",
    )
    if personal:
        AuditPersonal.objects.create(entry=entry, salt=salt, data=personal)
    return entry


def record_many(
    act: str,
    *,
    by: Actor | None,
    at: dt.datetime,
    subjects: Iterable[tuple[Model, dict[str, Any]]],
) -> None:
    """Write the same act on many rows into the trail, each with its facts; no personal data."""
    AuditEntry.objects.bulk_create(
        (
            AuditEntry(
                at=at,
                act=act,
                actor_id=by.pk if by is not None else None,
                subject_type=subject._meta.label_lower,  # noqa: SLF001
                subject_id=str(subject.pk),
                facts=_with_way(facts),
            )
            for subject, facts in subjects
        ),
        batch_size=_BATCH,
    )


class Head(NamedTuple):
    """The end of the chain: how many links, and the digest of the last."""

    position: int
    digest: str


def head() -> Head:
    """Return the end of the chain."""
    last = AuditSeal.objects.order_by("-position").first()
    return Head(last.position, last.digest) if last is not None else Head(0, START)


def seal() -> int:
    """Link the entries that have no seal yet; return how many.

    Two sealers at once cannot fork the chain: a position is unique, and who comes second leaves
    the entries to the next call.
    """
    try:
        with transaction.atomic():
            return _seal_batch()
    except IntegrityError:
        return 0


def _seal_batch() -> int:
    position, digest = head()
    waiting = list(AuditEntry.objects.filter(seal=None).order_by("pk")[:_BATCH])
    seals = []
    for entry in waiting:
        position += 1
        previous, digest = digest, _link(digest, entry)
        seals.append(AuditSeal(entry=entry, position=position, previous=previous, digest=digest))
    AuditSeal.objects.bulk_create(seals)
    return len(seals)


def verify() -> Iterator[str]:
    """Yield a plain line for each thing that is wrong with the trail; nothing where all is well."""
    position, digest = 0, START
    seals = AuditSeal.objects.order_by("position").select_related("entry__personal")
    for each in seals.iterator(chunk_size=_BATCH):
        position += 1
        if each.position != position:
            yield f"seal {each.position}: {position} is missing"
            position = each.position
        if each.previous != digest:
            yield f"seal {each.position}: does not follow the one before"
        if each.digest != _link(each.previous, each.entry):
            yield f"entry {each.entry_id}: was changed after it was sealed"
        yield from _verify_personal(each.entry)
        digest = each.digest


def _verify_personal(entry: AuditEntry) -> Iterator[str]:
    personal: AuditPersonal | None = getattr(entry, "personal", None)
    if personal is None:
        return
    if _digest_of_personal(personal.salt, personal.data) != entry.personal_digest:
        yield f"entry {entry.pk}: its personal data were changed"


def _link(previous: str, entry: AuditEntry) -> str:
    """Return the digest of an entry after the one before it."""
    words = [
        entry.pk,
        entry.at.astimezone(dt.UTC).isoformat(),
        entry.act,
        entry.actor_id,
        entry.subject_type,
        entry.subject_id,
        entry.facts,
        entry.personal_digest,
    ]
    text = json.dumps(words, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(f"{previous}\n{text}".encode()).hexdigest()


def _digest_of_personal(salt: str, personal: dict[str, Any]) -> str:
    text = json.dumps(personal, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(f"{salt}\n{text}".encode()).hexdigest()


def stands(position: int, digest: str) -> bool:
    """Tell whether the chain still holds this link, as a witness saw it."""
    if position == 0:
        return digest == START
    return AuditSeal.objects.filter(position=position, digest=digest).exists()

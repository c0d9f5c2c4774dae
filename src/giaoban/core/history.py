"""The history of a row, out of the audit trail: who did what, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from django.apps import apps
from django.contrib.auth import get_user_model

from giaoban.core import acts, panels
from giaoban.core.models import AuditEntry

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from django.db.models import Model
    from django.http import HttpRequest

_SHOWN = 30
PAGES = (
    "directives.record",
    "work.record",
    "work.followup",
    "documents.record",
    "bodies.record",
    "bodies.person",
    "reporting.report",
)


class Line(NamedTuple):
    """A line of a history."""

    at: dt.datetime
    who: str
    what: str
    entry: AuditEntry

    @property
    def kind(self) -> str:
        """What sort of row it was done to, in words; its bare name once the model is gone."""
        try:
            return str(apps.get_model(self.entry.subject_type)._meta.verbose_name)  # noqa: SLF001
        except (LookupError, ValueError):
            return self.entry.subject_type


def lines(entries: Iterable[AuditEntry]) -> list[Line]:
    """Return the entries as a person reads them; one query for all the names."""
    found = list(entries)
    ids = {entry.actor_id for entry in found if entry.actor_id is not None}
    users: dict[int, Any] = get_user_model()._default_manager.in_bulk(ids)  # noqa: SLF001
    return [Line(entry.at, _who(entry, users), acts.describe(entry.act), entry) for entry in found]


def _who(entry: AuditEntry, users: dict[int, Any]) -> str:
    """Return who acted, and by what: a link has no person, a program acts in somebody's name."""
    name, via = str(users.get(entry.actor_id or 0, "")), str(entry.facts.get("via") or "")
    return f"{name} ({via})" if name and via else name or via


def of(row: Model) -> list[Line]:
    """Return what happened to a row, the newest first."""
    label = row._meta.label_lower  # noqa: SLF001
    entries = AuditEntry.objects.filter(subject_type=label, subject_id=str(row.pk))
    return lines(entries.order_by("-pk")[:_SHOWN])


def _panel(_request: HttpRequest, row: Model) -> panels.Panel | None:
    found = of(row)
    return panels.Panel("core/history_panel.html", {"lines": found}) if found else None


def register() -> None:
    """Show the history on every record page; called once."""
    for page in PAGES:
        panels.register(page, _panel, order=90)

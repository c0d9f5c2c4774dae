"""Undo an act of the desk: the findings as they were, the registers without what it made."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.core import audit
from giaoban.core.errors import Refused
from giaoban.desk.enums import FindingState
from giaoban.desk.errors import BuiltOn
from giaoban.desk.models import Decision, Finding
from giaoban.desk.permissions import DECISIONS
from giaoban.directives import actions as directives
from giaoban.directives.models import Directive, Relation
from giaoban.work import actions as work
from giaoban.work.models import Task

if TYPE_CHECKING:
    from giaoban.accounts.models import User


@transaction.atomic
def undo(*, by: User, at: dt.datetime, decision: Decision) -> Decision:
    """Undo an act; a second undoing of the same changes nothing.

    Raises:
        BuiltOn: a later act uses what this one made, and has to be undone before.
    """
    return undo_in(decision, by=by, at=at)


def undo_in(decision: Decision, *, by: User, at: dt.datetime) -> Decision:
    """Undo an act inside a transaction that is open already."""
    decision = Decision.objects.select_for_update().get(pk=decision.pk)
    DECISIONS.require(by, "undo", decision)
    if decision.undone_at is not None:
        return decision
    rows = _unchanged(decision)
    _remove_new(decision)
    try:
        _clear_registers(decision, by=by, at=at)
    except Refused as refusal:
        raise BuiltOn(str(refusal)) from refusal
    for row in rows:
        _restore(row, decision.before[str(row.pk)])
    decision.undone_by, decision.undone_at = by, at
    decision.save(update_fields=["undone_by", "undone_at"])
    audit.record(
        "desk.undo", by=by, at=at, subject=decision, facts={"document": decision.document_id}
    )
    return decision


def _unchanged(decision: Decision) -> list[Finding]:
    """Return the findings of the act, unless a later act has touched them."""
    versions = decision.made.get("versions", {})
    rows = list(Finding.objects.select_for_update().filter(pk__in=decision.before))
    later = [row.label for row in rows if row.version != versions.get(str(row.pk))]
    if later:
        raise BuiltOn(
            _("Phiếu %(labels)s đã được xử lý lại sau đó. Hãy hoàn tác thao tác sau trước.")
            % {"labels": ", ".join(later)}
        )
    return rows


def _remove_new(decision: Decision) -> None:
    """Remove the findings that the act itself made, unless somebody decided them."""
    made = Finding.objects.filter(pk__in=decision.made.get("findings", []))
    decided = [row.label for row in made if row.state != FindingState.WAITING]
    if decided:
        raise BuiltOn(
            _(
                "Phiếu %(labels)s sinh ra từ thao tác này đã được xem. Hãy hoàn tác thao tác sau "
                "trước."
            )
            % {"labels": ", ".join(decided)}
        )
    made.delete()


def _clear_registers(decision: Decision, *, by: User, at: dt.datetime) -> None:
    """Take out of the registers what the act made, in the reverse order of making."""
    made = decision.made
    for task in Task.objects.filter(pk__in=made.get("tasks", [])):
        work.withdraw(by=by, at=at, task=task)
        # A task that was taken back no longer holds the documents it cited in the register.
        task.directives.clear()
    _untie(made.get("tied", []), by=by, at=at)
    for relation in Relation.objects.filter(pk__in=made.get("relations", [])):
        directives.unrelate(by=by, at=at, relation=relation)
    known = Directive.objects.in_bulk(
        {key for key, _start in made.get("mentions", [])} | set(made.get("directives", []))
    )
    for key, start in made.get("mentions", []):
        if key in known:
            directives.unmention(
                by=by, at=at, directive=known[key], document=decision.document, start=start
            )
    for key, filled in made.get("filled", []):
        _empty_again(key, filled, by=by, at=at)
    for key in made.get("directives", []):
        if key in known:
            directives.unregister(by=by, at=at, directive=known[key])


def _untie(tied: list[tuple[int, int]], *, by: User, at: dt.datetime) -> None:
    """Take back that tasks given before hang on the directive that their paper is."""
    for row in Directive.objects.filter(pk__in={key for key, _task in tied}):
        tasks = [task for key, task in tied if key == row.pk]
        work.untie(by=by, at=at, directive=row, tasks=tasks)


def _empty_again(key: int, filled: dict[str, str], *, by: User, at: dt.datetime) -> None:
    """Take back what the act had filled into an entry, where it still says so."""
    row = Directive.objects.filter(pk=key).first()
    if row is None:
        return
    nothing: dict[str, Any] = {
        name: None if name == "issued_on" else ""
        for name, value in filled.items()
        if str(getattr(row, name)) == value
    }
    if not nothing:
        return
    if "issuer" in nothing:
        # It was tied to the body that the name means, which would give its name back.
        nothing["issuer_body"] = None
    directives.change(by=by, at=at, directive=row, version=row.version, **nothing)


def _restore(row: Finding, kept: dict[str, Any]) -> None:
    for name, value in kept.items():
        setattr(row, name, value)
    row.decided_at = dt.datetime.fromisoformat(kept["decided_at"]) if kept["decided_at"] else None
    row.version += 1
    row.save()
    row.replaced_by.clear()

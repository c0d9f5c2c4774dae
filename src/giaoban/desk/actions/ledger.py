"""Note what an act at the desk changed and made, so that it can be undone whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from giaoban.core import audit
from giaoban.desk.models import Decision, Finding

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.accounts.models import User
    from giaoban.desk.enums import FindingState
    from giaoban.documents.models import Document

_KEPT = (
    *("state", "decision", "directive_id", "relation_id", "task_id", "body_id"),
    *("decided_by_id", "decided_at"),
)
_LISTED = 8


class Ledger:
    """One act while it runs: the findings as they were, and what it put into the registers."""

    def __init__(self, document: Document, *, by: User, at: dt.datetime) -> None:
        """Begin with nothing changed."""
        self.document, self.by, self.at = document, by, at
        self.before: dict[int, dict[str, Any]] = {}
        self.labels: list[str] = []
        self.made: dict[str, list[Any]] = {}

    def remember(self, finding: Finding) -> None:
        """Keep how the finding was before this act touched it."""
        if finding.pk not in self.before:
            kept = {name: getattr(finding, name) for name in _KEPT}
            kept["decided_at"] = kept["decided_at"] and kept["decided_at"].isoformat()
            self.before[finding.pk] = kept
            self.labels.append(finding.label)

    def note(self, kind: str, what: Any) -> None:
        """Note something that the act made."""
        self.made.setdefault(kind, []).append(what)

    def settle(self, finding: Finding, state: FindingState, **fields: Any) -> None:
        """Write the decision onto the finding."""
        for name, value in fields.items():
            setattr(finding, name, value)
        finding.state = state
        finding.decided_by, finding.decided_at = self.by, self.at
        finding.save()

    def close(self, act: str) -> Decision:
        """Write the act itself, with what undoing it takes."""
        versions = Finding.objects.filter(pk__in=self.before).values_list("pk", "version")
        row = Decision.objects.create(
            document=self.document,
            act=act,
            by=self.by,
            at=self.at,
            summary=", ".join(self.labels[:_LISTED])
            + (f" … ({len(self.labels)})" if len(self.labels) > _LISTED else ""),
            before={str(pk): kept for pk, kept in self.before.items()},
            made={**self.made, "versions": {str(pk): version for pk, version in versions}},
        )
        audit.record(
            f"desk.{act}",
            by=self.by,
            at=self.at,
            subject=row,
            facts={"document": self.document.pk, "findings": sorted(self.before), **self.made},
        )
        return row

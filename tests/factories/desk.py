"""Make findings of papers."""

from __future__ import annotations

import factory
from factory.django import DjangoModelFactory

from giaoban.desk.enums import FindingKind, FindingState
from giaoban.desk.models import Finding
from giaoban.desk.proposals import fingerprint
from giaoban.documents.readers import READER
from tests.factories.accounts import UserFactory
from tests.factories.documents import AT, DocumentFactory

CITED = {
    "kind": "directive",
    "identifier": "11-CT/TW",
    "name": None,
    "issued_on": "2007-04-13",
    "issuer": "Bộ Chính trị",
    "issuer_inferred": None,
    "term": "X",
    "title": None,
    "own": False,
}


class FindingFactory(DjangoModelFactory):
    """Make a citation that waits."""

    class Meta:
        model = Finding

    class Params:
        dismissed = factory.Trait(
            state=FindingState.DISMISSED, decided_by=factory.SubFactory(UserFactory), decided_at=AT
        )
        task = factory.Trait(
            kind=FindingKind.TASK,
            label=factory.Sequence(lambda at: f"N{at + 1}"),
            proposal=factory.LazyAttribute(
                lambda row: {
                    "title": row.text,
                    "lead": [],
                    "cooperating": [],
                    "due_on": None,
                    "due_text": "",
                    "cites": [],
                }
            ),
        )

    document = factory.SubFactory(DocumentFactory, read=True)
    kind = FindingKind.CITATION
    label = factory.Sequence(lambda at: f"V{at + 1}")
    start = 7
    end = 24
    text = factory.LazyAttribute(lambda row: row.document.text[row.start : row.end])
    spans = factory.LazyAttribute(lambda row: [[row.start, row.end]])
    proposal = factory.LazyFunction(lambda: dict(CITED))
    reader = READER
    fingerprint = factory.LazyAttribute(
        lambda row: fingerprint(row.kind, (row.start, row.end), row.text)
    )

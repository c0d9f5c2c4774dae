"""Questions asked of the papers received."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giaoban.documents.enums import DocumentState
from giaoban.documents.models import Document, Original
from giaoban.documents.readers import READER

if TYPE_CHECKING:
    from django.db.models import QuerySet


def known(sha256: str) -> Document | None:
    """Return the paper whose file has these bytes, if it came before."""
    return Document.objects.filter(original__sha256=sha256).select_related("original").first()


def unread(pks: list[int]) -> QuerySet[Document]:
    """Return those of the papers that the present reader has not read."""
    rows = Document.objects.filter(pk__in=pks).exclude(state=DocumentState.FAILED)
    return rows.exclude(readings__reader=READER).order_by("pk")


def read_before(limit: int = 5_000) -> list[int]:
    """Return the papers that the present reader has not read, oldest first.

    Among them are those that wait because the machine went down before their reading began.
    """
    rows = Document.objects.exclude(state=DocumentState.FAILED).exclude(readings__reader=READER)
    return list(rows.order_by("pk").values_list("pk", flat=True)[:limit])


def places() -> set[str]:
    """Return the names of all files that a row knows."""
    return set(Original.objects.values_list("sha256", flat=True))

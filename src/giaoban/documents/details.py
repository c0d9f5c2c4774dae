"""What the details of acts on papers received mean in the trail."""

from __future__ import annotations

from typing import TYPE_CHECKING

from giaoban.accounts.models import User
from giaoban.core.meanings import EVERYWHERE, names_of
from giaoban.documents.enums import PaperKind
from giaoban.documents.models import Document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from giaoban.core.meanings import Meaning

MEANINGS: Mapping[str, Mapping[str, Meaning]] = {
    EVERYWHERE: {"document": Document},
    "documents.document": {"fields": names_of(Document), "kind": PaperKind, "number": str},
    "documents.given": {"from": User, "to": User},
}

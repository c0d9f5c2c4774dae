"""Citations: mentions of particular issued documents (văn bản được dẫn)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from vanban.record import Citation

if TYPE_CHECKING:
    from vanban.spelling import Text

_SYMBOL = re.compile(r"\d{1,5}/(?:\d{4}/)?[A-ZĐ]{2,6}-[A-ZĐ][A-ZĐa-z]{1,9}")


def find(text: Text) -> list[Citation]:
    """Return the citations of a text, in its order."""
    return [
        Citation(
            start=hit.start(),
            end=hit.end(),
            text=text.source[hit.start() : hit.end()],
            kind="other",
            identifier=hit[0],
            name=None,
            issued_on=None,
            issuer=None,
            issuer_inferred=None,
            term=None,
            title=None,
            pinpoint=None,
            own=False,
            same_as=None,
        )
        for hit in _SYMBOL.finditer(text.plain)
    ]

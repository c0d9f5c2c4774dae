"""Citations: mentions of particular issued documents (văn bản được dẫn)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from vanban.reading.citations.finding import find_mentions
from vanban.reading.citations.own import mark_own
from vanban.reading.resolve import resolve

if TYPE_CHECKING:
    from vanban.record import Citation
    from vanban.spelling import Text

__all__ = ["find"]


def find(text: Text) -> list[Citation]:
    """Return the citations of a text, in its order, repeated mentions tied together.

    >>> from vanban.spelling import prepare
    >>> [one.text for one in find(prepare("các Nghị quyết số 12, 13 và 14/NQ-CP của Chính phủ"))]
    ['Nghị quyết số 12', '13', '14/NQ-CP']
    """
    found = find_mentions(text)
    return resolve(mark_own(text.plain, text.source, found))

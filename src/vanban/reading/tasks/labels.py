"""Labels: "Cơ quan chủ trì: …", "Thời gian: …", which speak of the items above them."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

from vanban.reading.tasks.actions import acts
from vanban.reading.tasks.actors import parse
from vanban.reading.tasks.drafts import REACH, Draft, Spans
from vanban.reading.tasks.layout import PLAIN

if TYPE_CHECKING:
    from vanban.reading.tasks.layout import Block

_FIRST = frozenset(("Cơ", "Đơn", "Thời", "Đầu", "Phối"))
_LABEL = re.compile(
    r"(?:((?:Cơ[ \n]quan|Đơn[ \n]vị|Đầu[ \n]mối)[ \n]"
    r"(?:chủ[ \n]trì|thực[ \n]hiện|tham[ \n]mưu|đầu[ \n]mối|phụ[ \n]trách))"
    r"|((?:Cơ[ \n]quan|Đơn[ \n]vị)[ \n]phối[ \n]hợp|Phối[ \n]hợp)"
    r"|(Thời[ \n](?:gian|hạn)))[^:.;\n]{0,40}:[ \n]{1,9}"
)
# So many items above it a label may speak of.
_MOST = 12


class Labels:
    """The items last seen, and those that the last label spoke of (one for each text)."""

    def __init__(self, body: str, drafts: list[Draft]) -> None:
        self.body = body
        self.drafts = drafts
        self._recent: deque[Block] = deque(maxlen=_MOST)
        self._group: tuple[int, ...] = ()

    def passed(self, block: Block) -> None:
        """Keep a block in mind that a label below may speak of."""
        self._recent.append(block)

    def take(self, block: Block, at: int, raw: str) -> bool:
        """Read the block as a label, if it is one."""
        if raw not in _FIRST:
            return False
        hit = _LABEL.match(self.body, at, block.end)
        if hit is None:
            return False
        found = parse(self.body, hit.end(), block.end, loose=True)
        names = found.names if found is not None else ()
        if hit[1]:
            self._lead(block, names)
        for k in () if hit[1] else self._group:
            draft = self.drafts[k]
            self.drafts[k] = (
                draft._replace(along=draft.along + names)
                if hit[2]
                else draft._replace(since=hit.end())
            )
        return True

    def _lead(self, label: Block, lead: Spans) -> None:
        """Give the items right above a label to its actors."""
        done = self.drafts[-1].end if self.drafts else 0
        group: list[Draft] = []
        rank = self._recent[-1].rank if self._recent and lead else PLAIN
        for block in reversed(self._recent):
            near = label.start - block.start < REACH and block.start >= done
            if not near or block.rank != rank or not acts(self.body, block.start, block.end):
                break
            group.append(Draft(block.start, block.end, lead, ()))
        self.drafts += reversed(group)
        self._group = tuple(range(len(self.drafts) - len(group), len(self.drafts)))

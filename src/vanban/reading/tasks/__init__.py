"""Tasks: clauses that give named actors something to do from now on (nhiệm vụ).

The text is laid out in blocks. A block that names its actors stands for itself, or, as a heading,
for the items below it; a sentence or part is a task where an action of the lists starts it. What
an item owes to a heading reaches ``REACH`` characters and no further.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from vanban.reading.tasks import due
from vanban.reading.tasks.clauses import (
    Clause,
    Spans,
    analyse,
    asked,
    opening,
    parts,
    sentences,
    starts_action,
)
from vanban.reading.tasks.layout import ARTICLE, DASH, LETTER, NUMBER, PLAIN, blocks, even
from vanban.reading.tasks.actors import parse
from vanban.record import Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vanban.reading.tasks.layout import Block
    from vanban.record import Citation, Period
    from vanban.spelling import Text

REACH = 4000


class Owner(NamedTuple):
    """A heading that names actors, and how far down it holds."""

    rank: float
    at: int
    lead: Spans
    along: Spans


class Draft(NamedTuple):
    """A task before its words are cut out."""

    start: int
    end: int
    lead: Spans
    along: Spans


class _Reader:
    """One pass over the blocks of a text, with the headings that are open."""

    def __init__(self, body: str) -> None:
        self.body = body
        self.owners: list[Owner] = []
        self.drafts: list[Draft] = []
        self.marked = -REACH
        self.muted = -REACH
        self.orphans = True

    def run(self) -> list[Draft]:
        for block in blocks(self.body):
            self.take(block)
        return self.drafts

    def take(self, block: Block) -> None:
        """Read one block: close what it ends, then take its tasks or open its heading."""
        body = self.body
        raw, after = opening(body, block.start, block.end)
        if not raw:
            return
        self._close(block, raw, after)
        if block.rank <= LETTER:
            self.marked = block.start
        if block.start - self.muted < REACH:
            return
        owner = self.owners[-1] if self.owners else None
        found = self._segments(block, owner)
        if found:
            self.drafts.extend(found)

    def _close(self, block: Block, raw: str, after: str) -> None:
        """Close the headings that this block ends."""
        if raw in _ENDS or (raw.isupper() and len(raw) > 1 and _is_title(self.body, block)):
            self.owners.clear()
            self.orphans = False
            self.muted = block.start if raw in ("Nơi", "Kính") else -REACH
        elif block.rank <= ARTICLE:
            self.muted = -REACH
            self.orphans = False
        owners = self.owners
        while owners and (
            block.rank <= owners[-1].rank or block.start - owners[-1].at > REACH
        ):
            owners.pop()

    def _segments(self, block: Block, owner: Owner | None) -> list[Draft]:
        """Return the tasks of a block; open its heading if it is one."""
        body = self.body
        drafts: list[Draft] = []
        now = owner
        split = False
        for start, end in sentences(body, block.start, block.end):
            pieces = parts(body, start, end)
            for at, stop in pieces:
                raw, after = opening(body, at, stop)
                if not raw:
                    continue
                clause = self._clause(block, at, stop, raw, after, inside=bool(drafts), owned=now is not None)
                if clause is not None and clause.heading:
                    if not self._open(block, at, stop, clause):
                        continue
                    now = self.owners[-1]
                    if clause.verb < stop - 1:
                        draft = self._heading_rest(clause, stop)
                        if draft:
                            drafts.append(draft)
                    continue
                if clause is not None:
                    now = Owner(block.rank, at, clause.lead, clause.along)
                    drafts.append(Draft(at, stop, clause.lead, clause.along))
                    continue
                if at == start:
                    if now is not None and starts_action(raw, after):
                        merge = drafts and block.rank < PLAIN and not split and drafts[-1].lead == now.lead
                        if merge and len(pieces) == 1:
                            drafts[-1] = drafts[-1]._replace(end=stop)
                        else:
                            drafts.append(Draft(at, stop, now.lead, now.along))
                    elif now is None and self.orphans and block.start < REACH and starts_action(raw, after) and raw[0].isupper():
                        drafts.append(Draft(at, stop, (), ()))
                    elif drafts and block.rank < PLAIN and not split:
                        drafts[-1] = drafts[-1]._replace(end=stop)
                elif drafts:
                    if starts_action(raw, after):
                        drafts.append(Draft(at, stop, drafts[-1].lead, drafts[-1].along))
                        split = True
                    elif drafts[-1].end == at:
                        drafts[-1] = drafts[-1]._replace(end=stop)
        return drafts

    def _clause(self, block: Block, at: int, stop: int, raw: str, after: str, *, inside: bool, owned: bool) -> Clause | None:
        clause = analyse(self.body, at, stop)
        if clause is None and not (owned and starts_action(raw, after)):
            clause = asked(self.body, at, stop)
        return clause

    def _open(self, block: Block, at: int, stop: int, clause: Clause) -> bool:
        rank = block.rank if block.rank < PLAIN else 2.95
        owners = self.owners
        while owners and rank <= owners[-1].rank:
            owners.pop()
        owners.append(Owner(rank, at, clause.lead, clause.along))
        return True

    def _heading_rest(self, clause: Clause, stop: int) -> Draft | None:
        raw, after = opening(self.body, clause.verb, stop)
        if raw and starts_action(raw, after):
            return Draft(clause.verb, stop, clause.lead, clause.along)
        return None


_ENDS = frozenset(("Chương", "Phần", "Mục", "Phụ", "Nơi", "Kính", "TM.", "KT.", "TL."))


def _is_title(body: str, block: Block) -> bool:
    line = body[block.start : min(block.end, block.start + 80)].split("\n", 1)[0]
    return line.isupper()


def find(text: Text, citations: Sequence[Citation], dates: Sequence[Period]) -> list[Task]:
    """Return the tasks of a text, in its order; spans are those of ``text.plain``.

    >>> from vanban.spelling import prepare
    >>> ready = prepare("1. Sở Y tế:\\na) Báo cáo trước ngày 30/6/2025;\\nb) Tham mưu kế hoạch.")
    >>> [(task.text, task.lead, task.due and str(task.due.day)) for task in find(ready, [], [])]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('Báo cáo trước ngày 30/6/2025', ('Sở Y tế',), '2025-06-30'),
     ('Tham mưu kế hoạch', ('Sở Y tế',), None)]
    """
    body = even(text.plain)
    starts = [citation.start for citation in citations]
    return [_task(text.plain, body, draft, citations, starts) for draft in _Reader(body).run()]


_COOPERATE = re.compile(r"[pP]hối[ \n]{1,9}hợp[ \n]{1,9}(?:chặt[ \n]{1,9}chẽ[ \n]{1,9}|tốt[ \n]{1,9})?(?:(?:cùng[ \n]{1,9})?với[ \n]{1,9}|cùng[ \n]{1,9})?")


def _task(plain: str, body: str, draft: Draft, citations: Sequence[Citation], starts: list[int]) -> Task:
    start, end = _bare(body, draft.start, draft.end)
    along = list(draft.along)
    for hit in _COOPERATE.finditer(body, start, end):
        found = parse(body, hit.end(), end)
        if found is not None:
            along += found.names + found.along
            break
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    cites = tuple(k for k in range(first, last) if citations[k].end <= end)
    surface = plain[start:end]
    return Task(
        start, end, surface,
        tuple(plain[a:b] for a, b in draft.lead),
        tuple(plain[a:b] for a, b in along),
        due.find(surface),
        cites,
    )


def _bare(body: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the spaces and signs around it."""
    while start < end and body[start] in " \n;,.“\"-":
        start += 1
    while end > start and body[end - 1] in " \n;,.:/”\"":
        end -= 1
    return start, end

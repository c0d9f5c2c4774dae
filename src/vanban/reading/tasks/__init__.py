"""Tasks: clauses that give named actors something to do from now on (nhiệm vụ).

The text is laid out in blocks. A block that names its actors stands for itself or, as a heading,
for the items below it; a sentence or part is a task where an action of the lists starts it. What
an item owes to a heading reaches ``drafts.REACH`` characters and no further.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from vanban.reading.tasks import due
from vanban.reading.tasks.context import Context
from vanban.reading.tasks.cooperation import helpers
from vanban.reading.tasks.drafts import REACH, Draft, Spans, start_of
from vanban.reading.tasks.items import Item
from vanban.reading.tasks.labels import Labels
from vanban.reading.tasks.layout import PLAIN, blocks, even
from vanban.reading.tasks.sentences import opening
from vanban.record import Due, Task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vanban.reading.tasks.layout import Block
    from vanban.record import Citation, Period
    from vanban.spelling import Text

# "Trong quý II năm 2022, …" at the head of a paragraph holds for all its sentences.
_WITHIN = re.compile(r"Trong[ \n]{1,9}(?:quý|tháng|năm)[ \n]")
_TERM_LENGTH = 40
# Lines as short as this, and as many, are the cells of a table that was flattened.
_CELL, _CELLS = 27, 4
# What a form leaves to be filled in.
_BLANKS = re.compile(r"\.{4}|…{2}|_{3}|\[ghi ")
# Words as few as this, without a sign after them, are a label.
_LABEL = 45
_SIGNS = (".", ";", ":", ",", "/", "…", "”", ")")


def find(text: Text, citations: Sequence[Citation], dates: Sequence[Period]) -> list[Task]:
    r"""Return the tasks of a text, in its order; spans are those of ``text.plain``.

    >>> from vanban.spelling import prepare
    >>> ready = prepare("1. Sở Y tế:\na) Báo cáo trước ngày 30/6/2025;\nb) Tham mưu kế hoạch.")
    >>> [(task.text, task.lead, task.due and str(task.due.day)) for task in find(ready, [], [])]
    ... # doctest: +NORMALIZE_WHITESPACE
    [('Báo cáo trước ngày 30/6/2025', ('Sở Y tế',), '2025-06-30'),
     ('Tham mưu kế hoạch', ('Sở Y tế',), None)]
    """
    body = even(text.plain)
    found = []
    cited = [citation.start for citation in citations]
    # A head that was taken for a sentence is no task.
    own = [citation.start for citation in citations if citation.own]
    named = [period.start for period in dates]
    for draft in _drafts(body):
        start, end = _bare(body, draft.start, draft.end)
        if _is_none(body, start, end) or any(start <= at < end for at in own):
            continue
        first, last = bisect_left(cited, start), bisect_left(cited, end)
        terms = dates[bisect_left(named, start) : bisect_left(named, end)]
        found.append(
            Task(
                start=start,
                end=end,
                text=text.source[start:end],
                lead=_names(body, draft.lead),
                cooperating=_names(body, draft.along + helpers(body, start, end)),
                due=_due(body, draft, start, end, terms),
                cites=tuple(k for k in range(first, last) if citations[k].end <= end),
            )
        )
    return found


def _drafts(body: str) -> list[Draft]:
    """Return the tasks of an evened text, in its order."""
    drafts: list[Draft] = []
    context = Context(body)
    labels = Labels(body, drafts)
    for block in blocks(body):
        at, raw, after = opening(body, block.start, block.end)
        if not raw:
            continue
        context.enter(block, at, raw)
        if not labels.take(block, at, raw) and not context.idle(block, at, raw, after):
            drafts += _dated(body, block, at, Item(context, block).read())
        labels.passed(block)
    drafts.sort(key=start_of)
    return drafts


def _dated(body: str, block: Block, at: int, found: list[Draft]) -> list[Draft]:
    """Return the tasks with the term that the paragraph opens with, if it does."""
    if not found or block.rank < PLAIN or block.end - at > REACH:
        return found
    if _WITHIN.match(body, at, block.end) is None:
        return found
    return [draft._replace(since=at) for draft in found]


def _is_none(body: str, start: int, end: int) -> bool:
    """Tell whether the words are a label, the cells of a flattened table, or endless."""
    length = end - start
    if not 0 < length <= REACH:
        return True
    if length < _LABEL and end < len(body):
        following = body[end : end + 9].lstrip(" ")
        if not following.startswith(_SIGNS):
            return True
    if _BLANKS.search(body, start, end):
        return True
    breaks = body.count("\n", start, end)
    return breaks >= _CELLS and length < _CELL * breaks


def _due(body: str, draft: Draft, start: int, end: int, terms: Sequence[Period]) -> Due | None:
    """Return by when: as the task says, or the paragraph or label that holds for it."""
    said = due.find(body[start:end])
    if said is None and draft.since >= 0:
        said = due.find(body[draft.since : draft.since + _TERM_LENGTH])
    if said is None or said.day is not None:
        return said
    # The words leave the year open; the dates of the text may know it from their context.
    days = [term.last for term in terms if term.last is not None and term.text in said.text]
    return Due(said.text, days[0]) if len(days) == 1 else said


def _names(body: str, spans: Spans) -> tuple[str, ...]:
    """Return the actors as written, in one line and without what the page put between."""
    return tuple(" ".join(body[start:end].split()) for start, end in spans)


def _bare(body: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the spaces and signs around it."""
    while start < end and body[start] in ' \n;,.“"-':
        start += 1
    while end > start and body[end - 1] in ' \n;,.:/”"':
        end -= 1
    return start, end

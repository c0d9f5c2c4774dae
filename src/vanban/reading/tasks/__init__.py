"""Tasks: clauses that give named actors something to do from now on (nhiệm vụ).

The text is laid out in blocks. A block that names its actors stands for itself, or, as a heading,
for the items below it; a sentence or part is a task where an action of the lists starts it. What
an item owes to a heading reaches ``REACH`` characters and no further.
"""

from __future__ import annotations

import re
from collections import deque
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from vanban.reading.tasks import due
from vanban.reading.tasks.clauses import (
    Clause,
    Spans,
    analyse,
    asked,
    COOPERATE,
    acts,
    cooperating,
    cut_off,
    ends_only,
    names_nobody,
    opening,
    parts,
    requests,
    runs_on,
    sentences,
)
from vanban.reading.tasks.layout import ARTICLE, DASH, LETTER, NUMBER, PLAIN, UPPER, blocks, even
from vanban.reading.tasks.actors import may_start, parse
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


def _start(draft: Draft) -> int:
    return draft.start


class Draft(NamedTuple):
    """A task before its words are cut out."""

    start: int
    end: int
    lead: Spans
    along: Spans
    # Where the paragraph begins that says "Trong quý II năm 2022, …" for all its sentences.
    since: int = -1


class _Reader:
    """One pass over the blocks of a text, with the headings that are open."""

    def __init__(self, body: str) -> None:
        self.body = body
        self.owners: list[Owner] = []
        self.drafts: list[Draft] = []
        self.last: Owner | None = None
        self.marked = -REACH
        self.muted = -REACH
        self.orphans = True
        self.requests = requests(body)
        self.recent: deque[Block] = deque(maxlen=_GROUP)
        self.group: tuple[int, ...] = ()

    def run(self) -> list[Draft]:
        """Return the tasks of the text."""
        for block in blocks(self.body):
            self._take(block)
            self.recent.append(block)
        self.drafts.sort(key=_start)
        return self.drafts

    def _take(self, block: Block) -> None:
        """Read one block: close what it ends, then take its tasks or open its heading."""
        at, raw, after = opening(self.body, block.start, block.end)
        if not raw:
            return
        self._close(block, at, raw)
        if block.rank <= LETTER:
            self.marked = block.start
        if raw in _LABELS and self._label(block, at):
            return
        if self._idle(block, raw, after) or block.start - self.muted < REACH:
            return
        if _is_recital(self.body, block, at):
            return
        found = _Item(self, block).read()
        if found and block.rank == PLAIN and block.end - at < REACH and _WITHIN.match(self.body, at, block.end):
            found = [draft._replace(since=at) for draft in found]
        self.drafts += found

    def _close(self, block: Block, at: int, raw: str) -> None:
        """Close the headings that this block ends."""
        titled = raw in _ENDS or (raw.isupper() and len(raw) > 1 and _is_title(self.body, block))
        if titled:
            self.owners.clear()
            self.orphans = False
            self.last = None
            self.muted = block.start if raw in ("Nơi", "Kính") else -REACH
        elif block.rank <= ARTICLE:
            self.muted = -REACH
            self.orphans = False
        if block.rank < PLAIN:
            self.last = None
        owners = self.owners
        while owners and (block.rank <= owners[-1].rank or at - owners[-1].at > REACH):
            owners.pop()

    def _label(self, block: Block, at: int) -> bool:
        """Take "Cơ quan chủ trì: …" and the like, which speak of the items above them."""
        hit = _LABEL.match(self.body, at, block.end)
        if hit is None:
            return False
        found = parse(self.body, hit.end(), block.end, loose=True)
        if hit[1]:
            self.group = ()
            if found is not None:
                self._lead_group(block, found.names)
        else:
            for k in self.group:
                draft = self.drafts[k]
                if hit[2] and found is not None:
                    draft = draft._replace(along=draft.along + found.names)
                elif hit[3]:
                    draft = draft._replace(since=hit.end())
                self.drafts[k] = draft
        return True

    def _lead_group(self, label: Block, lead: Spans) -> None:
        """Give the items right above a label to its actors."""
        done = self.drafts[-1].end if self.drafts else 0
        group: list[Draft] = []
        rank = self.recent[-1].rank if self.recent else PLAIN
        for block in reversed(self.recent):
            near = label.start - block.start < REACH and block.start >= done
            if not near or block.rank != rank or not acts(self.body, block.start, block.end):
                break
            group.append(Draft(block.start, block.end, lead, ()))
        self.drafts += reversed(group)
        self.group = tuple(range(len(self.drafts) - len(group), len(self.drafts)))

    def _idle(self, block: Block, raw: str, after: str) -> bool:
        """Tell whether a block names nobody and owes nothing to a heading: most are so."""
        if self.owners or (self.last is not None and block.rank == PLAIN):
            return False
        if self.orphans and block.start < REACH:
            return False
        if not names_nobody(raw, after) or self.requested(block.start, block.end):
            return False
        return _MORE.search(self.body, block.start, block.end) is None

    def requested(self, start: int, stop: int) -> bool:
        """Tell whether somebody may be asked something between these places."""
        first = bisect_left(self.requests, start)
        return first < len(self.requests) and self.requests[first] < stop

    def owner(self, block: Block) -> Owner | None:
        """Return whose task an action without an actor is in this block."""
        if self.owners:
            return self.owners[-1]
        near = self.last is not None and block.start - self.last.at < REACH
        if near and block.rank == PLAIN and block.start - self.marked < REACH:
            return self.last
        return None

    def open(self, block: Block, at: int, clause: Clause) -> Owner:
        """Open a heading: what follows below it is for its actors."""
        rank = block.rank if block.rank < PLAIN else _LINE
        owners = self.owners
        while owners and rank <= owners[-1].rank:
            owners.pop()
        owners.append(Owner(rank, at, clause.lead, clause.along))
        return owners[-1]


# Another sentence or part, which may name somebody.
_MORE = re.compile(rf"[.;:!?…”\")][ \n]++(?:[{UPPER}“]|các[ \n])")
_LABELS = frozenset(("Cơ", "Đơn", "Thời", "Đầu", "Phối"))
_LABEL = re.compile(
    r"(?:((?:Cơ[ \n]quan|Đơn[ \n]vị|Đầu[ \n]mối)[ \n](?:chủ[ \n]trì|thực[ \n]hiện|tham[ \n]mưu|đầu[ \n]mối|phụ[ \n]trách))"
    r"|((?:Cơ[ \n]quan|Đơn[ \n]vị)[ \n]phối[ \n]hợp|Phối[ \n]hợp)"
    r"|(Thời[ \n](?:gian|hạn)))[^:.;\n]{0,40}:[ \n]{1,9}"
)
# So many items above it a label may speak of.
_GROUP = 12
# A heading without a mark stands above bullets and letters, below numbers.
_LINE = 2.95


class _Item:
    """One block on its way to tasks."""

    def __init__(self, reader: _Reader, block: Block) -> None:
        self.reader = reader
        self.body = reader.body
        self.block = block
        self.now = reader.owner(block)
        self.drafts: list[Draft] = []
        self.split = False

    def read(self) -> list[Draft]:
        """Return the tasks of the block."""
        for start, end in sentences(self.body, self.block.start, self.block.end):
            done = start
            pieces = parts(self.body, start, end)
            for at, stop in pieces:
                if at >= done:
                    done = self._piece(at, stop, end, first=at == start, alone=len(pieces) == 1)
        return self.drafts

    def _piece(self, start: int, stop: int, end: int, *, first: bool, alone: bool) -> int:
        """Take one part of a sentence; return where the next one may start."""
        body = self.body
        at, raw, after = opening(body, start, stop)
        if not raw:
            return stop
        if self.now is not None and at - self.now.at > REACH:
            self.now = None
        if self._idle(start, stop, raw, after):
            return stop
        clause = analyse(body, at, raw, after, end)
        if clause is not None and _POWERS.search(body, at, min(stop, at + 400)):
            return stop
        if clause is not None and self.block.rank <= ARTICLE:
            if _TITLE.match(body, at, end):
                clause = clause._replace(verb=end, heading=True)
            elif clause.heading and acts(body, at, stop):
                return stop
        if clause is not None and self._allowed(at, clause, stop):
            return self._told(clause, at, stop)
        if self.drafts and not first and ends_only(body, at, stop):
            self._rest(start, stop, first=False)
            return stop
        acting = self._may_act() and acts(body, at, stop) and not may_start(body, at, stop)
        if not acting:
            clause = asked(body, at, stop) if self.reader.requested(at, stop) else None
            if clause is not None and self._allowed(at, clause, stop):
                return self._told(clause, at, stop)
            self._rest(start, stop, first=first)
            self.reader.orphans = self.reader.orphans and self.block.rank == PLAIN
            return stop
        stop = _whole(body, start, stop, end)
        self._act(at, stop, first=first, alone=alone)
        return stop

    def _idle(self, start: int, stop: int, raw: str, after: str) -> bool:
        """Tell whether a part has nobody to give anything to, so that it need not be read."""
        if self.now is not None or self.drafts or not names_nobody(raw, after):
            return False
        if self.reader.orphans and self.block.start < REACH:
            return False
        return not self.reader.requested(start, stop)

    def _may_act(self) -> bool:
        """Tell whether an action without an actor would be somebody's here."""
        if self.now is not None or self.drafts:
            return True
        return self.reader.orphans and self.block.start < REACH

    def _allowed(self, at: int, clause: Clause, stop: int) -> bool:
        """Tell whether a clause is a task here: in running news a strong word has to say so."""
        if clause.heading and _FIELD.match(self.body, at, stop):
            return False
        if clause.heading or self.block.rank < PLAIN or at - self.reader.marked < REACH:
            return True
        return _STRONG.search(self.body, at, min(stop, clause.verb + 24)) is not None

    def _told(self, clause: Clause, at: int, stop: int) -> int:
        """Take a part that names its actors: a heading, or a task."""
        if clause.heading:
            self.now = self.reader.open(self.block, at, clause)
            if acts(self.body, clause.verb, stop):
                self.drafts.append(Draft(clause.verb, stop, clause.lead, clause.along))
            return max(stop, clause.verb)
        if clause.verb > stop:
            semi = self.body.find(";", clause.verb, self.block.end)
            stop = semi + 1 if semi >= 0 else self.block.end
        self.now = Owner(self.block.rank, at, clause.lead, clause.along)
        self.reader.last = self.now
        if _leads_in(self.body, clause.verb, stop):
            more = clause.along + _cooperating(self.body, clause.verb, stop)
            self.now = self.reader.open(self.block, at, clause._replace(along=more))
        elif not _says_only(self.body, clause.verb, stop):
            self.drafts.append(Draft(at, stop, clause.lead, clause.along))
        return stop

    def _act(self, at: int, stop: int, *, first: bool, alone: bool) -> None:
        """Take a part that starts with its action."""
        now, drafts = self.now, self.drafts
        if now is None:
            if self._orphan(at, stop, first=first):
                drafts.append(Draft(at, stop, (), ()))
            return
        if self.block.rank <= ARTICLE:
            return
        listed = drafts and self.block.rank < PLAIN and not self.split
        if first and alone and listed and drafts[-1].lead == now.lead:
            drafts[-1] = drafts[-1]._replace(end=stop)
            return
        self.split = self.split or not first
        drafts.append(Draft(at, stop, now.lead, now.along))

    def _orphan(self, at: int, stop: int, *, first: bool) -> bool:
        """Tell whether an action at the head of a cut-out text belongs to a heading outside."""
        if not self.reader.orphans or self.block.start >= REACH or stop - at < _SHORTEST:
            return False
        if not cut_off(self.body, at, stop):
            return False
        if first:
            return self.body[at].isupper()
        return self.block.start == 0 or bool(self.drafts)

    def _rest(self, start: int, stop: int, *, first: bool) -> None:
        """Let a part that is no task of its own go on with the one before it."""
        drafts = self.drafts
        if not drafts or drafts[-1].end != start:
            return
        if not first or (self.block.rank < PLAIN and not self.split):
            drafts[-1] = drafts[-1]._replace(end=stop)


# Powers are no tasks, nor are the fields of a form: "Đơn vị: ……".
_POWERS = re.compile(r"quyền[ \n]{1,9}hạn[^.;]{0,60}:?[ \n]{0,40}$")
_FIELD = re.compile(
    r"(?:Đơn[ \n]vị|Cơ[ \n]quan|Bộ[ \n]phận|Địa[ \n]phương)[ \n]{0,9}(?::|[ \n]*$)|[^:]{1,90}:[ \n]{0,9}[.…_]{2}"
)
_TITLE = re.compile(r"Trách[ \n]{1,9}nhiệm")
_SHORTEST = 60
_STRONG = re.compile(
    r"tiếp[ \n]{1,9}tục|[ \n](?:cần|phải|sẽ)[ \n]|trách[ \n]{1,9}nhiệm|đề[ \n]{1,9}nghị|yêu[ \n]{1,9}cầu"
    r"|[gG]iao[ \n]"
)
_LEAD_IN = re.compile(
    r"(?:có[ \n]{1,9}trách|có[ \n]{1,9}nhiệm|chủ[ \n]{1,9}trì|phối[ \n]{1,9}hợp|thực[ \n]{1,9}hiện|tập[ \n]{1,9}trung"
    r"|tổ[ \n]{1,9}chức|khẩn|triển|cần|phải|chịu|tiếp|chỉ[ \n]{1,9}đạo|nghiêm)[^;]{0,260}:[ \n]{0,40}$"
)


def _leads_in(body: str, at: int, stop: int) -> bool:
    """Tell whether a clause only opens a list: "Sở Y tế có trách nhiệm:"."""
    tail = body[at:stop].rstrip()
    return tail.endswith(":") and _LEAD_IN.match(tail) is not None


def _says_only(body: str, at: int, stop: int) -> bool:
    """Tell whether a clause only announces what follows: "Sở Y tế xác nhận:"."""
    tail = body[at:stop].rstrip()
    return tail.endswith(":") and len(tail) < _SHORTEST


def _whole(body: str, start: int, stop: int, end: int) -> int:
    """Return where a part ends, its list of cooperating bodies left whole."""
    reach = runs_on(body, start, stop, end)
    if reach == stop:
        return stop
    semi = body.find(";", reach, end)
    return semi + 1 if semi >= 0 else end


_ENDS = frozenset(("Chương", "Phần", "Mục", "Phụ", "Nơi", "Kính", "TM.", "KT.", "TL."))


_WITHIN = re.compile(r"Trong[ \n]{1,9}(?:quý|tháng|năm)[ \n]")
_OPENING = 40
_RECITAL = re.compile(rf"(?:Căn[ \n]{{1,9}}cứ|Xét|Theo[ \n]{{1,9}}đề|Thực[ \n]{{1,9}}hiện[ \n]{{1,9}}[{UPPER}])")


def _is_recital(body: str, block: Block, at: int) -> bool:
    """Tell whether a paragraph only says what the paper rests on: "Căn cứ Luật …;"."""
    if block.rank < PLAIN or block.end - at > REACH or _RECITAL.match(body, at, block.end) is None:
        return False
    return body[at : block.end].rstrip()[-1:] in (";", ",")


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
    return [
        _task(text.plain, body, draft, citations, starts)
        for draft in _Reader(body).run()
        if not _is_none(body, draft)
    ]


def _is_none(body: str, draft: Draft) -> bool:
    """Tell whether the words are a label, the cells of a flattened table, or endless."""
    start, end = _bare(body, draft.start, draft.end)
    if end - start > REACH:
        return True
    if end - start < _SHORT and end < len(body) and body[end : end + 9].lstrip(" ")[:1] not in _SIGNS:
        return True
    breaks = body.count("\n", draft.start, draft.end)
    return breaks >= _CELLS and draft.end - draft.start < _CELL * breaks


_CELLS, _CELL, _SHORT, _SIGNS = 4, 27, 45, (".", ";", ":", ",", "/", "…", "”", ")")


def _task(plain: str, body: str, draft: Draft, citations: Sequence[Citation], starts: list[int]) -> Task:
    start, end = _bare(body, draft.start, draft.end)
    along = list(draft.along)
    along += _cooperating(body, start, end)
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    cites = tuple(k for k in range(first, last) if citations[k].end <= end)
    surface = plain[start:end]
    return Task(
        start, end, surface,
        _names(body, draft.lead),
        _names(body, along),
        due.find(body[start:end]) or due.find(body[draft.since : draft.since + _OPENING]),
        cites,
    )


def _names(body: str, spans: Sequence[tuple[int, int]]) -> tuple[str, ...]:
    """Return the actors as written, in one line and without what the page put between."""
    return tuple(" ".join(body[start:end].split()) for start, end in spans)


def _cooperating(body: str, start: int, end: int) -> Spans:
    """Return who cooperates: the actors after "phối hợp với"."""
    for hit in COOPERATE.finditer(body, start, end):
        found = cooperating(body, hit, end)
        if found is None:
            continue
        more = _ALSO.match(body, found.end, end)
        also = parse(body, more.end(), end) if more else None
        return found.names + found.along + (also.names if also else ())
    return ()


_ALSO = re.compile(r"đề[ \n]{1,9}nghị[ \n]{1,9}")


def _bare(body: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the spaces and signs around it."""
    while start < end and body[start] in " \n;,.“\"-":
        start += 1
    while end > start and body[end - 1] in " \n;,.:/”\"":
        end -= 1
    return start, end

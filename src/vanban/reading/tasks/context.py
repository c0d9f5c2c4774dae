"""The context of a block: which headings are open above it, and what kind of text it stands in."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from vanban.reading.tasks.clauses import names_nobody, requests
from vanban.reading.tasks.drafts import REACH, Owner
from vanban.reading.tasks.layout import ARTICLE, DASH, LETTER, PLAIN, PLUS, UPPER

if TYPE_CHECKING:
    from vanban.reading.tasks.clauses import Clause
    from vanban.reading.tasks.layout import Block

_ENDS = frozenset(("Chương", "Phần", "Mục", "Phụ", "Nơi", "Kính", "TM.", "KT.", "TL."))
# Lists of who gets the paper; that of the first line ends with its bullets.
_SILENT = frozenset(("Nơi", "Kính"))
# Articles that only say what is so, or who may do what.
_RULES = re.compile(
    r"(?:Phạm[ \n]vi|Đối[ \n]tượng|Giải[ \n]thích|Nguyên[ \n]tắc|Tiêu[ \n]chuẩn|Điều[ \n]kiện"
    r"|Quyền|Thẩm[ \n]quyền|(?:Những|Các)[ \n]hành[ \n]vi|Hành[ \n]vi|Xử[ \n]phạt|Mức[ \n])"
)
_TITLE_LENGTH = 80
# A heading without a mark stands above bullets and letters, below numbers; a sentence that opens
# a list ("… yêu cầu các sở tập trung thực hiện:") stands above numbers too.
_LINE, _SENTENCE = 2.95, 1.5
# Another sentence or part, which may name somebody.
_MORE = re.compile(rf"[.;:!?…”\")][ \n]++(?:[{UPPER}“]|các[ \n])")
# A paragraph that goes on with the duties of the one above.
_GOES_ON = re.compile(
    r"[ \n]{0,40}(?:Trường[ \n]hợp|Nếu|Khi|Đồng[ \n]thời|Hằng|Hàng|Định[ \n]kỳ)[ \n]"
)
_RECITAL = re.compile(
    rf"(?:Căn[ \n]{{1,9}}cứ|Xét|Theo[ \n]{{1,9}}đề|Thực[ \n]{{1,9}}hiện[ \n]{{1,9}}[{UPPER}]"
    rf"|Thực[ \n]{{1,9}}hiện[ \n][^.;]{{3,300}}[ \n](?:theo|tại)[ \n]{{1,9}}(?:Nghị|Quyết|Chỉ|Kế"
    rf"|Thông|Công)[ \n])"
)


class Context:
    """The headings that are open, and what was seen on the way (one for each text)."""

    def __init__(self, body: str) -> None:
        self.body = body
        self.owners: list[Owner] = []
        # The actors of the paragraph above, for paragraphs that go on without naming any.
        self.last: Owner | None = None
        self.orphans = True
        self._marked = -REACH
        self._muted = -REACH
        self._addressed = False
        self._requests = requests(body)

    def enter(self, block: Block, at: int, raw: str) -> None:
        """Close the headings that a block ends; ``raw`` is its first token, at ``at``."""
        if raw in _ENDS or (raw.isupper() and len(raw) > 1 and _is_title(self.body, block)):
            self.owners.clear()
            self.orphans = False
            self.last = None
            self._muted = block.start if raw in _SILENT else -REACH
        elif block.rank <= ARTICLE:
            ruling = _RULES.match(self.body, at, block.end) is not None
            self._muted = block.start if ruling else -REACH
            self.orphans = False
        elif self._addressed and block.rank not in (DASH, PLUS):
            self._muted = -REACH
        self._addressed = raw == "Kính" or (self._addressed and block.rank in (DASH, PLUS))
        if block.rank < PLAIN:
            self.last = None
        if block.rank <= LETTER:
            self._marked = block.start
        self._close(block.rank, at)

    def _close(self, rank: float, at: int) -> None:
        owners = self.owners
        while owners and (rank <= owners[-1].rank or at - owners[-1].at > REACH):
            owners.pop()

    def idle(self, block: Block, at: int, raw: str, after: str) -> bool:
        """Tell whether a block names nobody and owes nothing to a heading: most are so."""
        if block.start - self._muted < REACH or self._is_recital(block, at):
            return True
        if self.owners or (self.last is not None and block.rank == PLAIN):
            return False
        if self.cut_off(block) or not names_nobody(raw, after):
            return False
        if self.requested(block.start, block.end):
            return False
        return _MORE.search(self.body, block.start, block.end) is None

    def _is_recital(self, block: Block, at: int) -> bool:
        """Tell whether a paragraph only says what the paper rests on: "Căn cứ Luật …;"."""
        if block.rank < PLAIN or block.end - at > REACH:
            return False
        if _RECITAL.match(self.body, at, block.end) is None:
            return False
        return self.body[at : block.end].rstrip()[-1:] in (";", ",")

    def cut_off(self, block: Block) -> bool:
        """Tell whether a block may belong to a heading before the beginning of the text."""
        return self.orphans and block.start < REACH

    def official(self, at: int) -> bool:
        """Tell whether numbered items stand near above, as in official papers, not in news."""
        return at - self._marked < REACH

    def requested(self, start: int, stop: int) -> bool:
        """Tell whether somebody may be asked something between these places."""
        first = bisect_left(self._requests, start)
        return first < len(self._requests) and self._requests[first] < stop

    def owner(self, block: Block) -> Owner | None:
        """Return whose task an action without an actor is in this block."""
        if self.owners:
            return self.owners[-1]
        near = self.last is not None and block.start - self.last.at < REACH
        if near and block.rank == PLAIN and _GOES_ON.match(self.body, block.start, block.end):
            return self.last
        return None

    def open(self, block: Block, at: int, clause: Clause) -> Owner:
        """Open a heading: what follows below it is for its actors."""
        rank = block.rank
        if rank == PLAIN:
            rank = _LINE if clause.heading else _SENTENCE
        self._close(rank, at)
        owner = Owner(rank, at, clause.lead, clause.along)
        self.owners.append(owner)
        return owner


def _is_title(body: str, block: Block) -> bool:
    line = body[block.start : min(block.end, block.start + _TITLE_LENGTH)].split("\n", 1)[0]
    return line.isupper()

"""Items: one block on its way to tasks, sentence by sentence and part by part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from vanban.reading.tasks.actions import acts, cut_off
from vanban.reading.tasks.clauses import analyse, asked, duty_title, given, names_nobody
from vanban.reading.tasks.cooperation import helpers, runs_on
from vanban.reading.tasks.drafts import REACH, Draft, Owner
from vanban.reading.tasks.heads import may_start
from vanban.reading.tasks.layout import ARTICLE, PLAIN
from vanban.reading.tasks.sentences import ends_only, opening, parts, sentences

if TYPE_CHECKING:
    from vanban.reading.tasks.clauses import Clause
    from vanban.reading.tasks.context import Context
    from vanban.reading.tasks.layout import Block

# Powers are no tasks, nor are the fields of a form: "Đơn vị: ……".
_POWERS = re.compile(
    r"quyền[ \n]{1,9}hạn(?![^.;]{0,60}trách[ \n]{1,9}nhiệm)[^.;]{0,60}:?[ \n]{0,40}$"
)
_POWERS_WITHIN = 400
_FIELD = re.compile(
    r"(?:Đơn[ \n]vị|Cơ[ \n]quan|Bộ[ \n]phận|Địa[ \n]phương)[ \n]{0,9}(?::|[ \n]{0,40}$)"
    r"|[^:]{1,90}:[ \n]{0,9}[.…_]{2}"
)
# Nobody in particular: what such a one does is a rule, unless it is said to be its duty.
_BARE = re.compile(r"Trường|Cơ[ \n]quan|Đơn[ \n]vị|Trung[ \n]tâm|Hội[ \n]đồng|Phòng|Ban")
_DUTIES = re.compile(r"Trách[ \n]{1,9}nhiệm")
# Shorter than this, what stands before a colon is a label and an orphan is a heading.
_SHORTEST = 60
_STRONG = re.compile(
    r"tiếp[ \n]{1,9}tục|[ \n](?:cần|phải|sẽ)[ \n]|trách[ \n]{1,9}nhiệm"
    r"|đề[ \n]{1,9}nghị|yêu[ \n]{1,9}cầu|[gG]iao[ \n]"
)
_STRONG_AFTER = 24
# What news does not say: "Giao Sở Y tế …", "… thực hiện Kế hoạch này".
_TOLD = re.compile(
    r"(?:Giao|Yêu[ \n]cầu|Đề[ \n]nghị|Phân[ \n]công)[ \n]{1,9}(?!đến|của|về)"
    r"|(?:[qQ]uyết[ \n]định|[kK]ế[ \n]hoạch|[nN]ghị[ \n]quyết|[cC]hỉ[ \n]thị|[cC]ông[ \n]điện"
    r"|[tT]hông[ \n]tư|[nN]ghị[ \n]định|[lL]uật|[cC]hương[ \n]trình|[qQ]uy[ \n](?:chế|định))"
    r"[ \n]này(?!\w)"
)
_LEAD_IN = re.compile(
    r"(?:có[ \n]{1,9}trách|có[ \n]{1,9}nhiệm|chủ[ \n]{1,9}trì|phối[ \n]{1,9}hợp|thực[ \n]{1,9}hiện"
    r"|tập[ \n]{1,9}trung|tổ[ \n]{1,9}chức|khẩn|triển|cần|phải|chịu|tiếp|chỉ[ \n]{1,9}đạo|nghiêm)"
    r"[^;]{0,260}:[ \n]{0,40}$"
)
# What only tells the actor apart may stand before: "… trực tiếp quản lý có trách nhiệm:".
_LATE_DUTY = re.compile(
    r"[^;:]{1,200}?"
    r"(?=[ \n]có[ \n]{1,9}trách[ \n]{1,9}nhiệm(?:[ \n]sau[ \n]đây)?[ \n]{0,9}:[ \n]{0,40}$)"
)
# Bodies that begin a part in small letters, after ";".
_LOW_BODY = re.compile(
    r"(?:ban[ \n](?:cán|thường|tổ|tuyên|dân|nội)|đảng[ \n](?:đoàn|ủy|uỷ)|[ủu][yỷ][ \n]ban"
    r"|hội[ \n]đồng|(?:tỉnh|thành|huyện|quận|thị|cấp)[ \n](?:ủy|uỷ)|chính[ \n]quyền"
    r"|mặt[ \n]trận|công[ \n]an)[ \n]"
)
# "Hội đồng nhân dân tỉnh giao": those who are given something are named below.
_GIVER = re.compile(r"[ \n](?:giao|yêu[ \n]cầu|đề[ \n]nghị|quyết[ \n]nghị|kết[ \n]luận)$")
# "Định kỳ Cơ quan thống kê công bố …": the actor behind a word of time without a comma.
_WHEN = re.compile(
    r"(?:Định[ \n]kỳ|H[ằà]ng[ \n](?:năm|quý|tháng))(?:[ \n]h[ằà]ng[ \n]năm)?,?[ \n]{1,9}(?=[A-ZĐỦ])"
)
_LATE = frozenset(("Định", "Hằng", "Hàng", "Kiến"))
_PROPOSE = re.compile(r"Kiến[ \n]{1,9}nghị[ \n]{1,9}(?:với[ \n]{1,9})?")


class _Part(NamedTuple):
    """A part of a sentence: its span, where the sentence ends, and its first two tokens."""

    start: int
    stop: int
    end: int
    at: int
    raw: str
    after: str
    first: bool
    alone: bool


class Item:
    """One block on its way to tasks."""

    def __init__(self, context: Context, block: Block) -> None:
        self.context = context
        self.body = context.body
        self.block = block
        self.now = context.owner(block)
        self.drafts: list[Draft] = []
        self.split = False

    def read(self) -> list[Draft]:
        """Return the tasks of the block; open its heading if it is one."""
        for start, end in sentences(self.body, self.block.start, self.block.end):
            done = start
            pieces = parts(self.body, start, end)
            for begin, stop in pieces:
                at, raw, after = opening(self.body, begin, stop)
                if begin >= done and raw:
                    # What stands after the last ";" may be nothing.
                    alone = begin == start and not self.body[stop:end].strip()
                    part = _Part(begin, stop, end, at, raw, after, begin == start, alone)
                    done = self._take(part)
        return self.drafts

    def _take(self, part: _Part) -> int:
        """Take one part of a sentence; return where the next one may start."""
        if self.now is not None and part.at - self.now.at > REACH:
            self.now = None
        if self._idle(part):
            return part.stop
        clause = self._clause(part)
        if clause is not None:
            if self._is_power(part, clause):
                return part.stop
            if self._allowed(part, clause):
                return self._told(part, clause)
        return self._unnamed(part)

    def _clause(self, part: _Part) -> Clause | None:
        """Return who the part names, the title of an article being always a heading."""
        if self.block.rank <= ARTICLE:
            titled = duty_title(self.body, part.at, part.end)
            if titled is not None:
                return titled
        if (
            not part.first
            and part.raw[0].islower()
            and _LOW_BODY.match(self.body, part.at, part.stop)
        ):
            return given(self.body, part.at, part.stop)
        if part.raw in _LATE:
            clause = self._late(part)
            if clause is not None:
                return clause
        return analyse(self.body, part.at, part.raw, part.after, part.end)

    def _late(self, part: _Part) -> Clause | None:
        """Return who is named behind a word of time, or is proposed something."""
        when = _WHEN.match(self.body, part.at, part.stop)
        if when and may_start(self.body, when.end(), part.stop):
            return given(self.body, when.end(), part.stop)
        asked_for = None if self.now else _PROPOSE.match(self.body, part.at, part.stop)
        return given(self.body, asked_for.end(), part.end) if asked_for else None

    def _idle(self, part: _Part) -> bool:
        """Tell whether a part has nobody to give anything to, so that it need not be read."""
        if self._may_act() or not names_nobody(part.raw, part.after):
            return False
        return not self.context.requested(part.start, part.stop)

    def _may_act(self) -> bool:
        """Tell whether an action without an actor would be somebody's here."""
        return self.now is not None or bool(self.drafts) or self.context.cut_off(self.block)

    def _is_power(self, part: _Part, clause: Clause) -> bool:
        """Tell whether the clause is of powers, or a bare title that only looks like an actor."""
        stop = min(part.stop, part.at + _POWERS_WITHIN)
        if _POWERS.search(self.body, part.at, stop):
            return True
        return (
            self.block.rank <= ARTICLE
            and clause.heading
            and _DUTIES.match(self.body, part.at, part.end) is None
            and acts(self.body, part.at, part.stop)
        )

    def _allowed(self, part: _Part, clause: Clause) -> bool:
        """Tell whether a clause is a task here: in running news a strong word has to say so."""
        if clause.heading:
            if _GIVER.search(self.body, *clause.lead[-1]):
                self.context.last = self.now = None
                return False
            return _FIELD.match(self.body, part.at, part.stop) is None
        if len(clause.lead) == 1 and _BARE.fullmatch(self.body, *clause.lead[0]):
            return _STRONG.search(self.body, part.at, part.stop) is not None
        if self.block.rank < PLAIN or self.context.official(part.at):
            return True
        told = _TOLD.search(self.body, part.at, min(part.stop, part.at + REACH)) is not None
        # Who speaks at a meeting goes on: "… yêu cầu Sở A …; Sở B …. Công an tỉnh …".
        if told or (self.drafts and self.drafts[-1].end == part.start):
            return True
        stop = min(part.stop, clause.verb + _STRONG_AFTER)
        return _STRONG.search(self.body, part.at, stop) is not None

    def _told(self, part: _Part, clause: Clause) -> int:
        """Take a part that names its actors: a heading, or a task."""
        stop = part.stop if clause.verb <= part.stop else self._past(clause.verb)
        if clause.heading:
            self.now = self.context.open(self.block, part.at, clause)
            if acts(self.body, clause.verb, stop):
                self.drafts.append(Draft(clause.verb, stop, clause.lead, clause.along))
            return stop
        if self._same_again(part, clause):
            self._go_on(part._replace(stop=stop))
            return stop
        self.now = Owner(self.block.rank, part.at, clause.lead, clause.along)
        self.context.last = self.now
        tail = self.body[clause.verb : stop].rstrip()
        if tail.endswith(":") and _LEAD_IN.match(tail):
            more = clause.along + helpers(self.body, clause.verb, stop)
            self.now = self.context.open(self.block, part.at, clause._replace(along=more))
        elif tail.endswith(":") and (late := _LATE_DUTY.match(tail)):
            begin = clause.lead[-1][0]
            lead = (*clause.lead[:-1], (begin, clause.verb + late.end()))
            self.now = self.context.open(self.block, part.at, clause._replace(lead=lead))
        elif not (tail.endswith(":") and len(tail) < _SHORTEST):
            self.drafts.append(Draft(part.at, stop, clause.lead, clause.along))
        return stop

    def _same_again(self, part: _Part, clause: Clause) -> bool:
        """Tell whether a further sentence of an item names the actor of the one before again."""
        if not self.drafts or not part.first or self.split or self.block.rank >= PLAIN:
            return False
        last = self.drafts[-1]
        if last.end != part.start or len(clause.lead) != 1 or len(last.lead) != 1:
            return False
        old, new = (" ".join(self.body[a:b].lower().split()) for a, b in (*last.lead, *clause.lead))
        return old.startswith(new)

    def _past(self, at: int) -> int:
        """Return where a part ends whose actors are joined by ";"."""
        semi = self.body.find(";", at, self.block.end)
        return semi + 1 if semi >= 0 else self.block.end

    def _unnamed(self, part: _Part) -> int:
        """Take a part that does not start with actors: an action, a request, or neither."""
        body = self.body
        if self.drafts and not part.first and ends_only(body, part.at, part.stop):
            self._go_on(part)
            return part.stop
        named = may_start(body, part.at, part.stop)
        if self._may_act() and not named and acts(body, part.at, part.stop):
            reach = runs_on(body, part.start, part.stop, part.end)
            stop = part.stop if reach == part.stop else min(self._past(reach), part.end)
            self._act(part._replace(stop=stop))
            return stop
        if self.context.requested(part.at, part.stop):
            clause = asked(body, part.at, part.stop)
            if clause is not None and self._allowed(part, clause):
                return self._told(part, clause)
        if not part.first or (self.block.rank < PLAIN and not self.split):
            self._go_on(part)
        # A marked item that is no action shows that the list above is none of duties.
        self.context.orphans = self.context.orphans and self.block.rank == PLAIN
        return part.stop

    def _go_on(self, part: _Part) -> None:
        """Let a part that is no task of its own go on with the one before it."""
        if self.drafts and self.drafts[-1].end == part.start:
            self.drafts[-1] = self.drafts[-1]._replace(end=part.stop)

    def _act(self, part: _Part) -> None:
        """Take a part that starts with its action."""
        now, drafts = self.now, self.drafts
        if now is None:
            if self._orphan(part):
                drafts.append(Draft(part.at, part.stop, (), ()))
            return
        if self.block.rank <= ARTICLE:
            return
        listed = drafts and self.block.rank < PLAIN and not self.split
        if part.first and part.alone and listed and drafts[-1].lead == now.lead:
            drafts[-1] = drafts[-1]._replace(end=part.stop)
            return
        self.split = self.split or not part.first
        drafts.append(Draft(part.at, part.stop, now.lead, now.along))

    def _orphan(self, part: _Part) -> bool:
        """Tell whether an action at the head of a cut-out text belongs to a heading outside."""
        if not self.context.cut_off(self.block) or part.stop - part.at < _SHORTEST:
            return False
        if not cut_off(self.body, part.at, part.stop):
            return False
        if part.first:
            return self.body[part.at].isupper()
        return self.block.start == 0 or bool(self.drafts)

"""Actors: the bodies, office-holders and classes that a clause gives something to do.

An actor begins with a known head ("Sở", "Giám đốc", "các cơ quan") and runs until a verb of the
lists, a colon or the end of the line, so that names need no list of their own.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from vanban.lexicon import rows
from vanban.reading.tasks.heads import MANY, may_start
from vanban.reading.tasks.within import (
    CLAUSE_WORDS,
    TOWARDS,
    clause_end,
    goes_on,
    is_class,
    is_field,
    spells_out,
)
from vanban.reading.tasks.words import ACTS, BETWEEN, MODALS, STARTS, STOPS, fold

_TOKEN = re.compile(r"\S++")
# Long closing articles name a dozen offices; a run that is longer than this is no list of actors.
_MOST_TOKENS = 130
_JOINS = frozenset(("và", "hoặc", "cùng", "với"))
_ALONG = frozenset(("cùng", "với"))
# A verb right after one of these belongs to the noun: "cơ quan quản lý", "đơn vị thực hiện".
_NOUNS = frozenset(("quan", "vị", "chức", "nhân", "phận", "người", "sở", "nghiệp", "ngành", "chủ"))
_MODIFIERS = frozenset(
    (
        "quản", "chủ", "cung", "sử", "tham", "phụ", "đại", "ban", "tiếp", "giải", "thực", "đăng",
        "lập", "trình", "thẩm", "kiểm", "thanh", "tổ", "đầu", "phối", "xây", "thống", "nghiên",
        "đào", "bảo", "tư", "truyền", "thông", "giám", "khai", "vận", "đề", "báo", "được",
    )
)  # fmt: skip
# And a verb right after one of these belongs to the name: "Ban quản lý", "Đoàn giám sát".
_INSTITUTIONS = frozenset(
    ("ban", "phòng", "tâm", "cục", "vụ", "đội", "tổ", "đoàn", "trạm", "đồng", "sát", "hạt", "viện")
)
_OFFICES = frozenset(("quản", "kiểm", "chỉ", "điều", "thẩm", "tư", "giám", "thanh", "nghiệm"))
# "cơ quan điều tra", "cơ quan thanh tra": authorities named for what they do.
_AUTHORITIES = frozenset(("điều", "thanh", "thống", "quản", "thi", "đăng", "kiểm"))
# "Bộ Ngoại giao, các bộ" has no "giao các", "Đài Tiếng nói" no "nói".
_NAMES = frozenset((("ngoại", "giao"), ("tiếng", "nói")))
_ALSO = re.compile(r"đề[ \n]{1,9}nghị[ \n]{1,9}")
_OFFICES_SPELLED = frozenset(("đốc", "trưởng"))
# After these no clause can begin: "cơ quan chuyên môn về xây dựng", "Sở Y tế và …".
_NOT_YET = frozenset(("và", "người", "về", "của", "thuộc", "cho", "đến", "chánh", "phó"))
# These end a name, though their second word alone would go on with it.
_CLOSED = frozenset((("trực", "thuộc"), ("liên", "quan")))
# Within a name: "Thường trực Ban …", "nước ngoài".
_WITHIN = frozenset((("thường", "trực"), ("nước", "ngoài")))
# A head has up to two words: "Trung tâm kiểm soát …", "Chi cục quản lý …".
_HEAD = 2
# A line may break between these and the rest of a name: "Ban\nChỉ đạo".
_NAMED = frozenset(
    ("ban", "bộ", "sở", "cục", "vụ", "phòng", "tổ", "viện", "trung", "tâm", "ủy", "và", "hội", "")
)
# "Thủ trưởng các cơ quan, đơn vị" goes on over commas, "Ủy ban nhân dân các tỉnh" does not.
_WIDE = frozenset(("cơ", "đơn", "sở", "bộ", "ban", "phòng", "vụ", "cục"))
_SHORT = frozenset(("tp.", "tx.", "tt.", "p.", "q.", "h."))
_CLAUSE = re.compile(r"[.;:]")
_CLAUSE_LENGTH = 160
_DUTY = re.compile(
    r"[ \n](?:có[ \n]{1,9}trách[ \n]{1,9}nhiệm|chịu[ \n]{1,9}trách[ \n]{1,9}nhiệm"
    r"|phải|chủ[ \n]{1,9}trì)(?:[ \n,]|$)"
)
_CLOSING = re.compile(
    r"[^.;]{2,600}?(?<!và)(?=[ \n]{1,9}(?:có|chịu)[ \n]trách[ \n]nhiệm[ \n]"
    r"(?:tổ[ \n]chức[ \n])?th(?:i[ \n]hành|ực[ \n]hiện)"
    r"[ \n](?:Thông|Nghị|Quyết|Luật|Chỉ)[ \n]?\w{0,9}[ \n]này)"
)
_TRIAL = re.compile(r"tiến[ \n]hành[ \n]tố[ \n]tụng")
_SET_BY = re.compile(r"quy[ \n]{1,9}định[ \n]{1,9}(?:tại|ở|trong)[ \n]")
_ORGANISE = re.compile(r"tổ[ \n]{1,9}chức[ \n]{1,9}(\w{1,12})")
_ORGANISED = frozenset(
    row["phrase"].split(" ")[2]
    for row in rows("task_verbs")
    if row["phrase"].startswith("tổ chức ")
)
# Nouns that open an actor of their own after a named body, but go on within a class.
_PLAIN = re.compile(
    r"(?:cơ[ \n]{1,80}quan|đơn[ \n]{1,80}vị|địa[ \n]{1,80}phương|doanh[ \n]{1,80}nghiệp"
    r"|tổ[ \n]{1,80}chức|chính[ \n]{1,80}quyền|lực[ \n]{1,80}lượng)(?!\w)"
)
_RANKED = re.compile(r"cơ[ \n]{1,9}quan[ \n]{1,9}(?:ngang|thuộc|trực)[ \n]")
# A capital head followed by more of its name: "Sở Y tế", not "Sở, ban, ngành" or "Sở và".
_NAME_ON = re.compile(r"[^\s,;.:]++[ \n]{1,80}(?!và[ \n])")
_TAIL = re.compile(r"[ \n](?:và|hoặc|cùng|với)$")
_TAIL_LENGTH = 6
_ENDERS = (
    ACTS.followers.keys()
    | MODALS.followers.keys()
    | BETWEEN.followers.keys()
    | STOPS.followers.keys()
)


class Actors(NamedTuple):
    """Actors found at one place: who leads, who goes along, and what ends the list.

    ``ended`` is "verb", "between" (a phrase that a verb must follow), "colon", "line" (nothing
    more stands there) or "stop"; ``end`` is where that begins.
    """

    names: tuple[tuple[int, int], ...]
    along: tuple[tuple[int, int], ...]
    end: int
    ended: str


def parse(
    body: str, at: int, limit: int, *, loose: bool = False, title: bool = False
) -> Actors | None:
    """Return the actors that stand at ``at``, or None where none does.

    ``loose`` takes a bare "cơ quan liên quan" too, as it stands after "phối hợp với"; in a
    ``title`` no verb ends the list: "đơn vị tổ chức thi".

    >>> text = "Sở Tài chính, Sở Y tế và các cơ quan liên quan tham mưu kinh phí."
    >>> found = parse(text, 0, len(text))
    >>> [text[start:end] for start, end in found.names], text[found.end :][:8], found.ended
    (['Sở Tài chính', 'Sở Y tế', 'các cơ quan liên quan'], 'tham mưu', 'verb')
    """
    if not may_start(body, at, limit) and not (loose and _PLAIN.match(body, at, limit)):
        return None
    return _List(body, at, limit, loose=loose, title=title).read()


class _List:
    """A list of actors on its way, token by token, one token read ahead."""

    def __init__(self, body: str, at: int, limit: int, *, loose: bool, title: bool) -> None:
        self.body = body
        self.limit = limit
        self.title = title
        self.tokens = _TOKEN.finditer(body, at, limit)
        self.now = next(self.tokens, None)
        self.then = next(self.tokens, None)
        self.count = 0
        self.names: list[tuple[int, int]] = []
        self.along: list[tuple[int, int]] = []
        self.into = self.names
        self.start = self.end = at
        # Up to where words of a clause within the name stand: "Đơn vị được giao … có trách nhiệm".
        self.until = at
        self.spelled = False
        # The token before, the number of the actor's first token, and whether it is a class.
        self.before = self.prior = ""
        self.opened = 0
        # How far a closing article's list of actors reaches; -1 before anybody has looked.
        self.closing = -1
        self.many = self.now is not None and (
            _plural(self.now[0])
            or (loose and self.now[0][0].islower())
            or is_class(body, at, limit)
        )

    def read(self) -> Actors | None:
        """Return the finished list, or None where no end of it is in reach."""
        while self.now is not None and self.count < _MOST_TOKENS:
            raw = self.now[0]
            if raw[0] == "(" and self.before:
                found = self._remark()
                if found is not None:
                    return found
                continue
            after = self.then[0] if self.then is not None else ""
            why = self._ended(self.now.start(), raw, after) if self.before else ""
            if why:
                return self._close(self.now.start(), why)
            self.end = self.now.end()
            if raw[-1] == ":" and not self._spells_out(raw, after):
                return self._close(self.end, "colon")
            if raw[-1] in ".!?…" and _ends_sentence(raw, after):
                return self._close(self.end, "line")
            self.prior, self.before = self.before, raw
            self._step()
        return None if self.now is not None else self._close(self.end, "line")

    def _step(self) -> None:
        self.now, self.then = self.then, next(self.tokens, None)
        self.count += 1

    def _spells_out(self, raw: str, after: str) -> bool:
        """Tell whether a colon stands within the name of a class: "các Bộ: Y tế, Tài chính"."""
        if self.then is None or not after[0].isupper():
            return False
        body, many = self.body, self.many
        if fold(raw) in _OFFICES_SPELLED and after.startswith("Sở"):
            return body.find("\n", self.end, self.then.start()) < 0
        self.spelled = spells_out(body, self.start, self.end, self.limit, many=many)
        return self.spelled

    def _remark(self) -> Actors | None:
        """Step over a bracketed remark; return the list where a colon or the line ends it."""
        tail = self.end
        while self.now is not None and self.count < _MOST_TOKENS:
            closing = ")" in self.now[0]
            tail = self.now.end()
            self._step()
            if closing:
                break
        sign = self.body[tail - 1]
        self.before = sign if sign in ",;" else ")"
        return self._close(tail, "colon") if sign == ":" else None

    def _ended(self, here: int, raw: str, after: str) -> str:
        """Return what ends the list before this token; open the next actor where one starts."""
        word = fold(raw)
        if word == "đề" and self._asks_more(here):
            return ""
        if word in _ENDERS or self.body.find("\n", self.end, here) >= 0:
            why = self._boundary(here, raw, word, after)
            if why:
                return why
        joined = self.before[-1] in ",;" or fold(self.before) in _JOINS
        if joined and here >= self.until and self._splits(here):
            self.into.append(_trim(self.body, self.start, self.end))
            if fold(self.before) in _ALONG:
                self.into = self.along
            self.start, self.opened = here, self.count
            self.many = _plural(raw) or is_class(self.body, here, self.limit)
            self.spelled = False
        self.many = self.many or (word in MANY and fold(after) in _WIDE)
        return ""

    def _asks_more(self, here: int) -> bool:
        """Open the actor after "; đề nghị …" in a list of those who are told."""
        hit = _ALSO.match(self.body, here, self.limit)
        joined = self.before[-1] in ",;" or fold(self.before) == "và"
        if hit is None or not joined or not may_start(self.body, hit.end(), self.limit):
            return False
        self.into.append(_trim(self.body, self.start, self.end))
        self.start = self.until = hit.end()
        self.opened, self.many = self.count, True
        return True

    def _boundary(self, here: int, raw: str, word: str, after: str) -> str:
        """Return what ends the list of actors before this token, or an empty string."""
        follower = fold(after)
        if raw[0].isupper():
            return "line" if self._line_ends(here, word, follower) else ""
        if self.title or not raw[0].islower() or self._in_clause(here, word, follower):
            return ""
        if raw[-1] in ",;" or (fold(self.before), word) in _NAMES:
            return ""
        return self._verb(here, word, follower)

    def _verb(self, here: int, word: str, follower: str) -> str:
        """Return which kind of word ends the list of actors here, or an empty string."""
        acts = ACTS.at(word, follower)
        if (acts and self._modifies(here, word)) or self._in_name(here, word, follower):
            return ""
        if acts or MODALS.at(word, follower):
            return "verb"
        if BETWEEN.at(word, follower):
            return "between"
        return "stop" if STOPS.at(word, follower) else ""

    def _in_name(self, here: int, word: str, follower: str) -> bool:
        """Tell whether what looks like an end is within a name, or within a closing article."""
        last = fold(self.before)
        if (last, word) in _WITHIN or last == "tên":
            return True
        if word == "có" and follower in ("liên", "tên"):
            return True
        return self.many and self._closes(here)

    def _in_clause(self, here: int, word: str, follower: str) -> bool:
        """Tell whether the token is of a clause within the name: "… được giao …"."""
        if here >= self.until and (word in CLAUSE_WORDS or fold(self.before) in TOWARDS):
            tokens = (fold(self.before), word, follower)
            body, many = self.body, self.many
            reach = clause_end(body, self.start, here, self.limit, tokens, many=many)
            self.until = max(self.until, reach)
        return here < self.until

    def _line_ends(self, here: int, word: str, follower: str) -> bool:
        """Tell whether a line ends before this capital token, and the list with it."""
        breaks = self.body.count("\n", self.end, here)
        if not breaks:
            return False
        if breaks > 1 and self.before[-1] not in ",;":
            return True
        return (
            STARTS.at(word, follower)
            and fold(self.before) not in _NAMED
            and not may_start(self.body, here, self.limit)
        )

    def _modifies(self, here: int, word: str) -> bool:
        """Tell whether a verb belongs to the noun before it rather than to the actor."""
        last = fold(self.before)
        if (fold(self.prior), last) in _CLOSED:
            return False
        if word == "tiến":
            return _TRIAL.match(self.body, here, self.limit) is not None
        if last in _NOT_YET or self._names_an_office(here, word, last):
            return True
        if word == "tổ":
            third = _ORGANISE.match(self.body, here, self.limit)
            verb = third is not None and third[1] in _ORGANISED
            return not verb or last in MANY or self.before[-1] == ","
        if last in _NOUNS and word in _MODIFIERS:
            return self._duty_follows(here, word)
        return last in MANY or (
            word == "quy" and _SET_BY.match(self.body, here, self.limit) is not None
        )

    def _closes(self, here: int) -> bool:
        """Tell whether a closing article goes on: "các tổ chức đánh giá … chịu trách nhiệm …"."""
        if self.closing < 0:
            hit = _CLOSING.match(self.body, here, self.limit)
            self.closing = hit.end() if hit else 0
        return here < self.closing

    def _names_an_office(self, here: int, word: str, last: str) -> bool:
        """Tell whether the verb is part of a name: "Ban quản lý", "cơ quan điều tra"."""
        near = self.count - self.opened <= _HEAD
        if last in _INSTITUTIONS:
            return near or (word in _OFFICES and last in ("ban", "đồng", "đoàn"))
        if word == "xây":
            return last in ("tư", "trình")
        if last == "bộ" and word == "quản":
            return near
        if last == "quan" and word in _AUTHORITIES:
            return True
        one = near and not self.many and last in ("quan", "vị") and word in _MODIFIERS
        return one and not self.body.startswith("chủ trì", here)

    def _duty_follows(self, here: int, word: str) -> bool:
        """Tell whether the clause's own verb comes later: "cơ quan quản lý … có trách nhiệm"."""
        rest = self.body[here : min(here + _CLAUSE_LENGTH, self.limit)]
        cut = _CLAUSE.search(rest)
        clause = rest[: cut.start()] if cut else rest
        if _DUTY.search(clause):
            return True
        return word == "quản" or (word == "chủ" and not clause.startswith("chủ trì"))

    def _splits(self, here: int) -> bool:
        """Tell whether a new actor starts at this token, after a comma or "và"."""
        body, limit = self.body, self.limit
        if goes_on(body, self.start, here, limit, self.before):
            return False
        if self.spelled and is_field(body, here, limit):
            return False
        if may_start(body, here, limit):
            if not body[here].isupper() or _NAME_ON.match(body, here, limit):
                return True
            return not self.many and body.startswith("Bộ", here)
        if _RANKED.match(body, here, limit):
            return True
        return not self.many and _PLAIN.match(body, here, limit) is not None

    def _close(self, stop: int, why: str) -> Actors:
        """Return the finished list; the last actor ends before what ended it."""
        self.into.append(_trim(self.body, self.start, self.end))
        return Actors(tuple(self.names), tuple(self.along), stop, why)


def _plural(raw: str) -> bool:
    """Tell whether an actor that starts so is a class, which goes on over commas."""
    return fold(raw) in MANY or raw[-1] == ","


def _ends_sentence(raw: str, after: str) -> bool:
    return raw.lower() not in _SHORT and (not after or not after[0].islower())


def _trim(body: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without what joins it to the next one."""
    while end > start:
        if body[end - 1] in " \n,;:.":
            end -= 1
            continue
        tail = _TAIL.search(body, max(start, end - _TAIL_LENGTH), end)
        if tail is None:
            break
        end = tail.start()
    return start, end

"""Actors: the bodies, office-holders and classes that a clause gives something to do.

An actor begins with a known head ("Sở", "Giám đốc", "các cơ quan") and runs until a verb of the
lists, a colon or the end of the line, so that names need no list of their own.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from vanban.lexicon import rows
from vanban.reading.tasks.words import ACTS, BETWEEN, MODALS, STARTS, STOPS, fold

_TOKEN = re.compile(r"\S++")
# Long closing articles name a dozen offices; a run that is longer than this is no list of actors.
_MOST_TOKENS = 130
_MANY = frozenset(("các", "những", "mọi", "từng", "toàn", "tất"))
_JOINS = frozenset(("và", "hoặc", "cùng", "với"))
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
_SHORT = frozenset(("tp.", "tx.", "tt.", "p.", "q.", "h."))


# "Thủ trưởng các cơ quan, đơn vị" goes on over commas, "Ủy ban nhân dân các tỉnh" does not.
_WIDE = frozenset(("cơ", "đơn", "sở", "bộ", "ban", "phòng"))
# A head has up to two words: "Trung tâm kiểm soát …", "Chi cục quản lý …".
_HEAD = 2


class Actors(NamedTuple):
    """Actors found at one place: who leads, who goes along, and what ends the list.

    ``ended`` is "verb", "between" (a phrase that a verb must follow), "colon", "line" (nothing
    more stands there) or "stop"; ``end`` is where that begins.
    """

    names: tuple[tuple[int, int], ...]
    along: tuple[tuple[int, int], ...]
    end: int
    ended: str


def _heads(kind: str) -> dict[str, tuple[tuple[str, ...], frozenset[str]]]:
    """Return heads of a kind by first word: what must follow ("" for anything), what must not."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for row in rows("actor_heads"):
        if row["kind"] != kind:
            continue
        first, _, rest = row["head"].partition(" ")
        must, never = found.setdefault(fold(first), (set(), set()))
        must.add(fold(rest))
        never.update(fold(word) for word in row["not"].split())
    return {word: (tuple(must), frozenset(never)) for word, (must, never) in found.items()}


_PROPER = _heads("proper")
_OFFICE = _heads("office")
_LOWER = _heads("lower")
_CLASS = _heads("class")
_THREE = re.compile(r"[^\s]++[ \n]{1,80}([^\s]++)(?:[ \n]{1,80}([^\s]++))?")


def _is_head(
    table: dict[str, tuple[tuple[str, ...], frozenset[str]]], word: str, after: str, then: str = ""
) -> bool:
    """Tell whether a head of the table stands in these (folded) words."""
    known = table.get(word)
    if known is None or after in known[1]:
        return False
    pair = f"{after} {then}"
    return any(not must or must in (after, pair) for must in known[0])


def may_start(body: str, at: int, limit: int) -> bool:
    """Tell whether an actor may start at ``at``.

    >>> [may_start(text, 0, 40) for text in ("Sở Tài chính", "Ban hành", "các đơn vị", "các văn bản")]
    [True, False, True, False]
    """
    hit = _TOKEN.match(body, at, limit)
    if hit is None:
        return False
    raw = hit[0]
    word = fold(raw)
    if not (word in _FIRST if raw[0].islower() else word in _FIRST_UPPER):
        return False
    three = _THREE.match(body, at, limit)
    after, then = (fold(three[1]), fold(three[2] or "")) if three else ("", "")
    if word in _MANY:
        return _is_head(_CLASS, after, then)
    if three and three[1][-1] == "," and ACTS.at(word, after):
        return False
    if raw[0].islower():
        return _is_head(_LOWER, word, after, then)
    return (
        _is_head(_PROPER, word, after, then)
        or _is_head(_OFFICE, word, after, then)
        or (raw[-1] == "," and word in _CLASS)
    )


_FIRST = _MANY | _LOWER.keys()
_FIRST_UPPER = _MANY | _PROPER.keys() | _OFFICE.keys() | _CLASS.keys()
_ENDERS = (
    ACTS.followers.keys()
    | MODALS.followers.keys()
    | BETWEEN.followers.keys()
    | STOPS.followers.keys()
)
CAPITAL_FIRST = _FIRST_UPPER
FIRST_WORDS = _FIRST | _FIRST_UPPER


def may_name(raw: str, after: str) -> bool:
    """Tell from two tokens alone whether an actor may start with them; a quick first look."""
    word, follower = fold(raw), fold(after)
    if word in _MANY or (raw[-1] == "," and word in _CLASS):
        return True
    for table in (_PROPER, _OFFICE):
        known = table.get(word)
        if known is not None and follower not in known[1]:
            return True if "" in known[0] else any(must.startswith(follower) for must in known[0])
    return False


class _Run:
    """The tokens from one place on, read one ahead."""

    def __init__(self, body: str, at: int, limit: int) -> None:
        self.body = body
        self.found = _TOKEN.finditer(body, at, limit)
        self.now = next(self.found, None)
        self.then = next(self.found, None)
        self.count = 0

    def step(self) -> None:
        self.now, self.then = self.then, next(self.found, None)
        self.count += 1

    def skip_brackets(self) -> int:
        """Step over a bracketed remark; return where it ends, or -1 where it does not."""
        while self.now is not None and self.count < _MOST_TOKENS:
            if ")" in self.now[0]:
                end = self.now.end()
                self.step()
                return end
            self.step()
        return -1


def parse(body: str, at: int, limit: int, *, loose: bool = False) -> Actors | None:
    """Return the actors that stand at ``at``, or None where none does.

    ``loose`` takes a bare "cơ quan liên quan" too, as it stands after "phối hợp với".

    >>> text = "Sở Tài chính, Sở Y tế và các cơ quan liên quan tham mưu kinh phí."
    >>> found = parse(text, 0, len(text))
    >>> [text[start:end] for start, end in found.names], text[found.end :][:8], found.ended
    (['Sở Tài chính', 'Sở Y tế', 'các cơ quan liên quan'], 'tham mưu', 'verb')
    """
    run = _Run(body, at, limit)
    if run.now is None or not (
        may_start(body, at, limit) or (loose and _PLAIN.match(body, at, limit))
    ):
        return None
    names: list[tuple[int, int]] = []
    along: list[tuple[int, int]] = []
    into = names
    start, end = run.now.start(), run.now.end()
    many = _plural(run.now[0]) or (loose and run.now[0][0].islower())
    opened = 0
    before = ""
    while run.now is not None and run.count < _MOST_TOKENS:
        raw = run.now[0]
        here = run.now.start()
        if raw[0] == "(" and before:
            tail = run.skip_brackets()
            if tail < 0:
                return None
            if body[tail - 1] in ":;,." and (run.now is None or body[tail - 1] == ":"):
                return _close(body, names, along, into, start, end, tail, "colon")
            before = ")"
            continue
        after = run.then[0] if run.then is not None else ""
        word = fold(raw)
        if before and (word in _ENDERS or body.find("\n", end, here) >= 0):
            why = _boundary(
                body, end, here, raw, word, before, after, limit, head=run.count - opened <= _HEAD
            )
            if why:
                return _close(body, names, along, into, start, end, here, why)
        if before:
            split = (before[-1:] in ",;" or fold(before) in _JOINS) and (
                _splits(body, here, limit, many=many)
            )
            if split:
                into.append(_trim(body, start, end))
                if fold(before) in ("cùng", "với"):
                    into = along
                start, many, opened = here, _plural(raw), run.count
        many = many or (word in _MANY and fold(after) in _WIDE)
        end = run.now.end()
        if raw[-1] == ":":
            return _close(body, names, along, into, start, end - 1, end, "colon")
        if raw[-1] in ".!?…" and _ends_sentence(raw, after):
            return _close(body, names, along, into, start, end - 1, end, "line")
        before = raw
        run.step()
    if run.count >= _MOST_TOKENS:
        return None
    return _close(body, names, along, into, start, end, end, "line")


def _plural(raw: str) -> bool:
    """Tell whether an actor that starts so is a class, which goes on over commas."""
    return fold(raw) in _MANY or raw[-1] == ","


def _ends_sentence(raw: str, after: str) -> bool:
    return raw.lower() not in _SHORT and (not after or not after[0].islower())


def _boundary(
    body: str, end: int, here: int, raw: str, word: str, before: str, after: str, limit: int,
    *, head: bool,
) -> str:
    """Return what ends the list of actors before this token, or an empty string."""
    follower = fold(after)
    if "\n" in body[end:here] and raw[0].isupper():
        gap = body[end:here]
        if gap.count("\n") > 1 and before[-1] not in ",;":
            return "line"
        if STARTS.at(word, follower) and not may_start(body, here, limit) and fold(before) not in _NAMED:
            return "line"
    if not raw[0].islower():
        return ""
    if ACTS.at(word, follower):
        if fold(before) == "và":
            return ""
        if head and fold(before) in _INSTITUTIONS:
            return ""
        return "" if _modifies(body, here, word, before, limit) else "verb"
    if MODALS.at(word, follower):
        return "verb"
    if BETWEEN.at(word, follower) and not (word == "ngoài" and fold(before) == "nước"):
        return "between"
    return "stop" if STOPS.at(word, follower) and follower not in ("liên", "tên") else ""


_NAMED = frozenset(("ban", "bộ", "sở", "cục", "vụ", "phòng", "tổ", "viện", "trung", "tâm", "ủy", "và", "-", "hội"))


def _modifies(body: str, here: int, word: str, before: str, limit: int) -> bool:
    """Tell whether a verb belongs to the noun before it rather than to the actor."""
    last = fold(before)
    if word == "tổ":
        third = _ORGANISE.match(body, here, limit)
        return third is None or third[1] not in _ORGANISED or last in _MANY or before[-1] == ","
    if last == "người" or (last == "tư" and word == "xây") or (word == "quy" and _SET_BY.match(body, here, limit)):
        return True
    if last not in _NOUNS or word not in _MODIFIERS:
        return last in _MANY
    rest = body[here : min(here + 160, limit)]
    cut = _CLAUSE.search(rest)
    clause = rest[: cut.start()] if cut else rest
    return bool(_DUTY.search(clause)) or word in ("quản", "chủ") and "chủ trì" != clause[:7]


_ORGANISE = re.compile(r"tổ\s{1,9}chức\s{1,9}(\w{1,12})")
_ORGANISED = frozenset(
    row["phrase"].split(" ")[2]
    for row in rows("task_verbs")
    if row["phrase"].startswith("tổ chức ")
)
# Nouns that open an actor of their own after a named body, but go on within a class.
_PLAIN = re.compile(
    r"(?:cơ[ \n]{1,80}quan|đơn[ \n]{1,80}vị|địa[ \n]{1,80}phương|doanh[ \n]{1,80}nghiệp|tổ[ \n]{1,80}chức"
    r"|chính[ \n]{1,80}quyền|lực[ \n]{1,80}lượng)(?!\w)"
)
_RANKED = re.compile(r"cơ\s{1,9}quan\s{1,9}(?:ngang|thuộc|trực)\s")
_SET_BY = re.compile(r"quy[ \n]{1,9}định[ \n]{1,9}(?:tại|ở|trong)[ \n]")
_CLAUSE = re.compile(r"[.;:]")
_DUTY = re.compile(r"\s(?:có\s+trách\s+nhiệm|chịu\s+trách\s+nhiệm|phải|chủ\s+trì)[\s,]")


def _splits(body: str, here: int, limit: int, *, many: bool) -> bool:
    """Tell whether a new actor starts at this token, after a comma or "và"."""
    if body[here].isupper():
        hit = _NAME_ON.match(body, here, limit)
        return may_start(body, here, limit) and (
            hit is not None or (not many and body.startswith("Bộ", here))
        )
    if may_start(body, here, limit):
        return True
    if _RANKED.match(body, here, limit):
        return True
    return not many and _PLAIN.match(body, here, limit) is not None


# A capital head followed by more of its name: "Sở Y tế", not "Sở, ban, ngành" or "Sở và".
_NAME_ON = re.compile(r"[^\s,;.:]++[ \n]{1,80}(?!và[ \n])")


def _trim(body: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without what joins it to the next one."""
    while end > start:
        if body[end - 1] in " \n,;:.":
            end -= 1
            continue
        tail = _TAIL.search(body, max(start, end - 6), end)
        if tail is None:
            break
        end = tail.start()
    return start, end


_TAIL = re.compile(r"\s(?:và|hoặc|cùng|với)$")


def _close(
    body: str,
    names: list[tuple[int, int]],
    along: list[tuple[int, int]],
    into: list[tuple[int, int]],
    start: int,
    end: int,
    stop: int,
    why: str,
) -> Actors:
    """Return the finished list; the last actor ends before what ended it."""
    into.append(_trim(body, start, end))
    return Actors(tuple(names), tuple(along), stop, why)

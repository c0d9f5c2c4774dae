"""Actions: the words by which a task without an actor of its own begins."""

from __future__ import annotations

import re

from vanban.reading.tasks.layout import UPPER
from vanban.reading.tasks.sentences import PAIR
from vanban.reading.tasks.words import ACTS, ITEMS, MODALS, OPENS, fold

# How far behind the actors, and behind a phrase of time, an action is looked for.
FROM_ACTOR = 420


def acts(body: str, at: int, end: int) -> bool:
    """Tell whether a task without an actor of its own starts at ``at``.

    >>> [acts(text, 0, 60) for text in ("Phối hợp kiểm tra", "Hướng dẫn số 5", "Hằng năm, rà soát")]
    [True, False, True]
    """
    hit = PAIR.match(body, at, end)
    if hit is None:
        return False
    word, after = fold(hit[1]), fold(hit[2])
    if ACTS.at(word, after) or MODALS.at(word, after) or ITEMS.at(word, after):
        noun = _NOUN_NEXT.match(body, hit.end(), end) or _NOUN_ALL.match(body, hit.start(1), end)
        return noun is None
    if not OPENS.at(word, after) or _UNTIL_NOW.match(body, hit.start(1), end):
        return False
    if word in _TIMES and verb_ahead(body, hit.end(1), min(end, hit.end() + NEAR)):
        return True
    return _action_follows(body, hit.end(1), end)


# "Trong quá trình thực hiện, đề nghị phản ánh …" is for whoever reads it.
_UNTIL_NOW = re.compile(r"Trong[ \n]{1,9}quá[ \n]")
# After a phrase of time or of office the action may follow without a comma.
_TIMES = frozenset(("định", "hằng", "hàng", "theo", "trước", "chậm", "quý", "ngày"))
NEAR = 120


def cut_off(body: str, at: int, end: int) -> bool:
    """Tell whether an action starts here that may belong to a heading outside the text.

    >>> [cut_off(text, 0, 90) for text in ("Thực hiện Luật Y tế;", "Thực hiện công tác y tế.")]
    [False, True]
    """
    hit = PAIR.match(body, at, end)
    if hit is None:
        return False
    word, after = fold(hit[1]), fold(hit[2])
    if ACTS.at(word, after):
        return _RECITAL.match(body, hit.start(1), end) is None
    at_work = word in _OFFICE and OPENS.at(word, after)
    return at_work and _RECITAL.match(body, hit.start(1), end) is None


_RECITAL = re.compile(
    rf"(?:Thực[ \n]{{1,9}}hiện|Căn[ \n]{{1,9}}cứ)[ \n]{{1,9}}[{UPPER}]"
    r"|(?:Báo[ \n]{1,9}cáo|Thông[ \n]{1,9}báo)[ \n]{1,9}(?:về|tại)"
    # What an aim or a rule starts with as well as a duty.
    r"|(?:[kK]huyến|[dD]ự|[lL]ưu|[đĐ]áp|[đĐ]ề|[sS]ử|[đĐ]ào|[bB]ảo[ \n]vệ|[kK]hen|[tT]rích)[ \n]"
    r"|(?:Bổ[ \n]{1,9}sung|Sửa[ \n]{1,9}đổi)(?:[ \n]{1,9}và|,|[ \n]{1,9}một)[ \n]"
)
_OFFICE = frozenset(("căn", "trên", "theo", "định", "hằng", "hàng"))


# "Hướng dẫn số 5", "Báo cáo này": the noun, not the verb.
_NOUN_NEXT = re.compile(r"[ \n]{1,9}(?:số[ \n]{0,3}[\d:]|(?:này|của)(?!\w))")
# "Tổ chức, cá nhân …", "Ban hành theo Quyết định …": no action either.
_NOUN_ALL = re.compile(
    r"(?:Tổ|tổ)[ \n]{1,9}chức,?[ \n]{1,9}(?:cá|được|có|đơn|doanh|hộ)(?!\w)"
    r"|Ban[ \n]{1,9}hành[ \n]{1,9}(?:theo|kèm)(?!\w)"
)
_FOLLOWS = re.compile(r"(?:,|(?<=[ \n])thì|(?<=[ \n])phải|(?<=[ \n])có)(?=[ \n])")


def _action_follows(body: str, start: int, end: int) -> bool:
    """Tell whether an action stands after a comma, or after "thì": "Căn cứ …, xây dựng …"."""
    for hit in _FOLLOWS.finditer(body, start, min(end, start + 600)):
        sign = hit[0]
        pair = PAIR.match(body, hit.start() if sign == "có" else hit.end(), end)
        if pair is None:
            continue
        word, after = fold(pair[1]), fold(pair[2])
        if ACTS.at(word, after) or MODALS.at(word, after):
            return True
        if OPENS.at(word, after) and word in _VERBS_ALONE:
            return True
    return False


_VERBS_ALONE = frozenset(
    ("tổ", "lập", "trình", "gửi", "cử", "giao", "nộp", "mở", "đưa", "nắm", "giúp", "ký")
)


_WORDS = re.compile(r"\S++")


def verb_ahead(body: str, start: int, end: int) -> int:
    """Return where the first action stands after a phrase between, or 0."""
    word = ""
    at = start
    for hit in _WORDS.finditer(body, start, min(end, start + FROM_ACTOR)):
        after = fold(hit[0])
        if word == "đã":
            return 0
        if word and (ACTS.at(word, after) or MODALS.at(word, after)):
            return at
        word, at = after, hit.start()
    return 0

"""Within a name: what looks like a verb or another actor there, and is not.

A name may hold a clause ("Đơn vị được giao … có trách nhiệm"), the fields of ministries and places
after a colon ("các Bộ: Quốc phòng, Công an"), or a post ("Đồng chí …, Phó Chủ tịch …").
"""

from __future__ import annotations

import re

from vanban.reading.tasks.layout import UPPER
from vanban.reading.tasks.words import STARTS, fold

# "Cơ quan, đơn vị …", "Thủ trưởng cơ quan, đơn vị …": classes that no "các" opens.
_CLASS = re.compile(
    r"(?:(?:[nN]gười[ \n]{1,9}đứng[ \n]{1,9}đầu|[tT]hủ[ \n]{1,9}trưởng"
    r"|[lL]ãnh[ \n]{1,9}đạo)[ \n]{1,9})?"
    r"(?:[cC]ơ[ \n]{1,9}quan|[đĐ]ơn[ \n]{1,9}vị|[tT]ổ[ \n]{1,9}chức),"
)
_COMMON = re.compile(r"(?:[cC]ơ quan|[đĐ]ơn vị|[tT]ổ chức|[nN]gười|[tT]hủ trưởng)")
# Words that may stand within a name, if what must be done comes later.
_CLAUSES = {
    "quản": ("lý",), "sử": ("dụng",), "trực": ("tiếp",), "tham": ("gia",), "thực": ("hiện",),
    "được": ("giao", "phân", "ủy", "cử", "cấp", "chỉ", "lựa"), "cung": ("cấp", "ứng"),
    "khai": ("thác",), "vận": ("hành",), "kiểm": ("định",), "tiếp": ("nhận",), "đăng": ("ký",),
}  # fmt: skip
TOWARDS = frozenset(("đến", "tới"))
CLAUSE_WORDS = _CLAUSES.keys() | {"đối"}
_TO_DUTY = re.compile(
    r"[^.;:]{2,240}?(?<![,])(?<!và)(?<!thời)"
    r"(?=[ \n]{1,9}(?:có|chịu)[ \n]{1,9}trách[ \n]{1,9}nhiệm)"
)
_PLACED = frozenset(("tỉnh", "phố", "xã", "phường", "huyện", "quận", "khu"))
_SPELLED = _PLACED | {"bộ", "sở", "vụ", "cục", "ngành", "trưởng"}
_FIELDS = re.compile(rf"[{UPPER}]")
_PLACES = re.compile(
    rf"(?:[{UPPER}][\w.]{{0,9}}[ \n]{{1,9}}){{0,4}}[{UPPER}][\w.]{{0,9}}(?:,|[ \n]và[ \n])"
)
_MANY_OF = re.compile(r"(?<!\w)[cC]ác[ \n]")
_TWO = re.compile(r"(\S{1,20})[ \n]{1,9}(\S{1,20})")
# A field of a ministry that is a head too, and the post after the name of a comrade.
_POLICE = re.compile(r"Công[ \n]{1,9}an(?![ \n]{1,9}(?:tỉnh|thành|xã|huyện|cấp))")
_COMRADE = re.compile(r"(?:[cC]ác[ \n]{1,9})?[đĐ]ồng[ \n]{1,9}chí(?!\w)")
_POST = re.compile(r"(?:Phó|Ủy viên|Bí thư|Giám đốc|Trưởng|Chủ tịch|Chánh|Thứ trưởng)(?!\w)")
# "Văn phòng HĐND và UBND" is one office.
_OFFICE = re.compile(
    r"(?:Chánh[ \n]{1,9})?(?:Văn[ \n]{1,9}phòng|VP)[ \n]{1,9}(?:Đoàn|HĐND|Hội[ \n]{1,9}đồng)(?!\w)"
)
_COUNCIL = re.compile(
    r"(?:UBND|HĐND|Ủy[ \n]{1,9}ban[ \n]{1,9}nhân|Hội[ \n]{1,9}đồng[ \n]{1,9}nhân)(?!\w)"
)


def is_class(body: str, at: int, limit: int) -> bool:
    """Tell whether a class starts at ``at`` that goes on over commas.

    >>> is_class("Cơ quan, đơn vị liên quan", 0, 25), is_class("Sở Y tế, Sở Xây dựng", 0, 20)
    (True, False)
    """
    return _CLASS.match(body, at, limit) is not None


def goes_on(body: str, start: int, here: int, limit: int, before: str) -> bool:
    """Tell whether a head at ``here`` belongs to the name from ``start``, ``before`` parting them.

    >>> text = "Văn phòng HĐND và UBND xã"
    >>> goes_on(text, 0, 18, len(text), "và")
    True
    """
    if before == "và":
        return (
            _COUNCIL.match(body, here, limit) is not None
            and _OFFICE.match(body, start, here) is not None
        )
    comrade = before[-1] == "," and _COMRADE.match(body, start, limit) is not None
    return comrade and _POST.match(body, here, limit) is not None


def is_field(body: str, here: int, limit: int) -> bool:
    """Tell whether the head at ``here`` may be a ministry's field: "các Bộ: Công an, Y tế"."""
    return _POLICE.match(body, here, limit) is not None


def spells_out(body: str, start: int, end: int, limit: int, *, many: bool) -> bool:
    """Tell whether the colon before ``end`` stands within the name of a class.

    >>> text = "Các Sở: Tài chính, Y tế phối hợp"
    >>> spells_out(text, 0, 7, len(text), many=True)
    True
    """
    word = fold(body[max(start, end - 9) : end].rsplit(None, 1)[-1])
    hit = _TWO.search(body, end, min(limit, end + 60))
    if word not in _SPELLED or hit is None or "\n" in body[end : hit.start()]:
        return False
    listed = (_PLACES if word in _PLACED else _FIELDS).match(body, hit.start(), limit)
    if listed is None or STARTS.at(fold(hit[1]), fold(hit[2])):
        return False
    return many or _MANY_OF.search(body, start, end) is not None


def clause_end(
    body: str, start: int, here: int, limit: int, tokens: tuple[str, str, str], *, many: bool
) -> int:
    """Return how far a clause reaches that begins within a name, or -1 where none does.

    ``tokens`` are the folded words before, at and after ``here``.

    >>> text = "Đơn vị được giao việc có trách nhiệm báo cáo"
    >>> clause_end(text, 0, 7, len(text), ("vị", "được", "giao"), many=False)
    21
    """
    last, word, follower = tokens
    begins = follower in _CLAUSES.get(word, ()) or last in TOWARDS
    if not begins and (word != "đối" or many):
        return -1
    if not many and _COMMON.match(body, start, limit) is None:
        return -1
    duty = _TO_DUTY.match(body, here, limit)
    return duty.end() if duty else -1

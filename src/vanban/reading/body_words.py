"""The words of organisations' names: heads, sectors, levels, and where a name stops."""

from __future__ import annotations

import re

from vanban.lexicon import rows
from vanban.lexicon.tree import Found, Tree
from vanban.lexicon.weave import (
    DASH,
    GAP,
    UPPER,
    both_tones,
    names,
    one_tone,
    weave,
)

_HEADS = "body_heads"
_WORD = r"[^\W\d_]++"
_CAP = rf"[{UPPER}][^\W\d_]*+"
_SHORT = rf"[{UPPER}]{{2,9}}+(?:[&-][{UPPER}]{{1,9}}+){{0,4}}(?!\w)"


def _tree(file: str) -> Tree:
    return Tree((name, name) for name in both_tones(names(file)))


def _searched(words: list[str]) -> str:
    """Return the words by first letter, each with its look behind, so that search is fast."""
    return "|".join(
        rf"{letter}(?<![\w/&-]{letter})(?:{weave(rest)})(?!\w)"
        for letter in sorted({word[0] for word in words})
        if (rest := [word[1:] for word in words if word[0] == letter])
    )


_FORMS = [(name, row["form"]) for row in rows(_HEADS) for name in both_tones([row["name"]])]
# The first words of heads are searched for, the others looked up.
FIRST_OF_HEAD = re.compile(_searched(sorted({re.split(r"[ .]", name)[0] for name, _ in _FORMS})))
_TREE_OF_HEADS = Tree(_FORMS, loose=True)
PLACES = _tree("places")
_LEVEL = (
    rf"(?:[tT]ỉnh|[tT]hành{GAP}[pP]hố|[tT]P\.?|[hH]uyện|[qQ]uận|[tT]hị{GAP}xã|[xX]ã|[pP]hường"
    rf"|[tT]hị{GAP}trấn|[đĐ]ặc{GAP}khu|TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|ĐẶC KHU)(?!\w)"
)
LEVEL = re.compile(rf"{GAP}{_LEVEL}")
# "tỉnh, thành phố" and "xã, phường" are classes.
LEVEL_TOO = re.compile(rf",? ?\n?(?:và |hoặc )?{_LEVEL}")
A_CLASS = re.compile(rf"{GAP}(?:{_LEVEL},? ?\n?(?:và |hoặc )?{_LEVEL}|các(?!\w)|cấp(?!\w))")
# A surname and two more capitals are the office-holder who follows, no part of the name.
_SURNAMES = frozenset(both_tones(names("surnames")))
_THREE = re.compile(rf"({_CAP}){GAP}{_CAP}{GAP}[{UPPER}]")
# Words that begin like one that ends a name: "Trung tâm Y tế dự phòng".
_NO_STOPS = ("dự phòng", "dự báo", "dự trữ", "trước bạ")
_STOPS = Tree(
    [
        *((name, "stop") for name in [*both_tones(names("body_stops")), "và"]),
        *((name, "name") for name in _NO_STOPS),
    ]
)
# "Phó Chủ tịch Thường trực UBND tỉnh": the first two words of a body may end a post.
STANDING = re.compile(
    r"(?:[tT]ịch|[tT]hư|[tT]rưởng|[bB]an|[đĐ]ốc|[nN]hiệm|[lL]ệnh|[vV]iên)[ \n]{1,2}$"
)
# "các bộ: Quốc phòng, Công an": fields stand for the bodies that they name.
LISTED = re.compile(
    r"(?:[cC]ác|[lL]ãnh đạo|[cC]ủa) (?:[^\s,.;:]{1,9},? ){0,4}?"
    r"(?:[bB]ộ|[sS]ở|[bB]an|[pP]hòng)(?:,? [^\s,.;:]{1,9}){0,5}: ?"
)
NEXT_LISTED = re.compile(rf",{GAP}|;{GAP}|{GAP}và{GAP}")
LISTED_END = re.compile(r"[,;.)\n]|\s{1,3}(?:và|cùng|chủ trì|phối hợp|tham dự|tham mưu)(?!\w)|$")
# Words after "HĐND" that make it a class, or no council of the place.
NO_COUNCIL = re.compile(rf"{GAP}(?:các|cấp|nơi|hai|một|hoặc|này|đó|nào|mỗi|thì|khi)(?!\w)")
AFTER_AND = re.compile(
    r"(?:các|những|ông|bà|người|cơ quan|đơn vị|tổ chức|cán bộ|lãnh đạo|đại diện|của|được|có"
    r"|pháp luật|trước|phối|PGS|GS|TS|ThS|BS|Tiến sĩ|Thạc sĩ|đồng chí|một số|theo|tại|là|việc"
    r"|không|khoản|Điều)(?!\w)"
)
# Capitals that follow a head in a heading, a table or a new sentence; none begins a name.
NO_NAME = re.compile(
    r"(?:Nghị|Hành|Cáo|Án|Này|Hợp|Phí|Vương|Số|Stt|STT|Tên|Có|Về|Để|Đã|Được|Là|Trong|Theo|Khi|Với"
    r"|Cho|Của|Tại|Do|Từ|Các|Những|Không|Nếu|Như|Phải|Trường hợp|Giám hiệu|Giám đốc|Giám khảo"
    r"|Mã|Nội dung|Họ|Sau|Trước|Ngày|Năm|Tháng|Điều|Khoản|Quyết định|Căn cứ|Thứ)(?!\w)(?! hành)"
)
FIRM_KIND = re.compile(
    rf"{GAP}(?:[cC]ổ phần|CP|TNHH|trách nhiệm hữu hạn|một thành viên|MTV|liên doanh|tập đoàn"
    r"|[Đđ]ại học|[Cc]ao đẳng|THPT|THCS|[Tt]iểu học|[Mm]ầm non|[Tt]rung cấp"
    r"|[Tt]rung học phổ thông|[Cc]hính trị|[Tt]rung học cơ sở|[Đđ]a khoa|[Cc]huyên khoa"
    r"|thương mại|nông nghiệp|(?:tỉnh|huyện))(?!\w)"
)

# The steps by which a name runs on, each from where the last one ended.
STEP = re.compile(GAP)
WORD = re.compile(_WORD)
CAPITAL = re.compile(_CAP)
FIRST = re.compile(rf"{_SHORT}|{_CAP}|(?:(?<=khu )|(?<=oàn ))\d{{1,3}}+(?![\w./,])")
# What the next cell of a flattened table begins with.
NEXT_CELL = re.compile(
    rf"(?:Tổng{GAP}(?:cộng|số)|Cộng|Ghi chú|Số lượng|Đơn vị tính|ĐVT|Diễn giải|Thành tiền|TT|STT"
    rf"|Chỉ{GAP}tiêu|Mã{GAP}số)(?!\w)"
)
# Two words in capitals begin a heading.
HEADING = re.compile(rf"[{UPPER}]{{2,9}}+ [{UPPER}]{{2}}")
AND = re.compile(rf"và{GAP}")
AND_SIGN = re.compile(rf"&{GAP}{_CAP}")
NAMED = re.compile(rf"{GAP}[{UPPER}\d]")
AFTER_DASH = re.compile(rf"{DASH}({_CAP})(?={GAP}[^\W\d_])")
AFTER_COMMA = re.compile(rf",{GAP}({_CAP})(?:{GAP}[^\W\d{UPPER}]++)?{GAP}và{GAP}{_CAP}")
OF_WHAT = re.compile(rf"{GAP}về{GAP}(?!việc(?!\w)){_WORD}")
NEXT_FIELD = re.compile(rf",{GAP}({_WORD})(?={GAP}[^\W\d_])")
BOARD_FIRST = re.compile(rf"{GAP}(?:các|về|thực hiện|phòng,?)(?!\w)")
BOARD_LEVEL = re.compile(rf"{GAP}{_LEVEL}(?={GAP}về(?!\w))")
REGION = re.compile(
    rf"(?<=khu vực){GAP}(?:\d{{1,2}}|[IVX]{{1,5}})(?!\w)|{GAP}của{GAP}(?:Quốc hội|Chính phủ)"
)
SPOT_LOUD = re.compile(rf" [{UPPER}]{{2,9}}+(?!\w)")
SPOT_DASH = re.compile(rf" ?- ?[{UPPER}]{{2,9}}+ [{UPPER}]{{2,9}}+")
TWO_LOUD = re.compile(rf"[{UPPER}]{{2}}")
SHORT = re.compile(_SHORT)
_FIELDS = both_tones(names("body_sectors"))
SECTORS = Tree(
    ((name, name) for field in _FIELDS for name in (field, field[0].lower() + field[1:])),
    loose=True,
)
LOUD_SECTORS = Tree((name.upper(), name) for name in _FIELDS)
_LOUD_PLACES = Tree((name.upper(), name) for name in both_tones(names("places")))
# "Đảng ủy Sở", "Đảng ủy Khối các cơ quan tỉnh": the body is known from the text around.
PARTY_OF = re.compile(r" (?:Sở|Bộ|Khối(?: các cơ quan(?: và doanh nghiệp)?)?(?: tỉnh)?)(?!\w)")
CENTRE = re.compile(rf"{GAP}Trung ương(?:{GAP}Đảng)?(?!\w)")

_LONG = {row["name"]: row["full"] for row in rows("body_abbreviations")}
_ABBREVIATION = re.compile(rf"(?<!\w){weave(_LONG)}(?!\w)")


def head_at(plain: str, at: int) -> Found | None:
    r"""Return the head of a body's name that stands at a place: its end and its form.

    In whatever case and tone placement, and broken over lines.

    >>> head_at("Uỷ ban\nNhân dân", 0), head_at("(Tỉnh ủy", 1), head_at("BUBND", 1)
    (Found(end=15, value='level'), Found(end=8, value='party'), None)
    """
    return _TREE_OF_HEADS.at(plain, at) if FIRST_OF_HEAD.match(plain, at) else None


def stops_at(plain: str, at: int) -> bool:
    """Tell whether the word at a place ends a name.

    >>> stops_at("dự họp", 0), stops_at("dự phòng", 0)
    (True, False)
    """
    found = _STOPS.at(plain, at)
    return found is not None and found.value == "stop"


def person_at(plain: str, at: int) -> bool:
    """Tell whether a surname and two more capitals stand at a place: the office-holder's name."""
    three = _THREE.match(plain, at)
    return three is not None and three[1] in _SURNAMES


def fold(written: str) -> str:
    r"""Return what all spellings of a body's name have in common.

    >>> fold("UBND Tỉnh") == fold("Uỷ ban\nnhân dân tỉnh")
    True
    """
    words = one_tone(" ".join(written.replace("-", " - ").split()))
    long = _ABBREVIATION.sub(lambda hit: _LONG[hit[0].replace(" - ", "-")], words)
    return long.casefold().replace(",", "")


# "VĂN PHÒNG CHÍNH PHỦ" on a line of its own, not "VĂN PHÒNG PHẨM CÁC LOẠI:".
LOUD_LINE = re.compile(
    rf"\n[ *|]{{0,30}}+((?:{weave(both_tones(names('loud_heads')))})(?! TRƯỞNG)"
    rf"(?>(?:(?: {{1,2}}| ?- ?|, )[{UPPER}&]++){{1,12}}))[ *|]{{0,30}}+(?=\n)"
)
# Names in capitals, as heads of papers and above signatures have them.
LOUD = re.compile(
    rf"C(?<![\w/&-]C)HÍNH{GAP}PHỦ(?!\w)|Q(?<![\w/&-]Q)UỐC{GAP}HỘI(?!\w)"
    rf"|B(?<![\w/&-]B)(?:(?=Ộ)|AN{GAP}(?:THƯỜNG{GAP}VỤ|CHẤP{GAP}HÀNH)"
    rf"{GAP}(?:TỈNH|THÀNH|HUYỆN){GAP}[UỦ][ỶY](?!\w))"
    rf"|S(?<![\w/&-]S)(?=Ở)"
    rf"|[UỦ](?<![\w/&-][UỦ])[ỶY]{GAP}BAN{GAP}(?:NHÂN{GAP}DÂN(?!\w)|THƯỜNG{GAP}VỤ{GAP}QUỐC{GAP}HỘI(?!\w))"
    rf"|H(?<![\w/&-]H)ỘI{GAP}ĐỒNG{GAP}NHÂN{GAP}DÂN(?!\w)"
)
AFTER_LETTER = re.compile(rf"[ỘỞ]{GAP}")
# After a council in capitals; not "CẤP HUYỆN", which is a class.
LOUD_CLASS = re.compile(rf"{GAP}(?:CẤP|CÁC)")


def loud_level_at(plain: str, at: int) -> int:
    """Return the end of the level, and place, after a council in capitals; ``at`` without one."""
    level = LEVEL.match(plain, at)
    step = STEP.match(plain, level.end()) if level else None
    place = _LOUD_PLACES.at(plain, step.end()) if step else None
    return place.end if place else (level.end() if level else at)

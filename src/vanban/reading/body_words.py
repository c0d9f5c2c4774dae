"""The words of organisations' names: heads, sectors, levels, and where a name stops."""

from __future__ import annotations

import re

from vanban.lexicon.weave import (
    DASH,
    GAP,
    UPPER,
    both_tones,
    capitals,
    names,
    one_tone,
    rows,
    weave,
)

_HEADS = "body_heads.csv"
_WORD = r"[^\W\d_]++"
_CAP = rf"[{UPPER}][^\W\d_]*+"
_SHORT = rf"[{UPPER}]{{2,9}}+(?:[&-][{UPPER}]{{1,9}}+){{0,4}}(?!\w)"


def _woven(file: str) -> str:
    return weave(both_tones(names(file)))


def _searched(words: list[str]) -> str:
    """Return the heads by first letter, each with its look behind, so that search is fast."""
    return "|".join(
        rf"{letter}(?<![\w/&-]{letter}){_after(letter, words)}(?!\w)"
        for letter in sorted({word[0] for word in words})
    )


def _after(letter: str, words: list[str]) -> str:
    """Return what follows the first letter of the heads that begin with it."""
    short = [word[1:] for word in words if word[0] == letter and word.isupper()]
    full = [capitals([word])[0][1:] for word in words if word[0] == letter and not word.isupper()]
    every = [weave(full, loose=True)] * bool(full) + [weave(short)] * bool(short)
    return f"(?:{'|'.join(every)})"


_NAMES = both_tones(names(_HEADS))
HEAD = re.compile(_searched(_NAMES))
PLACE = re.compile(rf"{_woven('places.csv')}(?!\w)")
_LEVEL = (
    rf"(?:[tT]ỉnh|[tT]hành{GAP}[pP]hố|[tT]P\.?|[hH]uyện|[qQ]uận|[tT]hị{GAP}xã|[xX]ã|[pP]hường"
    rf"|[tT]hị{GAP}trấn|[đĐ]ặc{GAP}khu|TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|ĐẶC KHU)(?!\w)"
)
LEVEL = re.compile(rf"{GAP}{_LEVEL}")
# "tỉnh, thành phố" and "xã, phường" are classes.
LEVEL_TOO = re.compile(rf",? ?\n?(?:và |hoặc )?{_LEVEL}")
A_CLASS = re.compile(rf"{GAP}(?:{_LEVEL},? ?\n?(?:và |hoặc )?{_LEVEL}|các(?!\w)|cấp(?!\w))")
# A surname and two more capitals are the office-holder who follows, no part of the name.
PERSON = re.compile(rf"{_woven('surnames.csv')}{GAP}{_CAP}{GAP}[{UPPER}]")
STOP = re.compile(rf"(?:{_woven('body_stops.csv')}|và)(?!\w)")
AFTER_AND = re.compile(
    r"(?:các|những|ông|bà|người|cơ quan|đơn vị|tổ chức|cán bộ|lãnh đạo|đại diện|của|được|có"
    r"|pháp luật|trước|phối|đồng chí|một số|theo|tại|là|việc|không|khoản|Điều)(?!\w)"
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
SECTOR = re.compile(
    rf"(?:{weave((' ' + name for name in both_tones(names('body_sectors.csv'))), loose=True)}(?!\w)"
    rf"|{GAP}{_SHORT})"
)
# "Đảng ủy Sở", "Đảng ủy Khối các cơ quan tỉnh": the body is known from the text around.
PARTY_OF = re.compile(r" (?:Sở|Bộ|Khối(?: các cơ quan(?: và doanh nghiệp)?)?(?: tỉnh)?)(?!\w)")
CENTRE = re.compile(rf"{GAP}Trung ương(?:{GAP}Đảng)?(?!\w)")

_FORM_OF = {row["name"][0] + row["name"][1:].casefold(): row["form"] for row in rows(_HEADS)}
_LONG = {row["name"]: row["full"] for row in rows("body_abbreviations.csv")}
_ABBREVIATION = re.compile(rf"(?<!\w){weave(_LONG)}(?!\w)")


def form_of(head: str) -> str:
    r"""Return the form of a head, in whatever case, tone placement and broken over lines.

    >>> form_of("Uỷ ban\nNhân dân"), form_of("Tỉnh ủy")
    ('level', 'party')
    """
    head = one_tone(" ".join(head.split()))
    return _FORM_OF.get(head[0] + head[1:].casefold(), "generic")


def fold(written: str) -> str:
    r"""Return what all spellings of a body's name have in common.

    >>> fold("UBND Tỉnh") == fold("Uỷ ban\nnhân dân tỉnh")
    True
    """
    words = one_tone(" ".join(written.replace("-", " - ").split()))
    long = _ABBREVIATION.sub(lambda hit: _LONG[hit[0].replace(" - ", "-")], words)
    return long.casefold().replace(",", "")


_LOUD_PLACE = rf"{weave(name.upper() for name in both_tones(names('places.csv')))}(?!\w)"
_LOUD_SECTOR = rf"{weave(name.upper() for name in both_tones(names('body_sectors.csv')))}(?!\w)"
# "VĂN PHÒNG CHÍNH PHỦ" on a line of its own, not "VĂN PHÒNG PHẨM CÁC LOẠI:".
LOUD_LINE = re.compile(
    rf"\n[ *|]{{0,30}}+((?:{_woven('loud_heads.csv')})(?! TRƯỞNG)"
    rf"(?:(?: {{1,2}}| ?- ?|, )[{UPPER}&]++){{1,12}}+)[ *|]{{0,30}}+(?=\n)"
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
LOUD_SECTOR = re.compile(rf"[ỘỞ]{GAP}{_LOUD_SECTOR}")
# After a council in capitals; not "CẤP HUYỆN", which is a class.
LOUD_CLASS = re.compile(rf"{GAP}(?:CẤP|CÁC)")
LOUD_LEVEL = re.compile(rf"{GAP}{_LEVEL}(?:{GAP}{_LOUD_PLACE})?")

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


def _heads(words: list[str]) -> str:
    """Return the heads in any case of their later syllables; abbreviations only as they are."""
    short = [word for word in words if word.isupper()]
    full = [word[0] + capitals([word])[0][1:] for word in words if not word.isupper()]
    every = [weave(full, loose=True)] * bool(full) + [weave(short)] * bool(short)
    return f"(?:{'|'.join(every)})"


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
ANY_HEAD = _heads(_NAMES)
HEAD = re.compile(_searched(_NAMES))
PLACE = rf"{_woven('places.csv')}(?!\w)"
LEVEL = (
    rf"(?:[tT]ỉnh|[tT]hành{GAP}[pP]hố|[tT]P\.?|[hH]uyện|[qQ]uận|[tT]hị{GAP}xã|[xX]ã|[pP]hường"
    rf"|[tT]hị{GAP}trấn|[đĐ]ặc{GAP}khu|TỈNH|THÀNH PHỐ|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|ĐẶC KHU)(?!\w)"
)
# A surname and two more capitals are the office-holder who follows, no part of the name.
PERSON = rf"{weave(names('surnames.csv'))}{GAP}{_CAP}{GAP}[{UPPER}]"
_SPOT = (
    rf"(?:{PLACE}|(?!{PERSON}){_CAP}"
    rf"(?: [{UPPER}]{{2,9}}+|{GAP}(?!{PERSON}|[{UPPER}]{{2}}){_CAP}){{0,3}}+"
    rf"(?: ?- ?[{UPPER}]{{2,9}}+ [{UPPER}]{{2,9}}+)?)"
)
STOP = _woven("body_stops.csv")
_AFTER_AND = (
    r"(?:các|những|ông|bà|người|cơ quan|đơn vị|tổ chức|cán bộ|lãnh đạo|đại diện|của|được|có"
    r"|pháp luật|trước|phối|đồng chí|một số|theo|tại|là|việc|không|khoản|Điều)(?!\w)"
)
# Two words in capitals begin a heading.
_HEADING = rf"[{UPPER}]{{2,9}}+ [{UPPER}]{{2}}"
# One more word of a name that runs on.
_MORE = (
    rf"{GAP}(?:và{GAP}(?!{_AFTER_AND}|{ANY_HEAD}(?!\w)|{PERSON}){_WORD}|&{GAP}{_CAP}"
    rf"|(?!{_HEADING}|(?:{STOP}|và)(?!\w)|{ANY_HEAD}{GAP}[{UPPER}\d]|{PERSON}){_WORD})"
    rf"|{DASH}(?!{ANY_HEAD}(?!\w)){_CAP}(?={GAP}[^\W\d_])"
    rf"|,{GAP}(?!{ANY_HEAD}(?!\w)){_CAP}(?:{GAP}[^\W\d{UPPER}]++)?{GAP}và{GAP}{_CAP}"
)
_REGION = (
    rf"(?:(?<=khu vực){GAP}(?:\d{{1,2}}|[IVX]{{1,5}})(?!\w)|{GAP}của{GAP}(?:Quốc hội|Chính phủ))?"
)
_FIRM_KIND = (
    r"(?:[cC]ổ phần|CP|TNHH|trách nhiệm hữu hạn|một thành viên|MTV|liên doanh|tập đoàn|[Đđ]ại học"
    r"|[Cc]ao đẳng|THPT|THCS|[Tt]iểu học|[Mm]ầm non|[Tt]rung cấp|[Tt]rung học phổ thông"
    r"|[Cc]hính trị|[Tt]rung học cơ sở|[Đđ]a khoa|[Cc]huyên khoa|thương mại|nông nghiệp|tỉnh|huyện)"
    r"(?!\w)"
)
# Capitals that follow a head in a heading, a table or a new sentence; none begins a name.
_NO_NAME = (
    r"(?:Nghị|Hành|Cáo|Án|Này|Hợp|Phí|Vương|Số|Stt|STT|Tên|Có|Về|Để|Đã|Được|Là|Trong|Theo|Khi|Với"
    r"|Cho|Của|Tại|Do|Từ|Các|Những|Không|Nếu|Như|Phải|Trường hợp|Giám hiệu|Giám đốc|Giám khảo"
    r"|Mã|Nội dung|Họ|Sau|Trước|Ngày|Năm|Tháng|Điều|Khoản|Quyết định|Căn cứ|Thứ)(?!\w)(?! hành)"
)

SECTOR = re.compile(
    rf"(?:{weave((' ' + name for name in both_tones(names('body_sectors.csv'))), loose=True)}(?!\w)"
    rf"|{GAP}{_SHORT})"
    rf"(?:{GAP}(?:{LEVEL}(?:{GAP}{_SPOT})?|{PLACE}))?"
)
# "tỉnh Thái Bình" or "thành phố"; not the classes "tỉnh, thành phố" and "xã, phường".
AT_LEVEL = re.compile(rf"{GAP}(?:{LEVEL}(?:{GAP}{_SPOT}|(?!,? ?\n?(?:và |hoặc )?{LEVEL}))|{PLACE})")
AT_PARTY = re.compile(rf"{GAP}(?:{LEVEL}{GAP}{_SPOT}|{PLACE}|(?!{ANY_HEAD})(?:{_SHORT})|(?=[BS]))")
A_CLASS = re.compile(rf"{GAP}(?:{LEVEL},? ?\n?(?:và |hoặc )?{LEVEL}|các(?!\w)|cấp(?!\w))")
GENERIC = re.compile(
    rf"{GAP}(?!{_NO_NAME}|{PERSON})"
    rf"(?:{_SHORT}|{_CAP}|(?:(?<=khu )|(?<=oàn ))\d{{1,3}}+(?![\w./,]))"
)
FIRM = re.compile(rf"(?:{GAP}{_FIRM_KIND}){{0,4}}{GAP}(?!{_NO_NAME}|{_HEADING}){_CAP}")
FIRM_OF_PLACE = re.compile(rf"(?:{GAP}{_FIRM_KIND}){{1,3}}(?<=tỉnh|uyện)(?:{GAP}{PLACE})?")
# A board is named by what it is for ("Ban Chỉ đạo về …", "Ban Quản lý các khu công nghiệp").
BOARD = re.compile(
    rf"(?:{GAP}{LEVEL}(?={GAP}về(?!\w)))?"
    rf"{GAP}(?:(?:các|về|thực hiện|phòng,?)(?!\w)|(?!{STOP}(?!\w)|{PERSON}){_WORD})"
)
# One more word of any of these three. Compiled once and repeated by `run_on`: inside all of them
# it took a fifth of the time in which a page is read from cold.
_ONE_MORE = re.compile(_MORE)
_ONE_MORE_OF_BOARD = re.compile(
    rf"{GAP}về{GAP}(?!việc(?!\w)){_WORD}"
    rf"|,{GAP}(?!{STOP}(?!\w)|{ANY_HEAD}(?!\w)){_WORD}(?={GAP}[^\W\d_])"
)
_AT_REGION = re.compile(_REGION)
_MOST, _MOST_OF_BOARD = 14, 24
CENTRE = re.compile(rf"{GAP}Trung ương(?:{GAP}Đảng)?(?!\w)")
POST = re.compile(
    rf"(?:(?:Phó{GAP})?(Chánh{GAP}Văn phòng|Chánh{GAP}Thanh tra|Trưởng{GAP}Ban"
    rf"|Trưởng{GAP}Phòng|Trưởng{GAP}Công an|Phó{GAP}Ban|Phó{GAP}Văn phòng)"
    rf"|{weave(both_tones(capitals(names('posts.csv', 'full'))), loose=True)})(?!\w)"
)


def run_on(plain: str, at: int) -> int:
    """Return where a name that has begun ends: its further words, and its region.

    >>> run_on("Cục Thuế và Hải quan khu vực II thông báo", 8)
    31
    """
    for _ in range(_MOST):
        more = _ONE_MORE.match(plain, at)
        if more is None:
            break
        at = more.end()
    region = _AT_REGION.match(plain, at)
    return region.end() if region else at


def run_on_of_board(plain: str, at: int) -> int:
    """Return where the name of a board that has begun ends.

    >>> run_on_of_board("Ban Chỉ đạo phòng, chống tội phạm.", 17)
    33
    """
    for _ in range(_MOST_OF_BOARD):
        more = _ONE_MORE.match(plain, at) or _ONE_MORE_OF_BOARD.match(plain, at)
        if more is None:
            break
        at = more.end()
    return at


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
_LOUD_COUNCIL = rf"(?!{GAP}(?:CẤP|CÁC))(?:{GAP}{LEVEL}(?:{GAP}{_LOUD_PLACE})?)?"
# Others need a line of their own: "VĂN PHÒNG CHÍNH PHỦ", not "VĂN PHÒNG PHẨM CÁC LOẠI:".
_LOUD_OPEN = _woven("loud_heads.csv")
LOUD_LINE = re.compile(
    rf"\n[ *|]{{0,30}}+((?:{_LOUD_OPEN})(?! TRƯỞNG)(?:(?: {{1,2}}| ?- ?|, )[{UPPER}&]++){{1,12}}+)"
    r"[ *|]{0,30}+(?=\n)"
)
# Names in capitals, as heads of papers and above signatures have them.
LOUD = re.compile(
    rf"C(?<![\w/&-]C)HÍNH{GAP}PHỦ(?!\w)|Q(?<![\w/&-]Q)UỐC{GAP}HỘI(?!\w)"
    rf"|B(?<![\w/&-]B)(?:Ộ{GAP}{_LOUD_SECTOR}|AN{GAP}(?:THƯỜNG{GAP}VỤ|CHẤP{GAP}HÀNH)"
    rf"{GAP}(?:TỈNH|THÀNH|HUYỆN){GAP}[UỦ][ỶY](?!\w))"
    rf"|S(?<![\w/&-]S)Ở{GAP}{_LOUD_SECTOR}"
    rf"|[UỦ](?<![\w/&-][UỦ])[ỶY]{GAP}BAN{GAP}(?:NHÂN{GAP}DÂN(?!\w){_LOUD_COUNCIL}"
    rf"|THƯỜNG{GAP}VỤ{GAP}QUỐC{GAP}HỘI(?!\w))"
    rf"|H(?<![\w/&-]H)ỘI{GAP}ĐỒNG{GAP}NHÂN{GAP}DÂN(?!\w){_LOUD_COUNCIL}"
)

"""Figures: numbers with their units (số liệu), as Vietnamese writes them: 1.234,5 %.

A figure is a number right before a unit ("62/80 trường", "hơn 3.000 người", "1,5 tỷ đồng").
Numbers of clauses and documents, dates and the furniture of pages are none.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from vanban.lexicon import rows
from vanban.lexicon.tree import Tree
from vanban.lexicon.weave import both_tones, weave
from vanban.record import Figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from vanban.record import Citation, Period
    from vanban.spelling import Text

_UNITS = Tree(
    (name, row["unit"])
    for row in rows("units")
    for name in both_tones([row["name"]])
    if name[0].isalpha()
)
# What is glued to its number, or begins with no letter.
_SIGNS = {row["name"]: row["unit"] for row in rows("units") if not row["name"][0].isalpha()}
_NUMBER = re.compile(
    r"\d(?<![\w.,/:^-]\d)(?:\d{0,2}(?>(?:\.\d{3})+)(?:,\d{1,4}+)?|\d*+(?:[.,]\d{1,10}+)?)(?![.\d])"
    r"(?: ?- ?(\d{1,6}+(?:[.,]\d{1,4}+)?)|/(\d{1,9}+))?"
    rf"(?: ?({'|'.join(_SIGNS)})|(?: \n?|\n) ?({weave(_UNITS.first_words)}))(?![\w²³])"
)
_PER = re.compile(
    r"/(?:năm|tháng|ngày|giờ|người|hộ|ha|lần|lượt|suất|học sinh|sinh viên|km|m2|m²|kg|tấn)(?!\w)"
)
# "14 giờ 30" tells the time of day.
_CLOCK = re.compile(r" ?\d\d(?:[ ,.;)]| phút|$)")
# What stands before the numbers of clauses, forms and series.
_NUMBERED = (
    "Điều ", "điều ", "khoản ", "Khoản ", "điểm ", "Điểm ", "Mục ", "mục ", "số ", "Số ",
    "số: ", "Số: ", "Chương ", "Phần ", "thứ ", "trang ", "Biểu ", "Bảng ", "khóa ", "khoá ",
    "đợt ", "Quận ", "Phường ", "tháng ", "năm ", "ngày ", "quý ", "Phụ lục ", "Mẫu ", "cấp ",
    "hạng ", "loại ", "lớp ", "Tổ ", "bậc ", "nhóm ", "cột ", "Cột ", "dòng ", "Lần ", "Kỳ ",
    "Bước ", "Mã ", "mã ", "kỳ họp ", "Khu vực ", "khu vực ", "Vùng ", "vùng ", "Hình ",
    "Công báo ",
)  # fmt: skip


def find(
    text: Text, dates: Sequence[Period] = (), citations: Sequence[Citation] = ()
) -> list[Figure]:
    """Return the figures of a text, in its order; none inside a date or a citation.

    >>> from vanban.spelling import prepare
    >>> text = prepare("62/80 trường, 1.234,5 tỷ đồng, 08%, 3-4 ngày; khoản 2 Điều 5 xã")
    >>> [(figure.value, figure.unit) for figure in find(text)]
    [(62, '/80 trường'), (1234.5, 'tỷ đồng'), (8, '%'), (4, 'ngày')]
    """
    plain, source = text.plain, text.source
    taken = sorted(
        [(one.start, one.end) for one in dates] + [(one.start, one.end) for one in citations]
    )
    starts = [start for start, _ in taken]
    found = []
    for hit in _NUMBER.finditer(plain):
        start, end = hit.span()
        ahead = plain[max(0, start - 9) : start].replace("\n", " ")
        # "cấp 3" is a level, "cấp 76 giấy phép" an act.
        if ahead.endswith(_NUMBERED) and not (ahead.endswith("cấp ") and hit[0][1:2].isdigit()):
            continue
        before = bisect_right(starts, end - 1) - 1
        if before >= 0 and taken[before][1] > start:
            continue
        # A cell of its own over another: "12" and, on the next line, "huyện".
        if "\n" in hit[0] and plain[max(0, start - 1) : start] == "\n":
            continue
        unit = _per(plain, end, _SIGNS[hit[3]]) if hit[3] else _worded(plain, hit.start(4))
        if unit:
            if unit[0] == "giờ" and _CLOCK.match(plain, unit[1]):
                continue
            value, named = _read(plain, hit, unit[0])
            found.append(Figure(start, unit[1], source[start : unit[1]], value, named))
    return found


def number(written: str) -> int | float:
    """Return a number as Vietnamese writes it: dots part thousands, the comma decimals.

    >>> number("1.234,5"), number("2.615.000"), number("0.5"), number("08"), number("2,615,000")
    (1234.5, 2615000, 0.5, 8, 2615000)
    """
    if written.count(",") > 1 or ("," in written and "." in written.partition(",")[2]):
        written = written.replace(",", "")
    elif _THOUSANDS.fullmatch(written):
        written = written.replace(".", "")
    written = written.replace(",", ".")
    return float(written) if "." in written else int(written)


_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3}){1,6}(?:,\d{1,9})?")


def _worded(plain: str, at: int) -> tuple[str, int] | None:
    """Return the unit whose words begin at a place ("tấn/ha"), and where it ends."""
    words = _UNITS.at(plain, at)
    return _per(plain, words.end, words.value) if words else None


def _per(plain: str, at: int, unit: str) -> tuple[str, int]:
    """Return a unit that ends at a place with what it is counted by ("%/năm"), and the end."""
    by = _PER.match(plain, at)
    return (unit + by[0], by.end()) if by else (unit, at)


def _read(plain: str, hit: re.Match[str], unit: str) -> tuple[int | float, str]:
    """Return the value and the unit of a hit; of a range the upper end."""
    if hit[1]:
        return number(hit[1]), unit
    if hit[2]:
        return number(hit[0].partition("/")[0]), f"/{number(hit[2])} {unit}"
    return number(plain[hit.start() : hit.start(3) if hit[3] else hit.start(4)].strip()), unit

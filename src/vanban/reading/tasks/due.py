"""Due days: by when a task is to be done, as written, and the last day of it."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from vanban.record import Due

_S = r"[ \n]{1,9}"
_DAY = (
    rf"(?:ngày{_S})?(?:\d{{1,2}}[ ]{{0,2}}[/.-][ ]{{0,2}}\d{{1,2}}[ ]{{0,2}}[/.-][ ]{{0,2}}\d{{4}}"
    rf"|\d{{1,2}}{_S}tháng{_S}\d{{1,2}}(?:{_S}năm{_S}\d{{4}})?"
    r"|\d{1,2}[/.-]\d{1,2}(?!\d))"
)
_MONTH = rf"[tT]háng{_S}\d{{1,2}}(?:[ ]?[/.-][ ]?\d{{4}}|{_S}năm{_S}\d{{4}})"
_QUARTER = rf"[qQ]uý{_S}(?:IV|I{{1,3}}|[1-4])(?:[ ]?[/-][ ]?\d{{4}}|{_S}năm{_S}\d{{4}})"
_YEAR = rf"năm{_S}\d{{4}}"
_EVERY = re.compile(
    rf"(?:[đĐ]ịnh{_S}kỳ(?:{_S}(?:\d{{1,2}}{_S}tháng|hằng|hàng|mỗi|thứ{_S}\w{{1,4}}{_S}hàng))?"
    rf"|[hH][ằà]ng){_S}(?:năm|quý|tháng|tuần)"
)
# The second form stands after a label: "Thời gian: quý II/2025".
_CUE = re.compile(
    rf"(?:[tT]rước|[cC]hậm{_S}nhất(?:{_S}là)?(?:{_S}(?:vào|đến|trước))?|[tT]rong|[vV]ào){_S}"
    rf"(?:\d{{1,2}}(?:{_S}giờ(?:{_S}\d\d(?:{_S}phút)?)?|[hg:]\d\d),?{_S})?"
    rf"({_DAY}|{_MONTH}|{_QUARTER}|{_YEAR})"
    rf"|^({_DAY}|{_QUARTER}|{_MONTH}|[nN]ăm{_S}\d{{4}}(?=[ \n.;]{{0,9}}$))"
)
_NUMBERS = re.compile(r"\d{1,4}|\bI[IV]{0,2}\b")
_ROMAN = {"I": 1, "II": 2, "III": 3, "IV": 4}


def find(text: str) -> Due | None:
    """Return by when a task is due, from its own words.

    >>> find("hoàn thành trước ngày 30/6/2025")
    Due(text='trước ngày 30/6/2025', day=datetime.date(2025, 6, 30))
    >>> find("tổng hợp trong quý II năm 2022").day
    datetime.date(2022, 6, 30)
    >>> find("báo cáo hằng quý")
    Due(text='hằng quý', day=None)
    """
    vague: Due | None = None
    for hit in _CUE.finditer(text):
        named = hit[1] or hit[2]
        # "trước năm 2030", "vào năm 2030": an aim, not a term.
        if hit[1] and named.startswith("năm") and not hit[0].startswith(("trong", "Trong")):
            continue
        day = last_day(named)
        if day is not None:
            return Due(hit[0], day)
        vague = vague or Due(hit[0], None)
    if vague:
        return vague
    every = _EVERY.search(text)
    return Due(every[0], None) if every else None


def last_day(named: str) -> dt.date | None:
    """Return the last day of a date, month, quarter or year, or None where the year is missing.

    >>> last_day("quý I/2025"), last_day("tháng 2/2024"), last_day("ngày 15 tháng 12")
    (datetime.date(2025, 3, 31), datetime.date(2024, 2, 29), None)
    """
    found = _NUMBERS.findall(named)
    if not found or len(found[-1]) != len("2025"):
        return None
    year, lower = int(found[-1]), named.lower()
    if lower.startswith("quý"):
        return _end_of_month(year, 3 * (_ROMAN.get(found[0]) or int(found[0])))
    if lower.startswith("năm"):
        return _end_of_month(year, 12)
    if lower.startswith("tháng"):
        return _end_of_month(year, int(found[0]))
    return _day(year, found) if len(found) == len(("day", "month", "year")) else None


def _day(year: int, found: list[str]) -> dt.date | None:
    try:
        return dt.date(year, int(found[1]), int(found[0]))
    except ValueError:
        return None


def _end_of_month(year: int, month: int) -> dt.date | None:
    if not (1 <= month <= 12 and year >= 1):  # noqa: PLR2004 (months of a year)
        return None
    return dt.date(year, month, calendar.monthrange(year, month)[1])

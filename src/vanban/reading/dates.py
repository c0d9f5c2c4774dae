"""Dates: days and stretches of days named in the text (thời gian), with their first and last day.

Nothing is invented: "ngày 15/6", "quý I" and "hằng năm" have no year in the text, so their days
stay open; "từ ngày 1/6 đến ngày 15/6/2022" gives its year to both ends.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from vanban.record import Period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vanban.spelling import Text

# Blanks, line breaks and the asterisks of bold type between the words of a date.
_G = r"[ \n*]{1,4}+"
_YEAR = r"((?:19|20)\d\d)(?![\d/])"
_QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_MONTHS = 12
_LINK = 12  # at most so many characters between the two ends of a range
_WORDS = {
    "sáu": 6,
    "ba": 3,
    "chín": 9,
    "hai": 2,
    "bốn": 4,
    "năm": 5,
    "bảy": 7,
    "tám": 8,
    "mười": 10,
}

# Each begins with what is rare, so that search is fast; what stands before is looked at after.
_NUMERIC = re.compile(
    r"\d(?<![\d/.,-]\d)\d?+(?: ?- ?(\d{1,2}+))?( ?[/.-] ?)(\d{1,2}+) ?[/.-] ?" + _YEAR
)
_WORDED = re.compile(
    rf"gày(?<=[nN]gày){_G}(?:m[ùồ]ng )?(\d{{1,2}}+)(?:(?:,| và| -|-) ?(\d{{1,2}}+))?"
    rf"(?:{_G}tháng{_G}(\d{{1,2}}+)|[/-](\d{{1,2}}+)(?![\d/.-]))(?:,?{_G}năm{_G}{_YEAR})?"
)
# "Chiều 12/10", "sáng nay (28/3)": the day of news, without its year.
_TODAY = re.compile(
    r"(?:áng(?<=[sS]áng)|rưa(?<=[tT]rưa)|iều(?<=[cC]hiều)|ối(?<=[tT]ối))(?: nay)?,? (?:ngày )?\(?"
    r"((\d{1,2}+)[/.-](\d{1,2}+))(?![\w%]|[/.,-]\d)"
)
_MONTH = re.compile(rf"háng(?<=[tT]háng){_G}(\d{{1,2}}+)(?:{_G}năm{_G}| ?[/-] ?){_YEAR}")
_PART = re.compile(rf"háng(?<=tháng){_G}(đầu|cuối){_G}năm(?!\w)(?:{_G}{_YEAR})?")
_QUARTER = re.compile(
    rf"u(?<=[qQ]u)ý{_G}(IV|I{{1,3}}|[1-4])(?!\w)(?:(?:,| và| -|-) ?(IV|I{{1,3}}|[1-4])(?!\w))?"
    rf"(?:(?:{_G}năm{_G}| ?[/-] ?){_YEAR})?"
)
_QUARTER_LOUD = re.compile(rf"QUÝ{_G}(IV|I{{1,3}})()(?!\w)(?:(?:{_G}NĂM{_G}| ?[/-] ?){_YEAR})?")
_RANGE = re.compile(rf"(?:19|20)(?<![\d/.-]\d\d)(\d\d)(?: ?\n?- ?\n?|{_G}đến{_G}){_YEAR}")
_ONE_YEAR = re.compile(
    rf"ăm(?<=[nN]ăm){_G}(?:ngân sách{_G}|tài chính{_G})?{_YEAR}"
    r"(?!(?:, | và )(?:19|20)\d\d(?![\d/]))"
)
_TWO_YEARS = re.compile(rf"ăm(?<=[nN]ăm){_G}{_YEAR}(?:, | và ){_YEAR}")
_LOUD_YEAR = re.compile(rf"ĂM(?<=NĂM){_G}{_YEAR}")
_VIEW = re.compile(rf"tầm nhìn{_G}đến{_G}{_YEAR}")
_OFTEN = re.compile(
    r"h(?<!\wh)[ằà]ng(?: \n?|\n)(?:quý|năm|tháng|tuần)(?!\w)"
    r"|H[ằà]ng(?: \n?|\n)(?:quý|năm|tháng|tuần)(?!\w)"
)
_BEFORE = re.compile(r"[tT]rước[ \n]{1,2}+$")
_DAY_WORD = re.compile(r"[nN]gày[ \n*]{1,4}+$")
_FROM = re.compile(r"[tT]ừ[ \n*]{1,3}+$")
_TO = re.compile(r"[ \n*]{0,3}+(?:đến|tới)(?: hết)?[ \n*]{1,3}+|[ \n]{0,2}+-[ \n]{0,2}+")
_SPAN_WORD = re.compile(
    r"(?:[gG]iai đoạn|[nN]hiệm kỳ|[tT]hời kỳ|[nN]ăm học|[nN]iên kh(?:óa|oá)|[nN]ăm)[ \n]{1,2}+$"
)
_PARTS = re.compile(
    r"(?<![\w.,/-])(\d{1,2}+|[sS]áu|[bB]a|[cC]hín|[hH]ai|[bB]ốn|[nN]ăm"
    r"|[bB]ảy|[tT]ám|[mM]ười)[ \n]{1,2}+t$"
)


class _Found(NamedTuple):
    """A period found, with its spans in ``plain`` and the days that the text tells."""

    start: int
    end: int
    first: dt.date | None
    last: dt.date | None
    # Day and month of a date without a year, for the range that may tell it.
    open_day: tuple[int, int] | None = None


def find(text: Text) -> list[Period]:
    """Return the dates and periods of a text, in its order.

    >>> from vanban.spelling import prepare
    >>> for period in find(prepare("trước ngày 30/6/2022; 6 tháng đầu năm 2022; hằng quý")):
    ...     print(period.text, period.first, period.last)
    trước ngày 30/6/2022 None 2022-06-30
    6 tháng đầu năm 2022 2022-01-01 2022-06-30
    hằng quý None None
    """
    plain, source = text.plain, text.source
    found = _without_overlaps(sorted(_every(plain), key=lambda one: (one.start, -one.end)))
    return [
        Period(one.start, one.end, source[one.start : one.end], one.first, one.last)
        for one in _joined(plain, found)
    ]


def _every(plain: str) -> Iterator[_Found]:
    """Yield what each pattern finds; shorter readings of the same words among them."""
    for pattern, read in _READERS:
        for hit in pattern.finditer(plain):
            one = read(plain, hit)
            if one:
                yield one
    for hit in _TWO_YEARS.finditer(plain):
        yield from _two_years(hit)


def _day(year: str | int, month: str | int, day: str | int) -> dt.date | None:
    """Return the day, or None where the calendar has no such day."""
    month, day = int(month), int(day)
    if not (1 <= month <= _MONTHS and 1 <= day <= calendar.monthrange(int(year), month)[1]):
        return None
    return dt.date(int(year), month, day)


def _months(year: int, first: int, last: int) -> tuple[dt.date, dt.date]:
    return dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])


def _numeric(plain: str, hit: re.Match[str]) -> _Found | None:
    """Read "04/3/2022", "25-10-2017", "30.9.2022", "20-21/5/2022"."""
    day = hit[0][:2] if hit[0][1:2].isdigit() else hit[0][0]
    first = _day(hit[4], hit[3], day)
    last = _day(hit[4], hit[3], hit[1]) if hit[1] else first
    if first is None or last is None or last < first:
        return None
    word = _DAY_WORD.search(plain, max(0, hit.start() - 8), hit.start())
    start = word.start() if word else hit.start()
    return _open_before(plain, _Found(start, hit.end(), first, last))


def _worded(plain: str, hit: re.Match[str]) -> _Found | None:
    """Read "ngày 17 tháng 4 năm 2020", "ngày mùng 3 tháng 3", "ngày 15/6"."""
    day, more, month, year = hit[1], hit[2], hit[3] or hit[4], hit[5]
    if _day(2000, month, day) is None:
        return None
    start = hit.start() - 1
    if year is None:
        yearless = _Found(start, hit.end(), None, None, (int(day), int(month)))
        return _open_before(plain, yearless)
    first = _day(year, month, day)
    last = _day(year, month, more) if more else first
    return _open_before(plain, _Found(start, hit.end(), first, last))


def _today(_plain: str, hit: re.Match[str]) -> _Found | None:
    """Read "Chiều 12/10"."""
    if _day(2000, hit[3], hit[2]) is None:
        return None
    return _Found(hit.start(1), hit.end(1), None, None, (int(hit[2]), int(hit[3])))


def _open_before(plain: str, day: _Found) -> _Found:
    """Return a day, open towards the past where "trước" stands before it."""
    before = _BEFORE.search(plain, max(0, day.start - 8), day.start)
    return day._replace(start=before.start(), first=None) if before else day


def _month(_plain: str, hit: re.Match[str]) -> _Found | None:
    if not 1 <= int(hit[1]) <= _MONTHS:
        return None
    return _Found(hit.start() - 1, hit.end(), *_months(int(hit[2]), int(hit[1]), int(hit[1])))


def _part(plain: str, hit: re.Match[str]) -> _Found | None:
    """Read "6 tháng đầu năm 2022", "9 tháng đầu năm", "6 tháng cuối năm 2022"."""
    count = _PARTS.search(plain, max(0, hit.start() - 8), hit.start())
    if count is None:
        return None
    months = _WORDS.get(count[1].lower()) or int(count[1])
    if hit[2] is None or not 1 <= months < _MONTHS:
        return _Found(count.start(), hit.end(), None, None)
    first, last = (1, months) if hit[1] == "đầu" else (13 - months, 12)
    return _Found(count.start(), hit.end(), *_months(int(hit[2]), first, last))


def _quarter(_plain: str, hit: re.Match[str]) -> _Found | None:
    start = hit.start() - (plain_u := hit[0][0] == "u")
    if hit[3] is None:
        return _Found(start, hit.end(), None, None)
    first = _QUARTERS[hit[1]]
    last = _QUARTERS[hit[2]] if hit[2] and plain_u else first
    if last < first:
        return None
    return _Found(start, hit.end(), *_months(int(hit[3]), first * 3 - 2, last * 3))


def _range(plain: str, hit: re.Match[str]) -> _Found | None:
    """Read "giai đoạn 2021 - 2026", "nhiệm kỳ 2020-2025", "2021-2030"."""
    first, last = int(hit[0][:4]), int(hit[2])
    if not first < last <= first + 60:
        return None
    word = _SPAN_WORD.search(plain, max(0, hit.start() - 12), hit.start())
    start = word.start() if word else hit.start()
    # The text does not tell when a school year begins and ends.
    if word and word[0].casefold().startswith(("năm học", "niên")):
        return _Found(start, hit.end(), None, None)
    return _Found(start, hit.end(), dt.date(first, 1, 1), dt.date(last, 12, 31))


def _year(_plain: str, hit: re.Match[str]) -> _Found:
    return _Found(hit.start() - 1, hit.end(), *_months(int(hit[1]), 1, 12))


def _two_years(hit: re.Match[str]) -> Iterator[_Found]:
    """Read "các năm 2015, 2016" as two years."""
    yield _Found(hit.start() - 1, hit.end(1), *_months(int(hit[1]), 1, 12))
    yield _Found(hit.start(2), hit.end(2), *_months(int(hit[2]), 1, 12))


def _view(_plain: str, hit: re.Match[str]) -> _Found:
    return _Found(hit.start(1), hit.end(1), *_months(int(hit[1]), 1, 12))


def _often(_plain: str, hit: re.Match[str]) -> _Found:
    return _Found(hit.start(), hit.end(), None, None)


def _without_overlaps(found: list[_Found]) -> Iterator[_Found]:
    """Yield the found in order, the first and longest of those that overlap."""
    done = -1
    for one in found:
        if one.start >= done:
            done = one.end
            yield one


def _joined(plain: str, found: Iterator[_Found]) -> Iterator[_Found]:
    """Yield the found, two of them as one where the text says "từ … đến …"."""
    held: _Found | None = None
    for one in found:
        if held is not None:
            joined = _join(plain, held, one)
            if joined is not None:
                held = joined
                continue
            yield held
        held = one
    if held is not None:
        yield held


def _join(plain: str, left: _Found, right: _Found) -> _Found | None:
    """Return both as one range, or None where they are none."""
    link = _TO.fullmatch(plain, left.end, right.start) if right.start - left.end < _LINK else None
    start = _FROM.search(plain, max(0, left.start - 6), left.start)
    if link is None or not (start or link[0].strip() == "-") or right.last is None:
        return None
    first = left.first
    if left.open_day:
        first = _day(right.last.year, left.open_day[1], left.open_day[0])
    if first is None or first > right.last:
        return None
    return _Found(start.start() if start else left.start, right.end, first, right.last)


_READERS: tuple[tuple[re.Pattern[str], Callable[[str, re.Match[str]], _Found | None]], ...] = (
    (_NUMERIC, _numeric),
    (_WORDED, _worded),
    (_TODAY, _today),
    (_MONTH, _month),
    (_PART, _part),
    (_QUARTER, _quarter),
    (_QUARTER_LOUD, _quarter),
    (_RANGE, _range),
    (_ONE_YEAR, _year),
    (_LOUD_YEAR, _year),
    (_VIEW, _view),
    (_OFTEN, _often),
)

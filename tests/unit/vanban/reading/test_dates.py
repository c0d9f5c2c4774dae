"""Dates: days in all writings, periods with their first and last day, nothing invented."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.reading.dates import find
from vanban.spelling import prepare


def _found(text):
    return [
        (one.text, one.first and str(one.first), one.last and str(one.last))
        for one in find(prepare(text))
    ]


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("ngày 04/3/2022 về", "ngày 04/3/2022", "2022-03-04", "2022-03-04"),
        ("25-10-2017", "25-10-2017", "2017-10-25", "2017-10-25"),
        ("30.9.2022", "30.9.2022", "2022-09-30", "2022-09-30"),
        (
            "ngày 17 tháng 4 năm 2020",
            "ngày 17 tháng 4 năm 2020",
            "2020-04-17",
            "2020-04-17",
        ),
        (
            "ngày **21** tháng **11** năm\n2025",
            "ngày **21** tháng **11** năm\n2025",
            "2025-11-21",
            "2025-11-21",
        ),
        (
            "ngày mùng 3 tháng 2 năm 2025",
            "ngày mùng 3 tháng 2 năm 2025",
            "2025-02-03",
            "2025-02-03",
        ),
        ("tháng 10/2025", "tháng 10/2025", "2025-10-01", "2025-10-31"),
        ("tháng 2 năm 2024", "tháng 2 năm 2024", "2024-02-01", "2024-02-29"),
        ("quý I năm 2022", "quý I năm 2022", "2022-01-01", "2022-03-31"),
        ("trong quý II năm 2022", "quý II năm 2022", "2022-04-01", "2022-06-30"),
        ("Quý 3/2022", "Quý 3/2022", "2022-07-01", "2022-09-30"),
        ("quý I, II năm 2022", "quý I, II năm 2022", "2022-01-01", "2022-06-30"),
        ("6 tháng đầu năm 2022", "6 tháng đầu năm 2022", "2022-01-01", "2022-06-30"),
        ("9 tháng đầu năm 2022", "9 tháng đầu năm 2022", "2022-01-01", "2022-09-30"),
        ("sáu tháng cuối năm 2023", "sáu tháng cuối năm 2023", "2023-07-01", "2023-12-31"),
        ("đến năm 2030", "năm 2030", "2030-01-01", "2030-12-31"),
        ("nhiệm kỳ 2020-2025", "nhiệm kỳ 2020-2025", "2020-01-01", "2025-12-31"),
        ("giai đoạn 2021 - \n2026", "giai đoạn 2021 - \n2026", "2021-01-01", "2026-12-31"),
        (
            "từ năm 2021 đến năm 2025",
            "từ năm 2021 đến năm 2025",
            "2021-01-01",
            "2025-12-31",
        ),
        (
            "từ ngày 01/3 đến ngày 15/4/2022",
            "từ ngày 01/3 đến ngày 15/4/2022",
            "2022-03-01",
            "2022-04-15",
        ),
        ("20-21/5/2022", "20-21/5/2022", "2022-05-20", "2022-05-21"),
        ("trước ngày 30/6/2025", "trước ngày 30/6/2025", None, "2025-06-30"),
        ("ngày 15/6", "ngày 15/6", None, None),
        ("trước ngày 15 tháng 12", "trước ngày 15 tháng 12", None, None),
        ("quý I,", "quý I", None, None),
        ("6 tháng đầu năm", "6 tháng đầu năm", None, None),
        ("hằng quý", "hằng quý", None, None),
        ("Hàng năm", "Hàng năm", None, None),
        ("năm học 2021-2022", "năm học 2021-2022", None, None),
    ],
)
def test_a_period_has_its_first_and_last_day(text, words, first, last):
    """A date or period is read with what the text tells of its days."""
    assert _found(text) == [(words, first, last)]


@pytest.mark.parametrize(
    "text",
    [
        "30/2/2020",
        "số 15/2021/QH15",
        "12/2020/NĐ-CP",
        "điện thoại 0912.345.2022",
        "Điều 12",
        "2025-2021",
        "ngày 45 tháng 13",
    ],
)
def test_what_no_calendar_has_is_no_date(text):
    """Identifiers, telephone numbers and impossible days are no dates."""
    assert _found(text) == []


def test_two_years_after_one_word_are_two():
    """Both years of "các năm 2015, 2016" are read."""
    assert [words for words, _, _ in _found("các năm 2015, 2016")] == ["năm 2015", "2016"]


@given(st.dates(dt.date(1945, 1, 1), dt.date(2090, 12, 31)), st.sampled_from("/-."))
def test_every_day_is_read_back(day, mark):
    """A day written with numbers or with words is that day."""
    numbers = f"{day.day:02}{mark}{day.month}{mark}{day.year}"
    words = f"ngày {day.day} tháng {day.month} năm {day.year}"
    assert [(one.first, one.last) for one in find(prepare(f"{numbers}; {words}"))] == [
        (day, day)
    ] * 2


@given(st.text(st.sampled_from("ngàythángnămquýIV 0123456789/-.*\ntừđến"), max_size=100))
def test_periods_stand_in_order_inside_the_text(text):
    """Periods do not overlap, and the first day is never after the last."""
    ready = prepare(text)
    found = find(ready)
    assert all(left.end <= right.start for left, right in pairwise(found))
    for one in found:
        assert one.text == ready.source[one.start : one.end]
        assert one.first is None or one.last is None or one.first <= one.last


def test_the_day_of_news_has_no_year():
    """In news "Chiều 12/10" is a day whose year the text leaves open."""
    found = find(prepare("Chiều 12/10, họp; Ba tháng đầu năm 2024"))
    assert [(one.text, one.first) for one in found] == [
        ("12/10", None),
        ("Ba tháng đầu năm 2024", dt.date(2024, 1, 1)),
    ]

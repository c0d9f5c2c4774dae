"""Due days: the last day of what is written."""

from __future__ import annotations

import datetime as dt

import pytest

from vanban.reading.tasks import due


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("báo cáo trước ngày 30/6/2025 để tổng hợp", "trước ngày 30/6/2025", dt.date(2025, 6, 30)),
        ("hoàn thành trước ngày 05 \ntháng 7 năm 2026",
         "trước ngày 05 \ntháng 7 năm 2026", dt.date(2026, 7, 5)),
        ("xong trong tháng 10/2025", "trong tháng 10/2025", dt.date(2025, 10, 31)),
        ("trong quý II năm 2022", "trong quý II năm 2022", dt.date(2022, 6, 30)),
        ("chậm nhất là ngày 15.8.2025 phải nộp",
         "chậm nhất là ngày 15.8.2025", dt.date(2025, 8, 15)),
        ("Quý IV năm 2020, tổng kết", "Quý IV năm 2020", dt.date(2020, 12, 31)),
        ("trong tháng 2 năm 2024", "trong tháng 2 năm 2024", dt.date(2024, 2, 29)),
        ("trước ngày 15 tháng 12", "trước ngày 15 tháng 12", None),
        ("trước ngày 31/02/2025", "trước ngày 31/02/2025", None),
        ("định kỳ hằng năm báo cáo", "định kỳ hằng năm", None),
        ("tổng hợp hàng quý", "hàng quý", None),
    ],
)  # fmt: skip
def test_a_term_is_read_with_its_last_day(text, words, day):
    """The words stay as written; the day is there where the text alone tells it."""
    found = due.find(text)
    assert found == (words, day)


@pytest.mark.parametrize(
    "text", ["chiến lược đến năm 2030", "theo Kế hoạch ngày 5/6/2024", "vào năm 2030"]
)
def test_aims_and_dates_of_documents_are_no_terms(text):
    """A year far off in a title and a document's own date tell no term."""
    assert due.find(text) is None

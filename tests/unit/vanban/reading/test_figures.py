"""Figures: numbers as Vietnamese writes them, with the units that follow."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.lexicon import rows
from vanban.reading import dates
from vanban.reading.figures import find, number
from vanban.spelling import prepare


def _found(text):
    ready = prepare(text)
    return [(one.text, one.value, one.unit) for one in find(ready, dates.find(ready))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("hơn 3.000 người", [("3.000 người", 3000, "người")]),
        ("145,141 tỷ đồng", [("145,141 tỷ đồng", 145.141, "tỷ đồng")]),
        ("1.234,5 ha", [("1.234,5 ha", 1234.5, "ha")]),
        ("110\ntỷ đồng", [("110\ntỷ đồng", 110, "tỷ đồng")]),
        ("đạt 96.5%", [("96.5%", 96.5, "%")]),
        ("62/80 trường", [("62/80 trường", 62, "/80 trường")]),
        ("01 cơ quan, 05 xã", [("01 cơ quan", 1, "cơ quan"), ("05 xã", 5, "xã")]),
        ("3-4 ngày làm việc", [("3-4 ngày làm việc", 4, "ngày làm việc")]),
        ("1.200 USD/tháng", [("1.200 USD/tháng", 1200, "USD/tháng")]),
        ("10 sản phẩm OCOP", [("10 sản phẩm OCOP", 10, "sản phẩm OCOP")]),
        ("khoản 2 điều", []),
        ("Điều 5 xã", []),
        ("đến năm 2030 tỉnh", []),
        ("ngày 12/5/2022 người", []),
        ("số 12 người", []),
        ("quý II năm 2022 đơn vị", []),
        ("0912 345 678 người", [("678 người", 678, "người")]),
        ("12-3-4 người", []),
        ("30 km/h, 5 metan", [("30 km/h", 30, "km/h")]),
        ("\n12\nhuyện", []),
    ],
)
def test_a_number_before_a_unit_is_a_figure(text, expected):
    """Numbers with units are figures; numbers of clauses, dates and papers are none."""
    assert _found(text) == expected


@given(st.integers(0, 10**12), st.integers(0, 999))
def test_thousands_and_decimals_are_read_back(whole, part):
    """A number in Vietnamese form is read as its value."""
    written = f"{whole:,}".replace(",", ".")
    assert number(written) == whole
    assert number(f"{written},{part:03}") == float(f"{whole}.{part:03}")


@given(st.text(st.sampled_from("0123456789.,/-% ngườitỷđồngha\n"), max_size=80))
def test_figures_stand_in_order_inside_the_text(text):
    """Figures do not overlap and repeat the words of the text."""
    ready = prepare(text)
    found = find(ready)
    assert all(left.end <= right.start for left, right in pairwise(found))
    assert all(one.text == ready.source[one.start : one.end] for one in found)


def test_every_unit_is_read_as_the_list_says():
    """Each unit of the list is found after a number, under its standard form."""
    for row in rows("units"):
        assert [unit for _, _, unit in _found(f"7 {row['name']}.")] == [row["unit"]]


def test_the_time_of_day_is_no_figure():
    """Of "14 giờ 30" and "cấp 2 xã" nothing counts, of "cấp 76 giấy phép" the number does."""
    text = prepare("14 giờ 30, học 14 giờ; cấp 76 giấy phép; cấp 2 xã")
    assert [one.text for one in find(text)] == ["14 giờ", "76 giấy phép"]

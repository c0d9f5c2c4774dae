"""Which mentions are of one document, and who a symbol stands for."""

from __future__ import annotations

import pytest

from vanban import read


def same(text):
    """Return same_as of all citations of a text."""
    return [one.same_as for one in read(text).citations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chỉ thị số 11-CT/TW; Chỉ thị số 11-CT/TW", [None, 0]),
        ("Nghị quyết số 68/NQ-CP; Nghị quyết 68", [None, 0]),
        ("Nghị quyết 68", [None]),
        ("Nghị quyết số 68/NQ-CP; Nghị quyết số 68-NQ/TW; Nghị quyết 68", [None, None, None]),
        ("Chỉ thị số 5-CT/TW (khóa XI); Chỉ thị số 5-CT/TW (khóa XII)", [None, None]),
        ("Chỉ thị số 5-CT/TW ngày 1/1/2016; Chỉ thị số 5-CT/TW ngày 2/2/2021", [None, None]),
        ("Nghị định số 08/2015/NĐ-CP; Nghị định 8/2015/NĐ-CP", [None, 0]),
        ("Luật Đất đai; Luật đất đai năm 2024", [None, 0]),
        ("Nghị định số 68/NĐ-CP; Nghị quyết 68", [None, None]),
        (
            "Nghị quyết Đại hội XIII của Đảng và nghị quyết của Đại hội XIII của Đảng",
            [None, 0],
        ),
    ],
)
def test_mentions_are_tied_only_where_the_text_tells(text, expected):
    """A short form has one antecedent or none; days and terms tell party papers apart."""
    assert same(text) == expected


@pytest.mark.parametrize(
    ("text", "inferred"),
    [
        ("Nghị định số 30/2020/NĐ-CP", "Chính phủ"),
        ("Thông tư số 5/2020/TT-BTTTT", "Bộ trưởng Bộ Thông tin và Truyền thông"),
        ("Thông tư số 5/2025/TT-BTTTT ngày 1/6/2025", None),
        ("Kế hoạch số 85-KH/TU", None),
        ("Quyết định số 5/QĐ-UBND", None),
        ("Nghị quyết số 20-NQ/TW", None),
        ("Nghị quyết số 7/2025/UBTVQH15", "Ủy ban Thường vụ Quốc hội"),
        ("Hướng dẫn số 36-HD/VPTW", "Văn phòng Trung ương Đảng"),
        ("Hướng dẫn số 6-HD/BTGTW ngày 5/6/2024", "Ban Tuyên giáo Trung ương"),
        ("Hướng dẫn số 6-HD/BTGTW ngày 5/6/2025", None),
        ("Nghị định số 30/2020/NĐ-CP của Chính phủ", None),
    ],
)
def test_the_issuer_is_inferred_by_period_or_left_open(text, inferred):
    """A symbol tells its body on its day; what place, organ or period leave open stays null."""
    assert read(text).citations[0].issuer_inferred == inferred

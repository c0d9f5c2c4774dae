"""Relations: only what is said, from whom to whom."""

from __future__ import annotations

import pytest

from vanban import read


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kế hoạch số 1-KH/TU về tổng kết 10 năm thực hiện Nghị quyết số 2-NQ/TW",
            [(0, 1, "reviews", 10, True)],
        ),
        (
            (
                "Kế hoạch số 1-KH/TU về tổng kết 15 năm thực hiện Chỉ thị số 2-CT/TW của Bộ"
                " Chính trị (khóa X) và sơ kết 03 năm thực hiện Kết luận số 3-KL/TW của Ban Bí thư"
                " (khóa XII) về tiếp tục thực hiện Chỉ thị số 2-CT/TW"
            ),
            [
                (0, 1, "reviews", 15, True),
                (0, 2, "reviews", 3, False),
                (2, 3, "continues", None, None),
            ],
        ),
        (
            "Căn cứ Luật Giá;\nCăn cứ Nghị định số 1/2020/NĐ-CP;",
            [(-1, 0, "based_on", None, None), (-1, 1, "based_on", None, None)],
        ),
        (
            "Theo đề nghị của Giám đốc Sở Y tế tại Tờ trình số 6/TTr-SYT;",
            [(-1, 0, "based_on", None, None)],
        ),
        (
            "Nghị định số 1/2020/NĐ-CP của Chính phủ quy định chi tiết một số điều của Luật Giá",
            [(0, 1, "guides", None, None)],
        ),
        (
            "Luật Giá được sửa đổi, bổ sung một số điều theo Luật số 2/2020/QH14",
            [(1, 0, "amends", None, None)],
        ),
        (
            "Điều 1. Sửa đổi, bổ sung một số điều của Nghị định số 1/2020/NĐ-CP",
            [(-1, 0, "amends", None, None)],
        ),
        (
            "Quyết định này có hiệu lực từ ngày ký và thay thế Quyết định số 6/QĐ-UBND",
            [(-1, 0, "replaces", None, None)],
        ),
        (
            "2. Luật Giá số 1/2012/QH13 hết hiệu lực kể từ ngày Luật này có hiệu lực",
            [(-1, 0, "replaces", None, None)],
        ),
        ("(Ban hành kèm theo Quyết định số 6/QĐ-UBND)", [(-1, 0, "issued_with", None, None)]),
        (
            "Thực hiện Quyết định số 6/QĐ-UBND; Quyết định số 7/QĐ-UBND",
            [(-1, 0, "implements", None, None), (-1, 1, "implements", None, None)],
        ),
        (
            "Kế hoạch số 1/KH-SYT của Sở Y tế triển khai Kế hoạch số 2/KH-UBND",
            [(0, 1, "implements", None, None)],
        ),
    ],
)
def test_a_stated_relation_is_read(text, expected):
    """Each kind of statement gives its relation, with the right ends."""
    assert [tuple(one) for one in read(text).relations] == expected


@pytest.mark.parametrize(
    "text",
    [
        "theo quy định tại Nghị định số 1/2020/NĐ-CP và Luật Giá",
        "- Thực hiện Nghị quyết số 2-NQ/TW trong toàn ngành",
        "Phụ lục III ban hành kèm theo Nghị định số 1/2020/NĐ-CP",
        "thực hiện theo quy định tại Luật Giá",
        "Nghị quyết số 1-NQ/TW, Nghị quyết số 2-NQ/TW",
        "Nghị quyết số 1-NQ/TW về phân công, Bộ Y tế trình sửa đổi Nghị định số 1/2020/NĐ-CP",
    ],
)
def test_what_states_no_relation(text):
    """Citing, complying and a bullet's order to others say nothing of two papers."""
    assert read(text).relations == ()

"""Limits of tasks: where the actor ends, what is a heading, and what is no task."""

from __future__ import annotations

import pytest

from vanban import read

BOTH = ("Các Bộ", "cơ quan ngang Bộ")


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        (
            "Điều 29. Trách nhiệm thi hành\nBộ trưởng Bộ Nội vụ hướng dẫn thi hành Nghị định này.",
            [("Bộ trưởng Bộ Nội vụ",)],
        ),
        (
            "Điều 11. Trách nhiệm của Bộ Y tế \nChủ trì, phối hợp kiểm tra quỹ tiền lương.",
            [("Bộ Y tế",)],
        ),
        (
            (
                "2. Các Bộ, cơ quan ngang Bộ trong phạm vi nhiệm vụ, quyền hạn có trách nhiệm:"
                "\na) Kiểm tra việc thực hiện các quy định."
            ),
            [BOTH],
        ),
        (
            "5. Vụ Pháp chế có trách nhiệm báo cáo cấp có thẩm quyền dự toán ngân sách.",
            [("Vụ Pháp chế",)],
        ),
        (
            "1. Các sở, ban, ngành: Xây dựng kế hoạch cải cách hành chính, gửi về Sở Nội vụ.",
            [("Các sở, ban, ngành",)],
        ),
        (
            "Điều 5. Hội đồng nhân dân tỉnh giao\n1. Ủy ban nhân dân tỉnh tổ chức triển khai.",
            [("Ủy ban nhân dân tỉnh",)],
        ),
        (
            (
                "Điều 3. Các ông (bà) Chánh Văn phòng UBND tỉnh, Giám đốc Sở Y tế chịu trách nhiệm "
                "thi hành Quyết định này."
            ),
            [("Chánh Văn phòng UBND tỉnh", "Giám đốc Sở Y tế")],
        ),
        (
            "2. Công an tỉnh là cơ quan thường trực, có trách nhiệm xây dựng quy chế hoạt động.",
            [("Công an tỉnh",)],
        ),
        (
            (
                "2. Đảng đoàn Quốc hội hoàn thiện pháp luật; ban cán sự đảng Chính phủ chỉ đạo "
                "bố trí vốn."
            ),
            [("Đảng đoàn Quốc hội",), ("ban cán sự đảng Chính phủ",)],
        ),
        (
            (
                "3. Người đứng đầu cơ quan tham gia xây dựng, ban hành Nghị quyết này được xem xét "
                "loại trừ trách nhiệm."
            ),
            [],
        ),
    ],
)
def test_who_must_do_it(text, leads):
    """Headings, courtesy, duties told late and closing articles give their actors."""
    assert [one.lead for one in read(text).tasks] == leads


def test_an_hour_before_the_day_does_not_hide_it():
    """The due day of "trước 16 giờ ngày …" is the day."""
    (task,) = read("1. Sở Y tế báo cáo kết quả trước 16 giờ ngày 19/9/2024.").tasks
    assert str(task.due.day) == "2024-09-19"

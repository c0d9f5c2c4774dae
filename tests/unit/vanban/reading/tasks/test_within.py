"""Within a name: clauses, fields after a colon and posts that end no actor."""

from __future__ import annotations

import pytest

from vanban.reading.tasks.actors import parse
from vanban.reading.tasks.within import clause_end, is_class, is_field


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Đơn vị được giao chủ trì việc lập quỹ có trách nhiệm báo cáo",
         ["Đơn vị được giao chủ trì việc lập quỹ"]),
        ("Các cơ quan, đơn vị có liên quan đến quản lý, sử dụng quỹ có trách nhiệm báo cáo",
         ["Các cơ quan, đơn vị có liên quan đến quản lý, sử dụng quỹ"]),
        ("Người đứng đầu các trường trực tiếp quản lý viên chức có trách nhiệm: rà soát",
         ["Người đứng đầu các trường trực tiếp quản lý viên chức"]),
        ("Các đơn vị quản lý chợ kiểm tra và có trách nhiệm báo cáo", ["Các đơn vị quản lý chợ"]),
        ("Bộ trưởng các Bộ: Quốc phòng, Công an, Y tế và Chủ tịch UBND các tỉnh chỉ đạo",
         ["Bộ trưởng các Bộ: Quốc phòng, Công an, Y tế", "Chủ tịch UBND các tỉnh"]),
        ("Chủ tịch UBND các tỉnh: Thanh Hóa, Nghệ An rà soát",
         ["Chủ tịch UBND các tỉnh: Thanh Hóa, Nghệ An"]),
        ("UBND các xã, phường: Tuyên truyền, phổ biến", ["UBND các xã, phường"]),
        ("Đồng chí Chánh Văn phòng, Phó Bí thư Đảng ủy chỉ đạo",
         ["Đồng chí Chánh Văn phòng, Phó Bí thư Đảng ủy"]),
        ("Văn phòng HĐND và UBND xã, Công an xã tham mưu",
         ["Văn phòng HĐND và UBND xã", "Công an xã"]),
        ("Người đứng đầu cơ quan, đơn vị, địa phương rà soát",
         ["Người đứng đầu cơ quan, đơn vị, địa phương"]),
        ("Các sở, ngành; đề nghị Mặt trận Tổ quốc tỉnh và các đoàn thể phối hợp",
         ["Các sở, ngành", "Mặt trận Tổ quốc tỉnh", "các đoàn thể"]),
        ("Đài Tiếng nói Việt Nam, Bộ Ngoại giao, các bộ phối hợp",
         ["Đài Tiếng nói Việt Nam", "Bộ Ngoại giao", "các bộ"]),
        ("Thường trực, các Ban HĐND tỉnh, Tổ đại biểu HĐND tỉnh giám sát",
         ["Thường trực", "các Ban HĐND tỉnh", "Tổ đại biểu HĐND tỉnh"]),
        ("Bộ quản lý công trình xây dựng chủ trì", ["Bộ quản lý công trình xây dựng"]),
    ],
)  # fmt: skip
def test_a_name_keeps_what_belongs_to_it(text, names):
    """Verbs of a clause, fields and posts within a name neither end it nor begin another."""
    found = parse(text, 0, len(text))
    assert found is not None
    assert [text[start:end] for start, end in found.names] == names


def test_a_body_with_a_name_of_its_own_has_no_clause():
    """Only common nouns are told apart by a clause."""
    text = "Sở Y tế quản lý việc này và các đơn vị có trách nhiệm"
    assert clause_end(text, 0, 8, len(text), ("tế", "quản", "lý"), many=False) == -1


@pytest.mark.parametrize(
    ("text", "field"), [("Công an, Y tế", True), ("Công an tỉnh, Sở Y tế", False)]
)
def test_the_police_is_a_field_unless_it_has_a_place(text, field):
    """After "các Bộ:" the police is one of the ministries."""
    assert is_field(text, 0, len(text)) is field


@pytest.mark.parametrize(
    ("text", "known"),
    [("Thủ trưởng cơ quan, đơn vị", True), ("Thủ trưởng cơ quan ngang Bộ", False)],
)
def test_common_nouns_in_a_row_are_a_class(text, known):
    """A comma after a common noun makes a class of the row."""
    assert is_class(text, 0, len(text)) is known

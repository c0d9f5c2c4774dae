"""Actors: where a list of them ends, and where one ends and the next begins."""

from __future__ import annotations

import pytest

from vanban.reading.tasks.actors import parse


@pytest.mark.parametrize(
    ("text", "names", "ended"),
    [
        ("Sở Khoa học và Công nghệ, Sở Xây dựng và các cơ quan liên quan tham mưu",
         ["Sở Khoa học và Công nghệ", "Sở Xây dựng", "các cơ quan liên quan"], "verb"),
        ("Các Sở, ban, ngành của Thành phố, UBND phường, xã:",
         ["Các Sở, ban, ngành của Thành phố", "UBND phường, xã"], "colon"),
        ("Bộ trưởng, Thủ trưởng cơ quan ngang Bộ, cơ quan thuộc Chính phủ chịu trách nhiệm",
         ["Bộ trưởng", "Thủ trưởng cơ quan ngang Bộ", "cơ quan thuộc Chính phủ"], "verb"),
        ("các cơ quan, đơn vị, địa phương triển khai", ["các cơ quan, đơn vị, địa phương"], "verb"),
        ("Thủ trưởng các cơ quan, đơn vị và tổ chức liên quan tổ chức thực hiện",
         ["Thủ trưởng các cơ quan, đơn vị và tổ chức liên quan"], "verb"),
        (("Ban Quản lý các khu công nghệ cao và khu công nghiệp; "
         "các doanh nghiệp viễn thông rà soát"),
         ["Ban Quản lý các khu công nghệ cao và khu công nghiệp", "các doanh nghiệp viễn thông"],
         "verb"),
        ("Sở Y tế (cơ quan thường trực): chủ trì", ["Sở Y tế"], "colon"),
        ("Bộ, ngành có liên quan\nCăn cứ nhiệm vụ", ["Bộ, ngành có liên quan"], "line"),
        ("Trung tâm kiểm soát bệnh tật theo dõi", ["Trung tâm kiểm soát bệnh tật"], "verb"),
        ("Cơ quan quản lý nhà nước về y tế có trách nhiệm phối hợp",
         ["Cơ quan quản lý nhà nước về y tế"], "verb"),
        ("các Bộ: Y tế, Công Thương rà soát", ["các Bộ: Y tế, Công Thương"], "verb"),
        ("cơ quan điều tra, Tòa án tỉnh đẩy nhanh", ["cơ quan điều tra", "Tòa án tỉnh"], "verb"),
        ("Sở Nội vụ thẩm định", ["Sở Nội vụ"], "verb"),
        ("Vụ trưởng các Vụ: Pháp chế, Kế hoạch; Cục trưởng Cục Thuế chịu trách nhiệm",
         ["Vụ trưởng các Vụ: Pháp chế, Kế hoạch", "Cục trưởng Cục Thuế"], "verb"),
        ("Các ông (bà) Chánh Văn phòng, Giám đốc Sở Y tế chịu trách nhiệm",
         ["Các ông (bà) Chánh Văn phòng", "Giám đốc Sở Y tế"], "verb"),
        ("Sở Nội vụ hằng năm tổng hợp", ["Sở Nội vụ"], "between"),
        ("Sở Nội vụ được giao", ["Sở Nội vụ"], "stop"),
        ("Uỷ ban nhân dân tỉnh, Toà án nhân dân tỉnh báo cáo",
         ["Uỷ ban nhân dân tỉnh", "Toà án nhân dân tỉnh"], "verb"),
    ],
)  # fmt: skip
def test_a_list_of_actors_is_read_to_its_end(text, names, ended):
    """A class goes on over commas, bodies with names of their own are several."""
    found = parse(text, 0, len(text), loose=True)
    assert found is not None
    assert [text[start:end] for start, end in found.names] == names
    assert found.ended == ended


@pytest.mark.parametrize(
    "text", ["Ban hành kế hoạch", "Trường hợp cần thiết", "các văn bản", "Thanh tra, kiểm tra", ""]
)
def test_what_only_looks_like_an_actor_is_none(text):
    """Verbs and common nouns share first words with the heads."""
    assert parse(text, 0, len(text)) is None

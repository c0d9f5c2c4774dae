"""Lists of citations under one heading: repealed papers, quoted recitals, amending papers."""

from __future__ import annotations

import pytest

from vanban import read

REPEAL = "Điều 1. Bãi bỏ {} văn bản quy phạm pháp luật do Bộ trưởng ban hành{}\n"
ITEMS = (
    "1. Thông tư số 1/2013/TT-BTC ngày 10/6/2013 hướng dẫn Nghị định số 46/2013/NĐ-CP.\n"
    "2. Quyết định số 7/2014/QĐ-BTC.\n"
)


def ends(text):
    """Return what a text says to be replaced, by number."""
    made = read(text)
    return [
        made.citations[one.target].identifier
        for one in made.relations
        if str(one.kind) == "replaces"
    ]


@pytest.mark.parametrize("heading", [("toàn bộ 2", ""), ("các", " sau đây:"), ("toàn bộ", ":")])
def test_the_items_of_a_repeal_are_replaced(heading):
    """Each paper that begins an item ends; what its title cites does not."""
    assert ends(REPEAL.format(*heading) + ITEMS) == ["1/2013/TT-BTC", "7/2014/QĐ-BTC"]


@pytest.mark.parametrize("heading", ["Bãi bỏ một phần các văn bản sau:", "Các văn bản sau:"])
def test_other_lists_end_nothing(heading):
    """A list without such a heading, or of papers that end in part, replaces nothing."""
    assert ends(f"Điều 2. {heading}\n{ITEMS}") == []


def test_recitals_in_a_note_are_those_of_the_paper_that_it_names():
    """A consolidated text quotes what an amending paper rests on."""
    text = (
        "Bộ Tài chính ban hành Thông tư này.\n\n"
        "1 Thông tư số 8/2023/TT-BTC sửa đổi một số thông tư có căn cứ ban hành như sau:\n"
        "“Căn cứ Luật Cư trú ngày 13 tháng 11 năm 2020;\n"
        "Căn cứ Nghị định số 62/2022/NĐ-CP của Chính phủ.”\n"
    )
    made = [(one.origin, one.target) for one in read(text).relations]
    assert made == [(0, 1), (0, 2)]

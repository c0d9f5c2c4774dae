"""Connectors: who states a relation, and of what."""

from __future__ import annotations

import pytest

from vanban import read


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        (
            "Căn cứ Biểu thuế ban hành kèm theo Nghị quyết số 63/NQ-UBTVQH10;",
            [(-1, 0, "based_on")],
        ),
        (
            "Thực hiện việc phát hành công trái theo Nghị quyết số 09/2002/QH11;",
            [(-1, 0, "implements")],
        ),
        (
            "KẾT LUẬN\nCỦA BAN BÍ THƯ\nvề tiếp tục thực hiện Chỉ thị số 40-CT/TW",
            [(-1, 0, "continues")],
        ),
        (
            "Thông tư số 32/2018/TT-BTC (sửa đổi, bổ sung tại Thông tư 13/2022/TT-BTC)",
            [(1, 0, "amends")],
        ),
        ("Giao Sở Y tế xây dựng kế hoạch thực hiện Nghị quyết số 66-NQ/TW.", []),
        (
            "Thông tư này thay thế Chế độ kế toán ban hành kèm theo Quyết định số 885/1998/QĐ-BTC.",
            [(-1, 0, "replaces")],
        ),
    ],
)
def test_what_the_words_state(text, stated):
    """The connector, and who speaks, decide."""
    made = [(one.origin, one.target, str(one.kind)) for one in read(text).relations]
    assert made == stated


def test_a_full_stop_ends_the_list_of_what_is_carried_out():
    """What begins the next sentence is not carried out by the plan of the one before."""
    text = (
        "UBND tỉnh ban hành Kế hoạch số 2041/KH-UBND thực hiện Nghị quyết số 71/NQ-CP. "
        "Luật Lâm nghiệp năm 2017 được phổ biến."
    )
    assert [(one.origin, one.target) for one in read(text).relations] == [(0, 1)]

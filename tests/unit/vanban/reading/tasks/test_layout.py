"""Layout: blocks by mark, lines joined, furniture blanked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.reading.tasks.layout import blocks, even


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1. A\n1.1. B\na) C\n- D\n+ E\n",
         [(2.0, "A"), (2.1, "B"), (3.0, "C"), (4.0, "D"), (5.0, "E")]),
        ("Điều 3. A\nII. B\n2- C\n3/ D\n", [(1.0, "A"), (1.0, "B"), (2.0, "C"), (2.0, "D")]),
        ("**1**. Các sở\n**2.\nSở Y tế**\n", [(2.0, "Các sở"), (2.0, "Sở Y tế")]),
        ("a) Tham mưu Đảng ủy\nBan hành văn bản.\nRà soát.\n",
         [(3.0, "Tham mưu Đảng ủy\nBan hành văn bản."), (9.0, "Rà soát.")]),
        ("từ ngày\n12 tháng 5 năm\n2021\n- 2025.",
         [(9.0, "từ ngày\n12 tháng 5 năm\n2021\n- 2025.")]),
    ],
)  # fmt: skip
def test_blocks_start_at_marks_and_after_finished_lines(text, found):
    """A broken line stays in its block; a number in mid-sentence starts none."""
    body = even(text)
    assert [(round(b.rank, 1), body[b.start : b.end].strip()) for b in blocks(body)] == found


@given(st.text(alphabet="A1. \n*|ab;-)", max_size=200))
def test_evening_keeps_every_position(text):
    """An evened text is as long as before, and its blocks lie apart inside of it."""
    body = even(text)
    assert len(body) == len(text)
    ends = 0
    for block in blocks(body):
        assert ends <= block.start < block.end <= len(text)
        ends = block.end

"""What holds for the tasks of any text."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vanban.reading.tasks import find
from vanban.spelling import prepare

PIECES = (
    "1. Sở Y tế:\n", "a) ", "- ", "+ ", "Điều 3. ", "II. TỔ CHỨC THỰC HIỆN\n", "Giao ",
    "Đề nghị ", "các sở, ban, ngành ", "UBND các xã, phường ", "chủ trì, phối hợp với ", "**",
    "Công an tỉnh ", "báo cáo kết quả", "; ", ". ", ":\n", "\n\n", "\n", "(", ")", "|", "\u00a0",
    "Trong quá trình thực hiện, ", "trước ngày 30/6/2025", "có trách nhiệm", "Rà soát hồ sơ",
    "Nơi nhận:\n", "CÔNG BÁO/Số 9/Ngày 1-1-2025\n7\n", "Cơ quan chủ trì: ", "yêu cầu ", "và ",
    "Thời gian: Quý I/2025.\n", "Căn cứ Luật Đầu tư;\n", "Trách nhiệm của ", "cùng ",
    "Ủy ban\u0309 ", "tiếp tục ",
)  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=9)), max_size=40).map("".join)
QUICK = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(TEXTS)
def test_tasks_stand_apart_inside_of_the_text_and_have_words(text):
    """No task is empty, leaves the text or overlaps the next."""
    ready = prepare(text)
    ends = 0
    for task in find(ready, [], []):
        assert ends <= task.start < task.end <= len(ready.plain)
        assert task.text.strip()
        assert all(name.strip() for name in (*task.lead, *task.cooperating))
        ends = task.end


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS, st.sampled_from(("Điều 1. Sở Y tế:\n", "Sở Nội vụ ", "(", "Nơi nhận:\n", "")))
def test_what_stands_five_thousand_characters_away_changes_no_task(text, far):
    """Headings, lists of recipients and open brackets far above have no say."""
    apart = (
        "Đoạn văn này không giao việc cho ai cả, chỉ để cho xa ra thêm một chút nữa mà thôi.\n" * 64
    )
    near = [(task.start, task.end, task.lead) for task in find(prepare(apart + text), [], [])]
    found = find(prepare(far + apart + text), [], [])
    shifted = [(task.start - len(far), task.end - len(far), task.lead) for task in found]
    assert [one for one in shifted if one[0] >= len(apart)] == [
        one for one in near if one[0] >= len(apart)
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "- Sở Y tế\n", "1.1.1.1 A\n", "Sở Y tế báo cáo; ", "Sở Y tế: ", "các sở, ", " \n", "(", ";",
        "đề nghị các sở ", "CÔNG BÁO/Số 1\n", "Trách nhiệm của Sở Y tế:\n", "phối hợp với các ",
        "Trường hợp Sở Y tế, ",
    ],
)  # fmt: skip
def test_twice_the_text_takes_about_twice_the_time(piece):
    """No kind of repetition makes reading slower than its length."""

    def took(size):
        ready = prepare(piece * (size // len(piece)))
        best = []
        for _ in range(3):
            start = time.process_time()
            find(ready, [], [])
            best.append(time.process_time() - start)
        return min(best)

    assert took(120_000) < 3.2 * took(60_000) + 0.02

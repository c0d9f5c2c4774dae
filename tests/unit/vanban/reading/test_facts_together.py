"""What holds for all facts: far text changes nothing, reading twice gives the same."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban.reading import bodies, dates, figures, people
from vanban.spelling import prepare

FRAGMENTS = [
    "Sáng ngày 08/4/2022, tại Sở Khoa học và Công nghệ, Ban Tuyên giáo Tỉnh uỷ tổ chức Hội nghị.\n",
    "Đồng chí Lê Thị Thuỷ - Ủy viên Ban Thường vụ Tỉnh ủy chủ trì.\n",
    "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nLê Đức Tâm\n",
    "trong quý II năm 2022, hơn 3.000 người; 62/80 trường; từ ngày 1/3 đến ngày 5/4/2022\n",
    "UBND các huyện, thành phố; Công ty TNHH Hải Sơn; đường Trần Hưng Đạo\n",
    "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n",
]
FINDERS = {
    "bodies": lambda text: [span for one in bodies.find(text) for span in one.mentions],
    "people": lambda text: [span for one in people.find(text) for span in one.mentions],
    "dates": lambda text: [(one.start, one.end) for one in dates.find(text)],
    "figures": lambda text: [(one.start, one.end) for one in figures.find(text)],
}


@pytest.mark.parametrize("find", FINDERS.values(), ids=FINDERS.keys())
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=8), st.lists(st.sampled_from(FRAGMENTS)))
@settings(max_examples=25)
def test_far_text_changes_no_span(find, near, far):
    """What stands 5,000 characters away moves spans, and changes none."""
    text, before = "".join(near), "".join(far) + "\n" + "văn bản này. " * 400 + "\n"
    alone = sorted(find(prepare(text)))
    within = sorted(find(prepare(before + text + before)))
    at, end = len(before), len(before) + len(text)
    assert [(a - at, b - at) for a, b in within if at <= a < end] == alone


@pytest.mark.parametrize("find", FINDERS.values(), ids=FINDERS.keys())
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=8))
@settings(max_examples=10)
def test_reading_twice_gives_the_same(find, near):
    """The same text is read the same way again."""
    text = prepare("".join(near))
    assert find(text) == find(text)

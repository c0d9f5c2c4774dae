"""What holds for any text at all."""

from __future__ import annotations

import itertools
import unicodedata

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vanban import read
from vanban.serial import to_dict
from vanban.spelling import fold, prepare

# Pieces of real papers, so that random texts hold citations, and characters that make trouble.
PIECES = (
    "Nghị quyết số 20-NQ/TW",
    "Kế hoạch số 85-KH/TU",
    "ngày 04/3/2022",
    "của Chính phủ",
    "Luật Trẻ em",
    "Nghị định số 30/2020/NĐ-CP",
    "Căn cứ ",
    ";\n",
    "\n\n",
    "Số: 12/KH-UBND",
    "số 12, 13 và 14/NQ-CP",
    "sửa đổi, bổ sung một số điều của ",
    "hết hiệu lực kể từ ngày",
    "tổng kết 10 năm thực hiện ",
    "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n",
    "CÔNG BÁO/Số 9/Ngày 1-1-2025\n7\n",
    "Hiệp định ",
    "TCVN 12850:2019",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n",
    "khoản 1 Điều 5 ",
    "Thuỵ",
    "ỦY BAN",
    "\u00a0",
    "*",
    "(",
    ")",
    "Hiến pháp năm 2013",
    "Nghị quyết Đại hội XIII của Đảng",
    "Nguyễn Văn A",
    " và ",
    " về việc ",
    "9",
    "/",
)
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=30).map("".join)
FORMS = st.sampled_from(("NFC", "NFD"))
QUICK = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def spanned(record):
    """Return all entries of a record that have a span."""
    return [*record.citations, *record.tasks, *record.dates, *record.figures]


@QUICK
@given(TEXTS, FORMS)
def test_spans_point_into_the_text(text, form):
    """Every entry's text is what stands at its span, also where letters are decomposed."""
    text = unicodedata.normalize(form, text)
    for entry in spanned(read(text)):
        assert 0 <= entry.start < entry.end <= len(text)
        assert entry.text == text[entry.start : entry.end]


@QUICK
@given(TEXTS)
def test_citations_stand_in_order_and_apart(text):
    """No citation overlaps the next one."""
    found = read(text).citations
    assert all(one.end <= two.start for one, two in itertools.pairwise(found))


@QUICK
@given(TEXTS)
def test_same_as_and_relations_point_at_citations(text):
    """Indexes are of this list, and same_as points back to a first mention."""
    record = read(text)
    for index, one in enumerate(record.citations):
        assert one.same_as is None or (
            one.same_as < index and record.citations[one.same_as].same_as is None
        )
    for one in record.relations:
        assert -1 <= one.origin < len(record.citations)
        assert -1 <= one.target < len(record.citations)


@QUICK
@given(TEXTS)
def test_reading_twice_gives_the_same(text):
    """A reader keeps nothing from one text to the next."""
    assert to_dict(read(text)) == to_dict(read(text))


@QUICK
@given(st.text(max_size=300))
def test_nothing_crashes_on_any_unicode(text):
    """Any string is read; the record tells its length."""
    assert read(text).length == len(text)


@QUICK
@given(st.text())
def test_folding_keeps_the_length(text):
    """A folded text has a letter for each letter."""
    assert len(fold(text)) == len(text)


@QUICK
@given(TEXTS, FORMS)
def test_the_way_back_is_whole(text, form):
    """Spans of the prepared text, joined, give back the whole source."""
    text = unicodedata.normalize(form, text)
    ready = prepare(text)
    cuts = [*range(0, len(ready.plain), 3), len(ready.plain)]
    spans = [ready.span(a, b) for a, b in itertools.pairwise(cuts)]
    assert "".join(text[a:b] for a, b in spans) == text


@settings(max_examples=40, deadline=None)
@given(TEXTS)
def test_what_stands_far_away_changes_no_span_kind_or_identifier(text):
    """Text more than 5,000 characters away leaves spans, kinds and identifiers as they are."""
    apart = ".\n\n" + "Đoạn này không dẫn văn bản nào. " * 180 + "\n\n"
    body = apart + text
    near = [(one.start, one.end, one.kind, one.identifier) for one in read(body).citations]
    other = "Nghị quyết số 1-NQ/TW ngày 2/3/2004 của Bộ Chính trị.\n\n"
    far = [
        (one.start - len(other), one.end - len(other), one.kind, one.identifier)
        for one in read(other + body).citations
        if one.start >= len(other)
    ]
    assert near == far

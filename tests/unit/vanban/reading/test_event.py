"""The event: what a news page or minutes tell of a conference, and that papers tell of none."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.reading import bodies, dates, event, people
from vanban.spelling import prepare

NEWS = """Giao ban quý II

(Cập nhật: 10/07/2025)

Chiều 10/7, tại Hội trường Tỉnh ủy, Ban Tuyên giáo Tỉnh ủy tổ chức Hội nghị giao ban quý II. \
Đồng chí Lê Thị Hà An, Trưởng Ban Tuyên giáo Tỉnh ủy chủ trì hội nghị.
Dự hội nghị có các đồng chí: Trần Đức Bình, Giám đốc Sở Y tế; đại diện lãnh đạo các sở.
Ông Trần Đức Bình trình bày báo cáo của Sở.
Hai đơn vị đã ký kết Chương trình phối hợp giai đoạn 2025-2030.

Một số hình ảnh:

Quang cảnh hội nghị

Các đại biểu
dự hội nghị

(Nguồn: Báo Hải Sơn)
"""
MINUTES = """BIÊN BẢN
Họp giao ban tháng 5 năm 2025

Thời gian: 8 giờ 00, ngày 05 tháng 6 năm 2025
Địa điểm: Phòng họp số 2, Sở Y tế
Chủ trì: Ông Vũ Quang Tâm - Giám đốc Sở Y tế
Thành phần tham dự: Các Phó Giám đốc Sở; Trưởng các phòng
1. Ông Đào Văn Kiên - Phó Giám đốc Sở báo cáo kết quả tháng 5.
"""


def _event(text):
    ready = prepare(text)
    return event.find(ready, dates.find(ready), people.find(ready), bodies.find(ready))


def test_a_news_page_tells_of_its_conference():
    """Kind, day, place, host, chair, attendees, speakers, signings, captions, source."""
    found = _event(NEWS)
    assert found.kind == "conference"
    assert found.title == "Hội nghị giao ban quý II"
    # The year stands elsewhere on the page.
    assert found.held_on == dt.date(2025, 7, 10)
    assert found.place == "Hội trường Tỉnh ủy"
    assert found.hosts == ("Ban Tuyên giáo Tỉnh ủy",)
    assert found.chair == "Lê Thị Hà An"
    assert found.attendees == (
        "Trần Đức Bình, Giám đốc Sở Y tế",
        "đại diện lãnh đạo các sở",
    )
    assert [(one.name, one.did) for one in found.speakers] == [
        ("Trần Đức Bình", "trình bày báo cáo của Sở"),
    ]
    assert found.signings == ("Chương trình phối hợp giai đoạn 2025-2030",)
    assert found.captions == ("Quang cảnh hội nghị", "Các đại biểu dự hội nghị")
    assert found.source == "Báo Hải Sơn"


def test_minutes_tell_of_their_meeting():
    """Labels give day, place, chair and who was present."""
    found = _event(MINUTES)
    assert (found.kind, found.title) == ("meeting", "Họp giao ban tháng 5 năm 2025")
    assert found.held_on == dt.date(2025, 6, 5)
    assert found.place == "Phòng họp số 2, Sở Y tế"
    assert found.chair == "Vũ Quang Tâm"
    assert found.attendees == ("Các Phó Giám đốc Sở", "Trưởng các phòng")
    assert [one.name for one in found.speakers] == ["Đào Văn Kiên"]


def test_the_page_the_product_started_from(shared):
    """The first page: its day, its place, one chair, seven captions, its source."""
    page = shared / "seed" / "hoi-nghi-khoa-giao-quy-1-2022.txt"
    found = _event(page.read_text("utf-8"))
    assert found.kind == "conference"
    assert found.held_on == dt.date(2022, 4, 8)
    assert found.place == "Sở Khoa học và Công nghệ"
    assert found.chair == "Phạm Đồng Thuỵ"
    assert found.source == "Sở KH&CN"
    assert len(found.captions) == 7
    assert [one.name for one in found.speakers] == [
        "Phạm Đồng Thuỵ",
        "Dương Văn Lễ",
        "Hoàng Văn Thiệp",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Căn cứ Biên bản cuộc họp ngày 05/6/2025 của Hội đồng thẩm định;",
        "Nghị quyết này đã được Hội đồng nhân dân thông qua ngày 27 tháng 11 năm 2025./.",
        "Định kỳ hằng quý, Sở Y tế tổ chức hội nghị giao ban.",
        "1. Ngày 15 hằng tháng, UBND xã tổ chức cuộc họp với các thôn.",
        "Giao Sở Nội vụ chủ trì tổ chức Hội nghị tổng kết.",
    ],
)
def test_official_papers_tell_of_no_conference(text):
    """A paper that only mentions meetings has no event."""
    assert _event(text) is None


@given(st.text(st.sampled_from("Sáng ngày08/4/2022,tạiổchứcHội nghị.\nChủtrì:Nguồn"), max_size=120))
def test_any_page_is_read(text):
    """No page makes reading fail, and what is found is a day or nothing."""
    found = _event("Sáng ngày 08/4/2022, Sở Y tế tổ chức Hội nghị.\n" + text)
    assert found.held_on == dt.date(2022, 4, 8)


@pytest.mark.parametrize(
    ("text", "kind", "place", "hosts"),
    [
        (
            "Chiều ngày 19/5/2022, Đảng ủy Sở Y tế tham gia Hội nghị trực tuyến.",
            "conference",
            None,
            ("Đảng ủy Sở Y tế",),
        ),
        (
            "Sáng ngày 26/7, tại Trung tâm hội nghị tỉnh, HĐND tỉnh khóa XV tổ chức kỳ họp thứ 2.",
            "session",
            "Trung tâm hội nghị tỉnh",
            ("HĐND tỉnh",),
        ),
        (
            "Ngày 24/2, tại trụ sở, Đảng bộ UBND tỉnh họp để xem xét.",
            "meeting",
            "trụ sở",
            ("UBND tỉnh",),
        ),
        (
            "Ngày 29/9/2024, Hội nghị lần thứ 25 đã được tổ chức tại Nhà văn hóa.",
            "conference",
            "Nhà văn hóa",
            (),
        ),
    ],
)
def test_openings_of_the_news(text, kind, place, hosts):
    """The first sentence tells what was held, where, and by whom, in several ways."""
    found = _event(text)
    assert (found.kind, found.place, found.hosts) == (kind, place, hosts)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Hội nghị được tổ chức sáng 20/11/2025 tại Nhà Văn hóa tỉnh. Ông Lê An Bảy chủ trì.",
            ("conference", dt.date(2025, 11, 20), "Nhà Văn hóa tỉnh", (), "Lê An Bảy"),
        ),
        (
            "(S) - Sáng 5/6/2023, đoàn của Sở Y tế do bà Lê Tư là trưởng đoàn có buổi làm việc.",
            ("working_session", dt.date(2023, 6, 5), None, ("Sở Y tế",), "Lê Tư"),
        ),
        (
            "Trong hai ngày 02-03/10/2025, Hội Nông dân tỉnh tổ chức Đại hội lần thứ I.",
            ("congress", dt.date(2025, 10, 2), None, ("Hội Nông dân tỉnh",), None),
        ),
        (
            "Sáng nay (15/7), Sở Y tế tổ chức hội nghị. Ông Lê An Bảy đồng chủ trì.\n16/07/2024",
            ("conference", dt.date(2024, 7, 15), None, ("Sở Y tế",), "Lê An Bảy"),
        ),
    ],
)  # fmt: skip
def test_openings_of_other_sources(text, told):
    """The day may stand last, after a dateline, as a range, or a day before the page's own."""
    found = _event(text)
    assert (found.kind, found.held_on, found.place, found.hosts, found.chair) == told

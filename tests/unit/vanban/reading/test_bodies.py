"""Bodies: how far a name runs, what is no body, how spellings are merged."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.lexicon import rows
from vanban.lexicon.weave import names
from vanban.reading.bodies import body_at, find
from vanban.reading.body_words import fold, head_at
from vanban.reading.posts import actor_at
from vanban.spelling import prepare


def _named(text):
    return [body.name for body in find(prepare(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sở Y tế chủ trì", "Sở Y tế"),
        ("Sở KH&CN phát biểu", "Sở KH&CN"),
        ("Sở Văn hoá, Thể thao và Du lịch tham mưu", "Sở Văn hoá, Thể thao và Du lịch"),
        ("Bộ Lao động - Thương binh và Xã hội ban hành", "Bộ Lao động - Thương binh và Xã hội"),
        ("Bộ tài chính quy định", "Bộ tài chính"),
        ("UBND tỉnh Thái Bình xem xét", "UBND tỉnh Thái Bình"),
        ("Ủy\nban nhân dân thành\nphố triển khai", "Ủy\nban nhân dân thành\nphố"),
        ("Hội đồng nhân dân huyện", "Hội đồng nhân dân huyện"),
        ("Ban thường vụ tỉnh uỷ ghi nhận", "Ban thường vụ tỉnh uỷ"),
        ("Ban Tuyên giáo Tỉnh uỷ tổ chức", "Ban Tuyên giáo Tỉnh uỷ"),
        ("Ban Bí thư Trung ương Đảng về", "Ban Bí thư Trung ương Đảng"),
        ("Thường trực HĐND tỉnh", "Thường trực HĐND tỉnh"),
        ("Văn phòng UBND tỉnh và các", "Văn phòng UBND tỉnh"),
        ("Báo Thái Bình đưa", "Báo Thái Bình"),
        (
            "Đài Phát thanh và Truyền hình Thái Bình.",
            "Đài Phát thanh và Truyền hình Thái Bình",
        ),
        ("Cục Người có công chủ trì", "Cục Người có công"),
        ("Chi cục Hải quan khu vực XIX;", "Chi cục Hải quan khu vực XIX"),
        ("Quân khu 3 phối hợp", "Quân khu 3"),
        ("Công ty cổ phần tập đoàn Hải Sơn nộp", "Công ty cổ phần tập đoàn Hải Sơn"),
        ("Bệnh viện Đa khoa tỉnh\nNỘI DUNG", "Bệnh viện Đa khoa tỉnh"),
        (
            "Ban Quản lý các khu công nghệ cao và khu công nghiệp và các đơn vị",
            "Ban Quản lý các khu công nghệ cao và khu công nghiệp",
        ),
        ("Giám đốc", None),
        ("Sở này", None),
        ("Hội nghị", None),
        ("Ban hành", None),
    ],
)
def test_a_name_runs_to_where_it_ends(text, expected):
    """A body that starts at the beginning ends where its name does, or is none."""
    end = body_at(text, 0)
    assert (text[:end] if end else None) == expected


@pytest.mark.parametrize(
    "text",
    [
        "các sở, ban, ngành",
        "UBND các huyện, thành phố",
        "Ủy ban nhân dân xã, phường",
        "Ủy ban nhân dân cấp tỉnh quyết định",
        "Đảng ủy các xã, phường",
        "các Ban của Hội đồng nhân dân các cấp",
        "số 12/KH-UBND ngày",
        "Đài Loan",
        "Ban Giám hiệu các trường",
    ],
)
def test_classes_and_lookalikes_are_no_bodies(text):
    """Classes of bodies, symbols and places are not named bodies."""
    assert _named(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\nBỘ TÀI CHÍNH\nCỤC HẢI QUAN\n", ["BỘ TÀI CHÍNH", "CỤC HẢI QUAN"]),
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH", ["ỦY BAN NHÂN DÂN"]),
        ("UBND TỈNH HẢI SƠN\nSỞ Y TẾ\n", ["UBND TỈNH HẢI SƠN", "SỞ Y TẾ"]),
        ("CHỦ TỊCH QUỐC HỘI", ["QUỐC HỘI"]),
    ],
)
def test_names_in_capitals_are_read(text, expected):
    """Heads of papers and signatures name bodies in capitals."""
    assert _named(text) == expected


def test_spellings_are_one_body_under_the_fullest():
    """Abbreviation, tone placement, case and line breaks do not make another body."""
    found = find(prepare("UBND tỉnh; Uỷ ban nhân dân tỉnh; Ủy ban\nNhân dân Tỉnh"))
    assert [(body.name, len(body.mentions)) for body in found] == [("Ủy ban Nhân dân Tỉnh", 3)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Giám đốc Sở Y tế chịu", "Giám đốc Sở Y tế"),
        ("Chánh Văn phòng UBND tỉnh, Giám đốc", "Chánh Văn phòng UBND tỉnh"),
        ("Chủ tịch UBND huyện", "Chủ tịch UBND huyện"),
        ("Bộ trưởng Bộ Tài chính", "Bộ trưởng Bộ Tài chính"),
        ("Thủ tướng Chính phủ giao", "Thủ tướng Chính phủ"),
        ("Phó Trưởng Ban Tuyên giáo Tỉnh ủy", "Phó Trưởng Ban Tuyên giáo Tỉnh ủy"),
    ],
)
def test_office_holders_are_actors(text, expected):
    """A post with the body it is held in is one actor."""
    assert text[: actor_at(text, 0)] == expected


def test_folding_knows_the_abbreviations_of_the_list():
    """Each abbreviation of the list folds to the same as its full form."""
    for row in rows("body_abbreviations"):
        assert fold(f"Sở {row['name']}") == fold(f"Sở {row['full']}")


def test_every_head_has_a_form_that_is_read():
    """Each head of the list is found under its own form, with a source beside it."""
    for row in rows("body_heads"):
        assert head_at(row["name"], 0) == (len(row["name"]), row["form"])
        assert row["source"]


def test_lists_hold_no_name_twice():
    """A name stands once in its list."""
    for file in ("body_heads", "body_sectors", "body_stops", "body_abbreviations"):
        assert len(names(file)) == len(set(names(file)))


@given(
    st.text(st.sampled_from("SởUBNDtỉnhY tếHàVĂNPHÒNGvà,.\n -&*|ủỷ1"), max_size=120),
)
def test_spans_point_into_the_text_in_order(text):
    """Mentions lie inside the text, begin with a letter and do not overlap."""
    ready = prepare(text)
    spans = sorted(span for body in find(ready) for span in body.mentions)
    assert all(0 <= start < end <= len(ready.plain) for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))


@given(st.text(max_size=200))
def test_any_unicode_is_read(text):
    """Nothing in Unicode makes reading fail."""
    assert isinstance(find(prepare(text)), list)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Các bộ: Quốc phòng, Công an và KHCN;", ["Quốc phòng", "Công an", "KHCN"]),
        ("lãnh đạo các sở, ngành: Y tế, Tài chính.", ["Y tế", "Tài chính"]),
        ("trình HĐND, UBND xem xét; HĐND các cấp; UBND cấp xã", ["HĐND", "UBND"]),
        ("Phó Chủ tịch Thường trực UBND tỉnh", ["UBND tỉnh"]),
        ("Trưởng Ban Thường trực Ban Dân vận Tỉnh ủy", ["Ban Dân vận Tỉnh ủy"]),
        ("Thành ủy viên dự; Đảng ủy xã dự họp", ["Đảng ủy xã"]),
        ("Cục Y tế dự phòng dự họp", ["Cục Y tế dự phòng"]),
        ("Quỹ BHYT Tổng cộng Ghi chú", ["Quỹ BHYT"]),
    ],
)
def test_names_in_lists_and_beside_posts(text, names):
    """Fields after "các bộ:" are bodies; words of a post and of the next cell are no part."""
    assert _named(text) == names

"""Names of bodies as people write them."""

from __future__ import annotations

import unicodedata

import pytest

from giaoban.bodies import naming


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("BTG Tỉnh ủy", "Ban Tuyên giáo Tỉnh ủy"),
        ("Ban TGTU", "Ban Tuyên giáo Tỉnh ủy"),
        ("Sở KH&CN", "Sở Khoa học và Công nghệ"),
        ("sở kh&cn", "Sở Khoa học và Công nghệ"),
        ("Sở KHCN", "Sở Khoa học và Công nghệ"),
        ("Sở GD&ĐT", "Sở Giáo dục và Đào tạo"),
        ("Sở VH,TT&DL", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở Văn hoá, Thể thao & Du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
        ("Sở LĐ-TB&XH", "Sở Lao động - Thương binh và Xã hội"),
        ("Đài PT&TH Thái Bình", "Đài Phát thanh và Truyền hình Thái Bình"),
        ("UỶ BAN NHÂN DÂN TỈNH", "Ủy ban nhân dân tỉnh"),
        ("UBND tỉnh", "Ủy ban nhân dân tỉnh"),
    ],
)
def test_two_ways_of_writing_have_one_key(written: str, name: str) -> None:
    """What an office shortens or marks otherwise is the same name."""
    assert naming.key(written) == naming.key(name)
    assert naming.key(unicodedata.normalize("NFD", written)) == naming.key(name)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Sở Kế hoạch và Đầu tư", "so ke hoach va dau tu"),
        ("SỞ KẾ HOẠCH VÀ ĐẦU TƯ", "so ke hoach va dau tu"),
        ("Hội Khuyến học", "hoi khuyen hoc"),
    ],
)
def test_a_word_is_not_taken_for_an_abbreviation(written: str, kept: str) -> None:
    """Two letters that are a word without their case stay that word."""
    assert naming.key(written) == kept


def test_every_abbreviation_has_a_source() -> None:
    """The data file says where each abbreviation is from, and writes each once."""
    rows = naming.rows("abbreviations.csv")
    assert all(row["long"] and row["source"] for row in rows)
    assert len({row["short"] for row in rows}) == len(rows)

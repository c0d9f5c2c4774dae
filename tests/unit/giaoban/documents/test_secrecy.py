"""Tell stamps of state secrets from words that only look like them."""

from __future__ import annotations

import unicodedata

import pytest

from giaoban.documents.secrecy import find

STAMPS = [
    ("MẬT", "MẬT"),
    ("TỐI MẬT", "TỐI MẬT"),
    ("TUYỆT MẬT", "TUYỆT MẬT"),
    ("M Ậ T", "MẬT"),
    ("T U Y Ệ T  M Ậ T", "TUYỆT MẬT"),
    ("T Ố I   M Ậ T", "TỐI MẬT"),
    ("  [ MẬT ]  ", "MẬT"),
    ("| TỐI MẬT |", "TỐI MẬT"),
    ("│ MẬT │ Bản số: 02 │", "MẬT"),
    ("┌───────┐\n│  MẬT  │\n└───────┘", "MẬT"),
    ("BAN CHỈ ĐẠO\tMẬT", "MẬT"),
    ("UBND TỈNH      TUYỆT MẬT      Số: 05", "TUYỆT MẬT"),
    ("Độ mật: Tối mật", "TỐI MẬT"),
    ("Mức độ mật: MẬT", "MẬT"),
    ("Độ mật: A", "TUYỆT MẬT"),
    ("MẬT - HỎA TỐC", "MẬT"),
    ("HỎA TỐC, TỐI MẬT", "TỐI MẬT"),
    ("MẬT Bản số: 01", "MẬT"),
    ("Số: 12-BC/TU (MẬT)", "MẬT"),
    ("MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "MẬT"),
    ("TỈNH ỦY VÍ DỤ TỐI MẬT", "TỐI MẬT"),
    ("M\u1eacT\u00a0", "MẬT"),
    ("MÂT", "MẬT"),
    ("TUYET MAT", "TUYỆT MẬT"),
    ("Mật", "MẬT"),
]
WORDS = [
    "bí mật",
    "BÍ MẬT KINH DOANH",
    "QUY CHẾ BẢO MẬT",
    "Luật Bảo vệ bí mật nhà nước",
    "LUẬT BẢO VỆ BÍ\nMẬT NHÀ NƯỚC",
    "QUY CHẾ BẢO\nMẬT",
    "Mật ong rừng, mật mía",
    "ĐỀ ÁN NUÔI ONG LẤY MẬT",
    "mật độ dân số; Mật độ xây dựng",
    "tài liệu “Mật”, “Tối mật”, “Tuyệt mật” do người có thẩm quyền xác định",
    "Danh mục bí mật nhà nước độ Tuyệt mật, Tối mật",
    "Độ mật: không",
    "mật",
    "MẬT ONG",
    "",
]


@pytest.mark.parametrize(("text", "level"), STAMPS)
def test_a_stamp_is_found(text: str, level: str) -> None:
    """A stamp is found with its level, composed or decomposed."""
    assert [stamp.level for stamp in find(text)] == [level]
    assert [stamp.level for stamp in find(unicodedata.normalize("NFD", text))] == [level]


@pytest.mark.parametrize("text", WORDS)
def test_words_are_no_stamp(text: str) -> None:
    """Words that hold the same letters raise no alarm."""
    assert find(text) == []


def test_the_line_is_named() -> None:
    """The person is told in which line the stamp stands."""
    assert find("Kế hoạch\n\nTỐI MẬT\n")[0].line == 3


def test_the_shared_texts_raise_no_alarm(shared) -> None:
    """Real papers that are public raise no alarm."""
    alarms = {
        path.name
        for folder in ("texts", "more")
        for path in (shared / "reading" / folder).glob("*.txt")
        if find(path.read_text(encoding="utf-8"))
    }
    assert alarms == set()

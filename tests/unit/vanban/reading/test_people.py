"""People: names in all layouts, the posts beside them, and what only bears a person's name."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vanban.lexicon import rows
from vanban.lexicon.weave import names
from vanban.reading import posts
from vanban.reading.people import find
from vanban.spelling import prepare


def _found(text):
    return [(who.name, who.posts) for who in find(prepare(text))]


@pytest.mark.parametrize(
    ("text", "name", "held"),
    [
        (
            "đ/c Lê Thị Thuỷ - Uỷ viên Ban thường vụ Tỉnh uỷ, trưởng Ban Tuyên giáo Tỉnh uỷ, dự",
            "Lê Thị Thuỷ",
            ("Uỷ viên Ban thường vụ Tỉnh uỷ", "trưởng Ban Tuyên giáo Tỉnh uỷ"),
        ),
        ("Hoàng Văn Ban - PGĐ Sở KH&CN phát biểu", "Hoàng Văn Ban", ("PGĐ Sở KH&CN",)),
        (
            "Giám đốc Sở Giáo dục và Đào tạo Trần Văn Hải cho biết",
            "Trần Văn Hải",
            ("Giám đốc Sở Giáo dục và Đào tạo",),
        ),
        ("Thủ tướng Chính phủ Lê Minh Tân đã", "Lê Minh Tân", ("Thủ tướng Chính phủ",)),
        ("bà H'Lan Kđoh, Phó Chủ tịch UBND tỉnh", "H'Lan Kđoh", ("Phó Chủ tịch UBND tỉnh",)),
        ("ông Y Thanh Hà Niê, đại biểu", "Y Thanh Hà Niê", ()),
        ("GS.TS. Hà Huy Tâm trình bày", "Hà Huy Tâm", ()),
        ("Phó Bí thư Huyện ủy, Chủ tịch UBND huyện, đồng chí Lê An Bình", "Lê An Bình",
         ("Phó Bí thư Huyện ủy", "Chủ tịch UBND huyện")),
        ("- VPCP: BTCN, PCN Trịnh Mạnh Tân, các Vụ", "Trịnh Mạnh Tân", ("PCN",)),
        ("1. Ông Trần Đức An - Trưởng ban\n2. Ông", "Trần Đức An", ("Trưởng ban",)),
        ("Thư ký: Đỗ Thị Nhung", "Đỗ Thị Nhung", ("Thư ký",)),
    ],
)  # fmt: skip
def test_posts_stand_beside_the_name(text, name, held):
    """A person has the posts that are written before or after the name, as written."""
    assert _found(text) == [(name, held)]


@pytest.mark.parametrize(
    ("text", "name", "held"),
    [
        ("TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nLê Văn Tâm\n", "Lê Văn Tâm", ("CHỦ TỊCH",)),
        ("**TM. UBND**\nCHỦ TỊCH\n**Lê Văn Tâm**\n|", "Lê Văn Tâm", ("CHỦ TỊCH",)),
        ("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\n\nLê Văn Tâm\n", "Lê Văn Tâm", ("PHÓ CHỦ TỊCH",)),
        ("T/M BAN THƯỜNG VỤ\nPHÓ BÍ THƯ\n(đã ký)\nY Biêr Niê\n", "Y Biêr Niê", ("PHÓ BÍ THƯ",)),
        ("K/T TRƯỞNG BAN\nPHÓ TRƯỞNG BAN\n\nDƯƠNG VĂN AN\n", "DƯƠNG VĂN AN", ("PHÓ TRƯỞNG BAN",)),
        (
            "GIÁM ĐỐC SỞ KHOA HỌC\nVÀ CÔNG NGHỆ\nTrần Thị Hoa\n",
            "Trần Thị Hoa",
            ("GIÁM ĐỐC SỞ KHOA HỌC VÀ CÔNG NGHỆ",),
        ),
        ("PHÓ THỦ TƯỚNG \n [daky] \nLê Minh Tân \n", "Lê Minh Tân", ("PHÓ THỦ TƯỚNG",)),
        ("CHỦ TỊCH QUỐC HỘI\n\n\nLê Minh Tân", "Lê Minh Tân", ("CHỦ TỊCH QUỐC HỘI",)),
        ("Thứ trưởng\n\n   (Đã Ký)\n\n    Chu An\n", "Chu An", ("Thứ trưởng",)),
        ("\n\nNông Đức Tâm\n\n(Đã ký)", "Nông Đức Tâm", ()),
        ("**Người ký:**\n|\nĐào Thu Hà\n|", "Đào Thu Hà", ()),
    ],
)
def test_signatures_are_read_in_all_layouts(text, name, held):
    """The name at the foot has the post right above it, not the power it signs under."""
    assert _found(text) == [(name, held)]


def test_two_signatures_side_by_side_keep_their_columns():
    """Each of two names in a row has the post of its own column."""
    text = "TRƯỞNG BAN\tGIÁM ĐỐC\n\n\nPhạm Văn Tâm\tTrần Thị Lan Hoa\n"
    assert _found(text) == [
        ("Phạm Văn Tâm", ("TRƯỞNG BAN",)),
        ("Trần Thị Lan Hoa", ("GIÁM ĐỐC",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "đường Trần Hưng Đạo, phường Lê Hồng Phong",
        "các tuyến đường Lê Lợi, Trần Phú, Nguyễn Thái Học, Phan Bội Châu",
        "tư tưởng, đạo đức, phong cách Hồ Chí Minh",
        "Chiến dịch Quang Trung",
        "Ban Quản lý Lăng Chủ tịch Hồ Chí Minh",
        "Thành phố Hồ Chí Minh, TP. Hồ Chí Minh",
        "THÀNH PHỐ HỒ CHÍ MINH",
        "Đoàn Thanh niên Cộng sản Hồ Chí Minh",
        "Trường THPT Nguyễn Đức Cảnh, Học viện Nguyễn Ái Quốc",
        "Công ty TNHH Trần Gia Phát",
        "17 Nguyễn Gia Thiều, P. Xuân Hòa, TP.HCM",
        "Số 1, Hoàng Hoa Thám, Ba Đình, Hà Nội",
        "ông Nguyễn Văn A, bà Trần Thị B",
        "Bộ trưởng Bộ Công Thương quy định",
        "Bí thư Đoàn Thanh niên, Chủ tịch Hội Nông dân",
        "CỤC TRƯỞNG CỤC QUẢN LÝ NGOẠI HỐI",
        "CHỦ TỊCH HỘI ĐỒNG QUẢN TRỊ",
        "PHẠM VI ĐIỀU CHỈNH",
        "Bà Rịa - Vũng Tàu, Lâm Đồng, Hà Nam",
        "| 15 | HÀ TĨNH | 78.000 |",
    ],
)
def test_streets_schools_and_places_are_nobody(text):
    """What bears a person's name is no person."""
    assert _found(text) == []


def test_spellings_of_one_person_are_merged():
    """Tone placement does not make another person; posts are gathered, mentions kept."""
    text = "Đồng chí Phạm Thị Thuỵ - Trưởng ban; đồng chí Phạm Thị Thụy, Bí thư Tỉnh ủy"
    (who,) = find(prepare(text))
    assert (who.name, who.posts) == ("Phạm Thị Thuỵ", ("Trưởng ban", "Bí thư Tỉnh ủy"))
    assert [text[slice(*span)] for span in who.mentions] == ["Phạm Thị Thuỵ", "Phạm Thị Thụy"]


def test_a_name_in_a_table_ends_with_its_cell():
    """The next cell of a row is no part of the name."""
    assert _found("Vụ A TS. Dương Đức Tâm\tPhân tích, đánh giá") == [("Dương Đức Tâm", ())]


@pytest.mark.parametrize("row", rows("posts"), ids=lambda row: row["name"])
def test_every_post_of_the_list_is_a_phrase(row):
    """Each post is read whole, and has a source."""
    assert posts.phrase(row["name"], 0, 60) == len(row["name"])
    assert row["source"]


def test_lists_hold_no_name_twice():
    """A name stands once in its list."""
    for file in ("surnames", "posts", "honorifics"):
        assert len(names(file)) == len(set(names(file)))
    for form in ("before", "within"):
        every = names("namesakes", form)
        assert len(every) == len(set(every))


@given(st.text(st.sampled_from("NguyễnVăn An,-\n\t|*LÊTHỊđồngchíôbà.CHỦTỊCH"), max_size=150))
def test_mentions_point_into_the_text(text):
    """Mentions lie in order inside the text and begin with a letter."""
    ready = prepare(text)
    for who in find(ready):
        assert list(who.mentions) == sorted(who.mentions)
        assert all(ready.plain[start].isalpha() and start < end for start, end in who.mentions)


@given(st.text(max_size=200))
def test_any_unicode_is_read(text):
    """Nothing in Unicode makes reading fail."""
    assert isinstance(find(prepare(text)), list)


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Phó Bí thư Tỉnh ủy, Chủ tịch UBND tỉnh Lê Văn An đã",
         ("Phó Bí thư Tỉnh ủy", "Chủ tịch UBND tỉnh")),
        ("Lê Văn An - ủy viên Trung ương Đảng - Bí thư Tỉnh ủy - Chủ tịch HĐND tỉnh;",
         ("ủy viên Trung ương Đảng", "Bí thư Tỉnh ủy", "Chủ tịch HĐND tỉnh")),
        ("Đại tá Lê Văn An, Chỉ huy trưởng Bộ Chỉ huy Quân sự tỉnh",
         ("Chỉ huy trưởng Bộ Chỉ huy Quân sự tỉnh",)),
        ("Lê Văn An, Chủ tịch UBND tỉnh, Bí thư Đảng ủy UBND tỉnh chủ trì",
         ("Chủ tịch UBND tỉnh", "Bí thư Đảng ủy UBND tỉnh")),
        ("Lê Văn An, Phó Bí thư Đảng ủy Sở chủ trì", ("Phó Bí thư Đảng ủy Sở",)),
        ("Lê Văn An, Trưởng đoàn Đại biểu Quốc hội tỉnh", ("Trưởng đoàn Đại biểu Quốc hội tỉnh",)),
    ],
)  # fmt: skip
def test_posts_of_the_news_are_read_whole(text, held):
    """Posts with party committees, councils and deputations keep what belongs to them."""
    assert _found(text) == [("Lê Văn An", held)]


@pytest.mark.parametrize(
    ("text", "posts"),
    [
        ("Q. Giám đốc Sở Y tế Lê Quang Sơn cho biết", ["Q. Giám đốc Sở Y tế"]),
        ("ông Lê Quang Sơn, Tổ trưởng Tổ tư vấn làm trưởng đoàn", ["Tổ trưởng Tổ tư vấn"]),
        ("các Phó Chủ tịch UBND tỉnh: Hà An Bình, Lê Quang Sơn", ["Phó Chủ tịch UBND tỉnh"]),
        ("| Lê Quang Sơn | Phó Chủ tịch UBND xã |", ["Phó Chủ tịch UBND xã"]),
        ("ông Lê Quang Sơn được bầu giữ chức Chủ tịch Hội.", ["Chủ tịch Hội"]),
        ("Cục trưởng Cục Y tế dự phòng Lê Quang Sơn", ["Cục trưởng Cục Y tế dự phòng"]),
    ],
)
def test_posts_of_lists_tables_and_acting_heads(text, posts):
    """A post counts before a list, in the next cell, after an election, and with "Q."."""
    held = {one.name: list(one.posts) for one in find(prepare(text))}
    assert held["Lê Quang Sơn"] == posts

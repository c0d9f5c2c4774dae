"""The head of a paper: party and state layout, pages, two columns, one line."""

from __future__ import annotations

from vanban import read

STATE = """UBND TỈNH A
SỞ Y TẾ
-------
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 12/KH-SYT
Thái Bình, ngày 5 tháng 6 năm 2023

KẾ HOẠCH
Thực hiện chương trình
tiêm chủng năm 2023

Căn cứ Luật Dược;
TM. BAN GIÁM ĐỐC
KT. GIÁM ĐỐC
PHÓ GIÁM ĐỐC

(Đã ký)

Trần Văn Một
"""
PARTY = """TỈNH ỦY THÁI BÌNH              ĐẢNG CỘNG SẢN VIỆT NAM
        *                     Thái Bình, ngày 04 tháng 3 năm 2022
 Số 85-KH/TU

KẾ HOẠCH
tổng kết 10 năm thực hiện Nghị quyết số 20-NQ/TW
-----
Nơi nhận:                     T/M BAN THƯỜNG VỤ
- Các ban đảng,                 PHÓ BÍ THƯ


                              Nguyễn Thị Hai
"""
LETTER = """BỘ Y TẾ
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
Số: 1234/BYT-DP
V/v phòng, chống dịch
Hà Nội, ngày 5 tháng 6 năm 2023
Kính gửi: Các sở y tế
"""


def test_a_state_paper():
    """Number, kind, title over two lines, the lower body, place, day and the signer's power."""
    head = read(STATE).document
    assert (head.identifier, head.kind, head.issuer, head.place) == (
        "12/KH-SYT",
        "plan",
        "SỞ Y TẾ",
        "Thái Bình",
    )
    assert head.title == "Thực hiện chương trình tiêm chủng năm 2023"
    assert str(head.issued_on) == "2023-06-05"
    assert [tuple(one) for one in head.signers] == [("Trần Văn Một", "PHÓ GIÁM ĐỐC", "KT.")]


def test_a_party_paper_in_two_columns():
    """The star layout, with "Số" without a colon and T/M, in columns set with blanks."""
    record = read(PARTY)
    head = record.document
    assert (head.identifier, head.issuer, head.place) == (
        "85-KH/TU",
        "TỈNH ỦY THÁI BÌNH",
        "Thái Bình",
    )
    assert [tuple(one) for one in head.signers] == [("Nguyễn Thị Hai", "PHÓ BÍ THƯ", "T/M")]
    assert next((one.text, one.own) for one in record.citations) == ("Số 85-KH/TU", True)
    assert [tuple(one) for one in record.relations] == [(-1, 1, "reviews", 10, True)]


def test_a_letter_has_its_subject_below_the_number():
    """A letter has no type line; "V/v" tells its subject, the symbol its kind."""
    head = read(LETTER).document
    assert (head.identifier, head.kind, head.title) == (
        "1234/BYT-DP",
        "official_letter",
        "phòng, chống dịch",
    )


def test_a_page_that_begins_with_its_paper():
    """The title line of a page tells the paper; it is no own number."""
    record = read(
        "Kế hoạch số 153/KH-UBND ngày 2/3/2025 của UBND tỉnh Lào Cai về chuyển đổi số\n\nNội dung"
    )
    head = record.document
    assert (head.identifier, head.issuer, head.title) == (
        "153/KH-UBND",
        "UBND tỉnh Lào Cai",
        "chuyển đổi số",
    )
    assert not record.citations[0].own


def test_news_is_no_paper():
    """A text without head has none, whatever it cites."""
    assert read("Sáng nay, hội nghị bàn về Nghị quyết số 20-NQ/TW.").document is None


def test_a_day_in_the_title_is_no_date_line():
    """A head without date line has no day, whatever days its title names."""
    head = "UBTVQH\nNghị quyết số: 24/2022/UBTVQH15\nĐộc lập - Tự do\n"
    record = read(
        f"{head}NGHỊ QUYẾT\nChi theo Nghị quyết số 3/2021/UBTVQH15 ngày 24 tháng 9 năm 2021\n"
    )
    assert record.citations[0].own
    assert record.citations[0].issued_on is None
    assert record.document.issued_on is None


def test_a_consolidated_text_has_the_title_of_what_it_consolidates():
    """Below "VĂN BẢN HỢP NHẤT" stand the body, the state's name, the type and the title."""
    head = read(
        "VĂN BẢN HỢP NHẤT -\nBỘ Y TẾ\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập - Tự do - Hạnh phúc\n\nTHÔNG TƯ\nQuy định về khám bệnh\n\nThông tư số 1/2020/TT"
    ).document
    assert (head.kind, head.title, head.issuer) == (
        "consolidated",
        "Quy định về khám bệnh",
        "BỘ Y TẾ",
    )

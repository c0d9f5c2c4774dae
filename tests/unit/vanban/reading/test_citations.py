"""Citations: identity, spans, and what is said at each mention."""

from __future__ import annotations

import unicodedata

import pytest

from vanban import read


def only(text):
    """Return the one citation of a text."""
    found = read(text).citations
    assert len(found) == 1, [one.text for one in found]
    return found[0]


@pytest.mark.parametrize(
    ("text", "surface", "kind", "identifier"),
    [
        ("theo Nghị quyết số 20-NQ/TW về", "Nghị quyết số 20-NQ/TW", "resolution", "20-NQ/TW"),
        ("theo Kế luận số 49-KL/TW", "Kế luận số 49-KL/TW", "conclusion", "49-KL/TW"),
        ("Kết luận số 100 - KL/TW", "Kết luận số 100 - KL/TW", "conclusion", "100-KL/TW"),
        ("Nghị định 61/2018/NĐCP", "Nghị định 61/2018/NĐCP", "decree", "61/2018/NĐ-CP"),
        ("Nghị định số 43/2014/ND- CP", "Nghị định số 43/2014/ND- CP", "decree", "43/2014/NĐ-CP"),
        ("Quyết định 9/Q\u00d0-TTg", "Quyết định 9/Q\u00d0-TTg", "decision", "9/QĐ-TTg"),
        ("Quy định số31-QĐ/TW", "Quy định số31-QĐ/TW", "regulation", "31-QĐ/TW"),
        (
            "công văn số 2917 /SGDĐT-VP",
            "công văn số 2917 /SGDĐT-VP",
            "official_letter",
            "2917/SGDĐT-VP",
        ),
        (
            "Văn bản số 919-CV/VPTW/nb",
            "Văn bản số 919-CV/VPTW/nb",
            "official_letter",
            "919-CV/VPTW/nb",
        ),
        ("theo 68/NQ-CP,", "68/NQ-CP", "resolution", "68/NQ-CP"),
        ("Nghị quyết 68 của", "Nghị quyết 68", "resolution", "68"),
        ("Thông tư 200/2014 của", "Thông tư 200/2014", "circular", "200/2014"),
        ("Nghị quyết 36a/NQ-CP", "Nghị quyết 36a/NQ-CP", "resolution", "36a/NQ-CP"),
        (
            "Nghị quyết số 66.7/2025/NQ-CP",
            "Nghị quyết số 66.7/2025/NQ-CP",
            "resolution",
            "66.7/2025/NQ-CP",
        ),
        (
            "Thông tư số 17/2022/TT- \nBLĐTBXH",
            "Thông tư số 17/2022/TT- \nBLĐTBXH",
            "circular",
            "17/2022/TT-BLĐTBXH",
        ),
        ("Kế hoạch hành động số 328-KH/TU", "Kế hoạch hành động số 328-KH/TU", "plan", "328-KH/TU"),
        (
            "Báo cáo thẩm tra số 419/BC-UBPLTP15",
            "Báo cáo thẩm tra số 419/BC-UBPLTP15",
            "report",
            "419/BC-UBPLTP15",
        ),
        (
            "Thông báo kết luận số 6-TB/VPTU",
            "Thông báo kết luận số 6-TB/VPTU",
            "notice",
            "6-TB/VPTU",
        ),
        ("Thông tư số 12/TT-LB", "Thông tư số 12/TT-LB", "circular", "12/TT-LB"),
        ("Nghị định số 25-HĐBT", "Nghị định số 25-HĐBT", "decree", "25-HĐBT"),
        ("Quyết định: số 36/QĐ-TTg", "Quyết định: số 36/QĐ-TTg", "decision", "36/QĐ-TTg"),
        (
            "Nghị quyết số** 203**/2025/QH15",
            "Nghị quyết số** 203**/2025/QH15",
            "resolution",
            "203/2025/QH15",
        ),
        ("Luật số: 7/2020/QH14 có", "Luật số: 7/2020/QH14", "law", "7/2020/QH14"),
        (
            "Tiêu chuẩn quốc gia TCVN 12850:2019",
            "Tiêu chuẩn quốc gia TCVN 12850:2019",
            "standard",
            "TCVN 12850:2019",
        ),
        (
            "văn bản hợp nhất số 07/VBHN-VPQH",
            "văn bản hợp nhất số 07/VBHN-VPQH",
            "consolidated",
            "07/VBHN-VPQH",
        ),
        (
            "Quyết định của UBND tỉnh số 15/QĐ-UBND",
            "Quyết định của UBND tỉnh số 15/QĐ-UBND",
            "decision",
            "15/QĐ-UBND",
        ),
        ("QĐ 1719/QĐ-TTg", "QĐ 1719/QĐ-TTg", "decision", "1719/QĐ-TTg"),
    ],
)
def test_a_number_is_read_in_standard_form(text, surface, kind, identifier):
    """Glued, spaced, broken and misspelt numbers keep their span and get their standard form."""
    one = only(text)
    assert (one.text, one.kind, one.identifier) == (surface, kind, identifier)


@pytest.mark.parametrize(
    ("text", "surface", "kind"),
    [
        ("theo Luật Trẻ em năm 2016 và", "Luật Trẻ em năm 2016", "law"),
        ("theo Luật Đất đai 2024.", "Luật Đất đai 2024", "law"),
        (
            "Luật Tổ chức chính quyền địa phương quy định",
            "Luật Tổ chức chính quyền địa phương",
            "law",
        ),
        ("tại Bộ luật Lao động thì", "Bộ luật Lao động", "code"),
        ("Pháp lệnh Ngoại hối và", "Pháp lệnh Ngoại hối", "ordinance"),
        ("Luật bảo hiểm y \ntế đã", "Luật bảo hiểm y \ntế", "law"),
        ("Luật Tàu bay cánh quạt số", "Luật Tàu bay cánh quạt", "law"),
        ("Hiến pháp năm 2013", "Hiến pháp năm 2013", "constitution"),
        ("Nghị quyết Đại hội XIII của Đảng.", "Nghị quyết Đại hội XIII của Đảng", "resolution"),
        (
            "nghị quyết của Đại hội XIII của Đảng,",
            "nghị quyết của Đại hội XIII của Đảng",
            "resolution",
        ),
        ("Nghị quyết Trung ương 4 khóa XII về", "Nghị quyết Trung ương 4 khóa XII", "resolution"),
        (
            "Luật sửa đổi, bổ sung một số điều của Luật Giá, Luật Dược và Luật Thú y; đã",
            "Luật sửa đổi, bổ sung một số điều của Luật Giá, Luật Dược và Luật Thú y",
            "law",
        ),
        (
            "ký Chương trình phối hợp công tác giai đoạn 2021 - 2026.",
            "Chương trình phối hợp công tác giai đoạn 2021 - 2026",
            "programme",
        ),
        (
            "Hiệp định Thương mại tự do giữa A và B được",
            "Hiệp định Thương mại tự do giữa A và B",
            "other",
        ),
        ("Điều lệ Đảng Cộng sản Việt Nam", "Điều lệ Đảng Cộng sản Việt Nam", "charter"),
    ],
)
def test_a_proper_name_is_a_citation(text, surface, kind):
    """A name that pins a paper ends where the name ends; the name has single spaces."""
    one = only(text)
    assert (one.text, one.kind, one.name) == (surface, kind, " ".join(surface.split()))
    assert one.identifier is None


@pytest.mark.parametrize(
    ("text", "surface", "identifier", "name"),
    [
        (
            "Luật Đầu tư công số 39/2019/QH14",
            "Luật Đầu tư công số 39/2019/QH14",
            "39/2019/QH14",
            "Luật Đầu tư công",
        ),
        (
            "Luật Đầu tư công (số 39/2019/QH14)",
            "Luật Đầu tư công (số 39/2019/QH14",
            "39/2019/QH14",
            "Luật Đầu tư công",
        ),
        (
            "Pháp lệnh Ngoại hối số 28/2005/PL-UBTVQH11",
            "Pháp lệnh Ngoại hối số 28/2005/PL-UBTVQH11",
            "28/2005/PL-UBTVQH11",
            "Pháp lệnh Ngoại hối",
        ),
    ],
)
def test_a_number_behind_the_name_belongs_to_it(text, surface, identifier, name):
    """Name and number are one citation."""
    one = only(text)
    assert (one.text, one.identifier, one.name) == (surface, identifier, name)


@pytest.mark.parametrize(
    "text",
    [
        "Nghị quyết này, Luật này, Kế hoạch này",
        "các nghị quyết của Đảng, luật pháp và quyết định",
        "CÔNG BÁO/Số 755 + 756/Ngày 17-6-2025",
        "Mẫu số 02/ĐK-TCT; biểu số 3/BC-ABC; Phụ lục số 01",
        "khoản 1 Điều 5, điểm a khoản 2",
        "https://trang.vn/Quyet-dinh-12-2020-QD-UBND.aspx",
        "Kế hoạch 5 năm 2021-2025; Báo cáo 6 tháng; Quyết định 3 nội dung",
        "Luật sư Trần Văn A; Hiến pháp và pháp luật",
        "ngày 01/11/2012, tỷ lệ 1/2, 24/7, tài khoản 111- Tiền mặt",
        "Hiệp định này; các hiệp định thương mại",
    ],
)
def test_what_is_no_citation(text):
    """Form numbers, furniture, clause references, type words alone and addresses are none."""
    assert read(text).citations == ()


@pytest.mark.parametrize(
    ("tail", "day", "issuer", "term"),
    [
        (
            ", ngày 10/5/2019 của Ban bí thư Trung ương Đảng (khóa XII) về",
            "2019-05-10",
            "Ban bí thư Trung ương Đảng",
            "XII",
        ),
        (" ngày 01 tháng 11 năm 2012 của Bộ Chính trị", "2012-11-01", "Bộ Chính trị", None),
        (
            " ngày 17-6-2025 của Bộ trưởng Bộ Lao động - \nThương binh và Xã hội quy định",
            "2025-06-17",
            "Bộ trưởng Bộ Lao động - \nThương binh và Xã hội",
            None,
        ),
        (" của Chính phủ ngày 3/4/2020 về", "2020-04-03", "Chính phủ", None),
        (
            " ngày 2/3/2023 của Ủy ban nhân dân thành phố Hà Nội phê duyệt Đề án",
            "2023-03-02",
            "Ủy ban nhân dân thành phố Hà Nội",
            None,
        ),
        (
            " ngày 4/4/2024 của Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh về",
            "2024-04-04",
            "Sở Giáo dục và Đào tạo Thành phố Hồ Chí Minh",
            None,
        ),
        (" ngày 30/02/2020 của Chính phủ", None, "Chính phủ", None),
        (" của Bộ Kế hoạch và Đầu tư; Thông tư", None, "Bộ Kế hoạch và Đầu tư", None),
        (
            " của Hội nghị lần thứ bảy Ban Chấp hành Trung ương khóa XII",
            None,
            "Hội nghị lần thứ bảy Ban Chấp hành Trung ương",
            "XII",
        ),
        (
            (
                " ngày 5/6/2020 của Ban Chỉ đạo về phát triển khoa học, công nghệ và chuyển đổi số"
                " tỉnh ban hành"
            ),
            "2020-06-05",
            "Ban Chỉ đạo về phát triển khoa học, công nghệ và chuyển đổi số tỉnh",
            None,
        ),
        (" NGÀY 03/4/2023 CỦA CHÍNH PHỦ PHÊ DUYỆT", "2023-04-03", "CHÍNH PHỦ", None),
    ],
)
def test_date_issuer_and_term_are_read_behind_it(tail, day, issuer, term):
    """What follows a number tells day, body and term; a day that is none is left out."""
    one = read("Nghị quyết số 7-NQ/TW" + tail).citations[0]
    assert (one.issued_on and one.issued_on.isoformat(), one.issuer, one.term) == (
        day,
        issuer,
        term,
    )


@pytest.mark.parametrize(
    ("text", "issuers"),
    [
        (
            (
                "Nghị quyết số 1/2024/QH15 ngày 3/4/2024 và Nghị quyết số 2/2025/QH15 ngày 5/6/2025"
                " của Quốc hội"
            ),
            ["Quốc hội", "Quốc hội"],
        ),
        ("Chính phủ đã ban hành Nghị định số 13/2023/NĐ-CP", ["Chính phủ"]),
        ("theo đề nghị của Giám đốc Sở Y tế tại Tờ trình số 6/TTr-SYT", ["Giám đốc Sở Y tế"]),
        (
            (
                "các văn bản của Văn phòng Trung ương Đảng: Quy định số 9-QĐ/VPTW; Văn bản số"
                " 4-CV/VPTW"
            ),
            ["Văn phòng Trung ương Đảng"] * 2,
        ),
        ("Nghị định số 13/2023/NĐ-CP, UBND tỉnh yêu cầu", [None]),
    ],
)
def test_a_body_is_told_once_for_a_list_or_before_it(text, issuers):
    """A list shares its issuer; who issues or proposes may stand before, the next actor not."""
    assert [one.issuer for one in read(text).citations] == issuers


def test_each_number_of_a_list_is_a_citation():
    """In "các Nghị quyết số 12, 13 và 14/NQ-CP" are three, which share the day."""
    found = read("các Nghị quyết số 12, 13 và 14/NQ-CP ngày 5/5/2020 của Chính phủ").citations
    assert [one.text for one in found] == ["Nghị quyết số 12", "13", "14/NQ-CP"]
    assert {str(one.issued_on) for one in found} == {"2020-05-05"}


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_the_span_is_of_the_text_as_it_was_read(form):
    """Decomposed letters and no-break spaces change no span."""
    text = unicodedata.normalize(form, "Uỷ ban: Chỉ thị\u00a0số 11-CT/TW, ngày 13/4/2007")
    one = only(text)
    assert one.text == text[one.start : one.end]
    assert unicodedata.normalize("NFC", one.text) == "Chỉ thị\u00a0số 11-CT/TW"


def test_page_furniture_in_mid_sentence_is_passed():
    """Between two halves of a sentence a gazette's page head and number do not count."""
    page = "\n\n12 \nCÔNG BÁO/Số 755 + 756/Ngày 17-6-2025 \n \n"
    text = f"theo Nghị định số {page}30/2020/NĐ-CP ngày 5/3/2020"
    one = only(text)
    assert (one.identifier, str(one.issued_on)) == ("30/2020/NĐ-CP", "2020-03-05")


def test_title_and_clause_are_read():
    """The quoted subject after a paper and the clause before it are told."""
    text = "điểm a khoản 1 Điều 5 Chỉ thị số 11-CT/TW về “Tăng cường sự lãnh đạo”"
    one = only(text)
    assert (one.pinpoint, one.title) == ("điểm a khoản 1 Điều 5", "Tăng cường sự lãnh đạo")

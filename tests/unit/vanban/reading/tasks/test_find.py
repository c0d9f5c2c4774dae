"""Tasks: who is given what, by which words, until when."""

from __future__ import annotations

import datetime as dt

import pytest

from vanban.reading import citations, dates
from vanban.reading.tasks import find
from vanban.spelling import prepare


def told(text):
    """Return the tasks of a text as (lead, words) pairs."""
    return [(task.lead, " ".join(task.text.split())) for task in find(prepare(text), [], [])]


HEADED = """III. TỔ CHỨC THỰC HIỆN
1. Sở Y tế:
a) Chủ trì, phối hợp với Công an tỉnh kiểm tra các cơ sở khám bệnh;
b) Tổng hợp số liệu của các huyện. Công khai kết quả trên trang của Sở.
2. Ủy ban nhân dân các xã,
phường
- Bố trí kinh phí; rà soát danh sách hộ nghèo; các loại giấy tờ.
IV. KINH PHÍ
Kinh phí do ngân sách tỉnh bảo đảm.
"""


def test_a_heading_gives_its_items_to_its_actors():
    """Items are for the heading's actors; ";" parts them before an action, not before a noun."""
    assert told(HEADED) == [
        (("Sở Y tế",), "Chủ trì, phối hợp với Công an tỉnh kiểm tra các cơ sở khám bệnh"),
        (
            ("Sở Y tế",),
            "Tổng hợp số liệu của các huyện. Công khai kết quả trên trang của Sở",
        ),
        (("Ủy ban nhân dân các xã, phường",), "Bố trí kinh phí"),
        (
            ("Ủy ban nhân dân các xã, phường",),
            "rà soát danh sách hộ nghèo; các loại giấy tờ",
        ),
    ]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("Điều 3. Chánh Văn phòng, Giám đốc các sở chịu trách nhiệm thi hành Quyết định này.",
         ("Chánh Văn phòng", "Giám đốc các sở")),
        ("1. Giao Sở Nội vụ chủ trì, theo dõi việc thực hiện.", ("Sở Nội vụ",)),
        ("2. Đề nghị Ủy ban Mặt trận Tổ quốc tỉnh và các đoàn thể vận động hội viên.",
         ("Ủy ban Mặt trận Tổ quốc tỉnh", "các đoàn thể")),
        ("Đồng chí đề nghị Ban Tổ chức tỉnh cùng các ngành tiếp tục đẩy mạnh tuyên truyền.",
         ("Ban Tổ chức tỉnh",)),
        ("Ông Bình yêu cầu các sở, ngành của thành phố khẩn trương giải ngân.",
         ("các sở, ngành của thành phố",)),
        ("3. Về tiến độ: Giao Ban Quản lý dự án đầu tư xây dựng tỉnh hoàn thiện hồ sơ.",
         ("Ban Quản lý dự án đầu tư xây dựng tỉnh",)),
        ("4. Trong quá trình thực hiện, nếu có vướng mắc, các đơn vị báo cáo Sở Tài chính.",
         ("các đơn vị",)),
        ("5. Các bộ, cơ quan ngang bộ theo chức năng được giao, rà soát văn bản.",
         ("Các bộ", "cơ quan ngang bộ")),
        ("Điều 9. Quy định chi tiết\n\nChính phủ quy định chi tiết Điều này.", ("Chính phủ",)),
        ("1. Ban Thường vụ Tỉnh ủy, huyện ủy, thành ủy lãnh đạo việc quán triệt Nghị quyết.",
         ("Ban Thường vụ Tỉnh ủy", "huyện ủy", "thành ủy")),
        ("1. Giao đồng chí Phó Chủ tịch UBND xã trực tiếp chỉ đạo.",
         ("đồng chí Phó Chủ tịch UBND xã",)),
    ],
)  # fmt: skip
def test_a_sentence_names_who_must_act(text, lead):
    """Subjects, requests, openings and closing articles name the lead."""
    assert [who for who, _ in told(text)] == [lead]


@pytest.mark.parametrize(
    "text",
    [
        "Căn cứ Luật Tổ chức chính quyền địa phương, Luật Đầu tư công;\n",
        "Ủy ban nhân dân tỉnh ban hành Kế hoạch phòng, chống thiên tai như sau:\n",
        "1. Sở Tài chính là cơ quan chuyên môn thuộc Ủy ban nhân dân tỉnh.\n",
        "1. Ủy ban nhân dân tỉnh có quyền thu hồi giấy phép.\n",
        "1. Chủ tịch Ủy ban nhân dân tỉnh quyết định mức thu.\n",
        "1. Các thiết bị điện phải được kiểm định theo quy định.\n",
        "Nơi nhận:\n- Bộ Tài chính (để báo cáo);\n- Công an tỉnh;\n- Lưu: VT.\n",
        "Sáng 08/4, Sở Y tế tổ chức tập huấn cho cán bộ. Công an tỉnh phối hợp với Sở ra quân.\n",
        "Trong quý I, Ban Tuyên giáo chủ trì tham mưu ban hành nhiều văn bản.\n",
        "BỘ TÀI CHÍNH\n**CỤC HẢI QUAN**\nĐộc lập - Tự do - Hạnh phúc\n",
        "2. Đơn vị: ...........\n3. Địa chỉ: ..........\n",
        "Điều 6. Phạm vi\n\n1. Xây dựng, ban hành chiến lược.\n\n2. Kiểm tra phong trào.\n",
    ],
)
def test_what_gives_nobody_anything_is_no_task(text):
    """Recitals, results, powers, rules, recipients, forms and the issuer's own act are none."""
    assert told(text) == []


def test_results_and_events_of_a_news_page_are_no_tasks_but_requests_are():
    """In running news only a request or a word of the future makes a task."""
    news = (
        "Ngày 28-10, UBND tỉnh đã họp thường kỳ. Sở Y tế tổ chức lễ ra quân.\n\n"
        "Trong quý II năm 2022, công tác dân số tiếp tục được quan tâm. Chi cục Dân số tiếp tục "
        "phối hợp với các trường tổ chức truyền thông.\n"
    )
    found = find(prepare(news), [], [])
    assert [task.lead for task in found] == [("Chi cục Dân số",)]
    assert found[0].cooperating == ("các trường",)
    assert found[0].due is not None
    assert found[0].due.day == dt.date(2022, 6, 30)


def test_parts_of_a_request_share_its_actors():
    """Each action that ";" joins is a task of its own, for the same lead and with the same help."""
    text = "Đồng chí đề nghị Ban A tỉnh cùng các ngành đẩy mạnh tuyên truyền; rà soát chỉ tiêu."
    found = find(prepare(text), [], [])
    assert [task.text for task in found] == [
        "Đồng chí đề nghị Ban A tỉnh cùng các ngành đẩy mạnh tuyên truyền",
        "rà soát chỉ tiêu",
    ]
    assert {(task.lead, task.cooperating) for task in found} == {(("Ban A tỉnh",), ("các ngành",))}


def test_a_sentence_that_opens_a_list_gives_it_to_its_actors():
    """What is asked before a colon holds for the numbers below, until one names its own actor."""
    text = (
        "Kính gửi:\n- Các sở, ban, ngành.\n"
        "Chủ tịch UBND tỉnh yêu cầu Giám đốc các sở; Chủ tịch UBND các xã tập trung thực hiện:\n"
        "1. Tăng cường tuyên truyền về đất đai.\n2. Sở Xây dựng:\na. Rà soát quy hoạch.\n"
    )
    assert told(text) == [
        (("Giám đốc các sở", "Chủ tịch UBND các xã"), "Tăng cường tuyên truyền về đất đai"),
        (("Sở Xây dựng",), "Rà soát quy hoạch"),
    ]


def test_titles_of_duties_name_their_actors_whole():
    """In the title of an article a verb is part of the name; directing somebody hands items on."""
    text = (
        "Điều 5. Trách nhiệm của cơ quan cấp, thu hồi chứng chỉ\n1. Đăng tải quyết định.\n"
        "Điều 6. Trách nhiệm của Bộ Y tế trong quản lý thuốc\n1. Chỉ đạo các cơ sở y tế:\n"
        "a) Báo cáo số liệu.\n2. Chỉ đạo Sở Y tế kiểm tra giá thuốc.\n"
    )
    assert told(text) == [
        (("cơ quan cấp, thu hồi chứng chỉ",), "Đăng tải quyết định"),
        (("các cơ sở y tế",), "Báo cáo số liệu"),
        (("Bộ Y tế",), "Chỉ đạo Sở Y tế kiểm tra giá thuốc"),
    ]


def test_labels_below_an_item_name_its_actors_and_term():
    """Lines as "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời gian" speak of the items above."""
    text = (
        "1. Truyền thông\n- Xây dựng các tin, bài trên hệ thống truyền thanh.\n"
        "- Cơ quan chủ trì: Sở Văn hóa.\n- Cơ quan phối hợp: Các sở, ban, ngành; UBND các xã.\n"
        "- Thời gian hoàn thành: Quý II/2025.\n"
    )
    (task,) = find(prepare(text), [], [])
    assert task.text == "Xây dựng các tin, bài trên hệ thống truyền thanh"
    assert task.lead == ("Sở Văn hóa",)
    assert task.cooperating == ("Các sở, ban, ngành", "UBND các xã")
    assert task.due is not None
    assert task.due.day == dt.date(2025, 6, 30)


def test_a_window_without_its_heading_has_tasks_without_lead():
    """Actions at the head of a cut-out text belong to a heading that is not in it."""
    text = (
        "2. Cập nhật tình hình thực hiện hồ sơ cho cơ quan quản lý theo định kỳ hằng năm.\n"
        "3. Thực hiện các nhiệm vụ khác theo quy định của pháp luật có liên quan.\n"
        "Điều 8. Hiệu lực thi hành\n"
    )
    assert [lead for lead, _ in told(text)] == [(), ()]


def test_gazette_furniture_in_mid_sentence_parts_nothing():
    """A page head within a name or a sentence leaves lead and span whole."""
    text = (
        "Chương V\nTỔ CHỨC\n\nĐiều 4. Trách nhiệm của Tổng công ty Lưu \n \n\n"
        "CÔNG BÁO/Số 2/Ngày 1-6-2026 \n45 \n \n \nký và Bù trừ \n1. Lập báo cáo; gửi \n\n"
        "46 \nCÔNG BÁO/Số 2/Ngày 1-6-2026 \n \nBộ Tài chính.\n"
    )
    assert told(text) == [
        (("Tổng công ty Lưu ký và Bù trừ",), "Lập báo cáo"),
        (("Tổng công ty Lưu ký và Bù trừ",), "gửi 46 CÔNG BÁO/Số 2/Ngày 1-6-2026 Bộ Tài chính"),
    ]


def test_a_task_knows_the_citations_inside_it():
    """Indexes are those of citations within the span."""
    ready = prepare("Theo Luật Đầu tư công.\n1. Sở Y tế thực hiện Kế hoạch số 12/KH-UBND.\n")
    found = citations.find(ready)
    (task,) = find(ready, found, dates.find(ready))
    assert [found[index].identifier for index in task.cites] == ["12/KH-UBND"]


@pytest.mark.parametrize("count", [1, 40])
def test_a_heading_reaches_four_thousand_characters_and_no_further(count):
    """What stands further below a heading than its reach is not given to its actors."""
    filler = "- Các nội dung nêu trên có hiệu lực từ ngày ký ban hành văn bản này, kể cả phụ lục;\n"
    text = (
        "1. Sở Y tế:\n" + filler * (count + 10) + "- Rà soát danh sách các hộ nghèo trên địa bàn.\n"
    )
    assert bool(told(text)) is (count == 1)


@pytest.mark.parametrize(
    ("text", "tasks"),
    [
        # The mark stands below: the paragraph is of an official paper.
        ("Sở Y tế hướng dẫn các trạm y tế.\n\n1. Sở Nội vụ rà soát hồ sơ.",
         [(("Sở Y tế",), "Sở Y tế hướng dẫn các trạm y tế"),
          (("Sở Nội vụ",), "Sở Nội vụ rà soát hồ sơ")]),
        ("Sở Y tế hướng dẫn các trạm y tế.", []),
        ("Sở Y tế hướng dẫn thực hiện Kế hoạch này.",
         [(("Sở Y tế",), "Sở Y tế hướng dẫn thực hiện Kế hoạch này")]),
        ("Điều 9. Hướng dẫn thi hành\nBộ Y tế hướng dẫn việc mua thuốc.",
         [(("Bộ Y tế",), "Bộ Y tế hướng dẫn việc mua thuốc")]),
        ("1. Sở Y tế thẩm định theo khoản 2\nĐiều 6 Quy định này.",
         [(("Sở Y tế",), "Sở Y tế thẩm định theo khoản 2 Điều 6 Quy định này")]),
        ("1. Trường hợp giá tăng thì Sở Tài chính điều chỉnh.",
         [(("Sở Tài chính",), "Trường hợp giá tăng thì Sở Tài chính điều chỉnh")]),
        ("1. Đối với thuốc hiếm, Bộ Y tế sẽ xem xét.",
         [(("Bộ Y tế",), "Đối với thuốc hiếm, Bộ Y tế sẽ xem xét")]),
        ("1. Sở Y tế có trách nhiệm lập hồ sơ trình cấp có thẩm quyền.",
         [(("Sở Y tế",), "Sở Y tế có trách nhiệm lập hồ sơ trình cấp có thẩm quyền")]),
        ("1. Trên đây là kế hoạch, yêu cầu Sở Y tế, Công an tỉnh thực hiện.",
         [(("Sở Y tế", "Công an tỉnh"),
           "Trên đây là kế hoạch, yêu cầu Sở Y tế, Công an tỉnh thực hiện")]),
        ("1. Giao trách nhiệm cho Sở Y tế theo dõi dịch bệnh.",
         [(("Sở Y tế",), "Giao trách nhiệm cho Sở Y tế theo dõi dịch bệnh")]),
        ("1. Trách nhiệm của các đơn vị sử dụng điện: Thực hiện đúng quy định.",
         [(("các đơn vị sử dụng điện",), "Thực hiện đúng quy định")]),
    ],
)  # fmt: skip
def test_paragraphs_of_papers_are_read_as_such(text, tasks):
    """Marks near by, references and requests tell a paper from news; titles end with their line."""
    assert told(text) == tasks

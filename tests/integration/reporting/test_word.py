"""A free report is read against the rows of a body's report, as clerks write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

import pytest

from giaoban.core.errors import Refused
from giaoban.core.models import AuditEntry, Job
from giaoban.documents.errors import StampFound
from giaoban.documents.extraction import Content
from giaoban.documents.models import Original
from giaoban.reporting import access, wordreports
from giaoban.reporting.actions import intake
from giaoban.reporting.errors import RowsChanged
from giaoban.reporting.jobs import intake as jobs
from giaoban.reporting.lines import lines_of
from giaoban.reporting.models import Proposal, Report, ReportFile
from giaoban.work.models import Field
from tests.factories.accounts import UserFactory
from tests.factories.intake import AT, make_indicator, make_report, make_task

pytestmark = pytest.mark.django_db

TASKS = {
    "review": "Tổng kết 10 năm thực hiện Nghị quyết số 20-NQ/TW theo Kế hoạch số 85-KH/TU",
    "trace": "Triển khai hệ thống truy xuất nguồn gốc sản phẩm, hàng hóa",
    "dykes": "Kiểm tra hệ thống đê điều trước mùa mưa bão",
    "schools": "Rà soát mạng lưới trường, lớp mầm non ở khu công nghiệp",
}
INDICATORS = {
    "codes": ("Số sản phẩm được cấp mã truy xuất nguồn gốc", "sản phẩm"),
    "standard": ("Số trường đạt chuẩn quốc gia", "trường"),
}
RATIO = "Tỷ lệ trường học có phòng y tế"
FIELDS = ("Khoa học và công nghệ", "Giáo dục và đào tạo")

FIRST = """ỦY BAN NHÂN DÂN TỈNH VÍ DỤ
SỞ KHOA HỌC VÀ CÔNG NGHỆ

BÁO CÁO
Kết quả công tác quý I năm 2026

I. KẾT QUẢ THỰC HIỆN
1. Lĩnh vực khoa học và công nghệ
Sở đã hoàn thành việc tổng kết 10 năm thực hiện Nghị quyết số 20-NQ/TW theo Kế hoạch số 85-KH/TU.
Hệ thống truy xuất nguồn gốc sản phẩm, hàng hóa được triển khai đạt 65% khối lượng.
Toàn tỉnh có 1.240 sản phẩm được cấp mã truy xuất nguồn gốc.
II. HẠN CHẾ, NGUYÊN NHÂN
Một số doanh nghiệp nhỏ còn ngại tham gia.
Nguyên nhân: kinh phí hỗ trợ chưa kịp thời.
III. KIẾN NGHỊ, ĐỀ XUẤT
Đề nghị bố trí thêm kinh phí cho doanh nghiệp nhỏ.
IV. PHƯƠNG HƯỚNG QUÝ II
Tiếp tục kiểm tra hệ thống đê điều trước mùa mưa bão; phấn đấu 2.000 sản phẩm được cấp mã truy xuất.
"""
SECOND = """Báo cáo quý I/2026 của Sở

A. Tình hình thực hiện nhiệm vụ
- Về giáo dục và đào tạo: toàn tỉnh hiện có 212/230 trường học có phòng y tế.
- Đến nay, 318 trường đạt chuẩn quốc gia, tăng 6 trường so với cùng kỳ.
- Việc rà soát mạng lưới trường, lớp mầm non ở các khu công nghiệp đang thực hiện, ước 40 %.
B. Khó khăn, vướng mắc
Thiếu giáo viên mầm non ở khu công nghiệp.
C. Đề xuất
Giao thêm biên chế giáo viên.
"""
THIRD = """Kính gửi: Ban Tuyên giáo

Thực hiện công văn đôn đốc, cơ quan báo cáo như sau:
Việc kiểm tra đê điều trước mùa mưa bão đã thực hiện xong tại 8 huyện.
Hệ thống truy xuất nguồn gốc hàng hóa chưa triển khai được do chưa có kinh phí.
Nơi nhận:
- Như trên.
"""
FOURTH = """BÁO CÁO
I. Kết quả
Mục tiêu năm là 350 trường đạt chuẩn quốc gia.
Khoảng 320 trường đạt chuẩn quốc gia vào cuối quý.
Kế hoạch số 99-KH/TU về phòng cháy đã được phổ biến.
II. Tồn tại
Không có.
"""
FIFTH = """I. CÔNG TÁC ĐÃ LÀM
1. Tổ chức hội nghị cán bộ, công chức đầu năm; phát động thi đua.
2. Ban hành kế hoạch tuyên truyền kỷ niệm ngày thành lập Đảng.
3. Thăm hỏi, tặng quà 45 gia đình chính sách.
II. NHIỆM VỤ TRỌNG TÂM QUÝ II
1. Triển khai hệ thống truy xuất nguồn gốc sản phẩm, hàng hóa.
2. Rà soát mạng lưới trường, lớp mầm non ở khu công nghiệp.
"""


class Case(NamedTuple):
    """A report and what a person would take from it: the row, and a value where there is one."""

    text: str
    expected: dict[str, Any]


CASES = [
    Case(FIRST, {"review": 100, "trace": 65, "codes": Decimal(1240)}),
    Case(SECOND, {"ratio": Decimal(212), "standard": Decimal(318), "schools": 40}),
    Case(THIRD, {"dykes": 100, "trace": None}),
    Case(FOURTH, {"standard": Decimal(320)}),
    Case(FIFTH, {}),
]


@pytest.fixture
def report() -> Report:
    """Make a report with tasks, indicators and narratives of two fields and of none."""
    report = make_report()
    order = 0
    for title in TASKS.values():
        order += 1
        task = make_task(report.body, title)
        report.rows.create(kind="task", task=task, order=order)
    for name, unit in INDICATORS.values():
        order += 1
        report.rows.create(kind="indicator", indicator=make_indicator(name, unit=unit), order=order)
    ratio = make_indicator(
        RATIO,
        unit="%",
        over_periods="ratio",
        over_bodies="ratio",
        numerator="Số trường có phòng y tế",
        denominator="Tổng số trường",
    )
    report.rows.create(kind="indicator", indicator=ratio, order=order + 1)
    for at, name in enumerate(FIELDS):
        field = Field.objects.get_or_create(name=name, defaults={"order": at})[0]
        report.rows.create(kind="narrative", field=field, aspect="results", order=50 + at)
    for aspect in ("results", "shortcomings", "causes", "proposals"):
        report.rows.create(kind="narrative", aspect=aspect, order=60)
    return report


def names_of(report: Report) -> dict[int, str]:
    """Return the short names of the rows of tasks and indicators."""
    titles = {title: name for name, title in TASKS.items()}
    titles |= {title: name for name, (title, _unit) in INDICATORS.items()} | {RATIO: "ratio"}
    return {line.row.pk: titles.get(line.title, "") for line in lines_of(report)}


@pytest.mark.parametrize("case", CASES, ids=["first", "second", "third", "fourth", "fifth"])
def test_what_is_read_is_what_a_person_would_take(report: Report, case: Case) -> None:
    """Every row that the report tells of is proposed with its value, and no other."""
    names = names_of(report)
    found = {}
    for each in wordreports.propose(case.text, lines_of(report)):
        name = names[each.row_id]
        if name:
            found[name] = each.told.get("percent", each.told.get("value"))
    assert found == case.expected


@pytest.mark.parametrize("case", CASES, ids=["first", "second", "third", "fourth", "fifth"])
def test_spans_point_into_the_text(report: Report, case: Case) -> None:
    """What a proposal tells as text is what stands at its span."""
    for each in wordreports.propose(case.text, lines_of(report)):
        assert 0 <= each.start < each.end <= len(case.text)
        if "text" in each.told:
            assert each.told["text"] == case.text[each.start : each.end]


def test_narratives_follow_their_headings(report: Report) -> None:
    """Results go to their field, the rest to the row of its aspect; plans for later go nowhere."""
    lines = {line.row.pk: line for line in lines_of(report)}
    told = {
        (lines[each.row_id].title, lines[each.row_id].row.aspect): each.told["text"]
        for each in wordreports.propose(FIRST, list(lines.values()))
        if lines[each.row_id].row.kind == "narrative"
    }
    assert set(told) == {
        ("Khoa học và công nghệ", "results"),
        ("Chung", "shortcomings"),
        ("Chung", "causes"),
        ("Chung", "proposals"),
    }
    assert told["Chung", "proposals"] == "Đề nghị bố trí thêm kinh phí cho doanh nghiệp nhỏ."


def test_an_estimate_is_less_sure_than_a_figure(report: Report) -> None:
    """An estimate ("khoảng 320") is proposed, but asked to be looked at."""
    names = names_of(report)
    (found,) = (
        each
        for each in wordreports.propose(FOURTH, lines_of(report))
        if names[each.row_id] == "standard"
    )
    assert found.confidence < 80


def send(report: Report, text: str = FIRST, **fields: Any) -> ReportFile:
    """Let the body's focal point bring in a file."""
    by = fields.pop("by", None) or UserFactory(focal_point=True, body=report.body)
    return intake.receive(
        by=by,
        at=AT,
        report=report,
        name="bao-cao.docx",
        media_type="text/plain",
        data=text.encode(),
        content=Content(text, (), ""),
        **fields,
    )


@pytest.fixture(autouse=True)
def own_files(settings: Any, tmp_path: Any) -> None:
    """Keep files of each test apart."""
    settings.MEDIA_ROOT = tmp_path


def test_nothing_enters_the_report_unconfirmed(report: Report) -> None:
    """After reading, every row is as before; the proposals wait."""
    before = list(report.rows.values())
    file = send(report)
    assert list(report.rows.values()) == before
    assert {each.state for each in file.proposals.all()} == {"waiting"}


def test_the_same_file_twice_is_read_once(report: Report) -> None:
    """The second time leads to the first."""
    assert send(report) == send(report)
    assert Proposal.objects.count() == ReportFile.objects.get().proposals.count()


def test_a_paper_with_a_stamp_is_not_kept(report: Report) -> None:
    """Neither its bytes, nor its text, nor a line in the trail."""
    entries = AuditEntry.objects.count()
    with pytest.raises(StampFound):
        send(report, f"TUYỆT MẬT\n{FIRST}")
    assert not Original.objects.exists()
    assert not ReportFile.objects.exists()
    assert AuditEntry.objects.count() == entries


def test_a_full_disk_leaves_no_row(report: Report, monkeypatch: pytest.MonkeyPatch) -> None:
    """The person is told that nothing was taken, and no row stands without its file."""

    def full(_path: object, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("giaoban.documents.storing._write", full)
    with pytest.raises(Refused, match="hết chỗ"):
        send(report)
    assert not Original.objects.exists()
    assert not ReportFile.objects.exists()


LONG = FIRST + "\n".join(
    f"Đoạn {at}: nội dung khác của báo cáo, không thuộc dòng nào." for at in range(600)
)


def test_a_long_file_is_read_in_the_background(report: Report) -> None:
    """It is kept at once and read by a job; the job run again, or begun again, reads it once."""
    file = send(report, LONG)
    assert file.read_at is None
    assert not file.proposals.exists()
    given = {"file": file, "by": UserFactory(), "at": AT, "url": "/"}
    job = jobs.begin(**given)
    assert jobs.begin(**given) == job
    for _ in range(2):
        jobs.read_report.call(job_id=str(job.pk), file=file.pk, url="/")
    file.refresh_from_db()
    job.refresh_from_db()
    assert file.read_at is not None
    assert (job.state, job.done, job.total) == ("done", 2, 2)
    acts = AuditEntry.objects.filter(subject_id=str(file.pk)).values_list("act", flat=True)
    assert sorted(acts) == ["reporting.file_read", "reporting.file_received"]
    assert file.proposals.filter(row__task__title=TASKS["review"]).count() == 1
    assert jobs.begin(**given) == job


def test_a_reading_that_was_given_up_is_begun_again(report: Report) -> None:
    """Bringing the same file in once more goes on; a job that ended badly is no hindrance."""
    file = send(report, LONG)
    given = {"by": UserFactory(), "at": AT, "url": "/"}
    job = jobs.begin(file=file, **given)
    Job.objects.filter(pk=job.pk).update(state="failed", ended_at=AT)
    assert send(report, LONG) == file
    assert jobs.begin(file=file, **given) != job


def test_a_guest_s_long_file_needs_no_account(report: Report) -> None:
    """The job belongs to nobody; the trail names the body's link."""
    guest = access.guest_of(report)
    file = send(report, LONG, by=guest, via=guest.via)
    job = jobs.begin(file=file, by=guest, at=AT, url="/")
    assert job.owner_id == 0
    jobs.read_report.call(job_id=str(job.pk), file=file.pk, url="/")
    entry = AuditEntry.objects.get(act="reporting.file_read")
    assert (entry.actor_id, entry.facts["via"]) == (None, guest.via)


def first_of_task(report: Report) -> Proposal:
    """Bring in the first report and return what it tells of the review."""
    file = send(report)
    return file.proposals.get(row__task__title=TASKS["review"])


def test_what_is_taken_is_saved_and_keeps_its_source(report: Report) -> None:
    """The row has the progress and the sentence, the proposal the span in the file."""
    proposal = first_of_task(report)
    by = UserFactory(focal_point=True, body=report.body)
    row = proposal.row
    intake.take(by=by, at=AT, proposal=proposal, row=row, version=row.version)
    row.refresh_from_db()
    assert (row.percent, row.claims_done) == (100, True)
    taken = row.proposals.get(state="taken")
    assert taken.file.text[taken.start : taken.end] == row.text


def test_a_proposal_goes_to_the_row_that_the_person_chose(report: Report) -> None:
    """Into a narrative goes the sentence alone, behind what stands there."""
    proposal = first_of_task(report)
    row = report.rows.get(kind="narrative", aspect="results", field=None)
    row.text = "Đã có."
    row.save()
    by = UserFactory(focal_point=True, body=report.body)
    intake.take(by=by, at=AT, proposal=proposal, row=row, version=row.version)
    row.refresh_from_db()
    assert row.text.startswith("Đã có.\nSở đã hoàn thành")
    assert row.percent is None


def test_a_proposal_is_decided_once(report: Report) -> None:
    """Who comes second is told that somebody was first."""
    proposal = first_of_task(report)
    by = UserFactory(focal_point=True, body=report.body)
    intake.dismiss(by=by, at=AT, proposal=proposal)
    with pytest.raises(Refused, match="đã có người"):
        intake.take(by=by, at=AT, proposal=proposal, row=proposal.row, version=1)


def test_a_row_saved_in_the_meantime_is_not_written_over(report: Report) -> None:
    """The proposal waits on, and the person sees both."""
    proposal = first_of_task(report)
    by = UserFactory(focal_point=True, body=report.body)
    with pytest.raises(RowsChanged):
        intake.take(by=by, at=AT, proposal=proposal, row=proposal.row, version=99)
    proposal.refresh_from_db()
    assert proposal.state == "waiting"

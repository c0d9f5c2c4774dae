"""A quarter from its first task to its closed lines, by clicking, as all who have a part in it."""

from __future__ import annotations

import datetime as dt
import io
import re
from typing import TYPE_CHECKING, NamedTuple

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.db.models import F, Q
from django.utils import timezone
from openpyxl import load_workbook
from playwright.sync_api import expect

from giaoban.reporting.enums import ReportState
from giaoban.reporting.models import ClosedLine, Closing, Period, Report
from giaoban.reporting.workbook import FIRST_ROW
from giaoban.work.enums import FollowUpState, TaskState
from giaoban.work.models import Field, FollowUp, Task
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BlocFactory, BodyFactory, MembershipFactory
from tests.factories.reporting import CalendarFactory, PeriodFactory
from tests.functional.story import Reader, Staff
from tests.unit.vanban.files.conftest import build, paragraph

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from giaoban.accounts.models import User
    from giaoban.bodies.models import Body
    from tests.functional.conftest import CheckAccessibility

pytestmark = pytest.mark.django_db(transaction=True)

TITLE = "Rà soát việc truy xuất nguồn gốc sản phẩm"
SEND_BACK = ("kiểm chứng", "Trả lại để bổ sung")
RESULT = "Đã rà soát 62 sản phẩm."
SENTENCE = "Đã hoàn thành việc rà soát việc truy xuất nguồn gốc sản phẩm tại 4 huyện, đạt 80%."
BY_ACCOUNT, BY_LINK, BY_EXCEL, BY_WORD = (
    f"Sở Ví dụ {name}" for name in ("Tài khoản", "Đường dẫn", "Excel", "Word")
)


class World(NamedTuple):
    """Who is there before the story begins."""

    office: User
    leader: User
    focal: User
    period: Period
    bodies: dict[str, Body]


@pytest.fixture(params=[("vi", 320), ("en", 1280)], ids=lambda given: f"{given[0]}-{given[1]}")
def read(request: pytest.FixtureRequest) -> tuple[str, int]:
    """Return the language and the width in which the story is read."""
    return request.param


@pytest.fixture
def world(read: tuple[str, int], settings, tmp_path: Path) -> World:
    """Make an office, its leader, four bodies, and a quarter whose data are cut off."""
    settings.MEDIA_ROOT = tmp_path
    cache.clear()
    language, _width = read
    today = timezone.localdate()
    bloc = BlocFactory(lead=BodyFactory(name="Ban Ví dụ"))
    calendar = CalendarFactory(name="Báo cáo quý", bloc=bloc, is_main=True)
    quarter = {
        "calendar": calendar,
        "year": today.year,
        "first_day": today - dt.timedelta(days=90),
        "last_day": today + dt.timedelta(days=1),
    }
    period = PeriodFactory(
        **quarter,
        name="Quý này",
        ordinal=1,
        data_from=today - dt.timedelta(days=90),
        data_to=today - dt.timedelta(days=1),
        due_on=today + dt.timedelta(days=9),
    )
    later = {"first_day": today + dt.timedelta(days=2), "last_day": today + dt.timedelta(days=90)}
    PeriodFactory(
        **quarter | later,
        name="Quý sau",
        ordinal=2,
        data_from=today,
        data_to=today + dt.timedelta(days=80),
        due_on=today + dt.timedelta(days=90),
    )
    Field.objects.create(name="Khoa học và công nghệ", order=1)
    bodies = {}
    for name in (BY_ACCOUNT, BY_LINK, BY_EXCEL, BY_WORD):
        bodies[name] = BodyFactory(name=name, email=f"so{len(bodies)}@vidu.example")
        MembershipFactory(bloc=bloc, body=bodies[name])
    return World(
        UserFactory(body=bloc.lead, language=language),
        UserFactory(leader=True, body=bloc.lead, language=language),
        UserFactory(focal_point=True, body=bodies[BY_ACCOUNT], language=language),
        period,
        bodies,
    )


class Story:
    """The quarter, chapter by chapter."""

    def __init__(self, staff: Staff, guest: Reader, world: World) -> None:
        self.staff, self.guest, self.world = staff, guest, world

    def at(self, user: User, address: str) -> Staff:
        """Let somebody open a page."""
        self.staff.become(user)
        self.staff.open(address)
        return self.staff

    # --- tasks ---------------------------------------------------------------------------------

    def give(self) -> Task:
        """Give one task to four bodies; return the part of the one with an account."""
        office = self.at(self.world.office, "/nhiem-vu/moi/")
        office.press(
            "Ghi và giao",
            title=TITLE,
            reason="Kết luận giao ban quý trước",
            lead=[str(each.pk) for each in self.world.bodies.values()],
            due_on=f"{self.world.period.data_to:%d/%m/%Y}",
        )
        # The quarter is cut off already: such a deadline is asked about before it is taken.
        assert not Task.objects.exists()
        office.press("Ghi và giao", is_past=True)
        # A month passes: a report tells of what was given before its data were cut off.
        ago = dt.timedelta(days=30)
        Task.objects.update(created_at=F("created_at") - ago, assigned_at=F("assigned_at") - ago)
        parts = Task.objects.filter(lead__in=self.world.bodies.values())
        assert parts.count() == len(self.world.bodies)
        return parts.get(lead=self.world.bodies[BY_ACCOUNT])

    def work(self, task: Task) -> None:
        """Accept the task, ask for more time, tell how it goes."""
        focal = self.at(self.world.focal, f"/nhiem-vu/{task.pk}/")
        focal.press("Nhận nhiệm vụ")
        until = timezone.localdate() + dt.timedelta(days=20)
        focal.press(
            "Gửi đề nghị",
            at="/xin-gia-han/",
            until=f"{until:%d/%m/%Y}",
            reason="Chờ số liệu của doanh nghiệp",
        )
        focal.press("Gửi tiến độ", percent=60, text="Đã rà soát 41 sản phẩm.")
        leader = self.at(self.world.leader, f"/nhiem-vu/{task.pk}/")
        leader.press("Ghi quyết định", outcome="dat")
        task.refresh_from_db()
        assert (task.first_due_on, task.due_on) == (self.world.period.data_to, until)

    def finish(self, task: Task) -> None:
        """Send the work in with evidence; sent back once by the leader, then verified, closed."""
        for outcome in ("khong", "dat"):
            focal = self.at(self.world.focal, f"/nhiem-vu/{task.pk}/")
            focal.press(
                "Thêm minh chứng",
                url="https://vidu.example/ket-qua",
                title="Danh sách sản phẩm đã rà soát",
            )
            focal.press("Gửi để kiểm chứng", text=RESULT)
            leader = self.at(self.world.leader, f"/nhiem-vu/{task.pk}/")
            leader.press("Ghi kết quả kiểm chứng", outcome=outcome, text="Kèm danh sách.")
        self.at(self.world.office, f"/nhiem-vu/{task.pk}/").press("Kết thúc nhiệm vụ")
        task.refresh_from_db()
        assert task.state == TaskState.CLOSED

    # --- reports -------------------------------------------------------------------------------

    def open_period(self) -> dict[str, str]:
        """Open the quarter, mail links; return each body's address out of its letter."""
        office = self.at(self.world.office, "/bao-cao/ky/")
        name = f"{office.say('Mở kỳ:')} {self.world.period}"
        with office.page.expect_navigation():
            office.page.get_by_role("button", name=name).click()
        office.open(f"/bao-cao/ky/{self.world.period.pk}/duong-dan/")
        with office.page.expect_navigation():
            office.page.locator("main .btn-seal").click()
        office.look()
        found = {}
        for letter in mail.outbox:
            match = re.search(r"/bao-cao/vao/\S+", letter.body)
            if match is not None:
                found[letter.to[0]] = match.group()
        return {name: found[body.email] for name, body in self.world.bodies.items()}

    def report_by_account(self) -> Report:
        """Fill a report and send it; it is sent back, mended, sent again, accepted."""
        report = self.report(BY_ACCOUNT)
        address = f"/bao-cao/{report.pk}/"
        for text in ("Đã làm.", RESULT):
            focal = self.at(self.world.focal, address)
            self.fill(focal, report, text)
            focal.follow("Xem lại và gửi")
            focal.press("Gửi báo cáo")
            office = self.at(self.world.office, address)
            if text != RESULT:
                office.press(SEND_BACK, mend="Nêu số liệu cụ thể.")
        office.press("Nhận báo cáo")
        assert self.report(BY_ACCOUNT).state == ReportState.ACCEPTED
        return report

    def fill(self, reader: Reader, report: Report, text: str) -> None:
        """Tell of every task, and the results, and wait until it is kept."""
        for row in report.rows.filter(Q(task__isnull=False) | Q(aspect="results")):
            told = {f"r{row.pk}-text": text}
            if row.task_id:
                told[f"r{row.pk}-percent"] = "60"
            section = reader.page.locator(f"form:has(#r{row.pk})")
            reader.write(section, **told)
            with reader.page.expect_navigation():
                section.get_by_role("button", name=reader.say("Lưu báo cáo")).first.click()
            reader.look()

    def enter(self, address: str) -> Reader:
        """Open a letter's address and exchange it for a stay."""
        self.guest.choose()
        self.guest.open(address)
        self.guest.press("Mở báo cáo")
        return self.guest

    def send_as_guest(self, name: str) -> None:
        """Look the report through, send it, and let the office accept it."""
        self.guest.open("/bao-cao/cua-co-quan/gui/")
        self.guest.press("Gửi báo cáo")
        report = self.report(name)
        assert report.state == ReportState.SUBMITTED
        assert report.via
        self.at(self.world.office, f"/bao-cao/{report.pk}/").press("Nhận báo cáo")

    def report_by_link(self, address: str) -> None:
        """Fill a report without an account."""
        self.fill(self.enter(address), self.report(BY_LINK), RESULT)
        self.send_as_guest(BY_LINK)

    def report_by_excel(self, address: str) -> None:
        """Take the form, fill it in Excel, hand it in, take the differences."""
        guest = self.enter(address)
        guest.open("/bao-cao/cua-co-quan/bieu-excel/")
        with guest.page.expect_download() as taken:
            guest.page.get_by_role("link", name=guest.say("Tải biểu đã điền sẵn")).click()
        book = load_workbook(io.BytesIO(taken.value.path().read_bytes()))
        for sheet in book.worksheets[1:]:
            keys = {cell.value: cell.column for cell in sheet[1]}
            for key, value in (("percent", 70), ("text", RESULT)):
                if key in keys:
                    sheet.cell(FIRST_ROW, keys[key]).value = value
        out = io.BytesIO()
        book.save(out)
        self.hand_in("bieu.xlsx", out.getvalue(), "So với bản đã lưu")
        guest.press("Ghi các chỗ đã chọn")
        rows = self.report(BY_EXCEL).rows
        assert rows.get(task__isnull=False).percent == 70
        assert rows.filter(aspect="results", text=RESULT).exists()
        self.send_as_guest(BY_EXCEL)

    def report_by_word(self, address: str) -> None:
        """Hand a report in as a Word file; a person confirms what was read of it."""
        guest = self.enter(address)
        guest.open("/bao-cao/cua-co-quan/ban-word/")
        words = ("BÁO CÁO", "Kết quả công tác quý", "I. KẾT QUẢ THỰC HIỆN", SENTENCE)
        data = build("".join(paragraph(each) for each in words))
        self.hand_in("bao-cao.docx", data, "Nộp và đọc")
        row = self.report(BY_WORD).rows.get(task__isnull=False)
        card = guest.page.locator("li.card").filter(has_text=SENTENCE).first
        with guest.page.expect_navigation():
            card.locator("button[data-key=a]").click()
        row.refresh_from_db()
        assert (row.percent, row.text) == (80, SENTENCE)
        self.send_as_guest(BY_WORD)

    def hand_in(self, name: str, data: bytes, button: str) -> None:
        """Choose a file and send it."""
        given = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        self.guest.page.locator("input[type=file]").set_input_files(given)
        self.guest.press(button)

    def report(self, name: str) -> Report:
        """Return a body's report of the quarter as it stands."""
        return Report.objects.get(period=self.world.period, body=self.world.bodies[name])

    def urge(self) -> None:
        """Urge a body about the task that it is late with."""
        late = Task.objects.get(lead=self.world.bodies[BY_LINK])
        office = self.at(self.world.office, "/nhiem-vu/don-doc/moi/")
        office.press("Ghi vào sổ", kind="urging", title="Đôn đốc nhiệm vụ quá hạn", tasks=late.pk)
        office.follow("Gửi")
        with office.page.expect_navigation():
            office.page.locator("main .btn-seal").click()
        office.look()
        assert FollowUp.objects.get().state == FollowUpState.SENT

    # --- the end -------------------------------------------------------------------------------

    def close(self) -> None:
        """Look at the quarter as its leader, close it as the office; lines cannot change."""
        self.at(self.world.leader, "/")
        self.at(self.world.leader, f"/bao-cao/bang/?ky={self.world.period.pk}")
        office = self.at(self.world.office, f"/bao-cao/chot/ky/{self.world.period.pk}/")
        with office.page.expect_navigation():
            office.page.locator("main .btn-seal").click()
        call_command("worker", batch=True, interval=0)
        closing = Closing.objects.get()
        office.open(f"/bao-cao/chot/{closing.pk}/")
        told = ClosedLine.objects.filter(closing=closing, task__isnull=False)
        assert dict(told.values_list("body_name", "percent")).items() >= {
            (BY_LINK, 60),
            (BY_EXCEL, 70),
            (BY_WORD, 80),
        }
        assert all(told.values_list("confirmed", flat=True))
        report = self.report(BY_LINK)
        office.open(f"/bao-cao/{report.pk}/")
        for words in (SEND_BACK, "Mở lại để cơ quan sửa", "Lưu báo cáo"):
            button = office.page.get_by_role("button", name=office.say(words))
            expect(button).to_have_count(0)
        assert Period.objects.get(name="Quý sau").opened_at is not None


def test_from_the_first_task_to_the_closed_quarter(
    chromium: Browser,
    live_server,
    axe: CheckAccessibility,
    world: World,
    read: tuple[str, int],
) -> None:
    """Everybody does the own part; every page on the way is in order; figures end as told."""
    language, width = read
    staff = Staff(chromium, live_server.url, axe, language, width)
    guest = Reader(chromium, live_server.url, axe, language, 320)
    story = Story(staff, guest, world)
    task = story.give()
    addresses = story.open_period()
    story.work(task)
    story.report_by_account()
    story.finish(task)
    story.urge()
    story.report_by_link(addresses[BY_LINK])
    story.report_by_excel(addresses[BY_EXCEL])
    story.report_by_word(addresses[BY_WORD])
    story.close()
    staff.leave()
    guest.leave()

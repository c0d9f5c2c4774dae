"""The example's tasks: every state of a task's life, of the fictitious province.

Deadlines stand around the day of making, so that there is always something late and something soon.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from giaoban.accounts.models import User
from giaoban.bodies.models import Body
from giaoban.core.enums import Role
from giaoban.work import actions, example_followup
from giaoban.work.enums import Every, Rhythm, TaskKind
from giaoban.work.models import Field, Task

if TYPE_CHECKING:
    from giaoban.work.models import Extension

SCIENCE = "Sở Khoa học và Công nghệ tỉnh Sông Lam"
HEALTH = "Sở Y tế tỉnh Sông Lam"
SCHOOLS = "Sở Giáo dục và Đào tạo tỉnh Sông Lam"
# The example of the reports lets it end, so that its work waits to be handed over.
COLLEGE = "Trường Cao đẳng Y tế Sông Lam"
GIVEN = "Kết luận giao ban quý trước (ví dụ)"
PROOF = "https://vidu.example/ket-qua"
FIRST = "Mở rộng truy xuất nguồn gốc sản phẩm, hàng hóa"


def make(*, by: User, at: dt.datetime) -> None:
    """Make the fields and the tasks; where they are, nothing."""
    actions.default_fields(by=by, at=at)
    if not Task.objects.filter(title=FIRST).exists():
        _Making(by, at).all()
    example_followup.make(by=by, at=at)


class _Making:
    """The persons of the example and the day, from which all its days are counted."""

    def __init__(self, by: User, at: dt.datetime) -> None:
        self.office, self.at = by, at
        self.today = timezone.localdate(at)
        self.leader = User.objects.get(role=Role.LEADER, body=by.body)
        self.science = User.objects.get(role=Role.FOCAL_POINT, body__name=SCIENCE)
        self.fields = dict(Field.objects.values_list("name", "pk"))

    def ago(self, days: int) -> dt.datetime:
        """Return a moment before now."""
        return self.at - dt.timedelta(days=days)

    def give(self, title: str, body: str, days: int | None, ago: int = 42, **more: Any) -> Task:
        """Give a task, six weeks ago where not told otherwise, due so many days from today."""
        lead = Body.objects.get(name=body)
        return actions.confirm(
            by=self.office,
            at=self.ago(ago),
            title=title,
            lead=[(body, lead)],
            due_on=None if days is None else self.today + dt.timedelta(days=days),
            reason=GIVEN,
            follower=self.office,
            **more,
        )

    def send(self, task: Task, by: User, days: int, text: str) -> None:
        """Send work in with its evidence, so many days ago."""
        at = self.ago(days)
        actions.attach(by=by, at=at, task=task, title="Trang công bố kết quả", data=None, url=PROOF)
        actions.submit(by=by, at=at, task=task, text=text, on_behalf=by == self.office)

    def all(self) -> None:
        """Make a task for each state, and the ones that tell of time."""
        self._before()
        self._science()
        self._others()
        self._ended()
        self._many()

    def _before(self) -> None:
        """What was given for the quarter before: done, done late, and carried over."""
        for title, body, due, sent in (
            ("Tổng kết năm học, chuẩn bị năm học mới", SCHOOLS, -110, 114),
            ("Tổ chức tháng hành động về dân số", HEALTH, -120, 113),
        ):
            task = self.give(title, body, due, ago=160)
            self.send(task, self.office, sent, "Đã hoàn thành, có báo cáo gửi kèm.")
            actions.verify(by=self.leader, at=self.ago(sent - 2), task=task)
            actions.close(by=self.office, at=self.ago(sent - 4), task=task)
        self.give("Xây dựng kho học liệu số dùng chung", SCHOOLS, 30, ago=160)
        self.give("Lập hồ sơ sức khỏe điện tử cho người cao tuổi", HEALTH, 50, ago=160)

    def _science(self) -> None:
        """What the focal point with an account has in hand."""
        by = self.science
        field = Field.objects.order_by("order").first()
        task = self.give(FIRST, SCIENCE, -10, field=field, product="Danh mục sản phẩm có mã")
        actions.accept(by=by, at=self.ago(40), task=task)
        actions.tell_progress(
            by=by, at=self.ago(30), task=task, body=_lead(task), percent=40, text="41 sản phẩm"
        )
        self._extended(task)
        self.send(task, by, 3, "62 sản phẩm đã có mã truy xuất.")
        back = self.give("Báo cáo kết quả bảo hộ sở hữu trí tuệ", SCIENCE, 6, field=field)
        self.send(back, by, 5, "Đã cấp 12 văn bằng.")
        why = "Thiếu danh sách văn bằng kèm số, ngày cấp."
        actions.send_back(by=self.leader, at=self.ago(4), task=back, text=why)
        self.give("Góp ý dự thảo kế hoạch chuyển đổi số", SCIENCE, 9, kind=TaskKind.COMMENT)
        asks = self.give("Khảo sát nhu cầu đổi mới công nghệ", SCIENCE, 12, field=field)
        actions.accept(by=by, at=self.ago(20), task=asks)
        self._asked(asks)

    def _extended(self, task: Task) -> None:
        asked = self._ask(task, 20, 20, "Bên cung cấp tem giao chậm")
        actions.decide_extension(by=self.leader, at=self.ago(18), extension=asked, grant=True)
        task.refresh_from_db()

    def _asked(self, task: Task) -> None:
        self._ask(task, 2, 30, "Chờ số liệu điều tra của doanh nghiệp")

    def _ask(self, task: Task, ago: int, more: int, reason: str) -> Extension:
        day = task.due_on or self.today
        return actions.ask_extension(
            by=self.science,
            at=self.ago(ago),
            task=task,
            until=day + dt.timedelta(days=more),
            reason=reason,
            no_fault=True,
        )

    def _others(self) -> None:
        """What bodies without an account have in hand: the office speaks for them."""
        late = self.give("Rà soát cơ sở tiêm chủng trên địa bàn", HEALTH, -17)
        actions.tell_progress(
            by=self.office, at=self.ago(25), task=late, body=_lead(late), percent=30, text="18/60"
        )
        idle = self.give("Thống kê học sinh có nguy cơ bỏ học", SCHOOLS, -15)
        actions.tell_progress(
            by=self.office, at=self.ago(22), task=idle, body=_lead(idle), percent=20, text="2/10 xã"
        )
        done = self.give("Tổng kết phong trào thi đua dạy tốt, học tốt", SCHOOLS, -5)
        self.send(done, self.office, 8, "Đã tổng kết, có báo cáo.")
        actions.verify(by=self.leader, at=self.ago(7), task=done)
        closed = self.give("Kiểm tra an toàn thực phẩm bếp ăn trường học", HEALTH, -20)
        self.send(closed, self.office, 15, "Đã kiểm tra 45 bếp ăn.")
        actions.verify(by=self.leader, at=self.ago(14), task=closed)
        actions.close(by=self.office, at=self.ago(12), task=closed)
        self.give("Bồi dưỡng nhân viên y tế thôn, bản", COLLEGE, 24)
        self.give("Theo dõi dư luận về kỳ thi tốt nghiệp", SCHOOLS, None, rhythm=Rhythm.STANDING)
        self.give(
            "Báo cáo số liệu phòng, chống dịch",
            HEALTH,
            4,
            kind=TaskKind.REPORT,
            rhythm=Rhythm.RECURRING,
            every=Every.MONTH,
        )

    def _ended(self) -> None:
        """What ended without being done, and what has not begun."""
        self.give("Chuẩn bị hội thi tìm hiểu khoa học", SCIENCE, 40, draft=True)
        info = self.give(
            "Thông báo lịch giao ban quý tới", SCIENCE, None, kind=TaskKind.INFORMATION
        )
        actions.accept(by=self.science, at=self.ago(39), task=info)
        declined = self.give("Thẩm định giáo trình giáo dục địa phương", SCIENCE, 25)
        why = "Thuộc thẩm quyền của Sở Giáo dục và Đào tạo."
        actions.decline(by=self.science, at=self.ago(38), task=declined, reason=why)
        gone = self.give("Tổ chức đoàn tham quan mô hình điểm", SCHOOLS, 15)
        why = "Gộp vào chương trình của quý sau."
        actions.cancel(by=self.office, at=self.ago(10), task=gone, reason=why)
        old = self.give("Lập kế hoạch truyền thông dân số", HEALTH, 20)
        new = self.give("Lập kế hoạch truyền thông dân số và phát triển", HEALTH, 30, ago=9)
        actions.supersede(
            by=self.office, at=self.ago(9), task=old, successor=new, reason="Mở rộng nội dung."
        )
        wrong = self.give("Báo cáo công tác quý (ghi nhầm)", HEALTH, 8)
        actions.withdraw(by=self.office, at=self.ago(41), task=wrong)

    def _many(self) -> None:
        """A task that three bodies lead, each with a child, and one that is broken down."""
        leads = Body.objects.filter(name__in=(SCIENCE, HEALTH, SCHOOLS))
        actions.confirm(
            by=self.office,
            at=self.ago(42),
            title="Đánh giá kết quả thực hiện chương trình hành động",
            lead=[(body.name, body) for body in leads],
            due_on=self.today + dt.timedelta(days=14),
            reason=GIVEN,
            follower=self.office,
        )
        whole = self.give("Tổ chức tuần lễ khoa học và công nghệ", SCIENCE, 35)
        first = self._part(whole, "Xây dựng kế hoạch tuần lễ", 10)
        self._part(whole, "Mời đơn vị trưng bày", 25, after=first)

    def _part(self, whole: Task, title: str, days: int, after: Task | None = None) -> Task:
        return actions.break_down(
            by=self.science,
            at=self.ago(30),
            task=whole,
            title=title,
            lead=_lead(whole),
            due_on=self.today + dt.timedelta(days=days),
            after=after,
        )


def _lead(task: Task) -> Body:
    if task.lead is None:
        raise ValueError("a task of the example has a lead")
    return task.lead

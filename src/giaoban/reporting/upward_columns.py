"""The columns of the workbook sent upward: each field of the schema, as a person reads it.

Those that are shown come first; the others, ids and what is rarely asked for, are folded beside
them and do not print.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.core.templatetags.look import vnday
from giaoban.documents.enums import PaperKind
from giaoban.reporting import amending
from giaoban.reporting.enums import Direction, Judgement, PeriodKind, ReportState
from giaoban.reporting.naming import called
from giaoban.work.enums import Outcome, Part, TaskKind, TaskState, Timeliness

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from django.db.models import TextChoices
    from django_stubs_ext import StrOrPromise

    Record = Mapping[str, Any]
    Write = Callable[[Any], Any]


def words(choices: type[TextChoices]) -> Write:
    """Return what writes a code by its label; a code that is gone stands as it is."""
    labels = dict(choices.choices)
    return lambda code: str(labels.get(code, code))


def yes(value: bool) -> str:
    """Write yes or no."""
    return _("Có") if value else _("Không")


def _directives(rows: Sequence[Record]) -> str:
    return "; ".join(
        f"{each['identifier'] or each['title']} ({vnday(dt.date.fromisoformat(each['issued_on']))})"
        if each["issued_on"]
        else each["identifier"] or each["title"]
        for each in rows
    )


def _amendments(rows: Sequence[Record]) -> str:
    return "; ".join(
        f"{amending.LABELS[each['field']]}: {amending.shown(each['field'], each['old'] or '')}"
        f" → {amending.shown(each['field'], each['new'] or '')} ({each['reason']})"
        for each in rows
    )


def _moment(text: str) -> dt.datetime:
    """Return a moment of the site's zone, as a cell holds it."""
    return timezone.localtime(dt.datetime.fromisoformat(text)).replace(tzinfo=None)


DAY = dt.date.fromisoformat


class Column(NamedTuple):
    """A column: the field of the schema, what it is called, how wide, and what writes its cell."""

    path: str
    label: StrOrPromise
    width: int
    write: Write = str
    shown: bool = True


class Table(NamedTuple):
    """A sheet: its title, and its columns with those that are shown first."""

    title: StrOrPromise
    columns: tuple[Column, ...]


def _aside(path: str, label: StrOrPromise, width: int = 16, write: Write = str) -> Column:
    return Column(path, label, width, write, shown=False)


_BODY = gettext_lazy("Cơ quan")
TABLES = {
    "bodies": Table(
        gettext_lazy("Báo cáo của cơ quan"),
        (
            Column("name", _BODY, 46),
            Column("report_state", gettext_lazy("Tình trạng báo cáo"), 20, words(ReportState)),
            Column("reported_on", gettext_lazy("Ngày gửi"), 12, DAY),
            Column("confirmed", gettext_lazy("Đã xác nhận"), 12, yes),
            Column("assessment", gettext_lazy("Đánh giá nội dung"), 14, words(Judgement)),
            Column("assessment_note", gettext_lazy("Nhận xét"), 40),
            _aside("id", gettext_lazy("Mã cơ quan")),
        ),
    ),
    "tasks": Table(
        gettext_lazy("Nhiệm vụ"),
        (
            Column("title", gettext_lazy("Nhiệm vụ"), 36),
            Column("body.name", _BODY, 22),
            Column("paper.identifier", gettext_lazy("Văn bản giao"), 16),
            Column("paper.issued_on", gettext_lazy("Ngày văn bản"), 12, DAY),
            Column("source_note", gettext_lazy("Căn cứ khác"), 20),
            Column("product", gettext_lazy("Sản phẩm phải có"), 16),
            Column("due_on", gettext_lazy("Hạn"), 12, DAY),
            Column("percent", gettext_lazy("Tiến độ, %"), 8, int),
            Column("state", gettext_lazy("Tình trạng"), 13, words(TaskState)),
            Column("timeliness", gettext_lazy("So với hạn"), 13, words(Timeliness)),
            Column("done_on", gettext_lazy("Ngày hoàn thành"), 12, DAY),
            Column("result", gettext_lazy("Kết quả"), 30),
            Column("assessment.outcome", gettext_lazy("Kiểm chứng"), 12, words(Outcome)),
            _aside("part", gettext_lazy("Vai trò"), 12, words(Part)),
            _aside("kind", gettext_lazy("Loại việc"), 12, words(TaskKind)),
            _aside("field", gettext_lazy("Lĩnh vực"), 24),
            _aside("carried_over", gettext_lazy("Kỳ trước chuyển sang"), 12, yes),
            _aside("first_due_on", gettext_lazy("Hạn đầu tiên"), 12, DAY),
            _aside("extensions", gettext_lazy("Số lần gia hạn"), 10, int),
            _aside("confirmed", gettext_lazy("Đã xác nhận"), 12, yes),
            _aside("assessment.note", gettext_lazy("Nhận xét"), 30),
            _aside("assessment.on", gettext_lazy("Ngày kiểm chứng"), 12, DAY),
            _aside("directives", gettext_lazy("Văn bản chỉ đạo"), 30, _directives),
            _aside("paper.kind", gettext_lazy("Loại văn bản"), 14, words(PaperKind)),
            _aside("paper.issuer", gettext_lazy("Cơ quan ban hành"), 24),
            _aside("paper.title", gettext_lazy("Trích yếu"), 36),
            _aside("paper.sentence", gettext_lazy("Câu giao việc"), 36),
            _aside("amendments", gettext_lazy("Đính chính"), 36, _amendments),
            _aside("id", gettext_lazy("Mã dòng")),
            _aside("task", gettext_lazy("Mã nhiệm vụ")),
            _aside("body.id", gettext_lazy("Mã cơ quan")),
            _aside("paper.id", gettext_lazy("Mã văn bản")),
        ),
    ),
    "indicators": Table(
        gettext_lazy("Chỉ tiêu"),
        (
            Column("code", gettext_lazy("Mã"), 10),
            Column("name", gettext_lazy("Chỉ tiêu"), 40),
            Column("unit", gettext_lazy("Đơn vị tính"), 14),
            Column("body.name", _BODY, 34),
            Column("value", gettext_lazy("Giá trị"), 14, Decimal),
            Column("denominator", gettext_lazy("Mẫu số"), 14, Decimal),
            Column("target", gettext_lazy("Mục tiêu"), 12, Decimal),
            Column("baseline", gettext_lazy("Gốc so sánh"), 12, Decimal),
            Column("confirmed", gettext_lazy("Đã xác nhận"), 12, yes),
            _aside("direction", gettext_lazy("Chiều đánh giá"), 20, words(Direction)),
            _aside("amendments", gettext_lazy("Đính chính"), 36, _amendments),
            _aside("id", gettext_lazy("Mã dòng")),
            _aside("indicator", gettext_lazy("Mã chỉ tiêu")),
            _aside("body.id", gettext_lazy("Mã cơ quan")),
        ),
    ),
}
ABOUT = (
    Column("from.body.name", gettext_lazy("Cơ quan gửi"), 0),
    Column("from.bloc", gettext_lazy("Khối"), 0),
    Column("period.name", gettext_lazy("Kỳ báo cáo"), 0, called),
    Column("period.kind", gettext_lazy("Loại kỳ"), 0, words(PeriodKind)),
    Column("period.first_day", gettext_lazy("Từ ngày"), 0, DAY),
    Column("period.last_day", gettext_lazy("Đến ngày"), 0, DAY),
    Column("period.data_from", gettext_lazy("Số liệu từ ngày"), 0, DAY),
    Column("period.data_to", gettext_lazy("Số liệu đến ngày"), 0, DAY),
    Column("period.closed_at", gettext_lazy("Chốt lúc"), 0, _moment),
    Column("figures.tasks", gettext_lazy("Nhiệm vụ"), 0, int),
    Column("figures.done", gettext_lazy("Hoàn thành"), 0, int),
    Column("figures.late", gettext_lazy("Chậm hạn"), 0, int),
    Column("figures.on_time_rate", gettext_lazy("Tỷ lệ đúng hạn, %"), 0, float),
    Column("figures.bodies", gettext_lazy("Số cơ quan"), 0, int),
    Column("figures.reported", gettext_lazy("Đã báo cáo"), 0, int),
    Column("figures.reporting_rate", gettext_lazy("Tỷ lệ báo cáo, %"), 0, float),
    Column("withheld", gettext_lazy("Số dòng không gửi vì có dấu mật"), 0, int),
    Column("made_at", gettext_lazy("Lập lúc"), 0, _moment),
    Column("schema", gettext_lazy("Lược đồ"), 0),
    Column("version", gettext_lazy("Phiên bản lược đồ"), 0, int),
    Column("from.body.id", gettext_lazy("Mã cơ quan gửi"), 0),
    Column("period.id", gettext_lazy("Mã kỳ"), 0),
)


def cell(record: Record, column: Column) -> Any:
    """Return what stands in a column; nothing for null, and for a list that holds nothing."""
    value: Any = record
    for name in column.path.split("."):
        value = value[name] if value is not None else None
    return None if value in (None, []) else column.write(value)

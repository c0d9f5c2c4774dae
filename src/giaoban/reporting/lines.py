"""What a row of a report shows on a form, and what may be told of it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from giaoban.reporting.enums import Aspect, Combination, RowKind
from giaoban.reporting.numerals import written
from giaoban.reporting.queries.reports import rows, with_last

if TYPE_CHECKING:
    from collections.abc import Mapping

    from giaoban.reporting.models import Report, ReportRow

Value = Decimal | int | bool | str | None
OF_TASKS = (RowKind.CARRIED, RowKind.TASK)
# What may be told of a row, by the kind of the row.
TOLD: Mapping[str, tuple[str, ...]] = {
    RowKind.CARRIED: ("percent", "claims_done", "text"),
    RowKind.TASK: ("percent", "claims_done", "text"),
    RowKind.DIRECTIVE: ("text",),
    RowKind.INDICATOR: ("value", "text"),
    RowKind.NARRATIVE: ("text",),
}


class Line(NamedTuple):
    """A row of a report as a form shows it: what it is about, last period's, and its values."""

    row: ReportRow
    title: str
    about: str
    last: str
    unit: str
    is_ratio: bool

    @property
    def told(self) -> tuple[str, ...]:
        """Return the names of what may be told of it."""
        names = TOLD[self.row.kind]
        return ("value", "denominator", "text") if self.is_ratio else names


def lines_of(report: Report) -> list[Line]:
    """Return the rows of a report in their order, with last period's beside; five queries."""
    found = with_last(report, list(rows(report, RowKind.values)))
    return [_line(row, getattr(row, "last", None)) for row in found]


def label_of(name: str, line: Line) -> str:
    """Return what a value of a row is called."""
    labels = {
        "percent": _("Tiến độ, %"),
        "claims_done": _("Đề nghị xác nhận hoàn thành"),
        "value": _("Tử số") if line.is_ratio else _("Số"),
        "denominator": _("Mẫu số"),
        "text": _("Nội dung"),
    }
    return labels[name]


def shown(value: Value) -> str:
    """Return a value as a person reads it; nothing for what is not known."""
    if isinstance(value, bool):
        return _("Có") if value else _("Không")
    if isinstance(value, Decimal):
        return written(value)
    return "" if value is None else str(value)


def _line(row: ReportRow, last: ReportRow | None) -> Line:
    title, about = _said(row)
    indicator = row.indicator
    return Line(
        row=row,
        title=title,
        about=about,
        last=_last(last),
        unit=indicator.unit if indicator else "",
        is_ratio=indicator is not None and indicator.over_periods == Combination.RATIO,
    )


def _said(row: ReportRow) -> tuple[str, str]:
    if row.task is not None:
        due = f"{row.task.due_on:%d/%m/%Y}" if row.task.due_on else ""
        return row.task.title, due
    if row.directive is not None:
        return str(row.directive), ""
    if row.indicator is not None:
        return row.indicator.name, row.indicator.unit
    field = row.field.name if row.field is not None else _("Chung")
    return field, str(Aspect(row.aspect).label)


def _last(row: ReportRow | None) -> str:
    if row is None:
        return ""
    if row.kind == RowKind.INDICATOR:
        figures = [written(each) for each in (row.value, row.denominator) if each is not None]
        return "/".join(figures)
    percent = f"{row.percent} %" if row.percent is not None else ""
    return ". ".join(filter(None, (percent, row.text)))[:2_000]

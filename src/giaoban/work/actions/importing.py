"""Take many tasks from the Excel form: what each row would do, then all of it or nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.accounts.models import User
from giaoban.bodies.queries import find_body, find_class
from giaoban.core import audit
from giaoban.core.enums import Role
from giaoban.core.errors import NotAllowed, Refused
from giaoban.core.folding import fold
from giaoban.core.workbook import CellError, day_of, letters
from giaoban.work import permissions, queries, task_form
from giaoban.work.actions.tasks import change, confirm
from giaoban.work.enums import TaskKind
from giaoban.work.models import OPEN, Field, Task

if TYPE_CHECKING:
    import datetime as dt

    from giaoban.bodies.models import Body
    from giaoban.core.workbook import Row, Sheet

Named = list[tuple[str, "Body | None"]]
_TEXTS = {"title": 1000, "due_text": 200, "product": 500, "reason": 500}
_COMPARED = (
    "title",
    "kind",
    "lead",
    "cooperating",
    "due_on",
    "due_text",
    "product",
    "field",
    "follower",
)


class Change(NamedTuple):
    """A field that a row changes, both as a person reads them."""

    label: str
    before: str
    after: str


@dataclass(slots=True)
class Line:
    """What one row would do: a new task, one mended, or nothing."""

    row: Row
    task: Task | None = None
    changes: list[Change] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        """Tell whether the row makes a task."""
        return not self.row.cells["key"]


@dataclass(slots=True)
class Intake:
    """What the form says, checked against the register."""

    sheet: Sheet
    lines: list[Line] = field(default_factory=list)
    errors: list[CellError] = field(default_factory=list)

    @property
    def new(self) -> list[Line]:
        """The rows that make a task."""
        return [line for line in self.lines if line.is_new]

    @property
    def changed(self) -> list[Line]:
        """The rows that mend a task."""
        return [line for line in self.lines if line.changes]

    @property
    def unchanged(self) -> int:
        """How many rows leave their task as it is."""
        return len(self.lines) - len(self.new) - len(self.changed)


def check(*, by: User, at: dt.datetime, on: dt.date, sheet: Sheet) -> Intake:
    """Return what each row would do, and every cell that is wrong; nothing stays written.

    What the acts themselves refuse is found by doing them and rolling them back.
    """
    permissions.tasks.require(by, "confirm")
    intake = Intake(sheet, errors=list(sheet.errors))
    _Reader(intake, by, on).read()
    spoilt = {int(re.sub(r"\D", "", each.cell)) for each in intake.errors}
    with transaction.atomic():
        for line in intake.lines:
            if line.row.number in spoilt:
                continue
            try:
                with transaction.atomic():
                    _carry_out(line, by=by, at=at)
            except (Refused, NotAllowed) as error:
                column = "due_on" if _moves_day(line) else "title"
                intake.errors.append(CellError(_cell(line.row, column), str(error)))
        transaction.set_rollback(True)
    return intake


@transaction.atomic
def take(*, by: User, at: dt.datetime, on: dt.date, sheet: Sheet) -> Intake:
    """Write all that is new and changed; with a single wrong cell nothing is written."""
    permissions.tasks.require(by, "confirm")
    intake = Intake(sheet, errors=list(sheet.errors))
    _Reader(intake, by, on).read()
    if intake.errors:
        raise Refused(_("Sổ đã thay đổi sau khi xem trước; chưa ghi gì. Hãy chọn lại tệp."))
    made = [_carry_out(line, by=by, at=at) for line in intake.lines]
    facts = {"new": len(intake.new), "changed": len(intake.changed)}
    first = next((task for task in made if task is not None), None)
    if first is not None:
        audit.record("work.import", by=by, at=at, subject=first, facts=facts)
    return intake


def _carry_out(line: Line, *, by: User, at: dt.datetime) -> Task | None:
    if line.task is None:
        return confirm(by=by, at=at, **line.values)
    if not line.changes:
        return None
    # Read anew: the preview has carried it out once already and rolled it back.
    task = Task.objects.get(pk=line.task.pk)
    return change(by=by, at=at, task=task, version=int(line.row.cells["version"]), **line.values)


def _moves_day(line: Line) -> bool:
    return line.task is not None and "due_on" in line.values and line.task.assigned_at is not None


def _cell(row: Row, key: str) -> str:
    return f"{dict(letters(task_form.columns()))[key]}{row.number}"


class _Reader:
    """Reads the rows against the register, in a fixed number of queries but for bodies' names."""

    def __init__(self, intake: Intake, by: User, on: dt.date) -> None:
        self.intake = intake
        self.on = on
        self.letters = dict(letters(task_form.columns()))
        self.labels = {column.key: column.label for column in task_form.columns()}
        self.fields = {fold(each.name): each for each in Field.objects.filter(is_active=True)}
        people = User.objects.filter(role=Role.COORDINATOR, is_active=True)
        self.people = {each.email: each for each in people}
        keys = [int(row.cells["key"]) for row in intake.sheet.rows if _is_key(row.cells["key"])]
        rows = permissions.tasks.scope(by, "change").filter(pk__in=keys)
        found = queries.with_bodies(list(rows.select_related("field", "follower", "document")))
        self.tasks = {task.pk: task for task in found}
        self.bodies: dict[str, list[Body]] = {}
        self.seen: dict[object, int] = {}

    def read(self) -> None:
        """Read all rows."""
        for row in self.intake.sheet.rows:
            line = Line(row)
            if row.cells["key"]:
                self._known(line)
            else:
                self._new(line)
            self.intake.lines.append(line)
        self._known_already()

    def _wrong(self, row: Row, key: str, text: str) -> None:
        """Note what is wrong with a cell; the first thing is enough."""
        cell = f"{self.letters[key]}{row.number}"
        if all(each.cell != cell for each in self.intake.errors):
            self.intake.errors.append(CellError(cell, text))

    def _known(self, line: Line) -> None:
        """Compare a row with its task; an old version that says nothing new is no matter."""
        cells = line.row.cells
        line.task = self.tasks.get(int(cells["key"])) if _is_key(cells["key"]) else None
        if line.task is None:
            text = _("Không có nhiệm vụ số này. Nhiệm vụ mới thì để trống ô Số.")
            return self._wrong(line.row, "key", text)
        self._once(line.row, "key", line.task.pk)
        before = task_form.texts(line.task)
        differing = [key for key in _COMPARED if cells[key] != before[key] and _asks(key, cells)]
        line.changes = [Change(self.labels[key], before[key], cells[key]) for key in differing]
        if line.changes and cells["version"] != str(line.task.version):
            changes = "; ".join(f"{each.label}: {each.before or '–'}" for each in line.changes)
            text = _(
                "Nhiệm vụ đã được sửa sau khi tải mẫu. Trong sổ nay là: %s. Hãy tải mẫu mới rồi "
                "sửa lại dòng này."
            )
            return self._wrong(line.row, "version", text % changes)
        return self._values(line, set(differing))

    def _new(self, line: Line) -> None:
        cells = line.row.cells
        if not cells["reason"]:
            text = _("Nhiệm vụ mới cần ghi ai giao, ở đâu, khi nào.")
            self._wrong(line.row, "reason", text)
        self._once(line.row, "title", (fold(cells["title"]), fold(cells["lead"])))
        self._values(line, set(_COMPARED))
        line.values["reason"] = cells["reason"]

    def _once(self, row: Row, key: str, value: object) -> None:
        if value in self.seen:
            self._wrong(row, key, _("Trùng với dòng %s. Hãy bỏ bớt một dòng.") % self.seen[value])
        self.seen.setdefault(value, row.number)

    def _known_already(self) -> None:
        """Refuse new rows that stand in the register already: the form was sent before."""
        titles = [line.row.cells["title"] for line in self.intake.new]
        # A task that several lead stands there as a whole, which is not pending itself.
        rows = Task.objects.filter(title__in=titles, state__in=OPEN)
        there = {
            (fold(each.title), led): each
            for each in queries.with_bodies(list(rows))
            for led in _led_by(each)
        }
        for line in self.intake.new:
            same = there.get((fold(line.row.cells["title"]), _names_in(line.row.cells["lead"])))
            if same is not None:
                text = _("Sổ đã có nhiệm vụ này, số %s. Nếu là việc khác, hãy ghi rõ hơn.")
                self._wrong(line.row, "title", text % same.pk)

    def _values(self, line: Line, wanted: set[str]) -> None:
        """Turn the cells that are wanted into what the acts take."""
        row = line.row
        if not row.cells["title"]:
            self._wrong(row, "title", _("Ô bắt buộc còn để trống."))
        for key, most in _TEXTS.items():
            if len(row.cells[key]) > most:
                self._wrong(row, key, _("Dài quá %s ký tự. Hãy rút gọn.") % most)
        readers = {
            "kind": self._kind,
            "due_on": self._day,
            "field": self._field,
            "follower": self._follower,
        }
        for key in wanted - {"lead", "cooperating"}:
            line.values[key] = readers[key](row) if key in readers else row.cells[key]
        if wanted & {"lead", "cooperating"}:
            for key in ("lead", "cooperating"):
                line.values[key] = self._named(row, key)

    def _kind(self, row: Row) -> str:
        written = row.cells["kind"]
        found = task_form.kind_of(written) if written else TaskKind.CARRY_OUT
        if not found:
            self._wrong(row, "kind", _("Hãy chọn một giá trị trong danh sách."))
        return str(found)

    def _day(self, row: Row) -> dt.date | None:
        written = row.cells["due_on"]
        found = day_of(written) if written else None
        if written and found is None:
            text = _("Không phải ngày. Hãy ghi như 30/6/2026, hoặc ghi chữ vào cột bên cạnh.")
            self._wrong(row, "due_on", text)
        return found

    def _field(self, row: Row) -> Field | None:
        written = row.cells["field"]
        found = self.fields.get(fold(written)) if written else None
        if written and found is None:
            self._wrong(row, "field", _("Hãy chọn một giá trị trong danh sách."))
        return found

    def _follower(self, row: Row) -> User | None:
        written = row.cells["follower"].lower()
        found = self.people.get(written) if written else None
        if written and found is None:
            text = _("Không có chuyên viên tổng hợp nào dùng địa chỉ này.")
            self._wrong(row, "follower", text)
        return found

    def _named(self, row: Row, key: str) -> Named:
        found: Named = []
        for written in (name.strip() for name in row.cells[key].split(";")):
            if written:
                found.append((written, self._body(row, key, written)))
        return found

    def _body(self, row: Row, key: str, written: str) -> Body | None:
        if written not in self.bodies:
            self.bodies[written] = find_body(written, on=self.on)
        found = self.bodies[written]
        if len(found) == 1:
            return found[0]
        if found:
            text = _("“%(name)s” có thể là %(n)s cơ quan. Hãy ghi tên đầy đủ.")
            self._wrong(row, key, text % {"name": written, "n": len(found)})
        elif find_class(written) is None:
            text = _("Không có cơ quan “%s” trong danh bạ.")
            self._wrong(row, key, text % written)
        return None


def _names_in(cell: str) -> frozenset[str]:
    """Return the names of a cell, whatever their order."""
    return frozenset(fold(name) for name in cell.split(";") if name.strip())


def _led_by(task: Task) -> set[frozenset[str]]:
    """Return the ways in which a cell may tell who leads a task: by name, or as it was written."""
    leads = task.leads  # type: ignore[attr-defined]
    return {
        frozenset(fold(each.body.name if each.body else each.written) for each in leads),
        frozenset(fold(each.written or each.name) for each in leads),
    }


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 16  # noqa: PLR2004


def _asks(key: str, cells: dict[str, str]) -> bool:
    """Tell whether a cell asks for a change: an emptied kind means the usual one, not none."""
    return key != "kind" or bool(cells["kind"])

"""Take bodies, people and accounts from the Excel form: all of it, or nothing."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from giaoban.accounts import workbook
from giaoban.accounts.actions import accounts
from giaoban.accounts.models import User
from giaoban.accounts.permissions import USER
from giaoban.bodies import naming
from giaoban.bodies.actions import bodies, people
from giaoban.bodies.actions.given import (
    BodyGiven,
    MembershipGiven,
    NameGiven,
    ParentGiven,
    PersonGiven,
    PostGiven,
)
from giaoban.bodies.enums import BodyKind
from giaoban.bodies.models import Body, BodyName, Person, Post
from giaoban.core.enums import Role
from giaoban.core.errors import Refused
from giaoban.core.folding import fold
from giaoban.core.workbook import day_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from giaoban.accounts.workbook import Book
    from giaoban.bodies.models import Bloc
    from giaoban.core.policies import Actor
    from giaoban.core.workbook import Column, Row

_NEEDS_BODY = {Role.FOCAL_POINT, Role.LEADER}


class CellError(NamedTuple):
    """What is wrong with one cell, and where it is."""

    sheet: str
    cell: str
    text: str


class Difference(NamedTuple):
    """What a row would do: make something new, or meet what is on record."""

    sheet: str
    number: int
    title: str
    is_new: bool
    changes: str = ""


@dataclass(slots=True)
class Intake:
    """What the form says, checked against the register."""

    book: Book
    errors: list[CellError] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    known: dict[str, int] = field(default_factory=dict)

    @property
    def new(self) -> int:
        """How many rows would be made."""
        return sum(each.is_new for each in self.differences)


def check(book: Book) -> Intake:
    """Return what each row would do, and every cell that is wrong."""
    intake = Intake(book)
    for column in ("folded", "folded_short"):
        for key, body in BodyName.objects.values_list(column, "body_id").order_by("pk"):
            intake.known.setdefault(key, body)
    named = set(intake.known) | {key for row in book["Cơ quan"] for key in _called(row)}
    for sheet, columns in workbook.sheets().items():
        for row in book[sheet]:
            _check_cells(intake, sheet, columns, row)
            _check_bodies(intake, sheet, row, named)
    _check_once(intake, "Cơ quan", "name", naming.key)
    _check_once(intake, "Tài khoản", "email", str.lower)
    for row in book["Tài khoản"]:
        if workbook.value_of(Role, row.cells["role"]) in _NEEDS_BODY and not row.cells["body"]:
            _wrong(intake, "Tài khoản", row, "body", _("Vai trò này phải gắn với một cơ quan."))
    _compare(intake)
    return intake


@transaction.atomic
def take(*, intake: Intake, bloc: Bloc | None, by: Actor, at: dt.datetime) -> list[User]:
    """Write all that is new; return the accounts made, to be invited."""
    USER.require(by, "add")
    if intake.errors:
        raise Refused(_("Biểu mẫu còn lỗi; chưa ghi gì."))
    made = _take_bodies(intake, bloc, by, at)
    _take_parents(intake, made, bloc, by, at)
    _take_people(intake, by, at)
    return _take_users(intake, by, at)


# --- checks ------------------------------------------------------------------------------------


def _check_cells(intake: Intake, sheet: str, columns: tuple[Column, ...], row: Row) -> None:
    for column in columns:
        value = row.cells[column.key]
        if not value:
            if column.required:
                _wrong(intake, sheet, row, column.key, _("Ô bắt buộc còn để trống."))
        elif column.choices and fold(value) not in {fold(each) for each in column.choices}:
            _wrong(intake, sheet, row, column.key, _("Hãy chọn một giá trị trong danh sách."))
        elif column.key == "email" and not _is_email(value):
            _wrong(intake, sheet, row, column.key, _("Địa chỉ thư điện tử không hợp lệ."))
        elif column.key == "valid_from" and day_of(value) is None:
            _wrong(intake, sheet, row, column.key, _("Ngày không hợp lệ; hãy ghi như 01/7/2025."))


def _check_bodies(intake: Intake, sheet: str, row: Row, named: set[str]) -> None:
    for key in ("parent", "body"):
        value = row.cells.get(key, "")
        if value and naming.key(value) not in named:
            text = _("Không có cơ quan này ở trang tính Cơ quan hay trong danh bạ.")
            _wrong(intake, sheet, row, key, text)
        elif value and key == "parent" and naming.key(value) in _called(row):
            _wrong(intake, sheet, row, key, _("Cơ quan không thể tự là chủ quản của mình."))


def _called(row: Row) -> set[str]:
    """Return what the body of a row is called, in full and short."""
    return {naming.key(row.cells[each]) for each in ("name", "short_name")} - {""}


def _check_once(intake: Intake, sheet: str, column: str, key: Callable[[str], str]) -> None:
    seen: dict[str, int] = {}
    for row in intake.book[sheet]:
        value = key(row.cells[column])
        if value and value in seen:
            _wrong(intake, sheet, row, column, _("Đã có ở dòng %d.") % seen[value])
        seen.setdefault(value, row.number)


def _wrong(intake: Intake, sheet: str, row: Row, column: str, text: str) -> None:
    keys = [each.key for each in workbook.sheets()[sheet]]
    cell = f"{get_column_letter(keys.index(column) + 1)}{row.number}"
    intake.errors.append(CellError(sheet, cell, text))


def _is_email(value: str) -> bool:
    try:
        validate_email(value)
    except ValidationError:
        return False
    return True


# --- against the register ----------------------------------------------------------------------


def _compare(intake: Intake) -> None:
    on_record = Body.objects.in_bulk(list(intake.known.values()))
    for row in intake.book["Cơ quan"]:
        known = intake.known.get(naming.key(row.cells["name"]))
        changes = _contact_changes(on_record[known], row) if known else ""
        _note(intake, "Cơ quan", row, known is None, changes)
    held = set(Post.objects.values_list("person__folded", "body_id", "title"))
    for row in intake.book["Cán bộ"]:
        body = intake.known.get(naming.key(row.cells["body"]), 0)
        held_already = (fold(row.cells["name"]), body, row.cells["title"]) in held
        _note(intake, "Cán bộ", row, not held_already)
    addresses = set(User.objects.values_list("email", flat=True))
    for row in intake.book["Tài khoản"]:
        _note(intake, "Tài khoản", row, row.cells["email"].lower() not in addresses)


def _contact_changes(body: Body, row: Row) -> str:
    pairs = [(body.email, row.cells["email"]), (body.phone, row.cells["phone"])]
    return "; ".join(f"{old or '–'} → {new}" for old, new in pairs if new and new != old)


def _note(intake: Intake, sheet: str, row: Row, is_new: bool, changes: str = "") -> None:
    intake.differences.append(Difference(sheet, row.number, row.cells["name"], is_new, changes))


# --- writing -----------------------------------------------------------------------------------


def _take_bodies(
    intake: Intake, bloc: Bloc | None, by: Actor, at: dt.datetime
) -> list[tuple[Body, Row]]:
    made = []
    for row in intake.book["Cơ quan"]:
        key = naming.key(row.cells["name"])
        if key in intake.known:
            _take_contact(Body.objects.get(pk=intake.known[key]), row, by, at)
            continue
        body = bodies.add(given=_body(row, bloc), by=by, at=at)
        for called in _called(row):
            intake.known.setdefault(called, body.pk)
        made.append((body, row))
    return made


def _take_contact(body: Body, row: Row, by: Actor, at: dt.datetime) -> None:
    if _contact_changes(body, row):
        bodies.edit_contact(
            body=body,
            version=body.version,
            email=row.cells["email"] or body.email,
            phone=row.cells["phone"] or body.phone,
            by=by,
            at=at,
        )


def _body(row: Row, bloc: Bloc | None) -> BodyGiven:
    cells = row.cells
    since = day_of(cells["valid_from"])
    joins = bloc is not None and fold(cells["in_bloc"]) != fold(workbook.NO)
    return BodyGiven(
        kind=workbook.value_of(BodyKind, cells["kind"]),
        order=row.number,
        email=cells["email"],
        phone=cells["phone"],
        valid_from=since,
        names=[
            NameGiven(
                name=unicodedata.normalize("NFC", cells["name"]),
                short_name=cells["short_name"],
                symbol=cells["symbol"],
                valid_from=since,
            )
        ],
        memberships=[MembershipGiven(bloc_id=bloc.pk, valid_from=since)] if bloc and joins else [],
    )


def _take_parents(
    intake: Intake, made: list[tuple[Body, Row]], bloc: Bloc | None, by: Actor, at: dt.datetime
) -> None:
    """Write the parents once all bodies are there: a row may name one that stands below it."""
    for body, row in made:
        if row.cells["parent"]:
            above = intake.known[naming.key(row.cells["parent"])]
            given = replace(_body(row, bloc), parents=[ParentGiven(parent_id=above)])
            bodies.edit(body=body, version=body.version, given=given, by=by, at=at)


def _take_people(intake: Intake, by: Actor, at: dt.datetime) -> None:
    new = {(each.sheet, each.number) for each in intake.differences if each.is_new}
    for row in intake.book["Cán bộ"]:
        if ("Cán bộ", row.number) not in new:
            continue
        cells = row.cells
        post = PostGiven(
            body_id=intake.known[naming.key(cells["body"])],
            title=cells["title"],
            is_focal_point=fold(cells["is_focal_point"]) == fold(workbook.YES),
            valid_from=day_of(cells["valid_from"]),
        )
        given = PersonGiven(
            name=cells["name"], email=cells["email"], phone=cells["phone"], posts=[post]
        )
        people.add(given=given, by=by, at=at)


def _take_users(intake: Intake, by: Actor, at: dt.datetime) -> list[User]:
    new = {(each.sheet, each.number) for each in intake.differences if each.is_new}
    made = []
    for row in intake.book["Tài khoản"]:
        if ("Tài khoản", row.number) not in new:
            continue
        cells = row.cells
        body = intake.known.get(naming.key(cells["body"])) if cells["body"] else None
        given = accounts.UserGiven(
            email=cells["email"],
            name=cells["name"],
            role=workbook.value_of(Role, cells["role"]),
            body=Body.objects.get(pk=body) if body else None,
            person=Person.objects.filter(name=cells["name"], posts__body=body).first()
            if body
            else None,
        )
        made.append(accounts.add(given=given, by=by, at=at))
    return made

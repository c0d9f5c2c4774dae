"""A first installation: the lead body, its bloc, the first administrator, an Excel form."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from giaoban.accounts import workbook
from giaoban.accounts.models import User
from giaoban.bodies.models import Bloc, Body, Person
from giaoban.core.errors import Refused
from giaoban.core.workbook import MOST_UNPACKED
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BlocFactory, BodyFactory

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.django_db
OPTIONS = {
    "lead_body": "Ban Tuyên giáo và Dân vận Tỉnh ủy",
    "bloc": "Khối khoa giáo",
    "admin_email": "quantri@vidu.example",
    "admin_name": "Đặng Quốc Kiên",
}
GOOD = {
    "Cơ quan": [
        [
            "Sở Y tế",
            "",
            "SYT",
            "Sở, ngành cấp tỉnh",
            "UBND tỉnh Sông Lam",
            "có",
            "01/7/2025",
            "",
            "",
        ],
        ["Ủy ban nhân dân tỉnh Sông Lam", "", "", "Ủy ban nhân dân", "", "không", "", "", ""],
    ],
    "Cán bộ": [["Cao Thị Mận", "Phó Giám đốc", "Sở Y tế", "có", "", "", ""]],
    "Tài khoản": [["Cao Thị Mận", "Man@vidu.example", "Đầu mối cơ quan", "Sở Y tế"]],
}


def filled(rows: dict[str, list[list[str]]]) -> io.BytesIO:
    """Return the form, filled in."""
    out = io.BytesIO()
    workbook.write_form(out)
    book = load_workbook(out)
    for title, lines in rows.items():
        for number, line in enumerate(lines, workbook.FIRST_ROW):
            for at, value in enumerate(line, 1):
                book[title].cell(number, at, value or None)
    out = io.BytesIO()
    book.save(out)
    out.seek(0)
    out.name = "bieu.xlsx"
    return out


def test_setup_by_options(capsys) -> None:
    """One command makes the lead body, the bloc, the administrator, and prints the link."""
    call_command("setup", **OPTIONS)
    bloc = Bloc.objects.get(name="Khối khoa giáo")
    assert bloc.lead.name == OPTIONS["lead_body"]
    assert User.objects.get().role == "administrator"
    assert "/tai-khoan/password/reset/key/" in capsys.readouterr().out


def test_setup_runs_once() -> None:
    """Where there are accounts it refuses, and changes nothing."""
    UserFactory()
    with pytest.raises(CommandError, match="Đã có tài khoản"):
        call_command("setup", **OPTIONS)
    assert not Body.objects.exists()


def test_setup_refuses_what_is_no_address() -> None:
    """Nobody could sign in by it, so nothing is written."""
    with pytest.raises(CommandError, match="không phải là địa chỉ thư"):
        call_command("setup", **OPTIONS | {"admin_email": "quan tri"})
    assert not User.objects.exists()
    assert not Body.objects.exists()


def test_setup_names_what_is_missing() -> None:
    """Without a terminal to ask at, the missing option is named."""
    with pytest.raises(CommandError, match="--bloc"):
        call_command("setup", **OPTIONS | {"bloc": None})


def test_setup_from_excel(tmp_path: Path) -> None:
    """Bodies with their parents in any order, people and accounts come from the form."""
    path = tmp_path / "bieu.xlsx"
    path.write_bytes(filled(GOOD).getvalue())
    call_command("setup", **OPTIONS, from_excel=path)
    health = Body.objects.get(name="Sở Y tế")
    assert health.parents.get().parent.name == "Ủy ban nhân dân tỉnh Sông Lam"
    assert [each.bloc.name for each in health.memberships.all()] == ["Khối khoa giáo"]
    assert not Body.objects.get(name="Ủy ban nhân dân tỉnh Sông Lam").memberships.exists()
    assert Person.objects.get().posts.get().is_focal_point
    user = User.objects.get(email="man@vidu.example")
    assert (user.role, user.body, user.person) == ("focal_point", health, Person.objects.get())


def test_a_wrong_cell_stops_everything(tmp_path: Path) -> None:
    """The cell is named and nothing is saved, not even the administrator."""
    path = tmp_path / "bieu.xlsx"
    bad = GOOD | {"Tài khoản": [["Cao Thị Mận", "khong-phai-thu", "Đầu mối cơ quan", "Sở Y tế"]]}
    path.write_bytes(filled(bad).getvalue())
    with pytest.raises(CommandError, match="Tài khoản, ô B3"):
        call_command("setup", **OPTIONS, from_excel=path)
    assert not User.objects.exists()
    assert not Body.objects.exists()


def test_the_empty_form_explains_itself(tmp_path: Path) -> None:
    """Three sheets, an explanation below each head, lists to choose from; empty, it reads."""
    path = tmp_path / "mau.xlsx"
    call_command("setup", form=path)
    book = load_workbook(path)
    assert book.sheetnames[:3] == ["Cơ quan", "Cán bộ", "Tài khoản"]
    assert book["Cơ quan"]["A2"].value == "Bắt buộc."
    assert len(book["Cơ quan"].data_validations.dataValidation) == 2
    with path.open("rb") as file:
        assert all(rows == [] for rows in workbook.read(file).values())


# --- on the web --------------------------------------------------------------------------------


@pytest.fixture
def office(client):
    """Sign in as administrator."""
    client.force_login(UserFactory(administrator=True))
    return client


def test_the_page_shows_the_differences_before_it_writes(office, mailoutbox) -> None:
    """New rows and changed contacts are shown; the confirmed page writes them."""
    BodyFactory(name="Sở Y tế", phone="111")
    bloc = BlocFactory()
    rows = GOOD | {"Cơ quan": [[*line[:8], "222"] for line in GOOD["Cơ quan"]]}
    url = reverse("accounts:import")
    answer = office.post(url, {"file": filled(rows), "bloc": bloc.pk})
    page = answer.content.decode()
    assert "3 dòng mới" in page
    assert "111 → 222" in page
    assert Body.objects.filter(name__startswith="Ủy ban").count() == 0
    assert office.post(url, {"sealed": answer.context["sealed"]}).status_code == 302
    assert Body.objects.get(name="Sở Y tế").phone == "222"
    assert User.objects.filter(email="man@vidu.example").exists()
    again = office.post(url, {"file": filled(rows), "bloc": bloc.pk})
    assert "0 dòng mới" in again.content.decode()


@pytest.mark.parametrize(
    ("sheet", "line", "cell"),
    [
        ("Cơ quan", ["", "SYT", "", "Khác"], "A3"),
        ("Cơ quan", ["Sở A", "", "", "Không rõ"], "D3"),
        ("Cơ quan", ["Sở A", "", "", "Khác", "Sở Lạ"], "E3"),
        ("Cơ quan", ["Sở A", "", "", "Khác", "Sở A"], "E3"),
        ("Cơ quan", ["Sở A", "", "", "Khác", "", "có lẽ"], "F3"),
        ("Cơ quan", ["Sở A", "", "", "Khác", "", "", "32/13/2025"], "G3"),
        ("Cơ quan", ["Sở A", "", "", "Khác", "", "", "", "thư"], "H3"),
        ("Cán bộ", ["An", "", "Sở Y tế"], "B3"),
        ("Cán bộ", ["An", "Chuyên viên", "Sở Lạ"], "C3"),
        ("Tài khoản", ["An", "an@vidu.example", "Vua"], "C3"),
        ("Tài khoản", ["An", "an@vidu.example", "Lãnh đạo"], "D3"),
    ],
)
def test_errors_are_told_by_cell(office, sheet: str, line: list[str], cell: str) -> None:
    """Each wrong cell is named, and there is no button that writes."""
    BodyFactory(name="Sở Y tế")
    page = office.post(reverse("accounts:import"), {"file": filled({sheet: [line]})})
    assert [(each.sheet, each.cell) for each in page.context["intake"].errors] == [(sheet, cell)]
    assert 'name="sealed"' not in page.content.decode()


def test_a_body_may_be_named_by_its_short_name(office) -> None:
    """A parent that is on record, or a body of another row, is known by its short name too."""
    BodyFactory(name="Ủy ban nhân dân tỉnh Sông Lam", named__short_name="UBND tỉnh")
    rows = {
        "Cơ quan": [["Sở Y tế", "Sở Y", "", "Khác", "UBND tỉnh"]],
        "Cán bộ": [["An", "Chuyên viên", "Sở Y"]],
    }
    url = reverse("accounts:import")
    answer = office.post(url, {"file": filled(rows)})
    assert answer.context["intake"].errors == []
    office.post(url, {"sealed": answer.context["sealed"]})
    health = Body.objects.get(name="Sở Y tế")
    assert health.parents.get().parent.name == "Ủy ban nhân dân tỉnh Sông Lam"
    assert Person.objects.get().posts.get().body == health


def test_the_same_body_twice_is_an_error(office) -> None:
    """The second row of one name points to the first."""
    line = ["Sở Y tế", "", "", "Khác"]
    data = {"file": filled({"Cơ quan": [line, ["sở y tế", *line[1:]]]})}
    errors = office.post(reverse("accounts:import"), data).context["intake"].errors
    assert [(each.cell, each.text) for each in errors] == [("A4", "Đã có ở dòng 3.")]


def a_file(content: bytes) -> io.BytesIO:
    """Return an upload."""
    out = io.BytesIO(content)
    out.name = "bieu.xlsx"
    return out


def other_book() -> bytes:
    """Return an Excel file that is not the form."""
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


def bomb() -> bytes:
    """Return an archive that unpacks to more than any form."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (MOST_UNPACKED + 1))
    return out.getvalue()


def empty_zip() -> bytes:
    """Return an archive with nothing of Excel in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "a")
    return out.getvalue()


@pytest.mark.parametrize("content", [b"not excel", other_book(), bomb(), empty_zip()])
def test_what_is_not_the_form_is_refused_with_what_to_do(office, content: bytes) -> None:
    """Another file, another workbook, a bomb: one sentence at the field."""
    answer = office.post(reverse("accounts:import"), {"file": a_file(content)})
    assert answer.status_code == 422
    with pytest.raises(Refused):
        workbook.read(io.BytesIO(content))


def test_what_was_not_shown_is_not_written(office) -> None:
    """Rows that were changed on the way back are refused."""
    answer = office.post(reverse("accounts:import"), {"sealed": "abc:def:ghi"})
    assert answer.status_code == 422

"""The export upward: it follows its schema, holds both values of a correction, and no secret."""

from __future__ import annotations

import datetime as dt
import io
import json
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from giaoban.core.models import AuditEntry
from giaoban.reporting import upward, upward_columns, upward_files
from giaoban.reporting.actions import closing as actions
from giaoban.work.enums import TaskState
from tests.factories.accounts import UserFactory
from tests.factories.reporting import PeriodFactory, ReportFactory, ReportRowFactory
from tests.integration.reporting.closed import AFTER, a_body, a_task, amend, close

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.test import Client

    from giaoban.reporting.models import Closing

pytestmark = pytest.mark.django_db


def a_closing() -> Closing:
    """Close a quarter with a task, an indicator, a correction, and a line with a stamp."""
    period = PeriodFactory()
    body = a_body(period)
    task = a_task(body, due_on=dt.date(2022, 6, 1), product="Báo cáo", percent=0)
    report = ReportFactory(period=period, body=body, accepted=True)
    ReportRowFactory(report=report, of_task=True, task=task, percent=0, text="Đã làm")
    ReportRowFactory(report=report, of_indicator=True, value=None)
    ReportRowFactory(report=report, of_task=True, task=a_task(body, title="TỐI MẬT"), percent=None)
    closing = close(period)
    amend(closing.lines.get(task=task), "percent", "0", "50", "Nhập thiếu")
    return closing


def exported(closing: Closing) -> dict[str, Any]:
    """Return the JSON as it is read again."""
    found: dict[str, Any] = json.loads("".join(upward_files.stream(closing, at=AFTER)))
    return found


def test_the_schema_is_kept() -> None:
    """What is exported is valid, and null stays null where 0 stays 0."""
    found = exported(a_closing())
    checker = jsonschema.Draft202012Validator(upward.schema())
    checker.check_schema(upward.schema())
    assert [str(each) for each in checker.iter_errors(found)] == []
    [task] = found["tasks"]
    assert (task["percent"], task["result"], task["product"]) == (50, "Đã làm", "Báo cáo")
    assert [(each["old"], each["new"]) for each in task["amendments"]] == [("0", "50")]
    assert found["indicators"][0]["value"] is None
    assert found["bodies"][0]["confirmed"] is True


def test_the_schema_refuses_what_is_wrong() -> None:
    """A record that lacks a field, or has one too many, is not valid."""
    found = exported(a_closing())
    checker = jsonschema.Draft202012Validator(upward.schema())
    del found["tasks"][0]["body"]
    found["bodies"][0]["secret"] = 1
    assert len(list(checker.iter_errors(found))) == 2


def test_no_secret_leaves() -> None:
    """A line with a stamp is counted, and stands nowhere in the file."""
    closing = a_closing()
    text = "".join(upward_files.stream(closing, at=AFTER))
    assert json.loads(text)["withheld"] == 1
    assert "MẬT" not in text


def test_the_workbook_holds_the_same(tmp_path: Path) -> None:
    """Each list is a sheet, each field a column, in words and with numbers and days as such."""
    closing = a_closing()
    call_command("export_upward", closing.period_id, tmp_path / "a.xlsx", stdout=io.StringIO())
    call_command("export_upward", closing.period_id, tmp_path / "a.json", stdout=io.StringIO())
    book = load_workbook(tmp_path / "a.xlsx")
    found = json.loads((tmp_path / "a.json").read_text("utf-8"))
    assert book.sheetnames == ["Báo cáo của cơ quan", "Nhiệm vụ", "Chỉ tiêu", "Thông tin chung"]
    heads, row = book["Nhiệm vụ"].iter_rows(values_only=True)
    cells = dict(zip(heads, row, strict=True))
    assert cells["Nhiệm vụ"] == found["tasks"][0]["title"]
    assert cells["Cơ quan"] == found["tasks"][0]["body"]["name"]
    assert (cells["Tiến độ, %"], cells["Cơ quan ban hành"]) == (50, None)
    assert cells["Hạn"] == dt.datetime.fromisoformat(found["tasks"][0]["due_on"])
    assert cells["Tình trạng"] == TaskState(found["tasks"][0]["state"]).label
    assert cells["Đã xác nhận"] == "Có"
    assert cells["Đính chính"] == "tiến độ, %: 0 → 50 (Nhập thiếu)"
    about = dict(book["Thông tin chung"].iter_rows(values_only=True))
    assert about["Số dòng không gửi vì có dấu mật"] == 1
    assert about["Từ ngày"] == dt.datetime.fromisoformat(found["period"]["first_day"])
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.json", "a.xlsx"]


def test_the_workbook_has_every_field() -> None:
    """Nothing that the schema knows is missing in the workbook, and nothing stands there twice."""
    properties = upward.schema()["properties"]
    for name, table in upward_columns.TABLES.items():
        paths = [column.path for column in table.columns]
        assert sorted(paths) == sorted(_fields(properties[name]["items"]))
        assert len({str(column.label) for column in table.columns}) == len(paths)
        shown = [column.shown for column in table.columns]
        assert shown == sorted(shown, reverse=True)
    whole = {name: each for name, each in properties.items() if name not in upward_columns.TABLES}
    assert sorted(each.path for each in upward_columns.ABOUT) == sorted(
        _fields({"properties": whole})
    )


def _fields(items: dict[str, Any], prefix: str = "") -> Iterator[str]:
    """Yield the fields that records of the schema have, inner ones as ``paper.issuer``."""
    for name, kind in items["properties"].items():
        inner = next((each for each in kind.get("oneOf", ()) if "properties" in each), kind)
        if inner.get("$ref") == "#/$defs/body":
            inner = upward.schema()["$defs"]["body"]
        if "properties" in inner:
            yield from _fields(inner, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}"


def test_the_workbook_is_laid_out_for_paper(tmp_path: Path) -> None:
    """A4 across, as wide as a page, heads on each; ids are folded and do not print."""
    closing = a_closing()
    call_command("export_upward", closing.period_id, tmp_path / "a.xlsx", stdout=io.StringIO())
    for sheet in load_workbook(tmp_path / "a.xlsx").worksheets:
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
    tasks = load_workbook(tmp_path / "a.xlsx")["Nhiệm vụ"]
    hidden = {head.value for head in tasks[1] if tasks.column_dimensions[head.column_letter].hidden}
    assert {"Mã dòng", "Mã nhiệm vụ", "Đính chính"} <= hidden
    assert not hidden & {"Nhiệm vụ", "Cơ quan", "Hạn", "Kết quả"}
    assert tasks["G2"].number_format == "dd/mm/yyyy"


def test_only_what_is_closed(tmp_path: Path) -> None:
    """An open period and a closing that was undone are not exported."""
    with pytest.raises(CommandError):
        call_command("export_upward", PeriodFactory().pk, tmp_path / "a.json")
    period = PeriodFactory()
    a_body(period)
    closing = close(period)
    actions.undo(closing=closing, by=UserFactory(), at=AFTER, reason="Nhầm")
    with pytest.raises(CommandError):
        call_command("export_upward", period.pk, tmp_path / "a.json")


def test_taking_it_is_on_record(client: Client) -> None:
    """The page gives both files, and each taking stands in the trail."""
    closing = a_closing()
    client.force_login(UserFactory())
    url = f"/bao-cao/chot/{closing.pk}/gui-cap-tren/"
    whole = client.post(url, {"format": "json"})
    assert json.loads(b"".join(whole.streaming_content))["version"] == 1
    book = client.post(url, {"format": "xlsx"})
    assert load_workbook(io.BytesIO(b"".join(book.streaming_content))).sheetnames[1] == "Nhiệm vụ"
    assert AuditEntry.objects.filter(act="reporting.closing.export").count() == 2

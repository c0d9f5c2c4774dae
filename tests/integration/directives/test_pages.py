"""The register's pages: queries, filters, search, what can be taken away, two people at once."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from giaoban.core import lists
from giaoban.directives import actions
from giaoban.directives.models import Directive, MilestoneRule, Relation
from tests.factories.accounts import UserFactory
from tests.factories.directives import AT, DirectiveFactory, RelationFactory
from tests.factories.documents import DocumentFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from giaoban.accounts.models import User
    from tests.integration.directives.conftest import Register

LIST = "/van-ban-chi-dao/"
MOST_QUERIES = 13


@pytest.fixture
def signed_in(client: Client, office: User) -> Client:
    """Sign the coordinator in."""
    client.force_login(office)
    return client


def _queries(client: Client, url: str, assert_max: Callable[..., object]) -> int:
    client.get(url)
    with assert_max(MOST_QUERIES) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_queries_do_not_grow(
    signed_in: Client, office: User, django_assert_max_num_queries: Callable[..., object]
) -> None:
    """Five rows and two hundred take the same few queries, however they are asked for."""
    asked = [LIST, *(f"{LIST}?{query}" for query in ("kind=resolution", "q=nghi+quyet"))]
    asked.append(f"{LIST}?review=ahead")
    actions.set_rule(by=office, at=AT, kind="resolution", final=True, years=5)
    counts = []
    for some in (5, 195):
        for at in range(some):
            actions.register(
                by=office,
                at=AT,
                kind="resolution",
                identifier=f"{some + at}-NQ/TW",
                title="Nghị quyết ví dụ",
                issued_on=dt.date(2020, 1, 1),
            )
        counts.append(
            {url: _queries(signed_in, url, django_assert_max_num_queries) for url in asked}
        )
    assert counts[0] == counts[1]


def test_queries_of_the_record_do_not_grow(
    signed_in: Client, django_assert_max_num_queries: Callable[..., object]
) -> None:
    """A directive with two relations and one with sixty take the same queries."""
    counts = []
    for some in (2, 60):
        target = DirectiveFactory()
        RelationFactory.create_batch(some, target=target)
        url = reverse("directives:record", args=[target.pk])
        signed_in.get(url)
        with django_assert_max_num_queries(35) as found:
            signed_in.get(url)
        counts.append(len(found))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=nghi+quyet+20", ["20-NQ/TW"]),
        ("q=20-NQ/TW", ["20-NQ/TW"]),
        ("q=khoa+hoc", ["20-NQ/TW"]),
        ("q=khuyến+họ", ["11-CT/TW"]),
        ("q=2", []),
        ("q=%25", []),
        ("kind=directive", ["11-CT/TW"]),
        ("year=2012", ["20-NQ/TW"]),
        ("review=undated", ["11-CT/TW"]),
        ("review=ahead", ["20-NQ/TW"]),
        ("sap=number", ["11-CT/TW", "20-NQ/TW", "201-NQ/TW"]),
        ("", ["20-NQ/TW", "201-NQ/TW", "11-CT/TW"]),
    ],
)
def test_filters_and_orders(
    signed_in: Client, office: User, register: Register, query: str, found: list[str]
) -> None:
    """Each filter leaves what it says, a number is meant whole, unknown days come last."""
    dated = register("20-NQ/TW", title="Khoa học và công nghệ", issued_on=dt.date(2012, 11, 1))
    undated = register("11-CT/TW", "directive", title="Công tác khuyến học")
    register("201-NQ/TW", issued_on=dt.date(2011, 1, 1))
    for row in (dated, undated):
        actions.set_milestone(by=office, at=AT, directive=row, final=True, years=10)
    page = signed_in.get(f"{LIST}?{query}").context["page"]
    assert [row.identifier for row in page.object_list] == found


def test_pages_follow_one_another(signed_in: Client) -> None:
    """Every row stands on one page, in one order."""
    DirectiveFactory.create_batch(60)
    seen: list[int] = []
    for number in (1, 2, 3):
        page = signed_in.get(f"{LIST}?page={number}").context["page"]
        seen += [row.pk for row in page.object_list]
    assert len(seen) == len(set(seen)) == 60
    assert seen == sorted(seen, reverse=True)


@pytest.mark.parametrize("query", ["page=999999999", "page=x", "so=7", "year=x", "kind=x", "sap=x"])
def test_odd_addresses_answer(signed_in: Client, query: str) -> None:
    """What nobody would type shows a page, no error."""
    DirectiveFactory()
    assert signed_in.get(f"{LIST}?{query}").status_code == 200


def test_the_count_is_capped(signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond the cap the page says that there are more."""
    DirectiveFactory.create_batch(4)
    monkeypatch.setattr(lists, "COUNTED", 3)
    answer = signed_in.get(LIST)
    assert (answer.context["page"].paginator.count, answer.context["page"].paginator.capped) == (
        3,
        True,
    )
    assert "Hơn 3 văn bản" in " ".join(answer.content.decode().split())


HEAD = [
    "Ngày đến",
    "Số đến",
    "Tác giả",
    "Số, ký hiệu văn bản",
    "Ngày tháng văn bản",
    "Tên loại và trích yếu nội dung văn bản",
    "Đơn vị hoặc người nhận",
    "Ngày chuyển",
    "Ký nhận",
    "Ghi chú",
]


@pytest.fixture
def entry(register: Register, office: User) -> Directive:
    """Enter a directive that came in as a paper, with a title that looks like a formula."""
    row = register(
        "20-NQ/TU",
        title="Khoa học",
        issuer='=HYPERLINK("http://vidu.example")',
        issued_on=dt.date(2012, 11, 1),
        note="a\x0bb",
    )
    paper = DocumentFactory(arrival_number=12, recipient="Phòng Tổng hợp")
    actions.mention(
        by=office,
        at=AT,
        directive=row,
        document=paper,
        start=0,
        end=8,
        text="20",
        reader="1",
        own=True,
    )
    return row


def test_csv(signed_in: Client, entry: Directive) -> None:
    """The columns are the register's, a formula is made harmless, Excel knows the letters."""
    text = signed_in.get(f"{LIST}?format=csv").getvalue().decode()
    assert text[0] == "\ufeff"
    head, row = csv.reader(io.StringIO(text[1:]))
    assert head == HEAD
    assert row[:5] == [
        "11/04/2022",
        "12",
        '\'=HYPERLINK("http://vidu.example")',
        "20-NQ/TU",
        "01/11/2012",
    ]
    assert row[5:7] == ["Nghị quyết: Khoa học", "Phòng Tổng hợp"]


def test_xlsx(signed_in: Client, entry: Directive) -> None:
    """Excel gets days as days, words as words, and no control characters."""
    answer = signed_in.get(f"{LIST}?format=xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    head, row = sheet.iter_rows()
    assert [cell.value for cell in head] == HEAD
    assert row[0].value == dt.datetime(2022, 4, 11)  # noqa: DTZ001  # Excel knows no zones
    assert (row[2].data_type, row[2].value[0]) == ("s", "=")
    assert row[9].value == "a b"


def test_excel_is_refused_beyond_its_limit(
    signed_in: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Too many rows are refused with what to do instead."""
    DirectiveFactory.create_batch(2)
    monkeypatch.setattr(lists, "MOST_XLSX", 1)
    answer = signed_in.get(f"{LIST}?format=xlsx")
    assert answer.status_code == 422
    assert "xuất CSV" in answer.content.decode()


def test_print(signed_in: Client, entry: Directive, monkeypatch: pytest.MonkeyPatch) -> None:
    """The printed form has the register's columns, tells the filters, and where it is cut."""
    page = signed_in.get(f"{LIST}?format=print&kind=resolution").content.decode()
    assert all(f">{name}</th>" in page for name in HEAD)
    assert "Loại: <b>Nghị quyết</b>" in page
    assert "Chỉ in" not in page
    DirectiveFactory()
    monkeypatch.setattr(lists, "MOST_PRINTED", 1)
    assert "Chỉ in 1 dòng đầu" in signed_in.get(f"{LIST}?format=print").content.decode()


def test_entering_one_that_is_there(signed_in: Client, register: Register) -> None:
    """The form leads to the entry that is there, and says so."""
    row = register("20-NQ/TW", issued_on=dt.date(2012, 11, 1))
    data = {"kind": "resolution", "identifier": "20-NQ/TW", "title": "Khoa học"}
    answer = signed_in.post("/van-ban-chi-dao/moi/", data, follow=True)
    assert answer.redirect_chain[0][0] == reverse("directives:record", args=[row.pk])
    assert "Sổ đã có Nghị quyết 20-NQ/TW" in answer.content.decode()
    row.refresh_from_db()
    assert row.title == "Khoa học"


def test_a_form_sent_twice_acts_once(signed_in: Client, register: Register) -> None:
    """The second sending of a relation's form leads where the first did."""
    row, other = register("85-KH/TU", "plan"), register("20-NQ/TW")
    data = {"kind": "implements", "target": f"20-NQ/TW #{other.pk}", "form_key": "khoa-1"}
    url = reverse("directives:relate", args=[row.pk])
    assert [signed_in.post(url, data).status_code for _ in range(2)] == [302, 302]
    assert Relation.objects.count() == 1


@pytest.mark.parametrize("typed", ["99-NQ/TW", "20-NQ/TW", "x #²", "x #99999999999999999999"])
def test_a_choice_that_is_none(signed_in: Client, register: Register, typed: str) -> None:
    """An unknown or ambiguous directive is told beside the field, with the ones to choose from."""
    row = register("85-KH/TU", "plan")
    for year in (2012, 2017):
        register("20-NQ/TW", issued_on=dt.date(year, 11, 1))
    url = reverse("directives:relate", args=[row.pk])
    answer = signed_in.post(url, {"kind": "implements", "target": typed})
    assert answer.status_code == 422
    said = answer.content.decode()
    assert ("01/11/2012" in said and "#" in said) if typed == "20-NQ/TW" else "Sổ chưa có" in said


def test_both_versions_are_shown(signed_in: Client, register: Register, office: User) -> None:
    """Who saves second sees both in words, nothing is lost, and may save over it."""
    row = register("20-NQ/TW", title="Cũ")
    mine = {"kind": "directive", "identifier": "20-NQ/TW", "title": "Của tôi", "version": 1}
    actions.change(by=office, at=AT, directive=row, version=1, title="Của bạn")
    url = reverse("directives:change", args=[row.pk])
    answer = signed_in.post(url, mine)
    assert answer.status_code == 409
    assert {(each["theirs"], each["yours"]) for each in answer.context["differences"]} == {
        ("Nghị quyết", "Chỉ thị"),
        ("Của bạn", "Của tôi"),
    }
    row.refresh_from_db()
    assert row.title == "Của bạn"
    assert signed_in.post(url, {**mine, "version": answer.context["version"]}).status_code == 302
    row.refresh_from_db()
    assert row.title == "Của tôi"


def test_both_versions_of_a_milestone(signed_in: Client, register: Register, office: User) -> None:
    """A milestone's form shows both too."""
    row = actions.set_milestone(
        by=office, at=AT, directive=register("20-NQ/TW"), final=True, years=5
    )
    actions.change_milestone(by=office, at=AT, milestone=row, version=1, state="done")
    data = {"state": "cancelled", "lead_days": 180, "note": "", "version": 1}
    answer = signed_in.post(reverse("directives:milestone", args=[row.pk]), data)
    assert answer.status_code == 409
    assert [(each["theirs"], each["yours"]) for each in answer.context["differences"]] == [
        ("Đã tổ chức", "Không tổ chức")
    ]


def test_a_rule_set_twice(signed_in: Client) -> None:
    """Setting a rule again changes it; no two stand side by side."""
    data = {"kind": "resolution", "final": "1", "years": 5, "lead_days": 30}
    for days in (30, 60):
        answer = signed_in.post("/van-ban-chi-dao/moc/quy-tac/", {**data, "lead_days": days})
        assert answer.status_code == 302
    assert MilestoneRule.objects.get().lead_days == 60


@pytest.mark.parametrize("url", [LIST, "/van-ban-chi-dao/moc/", "/van-ban-chi-dao/moi/", "/"])
def test_an_empty_register(signed_in: Client, url: str) -> None:
    """Every page opens where there is nothing yet."""
    assert signed_in.get(url).status_code == 200


def test_others_see_no_buttons(client: Client, register: Register) -> None:
    """Who may not change sees no way to."""
    row = register("20-NQ/TW")
    client.force_login(UserFactory(publisher=True))
    page = client.get(reverse("directives:record", args=[row.pk])).content.decode()
    assert "/sua/" not in page
    assert "/rut/" not in page

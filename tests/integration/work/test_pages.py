"""The tasks' pages: queries, filters, what can be taken away, two people at once."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from giaoban.bodies.enums import BodyKind
from giaoban.work import actions
from giaoban.work.enums import Part
from giaoban.work.models import Task
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.directives import DirectiveFactory
from tests.factories.documents import DocumentFactory
from tests.factories.work import AT, AssignmentFactory, TaskFactory

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client

    from giaoban.accounts.models import User

LIST = "/nhiem-vu/"
# Inside a transaction nothing is kept: the person, the filters and the navigation are asked for.
MOST_QUERIES = 15


@pytest.fixture
def office(db: None) -> User:
    """Make a coordinator."""
    return UserFactory()


@pytest.fixture
def signed_in(client: Client, office: User) -> Client:
    """Sign the coordinator in."""
    client.force_login(office)
    return client


def _titles(client: Client, query: str) -> list[str]:
    page = client.get(f"{LIST}?{query}").context["page"]
    return [row.title for row in page.object_list]


def test_queries_do_not_grow(
    signed_in: Client, office: User, django_assert_max_num_queries: Callable[..., object]
) -> None:
    """Five rows and two hundred take the same few queries, however they are asked for."""
    directive = DirectiveFactory()
    bodies = BodyFactory.create_batch(3)
    asked = [LIST, *(f"{LIST}?{query}" for query in ("due=late", "q=gui+bao+cao"))]
    asked.append(f"{LIST}?directive={directive.pk}")
    counts = []
    for some in (5, 195):
        for _ in range(some):
            actions.confirm(
                by=office,
                at=AT,
                title="Gửi báo cáo",
                reason="Giao ban",
                due_on=AT.date(),
                lead=[(body.name, body) for body in bodies],
                directives=[directive],
            )
        found = {}
        for url in asked:
            signed_in.get(url)
            with django_assert_max_num_queries(MOST_QUERIES) as queries:
                assert signed_in.get(url).context["page"].paginator.count >= some
            found[url] = len(queries)
        counts.append(found)
    assert counts[0] == counts[1]


def test_filters(signed_in: Client) -> None:
    """By body, part, deadline, directive and state; unknown deadlines come last."""
    today = timezone.localdate()
    body, directive = BodyFactory(), DirectiveFactory()
    late = TaskFactory(title="Trễ", due_on=today - dt.timedelta(days=1), lead=body)
    soon = TaskFactory(title="Sắp", due_on=today + dt.timedelta(days=3))
    open_ended = TaskFactory(title="Không hạn")
    TaskFactory(title="Rút", withdrawn=True)
    AssignmentFactory(task=late, body=body)
    AssignmentFactory(task=soon, body=body, part=Part.COOPERATING)
    open_ended.directives.add(directive)
    assert _titles(signed_in, "") == ["Trễ", "Sắp", "Không hạn"]
    assert _titles(signed_in, f"body={body.pk}") == ["Trễ", "Sắp"]
    assert _titles(signed_in, f"body={body.pk}&part=lead") == ["Trễ"]
    assert _titles(signed_in, "due=late") == ["Trễ"]
    assert _titles(signed_in, "due=soon") == ["Sắp"]
    assert _titles(signed_in, "due=none") == ["Không hạn"]
    assert _titles(signed_in, f"directive={directive.pk}") == ["Không hạn"]
    assert _titles(signed_in, "state=withdrawn") == ["Rút"]
    assert _titles(signed_in, "directive=99999999999999999999&body=x") == [
        "Trễ",
        "Sắp",
        "Không hạn",
    ]


def test_withdrawn_tasks_can_be_searched(signed_in: Client, office: User) -> None:
    """In their own list they are found by their words, elsewhere not."""
    task = actions.confirm(by=office, at=AT, title="Gửi số liệu", reason="Giao ban")
    actions.withdraw(by=office, at=AT, task=task)
    assert _titles(signed_in, "q=so+lieu") == []
    assert _titles(signed_in, "q=so+lieu&state=withdrawn") == ["Gửi số liệu"]


def test_a_focal_point_sees_own_rows_and_bodies(db: None, client: Client) -> None:
    """Neither a foreign task nor a foreign body's name is on the page or in what is taken away."""
    person = UserFactory(focal_point=True)
    AssignmentFactory(task=TaskFactory(title="Của mình"), body=person.body)
    AssignmentFactory(task=TaskFactory(title="Của người"), body=BodyFactory(name="Sở Người khác"))
    client.force_login(person)
    page = client.get(LIST).content.decode() + client.get(f"{LIST}?format=csv").getvalue().decode()
    assert "Của mình" in page
    assert "Của người" not in page
    assert "Sở Người khác" not in page


HEAD = [
    "Số đến",
    "Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan ban hành văn bản",
    "Nhiệm vụ",
    "Đơn vị hoặc người nhận",
    "Phối hợp",
    "Thời hạn giải quyết",
    "Hạn đầu tiên",
    "Tiến độ giải quyết",
    "Số, ký hiệu văn bản trả lời",
    "So với hạn",
    "Số lần gia hạn",
    "Ghi chú",
]


@pytest.fixture
def task(office: User) -> Task:
    """Confirm a task out of a paper, with a title that looks like a formula."""
    paper = DocumentFactory(
        kind="plan",
        identifier="85-KH/TU",
        issuer="Tỉnh ủy Ví dụ",
        issued_on=dt.date(2022, 3, 4),
        arrival_number=7,
        answer="9-BC/SVD",
    )
    return actions.confirm(
        by=office,
        at=AT,
        title="+Gửi báo cáo",
        document=paper,
        start=0,
        end=9,
        due_on=dt.date(2022, 6, 15),
        lead=[("Sở A", None)],
        cooperating=[("Sở B", None)],
    )


ROW = ["Kế hoạch 85-KH/TU ngày 04/3/2022; Tỉnh ủy Ví dụ", "+Gửi báo cáo", "Sở A", "Sở B"]


def test_csv(signed_in: Client, task: Task) -> None:
    """The columns are the register's, a formula is made harmless."""
    text = signed_in.get(f"{LIST}?format=csv").getvalue().decode()
    head, row = csv.reader(io.StringIO(text.removeprefix("\ufeff")))
    assert head == HEAD
    assert row == [
        "7",
        ROW[0],
        f"'{ROW[1]}",
        *ROW[2:],
        "15/06/2022",
        "15/06/2022",
        "Dự thảo",
        "9-BC/SVD",
        "Chậm hạn",
        "0",
        "",
    ]


def test_xlsx(signed_in: Client, task: Task) -> None:
    """Excel gets days as days and words as words."""
    answer = signed_in.get(f"{LIST}?format=xlsx")
    head, row = load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True)
    assert list(head) == HEAD
    due = dt.datetime(2022, 6, 15)  # noqa: DTZ001  # Excel knows no zones
    assert list(row)[:7] == [7, *ROW, due, due]


def test_print(signed_in: Client, task: Task) -> None:
    """The printed form has the register's columns."""
    page = signed_in.get(f"{LIST}?format=print").content.decode()
    assert all(f">{name}</th>" in page for name in [*HEAD, "TT"])
    assert "15/6/2022" in page


def _form(task: Task, **fields: object) -> dict[str, object]:
    kept = {"title": task.title, "kind": task.kind, "version": task.version}
    return {**kept, "due_on": "", "due_text": "", **fields}


def test_names_not_in_the_directory_are_kept(signed_in: Client, task: Task) -> None:
    """The form shows them, and saving it as it stands loses none."""
    url = reverse("work:change", args=[task.pk])
    initial = signed_in.get(url).context["form"].initial
    assert (initial["lead_others"], initial["cooperating_others"]) == ("Sở A", "Sở B")
    body = BodyFactory(name="Sở C")
    data = _form(task, lead_others="Sở A\r\nSở D", cooperating=[body.pk])
    assert signed_in.post(url, data).status_code == 302
    parts = task.assignments.order_by("pk").values_list("part", "written")
    assert list(parts) == [("lead", "Sở A"), ("lead", "Sở D"), ("cooperating", "Sở C")]


def test_a_name_that_is_typed_finds_its_body(signed_in: Client, task: Task) -> None:
    """One typed now is found in the directory; one that the task has had stays as it is."""
    found, _had = BodyFactory(name="Sở C"), BodyFactory(name="Sở A")
    data = _form(task, lead_others="Sở A", cooperating_others="Sở C")
    assert signed_in.post(reverse("work:change", args=[task.pk]), data).status_code == 302
    parts = task.assignments.order_by("pk").values_list("part", "written", "body")
    assert list(parts) == [("lead", "Sở A", None), ("cooperating", "Sở C", found.pk)]


def test_among_too_many_bodies_a_name_is_typed(monkeypatch, signed_in: Client, task: Task) -> None:
    """Only those that have a part are offered, to be taken out of it; others are typed beside."""
    monkeypatch.setattr("giaoban.work.forms.tasks.MOST_OFFERED", 2)
    _unasked, stays, typed = (BodyFactory(name=f"Sở {n}") for n in ("Một", "Hai", "Ba"))
    url = reverse("work:change", args=[task.pk])
    assert "<select" not in str(signed_in.get(url).context["form"]["lead"])
    data = _form(task, lead=[stays.pk], cooperating_others="Sở Ba", lead_others="")
    assert signed_in.post(url, data).status_code == 302
    assert set(task.assignments.values_list("body", flat=True)) == {stays.pk, typed.pk}
    form = signed_in.get(url).context["form"]
    assert [label for _key, label in form.fields["lead"].choices] == ["Sở Hai"]
    refused = signed_in.post(url, {**data, "title": "", "lead": ["x", stays.pk]})
    assert [label for _key, label in refused.context["form"].fields["lead"].choices] == ["Sở Hai"]


def test_bodies_are_offered_by_their_kinds(signed_in: Client, task: Task) -> None:
    """In the order of kinds and of names; two columns are read of each, once a field."""
    press = BodyFactory(name="Báo Ví dụ", kind=BodyKind.PRESS)
    two, one = BodyFactory(name="Sở Hai"), BodyFactory(name="Sở Một")
    AssignmentFactory(task=task, body=press, part=Part.COOPERATING)
    form = signed_in.get(reverse("work:change", args=[task.pk])).context["form"]
    offered = list(form.fields["lead"].choices)
    assert [label for label, _pairs in offered] == ["Sở, ngành cấp tỉnh", "Báo, đài"]
    keys = [key for _label, pairs in offered for key, _name in pairs]
    assert [key for key in keys if key in {one.pk, two.pk, press.pk}] == [two.pk, one.pk, press.pk]
    html = str(form["cooperating"])
    assert html.count(" checked") == 1
    assert f'value="{press.pk}" checked' in html


def test_what_the_paper_wrote_is_kept(signed_in: Client, office: User) -> None:
    """A body that stays keeps the words of the paper; one that has ended can stay."""
    body = BodyFactory(name="Sở Cũ", ended=True)
    task = actions.confirm(by=office, at=AT, title="a", reason="b", lead=[("Sở Cũ của tỉnh", body)])
    url = reverse("work:change", args=[task.pk])
    assert signed_in.post(url, _form(task, lead=[body.pk])).status_code == 302
    assert task.assignments.get().written == "Sở Cũ của tỉnh"


def test_both_versions_are_shown(signed_in: Client, task: Task, office: User) -> None:
    """Who saves second sees both, nothing is lost, and may save over it."""
    actions.change(by=office, at=AT, task=task, version=1, title="Của bạn")
    mine = {**_form(task, title="Của tôi", due_on="15/6/2022", version=1), "lead_others": "Sở A"}
    answer = signed_in.post(reverse("work:change", args=[task.pk]), mine)
    assert answer.status_code == 409
    assert [(each["theirs"], each["yours"]) for each in answer.context["differences"]] == [
        ("Của bạn", "Của tôi"),
        ("Sở B", ""),
    ]
    task.refresh_from_db()
    assert task.title == "Của bạn"


def test_a_form_sent_twice_acts_once(signed_in: Client) -> None:
    """The second sending leads to the first one's task."""
    data = {"title": "Gửi số liệu", "reason": "Giao ban", "form_key": "khoa-1", "draft": "1"}
    first, second = (signed_in.post("/nhiem-vu/moi/", data).url for _ in range(2))
    assert first == second
    assert Task.objects.count() == 1


def test_withdrawing_offers_the_way_back(signed_in: Client, task: Task) -> None:
    """The notice has a button that puts the task back."""
    answer = signed_in.post(reverse("work:withdraw", args=[task.pk]), follow=True)
    back = reverse("work:restore", args=[task.pk])
    assert answer.content.decode().count(f'action="{back}"') == 2
    signed_in.post(back)
    task.refresh_from_db()
    assert task.state == "draft"


def test_the_source_is_linked_for_who_may_read_it(client: Client, task: Task) -> None:
    """A body sees the sentence that gives it work, without a link into a paper not its own."""
    person = UserFactory(focal_point=True)
    AssignmentFactory(task=task, body=person.body)
    client.force_login(person)
    page = client.get(reverse("work:record", args=[task.pk])).content.decode()
    assert task.document.title in page
    assert task.sentence_url not in page


@pytest.mark.parametrize("url", [LIST, "/nhiem-vu/moi/", "/nhiem-vu/moi/?directive=²"])
def test_an_empty_register(signed_in: Client, url: str) -> None:
    """Every page opens where there is nothing yet."""
    assert signed_in.get(url).status_code == 200

"""The same done to many tasks: whole, told row by row, taken back."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook

from giaoban.core.errors import Refused
from giaoban.core.models import AuditEntry
from giaoban.work.actions import bulk, confirm, withdraw
from giaoban.work.enums import BulkActKind, TaskState
from giaoban.work.models import BulkAct, Field, FollowUp, Task, Watch
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.work import AT

if TYPE_CHECKING:
    from django.test import Client

    from giaoban.accounts.models import User

URL = "/nhiem-vu/hang-loat/"


@pytest.fixture
def office(db: None) -> User:
    """Make a coordinator."""
    return UserFactory()


@pytest.fixture
def signed_in(client: Client, office: User) -> Client:
    """Sign the coordinator in."""
    client.force_login(office)
    return client


def _tasks(office: User, n: int = 3) -> list[Task]:
    body = BodyFactory()
    return [
        confirm(by=office, at=AT, title=f"Việc {at}", reason="Giao ban", lead=[(body.name, body)])
        for at in range(n)
    ]


def test_what_is_refused_is_told_and_the_rest_is_done(office: User) -> None:
    """A withdrawn task and an unknown number are refused by name; the others get the follower."""
    first, second, third = _tasks(office)
    withdraw(by=office, at=AT, task=second)
    asked = bulk.Asked(BulkActKind.FOLLOWER, follower=office)
    act = bulk.do(by=office, at=AT, asked=asked, tasks=[first.pk, second.pk, third.pk, 999])
    assert [key for key, *_ in act.done] == [first.pk, third.pk]
    assert [key for key, _why in act.refused] == [second.pk, 999]
    assert list(Task.objects.filter(follower=office).order_by("pk")) == [first, third]
    assert AuditEntry.objects.filter(act="work.follow").count() == 2


def test_an_act_is_taken_back_but_for_what_went_on(office: User) -> None:
    """Undone, each task has its field of before; one that was changed since keeps the new one."""
    first, second, _ = _tasks(office)
    old, new = Field.objects.create(name="Giáo dục"), Field.objects.create(name="Y tế")
    Task.objects.filter(pk=first.pk).update(field=old)
    asked = bulk.Asked(BulkActKind.FIELD, field=new)
    act = bulk.do(by=office, at=AT, asked=asked, tasks=[first.pk, second.pk])
    Task.objects.filter(pk=second.pk).update(version=9)
    assert bulk.undo(by=office, at=AT, act=act) == [second.pk]
    assert bulk.undo(by=office, at=AT, act=act) == []
    assert list(Task.objects.order_by("pk").values_list("field", flat=True)) == [
        old.pk,
        new.pk,
        None,
    ]


def test_cancelling_needs_a_reason_and_stays(office: User) -> None:
    """Without a reason each row refuses; cancelled tasks are not taken back in bulk."""
    task, *_ = _tasks(office)
    act = bulk.do(by=office, at=AT, asked=bulk.Asked(BulkActKind.CANCEL), tasks=[task.pk])
    assert act.done == []
    asked = bulk.Asked(BulkActKind.CANCEL, reason="Trùng việc")
    act = bulk.do(by=office, at=AT, asked=asked, tasks=[task.pk])
    task.refresh_from_db()
    assert (task.state, task.state_reason) == (TaskState.CANCELLED, "Trùng việc")
    with pytest.raises(Refused):
        bulk.undo(by=office, at=AT, act=act)


def test_only_what_is_verified_is_closed(office: User) -> None:
    """A task at work is refused, a verified one is closed."""
    first, second, _ = _tasks(office)
    Task.objects.filter(pk=first.pk).update(state=TaskState.VERIFIED, done_on=AT.date())
    asked = bulk.Asked(BulkActKind.CLOSE)
    act = bulk.do(by=office, at=AT, asked=asked, tasks=[first.pk, second.pk])
    assert [key for key, *_ in act.done] == [first.pk]
    assert Task.objects.get(pk=first.pk).state == TaskState.CLOSED


@pytest.mark.parametrize("tasks", [[], list(range(1, bulk.MOST + 2))])
def test_none_and_too_many_are_refused(office: User, tasks: list[int]) -> None:
    """An act needs a task, and has a limit that the person is told."""
    with pytest.raises(Refused):
        bulk.do(by=office, at=AT, asked=bulk.Asked(BulkActKind.CLOSE), tasks=tasks)


def test_a_follower_has_to_be_of_the_office(office: User) -> None:
    """A focal point cannot follow for the office."""
    person = UserFactory(focal_point=True)
    asked = bulk.Asked(BulkActKind.FOLLOWER, follower=person)
    with pytest.raises(Refused):
        bulk.do(by=office, at=AT, asked=asked, tasks=[1])


def test_preview_writes_nothing_and_twice_is_once(signed_in: Client, office: User) -> None:
    """Asked, shown, confirmed; sent again it leads to the same result."""
    first, second, _ = _tasks(office)
    picked = {"tick": [first.pk, second.pk], "act": "follower"}
    page = signed_in.post(URL, picked)
    assert "2 nhiệm vụ đã chọn" in page.content.decode()
    key = page.context["form"]["form_key"].value()
    filled = {**picked, "follower": office.pk, "form_key": key}
    page = signed_in.post(URL, filled)
    assert "2 nhiệm vụ sẽ thay đổi" in page.content.decode()
    assert not BulkAct.objects.exists()
    assert not Task.objects.filter(follower=office).exists()
    done = [signed_in.post(URL, {**filled, "confirmed": "1"}) for _ in range(2)]
    assert {answer.headers["Location"] for answer in done} == {f"{URL}{BulkAct.objects.get().pk}/"}


def test_all_of_the_filter(signed_in: Client, office: User) -> None:
    """The tick for the whole list takes what the filters leave, not the page alone."""
    _tasks(office, 30)
    found = signed_in.post(URL, {"tat-ca": "1", "loc": "q=viec+2", "act": "close"})
    # "Việc 2" and "Việc 20" to "Việc 29"; a number is meant whole in the search index.
    assert (
        found.context["n"] == signed_in.get("/nhiem-vu/?q=viec+2").context["page"].paginator.count
    )


def test_urging_opens_one_letter_for_all(signed_in: Client, office: User) -> None:
    """Many late tasks become one urging to the bodies that lead them."""
    tasks = _tasks(office, 2) + _tasks(office, 1)
    page = signed_in.post(URL, {"tick": [task.pk for task in tasks], "act": "urge"})
    assert "Đôn đốc 2 cơ quan" in page.content.decode()
    form = page.context["form"]
    sent = {name: form[name].value() or "" for name in form.fields if form[name].value()}
    assert signed_in.post("/nhiem-vu/don-doc/moi/", sent).status_code == 302
    row = FollowUp.objects.get()
    assert row.followed.count() == 2
    assert row.followed_tasks.count() == 3


@pytest.mark.parametrize("sent", [{"act": "close"}, {"tick": [1], "act": "nothing"}])
def test_nothing_picked_or_no_act_is_told(signed_in: Client, sent: dict[str, object]) -> None:
    """The person is told to tick something and to choose."""
    assert signed_in.post(URL, sent).status_code == 422


def test_watching(signed_in: Client, office: User) -> None:
    """Watching twice is once; the filter shows what is watched; then no longer."""
    task, *_ = _tasks(office)
    url = f"/nhiem-vu/{task.pk}/theo-doi/"
    for _again in range(2):
        signed_in.post(url, {"theo-doi": "1"})
    assert Watch.objects.get().user == office
    shown = list(signed_in.get("/nhiem-vu/?watched=on").context["page"].object_list)
    assert shown == [task]
    for _again in range(2):
        signed_in.post(url, {"theo-doi": "0"})
    assert not Watch.objects.exists()
    assert AuditEntry.objects.filter(act__in=["work.watch", "work.unwatch"]).count() == 2


def test_a_divided_task_is_set_by_its_parts(office: User) -> None:
    """A field of the whole that its parts have not would be found under neither."""
    bodies = BodyFactory.create_batch(2)
    lead = [(body.name, body) for body in bodies]
    group = confirm(by=office, at=AT, title="Việc", reason="Giao ban", lead=lead)
    asked = bulk.Asked(BulkActKind.FIELD, field=Field.objects.create(name="Y tế"))
    act = bulk.do(by=office, at=AT, asked=asked, tasks=[group.pk, *_keys(group)])
    assert [key for key, _why in act.refused] == [group.pk]
    assert [key for key, *_rest in act.done] == _keys(group)


def _keys(group: Task) -> list[int]:
    return list(group.children.order_by("pk").values_list("pk", flat=True))


def test_all_rows_of_an_act_are_taken_away(signed_in: Client, office: User) -> None:
    """Excel and CSV hold what was done and what was refused, with why, beyond what a page shows."""
    tasks = _tasks(office, 120)
    asked = bulk.Asked(BulkActKind.FOLLOWER, follower=office)
    act = bulk.do(by=office, at=AT, asked=asked, tasks=[*(task.pk for task in tasks), 999_999])
    url = f"{URL}{act.pk}/"
    answer = signed_in.get(f"{url}?format=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "Số,Nhiệm vụ,Kết quả,Lý do"
    assert len(lines) == 122
    assert lines[1] == f"{tasks[0].pk},Việc 0,Đã ghi,"
    assert lines[-1] == "999999,,Không đổi được,Không có nhiệm vụ này."
    sheet = load_workbook(io.BytesIO(signed_in.get(f"{url}?format=xlsx").content)).active
    assert (sheet.max_row, sheet["C2"].value) == (122, "Đã ghi")

"""Search: with and without marks, by number, and nothing that is not one's own."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from giaoban.accounts.models import User
from giaoban.bodies.models import Body
from giaoban.core import finding, search
from giaoban.core.enums import Role
from giaoban.directives import actions as directives
from giaoban.work import actions as work
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory

AT = dt.datetime(2022, 4, 8, 1, tzinfo=dt.UTC)

pytestmark = pytest.mark.django_db


def _user(role: Role, body: Body | None = None) -> User:
    return User.objects.create_user(f"{role}@vidu.example", name="Lê Ví Dụ", role=role, body=body)


@pytest.fixture
def office() -> User:
    """Make a coordinator and some directives."""
    user = _user(Role.COORDINATOR)
    rows = [
        ("resolution", "20-NQ/TW", "Phát triển khoa học – công nghệ"),
        ("plan", "85-KH/TU", "Tổng kết 10 năm thực hiện Nghị quyết số 20-NQ/TW"),
        ("directive", "11-CT/TW", "Công tác khuyến học, khuyến tài; Đảng ủy các cấp"),
    ]
    for kind, identifier, title in rows:
        directives.register(
            by=user, at=AT, kind=kind, identifier=identifier, title=title, term="XI"
        )
    return user


def _titles(words: str, by: User) -> list[str]:
    return [hit.identifier for group in search.find(words, by=by) for hit in group.hits]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("nghi quyet 20", "Nghị quyết 20-NQ/TW"),
        ("Nghị quyết 20", "Nghị quyết 20-NQ/TW"),
        ("85-KH/TU", "Kế hoạch 85-KH/TU"),
        ("85", "Kế hoạch 85-KH/TU"),
        ("dang uy", "Chỉ thị 11-CT/TW"),
        ("đảng uỷ", "Chỉ thị 11-CT/TW"),
        ("khuyen ho", "Chỉ thị 11-CT/TW"),
    ],
)
def test_finds(office: User, words: str, first: str) -> None:
    """What is meant comes first, whichever way it is typed."""
    assert _titles(words, office)[0] == first


@pytest.mark.parametrize("words", ["", "  ", "'\"", "a AND (", "NEAR(", "*", "không có gì"])
def test_odd_words_find_nothing_and_break_nothing(office: User, words: str) -> None:
    """Signs that mean something to an engine are plain words here."""
    assert _titles(words, office) == []


def test_nobody_finds_what_is_not_theirs(office: User) -> None:
    """A body finds its own tasks, not those of another."""
    own = Body.objects.create(kind="department", name="Sở A", folded="so a")
    other = Body.objects.create(kind="department", name="Sở B", folded="so b")
    for body in (own, other):
        work.confirm(
            by=office, at=AT, title=f"Gửi số liệu của {body}", lead=[("", body)], reason="kết luận"
        )
    focal = _user(Role.FOCAL_POINT, own)
    found = [hit.title for group in search.find("gui so lieu", by=focal) for hit in group.hits]
    assert found == ["Gửi số liệu của Sở A"]


def test_who_owns_nothing_finds_nothing(office: User) -> None:
    """Somebody of no body owns no task; nothing is found, and nothing fails."""
    work.confirm(by=office, at=AT, title="Rà soát chỉ tiêu", reason="kết luận")
    nobody = User(name="Lê Ví Dụ", role=Role.FOCAL_POINT)
    assert search.find("ra soat chi tieu", by=nobody) == []


def test_what_is_withdrawn_is_found_no_more(office: User) -> None:
    """A withdrawn task leaves the index."""
    task = work.confirm(by=office, at=AT, title="Rà soát chỉ tiêu", reason="kết luận")
    work.withdraw(by=office, at=AT, task=task)
    assert search.find("ra soat chi tieu", by=office) == []


@pytest.mark.parametrize("role", list(Role))
@pytest.mark.parametrize("words", ["85-KH/TU", "không có gì như vậy", "zzz'\"<b>"])
def test_every_role_can_search(client, office: User, role: Role, words: str) -> None:
    """Also those that see no document or task at all."""
    client.force_login(UserFactory(role=role, body=BodyFactory()))
    assert client.get(reverse("core:search"), {"q": words}).status_code == 200


def test_the_best_come_first_however_many_there_are(monkeypatch, office: User) -> None:
    """Number before title before the rest, newest first: in what is new, all, or one's own."""
    body = BodyFactory(name="Sở Thủy văn")
    given = ["Đo mực nước hồ thủy văn", "Sửa trạm đo", "Lập trạm thủy văn", "Sơn lại nhà trạm"]
    for title in given:
        work.confirm(by=office, at=AT, title=title, lead=[("", body)], reason="kết luận")
    focal = _user(Role.FOCAL_POINT, body)
    wanted = ["Lập trạm thủy văn", "Đo mực nước hồ thủy văn", "Sơn lại nhà trạm", "Sửa trạm đo"]
    for by in (office, focal):
        for newest, own in ((9, 9), (1, 9), (9, 1), (1, 1)):
            monkeypatch.setattr(finding, "_NEWEST", newest)
            monkeypatch.setattr(finding, "_OWN", own)
            (tasks,) = (g for g in search.find("thuy van", by=by, most=4) if g.hits)
            assert [hit.title for hit in tasks.hits] == wanted
            assert not tasks.more


def test_what_is_among_many_of_others_is_found(monkeypatch, office: User) -> None:
    """A body whose rows are older than all that others have that fit finds them, best first."""
    own, other = BodyFactory(), BodyFactory()
    for body, title in ((own, "Tập huấn cũ"), *[(other, "Tập huấn mới")] * 3):
        work.confirm(by=office, at=AT, title=title, lead=[("", body)], reason="kết luận")
    monkeypatch.setattr(finding, "CANDIDATES", 2)
    (found,) = search.find("tap huan", by=_user(Role.FOCAL_POINT, own))
    assert [hit.title for hit in found.hits] == ["Tập huấn cũ"]

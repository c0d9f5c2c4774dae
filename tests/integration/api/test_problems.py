"""Whatever goes wrong is a problem in the caller's language, also where no operation answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from giaoban.api.views.operations import bodies
from giaoban.core.enums import Role
from tests.integration.api.conftest import BASE, Caller, secret_of
from tests.integration.api.test_writing import given

if TYPE_CHECKING:
    from tests.integration.matrix import World

ENGLISH = {"Accept-Language": "en"}


def _faults(caller: Caller, body: Any, **headers: str) -> dict[str, str]:
    answer = caller("POST", "tasks", body, **headers)
    assert answer.status_code == 422
    return {each["where"]: each["what"] for each in answer.json()["errors"]}


@pytest.mark.parametrize(
    ("name", "value", "where", "said"),
    [
        ("title", None, "title", "Thiếu mục này."),
        ("title", "", "title", "Phải có ít nhất 1 ký tự."),
        ("title", "a" * 1001, "title", "Không được dài quá 1000 ký tự."),
        ("title", "a\x00b", "title", "Chuỗi ký tự không được chứa ký tự U+0000."),
        ("lead", 0, "lead", "Phải từ 1 trở lên."),
        ("lead", "một", "lead", "Phải là số nguyên."),
        ("due_on", "mai", "due_on", "Phải là ngày, ví dụ 2026-06-10."),
        ("cooperating", 3, "cooperating", "Phải là danh sách."),
        ("deadline", 3, "deadline", "Không có mục nào tên như vậy."),
    ],
)
def test_faults_are_told_in_vietnamese(  # noqa: PLR0917 (each is a column of the table)
    world: World, office: Caller, name: str, value: Any, where: str, said: str
) -> None:
    """Each member that is wrong is named, with what it has to be."""
    body = given(world)
    if value is None:
        del body[name]
    else:
        body[name] = value
    assert _faults(office, body) == {f"body/given/{where}": said}


def test_title_and_detail_are_in_one_language(world: World, client: Client) -> None:
    """The title is said in the caller's language as the detail is, the type is not."""
    said = [
        client.get(f"{BASE}bodies", headers={"Accept-Language": language}).json()
        for language in ("vi", "en")
    ]
    assert said[0]["title"] == "Cần mã kết nối còn hiệu lực"
    assert said[0]["title"] != said[1]["title"]
    assert said[0]["type"] == said[1]["type"]


def test_what_is_no_json_is_told(office: Caller) -> None:
    """A body that cannot be read is told in Vietnamese, not in the words of the parser."""
    answer = office.client.generic(
        "POST",
        f"{BASE}tasks",
        "{",
        content_type="application/json",
        headers={"Authorization": f"Bearer {office.secret}", "Idempotency-Key": "khoa-cua-toi"},
    )
    assert (answer.status_code, answer.json()["type"]) == (400, "urn:giaoban:problem:request")
    assert "JSON đúng cú pháp" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("method", "path", "status", "kind"),
    [
        ("GET", "khong-co", 404, "not-found"),
        ("GET", "tasks/x", 422, "invalid"),
        ("DELETE", "tasks", 405, "method"),
    ],
)
def test_no_operation(office: Caller, method: str, path: str, status: int, kind: str) -> None:
    """An address that is none, or a method that it does not take, is no page for people."""
    answer = office(method, path)
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["type"] == f"urn:giaoban:problem:{kind}"
    assert ("Allow" in answer) == (status == 405)


def test_an_error_of_the_server(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fault of ours is told as one, without its traces."""

    def broken(*_given: object) -> None:
        raise RuntimeError("dấu vết")

    monkeypatch.setattr(bodies, "page", broken)
    secret = secret_of(world, world.users[Role.COORDINATOR])
    answer = Caller(Client(raise_request_exception=False), secret)("GET", "bodies")
    assert (answer.status_code, answer.json()["type"]) == (500, "urn:giaoban:problem:failed")
    assert "dấu vết" not in answer.content.decode()


def test_pages_for_people_stay_pages(client: Client) -> None:
    """What is beside the interface is answered as before."""
    answer = client.get("/khong-co/", headers=ENGLISH)
    assert answer.status_code == 404
    assert answer["Content-Type"].startswith("text/html")

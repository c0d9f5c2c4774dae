"""English is complete: a page holds no Vietnamese but names, papers and what people typed."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db.models import CharField, JSONField, TextField
from django.test import Client
from django.urls import resolve, reverse
from django.utils.translation import get_language, override

from giaoban.accounts.models import User
from giaoban.bodies.actions.presets import presets
from giaoban.core.enums import Role
from giaoban.desk.actions.decide import accept_many, dismiss
from giaoban.desk.models import Finding
from giaoban.directives.actions import set_rule
from giaoban.documents import actions
from giaoban.documents.enums import Channel
from giaoban.documents.extraction import Content
from giaoban.reporting import planning
from tests.integration import matrix
from tests.integration.matrix import AT
from tests.integration.matrix.world import make_world
from tests.unit.test_messages import MESSAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.integration.matrix import Row

pytestmark = pytest.mark.django_db

EYES = (Role.COORDINATOR, Role.ADMINISTRATOR, Role.AUDITOR)
TOLD = {"alt", "aria-label", "content", "placeholder", "title", "value"}
VOID = {"br", "hr", "img", "input"}
SLIP = re.compile(r"^(?:Slip \w+|Choose|Urging|Inspection|Supervision|Survey): ")
QUOTED = re.compile("“[^”]*”|«[^»]*»")
PAPER = """TỈNH ỦY VÍ DỤ
Số 85-KH/TU
Ví Dụ, ngày 04 tháng 3 năm 2022
KẾ HOẠCH
tổng kết 10 năm thực hiện Nghị quyết số 20-NQ/TW ngày 01/11/2012
Giao Sở Y tế chủ trì, phối hợp với Sở Giáo dục và Đào tạo rà soát 12 chỉ tiêu trước ngày 30/6/2022.
Các sở, ban, ngành báo cáo kết quả trong quý II năm 2022.
"""


class Words(HTMLParser):
    """Keep what a page says: its text, and the attributes that are read or heard.

    What is marked as Vietnamese and the paragraphs of a paper at the desk are left out.
    """

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.links: list[str] = []
        self.foreign = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the attributes, and where a link leads."""
        given = dict(attrs)
        if self.foreign or given.get("lang") == "vi" or "data-start" in given:
            self.foreign += tag not in VOID
            return
        self.said += [
            value
            for name, value in attrs
            if value and (name in TOLD or name.startswith("data-")) and name != "data-seen"
        ]
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the attributes of what has no end."""
        if not self.foreign:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, _tag: str) -> None:
        """Come out of what was left out."""
        self.foreign -= self.foreign > 0

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        if not self.foreign:
            self.said.append(data)


def vietnamese(text: str) -> bool:
    """Tell whether the text has a letter that English has not."""
    letters = unicodedata.normalize("NFD", text)
    return any(one in "đĐ" or unicodedata.combining(one) for one in letters)


def entered() -> list[str]:
    """Return what people and papers brought in, and the tables' names, the longest first."""
    found = {text for each in presets() for text in (each.name, each.note) if vietnamese(text)}
    found |= {each.name for each in planning.presets()}
    for model in apps.get_models():
        names = [
            field.attname
            for field in model._meta.concrete_fields
            if isinstance(field, CharField | TextField | JSONField)
        ]
        for row in model._base_manager.values_list(*names) if names else ():
            found.update(text for value in row for text in _texts(value) if vietnamese(text))
    return sorted(found, key=len, reverse=True)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _texts(each)


def untranslated(page: Words, data: list[str]) -> list[str]:
    """Return what a page says in Vietnamese though nobody typed it and no paper says it."""
    ours = {own for own, _said in MESSAGES if vietnamese(own)}
    wrong = []
    for said in page.said:
        text = " ".join(said.split()).removesuffix(" – Briefing")
        rest = QUOTED.sub("", text)
        if not vietnamese(rest):
            continue
        whole = SLIP.sub("", text).strip("… ")
        if text not in ours and any(whole in each for each in data):
            continue
        for each in data:
            rest = re.sub(re.escape(each), "", rest, flags=re.IGNORECASE)
        if text in ours or vietnamese(rest):
            wrong.append(text)
    return wrong


def english(user: User) -> Client:
    """Return the browser of somebody who reads English."""
    User.objects.filter(pk=user.pk).update(language="en")
    client = Client()
    client.force_login(user)
    return client


def words(text: str) -> Words:
    """Return what a page says."""
    page = Words()
    page.feed(text)
    return page


def _eye(row: Row) -> Role | None:
    """Return the first role that may look at the page."""
    return next((role for role in EYES if row.status(role, own=True) == 200), None)


PAGES = [row for row in matrix.rows() if row.method == "GET" and _eye(row)]


@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.url)
def test_every_page_speaks_english(row: Row) -> None:
    """Each page that somebody of the office may see, on a nearly empty site."""
    world = make_world()
    about = row.about(world, world.own)
    answer = english(world.users[_eye(row)]).get(reverse(row.url, kwargs=about))
    if answer.headers["Content-Type"].startswith("text/html"):
        assert answer.headers["Content-Language"] == "en"
        assert untranslated(words(answer.text), entered()) == []


@pytest.fixture(autouse=True)
def back_to_vietnamese() -> Iterator[None]:
    """Leave no other test the language that a request has chosen."""
    with override(get_language()):
        yield


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Any) -> Client:
    """Return a coordinator's browser on the example, with a paper half done at the desk."""
    monkeypatch.setenv("GIAOBAN_EXAMPLE", "1")
    settings.MEDIA_ROOT = tmp_path
    call_command("example")
    by = User.objects.get(role=Role.COORDINATOR)
    paper = actions.receive(
        by=by,
        at=AT,
        name="ke-hoach.txt",
        media_type="text/plain",
        data=PAPER.encode(),
        content=Content(PAPER, (), ""),
        channel=Channel.PASTE,
        arrived_on=dt.date(2022, 4, 11),
    ).document
    actions.read(paper, by=by, at=AT)
    rest = list(Finding.objects.filter(document=paper).order_by("pk").values_list("pk", "version"))
    accept_many(by=by, at=AT, document=paper, seen=rest[::2])
    waiting = Finding.objects.filter(document=paper, state="waiting").first()
    dismiss(by=by, at=AT, finding=waiting, version=waiting.version)
    set_rule(by=by, at=AT, kind="resolution", years=15, final=True, lead_days=180, party_only=True)
    return english(by)


def walk(client: Client, most: int) -> Iterator[tuple[str, Words]]:
    """Follow the links from the home page; of each kind of page three are opened."""
    waiting, seen, opened = [reverse("home")], set(), {}
    while waiting and len(seen) < most:
        url = waiting.pop(0)
        kind = (resolve(urlsplit(url).path).view_name, urlsplit(url).query.split("=")[0])
        opened[kind] = opened.get(kind, 0) + 1
        if url in seen or opened[kind] > 3:
            continue
        seen.add(url)
        answer = client.get(url)
        if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
            page = words(answer.text)
            yield url, page
            links = (urljoin(url, link).partition("#")[0] for link in page.links)
            waiting += [link for link in links if link.startswith("/")]


def test_a_coordinator_reads_english(office: Client) -> None:
    """A walk over the example, from the home page through registers, records and the desk."""
    data = entered()
    pages = dict(walk(office, 120))
    wrong = {url: found for url, page in pages.items() if (found := untranslated(page, data))}
    assert wrong == {}
    seen = {resolve(urlsplit(url).path).view_name for url in pages}
    rooms = {"bodies", "directives", "documents", "work"}
    assert {f"{room}:{page}" for room in rooms for page in ("list", "record")} < seen
    assert {"home", "desk:desk", "directives:milestones", "core:jobs"} < seen


def test_what_is_not_translated_is_found() -> None:
    """A label, an attribute and a loose word are found; a name, a quotation and Tiếng Việt pass."""
    page = words(
        '<p title="Sửa">Nhiệm vụ <b>của Sở Y tế</b> Sở Y tế, “các sở”'
        '<i lang="vi">Tiếng <b>Việt</b></i> Đọc lại</p>'
    )
    assert untranslated(page, ["Sở Y tế"]) == ["Sửa", "Nhiệm vụ", "của Sở Y tế", "Đọc lại"]

"""The trail of the example tells everything in words, in both languages."""

from __future__ import annotations

import datetime as dt
import html
import re
from typing import TYPE_CHECKING, Any

import pytest
from django.apps import apps
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import translation

from giaoban.accounts.models import User
from giaoban.config import example
from giaoban.core import details, meanings
from giaoban.core.enums import Role
from giaoban.core.models import AuditEntry
from giaoban.core.templatetags.look import vnday

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2026, 11, 27, 5, tzinfo=dt.UTC)
SAID = re.compile(r'<span class="sub">(.+?)</span>', re.DOTALL)
PYTHON = {"True", "False", "None", "null", "true", "false"}


@pytest.fixture(scope="module")
def _example(
    standing: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    with (
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files")),
        standing(lambda: example.make(at=NOON)),
    ):
        yield


def _codes() -> set[str]:
    """Return every value of a list of choices that a model or a meaning knows, but for its words.

    Some have the same word in English; that word may be the code of something else.
    """
    known = {
        (str(value), str(label))
        for model in apps.get_models()
        for field in model._meta.get_fields()
        for value, label in getattr(field, "flatchoices", ())
    }
    for meaning in meanings.added().values():
        known |= {(code, str(label)) for code, label in (meanings.words(meaning) or {}).items()}
    words = {label for value, label in known if value == label}
    return {value for value, _label in known} - words - {""}


def _pages(role: Role, language: str) -> Iterator[str]:
    """Yield every page of the trail as a person of the role reads it."""
    user = User.objects.filter(role=role).earliest("pk")
    User.objects.filter(pk=user.pk).update(language=language)
    client = Client()
    client.force_login(user)
    shown, number = 0, 1
    while shown < AuditEntry.objects.count():
        response = client.get(reverse("core:trail"), {"so": 100, "page": number, "sap": "old"})
        shown += len(response.context["page"].object_list)
        number += 1
        yield response.content.decode()


@pytest.mark.usefixtures("_example")
@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_no_code_is_left_in_the_trail(role: Role, language: str) -> None:
    """No detail of any act of the example shows a code, a truth value or a day as programs do."""
    said = [html.unescape(each) for page in _pages(role, language) for each in SAID.findall(page)]
    assert len(said) > AuditEntry.objects.count() / 2
    with translation.override(language):
        codes = _codes() | PYTHON
    pieces = {
        (line, piece)
        for line in said
        for part in line.partition(": ")[2].split("; ")
        for piece in re.split(r", |[()]", part.rpartition(": ")[2])
    }
    assert {line for line, piece in pieces if piece in codes} == set()
    assert [line for line in said if re.search(r"\d{4}-\d\d-\d\d", line)] == []


@pytest.mark.usefixtures("_example")
def test_every_detail_of_the_example_is_named() -> None:
    """No key of a detail is left for a person to read."""
    watcher = User.objects.filter(role=Role.AUDITOR).earliest("pk")
    entries = list(AuditEntry.objects.exclude(facts={}))
    with translation.override("vi"):
        lines = details.said(entries, watcher)
    for entry, line in zip(entries, lines, strict=True):
        assert not {name for name, _value in line} & (set(entry.facts) - {"via"}), entry.act


@pytest.mark.usefixtures("_example")
def test_what_a_detail_tells_of_is_named_to_who_may_see_it() -> None:
    """The auditor reads which body it was, the administrator its number where rows are hidden."""
    entry = AuditEntry.objects.filter(act="work.break_down").earliest("pk")
    part = entry.facts["part"]
    said = {}
    for role in (Role.AUDITOR, Role.ADMINISTRATOR):
        reader = User.objects.filter(role=role).earliest("pk")
        said[role] = dict(details.said([entry], reader)[0])["phần số"]
    assert said[Role.ADMINISTRATOR] == str(part)
    assert said[Role.AUDITOR].startswith(f"{part} (")


@pytest.mark.usefixtures("_example")
def test_naming_costs_a_query_a_model(client: Client, django_assert_max_num_queries: Any) -> None:
    """A page of a hundred lines asks for all names of a model at once."""
    client.force_login(User.objects.filter(role=Role.AUDITOR).earliest("pk"))
    with django_assert_max_num_queries(24):
        client.get(reverse("core:trail"), {"so": 100})


@pytest.mark.usefixtures("_example")
def test_a_day_is_written_as_papers_do() -> None:
    """The day of an answer reads as on every other page."""
    entry = AuditEntry.objects.filter(act="follow_up.answer").earliest("pk")
    watcher = User.objects.filter(role=Role.AUDITOR).earliest("pk")
    day = dt.date.fromisoformat(entry.facts["on"])
    line = dict(details.said([entry], watcher)[0])
    assert line["ngày"] == vnday(day)
    assert line["làm thay cơ quan"] == "Có"

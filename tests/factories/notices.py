"""Make notices and mails, and the kinds that the tests tell of."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import factory
from django.utils.functional import lazy
from django.utils.translation import get_language
from factory.django import DjangoModelFactory

from giaoban.notices import kinds
from giaoban.notices.enums import MailKind
from giaoban.notices.kinds import Kind, Said
from giaoban.notices.models import Mail, Notice
from tests.factories.accounts import UserFactory

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Friday, 10 June 2022, seven in the morning in Vietnam.
AT = dt.datetime(2022, 6, 10, 0, 0, tzinfo=dt.UTC)


def _counted(vi: str, en: str) -> Any:
    return lambda n: f"{n} {vi if get_language() == 'vi' else en}"


def _label(vi: str, en: str) -> Any:
    return lazy(lambda: vi if get_language() == "vi" else en, str)()


def _say(facts: Mapping[str, Any]) -> Said:
    return Said(facts["title"], facts.get("detail", ""))


LATE = Kind(
    "test.late",
    10,
    _label("Việc quá hạn", "Late"),
    _counted("việc quá hạn", "late"),
    _say,
    status="late",
)
SOON = Kind(
    "test.soon",
    20,
    _label("Việc sắp đến hạn", "Due soon"),
    _counted("việc sắp đến hạn", "due soon"),
    _say,
    status="soon",
)
BACK = Kind(
    "test.back",
    5,
    _label("Bị trả lại", "Sent back"),
    _counted("việc bị trả lại", "sent back"),
    _say,
    urgent=True,
    status="back",
)


def registered() -> Iterator[None]:
    """Make the kinds known for one test."""
    for kind in (LATE, SOON, BACK):
        kinds.register(kind)
    yield
    for kind in (LATE, SOON, BACK):
        kinds.forget(kind.key)


class MailFactory(DjangoModelFactory):
    """Make a mail of the day that waits."""

    class Meta:
        model = Mail

    class Params:
        sent = factory.Trait(state="sent", sent_at=AT, attempts=1)
        failed = factory.Trait(state="failed", error="550 5.1.1 User unknown", attempts=1)

    person = factory.SubFactory(UserFactory)
    kind = MailKind.DIGEST
    day = AT.date()
    language = "vi"
    address = factory.LazyAttribute(lambda row: row.person.email)
    subject = "1 việc quá hạn – Giao ban"
    text = "Kính gửi"
    html = "<p>Kính gửi</p>"
    message_id = factory.Sequence(lambda at: f"<{at}@vidu.example>")
    prepared_at = AT
    next_at = AT


class NoticeFactory(DjangoModelFactory):
    """Make a notice of a late task."""

    class Meta:
        model = Notice

    class Params:
        back = factory.Trait(kind=BACK.key, urgent=True)
        soon = factory.Trait(kind=SOON.key)
        seen = factory.Trait(seen_at=AT)

    person = factory.SubFactory(UserFactory)
    kind = LATE.key
    key = factory.Sequence(lambda at: f"test.late:{at}:2022-06-10")
    facts = factory.Sequence(lambda at: {"title": f"Rà soát đợt {at}", "detail": "Hạn: 09/6/2022"})
    link = "/tim/"
    created_at = AT

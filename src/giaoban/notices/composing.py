"""Notices into a mail: sections by kind, the most pressing first, in the language of the person."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from giaoban.core.templatetags.look import Counted
from giaoban.notices import kinds, withholding

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from giaoban.accounts.models import User
    from giaoban.notices.kinds import Kind, Said
    from giaoban.notices.models import Notice

# A mail is to be read; the rest stands in the site.
MOST_LINES = 25
_MOST_IN_SUBJECT = 3


class Line(NamedTuple):
    """A notice in a mail."""

    said: Said
    url: str


class Section(NamedTuple):
    """The notices of one kind: how many, the first of them, and how many more."""

    label: str
    n: int
    lines: list[Line]

    @property
    def more(self) -> int:
        """Count those that have no line."""
        return self.n - len(self.lines)


class Composed(NamedTuple):
    """A mail, ready to be sent."""

    subject: str
    text: str
    html: str


def absolute(path: str) -> str:
    """Return the address of a page, as a mail needs it."""
    return f"{settings.SITE_URL}{path}"


def compose(notices: Iterable[Notice], *, person: User, urgent: bool, at: dt.datetime) -> Composed:
    """Write the mail that tells all of these."""
    with translation.override(person.language):
        found = grouped(notices)
        counted = [kind.counted(Counted(len(rows))) for kind, rows in found]
        context = {
            "language": person.language,
            "name": person.name,
            "day": timezone.localtime(at).date(),
            "urgent": urgent,
            "summary": ", ".join(counted),
            "sections": [_section(kind, rows) for kind, rows in found],
            "all_url": absolute(reverse("notices:list")),
            "preferences_url": absolute(reverse("notices:preferences")),
        }
        subject = _subject(counted, urgent=urgent)
        text = render_to_string("notices/mail/notices.txt", context)
        html = render_to_string("notices/mail/notices.html", context | {"subject": subject})
    return Composed(subject, text, html)


def grouped(notices: Iterable[Notice]) -> list[tuple[Kind, list[Notice]]]:
    """Return the notices by kind, the most pressing kind first, the oldest notice first."""

    def kind_of(notice: Notice) -> tuple[int, str]:
        kind = kinds.of(notice)
        return kind.order, kind.key

    ordered = sorted(notices, key=lambda each: (kind_of(each), each.created_at, each.pk or 0))
    pairs = ((list(rows)) for _key, rows in groupby(ordered, key=kind_of))
    return [(kinds.of(rows[0]), rows) for rows in pairs]


def _section(kind: Kind, rows: list[Notice]) -> Section:
    lines = [
        Line(
            withholding.mailed(kinds.say(row)),
            absolute(reverse("notices:open", args=[row.pk])),
        )
        for row in rows[:MOST_LINES]
    ]
    return Section(str(kind.label), len(rows), lines)


def _subject(counted: list[str], *, urgent: bool) -> str:
    """Say how much there is: "3 việc quá hạn, 2 việc sắp đến hạn – Giao ban"."""
    words = ", ".join(counted[:_MOST_IN_SUBJECT])
    if len(counted) > _MOST_IN_SUBJECT:
        words = _("%(words)s và việc khác") % {"words": words}
    if urgent:
        words = _("Khẩn: %(words)s") % {"words": words}
    return " – ".join([words, _("Giao ban")])

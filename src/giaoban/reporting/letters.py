"""The letter that brings a body its link; it lies with the office's other mail."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.accounts.models import User
from giaoban.bodies.models import Post

if TYPE_CHECKING:
    from giaoban.reporting.models import AccessLink

logger = logging.getLogger(__name__)


class Letter(NamedTuple):
    """A letter as it is read."""

    subject: str
    text: str


def recipients(link: AccessLink) -> list[str]:
    """Return where the link of a body goes: its focal points' addresses, else its own."""
    body = link.report.body
    posts = Post.objects.filter(body=body, is_focal_point=True, valid_to__isnull=True)
    people = posts.exclude(person__email="").values_list("person__email", flat=True)
    return list(dict.fromkeys(people)) or ([body.email] if body.email else [])


def language_of(to: list[str]) -> str:
    """Return the language of those who read: English where all chose it, else Vietnamese."""
    chosen = User.objects.filter(email__in=to, is_active=True).values_list("email", "language")
    languages = [dict(chosen).get(address, "vi") for address in to]
    return "en" if set(languages) == {"en"} else "vi"


def compose(link: AccessLink, url: str, language: str) -> Letter:
    """Return the letter of a link in a language."""
    report = link.report
    with override(language):
        subject = _("Báo cáo %(period)s của %(body)s") % {
            "period": report.period,
            "body": report.body.name,
        }
        context = {"report": report, "link": link, "url": url}
        words = render_to_string(f"reporting/intake/letter.{language}.txt", context)
    return Letter(" ".join(subject.split()), words)


def send(link: AccessLink, url: str) -> bool:
    """Mail a link to its body; False where it has no address or the mail did not go out.

    It goes out by itself, not by the log of notices: that log keeps what was written, and the
    secret of a link is kept nowhere. That it was sent is on record with the link.
    """
    to = recipients(link)
    if not to:
        return False
    language = language_of(to)
    made = compose(link, url, language)
    headers = {"Auto-Submitted": "auto-generated", "Content-Language": language}
    letter = EmailMessage(made.subject, made.text, settings.DEFAULT_FROM_EMAIL, to, headers=headers)
    try:
        letter.send()
    except (SMTPException, OSError):
        # The number tells which link; its address never goes into the log.
        logger.exception("the letter of link %s did not go out", link.pk)
        return False
    return True

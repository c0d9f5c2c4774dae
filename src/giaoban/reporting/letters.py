"""The letter that brings a body its link; it lies with the office's other mail."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from giaoban.bodies.models import Post

if TYPE_CHECKING:
    from giaoban.reporting.models import AccessLink

logger = logging.getLogger(__name__)


def recipients(link: AccessLink) -> list[str]:
    """Return where the link of a body goes: its focal points' addresses, else its own."""
    body = link.report.body
    posts = Post.objects.filter(body=body, is_focal_point=True, valid_to__isnull=True)
    people = posts.exclude(person__email="").values_list("person__email", flat=True)
    return list(dict.fromkeys(people)) or ([body.email] if body.email else [])


def send(link: AccessLink, url: str) -> bool:
    """Mail a link to its body; False where it has no address or the mail did not go out."""
    to = recipients(link)
    if not to:
        return False
    report = link.report
    with override("vi"):
        subject = _("Báo cáo %(period)s của %(body)s") % {
            "period": report.period.name,
            "body": report.body.name,
        }
        context = {"report": report, "link": link, "url": url}
        words = render_to_string("reporting/intake/letter.txt", context)
    letter = EmailMessage(
        " ".join(subject.split()), words, settings.DEFAULT_FROM_EMAIL, to, headers=_HEADERS
    )
    try:
        letter.send()
    except (SMTPException, OSError):
        # The number tells which link; its address never goes into the log.
        logger.exception("the letter of link %s did not go out", link.pk)
        return False
    return True


_HEADERS = {"Auto-Submitted": "auto-generated"}

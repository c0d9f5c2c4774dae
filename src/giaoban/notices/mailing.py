"""A mail of the log as the mail server gets it, and what its refusals mean."""

from __future__ import annotations

import smtplib
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse
from django.utils import timezone

from giaoban.notices.composing import absolute

if TYPE_CHECKING:
    from django.core.mail.backends.base import BaseEmailBackend

    from giaoban.notices.models import Mail

_FOR_GOOD = 500


class _Lasting(EmailMultiAlternatives):
    """A message in two forms that is the same to the last byte whenever it is made."""

    def message(self, **given: Any) -> Any:
        """Set between the parts what follows from the mail, where chance would choose."""
        made = super().message(**given)
        made.set_boundary(f"=_{self.extra_headers['Message-ID'].strip('<>').partition('@')[0]}")
        return made


def message(mail: Mail, connection: BaseEmailBackend) -> EmailMultiAlternatives:
    """Return the message, the same each time: same Message-ID, same date, same text."""
    headers = {
        "Message-ID": mail.message_id,
        "Date": format_datetime(timezone.localtime(mail.prepared_at)),
        "Content-Language": mail.language,
        # So that nobody's absence is announced to us (RFC 3834).
        "Auto-Submitted": "auto-generated",
        "List-Unsubscribe": f"<{absolute(reverse('notices:preferences'))}>",
    }
    found = _Lasting(
        mail.subject, mail.text, to=[mail.address], headers=headers, connection=connection
    )
    found.attach_alternative(mail.html, "text/html")
    return found


def said(error: Exception) -> str:
    """Return an error in a line: the server's own words where it said some.

    >>> said(smtplib.SMTPDataError(554, b"5.7.1 no such mails"))
    '554 5.7.1 no such mails'
    >>> said(ConnectionRefusedError(111, "Connection refused"))
    'ConnectionRefusedError: [Errno 111] Connection refused'
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        words = "; ".join(_words(*answer) for answer in error.recipients.values())
    elif isinstance(error, smtplib.SMTPResponseException):
        words = _words(error.smtp_code, error.smtp_error)
    else:
        words = f"{type(error).__name__}: {error}"
    return " ".join(words.split())


def _words(code: int, text: bytes | str) -> str:
    return f"{code} {text.decode('utf-8', 'replace') if isinstance(text, bytes) else text}"


def is_final(error: Exception) -> bool:
    """Tell whether trying again is of no use: the address or the message is refused for good."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return all(_code(answer) >= _FOR_GOOD for answer in error.recipients.values())
    return isinstance(error, smtplib.SMTPDataError) and error.smtp_code >= _FOR_GOOD


def _code(answer: Any) -> int:
    return int(answer[0])

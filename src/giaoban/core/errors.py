"""Errors that are meant for the person, with what to do about them."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied


class Refused(Exception):
    """An act that is not possible now; its text is shown to the person and says what to do."""


class Conflict(Refused):
    """Somebody else changed the row since it was read."""


class NotAllowed(PermissionDenied):
    """The person may not do this."""

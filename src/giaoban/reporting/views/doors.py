"""Two doors to one report: that of an account, and that of a link. Pages stand behind either."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.shortcuts import render
from django.urls import reverse
from django.views import View

from giaoban.core.views import Guarded
from giaoban.reporting.permissions import REPORT
from giaoban.reporting.views.guest import GuestPage

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from giaoban.core.policies import Actor
    from giaoban.reporting.models import Report


class Door(View):
    """What a page knows of the door that it was entered by."""

    report: Report
    base: ClassVar[str]
    via: str = ""

    def actor(self) -> Actor:
        """Return who acts."""
        raise NotImplementedError

    def enter(self, pk: int | None) -> Report:
        """Return the report."""
        raise NotImplementedError

    def address(self, name: str, *args: Any) -> str:
        """Return the address of a page of the same report behind the same door."""
        raise NotImplementedError

    def show(
        self, request: HttpRequest, template: str, context: dict[str, Any], status: int = 200
    ) -> HttpResponse:
        """Show a page with what every page of a report shows."""
        shared = {
            "base": self.base,
            "report": self.report,
            "stay": getattr(self, "stay", None),
            "home": self.address("report"),
            "excel_url": self.address("excel"),
            "word_url": self.address("word"),
            "excel_form_url": self.address("excel_form"),
        }
        return render(request, template, shared | context, status=status)


class AccountDoor(Guarded, Door):
    """The door of an account."""

    policy = REPORT
    act = "fill"
    base = "core/base.html"

    def actor(self) -> Actor:
        """Return the person who signed in."""
        return self.request.user

    def enter(self, pk: int | None) -> Report:
        """Return the report; 404 where the person may not see it."""
        self.report = self.get_row(pk or 0)
        return self.report

    def address(self, name: str, *args: Any) -> str:
        """Return the address of a page of this report."""
        return reverse(f"reporting:{name}", args=[self.report.pk, *args])


class GuestDoor(GuestPage, Door):
    """The door of a link; the stay has told which report."""

    base = "reporting/intake/guest_base.html"

    def actor(self) -> Actor:
        """Return the guest."""
        self.via = self.guest.via
        return self.guest

    def enter(self, pk: int | None) -> Report:  # noqa: ARG002  # the stay knows
        """Return the report of the link."""
        self.via = self.guest.via
        return self.report

    def address(self, name: str, *args: Any) -> str:
        """Return the address of a guest's page."""
        return reverse(f"reporting:guest_{name}", args=args)

"""The pages of reporting: intake."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from giaoban.core.enums import Role
from giaoban.reporting.models import Period, Proposal, Report
from tests.factories.intake import make_file, make_link, make_period, make_report, make_rows
from tests.integration.matrix import Row, World, everybody, nothing

if TYPE_CHECKING:
    from giaoban.bodies.models import Body

OFFICE = {Role.COORDINATOR: 200}
FILLED = {Role.COORDINATOR: 200, Role.FOCAL_POINT: (200, 404)}
DECIDED = {Role.COORDINATOR: 302, Role.FOCAL_POINT: (302, 404)}
SEEN = FILLED | {Role.AUDITOR: 200, Role.LEADER: (200, 404)}
ASKED = {Role.COORDINATOR: 422, Role.FOCAL_POINT: (422, 404)}


def a_period(_world: World, body: Body) -> dict[str, Any]:
    """Make a period with a report and its link."""
    period = Period.objects.first() or make_period()
    make_link(make_report(body, period=period), f"bi-mat-{body.pk}")
    return {"pk": period.pk}


def a_link(_world: World, body: Body) -> dict[str, Any]:
    """Make a link."""
    return {"pk": make_link(make_report(body)).pk}


def a_report(_world: World, body: Body) -> dict[str, Any]:
    """Make a report with rows."""
    report = make_report(body)
    make_rows(report)
    return {"pk": report.pk}


def a_file(world: World, body: Body) -> dict[str, Any]:
    """Make a file of a body's report."""
    report = Report.objects.get(pk=a_report(world, body)["pk"])
    return {"pk": report.pk, "file": make_file(report).pk}


def a_proposal(world: World, body: Body) -> dict[str, Any]:
    """Make a file with a proposal for its first row."""
    return a_file(world, body) | {"key": Proposal.objects.get().pk}


def no_place(_world: World, _body: Body) -> dict[str, Any]:
    """Name a file that is nowhere: a guest is asked for the stay first."""
    return {"file": 0}


def no_row(_world: World, _body: Body) -> dict[str, Any]:
    """Name a row that is nowhere."""
    return {"row": 0}


def no_card(_world: World, _body: Body) -> dict[str, Any]:
    """Name a proposal that is nowhere."""
    return {"file": 0, "key": 0}


def a_day(_world: World, _body: Body) -> dict[str, Any]:
    """Say until when links work."""
    return {"until": (timezone.localdate() + dt.timedelta(days=9)).isoformat()}


def a_secret(_world: World, _body: Body) -> dict[str, Any]:
    """Name a secret that opens nothing."""
    return {"secret": "khong-mo-gi"}


def _guest(url: str, *methods: str, about: Any = nothing) -> list[Row]:
    """Return rows of a page that opens to a stay alone, whoever is signed in."""
    return [Row(url, each, everybody(403), about=about, anonymous=403) for each in methods]


ROWS = [
    Row("reporting:links", "GET", OFFICE | {Role.AUDITOR: 200}, about=a_period),
    Row("reporting:link_make", "POST", OFFICE, about=a_period, data=a_day),
    Row("reporting:link_withdraw", "POST", {Role.COORDINATOR: 302}, about=a_link),
    Row("reporting:link", "GET", everybody(404), about=a_secret, anonymous=404),
    Row("reporting:link_enter", "POST", everybody(404), data=a_secret, anonymous=404),
    Row("reporting:excel", "GET", FILLED, about=a_report),
    Row("reporting:excel", "POST", ASKED, about=a_report),
    Row("reporting:excel_form", "GET", FILLED, about=a_report),
    *_guest("reporting:guest_report", "GET", "POST"),
    *_guest("reporting:guest_submit", "GET", "POST"),
    *_guest("reporting:guest_excel", "GET", "POST"),
    *_guest("reporting:guest_excel_form", "GET"),
    *_guest("reporting:guest_recall", "POST"),
    *_guest("reporting:guest_prove", "POST", about=no_row),
    *_guest("reporting:guest_leave", "POST"),
    Row("reporting:word", "GET", FILLED, about=a_report),
    Row("reporting:word", "POST", ASKED, about=a_report),
    Row("reporting:word_file", "GET", SEEN, about=a_file),
    Row("reporting:word_take", "POST", DECIDED, about=a_proposal),
    Row("reporting:word_dismiss", "POST", DECIDED, about=a_proposal),
    *_guest("reporting:guest_word", "GET", "POST"),
    *_guest("reporting:guest_word_file", "GET", about=no_place),
    *_guest("reporting:guest_word_take", "POST", about=no_card),
    *_guest("reporting:guest_word_dismiss", "POST", about=no_card),
]

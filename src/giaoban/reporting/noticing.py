"""The kinds of notices about periods and reports, and their words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from giaoban.core.templatetags.look import vnday
from giaoban.notices import kinds
from giaoban.notices.kinds import Facts, Kind, Said
from giaoban.reporting.naming import called

if TYPE_CHECKING:
    from giaoban.reporting.models import Report

SENT_BACK = "reporting.sent_back"
OVERDUE = "reporting.overdue"
DUE_SOON = "reporting.due_soon"
OPENED = "reporting.opened"
SUBMITTED = "reporting.submitted"
ACCEPTED = "reporting.accepted"
AMENDED = "reporting.amended"
CLOSED = "reporting.closed"


def facts_of(report: Report, **more: object) -> dict[str, object]:
    """Return what the notices of a report say of it."""
    period = report.period
    due = period.due_on.isoformat()
    return {"period": period.name, "body": report.body.name, "due_on": due, **more}


def _day(facts: Facts) -> str:
    return vnday(dt.date.fromisoformat(facts["due_on"]))


def _report(facts: Facts) -> str:
    return _("Báo cáo %(period)s của %(body)s") % {
        "period": called(facts["period"]),
        "body": facts["body"],
    }


def _with_due(facts: Facts) -> Said:
    return Said(_report(facts), _("Hạn gửi: %(day)s") % {"day": _day(facts)})


def _plain(facts: Facts) -> Said:
    return Said(_report(facts))


def _sent_back(facts: Facts) -> Said:
    return Said(_report(facts), _("Cần bổ sung: %(what)s") % {"what": facts["mend"]})


def _submitted(facts: Facts) -> Said:
    return Said(_report(facts), _("Gửi lại sau khi bổ sung") if facts["again"] else "")


def _closed(facts: Facts) -> Said:
    return Said(_("Đã chốt %(period)s") % {"period": called(facts["period"])})


def _amended(facts: Facts) -> Said:
    words = _("Đính chính số liệu %(period)s của %(body)s")
    said = words % {"period": called(facts["period"]), "body": facts["body"]}
    return Said(said, _("Lý do: %(why)s") % {"why": facts["reason"]})


KINDS = (
    Kind(
        SENT_BACK,
        7,
        gettext_lazy("Báo cáo bị trả lại"),
        lambda n: ngettext("%(n)s báo cáo bị trả lại", "%(n)s báo cáo bị trả lại", n) % {"n": n},
        _sent_back,
        urgent=True,
        status="back",
    ),
    Kind(
        OVERDUE,
        18,
        gettext_lazy("Báo cáo quá hạn"),
        lambda n: ngettext("%(n)s báo cáo quá hạn", "%(n)s báo cáo quá hạn", n) % {"n": n},
        _with_due,
        status="late",
    ),
    Kind(
        DUE_SOON,
        22,
        gettext_lazy("Báo cáo sắp đến hạn gửi"),
        lambda n: ngettext("%(n)s báo cáo sắp đến hạn", "%(n)s báo cáo sắp đến hạn", n) % {"n": n},
        _with_due,
        status="soon",
    ),
    Kind(
        OPENED,
        34,
        gettext_lazy("Kỳ báo cáo mới mở"),
        lambda n: ngettext("%(n)s kỳ báo cáo mới mở", "%(n)s kỳ báo cáo mới mở", n) % {"n": n},
        _with_due,
        status="new",
    ),
    Kind(
        SUBMITTED,
        38,
        gettext_lazy("Báo cáo mới gửi đến"),
        lambda n: ngettext("%(n)s báo cáo mới gửi", "%(n)s báo cáo mới gửi", n) % {"n": n},
        _submitted,
        status="sent",
    ),
    Kind(
        ACCEPTED,
        55,
        gettext_lazy("Báo cáo đã được nhận"),
        lambda n: ngettext("%(n)s báo cáo đã nhận", "%(n)s báo cáo đã nhận", n) % {"n": n},
        _plain,
        status="accepted",
    ),
    Kind(
        AMENDED,
        56,
        gettext_lazy("Đính chính số liệu đã chốt"),
        lambda n: ngettext("%(n)s đính chính", "%(n)s đính chính", n) % {"n": n},
        _amended,
        status="known",
    ),
    Kind(
        CLOSED,
        57,
        gettext_lazy("Kỳ báo cáo đã chốt"),
        lambda n: ngettext("%(n)s kỳ đã chốt", "%(n)s kỳ đã chốt", n) % {"n": n},
        _closed,
        status="locked",
    ),
)


def register() -> None:
    """Make the kinds known; called once when Django starts."""
    for kind in KINDS:
        kinds.register(kind)

"""The kinds of notices about tasks, and their words."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, ngettext_lazy

from giaoban.core.templatetags.look import vnday
from giaoban.notices import kinds
from giaoban.notices.kinds import Facts, Kind, Said

if TYPE_CHECKING:
    from collections.abc import Callable

    from django_stubs_ext import StrOrPromise

    from giaoban.work.models import Task

URGED = "work.urged"
SENT_BACK = "work.sent_back"
REOPENED = "work.reopened"
CANCELLED = "work.cancelled"
LATE = "work.late"
DUE_SOON = "work.due_soon"
EXTENSION_DECIDED = "work.extension_decided"
SUPERSEDED = "work.superseded"
ASSIGNED = "work.assigned"
HANDED = "work.handed"
DECLINED = "work.declined"
SUBMITTED = "work.submitted"
EXTENSION_ASKED = "work.extension_asked"
STALE = "work.stale"
VERIFIED = "work.verified"
CLOSED = "work.closed"


def facts_of(task: Task, **more: object) -> dict[str, object]:
    """Return what the notices of a task say of it."""
    due = task.due_on.isoformat() if task.due_on is not None else ""
    return {"title": task.title[:300], "due_on": due, **more}


def _day(text: str) -> str:
    return vnday(dt.date.fromisoformat(text))


def _due(facts: Facts) -> str:
    return _("Hạn: %(day)s") % {"day": _day(facts["due_on"])} if facts["due_on"] else ""


def _with_due(facts: Facts) -> Said:
    return Said(facts["title"], _due(facts))


def _with_lead(facts: Facts) -> Said:
    """Say which body it is, for those who follow the tasks of many."""
    return Said(facts["title"], "; ".join(each for each in (_due(facts), facts["lead"]) if each))


def _sent_back(facts: Facts) -> Said:
    return Said(facts["title"], _("Cần bổ sung: %(what)s") % {"what": facts["reason"]})


def _reopened(facts: Facts) -> Said:
    return Said(facts["title"], _("Được mở lại để làm tiếp: %(why)s") % {"why": facts["reason"]})


def _cancelled(facts: Facts) -> Said:
    return Said(facts["title"], _("Lý do hủy: %(why)s") % {"why": facts["reason"]})


def _superseded(facts: Facts) -> Said:
    """Name the task that stands instead by its number: its words may be another body's alone."""
    words = _("Được thay bằng nhiệm vụ số %(number)s: %(why)s")
    return Said(facts["title"], words % {"number": facts["successor"], "why": facts["reason"]})


def _verified(facts: Facts) -> Said:
    said = facts["answer"]
    return Said(facts["title"], _("Nhận xét: %(what)s") % {"what": said} if said else "")


def _closed(facts: Facts) -> Said:
    return Said(facts["title"], _("Hoàn thành ngày %(day)s") % {"day": _day(facts["done_on"])})


def _declined(facts: Facts) -> Said:
    words = _("%(body)s đề nghị xem lại: %(reason)s")
    return Said(facts["title"], words % {"body": facts["lead"], "reason": facts["reason"]})


def _submitted(facts: Facts) -> Said:
    return Said(facts["title"], _("%(body)s đã gửi kết quả") % {"body": facts["lead"]})


def _asked(facts: Facts) -> Said:
    words = _("%(body)s xin gia hạn đến %(day)s: %(reason)s")
    said = {"body": facts["lead"], "day": _day(facts["until"]), "reason": facts["reason"]}
    return Said(facts["title"], words % said)


def _decided(facts: Facts) -> Said:
    if facts["granted"]:
        return Said(facts["title"], _("Đồng ý gia hạn đến %(day)s") % {"day": _day(facts["until"])})
    return Said(facts["title"], _("Không đồng ý gia hạn: %(why)s") % {"why": facts["reason"]})


def _stale(facts: Facts) -> Said:
    words = _("Chưa có cập nhật từ ngày %(day)s") % {"day": _day(facts["since"])}
    return Said(facts["title"], words)


def _handed(facts: Facts) -> Said:
    words = ngettext(
        "Nhận bàn giao %(n)s việc từ %(body)s",
        "Nhận bàn giao %(n)s việc từ %(body)s",
        facts["n"],
    )
    said = words % {"n": facts["n"], "body": facts["from"]}
    return Said(said, _("Theo %(act)s") % {"act": facts["act"]} if facts["act"] else "")


def _urged(facts: Facts) -> Said:
    title = " – ".join(each for each in (facts["number"], facts["title"]) if each)
    if not facts["answer_by"]:
        return Said(title)
    return Said(title, _("Đề nghị trả lời trước ngày %(day)s") % {"day": _day(facts["answer_by"])})


def _kind(
    name: str,
    order: int,
    label: StrOrPromise,
    counted: StrOrPromise,
    say: Callable[[Facts], Said],
    *,
    status: str,
    urgent: bool = False,
) -> Kind:
    """Return a kind; ``counted`` is a lazy plural over n that says how many of them there are."""

    def count(n: int) -> str:
        return str(counted % {"n": n})

    return Kind(name, order, label, count, say, urgent=urgent, status=status)


KINDS = (
    _kind(
        URGED,
        5,
        gettext_lazy("Văn bản đôn đốc"),
        ngettext_lazy("%(n)s văn bản đôn đốc", "%(n)s văn bản đôn đốc", "n"),
        _urged,
        status="hand",
        urgent=True,
    ),
    _kind(
        SENT_BACK,
        8,
        gettext_lazy("Kết quả nhiệm vụ bị trả lại"),
        ngettext_lazy("%(n)s kết quả bị trả lại", "%(n)s kết quả bị trả lại", "n"),
        _sent_back,
        status="back",
        urgent=True,
    ),
    _kind(
        REOPENED,
        9,
        gettext_lazy("Nhiệm vụ được mở lại"),
        ngettext_lazy("%(n)s nhiệm vụ được mở lại", "%(n)s nhiệm vụ được mở lại", "n"),
        _reopened,
        status="back",
        urgent=True,
    ),
    _kind(
        CANCELLED,
        10,
        gettext_lazy("Nhiệm vụ bị hủy"),
        ngettext_lazy("%(n)s nhiệm vụ bị hủy", "%(n)s nhiệm vụ bị hủy", "n"),
        _cancelled,
        status="dismissed",
        urgent=True,
    ),
    _kind(
        LATE,
        20,
        gettext_lazy("Nhiệm vụ quá hạn"),
        ngettext_lazy("%(n)s nhiệm vụ quá hạn", "%(n)s nhiệm vụ quá hạn", "n"),
        _with_lead,
        status="late",
    ),
    _kind(
        DUE_SOON,
        25,
        gettext_lazy("Nhiệm vụ sắp đến hạn"),
        ngettext_lazy("%(n)s nhiệm vụ sắp đến hạn", "%(n)s nhiệm vụ sắp đến hạn", "n"),
        _with_lead,
        status="soon",
    ),
    _kind(
        EXTENSION_DECIDED,
        28,
        gettext_lazy("Quyết định gia hạn"),
        ngettext_lazy("%(n)s quyết định gia hạn", "%(n)s quyết định gia hạn", "n"),
        _decided,
        status="hand",
    ),
    _kind(
        SUPERSEDED,
        29,
        gettext_lazy("Nhiệm vụ được thay thế"),
        ngettext_lazy("%(n)s nhiệm vụ được thay thế", "%(n)s nhiệm vụ được thay thế", "n"),
        _superseded,
        status="dismissed",
    ),
    _kind(
        ASSIGNED,
        30,
        gettext_lazy("Nhiệm vụ mới giao"),
        ngettext_lazy("%(n)s nhiệm vụ mới giao", "%(n)s nhiệm vụ mới giao", "n"),
        _with_due,
        status="new",
    ),
    _kind(
        HANDED,
        32,
        gettext_lazy("Nhận bàn giao việc"),
        ngettext_lazy("%(n)s lần nhận bàn giao", "%(n)s lần nhận bàn giao", "n"),
        _handed,
        status="new",
    ),
    _kind(
        DECLINED,
        35,
        gettext_lazy("Cơ quan đề nghị xem lại nhiệm vụ"),
        ngettext_lazy("%(n)s nhiệm vụ cần xem lại", "%(n)s nhiệm vụ cần xem lại", "n"),
        _declined,
        status="back",
    ),
    _kind(
        SUBMITTED,
        40,
        gettext_lazy("Kết quả chờ kiểm chứng"),
        ngettext_lazy("%(n)s kết quả chờ kiểm chứng", "%(n)s kết quả chờ kiểm chứng", "n"),
        _submitted,
        status="wait",
    ),
    _kind(
        EXTENSION_ASKED,
        42,
        gettext_lazy("Đề nghị gia hạn"),
        ngettext_lazy("%(n)s đề nghị gia hạn", "%(n)s đề nghị gia hạn", "n"),
        _asked,
        status="hand",
    ),
    _kind(
        STALE,
        50,
        gettext_lazy("Nhiệm vụ lâu chưa cập nhật"),
        ngettext_lazy("%(n)s nhiệm vụ lâu chưa cập nhật", "%(n)s nhiệm vụ lâu chưa cập nhật", "n"),
        _stale,
        status="unknown",
    ),
    _kind(
        VERIFIED,
        55,
        gettext_lazy("Nhiệm vụ đã kiểm chứng"),
        ngettext_lazy("%(n)s nhiệm vụ đã kiểm chứng", "%(n)s nhiệm vụ đã kiểm chứng", "n"),
        _verified,
        status="done",
    ),
    _kind(
        CLOSED,
        58,
        gettext_lazy("Nhiệm vụ đã kết thúc"),
        ngettext_lazy("%(n)s nhiệm vụ đã kết thúc", "%(n)s nhiệm vụ đã kết thúc", "n"),
        _closed,
        status="done",
    ),
)


def register() -> None:
    """Make the kinds known; called once when Django starts."""
    for kind in KINDS:
        kinds.register(kind)

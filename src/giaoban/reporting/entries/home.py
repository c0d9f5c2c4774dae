"""The quarter on the home page: its loop, who is silent, the board, how days were kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.core import panels, unchanged
from giaoban.core.enums import Role
from giaoban.core.templatetags.look import vnnumber
from giaoban.reporting import tallying
from giaoban.reporting.enums import ReportState, Standing
from giaoban.reporting.models import Calendar
from giaoban.reporting.permissions import CALENDAR, REPORT, leads
from giaoban.reporting.queries import quarter as queries
from giaoban.reporting.queries.standings import for_hand
from giaoban.work import permissions as work

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from giaoban.accounts.requests import Request
    from giaoban.core.panels import Panel, Placed
    from giaoban.core.policies import Actor
    from giaoban.reporting.models import Period, Report
    from giaoban.reporting.queries.quarter import Quarter
    from giaoban.reporting.tallying import Line

_SHOWN = 10
_HEAD = "reporting/home/head.html"


class Seal(NamedTuple):
    """The one act of the page that puts on record."""

    url: str
    label: str


class Station(NamedTuple):
    """A station of the loop: its figure out of how many, and what is known of it."""

    name: str
    figure: str
    whole: str
    words: str
    stop: str
    is_here: bool


def register() -> None:
    """Make them known to the core."""
    panels.register("core.home.head", _head)
    panels.register_many("core.home", _sections)


def _is_office(by: Actor) -> bool:
    return by.role == Role.COORDINATOR


def _sees_all(by: Actor) -> bool:
    """Tell whether the quarter of the whole bloc is the person's: the office, who leads it."""
    return by.is_active and (_is_office(by) or leads(by))


def _answers(by: Actor) -> bool:
    """Tell whether the quarter is that of one body: a focal point, the body's own leader."""
    return by.role in {Role.FOCAL_POINT, Role.LEADER} and REPORT.reach(by, "view") is not None


# --- the head ----------------------------------------------------------------------------------


def _head(request: Request, _user: Any) -> Panel | None:
    """Say which period it is, its days, and offer the act that it asks for now."""
    by, today = request.user, timezone.localdate()
    if _sees_all(by):
        return _head_of_bloc(by, today)
    return _head_of_body(by, today) if _answers(by) else None


def _head_of_bloc(by: Actor, today: dt.date) -> Panel | None:
    found = tallying.of(by, today)
    if found is None:
        return None
    period, silent = found.quarter.period, found.quarter.silent
    words = ngettext(
        "%(n)s cơ quan chưa gửi báo cáo", "%(n)s cơ quan chưa gửi báo cáo", len(silent)
    )
    shown = _days(period, today) | {"seal": _urge(by, found.lines, period)}
    said = words % {"n": len(silent)} if silent else ""
    return panels.Panel(_HEAD, shown, said, rank=20)


def _days(period: Period, today: dt.date) -> dict[str, Any]:
    return {
        "where": str(period),
        "period": period,
        "left": (period.due_on - today).days,
        "over": (today - period.due_on).days,
    }


def _urge(by: Actor, lines: Sequence[Line], period: Period) -> Seal | None:
    """Offer to urge the bodies that are silent or late; the form is filled with them."""
    urged = [line for line in lines if line.wants_urging(period)]
    if not urged or not work.follow_ups.may(by, "add"):
        return None
    title = _("Đôn đốc gửi báo cáo %(period)s và hoàn thành nhiệm vụ quá hạn") % {"period": period}
    query = [("loai", "urging"), ("trich-yeu", title), ("qua-han", "1")]
    query += [("co-quan", str(line.body_id)) for line in urged]
    words = ngettext("Đôn đốc %(n)s cơ quan", "Đôn đốc %(n)s cơ quan", len(urged))
    return Seal(f"{reverse('work:followup_new')}?{urlencode(query)}", words % {"n": len(urged)})


def _head_of_body(by: Actor, today: dt.date) -> Panel | None:
    own = queries.own(by, today)
    if not own:
        return None
    first = own[0]
    shown = _days(first.period, today) | {"seal": _answer(by, first, today)}
    return panels.Panel(_HEAD, shown, _own_headline(first, today), rank=7)


def _answer(by: Actor, report: Report, today: dt.date) -> Seal | None:
    """Lead into the report while it lies with its body."""
    if by.role != Role.FOCAL_POINT or report.state not in {ReportState.OPEN, ReportState.SENT_BACK}:
        return None
    facts = {"period": report.period}
    if report.state == ReportState.SENT_BACK:
        words = _("Bổ sung báo cáo %(period)s") % facts
    elif report.standing(today) == Standing.NOT_YET_DUE:
        words = _("Ghi trước báo cáo %(period)s") % facts
    else:
        words = _("Điền báo cáo %(period)s") % facts
    return Seal(reverse("reporting:report", args=[report.pk]), words)


def _own_headline(report: Report, today: dt.date) -> str:
    days = abs((report.period.due_on - today).days)
    match report.standing(today):
        case Standing.SENT_BACK:
            words = _("báo cáo %(period)s bị trả lại để bổ sung")
        case Standing.OVERDUE:
            words = ngettext(
                "báo cáo %(period)s quá hạn %(n)s ngày",
                "báo cáo %(period)s quá hạn %(n)s ngày",
                days,
            )
        case Standing.DUE:
            words = ngettext(
                "báo cáo %(period)s còn %(n)s ngày", "báo cáo %(period)s còn %(n)s ngày", days
            )
        case _other:
            return ""
    return words % {"period": report.period, "n": days}


# --- the sections ------------------------------------------------------------------------------


def _sections(request: Request, _user: Any) -> Iterator[Placed]:
    by, today = request.user, timezone.localdate()
    if _sees_all(by):
        yield from _of_bloc(by, today)
    elif _answers(by) and (own := queries.own(by, today)):
        context = {"reports": [(each, each.standing(today)) for each in own], "today": today}
        yield 5, panels.Panel("reporting/home/own.html", context)


def _of_bloc(by: Actor, today: dt.date) -> Iterator[Placed]:
    found = tallying.of(by, today)
    if found is None:
        if CALENDAR.may(by, "add"):
            begin = {"has_calendar": Calendar.objects.exists()}
            yield 3, panels.Panel("reporting/home/begin.html", begin)
        return
    if _is_office(by):
        yield from _of_office(by, found.quarter, today)
    if found.lines:
        yield 30, panels.Panel("reporting/home/board.html", _board(found))


def _of_office(by: Actor, quarter: Quarter, today: dt.date) -> Iterator[Placed]:
    """Show the loop, the reports that wait to be looked at, and who is silent."""
    loop = {"stations": _stations(quarter, today)}
    yield 2, panels.Panel("reporting/home/loop.html", loop)
    if n := unchanged.count(for_hand(by, today)):
        rows = [each for each in quarter.members if each.standing == Standing.SUBMITTED]
        words = ngettext("%(n)s báo cáo chờ bạn", "%(n)s báo cáo chờ bạn", n)
        words %= {"n": vnnumber(n)}
        waiting = {"members": rows[:_SHOWN], "n": n}
        yield 17, panels.Panel("reporting/home/waiting.html", waiting, words, rank=25)
    if silent := quarter.silent:
        missing = {"members": silent[:_SHOWN], "n": len(silent), "period": quarter.period}
        yield 32, panels.Panel("reporting/home/silent.html", missing)
    if rates := quarter.rates:
        kept = {"rates": rates, "worst": _worst(quarter), "period": quarter.period}
        yield 45, panels.Panel("reporting/home/kept.html", kept)


def _board(found: tallying.Tally) -> dict[str, Any]:
    shown, rest = found.folded(_SHOWN)
    return {
        "period": found.quarter.period,
        "heads": tallying.HEADS,
        "lines": shown,
        "rest": tallying.together(rest),
        "n_rest": len(rest),
        "all": tallying.together(found.lines),
        "n_bodies": len(found.lines),
        "sent": found.quarter.sent,
        "n_reports": len(found.quarter.members),
    }


def _worst(quarter: Quarter) -> list[queries.Member]:
    """Return the bodies that kept their days least, of those that missed some."""
    missed = [each for each in quarter.members if each.kept.on_time < each.kept.due]
    missed.sort(key=lambda each: (each.kept.on_time / each.kept.due, each.kept.sent))
    return missed[:_SHOWN]


def _stations(quarter: Quarter, today: dt.date) -> list[Station]:
    """Return the loop; what is not built on the site yet says what is known, and no figure."""
    period = quarter.period
    carried = queries.carried(period)
    n, accepted = len(quarter.members), quarter.count(Standing.ACCEPTED)
    here = 0 if today <= period.data_to else 1 if accepted < n else 2
    return [
        _station(
            0, here, _("Chuyển sang"), carried.n, "",
            _("nhiệm vụ từ kỳ trước, %(n)s đã xong") % {"n": vnnumber(carried.done)},
        ),
        _station(
            1, here, _("Báo cáo"), quarter.sent, str(n), _reported(quarter),
        ),
        _station(
            2, here, _("Tổng hợp"), None, "",
            _("chưa bắt đầu, %(n)s báo cáo đã nhận") % {"n": accepted},
        ),
        _station(3, here, _("Giao ban"), None, "", _("chưa có lịch")),
        _station(4, here, _("Kết luận"), None, "", _("sau giao ban, thành nhiệm vụ kỳ sau")),
    ]  # fmt: skip


def _reported(quarter: Quarter) -> str:
    back = quarter.count(Standing.SENT_BACK)
    words = _("cơ quan đã gửi")
    return _("%(words)s, %(n)s bị trả lại") % {"words": words, "n": back} if back else words


def _station(  # noqa: PLR0917 (the columns of the table above)
    place: int, here: int, name: str, figure: int | None, whole: str, words: str
) -> Station:
    stop = "stop-done" if place < here else "stop-now" if place == here else "stop-next"
    said = vnnumber(figure)
    return Station(name, said, whole, words, stop, place == here)

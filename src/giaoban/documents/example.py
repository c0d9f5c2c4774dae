"""The example's papers: the briefing of the seed page in our own words, and a fictitious plan.

Of the briefing of 08/4/2022 only the facts are kept that the public page tells, with their dates.
The plan belongs to the "tỉnh Sông Lam", which does not exist; it is dated by the day on which the
example is made, so that one finds something late, something due soon and something ahead.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING

from django.utils import timezone

from giaoban.core.templatetags.look import PADDED_MONTHS, vnday
from giaoban.documents import actions
from giaoban.documents.enums import Channel
from giaoban.documents.extraction import extract
from giaoban.documents.models import Document

if TYPE_CHECKING:
    from giaoban.accounts.models import User

BRIEFING = "giao-ban-quy-1-2022.txt"
PLAN = "ke-hoach-song-lam.txt"
_DATA = Path(__file__).resolve().parent / "data"
_QUARTERS = ("I", "II", "III", "IV")
# How many days before or after the example is made the plan's own days lie.
_DAYS = {"planned": -50, "late": -4, "soon": 6, "ahead": 35}
_ISSUED, _ARRIVED, _REVIEW = -40, -38, 65


def make(*, by: User, at: dt.datetime) -> None:
    """Take in and read what is missing; what was taken in on another day stays as it is."""
    day = timezone.localdate(at)
    briefing = (_DATA / BRIEFING).read_bytes()
    taken = taken_in(at)
    arrived = dt.date(2022, 4, 11)
    _take(BRIEFING, briefing, arrived, "Sở Khoa học và Công nghệ", by=by, at=taken[BRIEFING])
    sender = "Ban Tuyên giáo và Dân vận Tỉnh ủy Sông Lam"
    arrived = day + dt.timedelta(_ARRIVED)
    _take(PLAN, plan(day).encode(), arrived, sender, by=by, at=taken[PLAN])


def taken_in(at: dt.datetime) -> dict[str, dt.datetime]:
    """Return when each paper was taken in: the old briefing first, the plan when it arrived."""
    return {name: at + dt.timedelta(days) for name, days in ((BRIEFING, -60), (PLAN, _ARRIVED))}


def plan(day: dt.date) -> str:
    """Return the plan as it would have been written for this day."""
    issued, review = (day + dt.timedelta(days) for days in (_ISSUED, _REVIEW))
    month = f"{issued.month:02}" if issued.month <= PADDED_MONTHS else str(issued.month)
    words = {name: vnday(day + dt.timedelta(days)) for name, days in _DAYS.items()}
    # A year is 365 days here, so that 29 February needs no care; the register reckons by dates.
    words["reviewed"] = vnday(review - dt.timedelta(365))
    words["issued_in_words"] = f"ngày {issued.day:02} tháng {month} năm {issued.year}"
    words["quarter"] = f"quý {_QUARTERS[(day.month - 1) // 3]} năm {day.year}"
    return Template((_DATA / PLAN).read_text("utf-8")).substitute(words)


def _take(
    name: str, data: bytes, arrived_on: dt.date, sender: str, *, by: User, at: dt.datetime
) -> None:
    if Document.objects.filter(original__name=name).exists():
        return
    received = actions.receive(
        by=by,
        at=at,
        name=name,
        media_type="text/plain",
        data=data,
        content=extract(data, name),
        channel=Channel.UPLOAD,
        arrived_on=arrived_on,
        sender=sender,
    )
    if received.new:
        actions.read(received.document, by=by, at=at)

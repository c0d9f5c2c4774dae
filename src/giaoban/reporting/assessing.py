"""How a figure stands (nhận xét): against the period before and against what was aimed at.

Which way is good is said by the indicator; where it says neither, a change is a change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _

from giaoban.reporting.combining import rounded, written
from giaoban.reporting.enums import Direction

if TYPE_CHECKING:
    from decimal import Decimal

    from giaoban.reporting.models import Indicator


class Assessed(NamedTuple):
    """A word on a figure, and the chip by which it is shown; no chip where nothing is judged."""

    words: str = ""
    status: str = ""


NOTHING = Assessed()


def trend(indicator: Indicator, now: Decimal | None, then: Decimal | None) -> Assessed:
    """Say whether a figure got better, as far as is shown of it."""
    now, then = rounded(now, indicator.decimals), rounded(then, indicator.decimals)
    if now is None or then is None:
        return NOTHING
    if now == then:
        return Assessed(_("Không đổi"), "")
    change = {"change": written(abs(now - then), indicator.decimals)}
    if indicator.direction == Direction.NEITHER:
        words = _("Tăng %(change)s") if now > then else _("Giảm %(change)s")
        return Assessed(words % change, "")
    if (now > then) == (indicator.direction == Direction.UP):
        words = _("Tốt lên, tăng %(change)s") if now > then else _("Tốt lên, giảm %(change)s")
        return Assessed(words % change, "done")
    words = _("Xấu đi, tăng %(change)s") if now > then else _("Xấu đi, giảm %(change)s")
    return Assessed(words % change, "soon")


def against(indicator: Indicator, now: Decimal | None, target: Decimal | None) -> Assessed:
    """Say whether what was aimed at is reached; without a direction it is hit or not."""
    if now is None or target is None:
        return NOTHING
    apart = rounded(abs(now - target), indicator.decimals)
    facts = {"apart": written(apart, indicator.decimals)}
    if indicator.direction == Direction.NEITHER:
        return Assessed(_("Cách mục tiêu %(apart)s") % facts, "")
    reached = now >= target if indicator.direction == Direction.UP else now <= target
    if reached:
        return Assessed(_("Đạt mục tiêu"), "done")
    words = _("Còn thiếu %(apart)s") if now < target else _("Còn vượt %(apart)s")
    return Assessed(words % facts, "soon")

"""How a figure stands (nhận xét): against the period before and against what was aimed at.

Which way is good is said by the indicator; where it says neither, a change is a change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from giaoban.reporting.combining import rounded, written
from giaoban.reporting.enums import Combination, Direction

if TYPE_CHECKING:
    from decimal import Decimal

    from giaoban.reporting.combining import Combined
    from giaoban.reporting.models import Indicator


class Assessed(NamedTuple):
    """A word on a figure, and the chip by which it is shown; no chip where nothing is judged.

    ``note`` tells what the word stands on where that is not the whole.
    """

    words: str = ""
    status: str = ""
    note: str = ""


NOTHING = Assessed()


def trend(indicator: Indicator, one: Combined, other: Combined, *, whole: bool) -> Assessed:
    """Say whether a figure got better, as far as is shown of it.

    Both figures are of the bodies that told both periods; unless that is all of them (``whole``),
    it says of how many.
    """
    now, then = rounded(one.value, indicator.decimals), rounded(other.value, indicator.decimals)
    if now is None or then is None:
        return NOTHING
    found = _trend(indicator, now, then)
    if whole:
        return found
    note = ngettext(
        "tính trên %(n)s cơ quan có số cả hai kỳ",
        "tính trên %(n)s cơ quan có số cả hai kỳ",
        one.known,
    )
    return found._replace(note=note % {"n": one.known})


def _trend(indicator: Indicator, now: Decimal, then: Decimal) -> Assessed:
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


def against(indicator: Indicator, figure: Combined, target: Decimal | None) -> Assessed:
    """Say whether what was aimed at is reached; a sum that lacks bodies is not called short."""
    now = figure.value
    if now is None or target is None:
        return NOTHING
    if _is_open(indicator, figure, now >= target):
        return Assessed(_("Chưa đủ số liệu để so sánh"))
    apart = rounded(abs(now - target), indicator.decimals)
    facts = {"apart": written(apart, indicator.decimals)}
    if indicator.direction == Direction.NEITHER:
        return Assessed(_("Cách mục tiêu %(apart)s") % facts, "")
    reached = now >= target if indicator.direction == Direction.UP else now <= target
    if reached:
        return Assessed(_("Đạt mục tiêu"), "done")
    words = _("Còn thiếu %(apart)s") if now < target else _("Còn vượt %(apart)s")
    return Assessed(words % facts, "soon")


def _is_open(indicator: Indicator, figure: Combined, is_above: bool) -> bool:
    """Tell whether bodies that are still missing could turn the answer."""
    if indicator.over_bodies != Combination.SUM or figure.is_whole:
        return False
    return not is_above

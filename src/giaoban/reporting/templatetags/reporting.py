"""How reports look: the chip of their standing, the bars of the days that were kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from giaoban.core.templatetags.look import chip, vnnumber
from giaoban.reporting.enums import Standing

if TYPE_CHECKING:
    from decimal import Decimal

    from django.utils.safestring import SafeString

    from giaoban.reporting.queries.board import Kept, Mark

register = template.Library()
_WIDTH, _HEIGHT = 8, 14
_CHIPS = {
    Standing.NOT_YET_DUE: "new",
    Standing.DUE: "soon",
    Standing.OVERDUE: "late",
    Standing.SUBMITTED: "wait",
    Standing.SENT_BACK: "back",
    Standing.ACCEPTED: "done",
}


@register.filter
def amount(number: Decimal | None) -> str:
    """Write a stored amount without the noughts that its column adds; null is a dash.

    >>> from decimal import Decimal
    >>> amount(Decimal("1234.5000")), amount(Decimal("20.0000")), amount(None)
    ('1.234,5', '20', '–')
    """
    if number is None:
        return vnnumber(None)
    whole = number.to_integral_value()
    return vnnumber(whole if number == whole else number.normalize())


@register.simple_tag
def standing_chip(standing: Standing) -> SafeString:
    """Show how a report stands as icon and word."""
    return chip(_CHIPS[standing], str(standing.label))


@register.simple_tag
def kept_bars(kept: Kept) -> SafeString:
    """Draw a bar a period: full when sent on time, half when late, a line when not at all."""
    bars = [_bar(place, mark) for place, mark in enumerate(kept.marks)]
    words = "; ".join(f"{mark.period}: {_said(mark)}" for mark in kept.marks)
    return format_html(
        '<svg class="bar-svg few" role="img" aria-label="{}" width="{}" height="{}">{}</svg>',
        words,
        _WIDTH * len(kept.marks),
        _HEIGHT,
        format_html_join("", '<rect class="part" x="{}" y="{}" width="6" height="{}"/>', bars),
    )


def _bar(place: int, mark: Mark) -> tuple[int, int, int]:
    high = _HEIGHT if mark.on_time else _HEIGHT // 2 if mark.sent else 1
    return place * _WIDTH, _HEIGHT - high, high


def _said(mark: Mark) -> str:
    if mark.on_time:
        return _("đúng hạn")
    return _("chậm") if mark.sent else _("không gửi")


@register.simple_tag
def share_bar(part: int, whole: int) -> SafeString:
    """Draw a part of a whole as a bar; the figures stand beside it."""
    share = f"{100 * part / whole:.0f}%" if whole else "0%"
    return format_html(
        '<svg class="bar-svg" aria-hidden="true" width="64" height="14">'
        '<rect class="whole" width="100%" height="100%"/>'
        '<rect class="part" width="{}" height="100%"/></svg>',
        share,
    )

"""How reports look: the chip of their standing."""

from __future__ import annotations

from typing import Any

from django import template

from giaoban.core.templatetags.look import chip
from giaoban.reporting.enums import Standing

register = template.Library()
_CHIPS = {
    Standing.NOT_YET_DUE: "new",
    Standing.DUE: "soon",
    Standing.OVERDUE: "late",
    Standing.SUBMITTED: "wait",
    Standing.SENT_BACK: "back",
    Standing.ACCEPTED: "done",
}


@register.inclusion_tag("core/tags/chip.html")
def standing_chip(standing: Standing) -> dict[str, Any]:
    """Show how a report stands as icon and word."""
    return chip(_CHIPS[standing], str(standing.label))

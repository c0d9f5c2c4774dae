"""Tags for figures and their drawings; docs/design-system.md shows the HTML they write."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template import Library

from giaoban.reporting.combining import written

if TYPE_CHECKING:
    from decimal import Decimal

    from giaoban.reporting.charts import Bars, Drawing

register = Library()


@register.filter
def figure(value: Decimal | None, decimals: int = 0) -> str:
    """Write a figure with so many decimals: 1.234,5; a dash for what is not known."""
    return written(value, int(decimals))


@register.inclusion_tag("reporting/charts/small_bars.html")
def small_bars(bars: Bars) -> dict[str, Any]:
    """Draw small bars for a line of a table."""
    return {"bars": bars}


@register.inclusion_tag("reporting/charts/drawing.html")
def drawing(picture: Drawing, unit: str) -> dict[str, Any]:
    """Draw columns or a line over periods; the table with the same figures is the page's."""
    return {"picture": picture, "unit": unit}

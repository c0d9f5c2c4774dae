"""Tags of what stands around every page, written by plain functions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.template import Library
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString

from giaoban.core.paging import COUNTED
from giaoban.core.templatetags.look import icon, vnnumber

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

register = Library()


@register.simple_tag
def nav_groups(groups: Iterable[Mapping[str, Any]]) -> SafeString:
    """Write the groups of the side navigation, each a list under its heading."""
    parts = []
    for group in groups:
        if group["label"]:
            parts.append(f"<h2>{conditional_escape(group['label'])}</h2>")
        lines = "".join(map(_line, group["entries"]))
        parts.append(f'<ul class="list">{lines}</ul>')
    return SafeString("".join(parts))


def _line(item: Mapping[str, Any]) -> str:
    current = ' aria-current="page"' if item.get("current") else ""
    drawn = icon(item["icon"]) if item.get("icon") else ""
    label, url = conditional_escape(item["label"]), conditional_escape(item["url"])
    return (
        f'<li><a href="{url}"{current}>{drawn}<span>{label}</span>'
        f"{_number(item.get('count'), item.get('count_label'))}</a></li>"
    )


def _number(count: int | None, label: Any) -> str:
    if not count:
        return ""
    words = f'<span class="vh"> {conditional_escape(label)}</span>' if label else ""
    more = "+" if count > COUNTED else ""
    return f' <span class="n">{vnnumber(min(count, COUNTED))}{more}{words}</span>'

"""Tags and filters of the design system; docs/design-system.md shows the HTML they write."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any, cast

from django import forms
from django.core.paginator import Page
from django.template import Context, Library, TemplateSyntaxError
from django.templatetags.static import static
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from giaoban.core import fields

register = Library()

WEEKDAYS = (
    _("Thứ hai"),
    _("Thứ ba"),
    _("Thứ tư"),
    _("Thứ năm"),
    _("Thứ sáu"),
    _("Thứ bảy"),
    _("Chủ nhật"),
)

ICONS = frozenset(
    [
        "ask",
        "back",
        "bell",
        "bodies",
        "book",
        "brand",
        "clock",
        "copy",
        "desk",
        "directive",
        "doing",
        "done",
        "download",
        "file",
        "find",
        "globe",
        "graph",
        "home",
        "late",
        "lock",
        "menu",
        "merge",
        "new",
        "next",
        "pen",
        "person",
        "plus",
        "print",
        "sent",
        "soon",
        "split",
        "stop-done",
        "stop-next",
        "stop-now",
        "task",
        "undo",
        "upload",
        "view",
        "wait",
        "watch",
        "x",
        "pips-1",
        "pips-2",
        "pips-3",
        "pips-4",
        "pips-5",
        "pips-6",
    ]
)
# Drawings that take their size from a class of their own; every other icon is as high as a letter.
SIZED = {"brand": "mark-brand", "stop-done": "stop", "stop-next": "stop", "stop-now": "stop"}
PADDED_MONTHS = 2


@dataclass(frozen=True, slots=True)
class Status:
    """Say how a status looks: its icon, its usual words, and its kind of chip."""

    icon: str
    words: str | Promise
    kind: str = ""


STATUSES = {
    "new": Status("new", _("Mới giao")),
    "doing": Status("doing", _("Đang làm")),
    "soon": Status("soon", _("Sắp đến hạn"), "soon"),
    "late": Status("late", _("Quá hạn"), "late"),
    "wait": Status("wait", _("Chờ kiểm chứng"), "hand"),
    "hand": Status("wait", _("Chờ xem"), "hand"),
    "done": Status("done", _("Xong"), "done"),
    "sent": Status("sent", _("Đã gửi")),
    "back": Status("undo", _("Trả lại")),
    "known": Status("book", _("Đã có trong sổ"), "done"),
    "accepted": Status("done", _("Đã nhận"), "done"),
    "dismissed": Status("x", _("Đã bỏ")),
    "unknown": Status("ask", _("Chưa rõ"), "soon"),
    "failed": Status("late", _("Không thành công"), "late"),
    "queued": Status("clock", _("Đang chờ lượt")),
    "running": Status("doing", _("Đang chạy")),
    "locked": Status("lock", _("Đã khóa")),
}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """Draw an icon of the sprite; without a label it is hidden from screen readers.

    Raises:
        TemplateSyntaxError: the sprite has no icon of that name.
    """
    kind, href = _drawing(name)
    if label:
        return format_html(
            '<svg class="{}" role="img" aria-label="{}"><use href="{}"/></svg>', kind, label, href
        )
    return _hidden(name)


@cache
def _drawing(name: str) -> tuple[str, str]:
    """Return the class of an icon and where it is drawn; the files' names last as the process."""
    if name not in ICONS:
        raise TemplateSyntaxError(f"No icon {name!r}; there are {', '.join(sorted(ICONS))}")
    kind = "pips" if name.startswith("pips") else SIZED.get(name, "i")
    return kind, f"{static('core/icons.svg')}#{name}"


@cache
def _hidden(name: str) -> SafeString:
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}"/></svg>', *_drawing(name))


@register.simple_tag
def chip(status: str, words: str | Promise = "") -> SafeString:
    """Show a status as icon and word; `words` stand in place of its usual ones.

    Raises:
        TemplateSyntaxError: `status` is not a key of STATUSES.
    """
    found = STATUSES.get(str(status))
    if found is None:
        raise TemplateSyntaxError(f"No status {status!r}; there are {', '.join(STATUSES)}")
    kind = f" chip-{found.kind}" if found.kind else ""
    said = conditional_escape(cast("str", words or found.words))
    return SafeString(f'<span class="chip{kind}">{_hidden(found.icon)}{said}</span>')


@register.simple_tag
def field(bound: forms.BoundField, *, wide: bool = False, optional: bool = True) -> SafeString:
    """Show a form's field whole: label, control, help and errors, tied for screen readers.

    `optional=False` leaves out the word "(optional)", as filters do.
    """
    return fields.whole(bound, wide=wide, optional=optional)


@register.inclusion_tag("core/tags/form_errors.html")
def form_errors(form: forms.BaseForm) -> dict[str, Any]:
    """Say above a form what is wrong with it as a whole; silent when nothing is."""
    return {"form": form}


@register.inclusion_tag("core/tags/pager.html", takes_context=True)
def pager(context: Context, page: Page[Any]) -> dict[str, Any]:
    """Link the pages of a list, keeping the filters of the address."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
    return {
        "page": page,
        "numbers": list(numbers),
        "ellipsis": page.paginator.ELLIPSIS,
        "request": context.get("request"),
    }


@register.inclusion_tag("core/tags/empty.html")
def empty(text: str, url: str = "", action: str = "") -> dict[str, str]:
    """Say in a sentence that there is nothing, and offer the next step."""
    return {"text": text, "url": url, "action": action}


@register.filter
def clipped(text: str | None, most: int) -> str:
    """Cut a text that is longer than so many letters; the last of them is then an ellipsis.

    >>> clipped("nhiệm vụ", 8), clipped("nhiệm vụ", 6), clipped(None, 6)
    ('nhiệm vụ', 'nhiệm…', '')
    """
    words = text or ""
    return words if len(words) <= most else f"{words[: most - 1]}…"


@register.filter
def full_stop(text: str) -> str:
    """End what a person typed as a sentence ends, with one full stop.

    >>> full_stop("Gửi bản giấy"), full_stop("Gửi bản giấy. "), full_stop("Vì sao?")
    ('Gửi bản giấy.', 'Gửi bản giấy.', 'Vì sao?')
    """
    said = str(text).strip()
    return said if said.endswith((".", "!", "?", "…")) else f"{said}."


@register.filter
def vnday(value: dt.date | None) -> str:
    """Write a day as official papers do: 08/4/2022, 04/02/2022; an unknown one is a dash.

    Days below 10 and months 1 and 2 get a nought (NĐ 30/2020, Phụ lục I, II.4).

    >>> vnday(dt.date(2022, 4, 8)), vnday(dt.date(2022, 1, 12)), vnday(None)
    ('08/4/2022', '12/01/2022', '–')
    """
    if value is None or value == "":
        return "–"
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        value = timezone.localtime(value)
    month = f"{value.month:02}" if value.month <= PADDED_MONTHS else str(value.month)
    return f"{value.day:02}/{month}/{value.year}"


@register.filter
def weekday(value: dt.date) -> str:
    """Say the day of the week within a sentence, where English alone has a capital letter.

    >>> weekday(dt.date(2022, 4, 8))
    'thứ sáu'
    """
    words = str(WEEKDAYS[value.weekday()])
    return words if (get_language() or "vi").startswith("en") else words.lower()


@register.filter
def vnmoment(value: dt.datetime | None) -> str:
    """Write a moment as day and time, 08/4/2022, 14:05, in the site's own time zone."""
    if value is None or value == "":
        return "–"
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"{vnday(local)}, {local:%H:%M}"


@register.filter
def vnnumber(value: float | Decimal | None) -> str:
    """Write a number with the marks of the page's language: 1.234,5; null is a dash, not 0.

    >>> vnnumber(1234.5), vnnumber(0), vnnumber(None)
    ('1.234,5', '0', '–')
    """
    if value is None or value == "":
        return "–"
    text = f"{value:,}"
    if (get_language() or "vi").startswith("en"):
        return text
    return text.translate(str.maketrans(",.", ".,"))


class Counted(int):
    """A number to count with, that writes itself with the marks of the page's language."""

    def __str__(self) -> str:
        """Return 10.000, or 10,000 in English."""
        return vnnumber(int(self))


@register.filter
def counted(value: int) -> Counted:
    """Return a number for the plural of a sentence that says it: `count n=rows|length|counted`.

    >>> str(counted(10000)), counted(1) == 1
    ('10.000', True)
    """
    return Counted(value)


@register.filter
def as_cell(value: Any) -> str:
    """Write a cell of a register: days as papers do, nothing for None.

    >>> as_cell(dt.date(2022, 3, 4)), as_cell(None), as_cell(12)
    ('04/3/2022', '', '12')
    """
    if value is None:
        return ""
    return vnday(value) if isinstance(value, dt.date) else str(value)

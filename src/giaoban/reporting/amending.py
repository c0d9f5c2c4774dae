"""What of a closed line can be corrected, and how its values are written down."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from giaoban.core.errors import Refused
from giaoban.core.folding import fold
from giaoban.core.templatetags.look import vnday
from giaoban.reporting import numerals
from giaoban.reporting.enums import LineKind
from giaoban.reporting.models import ClosedLine
from giaoban.work.enums import TaskState, Timeliness

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrOrPromise

    from giaoban.reporting.models import Amendment

LABELS: dict[str, StrOrPromise] = {
    "state": gettext_lazy("tình trạng"),
    "timeliness": gettext_lazy("tiến độ so với hạn"),
    "percent": gettext_lazy("tiến độ, %"),
    "done_on": gettext_lazy("ngày hoàn thành"),
    "value": gettext_lazy("giá trị"),
    "denominator": gettext_lazy("mẫu số"),
    "text": gettext_lazy("nội dung"),
}
_OF_TASK = ("state", "timeliness", "percent", "done_on", "text")
_NAMES = {
    LineKind.CARRIED: _OF_TASK,
    LineKind.TASK: _OF_TASK,
    LineKind.INDICATOR: ("value", "denominator", "text"),
}
_WORDS: dict[str, type[TaskState | Timeliness]] = {"state": TaskState, "timeliness": Timeliness}
_NUMBERS = ("percent", "value", "denominator")
_MOST_PERCENT = 100
_DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def names(line: ClosedLine) -> tuple[str, ...]:
    """Return what of the line can be corrected."""
    return _NAMES.get(LineKind(line.kind), ("text",))


def written(value: Any) -> str:
    """Return a value as it is written down: days as ISO, numbers plain, nothing for null.

    >>> written(Decimal("12.5000")), written(Decimal("100")), written(None)
    ('12.5', '100', '')
    """
    if value is None:
        return ""
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, Decimal):
        plain = f"{value:f}"
        return plain.rstrip("0").rstrip(".") if "." in plain else plain
    return str(value)


def as_iso(day: str) -> str:
    """Return a day as offices write it in the form of ISO; anything else as it is.

    >>> as_iso("30/6/2022"), as_iso("2022-06-30"), as_iso("hôm qua")
    ('2022-06-30', '2022-06-30', 'hôm qua')
    """
    found = _DAY.fullmatch(day)
    return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}" if found else day


def parsed(name: str, text: str) -> Any:
    """Return what is written as the column holds it.

    Raises Refused where the column cannot hold it.
    """
    column: Any = ClosedLine._meta.get_field(name)  # noqa: SLF001
    if not text.strip():
        return None if column.null else ""
    try:
        value = column.clean(_as_stored(name, text.strip()), None)
    except (ValidationError, ArithmeticError, ValueError) as trouble:
        raise Refused(_("Giá trị mới không hợp lệ. Hãy xem lại.")) from trouble
    if name == "percent" and value > _MOST_PERCENT:
        raise Refused(_("Tiến độ không thể quá 100%."))
    if name == "denominator" and value == 0:
        raise Refused(_("Mẫu số không thể bằng 0."))
    return value


def _as_stored(name: str, text: str) -> str | Decimal:
    """Return what a person writes as the column reads it: days, numbers and states in words."""
    if name == "done_on":
        return as_iso(text)
    if name in _NUMBERS:
        number = numerals.read(text, english=_is_english())
        if name == "percent" and number != int(number):
            raise ValueError(text)
        return number
    named = {fold(str(label)): value for value, label in words_of(name)}
    return str(named.get(fold(text), text))


def words_of(name: str) -> list[tuple[str, StrOrPromise]]:
    """Return the values that a correction may take, with what they are called; none for others."""
    choices = _WORDS.get(name)
    return list(choices.choices) if choices is not None else []


def _is_english() -> bool:
    return (get_language() or "vi").startswith("en")


def current(line: ClosedLine, kept: Iterable[Amendment] | None = None) -> dict[str, str]:
    """Return the values of a line as they count now: the last correction of each.

    ``kept`` are its corrections in order, where they were read already for many lines at once.
    """
    found = {name: written(getattr(line, name)) for name in names(line)}
    corrections = line.amendments.all() if kept is None else kept
    return found | {each.field_name: each.new for each in corrections}


def shown(name: str, text: str) -> str:
    """Return a written value as a person reads it."""
    choices = _WORDS.get(name)
    if choices is not None and text in choices.values:
        return str(choices(text).label)
    if name == "done_on" and text:
        return vnday(dt.date.fromisoformat(text))
    if name in _NUMBERS and text:
        return numerals.written(Decimal(text), english=_is_english())
    return text or "–"

"""What is wrong with a member of a request, in the caller's language: pydantic speaks English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

_SAID: dict[str, StrOrPromise] = {
    "missing": gettext_lazy("Thiếu mục này."),
    "extra_forbidden": gettext_lazy("Không có mục nào tên như vậy."),
    "string_type": gettext_lazy("Phải là chuỗi ký tự."),
    "string_too_short": gettext_lazy("Phải có ít nhất %(min_length)s ký tự."),
    "string_too_long": gettext_lazy("Không được dài quá %(max_length)s ký tự."),
    "too_short": gettext_lazy("Phải có ít nhất %(min_length)s phần tử."),
    "too_long": gettext_lazy("Không được quá %(max_length)s phần tử."),
    "greater_than_equal": gettext_lazy("Phải từ %(ge)s trở lên."),
    "less_than_equal": gettext_lazy("Không được lớn hơn %(le)s."),
    "enum": gettext_lazy("Phải là một trong các giá trị: %(expected)s."),
    "literal_error": gettext_lazy("Phải là một trong các giá trị: %(expected)s."),
    "decimal_max_digits": gettext_lazy("Không được quá %(max_digits)s chữ số."),
    "decimal_max_places": gettext_lazy("Không được quá %(decimal_places)s chữ số thập phân."),
    "value_error": gettext_lazy("Chuỗi ký tự không được chứa ký tự U+0000."),
}
# Where the name of a fault begins like this; longer ones stand first.
_BEGINNINGS: tuple[tuple[str, StrOrPromise], ...] = (
    ("int_", gettext_lazy("Phải là số nguyên.")),
    ("decimal_", gettext_lazy("Phải là số, ví dụ 12.5.")),
    ("finite_number", gettext_lazy("Phải là số, ví dụ 12.5.")),
    ("bool_", gettext_lazy("Phải là true hoặc false.")),
    ("datetime_", gettext_lazy("Phải là thời điểm, ví dụ 2026-06-10T08:00:00+07:00.")),
    ("date_", gettext_lazy("Phải là ngày, ví dụ 2026-06-10.")),
    ("list_", gettext_lazy("Phải là danh sách.")),
    ("dict_", gettext_lazy("Phải là một đối tượng JSON.")),
    ("model_", gettext_lazy("Phải là một đối tượng JSON.")),
)


def said(fault: Mapping[str, Any]) -> str:
    """Return a fault in words; one that is not known is told to be wrong, which it is.

    >>> said({"type": "greater_than_equal", "ctx": {"ge": 1}})
    'Phải từ 1 trở lên.'
    """
    kind, given = str(fault["type"]), fault.get("ctx", {})
    # The length of a text that is looked at further is told as that of any value.
    if kind in {"too_short", "too_long"} and given.get("field_type") == "Value":
        kind = f"string_{kind}"
    words = _SAID.get(kind) or next(
        (words for beginning, words in _BEGINNINGS if kind.startswith(beginning)), None
    )
    return str(words) % given if words else _("Giá trị không hợp lệ.")

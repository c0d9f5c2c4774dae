"""Questions about a value (hỏi lại số liệu): impossible ones are refused, odd ones are answered.

Nothing is dropped silently: an impossible value is refused with what to do, a doubtful one is taken
once a person has written why it is right. Questions are derived each time, never stored.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from giaoban.reporting.combining import MISSING, Pair, known, rule_of, shown_value, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from giaoban.reporting.models import Indicator

# A thousand times too much or too little, give or take half an order of magnitude: thousands typed
# for units, or millions for thousands.
_SLIP = (Decimal(300), Decimal(3000))


class Doubt(models.TextChoices):
    """What is odd about a value."""

    HALF = "half", gettext_lazy("Thiếu một nửa tỷ lệ")
    NO_DENOMINATOR = "no_denominator", gettext_lazy("Mẫu số không hợp lệ")
    IMPOSSIBLE = "impossible", gettext_lazy("Ngoài khoảng cho phép")
    LEAP = "leap", gettext_lazy("Thay đổi quá lớn")
    SLIP = "slip", gettext_lazy("Có thể nhầm đơn vị tính")
    SIGN = "sign", gettext_lazy("Đổi dấu")


class Question(NamedTuple):
    """Something odd about a value: what, in words with what to do, and whether it is refused."""

    doubt: Doubt
    text: str
    refuses: bool = False


def about(indicator: Indicator, given: Pair, before: Pair = MISSING) -> list[Question]:
    """Return what has to be asked about a value; ``before`` is that of the last period known.

    What is refused comes alone: there is no sense in asking about a leap to what cannot be.
    """
    refused = list(_impossible(indicator, given))
    if refused:
        return refused
    rule = rule_of(indicator)
    if not known(given, rule) or not known(before, rule):
        return []
    now, then = shown_value(given, rule), shown_value(before, rule)
    if now is None or then is None:
        return []
    odd = _odd(indicator, now, then)
    return [odd] if odd is not None else []


def _impossible(indicator: Indicator, given: Pair) -> Iterator[Question]:
    rule = rule_of(indicator)
    if rule.is_ratio:
        yield from _broken(indicator, given)
    value = shown_value(given, rule)
    if value is None:
        return
    low, high = indicator.lowest, indicator.highest
    facts = {"value": _said(indicator, value)}
    if low is not None and value < low:
        facts["bound"] = _said(indicator, low)
        words = _(
            "%(value)s nhỏ hơn mức thấp nhất có thể (%(bound)s). Hãy kiểm tra lại số đã nhập."
        )
        yield Question(Doubt.IMPOSSIBLE, words % facts, refuses=True)
    if high is not None and value > high:
        facts["bound"] = _said(indicator, high)
        words = _("%(value)s lớn hơn mức cao nhất có thể (%(bound)s). Hãy kiểm tra lại số đã nhập.")
        if rule.is_ratio and rule.factor == high:
            words = _("%(value)s: tử số lớn hơn mẫu số. Hãy kiểm tra xem có nhập đảo hai số không.")
        yield Question(Doubt.IMPOSSIBLE, words % facts, refuses=True)


def _broken(indicator: Indicator, given: Pair) -> Iterator[Question]:
    parts = {"numerator": indicator.numerator, "denominator": indicator.denominator}
    if (given.value is None) != (given.denominator is None):
        words = _(
            "Chỉ tiêu này cần cả hai số: “%(numerator)s” và “%(denominator)s”."
            " Hãy nhập đủ, hoặc để trống cả hai khi chưa có số liệu."
        )
        yield Question(Doubt.HALF, words % parts, refuses=True)
    elif given.denominator is not None and given.denominator <= 0:
        words = _(
            "Mẫu số “%(denominator)s” phải lớn hơn 0. Nếu trong kỳ không phát sinh, hãy để trống"
            " cả hai số và ghi rõ vào phần giải thích."
        )
        yield Question(Doubt.NO_DENOMINATOR, words % parts, refuses=True)


def _odd(indicator: Indicator, now: Decimal, then: Decimal) -> Question | None:
    facts = {"now": _said(indicator, now), "then": _said(indicator, then)}
    if not then or not now:
        return None
    if now * then < 0:
        words = _("Kỳ trước là %(then)s, kỳ này là %(now)s: dấu đã đổi. Số này có đúng không?")
        return Question(Doubt.SIGN, words % facts)
    times = max(now / then, then / now)
    if _SLIP[0] <= times <= _SLIP[1]:
        words = _(
            "Kỳ trước là %(then)s, kỳ này là %(now)s: chênh nhau khoảng một nghìn lần."
            " Có nhầm đơn vị tính không?"
        )
        return Question(Doubt.SLIP, words % facts)
    change = abs(now - then) * 100 / abs(then)
    if indicator.leap is not None and change > indicator.leap:
        facts["change"] = written(change)
        words = _("Kỳ trước là %(then)s, kỳ này là %(now)s: thay đổi %(change)s %%. Vì sao?")
        return Question(Doubt.LEAP, words % facts)
    return None


def _said(indicator: Indicator, value: Decimal) -> str:
    return f"{written(value, indicator.decimals)} {indicator.unit}"

"""Acts on indicators: define, change, retire, take up again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.core import audit, search
from giaoban.core.errors import Refused
from giaoban.core.folding import fold
from giaoban.core.locks import claim
from giaoban.reporting import providers
from giaoban.reporting.combining import rule_of
from giaoban.reporting.models import Indicator
from giaoban.reporting.permissions import INDICATOR

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from giaoban.bodies.models import Body
    from giaoban.core.policies import Actor

KIND = "indicator"
# What closed figures were told by: changed afterwards, they would say something else.
FROZEN = ("unit", "numerator", "denominator", "every", "over_periods", "over_bodies", "provider")


@transaction.atomic
def define(*, by: Actor, at: dt.datetime, bodies: Iterable[Body], **given: Any) -> Indicator:
    """Define an indicator; ``given`` are its fields."""
    INDICATOR.require(by, "define")
    row = Indicator(**given)
    _settle(row)
    row.save()
    _index(row)
    row.bodies.set(bodies)
    audit.record("reporting.indicator.define", by=by, at=at, subject=row, facts={"code": row.code})
    return row


@transaction.atomic
def change(
    *,
    by: Actor,
    at: dt.datetime,
    indicator: Indicator,
    version: int,
    bodies: Iterable[Body],
    **given: Any,
) -> Indicator:
    """Change an indicator; what closed figures were told by is refused (see ``FROZEN``)."""
    INDICATOR.require(by, "change", indicator)
    claim(indicator, version)
    changed = [name for name, value in given.items() if getattr(indicator, name) != value]
    if set(changed) & set(FROZEN) and is_closed(indicator):
        raise Refused(
            _(
                "Chỉ tiêu đã có số liệu ở kỳ đã chốt nên không đổi được đơn vị tính, kỳ, nguồn và"
                " cách gộp. Hãy ngừng dùng chỉ tiêu này rồi lập chỉ tiêu mới."
            )
        )
    for name, value in given.items():
        setattr(indicator, name, value)
    _settle(indicator)
    indicator.save()
    _index(indicator)
    indicator.bodies.set(bodies)
    facts = {"changed": changed}
    audit.record("reporting.indicator.change", by=by, at=at, subject=indicator, facts=facts)
    return indicator


def _index(row: Indicator) -> None:
    search.put(KIND, row.pk, title=row.name, identifier=row.code, words=row.unit)


def is_closed(indicator: Indicator) -> bool:
    """Tell whether some of the indicator's values stand in a closed period."""
    return indicator.values.filter(period__closed_at__isnull=False).exists()


def _settle(row: Indicator) -> None:
    """Write what it is found by; refuse rules that do not stand together, and a taken code."""
    row.folded = fold(f"{row.code} {row.name}")[:300]
    if not rule_of(row).holds_together:
        raise Refused(
            _(
                "Chỉ tiêu là tỷ lệ thì gộp các cơ quan phải là Tỷ lệ Σ/Σ; gộp các kỳ cũng vậy,"
                " hoặc lấy kỳ mới nhất. Gộp các cơ quan không có “mới nhất”."
            )
        )
    if row.is_ratio and not (row.numerator and row.denominator):
        raise Refused(_("Chỉ tiêu là tỷ lệ thì phải ghi tử số và mẫu số là gì."))
    if not row.is_ratio:
        row.numerator = row.denominator = ""
    if Indicator.objects.filter(code=row.code).exclude(pk=row.pk).exists():
        raise Refused(_("Mã %(code)s đã dùng cho chỉ tiêu khác.") % {"code": row.code})
    _check_provider(row)


def _check_provider(row: Indicator) -> None:
    if not row.provider:
        return
    provider = providers.get(row.provider)
    if provider is None:
        raise Refused(_("Hệ thống không có nguồn tự động này."))
    if provider.is_ratio != row.is_ratio:
        raise Refused(
            _("Nguồn tự động này cho tỷ lệ, nên phải gộp theo tỷ lệ Σ/Σ.")
            if provider.is_ratio
            else _("Nguồn tự động này cho một số, nên không gộp theo tỷ lệ Σ/Σ được.")
        )


@transaction.atomic
def retire(*, by: Actor, at: dt.datetime, indicator: Indicator, version: int, reason: str) -> None:
    """Ask for it no more; what was told stays. Done twice, it is done once."""
    INDICATOR.require(by, "retire", indicator)
    if not reason.strip():
        raise Refused(_("Hãy ghi lý do ngừng dùng chỉ tiêu."))
    if not indicator.is_active:
        return
    claim(indicator, version)
    indicator.is_active = False
    indicator.save(update_fields=["is_active"])
    facts = {"reason": reason.strip()}
    audit.record("reporting.indicator.retire", by=by, at=at, subject=indicator, facts=facts)


@transaction.atomic
def revive(*, by: Actor, at: dt.datetime, indicator: Indicator, version: int) -> None:
    """Ask for it again."""
    INDICATOR.require(by, "retire", indicator)
    if indicator.is_active:
        return
    claim(indicator, version)
    indicator.is_active = True
    indicator.save(update_fields=["is_active"])
    audit.record("reporting.indicator.revive", by=by, at=at, subject=indicator)

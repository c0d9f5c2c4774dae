"""Acts on what indicators shall reach: set, drop, take over from the year before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from giaoban.core import audit
from giaoban.core.errors import Conflict, Refused
from giaoban.core.locks import claim
from giaoban.reporting.combining import plain
from giaoban.reporting.models import Period, Target
from giaoban.reporting.permissions import INDICATOR, TARGET

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from giaoban.bodies.models import Body
    from giaoban.core.policies import Actor
    from giaoban.reporting.models import Indicator


@transaction.atomic
def aim(
    *,
    by: Actor,
    at: dt.datetime,
    indicator: Indicator,
    period: Period,
    target: Decimal | None,
    baseline: Decimal | None,
    body: Body | None = None,
    version: int = 0,
) -> None:
    """Set what shall be reached in a period, by a body or the whole; two empty figures drop it.

    ``version`` is that of the row as the person saw it, 0 where there was none.
    """
    TARGET.require(by, "aim")
    INDICATOR.require(by, "aim", indicator)
    # What is sent upward of a closed period sets its figures against its targets.
    if Period.objects.select_for_update().get(pk=period.pk).is_closed:
        raise Refused(_("%(period)s đã chốt nên không đổi mục tiêu được.") % {"period": period})
    row = Target.objects.filter(indicator=indicator, period=period, body=body).first()
    if row is not None and (row.target, row.baseline) == (target, baseline):
        return
    if row is None and target is None and baseline is None:
        return
    if (row.version if row is not None else 0) != version:
        raise Conflict(_("Người khác vừa đặt mục tiêu này. Hãy xem lại trước khi lưu."))
    facts = _aimed(period, body, row, target, baseline)
    if target is None and baseline is None:
        if row is not None:
            row.delete()
        audit.record("reporting.indicator.drop_aim", by=by, at=at, subject=indicator, facts=facts)
        return
    if row is None:
        row = Target(indicator=indicator, period=period, body=body)
    else:
        claim(row, version)
    row.target, row.baseline = target, baseline
    row.save()
    audit.record("reporting.indicator.aim", by=by, at=at, subject=indicator, facts=facts)


def _aimed(
    period: Period,
    body: Body | None,
    row: Target | None,
    target: Decimal | None,
    baseline: Decimal | None,
) -> dict[str, Any]:
    before = (row.target, row.baseline) if row is not None else (None, None)
    return {
        "period": period.pk,
        "body": body.pk if body is not None else None,
        "before": [plain(each) for each in before],
        "after": [plain(target), plain(baseline)],
    }


@transaction.atomic
def copy_aims(*, by: Actor, at: dt.datetime, indicator: Indicator, into: list[Period]) -> int:
    """Take the targets of the year before into these periods where none is set; return how many.

    What was the target becomes the baseline nowhere: a baseline is copied as it stands.
    """
    INDICATOR.require(by, "aim", indicator)
    places = {(p.calendar_id, p.year - 1, p.ordinal): p for p in into}
    rows = Target.objects.filter(
        indicator=indicator, period__year__in={year for _calendar, year, _ordinal in places}
    )
    taken = set(
        Target.objects.filter(indicator=indicator, period__in=into).values_list("period", "body")
    )
    made = []
    for row in rows.select_related("period"):
        period = places.get((row.period.calendar_id, row.period.year, row.period.ordinal))
        if period is None or period.is_closed or (period.pk, row.body_id) in taken:
            continue
        made.append(
            Target(
                indicator=indicator,
                period=period,
                body_id=row.body_id,
                target=row.target,
                baseline=row.baseline,
            )
        )
    Target.objects.bulk_create(made)
    if made:
        facts = {"periods": [p.pk for p in into], "made": len(made)}
        audit.record("reporting.indicator.copy_aims", by=by, at=at, subject=indicator, facts=facts)
    return len(made)

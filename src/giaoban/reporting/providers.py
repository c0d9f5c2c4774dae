"""Values that the system knows itself (nguồn tự động): nobody types what can be counted.

A provider computes on demand, for many periods in one query; when a period is closed its values are
stored (``actions.indicators.store_provided``) and move no more.
"""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Count, F, Min, Q
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giaoban.directives.models import Relation
from giaoban.directives.permissions import relations as RELATIONS  # noqa: N812 (a policy)
from giaoban.directives.queries import CHAIN
from giaoban.reporting.combining import Pair
from giaoban.work.models import Task
from giaoban.work.models.tasks import DONE, NOT_YET_GIVEN
from giaoban.work.permissions import tasks as TASKS  # noqa: N812 (a policy)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

    from django.db.models import QuerySet
    from django_stubs_ext import StrOrPromise

    from giaoban.core.policies import Actor
    from giaoban.reporting.models import Period

    Values = Mapping[tuple[int, int], Pair]
    Compute = Callable[[Sequence[Period], Collection[int]], Values]
    Rows = Callable[[Period, int, Actor], Iterable["Counted"]]
    Told = Iterable[tuple[int, dt.date, int]]


class Counted(NamedTuple):
    """A row that a value counts: what it is, where it stands, its day, and how it counts."""

    text: str
    url: str
    day: dt.date | None
    said: str = ""


class Provider(NamedTuple):
    """A source of values: its key, its name, what computes, and the rows that it counts.

    ``compute(periods, bodies)`` returns values by (period, body); what it leaves out is not known.
    ``rows(period, body, by)`` returns what the person may see of the rows counted.
    """

    key: str
    label: StrOrPromise
    compute: Compute
    rows: Rows
    is_ratio: bool = False


_providers: dict[str, Provider] = {}


def register(provider: Provider) -> Provider:
    """Make a provider known by its key; a key is taken once."""
    if provider.key in _providers:
        raise ValueError(f"provider {provider.key!r} is registered already")
    _providers[provider.key] = provider
    return provider


def get(key: str) -> Provider | None:
    """Return the provider of a key; None where there is none (any more)."""
    return _providers.get(key)


def registered() -> list[Provider]:
    """Return all providers, in the order in which they were made known."""
    return list(_providers.values())


def _bucket(told: Told, periods: Sequence[Period]) -> Counter[tuple[int, int]]:
    """Return how many fall into each period, by (period, body); both days of the cut count."""
    found: Counter[tuple[int, int]] = Counter()
    for body, day, count in told:
        for period in periods:
            if period.data_from <= day <= period.data_to:
                found[period.pk, body] += count
    return found


def _counts(told: Told, periods: Sequence[Period], bodies: Collection[int]) -> Values:
    """Return a count for every period and body: the system knows that nothing is 0."""
    found = _bucket(told, periods)
    return {(p.pk, body): Pair(Decimal(found[p.pk, body])) for p in periods for body in bodies}


def _span(periods: Sequence[Period]) -> tuple[dt.date, dt.date]:
    return min(each.data_from for each in periods), max(each.data_to for each in periods)


# --- tasks -------------------------------------------------------------------------------------

_GIVEN = Task.objects.exclude(state__in=NOT_YET_GIVEN)
_DONE = Task.objects.filter(state__in=DONE)
_ON_TIME = Q(state__in=DONE, done_on__lte=F("first_due_on"))


def task_url(task: Task) -> str:
    """Return where a task is shown."""
    return reverse("work:record", args=[task.pk])


def _by_day(
    rows: QuerySet[Task], day: str, bodies: Collection[int]
) -> Iterator[tuple[int, dt.date, int]]:
    grouped = rows.filter(lead__in=bodies).order_by().values_list("lead", day)
    for lead, on, count in grouped.annotate(n=Count("pk")):
        if lead is not None and on is not None:
            yield lead, on, count


def _given(periods: Sequence[Period], bodies: Collection[int]) -> Values:
    rows = _GIVEN.annotate(given_on=TruncDate("assigned_at")).filter(given_on__range=_span(periods))
    return _counts(_by_day(rows, "given_on", bodies), periods, bodies)


def _seen(by: Actor, body: int) -> QuerySet[Task]:
    """Return the tasks of the body that the person may see, once they were given."""
    return TASKS.scope(by).filter(lead=body).exclude(state__in=NOT_YET_GIVEN)


def _days(period: Period) -> tuple[dt.date, dt.date]:
    return period.data_from, period.data_to


def _given_rows(period: Period, body: int, by: Actor) -> Iterator[Counted]:
    rows = _seen(by, body).annotate(given_on=TruncDate("assigned_at"))
    for task in rows.filter(given_on__range=_days(period)).order_by("given_on", "pk"):
        yield Counted(task.title, task_url(task), task.given_on, task.get_state_display())


def _done(periods: Sequence[Period], bodies: Collection[int]) -> Values:
    rows = _DONE.filter(done_on__range=_span(periods))
    return _counts(_by_day(rows, "done_on", bodies), periods, bodies)


def _done_rows(period: Period, body: int, by: Actor) -> Iterator[Counted]:
    rows = _seen(by, body).filter(state__in=DONE, done_on__range=_days(period))
    for task in rows.order_by("done_on", "pk"):
        yield Counted(task.title, task_url(task), task.done_on, task.get_state_display())


def _on_time(periods: Sequence[Period], bodies: Collection[int]) -> Values:
    """Return tasks done by their first deadline, of those whose first deadline fell in the period.

    Counted by deadline, not by the day of completion: what is never done counts as not on time.
    """
    due = _GIVEN.filter(first_due_on__range=_span(periods))
    all_due = _bucket(_by_day(due, "first_due_on", bodies), periods)
    kept = _bucket(_by_day(due.filter(_ON_TIME), "first_due_on", bodies), periods)
    return {key: Pair(Decimal(kept[key]), Decimal(n)) for key, n in all_due.items()}


def _due_rows(period: Period, body: int, by: Actor) -> Iterator[Counted]:
    rows = _seen(by, body).filter(first_due_on__range=_days(period))
    in_time = set(rows.filter(_ON_TIME).values_list("pk", flat=True))
    for task in rows.order_by("first_due_on", "pk"):
        said = gettext("đúng hạn đầu tiên") if task.pk in in_time else gettext("không đúng hạn")
        yield Counted(task.title, task_url(task), task.first_due_on, said)


# --- directives --------------------------------------------------------------------------------


def _plans(periods: Sequence[Period], bodies: Collection[int]) -> Values:
    """Return how many directives got the body's own paper in the period; the first one counts."""
    rows = Relation.objects.filter(kind__in=CHAIN, origin__issuer_body__in=bodies)
    firsts = rows.order_by().values_list("origin__issuer_body", "target")
    told = firsts.annotate(first=Min("origin__issued_on")).filter(first__range=_span(periods))
    return _counts(
        ((body, first, 1) for body, _target, first in told if body and first), periods, bodies
    )


def _plan_rows(period: Period, body: int, by: Actor) -> Iterator[Counted]:
    seen = RELATIONS.scope(by).filter(kind__in=CHAIN, origin__issuer_body=body)
    told: set[int] = set()
    for row in seen.select_related("origin", "target").order_by("origin__issued_on", "pk"):
        day = row.origin.issued_on
        if row.target_id in told or day is None:
            continue
        told.add(row.target_id)
        if period.data_from <= day <= period.data_to:
            url = reverse("directives:record", args=[row.origin_id])
            yield Counted(str(row.target), url, day, str(row.origin))


register(Provider("tasks_given", _("Số nhiệm vụ được giao trong kỳ"), _given, _given_rows))
register(Provider("tasks_done", _("Số nhiệm vụ hoàn thành trong kỳ"), _done, _done_rows))
register(
    Provider(
        "tasks_on_time",
        _("Tỷ lệ nhiệm vụ đến hạn trong kỳ được hoàn thành đúng hạn"),
        _on_time,
        _due_rows,
        is_ratio=True,
    )
)
register(
    Provider(
        "directives_planned",
        _("Số văn bản chỉ đạo đã có văn bản thực hiện của cơ quan"),
        _plans,
        _plan_rows,
    )
)

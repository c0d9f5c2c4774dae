"""Make calendars, periods, reports and their rows."""

from __future__ import annotations

import datetime as dt

import factory
from factory.django import DjangoModelFactory

from giaoban.core.folding import fold
from giaoban.reporting.enums import Aspect, PeriodKind, ReportState, RowKind
from giaoban.reporting.models import Calendar, Indicator, Period, Report, ReportRow
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BlocFactory, BodyFactory
from tests.factories.work import TaskFactory

AT = dt.datetime(2022, 6, 16, 1, tzinfo=dt.UTC)


class CalendarFactory(DjangoModelFactory):
    """Make a calendar of quarters as NĐ 09/2019 has them."""

    class Meta:
        model = Calendar

    name = factory.Sequence(lambda at: f"Báo cáo quý ví dụ {at}")
    bloc = factory.SubFactory(BlocFactory)
    kind = PeriodKind.QUARTER
    cut_day = 14
    due_day = 25


class PeriodFactory(DjangoModelFactory):
    """Make the second quarter of 2022."""

    class Meta:
        model = Period

    class Params:
        closed = factory.Trait(
            state="closed",
            closed_at=dt.datetime(2022, 7, 1, 1, tzinfo=dt.UTC),
            closed_by=factory.SubFactory(UserFactory),
        )

    calendar = factory.SubFactory(CalendarFactory)
    name = factory.LazyAttribute(lambda row: f"Quý {row.ordinal} năm {row.year}")
    year = 2022
    ordinal = 2
    first_day = dt.date(2022, 4, 1)
    last_day = dt.date(2022, 6, 30)
    data_from = dt.date(2022, 3, 15)
    data_to = dt.date(2022, 6, 14)
    due_on = dt.date(2022, 6, 25)
    opened_at = None


class ReportFactory(DjangoModelFactory):
    """Make a report that is still to be sent."""

    class Meta:
        model = Report

    class Params:
        submitted = factory.Trait(
            state=ReportState.SUBMITTED, submitted_at=AT, first_submitted_at=AT
        )
        sent_back = factory.Trait(
            submitted=True,
            state=ReportState.SENT_BACK,
            mend="Bổ sung số liệu",
            decided_by=factory.SubFactory(UserFactory),
            decided_at=AT,
        )
        accepted = factory.Trait(
            submitted=True,
            state=ReportState.ACCEPTED,
            decided_by=factory.SubFactory(UserFactory),
            decided_at=AT,
        )

    period = factory.SubFactory(PeriodFactory)
    body = factory.SubFactory(BodyFactory)


class IndicatorFactory(DjangoModelFactory):
    """Make an indicator that is counted."""

    class Meta:
        model = Indicator

    name = factory.Sequence(lambda at: f"Số mô hình ví dụ {at}")
    folded = factory.LazyAttribute(lambda row: fold(row.name))
    code = factory.Sequence(lambda at: f"VD{at:03}")
    unit = "mô hình"


class ReportRowFactory(DjangoModelFactory):
    """Make a narrative of results."""

    class Meta:
        model = ReportRow

    class Params:
        of_task = factory.Trait(kind=RowKind.TASK, aspect="", task=factory.SubFactory(TaskFactory))
        of_indicator = factory.Trait(
            kind=RowKind.INDICATOR, aspect="", indicator=factory.SubFactory(IndicatorFactory)
        )

    report = factory.SubFactory(ReportFactory)
    kind = RowKind.NARRATIVE
    aspect = Aspect.RESULTS

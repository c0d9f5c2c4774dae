"""Make targets and values of indicators."""

from __future__ import annotations

from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from giaoban.reporting.models import IndicatorValue, Target
from tests.factories.bodies import BodyFactory
from tests.factories.reporting import AT, IndicatorFactory, PeriodFactory


class TargetFactory(DjangoModelFactory):
    """Aim at ten for the whole."""

    class Meta:
        model = Target

    indicator = factory.SubFactory(IndicatorFactory)
    period = factory.SubFactory(PeriodFactory)
    target = Decimal(10)


class IndicatorValueFactory(DjangoModelFactory):
    """Make a value that a person typed."""

    class Meta:
        model = IndicatorValue

    indicator = factory.SubFactory(IndicatorFactory)
    period = factory.SubFactory(PeriodFactory)
    body = factory.SubFactory(BodyFactory)
    value = Decimal(7)
    origin = "person"
    at = AT

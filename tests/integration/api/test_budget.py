"""Lists of the interface: many rows take as many queries as few; nothing shifts what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from giaoban.bodies.models import Body
from tests.factories.bodies import BodyFactory
from tests.factories.directives import DirectiveFactory
from tests.factories.reporting import PeriodFactory, ReportFactory
from tests.integration.api import matrix

if TYPE_CHECKING:
    from tests.integration.api.conftest import Caller
    from tests.integration.matrix import World


def _fill(world: World) -> str:
    """Add a row of every kind; return the path to the values of its indicator."""
    matrix.given(world, world.own)
    DirectiveFactory()
    ReportFactory(body=BodyFactory())
    PeriodFactory()
    return f"indicators/{matrix.told_by(world.own).pk}/values"


@pytest.mark.parametrize(
    "path", ["bodies", "directives", "tasks", "reports", "periods", "indicators"]
)
def test_rows_cost_no_queries(world: World, office: Caller, path: str) -> None:
    """Five more rows are read with the same number of queries, and few."""
    counted = []
    for more in (1, 5):
        for _each in range(more):
            _fill(world)
        office("GET", path)
        with CaptureQueriesContext(connection) as asked:
            page = office("GET", path).json()
        counted.append(len(asked))
        assert len(page["items"]) >= more
    assert counted[0] == counted[1] <= 6


def test_rows_that_come_and_go_shift_nothing(world: World, office: Caller) -> None:
    """While somebody pages, rows before are removed and others added: none is skipped or twice."""
    made = BodyFactory.create_batch(6)
    first = office("GET", "bodies?limit=4").json()
    seen = [each["id"] for each in first["items"]]
    gone = next(each for each in made if each.pk in seen)
    Body.objects.filter(pk=gone.pk).delete()
    late = BodyFactory()
    cursor = first["next"]
    while cursor:
        page = office("GET", f"bodies?limit=4&cursor={cursor}").json()
        seen += [each["id"] for each in page["items"]]
        cursor = page["next"]
    assert len(seen) == len(set(seen))
    assert set(Body.objects.values_list("pk", flat=True)) | {gone.pk} == set(seen)
    assert late.pk in seen

"""Whatever a program sends, the interface answers as it describes itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from giaoban.core.enums import Role
from tests.factories.reporting import ReportRowFactory
from tests.integration.api import matrix
from tests.integration.api.conftest import secret_of
from tests.integration.matrix.world import make_world

if TYPE_CHECKING:
    from pytest_django.live_server_helper import LiveServer
    from schemathesis import Case


@pytest.mark.django_db(transaction=True)
def test_answers_are_as_described(live_server: LiveServer) -> None:
    """No error of the server, no status or shape that the description does not tell."""
    world = make_world()
    matrix.given(world, world.own)
    ReportRowFactory(report__body=world.own)
    matrix.put_path(world, world.own)
    secret = secret_of(world, world.users[Role.COORDINATOR])
    schema = schemathesis.openapi.from_url(f"{live_server.url}/api/1/openapi.json")
    seen = []
    for found in schema.get_all_operations():
        operation = found.ok()

        # What fits the description may still not be possible now: a body that is none, a state.
        @given(case=operation.as_strategy())
        @settings(
            max_examples=12,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        def holds(case: Case) -> None:
            case.call_and_validate(
                headers={"Authorization": f"Bearer {secret}"},
                excluded_checks=[positive_data_acceptance],
            )

        holds()
        seen.append(operation.label)
    assert len(seen) == len(matrix.ROWS)

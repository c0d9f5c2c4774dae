"""Run a state machine of hypothesis against the database, which each run leaves as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from hypothesis.stateful import RuleBasedStateMachine


def run(acts: type[RuleBasedStateMachine], *, examples: int, steps: int) -> None:
    """Try so many random sequences of acts, each in a transaction that is rolled back."""

    class Undone(acts):  # type: ignore[valid-type, misc]
        """The machine, with nothing left of it."""

        def __init__(self) -> None:
            super().__init__()
            self.transaction = transaction.atomic()
            self.transaction.__enter__()

        def teardown(self) -> None:
            """Roll it back."""
            transaction.set_rollback(True)
            self.transaction.__exit__(None, None, None)

    machine: Any = Undone.TestCase
    machine.settings = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    machine("runTest").runTest()

"""Tasks from before the states: each gets the lead and the state that it had in effect."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import DatabaseError, transaction

from tests import migrating
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.integration.work.people import AT, DUE

if TYPE_CHECKING:
    from collections.abc import Iterator

BEFORE, AFTER = [("work", "0003_guard")], [("work", "0007_group")]


@pytest.fixture
def old(transactional_db: None) -> Iterator[Any]:
    """Stand at the schema of before; come back to that of today, whatever happens."""
    today = migrating.latest()
    try:
        yield migrating.migrate(BEFORE)
    finally:
        migrating.migrate(today)


def _rows(apps: Any) -> dict[str, int]:
    """Make an open task with a lead, one without, and one that was withdrawn."""
    # The tables of accounts and bodies stay as they are today.
    user, body = UserFactory(), BodyFactory()
    made = {}
    for title, state, lead in (
        ("led", "open", True),
        ("bare", "open", False),
        ("gone", "withdrawn", True),
    ):
        task = apps.get_model("work", "Task").objects.create(
            title=title,
            folded=title,
            state=state,
            due_on=DUE,
            first_due_on=DUE,
            reason="a",
            created_by_id=user.pk,
            created_at=AT,
        )
        if lead:
            task.assignments.create(part="lead", body_id=body.pk)
        made[title] = task.pk
    return made


def test_old_tasks_are_given(old: Any) -> None:
    """The open one with a lead is assigned, the other a draft, the withdrawn one stays so."""
    made = _rows(old)
    rows = migrating.migrate(AFTER).get_model("work", "Task").objects.in_bulk(made.values())
    found = {
        title: (rows[pk].state, rows[pk].lead_id is not None, rows[pk].pending)
        for title, pk in made.items()
    }
    assert found == {
        "led": ("assigned", True, 1),
        "bare": ("draft", False, 1),
        "gone": ("withdrawn", True, 0),
    }
    assert rows[made["led"]].assigned_at == AT
    with pytest.raises(DatabaseError, match="never changes"), transaction.atomic():
        type(rows[made["led"]]).objects.filter(pk=made["led"]).update(first_due_on=AT.date())

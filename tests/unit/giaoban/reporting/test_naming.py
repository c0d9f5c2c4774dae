"""What periods are called, in the language of who reads."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from giaoban.reporting import naming
from giaoban.reporting.models import Period

PLANNED = [
    (kind, ordinal) for kind, count in naming.PER_YEAR.items() for ordinal in range(1, count + 1)
]


@pytest.mark.parametrize(("kind", "ordinal"), PLANNED)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_planned_name_is_said_in_the_language_of_who_reads(
    language: str, kind: str, ordinal: int
) -> None:
    """What planning called a period is said as planning would say it to this reader."""
    recorded = naming.on_record(kind, 2026, ordinal)
    with override(language):
        assert naming.called(recorded) == naming.named(kind, 2026, ordinal)
        assert str(Period(name=recorded)) == naming.named(kind, 2026, ordinal)


def test_planned_names_are_told_apart() -> None:
    """No two periods of a year are called the same in either language."""
    for language in ("vi", "en"):
        with override(language):
            names = {naming.named(kind, 2026, ordinal) for kind, ordinal in PLANNED}
        assert len(names) == len(PLANNED)


def test_planning_keeps_the_office_language() -> None:
    """The name on record is Vietnamese, whatever language the planner reads."""
    with override("en"):
        assert naming.on_record("quarter", 2026, 3) == "Quý III năm 2026"


@pytest.mark.parametrize(
    "typed", ["", "Đợt 1", "Quý 2 năm 2022", "Quý III/2026", "Quý V năm 2026", "Quý I năm 20²6"]
)
def test_a_typed_name_stays_as_it_was_typed(typed: str) -> None:
    """What a person called a period is not translated."""
    with override("en"):
        assert naming.called(typed) == typed

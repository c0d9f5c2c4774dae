"""What a drive is said to have measured is true also where requests fail."""

from __future__ import annotations

import pytest

from benchmarks import telling
from benchmarks.people import Driven, Proof, Sample

QUICK_FAILURE = Sample("home", 0, 1, 500)


def _answers(milliseconds: float, many: int = 1, name: str = "home") -> list[Sample]:
    return [Sample(name, 0, milliseconds, 200) for _each in range(many)]


def test_a_failure_is_no_fast_answer_of_the_tender() -> None:
    """What failed is counted beside the slowest answer, and is not one itself."""
    slow_failure = Sample("search", 0, 60_000, 0)
    lines = telling.tender([*_answers(500), QUICK_FAILURE, slow_failure], [QUICK_FAILURE])
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines.split("\n")]
    assert rows[2:] == [
        ["page", "5 s", "0.50 s", "10 times", "1"],
        ["search", "30 s", "–", "–", "1"],
        ["report over years", "300 s", "–", "–", "1"],
    ]


def test_times_are_those_of_answers() -> None:
    """Failures neither shorten the times nor raise the answers a second."""
    driven = Driven([*_answers(300, 4), *[QUICK_FAILURE] * 96], 2, 0, [])
    assert telling.many(driven, 2) == "2 requests/s (≥ 2: **no**)"
    assert telling.waiting(driven, 300) == "p95 300 ms (≤ 300: **no**)"
    told = telling.told(driven, telling.Spent(1, 1))
    assert "2.0 requests/s, 96 errors" in told
    assert "1 ms" not in told.partition("\n\n")[0]


def test_nothing_answered_is_told() -> None:
    """A site that only fails has no times, and keeps nothing."""
    driven = Driven([QUICK_FAILURE], 1, 0, [])
    assert telling.waiting(driven, 150) == "p95 – (≤ 150: **no**)"
    assert "–" in telling.told(driven, telling.Spent(0, 0))


@pytest.mark.parametrize(
    ("samples", "lost", "kept"),
    [
        (_answers(100, 400), [], "yes"),
        (_answers(160, 400), [], "**no**"),
        ([*_answers(100, 400), QUICK_FAILURE], [], "**no**"),
        (_answers(100, 400), [Proof("/", "")], "**no**"),
    ],
)
def test_kept_is_what_is_fast_whole_and_lasting(
    samples: list[Sample], lost: list[Proof], kept: str
) -> None:
    """One error or one lost write is enough to say no, however fast the others were."""
    assert telling.waiting(Driven(samples, 1, 0, lost), 150).endswith(f"(≤ 150: {kept})")
    assert telling.many(Driven(samples, 2, 0, lost), 201).endswith("(≥ 201: **no**)")


def test_closing_is_told_by_its_slowest() -> None:
    """Also a table that failed, and a database that was filled before."""
    seconds = {"tasks": 99.0, "closing Quý 1": 3.0, "closing Quý 2": 10.5}
    assert telling.closing(seconds, _answers(900)) == (
        "the slowest closing of 2 10.50 s (≤ 10: **no**); table over years 0.90 s (≤ 3: yes)"
    )
    assert telling.closing({}, [QUICK_FAILURE]) == "table over years 0.00 s (≤ 3: **no**)"

"""How values come together: by table, and by what has to hold for all values."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.reporting.combining import (
    MISSING,
    Pair,
    Rule,
    across,
    combine,
    coverage,
    gather,
    known,
    rounded,
    written,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

# A busy machine is no failure.
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
values = st.decimals(min_value=-10_000_000, max_value=10_000_000, places=4)
pairs = st.one_of(st.just(MISSING), values.map(Pair))
above_nought = st.decimals(min_value=1, max_value=10_000_000, places=2)
ratios = st.one_of(st.just(MISSING), st.builds(Pair, values, above_nought))
RULES = [
    Rule(periods, bodies)
    for periods in ("sum", "mean", "maximum", "latest")
    for bodies in ("sum", "mean", "maximum")
]
RATIOS = [Rule("ratio", "ratio", 100), Rule("latest", "ratio", 100)]


def grids(cells: st.SearchStrategy[Pair]) -> st.SearchStrategy[list[list[Pair]]]:
    """Return tables with lines of one length."""
    shape = st.tuples(st.integers(1, 4), st.integers(1, 4))
    return shape.flatmap(
        lambda size: st.lists(
            st.lists(cells, min_size=size[1], max_size=size[1]),
            min_size=size[0],
            max_size=size[0],
        )
    )


def _pairs(*values: int | None) -> list[Pair]:
    return [Pair(None if each is None else Decimal(each)) for each in values]


@pytest.mark.parametrize(
    ("periods", "bodies", "expected"),
    [
        ("sum", "sum", "21"),
        ("sum", "mean", "10.5"),
        ("sum", "maximum", "15"),
        # The first body's mean is of its two known periods: 3; the second's of three: 5.
        ("mean", "mean", "4"),
        ("mean", "sum", "8"),
        # The first body's last is of the second period, for the third is missing.
        ("latest", "sum", "13"),
        ("latest", "mean", "6.5"),
        ("maximum", "maximum", "9"),
        ("maximum", "sum", "13"),
    ],
)
def test_first_periods_then_bodies(periods: str, bodies: str, expected: str) -> None:
    """Each body comes to one figure over its periods; these are put together."""
    grid = [_pairs(2, 4, None), _pairs(1, 5, 9), _pairs(None, None, None)]
    found = combine(grid, Rule(periods, bodies))
    assert found.value == Decimal(expected)
    assert (found.known, found.expected) == (2, 3)
    assert (found.cells, found.expected_cells) == (5, 9)


def test_ratio_is_a_ratio_of_sums() -> None:
    """A small body with a high share hardly moves the whole; a mean of shares would say 75."""
    grid = [[Pair(Decimal(1), Decimal(1))], [Pair(Decimal(50), Decimal(100))]]
    assert rounded(combine(grid, Rule("ratio", "ratio", 100)).value, 1) == Decimal("50.5")


def test_latest_ratio_takes_each_body_s_last_pair() -> None:
    """A state at the end of a period is not summed over periods."""
    grid = [
        [Pair(Decimal(1), Decimal(10)), Pair(Decimal(5), Decimal(10))],
        [Pair(Decimal(9), Decimal(10)), MISSING],
    ]
    assert combine(grid, Rule("latest", "ratio", 100)).value == Decimal(70)


@pytest.mark.parametrize("rule", [*RULES, *RATIOS])
def test_nothing_known_is_not_nought(rule: Rule) -> None:
    """A table without a value has none, whatever the rule."""
    found = combine([[MISSING, MISSING], [MISSING, MISSING]], rule)
    assert found.value is None
    assert (found.known, found.cells) == (0, 0)


def test_half_a_ratio_is_not_known() -> None:
    """A numerator without denominator, or over 0, is left out and counted as missing."""
    rule = Rule("ratio", "ratio", 100)
    halves = [Pair(Decimal(7)), Pair(None, Decimal(7)), Pair(Decimal(7), Decimal(0))]
    found = across([*halves, Pair(Decimal(1), Decimal(2))], rule)
    assert (found.value, found.known, found.expected) == (Decimal(50), 1, 4)


@calm
@given(grid=grids(pairs), rule=st.sampled_from(RULES), data=st.data())
def test_order_of_bodies_does_not_count(
    grid: list[list[Pair]], rule: Rule, data: st.DataObject
) -> None:
    """Bodies have no order: shuffled, they come to the same."""
    shuffled = data.draw(st.permutations(grid))
    assert _close(combine(grid, rule).value, combine(shuffled, rule).value)


@calm
@given(grid=grids(pairs), how=st.sampled_from(["sum", "maximum"]))
def test_sums_and_maxima_do_not_depend_on_what_comes_first(
    grid: list[list[Pair]], how: str
) -> None:
    """First bodies or first periods, with or without gaps: the same."""
    rule = Rule(how, how)
    assert combine(grid, rule).value == _bodies_first(grid, rule)


@calm
@given(grid=grids(ratios))
def test_ratios_do_not_depend_on_what_comes_first(grid: list[list[Pair]]) -> None:
    """Σ/Σ over all cells is the same both ways."""
    rule = RATIOS[0]
    turned = [list(column) for column in zip(*grid, strict=True)]
    assert combine(grid, rule).value == combine(turned, rule).value


@calm
@given(grid=grids(values.map(Pair)))
def test_means_do_not_depend_on_what_comes_first_where_nothing_is_missing(
    grid: list[list[Pair]],
) -> None:
    """A full table has one mean."""
    rule = Rule("mean", "mean")
    assert _close(combine(grid, rule).value, _bodies_first(grid, rule))


def test_mean_of_means_depends_on_order_where_something_is_missing() -> None:
    """Why the order is fixed: 1 and –, 3 and 8 make 3.25 by bodies, 5 by periods."""
    grid = [_pairs(1, None), _pairs(3, 8)]
    rule = Rule("mean", "mean")
    assert combine(grid, rule).value == Decimal("3.25")
    assert _bodies_first(grid, rule) == Decimal(5)


@calm
@given(grid=grids(pairs), rule=st.sampled_from(RULES))
def test_a_missing_body_changes_coverage_alone(grid: list[list[Pair]], rule: Rule) -> None:
    """One more body that told nothing adds to what is expected and moves no figure."""
    before = combine(grid, rule)
    after = combine([*grid, [MISSING] * len(grid[0])], rule)
    assert after.value == before.value
    assert (after.known, after.expected) == (before.known, before.expected + 1)


@calm
@given(grid=grids(pairs), rule=st.sampled_from(RULES))
def test_coverage_counts_what_is_there(grid: list[list[Pair]], rule: Rule) -> None:
    """There is a value where a cell is known; the counts are those of the table."""
    found = combine(grid, rule)
    cells = sum(known(each, rule) for line in grid for each in line)
    assert (found.value is None) == (cells == 0)
    assert found.cells == cells
    assert found.known == sum(any(known(each, rule) for each in line) for line in grid)
    assert found.is_whole == (cells == found.expected_cells)


@calm
@given(line=st.lists(values.map(Pair), min_size=1))
def test_a_mean_lies_between(line: list[Pair]) -> None:
    """A mean is never outside its values, a maximum is one of them."""
    found = [each.value for each in line if each.value is not None]
    mean = gather(line, "mean", Rule("mean", "sum")).value
    assert mean is not None
    assert min(found) <= rounded(mean, 4) <= max(found)
    assert gather(line, "maximum", Rule("maximum", "sum")).value in found


@pytest.mark.parametrize(
    ("periods", "bodies", "together"),
    [
        ("sum", "sum", True),
        ("latest", "ratio", True),
        ("ratio", "ratio", True),
        ("sum", "ratio", False),
        ("ratio", "mean", False),
        ("sum", "latest", False),
    ],
)
def test_which_rules_stand_together(periods: str, bodies: str, together: bool) -> None:
    """A ratio is one over bodies; bodies have no latest."""
    assert Rule(periods, bodies).holds_together is together


@calm
@given(line=st.lists(st.one_of(pairs, ratios), max_size=8), rule=st.sampled_from([*RULES, *RATIOS]))
def test_one_period_is_a_table_of_one_column(line: list[Pair], rule: Rule) -> None:
    """The short way over the bodies of one period comes to what the long one does."""
    assert across(line, rule) == combine([[each] for each in line], rule)


def test_coverage_tells_bodies_and_cells() -> None:
    """Over several periods the single values are counted too."""
    one = across(_pairs(1, None), Rule("sum", "sum"))
    year = combine([_pairs(1, None), _pairs(None, None)], Rule("sum", "sum"))
    assert coverage(one) == "của 1/2 cơ quan"
    assert coverage(year) == "của 1/2 cơ quan, 1/4 số liệu"


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        ("1234567", 0, "1.234.567"),
        ("1234.5", 1, "1.234,5"),
        ("0.05", 1, "0,1"),
        ("-2.5", 0, "-3"),
        ("0", 2, "0,00"),
    ],
)
def test_written_as_the_office_does(value: str, decimals: int, expected: str) -> None:
    """Points between thousands, a comma before the decimals, halves away from nought."""
    assert written(Decimal(value), decimals) == expected


def _bodies_first(grid: Sequence[Sequence[Pair]], rule: Rule) -> Decimal | None:
    columns = [gather(column, rule.over_bodies, rule) for column in zip(*grid, strict=True)]
    return gather(columns, rule.over_periods, rule).value


def _close(one: Decimal | None, other: Decimal | None) -> bool:
    """Tell whether two figures are the same but for the last digits of a division."""
    if one is None or other is None:
        return one is other
    return abs(one - other) < Decimal("1e-12")

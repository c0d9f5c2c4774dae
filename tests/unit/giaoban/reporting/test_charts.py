"""Drawings: what is not known is a gap, heights follow figures, names fit, all is said in words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from giaoban.reporting.charts import Datum, drawing, nice_step, small_bars

# A busy machine is no failure.
calm = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
figures = st.decimals(min_value=-1_000_000, max_value=1_000_000, places=2)
rows = st.lists(st.one_of(st.none(), figures), min_size=1, max_size=24)


def _data(*values: int | Decimal | None) -> list[Datum]:
    return [
        Datum(f"Quý {at}", None if each is None else Decimal(each))
        for at, each in enumerate(values, 1)
    ]


def _em(text: str) -> Decimal:
    return Decimal(text.removesuffix("em"))


def test_a_gap_is_no_bar_of_nought() -> None:
    """What is not known is marked; a nought is a bar without height."""
    gap, nought = small_bars(_data(None, 0, 5)).bars[:2]
    assert (gap.is_gap, nought.is_gap, nought.height) == (True, False, "0.00em")


def test_a_line_breaks_at_a_gap() -> None:
    """No line is drawn across a period that nobody told."""
    found = drawing(_data(1, 2, None, 4, 5), columns=False)
    assert (len(found.points), len(found.segments), len(found.gaps)) == (4, 2, 1)


def test_columns_begin_at_nought_and_a_line_may_not() -> None:
    """Heights of columns can be compared; a line shows small changes of a large figure."""
    data = _data(900, 950, 940)
    assert drawing(data, columns=True).levels[0].text == "0"
    assert drawing(data, columns=False).levels[0].text == "900"


def test_the_target_stands_at_its_height() -> None:
    """The line of the target is between the levels around it, and is said."""
    found = drawing(_data(10, 20), Decimal(15), columns=True)
    assert found.target == "2.50em"
    assert found.said == "Quý 1: 10; Quý 2: 20; mục tiêu: 15"


def test_names_fit_and_the_newest_is_named() -> None:
    """At most seven names stand under it, three on a narrow page, the newest always."""
    for count in range(1, 25):
        labels = drawing(_data(*range(count)), columns=True).labels
        assert len(labels) <= 7
        assert sum(each.few for each in labels) <= 3
        assert labels[-1].text == f"Quý {count}"
        assert labels[-1].few


@calm
@given(values=rows, target=st.one_of(st.none(), figures), columns=st.booleans())
def test_everything_stays_inside(
    values: list[Decimal | None], target: Decimal | None, columns: bool
) -> None:
    """No bar, point, level or target leaves the drawing, whatever the figures."""
    found = drawing(_data(*values), target, 2, columns=columns)
    heights = [_em(bar.y) + part * _em(bar.height) for bar in found.bars for part in (0, 1)]
    heights += [_em(point.y) for point in found.points]
    heights += [_em(level.y) for level in found.levels]
    heights += [_em(found.target)] if found.target else []
    assert all(Decimal("-0.02") <= each <= Decimal("10.02") for each in heights)
    assert len(found.levels) <= 7
    small = small_bars(_data(*values), target)
    assert all(0 <= _em(bar.y) <= Decimal("1.51") for bar in small.bars)


@pytest.mark.parametrize(
    ("span", "step"), [("0.3", "0.1"), ("3", "1"), ("19", "5"), ("400", "100")]
)
def test_levels_are_round(span: str, step: str) -> None:
    """Levels stand at ones, twos and fives."""
    assert nice_step(Decimal(span)) == Decimal(step)

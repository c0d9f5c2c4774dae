"""What is asked about a value: by table."""

from __future__ import annotations

from decimal import Decimal

import pytest

from giaoban.reporting.combining import MISSING, Pair
from giaoban.reporting.models import Indicator
from giaoban.reporting.questions import Doubt, about


def _pair(value: str | None, denominator: str | None = None) -> Pair:
    return Pair(
        None if value is None else Decimal(value),
        None if denominator is None else Decimal(denominator),
    )


NUMBER = Indicator(unit="trường", lowest=Decimal(0), highest=Decimal(500), leap=50)
BALANCE = Indicator(unit="tỷ đồng", decimals=1)
SHARE = Indicator(
    unit="%",
    over_periods="ratio",
    over_bodies="ratio",
    numerator="số đúng hạn",
    denominator="số đến hạn",
    lowest=Decimal(0),
    highest=Decimal(100),
    leap=20,
)


@pytest.mark.parametrize(
    ("indicator", "given", "before", "expected"),
    [
        (NUMBER, _pair("12"), _pair("10"), []),
        (NUMBER, _pair("16"), _pair("10"), [Doubt.LEAP]),
        (NUMBER, _pair("4"), _pair("10"), [Doubt.LEAP]),
        (NUMBER, _pair("15"), _pair("10"), []),
        (NUMBER, _pair("-1"), _pair("10"), [Doubt.IMPOSSIBLE]),
        (NUMBER, _pair("501"), _pair("10"), [Doubt.IMPOSSIBLE]),
        (NUMBER, _pair(None), _pair("10"), []),
        (NUMBER, _pair("400"), MISSING, []),
        (NUMBER, _pair("400"), _pair("0"), []),
        (NUMBER, _pair("0"), _pair("400"), []),
        (BALANCE, _pair("5300"), _pair("5.2"), [Doubt.SLIP]),
        (BALANCE, _pair("0.005"), _pair("5.2"), [Doubt.SLIP]),
        (BALANCE, _pair("-5.2"), _pair("5.2"), [Doubt.SIGN]),
        (BALANCE, _pair("52"), _pair("5.2"), []),
        (SHARE, _pair("9", "10"), _pair("8", "10"), []),
        (SHARE, _pair("5", "10"), _pair("8", "10"), [Doubt.LEAP]),
        (SHARE, _pair("11", "10"), MISSING, [Doubt.IMPOSSIBLE]),
        (SHARE, _pair("1"), MISSING, [Doubt.HALF]),
        (SHARE, _pair(None, "10"), MISSING, [Doubt.HALF]),
        (SHARE, _pair("0", "0"), MISSING, [Doubt.NO_DENOMINATOR]),
        (SHARE, _pair("0", "10"), MISSING, []),
        (SHARE, _pair(None), _pair("8", "10"), []),
    ],
)
def test_what_is_asked(
    indicator: Indicator, given: Pair, before: Pair, expected: list[Doubt]
) -> None:
    """Each kind of oddness is told from what is fine beside it."""
    assert [each.doubt for each in about(indicator, given, before)] == expected


@pytest.mark.parametrize(
    ("given", "refused"),
    [(_pair("501"), True), (_pair("16"), False)],
)
def test_the_impossible_alone_is_refused(given: Pair, refused: bool) -> None:
    """A leap is answered with a note; what cannot be is not taken."""
    assert [each.refuses for each in about(NUMBER, given, _pair("10"))] == [refused]


def test_words_carry_the_figures_and_what_to_do() -> None:
    """The question shows both figures in the office's own writing."""
    (leap,) = about(NUMBER, _pair("16"), _pair("10"))
    assert "Kỳ trước là 10 trường, kỳ này là 16 trường: thay đổi 60 %" in leap.text
    (swapped,) = about(SHARE, _pair("11", "10"))
    assert "tử số lớn hơn mẫu số" in swapped.text

"""Numbers as they are typed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from giaoban.reporting.combining import written
from giaoban.reporting.numerals import read


@pytest.mark.parametrize("text", ["", "abc", "1.2.3", "1,2,3", "1.23,4.5", "--1", "1e5", "=1", "½"])
def test_what_could_be_two_numbers_is_none(text: str) -> None:
    """Nothing is guessed."""
    with pytest.raises(ValueError, match=r"^"):
        read(text)


@pytest.mark.parametrize("value", ["0", "12", "-12.5", "1234.56", "9876543.21"])
def test_what_is_written_can_be_read(value: str) -> None:
    """A number copied from a page into a field is the same number."""
    assert read(written(Decimal(value), 2)) == Decimal(value)

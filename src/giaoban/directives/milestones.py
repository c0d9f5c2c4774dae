"""When reviews fall due: so many years after the directive's date, and how long before to begin."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


# Reviews are held after 3, 5, 10, even 50 years; more is a slip of the pen.
MOST_YEARS = 100


def years_after(day: dt.date, years: int) -> dt.date:
    """Return the same day so many years later; 29 February becomes 28 February.

    >>> import datetime as dt
    >>> years_after(dt.date(2012, 11, 1), 10)
    datetime.date(2022, 11, 1)
    >>> years_after(dt.date(2024, 2, 29), 1)
    datetime.date(2025, 2, 28)
    """
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def due_on(issued_on: dt.date | None, years: int | None) -> dt.date | None:
    """Return the day of the review; unknown while the directive's date is."""
    if issued_on is None or years is None:
        return None
    return years_after(issued_on, years)

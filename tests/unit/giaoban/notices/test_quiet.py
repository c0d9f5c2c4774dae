"""Quiet hours, across midnight and within a day, in a zone without summer time."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as site

from giaoban.config import environment
from giaoban.notices import quiet

VIETNAM = ZoneInfo(site.TIME_ZONE)


@pytest.mark.parametrize(
    ("text", "hour", "held"),
    [
        ("20:00-06:30", "19:59", False),
        ("20:00-06:30", "20:00", True),
        ("20:00-06:30", "23:59", True),
        ("20:00-06:30", "00:00", True),
        ("20:00-06:30", "06:29", True),
        ("20:00-06:30", "06:30", False),
        ("11:30-13:00", "11:29", False),
        ("11:30-13:00", "12:00", True),
        ("11:30-13:00", "13:00", False),
        ("08:00-08:00", "08:00", False),
        ("", "03:00", False),
    ],
)
def test_when_it_is_quiet(settings: Any, text: str, hour: str, held: bool) -> None:
    """The first minute is quiet, the last one is not."""
    settings.QUIET_HOURS = environment.hours(text)
    at = dt.datetime.combine(dt.date(2022, 6, 10), dt.time.fromisoformat(hour), VIETNAM)
    assert quiet.holds(at.astimezone(dt.UTC)) is held


def test_hours_that_can_be_chosen(settings: Any) -> None:
    """Those at which a mail may go."""
    settings.QUIET_HOURS = environment.hours("20:00-06:30")
    assert quiet.loud_hours() == list(range(7, 20))


def test_the_zone_has_no_summer_time() -> None:
    """An hour of the day comes once every day of the year."""
    days = (dt.datetime(2022, 1, 1, tzinfo=VIETNAM) + dt.timedelta(days=n) for n in range(365))
    assert {day.utcoffset() for day in days} == {dt.timedelta(hours=7)}


@pytest.mark.parametrize("text", ["20:00", "25:00-06:00", "tối-sáng", "20:00-06:30-07:00"])
def test_hours_that_are_none_are_refused(text: str) -> None:
    """The setting is named in the error."""
    with pytest.raises(ValueError, match="GIAOBAN_QUIET_HOURS"):
        environment.hours(text)


@pytest.mark.parametrize("url", ["http://mail.example", "mail.example:25", "smpt://mail.example"])
def test_a_mail_server_of_another_kind_is_refused(url: str) -> None:
    """A slip in the scheme does not end in mail without encryption."""
    with pytest.raises(ValueError, match="GIAOBAN_EMAIL_URL"):
        environment.mail_server(url)

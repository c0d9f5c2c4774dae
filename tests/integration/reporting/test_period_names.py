"""Periods are called as who reads calls them, on pages and in what is taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse

from giaoban.core.enums import Role
from tests.factories.accounts import UserFactory
from tests.factories.reporting import AT, PeriodFactory, ReportFactory

if TYPE_CHECKING:
    from django.test import Client

    from giaoban.accounts.models import User
    from giaoban.reporting.models import Report

pytestmark = pytest.mark.django_db


@pytest.fixture
def report() -> Report:
    return ReportFactory.create(
        period=PeriodFactory.create(name="Quý II năm 2022", year=2022, ordinal=2, opened_at=AT)
    )


def _reader(language: str) -> User:
    return UserFactory.create(role=Role.COORDINATOR, language=language)


@pytest.mark.parametrize(
    ("language", "name", "other"),
    [
        ("en", "Quarter II of 2022", "Quý II năm 2022"),
        ("vi", "Quý II năm 2022", "Quarter II of 2022"),
    ],
)
def test_a_period_is_called_in_the_readers_language(
    client: Client, report: Report, language: str, name: str, other: str
) -> None:
    """A report, the lists and the board say the period in the reader's words alone."""
    client.force_login(_reader(language))
    addresses = [
        reverse("reporting:report", args=[report.pk]),
        reverse("reporting:reports"),
        reverse("reporting:reports") + "?format=csv",
        reverse("reporting:board") + f"?ky={report.period_id}",
    ]
    for address in addresses:
        response = client.get(address)
        text = (
            b"".join(response.streaming_content) if response.streaming else response.content
        ).decode()
        assert name in text, address
        assert other not in text, address


def test_the_form_of_a_period_shows_its_name_on_record(client: Client, report: Report) -> None:
    """Who mends a period mends the name that was written."""
    client.force_login(_reader("en"))
    text = client.get(reverse("reporting:change_period", args=[report.period_id])).content.decode()
    assert 'value="Quý II năm 2022"' in text

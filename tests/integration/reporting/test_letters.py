"""The letter that brings a link, in both languages, beside its templates."""

from __future__ import annotations

import pytest
from django.core import mail

from giaoban.reporting import letters
from tests import golden
from tests.conftest import ROOT
from tests.factories.accounts import UserFactory
from tests.factories.bodies import BodyFactory
from tests.factories.intake import make_link, make_report

pytestmark = pytest.mark.django_db
PLACE = ROOT / "src/giaoban/reporting/templates/reporting/intake/golden"
URL = "https://giaoban.vidu.example/lk/bi-mat-vi-du"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_letter_is_the_golden_one(language: str) -> None:
    """Subject and text; a name is not escaped, for the letter is plain text."""
    link = make_link(make_report(BodyFactory(name="Sở Khoa học & Công nghệ")))
    made = letters.compose(link, URL, language)
    golden.check(PLACE / f"letter.{language}.txt", f"{made.subject}\n\n{made.text}")


@pytest.mark.parametrize(
    ("language", "begins"), [("vi", "Kính gửi"), ("en", "To "), (None, "Kính gửi")]
)
def test_in_the_language_of_who_reads(language: str | None, begins: str) -> None:
    """That of the account behind the address; Vietnamese where there is none."""
    link = make_link(make_report(BodyFactory(email="so@vidu.example")))
    if language:
        UserFactory(email="so@vidu.example", language=language)
    assert letters.send(link, URL)
    (sent,) = mail.outbox
    assert sent.body.startswith(begins)
    assert sent.extra_headers["Content-Language"] == (language or "vi")


def test_a_body_without_an_address_gets_none() -> None:
    """It is told to who sends, and nothing goes out."""
    link = make_link(make_report(BodyFactory(email="")))
    assert not letters.send(link, URL)
    assert mail.outbox == []

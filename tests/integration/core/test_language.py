"""Vietnamese first: the language is chosen, not guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.accounts import UserFactory

if TYPE_CHECKING:
    from django.test import Client


@pytest.mark.parametrize(
    ("cookie", "browser", "spoken"),
    [("", "en", "vi"), ("", "vi", "vi"), ("en", "vi", "en"), ("xx", "en", "vi")],
)
@pytest.mark.django_db
def test_language(client: Client, cookie: str, browser: str, spoken: str) -> None:
    """The cookie of the choice decides; a browser's wish and an unknown language do not."""
    client.cookies["django_language"] = cookie
    page = client.get("/tai-khoan/login/", headers={"accept-language": browser})
    assert f'<html lang="{spoken}"' in page.text


@pytest.mark.django_db
def test_what_the_framework_leaves_empty_is_said_in_vietnamese(client: Client) -> None:
    """A character that no database takes is refused in the person's language."""
    client.force_login(UserFactory())
    page = client.get("/nhiem-vu/", {"q": "a\0b"}).content.decode()
    assert "Không được có ký tự U+0000." in page

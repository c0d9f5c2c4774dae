"""Vietnamese first: the language is chosen, not guessed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

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

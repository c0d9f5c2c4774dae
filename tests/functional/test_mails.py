"""The mails as a reader of mails shows them: each golden one is accessible."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from tests.functional.conftest import CheckAccessibility

MAILS = sorted((ROOT / "src" / "giaoban" / "notices").rglob("golden/*.html"))


def test_there_are_mails_in_both_languages() -> None:
    """The test below looks at something."""
    assert {path.suffixes[0] for path in MAILS} == {".vi", ".en"}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("path", MAILS, ids=lambda path: path.name)
def test_a_mail_is_accessible(path: Path, page: Page, axe: CheckAccessibility) -> None:
    """No violation, no sideways scrolling, on a phone and a desk."""
    page.set_content(path.read_text("utf-8"))
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
        axe(page)

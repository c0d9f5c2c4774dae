"""Every page of the site, as its reader finds it: on a phone and a desk, large and small.

The pages are those of the matrix: an address that a test covers there is looked at here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from giaoban.core.enums import Role
from tests.integration import matrix
from tests.integration.matrix.world import make_world

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.functional.conftest import CheckAccessibility, SignIn
    from tests.integration.matrix import Row

HEAVIEST = 100_000
# Width, size of the text, whether axe looks: larger text changes no rule that axe measures by.
FOLDED = [(320, "100", True)]
UNFOLDED = [
    (320, "100", False),
    (700, "100", False),
    (900, "100", False),
    (1280, "100", True),
    (1280, "200", False),
]
UNFOLD = "document.querySelectorAll('main details').forEach(each => each.open = true)"


def _reader(row: Row) -> Role | None:
    """Return the first role that sees the page of its own body."""
    return next((role for role in Role if row.status(role, own=True) == 200), None)


PAGES = [row for row in matrix.rows() if row.method == "GET" and _reader(row) is not None]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("row", PAGES, ids=lambda row: row.url)
def test_page(row: Row, page: Page, sign_in: SignIn, axe: CheckAccessibility) -> None:
    """A page is accessible, has one heading, is light, and does not scroll sideways."""
    world = make_world()
    role = _reader(row)
    assert role is not None
    sign_in(world.users[role])
    url = reverse(row.url, kwargs=row.about(world, world.own))
    answer = page.request.get(url)
    if not answer.headers["content-type"].startswith("text/html"):
        return
    assert len(answer.body()) < HEAVIEST
    page.goto(url)
    look(page, axe, FOLDED)
    page.evaluate(UNFOLD)
    look(page, axe, UNFOLDED)


def look(page: Page, axe: CheckAccessibility, sizes: list[tuple[int, str, bool]]) -> None:
    """Look at a page as it stands at each of the sizes."""
    for width, size, audited in sizes:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("size => document.documentElement.dataset.size = size", size)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{width} px at {size} %: {wide} px too wide"
        expect(page.locator("h1")).to_have_count(1)
        if audited:
            axe(page)

"""What the tests of notices share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.factories.notices import registered

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def sample_kinds() -> Iterator[None]:
    """Let the kinds of the tests be known."""
    yield from registered()

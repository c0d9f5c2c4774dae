"""The pages of reporting: reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.integration.matrix import Row

ROWS: list[Row] = []

"""Golden files: what a template makes lies beside it and is compared to the letter.

``GOLDEN=write`` before the test command writes them anew; the change is then read in the diff.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def check(path: Path, text: str) -> None:
    """Compare a text with its golden file, or write it where that is asked for."""
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")

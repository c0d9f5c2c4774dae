"""Print the table of states of a task into docs/reference/states.md."""

from __future__ import annotations

import os
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.config.settings")
django.setup()

from giaoban.work import diagram  # noqa: E402  # models stand on the settings

PAGE = Path(__file__).parent.parent / "docs" / "reference" / "states.md"

if __name__ == "__main__":
    PAGE.write_text(diagram.page(), "utf-8")

"""The command `giaoban`: Django's commands and ours."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run a command."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.config.settings")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()

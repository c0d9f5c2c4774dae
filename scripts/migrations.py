"""Refuse migrations that lock a table for long or that old code cannot live with."""

from __future__ import annotations

import os
import sys

import django
from django.apps import apps
from django_migration_linter import MigrationLinter


def main() -> int:
    """Lint the migrations of our apps; return 1 where one is unsafe."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.config.settings")
    django.setup()
    ours = [each.label for each in apps.get_app_configs() if each.name.startswith("giaoban.")]
    linter = MigrationLinter(include_apps=ours, no_cache=True, quiet=["ok", "ignore"])
    linter.lint_all_migrations()
    return int(linter.has_errors)


if __name__ == "__main__":
    sys.exit(main())

"""Refuse migrations that lock a table for long or that old code cannot live with.

What is linted is what came after the last release (a tag ``v…``). Before the first one there are
no rows to lock and no old code, so the checks about those wait for it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import django
from django.apps import apps
from django_migration_linter import MigrationLinter

ROOT = Path(__file__).resolve().parent.parent
ABOUT_ROWS = [
    "NOT_NULL",
    "CREATE_INDEX",
    "CREATE_INDEX_EXCLUSIVE",
    "ADD_UNIQUE",
    "ALTER_COLUMN",
    "DROP_COLUMN",
]


def last_release() -> str | None:
    """Return the tag of the last release, None before the first."""
    words = ["git", "describe", "--tags", "--abbrev=0", "--match", "v*"]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip() or None


def main() -> int:
    """Lint the migrations of our apps; return 1 where one is unsafe."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "giaoban.config.settings")
    django.setup()
    release = last_release()
    linter = MigrationLinter(
        str(ROOT),
        include_apps=[a.label for a in apps.get_app_configs() if a.name.startswith("giaoban.")],
        exclude_migration_tests=[] if release else ABOUT_ROWS,
        no_cache=True,
        quiet=["ok", "ignore"],
    )
    linter.lint_all_migrations(git_commit_id=release)
    return int(linter.has_errors)


if __name__ == "__main__":
    sys.exit(main())

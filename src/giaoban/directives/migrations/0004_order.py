"""The index that the register is listed by, where the plain one does not serve.

Unknown days come last. SQLite keeps them last in a falling index anyway and cannot be told so;
PostgreSQL keeps them first unless it is told.
"""

from django.db import migrations

NAME = "directives_newest"


def forwards(_apps, editor):
    """Make the index on PostgreSQL."""
    if editor.connection.vendor == "postgresql":
        editor.execute(
            f"CREATE INDEX {NAME} ON directives_directive (issued_on DESC NULLS LAST, id DESC)"
        )


def backwards(_apps, editor):
    """Remove it."""
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP INDEX {NAME}")


class Migration(migrations.Migration):
    """An index in the words of one database."""

    dependencies = [("directives", "0003_reviews")]

    operations = [migrations.RunPython(forwards, backwards)]

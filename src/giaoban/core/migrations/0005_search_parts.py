"""Words of the number and of the title have an index of their own on PostgreSQL.

SQLite's index knows the columns apart.
"""

from django.db import migrations

INDEXES = {
    "core_search_number": "to_tsvector('simple', folded_identifier)",
    "core_search_title": "to_tsvector('simple', folded_title)",
}


def forwards(_apps, editor):
    """Make the indexes."""
    if editor.connection.vendor == "postgresql":
        for name, words in INDEXES.items():
            editor.execute(f"CREATE INDEX {name} ON core_searchentry USING gin({words})")


def backwards(_apps, editor):
    """Drop them."""
    if editor.connection.vendor == "postgresql":
        for name in INDEXES:
            editor.execute(f"DROP INDEX {name}")


class Migration(migrations.Migration):
    """Search by number and by title, each by words of its own."""

    dependencies = [("core", "0004_saved_filters")]

    operations = [migrations.RunPython(forwards, backwards)]

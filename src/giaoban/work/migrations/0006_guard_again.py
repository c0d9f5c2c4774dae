"""A task that was given has a body that leads; the guard of first deadlines stands again.

SQLite makes a table anew where columns are added, and its triggers go with the old one.
"""

from importlib import import_module

from django.db import migrations, models

GUARD = import_module("giaoban.work.migrations.0003_guard")


def forwards(_apps, editor):
    """Put the guard up where it is gone."""
    if editor.connection.vendor == "sqlite":
        editor.execute(f"DROP TRIGGER IF EXISTS {GUARD.NAME}", params=None)
        for statement in GUARD.SQLITE:
            editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """What had to wait for the states of the tasks."""

    dependencies = [("work", "0005_given")]

    operations = [
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('lead__isnull', False), ('state__in', ('draft', 'withdrawn', 'cancelled', 'superseded')), _connector='OR'), name='task_given_has_lead'),
        ),
        migrations.RunPython(forwards, migrations.RunPython.noop),
    ]

"""A trigger that refuses to change a task's first deadline once it is set."""

from django.db import migrations

NAME = "work_task_first_deadline"
TEXT = "the first deadline of a task never changes"
SQLITE = [
    f"CREATE TRIGGER {NAME} BEFORE UPDATE ON work_task "
    "WHEN old.first_due_on IS NOT NULL AND new.first_due_on IS NOT old.first_due_on "
    f"BEGIN SELECT RAISE(ABORT, '{TEXT}'); END"
]
POSTGRES = [
    f"CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{TEXT}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    f"CREATE TRIGGER {NAME} BEFORE UPDATE ON work_task FOR EACH ROW "
    "WHEN (old.first_due_on IS NOT NULL AND new.first_due_on IS DISTINCT FROM old.first_due_on) "
    f"EXECUTE FUNCTION {NAME}()",
]


def forwards(_apps, editor):
    """Put up the guard."""
    for statement in POSTGRES if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement, params=None)


def backwards(_apps, editor):
    """Take it down."""
    if editor.connection.vendor == "postgresql":
        editor.execute(f"DROP FUNCTION {NAME} CASCADE", params=None)
    else:
        editor.execute(f"DROP TRIGGER {NAME}", params=None)


class Migration(migrations.Migration):
    """A guard, in the words of each database."""

    dependencies = [("work", "0002_first_deadline")]

    operations = [migrations.RunPython(forwards, backwards)]

"""Tasks that are divided among bodies; the first deadline is fixed once a task was given.

A task that is a group is never pending itself. A generated column cannot be altered, so it is made
anew with its indexes. SQLite makes the table anew, and its trigger goes with the old one.
"""

from django.conf import settings
from django.db import migrations, models

NAME = "work_task_first_deadline"
TEXT = "the first deadline of a task never changes once it was given"
GIVEN = "old.assigned_at IS NOT NULL AND old.first_due_on IS NOT NULL"
SQLITE = [
    f"DROP TRIGGER IF EXISTS {NAME}",
    f"CREATE TRIGGER {NAME} BEFORE UPDATE ON work_task "
    f"WHEN {GIVEN} AND new.first_due_on IS NOT old.first_due_on "
    f"BEGIN SELECT RAISE(ABORT, '{TEXT}'); END",
]
POSTGRES = [
    f"DROP FUNCTION IF EXISTS {NAME} CASCADE",
    f"CREATE FUNCTION {NAME}() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{TEXT}' USING ERRCODE = 'integrity_constraint_violation'; END $$",
    f"CREATE TRIGGER {NAME} BEFORE UPDATE ON work_task FOR EACH ROW "
    f"WHEN ({GIVEN} AND new.first_due_on IS DISTINCT FROM old.first_due_on) "
    f"EXECUTE FUNCTION {NAME}()",
]


def take_down(_apps, editor):
    """Take the guard down while the table changes."""
    if editor.connection.vendor == "postgresql":
        editor.execute(POSTGRES[0], params=None)
    else:
        editor.execute(SQLITE[0], params=None)


def put_up(_apps, editor):
    """Put the guard up."""
    for statement in POSTGRES if editor.connection.vendor == "postgresql" else SQLITE:
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    """What a divided task and a withdrawn one need."""

    dependencies = [
        ('bodies', '0002_reorganisation'),
        ('directives', '0007_names'),
        ('documents', '0002_intake'),
        ('work', '0006_guard_again'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(take_down, put_up),
        migrations.RemoveConstraint(
            model_name='task',
            name='task_given_has_lead',
        ),
        migrations.AddField(
            model_name='task',
            name='is_group',
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.AddField(
            model_name='task',
            name='state_before',
            field=models.CharField(blank=True, editable=False, max_length=12),
        ),
        migrations.RemoveIndex(model_name='task', name='work_task_pending_4c7961_idx'),
        migrations.RemoveIndex(model_name='task', name='work_task_lead_id_83f856_idx'),
        migrations.RemoveIndex(model_name='task', name='work_task_field_i_a23ebc_idx'),
        migrations.RemoveField(model_name='task', name='pending'),
        migrations.AddField(
            model_name='task',
            name='pending',
            field=models.GeneratedField(db_persist=True, expression=models.Case(models.When(is_group=False, state__in=('draft', 'assigned', 'declined', 'accepted', 'in_progress', 'submitted', 'sent_back'), then=models.Value(1)), default=models.Value(0)), output_field=models.PositiveSmallIntegerField()),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['pending', 'due_order', 'id'], name='work_task_pending_4c7961_idx'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['lead', 'pending', 'due_order', 'id'], name='work_task_lead_id_83f856_idx'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(fields=['field', 'pending', 'due_order', 'id'], name='work_task_field_i_a23ebc_idx'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.UniqueConstraint(condition=models.Q(('sha256', ''), _negated=True), fields=('task', 'sha256'), name='evidence_once'),
        ),
        migrations.AddConstraint(
            model_name='evidence',
            constraint=models.UniqueConstraint(condition=models.Q(('url', ''), _negated=True), fields=('task', 'url'), name='evidence_address_once'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_group', False), ('lead__isnull', False)), models.Q(('is_group', True), ('lead__isnull', True)), models.Q(('lead__isnull', True), ('state__in', ('draft', 'withdrawn', 'cancelled', 'superseded'))), _connector='OR'), name='task_given_has_lead'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.UniqueConstraint(fields=('series', 'first_due_on'), name='task_once_a_period'),
        ),
        migrations.RunPython(put_up, take_down),
    ]

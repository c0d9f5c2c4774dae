"""Tasks that the desk took from a paper hang on the directive that the paper itself is."""

from django.db import migrations


def tie(apps, schema_editor):
    """Tie what was accepted before the desk did so itself; what was withdrawn hangs on nothing."""
    through = apps.get_model("work", "Task").directives.through
    given = (
        apps.get_model("directives", "Mention")
        .objects.filter(own=True, document__tasks__isnull=False)
        .values_list("directive", "document__tasks", "document__tasks__state")
        .order_by()
        .distinct()
    )
    through.objects.bulk_create(
        (
            through(directive_id=directive, task_id=task)
            for directive, task, state in given
            if state != "withdrawn"
        ),
        batch_size=500,
        ignore_conflicts=True,
    )


class Migration(migrations.Migration):
    """Rows between tasks and directives alone."""

    dependencies = [
        ("desk", "0003_window"),
        ("directives", "0007_names"),
        ("documents", "0002_intake"),
        ("work", "0012_gave_way"),
    ]

    operations = [migrations.RunPython(tie, migrations.RunPython.noop)]

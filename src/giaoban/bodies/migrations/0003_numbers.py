"""Sort names with numbers in them by the numbers: Phường 2 before Phường 10."""

from django.db import migrations

from giaoban.bodies.sorting import sort_key


def forwards(apps, _editor):
    """Write the keys of such names anew."""
    bodies = apps.get_model("bodies", "Body").objects
    for body in bodies.filter(name__regex="[0-9]").only("name").iterator():
        bodies.filter(pk=body.pk).update(sort_key=sort_key(body.name))


class Migration(migrations.Migration):
    """The keys of bodies; persons have no numbers."""

    dependencies = [("bodies", "0002_reorganisation")]

    operations = [migrations.RunPython(forwards, migrations.RunPython.noop)]

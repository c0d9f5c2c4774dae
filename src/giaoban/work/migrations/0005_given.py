"""Give the tasks that were open to the bodies that lead them; the others are drafts."""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery


def forwards(apps, _editor):
    """Write who leads, and the state that goes with it."""
    task = apps.get_model("work", "Task")
    leading = apps.get_model("work", "Assignment").objects.filter(
        task=OuterRef("pk"), part="lead", body__isnull=False
    )
    task.objects.update(lead=Subquery(leading.order_by("pk").values("body")[:1]))
    opened = task.objects.filter(state="open")
    opened.filter(lead__isnull=True).update(state="draft")
    opened.filter(lead__isnull=False).update(state="assigned", assigned_at=F("created_at"))


def backwards(apps, _editor):
    """Call them open again."""
    ended = ("withdrawn",)
    apps.get_model("work", "Task").objects.exclude(state__in=ended).update(state="open")


class Migration(migrations.Migration):
    """The states that tasks had before."""

    dependencies = [("work", "0004_course")]

    operations = [migrations.RunPython(forwards, backwards)]

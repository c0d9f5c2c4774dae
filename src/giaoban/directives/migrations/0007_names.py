"""Compare names without "của", as new entries are compared."""

from django.db import migrations


def shorten(apps, _schema_editor):
    """Write the compared names of documents without a number anew."""
    directive = apps.get_model("directives", "Directive")
    for row in directive.objects.filter(folded_name__contains="cua").only("folded_name"):
        row.folded_name = " ".join(word for word in row.folded_name.split() if word != "cua")
        row.save(update_fields=["folded_name"])


class Migration(migrations.Migration):
    dependencies = [("directives", "0006_milestone_words")]

    operations = [migrations.RunPython(shorten, migrations.RunPython.noop)]

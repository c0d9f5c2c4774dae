"""Indicators from before search knew of them are written into its index."""

from django.db import migrations

from giaoban.core.search import row_number, spaced

KIND = "indicator"
BATCH = 500


def put(apps, schema_editor):
    """Let each indicator be found by its code, its name and its unit."""
    entry = apps.get_model("core", "SearchEntry")
    rows = apps.get_model("reporting", "Indicator").objects.order_by("pk")
    entry.objects.bulk_create(
        (
            entry(
                pk=row_number(KIND, row.pk),
                kind=KIND,
                object_id=row.pk,
                title=row.name,
                identifier=row.code,
                folded_identifier=spaced(row.code),
                folded_title=spaced(row.name)[:500],
                folded_words=spaced(row.unit),
            )
            for row in rows.iterator(chunk_size=BATCH)
        ),
        batch_size=BATCH,
    )


def drop(apps, schema_editor):
    """Take them out of the index."""
    apps.get_model("core", "SearchEntry").objects.filter(kind=KIND).delete()


class Migration(migrations.Migration):
    """Rows of the index alone."""

    dependencies = [
        ("core", "0005_search_parts"),
        ("reporting", "0032_reading_later"),
    ]

    operations = [migrations.RunPython(put, drop)]

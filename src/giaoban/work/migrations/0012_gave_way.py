"""What stood in the part that gave way, so that a handing over is taken back whole."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Two columns; handings over of before know of none."""

    dependencies = [
        ('work', '0011_words'),
    ]

    operations = [
        migrations.AddField(
            model_name='succeeding',
            name='persons',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='succeeding',
            name='written',
            field=models.CharField(blank=True, max_length=300),
        ),
    ]

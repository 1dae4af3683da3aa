from __future__ import annotations

import django.contrib.postgres.fields
from django.db import migrations, models

_OPEN = models.Q(("state__in", ["due", "running", "failed"]))


class Migration(migrations.Migration):
    dependencies = [
        ("visits", "0004_fetching"),
    ]

    operations = [
        migrations.CreateModel(
            name="Tally",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=40)),
                ("label", models.CharField(blank=True, max_length=80)),
                ("slot", models.PositiveSmallIntegerField(default=0)),
                (
                    "counts",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("total", models.FloatField(default=0)),
            ],
            options={
                "ordering": ["name", "label", "slot"],
                "constraints": [
                    models.UniqueConstraint(fields=("name", "label", "slot"), name="tally_once")
                ],
            },
        ),
        migrations.RemoveIndex(model_name="reading", name="reading_due"),
        migrations.RemoveIndex(model_name="timeline", name="timeline_due"),
        migrations.AddIndex(
            model_name="reading",
            index=models.Index(condition=_OPEN, fields=["due_at"], name="reading_due"),
        ),
        migrations.AddIndex(
            model_name="timeline",
            index=models.Index(condition=_OPEN, fields=["due_at"], name="timeline_due"),
        ),
    ]

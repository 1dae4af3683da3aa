import django.contrib.postgres.indexes
import django.db.models.fields.json
import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("visits", "0005_jobs"),
    ]

    operations = [
        migrations.AlterField(
            model_name="visitversion",
            name="visit",
            field=models.BigIntegerField(),
        ),
        migrations.AddIndex(
            model_name="visitversion",
            index=models.Index(
                fields=["visit", "published_from", "number"], name="version_published"
            ),
        ),
        migrations.AddIndex(
            model_name="visitversion",
            index=models.Index(
                django.db.models.functions.comparison.Coalesce(
                    django.db.models.fields.json.KeyTextTransform("start_earliest", "snapshot"),
                    django.db.models.fields.json.KeyTextTransform("start_latest", "snapshot"),
                    django.db.models.fields.json.KeyTextTransform("end_earliest", "snapshot"),
                    django.db.models.fields.json.KeyTextTransform("end_latest", "snapshot"),
                ),
                name="version_day",
            ),
        ),
        migrations.AddIndex(
            model_name="visitversion",
            index=models.Index(
                django.db.models.fields.json.KeyTextTransform("host_id", "snapshot"),
                django.db.models.functions.comparison.Coalesce(
                    django.db.models.fields.json.KeyTextTransform("start_earliest", "snapshot"),
                    django.db.models.fields.json.KeyTextTransform("start_latest", "snapshot"),
                    django.db.models.fields.json.KeyTextTransform("end_earliest", "snapshot"),
                    django.db.models.fields.json.KeyTextTransform("end_latest", "snapshot"),
                ),
                name="version_host",
            ),
        ),
        migrations.AddIndex(
            model_name="visitversion",
            index=models.Index(
                django.db.models.fields.json.KeyTextTransform("visitor_country_id", "snapshot"),
                django.db.models.functions.comparison.Coalesce(
                    django.db.models.fields.json.KeyTextTransform("start_earliest", "snapshot"),
                    django.db.models.fields.json.KeyTextTransform("start_latest", "snapshot"),
                    django.db.models.fields.json.KeyTextTransform("end_earliest", "snapshot"),
                    django.db.models.fields.json.KeyTextTransform("end_latest", "snapshot"),
                ),
                name="version_sender",
            ),
        ),
        migrations.AddIndex(
            model_name="visitversion",
            index=django.contrib.postgres.indexes.GinIndex(
                django.contrib.postgres.indexes.OpClass(
                    django.db.models.fields.json.KeyTransform("members", "snapshot"),
                    "jsonb_path_ops",
                ),
                name="version_members",
            ),
        ),
        migrations.AddConstraint(
            model_name="visitversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("recorded_to", None),
                    ("recorded_from__lte", models.F("recorded_to")),
                    _connector="OR",
                ),
                name="version_recorded_in_order",
            ),
        ),
    ]

"""Indexes for searching words and parts of names, and for meetings between two days."""

import django.contrib.postgres.indexes
import django.db.models.functions.comparison
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("visits", "0008_words")]

    operations = [
        migrations.AddIndex(
            model_name="announcement",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(models.F("text"), function="visits_words"), name="announcement_words"
            ),
        ),
        migrations.AddIndex(
            model_name="meeting",
            index=django.contrib.postgres.indexes.GistIndex(
                models.Func(
                    django.db.models.functions.comparison.Coalesce("day_earliest", "day_latest"),
                    django.db.models.functions.comparison.Coalesce("day_latest", "day_earliest"),
                    models.Value("[]"),
                    function="daterange",
                ),
                name="meeting_days_gist",
            ),
        ),
        migrations.AddIndex(
            model_name="official",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(models.F("folded"), function="visits_words"), name="official_words"
            ),
        ),
        migrations.AddIndex(
            model_name="officialname",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["folded"],
                name="official_name_folded_trgm",
                opclasses=["gin_trgm_ops"],
            ),
        ),
        migrations.AddIndex(
            model_name="stop",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(models.F("city"), function="visits_words"), name="stop_words"
            ),
        ),
        migrations.AddIndex(
            model_name="visit",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(models.F("purpose"), function="visits_words"),
                name="visit_purpose_words",
            ),
        ),
    ]

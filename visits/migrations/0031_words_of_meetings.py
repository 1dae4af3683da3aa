"""Cities of meetings are found by their words."""

import django.contrib.postgres.indexes
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("visits", "0030_groups_of_roles")]

    operations = [
        migrations.AddIndex(
            model_name="meeting",
            index=django.contrib.postgres.indexes.GinIndex(
                models.Func(models.F("city"), function="visits_words"),
                name="meeting_words",
                condition=models.Q(("city", ""), _negated=True),
            ),
        ),
    ]

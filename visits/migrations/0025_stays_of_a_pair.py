"""A month of two countries is read from the index of the pair."""

import django.db.models.expressions
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("visits", "0024_imports"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="visit",
            index=models.Index(
                condition=models.Q(
                    ("start_earliest", None),
                    ("end_earliest__lt", models.F("start_earliest")),
                    (
                        "start_latest__gt",
                        models.ExpressionWrapper(
                            django.db.models.expressions.CombinedExpression(
                                models.F("start_earliest"),
                                "+",
                                models.Value(62, models.IntegerField()),
                            ),
                            output_field=models.DateField(),
                        ),
                    ),
                    (
                        "end_earliest__gt",
                        models.ExpressionWrapper(
                            django.db.models.expressions.CombinedExpression(
                                models.F("start_earliest"),
                                "+",
                                models.Value(62, models.IntegerField()),
                            ),
                            output_field=models.DateField(),
                        ),
                    ),
                    (
                        "end_latest__gt",
                        models.ExpressionWrapper(
                            django.db.models.expressions.CombinedExpression(
                                models.F("start_earliest"),
                                "+",
                                models.Value(62, models.IntegerField()),
                            ),
                            output_field=models.DateField(),
                        ),
                    ),
                    _connector="OR",
                ),
                fields=["host", "visitor_country"],
                name="visit_pair_unusual",
            ),
        ),
    ]

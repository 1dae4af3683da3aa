"""Changes of records, numbered for clients that keep a copy."""

import visits.terms
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("visits", "0019_changes_and_invitations"),
    ]

    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("number", models.BigIntegerField(null=True, unique=True)),
                ("at", models.DateTimeField(null=True)),
                (
                    "noun",
                    models.CharField(
                        choices=[
                            (
                                visits.terms.ChangeNoun["COUNTRY"],
                                visits.terms.ChangeNoun["COUNTRY"],
                            ),
                            (
                                visits.terms.ChangeNoun["OFFICIAL"],
                                visits.terms.ChangeNoun["OFFICIAL"],
                            ),
                            (visits.terms.ChangeNoun["VISIT"], visits.terms.ChangeNoun["VISIT"]),
                            (
                                visits.terms.ChangeNoun["MEETING"],
                                visits.terms.ChangeNoun["MEETING"],
                            ),
                            (
                                visits.terms.ChangeNoun["ITINERARY"],
                                visits.terms.ChangeNoun["ITINERARY"],
                            ),
                            (
                                visits.terms.ChangeNoun["GATHERING"],
                                visits.terms.ChangeNoun["GATHERING"],
                            ),
                            (
                                visits.terms.ChangeNoun["ANNOUNCEMENT"],
                                visits.terms.ChangeNoun["ANNOUNCEMENT"],
                            ),
                            (visits.terms.ChangeNoun["SOURCE"], visits.terms.ChangeNoun["SOURCE"]),
                            (visits.terms.ChangeNoun["CLAIM"], visits.terms.ChangeNoun["CLAIM"]),
                        ],
                        max_length=12,
                    ),
                ),
                ("object", models.CharField(max_length=200)),
                (
                    "event",
                    models.CharField(
                        choices=[
                            (
                                visits.terms.ChangeEvent["CREATED"],
                                visits.terms.ChangeEvent["CREATED"],
                            ),
                            (
                                visits.terms.ChangeEvent["CHANGED"],
                                visits.terms.ChangeEvent["CHANGED"],
                            ),
                            (
                                visits.terms.ChangeEvent["CANCELLED"],
                                visits.terms.ChangeEvent["CANCELLED"],
                            ),
                            (
                                visits.terms.ChangeEvent["MERGED"],
                                visits.terms.ChangeEvent["MERGED"],
                            ),
                            (
                                visits.terms.ChangeEvent["DELETED"],
                                visits.terms.ChangeEvent["DELETED"],
                            ),
                        ],
                        max_length=9,
                    ),
                ),
                ("into", models.CharField(blank=True, max_length=200)),
                ("transaction", models.BigIntegerField()),
            ],
            options={
                "ordering": ["number"],
                "indexes": [
                    models.Index(fields=["noun", "number"], name="change_of_noun"),
                    models.Index(fields=["at"], name="change_at"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("number__isnull", True)),
                        fields=("transaction", "noun", "object"),
                        name="change_once_a_transaction",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("at__isnull", True), ("number__isnull", True)),
                            models.Q(("at__isnull", False), ("number__isnull", False)),
                            _connector="OR",
                        ),
                        name="change_at_with_number",
                    ),
                ],
            },
        ),
    ]

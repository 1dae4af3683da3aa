from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Tally(models.Model):
    """What was counted of one thing since the site exists, for metrics: it only ever grows.

    `counts` has a number for each bucket of `visits.queries.tallies.BUCKETS` and one above them;
    `total` is their seconds together. Workers share a thing's rows out among themselves by `slot`,
    so that they do not wait for each other.
    """

    name = models.CharField(max_length=40)
    label = models.CharField(max_length=80, blank=True)
    slot = models.PositiveSmallIntegerField(default=0)
    counts = ArrayField(models.BigIntegerField(), default=list)
    total = models.FloatField(default=0)

    class Meta:
        ordering = ["name", "label", "slot"]
        constraints = [
            models.UniqueConstraint(name="tally_once", fields=["name", "label", "slot"]),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.label}"

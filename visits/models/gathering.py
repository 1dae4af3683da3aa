from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from visits.models.country import Country


class Gathering(models.Model):
    """A multilateral occasion: dates, place; visits and meetings on its sidelines point to it."""

    slug = models.SlugField(max_length=160, unique=True)
    name = models.CharField(max_length=300)
    names = models.JSONField(default=dict, blank=True)
    country = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="gatherings",
    )
    city = models.CharField(max_length=120, blank=True)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["start", "name"]
        constraints = [
            models.CheckConstraint(
                name="gathering_in_order",
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(start__lte=F("end")),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/gatherings/{self.slug}/"

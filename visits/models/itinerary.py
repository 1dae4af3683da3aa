from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from visits.models.country import Country
from visits.models.official import Official


class Itinerary(models.Model):
    """The tour of one head of delegation. Derived: written by the linking service alone.

    `key` is the linking function's own name (the least claim); `flags` tells impossible diaries.
    """

    key = models.CharField(max_length=60)
    head = models.ForeignKey(
        Official,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="itineraries",
    )
    country = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="itineraries",
    )
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    flags = models.JSONField(default=list, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["-start", "pk"]
        verbose_name_plural = "itineraries"
        indexes = [
            # Impossible diaries, which the desk looks at.
            models.Index(name="itinerary_flagged", fields=["changed_at"], condition=~Q(flags=[])),
        ]
        constraints = [
            models.UniqueConstraint(
                name="itinerary_key_once", fields=["key"], deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                name="itinerary_in_order",
                condition=Q(start__isnull=True) | Q(end__isnull=True) | Q(start__lte=F("end")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.head}, {self.start or '?'}"

    def get_absolute_url(self) -> str:
        return f"/itineraries/{self.pk}/"

from __future__ import annotations

from django.db import models
from django.db.models import Q

from visits.choices import DELIVERY_STATES, SOURCE_FORMATS, SOURCE_SIDES
from visits.models.country import Country
from visits.terms import DeliveryState, SourceFormat, SourceSide


class Source(models.Model):
    """A feed or a publisher. Its reading clock is `timezone`; `tier` 1 is the most reliable.

    A feed that carries several publishers names them entry by entry; those are sources of their
    own with the format "push" and this one as their `feed`.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=200)
    url = models.URLField(max_length=2000, blank=True)
    format = models.CharField(max_length=12, choices=SOURCE_FORMATS, default=SourceFormat.ATOM)
    country = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="sources"
    )
    side = models.CharField(max_length=10, choices=SOURCE_SIDES, default=SourceSide.WIRE)
    tier = models.PositiveSmallIntegerField(default=3)
    language = models.CharField(max_length=12, default="en")
    timezone = models.CharField(max_length=60, default="UTC")
    feed = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="publishers",
    )
    is_active = models.BooleanField(default=True)
    disabled_reason = models.CharField(max_length=300, blank=True)
    check_minutes = models.PositiveIntegerField(default=60)
    fetch_state = models.CharField(max_length=8, choices=DELIVERY_STATES, default=DeliveryState.DUE)
    next_check_at = models.DateTimeField(null=True, blank=True, db_index=True)
    last_fetch_at = models.DateTimeField(null=True, blank=True)
    last_new_at = models.DateTimeField(null=True, blank=True)
    failures = models.PositiveIntegerField(default=0)
    last_error = models.CharField(max_length=1000, blank=True)
    etag = models.CharField(max_length=500, blank=True)
    last_modified = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["slug"]
        constraints = [
            models.CheckConstraint(name="source_tier_1_to_5", condition=Q(tier__range=(1, 5))),
            models.CheckConstraint(
                name="source_check_minutes_positive", condition=Q(check_minutes__gte=1)
            ),
            models.CheckConstraint(
                name="source_format_known",
                condition=Q(format__in=[f.value for f in SourceFormat]),
            ),
            models.CheckConstraint(
                name="source_side_known",
                condition=Q(side__in=[s.value for s in SourceSide]),
            ),
        ]

    def __str__(self) -> str:
        return self.name

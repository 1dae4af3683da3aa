from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from visits.choices import CLAIM_SUBJECTS, DELIVERY_STATES
from visits.models.announcement import Announcement
from visits.models.country import Country
from visits.terms import DeliveryState


class Timeline(models.Model):
    """The unit of linking: all claims that may be about one head of delegation.

    `key` is a folded family name and a sending country ("wang|CN"). The row is what linking
    locks, in the order of keys, and the due row that workers take.
    """

    key = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=8, choices=DELIVERY_STATES, default=DeliveryState.DUE)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        ordering = ["key"]
        indexes = [
            models.Index(
                name="timeline_due",
                fields=["due_at"],
                condition=Q(state__in=[DeliveryState.DUE, DeliveryState.RUNNING]),
            )
        ]

    def __str__(self) -> str:
        return self.key


class Claim(models.Model):
    """What one announcement says of one visit or meeting. Immutable; a newer engine supersedes it.

    `value` holds the fields as read (people, countries, EDTF windows, status, ...), `evidence`
    per field {start, end, quote, stated}: a trigger holds text[start:end] = quote. `key` is the
    name that linking knows it by: a hash of the announcement's identity, and the number of the
    claim in it, the same on every replay. `generation` counts the readings of the announcement.
    """

    key = models.CharField(max_length=60)
    generation = models.PositiveIntegerField(default=1)
    announcement = models.ForeignKey(Announcement, on_delete=models.PROTECT, related_name="claims")
    subject = models.CharField(max_length=8, choices=CLAIM_SUBJECTS)
    value = models.JSONField()
    evidence = models.JSONField(default=dict)
    side = models.ForeignKey(
        Country, null=True, blank=True, on_delete=models.PROTECT, related_name="claims"
    )
    rule = models.CharField(max_length=200, blank=True)
    confidence = models.FloatField()
    engine = models.CharField(max_length=80)
    created_at = models.DateTimeField(db_default=Now())
    superseded_at = models.DateTimeField(null=True, blank=True)
    timelines = models.ManyToManyField(Timeline, related_name="claims", blank=True)

    class Meta:
        ordering = ["announcement", "pk"]
        indexes = [
            models.Index(
                name="claim_live",
                fields=["announcement"],
                condition=Q(superseded_at__isnull=True),
            )
        ]
        constraints = [
            models.UniqueConstraint(name="claim_once", fields=["key", "generation"]),
            models.UniqueConstraint(
                name="claim_one_live", fields=["key"], condition=Q(superseded_at__isnull=True)
            ),
            models.CheckConstraint(
                name="claim_confidence_0_to_1", condition=Q(confidence__range=(0, 1))
            ),
        ]

    def __str__(self) -> str:
        return self.key

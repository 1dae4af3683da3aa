from __future__ import annotations

from django.db import models
from django.db.models import F, Q
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
                condition=Q(
                    state__in=[DeliveryState.DUE, DeliveryState.RUNNING, DeliveryState.FAILED]
                ),
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
    timelines = models.ManyToManyField(
        Timeline, through="ClaimTimeline", related_name="claims", blank=True
    )

    class Meta:
        ordering = ["announcement", "pk"]
        indexes = [
            models.Index(
                name="claim_live",
                fields=["announcement"],
                condition=Q(superseded_at__isnull=True),
            ),
            # Few claims are of an invitation, and a page lists them.
            models.Index(
                name="claim_invitation",
                fields=["announcement", "id"],
                condition=Q(superseded_at__isnull=True, value__status="invited"),
            ),
            models.Index(
                name="claim_declined",
                fields=["id"],
                condition=Q(superseded_at__isnull=True, value__declined=True),
            ),
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


class ClaimTimeline(models.Model):
    """A claim's place in a timeline: what linking must know of it to find what it touches.

    One row for each person of the claim and each key of that person; `person` counts them, the
    head of a delegation is 0, and `alone` says that the claim names nobody else. `first`..`last`
    holds every day through which the claim touches others: its `reach` and its `tour`, as the
    linking function puts them. `host` is the host of a visit, the place of a meeting. `is_news`
    waits for linking.
    """

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="places")
    timeline = models.ForeignKey(
        Timeline, on_delete=models.CASCADE, related_name="places", db_index=False
    )
    person = models.PositiveSmallIntegerField(default=0)
    alone = models.BooleanField(default=True)
    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, related_name="places")
    subject = models.CharField(max_length=8, choices=CLAIM_SUBJECTS)
    form = models.CharField(max_length=10, blank=True)
    host = models.CharField(max_length=8, blank=True)
    first = models.DateField()
    last = models.DateField()
    reach_first = models.DateField()
    reach_last = models.DateField()
    tour_first = models.DateField(null=True, blank=True)
    tour_last = models.DateField(null=True, blank=True)
    is_live = models.BooleanField(default=True)
    is_news = models.BooleanField(default=True)

    class Meta:
        ordering = ["timeline", "first", "pk"]
        indexes = [
            models.Index(name="place_in_time", fields=["timeline", "last", "first"]),
            models.Index(name="place_news", fields=["timeline"], condition=Q(is_news=True)),
        ]
        constraints = [
            models.UniqueConstraint(name="place_once", fields=["claim", "timeline", "person"]),
            models.CheckConstraint(name="place_in_order", condition=Q(first__lte=F("last"))),
        ]

    def __str__(self) -> str:
        return f"{self.claim_id} in {self.timeline_id}"

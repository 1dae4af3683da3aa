from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from visits.choices import DELIVERY_STATES
from visits.models.watch import Watch
from visits.terms import DeliveryState


class Webhook(models.Model):
    """An address that is told of changes, signed with `secret` (Standard Webhooks).

    `events` are types such as "visit.cancelled". All changes up to `position`, a number of the
    sequence, have been looked at. After a renewal messages are signed with `former_secret` too,
    until `former_until`. The secrets are kept as they are, for signing needs them. One with a
    `watch` is told of the visits that this concerns alone, and goes when it is not followed.
    """

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="webhooks"
    )
    label = models.CharField(max_length=100, blank=True)
    watch = models.ForeignKey(
        Watch, null=True, blank=True, on_delete=models.CASCADE, related_name="webhooks"
    )
    url = models.CharField(max_length=2000)
    events = ArrayField(models.CharField(max_length=30))
    secret = models.CharField(max_length=100)
    former_secret = models.CharField(max_length=100, blank=True)
    former_until = models.DateTimeField(null=True, blank=True)
    position = models.BigIntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now())
    stopped_at = models.DateTimeField(null=True, blank=True)
    stopped_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(name="webhook_has_events", condition=Q(events__len__gt=0)),
            models.CheckConstraint(
                name="webhook_url_is_web_address", condition=Q(url__regex=r"^https?://\S+$")
            ),
        ]

    def __str__(self) -> str:
        return self.label or self.url


class WebhookMessage(models.Model):
    """A message to a webhook: a due row, whose `body` never changes once it is written.

    `number` is the change that it tells of; None for a test. `status` is the last answer's.
    """

    webhook = models.ForeignKey(Webhook, on_delete=models.CASCADE, related_name="messages")
    number = models.BigIntegerField(null=True, blank=True)
    name = models.CharField(max_length=60, unique=True)
    event = models.CharField(max_length=30)
    body = models.TextField()
    state = models.CharField(max_length=8, choices=DELIVERY_STATES, default=DeliveryState.DUE)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField(db_default=Now())
    reason = models.CharField(max_length=1000, blank=True)
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now())
    delivered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(
                name="webhook_message_waiting",
                fields=["due_at", "id"],
                condition=~Q(state__in=[DeliveryState.DONE, DeliveryState.DEAD]),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="webhook_message_once_a_change", fields=["webhook", "number"]
            ),
        ]

    def __str__(self) -> str:
        return self.name

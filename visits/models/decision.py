from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from visits.choices import DECISION_KINDS
from visits.models.announcement import Announcement
from visits.models.claim import Timeline
from visits.terms import DecisionKind

_PAIRED = [DecisionKind.SAME, DecisionKind.NOT_SAME]


class Decision(models.Model):
    """What an editor said, held on to by (announcement, quote, field, person).

    Survives a new engine and a revised page: `announcement` is the root of its revisions, `quote`
    the sentence, `person` the timeline of the head, `host` the host country that was read.
    `undone_at` takes it back. Decisions that were made at one stroke share a `batch`.
    """

    kind = models.CharField(max_length=10, choices=DECISION_KINDS)
    announcement = models.ForeignKey(
        Announcement, on_delete=models.PROTECT, related_name="decisions"
    )
    quote = models.TextField()
    person = models.CharField(max_length=300)
    host = models.CharField(max_length=8, blank=True)
    other_announcement = models.ForeignKey(
        Announcement, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    other_quote = models.TextField(blank=True)
    other_person = models.CharField(max_length=300, blank=True)
    other_host = models.CharField(max_length=8, blank=True)
    field = models.CharField(max_length=40, blank=True)
    value = models.JSONField(null=True, blank=True)
    previous = models.JSONField(null=True, blank=True)
    reason = models.CharField(max_length=1000, blank=True)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="decisions"
    )
    made_at = models.DateTimeField(db_default=Now())
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    is_lost = models.BooleanField(default=False)
    batch = models.UUIDField(null=True, blank=True, db_index=True)
    timelines = models.ManyToManyField(Timeline, related_name="decisions", blank=True)

    class Meta:
        ordering = ["-made_at", "-pk"]
        indexes = [
            # The few that an editor has to look at again.
            models.Index(
                name="decision_lost",
                fields=["made_at"],
                condition=Q(is_lost=True, undone_at=None),
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="decision_pair_has_both",
                condition=Q(kind__in=_PAIRED, other_announcement__isnull=False)
                | (~Q(kind__in=_PAIRED) & Q(other_announcement__isnull=True)),
            ),
            models.CheckConstraint(
                name="decision_value_names_field",
                condition=~Q(kind=DecisionKind.VALUE) | ~Q(field=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.field}".strip()

from __future__ import annotations

from django.contrib.postgres.indexes import GinIndex, GistIndex
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Coalesce

from visits.choices import EDITORIAL_STATES, MEETING_FORMS, VISIT_STATUSES
from visits.models.claim import Claim
from visits.models.country import Country
from visits.models.gathering import Gathering
from visits.models.official import Official
from visits.models.visit import Visit
from visits.terms import EditorialState, MeetingForm, VisitStatus


class Meeting(models.Model):
    """Officials in contact. Derived: written by the linking service alone.

    Belongs to none, one or several visits; the day is a window, inclusive and nullable.
    """

    key = models.CharField(max_length=60)
    form = models.CharField(max_length=10, choices=MEETING_FORMS, default=MeetingForm.IN_PERSON)
    status = models.CharField(max_length=10, choices=VISIT_STATUSES, default=VisitStatus.COMPLETED)
    state = models.CharField(
        max_length=10, choices=EDITORIAL_STATES, default=EditorialState.PROPOSED
    )
    day_earliest = models.DateField(null=True, blank=True, db_index=True)
    day_latest = models.DateField(null=True, blank=True)
    date_words = models.CharField(max_length=300, blank=True)
    country = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="meetings_held",
    )
    city = models.CharField(max_length=120, blank=True)
    gathering = models.ForeignKey(
        Gathering,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="meetings",
    )
    confidence = models.FloatField(default=0.5)
    values = models.JSONField(default=dict, blank=True)
    visits = models.ManyToManyField(Visit, related_name="meetings", blank=True)
    claims = models.ManyToManyField(Claim, through="MeetingClaim", related_name="meetings")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        ordering = [F("day_earliest").asc(nulls_last=True), "pk"]
        indexes = [
            GistIndex(
                Func(
                    Coalesce("day_earliest", "day_latest"),
                    Coalesce("day_latest", "day_earliest"),
                    Value("[]"),
                    function="daterange",
                ),
                name="meeting_days_gist",
            ),
            GinIndex(
                Func(F("city"), function="visits_words"),
                name="meeting_words",
                condition=~Q(city=""),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                name="meeting_key_once", fields=["key"], deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                name="meeting_day_in_order",
                condition=Q(day_earliest__isnull=True)
                | Q(day_latest__isnull=True)
                | Q(day_earliest__lte=F("day_latest")),
            ),
            models.CheckConstraint(
                name="meeting_confidence_0_to_1", condition=Q(confidence__range=(0, 1))
            ),
            models.CheckConstraint(
                name="meeting_form_known",
                condition=Q(form__in=[f.value for f in MeetingForm]),
            ),
        ]

    def __str__(self) -> str:
        return f"meeting {self.pk}"

    def get_absolute_url(self) -> str:
        return f"/meetings/{self.pk}/"


class MeetingParticipant(models.Model):
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="participants")
    official = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="participations")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["meeting", "position"]
        constraints = [
            models.UniqueConstraint(name="meeting_participant_once", fields=["meeting", "official"])
        ]

    def __str__(self) -> str:
        return f"{self.official_id} in {self.meeting_id}"


class MeetingClaim(models.Model):
    """A claim belongs to one meeting at most: the constraint holds it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="claim_links")
    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, related_name="meeting_link")

    def __str__(self) -> str:
        return f"{self.claim_id} of {self.meeting_id}"

from __future__ import annotations

from django.contrib.postgres.fields import DateRangeField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Greatest, Least

from visits.choices import EDITORIAL_STATES, RANKS, VISIT_KINDS, VISIT_STATUSES
from visits.extraction.stays import FIRST_DAY, LAST_DAY
from visits.models.claim import Claim
from visits.models.country import Country
from visits.models.gathering import Gathering
from visits.models.itinerary import Itinerary
from visits.models.official import Official
from visits.models.visit_indexes import DATE_COLUMNS, INDEXES
from visits.terms import EditorialState, Rank, VisitKind, VisitStatus


def _in_order(earlier: str, later: str) -> Q:
    return (
        Q(**{f"{earlier}__isnull": True})
        | Q(**{f"{later}__isnull": True})
        | Q(**{f"{earlier}__lte": F(later)})
    )


class Visit(models.Model):
    """One delegation's stay in one host country. Derived: written by the linking service alone.

    Four date columns, inclusive and nullable: the windows of the first and of the last day.
    `days` is the half-open range that searching uses, None for an undated visit. `window_*` is the
    window of the tour for a stop that has no dates of its own. `values` holds, per field, which
    claims won and why; `reasons` why the claims stand together.
    """

    key = models.CharField(max_length=60)
    itinerary = models.ForeignKey(Itinerary, on_delete=models.PROTECT, related_name="visits")
    head = models.ForeignKey(
        Official,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="visits_led",
    )
    rank = models.PositiveSmallIntegerField(choices=RANKS, default=Rank.OTHER)
    visitor_country = models.ForeignKey(
        Country,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="visits_made",
    )
    host = models.ForeignKey(Country, on_delete=models.PROTECT, related_name="visits_received")
    kind = models.CharField(max_length=12, choices=VISIT_KINDS, default=VisitKind.UNSPECIFIED)
    status = models.CharField(max_length=10, choices=VISIT_STATUSES, default=VisitStatus.PLANNED)
    state = models.CharField(
        max_length=10, choices=EDITORIAL_STATES, default=EditorialState.PROPOSED
    )
    start_earliest = models.DateField(null=True, blank=True)
    start_latest = models.DateField(null=True, blank=True)
    end_earliest = models.DateField(null=True, blank=True)
    end_latest = models.DateField(null=True, blank=True)
    window_earliest = models.DateField(null=True, blank=True)
    window_latest = models.DateField(null=True, blank=True)
    date_words = models.CharField(max_length=300, blank=True)
    dates_stated = models.BooleanField(default=False)
    days = models.GeneratedField(
        expression=Case(
            When(
                Q(
                    start_earliest=None,
                    start_latest=None,
                    end_earliest=None,
                    end_latest=None,
                ),
                then=None,
            ),
            default=Func(
                Least(*DATE_COLUMNS),
                Greatest(*DATE_COLUMNS),
                Value("[]"),
                function="daterange",
                output_field=DateRangeField(null=True),
            ),
        ),
        output_field=DateRangeField(null=True),
        db_persist=True,
    )
    purpose = models.TextField(blank=True)
    gathering = models.ForeignKey(
        Gathering,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="visits",
    )
    confirmed_by_both = models.BooleanField(default=False)
    accepted = models.BooleanField(default=False)
    confidence = models.FloatField(default=0.5)
    voices = models.PositiveIntegerField(default=1)
    values = models.JSONField(default=dict, blank=True)
    reasons = models.JSONField(default=list, blank=True)
    claims = models.ManyToManyField(Claim, through="VisitClaim", related_name="visits")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True, db_index=True)

    class Meta:
        ordering = [F("start_earliest").asc(nulls_last=True), "pk"]
        indexes = INDEXES
        constraints = [
            models.UniqueConstraint(
                name="visit_key_once", fields=["key"], deferrable=models.Deferrable.DEFERRED
            ),
            models.CheckConstraint(
                name="visit_start_in_order",
                condition=_in_order("start_earliest", "start_latest"),
            ),
            models.CheckConstraint(
                name="visit_end_in_order",
                condition=_in_order("end_earliest", "end_latest"),
            ),
            models.CheckConstraint(
                name="visit_start_before_end",
                condition=_in_order("start_earliest", "end_latest"),
            ),
            models.CheckConstraint(
                name="visit_window_in_order",
                condition=_in_order("window_earliest", "window_latest"),
            ),
            *(
                models.CheckConstraint(
                    name=f"visit_{column}_in_calendar",
                    condition=Q(**{f"{column}__range": (FIRST_DAY, LAST_DAY)}),
                )
                for column in DATE_COLUMNS
            ),
            models.CheckConstraint(
                name="visit_confidence_0_to_1", condition=Q(confidence__range=(0, 1))
            ),
            models.CheckConstraint(
                name="visit_status_known",
                condition=Q(status__in=[s.value for s in VisitStatus]),
            ),
            models.CheckConstraint(
                name="visit_kind_known",
                condition=Q(kind__in=[k.value for k in VisitKind]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.head} to {self.host_id}"

    def get_absolute_url(self) -> str:
        return f"/visits/{self.pk}/"


class VisitMember(models.Model):
    """One member of a delegation, the head first; `title` is the role as printed."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="members")
    official = models.ForeignKey(Official, on_delete=models.PROTECT, related_name="memberships")
    position = models.PositiveSmallIntegerField(default=0)
    title = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["visit", "position"]
        constraints = [
            models.UniqueConstraint(name="visit_member_once", fields=["visit", "official"])
        ]

    def __str__(self) -> str:
        return f"{self.official_id} in {self.visit_id}"


class Stop(models.Model):
    """A city of a visit, in order."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="stops")
    position = models.PositiveSmallIntegerField(default=0)
    city = models.CharField(max_length=120)

    class Meta:
        ordering = ["visit", "position"]
        indexes = [GinIndex(Func(F("city"), function="visits_words"), name="stop_words")]
        constraints = [models.UniqueConstraint(name="stop_once", fields=["visit", "city"])]

    def __str__(self) -> str:
        return self.city


class VisitClaim(models.Model):
    """A claim belongs to one visit at most: the constraint holds it."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="claim_links")
    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, related_name="visit_link")

    def __str__(self) -> str:
        return f"{self.claim_id} of {self.visit_id}"


class VisitRedirect(models.Model):
    """Where a public id went that was merged into another one.

    `claims` are the keys it held: when they stand apart again, the old id comes back.
    """

    old = models.BigIntegerField(primary_key=True)
    claims = models.JSONField(default=list)
    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="redirects")

    def __str__(self) -> str:
        return f"{self.old} → {self.visit_id}"

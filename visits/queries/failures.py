"""What failed or was given up, for the people who mend it."""

from __future__ import annotations

from django.db.models import QuerySet

from visits.models import Reading, Timeline
from visits.terms import DeliveryState

_FAILED = [DeliveryState.FAILED, DeliveryState.DEAD]


def failed_readings() -> QuerySet[Reading]:
    """With their announcements and sources, the latest first."""
    rows = Reading.objects.filter(state__in=_FAILED)
    return rows.select_related("announcement__source").order_by("-started_at", "-pk")


def failed_timelines() -> QuerySet[Timeline]:
    return Timeline.objects.filter(state__in=_FAILED).order_by("-started_at", "-pk")

"""What is due to be fetched, read or linked, oldest first."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from visits.models import Reading, Source, Timeline
from visits.terms import DeliveryState, SourceFormat

AT_ONCE = 1000
# A row that has been running for longer lost its worker: tasks end after five minutes.
LOST_AFTER = timedelta(minutes=6)
PULLED = (SourceFormat.ATOM, SourceFormat.RSS)


def _due() -> Q:
    return Q(state=DeliveryState.DUE) | Q(
        state=DeliveryState.RUNNING, started_at__lt=timezone.now() - LOST_AFTER
    )


def sources_to_pull() -> QuerySet[Source]:
    """Active feeds whose next check has come; a taken one's is when its worker counts as lost."""
    return Source.objects.filter(is_active=True, format__in=PULLED).filter(
        Q(next_check_at=None) | Q(next_check_at__lte=timezone.now())
    )


def due_sources() -> QuerySet[Source, int]:
    return sources_to_pull().order_by("next_check_at").values_list("pk", flat=True)[:AT_ONCE]


def due_readings() -> QuerySet[Reading, int]:
    return Reading.objects.filter(_due()).order_by("due_at").values_list("pk", flat=True)[:AT_ONCE]


def due_timelines() -> QuerySet[Timeline, int]:
    return (
        Timeline.objects.filter(_due(), due_at__isnull=False)
        .order_by("due_at")
        .values_list("pk", flat=True)[:AT_ONCE]
    )

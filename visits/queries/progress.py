"""How far the pipeline has come, for the terminal and the operator."""

from __future__ import annotations

from visits.models import Announcement, Meeting, Reading, Timeline, Visit
from visits.terms import DeliveryState

_WAITING = [DeliveryState.DUE, DeliveryState.RUNNING]


def pipeline_progress() -> dict[str, int]:
    """Counts of what is stored and of what is still to be read and linked."""
    return {
        "announcements": Announcement.objects.count(),
        "due_extraction": Reading.objects.filter(state__in=_WAITING).count(),
        "due_linking": Timeline.objects.filter(state__in=_WAITING, due_at__isnull=False).count(),
        "visits": Visit.objects.count(),
        "meetings": Meeting.objects.count(),
    }

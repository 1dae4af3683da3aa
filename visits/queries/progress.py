"""How far the pipeline has come, for the terminal and the operator."""

from __future__ import annotations

from visits.models import Announcement, Meeting, Reading, Timeline, Visit
from visits.queries.due import waiting_rows


def pipeline_progress() -> dict[str, int]:
    """Counts of what is stored and of what is still to be read and linked."""
    return {
        "announcements": Announcement.objects.count(),
        "due_extraction": Reading.objects.filter(waiting_rows()).count(),
        "due_linking": Timeline.objects.filter(waiting_rows(), due_at__isnull=False).count(),
        "visits": Visit.objects.count(),
        "meetings": Meeting.objects.count(),
    }

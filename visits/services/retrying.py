"""Trying again what was given up, or what waits for its next attempt."""

from __future__ import annotations

from django.db.models.functions import Now

from visits.models import Reading, Timeline
from visits.services.attempts import Rows
from visits.terms import DeliveryState


def retry_reading(*, announcement_id: int) -> bool:
    """Leaves a failed reading due, as if it had never been tried; whether it was one."""
    return _leave_due(Reading.objects.filter(pk=announcement_id))


def retry_timeline(*, timeline_id: int) -> bool:
    """The same for the linking of a timeline."""
    return _leave_due(Timeline.objects.filter(pk=timeline_id))


def _leave_due(rows: Rows) -> bool:
    failed = rows.filter(state__in=[DeliveryState.FAILED, DeliveryState.DEAD])
    return bool(failed.update(state=DeliveryState.DUE, attempts=0, reason="", due_at=Now()))

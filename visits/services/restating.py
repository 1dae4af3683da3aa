"""A decision that was taken back stands again, as it was made."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from visits.models import Decision
from visits.services.linking import link_now
from visits.services.timelines import retell


def restate_decision(*, decision: Decision) -> None:
    """Undoes the taking back; one that stands stays as it is."""
    with transaction.atomic():
        row = Decision.objects.select_for_update().get(pk=decision.pk)
        if row.undone_at is None:
            return
        row.undone_at = row.undone_by = None
        row.save(update_fields=["undone_at", "undone_by"])
        texts = [text for text in (row.announcement, row.other_announcement) if text is not None]
        timelines = retell(texts, timezone.now())
    link_now(timelines)

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models.functions import Now

from visits.models.announcement import Announcement


class TripDraft(models.Model):
    """A trip as far as it was typed. `data` are the fields of its form, as lists of texts.

    `entered` is what was made of it: a form that is sent twice is entered once.
    """

    id = models.UUIDField(primary_key=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="trip_drafts"
    )
    title = models.CharField(max_length=200, blank=True)
    data = models.JSONField(default=dict)
    pasted = models.JSONField(null=True, blank=True)
    changed_at = models.DateTimeField(db_default=Now())
    entered = models.ForeignKey(
        Announcement, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["-changed_at"]
        indexes = [models.Index(name="trip_draft_of", fields=["owner", "-changed_at"])]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/trips/new/?draft={self.pk}"

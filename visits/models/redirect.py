from __future__ import annotations

from django.db import models

from visits.models.itinerary import Itinerary
from visits.models.meeting import Meeting


class ItineraryRedirect(models.Model):
    """Where the public id of a tour went that became part of another one; see VisitRedirect."""

    old = models.BigIntegerField(primary_key=True)
    claims = models.JSONField(default=list)
    itinerary = models.ForeignKey(Itinerary, on_delete=models.CASCADE, related_name="redirects")

    def __str__(self) -> str:
        return f"{self.old} → {self.itinerary_id}"


class MeetingRedirect(models.Model):
    """Where the public id of a meeting went that became part of another one; see VisitRedirect."""

    old = models.BigIntegerField(primary_key=True)
    claims = models.JSONField(default=list)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="redirects")

    def __str__(self) -> str:
        return f"{self.old} → {self.meeting_id}"

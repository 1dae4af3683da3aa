"""The day the site stands on."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """VISITBOOK_TODAY where it is set, else the real day in the site's time zone."""
    told: date | None = settings.VISITBOOK_TODAY
    return told or timezone.localdate()

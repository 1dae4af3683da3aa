"""Moments against now, for operators."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import template
from django.utils import timezone

register = template.Library()
_UNITS = ((86_400, "day"), (3_600, "hour"), (60, "minute"))


@register.filter
def moment_words(moment: datetime) -> str:
    """How long ago, or in how long: "3 hours ago", "in 12 minutes", "now"."""
    return words_of(moment - timezone.now())


def words_of(distance: timedelta) -> str:
    """The distance in its largest unit that is told twice at least, rounded."""
    seconds = distance.total_seconds()
    for size, name in _UNITS:
        count = round(abs(seconds) / size)
        if count >= 2 or (count == 1 and name == "minute"):
            words = f"{count} {name}{'s' if count > 1 else ''}"
            return f"in {words}" if seconds > 0 else f"{words} ago"
    return "now"

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
    """The distance from now in its largest unit that is told twice at least."""
    words = span_words(distance)
    if not words:
        return "now"
    return f"in {words}" if distance > timedelta() else f"{words} ago"


@register.filter
def span_words(span: timedelta) -> str:
    """How long it is: "3 hours", "12 minutes"; nothing where it is less than half a minute."""
    seconds = abs(span.total_seconds())
    for size, name in _UNITS:
        count = round(seconds / size)
        if count >= 2 or (count == 1 and name == "minute"):
            return f"{count} {name}{'s' if count > 1 else ''}"
    return ""

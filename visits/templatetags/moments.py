"""Moments against now, for operators."""

from __future__ import annotations

from datetime import datetime, timedelta

from django import template
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()
_UNITS = (86_400, 3_600, 60)


@register.filter
def moment_words(moment: datetime) -> str:
    """How long ago, or in how long: "3 hours ago", "in 12 minutes", "now"."""
    return words_of(moment - timezone.now())


def words_of(distance: timedelta) -> str:
    """The distance from now in its largest unit that is told twice at least."""
    words = span_words(distance)
    if not words:
        return _("now")
    told = {"span": words}
    return _("in %(span)s") % told if distance > timedelta() else _("%(span)s ago") % told


@register.filter
def span_words(span: timedelta) -> str:
    """How long it is: "3 hours", "12 minutes"; nothing where it is less than half a minute."""
    seconds = abs(span.total_seconds())
    for size in _UNITS:
        count = round(seconds / size)
        if count >= 2 or (count == 1 and size == 60):
            return _counted(count, size)
    return ""


def _counted(count: int, size: int) -> str:
    told = {"count": count}
    if size == 86_400:
        return ngettext("%(count)s day", "%(count)s days", count) % told
    if size == 3_600:
        return ngettext("%(count)s hour", "%(count)s hours", count) % told
    return ngettext("%(count)s minute", "%(count)s minutes", count) % told

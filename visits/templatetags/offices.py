"""Offices of officials in words."""

from __future__ import annotations

from django import template

from visits.models import Official
from visits.queries.offices import office_on, tenure_words
from visits.queries.today import today

register = template.Library()
register.filter("tenure_words", tenure_words)


@register.filter
def office_now(official: Official) -> str:
    """The office on the day of the site, or the former one; tenures must have been read along."""
    return office_on(official, today())

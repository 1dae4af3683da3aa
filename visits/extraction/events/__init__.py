"""Visits and meetings told in an announcement, read from its mentions and dates."""

from visits.extraction.events.reading import read_events

__all__ = ["read_events"]

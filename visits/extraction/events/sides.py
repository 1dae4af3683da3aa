"""Whose statement an event is."""

from __future__ import annotations

from dataclasses import replace

from visits.extraction.documents import Document
from visits.extraction.mentions import Mentions
from visits.extraction.records import MeetingEvent, VisitEvent


def sided(
    visits: tuple[VisitEvent, ...],
    meetings: tuple[MeetingEvent, ...],
    mentions: Mentions,
    document: Document,
) -> tuple[tuple[VisitEvent, ...], tuple[MeetingEvent, ...]]:
    """The events with the country that says so: the publisher's, until a speaker is named."""
    side = document.country
    return (
        tuple(replace(visit, side=side) for visit in visits),
        tuple(replace(meeting, side=side) for meeting in meetings),
    )

"""Mentions and dates in, visits and meetings out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from visits.extraction.dates import DateExpression
from visits.extraction.documents import Document
from visits.extraction.events.adjectives import described
from visits.extraction.events.answers import answered
from visits.extraction.events.appearances import appearances
from visits.extraction.events.arguments import tellings
from visits.extraction.events.binding import bound
from visits.extraction.events.certainties import undenied, weighed
from visits.extraction.events.chains import (
    chained,
    completed_lines,
    with_delegations,
    with_meeting_days,
    with_near_pairs,
    with_pairs,
    with_topics,
)
from visits.extraction.events.company import with_company
from visits.extraction.events.counting import away, counted
from visits.extraction.events.cues import form_of, judged
from visits.extraction.events.dating import dated
from visits.extraction.events.frames import matches
from visits.extraction.events.identity import merged
from visits.extraction.events.itineraries import with_itineraries
from visits.extraction.events.journeys import with_journeys
from visits.extraction.events.lexicon import EventLexicon
from visits.extraction.events.lines import Line, masked_lines
from visits.extraction.events.meetings import meeting_events
from visits.extraction.events.openings import with_openings
from visits.extraction.events.respective import told_apart
from visits.extraction.events.schedules import schedule_day, scheduled
from visits.extraction.events.seats import seated
from visits.extraction.events.setting import Setting, news_day
from visits.extraction.events.shifts import redated
from visits.extraction.events.tellings import Telling
from visits.extraction.events.units import units
from visits.extraction.events.venues import venue_units
from visits.extraction.events.visits import visit_events
from visits.extraction.events.weekdays import settled_days
from visits.extraction.mentions import Mentions
from visits.extraction.records import MeetingEvent, Person, VisitEvent

Events = tuple[tuple[VisitEvent, ...], tuple[MeetingEvent, ...]]


def read_events(
    document: Document,
    published: date,
    mentions: Mentions,
    dates: tuple[DateExpression, ...],
    lexicon: EventLexicon,
) -> Events:
    """The visits and meetings that an announcement tells, each in the order of the text."""
    lines = masked_lines(mentions, dates, lexicon)
    setting = Setting(mentions, published, document, lexicon, *news_day(lines, published, lexicon))
    schedule = schedule_day(lines, lexicon)
    told = [
        away(
            counted(settled_days(scheduled(telling, schedule), published, lexicon), setting),
            setting,
        )
        for telling in undenied(_told(lines, lexicon, mentions.people), lines, lexicon)
    ]
    told = answered(told, lines, lexicon)
    told = [described(telling, published, lexicon) for telling in told]
    told = merged(with_meeting_days(told), mentions.people)
    told = with_itineraries(told, lines, lexicon)
    told = with_openings(with_journeys(told, mentions.people), setting)
    visiting = [telling for telling in told if telling.frame.event.startswith("visit")]
    meeting = [telling for telling in told if telling.frame.event == "meeting"]
    single = with_company([u for t in visiting for u in units(t)], told, mentions.people)
    present = venue_units(lines, setting)
    single += present
    single = seated(single, mentions)
    visits = visit_events(bound(single, meeting, setting), setting)
    contacts = [(telling, form_of(telling, lexicon)) for telling in meeting]
    contacts += appearances(lines, present, setting)
    return visits, meeting_events(contacts, visits, setting)


def _told(lines: Sequence[Line], lexicon: EventLexicon, people: Sequence[Person]) -> list[Telling]:
    told: list[Telling] = []
    before: Line | None = None
    for line in lines:
        found = [t for match in matches(line, lexicon) for t in tellings(match, lexicon, people)]
        if lexicon.drops_subjects:
            found = with_topics(found, told)
        found = with_pairs(with_near_pairs(found, before), told)
        before = line
        found = with_delegations(found, told, lexicon)
        found = told_apart(redated(line, dated(line, found, lexicon), lexicon), lexicon)
        found = completed_lines(found, told, lexicon)
        told += chained([weighed(judged(t, lexicon), lexicon) for t in found], lexicon)
    return told

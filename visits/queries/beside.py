"""The meetings that belong beside the visits asked for."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from visits.models import Meeting, MeetingClaim, MeetingParticipant
from visits.queries.criteria import MeetingCriteria, VisitCriteria, split_pair
from visits.queries.found_words import words_found
from visits.queries.meetings import meetings_matching


def meetings_beside(criteria: VisitCriteria) -> QuerySet[Meeting]:
    """Meetings of the same people, countries, days, sources and words as the visits asked for.

    A visitor's country asks for a participant from there, a host's for the place or a
    participant. Kinds and ranks are of visits alone: who asks for one sees no meeting.
    """
    found = meetings_matching(
        MeetingCriteria(
            from_day=criteria.from_day,
            until_day=criteria.until_day,
            officials=criteria.officials,
            countries=criteria.countries,
            statuses=criteria.statuses,
        )
    )
    if criteria.kinds or criteria.ranks:
        return found.none()
    if criteria.visitors:
        found = found.filter(_joined_from(*criteria.visitors))
    if criteria.hosts:
        found = found.filter(_joined_from(*criteria.hosts) | Q(country__in=criteria.hosts))
    if criteria.regions:
        found = found.filter(country__region__in=criteria.regions)
    if criteria.states:
        found = found.filter(state__in=criteria.states)
    if criteria.confidence:
        found = found.filter(confidence__gte=criteria.confidence)
    return _told_as_asked(found, criteria)


def _told_as_asked(found: QuerySet[Meeting], criteria: VisitCriteria) -> QuerySet[Meeting]:
    if criteria.pairs:
        pairs = Q()
        for pair in criteria.pairs:
            one, other = split_pair(pair)
            pairs |= _joined_from(one) & _joined_from(other)
        found = found.filter(pairs)
    if criteria.sources:
        told = MeetingClaim.objects.filter(claim__announcement__source__slug__in=criteria.sources)
        found = found.filter(pk__in=told.values("meeting"))
    if criteria.languages:
        told = MeetingClaim.objects.filter(claim__announcement__language__in=criteria.languages)
        found = found.filter(pk__in=told.values("meeting"))
    if criteria.text:
        found = found.filter((criteria.found or words_found(criteria.text)).meetings)
    return found


def _joined_from(*countries: str) -> Q:
    people = MeetingParticipant.objects.filter(official__country__in=countries)
    return Q(pk__in=people.values("meeting"))

"""Linked things → rows: what is new, what changed, what is gone; nothing where all is the same."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from visits.linking import Linked, LinkedVisit
from visits.models import Claim, Itinerary, Official, Visit
from visits.services.derived_itineraries import write_itineraries
from visits.services.derived_meetings import write_meetings
from visits.services.derived_visits import remove_visits, write_visits
from visits.services.identity import match_ids
from visits.services.officials import Directory, forget_unused
from visits.terms import EditorialState


def write_linked(
    linked: Linked,
    rows: Mapping[str, Claim],
    timelines: Collection[int],
    own: Collection[str],
    now: datetime,
) -> None:
    """Stores what linking made of the timelines' claims.

    `rows` maps claim keys to rows, `own` holds the keys of the claims that live in the
    timelines: a visit of other claims was linked in part only and is left alone, as is a meeting
    that none of them tells.
    """
    visits = [visit for visit in linked.visits if set(visit.claims) <= set(own)]
    meetings = [meeting for meeting in linked.meetings if set(meeting.claims) & set(own)]
    stored = _stored(timelines)
    people = [party for visit in visits for party in visit.visitors]
    people += [party for meeting in meetings for party in meeting.participants]
    directory = Directory(people)
    before = _named(timelines)
    tours = _itineraries(stored)
    itineraries = write_itineraries(linked, visits, tours, directory)
    ids = match_ids({visit.key: visit.claims for visit in visits}, stored)
    written = write_visits(visits, ids, itineraries, rows, directory, now)
    remove_visits(stored, _homes(visits, written), written.values(), now)
    write_meetings(meetings, rows, timelines, written, directory)
    Itinerary.objects.filter(pk__in=tours, visits=None).delete()
    forget_unused(before)


def _stored(timelines: Collection[int]) -> dict[int, list[str]]:
    """Ids of the rows that claims of the timelines stood for, with the keys of their claims."""
    found: dict[int, list[str]] = {}
    pairs = (
        Visit.objects.filter(claims__timelines__in=timelines)
        .order_by("pk")
        .values_list("pk", "claims__key")
    )
    for pk, key in pairs.distinct():
        found.setdefault(pk, []).append(key)
    return found


def _named(timelines: Collection[int]) -> set[int]:
    """Proposed officials of the visits and meetings as they stand before this run."""
    proposed = Official.objects.filter(state=EditorialState.PROPOSED)
    travelled = proposed.filter(memberships__visit__claims__timelines__in=timelines)
    met = proposed.filter(participations__meeting__claims__timelines__in=timelines)
    return {*travelled.values_list("pk", flat=True), *met.values_list("pk", flat=True)}


def _itineraries(stored: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    pairs = (
        Itinerary.objects.filter(visits__in=list(stored))
        .order_by("pk")
        .values_list("pk", "visits__claims__key")
    )
    for pk, key in pairs.distinct():
        if key:
            found.setdefault(pk, []).append(key)
    return found


def _homes(visits: Collection[LinkedVisit], written: Mapping[str, int]) -> dict[str, int]:
    return {claim: written[visit.key] for visit in visits for claim in visit.claims}

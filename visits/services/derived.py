"""Linked things → rows: what is new, what changed, what is gone; nothing where all is the same."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from visits.linking import Linked, LinkedVisit
from visits.models import Itinerary, Official, VisitClaim, VisitRedirect
from visits.queries.parts import Part
from visits.services.derived_itineraries import write_itineraries
from visits.services.derived_meetings import write_meetings
from visits.services.derived_visits import remove_visits, write_visits
from visits.services.gatherings import gatherings_of, settle_gatherings
from visits.services.histories import Present, keep_histories
from visits.services.identity import match_returning
from visits.services.officials import Directory, forget_unused
from visits.terms import EditorialState


def write_linked(linked: Linked, part: Part, now: datetime) -> None:
    """Stores what linking made of the part's own visits and meetings.

    Others were linked in part only, for they came as siblings, and are left alone.
    """
    rows = part.brought
    stays = {key for key, row in rows.items() if row.pk in part.visits}
    met = {key for key, row in rows.items() if row.pk in part.meetings}
    visits = [visit for visit in linked.visits if set(visit.claims) <= stays]
    meetings = [meeting for meeting in linked.meetings if set(meeting.claims) <= met]
    stored = _stored(part.visits | part.gone)
    redirects = _redirects(stored)
    people = [party for visit in visits for party in visit.visitors]
    people += [party for meeting in meetings for party in meeting.participants]
    directory = Directory(people)
    before = _named(stored, part)
    told = part.meetings | part.gone
    gatherings = gatherings_of(stored, told)
    tours = _itineraries(stored)
    itineraries = write_itineraries(linked, visits, tours, directory)
    ids = match_returning({visit.key: visit.claims for visit in visits}, stored, redirects)
    VisitRedirect.objects.filter(old__in=set(ids.values()) & set(redirects)).delete()
    written, snapshots = write_visits(visits, ids, itineraries, rows, directory)
    removed = remove_visits(stored, _homes(visits, written), written.values())
    present = Present(visits, written, snapshots, {*removed, *redirects} - {*snapshots})
    keep_histories(part, present, directory, now)
    write_meetings(meetings, rows, told, written, directory)
    settle_gatherings(gatherings | gatherings_of(set(written.values()), told))
    empty = set(tours) - set(itineraries.values())
    if empty:
        Itinerary.objects.filter(pk__in=empty, visits=None).delete()
    forget_unused(before)


def _stored(claims: Collection[int]) -> dict[int, list[str]]:
    """Ids of the rows that these claims stand for, with the keys of the claims."""
    found: dict[int, list[str]] = {}
    links = VisitClaim.objects.filter(claim__in=claims).order_by("visit", "claim__key")
    for pk, key in links.values_list("visit", "claim__key"):
        found.setdefault(pk, []).append(key)
    return found


def _redirects(stored: Collection[int]) -> dict[int, tuple[int, list[str]]]:
    """Old id → where it leads, and the claims it had, of all that lead to the stored ones."""
    rows = VisitRedirect.objects.filter(visit__in=stored).order_by("old")
    return {row.old: (row.visit_id, row.claims) for row in rows}


def _named(stored: Collection[int], part: Part) -> set[int]:
    """Proposed officials of the visits and meetings as they stand before this run."""
    proposed = Official.objects.filter(state=EditorialState.PROPOSED).order_by()
    travelled = proposed.filter(memberships__visit__in=stored)
    met = proposed.filter(participations__meeting__claims__in=part.meetings | part.gone)
    return set(travelled.values_list("pk", flat=True).union(met.values_list("pk", flat=True)))


def _itineraries(stored: Collection[int]) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    links = VisitClaim.objects.filter(visit__in=stored).order_by("visit__itinerary", "claim__key")
    for pk, key in links.values_list("visit__itinerary", "claim__key"):
        found.setdefault(pk, []).append(key)
    return found


def _homes(visits: Collection[LinkedVisit], written: Mapping[str, int]) -> dict[str, int]:
    return {claim: written[visit.key] for visit in visits for claim in visit.claims}

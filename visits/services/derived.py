"""Linked things → rows: what is new, what changed, what is gone; nothing where all is the same."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from visits.linking import Linked
from visits.models import Itinerary, VisitRedirect
from visits.queries.parts import Part
from visits.services.derived_itineraries import write_itineraries
from visits.services.derived_meetings import write_meetings
from visits.services.derived_visits import remove_visits, stored_visits, write_visits
from visits.services.gatherings import settle_gatherings
from visits.services.histories import Present, keep_histories
from visits.services.identity import match_returning
from visits.services.officials import Directory, forget_unused


def write_linked(linked: Linked, part: Part, now: datetime) -> None:
    """Stores what linking made of the part's own visits and meetings.

    Others were linked in part only, for they came as siblings, and are left alone.
    """
    rows = part.brought
    stays = {key for key, row in rows.items() if row.pk in part.visits}
    met = {key for key, row in rows.items() if row.pk in part.meetings}
    visits = [visit for visit in linked.visits if set(visit.claims) <= stays]
    meetings = [meeting for meeting in linked.meetings if set(meeting.claims) <= met]
    stored = stored_visits(part.visits | part.gone)
    redirects = _redirects(stored.claims)
    people = [party for visit in visits for party in visit.visitors]
    people += [party for meeting in meetings for party in meeting.participants]
    directory = Directory(people)
    itineraries = write_itineraries(linked, visits, stored.itineraries, directory)
    ids = match_returning({visit.key: visit.claims for visit in visits}, stored.claims, redirects)
    returning = set(ids.values()) & set(redirects)
    if returning:
        VisitRedirect.objects.filter(old__in=returning).delete()
    written = write_visits(visits, ids, itineraries, rows, directory, stored)
    homes = {claim: written.ids[visit.key] for visit in visits for claim in visit.claims}
    removed = remove_visits(stored.claims, homes, written.ids.values())
    former = {*removed, *redirects} - {*written.snapshots}
    keep_histories(part, Present(visits, written.ids, written.snapshots, former), directory, now)
    told = part.meetings | part.gone
    touched = write_meetings(meetings, rows, told, written.ids, directory)
    settle_gatherings(stored.gatherings | written.gatherings | touched.gatherings)
    empty = set(stored.itineraries) - set(itineraries.values())
    if empty:
        Itinerary.objects.filter(pk__in=empty, visits=None).delete()
    forget_unused((stored.people | touched.people) - written.people)


def _redirects(stored: Collection[int]) -> dict[int, tuple[int, list[str]]]:
    """Old id → where it leads, and the claims it had, of all that lead to the stored ones."""
    rows = VisitRedirect.objects.filter(visit__in=stored).order_by("old")
    return {row.old: (row.visit_id, row.claims) for row in rows}

"""Linked things → rows: what is new, what changed, what is gone; nothing where all is the same."""

from __future__ import annotations

from datetime import datetime

from visits.linking import Linked
from visits.linking.weights import Weights
from visits.queries.parts import Part
from visits.services.derived_itineraries import remove_itineraries, write_itineraries
from visits.services.derived_meetings import write_meetings
from visits.services.derived_visits import remove_visits, stored_visits, write_visits
from visits.services.gatherings import settle_gatherings
from visits.services.histories import Present, keep_histories
from visits.services.identity import match_returning
from visits.services.officials import Directory, forget_unused
from visits.services.redirects import VISITS


def write_linked(linked: Linked, part: Part, weights: Weights, now: datetime) -> None:
    """Stores what linking made of the part's own visits and meetings, by these weights.

    Others were linked in part only, for they came as siblings, and are left alone.
    """
    rows = part.brought
    stays = {key for key, row in rows.items() if row.pk in part.visits}
    met = {key for key, row in rows.items() if row.pk in part.meetings}
    visits = [visit for visit in linked.visits if set(visit.claims) <= stays]
    meetings = [meeting for meeting in linked.meetings if set(meeting.claims) <= met]
    stored = stored_visits(part.visits | part.gone)
    redirects = VISITS.leading_to(stored.claims)
    people = [party for visit in visits for party in visit.visitors]
    people += [party for meeting in meetings for party in meeting.participants]
    directory = Directory(people)
    itineraries = write_itineraries(linked, visits, stored.itineraries, directory)
    ids = match_returning({visit.key: visit.claims for visit in visits}, stored.claims, redirects)
    VISITS.take_back(set(ids.values()) & set(redirects))
    written = write_visits(visits, ids, itineraries, rows, directory, stored)
    homes = {claim: written.ids[visit.key] for visit in visits for claim in visit.claims}
    removed = remove_visits(stored.claims, homes, written.ids.values())
    former = {*removed, *redirects} - {*written.snapshots}
    present = Present(visits, written.ids, written.snapshots, former, weights)
    keep_histories(part, present, directory, now)
    told = part.meetings | part.gone
    touched = write_meetings(meetings, rows, told, written.ids, directory)
    settle_gatherings(stored.gatherings | written.gatherings | touched.gatherings)
    tours = {claim: itineraries[visit.itinerary] for visit in visits for claim in visit.claims}
    remove_itineraries(stored.itineraries, tours)
    forget_unused((stored.people | touched.people) - written.people)

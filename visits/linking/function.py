"""The function itself: claims and decisions in, visits, meetings and itineraries out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from visits.linking.authority import Hearing, hearing_of
from visits.linking.clusters import cluster
from visits.linking.components import components
from visits.linking.consolidate import visit_of
from visits.linking.contacts import families_of, meeting_components
from visits.linking.copies import voices
from visits.linking.decisions import Held, hold, in_order
from visits.linking.evidence import Mention
from visits.linking.itineraries import itineraries_of
from visits.linking.keys import family_key
from visits.linking.meetings import attach, group_meetings, meeting_of, places
from visits.linking.outcomes import with_outcomes
from visits.linking.people import People, people_of
from visits.linking.positions import Position, place_in_time, siblings_of
from visits.linking.records import (
    Decision,
    Linked,
    LinkedItinerary,
    LinkedMeeting,
    LinkedVisit,
    LinkReason,
    MeetingClaim,
    VisitClaim,
)
from visits.linking.weights import Weights, packaged_weights

Claim = VisitClaim | MeetingClaim
# Announcement and country → the people of that country whom it tells to meet somebody.
Received = Mapping[tuple[str, str], frozenset[str]]


def link(
    claims: Iterable[Claim],
    decisions: Iterable[Decision] = (),
    weights: Weights | None = None,
) -> Linked:
    """All visits, meetings and itineraries that the claims amount to, the same in any order.

    A claim must come with its siblings, the other claims of its announcement; a claim given twice
    counts once. The function over some whole components gives what it gives for them over all.
    Without `weights` the packaged ones count.
    """
    every = dict(sorted({claim.key: claim for claim in claims}.items()))
    visit_claims = {key: c for key, c in every.items() if isinstance(c, VisitClaim)}
    meeting_claims = {key: c for key, c in every.items() if isinstance(c, MeetingClaim)}
    held = hold(decisions, every.values())
    visits, itineraries = _toured(
        visit_claims, _received(meeting_claims.values()), held, weights or packaged_weights()
    )
    meetings = _attached(_meetings(meeting_claims, held), visits, every)
    return Linked(
        visits=with_outcomes(visits, meetings, every),
        meetings=meetings,
        itineraries=itineraries,
        lost=tuple(sorted(held.lost)),
    )


def _hearing(claims: Iterable[Claim]) -> Hearing:
    claims = list(claims)
    tellings = [claim.told for claim in claims]
    return hearing_of(tellings, voices(tellings), people_of(claims))


def _received(meetings: Iterable[MeetingClaim]) -> Received:
    """Announcement and country → who of that country is told to meet somebody."""
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for claim in meetings:
        for party in claim.participants:
            if party.name and party.country:
                key = family_key(party.name, party.country)
                found[claim.told.announcement, party.country].add(key)
    return {at: frozenset(keys) for at, keys in found.items()}


def _toured(
    claims: Mapping[str, VisitClaim], received: Received, held: Held, weights: Weights
) -> tuple[tuple[LinkedVisit, ...], tuple[LinkedItinerary, ...]]:
    """Visits and itineraries, component by component, sorted by key."""
    siblings = siblings_of(claims.values())
    positions = {
        key: place_in_time(claim, siblings[claim.told.announcement])
        for key, claim in claims.items()
    }
    visits: list[LinkedVisit] = []
    itineraries: list[LinkedItinerary] = []
    for keys in components(claims, positions, held.must, held.values):
        part = {key: claims[key] for key in keys}
        hearing = _hearing(part.values())
        placed, tours = itineraries_of(
            _visits(part, positions, received, hearing, held, weights), part, hearing.people
        )
        visits += placed
        itineraries += tours
    return (
        tuple(sorted(visits, key=lambda v: v.key)),
        tuple(sorted(itineraries, key=lambda i: i.key)),
    )


def _visits(
    claims: Mapping[str, VisitClaim],
    positions: Mapping[str, Position],
    received: Received,
    hearing: Hearing,
    held: Held,
    weights: Weights,
) -> list[LinkedVisit]:
    mentions = _mentions(claims, positions, received, hearing)
    clustering = cluster(mentions, hearing.people, held.must, held.cannot, weights)
    reasons: dict[str, list[LinkReason]] = defaultdict(list)
    for reason in clustering.reasons:
        reasons[clustering.groups.root(reason.claim)].append(reason)
    return [
        visit_of(
            [claims[key] for key in keys],
            hearing,
            reasons[root],
            _gathered(held.values, keys),
            _gathered(held.verdicts, keys),
        )
        for root, keys in clustering.groups.sets().items()
    ]


def _mentions(
    claims: Mapping[str, VisitClaim],
    positions: Mapping[str, Position],
    received: Received,
    hearing: Hearing,
) -> list[Mention]:
    return [
        Mention(
            claim,
            positions[key],
            hearing.voice(claim.told),
            received.get((claim.told.announcement, claim.host), frozenset()),
        )
        for key, claim in claims.items()
    ]


def _gathered(held: Mapping[str, Sequence[Decision]], keys: Iterable[str]) -> list[Decision]:
    """The decisions on any of the claims in the order they were made, each once."""
    from_claims = {d.key: d for key in keys for d in held.get(key, ())}
    return in_order(from_claims.values())


def _meetings(claims: Mapping[str, MeetingClaim], held: Held) -> list[LinkedMeeting]:
    """Meetings, component by component."""
    found = []
    for keys in meeting_components(claims, held.must):
        part = [claims[key] for key in keys]
        hearing = _hearing(part)
        for group in group_meetings(part, hearing.people, held.must, held.cannot):
            told = [claim.key for claim in group]
            values, verdicts = _gathered(held.values, told), _gathered(held.verdicts, told)
            found.append(meeting_of(group, hearing, values, verdicts))
    return found


def _attached(
    meetings: Iterable[LinkedMeeting], visits: Iterable[LinkedVisit], claims: Mapping[str, Claim]
) -> tuple[LinkedMeeting, ...]:
    """The meetings with the visits of the people who met.

    These share a family name with the meeting, or are told in one announcement with it. Whether to
    attach is asked of the two alone, so that it depends on nothing else that is linked.
    """
    stays: dict[tuple[str, str], dict[str, LinkedVisit]] = defaultdict(dict)
    for visit in visits:
        for key in visit.claims:
            stays[claims[key].told.announcement, visit.host][visit.key] = visit
            for family in families_of(claims[key]):
                stays[family, visit.host][visit.key] = visit
    found = []
    for meeting in meetings:
        told = {claims[key].told.announcement for key in meeting.claims}
        told |= {family for key in meeting.claims for family in families_of(claims[key])}
        near: dict[str, LinkedVisit] = {}
        for host in places(meeting):
            for name in told:
                near |= stays.get((name, host), {})
        attached = [
            visit.key
            for visit in near.values()
            if attach(meeting, visit, claims, _people_of(meeting, visit, claims))
        ]
        found.append(replace(meeting, visits=tuple(sorted(attached))))
    return tuple(sorted(found, key=lambda m: m.key))


def _people_of(meeting: LinkedMeeting, visit: LinkedVisit, claims: Mapping[str, Claim]) -> People:
    return people_of(claims[key] for key in (*meeting.claims, *visit.claims))

"""The function itself: claims and decisions in, visits, meetings and itineraries out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from visits.linking.authority import Hearing, hearing_of
from visits.linking.clusters import cluster
from visits.linking.components import components
from visits.linking.consolidate import visit_of
from visits.linking.copies import voices
from visits.linking.decisions import Held, hold, in_order
from visits.linking.evidence import Mention
from visits.linking.itineraries import itineraries_of
from visits.linking.meetings import attach, group_meetings, meeting_of, places
from visits.linking.outcomes import with_outcomes
from visits.linking.people import people_of
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

Claim = VisitClaim | MeetingClaim


def link(claims: Iterable[Claim], decisions: Iterable[Decision] = ()) -> Linked:
    """All visits, meetings and itineraries that the claims amount to, the same in any order.

    A claim must come with its siblings, the other claims of its announcement; a claim given twice
    counts once. The function over some whole components gives what it gives for them over all.
    """
    every = dict(sorted({claim.key: claim for claim in claims}.items()))
    visit_claims = {key: c for key, c in every.items() if isinstance(c, VisitClaim)}
    meeting_claims = {key: c for key, c in every.items() if isinstance(c, MeetingClaim)}
    held = hold(decisions, every.values())
    visits, itineraries = _toured(visit_claims, held)
    hearing = _hearing(every.values())
    meetings = _attached(
        _meetings(list(meeting_claims.values()), hearing, held), visits, every, hearing
    )
    return Linked(
        visits=with_outcomes(visits, meetings, every),
        meetings=meetings,
        itineraries=itineraries,
        lost=tuple(sorted(held.lost)),
    )


def link_timeline(claims: Iterable[Claim], decisions: Iterable[Decision] = ()) -> Linked:
    """The same for the claims of the touched timelines and their siblings: the service's unit."""
    return link(claims, decisions)


def _hearing(claims: Iterable[Claim]) -> Hearing:
    claims = list(claims)
    tellings = [claim.told for claim in claims]
    return hearing_of(tellings, voices(tellings), people_of(claims))


def _toured(
    claims: Mapping[str, VisitClaim], held: Held
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
            _visits(part, positions, hearing, held), part, hearing.people
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
    hearing: Hearing,
    held: Held,
) -> list[LinkedVisit]:
    mentions = [
        Mention(claim, positions[key], hearing.voice(claim.told)) for key, claim in claims.items()
    ]
    clustering = cluster(mentions, hearing.people, held.must, held.cannot)
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


def _gathered(held: Mapping[str, Sequence[Decision]], keys: Iterable[str]) -> list[Decision]:
    """The decisions on any of the claims in the order they were made, each once."""
    from_claims = {d.key: d for key in keys for d in held.get(key, ())}
    return in_order(from_claims.values())


def _meetings(claims: Sequence[MeetingClaim], hearing: Hearing, held: Held) -> list[LinkedMeeting]:
    return [
        meeting_of(
            group,
            hearing,
            _gathered(held.values, [claim.key for claim in group]),
            _gathered(held.verdicts, [claim.key for claim in group]),
        )
        for group in group_meetings(claims, hearing.people, held.must, held.cannot)
    ]


def _attached(
    meetings: Iterable[LinkedMeeting],
    visits: Iterable[LinkedVisit],
    claims: Mapping[str, Claim],
    hearing: Hearing,
) -> tuple[LinkedMeeting, ...]:
    """The meetings with the visits of the people who met, found by their timelines."""
    stays: dict[tuple[str, str], list[LinkedVisit]] = defaultdict(list)
    for visit in visits:
        families: set[str] = set()
        for party in visit.visitors:
            families |= hearing.people.families(party, visit.visitor_country)
        for family in families:
            stays[family, visit.host].append(visit)
    found = []
    for meeting in meetings:
        near: dict[str, LinkedVisit] = {}
        for host in places(meeting):
            for party in meeting.participants:
                for family in hearing.people.families(party):
                    near |= {visit.key: visit for visit in stays.get((family, host), ())}
        attached = attach(meeting, near.values(), claims, hearing.people)
        found.append(replace(meeting, visits=attached))
    return tuple(sorted(found, key=lambda m: m.key))

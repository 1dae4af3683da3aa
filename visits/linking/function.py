"""The function itself: claims and decisions in, visits, meetings and itineraries out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from visits.linking.authority import Hearing, hearing_of
from visits.linking.clusters import cluster
from visits.linking.consolidate import visit_of
from visits.linking.copies import voices
from visits.linking.decisions import Held, hold, in_order
from visits.linking.evidence import Mention
from visits.linking.itineraries import itineraries_of
from visits.linking.meetings import attach, group_meetings, meeting_of, places
from visits.linking.people import people_of
from visits.linking.positions import place_in_time, siblings_of
from visits.linking.records import (
    Decision,
    Linked,
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
    counts once.
    """
    unique = {claim.key: claim for claim in claims}
    every = dict(sorted(unique.items()))
    visit_claims = {key: c for key, c in every.items() if isinstance(c, VisitClaim)}
    meeting_claims = {key: c for key, c in every.items() if isinstance(c, MeetingClaim)}
    tellings = [claim.told for claim in every.values()]
    spoken = voices(tellings)
    hearing = hearing_of(tellings, spoken, people_of(every.values()))
    held = hold(decisions, every.values())
    visits = _visits(visit_claims, spoken, hearing, held)
    placed, itineraries = itineraries_of(visits, visit_claims, hearing.people)
    meetings = _meetings(list(meeting_claims.values()), hearing, held)
    return Linked(
        visits=placed,
        meetings=_attached(meetings, placed, every, hearing),
        itineraries=itineraries,
        lost=tuple(sorted(held.lost)),
    )


def link_timeline(claims: Iterable[Claim], decisions: Iterable[Decision] = ()) -> Linked:
    """The same for the claims of the touched timelines and their siblings: the service's unit."""
    return link(claims, decisions)


def _visits(
    claims: Mapping[str, VisitClaim], spoken: Mapping[str, str], hearing: Hearing, held: Held
) -> list[LinkedVisit]:
    siblings = siblings_of(claims.values())
    mentions = [
        Mention(
            claim,
            place_in_time(claim, siblings[claim.told.announcement], hearing.people),
            spoken[claim.told.announcement],
        )
        for claim in claims.values()
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

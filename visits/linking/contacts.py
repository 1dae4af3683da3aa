"""The meeting claims that can have anything to do with each other, as components are for visits."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from visits.linking.components import chain
from visits.linking.groups import Groups
from visits.linking.keys import head, party_keys
from visits.linking.meetings import reach
from visits.linking.positions import Days
from visits.linking.records import MeetingClaim, Party, VisitClaim

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Contact:
    """All of a meeting claim that decides what it touches."""

    key: str
    form: str
    places: tuple[Place, ...]
    reach: Days
    alone: bool


def places_of(claim: VisitClaim | MeetingClaim) -> tuple[Place, ...]:
    """Each timeline of each person of the claim with the person's number, the head's being 0."""
    if isinstance(claim, VisitClaim):
        people, country = claim.visitors or (head(claim),), claim.visitor_country
    else:
        people, country = claim.participants, None
    found = {(key, n) for n, party in enumerate(people) for key in party_keys(party, country)}
    return tuple(sorted(found)) or (("|", 0),)


def families_of(claim: VisitClaim | MeetingClaim) -> frozenset[str]:
    """What the timelines of the claim's people are called without their countries."""
    return frozenset(key.partition("|")[0] for key, _ in places_of(claim))


def unbound_keys(claim: VisitClaim) -> frozenset[str]:
    """The timelines that the claim's people have in meetings that don't tell their country."""
    people = claim.visitors
    return frozenset(key for party in people for key in party_keys(Party(party.name), None))


def meeting_components(
    claims: Mapping[str, MeetingClaim], together: Iterable[tuple[str, str]] = ()
) -> list[list[str]]:
    """Keys of the claims that may be of one meeting, each list sorted.

    Two claims touch when they have one form, their reaches overlap, and they share timelines of
    two people, or of one where one of them names nobody else. `together` is an editor's.
    """
    contacts = [
        Contact(key, claim.form.value, places_of(claim), reach(claim), len(claim.participants) < 2)
        for key, claim in claims.items()
    ]
    groups = in_touch(contacts)
    for one, other in together:
        if one in claims and other in claims:
            groups.join(one, other)
    return list(groups.sets().values())


def in_touch(contacts: Iterable[Contact]) -> Groups:
    """The contacts' keys, those joined that touch directly or through others."""
    contacts = list(contacts)
    groups = Groups(contact.key for contact in contacts)
    by_pair: dict[tuple[str, ...], list[tuple[Days, str]]] = defaultdict(list)
    by_one: dict[tuple[str, str], list[tuple[Days, str]]] = defaultdict(list)
    alone: list[tuple[tuple[str, str], Days, str]] = []
    for contact in contacts:
        spell = (contact.reach, contact.key)
        for (one, first), (other, second) in combinations(contact.places, 2):
            if first != second:
                by_pair[contact.form, *sorted((one, other))].append(spell)
        for timeline in {timeline for timeline, _ in contact.places}:
            by_one[contact.form, timeline].append(spell)
            if contact.alone:
                alone.append(((contact.form, timeline), *spell))
    for stretch in by_pair.values():
        chain(stretch, 0, groups)
    _join_those_alone(alone, by_one, groups)
    return groups


def _join_those_alone(
    alone: Iterable[tuple[tuple[str, str], Days, str]],
    by_one: Mapping[tuple[str, str], list[tuple[Days, str]]],
    groups: Groups,
) -> None:
    """A claim that names one person touches whatever else is told of that person at the time."""
    longest: dict[tuple[str, str], int] = {}
    for where, days, key in alone:
        stretch = by_one[where]
        if where not in longest:
            stretch.sort(key=lambda pair: (pair[0].first, pair[1]))
            longest[where] = max(span.length for span, _ in stretch)
        begin = bisect_left(stretch, days.first - longest[where], key=lambda pair: pair[0].first)
        for span, other in stretch[begin:]:
            if span.first > days.last:
                break
            if span.gap(days) == 0:
                groups.join(key, other)

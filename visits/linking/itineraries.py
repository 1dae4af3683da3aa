"""Visits of one head of delegation that follow one another, as tours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from visits.linking.components import TOUR_WINDOW
from visits.linking.consolidate import fullest
from visits.linking.diaries import flags_of
from visits.linking.groups import Groups
from visits.linking.keys import party_keys
from visits.linking.people import People
from visits.linking.positions import Days, to_date
from visits.linking.records import LinkedItinerary, LinkedVisit, VisitClaim
from visits.linking.stops import Stop, stop_of
from visits.terms import VisitStatus

# A stop that begins this many days after another ended continues the tour.
NEXT = 1
# Stops told together are one tour unless more days than these lie between them: between known ends,
# where the earlier's end isn't told, and where of the later only the end is.
TOGETHER, TOGETHER_OPEN, TOGETHER_ENDED = 6, 8, 21
LONGEST = 45
MADE = {VisitStatus.ONGOING, VisitStatus.COMPLETED}


def itineraries_of(
    visits: Sequence[LinkedVisit], claims: Mapping[str, VisitClaim], people: People
) -> tuple[tuple[LinkedVisit, ...], tuple[LinkedItinerary, ...]]:
    """The visits with their itinerary's key, and the itineraries, both sorted by key."""
    stops = {visit.key: stop_of(visit, claims) for visit in visits}
    tours = Groups(stops)
    members = {key: [stop] for key, stop in stops.items()}
    for _, low, high in sorted(_links(stops, people)):
        one, other = tours.root(low), tours.root(high)
        if one == other or not _fit(members[one] + members[other], people):
            continue
        tours.join(one, other)
        kept = tours.root(one)
        members[kept] += members.pop(other if kept == one else one)
    placed = tuple(
        replace(stops[key].visit, itinerary=root)
        for root, keys in sorted(tours.sets().items())
        for key in keys
    )
    return (
        tuple(sorted(placed, key=lambda v: v.key)),
        tuple(_itinerary(root, members[root]) for root in sorted(tours.sets())),
    )


def _links(stops: Mapping[str, Stop], people: People) -> Iterable[tuple[int, str, str]]:
    """Pairs of stops that may be of one tour, the surest kind (the least number) first."""
    heads: dict[str, list[Stop]] = defaultdict(list)
    for stop in stops.values():
        visit = stop.visit
        for key in party_keys(visit.visitors[0], visit.visitor_country):
            heads[key].append(stop)
    seen = set()
    for group in heads.values():
        for one, other in _candidates(group):
            low, high = sorted((one, other), key=lambda s: s.key)
            if (low.key, high.key) in seen:
                continue
            seen.add((low.key, high.key))
            kind = _kind(low, high)
            if kind is not None and people.same(low.head, high.head):
                yield kind, low.key, high.key


def _candidates(group: Sequence[Stop]) -> Iterable[tuple[Stop, Stop]]:
    """Stops told in one announcement, and stops close in time."""
    told: dict[str, list[Stop]] = defaultdict(list)
    for stop in group:
        for announcement in stop.told:
            told[announcement].append(stop)
    for together in told.values():
        for i, one in enumerate(together):
            for other in together[i + 1 :]:
                yield one, other
    dated = sorted(
        ((days, s) for s in group if (days := s.span or s.within or s.seen) is not None),
        key=lambda pair: (pair[0].first, pair[1].key),
    )
    for i, (span, one) in enumerate(dated):
        for other_span, other in dated[i + 1 :]:
            if other_span.first > span.last + 20:
                break
            yield one, other


def _kind(one: Stop, other: Stop) -> int | None:
    """How two stops are tied: told together, following one another, inside one told tour."""
    if VisitStatus.INVITED in (one.visit.status, other.visit.status):
        return None
    if one.told & other.told:
        return 0 if _together(one, other) else None
    if _follows(one, other) or _follows(other, one):
        return 1
    if _seen_beside(one, other) or _seen_beside(other, one):
        return 2
    if _inside(one, other) or _inside(other, one):
        return 3
    return None


def _together(one: Stop, other: Stop) -> bool:
    if any(_left_behind(a, b) or _never_begun(a, b) for a, b in ((one, other), (other, one))):
        return False
    a, b = one.span or one.within, other.span or other.within
    if a is None or b is None:
        return True
    earlier, later = (one, other) if (a.first, a.last) <= (b.first, b.last) else (other, one)
    return a.gap(b) <= _between(earlier, later)


def _left_behind(one: Stop, other: Stop) -> bool:
    """Whether the first began in loose days ("last week") that were over when the other went on."""
    if one.span is None or one.first is not None or one.last is not None:
        return False
    return other.span is None and other.seen is not None and one.span.last < other.seen.last


def _never_begun(one: Stop, other: Stop) -> bool:
    """Whether the first, on no day, was never told but as called off, and the other was made."""
    return one.span is None and one.is_only_called_off and other.visit.status in MADE


def _between(earlier: Stop, later: Stop) -> int:
    """How many days may lie between two stops of one tour."""
    if later.start is None:
        return TOGETHER_ENDED
    return TOGETHER_OPEN if earlier.end is None else TOGETHER


def _follows(one: Stop, other: Stop) -> bool:
    """Whether the other begins while the first goes on, on the day that it ends, or on the next.

    A person in two countries on one day is misread or in a hurry, but on one tour.
    """
    last, first = one.last or one.first, other.first
    if last is None or first is None:
        return False
    begun = one.first or last
    return begun.first - 1 <= first.first and first.first - last.last <= NEXT


def _seen_beside(one: Stop, other: Stop) -> bool:
    """Whether the first, told without dates, was under way during the other or next to it.

    Two without dates are of one tour where one went on as the other did, or next to it.
    """
    if one.span is not None or one.within is not None or one.seen is None:
        return False
    if other.seen is not None and other.span is None and other.within is None:
        return one.seen.gap(other.seen) <= NEXT
    bounds = [d for d in (other.first, other.last) if d is not None]
    if not bounds:
        return False
    return one.seen.gap(Days(bounds[0].first, bounds[-1].last)) <= NEXT


def _inside(one: Stop, other: Stop) -> bool:
    """Whether the first, without dates of its own, is told within days that the other lies in."""
    if one.span is not None or one.tour is None or not (other.first or other.last):
        return False
    span = other.span
    if span is None or span.length > TOUR_WINDOW:
        return False
    return one.tour.first <= span.first and span.last <= one.tour.last


def _fit(stops: Sequence[Stop], people: People) -> bool:
    """Whether all of them can be one tour of one person: its length, and nothing torn apart."""
    dated = sorted(
        ((span, stop) for stop in stops if (span := stop.span) is not None),
        key=lambda pair: (pair[0].first, pair[0].last, pair[1].key),
    )
    if dated and max(span.last for span, _ in dated) - dated[0][0].first > LONGEST:
        return False
    heads = list({stop.head: None for stop in stops})
    if not all(people.same(one, other) for one in heads for other in heads):
        return False
    return not _torn_apart(dated)


def _torn_apart(dated: Sequence[tuple[Days, Stop]]) -> bool:
    """Whether more days lie between two of the stops, in order, than one tour allows."""
    until = dated[:1]
    for span, stop in dated[1:]:
        reached, earlier = until[0]
        if span.first - reached.last > _between(earlier, stop):
            return True
        if span.last >= reached.last:
            until = [(span, stop)]
    return False


def _itinerary(key: str, stops: Sequence[Stop]) -> LinkedItinerary:
    ordered = sorted(stops, key=_when)
    spans = [s.span for s in ordered if s.span is not None]
    countries = sorted({s.visit.visitor_country for s in stops if s.visit.visitor_country})
    return LinkedItinerary(
        key=key,
        head=fullest([s.head for s in sorted(stops, key=lambda s: s.key)]),
        country=countries[0] if countries else None,
        visits=tuple(s.key for s in ordered),
        start=to_date(min(d.first for d in spans)) if spans else None,
        end=to_date(max(d.last for d in spans)) if spans else None,
        flags=flags_of(ordered),
    )


def _when(stop: Stop) -> tuple[int, int, str]:
    """Dated stops by their days; a stop without any stands where its tour's window begins."""
    span = stop.span
    if span is not None:
        return (span.first, span.last, stop.key)
    within = stop.within
    return (within.first if within else 10**7, within.last if within else 10**7, stop.key)

"""Visits of one head of delegation that follow one another, as tours."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from visits.extraction.dates import Window
from visits.linking.consolidate import fullest
from visits.linking.groups import Groups
from visits.linking.keys import party_keys
from visits.linking.people import People
from visits.linking.positions import Days, days, seen_on, to_date
from visits.linking.records import LinkedItinerary, LinkedVisit, Party, VisitClaim
from visits.terms import VisitStatus

# A stop that begins this many days after another ended continues the tour.
NEXT = 1
# Stops told together are one tour unless more days than these lie between them: between known ends,
# where the earlier's end isn't told, and where of the later only the end is.
TOGETHER, TOGETHER_OPEN, TOGETHER_ENDED = 6, 8, 21
LONGEST = 45
# Words that leave more days open than this tie no stops together.
EXACT = 4


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit with its days as told: `start` and `end` known to a few days or None.

    `seen` are the days on which it was told to be under way.
    """

    visit: LinkedVisit
    start: Days | None
    end: Days | None
    within: Days | None
    seen: Days | None
    told: frozenset[str]

    @property
    def key(self) -> str:
        return self.visit.key

    @property
    def head(self) -> Party:
        return self.visit.visitors[0]

    @property
    def span(self) -> Days | None:
        """From the first to the last day that is told, at its widest."""
        ends = [d for d in (self.start, self.end) if d is not None]
        if not ends:
            return None
        return Days(min(d.first for d in ends), max(d.last for d in ends))


def itineraries_of(
    visits: Sequence[LinkedVisit], claims: Mapping[str, VisitClaim], people: People
) -> tuple[tuple[LinkedVisit, ...], tuple[LinkedItinerary, ...]]:
    """The visits with their itinerary's key, and the itineraries, both sorted by key."""
    stops = {visit.key: _stop(visit, claims) for visit in visits}
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


def _stop(visit: LinkedVisit, claims: Mapping[str, VisitClaim]) -> Stop:
    return Stop(
        visit,
        _near(visit.start),
        _near(visit.end),
        days(visit.within, before=30, after=30),
        seen_on([claims[key] for key in visit.claims]),
        frozenset(claims[key].told.announcement for key in visit.claims),
    )


def _near(window: Window | None) -> Days | None:
    """The days of a window that is closed and says more than "this season"."""
    if window is None or window.days is None or window.days > 62:
        return None
    return days(window)


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
    a, b = one.span or one.within, other.span or other.within
    if a is None or b is None:
        return True
    earlier, later = (one, other) if (a.first, a.last) <= (b.first, b.last) else (other, one)
    return a.gap(b) <= _between(earlier, later)


def _between(earlier: Stop, later: Stop) -> int:
    """How many days may lie between two stops of one tour."""
    if later.start is None:
        return TOGETHER_ENDED
    return TOGETHER_OPEN if earlier.end is None else TOGETHER


def _follows(one: Stop, other: Stop) -> bool:
    """Whether the other begins while the first goes on, on the day that it ends, or on the next.

    A person in two countries on one day is misread or in a hurry, but on one tour.
    """
    last, first = one.end or one.start, other.start
    if last is None or first is None or last.length > EXACT or first.length > EXACT:
        return False
    begun = one.start or last
    return begun.first - 1 <= first.first and first.first - last.last <= NEXT


def _seen_beside(one: Stop, other: Stop) -> bool:
    """Whether the first, told without dates, was under way during the other or next to it."""
    if one.span is not None or one.within is not None or one.seen is None:
        return False
    bounds = [d for d in (other.start, other.end) if d is not None]
    if not bounds or any(d.length > EXACT for d in bounds):
        return False
    return one.seen.gap(Days(bounds[0].first, bounds[-1].last)) <= NEXT


def _inside(one: Stop, other: Stop) -> bool:
    """Whether the first, without dates of its own, is told within days that the other lies in."""
    if one.span is not None or one.within is None or one.within.length > 21:
        return False
    span = other.span
    if span is None or span.length > 21 or (other.start or other.end or span).length > EXACT:
        return False
    return one.within.first <= span.first and span.last <= one.within.last


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
        flags=_flags(ordered),
    )


def _when(stop: Stop) -> tuple[int, int, str]:
    """Dated stops by their days; a stop without any stands where its tour's window begins."""
    span = stop.span
    if span is not None:
        return (span.first, span.last, stop.key)
    within = stop.within
    return (within.first if within else 10**7, within.last if within else 10**7, stop.key)


def _flags(ordered: Sequence[Stop]) -> tuple[str, ...]:
    """What is impossible or missing in the diary; flagged, never repaired."""
    going = [
        s
        for s in ordered
        if s.visit.status not in (VisitStatus.CANCELLED, VisitStatus.POSTPONED)
        and not s.visit.rejected
    ]
    dated = [s for s in going if s.start is not None and s.start.length <= EXACT]
    flags = set()
    for i, one in enumerate(dated):
        for other in dated[i + 1 :]:
            if one.visit.host != other.visit.host and _torn(one, other):
                flags.add("two places at once")
    for one, other in itertools.pairwise(dated):
        last, first = one.end or one.start, other.start
        assert last is not None
        assert first is not None
        if first.first - last.last > NEXT + 1 and len(dated) == len(going):
            flags.add("gap")
    return tuple(sorted(flags))


def _torn(one: Stop, other: Stop) -> bool:
    """Whether the exact days of two stays leave a night that both claim."""
    if one.start is None or other.start is None:
        return False
    if one.start.first == one.start.last == other.start.first == other.start.last:
        return bool(one.end and other.end and min(one.end.first, other.end.first) > one.start.last)
    first, then = sorted((one, other), key=lambda s: (s.start.first if s.start else 0, s.key))
    assert then.start is not None
    return first.end is not None and first.end.first > then.start.last

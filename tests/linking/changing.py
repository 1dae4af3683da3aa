"""Streams in which trips change after they were announced, with their own gold.

Each trip has a fate, drawn from a seed like all else: moved, called off, put off and made later,
put off for good, a stop dropped, stops added under way. What is told after the change tells the new
days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from tests.linking.stream import DAY_ONE, HOSTS, PEOPLE, Mentioned, claim_of, told_by
from visits.extraction.dates import Window
from visits.linking import Party, Told
from visits.terms import VisitStatus

#: Days from one trip of a person to the next, which never goes to a country of the last two.
BETWEEN = range(55, 90)


@dataclass(frozen=True, slots=True)
class _Stop:
    host: str
    first: date
    last: date

    def later(self, days: int) -> _Stop:
        by = timedelta(days=days)
        return replace(self, first=self.first + by, last=self.last + by)


@dataclass(slots=True)
class _Trip:
    """A trip that is being told; `told` counts its announcements."""

    draw: Random
    name: str
    country: str
    names: tuple[str, ...]
    stops: list[_Stop]
    told: int = 0

    def before(self) -> Iterator[Mentioned]:
        """Some announcements of the trip as it was planned."""
        for days in sorted(self.draw.sample((20, 15, 11, 9), self.draw.choice((1, 2)))):
            yield from self.tell(self.stops, self.stops[0].first - timedelta(days=days))

    def after(self, stops: list[_Stop]) -> Iterator[Mentioned]:
        """Some announcements of the trip as it came to be made."""
        for days in sorted(self.draw.sample((-2, 0, 1, 4), self.draw.choice((1, 2, 3)))):
            yield from self.tell(stops, stops[0].first + timedelta(days=days))

    def tell(self, stops: Iterable[_Stop], when: date) -> Iterator[Mentioned]:
        """One announcement, of the days as `claim_of` blurs them."""
        told, party = self._told(when)
        for n, stop in enumerate(stops):
            key = f"{told.announcement}#{n}"
            claim = claim_of(self.draw, key, told, party, stop.host, stop.first, stop.last)
            yield Mentioned(claim, self.name, self.names[0])

    def change(
        self, stop: _Stop, when: date, status: VisitStatus, new: date | None = None
    ) -> Iterator[Mentioned]:
        """One announcement that a stop is off, with or without the day on which it was to begin."""
        told, party = self._told(when)
        key, dated = f"{told.announcement}#0", self.draw.random() < 0.7
        claim = claim_of(self.draw, key, told, party, stop.host, stop.first, stop.last)
        claim = replace(
            claim,
            start=Window(stop.first, stop.first) if dated else None,
            end=None,
            status=status,
            new_start=Window(new, new) if new else None,
        )
        yield Mentioned(claim, self.name, self.names[0])

    def _told(self, when: date) -> tuple[Told, Party]:
        self.told += 1
        name = f"{self.name}-{self.told}"
        told = told_by(self.draw, name, self.country, self.stops[0].host, when)
        return told, Party(self.draw.choice(self.names), self.country)


def _moved(trip: _Trip) -> Iterator[Mentioned]:
    """By a few days, without a word on it."""
    by = trip.draw.choice((-3, -2, 2, 3, 5))
    yield from trip.before()
    yield from trip.after([stop.later(by) for stop in trip.stops])


def _moved_far(trip: _Trip) -> Iterator[Mentioned]:
    """By weeks, and told to be."""
    stops = [stop.later(trip.draw.choice((14, 21, 30))) for stop in trip.stops[:1]]
    yield from trip.before()
    first = trip.stops[0]
    when = first.first - timedelta(days=trip.draw.choice((1, 4, 7)))
    yield from trip.change(first, when, VisitStatus.POSTPONED, stops[0].first)
    yield from trip.after(stops)


def _called_off(trip: _Trip) -> Iterator[Mentioned]:
    yield from trip.before()
    when = trip.stops[0].first - timedelta(days=trip.draw.choice((1, 3, 6)))
    for stop in trip.stops:
        yield from trip.change(stop, when, VisitStatus.CANCELLED)


def _put_off_and_made(trip: _Trip) -> Iterator[Mentioned]:
    first = trip.stops[0]
    yield from trip.before()
    when = first.first - timedelta(days=trip.draw.choice((1, 3, 6)))
    yield from trip.change(first, when, VisitStatus.POSTPONED)
    stops = [first.later(trip.draw.choice((20, 30, 40)))]
    yield from trip.after(stops)


def _put_off_for_good(trip: _Trip) -> Iterator[Mentioned]:
    yield from trip.before()
    when = trip.stops[0].first - timedelta(days=trip.draw.choice((1, 3, 6)))
    yield from trip.change(trip.stops[0], when, VisitStatus.POSTPONED)


def _stop_dropped(trip: _Trip) -> Iterator[Mentioned]:
    *kept, dropped = trip.stops
    yield from trip.before()
    when = trip.stops[0].first - timedelta(days=trip.draw.choice((1, 3, 6)))
    yield from trip.change(dropped, when, VisitStatus.CANCELLED)
    yield from trip.after(kept)


def _stops_added(trip: _Trip) -> Iterator[Mentioned]:
    """The last one under way, in a notice of its own; the whole tour is told afterwards."""
    *known, added = trip.stops
    planned = _Trip(trip.draw, trip.name, trip.country, trip.names, known)
    yield from planned.before()
    yield from planned.tell([added], known[-1].first)
    yield from planned.tell(trip.stops, added.last + timedelta(days=1))


Fate = Callable[[_Trip], Iterator[Mentioned]]
#: What may become of a trip, and of how many stops it is.
FATES: dict[Fate, tuple[int, ...]] = {
    _moved: (1, 2),
    _moved_far: (1,),
    _called_off: (1, 2),
    _put_off_and_made: (1,),
    _put_off_for_good: (1,),
    _stop_dropped: (2, 3),
    _stops_added: (2, 3),
}


def changing_stream(seed: int) -> list[Mentioned]:
    """Some 200 mentions of 40 trips in a year, all of which change."""
    draw = Random(seed)
    found: list[Mentioned] = []
    for n, (country, names) in enumerate(PEOPLE):
        day = DAY_ONE + timedelta(days=draw.randrange(20))
        left = draw.sample(HOSTS, len(HOSTS))
        for number in range(4):
            fate = draw.choice(list(FATES))
            hosts = [left.pop() for _ in range(min(len(left), draw.choice(FATES[fate])))]
            if len(hosts) < min(FATES[fate]):
                break
            trip = _Trip(draw, f"{seed}-{n}-{number}", country, names, _stops(draw, hosts, day))
            found += fate(trip)
            day += timedelta(days=draw.choice(BETWEEN))
    return found


def _stops(draw: Random, hosts: Iterable[str], day: date) -> list[_Stop]:
    stops = []
    for host in hosts:
        last = day + timedelta(days=draw.randrange(1, 3))
        stops.append(_Stop(host, day, last))
        day = last + timedelta(days=draw.choice((0, 1)))
    return stops
